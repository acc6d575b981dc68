/* template_expr.c: values between the braces of a template: fields, variables, literals, calls and pipes. */
#include "states/template_parts.h"

enum { MAX_ARGS = 32, MAX_DEPTH = 32 };

typedef struct Parser {
  const TemplateScope *scope;
  Str text;
  size_t at;
  unsigned depth;
  Str *error;
} Parser;

static const Val *fail(Parser *self, const char *what, Str which) {
  if (str_empty(*self->error)) *self->error = arena_printf(self->scope->arena, "%s \"%.*s\"", what, STR_FMT(which));
  return NULL;
}

/* ---- values ---- */

bool template_truth(const Val *value) {
  switch (value->kind) {
  case VAL_BOOL: return value->flag;
  case VAL_NUMBER: return value->as.number != 0;
  case VAL_STRING: return value->as.string.len > 0;
  case VAL_LIST:
  case VAL_OBJECT: return value->count > 0;
  default: return false;
  }
}

void template_print(Arena *arena, const Val *value, Buf *out) {
  if (value->kind == VAL_LIST) {
    buf_putc(out, '[');
    for (uint32_t i = 0; i < value->count; i++) {
      if (i > 0) buf_putc(out, ' ');
      template_print(arena, value->as.items[i], out);
    }
    buf_putc(out, ']');
    return;
  }
  const Val *text = value->kind == VAL_OBJECT ? NULL : val_to_string(value, arena);
  if (text != NULL && text->kind == VAL_STRING)
    buf_put(out, text->as.string);
  else
    buf_put(out, STR("<no value>"));
}

static Str printed(Arena *arena, const Val *value) {
  Buf out = {0};
  template_print(arena, value, &out);
  Str text = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return text;
}

/* ---- functions ---- */

/* %s %v %d %q %% */
static const Val *format(Arena *arena, const Val *const *args, size_t count) {
  Buf out = {0};
  Str pattern = printed(arena, args[0]);
  size_t next = 1;
  for (size_t i = 0; i < pattern.len; i++) {
    char c = pattern.ptr[i];
    if (c != '%' || i + 1 >= pattern.len) {
      buf_putc(&out, c);
      continue;
    }
    char verb = pattern.ptr[++i];
    if (verb == '%') {
      buf_putc(&out, '%');
      continue;
    }
    if (verb == 'q') buf_putc(&out, '"');
    if (next < count) template_print(arena, args[next++], &out);
    if (verb == 'q') buf_putc(&out, '"');
  }
  return val_buf(arena, &out);
}

static const Val *join(Arena *arena, const Val *const *args, size_t count, bool line) {
  Buf out = {0};
  for (size_t i = 0; i < count; i++) {
    bool spaced = line || (i > 0 && args[i]->kind != VAL_STRING && args[i - 1]->kind != VAL_STRING);
    if (i > 0 && spaced) buf_putc(&out, ' ');
    template_print(arena, args[i], &out);
  }
  if (line) buf_putc(&out, '\n');
  return val_buf(arena, &out);
}

static int order(const Val *a, const Val *b, Arena *arena) {
  if (a->kind == VAL_NUMBER && b->kind == VAL_NUMBER)
    return a->as.number < b->as.number ? -1 : a->as.number > b->as.number ? 1 : 0;
  return str_cmp(printed(arena, a), printed(arena, b));
}

static const Val *item_of(Arena *arena, const Val *from, const Val *key) {
  int64_t index = 0;
  const Val *found = NULL;
  if (from->kind == VAL_OBJECT && key->kind == VAL_STRING) found = val_field(from, key->as.string);
  if (from->kind == VAL_LIST && val_int(key, &index) && index >= 0 && index < (int64_t)from->count)
    found = from->as.items[index];
  return found != NULL ? found : val_null(arena, NULL);
}

/* and, or: the value that decides. */
static const Val *decide(const Val *const *args, size_t count, bool until) {
  for (size_t i = 0; i + 1 < count; i++)
    if (template_truth(args[i]) == until) return args[i];
  return args[count - 1];
}

static const Val *compare(Parser *self, Str name, const Val *const *args, size_t count) {
  Arena *arena = self->scope->arena;
  if (count < 2) return fail(self, "wrong number of arguments of", name);
  int sign = order(args[0], args[1], arena);
  bool equal = sign == 0;
  for (size_t i = 2; i < count; i++) equal = equal || order(args[0], args[i], arena) == 0;
  if (str_eq(name, STR("eq"))) return val_bool(arena, equal);
  if (str_eq(name, STR("ne"))) return val_bool(arena, sign != 0);
  if (str_eq(name, STR("lt"))) return val_bool(arena, sign < 0);
  if (str_eq(name, STR("le"))) return val_bool(arena, sign <= 0);
  if (str_eq(name, STR("gt"))) return val_bool(arena, sign > 0);
  if (str_eq(name, STR("ge"))) return val_bool(arena, sign >= 0);
  return fail(self, "unknown function", name);
}

static const Val *call(Parser *self, Str name, const Val *const *args, size_t count) {
  Arena *arena = self->scope->arena;
  if (count == 0) return fail(self, "unknown word, or function without arguments,", name);
  if (str_eq(name, STR("and"))) return decide(args, count, false);
  if (str_eq(name, STR("or"))) return decide(args, count, true);
  if (str_eq(name, STR("not"))) return val_bool(arena, !template_truth(args[0]));
  if (str_eq(name, STR("print"))) return join(arena, args, count, false);
  if (str_eq(name, STR("println"))) return join(arena, args, count, true);
  if (str_eq(name, STR("printf"))) return format(arena, args, count);
  if (str_eq(name, STR("len"))) {
    bool text = args[0]->kind == VAL_STRING;
    return val_integer(arena, text ? (int64_t)args[0]->as.string.len : (int64_t)args[0]->count);
  }
  if (!str_eq(name, STR("index"))) return compare(self, name, args, count);
  const Val *value = args[0];
  for (size_t i = 1; i < count; i++) value = item_of(arena, value, args[i]);
  return value;
}

/* ---- parsing ---- */

static const Val *pipe_value(Parser *self);

static void skip_blanks(Parser *self) {
  while (self->at < self->text.len && strchr(" \t\r\n", self->text.ptr[self->at]) != NULL) self->at++;
}

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80) != 0;
}

static Str word(Parser *self) {
  size_t start = self->at;
  while (self->at < self->text.len && is_word(self->text.ptr[self->at])) self->at++;
  return str_sub(self->text, start, self->at);
}

/* .a.b behind a value */
static const Val *fields(Parser *self, const Val *value) {
  while (value != NULL && self->at + 1 < self->text.len && self->text.ptr[self->at] == '.' &&
         is_word(self->text.ptr[self->at + 1])) {
    self->at++;
    const Val *found = value->kind == VAL_OBJECT ? val_field(value, word(self)) : (word(self), NULL);
    value = found != NULL ? found : val_null(self->scope->arena, NULL);
  }
  return value;
}

static const Val *quoted(Parser *self, char quote) {
  Buf out = {0};
  for (self->at++; self->at < self->text.len && self->text.ptr[self->at] != quote; self->at++) {
    char c = self->text.ptr[self->at];
    if (c == '\\' && quote == '"' && self->at + 1 < self->text.len) {
      c = self->text.ptr[++self->at];
      c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
    }
    buf_putc(&out, c);
  }
  self->at++;
  return val_buf(self->scope->arena, &out);
}

static const Val *variable(Parser *self) {
  self->at++;
  Str name = word(self);
  if (name.len == 0) return fields(self, self->scope->root);
  for (const TemplateVar *var = self->scope->vars; var != NULL; var = var->next)
    if (str_eq(var->name, name)) return fields(self, var->value);
  return fail(self, "undefined variable", name);
}

/* A literal, field, variable or a pipe in parentheses; NULL without an error: a word, which is in *name. */
static const Val *operand(Parser *self, Str *name) {
  Arena *arena = self->scope->arena;
  char c = self->text.ptr[self->at];
  *name = (Str){0};
  if (c == '"' || c == '`') return quoted(self, c);
  if (c == '$') return variable(self);
  if (c == '.') {
    bool alone = self->at + 1 >= self->text.len || !is_word(self->text.ptr[self->at + 1]);
    self->at += alone;
    return alone ? self->scope->dot : fields(self, self->scope->dot);
  }
  if (c == '(') {
    self->at++;
    const Val *value = pipe_value(self);
    if (self->at < self->text.len && self->text.ptr[self->at] == ')') self->at++;
    return fields(self, value);
  }
  size_t start = self->at;
  self->at += c == '-';
  Str found = word(self);
  if (found.len == 0) return fail(self, "unexpected", str_sub(self->text, start, self->text.len));
  if (c == '-' || (c >= '0' && c <= '9')) return val_parse_number(arena, str_sub(self->text, start, self->at));
  if (str_eq(found, STR("true")) || str_eq(found, STR("false"))) return val_bool(arena, found.len == 4);
  if (str_eq(found, STR("nil"))) return val_null(arena, NULL);
  *name = found;
  return NULL;
}

/* One command of a pipe: a value, or a function with its arguments; `last` is what the command before it gave. */
static const Val *command(Parser *self, const Val *last) {
  const Val *args[MAX_ARGS + 1];
  size_t count = 0;
  Str name;
  skip_blanks(self);
  if (self->at >= self->text.len) return fail(self, "missing value in", self->text);
  const Val *first = operand(self, &name);
  if (first != NULL || str_empty(name)) return first;
  for (;;) {
    Str inner;
    skip_blanks(self);
    if (self->at >= self->text.len || self->text.ptr[self->at] == '|' || self->text.ptr[self->at] == ')') break;
    const Val *value = operand(self, &inner);
    if (value == NULL) return fail(self, "unexpected", inner);
    if (count < MAX_ARGS) args[count++] = value;
  }
  if (last != NULL) args[count++] = last;
  return call(self, name, args, count);
}

static const Val *pipe_value(Parser *self) {
  if (self->depth++ >= MAX_DEPTH) return fail(self, "too many parentheses in", self->text);
  const Val *value = command(self, NULL);
  for (skip_blanks(self); value != NULL && self->at < self->text.len && self->text.ptr[self->at] == '|';
       skip_blanks(self)) {
    self->at++;
    value = command(self, value);
  }
  self->depth--;
  return value;
}

const Val *template_value(const TemplateScope *scope, Str text, Str *error) {
  Parser self = {.scope = scope, .text = text, .error = error};
  *error = (Str){0};
  const Val *value = pipe_value(&self);
  if (value != NULL && self.at < text.len) return fail(&self, "unexpected", str_sub(text, self.at, text.len));
  return value;
}
