/* progress.c: $/progress while a group is indexed. The client is asked for a token first; whether it agrees is not
 * waited for, since a client that does not knows the token and drops what it gets. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lsp/groups.h"

enum { PROGRESS_FILES = 2 }; /* fewer are not worth showing */

static void send_value(LspServer *self, const LspGroup *group, json_t *value) {
  json_t *params = json_object();
  json_put(params, "token", json_string(group->token));
  json_put(params, "value", value);
  lsp_notify(self, "$/progress", params);
}

static unsigned done_of(const LspGroup *group) {
  return group->total > group->parsing ? group->total - group->parsing : 0;
}

static unsigned percent_of(const LspGroup *group) { return group->total > 0 ? done_of(group) * 100 / group->total : 0; }

static json_t *value_of(const LspGroup *group, const char *kind) {
  json_t *value = json_object();
  char text[64];
  snprintf(text, sizeof text, "%u of %u files", done_of(group), group->total);
  json_put(value, "kind", json_string(kind));
  json_put(value, "message", json_string(text));
  json_put(value, "percentage", json_integer(percent_of(group)));
  return value;
}

void progress_begin(LspServer *self, LspGroup *group) {
  if (!self->client.progress || group->token != NULL || group->total < PROGRESS_FILES) return;
  char name[40];
  snprintf(name, sizeof name, "atlas-index-%lld", (long long)self->next_id + 1);
  group->token = mem_alloc(sizeof name);
  memcpy(group->token, name, sizeof name);
  json_t *params = json_object();
  json_put(params, "token", json_string(name));
  lsp_request(self, "window/workDoneProgress/create", params);
  json_t *value = value_of(group, "begin");
  json_put(value, "title", json_string("Indexing the schema"));
  json_put(value, "cancellable", json_false());
  send_value(self, group, value);
}

void progress_report(LspServer *self, LspGroup *group) {
  if (group->token == NULL || self->leaving) return;
  unsigned percent = percent_of(group);
  if (percent == group->percent) return;
  group->percent = percent;
  send_value(self, group, value_of(group, "report"));
}

void progress_end(LspServer *self, LspGroup *group) {
  if (group->token == NULL) return;
  if (!self->leaving) {
    json_t *value = value_of(group, "end");
    json_object_del(value, "percentage");
    send_value(self, group, value);
  }
  free(group->token);
  group->token = NULL;
}
