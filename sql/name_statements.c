/* name_statements.c: the names in one statement of a script. What a query names is found by names.c; here is what
 * statements are about that change the schema, and what they may bring about.
 *
 *     ALTER TABLE users DROP COLUMN name    ->  table users, column users.name; made: users, name
 *     CREATE INDEX i ON users (email)       ->  table users, column users.email; made: i, users, email
 */
#include "sql/names_internal.h"

/* The table that the statement is about. */
typedef struct About {
  Names *names;
  Str schema, table;
  Span span, schema_span;
} About;

static bool is_word(const Names *self, uint32_t at, const char *word) {
  return at < self->count && self->tokens[at].token.kind == SQL_WORD &&
         str_eq_nocase(name_text(self, at), str_from(word));
}

static bool is_any(const Names *self, uint32_t at, const char *const *words) {
  for (; *words != NULL; words++)
    if (is_word(self, at, *words)) return true;
  return false;
}

/* IF NOT EXISTS, ONLY, CONCURRENTLY and the like in front of a name. */
static uint32_t skip_head(const Names *self, uint32_t at) {
  static const char *const words[] = {"if", "not", "exists", "only", "concurrently", "table", "column", NULL};
  while (is_any(self, at, words)) at++;
  return at;
}

/* The table at `at`; returns the token behind it. */
static uint32_t read_table(About *self, uint32_t at) {
  Names *names = self->names;
  at = skip_head(names, at);
  if (!name_is_name(names, at)) return at;
  uint32_t parts = name_parts(names, at, 3), last = at + 2 * (parts - 1);
  self->table = name_text(names, last);
  self->span = names->tokens[last].token.span;
  self->schema = parts > 1 ? name_text(names, last - 2) : STR("");
  self->schema_span = parts > 1 ? names->tokens[last - 2].token.span : span_make(0, 0);
  SqlUse use = {.kind = SQL_NAME_TABLE,
                .schema = self->schema,
                .table = self->table,
                .span = self->span,
                .schema_span = self->schema_span};
  array_push(&names->out->uses, use);
  return last + 1;
}

static void add_column(const About *self, uint32_t at) {
  Names *names = self->names;
  if (!name_is_name(names, at) || str_empty(self->table)) return;
  SqlUse use = {.kind = SQL_NAME_COLUMN, .schema = self->schema, .table = self->table, .name = name_text(names, at)};
  use.span = names->tokens[at].token.span;
  array_push(&names->out->uses, use);
}

/* (a, b int, ...): the name at the start of each element. Returns the token behind. */
static uint32_t read_list(const About *self, uint32_t at) {
  const Names *names = self->names;
  if (!name_is(names, at, '(')) return at;
  uint32_t close = name_close(names, at), depth = names->tokens[at].token.depth + 1;
  for (uint32_t i = at + 1; i < close; i++)
    if (names->tokens[i].token.depth == depth && (i == at + 1 || name_is(names, i - 1, ','))) add_column(self, i);
  return at + 1;
}

/* What a statement that is no query is about. */
static void read_definition(Names *self) {
  About about = {.names = self};
  static const char *const tables[] = {"table", "view", "truncate", NULL}, *const columns[] = {"column", NULL},
                           *const changes[] = {"modify", "change", NULL};
  bool create = is_word(self, 0, "create");
  for (uint32_t at = 0; at < self->count;) {
    bool list = self->tokens[at].token.depth == 0 && create;
    if (is_word(self, at, "references")) {
      About other = {.names = self};
      at = read_list(&other, read_table(&other, at + 1));
    } else if (is_any(self, at, tables) && str_empty(about.table)) {
      at = read_table(&about, at + 1);
      if (list) at = read_list(&about, at);
    } else if (name_word(self, at) == SQL_WORD_ON && str_empty(about.table)) {
      at = read_table(&about, at + 1);
      while (at < self->count && is_word(self, at, "using")) at += 2;
      if (list) at = read_list(&about, at);
    } else if (is_any(self, at, columns) || is_any(self, at, changes)) {
      at = skip_head(self, at + 1);
      add_column(&about, at);
    } else {
      at++;
    }
  }
}

static bool is_query(const Names *self) {
  switch (name_word(self, 0)) {
  case SQL_WORD_SELECT:
  case SQL_WORD_WITH:
  case SQL_WORD_VALUES:
  case SQL_WORD_INSERT:
  case SQL_WORD_UPDATE:
  case SQL_WORD_DELETE: return true;
  default: return is_word(self, 0, "explain") || name_is(self, 0, '(');
  }
}

/* CREATE VIEW or TABLE ... AS: a query follows. The bodies of routines have variables. */
static bool holds_query(const Names *self) {
  if (name_word(self, 0) != SQL_WORD_CREATE) return false;
  for (uint32_t i = 1; i < 6 && i < self->count; i++)
    if (name_word(self, i) == SQL_WORD_ROUTINE) return false;
  for (uint32_t i = 1; i < self->count; i++)
    if (name_word(self, i) == SQL_WORD_SELECT) return true;
  return false;
}

/* Statements that run what is not seen here, or after which names mean something else. */
static bool is_opaque(const Names *self) {
  static const char *const words[] = {"do", "call", "exec", "execute", "use", "attach", "load", "\\i", NULL};
  static const char *const settings[] = {"search_path", "schema", "session", NULL};
  if (self->count == 0) return false;
  if (is_any(self, 0, words) || name_is_placeholder(name_text(self, 0))) return true;
  for (uint32_t i = 1; is_word(self, 0, "set") && i < 4; i++)
    if (is_any(self, i, settings)) return true;
  return false;
}

static void add_made(Names *self, uint32_t at) {
  Str name = name_text(self, at);
  array_push(&self->out->made, name);
}

/* Names that may exist only because of the statement, or until it. */
static void read_made(Names *self, bool query) {
  bool change = !query && name_word(self, 0) != SQL_WORD_OTHER;
  for (uint32_t at = 0; at < self->count; at++) {
    if (!name_is_name(self, at)) continue;
    SqlWord before = at > 0 ? name_word(self, at - 1) : SQL_WORD_OTHER;
    bool into = before == SQL_WORD_INTO || is_word(self, at - 1, "temp") || is_word(self, at - 1, "temporary");
    if (change || (into && name_word(self, 0) != SQL_WORD_INSERT)) add_made(self, at);
  }
}

void sql_statement_names(const SqlFlavor *flavor, Arena *arena, const SqlPiece *piece, SqlNames *out) {
  Names self = {.flavor = flavor, .arena = arena, .piece = piece, .out = out};
  name_read_tokens(&self);
  bool query = is_query(&self);
  out->opaque = out->opaque || is_opaque(&self);
  if (query || holds_query(&self)) sql_names(flavor, arena, piece, out);
  for (size_t i = 0; i < out->uses.len && !query; i++) out->uses.items[i].certain = false;
  read_made(&self, query);
  if (query) return;
  read_definition(&self);
  name_sort_uses(out);
}
