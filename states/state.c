/* state.c: reading one side, and both. */
#include "states/state_parts.h"

#include <stdarg.h>
#include <stdio.h>

/* ---- the work ---- */

bool work_fail(Work *self, const char *format, ...) {
  char text[4096];
  va_list args;
  if (!str_empty(self->error)) return false;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  self->error = arena_str(self->arena, str_from(text));
  return false;
}

void work_progress(Work *self, const char *format, ...) {
  char text[1024];
  va_list args;
  if (self->options.progress == NULL) return;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  self->options.progress(self->options.user, str_from(text));
}

Scratch *work_scratch(Work *self) {
  Str error = {0};
  if (self->scratch == NULL) {
    const Dialect *dialect = self->options.dialect != NULL ? self->options.dialect : self->hint;
    self->scratch = scratch_open(self->arena, dialect, &self->options, &error);
    if (self->scratch == NULL) work_fail(self, "%.*s", STR_FMT(error));
    if (self->scratch != NULL && self->hint == NULL) self->hint = scratch_dialect(self->scratch);
  } else if (self->used && !scratch_reset(self->scratch, &error)) {
    work_fail(self, "%.*s", STR_FMT(error));
    return NULL;
  }
  self->used = true;
  return self->scratch;
}

bool work_end(Work *self) {
  Str error = {0};
  config_free(self->config);
  for (size_t i = 0; i < self->commits.len; i++) git_close(self->commits.items[i]);
  array_free(&self->commits);
  array_free(&self->lists[0]);
  array_free(&self->lists[1]);
  if (self->scratch == NULL || scratch_close(self->scratch, &error)) return true;
  self->scratch = NULL;
  /* Both are worth telling: what went wrong, and that something is left. */
  if (!str_empty(self->error))
    self->error = arena_printf(self->arena, "%.*s; %.*s", STR_FMT(self->error), STR_FMT(error));
  return work_fail(self, "%.*s", STR_FMT(error));
}

/* ---- one side ---- */

State *state_new(StateKind kind) {
  State *self = mem_zero(1, sizeof *self);
  arena_init(&self->arena, 0);
  self->kind = (uint8_t)kind;
  return self;
}

void state_free(State *self) {
  if (self == NULL) return;
  realm_free(self->realm);
  realm_free(self->written);
  Arena arena = self->arena;
  arena_free(&arena);
  free(self);
}

static bool is_sql(uint8_t kind) { return kind == STATE_SQL || kind == STATE_MIGRATIONS; }

static bool check_mixture(Work *work, const Sources *sources) {
  const Source *first = &sources->items[0];
  for (size_t i = 1; i < sources->len; i++) {
    const Source *other = &sources->items[i];
    if (other->kind == STATE_DATABASE && first->kind == STATE_DATABASE)
      return work_fail(work, "only one database can be given: %.*s, %.*s", STR_FMT(first->text), STR_FMT(other->text));
    if (other->kind != first->kind && !(is_sql(other->kind) && is_sql(first->kind)))
      return work_fail(work, "sources of one side must be of one kind: %.*s, %.*s", STR_FMT(first->text),
                       STR_FMT(other->text));
  }
  return true;
}

bool state_filter(Work *work, State *state) {
  const StateOptions *options = &work->options;
  InspectOptions how = {.exclude = options->exclude.items,
                        .exclude_count = options->exclude.len,
                        .include = options->include.items,
                        .include_count = options->include.len};
  Str error;
  Realm *realm = state->realm;
  how.scope_guessed = !state->bound && state->kind != STATE_DATABASE && realm->schemas.len == 1;
  Str scope = how.scope_guessed ? realm->schemas.items[0]->name : state->bound ? state->schema : (Str){0};
  return inspect_filter(work->arena, realm, scope, &how, &error) || work_fail(work, "%.*s", STR_FMT(error));
}

State *state_read_sources(Work *work, const Sources *sources) {
  if (sources->len == 0 || !check_mixture(work, sources)) return NULL;
  State *state = sources->items[0].kind == STATE_HCL        ? state_read_hcl(work, sources)
                 : sources->items[0].kind == STATE_DATABASE ? state_read_database(work, &sources->items[0])
                                                            : state_read_sql(work, sources);
  if (state == NULL) return NULL;
  if (work->hint == NULL) work->hint = state->dialect;
  return state;
}

/* ---- sources ---- */

static bool read_source(Work *work, Str text, Sources *out) {
  Source source;
  if (!source_read(work, text, &source)) return false;
  array_push(out, source);
  return true;
}

/* SQL that a program printed, a directory that was made of templates, or a URL. */
static bool read_given(Work *work, const ConfigSource *given, Sources *out) {
  Source source = {.in_memory = true, .kind = STATE_SQL, .given = given};
  if (str_empty(given->url) && given->text != NULL) {
    FilesText *text = arena_new(work->arena, FilesText);
    Files *files = arena_new(work->arena, Files);
    *text = *given->text;
    *files = files_text(text);
    source.text = source.path = text->name;
    source.files = files;
  } else if (str_empty(given->url)) {
    source.text = STR("templates");
    source.kind = STATE_MIGRATIONS;
    source.path = STR(".");
    source.is_dir = true;
    source.files = given->files;
  } else if (source_read(work, given->url, &source)) {
    source.given = given;
  } else {
    return false;
  }
  array_push(out, source);
  return true;
}

/* env://src stands for what the environment says there. */
static bool read_env(Work *work, Str path, Sources *out) {
  ConfigSources found = {0};
  StrList format = {0};
  Str error = {0};
  if (work->config == NULL) return work_fail(work, "env://%.*s: name the environment with --env", STR_FMT(path));
  bool ok = config_sources(work->config, path, &found, &error) &&
            config_setting(work->config, STR("format"), &format, &error);
  if (!ok) work_fail(work, "%.*s", STR_FMT(error));
  for (size_t i = 0; ok && i < found.len; i++)
    ok = read_given(work, arena_copy(work->arena, &found.items[i], 1, sizeof found.items[i]), out);
  for (size_t i = 0; ok && i < out->len && format.len > 0; i++)
    if (str_empty(out->items[i].format)) out->items[i].format = format.items[0];
  array_free(&found);
  array_free(&format);
  return ok;
}

static bool read_list(Work *work, const StrList *texts, Sources *out) {
  static const Str env = STR_INIT("env://");
  for (size_t i = 0; i < texts->len; i++) {
    Str text = texts->items[i];
    bool ok =
        str_starts(text, env) ? read_env(work, str_sub(text, env.len, text.len), out) : read_source(work, text, out);
    if (!ok) return false;
  }
  return true;
}

/* ---- the environment ---- */

static void append(StrList *to, const StrList *from) {
  for (size_t i = 0; i < from->len; i++) array_push(to, from->items[i]);
}

static bool use_config(Work *work) {
  StateOptions *options = &work->options;
  StrList dev = {0};
  Str error = {0};
  work->config = config_open(work->arena, options, &error);
  bool ok = work->config != NULL;
  append(&work->lists[0], &options->schemas);
  append(&work->lists[1], &options->exclude);
  if (ok && options->schemas.len == 0) ok = config_setting(work->config, STR("schemas"), &work->lists[0], &error);
  ok = ok && config_setting(work->config, STR("exclude"), &work->lists[1], &error);
  if (ok && str_empty(options->dev_url)) ok = config_setting(work->config, STR("dev"), &dev, &error);
  ok = ok && config_policies(work->config, &work->policies, &error);
  if (ok && dev.len > 0) {
    options->dev_url = dev.items[0];
    work->may_normalise = options->connect && scratch_can_open(dev.items[0]);
  }
  options->schemas = work->lists[0];
  options->exclude = work->lists[1];
  array_free(&dev);
  return ok || work_fail(work, "%.*s", STR_FMT(error));
}

static bool start(Work *work, Arena *arena, const StateOptions *options) {
  *work = (Work){.arena = arena, .options = *options, .hint = options->dialect};
  work->may_normalise = !str_empty(options->dev_url);
  if ((!str_empty(options->env) || !str_empty(options->config)) && !use_config(work)) return false;
  if (work->hint == NULL && !str_empty(work->options.dev_url)) work->hint = dialect_for_url(work->options.dev_url);
  return true;
}

State *state_read(Arena *arena, const StrList *texts, const StateOptions *options, Str *error) {
  Work work;
  Sources sources = {0};
  State *state = NULL;
  bool started = start(&work, arena, options);
  work.second = true;
  if (started && read_list(&work, texts, &sources)) state = state_read_sources(&work, &sources);
  state_build_hcl(&work);
  bool ok = state != NULL;
  if (ok && state->kind == STATE_HCL && work.may_normalise) ok = state_normalise(&work, state);
  ok = ok && state_filter(&work, state);
  ok = work_end(&work) && ok;
  array_free(&sources);
  *error = work.error;
  if (ok) return state;
  state_free(state);
  return NULL;
}

/* ---- both sides ---- */

/* What is read first tells the dialect of the other side: a database always does, SQL never by itself. */
static int rank(const Work *work, const Sources *sources) {
  if (sources->len == 0) return 4;
  uint8_t kind = sources->items[0].kind;
  if (is_sql(kind)) return work->hint != NULL ? 1 : 3;
  return kind == STATE_DATABASE ? 0 : 2;
}

static State *read_side(Work *work, const Sources *sources, bool second) {
  work->second = second;
  return sources->len > 0 ? state_read_sources(work, sources) : state_new(STATE_EMPTY);
}

static bool read_both(Work *work, const Sources *from, const Sources *to, StatePair *out) {
  if (state_read_hcl_pair(work, from, to, out)) {
    state_build_hcl(work);
    return out->from != NULL && out->to != NULL;
  }
  bool from_first = rank(work, from) <= rank(work, to);
  State **first = from_first ? &out->from : &out->to, **second = from_first ? &out->to : &out->from;
  *first = read_side(work, from_first ? from : to, !from_first);
  if (*first == NULL) return false;
  *second = read_side(work, from_first ? to : from, from_first);
  state_build_hcl(work);
  return *second != NULL;
}

bool state_read_pair(Arena *arena, const StrList *from, const StrList *to, const StateOptions *options, StatePair *out,
                     Str *error) {
  Work work;
  Sources old = {0}, wanted = {0};
  bool ok = start(&work, arena, options);
  work.pair = true;
  ok = ok && read_list(&work, from, &old) && read_list(&work, to, &wanted) && read_both(&work, &old, &wanted, out) &&
       pair_settle(&work, out);
  ok = work_end(&work) && ok;
  array_free(&old);
  array_free(&wanted);
  *error = work.error;
  if (!ok) state_free_pair(out);
  return ok;
}

void state_free_pair(StatePair *self) {
  state_free(self->from);
  state_free(self->to);
  self->from = self->to = NULL;
}
