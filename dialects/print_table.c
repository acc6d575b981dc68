/* print_table.c: a table and what belongs to it. */
#include "dialects/print_parts.h"

static const char *const index_order[] = {"type", "parser", "", "nulls_distinct", "page_per_range", NULL};

/* Place of an attribute among those without a member: as listed, "" stands for all others. */
static unsigned place_in(const char *const *order, Str name) {
  unsigned others = 0;
  for (unsigned i = 0; order[i] != NULL; i++) {
    if (str_eq(name, str_from(order[i]))) return i;
    if (order[i][0] == '\0') others = i;
  }
  return others;
}

/* ---- columns ---- */

static void put_default(Print *p, const BlockSpec *block, const Column *column) {
  Str name = print_role(block, ATTR_DEFAULT), text = column->default_text;
  if (column->default_kind == DEFAULT_EXPR)
    print_attr(p, name, print_raw(p, text));
  else if (column->default_kind == DEFAULT_LITERAL)
    print_attr(p, name, column->default_string ? print_quoted(p, text) : text);
}

/* Further attributes in Atlas' order: unsigned; comment; charset, collate; on_update and the like. */
static unsigned column_place(const BlockSpec *block, Str name) {
  const AttrSpec *spec = block != NULL ? dialect_attr(block, name) : NULL;
  AttrRole role = spec != NULL ? (AttrRole)spec->role : ATTR_PLAIN;
  return role == ATTR_UNSIGNED ? 0 : role == ATTR_CHARSET ? 1 : role == ATTR_COLLATE ? 2 : 3;
}

/* Character sets and collations that the table, or else its schema, has as well go without saying. */
static bool is_inherited(const Print *p, const ModelAttr *attr, unsigned place, bool of_table) {
  if ((place != 1 && place != 2) || p->table == NULL || p->table->schema == NULL) return false;
  Str value = of_table ? (Str){NULL, 0} : model_attr(&p->table->attrs, attr->name);
  if (str_empty(value)) value = model_attr(&p->table->schema->attrs, attr->name);
  return str_eq(value, attr->value.text);
}

static void put_attrs_at(Print *p, const BlockSpec *block, const ModelAttrs *attrs, unsigned place) {
  for (size_t i = 0; i < attrs->len; i++)
    if (column_place(block, attrs->items[i].name) == place && !is_inherited(p, &attrs->items[i], place, false))
      print_model_attr(p, block, &attrs->items[i]);
}

static void put_identity(Print *p, const BlockSpec *block, const Column *column) {
  const ModelText *start = &column->identity_start, *step = &column->identity_increment;
  if (!column->identity || block == NULL) return;
  print_open(p, block->name, (Str){0}, (Str){0});
  if (!str_empty(column->identity_generated))
    print_attr(p, print_role(block, ATTR_GENERATED), column->identity_generated);
  if (start->present && start->known && !str_eq(start->text, STR("1")))
    print_attr(p, print_role(block, ATTR_START), start->text);
  if (step->present && step->known && !str_eq(step->text, STR("1")))
    print_attr(p, print_role(block, ATTR_INCREMENT), step->text);
  print_close(p);
}

static void put_generated(Print *p, const BlockSpec *block, const Column *column) {
  if (!column->generated.present || !column->generated.known || block == NULL) return;
  print_open(p, block->name, (Str){0}, (Str){0});
  print_attr_text(p, print_role(block, ATTR_EXPR), &column->generated);
  if (!str_empty(column->generated_type)) print_attr(p, print_role(block, ATTR_STORAGE), column->generated_type);
  print_close(p);
}

void print_column(Print *p, const BlockSpec *block, const Column *column, const Schema *schema) {
  if (block == NULL) return;
  print_open(p, block->name, (Str){0}, column->name);
  if (column->null_known) print_attr(p, print_role(block, ATTR_NULL), column->null ? STR("true") : STR("false"));
  if (column->type.known || column->type.object != NULL)
    print_attr(p, print_role(block, ATTR_TYPE), print_type(p, &column->type, schema));
  put_default(p, block, column);
  put_attrs_at(p, block, &column->attrs, 0);
  print_attr_text(p, print_role(block, ATTR_COMMENT), &column->comment);
  for (unsigned place = 1; place <= 3; place++) put_attrs_at(p, block, &column->attrs, place);
  if (column->auto_increment) print_attr(p, print_role(block, ATTR_AUTO_INCREMENT), STR("true"));
  put_identity(p, print_block(p, block, BLOCK_IDENTITY), column);
  put_generated(p, print_block(p, block, BLOCK_GENERATED), column);
  print_close(p);
}

/* ---- indexes and keys ---- */

static Str column_kind(const Print *p, const Table *table) {
  const BlockSpec *block = table != NULL ? print_kind(p, NULL, table->kind) : NULL;
  const BlockSpec *column = print_block(p, block != NULL ? block : print_block(p, NULL, BLOCK_TABLE), BLOCK_COLUMN);
  return column != NULL ? column->name : (Str){0};
}

static bool needs_parts(const Index *index) {
  for (size_t i = 0; i < index->parts.len; i++) {
    const IndexPart *part = &index->parts.items[i];
    if (part->desc || part->expr.present || part->attrs.len > 0) return true;
  }
  return false;
}

static Str column_list(Print *p, const Index *index) {
  Buf buf = {0};
  for (size_t i = 0; i < index->parts.len; i++) {
    buf_put(&buf, i == 0 ? STR("[") : STR(", "));
    buf_put(&buf, column_kind(p, p->table));
    print_step(&buf, index->parts.items[i].column_name);
  }
  buf_put(&buf, index->parts.len == 0 ? STR("[]") : STR("]"));
  return print_take(p, &buf);
}

static void put_include(Print *p, const BlockSpec *block, const Index *index) {
  Buf buf = {0};
  if (index->include.len == 0) return;
  for (size_t i = 0; i < index->include.len; i++) {
    buf_put(&buf, i == 0 ? STR("[") : STR(", "));
    buf_put(&buf, column_kind(p, p->table));
    print_step(&buf, index->include.items[i]);
  }
  buf_putc(&buf, ']');
  print_attr(p, print_role(block, ATTR_INCLUDE), print_take(p, &buf));
}

static void put_part(Print *p, const BlockSpec *block, const IndexPart *part) {
  Buf buf = {0};
  print_open(p, block->name, (Str){0}, (Str){0});
  if (part->desc) print_attr(p, print_role(block, ATTR_DESC), STR("true"));
  if (part->expr.present) {
    print_attr_text(p, print_role(block, ATTR_EXPR), &part->expr);
  } else {
    buf_put(&buf, column_kind(p, p->table));
    print_step(&buf, part->column_name);
    print_attr(p, print_role(block, ATTR_COLUMN), print_take(p, &buf));
  }
  for (size_t i = 0; i < part->attrs.len; i++) print_model_attr(p, block, &part->attrs.items[i]);
  print_close(p);
}

static void put_index_attrs(Print *p, const BlockSpec *block, const Index *index, unsigned from, unsigned to) {
  for (unsigned place = from; place < to; place++)
    for (size_t i = 0; i < index->attrs.len; i++)
      if (place_in(index_order, index->attrs.items[i].name) == place)
        print_model_attr(p, block, &index->attrs.items[i]);
}

void print_index(Print *p, const BlockSpec *block, const Index *index, const Schema *schema) {
  bool parts = needs_parts(index) || index->kind == INDEX_EXCLUDE;
  if (block == NULL) return;
  const BlockSpec *part = print_block(p, block, BLOCK_INDEX_PART);
  print_open(p, block->name, (Str){0}, index->kind == INDEX_PRIMARY ? (Str){0} : index->name);
  if (index->kind == INDEX_PLAIN && index->unique) print_attr(p, print_role(block, ATTR_UNIQUE), STR("true"));
  if (!parts || part == NULL) print_attr(p, print_role(block, ATTR_COLUMNS), column_list(p, index));
  print_attr_text(p, print_role(block, ATTR_COMMENT), &index->comment);
  put_index_attrs(p, block, index, 0, 3);
  print_attr_text(p, print_role(block, ATTR_WHERE), &index->where);
  put_index_attrs(p, block, index, 3, 4);
  put_include(p, block, index);
  put_index_attrs(p, block, index, 4, 5);
  for (size_t i = 0; parts && part != NULL && i < index->parts.len; i++) put_part(p, part, &index->parts.items[i]);
  for (size_t i = 0; i < index->children.len; i++) print_child(p, block, index->children.items[i], schema, 1);
  print_close(p);
}

/* SET NULL -> SET_NULL */
static Str action(Print *p, Str text) {
  char *copy = arena_copy(&p->arena, text.ptr, text.len, 1);
  for (size_t i = 0; i < text.len; i++)
    if (copy[i] == ' ') copy[i] = '_';
  return str_make(copy, text.len);
}

static void put_key(Print *p, const BlockSpec *block, const ForeignKey *key) {
  Buf own = {0}, target = {0};
  if (block == NULL) return;
  if (key->ref == NULL && str_empty(p->error)) {
    Str column = key->columns.len > 0 ? key->columns.items[0]->name : (Str){0};
    p->error =
        arena_printf(p->keep, "missing reference for column \"%.*s\" in \"%.*s\".\"%.*s\".\"%.*s\"", STR_FMT(column),
                     STR_FMT(key->table->schema->name), STR_FMT(key->table->name), STR_FMT(key->name));
  }
  print_open(p, block->name, (Str){0}, key->name);
  for (size_t i = 0; i < key->columns.len; i++) {
    buf_put(&own, i == 0 ? STR("[") : STR(", "));
    buf_put(&own, column_kind(p, key->table));
    print_step(&own, key->columns.items[i]->name);
  }
  for (size_t i = 0; key->ref != NULL && i < key->ref_columns.len; i++) {
    buf_put(&target, i == 0 ? STR("[") : STR(", "));
    print_ref(p, &target, key->ref->kind, key->ref->schema, key->ref->name);
    buf_printf(&target, ".%.*s", STR_FMT(column_kind(p, key->ref)));
    print_step(&target, key->ref_columns.items[i]);
  }
  buf_put(&own, own.len == 0 ? STR("[]") : STR("]"));
  buf_put(&target, target.len == 0 ? STR("[]") : STR("]"));
  print_attr(p, print_role(block, ATTR_COLUMNS), print_take(p, &own));
  print_attr(p, print_role(block, ATTR_REF_COLUMNS), print_take(p, &target));
  if (!str_empty(key->on_update)) print_attr(p, print_role(block, ATTR_ON_UPDATE), action(p, key->on_update));
  if (!str_empty(key->on_delete)) print_attr(p, print_role(block, ATTR_ON_DELETE), action(p, key->on_delete));
  for (size_t i = 0; i < key->attrs.len; i++) print_model_attr(p, block, &key->attrs.items[i]);
  print_close(p);
}

static void put_check(Print *p, const BlockSpec *block, const Check *check) {
  if (block == NULL) return;
  print_open(p, block->name, (Str){0}, check->name);
  print_attr_text(p, print_role(block, ATTR_EXPR), &check->expr);
  for (size_t i = 0; i < check->attrs.len; i++) print_model_attr(p, block, &check->attrs.items[i]);
  print_close(p);
}

/* ---- tables ---- */

/* Switches of a table (strict ...) stand at its end. */
static bool is_switch(const BlockSpec *block, Str name) {
  const AttrSpec *spec = dialect_attr(block, name);
  return spec != NULL && spec->role == ATTR_PLAIN && spec->value->kind == VALUE_BOOL;
}

static void put_depends(Print *p, const BlockSpec *block, const Table *table) {
  Buf buf = {0};
  for (size_t i = 0; i < table->depends_on_tables.len; i++) {
    const Table *other = table->depends_on_tables.items[i];
    buf_put(&buf, buf.len == 0 ? STR("[") : STR(", "));
    print_ref(p, &buf, other->kind, other->schema, other->name);
  }
  for (size_t i = 0; i < table->depends_on.len; i++) {
    const Object *other = table->depends_on.items[i];
    buf_put(&buf, buf.len == 0 ? STR("[") : STR(", "));
    print_ref(p, &buf, other->kind, other->schema, other->name);
  }
  if (buf.len == 0) return;
  buf_putc(&buf, ']');
  print_attr(p, print_role(block, ATTR_DEPENDS_ON), print_take(p, &buf));
}

/* Where a database's counter stands is no part of its schema; other things the language has no word for. */
static bool is_unsaid(const BlockSpec *block, const Table *table, const ModelAttr *attr) {
  const AttrSpec *spec = dialect_attr(block, attr->name);
  if (table->pos.source != UINT32_MAX) return false;
  return spec != NULL ? spec->role == ATTR_AUTO_INCREMENT : !block->open_attrs;
}

static void put_head(Print *p, const BlockSpec *block, const Table *table) {
  Buf buf = {0};
  if (!str_empty(table->schema->name)) {
    const BlockSpec *schema = print_block(p, NULL, BLOCK_SCHEMA);
    buf_put(&buf, schema != NULL ? schema->name : STR("schema"));
    print_step(&buf, table->schema->name);
    print_attr(p, print_role(block, ATTR_SCHEMA), print_take(p, &buf));
  }
  print_attr_text(p, print_role(block, ATTR_COMMENT), &table->comment);
  for (unsigned place = 0; place <= 3; place++)
    for (size_t i = 0; i < table->attrs.len; i++) {
      const ModelAttr *attr = &table->attrs.items[i];
      if (column_place(block, attr->name) != place || is_switch(block, attr->name)) continue;
      if (!is_inherited(p, attr, place, true) && !is_unsaid(block, table, attr)) print_model_attr(p, block, attr);
    }
}

static void put_members(Print *p, const BlockSpec *block, const Table *table) {
  const BlockSpec *column = print_block(p, block, BLOCK_COLUMN);
  const BlockSpec *index = print_block(p, block, BLOCK_INDEX), *unique = print_block(p, block, BLOCK_UNIQUE);
  for (size_t i = 0; i < table->columns.len; i++) print_column(p, column, table->columns.items[i], table->schema);
  if (table->primary_key != NULL)
    print_index(p, print_block(p, block, BLOCK_PRIMARY_KEY), table->primary_key, table->schema);
  for (size_t i = 0; i < table->foreign_keys.len; i++)
    put_key(p, print_block(p, block, BLOCK_FOREIGN_KEY), table->foreign_keys.items[i]);
  for (size_t i = 0; i < table->indexes.len; i++)
    if (table->indexes.items[i]->kind == INDEX_PLAIN) print_index(p, index, table->indexes.items[i], table->schema);
  for (size_t i = 0; i < table->checks.len; i++)
    put_check(p, print_block(p, block, BLOCK_CHECK), table->checks.items[i]);
  for (size_t i = 0; i < table->indexes.len; i++) {
    IndexKind kind = table->indexes.items[i]->kind;
    if (kind == INDEX_UNIQUE_CONSTRAINT) print_index(p, unique, table->indexes.items[i], table->schema);
    if (kind == INDEX_EXCLUDE)
      print_index(p, print_block(p, block, BLOCK_EXCLUDE), table->indexes.items[i], table->schema);
  }
  for (size_t i = 0; i < table->children.len; i++) print_child(p, block, table->children.items[i], table->schema, 1);
}

void print_table(Print *p, const Table *table) {
  const BlockSpec *block = str_empty(table->kind) ? NULL : print_kind(p, NULL, table->kind);
  if (block == NULL) block = print_block(p, NULL, BLOCK_TABLE);
  if (block == NULL) return;
  p->table = table;
  bool both = print_is_qualified(p, block->name, table->name);
  print_open(p, block->name, both ? table->schema->name : (Str){0}, table->name);
  put_head(p, block, table);
  put_members(p, block, table);
  put_depends(p, block, table);
  for (size_t i = 0; i < table->attrs.len; i++)
    if (is_switch(block, table->attrs.items[i].name)) print_model_attr(p, block, &table->attrs.items[i]);
  print_close(p);
  p->table = NULL;
}
