/* dispatch.c: from a message to its handler. One table names every method with what it needs; the state machine of the
 * protocol is enforced here and nowhere else. */
#include <stdarg.h>
#include <stdio.h>

#include "lsp/diff.h"
#include "lsp/erd.h"
#include "lsp/features.h"
#include "lsp/groups.h"
#include "lsp/lifecycle.h"
#include "lsp/session.h"
#include "lsp/sync.h"
#include "lsp/texts.h"
#include "lsp/workspace.h"

typedef enum Need {
  NEED_NOTHING,
  NEED_PLACED, /* the document has its dialect */
  NEED_INDEXED /* and the files of its module were read */
} Need;

typedef struct Method {
  const char *name;
  json_t *(*request)(LspServer *self, const json_t *params, LspError *error);
  void (*notification)(LspServer *self, const json_t *params);
  Need need;
} Method;

static const Method methods[] = {
    {"initialize", lifecycle_initialize, NULL, NEED_NOTHING},
    {"initialized", NULL, lifecycle_initialized, NEED_NOTHING},
    {"shutdown", lifecycle_shutdown, NULL, NEED_NOTHING},
    {"exit", NULL, lifecycle_exit, NEED_NOTHING},
    {"$/setTrace", NULL, lifecycle_set_trace, NEED_NOTHING},
    {"textDocument/didOpen", NULL, sync_open, NEED_NOTHING},
    {"textDocument/didChange", NULL, sync_change, NEED_NOTHING},
    {"textDocument/didClose", NULL, sync_close, NEED_NOTHING},
    {"textDocument/didSave", NULL, sync_save, NEED_NOTHING},
    {"textDocument/completion", feature_completion, NULL, NEED_PLACED},
    {"completionItem/resolve", feature_resolve, NULL, NEED_NOTHING},
    {"textDocument/hover", feature_hover, NULL, NEED_INDEXED},
    {"textDocument/definition", feature_definition, NULL, NEED_INDEXED},
    {"textDocument/references", feature_references, NULL, NEED_INDEXED},
    {"textDocument/documentHighlight", feature_highlight, NULL, NEED_PLACED},
    {"textDocument/signatureHelp", feature_signature, NULL, NEED_PLACED},
    {"textDocument/documentSymbol", feature_symbols, NULL, NEED_PLACED},
    {"textDocument/codeAction", feature_action, NULL, NEED_INDEXED},
    {"textDocument/formatting", feature_format, NULL, NEED_PLACED},
    {"textDocument/foldingRange", feature_folding, NULL, NEED_PLACED},
    {"textDocument/selectionRange", feature_selection, NULL, NEED_PLACED},
    {"workspace/didChangeConfiguration", NULL, lifecycle_configuration, NEED_NOTHING},
    {"workspace/didChangeWorkspaceFolders", NULL, workspace_folders, NEED_NOTHING},
    {"workspace/didChangeWatchedFiles", NULL, workspace_files, NEED_NOTHING},
    {"workspace/symbol", feature_workspace_symbols, NULL, NEED_NOTHING},
    {"workspace/executeCommand", lifecycle_command, NULL, NEED_INDEXED},
    {"textDocument/codeLens", feature_lens, NULL, NEED_INDEXED},
    {"textDocument/prepareRename", feature_prepare_rename, NULL, NEED_INDEXED},
    {"textDocument/rename", feature_rename, NULL, NEED_INDEXED},
    {"workspace/textDocumentContent", feature_content, NULL, NEED_INDEXED},
    {"window/workDoneProgress/cancel", NULL, plans_cancel_progress, NEED_NOTHING},
    {"atlas/erd", feature_erd, NULL, NEED_INDEXED},
    {"atlas/diff", feature_diff, NULL, NEED_INDEXED},
    {"atlas/inspect", feature_inspect, NULL, NEED_NOTHING},
    {"atlas/drift", feature_drift, NULL, NEED_INDEXED},
};

static const Method *find_method(Str name) {
  for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
    if (str_eq(name, str_from(methods[i].name))) return &methods[i];
  return NULL;
}

void lsp_fail(LspError *error, int code, const char *format, ...) {
  error->code = code;
  va_list args;
  va_start(args, format);
  vsnprintf(error->text, sizeof error->text, format, args);
  va_end(args);
}

void lsp_reply(LspServer *self, const json_t *id, json_t *result, const LspError *error) {
  json_t *message = json_object();
  json_put(message, "id", id != NULL ? json_deep_copy(id) : json_null());
  if (error->code != 0) {
    json_t *body = json_object();
    json_put(body, "code", json_integer(error->code));
    json_put_str(body, "message", str_from(error->text));
    json_put(message, "error", body);
    if (result != NULL) json_decref(result);
  } else {
    json_put(message, "result", result != NULL ? result : json_null());
  }
  lsp_send(self, message);
}

static void reply_cancelled(LspServer *self, const json_t *id) {
  LspError error;
  lsp_fail(&error, LSP_CANCELLED, "the request was cancelled");
  lsp_reply(self, id, NULL, &error);
}

static bool is_id(const json_t *id, const json_t *other) {
  return id != NULL && other != NULL && json_typeof(id) == json_typeof(other) && json_equal(id, other);
}

void lsp_cancel(LspServer *self, const json_t *id) {
  for (size_t i = 0; i < self->queue.len; i++) {
    LspMessage *message = &self->queue.items[i];
    if (json_at(message->json, "method") != NULL && is_id(json_at(message->json, "id"), id)) message->cancelled = true;
  }
  for (size_t i = 0; i < self->waiting.len; i++) {
    LspMessage message = self->waiting.items[i];
    if (!is_id(json_at(message.json, "id"), id)) continue;
    array_splice(&self->waiting, i, 1, NULL, 0);
    reply_cancelled(self, id);
    json_decref(message.json);
    return;
  }
  if (erd_cancel(self, id) || plans_cancel(self, id)) reply_cancelled(self, id);
}

/* May the method be used in the present state? Sets the error if not. */
static bool allowed(const LspServer *self, Str name, LspError *error) {
  bool initialize = str_eq(name, STR("initialize"));
  if (self->state == LSP_NEW && !initialize) lsp_fail(error, LSP_NOT_INITIALIZED, "the server is not initialized");
  if (self->state == LSP_RUNNING && initialize)
    lsp_fail(error, LSP_INVALID_REQUEST, "the server is initialized already");
  if (self->state == LSP_SHUT_DOWN) lsp_fail(error, LSP_INVALID_REQUEST, "the server has been shut down");
  return error->code == 0;
}

/* The document that a message is about; of a command, the one that its first argument names; of a preview, the schema.
 */
static LspDoc *doc_of(const LspServer *self, const json_t *params) {
  const json_t *first = json_array_get(json_at(params, "arguments"), 0);
  Str preview = json_str(params, "uri"), document, from;
  if (!str_empty(preview)) {
    Arena arena;
    arena_init(&arena, 0);
    LspDoc *doc = virtual_read(&arena, preview, &document, &from) ? workspace_doc(self, document) : NULL;
    arena_free(&arena);
    return doc;
  }
  return workspace_doc(self, json_str(first != NULL ? first : params, "textDocument.uri"));
}

/* Can the request be handled now, or must it wait for its document? */
static bool is_ready(LspServer *self, const Method *method, const json_t *params) {
  if (method->need == NEED_NOTHING) return true;
  const LspDoc *doc = doc_of(self, params);
  if (doc == NULL || doc->source == NULL) return doc == NULL || doc->discovering == 0;
  if (doc->project == NULL) return false;
  return method->need == NEED_PLACED || (!group_loading(doc->source->group) && !texts_missing(self));
}

/* Runs the handler and answers. A request that lacks the text of a closed file waits for it. */
static void run_request(LspServer *self, const Method *method, LspMessage *message) {
  LspError error = {0};
  self->retry = self->deferred = false;
  self->request_id = json_at(message->json, "id");
  json_t *result = method->request(self, json_at(message->json, "params"), &error);
  if (self->retry && texts_missing(self)) {
    json_decref(result);
    array_push(&self->waiting, *message);
    message->json = NULL;
    return;
  }
  self->request_id = NULL;
  if (self->deferred) return;
  lsp_reply(self, json_at(message->json, "id"), result, &error);
}

static void request(LspServer *self, LspMessage *message, Str name) {
  const json_t *id = json_at(message->json, "id");
  const Method *method = find_method(name);
  LspError error = {0};
  if (!json_is_integer(id) && !json_is_string(id)) lsp_fail(&error, LSP_INVALID_REQUEST, "the id is no number or text");
  if (error.code == 0 && allowed(self, name, &error) && (method == NULL || method->request == NULL))
    lsp_fail(&error, LSP_METHOD_NOT_FOUND, "no such request: %.*s", (int)(name.len < 80 ? name.len : 80), name.ptr);
  if (error.code != 0 || method == NULL) {
    lsp_reply(self, json_is_integer(id) || json_is_string(id) ? id : NULL, NULL, &error);
  } else if (message->cancelled) {
    reply_cancelled(self, id);
  } else if (is_ready(self, method, json_at(message->json, "params"))) {
    run_request(self, method, message);
  } else {
    array_push(&self->waiting, *message);
    message->json = NULL;
  }
}

static void notification(LspServer *self, const LspMessage *message, Str name) {
  const Method *method = find_method(name);
  if (method == NULL || method->notification == NULL) {
    if (!str_starts(name, STR("$/"))) lsp_log(self, LSP_LOG_DEBUG, "ignored notification %.*s", STR_FMT(name));
    return;
  }
  bool is_exit = method->notification == lifecycle_exit;
  if (self->state == LSP_RUNNING || is_exit) method->notification(self, json_at(message->json, "params"));
}

void lsp_dispatch(LspServer *self, LspMessage *message) {
  const json_t *method = json_at(message->json, "method");
  const json_t *id = json_at(message->json, "id");
  Str name = json_str(method, "");
  if (json_is_string(method) && id != NULL) {
    request(self, message, name);
  } else if (json_is_string(method)) {
    notification(self, message, name);
  } else if (id != NULL && (json_at(message->json, "result") != NULL || json_at(message->json, "error") != NULL)) {
    lifecycle_answer(self, id, json_at(message->json, "result"));
  } else {
    LspError error;
    lsp_fail(&error, LSP_INVALID_REQUEST, "the message is neither a request nor an answer");
    lsp_reply(self, json_is_integer(id) || json_is_string(id) ? id : NULL, NULL, &error);
  }
}

void lsp_resume(LspServer *self, const LspDoc *doc, bool force) {
  size_t count = self->waiting.len; /* what comes back waits for the next time */
  for (size_t i = 0, seen = 0; seen < count; seen++) {
    LspMessage message = self->waiting.items[i];
    const json_t *params = json_at(message.json, "params");
    const Method *method = find_method(json_str(message.json, "method"));
    bool mine = doc == NULL || doc_of(self, params) == doc;
    if (!mine || !(force || is_ready(self, method, params))) {
      i++;
      continue;
    }
    array_splice(&self->waiting, i, 1, NULL, 0);
    run_request(self, method, &message);
    json_decref(message.json);
  }
}
