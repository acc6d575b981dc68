/* expr_tree.c: reads an expression by the precedence of its operators and writes it in one form, as text:
 *
 *     NOT a BETWEEN 1 AND 5 OR B LIKE 'x'  ->  ((not (a >= 1 and a <= 5)) or (b ~~ 'x'))
 *
 * Casts that say nothing of the value are left out: those of constants, and to types of text and of numbers that the
 * database adds on its own. */
#include "dialects/expr_tree.h"

#include "dialects/expr.h"
#include "dialects/expr_tree_parts.h"

enum { EXPR_DEPTH = 60 };

/* How tightly operators bind. */
enum { BIND_OR = 1, BIND_AND, BIND_NOT, BIND_IS, BIND_COMPARE, BIND_IN, BIND_OTHER, BIND_ADD, BIND_TIMES, BIND_SIGN };

typedef TreeToken Token;
typedef TreeReader Reader;

typedef enum NodeKind { NODE_OTHER, NODE_CONSTANT, NODE_AND, NODE_OR } NodeKind;

typedef struct Node {
  Str text; /* of AND and OR without parentheses */
  NodeKind kind;
} Node;

static Node read_expr(Reader *self, unsigned above);

/* ---- tokens ---- */

static bool joins(Str a, Str b) {
  static const char signs[] = "~!@#%^&|*<>=?";
  if (a.ptr + a.len != b.ptr || (a.len == 1 && a.ptr[0] == '*')) return false;
  return memchr(signs, a.ptr[a.len - 1], sizeof signs - 1) != NULL && memchr(signs, b.ptr[0], sizeof signs - 1) != NULL;
}

void tree_read_tokens(Reader *self, Str text) {
  SqlTokens tokens = {0};
  self->source = text;
  sql_tokens(self->rules->flavor, text, &tokens);
  for (size_t i = 0; i < tokens.len; i++) {
    Span span = tokens.items[i].span;
    Token token = {str_sub(text, span.start, span.end), tokens.items[i].kind, span.start, span.end};
    Token *last = self->tokens.len > 0 ? &array_last(&self->tokens) : NULL;
    if (token.kind == SQL_UNCLOSED || token.kind == SQL_PARAMETER) self->failed = true;
    if (token.text.len == 0) continue;
    if (token.kind == SQL_QUOTED_NAME) token.text = sql_name(self->arena, text, tokens.items[i]);
    if (last != NULL && token.kind == SQL_PUNCT && last->kind == SQL_PUNCT && joins(last->text, token.text))
      last->text.len += token.text.len, last->end = token.end;
    else
      array_push_in(self->arena, &self->tokens, token);
  }
  array_free(&tokens);
}

const Token *tree_peek(const Reader *self, size_t ahead) {
  static const Token end = {{"", 0}, SQL_END, 0, 0};
  return self->at + ahead < self->tokens.len ? &self->tokens.items[self->at + ahead] : &end;
}

bool tree_is_word(const Token *token, const char *word) {
  return token->kind == SQL_WORD && str_eq_nocase(token->text, str_from(word));
}

bool tree_is_sign(const Token *token, const char *sign) {
  return token->kind == SQL_PUNCT && str_eq(token->text, str_from(sign));
}

bool tree_take_word(Reader *self, const char *word) {
  if (!tree_is_word(tree_peek(self, 0), word)) return false;
  self->at++;
  return true;
}

bool tree_take_sign(Reader *self, const char *sign) {
  if (!tree_is_sign(tree_peek(self, 0), sign)) return false;
  self->at++;
  return true;
}

static Node fail(Reader *self) {
  self->failed = true;
  self->at = self->tokens.len;
  return (Node){{"", 0}, NODE_OTHER};
}

void tree_fail(Reader *self) { fail(self); }

/* ---- nodes ---- */

static Str closed(Reader *self, Node node) {
  bool open = node.kind == NODE_AND || node.kind == NODE_OR;
  return open ? arena_printf(self->arena, "(%.*s)", STR_FMT(node.text)) : node.text;
}

static Node binary(Reader *self, Node a, const char *sign, Node b) {
  Str text = arena_printf(self->arena, "(%.*s %s %.*s)", STR_FMT(closed(self, a)), sign, STR_FMT(closed(self, b)));
  return (Node){text, NODE_OTHER};
}

/* a AND (b AND c) is a AND b AND c. */
static Node join(Reader *self, Node a, NodeKind kind, Node b) {
  Str x = a.kind == kind ? a.text : closed(self, a), y = b.kind == kind ? b.text : closed(self, b);
  const char *word = kind == NODE_AND ? "and" : "or";
  return (Node){arena_printf(self->arena, "%.*s %s %.*s", STR_FMT(x), word, STR_FMT(y)), kind};
}

/* a, b) up to the bracket, which is taken. *count may be NULL. */
static Str read_list(Reader *self, const char *close, size_t *count) {
  Str list = {"", 0};
  size_t number = 0;
  for (; !self->failed && !tree_take_sign(self, close); number++) {
    if (number > 0 && !tree_take_sign(self, ",")) fail(self);
    Str item = closed(self, read_expr(self, 0));
    list = number > 0 ? arena_printf(self->arena, "%.*s, %.*s", STR_FMT(list), STR_FMT(item)) : item;
  }
  if (count != NULL) *count = number;
  return list;
}

/* ---- casts ---- */

static bool one_of(Str word, const char *const *words) {
  for (size_t i = 0; words[i] != NULL; i++)
    if (str_eq(word, str_from(words[i]))) return true;
  return false;
}

static bool is_text_type(Str type) {
  static const char *const words[] = {"text", "varchar", "character varying", "bpchar", NULL};
  return one_of(type, words);
}

static bool is_number_type(Str type) {
  static const char *const words[] = {"numeric", "double precision", "bigint", "integer", "smallint", "real", NULL};
  return one_of(type, words);
}

/* character varying(20)[] -> "character varying" */
static Str read_type(Reader *self, bool *array) {
  static const char *const pairs[][2] = {{"character", "varying"}, {"bit", "varying"}, {"double", "precision"}};
  Str type = expr_lower(self->arena, tree_peek(self, 0)->text);
  if (tree_peek(self, 0)->kind != SQL_WORD && tree_peek(self, 0)->kind != SQL_QUOTED_NAME) fail(self);
  self->at++;
  while (tree_take_sign(self, ".")) {
    type = arena_printf(self->arena, "%.*s.%.*s", STR_FMT(type), STR_FMT(tree_peek(self, 0)->text));
    self->at++;
  }
  for (size_t i = 0; i < 3; i++)
    if (str_eq(type, str_from(pairs[i][0])) && tree_take_word(self, pairs[i][1]))
      type = arena_printf(self->arena, "%s %s", pairs[i][0], pairs[i][1]);
  Str arguments = {"", 0};
  if (tree_take_sign(self, "(")) arguments = read_list(self, ")", NULL);
  if (tree_take_word(self, "without") ||
      (tree_is_word(tree_peek(self, 0), "with") && tree_is_word(tree_peek(self, 1), "time"))) {
    if (tree_take_word(self, "with")) type = arena_printf(self->arena, "%.*stz", STR_FMT(type));
    if (!tree_take_word(self, "time") || !tree_take_word(self, "zone")) fail(self);
  }
  for (*array = false; tree_is_sign(tree_peek(self, 0), "[") && tree_is_sign(tree_peek(self, 1), "]"); self->at += 2)
    *array = true;
  if (is_text_type(type) || arguments.len == 0) return type;
  return arena_printf(self->arena, "%.*s(%.*s)", STR_FMT(type), STR_FMT(arguments));
}

static bool is_number_text(Str s) { return s.len > 2 && s.ptr[0] == '\'' && expr_is_number(str_sub(s, 1, s.len - 1)); }

static Node cast(Reader *self, Node node, Str type, bool array) {
  if (node.kind == NODE_CONSTANT && is_number_type(type) && is_number_text(node.text))
    return (Node){str_sub(node.text, 1, node.text.len - 1), NODE_CONSTANT};
  if (node.kind == NODE_CONSTANT || is_text_type(type)) return node;
  if (!array && (str_eq(type, STR("numeric")) || str_eq(type, STR("double precision")))) return node;
  Str text = arena_printf(self->arena, "%.*s::%.*s%s", STR_FMT(closed(self, node)), STR_FMT(type), array ? "[]" : "");
  return (Node){text, NODE_OTHER};
}

/* ---- operands ---- */

static Node read_case(Reader *self) {
  Str text = STR("(case"), rest = STR("null");
  if (!tree_is_word(tree_peek(self, 0), "when")) {
    Str subject = closed(self, read_expr(self, 0));
    text = arena_printf(self->arena, "(case %.*s", STR_FMT(subject));
  }
  while (!self->failed && tree_take_word(self, "when")) {
    Str test = closed(self, read_expr(self, 0));
    if (!tree_take_word(self, "then")) return fail(self);
    Str value = closed(self, read_expr(self, 0));
    text = arena_printf(self->arena, "%.*s when %.*s then %.*s", STR_FMT(text), STR_FMT(test), STR_FMT(value));
  }
  if (tree_take_word(self, "else")) rest = closed(self, read_expr(self, 0));
  if (!tree_take_word(self, "end")) return fail(self);
  return (Node){arena_printf(self->arena, "%.*s else %.*s)", STR_FMT(text), STR_FMT(rest)), NODE_OTHER};
}

static Node read_cast_call(Reader *self) {
  bool array = false;
  Node node = read_expr(self, 0);
  if (!tree_take_word(self, "as")) return fail(self);
  Str type = read_type(self, &array);
  if (self->rules->words_join && tree_take_word(self, "charset")) self->at++; /* that of the connection */
  return tree_take_sign(self, ")") ? cast(self, node, type, array) : fail(self);
}

Str tree_read_name(Reader *self) {
  const Token *token = tree_peek(self, 0);
  bool name = token->kind == SQL_WORD || token->kind == SQL_QUOTED_NAME;
  if (!name) return fail(self).text;
  self->at++;
  return token->kind == SQL_WORD || self->rules->words_join ? expr_lower(self->arena, token->text) : token->text;
}

/* Words that begin or end a part of an expression are no names. */
static bool is_reserved(const Token *token) {
  static const char *const words[] = {"select", "exists", "from", "as",   "when",     "then", "else", "end",
                                      "and",    "or",     "in",   "like", "interval", "over", NULL};
  for (size_t i = 0; words[i] != NULL; i++)
    if (tree_is_word(token, words[i])) return true;
  return false;
}

/* Other names of the same functions of MySQL. */
static Str usual_name(Str name) {
  static const char *const names[][2] = {{"length", "octet_length"},  {"now", "current_timestamp"},
                                         {"lcase", "lower"},          {"ucase", "upper"},
                                         {"substr", "substring"},     {"curdate", "current_date"},
                                         {"mid", "substring"},        {"character_length", "char_length"},
                                         {"curtime", "current_time"}, {"dayofmonth", "day"}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (str_eq(name, str_from(names[i][0]))) return str_from(names[i][1]);
  return name;
}

/* Behind the bracket. TRIM(BOTH FROM x) is TRIM(x), COUNT(*) is COUNT(0). */
static Node read_call(Reader *self, Str name) {
  if (tree_is_word(tree_peek(self, 0), "both") && tree_is_word(tree_peek(self, 1), "from")) self->at += 2;
  if (str_eq(name, STR("trim")) || str_eq(name, STR("btrim"))) name = STR("trim");
  if (self->rules->words_join) name = usual_name(name);
  bool distinct = self->query != NULL && tree_take_word(self, "distinct");
  Str list = {"0", 1};
  if (self->query != NULL && tree_is_sign(tree_peek(self, 0), "*") && tree_is_sign(tree_peek(self, 1), ")"))
    self->at += 2;
  else
    list = read_list(self, ")", NULL);
  if (self->rules->words_join && str_eq(name, STR("isnull")))
    return (Node){arena_printf(self->arena, "(%.*s is null)", STR_FMT(list)), NODE_OTHER};
  if (distinct) list = arena_printf(self->arena, "distinct %.*s", STR_FMT(list));
  return (Node){arena_printf(self->arena, "%.*s(%.*s)", STR_FMT(name), STR_FMT(list)), NODE_OTHER};
}

static Node read_word(Reader *self) {
  static const char *const constants[] = {"null", "true", "false", NULL};
  if (tree_take_word(self, "case")) return read_case(self);
  if (tree_is_word(tree_peek(self, 0), "array") && tree_is_sign(tree_peek(self, 1), "[")) {
    self->at += 2;
    Str list = read_list(self, "]", NULL);
    return (Node){arena_printf(self->arena, "array[%.*s]", STR_FMT(list)), NODE_CONSTANT};
  }
  if (self->query != NULL && tree_is_word(tree_peek(self, 0), "exists") && tree_is_sign(tree_peek(self, 1), "(")) {
    self->at += 2;
    Str query = self->query(self);
    if (!tree_take_sign(self, ")")) return fail(self);
    return (Node){arena_printf(self->arena, "exists(%.*s)", STR_FMT(query)), NODE_OTHER};
  }
  if (tree_is_word(tree_peek(self, 0), "cast") && tree_is_sign(tree_peek(self, 1), "(")) {
    self->at += 2;
    return read_cast_call(self);
  }
  bool introducer = tree_peek(self, 0)->text.ptr[0] == '_' && self->rules->words_join;
  if (introducer && tree_peek(self, 1)->kind == SQL_STRING) self->at++; /* _utf8mb4'a' */
  if (tree_peek(self, 0)->kind == SQL_STRING) return read_expr(self, BIND_SIGN);
  if (is_reserved(tree_peek(self, 0))) return fail(self);
  Str name = tree_read_name(self), qualifier = {0};
  while (tree_take_sign(self, ".")) {
    Str member = tree_read_name(self);
    if (self->query != NULL)
      qualifier = name, name = member;
    else
      name = arena_printf(self->arena, "%.*s.%.*s", STR_FMT(name), STR_FMT(member));
  }
  if (tree_take_sign(self, "(")) return read_call(self, name);
  if (qualifier.len > 0)
    name = arena_printf(self->arena, TREE_OPEN "%.*s" TREE_CLOSE "%.*s", STR_FMT(qualifier), STR_FMT(name));
  if (self->rules->words_join && str_eq(name, STR("true"))) name = STR("1");
  if (self->rules->words_join && str_eq(name, STR("false"))) name = STR("0");
  return (Node){name, one_of(name, constants) ? NODE_CONSTANT : NODE_OTHER};
}

static bool at_query(const Reader *self) {
  return self->query != NULL &&
         (tree_is_word(tree_peek(self, 0), "select") || tree_is_word(tree_peek(self, 0), "with"));
}

static Node read_brackets(Reader *self) {
  if (at_query(self)) {
    Str query = self->query(self);
    if (!tree_take_sign(self, ")")) return fail(self);
    return (Node){arena_printf(self->arena, "(%.*s)", STR_FMT(query)), NODE_OTHER};
  }
  Node node = read_expr(self, 0);
  if (tree_take_sign(self, ")")) return node;
  if (!tree_take_sign(self, ",")) return fail(self);
  Str rest = read_list(self, ")", NULL);
  return (Node){arena_printf(self->arena, "(%.*s, %.*s)", STR_FMT(closed(self, node)), STR_FMT(rest)), NODE_OTHER};
}

static Node read_sign(Reader *self) {
  bool minus = tree_take_sign(self, "-");
  if (!minus) tree_take_sign(self, "+");
  Node node = read_expr(self, BIND_SIGN);
  if (!minus) return node;
  return (Node){arena_printf(self->arena, "-%.*s", STR_FMT(closed(self, node))), node.kind};
}

/* "it's" and 'it\'s' -> 'it''s', as MySQL reads them. */
static Str without_escapes(Arena *arena, Str text) {
  static const char letters[] = "nrt0", meanings[] = "\n\r\t";
  char *copy = arena_alloc(arena, text.len * 2 + 2), quote = text.ptr[0];
  size_t len = 0;
  if (quote != '\'' && quote != '"') return text;
  copy[len++] = '\'';
  for (size_t i = 1; i + 1 < text.len; i++) {
    char c = text.ptr[i];
    const char *letter = c == '\\' ? strchr(letters, text.ptr[i + 1]) : NULL;
    if (c == quote || c == '\\') c = text.ptr[++i];
    if (letter != NULL && c != '\0') c = meanings[letter - letters];
    copy[len++] = c;
    if (c == '\'') copy[len++] = c;
  }
  copy[len++] = '\'';
  return str_make(copy, len);
}

static Node read_operand(Reader *self) {
  const Token *token = tree_peek(self, 0);
  if (tree_is_sign(token, "-") || tree_is_sign(token, "+")) return read_sign(self);
  if (tree_take_sign(self, "(")) return read_brackets(self);
  if (tree_take_word(self, "not")) {
    Node node = read_expr(self, BIND_NOT);
    return (Node){arena_printf(self->arena, "(not %.*s)", STR_FMT(closed(self, node))), NODE_OTHER};
  }
  if (token->kind == SQL_NUMBER || token->kind == SQL_STRING) {
    self->at++;
    bool escapes = self->rules->words_join && token->kind == SQL_STRING;
    bool quoted = token->text.ptr[0] == '"';
    if (escapes) return (Node){without_escapes(self->arena, token->text), NODE_CONSTANT};
    return (Node){quoted ? expr_quote_single(self->arena, expr_unquote(self->arena, token->text)) : token->text,
                  NODE_CONSTANT};
  }
  return token->kind == SQL_WORD || token->kind == SQL_QUOTED_NAME ? read_word(self) : fail(self);
}

static Node read_tail(Reader *self) {
  Node node = read_operand(self);
  while (!self->failed && tree_take_sign(self, "::")) {
    bool array = false;
    Str type = read_type(self, &array);
    node = cast(self, node, type, array);
  }
  return node;
}

/* ---- operators ---- */

static Node read_is(Reader *self, Node left) {
  bool negated = tree_take_word(self, "not");
  if (tree_take_word(self, "distinct")) {
    if (!tree_take_word(self, "from")) return fail(self);
    return binary(self, left, negated ? "is not distinct from" : "is distinct from", read_expr(self, BIND_COMPARE));
  }
  Str word = tree_read_name(self);
  Str text =
      arena_printf(self->arena, "(%.*s is %s%.*s)", STR_FMT(closed(self, left)), negated ? "not " : "", STR_FMT(word));
  return (Node){text, NODE_OTHER};
}

static Node read_between(Reader *self, Node left, bool negated) {
  Node low = read_expr(self, BIND_IN);
  if (!tree_take_word(self, "and")) return fail(self);
  Node high = read_expr(self, BIND_IN);
  return join(self, binary(self, left, negated ? "<" : ">=", low), negated ? NODE_OR : NODE_AND,
              binary(self, left, negated ? ">" : "<=", high));
}

static Node read_in(Reader *self, Node left, bool negated) {
  size_t count = 0;
  if (!tree_take_sign(self, "(")) return fail(self);
  if (at_query(self)) return binary(self, left, negated ? "not in" : "in", read_brackets(self));
  Str list = read_list(self, ")", &count);
  if (count == 1) return binary(self, left, negated ? "<>" : "=", (Node){list, NODE_OTHER});
  Str any = arena_printf(self->arena, "%s(array[%.*s])", negated ? "all" : "any", STR_FMT(list));
  return binary(self, left, negated ? "<>" : "=", (Node){any, NODE_OTHER});
}

/* BETWEEN, IN and LIKE, with NOT before them or not. false: none of these. */
static bool read_test(Reader *self, Node *left) {
  size_t start = self->at;
  bool negated = tree_take_word(self, "not");
  if (tree_take_word(self, "between"))
    *left = read_between(self, *left, negated);
  else if (tree_take_word(self, "in"))
    *left = read_in(self, *left, negated);
  else if (tree_take_word(self, "like"))
    *left = binary(self, *left, negated ? "!~~" : "~~", read_expr(self, BIND_IN));
  else if (tree_take_word(self, "ilike"))
    *left = binary(self, *left, negated ? "!~~*" : "~~*", read_expr(self, BIND_IN));
  else {
    self->at = start;
    return false;
  }
  return true;
}

static bool is_compare(const Token *token) {
  static const char *const signs[] = {"=", "<>", "!=", "<", ">", "<=", ">=", "<=>", NULL};
  return token->kind == SQL_PUNCT && one_of(token->text, signs);
}

/* How tightly the operator binds; 0: none. */
static unsigned binding(const Reader *self, const Token *token) {
  bool words_join = self->rules->words_join;
  if (tree_is_word(token, "or") || (words_join && tree_is_sign(token, "||"))) return BIND_OR;
  if (tree_is_word(token, "and") || (words_join && tree_is_sign(token, "&&"))) return BIND_AND;
  if (tree_is_word(token, "is")) return BIND_IS;
  if (is_compare(token)) return BIND_COMPARE;
  if (words_join && (tree_is_word(token, "mod") || tree_is_word(token, "div"))) return BIND_TIMES;
  if (token->kind == SQL_WORD) return 0;
  if (tree_is_sign(token, "+") || tree_is_sign(token, "-")) return BIND_ADD;
  if (tree_is_sign(token, "*") || tree_is_sign(token, "/") || tree_is_sign(token, "%")) return BIND_TIMES;
  static const char *const marks[] = {"(", ")", "[", "]", ",", ".", ";", ":", "::", "^", NULL};
  return token->kind == SQL_PUNCT && !one_of(token->text, marks) ? BIND_OTHER : 0;
}

static Node read_operator(Reader *self, Node left, unsigned bind) {
  const Token *token = tree_peek(self, 0);
  self->at++;
  if (bind == BIND_IS) return read_is(self, left);
  if (bind == BIND_OR || bind == BIND_AND)
    return join(self, left, bind == BIND_OR ? NODE_OR : NODE_AND, read_expr(self, bind));
  bool divides = token->kind == SQL_WORD && str_eq_nocase(token->text, STR("div"));
  Str sign = str_eq(token->text, STR("!=")) ? STR("<>") : token->kind == SQL_WORD ? STR("%") : token->text;
  if (divides) sign = STR("div");
  const char *text = arena_printf(self->arena, "%.*s", STR_FMT(sign)).ptr;
  return binary(self, left, text, read_expr(self, bind));
}

/* Up to an operator that binds no tighter than `above`. */
static Node read_expr(Reader *self, unsigned above) {
  if (self->depth >= EXPR_DEPTH) return fail(self);
  self->depth++;
  Node left = read_tail(self);
  while (!self->failed) {
    if (above < BIND_IN && read_test(self, &left)) continue;
    unsigned bind = binding(self, tree_peek(self, 0));
    if (bind <= above) break;
    left = read_operator(self, left, bind);
  }
  self->depth--;
  return left;
}

Str tree_read_expr(Reader *self, Str *column) {
  size_t start = self->at;
  Str text = closed(self, read_expr(self, 0));
  for (size_t i = start; column != NULL && i < self->at && i < self->tokens.len; i++) {
    const Token *token = &self->tokens.items[i];
    bool name = (token->kind == SQL_WORD || token->kind == SQL_QUOTED_NAME) && (i - start) % 2 == 0;
    if (!name && !((i - start) % 2 == 1 && tree_is_sign(token, "."))) return text;
    *column = token->text;
  }
  return text;
}

/* In one form; ptr == NULL: it cannot be read. */
static Str canonical(Arena *arena, const ExprRules *rules, Str text) {
  Reader reader = {.arena = arena, .rules = rules};
  tree_read_tokens(&reader, text);
  if (reader.failed || reader.tokens.len == 0) return (Str){NULL, 0};
  Node node = read_expr(&reader, 0);
  return reader.failed || reader.at < reader.tokens.len ? (Str){NULL, 0} : closed(&reader, node);
}

bool expr_tree_same(Arena *arena, const ExprRules *rules, Str a, Str b) {
  Str x = canonical(arena, rules, a), y = x.ptr != NULL ? canonical(arena, rules, b) : x;
  return x.ptr != NULL && y.ptr != NULL && str_eq(x, y);
}
