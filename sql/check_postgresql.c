/* check_postgresql.c: PostgreSQL's own parser (libpg_query). It parses expressions, queries and statements, and the
 * bodies of PL/pgSQL functions; names are not looked up. */
#include <pg_query.h>

#include "sql/check_internal.h"

/* Hook of the parser's error reporting, to ask for positions that its results leave out; as in PostgreSQL's elog.h. */
typedef struct ErrorContextCallback {
  struct ErrorContextCallback *previous;
  void (*callback)(void *arg);
  void *arg;
} ErrorContextCallback;
extern __thread ErrorContextCallback *error_context_stack;
extern int geterrposition(void);
extern int getinternalerrposition(void);

/* pg_query_parse_plpgsql never frees the (always empty) text of standard error of its first step. The linker puts this
 * function in the place of that step (--wrap in cmake/Dependencies.cmake), which frees it at once. */
typedef struct RawParse {
  void *tree;
  char *stderr_buffer;
  PgQueryError *error;
} RawParse;
RawParse __real_pg_query_raw_parse(const char *input); /* NOLINT(bugprone-reserved-identifier) */
RawParse __wrap_pg_query_raw_parse(const char *input); /* NOLINT(bugprone-reserved-identifier) */

RawParse __wrap_pg_query_raw_parse(const char *input) { /* NOLINT(bugprone-reserved-identifier) */
  RawParse result = __real_pg_query_raw_parse(input);
  free(result.stderr_buffer);
  result.stderr_buffer = NULL;
  return result;
}

/* Offset of a 1-based position in characters. */
static uint32_t offset_of(const char *text, int position) {
  size_t at = 0;
  for (; text[at] != '\0'; at++) {
    if (((unsigned char)text[at] & 0xc0) != 0x80 && position-- <= 1) break;
  }
  return (uint32_t)at;
}

/* Errors that the text alone proves. */
static bool is_syntax(const char *message) {
  static const char *const starts[] = {"syntax error",  "unterminated",          "mismatched parentheses", "missing ",
                                       "trailing junk", "zero-length delimited", "unexpected end"};
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
    if (strncmp(message, starts[i], strlen(starts[i])) == 0) return true;
  return false;
}

/* `unterminated quoted string at or near "'a long text..."` -> `unterminated quoted string`; an error at what was put
 * behind the text is one at its end. */
static Str message_of(Arena *arena, const char *message, bool at_end) {
  Str text = str_from(message), near = STR(" at or near ");
  size_t cut = text.len;
  for (size_t i = 0; i + near.len <= text.len && cut == text.len; i++)
    if (memcmp(text.ptr + i, near.ptr, near.len) == 0) cut = i;
  if (at_end && str_starts(text, STR("syntax error"))) return STR("syntax error at end of input");
  bool is_long = text.len - cut > 60 || str_starts(text, STR("unterminated"));
  return arena_str(arena, is_long ? str_sub(text, 0, cut) : text);
}

/* Statements, with the piece between `before` and `after`. */
static SqlFault parse(Arena *arena, Str before, Str text, Str after) {
  char *whole = sql_wrap(arena, before, text, after);
  PgQuerySplitResult result = pg_query_split_with_parser(whole);
  SqlFault fault = {0};
  if (result.error != NULL && is_syntax(result.error->message)) {
    uint32_t at = result.error->cursorpos > 0 ? offset_of(whole, result.error->cursorpos) : (uint32_t)before.len;
    fault.at = at > before.len ? at - (uint32_t)before.len : 0;
    fault.message = message_of(arena, result.error->message, fault.at >= text.len);
  }
  pg_query_free_split_result(result);
  return fault;
}

/* ---- PL/pgSQL ---- */

static void note_position(void *context) {
  int *position = context;
  *position = getinternalerrposition() > 0 ? getinternalerrposition() : geterrposition();
}

/* `"x" is not a known variable` -> x: an argument of the function, which the body alone does not tell. */
static Str unknown_variable(Arena *arena, const char *message) {
  Str text = str_from(message);
  if (!str_starts(text, STR("\"")) || !str_ends(text, STR("\" is not a known variable"))) return STR("");
  Str name = str_sub(text, 1, str_find(text, '"', 1));
  return arena_str(arena, str_sub(name, 0, str_find(name, '.', 0)));
}

/* A tag for dollar quotes that the text does not contain. */
static Str free_tag(Arena *arena, Str text) {
  for (unsigned number = 0;; number++) {
    Str tag = arena_printf(arena, "$b%u$", number);
    bool taken = false;
    for (size_t i = 0; !taken && (i = str_find(text, '$', i)) < text.len; i++)
      taken = str_starts(str_sub(text, i, text.len), tag);
    if (!taken) return tag;
  }
}

static char *function_of(Arena *arena, Str arguments, Str text, bool trigger) {
  Str tag = free_tag(arena, text);
  Str before = arena_printf(arena, "CREATE FUNCTION f(%.*s) RETURNS %s LANGUAGE plpgsql AS %.*s", STR_FMT(arguments),
                            trigger ? "trigger" : "SETOF record", STR_FMT(tag));
  return sql_wrap(arena, before, text, tag);
}

/* Parses once; *missing becomes the variable that was not known. */
static SqlFault parse_body(Arena *arena, Str arguments, Str text, bool trigger, Str *missing) {
  int position = 0;
  ErrorContextCallback hook = {error_context_stack, note_position, &position};
  char *source = function_of(arena, arguments, text, trigger);
  error_context_stack = &hook;
  PgQueryPlpgsqlParseResult result = pg_query_parse_plpgsql(source);
  error_context_stack = hook.previous;
  SqlFault fault = {0};
  *missing = STR("");
  if (result.error != NULL) *missing = unknown_variable(arena, result.error->message);
  if (result.error != NULL && position > 0 && is_syntax(result.error->message)) {
    fault.at = offset_of(arena_str(arena, text).ptr, position);
    fault.message = message_of(arena, result.error->message, fault.at >= text.len);
  }
  pg_query_free_plpgsql_parse_result(result);
  return fault;
}

/* Does the text use the row of a trigger? */
static bool is_trigger(Str text) {
  for (size_t i = 0; i + 4 <= text.len; i++) {
    Str at = str_sub(text, i, i + 4);
    if (str_eq_nocase(at, STR("new.")) || str_eq_nocase(at, STR("old.")) || str_eq_nocase(at, STR("new;")) ||
        str_eq_nocase(at, STR("old;")) || str_eq_nocase(at, STR("tg_o")))
      return true;
  }
  return false;
}

enum { MAX_ARGUMENTS = 50 };

static SqlFault check_plpgsql(Arena *arena, Str text) {
  Str arguments = STR(""), missing;
  bool trigger = is_trigger(text);
  for (unsigned i = 0; i < MAX_ARGUMENTS; i++) {
    SqlFault fault = parse_body(arena, trigger ? STR("") : arguments, text, trigger, &missing);
    if (!str_empty(fault.message) || str_empty(missing) || trigger) return fault;
    arguments = arena_printf(arena, "%.*s%s\"%.*s\" record", STR_FMT(arguments), i > 0 ? ", " : "", STR_FMT(missing));
  }
  return (SqlFault){0};
}

/* ---- by shape ---- */

static bool starts_word(Str text, Str word) {
  return text.len > word.len && str_eq_nocase(str_sub(text, 0, word.len), word);
}

static SqlFault check_body(Arena *arena, const SqlPiece *piece) {
  Str start = str_trim(piece->text);
  if (str_starts(start, STR("$"))) return (SqlFault){0}; /* with quotes of its own */
  if (str_eq_nocase(piece->language, STR("plpgsql"))) return check_plpgsql(arena, piece->text);
  if (!str_eq_nocase(piece->language, STR("sql"))) return (SqlFault){0};
  bool standard = starts_word(start, STR("begin atomic")) || starts_word(start, STR("return "));
  return parse(arena, standard ? STR("CREATE FUNCTION f() RETURNS int LANGUAGE sql ") : STR(""), piece->text, STR(""));
}

static SqlFault check_query(Arena *arena, Str text) {
  SqlFault fault = parse(arena, STR(""), text, STR(""));
  if (str_empty(fault.message)) return fault;
  SqlFault as_view = parse(arena, STR("CREATE VIEW v AS "), text, STR("")); /* WITH CHECK OPTION and the like */
  return str_empty(as_view.message) ? as_view : fault;
}

SqlFault sql_check_postgresql(Arena *arena, const SqlPiece *piece) {
  switch ((SqlShape)piece->shape) {
  case SQL_EXPRESSION:
  case SQL_PREDICATE: return parse(arena, STR("SELECT ("), piece->text, STR("\n)"));
  case SQL_QUERY: return check_query(arena, piece->text);
  case SQL_SCRIPT: return parse(arena, STR(""), piece->text, STR(""));
  case SQL_BODY: return check_body(arena, piece);
  case SQL_FRAGMENT:
  case SQL_FAILING: break;
  }
  return (SqlFault){0};
}
