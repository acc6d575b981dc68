/* render.c: elements as HCL. */
#include "tests/converge/gen.h"

static bool is_identifier(Str name) {
  for (size_t i = 0; i < name.len; i++) {
    char c = name.ptr[i];
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '-'))) return false;
  }
  return name.len > 0;
}

/* Inside of a string of HCL. */
static void put_escaped(Buf *out, Str text) {
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i], next = i + 1 < text.len ? text.ptr[i + 1] : '\0';
    if (c == '"' || c == '\\') buf_putc(out, '\\');
    if ((c == '$' || c == '%') && next == '{') buf_putc(out, c);
    buf_putc(out, c);
  }
}

static void put_label(Buf *out, Str name) {
  buf_putc(out, '"');
  put_escaped(out, name);
  buf_putc(out, '"');
}

static void put_step(Buf *out, Str name) {
  buf_putc(out, is_identifier(name) ? '.' : '[');
  if (is_identifier(name)) {
    buf_put(out, name);
    return;
  }
  put_label(out, name);
  buf_putc(out, ']');
}

static const char *const keywords[] = {"schema",      "enum",  "table", "column", "primary_key", "index", "", "on",
                                       "foreign_key", "check", "",      ""};

/* table.t.column.c; a column of the table itself by column.c. */
static void put_reference(const Gen *self, Buf *out, const Elem *to, bool own) {
  if (to->kind == ELEM_COLUMN && !own) {
    put_reference(self, out, gen_get(self, to->parent), false);
    buf_putc(out, '.');
  }
  if (to->kind == ELEM_OBJECT) {
    buf_put(out, str_sub(to->text, 0, str_find(to->text, ' ', 0)));
  } else
    buf_put(out, str_from(keywords[to->kind]));
  put_step(out, to->name);
}

/* In quotes; inside an HCL string, so they are escaped. */
static void put_sql_name(const Gen *self, Buf *out, Str name) {
  Buf quoted = {0};
  char quote = self->profile->quote;
  buf_putc(&quoted, quote);
  for (size_t i = 0; i < name.len; i++) {
    if (name.ptr[i] == quote) buf_putc(&quoted, quote);
    buf_putc(&quoted, name.ptr[i]);
  }
  buf_putc(&quoted, quote);
  put_escaped(out, buf_str(&quoted));
  buf_free(&quoted);
}

static void put_full_name(const Gen *self, Buf *out, const Elem *to) {
  const Elem *schema = gen_get(self, to->parent);
  if (schema != NULL && schema->kind == ELEM_SCHEMA) {
    put_sql_name(self, out, schema->name);
    buf_putc(out, '.');
  }
  put_sql_name(self, out, to->name);
}

/* What stands for a mark and a digit: see Elem. */
static void put_mark(const Gen *self, Buf *out, const Elem *elem, char mark, char digit) {
  const Elem *to = digit == '9' ? elem : gen_get(self, digit == '8' ? elem->parent : elem->refs[digit - '0']);
  if (mark == '$')
    put_sql_name(self, out, to->name);
  else if (mark == '#')
    put_full_name(self, out, to);
  else if (digit == '9')
    put_label(out, to->name);
  else
    put_reference(self, out, to, false);
}

static void put_text(const Gen *self, Buf *out, const Elem *elem) {
  for (size_t i = 0; i < elem->text.len; i++) {
    char c = elem->text.ptr[i], next = i + 1 < elem->text.len ? elem->text.ptr[i + 1] : '\0';
    bool mark = (c == '$' || c == '@' || c == '#') && next >= '0' && next <= '9';
    if (!mark) {
      buf_putc(out, c);
      continue;
    }
    put_mark(self, out, elem, c, next);
    i++;
  }
}

static void put_indent(Buf *out, unsigned depth) { buf_repeat(out, ' ', (size_t)depth * 2); }

static void put_line(Buf *out, unsigned depth, const char *name, Str text) {
  put_indent(out, depth);
  buf_printf(out, "%s = %.*s\n", name, STR_FMT(text));
}

static void put_prop(const Gen *self, Buf *out, unsigned depth, const Elem *prop) {
  put_indent(out, depth);
  bool is_block = prop->text.len > 0 && prop->text.ptr[0] == '{';
  buf_printf(out, is_block ? "%.*s " : "%.*s = ", STR_FMT(prop->name));
  put_text(self, out, prop);
  buf_putc(out, '\n');
}

static void put_props(const Gen *self, Buf *out, unsigned depth, uint32_t parent) {
  for (size_t i = 0; i < self->elems.len; i++)
    if (self->elems.items[i].kind == ELEM_PROP && self->elems.items[i].parent == parent)
      put_prop(self, out, depth, &self->elems.items[i]);
}

static void open_block(Buf *out, unsigned depth, Str keyword, Str name) {
  put_indent(out, depth);
  buf_put(out, keyword);
  if (name.len > 0) buf_putc(out, ' ');
  if (name.len > 0) put_label(out, name);
  buf_put(out, STR(" {\n"));
}

static void close_block(Buf *out, unsigned depth) {
  put_indent(out, depth);
  buf_put(out, STR("}\n"));
}

/* [column.a, column.b] */
static void put_columns(const Gen *self, Buf *out, const char *name, const uint32_t *refs, size_t count, bool own) {
  buf_printf(out, "    %s = [", name);
  for (size_t i = 0; i < count; i++) {
    if (i > 0) buf_put(out, STR(", "));
    put_reference(self, out, gen_get(self, refs[i]), own);
  }
  buf_put(out, STR("]\n"));
}

static bool is_plain_part(const Gen *self, const Elem *part) {
  for (size_t i = 0; i < self->elems.len; i++)
    if (self->elems.items[i].parent == part->id) return false;
  return part->text.len == 0;
}

static void put_part(const Gen *self, Buf *out, const Elem *part) {
  open_block(out, 2, STR("on"), (Str){0});
  put_indent(out, 3);
  if (part->text.len > 0) {
    buf_put(out, STR("expr = \""));
    put_text(self, out, part);
    buf_put(out, STR("\"\n"));
  } else {
    buf_put(out, STR("column = "));
    put_reference(self, out, gen_get(self, part->refs[0]), true);
    buf_putc(out, '\n');
  }
  put_props(self, out, 3, part->id);
  close_block(out, 2);
}

static void put_parts(const Gen *self, Buf *out, const Elem *key, bool blocks) {
  Ids parts = {0};
  Ids columns = {0};
  gen_children(self, key->id, ELEM_PART, &parts);
  for (size_t i = 0; i < parts.len; i++) {
    blocks = blocks || !is_plain_part(self, gen_get(self, parts.items[i]));
    array_push(&columns, gen_get(self, parts.items[i])->refs[0]);
  }
  if (!blocks) put_columns(self, out, "columns", columns.items, columns.len, true);
  put_props(self, out, 2, key->id);
  for (size_t i = 0; blocks && i < parts.len; i++) put_part(self, out, gen_get(self, parts.items[i]));
  array_free(&parts);
  array_free(&columns);
}

static void put_column(const Gen *self, Buf *out, const Elem *column) {
  put_indent(out, 2);
  buf_put(out, STR("type = "));
  put_text(self, out, column);
  buf_putc(out, '\n');
  put_props(self, out, 2, column->id);
}

static void put_check(const Gen *self, Buf *out, const Elem *check) {
  put_indent(out, 2);
  buf_put(out, STR("expr = \""));
  put_text(self, out, check);
  buf_put(out, STR("\"\n"));
  put_props(self, out, 2, check->id);
}

static void put_foreign_key(const Gen *self, Buf *out, const Elem *key) {
  uint32_t half = key->ref_count / 2;
  put_columns(self, out, "columns", key->refs, half, true);
  const Elem *target = gen_get(self, key->refs[half]);
  put_columns(self, out, "ref_columns", key->refs + half, half, target->parent == key->parent);
  put_props(self, out, 2, key->id);
}

static void put_member(const Gen *self, Buf *out, const Elem *elem) {
  Str keyword = elem->kind == ELEM_CONSTRAINT ? elem->text : str_from(keywords[elem->kind]);
  open_block(out, 1, keyword, elem->name);
  switch (elem->kind) {
  case ELEM_COLUMN: put_column(self, out, elem); break;
  case ELEM_CHECK: put_check(self, out, elem); break;
  case ELEM_FK: put_foreign_key(self, out, elem); break;
  default: put_parts(self, out, elem, str_eq(keyword, STR("exclude"))); break;
  }
  close_block(out, 1);
}

static void put_table(const Gen *self, Buf *out, const Elem *table) {
  static const uint8_t order[] = {ELEM_COLUMN, ELEM_KEY, ELEM_FK, ELEM_INDEX, ELEM_CONSTRAINT, ELEM_CHECK};
  put_props(self, out, 1, table->id);
  for (size_t k = 0; k < sizeof order; k++)
    for (size_t i = 0; i < self->elems.len; i++)
      if (self->elems.items[i].kind == order[k] && self->elems.items[i].parent == table->id)
        put_member(self, out, &self->elems.items[i]);
}

static void put_schema_of(const Gen *self, Buf *out, const Elem *elem) {
  put_indent(out, 1);
  buf_put(out, STR("schema = schema"));
  put_step(out, gen_get(self, elem->parent)->name);
  buf_putc(out, '\n');
}

static void put_top(const Gen *self, Buf *out, const Elem *elem) {
  if (elem->kind == ELEM_OBJECT) {
    put_text(self, out, elem);
    buf_putc(out, '\n');
    return;
  }
  open_block(out, 0, str_from(keywords[elem->kind]), elem->name);
  if (elem->parent != 0) put_schema_of(self, out, elem);
  if (elem->kind == ELEM_TABLE) put_table(self, out, elem);
  if (elem->kind == ELEM_SCHEMA) put_props(self, out, 1, elem->id);
  if (elem->kind == ELEM_ENUM) put_line(out, 1, "values", arena_printf(self->arena, "[%.*s]", STR_FMT(elem->text)));
  close_block(out, 0);
}

void gen_render(const Gen *self, Buf *out) {
  for (size_t i = 0; i < self->elems.len; i++) {
    const Elem *elem = &self->elems.items[i];
    bool top = elem->kind == ELEM_SCHEMA || elem->kind == ELEM_ENUM || elem->kind == ELEM_TABLE;
    if (top || elem->kind == ELEM_OBJECT) put_top(self, out, elem);
  }
}
