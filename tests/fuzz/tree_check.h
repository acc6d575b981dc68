/* tree_check.h: what must hold for the tree of any text: spans lie in the text, and in the spans of their parents. Each
 * function returns NULL, or what does not hold. */
#ifndef ATLAS_TESTS_TREE_CHECK_H
#define ATLAS_TESTS_TREE_CHECK_H

#include "grammar/syntax.h"
#include "grammar/unit.h"

typedef struct TreeCheck {
  Span parent;
  const char *problem;
} TreeCheck;

static bool tree_inside(Span inner, Span outer) {
  return inner.start <= inner.end && inner.start >= outer.start && inner.end <= outer.end;
}

static inline bool tree_check_expr(void *context, const SynExpr *expr) {
  TreeCheck *self = context;
  if (!tree_inside(expr->span, self->parent)) self->problem = "an expression leaves its attribute";
  return true;
}

static inline const char *tree_check_body(const SynBody *body, Span parent, unsigned depth) {
  if (depth > 210) return "blocks are nested too deeply";
  if (!tree_inside(body->span, parent)) return "a body leaves its block";
  uint32_t last = 0, count = 0;
  for (const SynAttr *attr = body->attrs; attr != NULL; attr = attr->next, count++) {
    if (!tree_inside(attr->span, body->span)) return "an attribute leaves its body";
    if (!tree_inside(attr->name_span, attr->span)) return "a name leaves its attribute";
    if (attr->value == NULL) return "an attribute has no value";
    if (attr->span.start < last) return "attributes are out of order";
    last = attr->span.end;
    TreeCheck check = {.parent = attr->span};
    syn_walk_expr(attr->value, tree_check_expr, &check);
    if (check.problem != NULL) return check.problem;
  }
  if (count != body->attr_count) return "wrong number of attributes";
  last = count = 0;
  for (const SynBlock *block = body->blocks; block != NULL; block = block->next, count++) {
    if (!tree_inside(block->span, body->span)) return "a block leaves its body";
    if (!tree_inside(block->header, block->span)) return "a header leaves its block";
    if (!tree_inside(block->open, block->span)) return "an opening brace leaves its block";
    if (!tree_inside(block->close, block->span)) return "a closing brace leaves its block";
    if (block->span.start < last) return "blocks are out of order";
    last = block->span.end;
    for (uint32_t i = 0; i < block->label_count; i++) {
      if (!tree_inside(block->labels[i].span, block->header)) return "a label leaves its header";
    }
    const char *problem = tree_check_body(block->body, block->span, depth + 1);
    if (problem != NULL) return problem;
  }
  return count == body->block_count ? NULL : "wrong number of blocks";
}

static inline const char *tree_check_unit(const SynUnit *unit) {
  Span all = span_make(0, (uint32_t)unit->text.len);
  for (const SynError *error = unit->errors; error != NULL; error = error->next) {
    if (!tree_inside(error->span, all) || !tree_inside(error->related, all)) return "an error leaves the text";
    if (error->summary == NULL || error->detail.len == 0) return "an error has no text";
  }
  if (!tree_inside(unit->comment, all)) return "the comment leaves the text";
  return tree_check_body(&unit->body, all, 0);
}

/* Units tile the text, count their newlines, and are the same when each is asked for on its own. */
static inline const char *tree_check_units(Str text, const UnitSpans *units) {
  uint32_t at = 0;
  if (units->len == 0) return "there is no unit";
  for (size_t i = 0; i < units->len; i++) {
    UnitSpan unit = units->items[i], again = unit_next(text, at, NULL);
    if (unit.start != at) return "a unit does not start where the one before ends";
    if (unit.len == 0 && text.len > 0) return "a unit is empty";
    if (again.len != unit.len || again.cut != unit.cut) return "unit_next and unit_scan differ";
    at += unit.len;
    if (at > text.len) return "a unit leaves the text";
    if (unit.newlines != text_newlines(str_sub(text, unit.start, at))) return "newlines are miscounted";
  }
  return at == text.len ? NULL : "the units end before the text";
}

#endif
