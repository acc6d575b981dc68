/* scratch.c: opening a scratch database, running statements on it, reading it, closing it. */
#include "states/scratch_parts.h"

#include <sys/stat.h>
#include <unistd.h>

enum { MAX_FILES = 20 };

/* ---- opening ---- */

/* The URL of a private database of the dialect; empty: there is none. */
static Str private_url(const Dialect *dialect) {
  for (uint16_t i = 0; dialect != NULL && i < dialect->url_scheme_count; i++) {
    DbUrl url = {.scheme = dialect->url_schemes[i]};
    const Sandbox *sandbox = sandbox_for(&url);
    if (sandbox != NULL && !str_empty(sandbox->private_url)) return sandbox->private_url;
  }
  return (Str){0};
}

bool scratch_can_open(Str url) { return !str_empty(url) && !str_starts(url, STR("docker")); }

bool scratch_is_possible(const Dialect *dialect, const StateOptions *options) {
  return !str_empty(options->dev_url) || !str_empty(private_url(dialect));
}

static Str file_of(const Scratch *self) {
  return self->sandbox->file != NULL ? self->sandbox->file(&self->url) : (Str){0};
}

static bool is_missing(Str file) { return !str_empty(file) && file_kind(file) == FILE_NONE; }

/* Of the file of the database: its number, 0 when there is none. */
static uint64_t file_number(const Scratch *self) {
  struct stat st;
  Str file = file_of(self);
  return !str_empty(file) && stat(arena_str(self->arena, file).ptr, &st) == 0 ? (uint64_t)st.st_ino : 0;
}

static bool connect_once(Scratch *self, bool cleaning, Str *error) {
  DbOptions db = self->options->db;
  db.write = true;
  if (cleaning) {
    db.cancel = NULL;
    db.connect_ms = db.statement_ms = 0;
  }
  self->db = inspect_connect(self->arena, &self->url, &db, error);
  if (self->db != NULL) return true;
  *error = arena_printf(self->arena, "dev database: %.*s (%.*s)", STR_FMT(*error),
                        STR_FMT(db_url_mask(self->arena, self->url_text)));
  return false;
}

/* The run that is waited for may have made the file: it then takes it away, and another one may have come. */
bool scratch_connect(Scratch *self, bool cleaning, Str *error) {
  for (int i = 0; i < MAX_FILES; i++) {
    if (!cleaning && is_missing(file_of(self))) self->made_file = file_of(self);
    if (!connect_once(self, cleaning, error)) return false;
    uint64_t opened = file_number(self);
    if (!scratch_lock(self, cleaning, error)) return false;
    if (self->is_private || file_number(self) == opened) return true;
    db_close(self->db);
    self->db = NULL;
    self->made_file = (Str){0};
  }
  *error = arena_printf(self->arena, "other runs use the dev database (%.*s)",
                        STR_FMT(db_url_mask(self->arena, self->url_text)));
  return false;
}

static bool is_alive(const Scratch *self) {
  DbFailure failure = db_failure(self->db);
  return failure == DB_FINE || failure == DB_REFUSED;
}

Realm *scratch_read_all(Scratch *self, Str *error) {
  InspectOptions how = {.inside = self->inside};
  return inspect_db(self->arena, self->db, &self->url, &how, error);
}

Realm *scratch_read(Scratch *self, Str *error) {
  Realm *realm = scratch_read_all(self, error);
  if (realm != NULL && self->marked) scratch_hide_mark(self, realm);
  return realm;
}

static bool begin(Scratch *self, Str *error) {
  if (self->is_private || self->sandbox->begin == NULL) return true;
  self->inside = db_script(self->db, str_from(self->sandbox->begin));
  if (!self->inside) *error = arena_str(self->arena, db_error(self->db));
  return self->inside;
}

static bool read_url(Scratch *self, Str *error) {
  static const Str docker = STR_INIT("docker");
  Str masked = db_url_mask(self->arena, self->url_text);
  if (!db_url_parse(self->arena, self->url_text, &self->url)) {
    *error = arena_printf(self->arena, "the dev URL is no database URL: %.*s", STR_FMT(masked));
    return false;
  }
  if (str_eq(self->url.scheme, docker)) {
    *error = arena_printf(self->arena,
                          "%.*s: containers are not started by this program; start the database yourself and give its "
                          "URL with --dev-url, e.g. postgres://localhost:5432/dev?sslmode=disable",
                          STR_FMT(masked));
    return false;
  }
  self->sandbox = sandbox_for(&self->url);
  if (self->sandbox == NULL)
    *error = arena_printf(self->arena, "no driver for %.*s:// URLs", STR_FMT(self->url.scheme));
  return self->sandbox != NULL;
}

static void roll_back(Scratch *self) {
  if (self->inside && is_alive(self)) db_script(self->db, str_from(self->sandbox->rollback));
  self->inside = false;
}

/* What is there when nothing has been run. */
static bool read_before(Scratch *self, Str *error) {
  if (!begin(self, error)) return false;
  self->before = scratch_read_all(self, error);
  if (self->before == NULL || !scratch_is_marked(self, self->before)) return self->before != NULL;
  realm_free(self->before);
  self->before = NULL;
  roll_back(self);
  if (!scratch_recover(self, error) || !begin(self, error)) return false;
  self->before = scratch_read_all(self, error);
  return self->before != NULL;
}

static bool start(Scratch *self, Str *error) {
  Str why;
  if (!scratch_connect(self, false, error) || !read_before(self, error)) return false;
  self->dialect = dialect_named(self->before->dialect);
  if (scratch_is_clean(self, self->before, &why)) return true;
  bool bound = !str_empty(scratch_schema(self));
  *error = arena_printf(self->arena, "dev database is not clean (%.*s)%s", STR_FMT(why),
                        bound ? "" : ". Add a schema to the URL to limit the scope of the connection");
  return false;
}

static void free_scratch(Scratch *self) {
  if (self->reader != NULL) self->reader->close(self->read);
  if (!str_empty(self->made_file) && self->locked) unlink(self->made_file.ptr); /* while it is still locked */
  if (self->db != NULL) db_close(self->db);
  if (self->before != NULL) realm_free(self->before);
  array_free(&self->log);
}

/* Without a database, for a dialect whose SQL can be read alone. */
static Scratch *open_reader(Scratch *self, const Dialect *dialect, Str *error) {
  self->reader = ddl_reader_for(dialect);
  if (self->reader == NULL) return NULL;
  self->dialect = dialect;
  self->is_private = true;
  self->read = self->reader->open();
  self->before = self->reader->realm(self->read, self->arena, error);
  return self;
}

Scratch *scratch_open(Arena *arena, const Dialect *dialect, const StateOptions *options, Str *error) {
  Scratch *self = arena_new(arena, Scratch);
  *self = (Scratch){.arena = arena, .options = options};
  self->url_text = str_empty(options->dev_url) ? private_url(dialect) : options->dev_url;
  if (str_empty(self->url_text) && open_reader(self, dialect, error) != NULL) return self;
  if (str_empty(self->url_text)) {
    *error =
        dialect == NULL
            ? STR("cannot tell of which database the SQL is; name a scratch database with --dev-url")
            : arena_printf(arena, "SQL of %.*s is read by running it: name an empty scratch database with --dev-url",
                           STR_FMT(dialect->title));
    return NULL;
  }
  if (!read_url(self, error)) return NULL;
  self->is_private = self->sandbox->is_private != NULL && self->sandbox->is_private(&self->url);
  if (!self->is_private && !options->connect) {
    *error = STR("connecting to the dev database was not allowed");
    return NULL;
  }
  if (start(self, error)) return self;
  free_scratch(self);
  return NULL;
}

Str scratch_schema(const Scratch *self) {
  return self->reader != NULL ? (Str){0} : inspect_scope(self->arena, &self->url);
}

const Dialect *scratch_dialect(const Scratch *self) { return self->dialect; }
const Realm *scratch_before(const Scratch *self) { return self->before; }

/* ---- running ---- */

static bool fail(Scratch *self, Str *error) {
  *error = arena_str(self->arena, db_error(self->db));
  return false;
}

/* Was the statement refused only because of the transaction around it? */
static bool may_work_outside(const Scratch *self) {
  if (db_failure(self->db) != DB_REFUSED) return false;
  for (const char *const *code = self->sandbox->outside; code != NULL && *code != NULL; code++)
    if (str_eq(db_code(self->db), str_from(*code))) return true;
  return false;
}

/* Who has asked to stop while it was cleaned, on a connection that does not listen, is not kept waiting. */
static bool goes_on(const Scratch *self, Str *error) {
  const atomic_bool *cancel = self->options->db.cancel;
  if (cancel == NULL || !atomic_load(cancel)) return true;
  *error = STR("cancelled");
  return false;
}

/* Ends the transaction and runs everything again without. */
static bool go_outside(Scratch *self, Str *error) {
  db_script(self->db, str_from(self->sandbox->rollback));
  if (!is_alive(self)) return fail(self, error);
  self->inside = false;
  self->dirty = true;
  if (!scratch_clean(self, error) || !goes_on(self, error)) return false;
  self->dirty = true;
  for (size_t i = 0; i < self->log.len; i++) {
    scratch_note(self, self->log.items[i]);
    if (!db_script(self->db, self->log.items[i])) return fail(self, error);
  }
  return true;
}

static bool run_inside(Scratch *self, Str sql, Str *error) {
  const Sandbox *sandbox = self->sandbox;
  if (!db_script(self->db, str_from(sandbox->save))) return fail(self, error);
  bool ok = db_script(self->db, sql);
  if (!ok && may_work_outside(self)) return go_outside(self, error);
  if (!ok) fail(self, error);
  if (!is_alive(self)) return false;
  /* A script that ended the transaction took the savepoint along. */
  if (!db_script(self->db, str_from(ok ? sandbox->release : sandbox->undo)))
    return is_alive(self) ? go_outside(self, error) : fail(self, error);
  return ok;
}

bool scratch_is_read(const Scratch *self) { return self->reader != NULL; }

Str scratch_source(Scratch *self, Str path, Str text) {
  if (self->reader == NULL) return text;
  self->reader->source(self->read, path, text);
  return self->reader->plain(self->arena, text);
}

bool scratch_run_at(Scratch *self, Str sql, uint32_t offset, Str *error, uint32_t *error_at) {
  *error_at = 0;
  if (self->reader == NULL) return scratch_run(self, sql, error);
  return self->reader->run(self->read, self->arena, sql, offset, error, error_at);
}

bool scratch_run(Scratch *self, Str sql, Str *error) {
  uint32_t at;
  *error = (Str){0};
  if (self->reader != NULL) return scratch_run_at(self, sql, 0, error, &at);
  if (!self->is_private) array_push(&self->log, arena_str(self->arena, sql));
  if (self->inside) {
    bool ok = run_inside(self, sql, error);
    if (!ok && self->inside) self->log.len--;
    return ok;
  }
  self->dirty = true;
  scratch_note(self, sql);
  return db_script(self->db, sql) || fail(self, error);
}

Realm *scratch_inspect(Scratch *self, Str *error) {
  return self->reader != NULL ? self->reader->realm(self->read, self->arena, error) : scratch_read(self, error);
}

/* ---- back to the start ---- */

bool scratch_reset(Scratch *self, Str *error) {
  if (self->reader != NULL) {
    self->reader->close(self->read);
    self->read = self->reader->open();
    return true;
  }
  if (self->is_private) {
    db_close(self->db);
    return scratch_connect(self, false, error);
  }
  if (self->inside) roll_back(self);
  if (self->dirty && (!scratch_clean(self, error) || !goes_on(self, error))) return false;
  array_clear(&self->log);
  return begin(self, error);
}

bool scratch_close(Scratch *self, Str *error) {
  bool ok = true;
  if (self == NULL) return true;
  if (self->reader != NULL) {
    free_scratch(self);
    return true;
  }
  roll_back(self);
  if (self->dirty && !self->is_private) ok = scratch_clean(self, error);
  free_scratch(self);
  return ok;
}
