/* scratch_mark.c: what an interrupted run leaves on a scratch database that cannot take definitions back, or on one
 * whose transaction was left: each statement is written into a table there before it runs. The next run finds the
 * table, and drops what is there if all of it comes from those statements. The data of others is never touched: a name
 * that no statement has, or a table of another time, and nothing is dropped at all.
 *
 *     atlas_lsp_scratch: CREATE TABLE a (id int)        a: goes        mine: "found table "mine" ..." */
#include <ctype.h>

#include "states/scratch_parts.h"

/* ---- the table ---- */

/* Its schema: that of the URL, or one for itself. */
static Str home_of(const Scratch *self) {
  Str scope = inspect_scope(self->arena, &self->url);
  return str_empty(scope) ? STR(SANDBOX_MARK) : scope;
}

static bool has_own_home(const Scratch *self) { return str_empty(inspect_scope(self->arena, &self->url)); }

/* The text with the schema in the place of each %s. */
static const char *fill(const Scratch *self, const char *text) {
  Buf out = {0};
  Str home = home_of(self);
  for (const char *at = text; *at != '\0'; at++) {
    if (at[0] != '%' || at[1] != 's') {
      buf_putc(&out, *at);
      continue;
    }
    buf_putc(&out, self->sandbox->quote);
    for (size_t i = 0; i < home.len; i++) {
      if (home.ptr[i] == self->sandbox->quote) buf_putc(&out, self->sandbox->quote);
      buf_putc(&out, home.ptr[i]);
    }
    buf_putc(&out, self->sandbox->quote);
    at++;
  }
  const char *result = arena_str(self->arena, buf_str(&out)).ptr;
  buf_free(&out);
  return result;
}

static bool run(Scratch *self, const char *text) { return db_script(self->db, str_from(fill(self, text))); }

static void mark(Scratch *self) {
  self->marked = true;
  if (has_own_home(self)) run(self, self->sandbox->mark_home);
  run(self, self->sandbox->mark);
}

void scratch_unmark(Scratch *self) {
  if (!self->marked) return;
  run(self, has_own_home(self) ? self->sandbox->unmark_home : self->sandbox->unmark);
  self->marked = false;
}

/* ---- notes ---- */

static bool is_quiet(const Scratch *self, Str sql) {
  size_t end = 0;
  while (end < sql.len && isalpha((unsigned char)sql.ptr[end])) end++;
  for (const char *const *word = self->sandbox->quiet; *word != NULL; word++)
    if (str_eq_nocase(str_sub(sql, 0, end), str_from(*word))) return true;
  return false;
}

void scratch_note(Scratch *self, Str sql) {
  if (self->is_private || self->sandbox->mark == NULL || is_quiet(self, sql)) return;
  if (!self->marked) mark(self);
  const char *note = fill(self, self->sandbox->note);
  if (db_query(self->db, self->arena, note, &sql, 1, NULL) || db_failure(self->db) != DB_REFUSED) return;
  mark(self); /* the script may have dropped its schema */
  db_query(self->db, self->arena, note, &sql, 1, NULL);
}

bool scratch_is_marked(const Scratch *self, const Realm *realm) {
  if (self->is_private || self->sandbox->mark == NULL) return false;
  const Schema *home = realm_schema(realm, home_of(self));
  return home != NULL && schema_table(home, STR(SANDBOX_MARK)) != NULL;
}

void scratch_hide_mark(const Scratch *self, Realm *realm) {
  Str name = STR(SANDBOX_MARK);
  size_t kept = 0;
  for (size_t i = 0; i < realm->schemas.len; i++) {
    Schema *schema = realm->schemas.items[i];
    if (str_eq(schema->name, name) && has_own_home(self)) {
      schema_free(schema);
      continue;
    }
    realm->schemas.items[kept++] = schema;
    size_t left = 0;
    for (size_t k = 0; k < schema->tables.len; k++) {
      if (str_eq(schema->tables.items[k]->name, name))
        table_free(schema->tables.items[k]);
      else
        schema->tables.items[left++] = schema->tables.items[k];
    }
    schema->tables.len = left;
  }
  realm->schemas.len = kept;
}

/* ---- what an interrupted run has left ---- */

static bool is_word_char(char c) { return isalnum((unsigned char)c) || c == '_' || c == '$' || (c & 0x80) != 0; }

static bool has_word(Str text, Str name) {
  for (size_t i = 0; i + name.len <= text.len; i++) {
    if (!str_eq_nocase(str_sub(text, i, i + name.len), name)) continue;
    bool before = i > 0 && is_word_char(text.ptr[i - 1]);
    bool behind = i + name.len < text.len && is_word_char(text.ptr[i + name.len]);
    if (!before && !behind) return true;
  }
  return false;
}

bool scratch_is_named(const Str *texts, size_t count, Str name) {
  for (size_t i = 0; i < count && name.len > 0; i++)
    if (has_word(texts[i], name)) return true;
  return false;
}

/* The name of something that the statements have not made; empty: there is nothing like that. */
static bool find_foreign(Scratch *self, const DbRows *notes, Str *name) {
  DbRows found, strange;
  Str scope = inspect_scope(self->arena, &self->url);
  if (scope.ptr == NULL) scope = STR("");
  if (!db_query(self->db, self->arena, self->sandbox->leftovers, &scope, 1, &found) ||
      !db_query(self->db, self->arena, fill(self, self->sandbox->strange), &scope, 1, &strange))
    return false;
  *name = (Str){0};
  for (size_t i = 0; i < found.count; i++)
    if (!scratch_is_named(notes->cells, notes->count, db_cell(&found, i, 1))) *name = db_cell(&found, i, 1);
  for (size_t i = 0; i < strange.count; i++) {
    bool late = str_eq(db_cell(&strange, i, 1), STR("late")) && notes->count > 0;
    if (!late || !scratch_is_named(&notes->cells[notes->count - 1], 1, db_cell(&strange, i, 0)))
      *name = db_cell(&strange, i, 0);
  }
  return true;
}

bool scratch_recover(Scratch *self, Str *error) {
  DbRows notes;
  Str foreign = {0};
  self->marked = true;
  bool ok = db_query(self->db, self->arena, fill(self, self->sandbox->notes), NULL, 0, &notes) &&
            find_foreign(self, &notes, &foreign) && (!str_empty(foreign) || scratch_drop_all(self));
  if (ok && str_empty(foreign)) {
    scratch_unmark(self);
    return true;
  }
  *error = ok ? arena_printf(self->arena,
                             "dev database is not clean (found \"%.*s\", beside what an interrupted run made and wrote "
                             "down in the table " SANDBOX_MARK ")",
                             STR_FMT(foreign))
              : arena_str(self->arena, db_error(self->db));
  return false;
}
