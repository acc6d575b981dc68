/* pair.c: brings a database from nothing to A and from A to B, and looks whether it has become B. */
#include "tests/converge/pair.h"

#include "dialects/print.h"
#include "tests/converge/rows.h"
#include "typecheck/build.h"
#include "typecheck/check.h"
#include "typecheck/module.h"

typedef struct Run {
  Site *site;
  const Dialect *dialect;
  PairResult *result;
  PairOptions options;
  bool filled; /* the tables have rows */
  Arena arena;
  Realm *a, *b;               /* as written */
  Realm *from, *to, *reached; /* as the database gives them back */
} Run;

const char *verdict_name(Verdict verdict) {
  static const char *const names[] = {"fine",
                                      "refused",
                                      "refused for its rows",
                                      "invalid HCL",
                                      "not created",
                                      "unstable",
                                      "no source",
                                      "printed HCL",
                                      "unplanned",
                                      "SQL fails",
                                      "does not converge",
                                      "not reversed",
                                      "rows lost",
                                      "no way back",
                                      "database broken",
                                      "written otherwise"};
  return names[verdict];
}

static bool fail(Run *self, Verdict verdict, const char *what, Str detail) {
  if (self->result->verdict != PAIR_FINE) return false;
  self->result->verdict = verdict;
  buf_printf(&self->result->detail, "%s: %.*s\n", what, STR_FMT(detail));
  return false;
}

/* ---- from HCL ---- */

static bool check_module(Run *self, Module *module, const char *what, Verdict verdict) {
  module_check_all(module, 1);
  const File *file = module_file(module, 0);
  for (size_t i = 0; i < file->unit_count; i++) {
    const DiagList *list = &file->units[i]->diags;
    for (size_t k = 0; k < list->len; k++)
      if (list->items[k].severity == SEVERITY_ERROR) return fail(self, verdict, what, list->items[k].message);
  }
  return true;
}

static Realm *build(Run *self, Str hcl, const char *what, Verdict verdict) {
  ModuleOptions options = {0};
  Module *module = module_new(&options);
  module_add(module, file_parse(STR("schema.hcl"), hcl, self->dialect, true, 1));
  Realm *realm = check_module(self, module, what, verdict) ? build_realm(module, NULL) : NULL;
  if (realm != NULL && realm->dialect.len == 0) realm->dialect = self->dialect->name;
  module_free(module);
  return realm;
}

/* ---- plans ---- */

static Str plan_text(Run *self, const Diff *diff) {
  Buf out = {0};
  diff_print(diff, &out);
  for (size_t i = 0; i < diff->errors.len; i++) buf_printf(&out, "error: %.*s\n", STR_FMT(diff->errors.items[i].text));
  for (size_t i = 0; i < diff->unplanned.len; i++)
    buf_printf(&out, "unplanned: %.*s\n", STR_FMT(diff->unplanned.items[i].text));
  Str text = arena_str(&self->arena, buf_str(&out));
  buf_free(&out);
  return text;
}

/* MySQL 8 has no way to rename a column that the table is partitioned by (docs/diff.md). */
static bool has_no_way(Str error) {
  return str_ends(error, STR(" has a partitioning function dependency and cannot be dropped or renamed."));
}

static bool run_one(Run *self, Str sql, const char *what, Verdict verdict) {
  Str error = {0};
  if (site_run(self->site, sql, &error)) return true;
  bool lost = site_is_lost(self->site);
  if (!lost && self->filled && rows_refuse(self->site)) verdict = PAIR_ROWS_REFUSED;
  if (has_no_way(error)) verdict = PAIR_REFUSED;
  fail(self, lost ? PAIR_BROKEN : verdict, what, error);
  buf_printf(&self->result->detail, "  %.*s\n", STR_FMT(sql));
  return false;
}

static bool run_plan(Run *self, const Diff *diff, const char *what, Verdict verdict) {
  bool ok = true;
  for (size_t i = 0; ok && i < diff->statements.len; i++)
    ok = run_one(self, diff->statements.items[i].sql, what, verdict);
  if (!ok) buf_printf(&self->result->detail, "the plan:\n%.*s", STR_FMT(plan_text(self, diff)));
  return ok;
}

/* Nothing may differ. */
static bool same(Run *self, const Realm *from, const Realm *to, const char *what, Verdict verdict) {
  Diff *diff = diff_run(from, to, &(DiffOptions){0});
  bool ok = diff->changes.len == 0 && diff->errors.len == 0 && diff->unplanned.len == 0;
  if (!ok) fail(self, verdict, what, plan_text(self, diff));
  diff_free(diff);
  return ok;
}

/* Every statement of a plan between two HCL files has a place in one of them, or says nothing of the schema. */
static bool has_sources(Run *self) {
  Diff *diff = diff_run(self->a, self->b, &(DiffOptions){0});
  bool ok = true;
  for (size_t i = 0; ok && i < diff->statements.len; i++) {
    const DiffStatement *statement = &diff->statements.items[i];
    if (statement->auxiliary || (statement->realm != NULL && statement->pos.source != UINT32_MAX)) continue;
    ok = fail(self, PAIR_LOST_SOURCE, "statement without a source range", statement->sql);
  }
  diff_free(diff);
  return ok;
}

static Realm *inspect(Run *self) {
  Str error = {0};
  Realm *realm = site_inspect(self->site, &self->arena, &error);
  if (realm == NULL) fail(self, PAIR_BROKEN, "inspect", error);
  return realm;
}

/* What is printed is valid, and means what was inspected. */
static bool prints(Run *self, const Realm *realm) {
  Buf out = {0};
  Str error = {0};
  bool ok = print_hcl(realm, self->dialect, &out, &self->arena, &error);
  if (!ok) fail(self, PAIR_PRINTED, "printing", error);
  Realm *again = ok ? build(self, buf_str(&out), "printed HCL", PAIR_PRINTED) : NULL;
  ok = again != NULL && same(self, realm, again, "the printed HCL differs from the database", PAIR_PRINTED);
  if (!ok) buf_printf(&self->result->detail, "printed:\n%.*s", STR_FMT(buf_str(&out)));
  if (again != NULL) realm_free(again);
  buf_free(&out);
  return ok;
}

/* From nothing to `realm`; what the database makes of it. */
static Realm *create(Run *self, const Realm *realm, const char *what) {
  Str error = {0};
  if (!site_clear(self->site, &error)) {
    fail(self, PAIR_BROKEN, "clear", error);
    return NULL;
  }
  Diff *diff = diff_run(self->site->empty, realm, &(DiffOptions){0});
  bool ok = diff->errors.len == 0 && diff->unplanned.len == 0;
  if (!ok) fail(self, PAIR_NOT_CREATED, what, plan_text(self, diff));
  ok = ok && run_plan(self, diff, what, PAIR_NOT_CREATED);
  diff_free(diff);
  return ok ? inspect(self) : NULL;
}

/* ---- back ---- */

static bool run_reverse(Run *self, const Diff *diff) {
  bool ok = true;
  for (size_t i = diff->statements.len; ok && i > 0; i--)
    for (uint32_t k = 0; ok && k < diff->statements.items[i - 1].reverse_count; k++)
      ok = run_one(self, diff->statements.items[i - 1].reverse[k], "reverse", PAIR_NOT_REVERSED);
  if (!ok) buf_printf(&self->result->detail, "the plan:\n%.*s", STR_FMT(plan_text(self, diff)));
  return ok;
}

static void go_back(Run *self, const Diff *diff) {
  if (!site_relax(self->site) || !run_reverse(self, diff)) return;
  Realm *realm = inspect(self);
  if (realm == NULL) return;
  self->result->reversed = true;
  if (!same(self, realm, self->from, "left after the reverse statements", PAIR_NOT_REVERSED))
    buf_printf(&self->result->detail, "the plan:\n%.*s", STR_FMT(plan_text(self, diff)));
  realm_free(realm);
}

/* From B to A by a plan of its own. */
static void plan_back(Run *self) {
  Diff *diff = diff_run(self->reached, self->from, &(DiffOptions){0});
  bool ok = diff->errors.len == 0; /* what cannot be made is said */
  if (ok && diff->unplanned.len > 0) ok = fail(self, PAIR_NO_WAY_BACK, "unplanned", diff->unplanned.items[0].text);
  Realm *realm =
      ok && site_relax(self->site) && run_plan(self, diff, "from B to A", PAIR_NO_WAY_BACK) ? inspect(self) : NULL;
  if (realm != NULL && !same(self, realm, self->from, "left after the way back", PAIR_NO_WAY_BACK))
    buf_printf(&self->result->detail, "the plan was:\n%.*s", STR_FMT(plan_text(self, diff)));
  if (realm != NULL) realm_free(realm);
  diff_free(diff);
}

/* ---- as written ---- */

/* What is not said of a schema is as the server has it. */
static void assume_attrs(Realm *written, const Realm *inspected) {
  for (size_t i = 0; i < written->schemas.len; i++) {
    Schema *schema = written->schemas.items[i];
    const Schema *other = realm_schema(inspected, schema->name);
    for (size_t k = 0; other != NULL && k < other->attrs.len; k++)
      if (str_empty(model_attr(&schema->attrs, other->attrs.items[k].name)))
        array_push(&schema->attrs, other->attrs.items[k]);
  }
}

static bool is_as_written(Run *self) {
  if (!self->options.written) return true;
  assume_attrs(self->b, self->to);
  return same(self, self->to, self->b, "B in the database and as written", PAIR_WRITTEN);
}

/* ---- rows ---- */

/* Of the tables that stay; -1: none were put in. */
static long fill(Run *self) {
  self->filled = self->options.rows && rows_insert(self->site, self->from, &self->arena) > 0;
  return self->filled ? rows_count(self->site, self->from, self->to, &self->arena) : -1;
}

static bool keeps_rows(Run *self, long before) {
  long after = before >= 0 ? rows_count(self->site, self->from, self->to, &self->arena) : before;
  if (after == before) return true;
  /* MariaDB 11.8 cannot read some tables of addresses that it has just altered. */
  bool unread = after < 0 && str_starts(db_error(self->site->db), STR("Got error 1 "));
  return fail(self, unread ? PAIR_REFUSED : PAIR_ROWS_LOST, "rows",
              arena_printf(&self->arena, "%ld before, %ld after", before, after));
}

/* ---- the course ---- */

/* B as the plan sees it: as a database gives it back, or as it is written. */
static const Realm *goal(const Run *self) { return self->options.written ? self->b : self->to; }

static bool is_stable(Run *self, const Diff *diff) {
  Diff *again = diff_run(self->from, goal(self), &(DiffOptions){0});
  bool ok = str_eq(plan_text(self, diff), plan_text(self, again));
  if (!ok) fail(self, PAIR_UNSTABLE, "planned again it is", plan_text(self, again));
  diff_free(again);
  return ok;
}

static void change(Run *self) {
  Diff *diff = diff_run(self->from, goal(self), &(DiffOptions){0});
  self->result->statements = diff->statements.len;
  bool ok = is_stable(self, diff);
  if (ok && diff->errors.len > 0)
    ok = fail(self, PAIR_REFUSED, "refused", diff->errors.items[0].text);
  else if (ok && diff->unplanned.len > 0)
    ok = fail(self, PAIR_UNPLANNED, "unplanned", diff->unplanned.items[0].text);
  long rows = ok ? fill(self) : -1;
  ok = ok && run_plan(self, diff, "from A to B", PAIR_RUN) && keeps_rows(self, rows);
  if (ok) self->reached = inspect(self);
  if (ok && self->reached != NULL) {
    if (!same(self, self->reached, goal(self), "still to do", PAIR_DIFFERS))
      buf_printf(&self->result->detail, "the plan was:\n%.*s", STR_FMT(plan_text(self, diff)));
    else if (self->options.back || !diff_is_reversible(diff))
      plan_back(self);
    else
      go_back(self, diff);
  }
  diff_free(diff);
}

static void check(Run *self) {
  self->to = create(self, self->b, "creating B");
  if (self->to == NULL || !same(self, self->to, self->to, "B differs from itself", PAIR_UNSTABLE)) return;
  if (!prints(self, self->to)) return;
  if (!is_as_written(self)) return;
  self->from = create(self, self->a, "creating A");
  if (self->from != NULL && has_sources(self)) change(self);
}

void pair_check(Site *site, const Dialect *dialect, Str a, Str b, PairOptions options, PairResult *result) {
  Run run = {.site = site, .dialect = dialect, .result = result, .options = options};
  Buf detail = result->detail;
  buf_clear(&detail);
  *result = (PairResult){.detail = detail};
  arena_init(&run.arena, 0);
  run.a = build(&run, a, "A", PAIR_INVALID);
  if (run.a != NULL) run.b = build(&run, b, "B", PAIR_INVALID);
  if (run.b != NULL) check(&run);
  Realm *const all[] = {run.a, run.b, run.from, run.to, run.reached};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (all[i] != NULL) realm_free(all[i]);
  arena_free(&run.arena);
}
