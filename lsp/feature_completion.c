/* feature_completion.c: textDocument/completion and completionItem/resolve. */
#include "lsp/features.h"
#include "lsp/locate.h"

json_t *feature_completion(LspServer *self, const json_t *params, LspError *error) {
  (void)error;
  Place place;
  if (!locate(self, params, &place)) return json_null();
  return json_array();
}

json_t *feature_resolve(LspServer *self, const json_t *params, LspError *error) {
  (void)self;
  (void)error;
  return json_deep_copy(params);
}
