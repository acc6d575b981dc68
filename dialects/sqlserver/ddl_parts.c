/* ddl_parts.c: columns, keys, indexes and checks as they stand inside statements of SQL Server. */
#include "dialects/sqlserver/driver.h"

/* ---- columns ---- */

void sqlserver_ddl_type(Ddl *out, const Column *column) {
  DbType type;
  sqlserver_type(out->planner->arena, column, &type);
  if (type.object != NULL)
    ddl_name(out, object_schema_name(type.object), type.object->name);
  else
    ddl_phrase(out, type.text);
}

Str sqlserver_literal(Arena *arena, const DbType *type, Str text) {
  bool bare = type->family == TYPE_INTEGER || type->family == TYPE_DECIMAL || type->family == TYPE_FLOAT ||
              type->family == TYPE_MONEY || str_starts(text, STR("0x"));
  if (type->family == TYPE_BOOL) {
    if (str_eq_nocase(text, STR("true"))) return STR("1");
    return str_eq_nocase(text, STR("false")) ? STR("0") : text;
  }
  if (bare) return text;
  if (expr_is_quoted(text, '\'')) return text;
  bool wide = str_eq(type->word, STR("nchar")) || str_eq(type->word, STR("nvarchar")) ||
              str_eq(type->word, STR("ntext")) || str_eq(type->word, STR("sysname"));
  return wide ? sqlserver_quote(arena, text) : expr_quote_single(arena, text);
}

Str sqlserver_default(Arena *arena, const Column *column) {
  DbType type;
  if (column->default_kind != DEFAULT_LITERAL) return expr_wrap(arena, column->default_text);
  sqlserver_type(arena, column, &type);
  bool number = !column->default_string && expr_is_number(column->default_text);
  return number ? column->default_text : sqlserver_literal(arena, &type, column->default_text);
}

static Str number_or_one(ModelText text) { return model_text(text).len > 0 ? model_text(text) : STR("1"); }

static bool in_primary_key(const Table *table, const Column *column) {
  return table->primary_key != NULL && index_uses_column(table->primary_key, column->name);
}

static void put_computed(Ddl *out, const Table *table, const Column *column) {
  ddl_word(out, "AS");
  ddl_phrase(out, expr_wrap(out->planner->arena, model_text(column->generated)));
  if (!sqlserver_is_persisted(column)) return;
  ddl_word(out, "PERSISTED");
  if (in_primary_key(table, column)) ddl_word(out, "NOT NULL");
}

void sqlserver_ddl_column(Ddl *out, const Table *table, const Column *column) {
  Arena *arena = out->planner->arena;
  Str collate = model_attr(&column->attrs, STR("collate"));
  ddl_ident(out, column->name);
  if (column->generated.present) {
    put_computed(out, table, column);
    return;
  }
  sqlserver_ddl_type(out, column);
  if (collate.len > 0) ddl_phrase(out, arena_printf(arena, "COLLATE %.*s", STR_FMT(collate)));
  if (column->identity)
    ddl_phrase(out, arena_printf(arena, "IDENTITY (%.*s, %.*s)", STR_FMT(number_or_one(column->identity_start)),
                                 STR_FMT(number_or_one(column->identity_increment))));
  ddl_phrase(out, column->null ? STR("NULL") : STR("NOT NULL"));
  if (column->default_kind != DEFAULT_LITERAL && column->default_kind != DEFAULT_EXPR) return;
  ddl_word(out, "DEFAULT");
  ddl_phrase(out, sqlserver_default(arena, column));
}

/* ---- indexes and keys ---- */

static void put_parts(Ddl *out, const Index *index, bool ordered) {
  ddl_open(out);
  for (size_t i = 0; i < index->parts.len; i++) {
    ddl_item(out, i);
    ddl_ident(out, index->parts.items[i].column_name);
    if (ordered) ddl_phrase(out, index->parts.items[i].desc ? STR("DESC") : STR("ASC"));
  }
  ddl_close(out);
}

static void put_fill_factor(Ddl *out, const Index *index) {
  Str value = model_attr(&index->attrs, STR("fill_factor"));
  if (value.len > 0 && !str_eq(value, STR("0")))
    ddl_phrase(out, arena_printf(out->planner->arena, "WITH (FILLFACTOR = %.*s)", STR_FMT(value)));
}

Str sqlserver_key_name(Arena *arena, const Table *table, const Index *key) {
  return key->name.len > 0 ? key->name : arena_printf(arena, "PK_%.*s", STR_FMT(table->name));
}

void sqlserver_ddl_primary_key(Ddl *out, const Table *table, const Index *key) {
  if (str_eq(sqlserver_index_kind(out->planner->arena, key), STR("HASH")))
    planner_error(out->planner, STR("a hash index needs a bucket count, which the schema language has no word for"));
  if (key->include.len > 0)
    planner_unplanned(out->planner, out->planner->change,
                      arena_printf(out->planner->arena,
                                   "include of the primary key of table \"%.*s\" is not planned: SQL Server has none",
                                   STR_FMT(table->name)));
  ddl_named(out, STR("CONSTRAINT"), sqlserver_key_name(out->planner->arena, table, key));
  ddl_word(out, "PRIMARY KEY");
  ddl_phrase(out, sqlserver_clustering(table, key));
  put_parts(out, key, true);
  put_fill_factor(out, key);
}

static void unplanned_index(Planner *planner, const Index *index, const char *why) {
  planner_unplanned(planner, planner->change,
                    arena_printf(planner->arena, "index \"%.*s\" is not planned: %s", STR_FMT(index->name), why));
}

bool sqlserver_index_is_planned(Planner *planner, const Index *index) {
  Str kind = sqlserver_index_kind(planner->arena, index);
  const char *why = NULL;
  for (size_t i = 0; i < index->parts.len; i++)
    if (index->parts.items[i].expr.present) why = "SQL Server has indexes of columns only";
  if (str_eq(kind, STR("HASH"))) why = "a hash index needs a bucket count, which the schema language has no word for";
  if (str_eq(kind, STR("HEAP"))) why = "a heap is what a table without a clustered index is";
  if (str_eq(kind, STR("SPATIAL")))
    why = "a spatial index needs a bounding box, which the schema language has no word for";
  if (why != NULL) unplanned_index(planner, index, why);
  return why == NULL;
}

static void put_further(Ddl *out, const Index *index) {
  if (index->include.len > 0) {
    ddl_word(out, "INCLUDE");
    ddl_columns(out, index->include.items, index->include.len);
  }
  if (index->where.present) {
    ddl_word(out, "WHERE");
    ddl_phrase(out, model_text(index->where));
  }
  put_fill_factor(out, index);
}

bool sqlserver_ddl_index(Ddl *out, Str schema, Str owner, const Table *table, const Index *index) {
  Str kind = sqlserver_index_kind(out->planner->arena, index);
  bool xml = str_eq(kind, STR("XML")), columnstore = str_eq(kind, STR("COLUMNSTORE"));
  if (!sqlserver_index_is_planned(out->planner, index)) return false;
  ddl_word(out, "CREATE");
  if (index->unique && !xml && !columnstore) ddl_word(out, "UNIQUE");
  ddl_phrase(out, xml ? STR("PRIMARY XML") : sqlserver_clustering(table, index));
  if (columnstore) ddl_phrase(out, kind);
  ddl_named(out, STR("INDEX"), index->name);
  ddl_word(out, "ON");
  ddl_name(out, schema, owner);
  bool all = columnstore && str_eq(sqlserver_clustering(table, index), STR("CLUSTERED"));
  if (!all) put_parts(out, index, !xml && !columnstore);
  put_further(out, index);
  return true;
}

void sqlserver_ddl_inline_index(Ddl *out, const Table *table, const Index *index) {
  ddl_named(out, STR("INDEX"), index->name);
  if (index->unique) ddl_word(out, "UNIQUE");
  ddl_phrase(out, sqlserver_clustering(table, index));
  put_parts(out, index, true);
}

/* ---- foreign keys and checks ---- */

void sqlserver_ddl_foreign_key(Ddl *out, const ForeignKey *key) {
  ForeignKey copy = *key;
  if (str_eq_nocase(copy.on_update, STR("RESTRICT"))) copy.on_update = STR("NO ACTION");
  if (str_eq_nocase(copy.on_delete, STR("RESTRICT"))) copy.on_delete = STR("NO ACTION");
  ddl_foreign_key(out, &copy);
}

void sqlserver_ddl_check(Ddl *out, const Check *check) {
  if (check->name.len > 0) ddl_named(out, STR("CONSTRAINT"), check->name);
  ddl_word(out, "CHECK");
  ddl_phrase(out, expr_wrap(out->planner->arena, model_text(check->expr)));
}
