/* client.c: reads what the client can do from the parameters of `initialize`. */
#include "lsp/lifecycle.h"

/* The first encoding in the client's list that is one of the three; UTF-16 when it names none. */
static TextUnit choose_encoding(const json_t *params) {
  static const struct {
    Str name;
    TextUnit unit;
  } known[] = {{STR_INIT("utf-8"), TEXT_UTF8}, {STR_INIT("utf-16"), TEXT_UTF16}, {STR_INIT("utf-32"), TEXT_UTF32}};
  const json_t *list = json_at(params, "capabilities.general.positionEncodings");
  for (size_t i = 0; i < json_array_size(list); i++)
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
      if (str_eq(json_str(json_array_get(list, i), ""), known[k].name)) return known[k].unit;
  return TEXT_UTF16;
}

static void read_completion(LspClient *self, const json_t *item) {
  self->snippets = json_flag(item, "snippetSupport");
  self->insert_replace = json_flag(item, "insertReplaceSupport");
  self->label_details = json_flag(item, "labelDetailsSupport");
  self->preselect = json_flag(item, "preselectSupport");
  self->completion_tags = json_is_object(json_at(item, "tagSupport"));
  self->markdown_docs = json_has_word(item, "documentationFormat", STR("markdown"));
}

static void read_diagnostics(LspClient *self, const json_t *publish) {
  self->related = json_flag(publish, "relatedInformation");
  self->code_links = json_flag(publish, "codeDescriptionSupport");
  self->diagnostic_tags = json_is_object(json_at(publish, "tagSupport"));
}

LspClient client_read(const json_t *params) {
  LspClient self = {.encoding = choose_encoding(params)};
  const json_t *text = json_at(params, "capabilities.textDocument");
  const json_t *workspace = json_at(params, "capabilities.workspace");
  read_completion(&self, json_at(text, "completion.completionItem"));
  read_diagnostics(&self, json_at(text, "publishDiagnostics"));
  self.markdown_hover = json_has_word(text, "hover.contentFormat", STR("markdown"));
  self.definition_links = json_flag(text, "definition.linkSupport");
  self.symbol_tree = json_flag(text, "documentSymbol.hierarchicalDocumentSymbolSupport");
  self.signature_offsets =
      json_flag(text, "signatureHelp.signatureInformation.parameterInformation.labelOffsetSupport");
  int64_t limit;
  bool limited = json_int(text, "foldingRange.rangeLimit", &limit) && limit > 0 && limit < UINT32_MAX;
  self.folding_limit = limited ? (uint32_t)limit : UINT32_MAX;
  self.action_literals = json_is_object(json_at(text, "codeAction.codeActionLiteralSupport"));
  self.preferred_actions = json_flag(text, "codeAction.isPreferredSupport");
  self.document_changes = json_flag(workspace, "workspaceEdit.documentChanges");
  self.watch = json_flag(workspace, "didChangeWatchedFiles.dynamicRegistration");
  self.watch_relative = json_flag(workspace, "didChangeWatchedFiles.relativePatternSupport");
  self.configuration = json_flag(workspace, "configuration");
  self.register_configuration = json_flag(workspace, "didChangeConfiguration.dynamicRegistration");
  self.lens_refresh = json_flag(workspace, "codeLens.refreshSupport");
  self.virtual_documents = json_is_object(json_at(workspace, "textDocumentContent")) &&
                           json_flag(json_at(params, "capabilities.window"), "showDocument.support");
  self.progress = json_flag(json_at(params, "capabilities.window"), "workDoneProgress");
  return self;
}
