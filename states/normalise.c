/* normalise.c: an HCL schema as the database would give it back: its objects are made in the scratch database and read
 * again. What the database says of nothing (positions, old names, objects that the planner does not make) comes from
 * the schema as it was written.
 *
 *     column "a" { type = int }   ->   PostgreSQL: integer, at the place of the HCL block */
#include "states/normalise_parts.h"

/* ---- making ---- */

/* Names of one schema change to that of the scratch schema, and back. */
void normalise_rename(Schema *schema, Str name) {
  Str old = schema->name;
  for (size_t i = 0; i < schema->tables.len; i++) {
    Table *table = schema->tables.items[i];
    for (size_t k = 0; k < table->foreign_keys.len; k++)
      if (str_eq(table->foreign_keys.items[k]->ref_schema, old)) table->foreign_keys.items[k]->ref_schema = name;
  }
  schema->name = name;
}

/* "schema.hcl:3,1: " where the statement was written. */
static Str place(Work *work, const Realm *realm, ModelPos pos) {
  if (realm == NULL || pos.source >= realm->sources.len) return STR("");
  return arena_printf(work->arena, "%.*s:%u,%u: ", STR_FMT(realm->sources.items[pos.source].path),
                      pos.range.start.line + 1, pos.range.start.character + 1);
}

static Str own_realm(const Diff *diff, const Realm *realm, ModelPos pos, Work *work) {
  return realm == diff->to ? place(work, realm, pos) : STR("");
}

static bool run_plan(Work *work, Scratch *scratch, const Diff *diff) {
  Str error;
  if (diff->errors.len > 0) {
    const DiffNote *note = &diff->errors.items[0];
    return work_fail(work, "%.*s%.*s", STR_FMT(own_realm(diff, note->realm, note->pos, work)), STR_FMT(note->text));
  }
  for (size_t i = 0; i < diff->statements.len; i++) {
    const DiffStatement *statement = &diff->statements.items[i];
    if (scratch_run(scratch, statement->sql, &error)) continue;
    return work_fail(work, "%.*sdev database: %.*s: %.*s",
                     STR_FMT(own_realm(diff, statement->realm, statement->pos, work)), STR_FMT(statement->comment),
                     STR_FMT(error));
  }
  return true;
}

/* Attributes of the schema itself can only be changed by its name. */
static bool changes_schema(const Diff *diff) {
  for (size_t i = 0; i < diff->changes.len; i++)
    if (diff->changes.items[i]->kind == MODIFY_SCHEMA) return true;
  return false;
}

/* Makes everything: from what the scratch database has, without schemas that the HCL does not name. */
static bool create(Work *work, Scratch *scratch, const Realm *wanted, bool bound) {
  Realm start = *scratch_before(scratch);
  DiffOptions options = {.plan = {.qualify = bound ? QUALIFY_NONE : QUALIFY_SCHEMA}};
  ARRAY(Schema *) kept = {0};
  for (size_t i = 0; i < start.schemas.len; i++)
    if (realm_schema(wanted, start.schemas.items[i]->name) != NULL) array_push(&kept, start.schemas.items[i]);
  start.schemas.items = kept.items;
  start.schemas.len = kept.len;
  start.objects.len = 0; /* extensions of the server stay */
  Diff *diff = diff_compare(&start, wanted, &options);
  if (changes_schema(diff)) diff->options.plan.qualify = QUALIFY_SCHEMA;
  for (size_t i = 0; i < diff->changes.len; i++)
    if (diff->changes.items[i]->kind == ADD_SCHEMA) diff->changes.items[i]->clauses |= CLAUSE_IF_NOT_EXISTS;
  diff_plan(diff);
  bool ok = run_plan(work, scratch, diff);
  diff_free(diff);
  array_free(&kept);
  return ok;
}

/* ---- taking back ---- */

/* Schemas of the scratch server that the HCL does not name are not its. */
static void keep_named(Realm *realm, const Realm *written) {
  size_t kept = 0;
  for (size_t i = 0; i < realm->schemas.len; i++) {
    if (realm_schema(written, realm->schemas.items[i]->name) != NULL)
      realm->schemas.items[kept++] = realm->schemas.items[i];
    else
      schema_free(realm->schemas.items[i]);
  }
  realm->schemas.len = kept;
}

static bool replace(Work *work, State *state, Scratch *scratch) {
  Str error;
  Realm *made = scratch_inspect(scratch, &error);
  if (made == NULL) return work_fail(work, "dev database: %.*s", STR_FMT(error));
  keep_named(made, state->realm);
  normalise_take_over(made, state->realm);
  state->written = state->realm;
  state->realm = made;
  state->dialect = scratch_dialect(scratch);
  state->normalised = true;
  return true;
}

static bool normalise_bound(Work *work, State *state, Scratch *scratch, Schema *schema) {
  Str name = schema->name, dev = scratch_schema(scratch);
  normalise_rename(schema, dev);
  bool ok = create(work, scratch, state->realm, true) && replace(work, state, scratch);
  normalise_rename(schema, name);
  Schema *made = ok ? realm_schema(state->realm, dev) : NULL;
  if (made == NULL) return ok;
  normalise_rename(made, arena_str(&state->realm->arena, name));
  normalise_schema_attrs(made, schema);
  return true;
}

bool state_normalise(Work *work, State *state) {
  const Dialect *hint = work->hint;
  work->hint = state->dialect;
  Scratch *scratch = work_scratch(work);
  work->hint = hint != NULL ? hint : state->dialect;
  if (scratch == NULL) return false;
  Realm *realm = state->realm;
  bool bound = !str_empty(scratch_schema(scratch));
  if (driver_named(realm->dialect) == NULL)
    return work_fail(work, "schemas of %.*s cannot be normalised", STR_FMT(state->dialect->title));
  if (!dialects_are_related(state->dialect, scratch_dialect(scratch)))
    return work_fail(work, "the dev database is one of %.*s, but the schema is one of %.*s",
                     STR_FMT(scratch_dialect(scratch)->title), STR_FMT(state->dialect->title));
  work_progress(work, "normalising the schema on the dev database");
  realm->dialect = scratch_dialect(scratch)->name;
  if (!bound) return create(work, scratch, realm, false) && replace(work, state, scratch);
  if (realm->schemas.len == 1) return normalise_bound(work, state, scratch, realm->schemas.items[0]);
  if (realm->schemas.len == 0) return true;
  return work_fail(work, "cannot use HCL with more than 1 schema when dev-url is limited to schema \"%.*s\"",
                   STR_FMT(scratch_schema(scratch)));
}
