/* reading.c: what a caller says of sources and options, as states/ wants it. */
#include "api/api.h"

const char *atlasdiff_version(void) { return ATLAS_VERSION; }

void atlasdiff_free(char *text) { free(text); }

/* ---- cancelling ---- */

atlasdiff_cancel *atlasdiff_cancel_new(void) { return mem_zero(1, sizeof(atlasdiff_cancel)); }

void atlasdiff_cancel_now(atlasdiff_cancel *self) { atomic_store(&self->flag, true); }

void atlasdiff_cancel_free(atlasdiff_cancel *self) { free(self); }

/* ---- callbacks ---- */

static void on_progress(void *user, Str message) {
  Reading *self = user;
  Arena arena;
  arena_init(&arena, 0);
  self->progress(self->user, api_text(&arena, message));
  arena_free(&arena);
}

static void on_mistake(void *user, const StateMistake *mistake) {
  static const atlasdiff_severity severities[] = {[SEVERITY_ERROR] = ATLASDIFF_ERROR,
                                                  [SEVERITY_WARNING] = ATLASDIFF_WARNING,
                                                  [SEVERITY_INFO] = ATLASDIFF_HINT,
                                                  [SEVERITY_HINT] = ATLASDIFF_HINT};
  Reading *self = user;
  TextRange at = mistake->range;
  atlasdiff_problem problem = {.severity = severities[mistake->severity],
                               .code = api_text(self->arena, diag_info[mistake->code].code),
                               .message = api_text(self->arena, mistake->message),
                               .place = {.side = mistake->second ? ATLASDIFF_TO : ATLASDIFF_FROM,
                                         .file = api_text(self->arena, mistake->file),
                                         .start = mistake->span.start,
                                         .end = mistake->span.end,
                                         .line = at.start.line,
                                         .column = at.start.character,
                                         .end_line = at.end.line,
                                         .end_column = at.end.character}};
  problem_add(self->problems, &problem);
}

/* The error of a whole reading starts with its first mistake: "a.hcl:1,2: ..."; only what is behind it is new. */
void reading_failed(Reading *self, Str error) {
  for (size_t i = 0; i < self->problems->items.len; i++) {
    const atlasdiff_problem *known = self->problems->items.items[i];
    if (known->severity == ATLASDIFF_ERROR && str_ends(error, str_from(known->message))) return;
  }
  problem_error(self->problems, error);
}

/* ---- options ---- */

Str api_copy(Arena *arena, const char *text) { return text != NULL ? arena_str(arena, str_from(text)) : (Str){0}; }

StrList api_list(Arena *arena, const char *const *texts, size_t count) {
  StrList list = {0};
  for (size_t i = 0; texts != NULL && i < count; i++) array_push_in(arena, &list, api_copy(arena, texts[i]));
  return list;
}

static const Dialect *find_dialect(Reading *self, const char *name) {
  const Dialect *dialect = name != NULL ? dialect_named(str_from(name)) : NULL;
  if (name != NULL && (dialect == NULL || !dialect->is_schema))
    problem_error(self->problems, arena_printf(self->arena, "there is no dialect \"%s\"", name));
  return dialect;
}

void reading_init(Reading *self, Arena *arena, Problems *problems, const atlasdiff_options *options) {
  atlasdiff_options given = {0};
  if (options != NULL) memcpy(&given, options, options->size < sizeof given ? options->size : sizeof given);
  *self = (Reading){.arena = arena, .problems = problems, .progress = given.progress, .user = given.user};
  self->state = (StateOptions){
      .dialect = find_dialect(self, given.dialect),
      .vars = api_list(arena, given.vars, given.var_count),
      .config = api_copy(arena, given.config),
      .env = api_copy(arena, given.env),
      .schemas = api_list(arena, given.schemas, given.schema_count),
      .exclude = api_list(arena, given.exclude, given.exclude_count),
      .include = api_list(arena, given.include, given.include_count),
      .tables_only = given.tables_only,
      .dev_url = api_copy(arena, given.dev_url),
      .connect = given.connect,
      .jobs = given.jobs,
      .db = {.connect_ms = given.connect_ms,
             .statement_ms = given.statement_ms,
             .cancel = given.cancel != NULL ? &given.cancel->flag : NULL},
      .progress = given.progress != NULL ? on_progress : NULL,
      .mistake = on_mistake,
      .user = self,
  };
}

void reading_add(Reading *self, SideSources *side, const atlasdiff_source *sources, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const atlasdiff_source *source = &sources[i];
    Str name = api_copy(self->arena, source->name != NULL ? source->name : "");
    array_push_in(self->arena, &side->names, name);
    if (source->text != NULL) {
      FilesText text = {name, arena_str(self->arena, str_make(source->text, source->length))};
      name = arena_printf(self->arena, "text:%zu", self->texts.len);
      array_push_in(self->arena, &self->texts, text);
    } else if (str_starts(name, STR("text:"))) {
      problem_error(self->problems, arena_printf(self->arena, "%.*s is a source without a text", STR_FMT(name)));
    }
    array_push_in(self->arena, &side->sources, name);
  }
  self->state.texts = self->texts.items;
  self->state.text_count = self->texts.len;
}
