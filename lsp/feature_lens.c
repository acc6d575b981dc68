/* feature_lens.c: textDocument/codeLens: on top of a schema file, how much it differs from the last commit.
 *
 *     3 changes since HEAD, 1 risky: preview SQL */
#include <stdio.h>

#include "lsp/features.h"
#include "lsp/risk.h"

static void put_title(char *out, size_t size, size_t changes, size_t risky) {
  int len = snprintf(out, size, "%zu change%s since HEAD", changes, changes == 1 ? "" : "s");
  if (risky > 0 && len > 0 && (size_t)len < size) len += snprintf(out + len, size - (size_t)len, ", %zu risky", risky);
  if (len > 0 && (size_t)len < size) snprintf(out + len, size - (size_t)len, ": preview SQL");
}

json_t *feature_lens(LspServer *self, const json_t *params, LspError *error) {
  Place place;
  size_t changes, risky;
  char title[96];
  (void)error;
  if (!locate_doc(self, params, &place) || !risk_count(place.doc->source->group, &changes, &risky)) return json_array();
  if (changes == 0 || !self->settings.lint) return json_array();
  put_title(title, sizeof title, changes, risky);
  json_t *document = json_object(), *argument = json_object(), *command = json_object(), *lens = json_object();
  json_put_str(document, "uri", place.doc->uri);
  json_put(argument, "textDocument", document);
  json_put(argument, "from", json_string("git:HEAD"));
  json_put(command, "title", json_string(title));
  json_put(command, "command", json_string("atlas.previewChanges"));
  json_put(command, "arguments", json_pack("[o]", argument));
  json_put(lens, "range", json_from_range((TextRange){{0, 0}, {0, 0}}));
  json_put(lens, "command", command);
  return json_pack("[o]", lens);
}
