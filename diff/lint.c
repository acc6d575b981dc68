/* lint.c: runs the analyzers over a file or a plan. */
#include "diff/lint_internal.h"

/* ---- one file ---- */

static void sight_report(LintSight *sight, const char *code, const Change *cause, Str text) {
  lint_report(sight->run, code, cause, text, (Str){0});
}

static const Table *table_in(const Realm *realm, Str schema, Str name) {
  for (size_t i = 0; realm != NULL && i < realm->schemas.len; i++) {
    const Schema *at = realm->schemas.items[i];
    if (schema.len > 0 && !str_eq_nocase(at->name, schema)) continue;
    for (size_t k = 0; k < at->tables.len; k++)
      if (str_eq_nocase(at->tables.items[k]->name, name)) return at->tables.items[k];
  }
  return NULL;
}

/* The table that is changed; that of a statement which changes nothing that can be seen is known by its name. */
static const Table *table_of(const LintRun *self, const Change *change) {
  const SqlClauses *said = &self->clauses[self->step];
  if (change == NULL) return table_in(self->file->to, said->schema, said->table);
  if (change->kind >= ADD_TABLE && change->kind <= RENAME_TABLE) return lint_table(change);
  return change->kind == ADD_OBJECT ? change->to.object->table : NULL;
}

/* `change` NULL: the statement makes none that can be seen. */
static void run_rules(LintRun *self, const Change *change) {
  if (self->rules == NULL || self->rules->change == NULL) return;
  LintSight sight = {.arena = self->arena,
                     .driver = self->driver,
                     .change = change,
                     .said = &self->clauses[self->step],
                     .plan = self->file->plan,
                     .run = self,
                     .report = sight_report,
                     .has_value = lint_has_value};
  sight.table = table_of(self, change);
  sight.added = sight.table != NULL && (lint_table_span(self, sight.table) & SPAN_ADDED) != 0;
  self->rules->change(&sight);
}

static void analyze(LintRun *self, void (*analyzer)(LintRun *, const Change *)) {
  for (uint32_t i = 0; i < self->file->step_count && self->error.len == 0; i++) {
    const LintStep *step = &self->file->steps[i];
    self->step = i;
    for (size_t k = 0; k < step->change_count; k++) {
      self->owner = step->changes[k];
      analyzer(self, step->changes[k]);
    }
    self->owner = NULL;
    if (step->change_count == 0 && analyzer == run_rules) run_rules(self, NULL);
  }
  self->owner = NULL;
}

static void read_clauses(LintRun *self) {
  const LintFile *file = self->file;
  self->clauses = arena_array(self->arena, SqlClauses, file->step_count + 1);
  self->checks = arena_array(self->arena, SqlClauses, file->check_count + 1);
  for (size_t i = 0; file->flavor != NULL && i < file->step_count; i++)
    sql_clauses(file->flavor, self->arena, file->steps[i].sql, &self->clauses[i]);
  for (size_t i = 0; file->flavor != NULL && i < file->check_count; i++)
    sql_clauses(file->flavor, self->arena, file->checks[i], &self->checks[i]);
}

/* ---- order ---- */

typedef struct Placed {
  const LintFinding *finding;
  size_t major, minor; /* what to sort by */
} Placed;

static int by_place(const void *a, const void *b) {
  const Placed *x = a, *y = b;
  if (x->major != y->major) return x->major < y->major ? -1 : 1;
  if (x->minor != y->minor) return x->minor < y->minor ? -1 : 1;
  return x->finding < y->finding ? -1 : x->finding > y->finding;
}

/* By report and then by step, where those of the whole file come first, or only by step, where they come last. */
static void sort_findings(Arena *arena, const LintFindings *from, bool by_report, LintFindings *out) {
  Placed *placed = arena_array(arena, Placed, from->len + 1);
  for (size_t i = 0; i < from->len; i++) {
    const LintFinding *finding = &from->items[i];
    uint32_t step = finding->step;
    placed[i] = (Placed){finding, by_report ? lint_rank(finding->kind) : step, by_report ? step + 1 : 0};
  }
  if (from->len > 1) qsort(placed, from->len, sizeof *placed, by_place);
  for (size_t i = 0; i < from->len; i++) array_push_in(arena, out, *placed[i].finding);
}

bool lint_file(Arena *arena, const LintFile *file, const LintOptions *options, LintFindings *out, Str *error) {
  static void (*const analyzers[])(LintRun *, const Change *) = {
      lint_destructive, lint_data_depend, lint_condrop, lint_incompatible, lint_naming, lint_concurrent, run_rules};
  static const LintOptions none = {0};
  LintRun self = {.arena = arena, .file = file, .options = options != NULL ? options : &none, .driver = file->driver};
  *out = (LintFindings){0};
  if (file->driver == NULL) return true;
  self.rules = file->driver->lint;
  read_clauses(&self);
  lint_load_spans(&self);
  lint_transactions(&self);
  for (size_t i = 0; i < sizeof analyzers / sizeof *analyzers; i++) analyze(&self, analyzers[i]);
  sort_findings(arena, &self.findings, true, out);
  map_free(&self.spans);
  lint_free_patterns(&self);
  *error = self.error;
  return self.error.len == 0;
}

/* ---- a plan ---- */

/* What tells changes apart; statements may be made for copies of a change. */
typedef struct ChangeKey {
  const void *from, *to;
  uint64_t kind;
} ChangeKey;

static Str key_of(Arena *arena, const Change *change) {
  ChangeKey key = {change->from.any, change->to.any, change->kind};
  return arena_str(arena, str_make((const char *)&key, sizeof key));
}

/* The statement that is made for the change; the first one when there are several. */
static const DiffStatement *statement_for(Arena *arena, const Map *made, const Change *change) {
  return change != NULL ? map_get(made, key_of(arena, change)) : NULL;
}

static void index_statements(Arena *arena, const Diff *diff, Map *made) {
  for (size_t i = 0; i < diff->statements.len; i++) {
    DiffStatement *statement = &diff->statements.items[i];
    if (statement->change == NULL) continue;
    void **slot = map_slot(made, key_of(arena, statement->change));
    if (*slot == NULL) *slot = statement;
  }
}

/* Of the statements that drop an index and make it anew. */
static const DiffStatement *statement_of_part(Arena *arena, const Map *made, const LintFinding *finding) {
  if (finding->part == 0 || finding->change == NULL || finding->change->kind != MODIFY_INDEX) return NULL;
  Change part = {.kind = finding->part};
  if (finding->part == DROP_INDEX) part.from = finding->change->from;
  if (finding->part == ADD_INDEX) part.to = finding->change->to;
  return statement_for(arena, made, &part);
}

/* The statement made for the change itself, else for the one that it is part of, else for another part of that. */
static uint32_t statement_of(Arena *arena, const Diff *diff, const Map *made, const LintFinding *finding) {
  const DiffStatement *found = statement_of_part(arena, made, finding);
  if (found == NULL) found = statement_for(arena, made, finding->change);
  if (found == NULL) found = statement_for(arena, made, finding->owner);
  for (size_t i = 0; found == NULL && finding->owner != NULL && i < finding->owner->members.len; i++)
    found = statement_for(arena, made, finding->owner->members.items[i]);
  return found != NULL ? (uint32_t)(found - diff->statements.items) : UINT32_MAX;
}

bool lint_diff(Arena *arena, const Diff *diff, const LintOptions *options, LintFindings *out, Str *error) {
  LintFindings found = {0};
  LintStep *steps = arena_array(arena, LintStep, diff->changes.len + 1);
  const Change **changes = arena_array(arena, const Change *, diff->changes.len + 1);
  for (size_t i = 0; i < diff->changes.len; i++) {
    changes[i] = diff->changes.items[i];
    steps[i] = (LintStep){.changes = &changes[i], .change_count = 1};
  }
  LintFile file = {.steps = steps,
                   .step_count = diff->changes.len,
                   .from = diff->from,
                   .to = diff->to,
                   .driver = diff->driver,
                   .plan = true};
  *out = (LintFindings){0};
  if (!lint_file(arena, &file, options, &found, error)) return false;
  Map made = {0};
  index_statements(arena, diff, &made);
  for (size_t i = 0; i < found.len; i++) found.items[i].step = statement_of(arena, diff, &made, &found.items[i]);
  map_free(&made);
  sort_findings(arena, &found, false, out);
  return true;
}
