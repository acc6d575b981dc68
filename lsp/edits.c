/* edits.c: see edits.h. */
#include "lsp/edits.h"

static json_t *file_of(Edits *self, Str uri, const LspDoc *doc) {
  if (self->files == NULL) self->files = json_array();
  for (size_t i = json_array_size(self->files); i-- > 0;) {
    json_t *file = json_array_get(self->files, i);
    if (str_eq(json_str(file, "textDocument.uri"), uri)) return json_object_get(file, "edits");
  }
  json_t *file = json_object(), *document = json_object(), *edits = json_array();
  json_put_str(document, "uri", uri);
  json_put(document, "version", doc != NULL ? json_integer(doc->version) : json_null());
  json_put(file, "textDocument", document);
  json_put(file, "edits", edits);
  json_array_append_new(self->files, file);
  return edits;
}

void edits_add(Edits *self, Str uri, const LspDoc *doc, TextRange range, Str text) {
  json_t *edit = json_object();
  json_put(edit, "range", json_from_range(range));
  json_put_str(edit, "newText", text);
  json_array_append_new(file_of(self, uri, doc), edit);
}

json_t *edits_json(const LspServer *server, Edits *self) {
  json_t *out = json_object(), *changes = json_object();
  if (server->client.document_changes) {
    json_decref(changes);
    json_put(out, "documentChanges", self->files != NULL ? self->files : json_array());
    self->files = NULL;
    return out;
  }
  for (size_t i = 0; i < json_array_size(self->files); i++) {
    const json_t *file = json_array_get(self->files, i);
    Str uri = json_str(file, "textDocument.uri");
    json_object_setn(changes, uri.ptr, uri.len, json_object_get(file, "edits"));
  }
  json_put(out, "changes", changes);
  edits_free(self);
  return out;
}

void edits_free(Edits *self) {
  json_decref(self->files);
  self->files = NULL;
}
