/* feature_resolve.c: completionItem/resolve: the documentation of an item, from the data that completion gave it. */
#include "lsp/complete.h"
#include "lsp/features.h"
#include "lsp/markdown.h"
#include "lsp/workspace.h"

static Str part(const json_t *data, size_t index) { return json_str(json_array_get(data, index), ""); }

static const BlockSpec *block_at(const Dialect *dialect, Str path, Str variant) {
  const BlockSpec *block = dialect_block(dialect, path);
  return block != NULL ? dialect_variant(block, variant) : NULL;
}

static void attr_text(Buf *out, const Dialect *dialect, Str path, Str name) {
  const BlockSpec *block = str_empty(path) ? dialect->root : dialect_block(dialect, path);
  const AttrSpec *attr = block != NULL ? dialect_attr(block, name) : NULL;
  if (attr != NULL) markdown_attr(out, block, attr);
}

static void word_text(Buf *out, const Dialect *dialect, Str list, Str name) {
  const EnumSpec *words = dialect_enum(dialect, list);
  const WordSpec *word = words != NULL ? dialect_word(words, name) : NULL;
  if (word != NULL) markdown_word(out, words, word);
}

static void spec_text(Buf *out, const json_t *data) {
  const Dialect *dialect = dialect_named(part(data, 1));
  Str a = part(data, 2), b = part(data, 3);
  if (dialect == NULL) return;
  const TypeSpec *type;
  const FuncSpec *function;
  const BlockSpec *block;
  switch ((CompleteKind)json_integer_value(json_array_get(data, 0))) {
  case COMPLETE_BLOCK:
  case COMPLETE_SNIPPET:
    block = str_empty(a) ? NULL : block_at(dialect, a, b);
    if (block != NULL) markdown_block(out, block);
    break;
  case COMPLETE_ATTR: attr_text(out, dialect, a, b); break;
  case COMPLETE_WORD: word_text(out, dialect, a, b); break;
  case COMPLETE_TYPE:
    type = dialect_type(dialect, b);
    if (type != NULL) markdown_type(out, type);
    break;
  case COMPLETE_FUNCTION:
    function = dialect_function(dialect, b);
    if (function != NULL) markdown_function(out, function);
    break;
  default: break;
  }
}

static const ModuleDef *top_def(const Module *module, const json_t *data) {
  size_t count = 0;
  const ModuleDef *defs = module_defs(module, part(data, 2), part(data, 4), &count);
  for (size_t i = 0; i < count; i++)
    if (str_eq(defs[i].def->qualifier, part(data, 3))) return &defs[i];
  return NULL;
}

static void def_text(LspServer *self, Buf *out, const json_t *data) {
  const LspDoc *doc = workspace_doc(self, part(data, 1));
  if (doc == NULL || doc->source == NULL) return;
  const ModuleDef *top = top_def(doc->source->group->module, data);
  const SymDef *def = top != NULL ? top->def : NULL;
  for (size_t i = 5; def != NULL && i + 2 < json_array_size(data); i += 3)
    def = sym_child(def, part(data, i), part(data, i + 2));
  if (def != NULL) markdown_def(out, def, top->unit);
}

json_t *feature_resolve(LspServer *self, const json_t *params, LspError *error) {
  const json_t *data = json_at(params, "data");
  if (!json_is_object(params)) {
    lsp_fail(error, LSP_INVALID_PARAMS, "the parameters are no completion item");
    return NULL;
  }
  Buf text = {0};
  json_t *out = json_deep_copy(params);
  if (json_integer_value(json_array_get(data, 0)) == COMPLETE_DEF) {
    def_text(self, &text, data);
  } else if (json_is_array(data)) {
    spec_text(&text, data);
  }
  if (text.len > 0) {
    json_t *doc = json_object();
    if (!self->client.markdown_docs) markdown_strip(&text);
    json_put(doc, "kind", json_string(self->client.markdown_docs ? "markdown" : "plaintext"));
    json_put_str(doc, "value", buf_str(&text));
    json_put(out, "documentation", doc);
  }
  buf_free(&text);
  return out;
}
