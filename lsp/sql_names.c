/* sql_names.c: see sql_names.h. */
#include "lsp/sql_names.h"

#include "sql/keywords.h"
#include "typecheck/migration.h"
#include "typecheck/sql_region.h"
#include "typecheck/sql_resolve.h"

/* ---- the name under the cursor ---- */

/* The step of the reference at the offset; 0: none. */
static uint32_t step_at(const SymRef *ref, uint32_t offset) {
  for (uint32_t i = 1; i <= ref->count; i++)
    if (ref->spans[i].end > ref->spans[i].start && span_touches(ref->spans[i], offset)) return i;
  return 0;
}

bool sql_name_at(const Module *module, Unit *unit, uint32_t offset, RefTarget *out, Span *name) {
  for (uint32_t i = 0; i < unit->sym->ref_count; i++) {
    const SymRef *ref = &unit->sym->refs[i];
    uint32_t step = ref->sql != SYM_NOT_SQL ? step_at(ref, offset) : 0;
    if (step < 2 || !sql_resolve_ref(module, unit, ref, out) || out->step < step) continue;
    if (out->step > step) *out = (RefTarget){out->def->parent, out->unit, step};
    *name = ref->spans[step];
    return out->def != NULL;
  }
  return false;
}

/* ---- completion ---- */

typedef struct SqlComplete {
  Complete *complete;
  const SqlFlavor *flavor;
  SqlHome home; /* whose tables are offered */
  SqlRegion region;
  SqlNames names;
  SqlTokens before; /* the tokens in front of the word at the cursor */
  uint32_t at;      /* start of that word in the text of the region */
} SqlComplete;

static bool in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         (unsigned char)c >= 0x80;
}

/* The word around the cursor, and the tokens in front of it. False in a string or comment. */
static bool read_word(SqlComplete *self, uint32_t offset) {
  Complete *complete = self->complete;
  Str text = self->region.piece.text;
  uint32_t cursor = sql_text_offset(&self->region, offset), end = cursor;
  self->at = cursor;
  while (self->at > 0 && in_word(text.ptr[self->at - 1])) self->at--;
  while (end < text.len && in_word(text.ptr[end])) end++;
  sql_tokens(self->flavor, str_sub(text, 0, self->at), &self->before);
  if (self->before.len > 0 && array_last(&self->before).kind == SQL_UNCLOSED) return false;
  complete->word = str_sub(text, self->at, cursor);
  Span word = sql_source_span(&self->region, span_make(self->at, end));
  complete->out->insert = span_make(offset - (cursor - self->at), offset);
  complete->out->replace = span_make(complete->out->insert.start, word.end > offset ? word.end : offset);
  return true;
}

static Str token_text(const SqlComplete *self, size_t from_end) {
  if (self->before.len < from_end) return STR("");
  SqlToken token = self->before.items[self->before.len - from_end];
  return sql_name(self->complete->arena, self->region.piece.text, token);
}

/* A name as SQL writes it: in quotes where it must be. */
static Str written(const SqlComplete *self, Str name) {
  bool plain = name.len > 0 && !(name.ptr[0] >= '0' && name.ptr[0] <= '9') && sql_word(name) <= SQL_WORD_SOFT;
  for (size_t i = 0; i < name.len && plain; i++) plain = in_word(name.ptr[i]);
  if (plain) return name;
  const char *quotes = self->flavor->double_quotes ? "\"\"" : self->flavor->bracket_quotes ? "[]" : "``";
  bool escape = quotes[0] == '"' && !self->region.expr->flag; /* inside a quoted string of HCL */
  return arena_printf(self->complete->arena, "%s%c%.*s%s%c", escape ? "\\" : "", quotes[0], STR_FMT(name),
                      escape ? "\\" : "", quotes[1]);
}

static void add_def(SqlComplete *self, const SymDef *def, Unit *unit, unsigned rank) {
  Str name = str_empty(sym_real_name(def)) ? def->name : sym_real_name(def);
  CompleteItem *item = complete_add(self->complete, COMPLETE_DEF, name, rank);
  if (item == NULL) return;
  Snippet snippet = {0};
  snippet_text(&snippet, written(self, name));
  item->snippet = arena_str(self->complete->arena, buf_str(&snippet.buf));
  buf_free(&snippet.buf);
  item->def = def;
  item->unit = unit;
  item->detail = str_empty(def->type_text) ? def->type : def->type_text;
}

/* False when there is no such table. */
static bool add_columns(SqlComplete *self, Str schema, Str table, unsigned rank) {
  ModuleDef found;
  const Complete *complete = self->complete;
  if (!sql_find_table(self->home, complete->unit, complete->inside, schema, table, &found)) return false;
  for (const SymDef *child = found.def->children; child != NULL; child = child->next)
    if (child->spec != NULL && child->spec->role == BLOCK_COLUMN) add_def(self, child, found.unit, rank);
  return true;
}

typedef struct TableAdder {
  SqlComplete *self;
  Str schema; /* empty: any */
  unsigned rank;
} TableAdder;

static void add_tables_of(void *context, Str type) {
  const TableAdder *adder = context;
  size_t count;
  const ModuleDef *defs = module_kind(adder->self->home.module, type, &count);
  for (size_t i = 0; i < count; i++) {
    const SymDef *def = defs[i].def;
    Str schema = str_empty(def->qualifier) ? sym_schema(def) : def->qualifier;
    if (str_empty(adder->schema) || str_eq_nocase(schema, adder->schema))
      add_def(adder->self, def, defs[i].unit, adder->rank);
  }
}

static void add_tables(SqlComplete *self, Str schema, unsigned rank) {
  TableAdder adder = {self, schema, rank};
  sql_kinds(self->home.dialect, false, add_tables_of, &adder);
}

/* Behind `u.`: the columns of the table that u is, or the tables of a schema. */
static void complete_dotted(SqlComplete *self, Str name) {
  SqlVisible visible = {.names = &self->names, .at = self->at};
  for (const SqlSource *source; (source = sql_visible(&visible)) != NULL;) {
    Str known = str_empty(source->alias) ? source->table : source->alias;
    if (!str_eq_nocase(known, name)) continue;
    /* `FROM public.|` reads as a table of that name. */
    if (source->local || add_columns(self, source->schema, source->table, RANK_BEST)) return;
  }
  if (!str_empty(self->region.piece.own_table) && (str_eq_nocase(name, STR("new")) || str_eq_nocase(name, STR("old"))))
    add_columns(self, STR(""), self->region.piece.own_table, RANK_BEST);
  add_tables(self, name, RANK_GOOD);
}

/* In an expression: columns and names of all tables in scope. */
static void complete_operand(SqlComplete *self) {
  SqlVisible visible = {.names = &self->names, .at = self->at};
  for (const SqlSource *source; (source = sql_visible(&visible)) != NULL;) {
    if (!source->local) add_columns(self, source->schema, source->table, RANK_BEST);
    Str known = str_empty(source->alias) ? source->table : source->alias;
    if (!str_empty(known)) complete_add(self->complete, COMPLETE_KIND, known, RANK_GOOD);
  }
  add_tables(self, STR(""), RANK_LAST);
}

static void complete_name(SqlComplete *self) {
  Str last = token_text(self, 1);
  bool word = self->before.len > 0 && array_last(&self->before).kind == SQL_WORD;
  SqlWord meaning = word ? sql_word(last) : SQL_WORD_OTHER;
  if (str_eq(last, STR(".")))
    complete_dotted(self, token_text(self, 2));
  else if (meaning == SQL_WORD_FROM || meaning == SQL_WORD_JOIN || meaning == SQL_WORD_INTO ||
           meaning == SQL_WORD_UPDATE || meaning == SQL_WORD_LATERAL)
    add_tables(self, STR(""), RANK_BEST);
  else
    complete_operand(self);
}

/* Of a script the statement at the offset: the names of the others are not in scope. */
typedef struct Narrow {
  SqlComplete *self;
  uint32_t offset;
} Narrow;

static void take_statement(void *context, const SqlRegion *statement) {
  const Narrow *narrow = context;
  Span all = sql_source_span(statement, span_make(0, (uint32_t)statement->piece.text.len));
  if (span_touches(all, narrow->offset)) narrow->self->region = *statement;
}

/* Items from one of the homes of the unit. */
static void complete_home(SqlComplete *self, uint32_t offset) {
  Arena *arena = self->complete->arena;
  self->flavor = self->home.dialect->sql;
  SqlRegion whole = self->region;
  Narrow narrow = {self, offset};
  if (whole.piece.shape == SQL_SCRIPT || whole.piece.shape == SQL_FAILING)
    sql_region_statements(arena, self->flavor, &whole, STR(""), take_statement, &narrow);
  if (read_word(self, offset)) {
    sql_names(self->flavor, arena, &self->region.piece, &self->names);
    complete_name(self);
    sql_names_free(&self->names);
  }
  array_free(&self->before);
  self->region = whole;
}

/* The SQL at an offset: in an attribute, or a section of an SQL file. */
static bool find_region(const Complete *complete, uint32_t offset, SqlStep *only, SqlRegion *out) {
  const Unit *unit = complete->unit;
  if (!complete->dialect->is_text)
    return unit->syn != NULL && sql_region_at(complete->arena, unit->syn, complete->dialect, offset, out);
  Migration migration;
  migration_parse(complete->arena, unit->text, &migration);
  for (uint32_t i = 0; i < migration.section_count; i++) {
    if (!span_touches(migration.sections[i].body, offset)) continue;
    *out = sql_region_of_text(unit->text, migration.sections[i].body, only);
    return true;
  }
  return false;
}

bool complete_sql(Complete *complete, uint32_t offset) {
  SqlComplete self = {.complete = complete};
  SqlStep only;
  if (complete->dialect == NULL || !find_region(complete, offset, &only, &self.region)) return false;
  if (self.region.piece.shape == SQL_FRAGMENT) return false;
  size_t homes = 0;
  while (sql_home(complete->module, complete->unit, homes, &self.home)) {
    if (self.home.dialect->sql != NULL) complete_home(&self, offset);
    homes++;
  }
  return homes > 0;
}
