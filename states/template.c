/* template.c: see template.h. A text is cut into pieces; the blocks of if, range and with know where they go on. */
#define _GNU_SOURCE
#include "states/template.h"

#include "states/template_parts.h"

enum { MAX_DEPTH = 50, MAX_OUTPUT = 64 << 20 };

typedef enum PieceKind { TEXT, VALUE, SET, IF, RANGE, WITH, ELSE, END, DEFINE, BLOCK, USE, COMMENT } PieceKind;

typedef struct Piece {
  uint8_t kind; /* PieceKind */
  Str text;     /* TEXT; else what stands behind the word */
  uint32_t line;
  size_t next; /* of a block and its ELSE: the ELSE or END that follows */
} Piece;
typedef ARRAY(Piece) Pieces;

typedef struct Render {
  Arena *arena;
  Pieces pieces; /* of all texts, one behind the other */
  Buf *out;
  unsigned depth;
  Str *error;
} Render;

static bool fail(Render *self, const Piece *piece, Str why) {
  *self->error = arena_printf(self->arena, "%u: %.*s", piece->line, STR_FMT(why));
  return false;
}

/* ---- pieces ---- */

static bool take_word(Str *text, const char *word) {
  Str wanted = str_from(word);
  bool ends = text->len == wanted.len || (text->len > wanted.len && strchr(" \t\r\n(\"$.", text->ptr[wanted.len]));
  if (!str_starts(*text, wanted) || !ends) return false;
  *text = str_trim(str_sub(*text, wanted.len, text->len));
  return true;
}

static Piece read_action(Str text, uint32_t line) {
  static const struct {
    const char *word;
    uint8_t kind;
  } words[] = {{"if", IF},   {"range", RANGE},   {"with", WITH},   {"else", ELSE},
               {"end", END}, {"define", DEFINE}, {"block", BLOCK}, {"template", USE}};
  Piece piece = {.kind = VALUE, .text = str_trim(text), .line = line};
  if (str_starts(piece.text, STR("/*"))) piece.kind = COMMENT;
  for (size_t i = 0; i < sizeof words / sizeof *words && piece.kind == VALUE; i++)
    if (take_word(&piece.text, words[i].word)) piece.kind = words[i].kind;
  size_t equals = str_find(piece.text, '=', 0);
  if (piece.kind == VALUE && str_starts(piece.text, STR("$")) && equals < str_find(piece.text, '"', 0))
    piece.kind = SET;
  return piece;
}

/* Where the action that starts behind `at` closes: braces in texts and comments do not count. */
static size_t find_close(Str text, size_t at) {
  char quote = 0;
  for (; at + 1 < text.len; at++) {
    char c = text.ptr[at];
    if (quote != 0 && c == '\\' && quote == '"')
      at++;
    else if (quote != 0)
      quote = c == quote ? 0 : quote;
    else if (c == '"' || c == '`')
      quote = c;
    else if (c == '}' && text.ptr[at + 1] == '}')
      return at;
  }
  return text.len;
}

static Str trim_end(Str text) {
  while (text.len > 0 && strchr(" \t\r\n", text.ptr[text.len - 1]) != NULL) text.len--;
  return text;
}

static Str trim_start(Str text) {
  while (text.len > 0 && strchr(" \t\r\n", text.ptr[0]) != NULL) text = str_sub(text, 1, text.len);
  return text;
}

static bool cut(Render *self, Str text) {
  uint32_t line = 1;
  bool trim = false;
  for (size_t at = 0; at < text.len;) {
    const char *open = memmem(text.ptr + at, text.len - at, "{{", 2);
    size_t start = open != NULL ? (size_t)(open - text.ptr) : text.len;
    Piece piece = {.text = str_sub(text, at, start), .line = line};
    bool before = start + 3 < text.len && text.ptr[start + 2] == '-' && strchr(" \t\r\n", text.ptr[start + 3]);
    for (size_t i = at; i < start; i++) line += text.ptr[i] == '\n';
    if (trim) piece.text = trim_start(piece.text);
    if (before) piece.text = trim_end(piece.text);
    array_push_in(self->arena, &self->pieces, piece);
    if (start == text.len) return true;
    size_t inner = start + (before ? 3 : 2), close = find_close(text, inner);
    piece = (Piece){.line = line};
    if (close >= text.len) return fail(self, &piece, STR("an action is not closed"));
    trim = close > inner && text.ptr[close - 1] == '-' && strchr(" \t\r\n", text.ptr[close - 2]) != NULL;
    array_push_in(self->arena, &self->pieces, read_action(str_sub(text, inner, close - (trim ? 1 : 0)), line));
    for (size_t i = start; i < close; i++) line += text.ptr[i] == '\n';
    at = close + 2;
  }
  return true;
}

static bool opens(uint8_t kind) {
  return kind == IF || kind == RANGE || kind == WITH || kind == DEFINE || kind == BLOCK;
}

/* Sets `next` of the pieces from `from` on. */
static bool link_blocks(Render *self, size_t from) {
  size_t open[MAX_DEPTH] = {0}, depth = 0;
  for (size_t i = from; i < self->pieces.len; i++) {
    Piece *piece = &self->pieces.items[i];
    bool closes = piece->kind == ELSE || piece->kind == END;
    if (closes && depth == 0) return fail(self, piece, STR("unexpected {{else}} or {{end}}"));
    if (closes) self->pieces.items[open[depth - 1]].next = i;
    if (piece->kind == ELSE) open[depth - 1] = i;
    if (piece->kind == END) depth--;
    if (!opens(piece->kind)) continue;
    if (depth == MAX_DEPTH) return fail(self, piece, STR("too many blocks in each other"));
    open[depth++] = i;
  }
  return depth == 0 || fail(self, &self->pieces.items[open[depth - 1]], STR("a block has no {{end}}"));
}

/* ---- running ---- */

static bool run(Render *self, size_t from, size_t to, TemplateScope *scope);

static const Val *value_of(Render *self, const Piece *piece, const TemplateScope *scope, Str text) {
  Str why;
  const Val *value = template_value(scope, text, &why);
  if (value == NULL) fail(self, piece, why);
  return value;
}

static size_t end_of(const Render *self, size_t at) {
  while (self->pieces.items[at].kind != END) at = self->pieces.items[at].next;
  return at;
}

/* "$i, $x := .list" -> names and what stands behind the sign. */
static Str take_names(Str text, Str names[2], size_t *count) {
  size_t equals = str_find(text, '=', 0);
  *count = 0;
  if (!str_starts(text, STR("$")) || equals >= text.len) return text;
  Str left = str_sub(text, 0, equals > 0 && text.ptr[equals - 1] == ':' ? equals - 1 : equals);
  for (size_t at = 0; at < left.len && *count < 2;) {
    size_t end = str_find(left, ',', at);
    Str name = str_trim(str_sub(left, at, end));
    names[(*count)++] = str_sub(name, 1, name.len);
    at = end + 1;
  }
  return str_trim(str_sub(text, equals + 1, text.len));
}

static bool set(Render *self, const Piece *piece, TemplateScope *scope) {
  Str names[2];
  size_t count;
  bool declares = memmem(piece->text.ptr, piece->text.len, ":=", 2) != NULL;
  const Val *value = value_of(self, piece, scope, take_names(piece->text, names, &count));
  if (value == NULL || count == 0) return value != NULL;
  TemplateVar *var = scope->vars;
  while (!declares && var != NULL && !str_eq(var->name, names[0])) var = var->next;
  if (var == NULL || declares) {
    var = arena_new(self->arena, TemplateVar);
    *var = (TemplateVar){.name = names[0], .next = scope->vars};
    scope->vars = var;
  }
  var->value = value;
  return true;
}

/* The body with the elements one after the other. */
static bool range(Render *self, size_t at, const Val *value, const Str names[2], size_t count, TemplateScope *scope) {
  bool object = value->kind == VAL_OBJECT;
  for (uint32_t i = 0; i < value->count; i++) {
    TemplateScope inner = *scope;
    inner.dot = object ? value->as.fields[i].value : value->as.items[i];
    const Val *key = object ? val_string(self->arena, value->as.fields[i].name) : val_integer(self->arena, (int64_t)i);
    TemplateVar item = {count > 0 ? names[count - 1] : (Str){0}, inner.dot, scope->vars};
    TemplateVar index = {names[0], key, &item};
    if (count > 0) inner.vars = count == 2 ? &index : &item;
    if (!run(self, at + 1, self->pieces.items[at].next, &inner)) return false;
  }
  return true;
}

/* The ELSE of a block: without a condition, or with one of its own. */
static bool otherwise(Render *self, size_t at, TemplateScope *scope) {
  size_t other = self->pieces.items[at].next;
  Piece *piece = &self->pieces.items[other];
  TemplateScope inner = *scope;
  if (piece->kind == END) return true;
  Str text = piece->text;
  bool with = take_word(&text, "with");
  if (!with && !take_word(&text, "if")) return run(self, other + 1, piece->next, &inner);
  const Val *value = value_of(self, piece, scope, text);
  if (value == NULL) return false;
  if (!template_truth(value)) return otherwise(self, other, scope);
  if (with) inner.dot = value;
  return run(self, other + 1, piece->next, &inner);
}

static bool run_block(Render *self, size_t at, TemplateScope *scope) {
  const Piece *piece = &self->pieces.items[at];
  Str names[2] = {{0}, {0}};
  size_t count;
  const Val *value = value_of(self, piece, scope, take_names(piece->text, names, &count));
  if (value == NULL) return false;
  TemplateScope inner = *scope;
  if (!template_truth(value)) return otherwise(self, at, scope);
  if (piece->kind == RANGE && (value->kind == VAL_LIST || value->kind == VAL_OBJECT))
    return range(self, at, value, names, count, scope);
  TemplateVar var = {names[0], value, scope->vars};
  if (count > 0) inner.vars = &var;
  if (piece->kind == WITH) inner.dot = value;
  return run(self, at + 1, piece->next, &inner);
}

/* "name" . -> name, and the rest in *text */
static Str take_name(Str *text) {
  size_t end = str_find(*text, '"', 1);
  Str name = str_sub(*text, 1, end);
  *text = str_trim(str_sub(*text, end + 1, text->len));
  return name;
}

static bool use(Render *self, const Piece *piece, const TemplateScope *scope) {
  Str text = piece->text, name = take_name(&text);
  size_t found = SIZE_MAX;
  for (size_t i = 0; i < self->pieces.len; i++) {
    Str other = self->pieces.items[i].text;
    bool defines = self->pieces.items[i].kind == DEFINE || self->pieces.items[i].kind == BLOCK;
    if (defines && str_eq(take_name(&other), name)) found = i;
  }
  if (found == SIZE_MAX)
    return fail(self, piece, arena_printf(self->arena, "template \"%.*s\" is not defined", STR_FMT(name)));
  const Val *dot = str_empty(text) ? val_null(self->arena, NULL) : value_of(self, piece, scope, text);
  if (dot == NULL) return false;
  TemplateScope inner = {.arena = self->arena, .dot = dot, .root = dot};
  return run(self, found + 1, self->pieces.items[found].next, &inner);
}

/* One piece; *at is the last that belongs to it. */
static bool run_piece(Render *self, size_t *at, TemplateScope *scope) {
  const Piece *piece = &self->pieces.items[*at];
  size_t place = *at;
  if (opens(piece->kind)) *at = end_of(self, *at);
  switch (piece->kind) {
  case TEXT: buf_put(self->out, piece->text); return true;
  case SET: return set(self, piece, scope);
  case IF:
  case WITH:
  case RANGE: return run_block(self, place, scope);
  case USE:
  case BLOCK: return use(self, piece, scope);
  case VALUE: {
    const Val *value = value_of(self, piece, scope, piece->text);
    if (value != NULL) template_print(self->arena, value, self->out);
    return value != NULL;
  }
  default: return true;
  }
}

static bool run(Render *self, size_t from, size_t to, TemplateScope *scope) {
  bool ok = self->depth++ < MAX_DEPTH && self->out->len < MAX_OUTPUT;
  if (!ok && from < self->pieces.len) fail(self, &self->pieces.items[from], STR("the template does not end"));
  for (size_t i = from; ok && i < to; i++) ok = run_piece(self, &i, scope);
  self->depth--;
  return ok;
}

bool template_render_with(Arena *arena, Str definitions, Str text, const Val *values, Buf *out, Str *error) {
  Render self = {.arena = arena, .out = out, .error = error};
  if (!cut(&self, definitions) || !link_blocks(&self, 0)) return false;
  size_t from = self.pieces.len;
  if (values == NULL) values = val_null(arena, NULL);
  TemplateScope scope = {.arena = arena, .dot = values, .root = values};
  return cut(&self, text) && link_blocks(&self, from) && run(&self, from, self.pieces.len, &scope);
}

bool template_render(Arena *arena, Str text, const Val *values, Buf *out, Str *error) {
  return template_render_with(arena, (Str){0}, text, values, out, error);
}
