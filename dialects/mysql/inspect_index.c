/* inspect_index.c: indexes, foreign keys and checks of MySQL and MariaDB. */
#include "dialects/expr.h"
#include "dialects/mysql/inspect_parts.h"

#define INDEXES(expr)                                                                                                  \
  "SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME, INDEX_TYPE, COLLATION, SUB_PART, "            \
  "INDEX_COMMENT, " expr " FROM information_schema.STATISTICS WHERE TABLE_SCHEMA IN (%s) "                             \
  "ORDER BY TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX"
#define CHECKS(enforced, join)                                                                                         \
  "SELECT t.TABLE_SCHEMA, t.TABLE_NAME, c.CONSTRAINT_NAME, c.CHECK_CLAUSE, " enforced                                  \
  " FROM information_schema.CHECK_CONSTRAINTS c JOIN information_schema.TABLE_CONSTRAINTS t "                          \
  "ON t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND t.CONSTRAINT_NAME = c.CONSTRAINT_NAME " join                       \
  "AND t.CONSTRAINT_TYPE = 'CHECK' WHERE c.CONSTRAINT_SCHEMA IN (%s) "                                                 \
  "ORDER BY t.TABLE_SCHEMA, t.TABLE_NAME, c.CONSTRAINT_NAME"

static const char keys_sql[] =
    "SELECT k.TABLE_SCHEMA, k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME, k.REFERENCED_TABLE_SCHEMA, "
    "k.REFERENCED_TABLE_NAME, k.REFERENCED_COLUMN_NAME, r.UPDATE_RULE, r.DELETE_RULE "
    "FROM information_schema.KEY_COLUMN_USAGE k JOIN information_schema.REFERENTIAL_CONSTRAINTS r "
    "ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME "
    "AND r.TABLE_NAME = k.TABLE_NAME WHERE k.TABLE_SCHEMA IN (%s) AND k.REFERENCED_TABLE_NAME IS NOT NULL "
    "ORDER BY k.TABLE_SCHEMA, k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION";
/* A column's own check of MariaDB has the column's name. */
static const char mariadb_checks_sql[] = "SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE, 'YES' "
                                         "FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA IN (%s) "
                                         "ORDER BY CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME";
enum { I_NAME = 2, I_NON_UNIQUE, I_COLUMN, I_TYPE, I_ORDER, I_PREFIX, I_COMMENT, I_EXPR };

/* ---- indexes ---- */

static Index *new_index(Inspect *self, Table *table, const DbRows *rows, size_t row) {
  Arena *arena = &self->realm->arena;
  Index *index = arena_new(arena, Index);
  Str name = db_cell(rows, row, I_NAME), type = db_cell(rows, row, I_TYPE);
  bool primary = str_eq(name, STR("PRIMARY"));
  index->name = arena_str(arena, primary ? STR("PRI") : name);
  index->kind = primary ? INDEX_PRIMARY : INDEX_PLAIN;
  index->unique = str_eq(db_cell(rows, row, I_NON_UNIQUE), STR("0"));
  index->comment = inspect_text(self, db_cell(rows, row, I_COMMENT));
  index->pos = model_nowhere();
  if (!str_eq(type, STR("BTREE"))) inspect_attr(self, &index->attrs, STR("type"), type);
  if (primary)
    table->primary_key = index;
  else
    array_push(&table->indexes, index);
  return index;
}

static void add_part(Inspect *self, Table *table, Index *index, const DbRows *rows, size_t row) {
  Str name = db_cell(rows, row, I_COLUMN), prefix = db_cell(rows, row, I_PREFIX);
  IndexPart part = name.ptr != NULL ? inspect_part(table, arena_str(&self->realm->arena, name))
                                    : (IndexPart){.pos = model_nowhere()};
  if (name.ptr != NULL && part.column == NULL) return; /* row_end, which old MariaDBs put into keys of a history */
  if (name.ptr == NULL) part.expr = inspect_text(self, my_unescape(self, db_cell(rows, row, I_EXPR)));
  part.desc = str_eq(db_cell(rows, row, I_ORDER), STR("D"));
  if (prefix.ptr != NULL && !str_eq(db_cell(rows, row, I_TYPE), STR("SPATIAL")))
    inspect_attr(self, &part.attrs, STR("prefix"), prefix);
  array_push(&index->parts, part);
}

bool my_read_indexes(Inspect *self) {
  const MyState *state = self->state;
  DbRows rows;
  Table *table = NULL;
  Index *index = NULL;
  if (!my_query(self, !state->mariadb && state->version >= 80013 ? INDEXES("EXPRESSION") : INDEXES("NULL"), &rows))
    return false;
  for (size_t i = 0; i < rows.count; i++) {
    Table *next = inspect_table(self, db_cell(&rows, i, 0), db_cell(&rows, i, 1));
    Str name = db_cell(&rows, i, I_NAME);
    if (next == NULL) continue;
    bool same = next == table && index != NULL &&
                (str_eq(index->name, name) || (index->kind == INDEX_PRIMARY && str_eq(name, STR("PRIMARY"))));
    table = next;
    if (!same) index = new_index(self, table, &rows, i);
    add_part(self, table, index, &rows, i);
  }
  return true;
}

/* ---- parsers of full-text indexes ---- */

static bool is_fulltext(const Index *index) { return str_eq(model_attr(&index->attrs, STR("type")), STR("FULLTEXT")); }

/* The line of the index in a CREATE TABLE. */
static Str line_of(Inspect *self, Str text, Str name) {
  Str mark = arena_printf(&self->arena, "FULLTEXT KEY %.*s (", STR_FMT(expr_quote_name(&self->arena, name, '`')));
  for (size_t at = 0; at < text.len;) {
    size_t end = str_find(text, '\n', at);
    Str line = str_trim(str_sub(text, at, end));
    if (str_starts(line, mark)) return line;
    at = end + 1;
  }
  return (Str){NULL, 0};
}

/* FULLTEXT KEY `i` (`a`) with the parser in a comment -> ngram */
static void read_parser(Inspect *self, Index *index, Str text) {
  static const Str mark = STR_INIT("WITH PARSER `");
  Str line = line_of(self, text, index->name);
  for (size_t i = 0; i + mark.len < line.len; i++) {
    if (!str_eq(str_sub(line, i, i + mark.len), mark)) continue;
    Str rest = str_sub(line, i + mark.len, line.len);
    inspect_attr(self, &index->attrs, STR("parser"), str_sub(rest, 0, str_find(rest, '`', 0)));
    return;
  }
}

/* The information schema does not tell them: one query for each table that has such an index. */
static bool read_parsers(Inspect *self, const Table *table) {
  DbRows rows;
  bool any = false;
  for (size_t i = 0; i < table->indexes.len; i++) any = any || is_fulltext(table->indexes.items[i]);
  if (!any) return true;
  Str sql = arena_printf(&self->arena, "SHOW CREATE TABLE %.*s.%.*s",
                         STR_FMT(expr_quote_name(&self->arena, table->schema->name, '`')),
                         STR_FMT(expr_quote_name(&self->arena, table->name, '`')));
  if (!inspect_query(self, sql.ptr, NULL, 0, &rows)) return false;
  for (size_t i = 0; rows.count > 0 && i < table->indexes.len; i++)
    if (is_fulltext(table->indexes.items[i])) read_parser(self, table->indexes.items[i], db_cell(&rows, 0, 1));
  return true;
}

bool my_read_parsers(Inspect *self) {
  for (size_t i = 0; i < self->realm->schemas.len; i++) {
    const Schema *schema = self->realm->schemas.items[i];
    for (size_t k = 0; k < schema->tables.len; k++)
      if (!read_parsers(self, schema->tables.items[k])) return false;
  }
  return true;
}

/* ---- foreign keys ---- */

static ForeignKey *new_key(Inspect *self, Table *table, const DbRows *rows, size_t row) {
  Arena *arena = &self->realm->arena;
  ForeignKey *key = arena_new(arena, ForeignKey);
  key->name = arena_str(arena, db_cell(rows, row, 2));
  key->table = table;
  key->ref_schema = arena_str(arena, db_cell(rows, row, 4));
  key->ref_table = arena_str(arena, db_cell(rows, row, 5));
  key->on_update = arena_str(arena, db_cell(rows, row, 7));
  key->on_delete = arena_str(arena, db_cell(rows, row, 8));
  key->pos = model_nowhere();
  array_push(&table->foreign_keys, key);
  return key;
}

bool my_read_foreign_keys(Inspect *self) {
  DbRows rows;
  if (!my_query(self, keys_sql, &rows)) return false;
  inspect_foreign_keys(self, &rows, new_key);
  return true;
}

/* ---- checks ---- */

static void remove_attr(ModelAttrs *attrs, Str name) {
  size_t kept = 0;
  for (size_t i = 0; i < attrs->len; i++)
    if (!str_eq(attrs->items[i].name, name)) attrs->items[kept++] = attrs->items[i];
  attrs->len = kept;
}

/* MariaDB's json is longtext with a check json_valid(`c`) of the column's name. */
static bool is_json(Inspect *self, Table *table, Str name, Str clause) {
  Column *column = NULL; /* a new name in other capitals leaves that of the check */
  for (size_t i = 0; i < table->columns.len && column == NULL; i++)
    if (str_eq_nocase(table->columns.items[i]->name, name)) column = table->columns.items[i];
  if (column == NULL || !str_eq(column->type.name, STR("longtext"))) return false;
  if (!str_eq_nocase(clause,
                     arena_printf(&self->arena, "json_valid(%.*s)", STR_FMT(expr_quote_name(&self->arena, name, '`')))))
    return false;
  inspect_set_type(self, &column->type, dialect_type(self->dialect, STR("json")), NULL, 0, STR("json"));
  remove_attr(&column->attrs, STR("charset"));
  remove_attr(&column->attrs, STR("collate"));
  return true;
}

static const char *checks_of(const MyState *state) {
  if (state->mariadb) return state->version >= 100201 ? mariadb_checks_sql : NULL;
  return state->version >= 80016 ? CHECKS("t.ENFORCED", "") : NULL;
}

bool my_read_checks(Inspect *self) {
  const MyState *state = self->state;
  const char *sql = checks_of(state);
  DbRows rows;
  if (sql == NULL) return true;
  if (!my_query(self, sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Table *table = inspect_table(self, db_cell(&rows, i, 0), db_cell(&rows, i, 1));
    Str name = db_cell(&rows, i, 2), clause = db_cell(&rows, i, 3);
    if (table == NULL || (state->mariadb && is_json(self, table, name, clause))) continue;
    Check *check = arena_new(&self->realm->arena, Check);
    check->name = arena_str(&self->realm->arena, name);
    check->expr = inspect_text(self, my_unescape(self, clause));
    check->pos = model_nowhere();
    if (str_eq_nocase(db_cell(&rows, i, 4), STR("NO")))
      inspect_attr(self, &check->attrs, STR("enforced"), STR("false"));
    array_push(&table->checks, check);
  }
  return true;
}
