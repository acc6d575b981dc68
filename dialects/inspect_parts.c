/* inspect_parts.c: what the inspectors share: queries, texts, types, defaults, links. */
#include "dialects/inspect_parts.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "dialects/object_role.h"

bool inspect_fail(Inspect *self, const char *format, ...) {
  char text[2048];
  va_list args;
  if (!str_empty(self->error)) return false;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  self->error = arena_printf(&self->arena, "%.*s: %s", STR_FMT(self->inspector->prefix), text);
  return false;
}

bool inspect_query(Inspect *self, const char *sql, const Str *params, size_t count, DbRows *rows) {
  if (db_query(self->db, &self->arena, sql, params, count, rows)) return true;
  return inspect_fail(self, "%.*s", STR_FMT(db_error(self->db)));
}

/* ---- tables ---- */

static Str key_of(Inspect *self, Str schema, Str name) {
  char *text = arena_alloc(&self->arena, schema.len + name.len + 1);
  memcpy(text, schema.ptr != NULL ? schema.ptr : "", schema.len);
  memcpy(text + schema.len + 1, name.ptr != NULL ? name.ptr : "", name.len); /* a NUL between the two */
  return str_make(text, schema.len + name.len + 1);
}

Table *inspect_add_table(Inspect *self, Schema *schema, Str name) {
  Table *table = schema_add_table(schema, name);
  const ChildSpec *block = dialect_child(self->dialect->root, STR("table"));
  if (block != NULL) table->kind = block->block->name;
  map_set(&self->tables, key_of(self, schema->name, name), table);
  return table;
}

Table *inspect_table(Inspect *self, Str schema, Str name) { return map_get(&self->tables, key_of(self, schema, name)); }

/* A database may keep a key's columns in the capitals that they had before. */
static const Column *column_of_key(const Table *table, Str name) {
  const Column *column = table_column(table, name);
  for (size_t i = 0; i < table->columns.len && column == NULL; i++)
    if (str_eq_nocase(table->columns.items[i]->name, name)) column = table->columns.items[i];
  return column;
}

void inspect_foreign_keys(Inspect *self, const DbRows *rows,
                          ForeignKey *(*add)(Inspect *, Table *, const DbRows *, size_t row)) {
  ForeignKey *key = NULL;
  for (size_t i = 0; i < rows->count; i++) {
    Table *table = inspect_table(self, db_cell(rows, i, 0), db_cell(rows, i, 1));
    if (table == NULL) continue;
    if (key == NULL || key->table != table || !str_eq(key->name, db_cell(rows, i, 2))) key = add(self, table, rows, i);
    const Column *column = column_of_key(table, db_cell(rows, i, 3));
    if (column != NULL) array_push(&key->columns, column);
    array_push(&key->ref_columns, arena_str(&self->realm->arena, db_cell(rows, i, 6)));
  }
}

void inspect_link(Inspect *self) {
  for (size_t i = 0; i < self->realm->schemas.len; i++) {
    Schema *schema = self->realm->schemas.items[i];
    for (size_t k = 0; k < schema->tables.len; k++) {
      Table *table = schema->tables.items[k];
      for (size_t n = 0; n < table->foreign_keys.len; n++) {
        ForeignKey *key = table->foreign_keys.items[n];
        key->ref = inspect_table(self, key->ref_schema, key->ref_table);
        for (size_t c = 0; key->ref != NULL && c < key->ref_columns.len; c++) {
          const Column *column = column_of_key(key->ref, key->ref_columns.items[c]);
          if (column != NULL) key->ref_columns.items[c] = column->name;
        }
      }
    }
  }
}

/* ---- objects ---- */

Object *inspect_add_object(Inspect *self, Schema *schema, Str kind, Str name) {
  Object *object = model_new_object(self->realm, schema, kind, name);
  const ChildSpec *child = dialect_child(self->dialect->root, kind);
  if (child != NULL) {
    object->role = object_role(child->block);
    object->for_table = dialect_attr_role(child->block, ATTR_TARGET) != NULL;
  }
  if (schema != NULL)
    array_push(&schema->objects, object);
  else
    array_push(&self->realm->objects, object);
  return object;
}

Object *inspect_add_child(Inspect *self, Object *parent, Str kind, Str name) {
  Object *object = model_new_object(self->realm, parent->schema, kind, name);
  array_push(&parent->children, object);
  return object;
}

/* ---- texts and attributes ---- */

ModelText inspect_text(Inspect *self, Str text) {
  return str_empty(text) ? (ModelText){0} : model_known(self->realm, text);
}

static void add_attr(Inspect *self, ModelAttrs *attrs, Str name, Str value, bool expression) {
  if (str_empty(name)) return;
  array_push(attrs, ((ModelAttr){arena_str(&self->realm->arena, name), model_known(self->realm, value), expression}));
}

void inspect_attr(Inspect *self, ModelAttrs *attrs, Str name, Str value) { add_attr(self, attrs, name, value, false); }

void inspect_attr_expr(Inspect *self, ModelAttrs *attrs, Str name, Str value) {
  add_attr(self, attrs, name, value, true);
}

Str inspect_role(const Dialect *dialect, BlockRole block, AttrRole role) {
  for (uint16_t i = 0; i < dialect->path_count; i++) {
    if (dialect->paths[i]->role != block) continue;
    const AttrSpec *attr = dialect_attr_role(dialect->paths[i], role);
    if (attr != NULL) return attr->name;
  }
  return (Str){0};
}

/* ---- types ---- */

const TypeSpec *inspect_type_spec(const Dialect *dialect, Str sql) {
  for (uint16_t i = 0; i < dialect->type_count; i++) {
    const TypeSpec *type = &dialect->types[i];
    if (str_empty(type->alias_of) && !type->raw_only && !type->server_lacks && str_eq(type->sql, sql)) return type;
  }
  return NULL;
}

size_t inspect_split_type(Inspect *self, Str text, Str *name, Str **args) {
  size_t open = str_find(text, '(', 0), close = str_find(text, ')', open);
  *name = str_trim(text);
  *args = NULL;
  if (close == text.len) return 0;
  Str head = str_trim(str_sub(text, 0, open)), tail = str_trim(str_sub(text, close + 1, text.len));
  *name = str_empty(tail) ? head : arena_printf(&self->arena, "%.*s %.*s", STR_FMT(head), STR_FMT(tail));
  Str list = str_sub(text, open + 1, close);
  size_t count = 0;
  *args = arena_array(&self->arena, Str, list.len / 2 + 1);
  for (size_t at = 0; at < list.len;) {
    size_t end = str_find(list, ',', at);
    (*args)[count++] = str_trim(str_sub(list, at, end));
    at = end + 1;
  }
  return count;
}

static bool is_text_arg(const TypeSpec *spec, size_t index) {
  if (spec->param_count == 0) return false;
  const TypeParam *param = &spec->params[index < spec->param_count ? index : spec->param_count - 1U];
  return param->kind == VALUE_STRING;
}

static void put_arg(Buf *out, Str arg, bool quoted) {
  if (!quoted) {
    buf_put(out, arg);
    return;
  }
  buf_putc(out, '\'');
  for (size_t i = 0; i < arg.len; i++) {
    if (arg.ptr[i] == '\'') buf_putc(out, '\'');
    buf_putc(out, arg.ptr[i]);
  }
  buf_putc(out, '\'');
}

void inspect_set_type(Inspect *self, ColumnType *out, const TypeSpec *spec, const Str *args, size_t arg_count,
                      Str raw) {
  Arena *arena = &self->realm->arena;
  Buf text = {0};
  *out = (ColumnType){.raw = arena_str(arena, raw), .known = true};
  if (spec == NULL) {
    out->text = out->raw;
    return;
  }
  out->name = arena_str(arena, spec->name);
  out->category = spec->category;
  out->args = arena_array(arena, Str, arg_count + 1);
  out->arg_count = (uint32_t)arg_count;
  buf_put(&text, spec->sql);
  for (size_t i = 0; i < arg_count; i++) {
    buf_putc(&text, i == 0 ? '(' : ',');
    put_arg(&text, args[i], is_text_arg(spec, i));
    out->args[i] = arena_str(arena, args[i]);
  }
  if (arg_count > 0) buf_putc(&text, ')');
  out->text = arena_str(arena, buf_str(&text));
  buf_free(&text);
}

IndexPart inspect_part(const Table *table, Str column) {
  IndexPart part = {.column = table_column(table, column), .column_name = column, .pos = model_nowhere()};
  return part;
}

/* ---- defaults ---- */

bool inspect_unquote(Inspect *self, Str text, char quote, Str *out) {
  if (text.len < 2 || text.ptr[0] != quote || text.ptr[text.len - 1] != quote) return false;
  char *copy = arena_alloc(&self->arena, text.len);
  size_t len = 0;
  for (size_t i = 1; i + 1 < text.len; i++) {
    if (text.ptr[i] == quote) {
      if (i + 2 >= text.len || text.ptr[i + 1] != quote) return false; /* it ends before the end */
      i++;
    }
    copy[len++] = text.ptr[i];
  }
  *out = str_make(copy, len);
  return true;
}

bool inspect_is_number(Str text) {
  size_t at = 0, digits = 0;
  if (at < text.len && (text.ptr[at] == '-' || text.ptr[at] == '+')) at++;
  for (; at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9'; at++) digits++;
  if (at < text.len && text.ptr[at] == '.') at++;
  for (; at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9'; at++) digits++;
  if (digits == 0) return false;
  if (at == text.len) return true;
  if (text.ptr[at] != 'e' && text.ptr[at] != 'E') return false;
  at++;
  if (at < text.len && (text.ptr[at] == '-' || text.ptr[at] == '+')) at++;
  size_t exponent = at;
  while (at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9') at++;
  return at == text.len && at > exponent;
}

int inspect_bool_word(Str text) {
  static const Str yes[] = {STR_INIT("true"), STR_INIT("True"), STR_INIT("TRUE"), STR_INIT("t"), STR_INIT("T")};
  static const Str no[] = {STR_INIT("false"), STR_INIT("False"), STR_INIT("FALSE"), STR_INIT("f"), STR_INIT("F")};
  for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
    if (str_eq(text, yes[i])) return 1;
    if (str_eq(text, no[i])) return 0;
  }
  return -1;
}

/* 1.50 -> 1.5, +2 -> 2, as HCL keeps numbers */
static Str short_number(Str text) {
  if (text.len > 1 && text.ptr[0] == '+' && inspect_is_number(text)) text = str_sub(text, 1, text.len);
  if (!inspect_is_number(text) || str_find(text, '.', 0) == text.len) return text;
  if (str_find(text, 'e', 0) < text.len || str_find(text, 'E', 0) < text.len) return text;
  while (text.ptr[text.len - 1] == '0') text.len--;
  if (text.ptr[text.len - 1] == '.') text.len--;
  return text;
}

void inspect_default_literal(Inspect *self, Column *column, Str text, bool string) {
  column->default_kind = DEFAULT_LITERAL;
  column->default_text = arena_str(&self->realm->arena, string ? text : short_number(text));
  column->default_string = string;
}

void inspect_default_expr(Inspect *self, Column *column, Str text) {
  column->default_kind = DEFAULT_EXPR;
  column->default_text = arena_str(&self->realm->arena, text);
}
