/* load_dialect.c: files whose content fits several dialects. Those of one schema are settled together; what
 * remains uncertain is noted in the File, whose check drops what not all of the dialects reject. */
#include "cli/load.h"

/* Files that would form one schema if they had the same dialect. */
typedef struct Group {
  ARRAY(LoadFile *) files;
} Group;

static bool has_candidate(const DialectGuess *guess, const Dialect *dialect) {
  for (size_t i = 0; i < guess->candidate_count; i++)
    if (guess->candidates[i] == dialect) return true;
  return false;
}

/* Takes the dialect of a file of the group that is certain, when the content allows it. */
static bool follow_neighbour(Load *self, LoadFile *file, const Group *group) {
  for (size_t i = 0; i < group->files.len; i++) {
    const LoadFile *other = group->files.items[i];
    if (other->guess.ambiguous) continue;
    if (project_follow(&self->arena, &file->guess, other->guess.dialect, other->path)) return true;
  }
  return false;
}

/* The candidates of `file` that all files of the group have that are not certain either. */
static void keep_common(Load *self, LoadFile *file, const Group *group) {
  const Dialect **common = arena_array(&self->arena, const Dialect *, file->guess.candidate_count);
  size_t count = 0;
  for (size_t i = 0; i < file->guess.candidate_count; i++) {
    bool all = true;
    for (size_t k = 0; k < group->files.len; k++) {
      const DialectGuess *other = &group->files.items[k]->guess;
      if (other->ambiguous && !has_candidate(other, file->guess.candidates[i])) all = false;
    }
    if (all) common[count++] = file->guess.candidates[i];
  }
  if (count == 0) return;
  file->guess.candidates = common;
  file->guess.candidate_count = count;
  file->guess.dialect = common[0];
}

static void settle_group(Load *self, const Group *group) {
  qsort(group->files.items, group->files.len, sizeof *group->files.items, load_by_path);
  for (size_t i = 0; i < group->files.len; i++)
    if (group->files.items[i]->guess.ambiguous) follow_neighbour(self, group->files.items[i], group);
  for (size_t i = 0; i < group->files.len; i++)
    if (group->files.items[i]->guess.ambiguous) keep_common(self, group->files.items[i], group);
  for (size_t i = 0; i < group->files.len; i++) {
    LoadFile *file = group->files.items[i];
    if (file->guess.ambiguous && file->guess.candidate_count == 1) file->guess.ambiguous = false;
    file->key = project_module_key(&self->arena, file->path, file->guess.dialect, file->project);
  }
}

void load_settle_dialects(Load *self) {
  Map groups = {0};
  const Dialect *any = NULL;
  for (size_t i = 0; i < dialect_count && any == NULL; i++)
    if (dialect_all[i]->is_schema) any = dialect_all[i];
  for (size_t i = 0; i < self->files.len && any != NULL; i++) {
    LoadFile *file = self->files.items[i];
    if (!file->readable || file->guess.dialect == NULL || !file->guess.dialect->is_schema) continue;
    void **slot = map_slot(&groups, project_module_key(&self->arena, file->path, any, file->project));
    if (*slot == NULL) *slot = arena_new(&self->arena, Group);
    Group *group = *slot;
    array_push(&group->files, file);
  }
  for (size_t i = map_next(&groups, 0); i < groups.cap; i = map_next(&groups, i + 1)) {
    Group *group = groups.entries[i].value;
    settle_group(self, group);
    array_free(&group->files);
  }
  map_free(&groups);
}
