/* sections.c: see sections.h. */
#include "lsp/sections.h"

#include "typecheck/migration.h"

enum { KIND_NAMESPACE = 3 }; /* SymbolKind of the protocol */

/* "migration.sql", as an item of a tree or of a flat list. */
static json_t *symbol(LspServer *self, const Unit *unit, const MigrationSection *section) {
  json_t *out = json_object(), *range = json_from_range(unit_range(unit, section->span, self->client.encoding));
  json_put_str(out, "name", section->name);
  json_put(out, "kind", json_integer(KIND_NAMESPACE));
  if (self->client.symbol_tree) {
    json_put(out, "range", range);
    json_put(out, "selectionRange", json_from_range(unit_range(unit, section->name_span, self->client.encoding)));
    return out;
  }
  const LspSource *source = unit->file->user;
  json_t *location = json_object();
  json_put_str(location, "uri", source->doc->uri);
  json_put(location, "range", range);
  json_put(out, "location", location);
  return out;
}

/* From the line of the name to the last line with text. */
static json_t *fold(LspServer *self, const Unit *unit, const MigrationSection *section) {
  Span span = section->span;
  while (span.end > span.start && strchr(" \t\r\n", unit->text.ptr[span.end - 1]) != NULL) span.end--;
  TextRange range = unit_range(unit, span, self->client.encoding);
  if (range.end.line <= range.start.line) return NULL;
  json_t *out = json_object();
  json_put(out, "startLine", json_integer(range.start.line));
  json_put(out, "endLine", json_integer(range.end.line));
  return out;
}

static json_t *each_section(LspServer *self, const File *file,
                            json_t *(*make)(LspServer *self, const Unit *unit, const MigrationSection *section)) {
  const Unit *unit = file->units[0];
  Arena arena;
  Migration migration;
  arena_init(&arena, 0);
  migration_parse(&arena, unit->text, &migration);
  json_t *list = json_array();
  for (uint32_t i = 0; migration.txtar && i < migration.section_count; i++) {
    json_t *item = make(self, unit, &migration.sections[i]);
    if (item != NULL) json_array_append_new(list, item);
  }
  arena_free(&arena);
  return list;
}

json_t *sections_symbols(LspServer *self, const File *file) { return each_section(self, file, symbol); }

json_t *sections_folding(LspServer *self, const File *file) { return each_section(self, file, fold); }
