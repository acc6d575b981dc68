/* ddl_parts.c: columns, keys, indexes and checks as they stand inside PostgreSQL's statements. */
#include "dialects/postgresql/object.h"

/* ---- columns ---- */

/* varchar(20)[] is what the database knows as character varying(20)[]. Sizes and dimensions mean nothing to it. */
static Str array_as_written(Arena *arena, const Column *column) {
  Str element = pg_array_element(str_trim(driver_type_source(arena, column)));
  Str text = arena_printf(arena, "%.*s[]", STR_FMT(element));
  return str_find(text, '"', 0) == text.len ? expr_lower(arena, text) : text;
}

void pg_ddl_type(Ddl *out, const Column *column) {
  DbType type;
  pg_type(out->planner->arena, column, &type);
  if (type.error.len > 0) planner_error(out->planner, type.error);
  pg_needs_type(out->planner, type.word);
  if (type.object == NULL) {
    ddl_phrase(out, type.family == TYPE_ARRAY ? array_as_written(out->planner->arena, column) : type.text);
    return;
  }
  ddl_name(out, type.object->schema != NULL ? type.object->schema->name : (Str){0}, type.object->name);
}

static bool is_bare(uint8_t family) {
  return family == TYPE_BOOL || family == TYPE_DECIMAL || family == TYPE_INTEGER || family == TYPE_FLOAT;
}

void pg_ddl_default(Ddl *out, const Column *column, const DbType *type) {
  Str text = column->default_text;
  bool word = text.len > 0 && ((text.ptr[0] | 32) >= 'a' && (text.ptr[0] | 32) <= 'z'); /* NaN, Infinity */
  bool number = expr_is_bool(text) || (expr_is_number(text) && !word);
  bool verbatim =
      column->default_kind == DEFAULT_EXPR || (is_bare(type->family) && (!column->default_string || number));
  ddl_phrase(out, verbatim ? text : expr_quote_single(out->planner->arena, text));
}

void pg_ddl_identity(Ddl *out, const Column *column) {
  Arena *arena = out->planner->arena;
  long long start = pg_identity_number(column->identity_start), step = pg_identity_number(column->identity_increment);
  ddl_word(out, "GENERATED");
  ddl_phrase(out, pg_identity_generated(arena, column));
  ddl_word(out, "AS IDENTITY");
  if (start == 1 && step == 1) return;
  ddl_open(out);
  if (start != 1) ddl_phrase(out, arena_printf(arena, "START WITH %lld", start));
  if (step != 1) ddl_phrase(out, arena_printf(arena, "INCREMENT BY %lld", step));
  ddl_close(out);
}

static void check_column(Ddl *out, const Table *table, const Column *column, const DbType *type) {
  Planner *planner = out->planner;
  if (type->family == TYPE_SERIAL && column->null)
    planner_error(planner, arena_printf(planner->arena, "NOT NULL constraint is required for serial column \"%.*s\"",
                                        STR_FMT(column->name)));
  if (column->identity && column->generated.present)
    planner_error(planner,
                  arena_printf(planner->arena, "both identity and generation expression specified for column \"%.*s\"",
                               STR_FMT(column->name)));
  if (!column->type.known || column->default_kind == DEFAULT_UNKNOWN || model_is_unknown(column->generated))
    planner_error(planner, arena_printf(planner->arena, "column \"%.*s\" of table \"%.*s\" cannot be known",
                                        STR_FMT(column->name), STR_FMT(table->name)));
}

void pg_ddl_column(Ddl *out, const Table *table, const Column *column) {
  DbType type;
  Arena *arena = out->planner->arena;
  pg_type(arena, column, &type);
  check_column(out, table, column, &type);
  ddl_ident(out, column->name);
  pg_ddl_type(out, column);
  pg_put_server_options(out, model_attr(&column->attrs, STR("options")));
  ddl_phrase(out, column->null ? STR("NULL") : STR("NOT NULL"));
  bool has_default = column->default_kind == DEFAULT_LITERAL || column->default_kind == DEFAULT_EXPR;
  if (has_default && !(type.family == TYPE_SERIAL && column->default_kind == DEFAULT_EXPR)) {
    ddl_word(out, "DEFAULT");
    pg_ddl_default(out, column, &type);
  }
  Str collate = model_attr(&column->attrs, STR("collate"));
  if (collate.len > 0) {
    ddl_word(out, "COLLATE");
    ddl_ident(out, collate);
  }
  if (column->identity) pg_ddl_identity(out, column);
  if (!column->generated.present) return;
  bool is_virtual = str_eq_nocase(column->generated_type, STR("VIRTUAL"));
  pg_needs(out->planner, is_virtual ? 18 : 12, is_virtual ? "virtual generated columns" : "generated columns");
  ddl_word(out, "GENERATED ALWAYS AS");
  ddl_phrase(out, expr_wrap(arena, model_text(column->generated)));
  ddl_phrase(out, is_virtual ? STR("VIRTUAL") : STR("STORED"));
}

/* ---- indexes ---- */

static void put_part(Ddl *out, const Index *index, const IndexPart *part) {
  Arena *arena = out->planner->arena;
  Str collate = model_attr(&part->attrs, STR("collate"));
  if (part->expr.present)
    ddl_phrase(out, expr_wrap(arena, model_text(part->expr)));
  else
    ddl_ident(out, part->column_name);
  if (collate.len > 0) {
    ddl_word(out, "COLLATE");
    ddl_ident(out, collate);
  }
  if (!pg_default_ops(arena, index, part)) ddl_phrase(out, model_attr(&part->attrs, STR("ops")));
  if (part->desc) ddl_word(out, "DESC");
  if (part->desc && driver_true_attr(&part->attrs, STR("nulls_last"))) ddl_word(out, "NULLS LAST");
  if (!part->desc && driver_true_attr(&part->attrs, STR("nulls_first"))) ddl_word(out, "NULLS FIRST");
  if (index->kind == INDEX_EXCLUDE) {
    ddl_word(out, "WITH");
    ddl_phrase(out, model_attr(&part->attrs, STR("op")));
  }
}

static void put_parts(Ddl *out, const Index *index) {
  ddl_open(out);
  for (size_t i = 0; i < index->parts.len; i++) {
    ddl_item(out, i);
    put_part(out, index, &index->parts.items[i]);
  }
  if (driver_true_attr(&index->attrs, STR("without_overlaps"))) {
    pg_needs(out->planner, 18, "temporal keys");
    ddl_word(out, "WITHOUT OVERLAPS");
  }
  ddl_close(out);
}

static void put_include(Ddl *out, const Index *index) {
  if (index->include.len == 0) return;
  Str method = pg_index_method(out->planner->arena, index);
  long since = str_eq(method, STR("SPGIST")) ? 14 : str_eq(method, STR("GIST")) ? 12 : 11;
  pg_needs(out->planner, since, "included columns");
  ddl_word(out, "INCLUDE");
  ddl_columns(out, index->include.items, index->include.len);
}

static void put_nulls(Ddl *out, const Index *index) {
  if (!str_eq(model_attr(&index->attrs, STR("nulls_distinct")), STR("false"))) return;
  pg_needs(out->planner, 15, "keys whose NULLs are not distinct");
  ddl_word(out, "NULLS NOT DISTINCT");
}

/* WITH (pages_per_range = 64, fillfactor = 70) */
static void put_storage(Ddl *out, const Index *index) {
  size_t count = 0;
  Arena *arena = out->planner->arena;
  Str pages = model_attr(&index->attrs, STR("page_per_range"));
  if (pages.len > 0 && !str_eq(pages, STR("128")) && !str_eq(pages, STR("0"))) {
    ddl_phrase(out, arena_printf(arena, "WITH (pages_per_range = %.*s", STR_FMT(pages)));
    count++;
  }
  for (size_t i = 0; i < index->children.len; i++) {
    const Object *block = index->children.items[i];
    for (size_t k = 0; str_eq(block->kind, STR("storage_params")) && k < block->attrs.len; k++) {
      const ModelAttr *attr = &block->attrs.items[k];
      if (str_eq(attr->name, STR("deduplicate_items"))) pg_needs(out->planner, 13, "indexes without duplicates");
      if (count > 0) ddl_comma(out);
      if (count == 0) ddl_word(out, "WITH (");
      if (count == 0) out->buf.len--;
      count++;
      ddl_phrase(out, arena_printf(arena, "%.*s = %.*s", STR_FMT(attr->name), STR_FMT(model_text(attr->value))));
    }
  }
  if (count == 0) return;
  ddl_close(out);
  ddl_raw(out, STR(" "));
}

static void put_storage_and_where(Ddl *out, const Index *index) {
  put_storage(out, index);
  if (!index->where.present) return;
  ddl_word(out, "WHERE");
  Str where = model_text(index->where);
  ddl_phrase(out, index->kind == INDEX_EXCLUDE ? expr_wrap(out->planner->arena, where) : where);
}

void pg_ddl_index(Ddl *out, const Index *index) {
  Str method = model_attr(&index->attrs, STR("type"));
  if (method.len > 0 && !str_eq_nocase(method, STR("BTREE"))) {
    bool server = out->planner->to != NULL && model_attr(&out->planner->to->attrs, STR("version")).len > 0;
    ddl_word(out, "USING");
    ddl_phrase(out, server ? expr_lower(out->planner->arena, method) : method); /* as the server calls it */
  }
  put_parts(out, index);
  put_include(out, index);
  put_nulls(out, index);
  put_storage_and_where(out, index);
}

void pg_ddl_primary_key(Ddl *out, const Index *key) {
  ddl_word(out, "PRIMARY KEY");
  put_parts(out, key);
  put_include(out, key);
  put_storage(out, key);
  pg_put_deferrable(out, model_attr(&key->attrs, STR("deferrable")));
}

bool pg_is_constraint(const Index *index) {
  return index->kind == INDEX_UNIQUE_CONSTRAINT || index->kind == INDEX_EXCLUDE;
}

void pg_ddl_constraint(Ddl *out, const Index *index) {
  if (index->name.len > 0) {
    ddl_word(out, "CONSTRAINT");
    ddl_ident(out, index->name);
  }
  if (index->kind == INDEX_EXCLUDE) {
    ddl_word(out, "EXCLUDE");
    pg_ddl_index(out, index);
    pg_put_deferrable(out, model_attr(&index->attrs, STR("deferrable")));
    return;
  }
  ddl_word(out, "UNIQUE");
  put_nulls(out, index);
  put_parts(out, index);
  put_include(out, index);
  put_storage_and_where(out, index);
  pg_put_deferrable(out, model_attr(&index->attrs, STR("deferrable")));
}

/* The last pair of a temporal key is a PERIOD. */
void pg_ddl_foreign_key(Ddl *out, const ForeignKey *key) {
  ForeignKey copy = *key;
  if (driver_true_attr(&key->attrs, STR("period")) && key->columns.len > 0 && key->ref_columns.len > 0)
    planner_error(out->planner, arena_printf(out->planner->arena, "temporal foreign key \"%.*s\" is not planned",
                                             STR_FMT(key->name)));
  ddl_foreign_key(out, &copy);
  pg_put_deferrable(out, model_attr(&key->attrs, STR("deferrable")));
}

void pg_ddl_check(Ddl *out, const Check *check) {
  if (check->name.len > 0) {
    ddl_word(out, "CONSTRAINT");
    ddl_ident(out, check->name);
  }
  ddl_word(out, "CHECK");
  ddl_phrase(out, expr_wrap(out->planner->arena, model_text(check->expr)));
  if (driver_true_attr(&check->attrs, STR("no_inherit"))) ddl_word(out, "NO INHERIT");
}
