/* scratch_lock.c: one run at a time uses a scratch database: the others wait for it, but not for ever. */
#include <time.h>

#include "states/scratch_parts.h"

enum { TRIES = 200, WAIT_MS = 50 };

typedef enum Attempt { FREE, TAKEN, UNKNOWN } Attempt;

static Attempt by_query(Scratch *self) {
  DbRows rows;
  Str schema = inspect_scope(self->arena, &self->url);
  if (schema.ptr == NULL) schema = STR("");
  if (!db_query(self->db, self->arena, self->sandbox->lock, &schema, 1, &rows) || rows.count == 0) return UNKNOWN;
  return str_eq(db_cell(&rows, 0, 0), STR("1")) ? FREE : TAKEN;
}

static Attempt by_script(Scratch *self) {
  if (db_script(self->db, str_from(self->sandbox->lock_script))) return FREE;
  bool busy = db_failure(self->db) == DB_REFUSED && str_eq(db_code(self->db), str_from(self->sandbox->busy));
  return busy ? TAKEN : UNKNOWN;
}

static bool is_cancelled(const Scratch *self, bool cleaning) {
  const atomic_bool *cancel = self->options->db.cancel;
  return !cleaning && cancel != NULL && atomic_load(cancel);
}

bool scratch_lock(Scratch *self, bool cleaning, Str *error) {
  const struct timespec pause = {.tv_nsec = WAIT_MS * 1000000L};
  const Sandbox *sandbox = self->sandbox;
  self->locked = true;
  if (self->is_private || (sandbox->lock == NULL && sandbox->lock_script == NULL)) return true;
  for (int i = 0; i < TRIES; i++) {
    Attempt attempt = sandbox->lock != NULL ? by_query(self) : by_script(self);
    if (attempt != TAKEN) return true; /* without locks, or a lost connection: the next statement tells */
    if (is_cancelled(self, cleaning)) {
      self->locked = false;
      *error = STR("cancelled");
      return false;
    }
    nanosleep(&pause, NULL);
  }
  self->locked = false;
  *error = arena_printf(self->arena,
                        "another run uses the dev database (%.*s), for more than %d s; try again when it has ended, or "
                        "name another database",
                        STR_FMT(db_url_mask(self->arena, self->url_text)), TRIES * WAIT_MS / 1000);
  return cleaning && sandbox->mark == NULL; /* what is left must go all the same, or else the next run drops it */
}
