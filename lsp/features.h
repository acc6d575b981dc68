/* features.h: the handlers of the language features, one file each (feature_*.c). Each takes the parameters of its
 * request and gives the result, or sets the error. */
#ifndef ATLAS_LSP_FEATURES_H
#define ATLAS_LSP_FEATURES_H

#include "lsp/session.h"

json_t *feature_completion(LspServer *self, const json_t *params, LspError *error);
json_t *feature_resolve(LspServer *self, const json_t *params, LspError *error);
json_t *feature_hover(LspServer *self, const json_t *params, LspError *error);
json_t *feature_definition(LspServer *self, const json_t *params, LspError *error);
json_t *feature_references(LspServer *self, const json_t *params, LspError *error);
json_t *feature_highlight(LspServer *self, const json_t *params, LspError *error);
json_t *feature_signature(LspServer *self, const json_t *params, LspError *error);
json_t *feature_symbols(LspServer *self, const json_t *params, LspError *error);
json_t *feature_workspace_symbols(LspServer *self, const json_t *params, LspError *error);
json_t *feature_action(LspServer *self, const json_t *params, LspError *error);
json_t *feature_format(LspServer *self, const json_t *params, LspError *error);
json_t *feature_folding(LspServer *self, const json_t *params, LspError *error);
json_t *feature_selection(LspServer *self, const json_t *params, LspError *error);
json_t *feature_lens(LspServer *self, const json_t *params, LspError *error);
json_t *feature_prepare_rename(LspServer *self, const json_t *params, LspError *error);
json_t *feature_rename(LspServer *self, const json_t *params, LspError *error);
json_t *feature_erd(LspServer *self, const json_t *params, LspError *error); /* answers later */

#endif
