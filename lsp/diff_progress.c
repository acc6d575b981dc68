/* diff_progress.c: $/progress of a request that may take long. Its token is the client's workDoneToken, else one of
 * ours, when the client shows such. */
#include <stdio.h>

#include "lsp/diff.h"

static const char *const titles[] = {"Comparing schemas", "Inspecting the database", "Comparing database and files",
                                     "Planning the changes", "Planning the changes"};

static void send_value(LspServer *self, const DiffJob *job, const char *kind, const char *title, const char *text) {
  json_t *value = json_object(), *params = json_object();
  json_put(value, "kind", json_string(kind));
  if (title != NULL) json_put(value, "title", json_string(title));
  if (title != NULL) json_put(value, "cancellable", json_true());
  if (text != NULL) json_put_str(value, "message", str_from(text));
  json_put(params, "token", json_incref(job->token));
  json_put(params, "value", value);
  lsp_notify(self, "$/progress", params);
}

void diff_progress_begin(LspServer *self, DiffJob *job, const json_t *params) {
  const json_t *given = json_at(params, "workDoneToken");
  if (json_is_string(given) || json_is_integer(given)) {
    job->token = json_deep_copy(given);
  } else if (self->client.progress) {
    char name[40];
    snprintf(name, sizeof name, "atlas-diff-%lld", (long long)self->next_id + 1);
    job->token = json_string(name);
    json_t *create = json_object();
    json_put(create, "token", json_incref(job->token));
    lsp_request(self, "window/workDoneProgress/create", create);
  }
  if (job->token != NULL) send_value(self, job, "begin", titles[job->task], NULL);
}

void diff_progress_report(LspServer *self, DiffJob *job) {
  char text[sizeof job->progress];
  uv_mutex_lock(&job->lock);
  memcpy(text, job->progress, sizeof text);
  job->progress[0] = '\0';
  uv_mutex_unlock(&job->lock);
  if (text[0] != '\0' && job->token != NULL) send_value(self, job, "report", NULL, text);
}

void diff_progress_end(LspServer *self, DiffJob *job) {
  if (job->token == NULL) return;
  if (!self->leaving) send_value(self, job, "end", NULL, NULL);
  json_decref(job->token);
  job->token = NULL;
}
