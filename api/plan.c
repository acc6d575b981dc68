/* plan.c: a plan and what it says, as plain structs. */
#include "api/api.h"
#include "states/plan_json.h"

enum { MAX_INDENT = 8 };

struct atlasdiff_plan {
  Arena arena;
  Problems problems;
  const atlasdiff_pair *pair;
  Diff *diff; /* owned; NULL: the options or the pair have an error */
  LintFindings found;
  atlasdiff_statement *statements; /* these lists live in the arena */
  atlasdiff_rename *questions;
  atlasdiff_finding *findings;
};

/* ---- options ---- */

static bool read_rename(atlasdiff_plan *self, const atlasdiff_rename *rename, DiffRename *out) {
  bool known = (unsigned)rename->kind <= ATLASDIFF_RENAME_INDEX && rename->from != NULL && rename->to != NULL;
  if (!known) problem_error(&self->problems, STR("a rename needs a kind, an old name and a new one"));
  *out = (DiffRename){.kind = (uint8_t)rename->kind,
                      .schema = api_copy(&self->arena, rename->schema),
                      .table = api_copy(&self->arena, rename->table),
                      .from = api_copy(&self->arena, rename->from),
                      .to = api_copy(&self->arena, rename->to),
                      .yes = rename->yes};
  return known;
}

static void read_answers(atlasdiff_plan *self, const atlasdiff_plan_options *given, DiffOptions *out) {
  size_t count = given->renames != NULL ? given->rename_count : 0;
  DiffRename *answers = arena_array(&self->arena, DiffRename, count + 1);
  for (size_t i = 0; i < count; i++)
    if (read_rename(self, &given->renames[i], &answers[out->answer_count])) out->answer_count++;
  out->answers = answers;
}

static void read_policies(atlasdiff_plan *self, const atlasdiff_plan_options *given, DiffOptions *out) {
  for (size_t i = 0; given->skip != NULL && i < given->skip_count; i++) {
    const char *name = given->skip[i] != NULL ? given->skip[i] : "";
    uint64_t bit = diff_skip_bit(str_from(name));
    out->skip |= bit;
    if (bit == 0)
      problem_error(&self->problems, arena_printf(&self->arena, "there is no kind of change \"%s\" to skip", name));
  }
  out->concurrent_create = out->concurrent_create || given->concurrent_create;
  out->concurrent_drop = out->concurrent_drop || given->concurrent_drop;
}

static void read_style(atlasdiff_plan *self, const atlasdiff_plan_options *given, PlanOptions *out) {
  out->indent = str_sub(STR("        "), 0, given->indent < MAX_INDENT ? given->indent : MAX_INDENT);
  if (given->qualify == ATLASDIFF_QUALIFY_SCHEMA) out->qualify = QUALIFY_SCHEMA;
  if (given->qualify != ATLASDIFF_QUALIFY_NAME) return;
  out->qualifier = api_copy(&self->arena, given->qualifier);
  out->qualify = str_empty(out->qualifier) ? QUALIFY_NONE : QUALIFY_NAME;
}

/* ---- what the plan says ---- */

static atlasdiff_place place_of(atlasdiff_plan *self, const Realm *realm, ModelPos pos) {
  return api_place(&self->arena, realm, realm == self->diff->to, pos);
}

static void take_notes(atlasdiff_plan *self, const DiffNotes *notes, atlasdiff_severity severity) {
  for (size_t i = 0; i < notes->len; i++) {
    const DiffNote *note = &notes->items[i];
    atlasdiff_problem problem = {severity, "", api_text(&self->arena, note->text),
                                 place_of(self, note->realm, note->pos)};
    problem_add(&self->problems, &problem);
  }
}

static const char *const *take_texts(atlasdiff_plan *self, const Str *texts, size_t count) {
  const char **out = arena_array(&self->arena, const char *, count + 1);
  for (size_t i = 0; i < count; i++) out[i] = api_text(&self->arena, texts[i]);
  return out;
}

static void take_statements(atlasdiff_plan *self) {
  const DiffStatements *from = &self->diff->statements;
  self->statements = arena_array(&self->arena, atlasdiff_statement, from->len + 1);
  for (size_t i = 0; i < from->len; i++) {
    const DiffStatement *item = &from->items[i];
    self->statements[i] = (atlasdiff_statement){.sql = api_text(&self->arena, item->sql),
                                                .comment = api_text(&self->arena, item->comment),
                                                .reverse = take_texts(self, item->reverse, item->reverse_count),
                                                .reverse_count = item->reverse_count,
                                                .auxiliary = item->auxiliary,
                                                .place = place_of(self, item->realm, item->pos)};
  }
}

static void take_questions(atlasdiff_plan *self) {
  static const atlasdiff_rename_kind kinds[] = {[RENAMES_TABLE] = ATLASDIFF_RENAME_TABLE,
                                                [RENAMES_COLUMN] = ATLASDIFF_RENAME_COLUMN,
                                                [RENAMES_INDEX] = ATLASDIFF_RENAME_INDEX};
  const DiffRenames *from = &self->diff->questions;
  self->questions = arena_array(&self->arena, atlasdiff_rename, from->len + 1);
  for (size_t i = 0; i < from->len; i++) {
    const DiffRename *item = &from->items[i];
    self->questions[i] = (atlasdiff_rename){.kind = kinds[item->kind],
                                            .schema = api_text(&self->arena, item->schema),
                                            .table = api_text(&self->arena, item->table),
                                            .from = api_text(&self->arena, item->from),
                                            .to = api_text(&self->arena, item->to)};
  }
}

static void take_findings(atlasdiff_plan *self) {
  Str error = {0};
  if (!lint_diff(&self->arena, self->diff, &self->pair->lint.options, &self->found, &error)) {
    problem_error(&self->problems, error);
    return;
  }
  self->findings = arena_array(&self->arena, atlasdiff_finding, self->found.len + 1);
  for (size_t i = 0; i < self->found.len; i++) {
    const LintFinding *item = &self->found.items[i];
    self->findings[i] = (atlasdiff_finding){.code = api_text(&self->arena, item->code),
                                            .analyzer = api_text(&self->arena, item->kind->name),
                                            .message = api_text(&self->arena, item->message),
                                            .advice = api_text(&self->arena, item->fix),
                                            .error = item->error,
                                            .statement = item->step == UINT32_MAX ? SIZE_MAX : item->step,
                                            .place = place_of(self, item->realm, item->pos)};
  }
}

/* ---- the plan ---- */

static void plan(atlasdiff_plan *self, const DiffOptions *how) {
  const atlasdiff_pair *pair = self->pair;
  self->diff = diff_run(pair->sides.from->realm, pair->nothing != NULL ? pair->nothing : pair->sides.to->realm, how);
  take_notes(self, &self->diff->errors, ATLASDIFF_ERROR);
  take_notes(self, &self->diff->unplanned, ATLASDIFF_NOT_PLANNED);
  if (problem_has_error(&self->problems)) return;
  take_findings(self);
  take_questions(self);
  take_statements(self);
}

atlasdiff_plan *atlasdiff_plan_make(const atlasdiff_pair *pair, const atlasdiff_plan_options *options) {
  atlasdiff_plan *self = mem_zero(1, sizeof *self);
  atlasdiff_plan_options given = {0};
  DiffOptions how = pair->sides.diff;
  if (options != NULL) memcpy(&given, options, options->size < sizeof given ? options->size : sizeof given);
  arena_init(&self->arena, 0);
  self->problems.arena = &self->arena;
  self->pair = pair;
  if (!atlasdiff_pair_ok(pair)) problem_error(&self->problems, STR("the schemas could not be read"));
  read_answers(self, &given, &how);
  read_policies(self, &given, &how);
  read_style(self, &given, &how.plan);
  if (!problem_has_error(&self->problems)) plan(self, &how);
  return self;
}

void atlasdiff_plan_free(atlasdiff_plan *self) {
  if (self == NULL) return;
  diff_free(self->diff);
  arena_free(&self->arena);
  free(self);
}

bool atlasdiff_plan_ok(const atlasdiff_plan *self) { return !problem_has_error(&self->problems); }

bool atlasdiff_plan_is_empty(const atlasdiff_plan *self) {
  return atlasdiff_plan_ok(self) && self->diff->changes.len == 0 && self->diff->unplanned.len == 0;
}

const atlasdiff_problem *atlasdiff_plan_problem(const atlasdiff_plan *self, size_t index) {
  return problem_at(&self->problems, index);
}

const atlasdiff_statement *atlasdiff_plan_statement(const atlasdiff_plan *self, size_t index) {
  return self->statements != NULL && index < self->diff->statements.len ? &self->statements[index] : NULL;
}

const atlasdiff_rename *atlasdiff_plan_question(const atlasdiff_plan *self, size_t index) {
  return self->questions != NULL && index < self->diff->questions.len ? &self->questions[index] : NULL;
}

const atlasdiff_finding *atlasdiff_plan_finding(const atlasdiff_plan *self, size_t index) {
  return self->findings != NULL && index < self->found.len ? &self->findings[index] : NULL;
}

/* ---- printing ---- */

static int put_part(const char *text, size_t size, void *out) {
  buf_put(out, str_make(text, size));
  return 0;
}

static void print_document(const atlasdiff_plan *self, Buf *out) {
  PlanDocument document = {self->diff, &self->pair->from, &self->pair->to, &self->found};
  json_t *json = plan_json(&document);
  json_dump_callback(json, put_part, out, JSON_INDENT(2));
  buf_putc(out, '\n');
  json_decref(json);
}

char *atlasdiff_plan_print(const atlasdiff_plan *self, atlasdiff_format format) {
  Buf out = {0};
  if (!atlasdiff_plan_ok(self) || format == ATLASDIFF_HCL) return NULL;
  if (format == ATLASDIFF_SQL) diff_print(self->diff, &out);
  if (format == ATLASDIFF_JSON) print_document(self, &out);
  if (format == ATLASDIFF_SUMMARY) diff_summary(self->diff, &out);
  return api_take(&out);
}
