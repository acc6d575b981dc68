/* Expressions in brackets: (a), [a, b], {a = b}, f(a), and the two forms of `for`. */
#include "grammar/parse_list.h"

/* Skips to the closer and takes it; false when something else comes first. */
static bool skip_to(Parser *self, TokenKind closer) {
  self->newlines = false;
  do {
    parse_skip_in_brackets(self);
  } while (parse_accept(self, TOK_COMMA) || parse_accept(self, TOK_NEWLINE));
  return parse_accept(self, closer);
}

SynExpr *parse_paren(Parser *self) {
  uint32_t start = parse_take(self).start;
  if (!parse_enter(self)) return parse_new_error(self, self->end);
  bool newlines = parse_newlines(self, false);
  SynExpr *inner = parse_expr(self);
  if (!parse_accept(self, TOK_CPAREN)) {
    parse_error(self, parse_next_span(self), "Unbalanced parentheses",
                "Expected a closing parenthesis to terminate the expression.");
    skip_to(self, TOK_CPAREN);
  }
  parse_newlines(self, newlines);
  self->depth--;
  self->height++;
  SynExpr *expr = PARSE_NEW(self, SYN_PAREN, start, op);
  expr->as.op.a = inner;
  return expr;
}

/* Moves the scratch nodes from `first` on into the expression. */
static SynExpr **take_nodes(Parser *self, size_t first, uint32_t *count) {
  *count = (uint32_t)(self->nodes.len - first);
  SynExpr **nodes = parse_copy(self, self->nodes.items, first, *count, sizeof *nodes);
  self->nodes.len = first;
  return nodes;
}

static const char for_summary[] = "Invalid 'for' expression";

static void for_error(Parser *self, const char *detail) {
  parse_error(self, parse_next_span(self), for_summary, detail);
}

/* `k, v in`; false after an error. */
static bool for_names(Parser *self, SynExpr *expr) {
  if (parse_peek(self) != TOK_IDENT) {
    for_error(self, "For expression requires variable name after 'for'.");
    return false;
  }
  expr->as.loop.value_span = token_span(parse_take(self));
  if (parse_accept(self, TOK_COMMA)) {
    expr->as.loop.key_span = expr->as.loop.value_span;
    expr->as.loop.key = parse_text(self, expr->as.loop.key_span);
    if (parse_peek(self) != TOK_IDENT) {
      for_error(self, "For expression requires value variable name after comma.");
      return false;
    }
    expr->as.loop.value_span = token_span(parse_take(self));
  }
  expr->as.loop.value = parse_text(self, expr->as.loop.value_span);
  if (!parse_next_is(self, STR("in"))) {
    for_error(self, "For expression requires the 'in' keyword after its name declarations.");
    return false;
  }
  parse_take(self);
  return true;
}

/* `collection : key => value... if condition`. Sets *ellipsis to the three dots. */
static void for_clauses(Parser *self, SynExpr *expr, Span *ellipsis) {
  expr->as.loop.in = parse_expr(self);
  if (!parse_accept(self, TOK_COLON)) {
    for_error(self, "For expression requires a colon after the collection expression.");
    return;
  }
  expr->as.loop.result = parse_expr(self);
  if (parse_accept(self, TOK_ARROW)) {
    expr->as.loop.result_key = expr->as.loop.result;
    expr->as.loop.result = parse_expr(self);
  }
  if (parse_peek(self) == TOK_ELLIPSIS) {
    *ellipsis = token_span(parse_take(self));
    expr->group = true;
  }
  if (parse_next_is(self, STR("if"))) {
    parse_take(self);
    expr->as.loop.cond = parse_expr(self);
  }
}

static void for_check(Parser *self, const SynExpr *expr, Span ellipsis) {
  if (expr->flag && expr->as.loop.result_key == NULL) {
    parse_error(self, expr->as.loop.result->span, for_summary, "Key expression is required when building an object.");
  } else if (!expr->flag && expr->as.loop.result_key != NULL) {
    parse_error(self, expr->as.loop.result_key->span, for_summary,
                "Key expression is not valid when building a tuple.");
  } else if (!expr->flag && expr->group) {
    parse_error(self, ellipsis, for_summary, "Grouping ellipsis (...) cannot be used when building a tuple.");
  }
}

/* [for ...] or {for ...}: the bracket was taken and `for` is next. */
static SynExpr *parse_for(Parser *self, uint32_t start, bool object) {
  TokenKind closer = object ? TOK_CBRACE : TOK_CBRACK;
  Span ellipsis = {0, 0};
  parse_take(self);
  SynExpr *expr = PARSE_NEW(self, SYN_FOR, start, loop);
  expr->flag = object;
  if (for_names(self, expr)) for_clauses(self, expr, &ellipsis);
  if (expr->as.loop.in == NULL) expr->as.loop.in = parse_new_error(self, self->end);
  if (expr->as.loop.result == NULL) expr->as.loop.result = parse_new_error(self, self->end);
  if (!parse_accept(self, closer)) {
    for_error(self, "Extra characters after the end of the 'for' expression.");
    skip_to(self, closer);
  }
  for_check(self, expr, ellipsis);
  if (object && expr->as.loop.result_key == NULL) expr->as.loop.result_key = parse_new_error(self, self->end);
  expr->span.end = self->end;
  return expr;
}

/* Whether a line that looks like an item of a body is next, since the bracket was never closed. Reports it in the way
 * of HCL, which takes the name for an element and stumbles over what follows: `[a,` newline `b = 1` -> at the '='. */
static bool item_in_list(Parser *self, const char *summary, const char *detail) {
  if (!parse_at_item(self)) return false;
  uint32_t at = lex_ident_end(self->text, self->token.start);
  while (self->text.ptr[at] == ' ' || self->text.ptr[at] == '\t') at++;
  parse_error(self, span_make(at, at + 1), summary, detail);
  return true;
}

static const char missing_item[] = "Missing item separator";
static const char missing_item_detail[] = "Expected a comma to mark the beginning of the next item.";
static const char missing_argument[] = "Missing argument separator";
static const char missing_argument_detail[] = "A comma is required to separate each function argument from the next.";

/* What follows an element: true when another one may come. */
static bool tuple_goes_on(Parser *self, Span open) {
  TokenKind kind = parse_peek(self);
  if (kind == TOK_COMMA) {
    parse_take(self);
    return true;
  }
  if (kind == TOK_CBRACK) return false;
  if (kind == TOK_EOF) {
    parse_error(self, open, "Unterminated tuple constructor expression",
                "There is no corresponding closing bracket before the end of the file. This may be caused by incorrect "
                "bracket nesting elsewhere in this file.");
  } else {
    parse_error(self, parse_next_span(self), missing_item, missing_item_detail);
  }
  parse_skip_in_brackets(self);
  return parse_accept(self, TOK_COMMA);
}

SynExpr *parse_tuple(Parser *self) {
  Span open = token_span(parse_take(self));
  if (!parse_enter(self)) return parse_new_error(self, self->end);
  bool newlines = parse_newlines(self, false);
  SynExpr *expr = NULL;
  if (parse_next_is(self, STR("for"))) {
    expr = parse_for(self, open.start, false);
  } else {
    size_t first = self->nodes.len;
    bool more = true;
    while (more && parse_peek(self) != TOK_CBRACK && !item_in_list(self, missing_item, missing_item_detail)) {
      SynExpr *element = parse_expr(self);
      array_push(&self->nodes, element);
      more = tuple_goes_on(self, open);
    }
    parse_accept(self, TOK_CBRACK);
    expr = PARSE_NEW(self, SYN_TUPLE, open.start, tuple);
    expr->as.tuple.elems = take_nodes(self, first, &expr->count);
  }
  parse_newlines(self, newlines);
  self->depth--;
  self->height++;
  return expr;
}

static void separator_error(Parser *self, Span open) {
  TokenKind kind = parse_peek(self);
  Span next = parse_next_span(self);
  if (kind == TOK_NEWLINE || kind == TOK_COMMA) {
    parse_error(self, next, "Missing attribute value",
                "Expected an attribute value, introduced by an equals sign (\"=\").");
  } else if (kind == TOK_EOF) {
    parse_error(self, open, "Unterminated object constructor expression",
                "There is no corresponding closing brace before the end of the file. This may be caused by incorrect "
                "brace nesting elsewhere in this file.");
  } else if (kind == TOK_IDENT) {
    parse_error(self, next, "Missing key/value separator",
                "Expected an equals sign (\"=\") to mark the beginning of the attribute value. A name with periods or "
                "spaces must be written in quotes.");
  } else {
    parse_error(self, next, "Missing key/value separator",
                "Expected an equals sign (\"=\") to mark the beginning of the attribute value.");
  }
}

/* A key as it is meant: `null = 1` and `true = 1` are bare names, too. */
static SynExpr *object_key(Parser *self, SynExpr *key, bool *bare) {
  if (key->kind == SYN_NULL || key->kind == SYN_BOOL) {
    SynExpr *path = PARSE_NEW(self, SYN_PATH, key->span.start, path);
    path->span = path->as.path.name_span = key->span;
    path->as.path.name = parse_text(self, key->span);
    key = path;
  }
  *bare = key->kind == SYN_PATH && key->count == 0;
  return key;
}

/* `key = value` and the separator behind it; false when the object ends. */
static bool object_item(Parser *self, Span open) {
  SynItem item = {0};
  item.key = object_key(self, parse_expr(self), &item.bare_key);
  TokenKind kind = parse_peek(self);
  if (kind == TOK_EQUAL || kind == TOK_COLON) {
    parse_take(self);
    item.value = parse_expr(self);
    array_push(&self->items, item);
    kind = parse_peek(self);
    if (kind == TOK_CBRACE) return false;
    if (kind == TOK_COMMA || kind == TOK_NEWLINE) {
      parse_take(self);
      return true;
    }
    if (kind == TOK_EOF) {
      separator_error(self, open);
    } else {
      parse_error(self, parse_next_span(self), "Missing attribute separator",
                  "Expected a newline or comma to mark the beginning of the next attribute.");
    }
  } else {
    separator_error(self, open);
    item.value = parse_new_error(self, self->end);
    array_push(&self->items, item);
  }
  parse_skip_in_brackets(self);
  return parse_accept(self, TOK_COMMA) || parse_accept(self, TOK_NEWLINE);
}

static SynExpr *parse_object_items(Parser *self, Span open) {
  size_t first = self->items.len;
  SynError **errors = self->last_error;
  self->newlines = true;
  bool more = true;
  while (more) {
    TokenKind kind = parse_peek(self);
    if (kind == TOK_CBRACE) break;
    if (kind == TOK_NEWLINE) {
      parse_take(self);
    } else {
      more = object_item(self, open);
    }
  }
  parse_accept(self, TOK_CBRACE);
  self->stray_brace |= self->last_error != errors;
  SynExpr *expr = PARSE_NEW(self, SYN_OBJECT, open.start, object);
  expr->count = (uint32_t)(self->items.len - first);
  expr->as.object.items = parse_copy(self, self->items.items, first, expr->count, sizeof(SynItem));
  self->items.len = first;
  return expr;
}

SynExpr *parse_object(Parser *self) {
  Span open = token_span(parse_take(self));
  if (!parse_enter(self)) return parse_new_error(self, self->end);
  bool newlines = parse_newlines(self, false);
  SynExpr *expr = parse_next_is(self, STR("for")) ? parse_for(self, open.start, true) : parse_object_items(self, open);
  parse_newlines(self, newlines);
  self->depth--;
  self->height++;
  return expr;
}

/* The rest of a scoped name, `a::b`: takes the '('; false after an error. */
static bool call_name(Parser *self, Span *name, Str *text) {
  while (parse_peek(self) == TOK_SCOPE) {
    parse_take(self);
    if (parse_peek(self) != TOK_IDENT) {
      parse_error(self, parse_next_span(self), "Missing function name",
                  "Function scope resolution symbol :: must be followed by a function name in this scope.");
      return false;
    }
    Span part = token_span(parse_take(self));
    Str part_text = parse_text(self, part);
    *text = arena_printf(self->arena, "%.*s::%.*s", STR_FMT(*text), STR_FMT(part_text));
    name->end = part.end;
  }
  if (parse_peek(self) == TOK_OPAREN) return true;
  parse_error(self, parse_next_span(self), "Missing open parenthesis",
              "Function selector must be followed by an open parenthesis to begin the function call.");
  return false;
}

/* What follows an argument: true when another one may come. */
static bool call_goes_on(Parser *self, SynExpr *call) {
  TokenKind kind = parse_peek(self);
  if (kind == TOK_COMMA) {
    parse_take(self);
    return true;
  }
  if (kind == TOK_CPAREN) return false;
  Span next = parse_next_span(self);
  if (kind == TOK_ELLIPSIS) {
    call->flag = true;
    parse_take(self);
    if (parse_peek(self) == TOK_CPAREN) return false;
    parse_error(self, next, "Missing closing parenthesis",
                "An expanded function argument (with ...) must be immediately followed by closing parentheses.");
  } else if (kind == TOK_EOF) {
    parse_error(self, span_make(call->as.call.name_span.start, call->as.call.open.end), "Unterminated function call",
                "There is no closing parenthesis for this function call before the end of the file. This may be caused "
                "by incorrect parenthesis nesting elsewhere in this file.");
  } else {
    parse_error(self, next, missing_argument, missing_argument_detail);
  }
  parse_skip_in_brackets(self);
  return parse_accept(self, TOK_COMMA);
}

SynExpr *parse_call(Parser *self, Span name) {
  Str text = parse_text(self, name);
  uint32_t start = name.start;
  bool open = call_name(self, &name, &text);
  SynExpr *call = PARSE_NEW(self, SYN_CALL, start, call);
  call->as.call.name = text;
  call->as.call.name_span = name;
  call->as.call.open = call->as.call.close = span_make(self->end, self->end);
  if (!open) return call;
  call->as.call.open = token_span(parse_take(self));
  if (!parse_enter(self)) return call;
  bool newlines = parse_newlines(self, false), more = true;
  size_t first = self->nodes.len;
  while (more && parse_peek(self) != TOK_CPAREN && !item_in_list(self, missing_argument, missing_argument_detail)) {
    SynExpr *argument = parse_expr(self);
    array_push(&self->nodes, argument);
    more = call_goes_on(self, call);
  }
  bool closed = parse_peek(self) == TOK_CPAREN;
  call->as.call.close = closed ? token_span(parse_take(self)) : span_make(self->end, self->end);
  call->as.call.args = take_nodes(self, first, &call->count);
  call->span.end = self->end;
  parse_newlines(self, newlines);
  self->depth--;
  self->height++;
  return call;
}
