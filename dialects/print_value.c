/* print_value.c: lines, references, literals and types of HCL. */
#include "dialects/print_parts.h"

#include <assert.h>

/* ---- lines and blocks ---- */

void print_flush(Print *p) {
  size_t width = 0;
  for (size_t i = 0; i < p->lines.len; i++)
    if (p->lines.items[i].name.len > width) width = p->lines.items[i].name.len;
  for (size_t i = 0; i < p->lines.len; i++) {
    PrintLine line = p->lines.items[i];
    buf_repeat(p->out, ' ', (size_t)p->depth * 2);
    buf_put(p->out, line.name);
    buf_repeat(p->out, ' ', width - line.name.len);
    buf_put(p->out, STR(" = "));
    buf_put(p->out, line.value);
    buf_putc(p->out, '\n');
  }
  array_clear(&p->lines);
}

void print_attr(Print *p, Str name, Str value) {
  if (str_empty(name)) return;
  bool several = str_find(value, '\n', 0) < value.len;
  if (several) print_flush(p);
  array_push(&p->lines, ((PrintLine){name, value}));
  if (several) print_flush(p);
}

void print_attr_text(Print *p, Str name, const ModelText *text) {
  if (text->present && text->known) print_attr(p, name, print_quoted(p, text->text));
}

void print_open(Print *p, Str kind, Str schema, Str name) {
  print_flush(p);
  buf_repeat(p->out, ' ', (size_t)p->depth * 2);
  buf_put(p->out, kind);
  if (!str_empty(schema)) buf_printf(p->out, " %.*s", STR_FMT(print_quoted(p, schema)));
  if (!str_empty(name)) buf_printf(p->out, " %.*s", STR_FMT(print_quoted(p, name)));
  buf_put(p->out, STR(" {\n"));
  p->depth++;
}

void print_close(Print *p) {
  print_flush(p);
  p->depth--;
  buf_repeat(p->out, ' ', (size_t)p->depth * 2);
  buf_put(p->out, STR("}\n"));
  if (p->depth == 0) arena_free(&p->arena); /* the values of the block are not needed any more */
}

/* ---- names of the dialect ---- */

Str print_role(const BlockSpec *block, AttrRole role) {
  const AttrSpec *attr = block != NULL ? dialect_attr_role(block, role) : NULL;
  return attr != NULL ? attr->name : (Str){0};
}

const BlockSpec *print_block(const Print *p, const BlockSpec *parent, BlockRole role) {
  if (parent == NULL) parent = p->dialect->root;
  if (role == BLOCK_TABLE && dialect_child(parent, STR("table")) != NULL) /* several kinds are tables */
    return dialect_child(parent, STR("table"))->block;
  for (uint16_t i = 0; i < parent->child_count; i++)
    if (parent->children[i].block->role == role) return parent->children[i].block;
  return NULL;
}

const BlockSpec *print_kind(const Print *p, const BlockSpec *parent, Str keyword) {
  const ChildSpec *child = dialect_child(parent != NULL ? parent : p->dialect->root, keyword);
  return child != NULL ? child->block : NULL;
}

/* ---- texts ---- */

Str print_take(Print *p, Buf *buf) {
  Str text = arena_str(&p->arena, buf_str(buf));
  buf_free(buf);
  return text;
}

static void put_escaped(Buf *out, Str text) {
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    bool template = (c == '$' || c == '%') && i + 1 < text.len && text.ptr[i + 1] == '{';
    if (c == '\n')
      buf_put(out, STR("\\n"));
    else if (c == '\r')
      buf_put(out, STR("\\r"));
    else if (c == '\t')
      buf_put(out, STR("\\t"));
    else if ((unsigned char)c < 0x20 || c == 0x7f)
      buf_printf(out, "\\u%04x", (unsigned)(unsigned char)c);
    else {
      if (c == '"' || c == '\\') buf_putc(out, '\\');
      if (template) buf_putc(out, c);
      buf_putc(out, c);
    }
  }
}

Str print_quoted(Print *p, Str text) {
  Buf buf = {0};
  buf_putc(&buf, '"');
  put_escaped(&buf, text);
  buf_putc(&buf, '"');
  return print_take(p, &buf);
}

Str print_raw(Print *p, Str sql) {
  Buf buf = {0};
  buf_put(&buf, STR("sql(\""));
  put_escaped(&buf, sql);
  buf_put(&buf, STR("\")"));
  return print_take(p, &buf);
}

/* Is there a line that is the end mark, or something that a template would read? */
static bool fits_heredoc(Str text, Str tag) {
  for (size_t at = 0; at < text.len;) {
    size_t end = str_find(text, '\n', at);
    Str line = str_sub(text, at, end);
    if (str_eq(str_trim(line), tag) || str_find(line, '\r', 0) < line.len) return false;
    at = end + 1;
  }
  return utf8_invalid(text) == text.len && str_find(text, '\0', 0) == text.len;
}

/* A text of one line is quoted, others become <<-TAG with the lines indented. */
Str print_heredoc(Print *p, Str text, Str tag) {
  Buf buf = {0};
  assert(text.ptr != NULL || text.len == 0);
  while (text.len > 0 && text.ptr[text.len - 1] == '\n') text.len--;
  if (str_find(text, '\n', 0) == text.len || !fits_heredoc(text, tag)) return print_quoted(p, text);
  buf_printf(&buf, "<<-%.*s\n", STR_FMT(tag));
  for (size_t at = 0; at <= text.len;) {
    size_t end = str_find(text, '\n', at);
    if (end > at) buf_repeat(&buf, ' ', (size_t)p->depth * 2);
    for (size_t i = at; i < end; i++) {
      bool template = (text.ptr[i] == '$' || text.ptr[i] == '%') && i + 1 < end && text.ptr[i + 1] == '{';
      if (template) buf_putc(&buf, text.ptr[i]);
      buf_putc(&buf, text.ptr[i]);
    }
    buf_putc(&buf, '\n');
    at = end + 1;
  }
  buf_repeat(&buf, ' ', (size_t)p->depth * 2);
  buf_put(&buf, tag);
  return print_take(p, &buf);
}

/* ---- references ---- */

static bool is_identifier(Str name) {
  for (size_t i = 0; i < name.len; i++) {
    char c = name.ptr[i];
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    bool later = (c >= '0' && c <= '9') || c == '-';
    if (!letter && (i == 0 || !later)) return false;
  }
  return name.len > 0;
}

void print_step(Buf *out, Str name) {
  if (is_identifier(name)) {
    buf_printf(out, ".%.*s", STR_FMT(name));
    return;
  }
  buf_put(out, STR("[\""));
  put_escaped(out, name);
  buf_put(out, STR("\"]"));
}

bool print_is_qualified(const Print *p, Str kind, Str name) {
  char key[256];
  if (kind.len + name.len + 1 > sizeof key) return false;
  memcpy(key, kind.ptr, kind.len);
  key[kind.len] = '\0';
  memcpy(key + kind.len + 1, name.ptr, name.len);
  return (uintptr_t)map_get(&p->names, str_make(key, kind.len + 1 + name.len)) > 1 ||
         map_get(&p->qualifiers, name) != NULL;
}

void print_ref(Print *p, Buf *out, Str kind, const Schema *schema, Str name) {
  buf_put(out, kind);
  if (schema != NULL && !str_empty(schema->name) && print_is_qualified(p, kind, name)) print_step(out, schema->name);
  print_step(out, name);
}

/* ---- types ---- */

static bool is_text_param(const TypeSpec *spec, uint32_t index) {
  if (spec->param_count == 0) return true;
  const TypeParam *param = &spec->params[index < spec->param_count ? index : spec->param_count - 1U];
  return param->kind == VALUE_STRING;
}

static Str call(Print *p, const TypeSpec *spec, const Str *args, uint32_t count) {
  Buf buf = {0};
  buf_put(&buf, spec->name);
  for (uint32_t i = 0; i < count; i++) {
    buf_putc(&buf, i == 0 ? '(' : ',');
    buf_put(&buf, is_text_param(spec, i) ? print_quoted(p, args[i]) : args[i]);
  }
  if (count > 0) buf_putc(&buf, ')');
  return print_take(p, &buf);
}

Str print_type(Print *p, const ColumnType *type, const Schema *schema) {
  Buf buf = {0};
  const TypeSpec *spec = str_empty(type->name) ? NULL : dialect_type(p->dialect, type->name);
  if (type->object != NULL) {
    print_ref(p, &buf, type->object->kind, type->object->schema != NULL ? type->object->schema : schema,
              type->object->name);
    return print_take(p, &buf);
  }
  if (spec == NULL || spec->raw_only) return print_raw(p, type->text);
  return call(p, spec, type->args, type->arg_count);
}

/* "table.app.users.column.id" -> table.users.column.id: a path with the schema of its block is written as references to
 * it are. false: the text is no such path. */
static bool put_path(Print *p, Buf *out, Str text) {
  Str steps[6];
  size_t count = str_find(text, '.', 0) < text.len ? model_steps(&p->arena, text, steps, 6) : 0;
  const Schema *schema = count == 3 || count == 5 ? realm_schema(p->realm, steps[1]) : NULL;
  if (schema == NULL || print_kind(p, NULL, steps[0]) == NULL) return false;
  print_ref(p, out, steps[0], schema, steps[2]);
  if (count == 5) {
    buf_printf(out, ".%.*s", STR_FMT(steps[3]));
    print_step(out, steps[4]);
  }
  return true;
}

Str print_type_text(Print *p, Str text) {
  Buf path = {0};
  if (put_path(p, &path, text)) return print_take(p, &path);
  size_t dot = str_find(text, '.', 0);
  const BlockSpec *kind = dot < text.len ? print_kind(p, NULL, str_sub(text, 0, dot)) : NULL;
  if (kind != NULL && kind->names_type) return text;
  for (uint16_t i = 0; i < p->dialect->type_count; i++) {
    const TypeSpec *type = &p->dialect->types[i];
    size_t open = str_find(text, '(', 0);
    bool quoted = str_find(text, '\'', 0) < text.len; /* enum('a','b'): not as HCL writes it */
    bool whole = open == text.len || (str_ends(text, STR(")")) && type->param_count > 0 && !quoted);
    if (!str_empty(type->alias_of) || type->raw_only || !whole || !str_eq(type->sql, str_sub(text, 0, open))) continue;
    Buf buf = {0};
    buf_put(&buf, type->name);
    buf_put(&buf, str_sub(text, open, text.len));
    return print_take(p, &buf);
  }
  return print_raw(p, text);
}

/* ---- further attributes ---- */

static bool is_number(Str text) {
  size_t at = text.len > 0 && text.ptr[0] == '-';
  for (size_t i = at; i < text.len; i++)
    if ((text.ptr[i] < '0' || text.ptr[i] > '9') && text.ptr[i] != '.') return false;
  return text.len > at;
}

static Str format_value(Print *p, const ValueSpec *spec, Str text, bool *fits);

/* "[a, b]" */
static Str format_list(Print *p, const ValueSpec *elem, Str text) {
  Buf buf = {0};
  bool fits;
  if (text.len < 2 || text.ptr[0] != '[') return text;
  Str inner = str_sub(text, 1, text.len - 1);
  buf_putc(&buf, '[');
  for (size_t at = 0; at < inner.len;) {
    size_t end = model_find_sign(inner, ',', at);
    if (at > 0) buf_put(&buf, STR(", "));
    buf_put(&buf, format_value(p, elem, str_trim(str_sub(inner, at, end)), &fits));
    at = end + 1;
  }
  buf_putc(&buf, ']');
  return print_take(p, &buf);
}

/* "{host = a, port = 5432}": an entry a line. */
static Str format_map(Print *p, Str text) {
  Buf buf = {0};
  if (text.len < 2 || text.ptr[0] != '{') return print_quoted(p, text);
  Str inner = str_sub(text, 1, text.len - 1);
  buf_put(&buf, STR("{\n"));
  for (size_t at = 0; at < inner.len;) {
    size_t equals = str_find(inner, '=', at), next = str_find(inner, '=', equals + 1), end = next;
    while (next < inner.len && end > equals && inner.ptr[end] != ',') end--;
    if (equals >= inner.len) break;
    buf_repeat(&buf, ' ', (size_t)p->depth * 2 + 2);
    buf_put(&buf, str_trim(str_sub(inner, at, equals)));
    buf_printf(&buf, " = %.*s\n", STR_FMT(print_quoted(p, str_trim(str_sub(inner, equals + 1, end)))));
    for (at = end + 1; at < inner.len && inner.ptr[at] == ' ';) at++;
  }
  buf_repeat(&buf, ' ', (size_t)p->depth * 2);
  buf_putc(&buf, '}');
  return print_take(p, &buf);
}

static Str format_any_of(Print *p, const ValueSpec *spec, Str text, bool *fits) {
  for (uint16_t i = 0; i < spec->count; i++) {
    if (spec->elems[i].kind == VALUE_STRING) continue; /* takes everything: comes last */
    Str value = format_value(p, &spec->elems[i], text, fits);
    if (*fits) return value;
  }
  *fits = true;
  return print_quoted(p, text);
}

/* "table.column" -> "column" */
static Str last_word(Str kinds) {
  size_t dot = kinds.len;
  while (dot > 0 && kinds.ptr[dot - 1] != '.') dot--;
  return str_sub(kinds, dot, kinds.len);
}

/* A path without a schema; of the own table only what is in it. */
static void put_short_path(Print *p, Buf *out, Str text) {
  Str steps[6];
  size_t count = model_steps(&p->arena, text, steps, 6), at = 1;
  bool own = p->table != NULL && count > 2 && str_eq(steps[0], p->table->kind) && str_eq(steps[1], p->table->name);
  if (own) at = 3;
  buf_put(out, steps[at - 1]);
  for (; at < count; at++)
    if (at == 2)
      buf_printf(out, ".%.*s", STR_FMT(steps[at]));
    else
      print_step(out, steps[at]);
}

/* References to columns of the same table are short: x, table.t.column.x -> column.x. Others stay. */
static Str format_ref(Print *p, const ValueSpec *spec, Str text, bool *fits) {
  size_t dot = model_find_sign(text, '.', 0);
  Buf buf = {0};
  *fits = dot < text.len || spec->count == 1;
  if (dot == text.len && *fits) {
    buf_put(&buf, last_word(spec->refs[0]));
    print_step(&buf, model_last_step(&p->arena, text));
    return print_take(p, &buf);
  }
  if (!*fits) return text;
  if (!put_path(p, &buf, text)) put_short_path(p, &buf, text);
  return print_take(p, &buf);
}

static Str format_value(Print *p, const ValueSpec *spec, Str text, bool *fits) {
  *fits = true;
  switch ((ValueKind)spec->kind) {
  case VALUE_INT:
  case VALUE_NUMBER: *fits = is_number(text); return *fits ? text : print_quoted(p, text);
  case VALUE_BOOL: *fits = str_eq(text, STR("true")) || str_eq(text, STR("false")); return text;
  case VALUE_ENUM: *fits = dialect_word(spec->words, text) != NULL; return *fits ? text : print_quoted(p, text);
  case VALUE_REF: return format_ref(p, spec, text, fits);
  case VALUE_LIST: *fits = text.len > 1 && text.ptr[0] == '['; return format_list(p, spec->elems, text);
  case VALUE_ANY_OF: return format_any_of(p, spec, text, fits);
  case VALUE_TYPE: return print_type_text(p, text);
  case VALUE_MAP: return format_map(p, text);
  case VALUE_RAW: *fits = false; return print_raw(p, text);
  case VALUE_SQL: return print_heredoc(p, text, STR("SQL"));
  default: return print_quoted(p, text);
  }
}

void print_model_attr(Print *p, const BlockSpec *block, const ModelAttr *attr) {
  const AttrSpec *spec = block != NULL ? dialect_attr(block, attr->name) : NULL;
  bool fits;
  if (!attr->value.present || !attr->value.known) return;
  if (attr->expression)
    print_attr(p, attr->name, print_raw(p, attr->value.text));
  else
    print_attr(p, attr->name,
               spec != NULL ? format_value(p, spec->value, attr->value.text, &fits)
                            : print_quoted(p, attr->value.text));
}
