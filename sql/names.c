/* names.c: the tables, columns and functions that a piece of SQL names: splits it into queries (see
 * names_internal.h), lets name_sources.c find their tables, and then looks at what is left. */
#include "sql/names_internal.h"

enum { MAX_NESTING = 100 };

/* ---- tokens ---- */

bool name_is(const Names *self, uint32_t at, char sign) {
  if (at >= self->count || self->tokens[at].token.kind != SQL_PUNCT) return false;
  Str text = name_text(self, at);
  return text.len == 1 && text.ptr[0] == sign;
}

static bool is_sign(const Names *self, uint32_t at, Str sign) {
  return at < self->count && self->tokens[at].token.kind == SQL_PUNCT && str_eq(name_text(self, at), sign);
}

bool name_is_name(const Names *self, uint32_t at) {
  if (at >= self->count) return false;
  const NameToken *token = &self->tokens[at];
  if (token->token.kind == SQL_QUOTED_NAME) return true;
  return token->token.kind == SQL_WORD && token->word <= SQL_WORD_SOFT;
}

SqlWord name_word(const Names *self, uint32_t at) { return at < self->count ? self->tokens[at].word : SQL_WORD_OTHER; }

Str name_text(const Names *self, uint32_t at) {
  return at < self->count ? sql_name(self->arena, self->piece->text, self->tokens[at].token) : STR("");
}

uint32_t name_close(const Names *self, uint32_t at) {
  uint32_t depth = at < self->count ? self->tokens[at].token.depth : 0;
  for (at++; at < self->count; at++)
    if (self->tokens[at].token.depth <= depth) return at;
  return self->count;
}

uint32_t name_parts(const Names *self, uint32_t at, uint32_t max) {
  uint32_t parts = 1;
  while (parts < max && name_is(self, at + 1, '.') && at + 2 < self->count &&
         (self->tokens[at + 2].token.kind == SQL_WORD || self->tokens[at + 2].token.kind == SQL_QUOTED_NAME)) {
    parts++;
    at += 2;
  }
  return parts;
}

bool name_ends_operand(const Names *self, uint32_t at) {
  const NameToken *token = &self->tokens[at];
  switch ((SqlTokenKind)token->token.kind) {
  case SQL_QUOTED_NAME:
  case SQL_STRING:
  case SQL_NUMBER:
  case SQL_PARAMETER: return true;
  case SQL_WORD: return token->word <= SQL_WORD_SOFT || token->word == SQL_WORD_VALUE || token->word == SQL_WORD_END;
  case SQL_PUNCT: return name_is(self, at, ')') || name_is(self, at, ']');
  default: return false;
  }
}

void name_read_tokens(Names *self) {
  SqlTokens tokens = {0};
  sql_tokens(self->flavor, self->piece->text, &tokens);
  self->count = (uint32_t)tokens.len;
  self->tokens = arena_array(self->arena, NameToken, tokens.len + 1);
  for (size_t i = 0; i < tokens.len; i++) {
    self->tokens[i].token = tokens.items[i];
    if (tokens.items[i].kind == SQL_WORD)
      self->tokens[i].word = sql_word(span_of(tokens.items[i].span, self->piece->text));
  }
  array_free(&tokens);
}

/* ---- scopes ---- */

static uint32_t open_scope(Names *self, uint32_t outer, uint32_t first, uint32_t depth) {
  uint32_t index = (uint32_t)self->scopes.len;
  array_push(&self->scopes,
             (NameScope){.outer = outer, .sees = outer, .leader = index, .first = first, .depth = depth});
  return index;
}

static bool starts_query(const Names *self, uint32_t at) {
  SqlWord word = name_word(self, at);
  return word == SQL_WORD_SELECT || word == SQL_WORD_WITH || word == SQL_WORD_VALUES || word == SQL_WORD_INSERT ||
         word == SQL_WORD_UPDATE || word == SQL_WORD_DELETE;
}

static bool is_verb(SqlWord word) {
  return word == SQL_WORD_SELECT || word == SQL_WORD_INSERT || word == SQL_WORD_UPDATE || word == SQL_WORD_DELETE ||
         word == SQL_WORD_CREATE || word == SQL_WORD_DDL;
}

/* In the body of a routine: does a statement start here, behind THEN, LOOP, IN and the like? */
static bool starts_statement(const Names *self, uint32_t at, const NameScope *scope) {
  SqlWord word = name_word(self, at), before = at > 0 ? name_word(self, at - 1) : SQL_WORD_BEGIN;
  if (self->piece->shape != SQL_BODY || at == scope->first || self->tokens[at].token.depth != scope->depth)
    return false;
  if (before == SQL_WORD_BEGIN) return true;
  if (!starts_query(self, at)) return false;
  return before == SQL_WORD_THEN || before == SQL_WORD_LOOP || before == SQL_WORD_IN ||
         (before == SQL_WORD_FOR && word == SQL_WORD_SELECT) ||
         (scope->verb == SQL_WORD_OTHER && word != SQL_WORD_VALUES && name_word(self, scope->first) != SQL_WORD_WITH);
}

/* The query that starts at `at`, behind a parenthesis: one in WITH sees no tables around it, one in FROM not those
 * beside it. */
static uint32_t open_query(Names *self, uint32_t outer, uint32_t at, uint32_t depth) {
  uint32_t index = open_scope(self, outer, at, depth);
  SqlWord before = at >= 2 ? name_word(self, at - 2) : SQL_WORD_OTHER;
  bool materialized = at >= 2 && str_eq_nocase(name_text(self, at - 2), STR("materialized"));
  if (before == SQL_WORD_AS || materialized) self->scopes.items[index].sees = SQL_NO_SCOPE;
  if (before == SQL_WORD_FROM || before == SQL_WORD_JOIN)
    self->scopes.items[index].sees = self->scopes.items[outer].sees;
  return index;
}

/* The scope of the token, given that of the token before. */
static uint32_t next_scope(Names *self, uint32_t at, uint32_t current) {
  uint32_t depth = self->tokens[at].token.depth;
  while (self->scopes.items[current].outer != SQL_NO_SCOPE && depth < self->scopes.items[current].depth) {
    self->scopes.items[current].end = at;
    current = self->scopes.items[current].outer;
  }
  const NameScope scope = self->scopes.items[current];
  bool behind = at > 0 && at > scope.first;
  if (behind && name_is(self, at - 1, '(') && starts_query(self, at) && self->scopes.len < UINT16_MAX)
    return open_query(self, current, at, depth);
  bool arm = behind && name_word(self, at - 1) == SQL_WORD_UNION && depth == scope.depth;
  bool statement = behind && depth == scope.depth && name_is(self, at - 1, ';');
  if (!arm && !statement && !starts_statement(self, at, &scope)) return current;
  self->scopes.items[current].end = at;
  uint32_t next = open_scope(self, scope.outer, at, depth);
  self->scopes.items[next].sees = scope.sees;
  if (arm) {
    self->scopes.items[current].arm = self->scopes.items[next].arm = true;
    self->scopes.items[next].leader = scope.leader;
  }
  return next;
}

static void read_scopes(Names *self) {
  uint32_t current = open_scope(self, SQL_NO_SCOPE, 0, 0);
  for (uint32_t at = 0; at < self->count; at++) {
    current = next_scope(self, at, current);
    NameScope *scope = &self->scopes.items[current];
    self->tokens[at].scope = current;
    if (scope->verb == SQL_WORD_OTHER && self->tokens[at].token.depth == scope->depth && is_verb(self->tokens[at].word))
      scope->verb = self->tokens[at].word;
  }
  for (size_t i = 0; i < self->scopes.len; i++)
    if (self->scopes.items[i].end == 0) self->scopes.items[i].end = self->count;
}

bool name_is_local(const Names *self, uint32_t scope, Str table) {
  for (unsigned depth = 0; scope != SQL_NO_SCOPE && depth < MAX_NESTING; depth++) {
    const NameScope *at = &self->scopes.items[scope], *leader = &self->scopes.items[at->leader];
    for (size_t i = 0; i < leader->tables.len; i++)
      if (str_eq_nocase(leader->tables.items[i], table)) return true;
    scope = at->outer;
  }
  return false;
}

/* ---- columns and functions ---- */

/* The table that a name in front of a column stands for; NULL: not known. */
static const SqlSource *find_source(const Names *self, uint32_t scope, Str schema, Str name) {
  for (unsigned depth = 0; scope != SQL_NO_SCOPE && depth < MAX_NESTING; depth++) {
    const SqlSources *sources = &self->scopes.items[scope].sources;
    for (size_t i = 0; i < sources->len; i++) {
      const SqlSource *source = &sources->items[i];
      bool aliased = !str_empty(source->alias);
      if (!str_eq_nocase(aliased ? source->alias : source->table, name)) continue;
      if (str_empty(schema) || str_empty(source->schema) || str_eq_nocase(schema, source->schema)) return source;
    }
    scope = self->scopes.items[scope].sees;
  }
  return NULL;
}

static bool is_own_row(const Names *self, Str name) {
  return !str_empty(self->piece->own_table) && (str_eq_nocase(name, STR("new")) || str_eq_nocase(name, STR("old")) ||
                                                str_eq_nocase(name, self->piece->own_table));
}

/* excluded.x in INSERT ... ON CONFLICT: a row of the table of the statement. */
static const SqlSource *find_excluded(const Names *self, uint32_t scope, Str name) {
  const NameScope *at = &self->scopes.items[scope];
  if (at->verb != SQL_WORD_INSERT || at->sources.len == 0 || !str_eq_nocase(name, STR("excluded"))) return NULL;
  return &at->sources.items[0];
}

/* users.id, public.users.id */
static void add_qualified(Names *self, uint32_t at, uint32_t parts) {
  uint32_t last = at + 2 * (parts - 1), scope = self->tokens[at].scope;
  Str name = name_text(self, last - 2), schema = parts > 2 ? name_text(self, last - 4) : STR("");
  const SqlSource *source = find_source(self, scope, schema, name);
  SqlUse use = {.kind = SQL_NAME_COLUMN, .name = name_text(self, last), .span = self->tokens[last].token.span};
  use.table_span = self->tokens[last - 2].token.span;
  if (parts > 2) use.schema_span = self->tokens[last - 4].token.span;
  if (source == NULL) source = find_excluded(self, scope, name);
  if (source == NULL && parts == 2 && is_own_row(self, name)) {
    use.table = self->piece->own_table;
  } else if (source == NULL || source->local) {
    return;
  } else {
    use.table = source->table;
    use.schema = source->schema;
  }
  use.alias = !str_eq_nocase(name, use.table);
  use.certain = name_word(self, last) != SQL_WORD_VALUE;
  array_push(&self->out->uses, use);
}

/* A name of the result, of a row, or of a table in scope is no column, or not surely one. */
static bool may_be_other(const Names *self, uint32_t scope, Str name) {
  for (unsigned depth = 0; scope != SQL_NO_SCOPE && depth < MAX_NESTING; depth++) {
    const NameScope *at = &self->scopes.items[scope];
    for (size_t i = 0; i < at->outputs.len; i++)
      if (str_eq_nocase(at->outputs.items[i], name)) return true;
    for (size_t i = 0; i < at->sources.len; i++) {
      const SqlSource *source = &at->sources.items[i];
      if (source->local || str_eq_nocase(source->alias, name) || str_eq_nocase(source->table, name)) return true;
    }
    scope = at->sees;
  }
  return false;
}

/* ORDER BY behind a UNION names columns of the result. */
static bool in_order_of_union(const Names *self, uint32_t at) {
  const NameScope *scope = &self->scopes.items[self->tokens[at].scope];
  for (uint32_t i = at; scope->arm && i-- > scope->first;)
    if (self->tokens[i].word == SQL_WORD_ORDER && self->tokens[i].token.depth == scope->depth) return true;
  return false;
}

static bool has_source(const Names *self, uint32_t scope) {
  for (unsigned depth = 0; scope != SQL_NO_SCOPE && depth < MAX_NESTING; depth++) {
    if (self->scopes.items[scope].sources.len > 0) return true;
    scope = self->scopes.items[scope].sees;
  }
  return false;
}

bool name_has_variables(const Names *self) { return self->piece->shape == SQL_BODY && !self->flavor->plain_bodies; }

bool name_is_placeholder(Str name) {
  for (size_t i = 0; i < name.len; i++)
    if (name.ptr[i] != '_') return false;
  return true;
}

static void add_bare(Names *self, uint32_t at) {
  const NameToken *token = &self->tokens[at];
  Str name = name_text(self, at);
  if (!has_source(self, token->scope) || name_is_placeholder(name)) return;
  const NameScope *scope = &self->scopes.items[token->scope];
  SqlUse use = {.kind = SQL_NAME_COLUMN, .name = name, .span = token->token.span};
  bool statement = scope->verb == SQL_WORD_CREATE || scope->verb == SQL_WORD_DDL;
  bool text = self->flavor->lenient_quotes && token->token.kind == SQL_QUOTED_NAME;
  use.certain = token->word != SQL_WORD_SOFT && !name_has_variables(self) && !statement && !text &&
                !may_be_other(self, token->scope, name) && !in_order_of_union(self, at);
  if (token->role == NAME_TARGET && scope->sources.len > 0) {
    use.table = scope->sources.items[0].table;
    use.schema = scope->sources.items[0].schema;
    use.certain = !scope->sources.items[0].local;
  }
  array_push(&self->out->uses, use);
}

static void add_function(Names *self, uint32_t at, uint32_t parts) {
  uint32_t last = at + 2 * (parts - 1);
  SqlUse use = {.kind = SQL_NAME_FUNCTION, .name = name_text(self, last), .span = self->tokens[last].token.span};
  if (parts > 2) return;
  if (parts == 2) {
    use.schema = name_text(self, at);
    use.schema_span = self->tokens[at].token.span;
  }
  array_push(&self->out->uses, use);
}

/* The token behind a type: x::numeric(10, 2)[], CAST(x AS character varying). */
static uint32_t skip_type(const Names *self, uint32_t at) {
  while (at < self->count && (name_is_name(self, at) || name_is(self, at, '.') || name_word(self, at) == SQL_WORD_SET ||
                              name_word(self, at) == SQL_WORD_WITH || is_sign(self, at, STR("%"))))
    at++;
  if (name_is(self, at, '(')) at = name_close(self, at) + 1;
  return at;
}

/* Is the name at `at` something else than a column: a type, a collation, an alias, an argument's name? */
static bool is_no_operand(const Names *self, uint32_t at, uint32_t behind) {
  if (is_sign(self, behind, STR("=>")) || is_sign(self, behind, STR(":="))) return true;
  if (behind < self->count && self->tokens[behind].token.kind == SQL_STRING) return true;    /* date '2020-01-01' */
  if (name_word(self, behind) == SQL_WORD_AS && name_is(self, behind + 1, '(')) return true; /* WINDOW w AS (...) */
  if (at == 0) return false;
  SqlWord before = name_word(self, at - 1);
  return name_is(self, at - 1, '.') || before == SQL_WORD_NAMES || before == SQL_WORD_AS || before == SQL_WORD_USING ||
         name_ends_operand(self, at - 1) || name_is(self, at - 1, '@');
}

/* Reads what stands at a token; returns the next one. */
static uint32_t read_use(Names *self, uint32_t at) {
  const NameToken *token = &self->tokens[at];
  if (is_sign(self, at, STR("::"))) return skip_type(self, at + 1);
  if (token->word == SQL_WORD_AS && token->token.depth > self->scopes.items[token->scope].depth)
    return skip_type(self, at + 1);
  if (token->role == NAME_USED || !name_is_name(self, at)) return at + 1;
  uint32_t parts = name_parts(self, at, 4), last = at + 2 * (parts - 1);
  bool call = name_is(self, last + 1, '(') && token->role != NAME_TARGET;
  if (is_no_operand(self, at, last + 1)) return last + 1;
  if (call)
    add_function(self, at, parts);
  else if (parts == 1 && name_is(self, at + 1, '.'))
    return at + 2; /* u.* */
  else if (parts == 1)
    add_bare(self, at);
  else if (parts <= 3)
    add_qualified(self, at, parts);
  return last + 1;
}

/* ---- all ---- */

static int compare_uses(const void *a, const void *b) {
  const SqlUse *x = a, *y = b;
  return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

static void sort_uses(SqlNames *out) {
  bool in_order = true;
  for (size_t i = 1; i < out->uses.len && in_order; i++)
    in_order = compare_uses(&out->uses.items[i - 1], &out->uses.items[i]) <= 0;
  if (!in_order) qsort(out->uses.items, out->uses.len, sizeof(SqlUse), compare_uses);
}

/* The sources of all scopes, those of inner ones first. */
static void collect_sources(Names *self) {
  for (size_t i = self->scopes.len; i-- > 0;) {
    NameScope *scope = &self->scopes.items[i];
    for (size_t k = 0; k < scope->sources.len; k++) {
      scope->sources.items[k].alone = scope->outer != SQL_NO_SCOPE && scope->sees == SQL_NO_SCOPE;
      array_push(&self->out->sources, scope->sources.items[k]);
    }
    array_free(&scope->sources);
    array_free(&scope->tables);
    array_free(&scope->outputs);
  }
}

/* The table around an expression. */
static void add_own_table(Names *self) {
  const SqlPiece *piece = self->piece;
  if (str_empty(piece->own_table) || piece->shape == SQL_QUERY || piece->shape == SQL_BODY ||
      piece->shape == SQL_SCRIPT || piece->shape == SQL_FAILING)
    return;
  SqlSource own = {.table = piece->own_table, .span = {0, (uint32_t)piece->text.len}};
  array_push(&self->scopes.items[0].sources, own);
}

/* Defaults like now() and CURRENT_DATE. */
static bool read_simple(const SqlPiece *piece, SqlNames *out) {
  size_t len;
  bool call;
  if (piece->shape == SQL_BODY || !sql_is_simple(piece->text, &len, &call)) return false;
  SqlUse use = {.kind = SQL_NAME_FUNCTION, .name = str_sub(piece->text, 0, len), .span = {0, (uint32_t)len}};
  if (!call) return sql_word(use.name) == SQL_WORD_VALUE;
  array_push(&out->uses, use);
  return true;
}

void sql_names(const SqlFlavor *flavor, Arena *arena, const SqlPiece *piece, SqlNames *out) {
  Names self = {.flavor = flavor, .arena = arena, .piece = piece, .out = out};
  if (piece->shape == SQL_FRAGMENT || read_simple(piece, out)) return;
  name_read_tokens(&self);
  read_scopes(&self);
  add_own_table(&self);
  for (uint32_t i = 0; i < self.scopes.len; i++) name_read_scope(&self, i);
  for (uint32_t at = 0; at < self.count;) at = read_use(&self, at);
  collect_sources(&self);
  array_free(&self.scopes);
  sort_uses(out);
}

void name_sort_uses(SqlNames *out) {
  size_t kept = 0;
  sort_uses(out);
  for (size_t i = 0; i < out->uses.len; i++)
    if (kept == 0 || out->uses.items[i].span.start != out->uses.items[kept - 1].span.start)
      out->uses.items[kept++] = out->uses.items[i];
  out->uses.len = kept;
}

enum { MAX_VISIBLE = 1000 };

const SqlSource *sql_visible(SqlVisible *self) {
  const SqlSources *sources = &self->names->sources;
  while (self->next < sources->len && sources->len <= MAX_VISIBLE) {
    const SqlSource *source = &sources->items[self->next++];
    bool inside = self->alone.end > 0,
         same = source->span.start == self->alone.start && source->span.end == self->alone.end;
    if (!span_touches(source->span, self->at) || (inside && !same)) continue;
    if (source->alone) self->alone = source->span;
    return source;
  }
  return NULL;
}

void sql_names_free(SqlNames *self) {
  array_free(&self->uses);
  array_free(&self->sources);
  array_free(&self->made);
}
