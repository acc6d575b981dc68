/* outline.c: see outline.h. */
#include "tests/oracle/diff/outline.h"

#include "grammar/syntax.h"
#include "grammar/unit.h"

typedef struct Reader {
  Outline *out;
  Arena *arena;
  uint32_t shift; /* where the unit at hand starts */
} Reader;

static Span shifted(const Reader *self, Span span) { return (Span){span.start + self->shift, span.end + self->shift}; }

static Str path_of(const Reader *self, int parent, Str name) {
  if (parent < 0) return arena_str(self->arena, name);
  Str base = self->out->items.items[parent].path;
  return arena_printf(self->arena, "%.*s/%.*s", STR_FMT(base), STR_FMT(name));
}

static void read_body(Reader *self, const SynBody *body, int parent, unsigned depth) {
  for (const SynAttr *attr = body->attrs; attr != NULL; attr = attr->next) {
    Item item = {.name = attr->name, .path = path_of(self, parent, attr->name), .parent = parent};
    item.span = shifted(self, attr->span);
    item.inside = shifted(self, attr->value->span);
    array_push_in(self->arena, &self->out->items, item);
  }
  for (const SynBlock *block = body->blocks; block != NULL && depth < 8; block = block->next) {
    Item item = {.is_block = true, .name = block->type, .path = path_of(self, parent, block->type), .parent = parent};
    item.span = shifted(self, block->span);
    item.inside = shifted(self, block->body->span);
    if (block->label_count > 0) {
      item.label = block->labels[block->label_count - 1].text;
      item.label_span = shifted(self, block->labels[block->label_count - 1].span);
    }
    int at = (int)self->out->items.len;
    array_push_in(self->arena, &self->out->items, item);
    read_body(self, block->body, at, depth + 1);
  }
}

Outline outline_read(Arena *arena, Str text) {
  Outline out = {.text = text};
  Reader reader = {.out = &out, .arena = arena};
  UnitSpans units = {0};
  unit_scan(text, &units);
  for (size_t i = 0; i < units.len; i++) {
    reader.shift = units.items[i].start;
    Str unit = str_sub(text, reader.shift, (size_t)reader.shift + units.items[i].len);
    read_body(&reader, &syn_parse(arena, unit, i == 0)->body, -1, 0);
  }
  free(units.items);
  return out;
}

Str outline_text(const Outline *self, Span span) { return str_sub(self->text, span.start, span.end); }

int outline_up(const Outline *self, int item, const char *path) {
  while (item >= 0 && !str_eq(self->items.items[item].path, str_from(path))) item = self->items.items[item].parent;
  return item;
}
