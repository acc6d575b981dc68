/* file_position.c: offsets and positions in a file that keeps its text. A line never lies in two units, so that a
 * position is found within one. */
#include "typecheck/file.h"

Str file_text(const File *self, Arena *arena) {
  char *text = arena_array(arena, char, (size_t)self->size + 1);
  for (size_t i = 0; i < self->unit_count; i++)
    if (self->units[i]->text.len > 0)
      memcpy(text + self->units[i]->start, self->units[i]->text.ptr, self->units[i]->text.len);
  return str_make(text, self->size);
}

size_t file_unit_at(const File *self, uint32_t offset) {
  size_t low = 0, high = self->unit_count;
  while (high - low > 1) {
    size_t mid = low + (high - low) / 2;
    if (self->units[mid]->start <= offset)
      low = mid;
    else
      high = mid;
  }
  return low;
}

/* Start of the line that `offset` lies in; *line: newlines before it. */
static uint32_t line_start(Str text, uint32_t offset, uint32_t *line) {
  uint32_t start = 0;
  *line = 0;
  while (start < offset) {
    const char *newline = memchr(text.ptr + start, '\n', offset - start);
    if (newline == NULL) break;
    start = (uint32_t)(newline - text.ptr) + 1;
    ++*line;
  }
  return start;
}

/* One line of a text as a text of its own. `lines` points into it: it must not be copied. */
typedef struct Line {
  Str text; /* with its newline */
  uint32_t starts[2];
  Lines lines;
} Line;

static void line_init(Line *self, Str text, uint32_t start) {
  size_t end = str_find(text, '\n', start);
  self->text = str_sub(text, start, end < text.len ? end + 1 : end);
  self->starts[0] = 0;
  self->starts[1] = (uint32_t)self->text.len;
  self->lines = (Lines){.starts = self->starts, .len = end < text.len ? 2 : 1, .cap = 2};
}

static TextPos unit_position(const Unit *self, uint32_t offset, TextUnit unit) {
  Line at;
  uint32_t line;
  if (offset > self->text.len) offset = (uint32_t)self->text.len;
  uint32_t start = line_start(self->text, offset, &line);
  line_init(&at, self->text, start);
  TextPos pos = text_position(at.text, &at.lines, offset - start, unit);
  return (TextPos){self->line + line, pos.character};
}

TextPos file_position(const File *self, uint32_t offset, TextUnit unit) {
  const Unit *at = self->units[file_unit_at(self, offset)];
  return unit_position(at, offset - at->start, unit);
}

/* The last unit that starts at or before a line. */
static const Unit *unit_of_line(const File *self, uint32_t line) {
  size_t low = 0, high = self->unit_count;
  while (high - low > 1) {
    size_t mid = low + (high - low) / 2;
    if (self->units[mid]->line <= line)
      low = mid;
    else
      high = mid;
  }
  return self->units[low];
}

uint32_t file_offset(const File *self, TextPos pos, TextUnit unit) {
  const Unit *at = unit_of_line(self, pos.line);
  uint32_t start = 0;
  Line line_at;
  for (uint32_t line = at->line; line < pos.line; line++) {
    size_t end = str_find(at->text, '\n', start);
    if (end >= at->text.len) return self->size;
    start = (uint32_t)end + 1;
  }
  line_init(&line_at, at->text, start);
  return at->start + start + text_offset(line_at.text, &line_at.lines, (TextPos){0, pos.character}, unit);
}

TextRange unit_range(const Unit *self, Span span, TextUnit unit) {
  return (TextRange){unit_position(self, span.start, unit), unit_position(self, span.end, unit)};
}
