/* feature_structure.c: foldingRange and selectionRange, from the syntax of each unit. */
#include "lsp/features.h"
#include "lsp/locate.h"

typedef struct Folding {
  LspServer *self;
  const Unit *unit;
  json_t *list;
} Folding;

/* Folds what spans lines; the line of the closing bracket stays visible. */
static void fold(Folding *folding, Span span, const char *kind) {
  TextRange range = unit_range(folding->unit, span, folding->self->client.encoding);
  if (range.end.line <= range.start.line + (kind == NULL ? 1U : 0U)) return;
  json_t *out = json_object();
  json_put(out, "startLine", json_integer(range.start.line));
  json_put(out, "endLine", json_integer(range.end.line - (kind == NULL ? 1 : 0)));
  if (kind != NULL) json_put(out, "kind", json_string(kind));
  json_array_append_new(folding->list, out);
}

static bool fold_expr(void *context, const SynExpr *expr) {
  bool brackets =
      expr->kind == SYN_TUPLE || expr->kind == SYN_OBJECT || expr->kind == SYN_CALL || expr->kind == SYN_FOR;
  bool heredoc = (expr->kind == SYN_STRING || expr->kind == SYN_TEMPLATE) && expr->flag;
  if (brackets || heredoc) fold(context, expr->span, NULL);
  return true;
}

static void fold_body(Folding *folding, const SynBody *body, unsigned depth) {
  for (const SynAttr *attr = body->attrs; attr != NULL; attr = attr->next)
    syn_walk_expr(attr->value, fold_expr, folding);
  for (const SynBlock *block = body->blocks; block != NULL && depth < 200; block = block->next) {
    fold(folding, block->span, NULL);
    fold_body(folding, block->body, depth + 1);
  }
}

json_t *feature_folding(LspServer *self, const json_t *params, LspError *error) {
  (void)error;
  Place place;
  if (!locate_doc(self, params, &place)) return json_null();
  Folding folding = {.self = self, .list = json_array()};
  for (size_t i = 0; i < place.file->unit_count; i++) {
    folding.unit = place.file->units[i];
    Span comment = folding.unit->syn->comment;
    while (comment.end > comment.start && folding.unit->text.ptr[comment.end - 1] == '\n') comment.end--;
    if (comment.end > comment.start) fold(&folding, comment, "comment");
    fold_body(&folding, &folding.unit->syn->body, 0);
  }
  return folding.list;
}

static void push_span(Span *spans, uint32_t *count, Span span) {
  if (span.end < span.start || *count == 64) return;
  if (*count > 0 && spans[*count - 1].start == span.start && spans[*count - 1].end == span.end) return;
  spans[(*count)++] = span;
}

/* Spans around an offset, outermost first. */
static uint32_t spans_around(const Unit *unit, uint32_t offset, Span spans[64]) {
  SynAt at;
  uint32_t count = 0;
  syn_at(unit->syn, offset, &at);
  for (uint32_t i = 0; i < at.depth; i++) {
    push_span(spans, &count, at.blocks[i]->span);
    if (span_touches(at.blocks[i]->body->span, offset)) push_span(spans, &count, at.blocks[i]->body->span);
    if (span_touches(at.blocks[i]->header, offset)) push_span(spans, &count, at.blocks[i]->header);
    if (span_touches(at.blocks[i]->type_span, offset)) push_span(spans, &count, at.blocks[i]->type_span);
    for (uint32_t k = 0; k < at.blocks[i]->label_count; k++)
      if (span_touches(at.blocks[i]->labels[k].span, offset)) push_span(spans, &count, at.blocks[i]->labels[k].span);
  }
  if (at.attr != NULL) {
    push_span(spans, &count, at.attr->span);
    if (span_touches(at.attr->name_span, offset)) push_span(spans, &count, at.attr->name_span);
  }
  for (uint32_t i = 0; i < at.expr_depth; i++) push_span(spans, &count, at.exprs[i]->span);
  return count;
}

static json_t *selection_at(LspServer *self, const File *file, TextPos pos) {
  uint32_t offset = file_offset(file, pos, self->client.encoding);
  const Unit *unit = file->units[file_unit_at(file, offset)];
  Span spans[64];
  uint32_t count = spans_around(unit, offset - unit->start, spans);
  json_t *out = NULL;
  for (uint32_t i = 0; i < count; i++) {
    json_t *next = json_object();
    json_put(next, "range", json_from_range(unit_range(unit, spans[i], self->client.encoding)));
    if (out != NULL) json_put(next, "parent", out);
    out = next;
  }
  if (out != NULL) return out;
  out = json_object();
  json_put(out, "range", json_from_range((TextRange){pos, pos}));
  return out;
}

json_t *feature_selection(LspServer *self, const json_t *params, LspError *error) {
  Place place;
  if (!locate_doc(self, params, &place)) return json_null();
  const json_t *positions = json_at(params, "positions");
  json_t *out = json_array();
  for (size_t i = 0; i < json_array_size(positions); i++) {
    TextPos pos;
    if (!json_position(json_array_get(positions, i), "", &pos)) {
      json_decref(out);
      lsp_fail(error, LSP_INVALID_PARAMS, "positions[%zu] is no position", i);
      return NULL;
    }
    json_array_append_new(out, selection_at(self, place.file, pos));
  }
  return out;
}
