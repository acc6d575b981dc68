/* feature_action.c: textDocument/codeAction: the fixes that diagnostics offer, such as "Change to `columns`". */
#include "lsp/diagnostics.h"
#include "lsp/edits.h"
#include "lsp/features.h"
#include "lsp/risk.h"

/* Does the client want actions of this kind? `only` names kinds and parents of kinds: "quickfix" or "". */
static bool wants(const json_t *params, Str kind) {
  const json_t *only = json_at(params, "context.only");
  if (!json_is_array(only)) return true;
  for (size_t i = 0; i < json_array_size(only); i++) {
    Str word = json_str(json_array_get(only, i), "");
    if (str_empty(word) || str_eq(word, kind)) return true;
    if (word.len < kind.len && str_starts(kind, word) && kind.ptr[word.len] == '.') return true;
  }
  return false;
}

/* A WorkspaceEdit with one change of the document. */
static json_t *edit_of(LspServer *self, const Place *place, const Unit *unit, const DiagFix *fix) {
  Edits edits = {0};
  edits_add(&edits, place->doc->uri, place->doc, unit_range(unit, fix->span, self->client.encoding), fix->text);
  return edits_json(self, &edits);
}

static void add_action(LspServer *self, const Place *place, const Unit *unit, const Diagnostic *diag, json_t *list) {
  Arena arena;
  arena_init(&arena, 0);
  json_t *shown = diagnostics_json(self, &arena, unit, diag);
  arena_free(&arena);
  if (shown == NULL) return;
  json_t *out = json_object(), *about = json_array();
  json_array_append_new(about, shown);
  json_put_str(out, "title", diag->fix->title);
  json_put(out, "kind", json_string("quickfix"));
  json_put(out, "diagnostics", about);
  if (self->client.preferred_actions) json_put(out, "isPreferred", json_true());
  json_put(out, "edit", edit_of(self, place, unit, diag->fix));
  json_array_append_new(list, out);
}

json_t *feature_action(LspServer *self, const json_t *params, LspError *error) {
  Place place;
  TextRange range;
  if (!json_range(params, "range", &range)) {
    lsp_fail(error, LSP_INVALID_PARAMS, "the range is missing or no range");
    return NULL;
  }
  if (!locate_doc(self, params, &place)) return json_null();
  json_t *list = json_array();
  if (!self->client.action_literals || !self->settings.check || !wants(params, STR("quickfix"))) return list;
  File *file = place.file;
  uint32_t start = file_offset(file, range.start, self->client.encoding);
  uint32_t end = file_offset(file, range.end, self->client.encoding);
  for (size_t i = file_unit_at(file, start); i < file->unit_count && file->units[i]->start <= end; i++) {
    Unit *unit = file->units[i];
    if (unit->dirty) module_check(place.doc->source->group->module, unit);
    for (size_t k = 0; k < unit->diags.len; k++) {
      const Diagnostic *diag = &unit->diags.items[k];
      bool touches = unit->start + diag->span.start <= end && start <= unit->start + diag->span.end;
      if (touches && diag->fix != NULL) add_action(self, &place, unit, diag, list);
    }
  }
  risk_actions(self, &place, start, end, list);
  return list;
}
