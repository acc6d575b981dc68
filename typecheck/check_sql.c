/* check_sql.c: the SQL in the attributes of a block: its syntax, and the tables and columns that it names. */
#include "typecheck/check_internal.h"
#include "typecheck/sql_region.h"
#include "typecheck/sql_resolve.h"

enum { MAX_FRAMES = 64 };

/* One piece of SQL being checked. */
typedef struct SqlCheck {
  CheckBlock *block;
  const SqlFlavor *flavor;
  const SqlRegion *region;
  SqlNames names;
} SqlCheck;

/* ---- unknown names ---- */

/* The nearest name among the tables of a module. */
typedef struct Guess {
  const Module *module;
  Nearest nearest;
  bool any; /* there are tables */
} Guess;

static void offer_kind(void *context, Str type) {
  Guess *guess = context;
  size_t count;
  const ModuleDef *defs = module_kind(guess->module, type, &count);
  for (size_t i = 0; i < count; i++) nearest_offer(&guess->nearest, defs[i].def->name);
}

static void offer_columns(Nearest *nearest, const SymDef *table) {
  for (const SymDef *child = table->children; child != NULL; child = child->next)
    if (child->spec != NULL && child->spec->role == BLOCK_COLUMN) nearest_offer(nearest, child->name);
}

static void report_unknown(SqlCheck *self, const SqlUse *use, Str what, const Nearest *nearest) {
  Check *check = self->block->check;
  Str hint = str_empty(nearest->best)
                 ? STR("")
                 : arena_printf(check->scratch, "; did you mean \"%.*s\"?", STR_FMT(nearest->best));
  Span span = sql_source_span(self->region, use->span);
  Diagnostic *d = check_report(check, DIAG_UNKNOWN_SQL_NAME, span, "%.*s%.*s", STR_FMT(what), STR_FMT(hint));
  bool plain = str_eq(span_of(use->span, self->region->piece.text), nearest->name);
  if (!str_empty(nearest->best) && plain) check_fix(check, d, span, nearest->best);
}

/* Tables that the database itself has: pg_class, sqlite_master. */
static bool is_system(const SqlFlavor *flavor, Str name) {
  for (uint16_t i = 0; i < flavor->system_count; i++) {
    Str start = flavor->system[i];
    if (name.len >= start.len && str_eq_nocase(str_sub(name, 0, start.len), start)) return true;
  }
  return false;
}

static void count_kind(void *context, Str type) {
  Guess *guess = context;
  size_t count;
  const ModuleDef *defs = module_kind(guess->module, type, &count);
  if (count > 0 && defs[0].def->spec != NULL && defs[0].def->spec->role == BLOCK_TABLE) guess->any = true;
}

/* Would the table, if there were one, have a block in the module? */
static bool is_expected(const SqlCheck *self, const SqlUse *use) {
  const Check *check = self->block->check;
  Guess any = {.module = check->module};
  if (is_system(self->flavor, use->table)) return false;
  if (!str_empty(use->schema)) return sql_has_schema(check->module, check->dialect, use->schema);
  sql_kinds(check->dialect, false, count_kind, &any);
  return any.any;
}

static bool find_table(const SqlCheck *self, Str schema, Str table, ModuleDef *out) {
  const CheckBlock *b = self->block;
  return sql_find_table(b->check->module, b->unit, check_top(self->block)->def, schema, table, out);
}

static void check_table(SqlCheck *self, const SqlUse *use) {
  ModuleDef found;
  if (!use->certain || find_table(self, use->schema, use->table, &found) || !is_expected(self, use)) return;
  Check *check = self->block->check;
  Guess guess = {.module = check->module, .nearest = nearest_start(use->table)};
  sql_kinds(check->dialect, false, offer_kind, &guess);
  report_unknown(self, use, arena_printf(check->scratch, "table \"%.*s\" does not exist", STR_FMT(use->table)),
                 &guess.nearest);
}

/* The column of a table that is written, or stands behind an alias. */
static void check_qualified(SqlCheck *self, const SqlUse *use) {
  ModuleDef table;
  if (!find_table(self, use->schema, use->table, &table) || !sql_columns_known(table.def)) return;
  if (sql_find_column(table.def, use->name) != NULL) return;
  Nearest nearest = nearest_start(use->name);
  offer_columns(&nearest, table.def);
  report_unknown(self, use,
                 arena_printf(self->block->check->scratch, "column \"%.*s\" does not exist in %.*s \"%.*s\"",
                              STR_FMT(use->name), STR_FMT(table.def->type), STR_FMT(table.def->name)),
                 &nearest);
}

/* A column of one of the tables in scope; silent when any of them is not known with all its columns. */
static void check_bare(SqlCheck *self, const SqlUse *use) {
  Nearest nearest = nearest_start(use->name);
  SqlUse one = *use;
  unsigned count = 0;
  SqlVisible visible = {.names = &self->names, .at = use->span.start};
  for (const SqlSource *source; (source = sql_visible(&visible)) != NULL;) {
    ModuleDef table;
    if (source->local || !find_table(self, source->schema, source->table, &table)) return;
    if (!sql_columns_known(table.def) || sql_find_column(table.def, use->name) != NULL) return;
    offer_columns(&nearest, table.def);
    one.schema = source->schema;
    one.table = source->table;
    count++;
  }
  if (count == 1)
    check_qualified(self, &one);
  else if (count > 1)
    report_unknown(self, use,
                   arena_printf(self->block->check->scratch,
                                "column \"%.*s\" does not exist in the tables of the query", STR_FMT(use->name)),
                   &nearest);
}

static void check_uses(SqlCheck *self) {
  sql_names(self->flavor, self->block->check->scratch, &self->region->piece, &self->names);
  for (size_t i = 0; i < self->names.uses.len; i++) {
    const SqlUse *use = &self->names.uses.items[i];
    if (use->kind == SQL_NAME_TABLE)
      check_table(self, use);
    else if (use->kind == SQL_NAME_COLUMN && use->certain && str_empty(use->table))
      check_bare(self, use);
    else if (use->kind == SQL_NAME_COLUMN && use->certain)
      check_qualified(self, use);
  }
  sql_names_free(&self->names);
}

/* ---- a piece ---- */

/* A '?' may stand for an argument, which not every parser knows: then only quotes and brackets are looked at. */
static bool has_placeholder(Str text) { return str_find(text, '?', 0) < text.len; }

/* The statements of a text, each for itself. */
static void check_script(CheckBlock *b, const SqlFlavor *flavor, const SqlRegion *region) {
  SqlSpans statements = {0};
  SqlError error;
  if (region->piece.has_unknowns) return;
  sql_statements(flavor, region->piece.text, STR(""), &statements);
  for (size_t i = 0; i < statements.len; i++) {
    SqlPiece piece = region->piece;
    uint32_t start = statements.items[i].start;
    piece.text = span_of(statements.items[i], region->piece.text);
    if (has_placeholder(piece.text)) piece.shape = SQL_FRAGMENT;
    if (!sql_check(flavor, b->check->scratch, &piece, &error)) continue;
    Span span = sql_source_span(region, span_make(start + error.span.start, start + error.span.end));
    Diagnostic *d = check_report(b->check, DIAG_SQL_SYNTAX, span, "%.*s", STR_FMT(error.message));
    if (!error.certain) d->severity = SEVERITY_WARNING;
  }
  array_free(&statements);
}

/* How SQL is written in the unit: as its dialect does, else as the database that the file concerns. */
static const SqlFlavor *flavor_of(const CheckBlock *b) {
  const Dialect *dialect = b->check->dialect, *database = b->unit->file->database;
  return dialect->sql != NULL || database == NULL ? dialect->sql : database->sql;
}

static void check_region(void *context, const SqlRegion *region) {
  CheckBlock *b = context;
  SqlCheck self = {.block = b, .flavor = flavor_of(b), .region = region};
  SqlError error;
  if (region->piece.shape == SQL_SCRIPT) {
    check_script(b, self.flavor, region);
  } else if (sql_check(self.flavor, b->check->scratch, &region->piece, &error)) {
    Span span = sql_source_span(region, error.span);
    Diagnostic *d = check_report(b->check, DIAG_SQL_SYNTAX, span, "%.*s", STR_FMT(error.message));
    if (!error.certain) d->severity = SEVERITY_WARNING;
  } else if (self.flavor->known_names && b->check->dialect->sql != NULL && region->piece.shape != SQL_FAILING) {
    check_uses(&self);
  }
}

/* ---- SQL files ---- */

void check_statements(Check *check, const SqlFlavor *flavor, Span body, Str delimiter) {
  Str text = span_of(body, check->unit->text);
  SqlSpans statements = {0};
  SqlError error;
  if (flavor == NULL) return;
  sql_statements(flavor, text, delimiter, &statements);
  for (size_t i = 0; i < statements.len; i++) {
    uint32_t start = body.start + statements.items[i].start;
    SqlPiece piece = {.text = span_of(statements.items[i], text), .shape = SQL_SCRIPT};
    if (!sql_check(flavor, check->scratch, &piece, &error)) continue;
    Span span = span_make(start + error.span.start, start + error.span.end);
    Diagnostic *d = check_report(check, DIAG_SQL_SYNTAX, span, "%.*s", STR_FMT(error.message));
    if (!error.certain) d->severity = SEVERITY_WARNING;
  }
  array_free(&statements);
}

void check_sql(CheckBlock *b) {
  if (flavor_of(b) == NULL || b->syn == NULL) return;
  SqlFrame frames[MAX_FRAMES];
  const CheckBlock *around = b;
  uint32_t count = 0;
  for (; around != NULL && around->syn != NULL && count < MAX_FRAMES; around = around->parent, count++)
    frames[count] = (SqlFrame){NULL, around->syn, around->spec};
  for (uint32_t i = 0; i + 1 < count; i++) frames[i].outer = &frames[i + 1];
  for (uint32_t i = 0; i < b->attr_count; i++) {
    const CheckAttr *attr = &b->attrs[i];
    if (sql_may_hold(attr->syn->value))
      sql_regions(b->check->scratch, b->unit->syn, frames, attr->syn, attr->spec, check_region, b);
  }
}
