/* neighbours.c: see neighbours.h. Of several certain files the first in order of paths counts, as for --check. */
#include "lsp/neighbours.h"

#include "lsp/workspace.h"

/* Notes a certain file; true when it counts. */
static bool note(LspDoc *doc, Str path, const Dialect *dialect) {
  if (doc->like != NULL && str_cmp(str_from(doc->like_path), path) <= 0) return false;
  free(doc->like_path);
  doc->like_path = mem_alloc(path.len + 1);
  memcpy(doc->like_path, path.ptr, path.len);
  doc->like_path[path.len] = '\0';
  doc->like = dialect;
  return true;
}

static bool has(const Dialect *const *candidates, size_t count, const Dialect *dialect) {
  for (size_t i = 0; i < count; i++)
    if (candidates[i] == dialect) return true;
  return false;
}

/* Notes the open documents of the schema that are certain by themselves. */
static void note_open(const LspServer *self, Arena *arena, LspDoc *doc, const DialectGuess *guess) {
  const Project *project = doc->project != NULL ? doc->project->project : NULL;
  if (!path_is_absolute(doc->path)) return;
  for (size_t i = 0; i < self->docs.len; i++) {
    const LspDoc *other = self->docs.items[i];
    if (other == doc || other->source == NULL || other->ambiguous || other->follows) continue;
    const LspGroup *group = other->source->group;
    if (!group->dialect->is_schema || !has(guess->candidates, guess->candidate_count, group->dialect)) continue;
    if (str_eq(project_module_key(arena, doc->path, group->dialect, project), group->key))
      note(doc, other->path, group->dialect);
  }
}

void neighbours_follow(const LspServer *self, Arena *arena, LspDoc *doc, DialectGuess *guess) {
  doc->follows = false;
  if (!guess->ambiguous) return;
  note_open(self, arena, doc, guess);
  if (doc->like != NULL) doc->follows = project_follow(arena, guess, doc->like, str_from(doc->like_path));
}

void neighbours_found(LspServer *self, const LspGroup *group, Str path, const Dialect *dialect) {
  if (!dialect->is_schema) return;
  for (size_t i = 0; i < self->docs.len; i++) {
    LspDoc *doc = self->docs.items[i];
    if (!doc->ambiguous || doc->source == NULL || doc->source->group != group) continue;
    const File *file = doc->source->file;
    if (!has(file->candidates, file->candidate_count, dialect) || !note(doc, path, dialect)) continue;
    doc->doubtful = true;
    workspace_later(self);
  }
}

void neighbours_gone(LspServer *self, Str path) {
  for (size_t i = 0; i < self->docs.len; i++) {
    LspDoc *doc = self->docs.items[i];
    if (doc->like == NULL || !str_eq(str_from(doc->like_path), path)) continue;
    doc->like = NULL;
    doc->doubtful = true;
    workspace_later(self);
  }
}
