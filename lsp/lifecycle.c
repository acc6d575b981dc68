/* lifecycle.c: see lifecycle.h. */
#include "lsp/lifecycle.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "lsp/diff.h"
#include "lsp/features.h"
#include "lsp/groups.h"
#include "lsp/risk.h"
#include "lsp/workspace.h"

enum { PARENT_CHECK_MS = 2000 };

/* Ends when the process that started us is gone. */
static void on_parent_timer(uv_timer_t *timer) {
  LspServer *self = timer->data;
  if (kill((pid_t)self->parent_pid, 0) != 0 && errno == ESRCH) lsp_leave(self, self->state == LSP_SHUT_DOWN ? 0 : 1);
}

static void watch_parent(LspServer *self, const json_t *params) {
  int64_t pid;
  if (!json_int(params, "processId", &pid) || pid <= 0 || pid > INT32_MAX) return;
  self->parent_pid = pid;
  uv_timer_start(&self->parent, on_parent_timer, PARENT_CHECK_MS, PARENT_CHECK_MS);
}

static void read_folders(LspServer *self, const json_t *params) {
  const json_t *folders = json_at(params, "workspaceFolders");
  for (size_t i = 0; i < json_array_size(folders); i++)
    workspace_add_folder(self, json_str(json_array_get(folders, i), "uri"));
  if (json_array_size(folders) == 0) workspace_add_folder(self, json_str(params, "rootUri"));
  /* Sources that requests name are as seen from the first folder. */
  if (self->folders.len > 0 && chdir(self->folders.items[0].ptr) != 0)
    lsp_log(self, LSP_LOG_WARNING, "%.*s: %s", STR_FMT(self->folders.items[0]), strerror(errno));
}

/* Settings as they come: {"atlas": {...}} or the inner object itself. */
static const json_t *inner_settings(const json_t *value) {
  const json_t *inner = json_at(value, "atlas");
  return inner != NULL ? inner : value;
}

json_t *lifecycle_initialize(LspServer *self, const json_t *params, LspError *error) {
  if (params != NULL && !json_is_object(params)) {
    lsp_fail(error, LSP_INVALID_PARAMS, "the parameters of initialize are no object");
    return NULL;
  }
  self->state = LSP_RUNNING;
  self->client = client_read(params);
  self->verbose =
      str_eq(json_str(params, "trace"), STR("verbose")) || str_eq(json_str(params, "trace"), STR("messages"));
  read_folders(self, params);
  watch_parent(self, params);
  settings_read(&self->settings, inner_settings(json_at(params, "initializationOptions")));
  json_t *info = json_object();
  json_put(info, "name", json_string("atlas-lsp"));
  json_put_str(info, "version", self->options->version);
  json_t *out = json_object();
  json_put(out, "capabilities", capabilities_offer(self));
  json_put(out, "serverInfo", info);
  return out;
}

static void ask_configuration(LspServer *self) {
  if (!self->client.configuration) return;
  json_t *item = json_object();
  json_put(item, "section", json_string("atlas"));
  json_t *items = json_array();
  json_array_append_new(items, item);
  json_t *params = json_object();
  json_put(params, "items", items);
  self->config_id = lsp_request(self, "workspace/configuration", params);
}

void lifecycle_initialized(LspServer *self, const json_t *params) {
  (void)params;
  if (self->initialized) return;
  self->initialized = true;
  capabilities_register(self);
  ask_configuration(self);
}

json_t *lifecycle_shutdown(LspServer *self, const json_t *params, LspError *error) {
  (void)params;
  (void)error;
  self->state = LSP_SHUT_DOWN;
  return json_null();
}

void lifecycle_exit(LspServer *self, const json_t *params) {
  (void)params;
  lsp_leave(self, self->state == LSP_SHUT_DOWN ? 0 : 1);
}

void lifecycle_set_trace(LspServer *self, const json_t *params) {
  Str value = json_str(params, "value");
  self->verbose = str_eq(value, STR("verbose")) || str_eq(value, STR("messages"));
}

json_t *lifecycle_command(LspServer *self, const json_t *params, LspError *error) {
  static const struct {
    const char *name;
    json_t *(*run)(LspServer *self, const json_t *params, LspError *error);
  } commands[] = {{"atlas.erd", feature_erd},
                  {"atlas.diff", feature_diff},
                  {"atlas.inspect", feature_inspect},
                  {"atlas.drift", feature_drift},
                  {"atlas.previewChanges", feature_preview}};
  Str name = json_str(params, "command");
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
    if (str_eq(name, str_from(commands[i].name)))
      return commands[i].run(self, json_array_get(json_at(params, "arguments"), 0), error);
  lsp_fail(error, LSP_INVALID_PARAMS, "no such command: %.*s", STR_FMT(str_sub(name, 0, 80)));
  return NULL;
}

static void apply_settings(LspServer *self, const json_t *atlas) {
  if (!settings_read(&self->settings, atlas)) return;
  for (size_t i = 0; i < self->docs.len; i++) {
    LspDoc *doc = self->docs.items[i];
    doc->doubtful = true;
    if (doc->source != NULL) doc->source->stale = true;
  }
  for (size_t i = 0; i < self->groups.len; i++) group_show_again(self, self->groups.items[i]);
  risk_touched(self, NULL);
  workspace_later(self);
  lsp_wake(self);
}

void lifecycle_configuration(LspServer *self, const json_t *params) {
  const json_t *settings = json_at(params, "settings.atlas");
  if (json_is_object(settings)) {
    apply_settings(self, settings);
  } else {
    ask_configuration(self);
  }
}

void lifecycle_answer(LspServer *self, const json_t *id, const json_t *result) {
  if (!json_is_integer(id) || json_integer_value(id) != self->config_id || self->state != LSP_RUNNING) return;
  self->config_id = 0;
  apply_settings(self, json_array_get(result, 0));
}

void lifecycle_free(LspServer *self) {
  json_decref(self->settings.json);
  free(self->pages);
}
