/* plan_json.c: see plan_json.h. */
#include "states/plan_json.h"

#include "db/url.h"

static json_t *texts_of(const Str *items, size_t count) {
  json_t *list = json_array();
  for (size_t i = 0; i < count; i++) json_array_append_new(list, json_text(items[i]));
  return list;
}

static json_t *sources_of(const StrList *sources) {
  json_t *list = json_array();
  Arena arena;
  arena_init(&arena, 0);
  for (size_t i = 0; i < sources->len; i++)
    json_array_append_new(list, json_text(db_url_mask(&arena, sources->items[i])));
  arena_free(&arena);
  return list;
}

/* Where something was written: {"side", "file", "range"}. */
static void put_place(json_t *object, const Diff *diff, const Realm *realm, ModelPos pos) {
  if (realm == NULL || pos.source >= realm->sources.len) return;
  json_put(object, "side", json_string(realm == diff->to ? "to" : "from"));
  json_put(object, "file", json_text(realm->sources.items[pos.source].path));
  json_put(object, "range", json_from_range(pos.range));
}

/* ---- findings ---- */

static json_t *finding_core(const LintFinding *finding) {
  json_t *item = json_object();
  json_put(item, "code", json_text(finding->code));
  json_put(item, "message", json_text(finding->message));
  json_put(item, "severity", json_string(finding->error ? "error" : "warning"));
  if (!str_empty(finding->fix)) json_put(item, "fix", json_text(finding->fix));
  return item;
}

json_t *plan_json_finding(const Diff *diff, const LintFinding *finding) {
  json_t *item = finding_core(finding);
  bool known = finding->step < diff->statements.len;
  json_put(item, "statement", known ? json_integer(finding->step) : json_null());
  put_place(item, diff, finding->realm, finding->pos);
  return item;
}

/* Those of one statement, or of the plan as a whole. */
static json_t *findings_of(const PlanDocument *document, uint32_t statement) {
  json_t *list = json_array();
  const LintFindings *findings = document->findings;
  for (size_t i = 0; findings != NULL && i < findings->len; i++)
    if (findings->items[i].step == statement) json_array_append_new(list, finding_core(&findings->items[i]));
  return list;
}

static json_t *all_findings(const PlanDocument *document) {
  json_t *list = json_array();
  const LintFindings *findings = document->findings;
  for (size_t i = 0; findings != NULL && i < findings->len; i++)
    json_array_append_new(list, plan_json_finding(document->diff, &findings->items[i]));
  return list;
}

/* ---- the plan ---- */

static json_t *statements_of(const PlanDocument *document) {
  const Diff *diff = document->diff;
  json_t *list = json_array();
  for (size_t i = 0; i < diff->statements.len; i++) {
    const DiffStatement *statement = &diff->statements.items[i];
    json_t *item = json_object();
    json_put(item, "sql", json_text(statement->sql));
    json_put(item, "comment", json_text(statement->comment));
    json_put(item, "reverse", texts_of(statement->reverse, statement->reverse_count));
    put_place(item, diff, statement->realm, statement->pos);
    json_put(item, "lint", findings_of(document, (uint32_t)i));
    json_array_append_new(list, item);
  }
  return list;
}

static json_t *notes_of(const Diff *diff, const DiffNotes *notes) {
  json_t *list = json_array();
  for (size_t i = 0; i < notes->len; i++) {
    json_t *item = json_object();
    json_put(item, "message", json_text(notes->items[i].text));
    put_place(item, diff, notes->items[i].realm, notes->items[i].pos);
    json_array_append_new(list, item);
  }
  return list;
}

static json_t *questions_of(const Diff *diff) {
  static const char *const kinds[] = {"table", "column", "index"};
  json_t *list = json_array();
  for (size_t i = 0; i < diff->questions.len; i++) {
    const DiffRename *pair = &diff->questions.items[i];
    json_t *item = json_object();
    json_put(item, "kind", json_string(kinds[pair->kind]));
    json_put(item, "schema", json_text(pair->schema));
    if (pair->kind != RENAMES_TABLE) json_put(item, "table", json_text(pair->table));
    json_put(item, "from", json_text(pair->from));
    json_put(item, "to", json_text(pair->to));
    json_array_append_new(list, item);
  }
  return list;
}

json_t *plan_json(const PlanDocument *self) {
  const Diff *diff = self->diff;
  json_t *document = json_object();
  json_put(document, "version", json_integer(1));
  json_put(document, "dialect", json_text(diff->driver != NULL ? diff->driver->dialect : STR("")));
  json_put(document, "from", sources_of(self->from));
  json_put(document, "to", sources_of(self->to));
  json_put(document, "statements", statements_of(self));
  json_put(document, "lint", all_findings(self));
  json_put(document, "unplanned", notes_of(diff, &diff->unplanned));
  json_put(document, "possibleRenames", questions_of(diff));
  return document;
}
