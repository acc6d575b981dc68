/* clauses.c: see clauses.h. Looks at the first words of a statement and picks out the clauses that matter. */
#include "sql/clauses.h"

typedef struct Reader {
  Arena *arena;
  Str text;
  SqlTokens tokens;
  size_t at;
  SqlClauses *out;
} Reader;

/* ---- tokens ---- */

static bool has_token(const Reader *self, size_t ahead) { return self->at + ahead < self->tokens.len; }

static bool is_word(const Reader *self, size_t ahead, const char *word) {
  if (!has_token(self, ahead)) return false;
  SqlToken token = self->tokens.items[self->at + ahead];
  return (token.kind == SQL_WORD || token.kind == SQL_PUNCT) &&
         str_eq_nocase(span_of(token.span, self->text), str_from(word));
}

/* Steps over the words when they stand here: "IF EXISTS". */
static bool take(Reader *self, const char *words) {
  Str rest = str_from(words);
  size_t count = 0;
  for (size_t at = 0; at < rest.len; count++) {
    size_t end = str_find(rest, ' ', at);
    char word[24] = {0};
    if (end - at >= sizeof word) return false;
    memcpy(word, rest.ptr + at, end - at);
    if (!is_word(self, count, word)) return false;
    at = end + 1;
  }
  self->at += count;
  return true;
}

static bool is_name(const Reader *self) {
  if (!has_token(self, 0)) return false;
  uint8_t kind = self->tokens.items[self->at].kind;
  return kind == SQL_WORD || kind == SQL_QUOTED_NAME;
}

static Str take_name(Reader *self) {
  if (!is_name(self)) return (Str){0};
  return sql_name(self->arena, self->text, self->tokens.items[self->at++]);
}

/* a, or a.b; of a.b.c the last two. */
static Str take_path(Reader *self, Str *schema) {
  Str name = take_name(self);
  *schema = (Str){0};
  while (name.len > 0 && take(self, ".")) {
    *schema = name;
    name = take_name(self);
  }
  return name;
}

static uint32_t depth_at(const Reader *self) { return self->tokens.items[self->at].depth; }

/* Does a comma stand here, between the parts of an ALTER TABLE? */
static bool at_comma(const Reader *self, uint32_t depth) { return is_word(self, 0, ",") && depth_at(self) == depth; }

static void skip_part(Reader *self, uint32_t depth) {
  while (has_token(self, 0) && !at_comma(self, depth) && depth_at(self) >= depth) self->at++;
}

/* ---- what is written anywhere ---- */

static bool is_seen(Reader *self, const char *words) {
  size_t start = self->at;
  bool found = false;
  for (; !found && has_token(self, 0); self->at++) found = depth_at(self) == 0 && take(self, words);
  self->at = start;
  return found;
}

static void find_words(Reader *self) {
  static const struct {
    const char *words;
    unsigned says;
  } all[] = {{"CONCURRENTLY", SQL_SAYS_CONCURRENTLY},
             {"NOT VALID", SQL_SAYS_NOT_VALID},
             {"USING INDEX", SQL_SAYS_USING_INDEX},
             {"CONVERT TO", SQL_SAYS_CONVERT},
             {"SET LOGGED", SQL_SAYS_LOGGING},
             {"SET UNLOGGED", SQL_SAYS_LOGGING},
             {"SET ACCESS METHOD", SQL_SAYS_ACCESS_METHOD}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (is_seen(self, all[i].words)) self->out->says |= all[i].says;
}

/* ---- ALTER TABLE ---- */

static void add_rename(Reader *self, SqlRenameKind kind, Str from, Str to) {
  SqlRename rename = {(uint8_t)kind, self->out->schema, self->out->table, from, to};
  if (from.len > 0 && to.len > 0) array_push_in(self->arena, &self->out->renames, rename);
}

/* Behind RENAME. */
static void read_rename(Reader *self) {
  Str schema;
  if (take(self, "TO") || take(self, "AS") || take(self, "=")) {
    add_rename(self, SQL_RENAMES_TABLE, self->out->table, take_path(self, &schema));
    return;
  }
  bool index = take(self, "INDEX") || take(self, "KEY") || take(self, "CONSTRAINT");
  bool column = !index && take(self, "COLUMN");
  Str from = take_name(self);
  if (take(self, "TO"))
    add_rename(self, index ? SQL_RENAMES_INDEX : SQL_RENAMES_COLUMN, from, take_name(self));
  else if (!index && !column) /* MySQL: RENAME new_name */
    add_rename(self, SQL_RENAMES_TABLE, self->out->table, from);
}

/* Is there a REFERENCES in the definition of a column that starts here? */
static void read_column(Reader *self, uint32_t depth) {
  static const char *const others[] = {"CONSTRAINT", "PRIMARY", "FOREIGN", "UNIQUE", "CHECK",    "INDEX",
                                       "KEY",        "EXCLUDE", "LIKE",    "PERIOD", "FULLTEXT", "SPATIAL"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (is_word(self, 0, others[i])) return;
  Str name = take_name(self);
  for (; name.len > 0 && has_token(self, 0) && !at_comma(self, depth) && depth_at(self) >= depth; self->at++) {
    if (depth_at(self) != depth || !is_word(self, 0, "REFERENCES")) continue;
    array_push_in(self->arena, &self->out->references, name);
    return;
  }
}

static void read_alter_part(Reader *self) {
  if (take(self, "RENAME")) {
    read_rename(self);
  } else if (take(self, "CHANGE")) {
    take(self, "COLUMN");
    take(self, "IF EXISTS");
    Str from = take_name(self), to = take_name(self);
    if (!str_eq_nocase(from, to)) add_rename(self, SQL_RENAMES_COLUMN, from, to);
  } else if (take(self, "ADD")) {
    take(self, "COLUMN");
    take(self, "IF NOT EXISTS");
    read_column(self, 0);
  }
}

static void read_alter_table(Reader *self) {
  take(self, "IF EXISTS");
  take(self, "ONLY");
  self->out->table = take_path(self, &self->out->schema);
  take(self, "*");
  while (has_token(self, 0)) {
    read_alter_part(self);
    skip_part(self, 0);
    self->at++;
  }
}

/* ALTER INDEX a RENAME TO b */
static void read_alter_index(Reader *self) {
  take(self, "IF EXISTS");
  Str from = take_path(self, &self->out->schema);
  if (take(self, "RENAME TO")) add_rename(self, SQL_RENAMES_INDEX, from, take_name(self));
}

/* RENAME TABLE a TO b, c TO d */
static void read_rename_tables(Reader *self) {
  do {
    Str schema;
    self->out->table = take_path(self, &self->out->schema);
    if (!take(self, "TO")) return;
    add_rename(self, SQL_RENAMES_TABLE, self->out->table, take_path(self, &schema));
  } while (take(self, ","));
}

/* ---- CREATE ---- */

static void read_create_table(Reader *self) {
  take(self, "IF NOT EXISTS");
  self->out->table = take_path(self, &self->out->schema);
  if (!take(self, "(")) return;
  while (has_token(self, 0) && depth_at(self) >= 1) {
    read_column(self, 1);
    skip_part(self, 1);
    if (!at_comma(self, 1)) return;
    self->at++;
  }
}

/* Up to the name of the table that a trigger is on. */
static void read_create_trigger(Reader *self) {
  self->out->says |= SQL_SAYS_TRIGGER;
  while (has_token(self, 0) && !is_word(self, 0, "ON")) self->at++;
  if (take(self, "ON")) self->out->table = take_path(self, &self->out->schema);
}

enum { CREATE_WORDS = 12 }; /* between CREATE and what is created: OR REPLACE ALGORITHM = MERGE ... VIEW */

static void read_create(Reader *self) {
  for (unsigned i = 0; i < CREATE_WORDS && has_token(self, 0); i++, self->at++) {
    if (take(self, "TABLE")) {
      read_create_table(self);
      return;
    }
    if (take(self, "TRIGGER")) {
      read_create_trigger(self);
      return;
    }
    if (take(self, "VIEW")) {
      Str schema;
      take(self, "IF NOT EXISTS");
      self->out->view = take_path(self, &schema);
      return;
    }
    if (is_word(self, 0, "FUNCTION") || is_word(self, 0, "PROCEDURE") || is_word(self, 0, "INDEX")) return;
  }
}

/* ---- rows ---- */

/* "a = 1, b = f(x)": the columns that are set, as fills of the arena list. */
static void read_assignments(Reader *self) {
  while (is_name(self)) {
    Str schema, column = take_path(self, &schema);
    if (!take(self, "=")) return;
    SqlFill fill = {self->out->schema, self->out->table, column};
    array_push_in(self->arena, &self->out->fills, fill);
    while (has_token(self, 0) && !at_comma(self, 0) && !(depth_at(self) == 0 && is_word(self, 0, "WHERE"))) self->at++;
    if (!take(self, ",")) return;
  }
}

/* UPDATE t SET a = 1 [WHERE a IS NULL]: another condition may leave rows out. */
static void read_update(Reader *self) {
  take(self, "ONLY");
  self->out->table = take_path(self, &self->out->schema);
  take(self, "AS");
  if (!is_word(self, 0, "SET")) take_name(self);
  if (!take(self, "SET")) return;
  read_assignments(self);
  if (!has_token(self, 0) || is_word(self, 0, ";")) return;
  Str schema, column = take(self, "WHERE") ? take_path(self, &schema) : (Str){0};
  bool rest = !take(self, "IS NULL") || (has_token(self, 0) && !is_word(self, 0, ";"));
  size_t kept = 0;
  for (size_t i = 0; i < self->out->fills.len; i++)
    if (!rest && str_eq_nocase(self->out->fills.items[i].column, column))
      self->out->fills.items[kept++] = self->out->fills.items[i];
  self->out->fills.len = kept;
}

/* SELECT NOT EXISTS (SELECT 1 FROM t [WHERE c IS NOT NULL]) */
static void read_proof(Reader *self) {
  if (!take(self, "NOT EXISTS ( SELECT")) return;
  while (has_token(self, 0) && depth_at(self) >= 1 && !is_word(self, 0, "FROM")) self->at++;
  if (!take(self, "FROM")) return;
  Str schema;
  self->out->table = take_path(self, &self->out->schema);
  if (take(self, "WHERE")) {
    self->out->empty_column = take_path(self, &schema);
    if (!take(self, "IS NOT NULL")) return;
  }
  self->out->proves_empty = take(self, ")");
}

void sql_clauses(const SqlFlavor *flavor, Arena *arena, Str text, SqlClauses *out) {
  Reader self = {.arena = arena, .text = text, .out = out};
  *out = (SqlClauses){0};
  sql_tokens(flavor, text, &self.tokens);
  find_words(&self);
  out->rows_only = is_word(&self, 0, "INSERT") || is_word(&self, 0, "UPDATE") || is_word(&self, 0, "DELETE") ||
                   is_word(&self, 0, "REPLACE");
  if (take(&self, "ALTER TABLE"))
    read_alter_table(&self);
  else if (take(&self, "ALTER INDEX"))
    read_alter_index(&self);
  else if (take(&self, "RENAME TABLE"))
    read_rename_tables(&self);
  else if (take(&self, "CREATE"))
    read_create(&self);
  else if (take(&self, "UPDATE"))
    read_update(&self);
  else if (take(&self, "SELECT"))
    read_proof(&self);
  array_free(&self.tokens);
}
