/* The entry of the parser, and finding things in its tree: see syntax.h. */
#include "grammar/syntax.h"

#include "grammar/parse.h"

/* The comment lines right above the first token of the unit that is no comment. */
static Span leading_comment(Str text, uint32_t at) {
  Lexer lexer;
  Span comment = {0, 0};
  bool line_ended = false;
  lex_init(&lexer, text, at);
  for (;;) {
    Token token = lex_next(&lexer);
    if (token.kind == TOK_COMMENT) {
      bool line = text.ptr[token.end - 1] == '\n';
      if (comment.end == 0) comment.start = token.start;
      comment.end = token.end - (line ? 1 : 0);
      line_ended = line;
    } else if (token.kind == TOK_NEWLINE) {
      if (line_ended) comment = span_make(0, 0);
      line_ended = true;
    } else {
      return token.kind == TOK_EOF ? span_make(0, 0) : comment;
    }
  }
}

SynUnit *syn_parse(Arena *arena, Str text, bool first) {
  SynUnit *unit = arena_new(arena, SynUnit);
  Parser parser;
  memset(&parser, 0, offsetof(Parser, lex));
  memset((char *)&parser + offsetof(Parser, token), 0, sizeof parser - offsetof(Parser, token));
  uint32_t start = first && str_starts(text, STR("\xEF\xBB\xBF")) ? 3 : 0;
  parser.arena = arena;
  parser.text = text;
  parser.newlines = true;
  parser.end = start;
  parser.last_error = &parser.errors;
  lex_init(&parser.lex, text, start);
  unit->text = text;
  parse_body(&parser, &unit->body);
  unit->errors = parser.errors;
  unit->comment = leading_comment(text, start);
  array_free(&parser.nodes);
  array_free(&parser.steps);
  array_free(&parser.items);
  array_free(&parser.labels);
  array_free(&parser.pieces);
  return unit;
}

SynAttr *syn_attr(const SynBody *body, Str name) {
  for (SynAttr *attr = body->attrs; attr != NULL; attr = attr->next) {
    if (str_eq(attr->name, name)) return attr;
  }
  return NULL;
}

SynBlock *syn_block(const SynBody *body, Str type) {
  for (SynBlock *block = body->blocks; block != NULL; block = block->next) {
    if (str_eq(block->type, type)) return block;
  }
  return NULL;
}

static void each_step(const SynStep *steps, uint32_t count, SynVisit fn, void *context) {
  for (uint32_t i = 0; i < count; i++) {
    if (steps[i].key != NULL) fn(context, steps[i].key);
  }
}

static void each_part(const SynPart *part, SynVisit fn, void *context) {
  for (; part != NULL; part = part->next) {
    if (part->expr != NULL) fn(context, part->expr);
    each_part(part->body, fn, context);
    each_part(part->other, fn, context);
  }
}

static void each_list(SynExpr *const *items, uint32_t count, SynVisit fn, void *context) {
  for (uint32_t i = 0; i < count; i++) fn(context, items[i]);
}

static void each_loop(const SynExpr *expr, SynVisit fn, void *context) {
  const SynExpr *const children[] = {expr->as.loop.in, expr->as.loop.result_key, expr->as.loop.result,
                                     expr->as.loop.cond};
  for (size_t i = 0; i < sizeof children / sizeof *children; i++) {
    if (children[i] != NULL) fn(context, children[i]);
  }
}

/* Calls fn for the direct children of an expression, in source order. */
static void each_child(const SynExpr *expr, SynVisit fn, void *context) {
  switch ((SynExprKind)expr->kind) {
  case SYN_TEMPLATE: each_part(expr->as.tmpl.parts, fn, context); break;
  case SYN_PATH: each_step(expr->as.path.steps, expr->count, fn, context); break;
  case SYN_ACCESS:
    fn(context, expr->as.access.base);
    each_step(expr->as.access.steps, expr->count, fn, context);
    break;
  case SYN_CALL: each_list(expr->as.call.args, expr->count, fn, context); break;
  case SYN_CONDITIONAL:
    fn(context, expr->as.op.a);
    fn(context, expr->as.op.b);
    fn(context, expr->as.op.c);
    break;
  case SYN_BINARY:
    fn(context, expr->as.op.a);
    fn(context, expr->as.op.b);
    break;
  case SYN_UNARY:
  case SYN_PAREN: fn(context, expr->as.op.a); break;
  case SYN_TUPLE: each_list(expr->as.tuple.elems, expr->count, fn, context); break;
  case SYN_OBJECT:
    for (uint32_t i = 0; i < expr->count; i++) {
      fn(context, expr->as.object.items[i].key);
      fn(context, expr->as.object.items[i].value);
    }
    break;
  case SYN_FOR: each_loop(expr, fn, context); break;
  case SYN_ERROR:
  case SYN_NULL:
  case SYN_BOOL:
  case SYN_NUMBER:
  case SYN_STRING: break;
  }
}

typedef struct Walk {
  SynVisit fn;
  void *context;
} Walk;

static bool walk(void *context, const SynExpr *expr) {
  Walk *self = context;
  if (self->fn(self->context, expr)) each_child(expr, walk, self);
  return true;
}

void syn_walk_expr(const SynExpr *expr, SynVisit fn, void *context) {
  Walk self = {fn, context};
  walk(&self, expr);
}

typedef struct Finder {
  uint32_t offset;
  const SynExpr *found;
} Finder;

/* The first child at the offset wins: the word before the cursor, not the one behind it. */
static bool find_child(void *context, const SynExpr *expr) {
  Finder *self = context;
  if (self->found == NULL && span_touches(expr->span, self->offset)) self->found = expr;
  return false;
}

static void find_exprs(const SynExpr *expr, uint32_t offset, SynAt *out) {
  while (expr != NULL && out->expr_depth < sizeof out->exprs / sizeof *out->exprs) {
    out->exprs[out->expr_depth++] = expr;
    Finder finder = {.offset = offset};
    each_child(expr, find_child, &finder);
    expr = finder.found;
  }
}

/* Whether only blanks lie between `from` and `to`. */
static bool only_blanks(Str text, uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to && i < text.len; i++) {
    if (text.ptr[i] != ' ' && text.ptr[i] != '\t') return false;
  }
  return true;
}

static bool attr_at(Str text, const SynAttr *attr, uint32_t offset) {
  if (span_touches(attr->span, offset)) return true;
  bool open_end = attr->value->kind == SYN_ERROR;
  return open_end && offset > attr->span.end && only_blanks(text, attr->span.end, offset);
}

/* Whether the offset lies between the braces of a block. */
static bool in_braces(const SynBlock *block, uint32_t offset) {
  if (block->open.end == block->open.start || offset < block->open.end) return false;
  return block->close.end == block->close.start || offset <= block->close.start;
}

static const SynBlock *block_at(const SynBody *body, uint32_t offset) {
  for (const SynBlock *block = body->blocks; block != NULL; block = block->next) {
    bool closed = block->close.end > block->close.start;
    if (offset >= block->span.start && (closed ? offset < block->span.end : offset <= block->span.end)) return block;
  }
  return NULL;
}

void syn_at(const SynUnit *unit, uint32_t offset, SynAt *out) {
  *out = (SynAt){.body = &unit->body};
  const SynBlock *block = NULL;
  while ((block = block_at(out->body, offset)) != NULL) {
    if (out->depth == sizeof out->blocks / sizeof *out->blocks) return;
    out->blocks[out->depth++] = block;
    if (!in_braces(block, offset)) return;
    out->body = block->body;
  }
  for (const SynAttr *attr = out->body->attrs; attr != NULL; attr = attr->next) {
    if (!attr_at(unit->text, attr, offset)) continue;
    out->attr = attr;
    if (offset >= attr->equals.end) find_exprs(attr->value, offset, out);
    return;
  }
}
