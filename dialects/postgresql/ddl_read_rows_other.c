/* ddl_read_rows_other.c: the catalog as rows: domains, composite types, ranges, views, sequences, partitions and the
 * objects of the database. */
#include "dialects/postgresql/ddl_read_rows.h"

/* ---- types ---- */

static void domain_row(Rows *self, const CatType *type, const CatCheck *check) {
  ExprScope scope = {.read = self->read, .arena = self->arena, .domain = type};
  cell(self, type->item.schema->name);
  cell(self, type->item.name);
  cell(self, pgddl_format_type(self->read, &type->base, true));
  cell_flag(self, type->not_null);
  cell(self, type->value != NULL ? pgddl_expr(&scope, type->value, &type->base) : (Str){0});
  cell_or_null(self, type->item.comment);
  cell(self, check != NULL ? check->item.name : (Str){0});
  cell(self, check != NULL ? pgddl_expr(&scope, check->expr, NULL) : (Str){0});
  cell(self, pgddl_type_schema(&type->base));
  cell(self, pgddl_type_name(&type->base));
  cell(self, check != NULL && check->item.comment.len > 0 ? check->item.comment : (Str){0});
}

static int by_name(const void *a, const void *b) {
  return str_cmp((*(Item *const *)a)->name, (*(Item *const *)b)->name);
}

void rows_domains(Rows *self) {
  Items items = rows_sorted(self, ITEM_TYPE);
  for (size_t i = 0; i < items.len; i++) {
    CatType *type = (CatType *)items.items[i];
    if (type->typtype != 'd') continue;
    if (type->checks.len > 0) qsort(type->checks.items, type->checks.len, sizeof *type->checks.items, by_name);
    if (type->checks.len == 0) domain_row(self, type, NULL);
    for (size_t k = 0; k < type->checks.len; k++) domain_row(self, type, type->checks.items[k]);
  }
  array_free(&items);
}

void rows_composites(Rows *self) {
  Items items = rows_sorted(self, ITEM_TYPE);
  for (size_t i = 0; i < items.len; i++) {
    const CatType *type = (const CatType *)items.items[i];
    for (size_t k = 0; type->typtype == 'c' && k < type->fields.len; k++) {
      const CatColumn *field = type->fields.items[k];
      cell(self, type->item.schema->name);
      cell(self, type->item.name);
      cell(self, field->item.name);
      cell(self, pgddl_format_type(self->read, &field->type, true));
      cell_or_null(self, type->item.comment);
      cell(self, pgddl_type_schema(&field->type));
      cell(self, pgddl_type_name(&field->type));
      cell_or_null(self, field->collation);
    }
  }
  array_free(&items);
}

/* The name that PostgreSQL makes up for the multirange. */
static Str multirange(const Rows *self, const CatType *type) {
  Str name = type->item.name, word = STR("range");
  if (type->multirange.len > 0) return type->multirange;
  for (size_t i = name.len; i-- > 0;)
    if (str_starts(str_sub(name, i, name.len), word))
      return arena_printf(self->arena, "%.*smulti%.*s", (int)i, name.ptr, (int)(name.len - i), name.ptr + i);
  return arena_printf(self->arena, "%.*s_multirange", STR_FMT(name));
}

void rows_ranges(Rows *self) {
  Items items = rows_sorted(self, ITEM_TYPE);
  for (size_t i = 0; i < items.len; i++) {
    const CatType *type = (const CatType *)items.items[i];
    if (type->typtype != 'r') continue;
    cell(self, type->item.schema->name);
    cell(self, type->item.name);
    cell_type(self, &type->base);
    cell(self, type->op_class);
    cell_flag(self, type->op_class.len == 0);
    cell_or_null(self, type->collation);
    cell_flag(self, type->collation.len > 0);
    cell(self, type->diff_schema);
    cell_or_null(self, type->diff);
    cell(self, type->canonical_schema);
    cell_or_null(self, type->canonical);
    cell(self, multirange(self, type));
    cell_or_null(self, type->item.comment);
  }
  array_free(&items);
}

/* ---- views ---- */

/* In the order of their making, within a schema. */
void rows_views(Rows *self) {
  Items schemas = rows_sorted(self, ITEM_SCHEMA);
  for (size_t s = 0; s < schemas.len; s++)
    for (size_t i = 0; i < self->read->items.len; i++) {
      const CatTable *view = (const CatTable *)self->read->items.items[i];
      if (view->item.kind != ITEM_VIEW || view->item.dropped || view->item.schema != schemas.items[s]) continue;
      cell(self, view->item.schema->name);
      cell(self, view->item.name);
      cell_char(self, view->relkind);
      cell(self, view->query_text);
      cell_or_null(self, view->item.comment);
      cell_or_null(self, view->options);
    }
  array_free(&schemas);
}

void rows_view_uses(Rows *self) {
  Items views = rows_sorted(self, ITEM_VIEW), tables = rows_sorted(self, ITEM_TABLE),
        more = rows_sorted(self, ITEM_VIEW);
  for (size_t i = 0; i < views.len; i++) {
    const CatTable *view = (const CatTable *)views.items[i];
    for (int list = 0; list < 2; list++) {
      const Items *targets = list == 0 ? &tables : &more;
      for (size_t k = 0; k < view->uses.len * targets->len; k++) {
        const Item *target = targets->items[k / view->uses.len];
        if (view->uses.items[k % view->uses.len] != target) continue;
        cell(self, view->item.schema->name);
        cell(self, view->item.name);
        cell(self, target->schema->name);
        cell(self, target->name);
      }
    }
  }
  array_free(&views);
  array_free(&tables);
  array_free(&more);
}

/* ---- sequences ---- */

static Str limit(Str type, bool low) {
  if (str_eq(type, STR("int2"))) return low ? STR("-32768") : STR("32767");
  if (str_eq(type, STR("int4"))) return low ? STR("-2147483648") : STR("2147483647");
  return low ? STR("-9223372036854775808") : STR("9223372036854775807");
}

static void sequence_row(Rows *self, const CatSequence *sequence) {
  const CatColumn *owner = sequence->owner;
  TypeRef type = pgddl_base_type(sequence->type);
  bool down = sequence->increment.len > 0 && sequence->increment.ptr[0] == '-';
  Str low = sequence->min.len > 0 ? sequence->min : down ? limit(sequence->type, true) : STR("1");
  Str high = sequence->max.len > 0 ? sequence->max : down ? STR("-1") : limit(sequence->type, false);
  Str name = arena_printf(self->arena, "%.*s.%.*s", STR_FMT(pgddl_quote_name(self->arena, sequence->item.schema->name)),
                          STR_FMT(pgddl_quote_name(self->arena, sequence->item.name)));
  Str value = arena_printf(self->arena, "nextval(%.*s::regclass)", STR_FMT(pgddl_quote_text(self->arena, name)));
  bool own = owner != NULL && owner->sequence == sequence && owner->value == NULL;
  if (owner != NULL && owner->value != NULL) own = str_eq(rows_expr(self, owner->table, owner->value, NULL), value);
  cell(self, sequence->item.schema->name);
  cell(self, sequence->item.name);
  cell(self, pgddl_format_type(self->read, &type, false));
  cell(self, sequence->start.len > 0 ? sequence->start : down ? high : low);
  cell(self, sequence->increment);
  cell(self, low);
  cell(self, high);
  cell(self, sequence->cache);
  cell_flag(self, sequence->cycle);
  cell_or_null(self, sequence->item.comment);
  cell(self, owner != NULL ? owner->table->item.schema->name : (Str){0});
  cell(self, owner != NULL ? owner->table->item.name : (Str){0});
  cell(self, owner != NULL ? owner->item.name : (Str){0});
  cell(self, own ? value : (Str){0});
  cell_flag(self, own);
}

void rows_sequences(Rows *self) {
  Items items = rows_sorted(self, ITEM_SEQUENCE);
  for (size_t i = 0; i < items.len; i++)
    if (!((CatSequence *)items.items[i])->identity) sequence_row(self, (CatSequence *)items.items[i]);
  array_free(&items);
}

/* ---- partitions ---- */

/* A limit as PostgreSQL prints it: without the type of a text. */
static void put_datum(Rows *self, Buf *out, const json_t *node) {
  const json_t *fields = tree_get(tree_get(node, "ColumnRef"), "fields");
  Str name = node_string(json_array_get(fields, 0));
  if (str_eq_nocase(name, STR("minvalue")) || str_eq_nocase(name, STR("maxvalue"))) {
    buf_put(out, str_eq_nocase(name, STR("minvalue")) ? STR("MINVALUE") : STR("MAXVALUE"));
    return;
  }
  Str text = rows_expr(self, NULL, node, NULL);
  size_t cast = text.len;
  for (size_t i = 0; i + 1 < text.len && text.ptr[0] == '\''; i++)
    if (text.ptr[i] == ':' && text.ptr[i + 1] == ':') cast = i;
  buf_put(out, str_sub(text, 0, cast));
}

static void put_list(Rows *self, Buf *out, const json_t *list) {
  buf_putc(out, '(');
  for (size_t i = 0; i < json_array_size(list); i++) {
    if (i > 0) buf_put(out, STR(", "));
    put_datum(self, out, json_array_get(list, i));
  }
  buf_putc(out, ')');
}

static Str bound_text(Rows *self, const json_t *bound) {
  Buf out = {0};
  if (tree_flag(bound, "is_default")) return STR("DEFAULT");
  if (tree_is(bound, "strategy", "r")) {
    buf_put(&out, STR("FOR VALUES FROM "));
    put_list(self, &out, tree_get(bound, "lowerdatums"));
    buf_put(&out, STR(" TO "));
    put_list(self, &out, tree_get(bound, "upperdatums"));
  } else if (tree_is(bound, "strategy", "l")) {
    buf_put(&out, STR("FOR VALUES IN "));
    put_list(self, &out, tree_get(bound, "listdatums"));
  } else {
    buf_printf(&out, "FOR VALUES WITH (modulus %ld, remainder %ld)", tree_int(bound, "modulus"),
               tree_int(bound, "remainder"));
  }
  Str text = arena_str(self->arena, buf_str(&out));
  buf_free(&out);
  return text;
}

void rows_partitions(Rows *self) {
  for (size_t i = 0; i < self->read->items.len; i++) {
    const CatTable *table = (const CatTable *)self->read->items.items[i];
    if (table->item.kind != ITEM_TABLE || table->item.dropped || !table->is_partition || table->parents.len == 0)
      continue;
    const CatTable *parent = table->parents.items[0];
    cell(self, table->item.schema->name);
    cell(self, table->item.name);
    cell(self, parent->item.schema->name);
    cell(self, parent->item.name);
    cell_flag(self, parent->is_partition);
    cell(self, bound_text(self, table->part_bound));
    cell(self, rows_part_key(self, table));
    cell_or_null(self, table->item.comment);
  }
}

/* ---- objects of a few texts ---- */

static void object_row(Rows *self, const CatObject *object, PgRows which) {
  const Str *texts = object->texts;
  switch (which) {
  case PG_EXTENSIONS:
    cell(self, object->item.schema != NULL ? object->item.schema->name : (Str){0});
    cell(self, object->item.name);
    cell(self, texts[0].len > 0 ? texts[0] : STR(""));
    break;
  case PG_COLLATIONS:
    cell(self, object->item.schema->name);
    cell(self, object->item.name);
    for (int i = 0; i < 5; i++) cell_or_null(self, texts[i]);
    cell(self, (Str){0});
    break;
  case PG_EVENT_TRIGGERS:
    cell(self, object->item.name);
    for (int i = 0; i < 3; i++) cell(self, texts[i]);
    cell_or_null(self, texts[3]);
    break;
  case PG_CASTS:
    cell_type(self, &object->types[0]);
    cell_type(self, &object->types[1]);
    cell(self, texts[0]);
    cell_or_null(self, texts[1]);
    cell(self, texts[2]);
    cell(self, texts[3]);
    break;
  case PG_SERVERS:
    cell(self, object->item.name);
    for (int i = 0; i < 4; i++) cell_or_null(self, texts[i]);
    cell(self, pgddl_find(self->read, ITEM_EXTENSION, (Str){0}, texts[0]) != NULL ? texts[0] : (Str){0});
    break;
  default: /* PG_MAPPINGS */
    for (int i = 0; i < 3; i++) cell_or_null(self, texts[i]);
    return;
  }
  cell_or_null(self, object->item.comment);
}

/* Casts have no names; they are sorted by their types. */
static void name_cast(Rows *self, CatObject *cast) {
  cast->item.name =
      pgddl_printf(self->read, "%.*s%c%.*s", STR_FMT(pgddl_format_type(self->read, &cast->types[0], false)), 1,
                   STR_FMT(pgddl_format_type(self->read, &cast->types[1], false)));
}

void rows_objects(Rows *self, PgRows which) {
  ItemKind kind = which == PG_EXTENSIONS       ? ITEM_EXTENSION
                  : which == PG_COLLATIONS     ? ITEM_COLLATION
                  : which == PG_EVENT_TRIGGERS ? ITEM_EVENT_TRIGGER
                  : which == PG_CASTS          ? ITEM_CAST
                  : which == PG_SERVERS        ? ITEM_SERVER
                                               : ITEM_MAPPING;
  Items items = {0};
  for (size_t i = 0; i < self->read->items.len; i++)
    if (self->read->items.items[i]->kind == kind && !self->read->items.items[i]->dropped)
      array_push(&items, self->read->items.items[i]);
  for (size_t i = 0; kind == ITEM_CAST && i < items.len; i++) name_cast(self, (CatObject *)items.items[i]);
  if (items.len > 0) qsort(items.items, items.len, sizeof *items.items, by_name);
  for (size_t i = 0; i < items.len; i++) object_row(self, (const CatObject *)items.items[i], which);
  array_free(&items);
}
