/* expr_query.c: reads a query and writes it in one form, with its joins in brackets:
 *
 *     SELECT a x FROM t, s WHERE a>5   ->   select a as x from (t as t join s as s) where (a > 5)
 *
 * Names in front of names stand between marks (expr_tree_parts.h). */
#include "dialects/expr_query.h"

#include "dialects/expr.h"
#include "dialects/expr_tree_parts.h"

typedef TreeReader Reader;

static bool at_word(const Reader *self, const char *word) { return tree_is_word(tree_peek(self, 0), word); }

static bool is_one_of(const TreeToken *token, const char *const *words) {
  for (size_t i = 0; words[i] != NULL; i++)
    if (tree_is_word(token, words[i])) return true;
  return false;
}

/* Words that end what stands before them, and so are no aliases. */
static bool is_clause(const TreeToken *token) {
  static const char *const words[] = {"from",      "where",   "group", "having", "order",         "limit",  "union",
                                      "intersect", "except",  "join",  "inner",  "cross",         "left",   "right",
                                      "full",      "natural", "on",    "using",  "straight_join", "offset", "window",
                                      "fetch",     "for",     "with",  NULL};
  return is_one_of(token, words);
}

/* Small letters without blanks and quotes: as names of columns that nobody gave are compared. */
static Str loose(Arena *arena, Str text) {
  char *copy = arena_alloc(arena, text.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < text.len; i++)
    if (strchr(" \n\t\r`", text.ptr[i]) == NULL) copy[len++] = text.ptr[i];
  return expr_lower(arena, str_make(copy, len));
}

/* ---- select list ---- */

/* AS x, or x; empty: none. */
static Str read_alias(Reader *self) {
  if (tree_take_word(self, "as")) {
    const TreeToken *token = tree_peek(self, 0);
    if (token->kind == SQL_STRING) {
      self->at++;
      return expr_unquote(self->arena, token->text);
    }
    return tree_read_name(self);
  }
  const TreeToken *token = tree_peek(self, 0);
  bool name = token->kind == SQL_QUOTED_NAME || (token->kind == SQL_WORD && !is_clause(token));
  return name ? tree_read_name(self) : (Str){NULL, 0};
}

/* What a server calls a column that it has to name counts as not said. */
static Str column_name(Reader *self, Str alias, Str column, Str written) {
  Str name = alias.len > 0 ? alias : column.len > 0 ? column : written;
  name = loose(self->arena, name);
  return str_starts(name, STR("name_exp_")) ? (Str){NULL, 0} : name;
}

/* Marks `*` in a list until the tables are known; the alias in front of it, if any, stands behind the mark. */
#define STAR "\x03"

static bool take_star(Reader *self, Str *out) {
  bool bare = tree_is_sign(tree_peek(self, 0), "*");
  bool prefixed = tree_is_sign(tree_peek(self, 1), ".") && tree_is_sign(tree_peek(self, 2), "*");
  if (!bare && !prefixed) return false;
  Str alias = prefixed ? tree_peek(self, 0)->text : (Str){NULL, 0};
  self->at += bare ? 1 : 3;
  *out = arena_printf(self->arena, STAR "%.*s" STAR, STR_FMT(alias));
  return true;
}

/* 'x' is called x. */
static Str written_name(Reader *self, uint32_t start, uint32_t end) {
  Str text = str_sub(self->source, start, end);
  return expr_is_quoted(text, '\'') || expr_is_quoted(text, '"') ? expr_unquote(self->arena, text) : text;
}

static Str read_item(Reader *self, bool named) {
  uint32_t start = tree_peek(self, 0)->start;
  Str column = {0}, star;
  if (take_star(self, &star)) return star;
  Str text = tree_read_expr(self, &column);
  uint32_t end = self->at > 0 && self->at <= self->tokens.len ? self->tokens.items[self->at - 1].end : start;
  Str name = column_name(self, read_alias(self), column, written_name(self, start, end));
  if (named || name.len == 0) return text;
  return arena_printf(self->arena, "%.*s" TREE_OPEN " as %.*s" TREE_CLOSE, STR_FMT(text), STR_FMT(name));
}

static Str read_items(Reader *self, bool named) {
  Str list = read_item(self, named);
  while (!self->failed && tree_take_sign(self, ",")) {
    Str item = read_item(self, named);
    list = arena_printf(self->arena, "%.*s, %.*s", STR_FMT(list), STR_FMT(item));
  }
  return list;
}

/* The columns of one table. */
static Str table_columns(Reader *self, const TreeTable *table, bool named) {
  size_t count = 0;
  const QueryColumns *columns = self->columns;
  const Str *names = columns != NULL && table->name.len > 0
                         ? columns->of(columns->context, self->arena, table->schema, table->name, &count)
                         : NULL;
  Str list = {"", 0};
  if (names == NULL) tree_fail(self);
  for (size_t i = 0; names != NULL && i < count; i++) {
    Str name = expr_lower(self->arena, names[i]), label = loose(self->arena, name);
    list = arena_printf(self->arena, "%.*s%s" TREE_OPEN "%.*s" TREE_CLOSE "%.*s", STR_FMT(list), i > 0 ? ", " : "",
                        STR_FMT(table->alias), STR_FMT(name));
    if (!named) list = arena_printf(self->arena, "%.*s" TREE_OPEN " as %.*s" TREE_CLOSE, STR_FMT(list), STR_FMT(label));
  }
  return list;
}

/* The columns of all tables from `first` on, or of the one that is called `alias`. */
static Str star_columns(Reader *self, size_t first, Str alias, bool named) {
  Str list = {"", 0};
  for (size_t i = first; i < self->tables.len && !self->failed; i++) {
    const TreeTable *table = &self->tables.items[i];
    if (alias.len > 0 && !str_eq_nocase(alias, table->alias)) continue;
    Str columns = table_columns(self, table, named);
    list = arena_printf(self->arena, "%.*s%s%.*s", STR_FMT(list), list.len > 0 ? ", " : "", STR_FMT(columns));
  }
  return list;
}

/* With columns in place of stars. */
static Str without_stars(Reader *self, Str items, size_t first, bool named) {
  size_t start = str_find(items, STAR[0], 0), end = str_find(items, STAR[0], start + 1);
  if (start == items.len) return items;
  Str columns = star_columns(self, first, str_sub(items, start + 1, end), named);
  Str rest = self->failed ? STR("") : without_stars(self, str_sub(items, end + 1, items.len), first, named);
  return arena_printf(self->arena, "%.*s%.*s%.*s", STR_FMT(str_sub(items, 0, start)), STR_FMT(columns), STR_FMT(rest));
}

/* ---- tables ---- */

static Str read_tables(Reader *self);
static Str read_query(Reader *self, bool named);

/* A value: its column has no name. */
static Str read_scalar_query(Reader *self) { return read_query(self, true); }

static void note_table(Reader *self, Str schema, Str name, Str alias) {
  array_push_in(self->arena, &self->tables, ((TreeTable){schema, name, alias}));
}

/* In the capitals that it has. */
static Str read_table_name(Reader *self) {
  Str name = tree_peek(self, 0)->text;
  tree_read_name(self);
  return name;
}

static Str read_table(Reader *self) {
  if (tree_take_sign(self, "(")) {
    bool query = at_word(self, "select") || at_word(self, "with");
    size_t outside = self->tables.len;
    Str text = query ? read_query(self, false) : read_tables(self);
    if (!tree_take_sign(self, ")")) tree_fail(self);
    if (!query) return text;
    Str alias = read_alias(self);
    self->tables.len = outside;
    note_table(self, (Str){NULL, 0}, (Str){NULL, 0}, alias);
    return arena_printf(self->arena, "(%.*s) as %.*s", STR_FMT(text), STR_FMT(alias));
  }
  Str name = read_table_name(self), schema = {0};
  while (tree_take_sign(self, ".")) schema = name, name = read_table_name(self);
  if (tree_is_sign(tree_peek(self, 0), "(")) tree_fail(self); /* a function */
  Str alias = read_alias(self);
  if (alias.len == 0) alias = expr_lower(self->arena, name);
  note_table(self, schema, name, alias);
  return arena_printf(self->arena, TREE_OPEN "%.*s" TREE_CLOSE "%.*s as %.*s", STR_FMT(schema), STR_FMT(name),
                      STR_FMT(alias));
}

/* The kind of the join that comes; NULL: none does. */
static const char *read_join(Reader *self) {
  if (tree_take_sign(self, ",")) return "join";
  if (tree_take_word(self, "left")) {
    tree_take_word(self, "outer");
    return tree_take_word(self, "join") ? "left join" : (tree_fail(self), NULL);
  }
  if (tree_take_word(self, "right")) {
    tree_take_word(self, "outer");
    return tree_take_word(self, "join") ? "right join" : (tree_fail(self), NULL);
  }
  bool plain = tree_take_word(self, "inner") || tree_take_word(self, "cross");
  if (tree_take_word(self, "join")) return "join";
  if (plain) tree_fail(self);
  return NULL;
}

static Str read_tables(Reader *self) {
  Str left = read_table(self);
  const char *kind;
  while (!self->failed && (kind = read_join(self)) != NULL) {
    Str right = read_table(self), on = {0};
    if (tree_take_word(self, "on")) on = tree_read_expr(self, NULL);
    left = arena_printf(self->arena, "(%.*s %s %.*s on %.*s)", STR_FMT(left), kind, STR_FMT(right), STR_FMT(on));
  }
  return left;
}

/* ---- the rest ---- */

static Str read_list(Reader *self, bool ordered) {
  Str list = {"", 0};
  for (size_t i = 0; !self->failed && (i == 0 || tree_take_sign(self, ",")); i++) {
    Str item = tree_read_expr(self, NULL);
    bool down = ordered && tree_take_word(self, "desc");
    if (ordered && !down) tree_take_word(self, "asc");
    list = arena_printf(self->arena, "%.*s, %.*s%s", STR_FMT(list), STR_FMT(item), down ? " desc" : "");
  }
  return list;
}

static Str append(Reader *self, Str text, const char *clause, Str value) {
  return arena_printf(self->arena, "%.*s %s %.*s", STR_FMT(text), clause, STR_FMT(value));
}

/* LIMIT 2, 5 is LIMIT 5 OFFSET 2. */
static Str read_limit(Reader *self, Str text) {
  if (!tree_take_word(self, "limit")) return text;
  Str first = tree_read_expr(self, NULL), skip = {0};
  if (tree_take_sign(self, ",")) skip = first, first = tree_read_expr(self, NULL);
  if (tree_take_word(self, "offset")) skip = tree_read_expr(self, NULL);
  text = append(self, text, "limit", first);
  return skip.len > 0 && !str_eq(skip, STR("0")) ? append(self, text, "offset", skip) : text;
}

static bool take_by(Reader *self, const char *word) {
  if (!at_word(self, word) || !tree_is_word(tree_peek(self, 1), "by")) return false;
  self->at += 2;
  return true;
}

static Str read_select(Reader *self, bool named) {
  if (tree_take_sign(self, "(")) {
    Str inner = read_query(self, named);
    if (!tree_take_sign(self, ")")) tree_fail(self);
    return inner;
  }
  if (!tree_take_word(self, "select")) tree_fail(self);
  bool distinct = tree_take_word(self, "distinct");
  if (!distinct) tree_take_word(self, "all");
  size_t outside = self->tables.len;
  Str items = read_items(self, named), from = tree_take_word(self, "from") ? read_tables(self) : (Str){NULL, 0};
  items = without_stars(self, items, outside, named);
  self->tables.len = outside;
  Str text = append(self, distinct ? STR("select distinct") : STR("select"), "", items);
  if (from.len > 0) text = append(self, text, "from", from);
  if (tree_take_word(self, "where")) text = append(self, text, "where", tree_read_expr(self, NULL));
  if (take_by(self, "group")) text = append(self, text, "group by", read_list(self, true));
  if (tree_take_word(self, "having")) text = append(self, text, "having", tree_read_expr(self, NULL));
  return text;
}

/* q AS (...), ... */
static Str read_with(Reader *self) {
  Str text = tree_take_word(self, "recursive") ? STR("with recursive") : STR("with");
  for (size_t i = 0; !self->failed && (i == 0 || tree_take_sign(self, ",")); i++) {
    text = append(self, text, ",", tree_read_name(self));
    if (tree_take_sign(self, "(")) {
      text = append(self, text, "(", read_list(self, false));
      if (!tree_take_sign(self, ")")) tree_fail(self);
    }
    if (!tree_take_word(self, "as") || !tree_take_sign(self, "(")) tree_fail(self);
    text = append(self, text, "as", read_query(self, false));
    if (!tree_take_sign(self, ")")) tree_fail(self);
  }
  return text;
}

static Str read_query(Reader *self, bool named) {
  static const char *const words[] = {"union", "intersect", "except", NULL};
  if (self->failed || ++self->depth > 20) {
    tree_fail(self);
    return STR("");
  }
  Str text = tree_take_word(self, "with") ? read_with(self) : STR("");
  text = append(self, text, "", read_select(self, named));
  while (!self->failed && is_one_of(tree_peek(self, 0), words)) {
    text = append(self, text, "", tree_read_name(self));
    if (tree_take_word(self, "all"))
      text = append(self, text, "all", STR(""));
    else
      tree_take_word(self, "distinct");
    text = append(self, text, "", read_select(self, true)); /* the names are those of the first */
  }
  if (take_by(self, "order")) text = append(self, text, "order by", read_list(self, true));
  self->depth--;
  return read_limit(self, text);
}

/* ---- comparing ---- */

/* In one form; ptr == NULL: it cannot be read. */
static Str canonical(Arena *arena, const ExprRules *rules, const QueryColumns *columns, Str text, bool named) {
  Reader reader = {.arena = arena, .rules = rules, .columns = columns, .query = read_scalar_query};
  tree_read_tokens(&reader, text);
  Str form = reader.failed || reader.tokens.len == 0 ? (Str){NULL, 0} : read_query(&reader, named);
  tree_take_sign(&reader, ";");
  return reader.failed || reader.at < reader.tokens.len ? (Str){NULL, 0} : form;
}

/* The text between marks at *at, which is passed over; ptr == NULL: there is none. */
static Str take_marked(Str text, size_t *at) {
  if (*at >= text.len || text.ptr[*at] != TREE_OPEN[0]) return (Str){NULL, 0};
  size_t end = str_find(text, TREE_CLOSE[0], *at);
  Str inside = str_sub(text, *at + 1, end);
  *at = end + 1;
  return inside;
}

static bool same_but_marks(Str a, Str b) {
  size_t i = 0, k = 0;
  for (;;) {
    Str x = take_marked(a, &i), y = take_marked(b, &k);
    if (x.len > 0 && y.len > 0 && !str_eq_nocase(x, y)) return false;
    if (x.ptr != NULL || y.ptr != NULL) continue;
    if (i >= a.len || k >= b.len) return i >= a.len && k >= b.len;
    if (a.ptr[i++] != b.ptr[k++]) return false;
  }
}

bool query_same(Arena *arena, const ExprRules *rules, const QueryColumns *columns, Str a, Str b, bool named) {
  Str x = canonical(arena, rules, columns, a, named);
  Str y = x.ptr != NULL ? canonical(arena, rules, columns, b, named) : x;
  return x.ptr != NULL && y.ptr != NULL && same_but_marks(x, y);
}
