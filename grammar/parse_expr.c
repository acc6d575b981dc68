/* Expressions: conditionals, operators, terms and their steps. Brackets are in parse_list.c, strings in
 * parse_template.c. */
#include "grammar/parse.h"
#include "grammar/parse_list.h"

static const struct {
  uint8_t precedence, op;
} operators[TOK_BAD] = {
    [TOK_OR] = {1, SYN_OP_OR},       [TOK_AND] = {2, SYN_OP_AND},  [TOK_EQ] = {3, SYN_OP_EQ},
    [TOK_NE] = {3, SYN_OP_NE},       [TOK_GT] = {4, SYN_OP_GT},    [TOK_GE] = {4, SYN_OP_GE},
    [TOK_LT] = {4, SYN_OP_LT},       [TOK_LE] = {4, SYN_OP_LE},    [TOK_PLUS] = {5, SYN_OP_ADD},
    [TOK_MINUS] = {5, SYN_OP_SUB},   [TOK_STAR] = {6, SYN_OP_MUL}, [TOK_SLASH] = {6, SYN_OP_DIV},
    [TOK_PERCENT] = {6, SYN_OP_MOD},
};

static SynExpr *parse_operand(Parser *self);

/* The height of a node over children of the heights `a` and `b`. Too high is an error: the rest of the text is dropped.
 */
static void grow(Parser *self, uint32_t a, uint32_t b) {
  self->height = (a > b ? a : b) + 1;
  if (self->height <= PARSE_HEIGHT) return;
  parse_error(self, parse_next_span(self), "Nesting too deep", "This expression has too many operators.");
  self->lex.depth = 0;
  self->lex.at = (uint32_t)self->text.len;
  self->ready = false;
}

/* Operands joined by operators of at least this precedence: a + b * c, 5 -> ADD(a, MUL(b, c)). */
static SynExpr *parse_binary(Parser *self, unsigned precedence) {
  SynExpr *left = parse_operand(self);
  for (;;) {
    TokenKind kind = parse_peek(self);
    if (kind >= TOK_BAD || operators[kind].precedence == 0 || operators[kind].precedence < precedence) return left;
    Span op = token_span(parse_take(self));
    uint32_t height = self->height;
    self->height = 0;
    SynExpr *right = parse_binary(self, operators[kind].precedence + 1U);
    grow(self, height, self->height);
    SynExpr *expr = PARSE_NEW(self, SYN_BINARY, left->span.start, op);
    expr->op = operators[kind].op;
    expr->as.op.a = left;
    expr->as.op.b = right;
    expr->as.op.op = op;
    left = expr;
  }
}

static SynExpr *parse_conditional(Parser *self, SynExpr *condition) {
  Span op = token_span(parse_take(self));
  uint32_t height = self->height;
  if (!parse_enter(self)) return condition;
  SynExpr *then = parse_expr(self), *other = NULL;
  if (parse_accept(self, TOK_COLON)) {
    other = parse_expr(self);
  } else {
    parse_error(self, parse_next_span(self), "Missing false expression in conditional",
                "The conditional operator (...?...:...) requires a false expression, delimited by a colon.");
    other = parse_new_error(self, self->end);
  }
  self->depth--;
  grow(self, height, self->height);
  SynExpr *expr = PARSE_NEW(self, SYN_CONDITIONAL, condition->span.start, op);
  expr->as.op.a = condition;
  expr->as.op.b = then;
  expr->as.op.c = other;
  expr->as.op.op = op;
  return expr;
}

SynExpr *parse_expr(Parser *self) {
  uint32_t height = self->height;
  self->height = 0;
  SynExpr *expr = parse_binary(self, 1);
  if (parse_peek(self) == TOK_QUESTION) expr = parse_conditional(self, expr);
  if (self->height < height) self->height = height;
  return expr;
}

static void push_step(Parser *self, SynStepKind kind, uint32_t start, Span name) {
  SynStep step = {.kind = kind, .span = span_make(start, self->end)};
  if (kind == SYN_STEP_ATTR) {
    step.name_span = name;
    step.name = parse_text(self, name);
  }
  array_push(&self->steps, step);
}

/* `.name`, `.0` or `.*`; the dot is next. `star` is the star of an attribute splat that this step belongs to (empty
 * when none), after which HCL is stricter. Returns false when there is no step: the rest is not read. */
static bool parse_dot(Parser *self, Span *star) {
  uint32_t start = parse_take(self).start;
  Span none = span_make(self->end, self->end);
  TokenKind kind = parse_at_item(self) ? TOK_BAD : parse_peek(self);
  Span next = parse_next_span(self);
  bool splat = star->end > 0;
  if (kind == TOK_IDENT || kind == TOK_NUMBER) {
    Span name = token_span(parse_take(self));
    if (kind == TOK_NUMBER && str_find(parse_text(self, name), '.', 0) < name.end - name.start) {
      parse_error(self, splat ? *star : name, "Invalid legacy index syntax",
                  "Two indexes may not follow each other in this form. Use the proper index syntax, like [0][1].");
    } else if (kind == TOK_NUMBER) {
      parse_check_number(self, name);
    }
    push_step(self, SYN_STEP_ATTR, start, name);
    return true;
  }
  if (kind == TOK_STAR && !splat) {
    *star = token_span(parse_take(self));
    push_step(self, SYN_STEP_ATTR_SPLAT, start, none);
    return true;
  }
  if (kind == TOK_STAR) {
    parse_error(self, next, "Nested splat expression not allowed",
                "A splat expression (*) cannot be used inside another attribute-only splat expression.");
  } else {
    parse_error(self, splat ? *star : next, "Invalid attribute name", "An attribute name is required after a dot.");
  }
  push_step(self, SYN_STEP_ATTR, start, none);
  return false;
}

static void close_index(Parser *self, const char *summary, const char *detail) {
  if (parse_accept(self, TOK_CBRACK)) return;
  parse_error(self, parse_next_span(self), summary, detail);
  parse_skip_in_brackets(self);
  parse_accept(self, TOK_CBRACK);
}

/* `[expr]` or `[*]`; the bracket is next. */
static bool parse_index(Parser *self) {
  uint32_t start = parse_take(self).start;
  if (parse_accept(self, TOK_STAR)) {
    close_index(self, "Missing close bracket on splat index",
                "The star for a full splat operator must be immediately followed by a closing bracket (\"]\").");
    push_step(self, SYN_STEP_FULL_SPLAT, start, span_make(0, 0));
    return true;
  }
  if (!parse_enter(self)) return false;
  bool newlines = parse_newlines(self, false);
  SynExpr *key = parse_expr(self);
  close_index(self, "Missing close bracket on index", "The index operator must end with a closing bracket (\"]\").");
  parse_newlines(self, newlines);
  self->depth--;
  push_step(self, SYN_STEP_INDEX, start, span_make(0, 0));
  array_last(&self->steps).key = key;
  return true;
}

/* The steps behind a term: makes a path of a bare name, or an access. */
static SynExpr *parse_steps(Parser *self, SynExpr *base) {
  TokenKind kind = parse_peek(self);
  if (kind != TOK_DOT && kind != TOK_OBRACK) return base;
  size_t first = self->steps.len;
  Span star = {0, 0};
  uint32_t height = self->height;
  for (;; kind = parse_peek(self)) {
    if (kind == TOK_DOT) {
      if (!parse_dot(self, &star)) break;
    } else if (kind == TOK_OBRACK) {
      star = span_make(0, 0);
      if (!parse_index(self)) break;
    } else {
      break;
    }
  }
  uint32_t count = (uint32_t)(self->steps.len - first);
  SynStep *steps = parse_copy(self, self->steps.items, first, count, sizeof(SynStep));
  self->steps.len = first;
  if (base->kind == SYN_PATH) {
    base->as.path.steps = steps;
  } else {
    SynExpr *access = PARSE_NEW(self, SYN_ACCESS, base->span.start, access);
    access->as.access.base = base;
    access->as.access.steps = steps;
    base = access;
  }
  grow(self, height, self->height);
  base->count = count;
  base->span.end = self->end;
  return base;
}

static SynExpr *parse_unary(Parser *self, SynOp op) {
  Token token = parse_take(self);
  if (!parse_enter(self)) return parse_new_error(self, self->end);
  SynExpr *operand = parse_operand(self);
  self->depth--;
  grow(self, self->height, 0);
  SynExpr *expr = PARSE_NEW(self, SYN_UNARY, token.start, op);
  expr->op = (uint8_t)op;
  expr->as.op.a = operand;
  expr->as.op.op = token_span(token);
  return expr;
}

void parse_check_number(Parser *self, Span span) {
  Str text = parse_text(self, span);
  size_t at = 0, exponent = 0;
  while (at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9') at++;
  if (at < text.len && text.ptr[at] == '.') at++;
  while (at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9') at++;
  if (at < text.len && (text.ptr[at] == 'e' || text.ptr[at] == 'E')) {
    at++;
    if (at < text.len && (text.ptr[at] == '+' || text.ptr[at] == '-')) at++;
    while (at < text.len && text.ptr[at] == '0') at++;
    for (; at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9'; at++) exponent++;
  }
  if (at == text.len && exponent < 10) return;
  parse_error(self, span, "Invalid number literal", "Failed to recognize the value of this number literal.");
}

static SynExpr *parse_number(Parser *self) {
  Span span = token_span(parse_take(self));
  parse_check_number(self, span);
  SynExpr *expr = PARSE_NEW(self, SYN_NUMBER, span.start, text);
  expr->as.text = parse_text(self, span);
  return expr;
}

static SynExpr *parse_name(Parser *self) {
  Span span = token_span(parse_take(self));
  TokenKind kind = parse_peek(self);
  if (kind == TOK_OPAREN || kind == TOK_SCOPE) return parse_call(self, span);
  Str name = parse_text(self, span);
  if (str_eq(name, STR("null"))) return parse_new(self, SYN_NULL, span.start, 0);
  bool yes = str_eq(name, STR("true"));
  if (yes || str_eq(name, STR("false"))) {
    SynExpr *literal = parse_new(self, SYN_BOOL, span.start, 0);
    literal->flag = yes;
    return literal;
  }
  SynExpr *path = PARSE_NEW(self, SYN_PATH, span.start, path);
  path->as.path.name = name;
  path->as.path.name_span = span;
  return path;
}

static SynExpr *parse_bad_term(Parser *self) {
  bool eof = parse_peek(self) == TOK_EOF;
  parse_error(self, parse_next_span(self), eof ? "Missing expression" : "Invalid expression",
              eof ? "Expected the start of an expression, but found the end of the file."
                  : "Expected the start of an expression, but found an invalid expression token.");
  return parse_new_error(self, self->end);
}

static SynExpr *parse_term(Parser *self) {
  switch (parse_peek(self)) {
  case TOK_IDENT: return parse_at_item(self) ? parse_bad_term(self) : parse_name(self);
  case TOK_NUMBER: return parse_number(self);
  case TOK_STRING:
  case TOK_OQUOTE:
  case TOK_OHEREDOC: return parse_template(self);
  case TOK_MINUS: return parse_unary(self, SYN_OP_NEG);
  case TOK_BANG: return parse_unary(self, SYN_OP_NOT);
  case TOK_OPAREN: return parse_paren(self);
  case TOK_OBRACK: return parse_tuple(self);
  case TOK_OBRACE: return parse_object(self);
  default: return parse_bad_term(self);
  }
}

/* A term with its steps. */
static SynExpr *parse_operand(Parser *self) {
  SynExpr *term = parse_term(self);
  return term->kind == SYN_ERROR ? term : parse_steps(self, term);
}
