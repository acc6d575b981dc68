/* inspect_index.c: indexes, keys, checks and partition keys of PostgreSQL. */
#include "base/buf.h"
#include "dialects/expr.h"
#include "dialects/postgresql/inspect_parts.h"

enum { HAS_INCLUDE = 110000, HAS_NULLS_DISTINCT = 150000, HAS_PERIODS = 180000, DESC = 1, NULLS_FIRST = 2 };

#define INDEXES(keys, nulls, period)                                                                                   \
  "SELECT n.nspname, c.relname, ic.relname, i.indisunique, i.indisprimary, am.amname, con.contype, "                   \
  "pg_get_expr(i.indpred, i.indrelid), obj_description(ic.oid, 'pg_class'), "                                          \
  "array_to_string(ic.reloptions, E'\\n'), k.ord > " keys ", a.attname, "                                              \
  "CASE WHEN k.attnum = 0 THEN pg_get_indexdef(i.indexrelid, k.ord::int, false) END, i.indoption[k.ord - 1], "         \
  "o.opcname, opn.nspname, o.opcdefault, array_to_string(ia.attoptions, ', '), " nulls ", op.oprname, "                \
  "con.condeferrable, con.condeferred, ico.collname, " period                                                          \
  " FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid "                                                            \
  "JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class ic ON ic.oid = i.indexrelid "                           \
  "JOIN pg_am am ON am.oid = ic.relam CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, ord) "          \
  "LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum <> 0 "                     \
  "LEFT JOIN pg_attribute ia ON ia.attrelid = i.indexrelid AND ia.attnum = k.ord "                                     \
  "LEFT JOIN pg_constraint con ON con.conindid = i.indexrelid AND con.contype IN ('p', 'u', 'x') "                     \
  "LEFT JOIN pg_opclass o ON o.oid = i.indclass[k.ord - 1] LEFT JOIN pg_namespace opn ON opn.oid = o.opcnamespace "    \
  "LEFT JOIN pg_operator op ON op.oid = con.conexclop[k.ord] "                                                         \
  "LEFT JOIN pg_collation ico ON ico.oid = i.indcollation[k.ord - 1] AND ico.oid <> a.attcollation "                   \
  "WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition AND n.nspname = ANY($1::text[]) "                       \
  "ORDER BY n.nspname, c.relname, ic.relname, k.ord"

#define FOREIGN_KEYS(own, period)                                                                                      \
  "SELECT n.nspname, c.relname, con.conname, a.attname, rn.nspname, rc.relname, ra.attname, con.confupdtype, "         \
  "con.confdeltype, con.condeferrable, con.condeferred, obj_description(con.oid, 'pg_constraint'), " period            \
  " FROM pg_constraint con JOIN pg_class c ON c.oid = con.conrelid "                                                   \
  "JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class rc ON rc.oid = con.confrelid "                          \
  "JOIN pg_namespace rn ON rn.oid = rc.relnamespace "                                                                  \
  "CROSS JOIN LATERAL unnest(con.conkey, con.confkey) WITH ORDINALITY AS u(own, target, ord) "                         \
  "JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = u.own "                                             \
  "JOIN pg_attribute ra ON ra.attrelid = con.confrelid AND ra.attnum = u.target "                                      \
  "WHERE con.contype = 'f' AND NOT c.relispartition AND n.nspname = ANY($1::text[]) " own                              \
  "ORDER BY con.conrelid, con.conname, u.ord"

static const char checks_sql[] =
    "SELECT n.nspname, c.relname, con.conname, pg_get_expr(con.conbin, con.conrelid), "
    "obj_description(con.oid, 'pg_constraint') FROM pg_constraint con JOIN pg_class c ON c.oid = con.conrelid JOIN "
    "pg_namespace n ON n.oid = c.relnamespace "
    "WHERE con.contype = 'c' AND c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition AND n.nspname = ANY($1::text[]) "
    "ORDER BY n.nspname, c.relname, con.conname";

enum {
  I_SCHEMA,
  I_TABLE,
  I_NAME,
  I_UNIQUE,
  I_PRIMARY,
  I_METHOD,
  I_CONSTRAINT,
  I_WHERE,
  I_COMMENT,
  I_OPTIONS,
  I_INCLUDED,
  I_COLUMN,
  I_EXPR,
  I_ORDER,
  I_CLASS,
  I_CLASS_SCHEMA,
  I_CLASS_DEFAULT,
  I_CLASS_OPTIONS,
  I_NULLS,
  I_OPERATOR,
  I_DEFERRABLE,
  I_DEFERRED,
  I_COLLATION, /* of a column, where it is not that of the column itself */
  I_PERIOD     /* from 18 on */
};

static Str upper(Inspect *self, Str text) {
  char *copy = arena_copy(&self->arena, text.ptr, text.len, 1);
  for (size_t i = 0; i < text.len; i++)
    if (copy[i] >= 'a' && copy[i] <= 'z') copy[i] = (char)(copy[i] - 32);
  return str_make(copy, text.len);
}

static void deferrable(Inspect *self, ModelAttrs *attrs, Str can, Str is) {
  if (pg_true(can))
    inspect_attr(self, attrs, STR("deferrable"), pg_true(is) ? STR("INITIALLY_DEFERRED") : STR("INITIALLY_IMMEDIATE"));
}

/* ---- indexes ---- */

/* pages_per_range has an attribute of its own; the others are a block. */
static void read_options(Inspect *self, Index *index, Schema *schema, Str lines) {
  static const Str pages = STR_INIT("pages_per_range");
  Object *block = pg_storage_block(self, schema, lines);
  size_t kept = 0;
  if (block == NULL) return;
  for (size_t i = 0; i < block->attrs.len; i++) {
    const ModelAttr *attr = &block->attrs.items[i];
    bool own = str_eq(attr->name, pages);
    if (own && !str_eq(attr->value.text, STR("128")))
      inspect_attr(self, &index->attrs, STR("page_per_range"), attr->value.text);
    if (!own) block->attrs.items[kept++] = *attr;
  }
  block->attrs.len = kept;
  if (kept > 0 && !self->options->tables_only)
    array_push(&index->children, block);
  else
    object_free(block);
}

static Index *new_index(Inspect *self, Table *table, Object *view, const DbRows *rows, size_t row) {
  Index *index = arena_new(&self->realm->arena, Index);
  Str constraint = db_cell(rows, row, I_CONSTRAINT), method = upper(self, db_cell(rows, row, I_METHOD));
  index->name = arena_str(&self->realm->arena, db_cell(rows, row, I_NAME));
  index->unique = pg_true(db_cell(rows, row, I_UNIQUE));
  index->kind = pg_true(db_cell(rows, row, I_PRIMARY)) ? INDEX_PRIMARY
                : str_eq(constraint, STR("u"))         ? INDEX_UNIQUE_CONSTRAINT
                : str_eq(constraint, STR("x"))         ? INDEX_EXCLUDE
                                                       : INDEX_PLAIN;
  index->comment = inspect_text(self, db_cell(rows, row, I_COMMENT));
  index->where = inspect_text(self, db_cell(rows, row, I_WHERE));
  index->pos = model_nowhere();
  bool periods = ((const PgState *)self->state)->version >= HAS_PERIODS && pg_true(db_cell(rows, row, I_PERIOD));
  if (periods) inspect_attr(self, &index->attrs, STR("without_overlaps"), STR("true")); /* always by GIST */
  if (!periods && !str_eq(method, STR("BTREE"))) inspect_attr(self, &index->attrs, STR("type"), method);
  if (pg_true(db_cell(rows, row, I_NULLS))) inspect_attr(self, &index->attrs, STR("nulls_distinct"), STR("false"));
  read_options(self, index, table != NULL ? table->schema : view->schema, db_cell(rows, row, I_OPTIONS));
  if (!self->options->tables_only)
    deferrable(self, &index->attrs, db_cell(rows, row, I_DEFERRABLE), db_cell(rows, row, I_DEFERRED));
  if (table == NULL)
    array_push(&view->indexes, index);
  else if (index->kind == INDEX_PRIMARY)
    table->primary_key = index;
  else
    array_push(&table->indexes, index);
  return index;
}

static void read_class(Inspect *self, IndexPart *part, const Schema *home, const DbRows *rows, size_t row) {
  Str name = db_cell(rows, row, I_CLASS), schema = db_cell(rows, row, I_CLASS_SCHEMA);
  Str options = db_cell(rows, row, I_CLASS_OPTIONS);
  if (name.ptr == NULL || (pg_true(db_cell(rows, row, I_CLASS_DEFAULT)) && str_empty(options))) return;
  bool known = str_eq(schema, STR("pg_catalog")) || str_eq(schema, STR("public")) || str_eq(schema, home->name);
  if (!known) name = arena_printf(&self->arena, "%.*s.%.*s", STR_FMT(schema), STR_FMT(name));
  if (str_empty(options))
    inspect_attr(self, &part->attrs, STR("ops"), name);
  else
    inspect_attr_expr(self, &part->attrs, STR("ops"),
                      arena_printf(&self->arena, "%.*s(%.*s)", STR_FMT(name), STR_FMT(options)));
}

/* The column of a table, or one of a view by its name. */
static IndexPart column_part(Inspect *self, const Table *table, Str name) {
  name = arena_str(&self->realm->arena, name);
  return table != NULL ? inspect_part(table, name) : (IndexPart){.column_name = name, .pos = model_nowhere()};
}

static void add_part(Inspect *self, const Table *table, const Schema *home, Index *index, const DbRows *rows,
                     size_t row) {
  Str name = db_cell(rows, row, I_COLUMN), operator= db_cell(rows, row, I_OPERATOR);
  if (pg_true(db_cell(rows, row, I_INCLUDED))) {
    if (name.ptr != NULL) array_push(&index->include, arena_str(&self->realm->arena, name));
    return;
  }
  IndexPart part = name.ptr != NULL ? column_part(self, table, name) : (IndexPart){.pos = model_nowhere()};
  if (name.ptr == NULL) part.expr = inspect_text(self, db_cell(rows, row, I_EXPR));
  Str order = db_cell(rows, row, I_ORDER);
  long flags = order.ptr != NULL ? strtol(order.ptr, NULL, 10) : 0;
  part.desc = (flags & DESC) != 0;
  read_class(self, &part, home, rows, row);
  if (part.desc && (flags & NULLS_FIRST) == 0) inspect_attr(self, &part.attrs, STR("nulls_last"), STR("true"));
  if (!part.desc && (flags & NULLS_FIRST) != 0) inspect_attr(self, &part.attrs, STR("nulls_first"), STR("true"));
  if (operator.ptr != NULL && index->kind == INDEX_EXCLUDE) inspect_attr(self, &part.attrs, STR("op"), operator);
  Str collation = db_cell(rows, row, I_COLLATION);
  if (collation.ptr != NULL && !self->options->tables_only) inspect_attr(self, &part.attrs, STR("collate"), collation);
  array_push(&index->parts, part);
}

bool pg_read_indexes(Inspect *self) {
  const PgState *state = self->state;
  const char *sql = state->version >= HAS_PERIODS ? INDEXES("i.indnkeyatts", "i.indnullsnotdistinct", "con.conperiod")
                    : state->version >= HAS_NULLS_DISTINCT ? INDEXES("i.indnkeyatts", "i.indnullsnotdistinct", "false")
                    : state->version >= HAS_INCLUDE        ? INDEXES("i.indnkeyatts", "false", "false")
                                                           : INDEXES("i.indnatts", "false", "false");
  DbRows rows;
  Table *table = NULL;
  Object *view = NULL;
  Index *index = NULL;
  if (!pg_query(self, PG_INDEXES, sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Str schema = db_cell(&rows, i, I_SCHEMA), name = db_cell(&rows, i, I_TABLE);
    bool same =
        i > 0 && str_eq(name, db_cell(&rows, i - 1, I_TABLE)) && str_eq(schema, db_cell(&rows, i - 1, I_SCHEMA));
    if (!same) {
      table = inspect_table(self, schema, name);
      view = table == NULL ? map_get(&state->views, pg_key(self, schema, name)) : NULL;
      index = NULL;
    }
    if (table == NULL && view == NULL) continue;
    if (index == NULL || !str_eq(index->name, db_cell(&rows, i, I_NAME)))
      index = new_index(self, table, view, &rows, i);
    add_part(self, table, table != NULL ? table->schema : view->schema, index, &rows, i);
  }
  return true;
}

/* ---- foreign keys ---- */

static Str action(Str code) {
  switch (str_empty(code) ? 'a' : code.ptr[0]) {
  case 'r': return STR("RESTRICT");
  case 'c': return STR("CASCADE");
  case 'n': return STR("SET NULL");
  case 'd': return STR("SET DEFAULT");
  default: return STR("NO ACTION");
  }
}

static ForeignKey *new_key(Inspect *self, Table *table, const DbRows *rows, size_t row) {
  Arena *arena = &self->realm->arena;
  ForeignKey *key = arena_new(arena, ForeignKey);
  key->name = arena_str(arena, db_cell(rows, row, 2));
  key->table = table;
  key->ref_schema = arena_str(arena, db_cell(rows, row, 4));
  key->ref_table = arena_str(arena, db_cell(rows, row, 5));
  key->on_update = action(db_cell(rows, row, 7));
  key->on_delete = action(db_cell(rows, row, 8));
  key->pos = model_nowhere();
  if (!self->options->tables_only) deferrable(self, &key->attrs, db_cell(rows, row, 9), db_cell(rows, row, 10));
  if (!self->options->tables_only && db_cell(rows, row, 11).ptr != NULL)
    inspect_attr(self, &key->attrs, STR("comment"), db_cell(rows, row, 11));
  if (((const PgState *)self->state)->version >= HAS_PERIODS && pg_true(db_cell(rows, row, 12)))
    inspect_attr(self, &key->attrs, STR("period"), STR("true"));
  array_push(&table->foreign_keys, key);
  return key;
}

bool pg_read_foreign_keys(Inspect *self) {
  const PgState *state = self->state;
  /* A key to a partitioned table has further constraints, one for each partition. */
  const char *sql = state->version >= HAS_PERIODS ? FOREIGN_KEYS("AND con.conparentid = 0 ", "con.conperiod")
                    : state->version >= 110000    ? FOREIGN_KEYS("AND con.conparentid = 0 ", "false")
                                                  : FOREIGN_KEYS("", "false");
  DbRows rows;
  if (!pg_query(self, PG_FOREIGN_KEYS, sql, &rows)) return false;
  inspect_foreign_keys(self, &rows, new_key);
  return true;
}

/* ---- checks ---- */

bool pg_read_checks(Inspect *self) {
  DbRows rows;
  if (!pg_query(self, PG_CHECKS, checks_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Table *table = inspect_table(self, db_cell(&rows, i, 0), db_cell(&rows, i, 1));
    if (table == NULL) continue;
    Check *check = arena_new(&self->realm->arena, Check);
    check->name = arena_str(&self->realm->arena, db_cell(&rows, i, 2));
    check->expr = inspect_text(self, db_cell(&rows, i, 3));
    check->pos = model_nowhere();
    if (!self->options->tables_only && db_cell(&rows, i, 4).ptr != NULL)
      inspect_attr(self, &check->attrs, STR("comment"), db_cell(&rows, i, 4));
    array_push(&table->checks, check);
  }
  return true;
}

/* ---- partitions ---- */

/* A plain column name, perhaps quoted; false: an expression. */
static bool part_column(Inspect *self, Str text, Str *out) {
  if (inspect_unquote(self, text, '"', out)) return true;
  *out = text;
  for (size_t i = 0; i < text.len; i++)
    if (!((text.ptr[i] >= 'a' && text.ptr[i] <= 'z') || text.ptr[i] == '_' ||
          (text.ptr[i] >= '0' && text.ptr[i] <= '9')))
      return false;
  return text.len > 0;
}

/* A partition that is partitioned itself has no column blocks to refer to. */
static void add_by(Inspect *self, Object *partition, Str text, bool nested) {
  Str column;
  Object *by = inspect_add_child(self, partition, STR("by"), (Str){0});
  if (!nested && part_column(self, text, &column)) {
    Buf step = {0};
    model_put_step(&step, column);
    inspect_attr(self, &by->attrs, STR("column"), buf_str(&step));
    buf_free(&step);
    return;
  }
  bool wrapped = text.len > 4 && text.ptr[0] == '(' && text.ptr[1] == '(' && str_ends(text, STR("))"));
  inspect_attr(self, &by->attrs, STR("expr"), wrapped ? str_sub(text, 1, text.len - 1) : text);
}

/* All parts as columns; false: one is an expression. */
static bool add_columns(Inspect *self, Object *partition, Str list) {
  Buf buf = {0};
  bool plain = true;
  for (size_t at = 0; at < list.len && plain;) {
    Str column;
    size_t end = expr_part_end(list, at);
    plain = part_column(self, str_trim(str_sub(list, at, end)), &column);
    buf_put(&buf, at == 0 ? STR("[") : STR(", "));
    model_put_step(&buf, column);
    at = end + 1;
  }
  buf_putc(&buf, ']');
  if (plain) inspect_attr(self, &partition->attrs, STR("columns"), buf_str(&buf));
  buf_free(&buf);
  return plain;
}

Object *pg_partition_block(Inspect *self, Schema *schema, Str text, bool nested) {
  size_t open = str_find(text, '(', 0);
  Str list = str_sub(text, open + 1, text.len - 1);
  Object *partition = model_new_object(self->realm, schema, STR("partition"), (Str){0});
  inspect_attr(self, &partition->attrs, STR("type"), str_trim(str_sub(text, 0, open)));
  if (!nested && add_columns(self, partition, list)) return partition;
  for (size_t at = 0; at < list.len;) {
    size_t end = expr_part_end(list, at);
    add_by(self, partition, str_trim(str_sub(list, at, end)), nested);
    at = end + 1;
  }
  return partition;
}

void pg_read_partition(Inspect *self, Table *table, Str text) {
  array_push(&table->children, pg_partition_block(self, table->schema, text, false));
  table->partition = arena_str(&self->realm->arena, text);
}
