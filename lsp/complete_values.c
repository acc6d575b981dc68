/* complete_values.c: values that need no reference: words of enums, types, functions, literals, SQL. */
#include "lsp/complete_internal.h"
#include "lsp/markdown.h"

bool complete_accepts(const Complete *self, ValueKind kind) {
  for (uint32_t i = 0; i < self->accepted_count; i++)
    if (self->accepted[i]->kind == kind) return true;
  return false;
}

static CompleteItem *add_word(Complete *self, Str word, unsigned rank) {
  CompleteItem *item = complete_add(self, COMPLETE_WORD, word, rank);
  if (item != NULL) item->snippet = word;
  return item;
}

static void add_enum(Complete *self, const EnumSpec *words, unsigned rank) {
  for (uint16_t i = 0; i < words->count; i++) {
    const WordSpec *word = &words->words[i];
    CompleteItem *item = add_word(self, word->name, rank);
    if (item == NULL) continue;
    item->words = words;
    item->detail = words->name;
    Snippet snippet = {0};
    snippet_text(&snippet, word->name);
    item->snippet = arena_str(self->arena, buf_str(&snippet.buf));
    buf_free(&snippet.buf);
  }
}

/* Words that must be written as strings: charset = "utf8mb4". */
static void add_strings(Complete *self, const EnumSpec *words, unsigned rank) {
  for (uint16_t i = 0; i < words->count; i++) {
    Str quoted = arena_printf(self->arena, "\"%.*s\"", STR_FMT(words->words[i].name));
    CompleteItem *item = add_word(self, quoted, rank);
    if (item == NULL) continue;
    item->filter = words->words[i].name;
    item->words = words;
  }
}

static Str take(Complete *self, Snippet *snippet) {
  Str text = arena_str(self->arena, buf_str(&snippet->buf));
  buf_free(&snippet->buf);
  return text;
}

/* Does another column of the table have this type already? */
static bool used_nearby(const Complete *self, Str name) {
  const SymDef *table = self->inside;
  while (table != NULL && table->parent != NULL) table = table->parent;
  for (const SymDef *child = table != NULL ? table->children : NULL; child != NULL; child = child->next) {
    Str text = child->type_text;
    if (child != self->inside && str_eq(str_sub(text, 0, str_find(text, '(', 0)), name)) return true;
  }
  return false;
}

static unsigned type_rank(const Complete *self, const TypeSpec *type) {
  if (str_eq(type->category, STR("pseudo"))) return RANK_LAST;
  if (type->server_lacks || !str_empty(type->extension)) return RANK_WEAK;
  if (used_nearby(self, type->name)) return RANK_GOOD;
  return RANK_GOOD + (str_empty(type->alias_of) ? 1 : 2);
}

/* "(precision, scale?) number" */
static Str type_detail(Complete *self, const TypeSpec *type) {
  Buf detail = {0};
  signature_type(&detail, type);
  Str params = str_sub(buf_str(&detail), type->name.len, detail.len);
  Str text =
      arena_printf(self->arena, "%.*s%s%.*s", STR_FMT(params), params.len > 0 ? " " : "", STR_FMT(type->category));
  buf_free(&detail);
  return text;
}

static void add_types(Complete *self) {
  for (uint16_t i = 0; i < self->dialect->type_count; i++) {
    const TypeSpec *type = &self->dialect->types[i];
    if (type->raw_only) continue;
    CompleteItem *item = complete_add(self, COMPLETE_TYPE, type->name, type_rank(self, type));
    if (item == NULL) continue;
    item->type = type;
    item->detail = type_detail(self, type);
    Snippet snippet = {0};
    snippet_type(&snippet, type);
    Str text = take(self, &snippet);
    item->snippet = self->cursor.call_follows ? type->name : text;
  }
}

static void add_call(Complete *self, const FuncSpec *function, unsigned rank) {
  CompleteItem *item = complete_add(self, COMPLETE_FUNCTION, function->name, rank);
  if (item == NULL) return;
  item->function = function;
  item->detail = function->returns;
  item->snippet = function->name;
  if (self->cursor.call_follows) return;
  Snippet snippet = {0};
  bool text = function->param_count > 0 && str_eq(function->params[0].type, STR("string"));
  buf_printf(&snippet.buf, text ? "%.*s(\"" : "%.*s(", STR_FMT(function->name));
  if (function->param_count > 0) snippet_stop(&snippet, STR(""));
  buf_put(&snippet.buf, text ? STR("\")") : STR(")"));
  item->snippet = take(self, &snippet);
}

static void add_functions(Complete *self) {
  bool wanted = self->any || complete_accepts(self, VALUE_STRING) || complete_accepts(self, VALUE_INT) ||
                complete_accepts(self, VALUE_NUMBER) || complete_accepts(self, VALUE_LIST) ||
                complete_accepts(self, VALUE_EXPR) || complete_accepts(self, VALUE_SQL);
  unsigned rank = self->any ? RANK_OTHER : RANK_LAST;
  for (size_t i = 0; wanted && i < dialect_function_count; i++) {
    const FuncSpec *function = &dialect_functions[i];
    if (!function->config_only || self->dialect->config_functions) add_call(self, function, rank);
  }
}

/* sql("...") where the place takes SQL text. */
static void add_sql(Complete *self, unsigned rank) {
  for (size_t i = 0; i < self->out->items.len; i++)
    if (str_eq(self->out->items.items[i].label, STR("sql"))) return;
  const FuncSpec *function = dialect_function(self->dialect, STR("sql"));
  if (function != NULL) {
    add_call(self, function, rank);
    return;
  }
  CompleteItem *item = complete_add(self, COMPLETE_FUNCTION, STR("sql"), rank);
  if (item == NULL) return;
  item->detail = STR("an SQL expression");
  item->snippet = STR("sql(\"$1\")");
}

static void add_snippet(Complete *self, Str label, Str detail, Str snippet, unsigned rank) {
  CompleteItem *item = complete_add(self, COMPLETE_SNIPPET, label, rank);
  if (item == NULL) return;
  item->detail = detail;
  item->snippet = snippet;
}

static void add_bools(Complete *self) {
  bool yes_first = self->attr == NULL || !str_eq(self->attr->default_text, STR("true"));
  add_word(self, STR("true"), yes_first ? RANK_REQUIRED : RANK_REQUIRED + 1);
  add_word(self, STR("false"), yes_first ? RANK_REQUIRED + 1 : RANK_REQUIRED);
}

static void add_type_words(Complete *self) {
  static const Str words[] = {STR_INIT("string"), STR_INIT("number"), STR_INIT("bool"), STR_INIT("any")};
  static const Str calls[] = {STR_INIT("list"), STR_INIT("map"), STR_INIT("set")};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) add_word(self, words[i], RANK_GOOD + (unsigned)i);
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
    add_snippet(self, calls[i], STR("of a type"), arena_printf(self->arena, "%.*s(${1:string})", STR_FMT(calls[i])),
                RANK_GOOD + 10);
}

/* A list where none is open yet: `[` with the tab stop inside. */
static void add_list(Complete *self, const ValueSpec *value) {
  Snippet snippet = {0};
  AttrSpec fake = {.value = value, .role = self->attr != NULL ? self->attr->role : (uint8_t)ATTR_PLAIN};
  snippet_value(self, &snippet, &fake);
  Str text = take(self, &snippet);
  add_snippet(self, complete_plain(self->arena, text), STR("list"), text, RANK_BEST + 50);
}

static void add_spec(Complete *self, const ValueSpec *value) {
  switch ((ValueKind)value->kind) {
  case VALUE_BOOL: add_bools(self); break;
  case VALUE_ENUM: add_enum(self, value->words, RANK_REQUIRED); break;
  case VALUE_TYPE:
    add_types(self);
    add_sql(self, RANK_WEAK);
    break;
  case VALUE_SQL:
    add_snippet(self, STR("\"...\""), STR("SQL text"), STR("\"$1\""), RANK_GOOD + 1);
    add_snippet(self, STR("<<-SQL"), STR("SQL on lines of its own"), STR("<<-SQL\n  $0\nSQL"), RANK_GOOD + 2);
    if (value->sql_call) add_sql(self, RANK_GOOD);
    break;
  case VALUE_EXPR:
  case VALUE_RAW: add_sql(self, RANK_GOOD); break;
  case VALUE_TYPEEXPR: add_type_words(self); break;
  case VALUE_LIST: add_list(self, value); break;
  case VALUE_STRING: add_snippet(self, STR("\"...\""), STR("text"), STR("\"$1\""), RANK_WEAK); break;
  default: break;
  }
}

/* Words that a parameter of a type takes: the first list of words of its parameters. */
static void add_type_params(Complete *self) {
  const CursorFrame *frame = &self->cursor.frames[self->cursor.frame_count - 1];
  const TypeSpec *type = dialect_type(self->dialect, frame->callee);
  if (type == NULL || type->param_count == 0) return;
  uint32_t last = type->param_count - 1U;
  const TypeParam *param = &type->params[frame->index < last ? frame->index : last];
  if (param->allowed != NULL && !self->cursor.quoted) {
    if (param->kind == VALUE_STRING)
      add_strings(self, param->allowed, RANK_GOOD);
    else
      add_enum(self, param->allowed, RANK_GOOD);
  }
  if (param->kind == VALUE_BOOL) add_bools(self);
  if (param->kind == VALUE_TYPE) add_types(self);
}

static bool in_type_call(const Complete *self) {
  if (self->cursor.frame_count == 0) return false;
  const CursorFrame *frame = &self->cursor.frames[self->cursor.frame_count - 1];
  return frame->kind == FRAME_CALL && complete_accepts(self, VALUE_TYPE) &&
         dialect_type(self->dialect, frame->callee) != NULL;
}

void complete_words(Complete *self) {
  if (in_type_call(self)) {
    add_type_params(self);
    return;
  }
  for (uint32_t i = 0; i < self->accepted_count; i++) add_spec(self, self->accepted[i]);
  if (self->attr != NULL && self->attr->suggest != NULL && self->cursor.frame_count == 0)
    add_strings(self, self->attr->suggest, RANK_GOOD);
  if (self->any) add_bools(self);
  if (self->attr != NULL && (self->attr->flags & SPEC_REQUIRED) == 0 && self->cursor.frame_count == 0)
    add_word(self, STR("null"), RANK_LAST);
  add_functions(self);
}

void complete_quoted(Complete *self) {
  if (in_type_call(self)) {
    const CursorFrame *frame = &self->cursor.frames[self->cursor.frame_count - 1];
    const TypeSpec *type = dialect_type(self->dialect, frame->callee);
    uint32_t last = type->param_count > 0 ? type->param_count - 1U : 0;
    if (type->param_count == 0) return;
    const TypeParam *param = &type->params[frame->index < last ? frame->index : last];
    if (param->allowed != NULL) add_enum(self, param->allowed, RANK_GOOD);
    return;
  }
  bool call = self->cursor.frame_count > 0 && self->cursor.frames[self->cursor.frame_count - 1].kind == FRAME_CALL;
  if (call) return; /* text of a function: nothing is known about it */
  for (uint32_t i = 0; i < self->accepted_count; i++) {
    const ValueSpec *value = self->accepted[i];
    if (value->kind == VALUE_ENUM && (value->quoted || value->words->strings)) add_enum(self, value->words, RANK_GOOD);
  }
  if (self->attr != NULL && self->attr->suggest != NULL) add_enum(self, self->attr->suggest, RANK_GOOD);
}
