/* external.c: see external.h. */
#define _GNU_SOURCE
#include "states/external.h"

#include "db/url.h"
#include "states/process.h"

enum { DEFAULT_MS = 120000 };

typedef ARRAY(char *) Words;

static void push(Arena *arena, Words *words, const char *option, Str value) {
  array_push(words, (char *)(uintptr_t)option);
  array_push(words, (char *)(uintptr_t)arena_str(arena, value).ptr);
}

/* What an editor has open and has not saved, the program does not see. */
static bool is_saved(Arena *arena, const StateOptions *options, Str path) {
  Str saved, error;
  Str open = options->open_text != NULL ? options->open_text(options->user, arena, path) : (Str){0};
  return open.ptr == NULL || (file_read(arena, path, &saved, &error) && str_eq(saved, open));
}

static bool put_sources(Arena *arena, const ExternalDiff *ask, const char *option, const StrList *list, Words *words,
                        Str *error) {
  static const Str file = STR_INIT("file://"), saved = STR_INIT("saved:"), git = STR_INIT("git:");
  for (size_t i = 0; i < list->len; i++) {
    Str source = list->items[i];
    if (str_starts(source, git)) {
      *error = STR("the Atlas CLI reads no commits: compare with \"saved\", or use the embedded engine");
      return false;
    }
    if (str_starts(source, file) && !is_saved(arena, ask->options, str_sub(source, file.len, source.len))) {
      *error = arena_printf(arena, "%.*s has changes that are not saved, which the Atlas CLI would not see",
                            STR_FMT(str_sub(source, file.len, source.len)));
      return false;
    }
    if (str_starts(source, saved))
      source = arena_printf(arena, "file://%.*s", STR_FMT(str_sub(source, saved.len, source.len)));
    push(arena, words, option, source);
  }
  if (list->len > 0) return true;
  *error = STR("the Atlas CLI compares two sources: one side has no files yet");
  return false;
}

static bool put_words(Arena *arena, const ExternalDiff *ask, Words *words, Str *error) {
  const StateOptions *options = ask->options;
  push(arena, words, "atlas", STR("schema"));
  array_push(words, (char *)(uintptr_t) "diff");
  if (!put_sources(arena, ask, "--from", ask->from, words, error)) return false;
  if (!put_sources(arena, ask, "--to", ask->to, words, error)) return false;
  if (!str_empty(options->dev_url)) push(arena, words, "--dev-url", options->dev_url);
  if (!str_empty(options->config))
    push(arena, words, "--config", arena_printf(arena, "file://%.*s", STR_FMT(path_absolute(arena, options->config))));
  if (!str_empty(options->env)) push(arena, words, "--env", options->env);
  for (size_t i = 0; i < options->vars.len; i++) push(arena, words, "--var", options->vars.items[i]);
  for (size_t i = 0; i < options->schemas.len; i++) push(arena, words, "--schema", options->schemas.items[i]);
  for (size_t i = 0; i < options->exclude.len; i++) push(arena, words, "--exclude", options->exclude.items[i]);
  push(arena, words, "--format", STR("{{ sql . \"  \" }}"));
  array_push(words, NULL);
  return true;
}

/* ---- what it prints ---- */

/* The comment lines in front of a statement: "-- Modify "users" table" -> modify. The rest is the statement. */
static Str take_comment(Str *text) {
  static const Str sign = STR_INIT("--");
  Str comment = {0};
  for (*text = str_trim(*text); str_starts(*text, sign); *text = str_trim(*text)) {
    size_t end = str_find(*text, '\n', 0);
    Str line = str_trim(str_sub(*text, sign.len, end));
    if (str_empty(comment)) comment = line;
    *text = str_sub(*text, end, text->len);
  }
  return comment;
}

static json_t *statements_of(Str output, const Dialect *dialect) {
  static const SqlFlavor plain = {.double_quotes = true};
  json_t *list = json_array();
  SqlSpans spans = {0};
  uint32_t last = 0;
  sql_statements(dialect != NULL && dialect->sql != NULL ? dialect->sql : &plain, output, (Str){0}, &spans);
  for (size_t i = 0; i < spans.len; i++) {
    /* comments may lie before the span of the statement, or in it */
    Str text = str_sub(output, last, spans.items[i].end);
    if (last > 0 && text.len > 0 && text.ptr[0] == ';') text = str_sub(text, 1, text.len);
    last = spans.items[i].end;
    Str comment = take_comment(&text);
    if (str_empty(text)) continue;
    json_t *item = json_object();
    json_put_str(item, "sql", text);
    json_put_str(item, "comment", comment);
    json_put(item, "reverse", json_array());
    json_put(item, "lint", json_array());
    json_array_append_new(list, item);
  }
  array_free(&spans);
  return list;
}

static json_t *masked(Arena *arena, const StrList *sources) {
  json_t *list = json_array();
  for (size_t i = 0; i < sources->len; i++)
    json_array_append_new(list, json_text(db_url_mask(arena, sources->items[i])));
  return list;
}

static json_t *document_of(Arena *arena, const ExternalDiff *ask, Str output) {
  const Dialect *dialect = ask->dialect;
  for (size_t i = 0; dialect == NULL && i < ask->from->len; i++) dialect = dialect_for_url(ask->from->items[i]);
  for (size_t i = 0; dialect == NULL && i < ask->to->len; i++) dialect = dialect_for_url(ask->to->items[i]);
  bool synced = memmem(output.ptr, output.len, "Schemas are synced", 18) != NULL;
  json_t *document = json_object();
  json_put(document, "version", json_integer(1));
  json_put(document, "engine", json_string("atlas"));
  json_put_str(document, "dialect", dialect != NULL ? dialect->name : STR(""));
  json_put(document, "from", masked(arena, ask->from));
  json_put(document, "to", masked(arena, ask->to));
  json_put(document, "statements", synced ? json_array() : statements_of(output, dialect));
  json_put(document, "lint", json_array());
  json_put(document, "unplanned", json_array());
  json_put(document, "possibleRenames", json_array());
  return document;
}

/* ---- errors ---- */

/* The URLs in a text without their secrets. */
static Str mask_all(Arena *arena, const Words *words, Str text) {
  for (size_t i = 0; i + 1 < words->len; i++) {
    Str url = str_from(words->items[i]), shown = db_url_mask(arena, url);
    bool secret = !str_empty(url) && !str_empty(text) && !str_eq(url, shown);
    const char *at = !secret ? NULL : memmem(text.ptr, text.len, url.ptr, url.len);
    if (at == NULL) continue;
    size_t start = (size_t)(at - text.ptr);
    text = arena_printf(arena, "%.*s%.*s%.*s", (int)start, text.ptr, STR_FMT(shown),
                        STR_FMT(str_sub(text, start + url.len, text.len)));
    i--; /* it may be there again */
  }
  return text;
}

static Str failure(Arena *arena, const Words *words, const ProcessResult *result) {
  static const Str hint = STR_INIT("the embedded engine needs no other program");
  Str text = str_trim(result->errors.len > 0 ? buf_str(&result->errors) : buf_str(&result->output));
  if (str_starts(text, STR("Error: "))) text = str_sub(text, 7, text.len);
  if (result->kind == PROCESS_MISSING)
    return arena_printf(arena, "cannot run the Atlas CLI: there is no program atlas on PATH; %.*s", STR_FMT(hint));
  if (result->kind == PROCESS_CANCELLED) return STR("cancelled");
  if (result->kind == PROCESS_TIMEOUT)
    return arena_printf(arena, "the Atlas CLI took too long and was ended; %.*s", STR_FMT(hint));
  if (str_empty(text)) text = arena_printf(arena, "exit status %d", result->status);
  return arena_printf(arena, "the Atlas CLI failed: %.*s; %.*s", STR_FMT(mask_all(arena, words, text)), STR_FMT(hint));
}

json_t *external_diff(Arena *arena, const ExternalDiff *ask, Str *error) {
  Words words = {0};
  ProcessResult result = {0};
  json_t *document = NULL;
  unsigned limit = ask->options->db.statement_ms > 0 ? ask->options->db.statement_ms : DEFAULT_MS;
  if (put_words(arena, ask, &words, error)) {
    process_run(words.items, NULL, limit, ask->options->db.cancel, &result);
    if (result.kind == PROCESS_ENDED && result.status == 0)
      document = document_of(arena, ask, buf_str(&result.output));
    else
      *error = failure(arena, &words, &result);
  }
  process_free(&result);
  array_free(&words);
  return document;
}
