/* capabilities.c: what the server offers. */
#include "lsp/lifecycle.h"

static json_t *words(const char *const *list, size_t count) {
  json_t *out = json_array();
  for (size_t i = 0; i < count; i++) json_array_append_new(out, json_string(list[i]));
  return out;
}

static json_t *offer_sync(void) {
  json_t *save = json_object();
  json_put(save, "includeText", json_false());
  json_t *out = json_object();
  json_put(out, "openClose", json_true());
  json_put(out, "change", json_integer(2)); /* incremental */
  json_put(out, "save", save);
  return out;
}

static json_t *offer_completion(void) {
  static const char *const triggers[] = {".", "=", "\"", "[", "(", "{", " ", ","};
  json_t *item = json_object();
  json_put(item, "labelDetailsSupport", json_true());
  json_t *out = json_object();
  json_put(out, "triggerCharacters", words(triggers, sizeof triggers / sizeof *triggers));
  json_put(out, "resolveProvider", json_true());
  json_put(out, "completionItem", item);
  return out;
}

static json_t *offer_signature(void) {
  static const char *const triggers[] = {"(", ","};
  json_t *out = json_object();
  json_put(out, "triggerCharacters", words(triggers, 2));
  return out;
}

static json_t *offer_actions(void) {
  static const char *const kinds[] = {"quickfix"};
  json_t *out = json_object();
  json_put(out, "codeActionKinds", words(kinds, 1));
  return out;
}

static json_t *offer_workspace(const LspServer *self) {
  json_t *folders = json_object();
  json_put(folders, "supported", json_true());
  json_put(folders, "changeNotifications", json_true());
  json_t *out = json_object();
  json_put(out, "workspaceFolders", folders);
  if (self->client.virtual_documents)
    json_put(out, "textDocumentContent", json_pack("{s:[s]}", "schemes", "atlas-diff"));
  return out;
}

static const char *encoding_name(TextUnit unit) {
  return unit == TEXT_UTF8 ? "utf-8" : unit == TEXT_UTF32 ? "utf-32" : "utf-16";
}

json_t *capabilities_offer(const LspServer *self) {
  static const char *const simple[] = {"hoverProvider",
                                       "definitionProvider",
                                       "referencesProvider",
                                       "documentSymbolProvider",
                                       "workspaceSymbolProvider",
                                       "foldingRangeProvider",
                                       "documentHighlightProvider",
                                       "selectionRangeProvider",
                                       "documentFormattingProvider"};
  static const char *const known[] = {"atlas.erd", "atlas.diff", "atlas.inspect", "atlas.drift",
                                      "atlas.previewChanges"};
  json_t *out = json_object();
  json_put(out, "positionEncoding", json_string(encoding_name(self->client.encoding)));
  json_put(out, "textDocumentSync", offer_sync());
  json_put(out, "completionProvider", offer_completion());
  json_put(out, "signatureHelpProvider", offer_signature());
  json_put(out, "codeActionProvider", offer_actions());
  json_put(out, "codeLensProvider", json_pack("{s:b}", "resolveProvider", 0));
  json_put(out, "renameProvider", json_pack("{s:b}", "prepareProvider", 1));
  for (size_t i = 0; i < sizeof simple / sizeof *simple; i++) json_put(out, simple[i], json_true());
  json_t *commands = json_object();
  json_put(commands, "commands", words(known, sizeof known / sizeof *known));
  json_put(out, "executeCommandProvider", commands);
  json_put(out, "workspace", offer_workspace(self));
  return out;
}

static json_t *registration(const char *id, const char *method, json_t *options) {
  json_t *out = json_object();
  json_put(out, "id", json_string(id));
  json_put(out, "method", json_string(method));
  json_put(out, "registerOptions", options);
  return out;
}

static void add_watcher(json_t *list, Str pattern) {
  json_t *watcher = json_object();
  json_put_str(watcher, "globPattern", pattern);
  json_array_append_new(list, watcher);
}

/* Watches HCL files, what migration directories hold, and which commit is checked out. A narrower pattern per dialect
 * would miss `schema.hcl`, whose name tells nothing. */
static json_t *watchers(void) {
  json_t *list = json_array();
  add_watcher(list, STR("**/*.hcl"));
  add_watcher(list, STR("**/*.sql"));
  add_watcher(list, STR("**/atlas.sum"));
  add_watcher(list, STR("**/.git/logs/HEAD"));
  json_t *options = json_object();
  json_put(options, "watchers", list);
  return options;
}

void capabilities_register(LspServer *self) {
  json_t *list = json_array();
  if (self->client.watch)
    json_array_append_new(list, registration("atlas-files", "workspace/didChangeWatchedFiles", watchers()));
  if (self->client.register_configuration) {
    json_t *options = json_object();
    json_put(options, "section", json_string("atlas"));
    json_array_append_new(list, registration("atlas-settings", "workspace/didChangeConfiguration", options));
  }
  if (json_array_size(list) == 0) {
    json_decref(list);
    return;
  }
  json_t *params = json_object();
  json_put(params, "registrations", list);
  lsp_request(self, "client/registerCapability", params);
}
