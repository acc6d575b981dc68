/* replay.c: see replay.h. */
#include "states/replay.h"

#include "dialects/lint.h"

enum {
  BATCH = 10 /* statements: a first file of more is run as a whole */
};

static const SqlClauses nothing;

/* ---- the states between statements ---- */

/* The schema as it is now, kept to the end; NULL with self->error. */
static const Realm *look(Replay *self) {
  Str error;
  Realm *realm = scratch_inspect(self->scratch, &error);
  if (realm == NULL) {
    self->error = error;
    return NULL;
  }
  array_push(&self->realms, realm);
  return realm;
}

static const Table *find_table(const Realm *realm, Str schema, Str name) {
  for (size_t i = 0; i < realm->schemas.len; i++) {
    const Schema *at = realm->schemas.items[i];
    if (schema.len > 0 && !str_eq_nocase(schema, at->name)) continue;
    for (size_t k = 0; k < at->tables.len; k++)
      if (str_eq_nocase(at->tables.items[k]->name, name)) return at->tables.items[k];
  }
  return NULL;
}

static Str column_name(const Table *table, Str name) {
  for (size_t i = 0; i < table->columns.len; i++)
    if (str_eq_nocase(table->columns.items[i]->name, name)) return table->columns.items[i]->name;
  return (Str){0};
}

static const Table *index_owner(const Realm *realm, const SqlRename *rename) {
  if (rename->table.len > 0) return find_table(realm, rename->schema, rename->table);
  for (size_t i = 0; i < realm->schemas.len; i++)
    for (size_t k = 0; k < realm->schemas.items[i]->tables.len; k++) {
      const Table *table = realm->schemas.items[i]->tables.items[k];
      for (size_t n = 0; n < table->indexes.len; n++)
        if (str_eq_nocase(table->indexes.items[n]->name, rename->to)) return table;
    }
  return NULL;
}

/* What the statement says is renamed, in the names that the two states have for it. */
static bool answer(const SqlRename *rename, const Realm *from, const Realm *to, DiffRename *out) {
  *out = (DiffRename){.yes = true, .from = rename->from, .to = rename->to};
  if (rename->kind == SQL_RENAMES_TABLE) {
    const Table *old = find_table(from, rename->schema, rename->from), *now = find_table(to, (Str){0}, rename->to);
    if (old == NULL || now == NULL) return false;
    *out = (DiffRename){.kind = RENAMES_TABLE, .from = old->name, .to = now->name, .yes = true};
    return true;
  }
  const Table *now =
      rename->kind == SQL_RENAMES_INDEX ? index_owner(to, rename) : find_table(to, rename->schema, rename->table);
  if (now == NULL) return false;
  out->kind = rename->kind == SQL_RENAMES_INDEX ? RENAMES_INDEX : RENAMES_COLUMN;
  out->schema = now->schema != NULL ? now->schema->name : (Str){0};
  out->table = now->name;
  const Table *old = find_table(from, out->schema, now->name);
  if (out->kind == RENAMES_INDEX || old == NULL) return old != NULL;
  out->from = column_name(old, rename->from);
  out->to = column_name(now, rename->to);
  return out->from.len > 0 && out->to.len > 0;
}

/* The changes between two states, where the statement may say what was renamed. */
static Diff *compare(Replay *self, const Realm *from, const Realm *to, const SqlClauses *said) {
  DiffRename *answers = arena_array(self->arena, DiffRename, said->renames.len + 1);
  DiffOptions options = {.not_normalised = true, .answers = answers};
  for (size_t i = 0; i < said->renames.len; i++)
    if (answer(&said->renames.items[i], from, to, &answers[options.answer_count])) options.answer_count++;
  Diff *diff = diff_compare(from, to, &options);
  array_push(&self->diffs, diff);
  return diff;
}

static void set_changes(LintStep *step, const Diff *diff) {
  step->changes = (const Change *const *)diff->changes.items;
  step->change_count = diff->changes.len;
}

/* ---- tables that are rebuilt ---- */

static const Change *only_change(const LintStep *step, uint8_t kind) {
  return step->change_count == 1 && step->changes[0]->kind == kind ? step->changes[0] : NULL;
}

/* Is the table renamed in this step, or dropped and added under the other name? */
static const Table *renamed_to(const LintStep *step, Str from, Str to) {
  const Table *added = NULL;
  bool dropped = false;
  for (size_t i = 0; i < step->change_count; i++) {
    const Change *change = step->changes[i];
    bool rename = change->kind == RENAME_TABLE && str_eq(change->from.table->name, from);
    dropped = dropped || rename || (change->kind == DROP_TABLE && str_eq(change->from.table->name, from));
    if ((rename || change->kind == ADD_TABLE) && str_eq(change->to.table->name, to)) added = change->to.table;
  }
  return dropped ? added : NULL;
}

/* The table that four steps make anew: create new_x, fill it, drop x, rename new_x to x. NULL: they do not. */
static const Table *rebuilt(const Replay *self, const LintStep *steps, const Table **old) {
  Str prefix = self->driver->lint != NULL ? self->driver->lint->rebuild_prefix : (Str){0};
  const Change *create = only_change(&steps[0], ADD_TABLE), *drop = only_change(&steps[2], DROP_TABLE);
  if (prefix.len == 0 || create == NULL || drop == NULL) return NULL;
  Str name = create->to.table->name;
  if (!str_starts(name, prefix) || !str_eq(str_sub(name, prefix.len, name.len), drop->from.table->name)) return NULL;
  *old = drop->from.table;
  return renamed_to(&steps[3], name, drop->from.table->name);
}

static Str join_words(Replay *self, Str a, Str b) {
  if (a.len == 0 || b.len == 0) return a.len > 0 ? a : b;
  return arena_printf(self->arena, "%.*s %.*s", STR_FMT(a), STR_FMT(b));
}

/* Puts in place of the four steps one that changes the table. */
static void merge(Replay *self, LintStep *steps, const Table *old, const Table *now) {
  const Diff *diff = compare(self, old->schema->realm, now->schema->realm, &nothing);
  LintStep merged = {.sql = steps[0].sql, .offset = steps[0].offset};
  for (size_t i = 0; i < 4; i++) {
    merged.nolint = join_words(self, merged.nolint, steps[i].nolint);
    merged.silent = merged.silent || steps[i].silent;
  }
  const Change **changes = arena_array(self->arena, const Change *, 1);
  for (size_t i = 0; i < diff->changes.len; i++)
    if (diff->changes.items[i]->kind == MODIFY_TABLE && diff->changes.items[i]->to.table == now)
      changes[merged.change_count++] = diff->changes.items[i];
  merged.changes = changes;
  steps[0] = merged;
}

static size_t merge_rebuilds(Replay *self, LintStep *steps, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; kept++) {
    const Table *old = NULL, *now = i + 3 < count ? rebuilt(self, &steps[i], &old) : NULL;
    if (now != NULL) merge(self, &steps[i], old, now);
    steps[kept] = steps[i];
    i += now != NULL ? 4 : 1;
  }
  return kept;
}

/* ---- files ---- */

static bool run(Replay *self, const MigrationStatement *statement, Str *error) {
  Str why;
  if (scratch_run(self->scratch, statement->sql, &why)) return true;
  *error = arena_printf(self->arena, "executing statement: %.*s: %.*s", STR_FMT(statement->sql), STR_FMT(why));
  return false;
}

static bool run_base(Replay *self, const MigrationDir *dir, size_t first) {
  for (size_t i = migrations_start(dir, first); i < first; i++)
    for (size_t k = 0; k < dir->files[i].statement_count; k++)
      if (!run(self, &dir->files[i].statements[k], &self->error)) return false;
  return true;
}

/* All statements as one step. */
static const Realm *run_batch(Replay *self, ReplayFile *out, const Realm *before, LintStep *steps) {
  const MigrationFile *file = out->file;
  for (size_t i = 0; i < file->statement_count; i++)
    if (!run(self, &file->statements[i], &out->error)) {
      out->error_offset = file->statements[i].offset;
      return before;
    }
  const Realm *after = look(self);
  if (after == NULL) return NULL;
  steps[0] = (LintStep){.sql = file->text, .whole = true};
  set_changes(&steps[0], compare(self, before, after, &nothing));
  out->lint.step_count = 1;
  return after;
}

/* One statement that has run. Of one that changes rows only, the state is not looked at. */
static const Realm *add_step(Replay *self, const MigrationStatement *statement, const Realm *before, LintStep *step) {
  SqlClauses said = {0};
  *step = (LintStep){.sql = statement->sql, .offset = statement->offset};
  step->nolint = statement->nolint;
  step->silent = statement->silent;
  if (self->dialect->sql != NULL) sql_clauses(self->dialect->sql, self->arena, statement->sql, &said);
  if (said.rows_only) return before;
  const Realm *after = look(self);
  if (after != NULL) set_changes(step, compare(self, before, after, &said));
  return after;
}

/* The state after the last statement that ran; NULL with self->error. */
static const Realm *run_steps(Replay *self, ReplayFile *out, const Realm *before, LintStep *steps) {
  const MigrationFile *file = out->file;
  for (size_t i = 0; before != NULL && i < file->statement_count; i++) {
    if (!run(self, &file->statements[i], &out->error)) {
      out->error_offset = file->statements[i].offset;
      break;
    }
    before = add_step(self, &file->statements[i], before, &steps[out->lint.step_count++]);
  }
  return before;
}

static const Realm *run_file(Replay *self, const MigrationFile *file, const Realm *before, bool batch) {
  ReplayFile *out = &self->files[self->count++];
  LintStep *steps = arena_array(self->arena, LintStep, file->statement_count + 1);
  *out = (ReplayFile){.file = file};
  out->lint = (LintFile){.name = file->name,
                         .steps = steps,
                         .from = before,
                         .driver = self->driver,
                         .flavor = self->dialect->sql,
                         .nolint = file->nolint,
                         .silent = file->silent,
                         .no_transaction = file->no_transaction,
                         .checks = file->checks,
                         .check_count = file->check_count};
  const Realm *after = batch ? run_batch(self, out, before, steps) : run_steps(self, out, before, steps);
  out->lint.to = after;
  out->lint.step_count = merge_rebuilds(self, steps, out->lint.step_count);
  for (size_t i = 0; i < out->lint.step_count; i++) out->change_count += steps[i].change_count;
  return after;
}

/* A checkpoint starts from nothing. */
static bool run_checkpoint(Replay *self, const MigrationFile *file) {
  if (!scratch_reset(self->scratch, &self->error)) return false;
  const Realm *empty = look(self);
  if (empty == NULL || run_file(self, file, empty, false) == NULL) return false;
  return str_empty(self->files[self->count - 1].error);
}

static void run_new(Replay *self, const MigrationDir *dir, size_t first) {
  const Realm *at = self->first;
  for (size_t i = first; i < dir->count; i++) {
    const MigrationFile *file = &dir->files[i];
    if (file->checkpoint) continue;
    at = run_file(self, file, at, first == 0 && i == 0 && file->statement_count > BATCH);
    if (at == NULL) return;
    self->last = at;
    if (!str_empty(self->files[self->count - 1].error)) return;
  }
  for (size_t i = first; i < dir->count; i++)
    if (dir->files[i].checkpoint && !run_checkpoint(self, &dir->files[i])) return;
}

void replay_run(Replay *self, Arena *arena, Scratch *scratch, const MigrationDir *dir, size_t first) {
  *self = (Replay){.arena = arena, .scratch = scratch, .dialect = scratch_dialect(scratch)};
  self->driver = driver_named(self->dialect->name);
  self->files = arena_array(arena, ReplayFile, dir->count + 1);
  if (self->driver == NULL) {
    self->error = arena_printf(arena, "migrations of %.*s cannot be compared", STR_FMT(self->dialect->title));
    return;
  }
  if (!run_base(self, dir, first)) return;
  self->first = self->last = look(self);
  if (self->first != NULL) run_new(self, dir, first);
}

void replay_free(Replay *self) {
  for (size_t i = 0; i < self->diffs.len; i++) diff_free(self->diffs.items[i]);
  for (size_t i = 0; i < self->realms.len; i++) realm_free(self->realms.items[i]);
  array_free(&self->diffs);
  array_free(&self->realms);
}
