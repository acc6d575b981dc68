/* sync.c: applies what the client tells about its documents. An edit that cannot be applied means that client and
 * server disagree about the text: then the document is dropped until the client sends it whole, since answers for
 * another text would be worse than none. */
#include "lsp/sync.h"

#include "lsp/diagnostics.h"
#include "lsp/erd.h"
#include "lsp/groups.h"
#include "lsp/risk.h"
#include "lsp/workspace.h"

enum { DIRECTIVE_LINES = 5, CHECK_AT_ONCE = 32 };

void sync_open(LspServer *self, const json_t *params) {
  Str uri = json_str(params, "textDocument.uri");
  const json_t *text = json_at(params, "textDocument.text");
  int64_t version = 0;
  json_int(params, "textDocument.version", &version);
  if (str_empty(uri) || !json_is_string(text)) {
    lsp_log(self, LSP_LOG_ERROR, "textDocument/didOpen without a URI or a text is ignored");
    return;
  }
  workspace_open(self, uri, json_str(params, "textDocument.languageId"), version, json_str(text, ""));
}

/* Is the position in the middle of a character that is two UTF-16 units long? */
static bool splits_pair(const LspServer *self, const File *file, TextPos pos, uint32_t offset) {
  if (self->client.encoding != TEXT_UTF16 || offset >= file->size) return false;
  const Unit *unit = file->units[file_unit_at(file, offset)];
  uint32_t at = offset - unit->start;
  if (at >= unit->text.len || (unsigned char)unit->text.ptr[at] < 0xF0) return false;
  TextPos start = file_position(file, offset, TEXT_UTF16);
  return start.line == pos.line && start.character + 1 == pos.character;
}

/* Applies one change to a placed document. Halves of surrogate pairs that an edit leaves behind become U+FFFD, which
 * is as long for the client: deleting the second half of an emoji leaves one unit. */
static bool apply_edit(LspServer *self, LspDoc *doc, TextRange range, Str text, Span *touched) {
  File *file = doc->source->file;
  if (range.start.line > file->lines || range.end.line > file->lines) return false;
  uint32_t start = file_offset(file, range.start, self->client.encoding);
  uint32_t end = file_offset(file, range.end, self->client.encoding);
  bool half_start = splits_pair(self, file, range.start, start), half_end = splits_pair(self, file, range.end, end);
  bool order = range.start.line < range.end.line ||
               (range.start.line == range.end.line && range.start.character <= range.end.character);
  if (!order || end < start || (uint64_t)file->size + text.len > FILE_SIZE_MAX) return false;
  Buf buf = {0};
  if (half_start) buf_put(&buf, STR("\xEF\xBF\xBD"));
  if (half_start || half_end) buf_put(&buf, text);
  if (half_end) buf_put(&buf, STR("\xEF\xBF\xBD"));
  if (half_end) end += 4;
  Str insert = half_start || half_end ? buf_str(&buf) : text;
  module_edit(doc->source->group->module, file, start, end, insert);
  *touched = span_make(start, start + (uint32_t)insert.len);
  buf_free(&buf);
  return true;
}

/* Checks the units that the edit touched, so that the answer to a key need not wait for the background. */
static void check_touched(LspDoc *doc, Span touched) {
  File *file = doc->source->file;
  size_t first = file_unit_at(file, touched.start), last = file_unit_at(file, touched.end);
  for (size_t i = first; i <= last && i < first + CHECK_AT_ONCE; i++)
    if (file->units[i]->dirty) module_check(doc->source->group->module, file->units[i]);
}

static bool apply_change(LspServer *self, LspDoc *doc, const json_t *change, Span *touched) {
  const json_t *text = json_at(change, "text"), *range = json_at(change, "range");
  if (!json_is_string(text)) return false;
  if (range == NULL || json_is_null(range)) {
    *touched = workspace_set_text(self, doc, json_str(text, ""));
    return true;
  }
  TextRange where;
  if (!json_range(range, "", &where) || !workspace_place(self, doc)) return false;
  if (where.start.line < DIRECTIVE_LINES || doc->ambiguous) doc->doubtful = true;
  return apply_edit(self, doc, where, json_str(text, ""), touched);
}

/* Does the notification hold the whole text, so that nothing before it matters? */
static bool is_full(const json_t *changes) {
  const json_t *first = json_array_get(changes, 0);
  const json_t *range = json_at(first, "range");
  return json_is_string(json_at(first, "text")) && (range == NULL || json_is_null(range));
}

static void refuse(LspServer *self, LspDoc *doc, const char *why) {
  lsp_log(self, LSP_LOG_ERROR, "%.*s: %s; the document is ignored until it is opened again", STR_FMT(doc->uri), why);
  workspace_drop(self, doc);
}

/* The document that is worked on stands last; the background begins with it. */
static void move_last(LspServer *self, LspDoc *doc) {
  size_t at = 0;
  while (self->docs.items[at] != doc) at++;
  for (; at + 1 < self->docs.len; at++) self->docs.items[at] = self->docs.items[at + 1];
  self->docs.items[at] = doc;
}

/* What is to be done once all changes of the notification are in. */
static void after_change(LspServer *self, LspDoc *doc, Span touched) {
  if (workspace_is_project(doc->path)) workspace_rediscover(self);
  if (doc->source == NULL) return;
  if (doc->doubtful) workspace_later(self);
  if (!group_loading(doc->source->group) && doc->project != NULL) {
    check_touched(doc, touched);
    diagnostics_publish(self, doc->source);
  }
  lsp_wake(self);
}

void sync_change(LspServer *self, const json_t *params) {
  LspDoc *doc = workspace_doc(self, json_str(params, "textDocument.uri"));
  const json_t *changes = json_at(params, "contentChanges");
  int64_t version;
  if (doc == NULL) {
    lsp_log(self, LSP_LOG_ERROR, "textDocument/didChange for a document that is not open is ignored");
    return;
  }
  if (doc->no_dialect && !is_full(changes)) return;
  if (doc->source == NULL && doc->text == NULL && !is_full(changes)) return; /* dropped */
  lsp_resume(self, doc, true);                                               /* requests for the text before */
  bool known = json_int(params, "textDocument.version", &version);
  if (!is_full(changes) && (!known || version <= doc->version)) {
    refuse(self, doc, "the version of a change is not above the one before");
    return;
  }
  Span touched = {0, 0};
  for (size_t i = 0; i < json_array_size(changes); i++) {
    if (apply_change(self, doc, json_array_get(changes, i), &touched)) continue;
    refuse(self, doc, "a change cannot be applied");
    return;
  }
  if (known) doc->version = version;
  move_last(self, doc);
  after_change(self, doc, touched);
  erd_touched(self);
  if (doc->source != NULL) risk_touched(self, doc->source->group);
}

void sync_save(LspServer *self, const json_t *params) {
  Str uri = json_str(params, "textDocument.uri");
  LspDoc *doc = workspace_doc(self, uri);
  if (doc != NULL && doc->source != NULL) risk_touched(self, doc->source->group);
  if (doc == NULL || !workspace_is_project(doc->path)) return;
  workspace_rediscover(self);
}

void sync_close(LspServer *self, const json_t *params) {
  LspDoc *doc = workspace_doc(self, json_str(params, "textDocument.uri"));
  if (doc == NULL) {
    lsp_log(self, LSP_LOG_ERROR, "textDocument/didClose for a document that is not open is ignored");
    return;
  }
  bool project = workspace_is_project(doc->path);
  workspace_close(self, doc);
  if (project) workspace_rediscover(self);
}
