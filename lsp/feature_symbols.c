/* feature_symbols.c: textDocument/documentSymbol: the outline of a file, as a tree or as a flat list. */
#include "lsp/features.h"
#include "lsp/locate.h"

/* SymbolKind of the protocol. */
enum {
  KIND_MODULE = 2,
  KIND_NAMESPACE = 3,
  KIND_CLASS = 5,
  KIND_PROPERTY = 7,
  KIND_FIELD = 8,
  KIND_ENUM = 10,
  KIND_INTERFACE = 11,
  KIND_FUNCTION = 12,
  KIND_VARIABLE = 13,
  KIND_CONSTANT = 14,
  KIND_OBJECT = 19,
  KIND_KEY = 20,
  KIND_STRUCT = 23,
  KIND_EVENT = 24
};

static int kind_of(const SymDef *def) {
  switch (def->spec != NULL ? (BlockRole)def->spec->role : BLOCK_PLAIN) {
  case BLOCK_SCHEMA: return KIND_NAMESPACE;
  case BLOCK_TABLE: return KIND_CLASS;
  case BLOCK_VIEW:
  case BLOCK_MATERIALIZED: return KIND_INTERFACE;
  case BLOCK_COLUMN: return KIND_FIELD;
  case BLOCK_PRIMARY_KEY:
  case BLOCK_INDEX:
  case BLOCK_UNIQUE:
  case BLOCK_FOREIGN_KEY: return KIND_KEY;
  case BLOCK_ENUM: return KIND_ENUM;
  case BLOCK_FUNCTION:
  case BLOCK_PROCEDURE: return KIND_FUNCTION;
  case BLOCK_TRIGGER: return KIND_EVENT;
  case BLOCK_VARIABLE: return KIND_VARIABLE;
  case BLOCK_ENV: return KIND_MODULE;
  default: return def->spec != NULL ? (def->spec->names_type ? KIND_STRUCT : KIND_OBJECT) : KIND_CONSTANT;
  }
}

/* Shown name: users; public.users; the keyword of a block without labels. */
static Str name_of(Arena *arena, const SymDef *def) {
  if (str_empty(def->name)) return def->type;
  if (str_empty(def->qualifier)) return def->name;
  return arena_printf(arena, "%.*s.%.*s", STR_FMT(def->qualifier), STR_FMT(def->name));
}

static Str detail_of(Arena *arena, const SymDef *def) {
  if (!str_empty(def->type_text)) return def->type_text;
  if (str_empty(def->name)) return (Str){"", 0};
  if (str_empty(sym_schema(def)) || !str_empty(def->qualifier)) return def->type;
  return arena_printf(arena, "%.*s in %.*s", STR_FMT(def->type), STR_FMT(sym_schema(def)));
}

static json_t *tree_item(LspServer *self, Arena *arena, const Unit *unit, const SymDef *def) {
  Span name = def->name_span.end > def->name_span.start ? def->name_span : def->keyword;
  json_t *out = json_object();
  json_put_str(out, "name", name_of(arena, def));
  Str detail = detail_of(arena, def);
  if (!str_empty(detail)) json_put_str(out, "detail", detail);
  json_put(out, "kind", json_integer(kind_of(def)));
  json_put(out, "range", json_from_range(unit_range(unit, def->span, self->client.encoding)));
  json_put(out, "selectionRange", json_from_range(unit_range(unit, name, self->client.encoding)));
  json_t *children = json_array();
  for (const SymDef *child = def->children; child != NULL; child = child->next)
    json_array_append_new(children, tree_item(self, arena, unit, child)); /* at most three levels */
  json_put(out, "children", children);
  return out;
}

static void flat_items(LspServer *self, Arena *arena, json_t *list, const Unit *unit, const SymDef *def, Str parent) {
  json_t *location = json_object();
  const LspSource *source = unit->file->user;
  json_put_str(location, "uri", source->doc->uri);
  json_put(location, "range", json_from_range(unit_range(unit, def->span, self->client.encoding)));
  json_t *out = json_object();
  json_put_str(out, "name", name_of(arena, def));
  json_put(out, "kind", json_integer(kind_of(def)));
  json_put(out, "location", location);
  if (!str_empty(parent)) json_put_str(out, "containerName", parent);
  json_array_append_new(list, out);
  for (const SymDef *child = def->children; child != NULL; child = child->next)
    flat_items(self, arena, list, unit, child, name_of(arena, def));
}

json_t *feature_symbols(LspServer *self, const json_t *params, LspError *error) {
  (void)error;
  Place place;
  if (!locate_doc(self, params, &place)) return json_null();
  Arena arena;
  arena_init(&arena, 0);
  json_t *list = json_array();
  for (size_t i = 0; i < place.file->unit_count; i++) {
    const Unit *unit = place.file->units[i];
    for (const SymDef *def = unit->sym->defs; def != NULL; def = def->next) {
      if (self->client.symbol_tree) {
        json_array_append_new(list, tree_item(self, &arena, unit, def));
      } else {
        flat_items(self, &arena, list, unit, def, STR(""));
      }
    }
  }
  arena_free(&arena);
  return list;
}
