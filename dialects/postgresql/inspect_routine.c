/* inspect_routine.c: functions, procedures and aggregates of PostgreSQL. One query has a row for each argument. */
#include "base/buf.h"
#include "dialects/postgresql/inspect_parts.h"

enum { HAS_PROCEDURES = 110000, HAS_SQL_BODIES = 140000 };

#define ROUTINES(kind, body)                                                                                           \
  "SELECT p.oid, n.nspname, p.proname, " kind ", l.lanname, p.prosrc, " body ", p.provolatile, p.proisstrict, "        \
  "p.proleakproof, p.prosecdef, p.proparallel, p.proretset, array_to_string(p.proconfig, E'\\n'), "                    \
  "obj_description(p.oid, 'pg_proc'), rn.nspname, rt.typname, format_type(p.prorettype, NULL), a.ord, "                \
  "p.proargnames[a.ord], p.proargmodes[a.ord], an.nspname, at.typname, format_type(at.oid, NULL), "                    \
  "pg_get_function_arg_default(p.oid, a.ord::int), gn.nspname, g.proname, sn.nspname, st.typname, "                    \
  "format_type(st.oid, NULL), fn.nspname, f.proname, x.agginitval FROM pg_proc p "                                     \
  "JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang "                             \
  "JOIN pg_type rt ON rt.oid = p.prorettype JOIN pg_namespace rn ON rn.oid = rt.typnamespace "                         \
  "LEFT JOIN LATERAL unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY AS a(type, ord) "        \
  "ON true LEFT JOIN pg_type at ON at.oid = a.type LEFT JOIN pg_namespace an ON an.oid = at.typnamespace "             \
  "LEFT JOIN pg_aggregate x ON x.aggfnoid = p.oid LEFT JOIN pg_proc g ON g.oid = x.aggtransfn "                        \
  "LEFT JOIN pg_namespace gn ON gn.oid = g.pronamespace LEFT JOIN pg_type st ON st.oid = x.aggtranstype "              \
  "LEFT JOIN pg_namespace sn ON sn.oid = st.typnamespace LEFT JOIN pg_proc f ON f.oid = x.aggfinalfn "                 \
  "LEFT JOIN pg_namespace fn ON fn.oid = f.pronamespace "                                                              \
  "WHERE n.nspname = ANY($1::text[]) AND " kind " <> 'w' AND coalesce(x.aggkind, 'n') = 'n' "                          \
  "AND (l.lanname NOT IN ('c', 'internal') OR " kind " = 'a') AND NOT EXISTS (SELECT 1 FROM pg_depend d "              \
  "WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype IN ('e', 'i')) "                            \
  "ORDER BY n.nspname, p.proname, p.oid, a.ord"

#define OLD_KIND "CASE WHEN p.proisagg THEN 'a' WHEN p.proiswindow THEN 'w' ELSE 'f' END"

enum {
  R_OID,
  R_SCHEMA,
  R_NAME,
  R_KIND,
  R_LANGUAGE,
  R_SOURCE,
  R_BODY,
  R_VOLATILITY,
  R_STRICT,
  R_LEAKPROOF,
  R_DEFINER,
  R_PARALLEL,
  R_SET,
  R_CONFIG,
  R_COMMENT,
  R_TYPE_SCHEMA,
  R_TYPE_NAME,
  R_TYPE,
  R_ARG,
  R_ARG_NAME,
  R_ARG_MODE,
  R_ARG_TYPE_SCHEMA,
  R_ARG_TYPE_NAME,
  R_ARG_TYPE,
  R_ARG_DEFAULT,
  R_STEP_SCHEMA,
  R_STEP,
  R_STATE_SCHEMA,
  R_STATE_NAME,
  R_STATE_TYPE,
  R_FINAL_SCHEMA,
  R_FINAL,
  R_INITIAL
};

static void put_type(Inspect *self, ModelAttrs *attrs, Str name, const DbRows *rows, size_t row, unsigned at) {
  inspect_attr(self, attrs, name,
               pg_type_path(self, db_cell(rows, row, at), db_cell(rows, row, at + 1), db_cell(rows, row, at + 2)));
}

static char letter(Str cell) { return str_empty(cell) ? ' ' : cell.ptr[0]; }

/* search_path=app, "b" lines become attributes of a block. */
static void read_config(Inspect *self, Object *routine, Str config) {
  if (str_empty(config)) return;
  Object *block = inspect_add_child(self, routine, STR("config_params"), (Str){0});
  for (size_t at = 0; at < config.len;) {
    size_t end = str_find(config, '\n', at), equals = str_find(config, '=', at);
    if (equals < end) inspect_attr(self, &block->attrs, str_sub(config, at, equals), str_sub(config, equals + 1, end));
    at = end + 1;
  }
}

static void read_parallel(Inspect *self, ModelAttrs *attrs, Str code) {
  if (letter(code) == 's') inspect_attr(self, attrs, STR("parallel"), STR("SAFE"));
  if (letter(code) == 'r') inspect_attr(self, attrs, STR("parallel"), STR("RESTRICTED"));
}

static void read_flags(Inspect *self, ModelAttrs *attrs, const DbRows *rows, size_t row) {
  char volatility = letter(db_cell(rows, row, R_VOLATILITY));
  if (volatility == 's') inspect_attr(self, attrs, STR("volatility"), STR("STABLE"));
  if (volatility == 'i') inspect_attr(self, attrs, STR("volatility"), STR("IMMUTABLE"));
  if (pg_true(db_cell(rows, row, R_STRICT))) inspect_attr(self, attrs, STR("strict"), STR("true"));
  if (pg_true(db_cell(rows, row, R_LEAKPROOF))) inspect_attr(self, attrs, STR("leakproof"), STR("true"));
  read_parallel(self, attrs, db_cell(rows, row, R_PARALLEL));
}

static void read_language(Inspect *self, Object *routine, const DbRows *rows, size_t row) {
  Str language = db_cell(rows, row, R_LANGUAGE), body = db_cell(rows, row, R_BODY);
  if (str_eq(language, STR("sql"))) language = STR("SQL");
  if (str_eq(language, STR("plpgsql"))) language = STR("PLpgSQL");
  inspect_attr(self, &routine->attrs, STR("lang"), language);
  routine->definition = model_known(self->realm, body.ptr != NULL ? body : db_cell(rows, row, R_SOURCE));
  if (pg_true(db_cell(rows, row, R_DEFINER))) inspect_attr(self, &routine->attrs, STR("security"), STR("DEFINER"));
}

static void read_aggregate(Inspect *self, Object *aggregate, const DbRows *rows, size_t row) {
  ModelAttrs *attrs = &aggregate->attrs;
  put_type(self, attrs, STR("state_type"), rows, row, R_STATE_SCHEMA);
  inspect_attr(self, attrs, STR("state_func"),
               pg_function_path(self, db_cell(rows, row, R_STEP_SCHEMA), db_cell(rows, row, R_STEP)));
  if (db_cell(rows, row, R_FINAL).ptr != NULL)
    inspect_attr(self, attrs, STR("final_func"),
                 pg_function_path(self, db_cell(rows, row, R_FINAL_SCHEMA), db_cell(rows, row, R_FINAL)));
  if (db_cell(rows, row, R_INITIAL).ptr != NULL)
    inspect_attr(self, attrs, STR("initial_value"), db_cell(rows, row, R_INITIAL));
  read_parallel(self, attrs, db_cell(rows, row, R_PARALLEL));
}

static Object *new_routine(Inspect *self, const DbRows *rows, size_t row) {
  char kind = letter(db_cell(rows, row, R_KIND));
  Schema *schema = realm_schema(self->realm, db_cell(rows, row, R_SCHEMA));
  Object *routine = inspect_add_object(self, schema,
                                       kind == 'a'   ? STR("aggregate")
                                       : kind == 'p' ? STR("procedure")
                                                     : STR("function"),
                                       db_cell(rows, row, R_NAME));
  routine->comment = inspect_text(self, db_cell(rows, row, R_COMMENT));
  if (kind == 'a') {
    read_aggregate(self, routine, rows, row);
    return routine;
  }
  read_language(self, routine, rows, row);
  if (kind == 'f') read_flags(self, &routine->attrs, rows, row);
  read_config(self, routine, db_cell(rows, row, R_CONFIG));
  return routine;
}

static const char *mode_of(char code) {
  switch (code) {
  case 'o': return "OUT";
  case 'b': return "INOUT";
  case 'v': return "VARIADIC";
  default: return NULL;
  }
}

static void read_arg(Inspect *self, Object *routine, Object **table, const DbRows *rows, size_t row) {
  char code = letter(db_cell(rows, row, R_ARG_MODE));
  Str name = db_cell(rows, row, R_ARG_NAME), value = db_cell(rows, row, R_ARG_DEFAULT);
  Object *arg;
  if (code == 't') {
    if (*table == NULL) *table = inspect_add_child(self, routine, STR("return_table"), (Str){0});
    arg = inspect_add_child(self, *table, STR("column"), name);
  } else {
    arg = inspect_add_child(self, routine, STR("arg"), name);
  }
  put_type(self, &arg->attrs, STR("type"), rows, row, R_ARG_TYPE_SCHEMA);
  if (mode_of(code) != NULL) inspect_attr(self, &arg->attrs, STR("mode"), str_from(mode_of(code)));
  if (value.ptr != NULL) inspect_attr_expr(self, &arg->attrs, STR("default"), value);
}

static bool has_results(const Object *routine) {
  for (size_t i = 0; i < routine->children.len; i++) {
    Str mode = model_attr(&routine->children.items[i]->attrs, STR("mode"));
    if (str_eq(mode, STR("OUT")) || str_eq(mode, STR("INOUT"))) return true;
  }
  return false;
}

/* Results by arguments say what the function returns, unless it is a set. */
static void read_returns(Inspect *self, Object *function, const DbRows *rows, size_t row) {
  bool set = pg_true(db_cell(rows, row, R_SET));
  for (size_t i = 0; i < function->children.len; i++)
    if (str_eq(function->children.items[i]->kind, STR("return_table"))) return;
  if (!set && has_results(function)) return;
  put_type(self, &function->attrs, set ? STR("return_set") : STR("return"), rows, row, R_TYPE_SCHEMA);
}

bool pg_read_routines(Inspect *self) {
  const PgState *state = self->state;
  const char *sql = state->version >= HAS_SQL_BODIES   ? ROUTINES("p.prokind", "pg_get_function_sqlbody(p.oid)")
                    : state->version >= HAS_PROCEDURES ? ROUTINES("p.prokind", "NULL")
                                                       : ROUTINES(OLD_KIND, "NULL");
  DbRows rows;
  Object *routine = NULL, *table = NULL;
  if (!pg_query(self, PG_ROUTINES, sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    bool first = i == 0 || !str_eq(db_cell(&rows, i, R_OID), db_cell(&rows, i - 1, R_OID));
    bool last = i + 1 == rows.count || !str_eq(db_cell(&rows, i, R_OID), db_cell(&rows, i + 1, R_OID));
    if (first) routine = new_routine(self, &rows, i);
    if (first) table = NULL;
    if (db_cell(&rows, i, R_ARG).ptr != NULL) read_arg(self, routine, &table, &rows, i);
    if (last && letter(db_cell(&rows, i, R_KIND)) == 'f') read_returns(self, routine, &rows, i);
  }
  return true;
}
