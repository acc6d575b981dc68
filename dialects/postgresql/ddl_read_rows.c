/* ddl_read_rows.c: the catalog as rows: schemas, enums, tables, columns, indexes, foreign keys, checks. */
#include "dialects/postgresql/ddl_read_rows.h"

/* ---- order ---- */

static int by_name(const void *a, const void *b) {
  const Item *x = *(Item *const *)a, *y = *(Item *const *)b;
  int order = x->schema != NULL && y->schema != NULL ? str_cmp(x->schema->name, y->schema->name) : 0;
  if (order == 0) order = str_cmp(x->name, y->name);
  return order != 0 ? order : (x->pos.span.start > y->pos.span.start) - (x->pos.span.start < y->pos.span.start);
}

Items rows_sorted(const Rows *self, ItemKind kind) {
  Items out = {0};
  for (size_t i = 0; i < self->read->items.len; i++)
    if (self->read->items.items[i]->kind == kind && rows_shown(self->read->items.items[i]))
      array_push(&out, self->read->items.items[i]);
  if (out.len > 0) qsort(out.items, out.len, sizeof *out.items, by_name);
  return out;
}

/* ---- schemas and enums ---- */

static void schemas(Rows *self) {
  Items items = rows_sorted(self, ITEM_SCHEMA);
  for (size_t i = 0; i < items.len; i++) {
    if (str_eq(items.items[i]->name, STR("pg_temp"))) continue;
    cell(self, items.items[i]->name);
    cell_or_null(self, items.items[i]->comment);
  }
  array_free(&items);
}

static void enums(Rows *self) {
  for (size_t i = 0; i < self->read->items.len; i++) {
    const CatType *type = (const CatType *)self->read->items.items[i];
    if (type->item.kind != ITEM_TYPE || type->typtype != 'e' || !rows_shown(&type->item)) continue;
    for (size_t k = 0; k < type->labels.len; k++) {
      cell(self, type->item.schema->name);
      cell(self, type->item.name);
      cell(self, type->labels.items[k]);
      cell_or_null(self, type->item.comment);
    }
  }
}

/* ---- tables ---- */

static Str quote_lines(Str lines) { return lines; }

/* RANGE (a, lower(b)) */
Str rows_part_key(const Rows *self, const CatTable *table) {
  const json_t *spec = table->part_spec;
  Str strategy = tree_str(spec, "strategy");
  ExprScope scope = {.read = self->read, .arena = self->arena, .table = table};
  Buf out = {0};
  if (spec == NULL) return (Str){0};
  for (size_t i = 0; i < strategy.len; i++)
    buf_putc(&out, strategy.ptr[i] >= 'a' && strategy.ptr[i] <= 'z' ? (char)(strategy.ptr[i] - 32) : strategy.ptr[i]);
  buf_put(&out, STR(" ("));
  for (size_t i = 0; i < tree_count(spec, "partParams"); i++) {
    const json_t *part = node_body(tree_item(spec, "partParams", i));
    Str name = tree_str(part, "name"), schema, extra;
    if (i > 0) buf_put(&out, STR(", "));
    buf_put(&out,
            name.ptr != NULL ? pgddl_quote_name(self->arena, name) : pgddl_index_expr(&scope, tree_get(part, "expr")));
    pgddl_names(tree_get(part, "collation"), &schema, &extra);
    if (extra.len > 0) buf_printf(&out, " COLLATE %.*s", STR_FMT(pgddl_quote_name(self->arena, extra)));
    pgddl_names(tree_get(part, "opclass"), &schema, &extra);
    if (extra.len > 0) buf_printf(&out, " %.*s", STR_FMT(extra));
  }
  buf_putc(&out, ')');
  Str text = arena_str(self->arena, buf_str(&out));
  buf_free(&out);
  return text;
}

static void table_row(Rows *self, const CatTable *table) {
  cell(self, table->item.schema->name);
  cell(self, table->item.name);
  cell_or_null(self, table->item.comment);
  cell(self, rows_part_key(self, table));
  cell_char(self, table->persistence);
  cell_flag(self, table->row_security);
  cell_flag(self, table->force_row_security);
  cell_char(self, table->replica_identity);
  cell(self, table->identity_index != NULL ? table->identity_index->item.name : (Str){0});
  cell_or_null(self, quote_lines(table->options));
  cell_or_null(self, table->method);
  cell_char(self, table->relkind);
  cell_or_null(self, table->server);
  cell_or_null(self, table->server_options);
}

static void tables(Rows *self) {
  Items items = rows_sorted(self, ITEM_TABLE);
  for (size_t i = 0; i < items.len; i++)
    if (!((CatTable *)items.items[i])->is_partition) table_row(self, (CatTable *)items.items[i]);
  array_free(&items);
}

/* ---- columns ---- */

static Str default_text(const Rows *self, const CatColumn *column) {
  const CatSequence *sequence = column->sequence;
  if (column->value != NULL) return rows_expr(self, column->table, column->value, &column->type);
  if (sequence == NULL || column->identity != '\0' || sequence->item.dropped) return (Str){0};
  Str name = arena_printf(self->arena, "%.*s.%.*s", STR_FMT(pgddl_quote_name(self->arena, sequence->item.schema->name)),
                          STR_FMT(pgddl_quote_name(self->arena, sequence->item.name)));
  return arena_printf(self->arena, "nextval(%.*s::regclass)", STR_FMT(pgddl_quote_text(self->arena, name)));
}

static void column_row(Rows *self, const CatColumn *column) {
  const CatTable *table = column->table;
  const TypeRef *type = &column->type;
  bool identity = column->identity != '\0';
  char kind = type->user != NULL && !type->array ? type->user->typtype : 'b';
  cell(self, table->item.schema->name);
  cell(self, table->item.name);
  cell(self, column->item.name);
  cell(self, pgddl_format_type(self->read, type, true));
  cell_flag(self, column->not_null);
  cell(self, default_text(self, column));
  cell_char(self, column->identity);
  cell(self, column->generated ? STR("s") : STR(""));
  cell_or_null(self, column->item.comment);
  cell_char(self, kind);
  cell_flag(self, type->array);
  cell(self, pgddl_type_schema(type));
  cell(self, pgddl_type_name(type));
  cell(self, pgddl_format_type(self->read, type, false));
  cell_or_null(self, column->collation);
  cell(self, identity && column->sequence->start.len > 0 ? column->sequence->start : STR("1"));
  cell(self, identity ? column->sequence->increment : (Str){0});
}

/* A view whose types are not all known has no columns. */
static bool has_types(const CatTable *table) {
  for (size_t i = 0; i < table->columns.len; i++) {
    const TypeRef *type = &table->columns.items[i]->type;
    if (type->user == NULL && type->row == NULL && type->base.len == 0) return false;
  }
  return true;
}

static void columns(Rows *self) {
  for (int list = 0; list < 2; list++) {
    Items items = rows_sorted(self, list == 0 ? ITEM_TABLE : ITEM_VIEW);
    for (size_t i = 0; i < items.len; i++) {
      const CatTable *table = (const CatTable *)items.items[i];
      if (table->is_partition || !has_types(table)) continue;
      for (size_t k = 0; k < table->columns.len; k++) column_row(self, table->columns.items[k]);
    }
    array_free(&items);
  }
}

/* ---- indexes ---- */

/* The collation of a column's part, where it is another than the column's. */
static Str own_collation(const CatPart *part) {
  if (part->column == NULL || str_eq(part->collation, part->column->collation)) return (Str){0};
  return str_eq(part->collation, STR("default")) && str_empty(part->column->collation) ? (Str){0} : part->collation;
}

static void part_row(Rows *self, const CatTable *table, const CatIndex *index, const CatPart *part) {
  ExprScope scope = {.read = self->read, .arena = self->arena, .table = table};
  bool included = part->included;
  cell(self, table->item.schema->name);
  cell(self, table->item.name);
  cell(self, index->item.name);
  cell_flag(self, index->unique);
  cell_flag(self, index->primary);
  cell(self, index->method);
  cell_or_null(self, index->constraint);
  cell(self, index->where != NULL ? pgddl_expr(&scope, index->where, NULL) : (Str){0});
  cell_or_null(self, index->item.comment);
  cell_or_null(self, index->options);
  cell_flag(self, included);
  cell(self, part->column != NULL ? part->column->item.name : (Str){0});
  cell(self, part->column == NULL ? pgddl_index_expr(&scope, part->expr) : (Str){0});
  cell_char(self, (char)('0' + (part->desc ? 1 : 0) + (part->nulls_first ? 2 : 0)));
  cell_or_null(self, included ? (Str){0} : part->op_class);
  cell(self, part->class_schema.len > 0 ? part->class_schema : STR("pg_catalog"));
  cell_flag(self, false);
  cell_or_null(self, part->class_options);
  cell_flag(self, index->nulls_not_distinct);
  cell_or_null(self, part->operator_);
  cell_flag(self, index->deferrable);
  cell_flag(self, index->deferred);
  cell_or_null(self, own_collation(part));
}

static void table_indexes(Rows *self, const CatTable *table) {
  Items items = {0};
  for (size_t i = 0; i < table->indexes.len; i++) array_push(&items, &table->indexes.items[i]->item);
  if (items.len > 0) qsort(items.items, items.len, sizeof *items.items, by_name);
  for (size_t i = 0; i < items.len; i++) {
    const CatIndex *index = (const CatIndex *)items.items[i];
    for (size_t k = 0; k < index->parts.len; k++) part_row(self, table, index, &index->parts.items[k]);
  }
  array_free(&items);
}

static void indexes(Rows *self) {
  for (int list = 0; list < 2; list++) {
    Items items = rows_sorted(self, list == 0 ? ITEM_TABLE : ITEM_VIEW);
    for (size_t i = 0; i < items.len; i++)
      if (!((CatTable *)items.items[i])->is_partition) table_indexes(self, (CatTable *)items.items[i]);
    array_free(&items);
  }
}

/* ---- foreign keys and checks ---- */

static void key_rows(Rows *self, const CatForeignKey *key) {
  for (size_t i = 0; i < key->columns.len; i++) {
    cell(self, key->table->item.schema->name);
    cell(self, key->table->item.name);
    cell(self, key->item.name);
    cell(self, key->columns.items[i]->item.name);
    cell(self, key->ref->item.schema->name);
    cell(self, key->ref->item.name);
    cell(self, key->ref_columns.items[i]->item.name);
    cell(self, key->on_update);
    cell(self, key->on_delete);
    cell_flag(self, key->deferrable);
    cell_flag(self, key->deferred);
    cell_or_null(self, key->item.comment);
  }
}

static void check_row(Rows *self, const CatCheck *check) {
  cell(self, check->table->item.schema->name);
  cell(self, check->table->item.name);
  cell(self, check->item.name);
  cell(self, rows_expr(self, check->table, check->expr, NULL));
  cell_or_null(self, check->item.comment);
}

/* In the order of their names: `parts` are pointers to what starts with an Item. */
static void each_part(Rows *self, bool keys) {
  Items tables_of = {0};
  for (size_t i = 0; i < self->read->items.len; i++)
    if (self->read->items.items[i]->kind == ITEM_TABLE && rows_shown(self->read->items.items[i]))
      array_push(&tables_of, self->read->items.items[i]);
  if (!keys && tables_of.len > 0) qsort(tables_of.items, tables_of.len, sizeof *tables_of.items, by_name);
  for (size_t i = 0; i < tables_of.len; i++) {
    const CatTable *table = (const CatTable *)tables_of.items[i];
    Items parts = {0};
    if (table->is_partition) continue;
    for (size_t k = 0; keys && k < table->foreign_keys.len; k++)
      array_push(&parts, &table->foreign_keys.items[k]->item);
    for (size_t k = 0; !keys && k < table->checks.len; k++) array_push(&parts, &table->checks.items[k]->item);
    if (parts.len > 0) qsort(parts.items, parts.len, sizeof *parts.items, by_name);
    for (size_t k = 0; k < parts.len; k++) {
      if (keys)
        key_rows(self, (const CatForeignKey *)parts.items[k]);
      else
        check_row(self, (const CatCheck *)parts.items[k]);
    }
    array_free(&parts);
  }
  array_free(&tables_of);
}

/* ---- which ---- */

static const unsigned widths[PG_ROWS_COUNT] = {
    [PG_SCHEMAS] = 2,    [PG_ENUMS] = 4,     [PG_DOMAINS] = 11,      [PG_COMPOSITES] = 8, [PG_RANGES] = 15,
    [PG_TABLES] = 14,    [PG_VIEWS] = 6,     [PG_VIEW_USES] = 4,     [PG_SEQUENCES] = 15, [PG_EXTENSIONS] = 4,
    [PG_COLUMNS] = 17,   [PG_INDEXES] = 23,  [PG_FOREIGN_KEYS] = 12, [PG_CHECKS] = 5,     [PG_COLLATIONS] = 9,
    [PG_PARTITIONS] = 8, [PG_ROUTINES] = 33, [PG_TRIGGERS] = 17,     [PG_POLICIES] = 9,   [PG_EVENT_TRIGGERS] = 6,
    [PG_CASTS] = 11,     [PG_SERVERS] = 7,   [PG_MAPPINGS] = 3};

static void collect(Rows *self, PgRows which) {
  switch (which) {
  case PG_SCHEMAS: schemas(self); break;
  case PG_ENUMS: enums(self); break;
  case PG_DOMAINS: rows_domains(self); break;
  case PG_COMPOSITES: rows_composites(self); break;
  case PG_RANGES: rows_ranges(self); break;
  case PG_TABLES: tables(self); break;
  case PG_VIEWS: rows_views(self); break;
  case PG_VIEW_USES: rows_view_uses(self); break;
  case PG_SEQUENCES: rows_sequences(self); break;
  case PG_COLUMNS: columns(self); break;
  case PG_INDEXES: indexes(self); break;
  case PG_FOREIGN_KEYS: each_part(self, true); break;
  case PG_CHECKS: each_part(self, false); break;
  case PG_PARTITIONS: rows_partitions(self); break;
  case PG_ROUTINES: rows_routines(self); break;
  case PG_TRIGGERS: rows_triggers(self); break;
  case PG_POLICIES: rows_policies(self); break;
  default: rows_objects(self, which); break;
  }
}

bool pgddl_rows(DdlRead *self, Arena *arena, PgRows which, DbRows *rows) {
  Rows all = {.read = self, .arena = arena};
  collect(&all, which);
  rows->columns = widths[which];
  rows->count = all.cells.len / widths[which];
  rows->cells = all.cells.len > 0 ? arena_copy(arena, all.cells.items, all.cells.len, sizeof(Str)) : NULL;
  array_free(&all.cells);
  return true;
}
