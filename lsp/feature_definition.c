/* feature_definition.c: definition, references and highlights: everything that follows a name. */
#include "lsp/features.h"
#include "lsp/locate.h"
#include "lsp/texts.h"

static Str uri_of(Arena *arena, const Unit *unit) {
  const LspSource *source = unit->file->user;
  return source->doc != NULL ? source->doc->uri : uri_from_path(arena, unit->file->path);
}

static json_t *location(Arena *arena, const Unit *unit, TextRange range) {
  json_t *out = json_object();
  json_put_str(out, "uri", uri_of(arena, unit));
  json_put(out, "range", json_from_range(range));
  return out;
}

static json_t *link_to(LspServer *self, Arena *arena, const Place *place, const Target *target, TextRange name) {
  TextRange whole;
  texts_range(self, target->unit, target->def->span, &whole);
  json_t *out = json_object();
  json_put_str(out, "targetUri", uri_of(arena, target->unit));
  json_put(out, "targetRange", json_from_range(whole));
  json_put(out, "targetSelectionRange", json_from_range(name));
  TextRange origin = unit_range(place->unit, target->origin, self->client.encoding);
  json_put(out, "originSelectionRange", json_from_range(origin));
  return out;
}

json_t *feature_definition(LspServer *self, const json_t *params, LspError *error) {
  (void)error;
  Place place;
  Target target;
  if (!locate(self, params, &place) || !locate_target(&place, &target)) return json_null();
  bool named = target.def->name_span.end > target.def->name_span.start;
  TextRange name;
  texts_range(self, target.unit, named ? target.def->name_span : target.def->keyword, &name);
  Arena arena;
  arena_init(&arena, 0);
  json_t *out = json_array();
  json_array_append_new(out, self->client.definition_links ? link_to(self, &arena, &place, &target, name)
                                                           : location(&arena, target.unit, name));
  arena_free(&arena);
  return out;
}

typedef struct Collect {
  LspServer *self;
  Arena arena;
  json_t *list;
  const File *only; /* highlights: this file; NULL: all */
} Collect;

static bool on_reference(void *context, Unit *unit, Span span) {
  Collect *collect = context;
  TextRange range;
  if (collect->only != NULL && unit->file != collect->only) return true;
  texts_range(collect->self, unit, span, &range);
  if (collect->only == NULL) {
    json_array_append_new(collect->list, location(&collect->arena, unit, range));
  } else {
    json_t *highlight = json_object();
    json_put(highlight, "range", json_from_range(range));
    json_array_append_new(collect->list, highlight);
  }
  return true;
}

static json_t *collect_all(LspServer *self, const json_t *params, bool with_def, bool this_file) {
  Place place;
  Target target;
  if (!locate(self, params, &place) || !locate_target(&place, &target)) return json_null();
  Collect collect = {.self = self, .list = json_array(), .only = this_file ? place.file : NULL};
  arena_init(&collect.arena, 0);
  module_references(place.module, target.def, target.unit, with_def, on_reference, &collect);
  arena_free(&collect.arena);
  return collect.list;
}

json_t *feature_references(LspServer *self, const json_t *params, LspError *error) {
  (void)error;
  return collect_all(self, params, json_flag(params, "context.includeDeclaration"), false);
}

json_t *feature_highlight(LspServer *self, const json_t *params, LspError *error) {
  (void)error;
  return collect_all(self, params, true, true);
}
