/* inspect_column.c: columns of PostgreSQL: types, defaults, identities, generated columns. */
#include "base/buf.h"
#include "dialects/postgresql/inspect_parts.h"

enum { HAS_GENERATED = 120000 };

#define COLUMNS(generated, kinds)                                                                                      \
  "SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, "                       \
  "pg_get_expr(d.adbin, d.adrelid), a.attidentity, " generated ", col_description(c.oid, a.attnum), t.typtype, "       \
  "t.typcategory = 'A' AND t.typelem <> 0, tn.nspname, t.typname, format_type(t.oid, NULL), co.collname, s.seqstart, " \
  "s.seqincrement FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "                                          \
  "JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid "                                \
  "JOIN pg_namespace tn ON tn.oid = t.typnamespace "                                                                   \
  "LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum "                                                \
  "LEFT JOIN pg_collation co ON co.oid = a.attcollation AND a.attcollation <> t.typcollation "                         \
  "LEFT JOIN pg_depend sd ON a.attidentity <> '' AND sd.refclassid = 'pg_class'::regclass AND sd.refobjid = c.oid "    \
  "AND sd.refobjsubid = a.attnum AND sd.classid = 'pg_class'::regclass AND sd.deptype = 'i' "                          \
  "LEFT JOIN pg_sequence s ON s.seqrelid = sd.objid "                                                                  \
  "WHERE a.attnum > 0 AND NOT a.attisdropped AND NOT c.relispartition AND c.relkind IN (" kinds ") "                   \
  "AND n.nspname = ANY($1::text[]) ORDER BY n.nspname, c.relname, a.attnum"

enum {
  C_SCHEMA,
  C_TABLE,
  C_NAME,
  C_TYPE,
  C_NOT_NULL,
  C_DEFAULT,
  C_IDENTITY,
  C_GENERATED,
  C_COMMENT,
  C_KIND,
  C_IS_ARRAY,
  C_TYPE_SCHEMA,
  C_TYPE_NAME,
  C_DATA_TYPE,
  C_COLLATION,
  C_START,
  C_INCREMENT
};

/* ---- types ---- */

static bool is_category(const ColumnType *type, Str category) { return str_eq(type->category, category); }

/* Arguments that say nothing: bit(1), numeric(10,0), a precision of 6. */
static size_t needed_args(const TypeSpec *spec, const Str *args, size_t count) {
  if (count == 1 && str_eq(spec->name, STR("bit")) && str_eq(args[0], STR("1"))) return 0;
  if (count == 2 && str_eq(spec->name, STR("numeric")) && str_eq(args[1], STR("0"))) return 1;
  bool of_time = str_eq(spec->category, STR("datetime")) || str_eq(spec->category, STR("interval"));
  return count == 1 && of_time && str_eq(args[0], STR("6")) ? 0 : count;
}

void pg_set_type(Inspect *self, ColumnType *out, Str formatted) {
  Str name, *args;
  size_t count = inspect_split_type(self, formatted, &name, &args);
  const TypeSpec *spec = str_ends(name, STR("[]")) ? NULL : inspect_type_spec(self->dialect, name);
  if (spec != NULL && count > spec->param_count) spec = NULL;
  if (spec != NULL) count = needed_args(spec, args, count);
  inspect_set_type(self, out, spec, args, count, formatted);
}

/* A type block of the schema: enum.status. */
static bool set_object(Inspect *self, ColumnType *out, const Schema *schema, const DbRows *rows, size_t row) {
  const PgState *state = self->state;
  const Object *object =
      map_get(&state->types, pg_key(self, db_cell(rows, row, C_TYPE_SCHEMA), db_cell(rows, row, C_TYPE_NAME)));
  if (object == NULL) return false;
  bool elsewhere = object->schema != schema;
  *out =
      (ColumnType){.object = object, .known = true, .raw = arena_str(&self->realm->arena, db_cell(rows, row, C_TYPE))};
  out->text = elsewhere
                  ? arena_printf(&self->realm->arena, "%.*s.%.*s", STR_FMT(object->schema->name), STR_FMT(object->name))
                  : object->name;
  return true;
}

static void set_raw(Inspect *self, ColumnType *type, const DbRows *rows, size_t row) {
  Str kind = db_cell(rows, row, C_KIND);
  if (type->object != NULL || str_eq(kind, STR("d")) || str_eq(kind, STR("e"))) return;
  if (pg_true(db_cell(rows, row, C_IS_ARRAY)))
    type->raw = STR("ARRAY");
  else if (!str_eq(db_cell(rows, row, C_TYPE_SCHEMA), STR("pg_catalog")))
    type->raw = STR("USER-DEFINED");
  else
    type->raw = arena_str(&self->realm->arena, db_cell(rows, row, C_DATA_TYPE));
}

/* ---- defaults ---- */

/* nextval('[schema.]t_c_seq'::regclass) */
bool pg_is_sequence_default(Str text) {
  Str head = STR("nextval('"), tail = STR("'::regclass)");
  if (!str_starts(text, head) || !str_ends(text, tail) || text.len < head.len + tail.len) return false;
  Str name = str_sub(text, head.len, text.len - tail.len);
  if (str_ends(name, STR("\""))) name.len--;
  size_t underscores = 0;
  bool quoted = false;
  for (size_t i = 0; i < name.len; i++) {
    if (name.ptr[i] == '"') quoted = !quoted;
    if (name.ptr[i] == '.' && !quoted) underscores = 0;
    if (name.ptr[i] == '_') underscores++;
  }
  return str_ends(name, STR("_seq")) && underscores >= 2;
}

/* Integers become the serial type of their size. */
static void set_serial(Inspect *self, Column *column) {
  static const char *const pairs[][2] = {{"smallint", "smallserial"}, {"integer", "serial"}, {"bigint", "bigserial"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    if (!str_eq(column->type.name, str_from(pairs[i][0]))) continue;
    const TypeSpec *spec = dialect_type(self->dialect, str_from(pairs[i][1]));
    if (spec != NULL) inspect_set_type(self, &column->type, spec, NULL, 0, spec->name);
    return;
  }
}

/* 'text'::type -> 'text'; false: another shape. */
static bool cut_cast(Str text, Str *literal) {
  if (text.len < 4 || text.ptr[0] != '\'') return false;
  size_t i = 1;
  while (i < text.len && (text.ptr[i] != '\'' || (i + 1 < text.len && text.ptr[i + 1] == '\'')))
    i += text.ptr[i] == '\'' ? 2 : 1;
  if (i + 2 >= text.len || text.ptr[i + 1] != ':' || text.ptr[i + 2] != ':') return false;
  for (size_t k = i + 3; k < text.len; k++)
    if (text.ptr[k] == '(' && str_find(text, ')', k) == text.len) return false;
  *literal = str_sub(text, 0, i + 1);
  return true;
}

static bool takes_text(const ColumnType *type, bool array) {
  static const Str categories[] = {STR_INIT("string"),   STR_INIT("binary"), STR_INIT("network"), STR_INIT("geometric"),
                                   STR_INIT("datetime"), STR_INIT("uuid"),   STR_INIT("document")};
  if (type->object != NULL || array) return true;
  for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
    if (is_category(type, categories[i])) return true;
  return false;
}

static bool is_numeric(const ColumnType *type) {
  return is_category(type, STR("integer")) || is_category(type, STR("decimal")) || is_category(type, STR("float"));
}

/* A default behind a cast. */
static bool cast_default(Inspect *self, Column *column, Str text, bool array) {
  Str literal, content;
  if (!cut_cast(text, &literal) || !inspect_unquote(self, literal, '\'', &content)) return false;
  if (takes_text(&column->type, array))
    inspect_default_literal(self, column, content, true);
  else if (is_category(&column->type, STR("boolean")) && inspect_bool_word(content) >= 0)
    inspect_default_literal(self, column, inspect_bool_word(content) == 1 ? STR("true") : STR("false"), false);
  else if (is_numeric(&column->type) && inspect_is_number(content))
    inspect_default_literal(self, column, content, false);
  else
    return false;
  return true;
}

static void read_default(Inspect *self, Column *column, Str text, bool array) {
  Str content;
  if (pg_is_sequence_default(text) && is_category(&column->type, STR("integer")))
    set_serial(self, column);
  else if (inspect_bool_word(text) >= 0)
    inspect_default_literal(self, column, inspect_bool_word(text) == 1 ? STR("true") : STR("false"), false);
  else if (inspect_is_number(text))
    inspect_default_literal(self, column, text, !is_numeric(&column->type) && takes_text(&column->type, array));
  else if (inspect_unquote(self, text, '\'', &content))
    inspect_default_literal(self, column, content, true);
  else if (!cast_default(self, column, text, array))
    inspect_default_expr(self, column, text);
}

/* ---- columns ---- */

static ModelText unless_one(Inspect *self, Str text) {
  return str_eq(text, STR("1")) ? (ModelText){0} : inspect_text(self, text);
}

static void read_special(Inspect *self, Column *column, const DbRows *rows, size_t row) {
  Str identity = db_cell(rows, row, C_IDENTITY), generated = db_cell(rows, row, C_GENERATED);
  Str text = db_cell(rows, row, C_DEFAULT);
  if (!str_empty(identity)) {
    column->identity = true;
    column->identity_generated = identity.ptr[0] == 'a' ? STR("ALWAYS") : STR("BY_DEFAULT");
    column->identity_start = unless_one(self, db_cell(rows, row, C_START));
    column->identity_increment = unless_one(self, db_cell(rows, row, C_INCREMENT));
  }
  if (!str_empty(generated)) {
    column->generated = inspect_text(self, text);
    column->generated_type = generated.ptr[0] == 's' ? STR("STORED") : STR("VIRTUAL");
  } else if (text.ptr != NULL) {
    read_default(self, column, text, pg_true(db_cell(rows, row, C_IS_ARRAY)));
  }
}

static void read_column(Inspect *self, Column *column, const Schema *schema, const DbRows *rows, size_t row) {
  if (!set_object(self, &column->type, schema, rows, row)) pg_set_type(self, &column->type, db_cell(rows, row, C_TYPE));
  set_raw(self, &column->type, rows, row);
  column->null = !pg_true(db_cell(rows, row, C_NOT_NULL));
  column->null_known = true;
  column->comment = inspect_text(self, db_cell(rows, row, C_COMMENT));
  read_special(self, column, rows, row);
  Str collation = db_cell(rows, row, C_COLLATION);
  Str name = inspect_role(self->dialect, BLOCK_COLUMN, ATTR_COLLATE);
  if (collation.ptr != NULL) inspect_attr(self, &column->attrs, name, collation);
}

/* The query says the collations of a view; what they are is kept as the source of a column. */
static void read_view_column(Inspect *self, Column *column, Schema *schema, const DbRows *rows, size_t row) {
  read_column(self, column, schema, rows, row);
  Str collation = db_cell(rows, row, C_COLLATION);
  if (collation.ptr != NULL) column->source = arena_str(&self->realm->arena, collation);
  array_free(&column->attrs);
}

/* Columns of views say what other blocks can refer to. */
static Column *add_view_column(Inspect *self, Object *view, Str name) {
  Column *column = arena_new(&self->realm->arena, Column);
  column->name = arena_str(&self->realm->arena, name);
  column->index = (uint32_t)view->columns.len;
  column->pos = model_nowhere();
  array_push(&view->columns, column);
  return column;
}

bool pg_read_columns(Inspect *self) {
  PgState *state = self->state;
  bool new = state->version >= HAS_GENERATED, few = self->options->tables_only;
  const char *sql =
      new   ? few ? COLUMNS("a.attgenerated", "'r', 'p'") : COLUMNS("a.attgenerated", "'r', 'p', 'v', 'm', 'f'")
        : few ? COLUMNS("''", "'r', 'p'")
            : COLUMNS("''", "'r', 'p', 'v', 'm', 'f'");
  DbRows rows;
  Table *table = NULL;
  if (!pg_query(self, PG_COLUMNS, sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Str schema = db_cell(&rows, i, C_SCHEMA), name = db_cell(&rows, i, C_TABLE);
    bool same = table != NULL && str_eq(table->name, name) && str_eq(table->schema->name, schema);
    if (!same) table = inspect_table(self, schema, name);
    Object *view = table == NULL ? map_get(&state->views, pg_key(self, schema, name)) : NULL;
    if (table != NULL)
      read_column(self, table_add_column(table, db_cell(&rows, i, C_NAME)), table->schema, &rows, i);
    else if (view != NULL)
      read_view_column(self, add_view_column(self, view, db_cell(&rows, i, C_NAME)), view->schema, &rows, i);
  }
  return true;
}
