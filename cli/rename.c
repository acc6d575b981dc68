/* rename.c: see rename.h. */
#include "cli/rename.h"

enum { MAX_NAMES = 3 };

typedef struct RenameReader {
  Str text;
  size_t at;
  Str names[MAX_NAMES]; /* on the left side: schema, table, member */
  unsigned count;
} RenameReader;

static bool take(RenameReader *self, Str sign) {
  bool here = str_starts(str_sub(self->text, self->at, self->text.len), sign);
  if (here) self->at += sign.len;
  return here;
}

/* A word up to a dot or sign, or a name in quotes. */
static bool take_name(RenameReader *self, Str *out) {
  Str text = self->text;
  size_t end = self->at;
  if (take(self, STR("\""))) {
    end = str_find(text, '"', self->at);
    *out = str_sub(text, self->at, end);
    self->at = end + 1;
    return end < text.len && !str_empty(*out);
  }
  while (end < text.len && strchr(".=!\"", text.ptr[end]) == NULL) end++;
  *out = str_sub(text, self->at, end);
  self->at = end;
  return !str_empty(*out);
}

static bool take_path(RenameReader *self) {
  do {
    if (self->count == MAX_NAMES || !take_name(self, &self->names[self->count])) return false;
    self->count++;
  } while (take(self, STR(".")));
  return true;
}

/* -1: it is not said. */
static int take_kind(RenameReader *self) {
  static const Str words[] = {STR_INIT("table:"), STR_INIT("column:"), STR_INIT("index:")};
  for (int i = 0; i < 3; i++)
    if (take(self, words[i])) return i;
  return -1;
}

/* One name is a table, two are a column of a table, three have the schema in front. */
static bool place(const RenameReader *self, int kind, DiffRename *out) {
  unsigned members = kind < 0 ? (self->count > 1 ? 2 : 1) : kind == RENAMES_TABLE ? 1 : 2;
  if (self->count < members || self->count > members + 1) return false;
  const Str *names = self->names + self->count - members;
  out->kind = kind >= 0 ? (uint8_t)kind : members == 1 ? RENAMES_TABLE : RENAMES_COLUMN;
  if (self->count > members) out->schema = self->names[0];
  if (members == 2) out->table = names[0];
  out->from = names[members - 1];
  return true;
}

bool rename_read(Arena *arena, Str text, DiffRename *out) {
  RenameReader self = {.text = arena_str(arena, text)};
  *out = (DiffRename){.yes = true};
  int kind = take_kind(&self);
  if (!take_path(&self)) return false;
  if (take(&self, STR("!"))) out->yes = false;
  return take(&self, STR("=")) && take_name(&self, &out->to) && self.at == self.text.len && place(&self, kind, out);
}
