/* pair.c: may two states be compared, and how: the scope (one schema, or all), how names are written, what is
 * normalised first. */
#include "dialects/ddl_read.h"
#include "states/state_parts.h"

/* ---- dialects ---- */

static const Inspector *family(const Dialect *dialect) {
  if (dialect->url_scheme_count == 0) return NULL;
  DbUrl url = {.scheme = dialect->url_schemes[0]};
  return inspector_for(&url);
}

bool dialects_are_related(const Dialect *a, const Dialect *b) {
  return a == b || (family(a) != NULL && family(a) == family(b));
}

static void set_dialect(State *state, const Dialect *dialect) {
  state->dialect = dialect;
  if (state->realm != NULL) state->realm->dialect = dialect->name;
}

static bool unite_dialects(Work *work, StatePair *pair) {
  State *from = pair->from, *to = pair->to;
  pair->dialect = to->dialect != NULL ? to->dialect : from->dialect;
  if (pair->dialect == NULL) return work_fail(work, "no schema files found");
  if (from->dialect == NULL || to->dialect == NULL || from->dialect == to->dialect) return true;
  if (!dialects_are_related(from->dialect, to->dialect))
    return work_fail(work, "cannot compare a schema of %.*s with one of %.*s", STR_FMT(from->dialect->title),
                     STR_FMT(to->dialect->title));
  pair->dialect = from->normalised && !to->normalised ? from->dialect : to->dialect;
  set_dialect(from, pair->dialect);
  set_dialect(to, pair->dialect);
  return true;
}

/* ---- normalising ---- */

/* Two schemas as written are compared as written, unless there is a dev database; what came out of a database is
 * compared with what a database makes of the other. */
static bool is_to_normalise(Work *work, const State *state, const State *other) {
  if (state->kind != STATE_HCL || state->realm == NULL) return false;
  if (work->may_normalise) return true;
  bool read = other->kind != STATE_DATABASE && ddl_reader_for(state->dialect) != NULL;
  return other->normalised && str_empty(work->options.dev_url) &&
         (read || scratch_is_possible(state->dialect, &work->options));
}

static bool normalise(Work *work, StatePair *pair) {
  bool from = is_to_normalise(work, pair->from, pair->to), to = is_to_normalise(work, pair->to, pair->from);
  return (!from || state_normalise(work, pair->from)) && (!to || state_normalise(work, pair->to));
}

/* ---- scope ---- */

static bool is_asked(const StateOptions *options, Str name) {
  for (size_t i = 0; i < options->schemas.len; i++)
    if (str_eq(options->schemas.items[i], name)) return true;
  return options->schemas.len == 0;
}

/* Of what is no live database, whose inspection has chosen already. */
static void keep_schemas(Work *work, State *state) {
  size_t kept = 0;
  Realm *realm = state->realm;
  if (state->kind == STATE_DATABASE || state->bound) return;
  for (size_t i = 0; i < realm->schemas.len; i++) {
    if (is_asked(&work->options, realm->schemas.items[i]->name))
      realm->schemas.items[kept++] = realm->schemas.items[i];
    else
      schema_free(realm->schemas.items[i]);
  }
  realm->schemas.len = kept;
}

static bool filter(Work *work, State *state) {
  if (state->realm == NULL) return true;
  keep_schemas(work, state);
  return state_filter(work, state);
}

/* A file that describes one schema, against a database of another one. */
static bool check_names(Work *work, const StatePair *pair) {
  const State *from = pair->from, *to = pair->to;
  if (to->kind != STATE_HCL || from->kind != STATE_DATABASE || !from->bound || to->realm->schemas.len != 1) return true;
  Str name = to->realm->schemas.items[0]->name;
  if (str_empty(name) || str_eq(name, from->schema)) return true;
  return work_fail(work, "mismatched HCL and database schemas: \"%.*s\" <> \"%.*s\"", STR_FMT(from->schema),
                   STR_FMT(name));
}

static void blank_names(Realm *realm) {
  for (size_t i = 0; i < realm->schemas.len; i++) {
    Schema *schema = realm->schemas.items[i];
    for (size_t k = 0; k < schema->tables.len; k++) {
      Table *table = schema->tables.items[k];
      for (size_t n = 0; n < table->foreign_keys.len; n++)
        if (str_eq(table->foreign_keys.items[n]->ref_schema, schema->name))
          table->foreign_keys.items[n]->ref_schema = (Str){0};
    }
    schema->name = (Str){0};
  }
}

/* What HCL does not say of its schema is no difference to the schema of a database: its character set, for one. */
static void assume_attrs(State *from, const State *to) {
  for (size_t i = 0; i < from->realm->schemas.len; i++) {
    Schema *schema = from->realm->schemas.items[i];
    const Schema *other = realm_schema(to->realm, schema->name);
    if (other == NULL && to->bound && to->realm->schemas.len == 1) other = to->realm->schemas.items[0];
    for (size_t k = 0; other != NULL && k < other->attrs.len; k++)
      if (str_empty(model_attr(&schema->attrs, other->attrs.items[k].name)))
        array_push(&schema->attrs, other->attrs.items[k]);
  }
}

static bool is_one_sided(const State *a, const State *b) {
  return a->bound && !b->bound && a->kind != STATE_HCL && b->kind != STATE_HCL && b->kind != STATE_EMPTY;
}

/* Out of SQL: its schema has the name of the scratch database's. */
static bool is_replayed(const State *state) {
  return state->bound && (state->kind == STATE_SQL || state->kind == STATE_MIGRATIONS);
}

static bool is_hcl(const State *from, const State *to) { return from->kind == STATE_HCL || to->kind == STATE_HCL; }

static bool is_one_schema(const State *state) {
  return state->kind == STATE_HCL ? state->realm->schemas.len == 1 : state->bound && state->realm != NULL;
}

static bool settle_scope(Work *work, StatePair *pair) {
  State *from = pair->from, *to = pair->to;
  if (!check_names(work, pair)) return false;
  if (is_one_sided(from, to))
    return work_fail(work, "cannot diff a schema \"%.*s\" with a database connection. See: https://atlasgo.io/url",
                     STR_FMT(from->schema));
  if (is_one_sided(to, from))
    return work_fail(work, "cannot diff a database connection with a schema \"%.*s\". See: https://atlasgo.io/url",
                     STR_FMT(to->schema));
  if (from->kind == STATE_HCL && to->normalised && to->kind != STATE_HCL) assume_attrs(from, to);
  if (is_one_schema(from) && is_one_schema(to) && (is_replayed(from) || is_replayed(to) || !is_hcl(from, to))) {
    blank_names(from->realm);
    blank_names(to->realm);
  }
  return true;
}

static bool is_scratch_bound(const Work *work) {
  return work->scratch != NULL && !str_empty(scratch_schema(work->scratch));
}

/* A connection that stands in no schema: statements for it need the names of theirs. */
static bool is_server(const State *state) { return state->kind == STATE_DATABASE && !state->bound; }

static void settle_options(Work *work, StatePair *pair) {
  const StrList *schemas = &work->options.schemas;
  DiffOptions *diff = &pair->diff;
  diff->skip |= work->policies.skip;
  diff->concurrent_create |= work->policies.concurrent_create;
  diff->concurrent_drop |= work->policies.concurrent_drop;
  bool bound = pair->from->bound || pair->to->bound || is_scratch_bound(work);
  if (schemas->len == 1 && !bound) diff->schema = schemas->items[0];
  if ((bound || schemas->len == 1) && !is_server(pair->from)) diff->plan.qualify = QUALIFY_NONE;
  diff->not_normalised = false;
}

bool pair_settle(Work *work, StatePair *pair) {
  bool whole = work->options.schemas.len == 0;
  if (whole && !check_names(work, pair)) return false; /* before anything is made */
  if (!normalise(work, pair) || !unite_dialects(work, pair)) return false;
  if (!filter(work, pair->from) || !filter(work, pair->to) || !settle_scope(work, pair)) return false;
  settle_options(work, pair);
  return true;
}
