/* feature_symbols.c: textDocument/documentSymbol: the outline of a file, as a tree or as a flat list; workspace/symbol:
 * the definitions of all modules whose names fit what was typed. */
#include "lsp/features.h"
#include "lsp/locate.h"
#include "lsp/sections.h"
#include "lsp/texts.h"

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
  if (place.file->dialect->is_text) return sections_symbols(self, place.file);
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

/* ---- workspace/symbol ---- */

enum { MAX_FOUND = 200 };

typedef struct Found {
  uint32_t rank; /* lower is better */
  const SymDef *def;
  const Unit *unit;
} Found;

typedef struct Search {
  Str query;
  const Module *module;
  ARRAY(Found) found;
} Search;

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* How many letters of `query` stand at the start of `text`, case ignored. */
static size_t same_start(Str query, Str text) {
  size_t n = 0;
  while (n < query.len && n < text.len && lower(query.ptr[n]) == lower(text.ptr[n])) n++;
  return n;
}

/* How well a name fits: 0 the same, 1 starts with the query, 2 has it inside, 3 has its letters in order, 4 does not.
 */
static uint32_t misfit(Str query, Str name) {
  size_t at = 0;
  if (same_start(query, name) == query.len) return query.len == name.len ? 0 : 1;
  for (size_t i = 1; i + query.len <= name.len; i++)
    if (same_start(query, str_sub(name, i, name.len)) == query.len) return 2;
  for (size_t i = 0; i < name.len && at < query.len; i++) at += lower(name.ptr[i]) == lower(query.ptr[at]);
  return at == query.len ? 3 : 4;
}

/* Looks at a definition and those in it, which need more than an empty query. */
static void search_def(Search *self, const Unit *unit, const SymDef *def, uint32_t depth) {
  uint32_t fit = str_empty(def->name) ? 4 : misfit(self->query, def->name);
  uint32_t length = def->name.len < UINT16_MAX ? (uint32_t)def->name.len : UINT16_MAX;
  if (fit < 4) array_push(&self->found, ((Found){fit << 20 | depth << 16 | length, def, unit}));
  if (str_empty(self->query) || depth == 3) return;
  for (const SymDef *child = def->children; child != NULL; child = child->next)
    search_def(self, unit, child, depth + 1);
}

static void search_kind(void *context, Str type) {
  Search *self = context;
  size_t count;
  const ModuleDef *defs = module_kind(self->module, type, &count);
  for (size_t i = 0; i < count; i++) search_def(self, defs[i].unit, defs[i].def, 0);
}

static int compare_found(const void *a, const void *b) {
  const Found *x = a, *y = b;
  if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
  int order = str_cmp(x->def->name, y->def->name);
  if (order == 0) order = str_cmp(x->unit->file->path, y->unit->file->path);
  if (order != 0) return order;
  uint64_t first = (uint64_t)x->unit->start + x->def->span.start,
           second = (uint64_t)y->unit->start + y->def->span.start;
  return first < second ? -1 : first > second;
}

static json_t *found_item(LspServer *self, Arena *arena, const Found *found) {
  const LspSource *source = found->unit->file->user;
  const SymDef *def = found->def;
  TextRange range;
  texts_range(self, found->unit, def->name_span, &range);
  json_t *location = json_object(), *out = json_object();
  json_put_str(location, "uri", source->doc != NULL ? source->doc->uri : uri_from_path(arena, source->file->path));
  json_put(location, "range", json_from_range(range));
  json_put_str(out, "name", name_of(arena, def));
  json_put(out, "kind", json_integer(kind_of(def)));
  json_put(out, "location", location);
  Str container = def->parent != NULL ? name_of(arena, def->parent) : sym_schema(def);
  if (!str_empty(container)) json_put_str(out, "containerName", container);
  return out;
}

json_t *feature_workspace_symbols(LspServer *self, const json_t *params, LspError *error) {
  (void)error;
  Search search = {.query = json_str(params, "query")};
  for (size_t i = 0; i < self->groups.len; i++) {
    search.module = self->groups.items[i]->module;
    module_kinds(search.module, search_kind, &search);
  }
  if (search.found.len > 1) qsort(search.found.items, search.found.len, sizeof(Found), compare_found);
  Arena arena;
  arena_init(&arena, 0);
  json_t *list = json_array();
  for (size_t i = 0; i < search.found.len && i < MAX_FOUND; i++)
    json_array_append_new(list, found_item(self, &arena, &search.found.items[i]));
  arena_free(&arena);
  array_free(&search.found);
  return list;
}
