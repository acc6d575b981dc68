/* workspace.c: open documents and where they are placed. See workspace.h; groups are in groups.c. */
#include "lsp/workspace.h"

#include "lsp/around.h"
#include "lsp/diagnostics.h"
#include "lsp/groups.h"
#include "lsp/jobs.h"
#include "lsp/neighbours.h"
#include "lsp/paths.h"

static Str own_str(Str s) {
  char *copy = mem_alloc(s.len + 1);
  if (s.len > 0) memcpy(copy, s.ptr, s.len);
  copy[s.len] = '\0';
  return str_make(copy, s.len);
}

static void free_str(Str s) { free((char *)(uintptr_t)s.ptr); }

LspDoc *workspace_doc_at(const LspServer *self, Str path) {
  for (size_t i = 0; i < self->docs.len; i++)
    if (str_eq(self->docs.items[i]->path, path)) return self->docs.items[i];
  return NULL;
}

LspDoc *workspace_doc(const LspServer *self, Str uri) {
  for (size_t i = 0; i < self->docs.len; i++)
    if (str_eq(self->docs.items[i]->uri, uri)) return self->docs.items[i];
  Arena arena;
  arena_init(&arena, 0);
  Str path = uri_to_path(&arena, uri);
  LspDoc *doc = str_empty(path) ? NULL : workspace_doc_at(self, path);
  arena_free(&arena);
  return doc;
}

bool workspace_is_project(Str path) {
  Str name = path_base(path);
  for (size_t i = 0; i < dialect_count; i++)
    if (!str_empty(name) && str_eq(dialect_all[i]->file_name, name)) return true;
  return false;
}

LspProject *project_keep(LspProject *project) {
  project->refs++;
  return project;
}

void project_drop(LspProject *project) {
  if (project == NULL || --project->refs > 0) return;
  array_free(&project->schema.files);
  arena_free(&project->arena);
  free(project);
}

/* The dialect of a document. The user's setting counts where nothing in the file or its surroundings decides. */
static DialectGuess guess_dialect(const LspServer *self, Arena *arena, LspDoc *doc, Str text) {
  const Project *project = doc->project != NULL ? doc->project->project : NULL;
  DialectGuess guess = project_dialect(arena, self->options->dialect, doc->language, doc->path, text, project);
  neighbours_follow(self, arena, doc, &guess);
  if (guess.ambiguous && self->settings.dialect != NULL) {
    guess = (DialectGuess){.dialect = self->settings.dialect, .reason = STR("by the setting atlas.dialect")};
  }
  bool other = guess.dialect != NULL && guess.dialect->is_text && !str_eq(guess.dialect->language_id, doc->language);
  if (other && !project_owns_text(project, doc->path, text)) guess = (DialectGuess){.reason = STR("any SQL file")};
  return guess;
}

/* Notes why a document has its dialect; a new reason is logged. */
static void set_reason(LspServer *self, LspDoc *doc, const DialectGuess *guess) {
  if (guess->dialect != NULL && (doc->reason == NULL || !str_eq(str_from(doc->reason), guess->reason))) {
    Str title = guess->dialect->title;
    lsp_log(self, LSP_LOG_INFO, "%.*s is read as %.*s, %.*s", STR_FMT(doc->uri), STR_FMT(title),
            STR_FMT(guess->reason));
  }
  free(doc->reason);
  Str reason = own_str(guess->reason);
  doc->reason = (char *)(uintptr_t)reason.ptr;
  doc->ambiguous = guess->ambiguous;
  doc->no_dialect = guess->dialect == NULL;
}

/* Name of the module. A document that is no file is one of its own. */
static Str module_key(Arena *arena, const LspDoc *doc, const Dialect *dialect) {
  const Project *project = doc->project != NULL ? doc->project->project : NULL;
  return path_is_absolute(doc->path) ? project_module_key(arena, doc->path, dialect, project) : doc->path;
}

/* What the SQL of a document is for; NULL: not known. */
static const Dialect *find_database(const LspDoc *doc, const Dialect *dialect, Str text) {
  const LspProject *project = doc->project;
  const Dialect *found = project_database(project != NULL ? project->project : NULL, doc->path, dialect, text);
  bool other = dialect != NULL && !dialect->is_schema && !dialect->is_text;
  return found == NULL && other && project != NULL ? project->nearby : found;
}

/* The group of a schema file; its files are looked up when they are not known. NULL: not of this database. */
static LspGroup *schema_group(LspServer *self, Arena *arena, LspProject *project, Str file, const Dialect *database) {
  if (!project_may_be(project->project, file, database)) return NULL;
  LspGroup *group = group_get(self, project_module_key(arena, file, database, project->project), database, project);
  if (!group->listed) group_list(self, group, file);
  return group;
}

/* Says which schemas the SQL of a document is about. */
static void link_schemas(LspServer *self, LspDoc *doc) {
  const File *file = doc->source->file;
  LspProject *project = doc->project;
  LspGroups schemas = {0};
  Arena arena;
  arena_init(&arena, 0);
  bool other = file->dialect != NULL && !file->dialect->is_schema && file->database != NULL && project != NULL;
  for (size_t i = 0; other && i < project->schema.files.len; i++) {
    LspGroup *group = schema_group(self, &arena, project, project->schema.files.items[i], file->database);
    bool known = group == NULL;
    for (size_t k = 0; k < schemas.len; k++) known = known || schemas.items[k] == group;
    if (!known) array_push(&schemas, group);
  }
  group_link(self, doc->source->group, &schemas, other && project->schema.complete);
  array_free(&schemas);
  arena_free(&arena);
}

static uint32_t part_of(const LspDoc *doc) {
  return project_part(doc->project != NULL ? doc->project->project : NULL, doc->path);
}

/* The project may name the files of a document's module elsewhere now. */
static void set_parts(const LspDoc *doc) {
  LspGroup *group = doc->source->group;
  if (doc->project == NULL || doc->project == group->project) return;
  for (size_t i = 0; i < module_file_count(group->module); i++) {
    File *file = module_file(group->module, i);
    uint32_t part = project_part(doc->project->project, file->path);
    if (file->part != part) module_recheck_file(group->module, file);
    file->part = part;
  }
}

/* The candidates for the dialect of a placed document may be others now. */
static void set_candidates(LspDoc *doc, const DialectGuess *guess) {
  File *file = doc->source->file;
  size_t count = guess->ambiguous ? guess->candidate_count : 0;
  bool same = file->candidate_count == count;
  for (size_t i = 0; i < count && same; i++) same = file->candidates[i] == guess->candidates[i];
  if (same) return;
  file_set_candidates(file, guess->candidates, count);
  module_recheck_file(doc->source->group->module, file);
  doc->source->stale = true;
}

/* A certain document came: others may follow it. */
static void reconsider_ambiguous(LspServer *self) {
  for (size_t i = 0; i < self->docs.len; i++) {
    LspDoc *doc = self->docs.items[i];
    if (!doc->ambiguous || doc->source == NULL) continue;
    doc->doubtful = true;
    workspace_later(self);
  }
}

/* Parses the text and adds it to the group of its module. */
static void place(LspServer *self, LspDoc *doc, Str text) {
  Arena arena;
  arena_init(&arena, 0);
  DialectGuess guess = guess_dialect(self, &arena, doc, text);
  set_reason(self, doc, &guess);
  if (guess.dialect != NULL) {
    LspGroup *group = group_get(self, module_key(&arena, doc, guess.dialect), guess.dialect, doc->project);
    unsigned jobs = text.len > (1U << 20) ? 2 : 1;
    const Dialect *database = find_database(doc, guess.dialect, text);
    File *file = file_parse_for(doc->path, text, guess.dialect, database, true, jobs);
    file->part = part_of(doc);
    if (guess.ambiguous) file_set_candidates(file, guess.candidates, guess.candidate_count);
    doc->source = group_add(self, group, file, doc);
    around_forget(self, doc->path);
    if (!group->listed && doc->project != NULL) group_list(self, group, doc->path);
    link_schemas(self, doc);
    if (!guess.ambiguous && !doc->follows) reconsider_ambiguous(self);
  }
  arena_free(&arena);
  lsp_wake(self);
}

static void unplace(LspServer *self, LspDoc *doc, bool replace_by_disk) {
  if (doc->source == NULL) return;
  LspGroup *group = doc->source->group;
  Str path = doc->path;
  group_remove(self, doc->source);
  doc->source = NULL;
  if (replace_by_disk && group_live(group) && path_is_absolute(path)) job_parse(self, group, path);
  group_release(self, group);
}

static void forget_text(LspDoc *doc) {
  free(doc->text);
  doc->text = NULL;
  doc->text_len = 0;
}

bool workspace_place(LspServer *self, LspDoc *doc) {
  if (doc->source == NULL && doc->text != NULL) {
    place(self, doc, str_make(doc->text, doc->text_len));
    forget_text(doc);
  }
  return doc->source != NULL;
}

/* Makes of the old text the new one by one edit in the middle, so that all that stays the same keeps its trees. */
static Span edit_middle(LspDoc *doc, Str text) {
  File *file = doc->source->file;
  Arena arena;
  arena_init(&arena, 0);
  Str old = file_text(file, &arena);
  size_t head = 0, tail = 0, limit = old.len < text.len ? old.len : text.len;
  while (head < limit && old.ptr[head] == text.ptr[head]) head++;
  while (tail < limit - head && old.ptr[old.len - 1 - tail] == text.ptr[text.len - 1 - tail]) tail++;
  Str middle = str_sub(text, head, text.len - tail);
  module_edit(doc->source->group->module, file, (uint32_t)head, (uint32_t)(old.len - tail), middle);
  doc->doubtful = true;
  arena_free(&arena);
  return span_make((uint32_t)head, (uint32_t)(head + middle.len));
}

Span workspace_set_text(LspServer *self, LspDoc *doc, Str text) {
  forget_text(doc);
  if (text.len > FILE_SIZE_MAX) {
    lsp_log(self, LSP_LOG_ERROR, "%.*s is too large and is not read", STR_FMT(doc->uri));
    unplace(self, doc, false);
  } else if (doc->source != NULL) {
    return edit_middle(doc, text);
  } else if (doc->project != NULL) {
    place(self, doc, text);
  } else {
    doc->text = (char *)(uintptr_t)own_str(text).ptr;
    doc->text_len = text.len;
  }
  return span_make(0, 0);
}

/* A path for the document: that of its file, or the URI itself for one that is no file. */
static Str doc_path(Str uri) {
  Arena arena;
  arena_init(&arena, 0);
  Str path = uri_to_path(&arena, uri);
  Str own = own_str(str_empty(path) ? uri : path);
  arena_free(&arena);
  return own;
}

LspDoc *workspace_open(LspServer *self, Str uri, Str language, int64_t version, Str text) {
  LspDoc *old = workspace_doc(self, uri);
  if (old != NULL) workspace_close(self, old);
  LspDoc *doc = mem_zero(1, sizeof *doc);
  doc->uri = own_str(uri);
  doc->path = doc_path(uri);
  doc->language = own_str(language);
  doc->version = version;
  array_push(&self->docs, doc);
  workspace_set_text(self, doc, text);
  job_discover(self, doc);
  return doc;
}

void workspace_drop(LspServer *self, LspDoc *doc) {
  unplace(self, doc, false);
  forget_text(doc);
  diagnostics_clear(self, doc->uri);
}

static void free_doc(LspDoc *doc) {
  project_drop(doc->project);
  free_str(doc->uri);
  free_str(doc->path);
  free_str(doc->language);
  free(doc->reason);
  free(doc->like_path);
  free(doc->text);
  free(doc);
}

void workspace_close(LspServer *self, LspDoc *doc) {
  for (size_t i = 0; i < self->docs.len; i++)
    if (self->docs.items[i] == doc) array_splice(&self->docs, i, 1, NULL, 0);
  bool other = doc->source != NULL && !doc->source->group->dialect->is_schema;
  unplace(self, doc, true);
  if (other) around_again(self);
  diagnostics_clear(self, doc->uri);
  free_doc(doc);
  lsp_resume(self, NULL, false); /* its requests are answered now */
  self->trim = true;
}

void workspace_reconsider(LspServer *self, LspDoc *doc) {
  doc->doubtful = false;
  if (doc->source == NULL) return;
  Arena arena;
  arena_init(&arena, 0);
  Str text = file_text(doc->source->file, &arena);
  DialectGuess guess = guess_dialect(self, &arena, doc, text);
  LspGroup *group = doc->source->group;
  bool same = guess.dialect == group->dialect && str_eq(module_key(&arena, doc, guess.dialect), group->key) &&
              find_database(doc, guess.dialect, text) == doc->source->file->database;
  if (same) {
    if (doc->ambiguous != guess.ambiguous) doc->source->stale = true;
    set_reason(self, doc, &guess);
    set_candidates(doc, &guess);
    set_parts(doc);
    group_set_project(self, group, doc->project, doc->path);
    link_schemas(self, doc);
  } else {
    unplace(self, doc, true);
    place(self, doc, text);
  }
  arena_free(&arena);
}

void workspace_discovered(LspServer *self, Str uri, LspProject *project) {
  LspDoc *doc = workspace_doc(self, uri);
  if (doc == NULL || (doc->discovering > 0 && --doc->discovering > 0)) {
    project_drop(project); /* closed, or a later look-up is on its way */
    return;
  }
  project_drop(doc->project);
  doc->project = project;
  if (doc->source != NULL) {
    workspace_reconsider(self, doc);
  } else {
    workspace_place(self, doc);
  }
  lsp_resume(self, doc, false);
}

static void on_later(uv_timer_t *timer) {
  LspServer *self = timer->data;
  bool all = self->rediscover;
  self->rediscover = false;
  for (size_t i = 0; i < self->docs.len; i++) {
    LspDoc *doc = self->docs.items[i];
    if (all) {
      job_discover(self, doc);
    } else if (doc->doubtful) {
      workspace_reconsider(self, doc);
    }
  }
  lsp_wake(self);
}

void workspace_later(LspServer *self) {
  if (!self->leaving) uv_timer_start(&self->later, on_later, 200, 0);
}

void workspace_rediscover(LspServer *self) {
  self->rediscover = true;
  workspace_later(self);
}

void workspace_free(LspServer *self) {
  for (size_t i = 0; i < self->docs.len; i++) free_doc(self->docs.items[i]);
  array_free(&self->docs);
  groups_free(self);
  folders_free(self);
  paths_free(self);
}
