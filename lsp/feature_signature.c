/* feature_signature.c: textDocument/signatureHelp inside the brackets of types and functions. */
#include "lsp/features.h"
#include "lsp/locate.h"
#include "lsp/markdown.h"

/* The innermost call whose brackets are around the offset, and the argument that it is in. */
static const SynExpr *call_at(const SynAt *at, const Unit *unit, uint32_t offset, uint32_t *argument) {
  for (uint32_t i = at->expr_depth; i-- > 0;) {
    const SynExpr *call = at->exprs[i];
    if (call->kind != SYN_CALL || offset < call->as.call.open.end) continue;
    if (call->as.call.close.end > call->as.call.close.start && offset > call->as.call.close.start) continue;
    *argument = 0;
    while (*argument < call->count && call->as.call.args[*argument]->span.end < offset) {
      uint32_t from = call->as.call.args[*argument]->span.end;
      Str gap = str_sub(unit->text, from, offset);
      if (str_find(gap, ',', 0) == gap.len) break;
      ++*argument;
    }
    return call;
  }
  return NULL;
}

/* Parameters by their place in the label: "varchar(size?)" -> [8, 13]. */
static json_t *parameters(LspServer *self, Str label, uint32_t count) {
  json_t *out = json_array();
  size_t at = str_find(label, '(', 0) + 1;
  for (uint32_t i = 0; i < count && at < label.len; i++) {
    size_t end = at;
    for (unsigned depth = 0; end < label.len; end++) {
      char c = label.ptr[end];
      if (depth == 0 && (c == ')' || c == ',')) break;
      depth += c == '(' ? 1U : 0U;
      depth -= c == ')' ? 1U : 0U;
    }
    json_t *name = json_text(str_sub(label, at, end));
    if (self->client.signature_offsets) {
      json_decref(name);
      name = json_array();
      json_array_append_new(name, json_integer((json_int_t)at));
      json_array_append_new(name, json_integer((json_int_t)end));
    }
    json_t *param = json_object();
    json_put(param, "label", name);
    json_array_append_new(out, param);
    at = end + 2;
  }
  return out;
}

static json_t *answer(LspServer *self, Str label, Str doc, uint32_t count, uint32_t active) {
  json_t *signature = json_object();
  json_put_str(signature, "label", label);
  if (!str_empty(doc)) json_put_str(signature, "documentation", doc);
  json_put(signature, "parameters", parameters(self, label, count));
  json_t *list = json_array();
  json_array_append_new(list, signature);
  json_t *out = json_object();
  json_put(out, "signatures", list);
  json_put(out, "activeSignature", json_integer(0));
  json_put(out, "activeParameter", json_integer(active));
  return out;
}

/* The last parameter stays active when it takes any number of values. */
static uint32_t active_of(uint32_t argument, uint32_t count, bool variadic) {
  return variadic && count > 0 && argument >= count ? count - 1 : argument;
}

json_t *feature_signature(LspServer *self, const json_t *params, LspError *error) {
  (void)error;
  Place place;
  if (!locate(self, params, &place)) return json_null();
  SynAt at;
  uint32_t argument;
  syn_at(place.unit->syn, place.offset, &at);
  const SynExpr *call = call_at(&at, place.unit, place.offset, &argument);
  if (call == NULL) return json_null();
  const Dialect *dialect = place.file->dialect;
  const TypeSpec *type = call == at.exprs[0] ? dialect_type(dialect, call->as.call.name) : NULL;
  const FuncSpec *function = dialect_function(dialect, call->as.call.name);
  json_t *out = json_null();
  Buf label = {0};
  if (type != NULL && type->param_count > 0) {
    signature_type(&label, type);
    uint32_t active = active_of(argument, type->param_count, type->params[type->param_count - 1].variadic);
    out = answer(self, buf_str(&label), type->doc, type->param_count, active);
  } else if (function != NULL) {
    signature_function(&label, function);
    bool variadic = function->param_count > 0 && function->params[function->param_count - 1].variadic;
    out = answer(self, buf_str(&label), function->doc, function->param_count,
                 active_of(argument, function->param_count, variadic));
  }
  buf_free(&label);
  return out;
}
