/* check_sql.c: the SQL in the attributes of a block: its syntax, and the tables and columns that it names. */
#include <assert.h>

#include "typecheck/check_internal.h"
#include "typecheck/sql_region.h"
#include "typecheck/sql_resolve.h"

enum { MAX_FRAMES = 64 };

/* One piece of SQL being checked. */
typedef struct SqlCheck {
  CheckBlock *block;
  const SqlFlavor *flavor;
  const SqlRegion *region;
  SqlHome home; /* where names are being looked up */
  SqlNames names;
} SqlCheck;

/* What is wrong with a name. */
typedef struct SqlWrong {
  Str message;
  Nearest nearest;
} SqlWrong;

/* ---- unknown names ---- */

/* The nearest name among the tables of a module. */
typedef struct Guess {
  const Module *module;
  Nearest nearest;
  bool any;      /* there are tables */
  bool repeated; /* some table stands for several, whose names are not known */
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

static void report_wrong(SqlCheck *self, const SqlUse *use, const SqlWrong *wrong) {
  Check *check = self->block->check;
  Str best = wrong->nearest.best;
  Str hint = str_empty(best) ? STR("") : arena_printf(check->scratch, "; did you mean \"%.*s\"?", STR_FMT(best));
  Span span = sql_source_span(self->region, use->span);
  Diagnostic *d = check_report(check, DIAG_UNKNOWN_SQL_NAME, span, "%.*s%.*s", STR_FMT(wrong->message), STR_FMT(hint));
  bool plain = str_eq(span_of(use->span, self->region->piece.text), wrong->nearest.name);
  if (!str_empty(best) && plain) check_fix(check, d, span, best);
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
  for (size_t i = 0; i < count && !guess->repeated; i++) guess->repeated = defs[i].def->repeated;
}

/* Would the table, if there were one, have a block in the module? */
static bool is_expected(const SqlCheck *self, const SqlUse *use) {
  Guess any = {.module = self->home.module};
  if (is_system(self->flavor, use->table)) return false;
  if (!str_empty(use->schema) && !sql_has_schema(self->home, use->schema)) return false;
  sql_kinds(self->home.dialect, false, count_kind, &any);
  bool own = self->home.module == self->block->check->module;
  return own ? !str_empty(use->schema) || any.any : any.any && !any.repeated;
}

static bool find_table(const SqlCheck *self, Str schema, Str table, ModuleDef *out) {
  const CheckBlock *b = self->block;
  return sql_find_table(self->home, b->unit, check_top(self->block)->def, schema, table, out);
}

static bool table_wrong(const SqlCheck *self, const SqlUse *use, SqlWrong *out) {
  ModuleDef found;
  if (find_table(self, use->schema, use->table, &found) || !is_expected(self, use)) return false;
  Guess guess = {.module = self->home.module, .nearest = nearest_start(use->table)};
  sql_kinds(self->home.dialect, false, offer_kind, &guess);
  Arena *arena = self->block->check->scratch;
  *out = (SqlWrong){arena_printf(arena, "table \"%.*s\" does not exist", STR_FMT(use->table)), guess.nearest};
  return true;
}

/* The column of a table that is written, or stands behind an alias. */
static bool qualified_wrong(const SqlCheck *self, const SqlUse *use, SqlWrong *out) {
  ModuleDef table;
  if (!find_table(self, use->schema, use->table, &table) || !sql_columns_known(table.def)) return false;
  if (sql_find_column(table.def, use->name) != NULL) return false;
  out->nearest = nearest_start(use->name);
  offer_columns(&out->nearest, table.def);
  out->message = arena_printf(self->block->check->scratch, "column \"%.*s\" does not exist in %.*s \"%.*s\"",
                              STR_FMT(use->name), STR_FMT(table.def->type), STR_FMT(table.def->name));
  return true;
}

/* A column of one of the tables in scope; nothing is said when any of them is not known with all its columns. */
static bool bare_wrong(const SqlCheck *self, const SqlUse *use, SqlWrong *out) {
  Nearest nearest = nearest_start(use->name);
  SqlUse one = *use;
  unsigned count = 0;
  SqlVisible visible = {.names = &self->names, .at = use->span.start};
  for (const SqlSource *source; (source = sql_visible(&visible)) != NULL;) {
    ModuleDef table;
    if (source->local || !find_table(self, source->schema, source->table, &table)) return false;
    if (!sql_columns_known(table.def) || sql_find_column(table.def, use->name) != NULL) return false;
    offer_columns(&nearest, table.def);
    one.schema = source->schema;
    one.table = source->table;
    count++;
  }
  if (count == 1) return qualified_wrong(self, &one, out);
  Arena *arena = self->block->check->scratch;
  *out = (SqlWrong){
      arena_printf(arena, "column \"%.*s\" does not exist in the tables of the query", STR_FMT(use->name)), nearest};
  return count > 1;
}

/* tbl_${each.key} reads as tbl_ and a row of underscores. */
static bool has_interpolation(const SqlCheck *self, Str name) {
  unsigned row = 0;
  for (size_t i = 0; i < name.len && row < 4; i++) row = name.ptr[i] == '_' ? row + 1 : 0;
  return row == 4 && self->region->piece.has_unknowns;
}

static bool use_wrong(const SqlCheck *self, const SqlUse *use, SqlWrong *out) {
  if (!use->certain || has_interpolation(self, use->table) || has_interpolation(self, use->name)) return false;
  if (use->kind == SQL_NAME_TABLE) return table_wrong(self, use, out);
  if (use->kind != SQL_NAME_COLUMN) return false;
  return str_empty(use->table) ? bare_wrong(self, use, out) : qualified_wrong(self, use, out);
}

/* May SQL elsewhere in the file bring the name about? */
static bool is_made(const SqlCheck *self, const SqlUse *use) {
  const File *file = self->block->unit->file;
  for (size_t i = 0; i < file->unit_count; i++) {
    const SymUnit *sym = file->units[i]->sym;
    if (sym->makes_any && use->kind == SQL_NAME_TABLE) return true;
    for (uint32_t k = 0; k < sym->made_count; k++) {
      if (str_eq_nocase(sym->made[k], use->kind == SQL_NAME_TABLE ? use->table : use->name)) return true;
      if (str_eq_nocase(sym->made[k], use->table)) return true;
    }
  }
  return false;
}

/* A name is wrong when it is in every home. */
static void check_use(SqlCheck *self, const SqlUse *use) {
  const CheckBlock *b = self->block;
  const Check *check = b->check;
  SqlWrong wrong = {0};
  if (check->dialect->sql != NULL) {
    self->home = (SqlHome){check->module, check->dialect};
    if (use_wrong(self, use, &wrong)) report_wrong(self, use, &wrong);
    return;
  }
  bool any = false;
  for (size_t i = 0; sql_home(check->module, b->unit, i, &self->home); i++) {
    if (!use_wrong(self, use, &wrong)) return;
    any = true;
  }
  if (any && !is_made(self, use)) report_wrong(self, use, &wrong);
}

static void check_uses(SqlCheck *self) {
  for (size_t i = 0; i < self->names.uses.len; i++) check_use(self, &self->names.uses.items[i]);
  sql_names_free(&self->names);
}

/* ---- a piece ---- */

/* A '?' may stand for an argument, which not every parser knows: then only quotes and brackets are looked at. */
static bool has_placeholder(Str text) { return str_find(text, '?', 0) < text.len; }

/* How SQL is written in the unit: as its dialect does, else as the database that the file concerns. */
static const SqlFlavor *flavor_of(const CheckBlock *b) {
  const Dialect *dialect = b->check->dialect, *database = b->unit->file->database;
  return dialect->sql != NULL || database == NULL ? dialect->sql : database->sql;
}

/* Reports what the parser says; returns whether it says anything. */
static bool report_syntax(Check *check, const SqlFlavor *flavor, const SqlRegion *region) {
  SqlError error;
  SqlPiece piece = region->piece;
  if (piece.shape == SQL_SCRIPT && has_placeholder(piece.text)) piece.shape = SQL_FRAGMENT;
  if (!sql_check(flavor, check->scratch, &piece, &error)) return false;
  Span span = sql_source_span(region, error.span);
  Diagnostic *d = check_report(check, DIAG_SQL_SYNTAX, span, "%.*s", STR_FMT(error.message));
  if (!error.certain) d->severity = SEVERITY_WARNING;
  return true;
}

/* Does the SQL of the block run on the state that the schema describes? Facts of the language say so. */
static bool runs_on_schema(const CheckBlock *b) {
  const FactTable *facts = dialect_facts(b->check->dialect, STR("sql_on_schema"));
  for (; facts != NULL && b != NULL && b->spec != NULL; b = b->parent)
    if (b->syn != NULL && dialect_fact(facts, b->spec->path) != NULL) return true;
  return false;
}

/* One statement of a script. */
static void check_statement(void *context, const SqlRegion *region) {
  CheckBlock *b = context;
  SqlCheck self = {.block = b, .flavor = flavor_of(b), .region = region};
  bool unknown = region->piece.has_unknowns;
  assert(self.flavor != NULL); /* check_sql asked */
  if (!unknown && report_syntax(b->check, self.flavor, region)) return;
  if (!self.flavor->known_names || b->check->dialect->sql != NULL || !runs_on_schema(b)) return;
  if (!module_schemas_complete(b->check->module)) return;
  sql_statement_names(self.flavor, b->check->scratch, &region->piece, &self.names);
  check_uses(&self);
}

static void check_region(void *context, const SqlRegion *region) {
  CheckBlock *b = context;
  SqlCheck self = {.block = b, .flavor = flavor_of(b), .region = region};
  assert(self.flavor != NULL);
  if (region->piece.shape == SQL_SCRIPT) {
    sql_region_statements(b->check->scratch, self.flavor, region, STR(""), check_statement, b);
  } else if (!report_syntax(b->check, self.flavor, region) && self.flavor->known_names &&
             b->check->dialect->sql != NULL && region->piece.shape != SQL_FAILING) {
    sql_names(self.flavor, b->check->scratch, &region->piece, &self.names);
    check_uses(&self);
  }
}

/* ---- SQL files ---- */

typedef struct FileCheck {
  Check *check;
  const SqlFlavor *flavor;
} FileCheck;

static void check_file_statement(void *context, const SqlRegion *region) {
  const FileCheck *self = context;
  SqlError error;
  if (!sql_check(self->flavor, self->check->scratch, &region->piece, &error)) return;
  Diagnostic *d =
      check_report(self->check, DIAG_SQL_SYNTAX, sql_source_span(region, error.span), "%.*s", STR_FMT(error.message));
  if (!error.certain) d->severity = SEVERITY_WARNING;
}

void check_statements(Check *check, const SqlFlavor *flavor, Span body, Str delimiter) {
  FileCheck self = {check, flavor};
  SqlStep only;
  if (flavor == NULL) return;
  SqlRegion region = sql_region_of_text(check->unit->text, body, &only);
  sql_region_statements(check->scratch, flavor, &region, delimiter, check_file_statement, &self);
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
