/* edits.c: see edits.h. Names of columns and tables in what comes from another schema are replaced by those at hand. */
#include "tests/oracle/diff/edits.h"

#include <ctype.h>

#include "base/buf.h"

typedef struct Editor {
  Arena *arena;
  Random *random;
  const Donors *donors;
  Outline outline;
} Editor;

static uint32_t below(Editor *self, size_t limit) { return random_below(self->random, (uint32_t)limit); }

static Str done(Editor *self, Buf *out) {
  Str text = arena_str(self->arena, buf_str(out));
  buf_free(out);
  return text;
}

static Str splice(Arena *arena, Str text, Span span, Str by) {
  return arena_printf(arena, "%.*s%.*s%.*s", STR_FMT(str_sub(text, 0, span.start)), STR_FMT(by),
                      STR_FMT(str_sub(text, span.end, text.len)));
}

Str edit_cut(Arena *arena, Str text, Span span) {
  while (span.start > 0 && (text.ptr[span.start - 1] == ' ' || text.ptr[span.start - 1] == '\t')) span.start--;
  bool alone = span.start == 0 || text.ptr[span.start - 1] == '\n';
  if (alone && span.end < text.len && text.ptr[span.end] == '\n') span.end++;
  return splice(arena, text, span, (Str){"", 0});
}

/* ---- choosing ---- */

/* A random item, or block, or NULL after some tries. */
static const Item *any_item(Editor *self, bool block) {
  for (unsigned i = 0; i < 50 && self->outline.items.len > 0; i++) {
    const Item *item = &self->outline.items.items[below(self, self->outline.items.len)];
    if (!block || item->is_block) return item;
  }
  return NULL;
}

static int index_of(const Editor *self, const Item *item) { return (int)(item - self->outline.items.items); }

/* Label of a random block of a path below `parent` (-1: anywhere); empty: there is none. */
static Str any_label(Editor *self, const char *path, int parent) {
  ARRAY(Str) labels = {0};
  for (size_t i = 0; i < self->outline.items.len; i++) {
    const Item *item = &self->outline.items.items[i];
    if (item->is_block && str_eq(item->path, str_from(path)) && (parent < 0 || item->parent == parent))
      array_push_in(self->arena, &labels, item->label);
  }
  return labels.len > 0 ? labels.items[below(self, labels.len)] : (Str){NULL, 0};
}

static int find_block(const Editor *self, const char *path, Str label) {
  for (size_t i = 0; i < self->outline.items.len; i++) {
    const Item *item = &self->outline.items.items[i];
    if (item->is_block && str_eq(item->path, str_from(path)) && str_eq(item->label, label)) return (int)i;
  }
  return -1;
}

/* ---- references ---- */

static bool is_word(char c) { return isalnum((unsigned char)c) || c == '_' || c == '-'; }

static size_t word_end(Str text, size_t at) {
  while (at < text.len && is_word(text.ptr[at])) at++;
  return at;
}

/* Does a reference that starts with `root` stand here? */
static bool root_at(Str text, size_t at, const char *root) {
  if (at > 0 && (is_word(text.ptr[at - 1]) || text.ptr[at - 1] == '.')) return false;
  return str_starts(str_sub(text, at, text.len), str_from(root));
}

static bool is_plain(Str name) {
  return name.len > 0 && word_end(name, 0) == name.len && !isdigit((unsigned char)*name.ptr);
}

static void put_step(Buf *out, const char *root, Str name) {
  buf_put(out, str_from(root));
  if (is_plain(name))
    buf_printf(out, ".%.*s", STR_FMT(name));
  else
    buf_printf(out, "[\"%.*s\"]", STR_FMT(name));
}

/* column.x at `at`: a column of the table; the end of what was replaced. */
static size_t put_column(Editor *self, Buf *out, Str text, size_t at, int table) {
  size_t end = word_end(text, at + strlen("column."));
  Str name = any_label(self, "table/column", table);
  if (name.len == 0 || table < 0)
    buf_put(out, str_sub(text, at, end));
  else
    put_step(out, "column", name);
  return end;
}

/* table.x or table.x.column.y: those of another table. */
static size_t put_table(Editor *self, Buf *out, Str text, size_t at) {
  size_t end = word_end(text, at + strlen("table."));
  Str name = any_label(self, "table", -1);
  if (name.len == 0) {
    buf_put(out, str_sub(text, at, end));
    return end;
  }
  put_step(out, "table", name);
  if (!str_starts(str_sub(text, end, text.len), STR(".column."))) return end;
  buf_putc(out, '.');
  return put_column(self, out, text, end + 1, find_block(self, "table", name));
}

static size_t put_other(Editor *self, Buf *out, Str text, size_t at, const char *root) {
  size_t end = word_end(text, at + strlen(root) + 1);
  Str name = any_label(self, root, -1);
  if (name.len > 0)
    put_step(out, root, name);
  else
    buf_put(out, str_sub(text, at, end));
  return end;
}

/* The text with names that are known in the schema; `table`: the block that it is to stand in, or -1. */
static Str adapted(Editor *self, Str text, int table) {
  Buf out = {0};
  for (size_t i = 0; i < text.len;) {
    if (root_at(text, i, "column."))
      i = put_column(self, &out, text, i, table);
    else if (root_at(text, i, "table."))
      i = put_table(self, &out, text, i);
    else if (root_at(text, i, "schema."))
      i = put_other(self, &out, text, i, "schema");
    else if (root_at(text, i, "enum."))
      i = put_other(self, &out, text, i, "enum");
    else
      buf_putc(&out, text.ptr[i++]);
  }
  return done(self, &out);
}

static bool mentions(Str text, Str part) {
  for (size_t i = 0; i + part.len <= text.len; i++)
    if (str_starts(str_sub(text, i, text.len), part) &&
        (i + part.len == text.len || !is_word(text.ptr[i + part.len])) && (i == 0 || !is_word(text.ptr[i - 1])))
      return true;
  return false;
}

/* All mentions of `root`.`old` lead to `now`. */
static Str renamed(Editor *self, Str text, Str root, Str old, Str now) {
  Buf out = {0};
  Str name = arena_printf(self->arena, "%.*s.%.*s", STR_FMT(root), STR_FMT(old));
  for (size_t i = 0; i < text.len;) {
    bool here = str_starts(str_sub(text, i, text.len), name) && (i == 0 || !is_word(text.ptr[i - 1])) &&
                (i + name.len == text.len || !is_word(text.ptr[i + name.len]));
    if (!here) {
      buf_putc(&out, text.ptr[i++]);
      continue;
    }
    buf_printf(&out, "%.*s.%.*s", STR_FMT(root), STR_FMT(now));
    i += name.len;
  }
  return done(self, &out);
}

/* ---- edits: each gives the new text, or an empty one when it cannot be made ---- */

/* A block goes with the blocks that mention it. */
static Str remove_item(Editor *self) {
  const Item *item = any_item(self, below(self, 3) > 0);
  if (item == NULL || (item->parent < 0 && str_eq(item->name, STR("schema")))) return (Str){0};
  Str mention = arena_printf(self->arena, "%.*s.%.*s", STR_FMT(item->name), STR_FMT(item->label));
  Str text = self->outline.text;
  bool leads = item->is_block && item->label.len > 0;
  int owner = item->parent;
  for (size_t i = self->outline.items.len; i-- > 0;) {
    const Item *other = &self->outline.items.items[i];
    bool around = other->parent < 0 || (int)i == index_of(self, item) || other->span.start <= item->span.start;
    bool near = other->is_block && other->parent >= 0 &&
                (owner < 0 || other->parent == owner || other->path.len > item->path.len);
    if (i == (size_t)index_of(self, item))
      text = edit_cut(self->arena, text, item->span);
    else if (leads && near && !around && mentions(outline_text(&self->outline, other->span), mention) &&
             (other->span.start > item->span.end) &&
             str_eq(str_sub(text, other->span.start, other->span.end), outline_text(&self->outline, other->span)))
      text = edit_cut(self->arena, text, other->span);
  }
  return text;
}

static Str set_value(Editor *self) {
  const Item *item = any_item(self, false);
  if (item == NULL || item->is_block) return (Str){0};
  const Donor *donor = donors_value(self->donors, self->random, item->path);
  if (donor == NULL) return (Str){0};
  return splice(self->arena, self->outline.text, item->inside,
                adapted(self, donor->text, outline_up(&self->outline, index_of(self, item), "table")));
}

/* `type "label"` of a block with another label. */
static Str relabelled(Editor *self, Str block) {
  Outline inner = outline_read(self->arena, block);
  if (inner.items.len == 0 || !inner.items.items[0].is_block || inner.items.items[0].label.len == 0) return block;
  Str label = arena_printf(self->arena, "\"%.*s_%u\"", STR_FMT(inner.items.items[0].label), below(self, 100));
  return splice(self->arena, block, inner.items.items[0].label_span, label);
}

static Str insert(Editor *self, uint32_t at, Str text) {
  return splice(self->arena, self->outline.text, (Span){at, at}, arena_printf(self->arena, "\n%.*s\n", STR_FMT(text)));
}

static Str add_member(Editor *self) {
  const Item *block = below(self, 6) > 0 ? any_item(self, true) : NULL;
  const Donor *donor = donors_member(self->donors, self->random, block != NULL ? block->path : STR(""));
  if (donor == NULL) return (Str){0};
  int table = block != NULL ? outline_up(&self->outline, index_of(self, block), "table") : -1;
  Str text = adapted(self, donor->text, table);
  if (!donor->is_block) text = arena_printf(self->arena, "%.*s = %.*s", STR_FMT(donor->name), STR_FMT(text));
  if (donor->is_block && below(self, 2) == 0) text = relabelled(self, text);
  return insert(self, block != NULL ? block->inside.end : (uint32_t)self->outline.text.len, text);
}

static Str copy_block(Editor *self) {
  const Item *block = any_item(self, true);
  if (block == NULL) return (Str){0};
  Str text = relabelled(self, outline_text(&self->outline, block->span));
  if (below(self, 2) == 0) text = adapted(self, text, outline_up(&self->outline, index_of(self, block), "table"));
  return insert(self, block->span.end, text);
}

static Str rename_block(Editor *self) {
  const Item *block = any_item(self, true);
  if (block == NULL || block->label.len == 0 || !is_plain(block->label)) return (Str){0};
  Str now = arena_printf(self->arena, "%.*s_%u", STR_FMT(block->label), below(self, 100));
  Str text =
      splice(self->arena, self->outline.text, block->label_span, arena_printf(self->arena, "\"%.*s\"", STR_FMT(now)));
  return renamed(self, text, block->name, block->label, now);
}

/* Another number, the other truth value, one element less, or more. */
static Str tweak_value(Editor *self) {
  const Item *item = any_item(self, false);
  if (item == NULL || item->is_block) return (Str){0};
  Str value = outline_text(&self->outline, item->inside);
  if (str_eq(value, STR("true")) || str_eq(value, STR("false")))
    return splice(self->arena, self->outline.text, item->inside,
                  str_eq(value, STR("true")) ? STR("false") : STR("true"));
  for (size_t i = 0; i < value.len; i++) {
    if (!isdigit((unsigned char)value.ptr[i]) || below(self, 2) == 0) continue;
    uint32_t at = item->inside.start + (uint32_t)i;
    return splice(self->arena, self->outline.text, (Span){at, at + 1},
                  arena_printf(self->arena, "%u", 1 + below(self, 9)));
  }
  size_t comma = str_find(value, ',', 0);
  if (comma == value.len || value.ptr[0] != '[') return (Str){0};
  Span gone = {item->inside.start + 1, item->inside.start + (uint32_t)comma + 1};
  Str first = str_sub(value, 1, comma), rest = str_sub(value, comma + 1, value.len - 1);
  if (below(self, 2) == 0) return splice(self->arena, self->outline.text, gone, (Str){"", 0});
  return splice(self->arena, self->outline.text, item->inside,
                arena_printf(self->arena, "[%.*s, %.*s]", STR_FMT(str_trim(rest)), STR_FMT(str_trim(first))));
}

Str edit_text(Arena *arena, Random *random, const Donors *donors, Str text) {
  Editor self = {.arena = arena, .random = random, .donors = donors};
  static Str (*const edits[])(Editor *) = {remove_item, set_value,  set_value,    add_member, add_member,
                                           add_member,  copy_block, rename_block, tweak_value};
  self.outline = outline_read(arena, text);
  for (unsigned i = 0; i < 20; i++) {
    Str result = edits[below(&self, sizeof edits / sizeof *edits)](&self);
    if (result.ptr != NULL) return result;
  }
  return text;
}
