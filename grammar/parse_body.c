/* Bodies: attributes, blocks, and what is neither. */
#include "base/map.h"
#include "grammar/parse.h"

enum { FEW_ATTRS = 16 }; /* so many are searched one by one for a name */

/* A body under construction. */
typedef struct Builder {
  SynBody *body;
  SynAttr **last_attr;
  SynBlock **last_block;
  struct SynWord **last_word;
  Map names; /* of all attributes, once there are many */
} Builder;

static const char needs_item[] = "An argument or block definition is required here.";
static const char needs_equals[] =
    "An argument or block definition is required here. To set an argument, use the equals "
    "sign \"=\" to introduce the argument value.";
static const char unclosed[] =
    "There is no closing brace for this block before the end of the file. This may be caused "
    "by incorrect brace nesting elsewhere in this file.";

static void add_word(Parser *self, Builder *builder, Token name) {
  struct SynWord *word = arena_new(self->arena, struct SynWord);
  word->span = token_span(name);
  word->name = parse_text(self, word->span);
  *builder->last_word = word;
  builder->last_word = &word->next;
}

/* The attribute of that name in the body, or NULL. */
static SynAttr *find_attr(Builder *builder, Str name) {
  SynBody *body = builder->body;
  if (body->attr_count < FEW_ATTRS) return syn_attr(body, name);
  if (builder->names.len == 0) {
    for (SynAttr *attr = body->attrs; attr != NULL; attr = attr->next) {
      void **slot = map_slot(&builder->names, attr->name);
      if (*slot == NULL) *slot = attr;
    }
  }
  return map_get(&builder->names, name);
}

static void add_attr(Parser *self, Builder *builder, SynAttr *attr) {
  SynAttr *first = find_attr(builder, attr->name);
  if (first != NULL) {
    Str detail = arena_printf(self->arena, "The argument \"%.*s\" was already set. Each argument may be set only once.",
                              STR_FMT(attr->name));
    parse_error_related(self, attr->name_span, "Attribute redefined", detail, first->name_span);
    attr->broken = true;
  } else if (builder->names.len > 0) {
    map_set(&builder->names, attr->name, attr);
  }
  *builder->last_attr = attr;
  builder->last_attr = &attr->next;
  builder->body->attr_count++;
}

static void end_of_attr(Parser *self) {
  TokenKind kind = parse_peek(self);
  if (kind == TOK_NEWLINE || kind == TOK_EOF) return;
  if (kind == TOK_COMMA) {
    parse_error(
        self, parse_next_span(self), "Unexpected comma after argument",
        "Argument definitions must be separated by newlines, not commas. An argument definition must end with a "
        "newline.");
  } else {
    parse_error(self, parse_next_span(self), "Missing newline after argument",
                "An argument definition must end with a newline.");
  }
  parse_skip_item(self, false);
}

/* An attribute whose name was taken and whose '=' is next. */
static SynAttr *parse_attr(Parser *self, Token name, bool single_line) {
  SynAttr *attr = arena_new(self->arena, SynAttr);
  attr->name_span = token_span(name);
  attr->name = parse_text(self, attr->name_span);
  attr->equals = token_span(parse_take(self));
  attr->value = parse_expr(self);
  attr->broken = self->muted;
  attr->span = span_make(name.start, self->end);
  if (!single_line) {
    end_of_attr(self);
    attr->broken |= self->muted;
  } else if (self->muted) {
    parse_skip_item(self, true);
  }
  return attr;
}

/* Labels of a block header, to its '{' or to what is wrong there. */
static void parse_labels(Parser *self, SynBlock *block) {
  size_t first = self->labels.len;
  for (;;) {
    TokenKind kind = parse_peek(self);
    if (kind == TOK_STRING || kind == TOK_OQUOTE) {
      array_push(&self->labels, parse_label(self));
    } else if (kind == TOK_IDENT) {
      Span span = token_span(parse_take(self));
      array_push(&self->labels, (SynLabel){.text = parse_text(self, span), .span = span});
    } else {
      break;
    }
  }
  block->label_count = (uint32_t)(self->labels.len - first);
  block->labels = parse_copy(self, self->labels.items, first, block->label_count, sizeof(SynLabel));
  self->labels.len = first;
}

/* Something else than '{' after the labels. Returns whether a '{' was found nearby after all and is next. */
static bool recover_header(Parser *self) {
  Span span = parse_next_span(self);
  switch (parse_peek(self)) {
  case TOK_EQUAL:
    parse_error(self, span, "Invalid block definition",
                "The equals sign \"=\" indicates an argument definition, and must not be used when defining a block.");
    parse_take(self);
    break;
  case TOK_NEWLINE:
    parse_error(self, span, "Invalid block definition",
                "A block definition must have block content delimited by \"{\" and \"}\", starting on the same line as "
                "the block header.");
    if (!lex_brace_follows(self->text, span.end)) return false;
    while (parse_accept(self, TOK_NEWLINE)) {}
    break;
  default:
    parse_error(self, span, "Invalid block definition",
                "Either a quoted string block label or an opening brace (\"{\") is expected here.");
    break;
  }
  return parse_peek(self) == TOK_OBRACE;
}

static void parse_items(Parser *self, Builder *builder, bool nested);
static SynBlock *parse_block(Parser *self, Token type);

static void add_block(Builder *builder, SynBlock *block) {
  *builder->last_block = block;
  builder->last_block = &block->next;
  builder->body->block_count++;
}

/* The one argument of `{ name = value }`; whatever else stands there is an error. */
static void parse_single_argument(Parser *self, Builder *builder) {
  if (parse_peek(self) != TOK_IDENT) {
    parse_error(self, parse_next_span(self), "Argument or block definition required", needs_item);
    parse_skip_item(self, true);
    return;
  }
  Token name = parse_take(self);
  TokenKind kind = parse_peek(self);
  if (kind == TOK_EQUAL) {
    add_attr(self, builder, parse_attr(self, name, true));
  } else if (kind == TOK_STRING || kind == TOK_OQUOTE || kind == TOK_OBRACE || kind == TOK_IDENT) {
    parse_error(self, span_make(name.start, parse_next_span(self).end), "Argument definition required",
                "A single-line block definition can contain only a single argument.");
    add_block(builder, parse_block(self, name));
  } else {
    parse_error(self, token_span(name), "Argument or block definition required", needs_equals);
    add_word(self, builder, name);
    parse_skip_item(self, true);
  }
}

/* Behind the '{' of a block with something on its line. Returns whether the block is to end here though it has no '}':
 * a quote that was never closed has swallowed it. */
static bool parse_single_line(Parser *self, Builder *builder, SynBlock *block) {
  SynError **errors = self->last_error;
  parse_single_argument(self, builder);
  bool broken = self->last_error != errors;
  Span span = parse_next_span(self);
  switch (parse_peek(self)) {
  case TOK_CBRACE: return false;
  case TOK_EOF: parse_error(self, block->open, "Unclosed configuration block", unclosed); return false;
  case TOK_COMMA:
    parse_error(self, span, "Invalid single-argument block definition",
                "Single-line block syntax can include only one argument definition. To define multiple arguments, use "
                "the multi-line block syntax with one argument definition per line.");
    parse_take(self);
    break;
  case TOK_NEWLINE:
    if (self->muted && self->end > 0 && memchr(self->text.ptr + block->open.end, '}', self->end - block->open.end)) {
      return true;
    }
    parse_error(
        self, span, "Invalid single-argument block definition",
        "An argument definition on the same line as its containing block creates a single-line block definition, "
        "which must also be closed on the same line.");
    break;
  default:
    if (broken) break; /* its rest was skipped, and this is the next line */
    parse_error(self, span, "Invalid single-argument block definition",
                "A single-line block definition must end with a closing brace immediately after its single argument "
                "definition.");
    break;
  }
  parse_items(self, builder, true);
  return false;
}

static void builder_init(Builder *builder, SynBody *body) {
  *builder = (Builder){.body = body, .last_attr = &body->attrs, .last_block = &body->blocks, .last_word = &body->words};
}

/* The braces of a block; '{' is next. */
static void parse_braces(Parser *self, SynBlock *block) {
  Builder builder;
  builder_init(&builder, block->body);
  block->open = token_span(parse_take(self));
  block->body->span = span_make(self->end, self->end);
  TokenKind kind = parse_peek(self);
  bool ends_here = false;
  if (kind == TOK_NEWLINE || kind == TOK_EOF || kind == TOK_CBRACE) {
    parse_items(self, &builder, true);
  } else {
    ends_here = parse_single_line(self, &builder, block);
  }
  map_free(&builder.names);
  kind = parse_peek(self);
  block->body->span.end = kind == TOK_CBRACE ? self->token.start : self->end;
  if (kind == TOK_CBRACE) {
    block->close = token_span(parse_take(self));
  } else if (!ends_here) {
    if (!self->stray_brace) parse_error(self, block->open, "Unclosed configuration block", unclosed);
    block->broken = true;
  }
}

/* A block whose type was taken. */
static SynBlock *parse_block(Parser *self, Token type) {
  SynBlock *block = arena_new(self->arena, SynBlock);
  block->body = arena_new(self->arena, SynBody);
  block->type_span = token_span(type);
  block->type = parse_text(self, block->type_span);
  parse_labels(self, block);
  block->header = span_make(type.start, self->end);
  block->open = block->close = block->body->span = span_make(self->end, self->end);
  block->broken = self->muted;
  bool braces = parse_peek(self) == TOK_OBRACE;
  if (!braces) {
    block->broken = true;
    braces = recover_header(self);
  }
  if (!braces) {
    parse_skip_item(self, false);
  } else if (parse_enter(self)) {
    parse_braces(self, block);
    self->depth--;
  }
  uint32_t end = block->close.end > block->header.end ? block->close.end : block->header.end;
  block->span = span_make(type.start, end > block->body->span.end ? end : block->body->span.end);
  return block;
}

static void end_of_block(Parser *self) {
  TokenKind kind = parse_peek(self);
  if (kind == TOK_NEWLINE || kind == TOK_EOF) return;
  if (self->text.ptr[self->end - 1] != '}') return; /* already in trouble, and on the next line */
  parse_error(self, parse_next_span(self), "Missing newline after block definition",
              "A block definition must end with a newline.");
}

static void parse_item(Parser *self, Builder *builder) {
  if (parse_peek(self) != TOK_IDENT) {
    bool string = self->token.kind == TOK_STRING || self->token.kind == TOK_OQUOTE;
    parse_error(self, parse_next_span(self), string ? "Invalid argument name" : "Argument or block definition required",
                string ? "Argument names must not be quoted." : needs_item);
    parse_take(self);
    parse_skip_item(self, false);
    return;
  }
  Token name = parse_take(self);
  TokenKind kind = parse_peek(self);
  if (kind == TOK_EQUAL) {
    add_attr(self, builder, parse_attr(self, name, false));
  } else if (kind == TOK_STRING || kind == TOK_OQUOTE || kind == TOK_OBRACE || kind == TOK_IDENT) {
    add_block(builder, parse_block(self, name));
    end_of_block(self);
  } else {
    parse_error(self, token_span(name), "Argument or block definition required", needs_equals);
    add_word(self, builder, name);
    parse_skip_item(self, false);
  }
}

static void parse_items(Parser *self, Builder *builder, bool nested) {
  for (;;) {
    TokenKind kind = parse_peek(self);
    if (kind == TOK_EOF || (nested && kind == TOK_CBRACE)) return;
    if (kind == TOK_NEWLINE) {
      parse_take(self);
      self->muted = false;
    } else {
      parse_item(self, builder);
    }
  }
}

void parse_body(Parser *self, SynBody *body) {
  Builder builder;
  builder_init(&builder, body);
  body->span = span_make(self->end, self->end);
  parse_items(self, &builder, false);
  map_free(&builder.names);
  body->span.end = (uint32_t)self->text.len;
}
