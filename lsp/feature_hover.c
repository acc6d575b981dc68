/* feature_hover.c: textDocument/hover: what the name under the cursor means, from the language data or the module. */
#include "lsp/features.h"
#include "lsp/locate.h"
#include "lsp/markdown.h"
#include "lsp/sql_names.h"

/* What to show, and for which span of the unit. */
typedef struct Hover {
  Buf text;
  Span span;
} Hover;

/* The value spec that a word stands for: the enum word's list, through lists and alternatives. */
static const EnumSpec *words_with(const ValueSpec *value, Str word, unsigned depth) {
  if (value == NULL || depth > 8) return NULL;
  if (value->kind == VALUE_ENUM) return dialect_word(value->words, word) != NULL ? value->words : NULL;
  if (value->kind != VALUE_LIST && value->kind != VALUE_MAP && value->kind != VALUE_ANY_OF) return NULL;
  uint16_t count = value->kind == VALUE_ANY_OF ? value->count : 1;
  for (uint16_t i = 0; value->elems != NULL && i < count; i++) {
    const EnumSpec *found = words_with(&value->elems[i], word, depth + 1);
    if (found != NULL) return found;
  }
  return NULL;
}

static bool takes_type(const ValueSpec *value) {
  if (value->kind == VALUE_TYPE) return true;
  for (uint16_t i = 0; value->kind == VALUE_ANY_OF && i < value->count; i++)
    if (value->elems[i].kind == VALUE_TYPE) return true;
  return false;
}

/* A bare word or the name of a call: a type, an enum word or a function. */
static bool hover_word(const Dialect *dialect, const AttrSpec *attr, Str word, Span span, bool call, Hover *out) {
  out->span = span;
  const EnumSpec *words = attr != NULL && !call ? words_with(attr->value, word, 0) : NULL;
  const TypeSpec *type = attr != NULL && takes_type(attr->value) ? dialect_type(dialect, word) : NULL;
  const FuncSpec *function = call ? dialect_function(dialect, word) : NULL;
  if (words != NULL)
    markdown_word(&out->text, words, dialect_word(words, word));
  else if (type != NULL)
    markdown_type(&out->text, type);
  else if (function != NULL)
    markdown_function(&out->text, function);
  return words != NULL || type != NULL || function != NULL;
}

static bool hover_value(const Place *place, const SynAt *at, const AttrSpec *attr, Hover *out) {
  const Dialect *dialect = place->file->dialect;
  PathAt path;
  RefTarget target;
  if (sql_name_at(place->module, place->unit, place->offset, &target, &out->span)) {
    markdown_def(&out->text, target.def, target.unit);
    return true;
  }
  if (path_at(place, at, &path)) {
    if (path.count == 0 && hover_word(dialect, attr, path.root, path.spans[0], false, out)) return true;
    if (!path_resolve(place, &path, &target)) return false;
    out->span = path.spans[path.at];
    markdown_def(&out->text, target.def, target.unit);
    return true;
  }
  for (uint32_t i = at->expr_depth; i-- > 0;) {
    const SynExpr *expr = at->exprs[i];
    if (expr->kind == SYN_CALL && span_touches(expr->as.call.name_span, place->offset))
      return hover_word(dialect, attr, expr->as.call.name, expr->as.call.name_span, true, out);
    if (expr->kind == SYN_STRING && !expr->flag && attr != NULL) {
      const EnumSpec *words = words_with(attr->value, expr->as.text, 0);
      if (words == NULL) words = attr->suggest;
      const WordSpec *word = words != NULL ? dialect_word(words, expr->as.text) : NULL;
      out->span = expr->span;
      if (word != NULL) markdown_word(&out->text, words, word);
      return word != NULL;
    }
  }
  return false;
}

static bool hover_attr(const Place *place, const SynAt *at, const BlockSpec *block, Hover *out) {
  const AttrSpec *attr = block != NULL ? dialect_attr(block, at->attr->name) : NULL;
  if (!span_touches(at->attr->name_span, place->offset)) return hover_value(place, at, attr, out);
  if (attr == NULL) {
    const SymDef *def = def_around(place->unit, place->offset);
    if (def == NULL || def->spec != NULL) return false;
    markdown_def(&out->text, def, place->unit);
  } else {
    markdown_attr(&out->text, block, attr);
  }
  out->span = at->attr->name_span;
  return true;
}

static bool hover_block(const Place *place, const SynAt *at, const BlockSpec *spec, Hover *out) {
  const SynBlock *block = at->blocks[at->depth - 1];
  if (span_touches(block->type_span, place->offset)) {
    out->span = block->type_span;
    if (spec != NULL) markdown_block(&out->text, spec);
    return spec != NULL;
  }
  const SymDef *def = def_named_at(place->unit, place->offset);
  if (def == NULL || !span_touches(block->header, place->offset)) return false;
  out->span = def->name_span;
  markdown_def(&out->text, def, place->unit);
  return true;
}

static bool find_hover(const Place *place, Hover *out) {
  SynAt at;
  const BlockSpec *specs[16] = {0};
  syn_at(place->unit->syn, place->offset, &at);
  specs_at(place->file->dialect, &at, specs);
  if (at.attr != NULL) {
    const BlockSpec *block = at.depth > 0 ? specs[at.depth - 1] : place->file->dialect->root;
    return hover_attr(place, &at, block, out);
  }
  return at.depth > 0 && hover_block(place, &at, specs[at.depth - 1], out);
}

/* "PostgreSQL, by its suffix .pg.hcl": in front on the first line of a file, else behind. */
static void put_dialect(const Place *place, Buf *text, bool first_line) {
  Buf line = {0};
  buf_printf(&line, "*%.*s, %s*", STR_FMT(place->file->dialect->title),
             place->doc->reason != NULL ? place->doc->reason : "");
  if (first_line && text->len > 0) {
    Buf all = {0};
    buf_printf(&all, "%.*s\n\n%.*s", STR_FMT(buf_str(&line)), STR_FMT(buf_str(text)));
    buf_free(text);
    *text = all;
  } else {
    buf_printf(text, "%s%.*s", text->len > 0 ? "\n\n" : "", STR_FMT(buf_str(&line)));
  }
  buf_free(&line);
}

static json_t *markup(LspServer *self, Buf *text) {
  if (!self->client.markdown_hover) markdown_strip(text);
  json_t *out = json_object();
  json_put(out, "kind", json_string(self->client.markdown_hover ? "markdown" : "plaintext"));
  json_put_str(out, "value", buf_str(text));
  return out;
}

json_t *feature_hover(LspServer *self, const json_t *params, LspError *error) {
  (void)error;
  Place place;
  if (!locate(self, params, &place)) return json_null();
  Hover hover = {0};
  bool found = find_hover(&place, &hover);
  bool first_line = json_integer_value(json_at(params, "position.line")) == 0;
  json_t *out = json_null();
  if (found || first_line) {
    put_dialect(&place, &hover.text, first_line);
    out = json_object();
    json_put(out, "contents", markup(self, &hover.text));
    if (found) json_put(out, "range", json_from_range(unit_range(place.unit, hover.span, self->client.encoding)));
  }
  buf_free(&hover.text);
  return out;
}
