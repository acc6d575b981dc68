/* diagnostics.c: see diagnostics.h. */
#include "lsp/diagnostics.h"

#include "lsp/lifecycle.h"
#include "lsp/risk.h"
#include "lsp/texts.h"

enum { MAX_SHOWN = 1000, TAG_DEPRECATED = 2 };

/* URI of the document as the client calls it. */
static Str uri_of(Arena *arena, const File *file) {
  const LspSource *source = file->user;
  return source->doc != NULL ? source->doc->uri : uri_from_path(arena, file->path);
}

static json_t *related_json(LspServer *self, Arena *arena, const Unit *unit, const DiagRelated *related) {
  const Unit *where = related->unit != NULL ? related->unit : unit;
  TextRange range;
  texts_range(self, where, related->span, &range);
  json_t *location = json_object();
  json_put_str(location, "uri", uri_of(arena, where->file));
  json_put(location, "range", json_from_range(range));
  json_t *out = json_object();
  json_put(out, "location", location);
  json_put_str(out, "message", related->message);
  return out;
}

static void put_related(LspServer *self, json_t *out, Arena *arena, const Unit *unit, const Diagnostic *diag) {
  if (!self->client.related || diag->related_count == 0) return;
  json_t *list = json_array();
  for (uint32_t i = 0; i < diag->related_count; i++)
    json_array_append_new(list, related_json(self, arena, unit, &diag->related[i]));
  json_put(out, "relatedInformation", list);
}

static void put_code(LspServer *self, json_t *out, Arena *arena, Str code) {
  json_put_str(out, "code", code);
  if (!self->client.code_links) return;
  Str page = pages_link(self, arena, code);
  if (str_empty(page)) return;
  json_t *link = json_object();
  json_put_str(link, "href", page);
  json_put(out, "codeDescription", link);
}

json_t *diagnostics_json(LspServer *self, Arena *arena, const Unit *unit, const Diagnostic *diag) {
  int severity = settings_severity(&self->settings, diag_info[diag->code].code, (int)diag->severity);
  if (severity == 0) return NULL;
  TextRange range;
  texts_range(self, unit, diag->span, &range);
  json_t *out = json_object();
  json_put(out, "range", json_from_range(range));
  json_put(out, "severity", json_integer(severity));
  put_code(self, out, arena, diag_info[diag->code].code);
  json_put(out, "source", json_string("atlas"));
  json_put_str(out, "message", diag->message);
  if (self->client.diagnostic_tags && diag->code == DIAG_DEPRECATED) {
    json_t *tags = json_array();
    json_array_append_new(tags, json_integer(TAG_DEPRECATED));
    json_put(out, "tags", tags);
  }
  put_related(self, out, arena, unit, diag);
  return out;
}

/* One line about what is not listed. */
static json_t *overflow_json(Arena *arena, size_t count) {
  json_t *out = json_object();
  json_put(out, "range", json_from_range((TextRange){{0, 0}, {0, 0}}));
  json_put(out, "severity", json_integer(SEVERITY_INFO));
  json_put(out, "source", json_string("atlas"));
  json_put_str(out, "message", arena_printf(arena, "and %zu more diagnostics", count));
  return out;
}

static json_t *ambiguous_json(LspServer *self, Arena *arena, const LspSource *source) {
  Diagnostic diag = {.code = DIAG_AMBIGUOUS_DIALECT, .severity = SEVERITY_HINT};
  diag.message = project_uncertain(arena, source->group->dialect);
  return diagnostics_json(self, arena, source->file->units[0], &diag);
}

static json_t *list_all(LspServer *self, Arena *arena, const LspSource *source) {
  json_t *list = json_array();
  const File *file = source->file;
  size_t more = 0;
  if (source->doc != NULL && source->doc->ambiguous) {
    json_t *hint = ambiguous_json(self, arena, source);
    if (hint != NULL) json_array_append_new(list, hint);
  }
  for (size_t i = 0; i < file->unit_count; i++) {
    const Unit *unit = file->units[i];
    for (size_t k = 0; k < unit->diags.len; k++) {
      const Diagnostic *diag = &unit->diags.items[k];
      if (settings_severity(&self->settings, diag_info[diag->code].code, (int)diag->severity) == 0) continue;
      if (json_array_size(list) < MAX_SHOWN) {
        json_array_append_new(list, diagnostics_json(self, arena, unit, diag));
      } else {
        more++;
      }
    }
  }
  risk_list(self, arena, source, list);
  if (more > 0) json_array_append_new(list, overflow_json(arena, more));
  return list;
}

static void send_list(LspServer *self, Str uri, json_t *list, const LspDoc *doc) {
  json_t *params = json_object();
  json_put_str(params, "uri", uri);
  if (doc != NULL) json_put(params, "version", json_integer(doc->version));
  json_put(params, "diagnostics", list);
  lsp_notify(self, "textDocument/publishDiagnostics", params);
}

void diagnostics_publish(LspServer *self, LspSource *source) {
  Arena arena;
  arena_init(&arena, 0);
  self->retry = false;
  json_t *list = self->settings.check ? list_all(self, &arena, source) : json_array();
  source->stale = self->retry; /* a related place lies in a file that is being read */
  bool empty = json_array_size(list) == 0;
  if (source->doc != NULL || !empty || source->shown) {
    send_list(self, uri_of(&arena, source->file), list, source->doc);
  } else {
    json_decref(list);
  }
  source->shown = !empty;
  arena_free(&arena);
}

void diagnostics_clear(LspServer *self, Str uri) { send_list(self, uri, json_array(), NULL); }
