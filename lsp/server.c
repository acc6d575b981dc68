/* server.c: the loop of the language server. Bytes become messages in a queue; an idle handler takes one message per
 * turn, so that a cancellation that has already arrived is seen first, and gives the time that is left to the
 * background in slices. */
#include "lsp/server.h"

#include <malloc.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "grammar/tree.h"
#include "lsp/background.h"
#include "lsp/diff.h"
#include "lsp/erd.h"
#include "lsp/lifecycle.h"
#include "lsp/risk.h"
#include "lsp/session.h"
#include "lsp/texts.h"
#include "lsp/workspace.h"

enum { MAX_LOG = 1024, BACKLOG_PAUSE = 8 << 20 };

static char *on_space(void *context, size_t *size) {
  LspServer *self = context;
  return rpc_space(&self->reader, size);
}

void lsp_send(LspServer *self, json_t *message) {
  json_object_set_new(message, "jsonrpc", json_string("2.0"));
  size_t size = json_dumpb(message, NULL, 0, JSON_COMPACT);
  char header[64];
  size_t head = (size_t)snprintf(header, sizeof header, "Content-Length: %zu\r\n\r\n", size);
  char *bytes = mem_alloc(head + size);
  memcpy(bytes, header, head);
  json_dumpb(message, bytes + head, size, JSON_COMPACT);
  json_decref(message);
  transport_write(self->transport, bytes, head + size);
}

void lsp_notify(LspServer *self, const char *method, json_t *params) {
  json_t *message = json_object();
  json_put(message, "method", json_string(method));
  json_put(message, "params", params);
  lsp_send(self, message);
}

int64_t lsp_request(LspServer *self, const char *method, json_t *params) {
  json_t *message = json_object();
  json_put(message, "id", json_integer(++self->next_id));
  json_put(message, "method", json_string(method));
  json_put(message, "params", params);
  lsp_send(self, message);
  return self->next_id;
}

void lsp_log(LspServer *self, int type, const char *format, ...) {
  if (type > LSP_LOG_WARNING && !self->verbose) return;
  char text[MAX_LOG];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  json_t *params = json_object();
  json_put(params, "type", json_integer(type));
  json_put_str(params, "message", str_from(text));
  lsp_notify(self, "window/logMessage", params);
}

static void bad_message(LspServer *self, int code, const char *text) {
  LspError error = {code, ""};
  snprintf(error.text, sizeof error.text, "%s", text);
  lsp_reply(self, NULL, NULL, &error);
}

/* Parses one message and puts it into the queue; a cancellation takes effect at once. */
static void receive(LspServer *self, char *bytes, size_t size) {
  json_error_t where;
  rpc_repair(bytes, size);
  json_t *json = json_loadb(bytes, size, JSON_ALLOW_NUL | JSON_DECODE_ANY, &where);
  if (json == NULL) {
    bad_message(self, LSP_PARSE_ERROR, "the message is not valid JSON");
    return;
  }
  if (!json_is_object(json)) {
    bad_message(self, LSP_INVALID_REQUEST, "the message is not a JSON object");
    json_decref(json);
    return;
  }
  if (str_eq(json_str(json, "method"), STR("$/cancelRequest"))) {
    lsp_cancel(self, json_at(json, "params.id"));
    json_decref(json);
    return;
  }
  array_push(&self->queue, (LspMessage){.json = json});
  lsp_wake(self);
}

static void on_filled(void *context, size_t count) {
  LspServer *self = context;
  rpc_filled(&self->reader, count);
  for (;;) {
    char *bytes;
    size_t size;
    RpcEvent event = rpc_next(&self->reader, &bytes, &size);
    if (event == RPC_MORE) break;
    if (event == RPC_MESSAGE) receive(self, bytes, size);
    if (event == RPC_BAD_HEADER) bad_message(self, LSP_PARSE_ERROR, "the header of the message is not readable");
    if (event == RPC_TOO_LARGE) bad_message(self, LSP_INVALID_REQUEST, "the message is larger than 256 MiB");
  }
}

/* The client left. What it sent before is still handled: it may end with `exit`. */
static void on_ended(void *context) {
  LspServer *self = context;
  array_push(&self->queue, (LspMessage){0});
  lsp_wake(self);
}

static void handle_next(LspServer *self) {
  LspMessage message = self->queue.items[0];
  array_splice(&self->queue, 0, 1, NULL, 0);
  if (message.json == NULL) {
    lsp_leave(self, self->state == LSP_SHUT_DOWN ? 0 : 1);
    return;
  }
  lsp_dispatch(self, &message);
  if (message.json != NULL) json_decref(message.json);
}

static void on_idle(uv_idle_t *idle) {
  LspServer *self = idle->data;
  if (self->leaving) {
    uv_idle_stop(idle);
    return;
  }
  if (self->queue.len > 0) {
    handle_next(self);
    return;
  }
  if (transport_backlog(self->transport) < BACKLOG_PAUSE && lsp_background(self)) return;
  self->idle_active = false;
  uv_idle_stop(idle);
  if (self->trim) malloc_trim(0);
  self->trim = false;
}

void lsp_wake(LspServer *self) {
  if (self->idle_active || self->leaving) return;
  self->idle_active = true;
  uv_idle_start(&self->idle, on_idle);
}

void lsp_leave(LspServer *self, int exit_code) {
  if (self->leaving) return;
  self->leaving = true;
  self->exit_code = exit_code;
  uv_idle_stop(&self->idle);
  uv_close((uv_handle_t *)&self->idle, NULL);
  uv_close((uv_handle_t *)&self->parent, NULL);
  uv_close((uv_handle_t *)&self->later, NULL);
  erd_leave(self);
  plans_leave(self);
  risk_leave(self);
  if (self->transport != NULL) transport_close(self->transport);
}

static void start(LspServer *self, const LspOptions *options) {
  memset(self, 0, sizeof *self);
  self->options = options;
  self->settings = (LspSettings){.check = true, .format = true, .closed_files = true, .lint = true};
  self->client.encoding = TEXT_UTF16;
  rpc_init(&self->reader, 0);
  uv_loop_init(&self->loop);
  uv_idle_init(&self->loop, &self->idle);
  uv_timer_init(&self->loop, &self->parent);
  uv_timer_init(&self->loop, &self->later);
  self->idle.data = self->parent.data = self->later.data = self;
}

static void finish(LspServer *self) {
  for (size_t i = 0; i < self->queue.len; i++) json_decref(self->queue.items[i].json);
  for (size_t i = 0; i < self->waiting.len; i++) json_decref(self->waiting.items[i].json);
  array_free(&self->queue);
  array_free(&self->waiting);
  texts_release(self);
  workspace_free(self);
  tree_cache_free(self->trees);
  lifecycle_free(self);
  erd_free(self);
  plans_free(self);
  virtual_free(self);
  risk_free(self);
  if (self->transport != NULL) transport_free(self->transport);
  rpc_free(&self->reader);
  uv_loop_close(&self->loop);
}

int lsp_run(const LspOptions *options) {
  signal(SIGPIPE, SIG_IGN);
  mallopt(M_MMAP_THRESHOLD, 256 << 10); /* large texts go back to the system when they are freed */
  LspServer server;
  start(&server, options);
  TransportEvents events = {on_space, on_filled, on_ended, &server};
  server.transport = transport_open(&server.loop, options, &events);
  if (server.transport == NULL) lsp_leave(&server, 2);
  uv_run(&server.loop, UV_RUN_DEFAULT);
  finish(&server);
  return server.exit_code;
}
