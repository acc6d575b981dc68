/* feature_lens.c: textDocument/codeLens: on top of a schema file, how much it differs from the last commit; outside of
 * a repository only an offer to compare it with what is saved.
 *
 *     Preview changes: 3 since HEAD, 1 risky        (statements) */
#include <stdio.h>

#include "lsp/features.h"
#include "lsp/risk.h"

static json_t *lens(const LspDoc *doc, const char *title, const char *from) {
  json_t *document = json_object(), *argument = json_object(), *command = json_object(), *out = json_object();
  json_put_str(document, "uri", doc->uri);
  json_put(argument, "textDocument", document);
  json_put(argument, "from", json_string(from));
  json_put(command, "title", json_string(title));
  json_put(command, "command", json_string("atlas.previewChanges"));
  json_put(command, "arguments", json_pack("[o]", argument));
  json_put(out, "range", json_from_range((TextRange){{0, 0}, {0, 0}}));
  json_put(out, "command", command);
  return json_pack("[o]", out);
}

json_t *feature_lens(LspServer *self, const json_t *params, LspError *error) {
  Place place;
  size_t changes, risky;
  char title[96], risks[32] = "";
  (void)error;
  if (!locate_doc(self, params, &place) || !self->settings.lint) return json_array();
  const LspGroup *group = place.doc->source->group;
  if (risk_is_apart(group)) return lens(place.doc, "Preview changes", "saved");
  if (!risk_count(group, &changes, &risky) || changes == 0) return json_array();
  if (risky > 0) snprintf(risks, sizeof risks, ", %zu risky", risky);
  snprintf(title, sizeof title, "Preview changes: %zu since HEAD%s", changes, risks);
  return lens(place.doc, title, "git:HEAD");
}
