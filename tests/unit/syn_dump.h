/* syn_dump.h: a tree in one line, for tests and for the comparison with HCL's own parser (tests/oracle/hcl prints the
 * same):
 *
 *     a = 1 + b.c[0]          ->  a = +(1, b.c[0])
 *     t "x" { y = "${z}!" }   ->  t "x" { y = T(z "!") }
 *
 * Texts are quoted with bytes below 0x20 and above 0x7E as \xNN. */
#ifndef ATLAS_TESTS_SYN_DUMP_H
#define ATLAS_TESTS_SYN_DUMP_H

#include "base/buf.h"
#include "grammar/syntax.h"

static void dump_expr(Buf *out, const SynExpr *expr);

static void dump_text(Buf *out, Str text) {
  buf_putc(out, '"');
  for (size_t i = 0; i < text.len; i++) {
    uint8_t byte = (uint8_t)text.ptr[i];
    if (byte < 0x20 || byte > 0x7E || byte == '"' || byte == '\\') {
      buf_printf(out, "\\x%02X", byte);
    } else {
      buf_putc(out, (char)byte);
    }
  }
  buf_putc(out, '"');
}

static void dump_list(Buf *out, SynExpr *const *items, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (i > 0) buf_put(out, STR(", "));
    dump_expr(out, items[i]);
  }
}

static bool dump_is_number(Str name) { return name.len > 0 && name.ptr[0] >= '0' && name.ptr[0] <= '9'; }

static void dump_steps(Buf *out, const SynStep *steps, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    switch (steps[i].kind) {
    case SYN_STEP_ATTR:
      buf_printf(out, dump_is_number(steps[i].name) ? "[%.*s]" : ".%.*s", STR_FMT(steps[i].name));
      break;
    case SYN_STEP_INDEX:
      buf_putc(out, '[');
      dump_expr(out, steps[i].key);
      buf_putc(out, ']');
      break;
    case SYN_STEP_ATTR_SPLAT: buf_put(out, STR(".*")); break;
    case SYN_STEP_FULL_SPLAT: buf_put(out, STR("[*]")); break;
    }
  }
}

/* Parts of a template: a single text stands for itself. */
static void dump_parts(Buf *out, const SynPart *part) {
  if (part == NULL) {
    buf_put(out, STR("\"\""));
    return;
  }
  bool text = part->next == NULL && part->kind == SYN_PART_TEXT;
  if (!text) buf_put(out, STR("T("));
  for (const SynPart *at = part; at != NULL; at = at->next) {
    if (at != part) buf_putc(out, ' ');
    switch (at->kind) {
    case SYN_PART_TEXT: dump_text(out, at->text); break;
    case SYN_PART_EXPR: dump_expr(out, at->expr); break;
    case SYN_PART_IF:
      buf_put(out, STR("if("));
      dump_expr(out, at->expr);
      buf_put(out, STR(", "));
      dump_parts(out, at->body);
      buf_put(out, STR(", "));
      dump_parts(out, at->other);
      buf_putc(out, ')');
      break;
    case SYN_PART_FOR:
      buf_printf(out, "each(%.*s, %.*s, ", STR_FMT(at->key), STR_FMT(at->value));
      dump_expr(out, at->expr);
      buf_put(out, STR(", "));
      dump_parts(out, at->body);
      buf_putc(out, ')');
      break;
    }
  }
  if (!text) buf_putc(out, ')');
}

static void dump_loop(Buf *out, const SynExpr *expr) {
  buf_printf(out, "%s(%.*s, %.*s, ", expr->flag ? "object_for" : "for", STR_FMT(expr->as.loop.key),
             STR_FMT(expr->as.loop.value));
  dump_expr(out, expr->as.loop.in);
  if (expr->as.loop.result_key != NULL) {
    buf_put(out, STR(", "));
    dump_expr(out, expr->as.loop.result_key);
  }
  buf_put(out, STR(", "));
  dump_expr(out, expr->as.loop.result);
  if (expr->as.loop.cond != NULL) {
    buf_put(out, STR(", if "));
    dump_expr(out, expr->as.loop.cond);
  }
  buf_put(out, expr->group ? STR(", ...)") : STR(")"));
}

static void dump_object(Buf *out, const SynExpr *expr) {
  buf_putc(out, '{');
  for (uint32_t i = 0; i < expr->count; i++) {
    if (i > 0) buf_put(out, STR(", "));
    dump_expr(out, expr->as.object.items[i].key);
    buf_put(out, STR(" = "));
    dump_expr(out, expr->as.object.items[i].value);
  }
  buf_putc(out, '}');
}

static void dump_expr(Buf *out, const SynExpr *expr) {
  static const char *const ops[] = {"-", "!", "*", "/", "%", "+", "-", ">", ">=", "<", "<=", "==", "!=", "&&", "||"};
  switch ((SynExprKind)expr->kind) {
  case SYN_ERROR: buf_put(out, STR("ERROR")); break;
  case SYN_NULL: buf_put(out, STR("null")); break;
  case SYN_BOOL: buf_put(out, expr->flag ? STR("true") : STR("false")); break;
  case SYN_NUMBER: buf_put(out, expr->as.text); break;
  case SYN_STRING: dump_text(out, expr->as.text); break;
  case SYN_TEMPLATE: dump_parts(out, expr->as.tmpl.parts); break;
  case SYN_PATH:
    buf_put(out, expr->as.path.name);
    dump_steps(out, expr->as.path.steps, expr->count);
    break;
  case SYN_ACCESS:
    dump_expr(out, expr->as.access.base);
    dump_steps(out, expr->as.access.steps, expr->count);
    break;
  case SYN_CALL:
    buf_printf(out, "%.*s(", STR_FMT(expr->as.call.name));
    dump_list(out, expr->as.call.args, expr->count);
    buf_put(out, expr->flag ? STR("...)") : STR(")"));
    break;
  case SYN_UNARY:
    buf_put(out, str_from(ops[expr->op]));
    buf_putc(out, '(');
    dump_expr(out, expr->as.op.a);
    buf_putc(out, ')');
    break;
  case SYN_BINARY:
    buf_put(out, str_from(ops[expr->op]));
    buf_putc(out, '(');
    dump_expr(out, expr->as.op.a);
    buf_put(out, STR(", "));
    dump_expr(out, expr->as.op.b);
    buf_putc(out, ')');
    break;
  case SYN_CONDITIONAL:
    buf_put(out, STR("if("));
    dump_expr(out, expr->as.op.a);
    buf_put(out, STR(", "));
    dump_expr(out, expr->as.op.b);
    buf_put(out, STR(", "));
    dump_expr(out, expr->as.op.c);
    buf_putc(out, ')');
    break;
  case SYN_PAREN:
    buf_putc(out, '(');
    dump_expr(out, expr->as.op.a);
    buf_putc(out, ')');
    break;
  case SYN_TUPLE:
    buf_putc(out, '[');
    dump_list(out, expr->as.tuple.elems, expr->count);
    buf_putc(out, ']');
    break;
  case SYN_OBJECT: dump_object(out, expr); break;
  case SYN_FOR: dump_loop(out, expr); break;
  }
}

/* Attributes, then blocks, then lone words, each in source order. */
static void dump_body(Buf *out, const SynBody *body) {
  size_t start = out->len;
  for (const SynAttr *attr = body->attrs; attr != NULL; attr = attr->next) {
    if (out->len > start) buf_put(out, STR("; "));
    buf_printf(out, "%.*s = ", STR_FMT(attr->name));
    dump_expr(out, attr->value);
  }
  for (const SynBlock *block = body->blocks; block != NULL; block = block->next) {
    if (out->len > start) buf_put(out, STR("; "));
    buf_put(out, block->type);
    for (uint32_t i = 0; i < block->label_count; i++) {
      buf_putc(out, ' ');
      dump_text(out, block->labels[i].text);
    }
    buf_put(out, STR(" { "));
    dump_body(out, block->body);
    buf_put(out, STR(" }"));
  }
  for (const struct SynWord *word = body->words; word != NULL; word = word->next) {
    if (out->len > start) buf_put(out, STR("; "));
    buf_printf(out, "?%.*s", STR_FMT(word->name));
  }
}

#endif
