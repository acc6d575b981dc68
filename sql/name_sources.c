/* name_sources.c: the tables of a query with their aliases, and the names of its result. */
#include "sql/names_internal.h"

/* Where the reading of one scope stands. */
typedef struct Reader {
  Names *names;
  uint32_t scope;
  bool in_from;   /* a comma starts another table */
  bool wants;     /* a table comes next */
  bool is_target; /* and it is the one that is written to */
  bool in_select; /* between SELECT and FROM */
} Reader;

static NameScope *scope_of(const Reader *self) { return &self->names->scopes.items[self->scope]; }

static void mark(Reader *self, uint32_t from, uint32_t end) {
  for (uint32_t i = from; i < end && i < self->names->count; i++) self->names->tokens[i].role = NAME_USED;
}

static Span span_at(const Reader *self, uint32_t at) { return self->names->tokens[at].token.span; }

enum { MAX_SOURCES = 200 }; /* with more in one query, none of its names is certain */

static void add_source(Reader *self, SqlSource source) {
  NameScope *scope = scope_of(self);
  if (scope->sources.len >= MAX_SOURCES) {
    scope->sources.items[0].local = true;
    return;
  }
  const NameToken *tokens = self->names->tokens;
  source.span = span_make(tokens[scope->first].token.span.start, scope->end < self->names->count
                                                                     ? tokens[scope->end].token.span.start
                                                                     : (uint32_t)self->names->piece->text.len);
  array_push(&scope->sources, source);
}

/* `u` or `AS u (a, b)` behind a table; returns the token behind it. */
static uint32_t read_alias(Reader *self, uint32_t at, SqlSource *source) {
  Names *names = self->names;
  bool as = name_word(names, at) == SQL_WORD_AS;
  uint32_t name = as ? at + 1 : at;
  if (as) mark(self, at, at + 1);
  if (!name_is_name(names, name)) {
    if (!as || !name_is(names, name, '(')) return name; /* AS (a int, b text) */
  } else {
    source->alias = name_text(names, name);
    mark(self, name, name + 1);
    name++;
  }
  bool columns = !self->is_target && name_is(names, name, '(') && (as || !str_empty(source->alias));
  if (!columns) return name;
  uint32_t close = name_close(names, name);
  source->local = true;
  mark(self, name, close);
  return close < names->count ? close + 1 : close;
}

/* public.users u */
static uint32_t read_table(Reader *self, uint32_t at) {
  Names *names = self->names;
  uint32_t parts = name_parts(names, at, 3), last = at + 2 * (parts - 1);
  bool call = name_is(names, last + 1, '(') && !self->is_target;
  SqlSource source = {.local = call};
  mark(self, at, last + 1);
  if (call) {
    source.alias = name_text(names, last);
    read_alias(self, name_close(names, last + 1) + 1, &source);
    add_source(self, source);
    return last + 1; /* what is in the parentheses is read like any expression */
  }
  source.table = name_text(names, last);
  if (parts > 1) source.schema = name_text(names, last - 2);
  bool local = name_is_placeholder(source.table) || (parts == 1 && name_is_local(names, self->scope, source.table));
  source.local = local;
  uint32_t next = read_alias(self, last + 1, &source);
  add_source(self, source);
  if (local) return next;
  SqlUse use = {.kind = SQL_NAME_TABLE, .schema = source.schema, .table = source.table, .span = span_at(self, last)};
  if (parts > 1) use.schema_span = span_at(self, last - 2);
  bool in_sql = str_eq_nocase(names->piece->language, STR("sql"));
  use.certain = parts < 3 && (!name_has_variables(names) || in_sql || parts > 1); /* else it may be a temporary one */
  array_push(&names->out->uses, use);
  return next;
}

/* (a, b) behind INSERT INTO t */
static uint32_t read_targets(Reader *self, uint32_t at) {
  Names *names = self->names;
  uint32_t close = name_close(names, at), scope = self->scope;
  if (names->tokens[at].scope != (at + 1 < names->count ? names->tokens[at + 1].scope : scope)) return at;
  for (uint32_t i = at + 1; i < close; i++)
    if (name_is_name(names, i)) names->tokens[i].role = NAME_TARGET;
  return close < names->count ? close + 1 : close;
}

/* A subquery in parentheses as a table. */
static uint32_t read_subquery(Reader *self, uint32_t at) {
  uint32_t close = name_close(self->names, at);
  SqlSource source = {.local = true};
  read_alias(self, close + 1, &source);
  add_source(self, source);
  return at + 1; /* the tokens up to the parenthesis belong to the inner scope */
}

static uint32_t read_wanted(Reader *self, uint32_t at) {
  Names *names = self->names;
  SqlWord word = name_word(names, at);
  if (word == SQL_WORD_LATERAL || word == SQL_WORD_TABLE) return at + 1;
  if (name_is(names, at, '(')) {
    bool query = at + 1 < names->count && names->tokens[at + 1].scope != self->scope;
    if (!query) return at + 1; /* (a JOIN b) */
    self->wants = false;
    return read_subquery(self, at);
  }
  bool target = self->is_target;
  self->wants = false;
  if (!name_is_name(names, at)) {
    self->is_target = false;
    return at;
  }
  uint32_t next = read_table(self, at);
  self->is_target = false;
  return target && scope_of(self)->verb == SQL_WORD_INSERT && name_is(names, next, '(') ? read_targets(self, next)
                                                                                        : next;
}

/* WITH a AS (...), b (x) AS (...) */
static uint32_t read_with(Reader *self, uint32_t at) {
  Names *names = self->names;
  do {
    at++;
    if (str_eq_nocase(name_text(names, at), STR("recursive"))) mark(self, at, at + 1), at++;
    if (!name_is_name(names, at)) return at;
    Str table = name_text(names, at);
    array_push(&scope_of(self)->tables, table);
    mark(self, at, at + 1);
    at++;
    if (name_is(names, at, '(')) {
      uint32_t columns = name_close(names, at);
      mark(self, at, columns);
      at = columns + 1;
    }
    while (at < names->count && !name_is(names, at, '(')) mark(self, at, at + 1), at++; /* AS [NOT MATERIALIZED] */
    at = name_close(names, at) + 1;
  } while (name_is(names, at, ','));
  return at;
}

/* IS [NOT] DISTINCT FROM */
static bool is_comparison(const Names *names, uint32_t at) {
  return at >= 2 && name_word(names, at - 1) == SQL_WORD_DISTINCT &&
         (name_word(names, at - 2) == SQL_WORD_IS || name_word(names, at - 2) == SQL_WORD_NOT);
}

static void want(Reader *self, bool target) {
  self->wants = true;
  self->in_from = !target || scope_of(self)->verb != SQL_WORD_INSERT;
  self->is_target = target;
  self->in_select = false;
}

/* A keyword of the clauses, at the depth of the scope. */
static void read_clause(Reader *self, uint32_t at, SqlWord word) {
  const Names *names = self->names;
  SqlWord verb = scope_of(self)->verb;
  switch (word) {
  case SQL_WORD_SELECT: self->in_select = true; break;
  case SQL_WORD_FROM:
    if (!is_comparison(names, at)) want(self, false);
    break;
  case SQL_WORD_UPDATE:
    if (verb == SQL_WORD_UPDATE && scope_of(self)->sources.len == 0) want(self, true);
    break;
  case SQL_WORD_INTO:
    if (verb == SQL_WORD_INSERT && scope_of(self)->sources.len == 0) want(self, true);
    break;
  case SQL_WORD_USING:
    if ((verb == SQL_WORD_DELETE || verb == SQL_WORD_INSERT) && !name_is(names, at + 1, '(')) want(self, false);
    break;
  case SQL_WORD_CLAUSE:
  case SQL_WORD_SET:
  case SQL_WORD_ORDER:
  case SQL_WORD_VALUES:
  case SQL_WORD_LOOP:
  case SQL_WORD_THEN:
  case SQL_WORD_FOR: self->in_from = self->in_select = false; break;
  default: break;
  }
}

static void add_output(Reader *self, uint32_t at) {
  Str name = name_text(self->names, at);
  array_push(&scope_of(self)->outputs, name);
  mark(self, at, at + 1);
}

/* `x AS total`, `x total` in the list of results. */
static bool read_output(Reader *self, uint32_t at) {
  Names *names = self->names;
  if (!name_is_name(names, at) || at == 0 || names->tokens[at].role != NAME_OPEN) return false;
  bool as = name_word(names, at - 1) == SQL_WORD_AS;
  if (!as && (!self->in_select || name_is(names, at + 1, '.') || !name_ends_operand(names, at - 1))) return false;
  add_output(self, at);
  return true;
}

/* USE INDEX (a, b), PARTITION (p), INDEXED BY i: names of other things behind a table. */
static uint32_t read_hint(Reader *self, uint32_t at) {
  Names *names = self->names;
  if (name_word(names, at) == SQL_WORD_INDEXED) {
    mark(self, at, at + 3);
    return at + 3;
  }
  for (uint32_t open = at + 1; open < at + 5; open++) {
    if (!name_is(names, open, '(')) continue;
    uint32_t close = name_close(names, open);
    mark(self, at, close);
    return close;
  }
  return at + 1;
}

void name_read_scope(Names *self, uint32_t index) {
  Reader reader = {.names = self, .scope = index};
  const NameScope scope = self->scopes.items[index];
  for (uint32_t at = scope.first; at < scope.end;) {
    const NameToken *token = &self->tokens[at];
    bool own = token->scope == index, here = own && token->token.depth == scope.depth;
    if (!own || (token->role != NAME_OPEN && !reader.wants)) {
      at++;
    } else if (reader.wants) {
      at = read_wanted(&reader, at);
    } else if (here && token->word == SQL_WORD_WITH && at == scope.first) {
      at = read_with(&reader, at);
    } else if (token->word == SQL_WORD_JOIN && reader.in_from) {
      want(&reader, false);
      at++;
    } else if (here && reader.in_from && (token->word == SQL_WORD_HINT || token->word == SQL_WORD_INDEXED)) {
      at = read_hint(&reader, at);
    } else if (here && reader.in_from && name_is(self, at, ',')) {
      want(&reader, false);
      at++;
    } else {
      if (here && !read_output(&reader, at)) read_clause(&reader, at, token->word);
      at++;
    }
  }
}
