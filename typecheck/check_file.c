/* check_file.c: mistakes of a file as a whole: syntax errors, definitions that are there already, project blocks in a
 * schema file. */
#include "base/path.h"
#include "typecheck/check_internal.h"

/* ---- syntax ---- */

static DiagCode syntax_code(const SynError *error) {
  if (strcmp(error->summary, "Attribute redefined") == 0) return DIAG_ATTRIBUTE_REDEFINED;
  if (strcmp(error->summary, "Invalid character encoding") == 0) return DIAG_INVALID_ENCODING;
  return DIAG_SYNTAX;
}

/* Where the blanks before a place start: there a comma belongs. */
static uint32_t blanks_before(Str text, uint32_t at) {
  while (at > 0 && (text.ptr[at - 1] == ' ' || text.ptr[at - 1] == '\t')) at--;
  return at;
}

/* The mistakes that one mark more or less mends. */
static void syntax_fix(Check *check, const SynError *error, Diagnostic *d) {
  Str text = check->unit->text;
  if (strcmp(error->summary, "Unexpected comma after argument") == 0) {
    check_edit(check, d, error->span, STR(""), "Remove the comma");
  } else if (strncmp(error->summary, "Missing ", 8) == 0 && strstr(error->summary, " separator") != NULL &&
             strstr(error->summary, "key/value") == NULL) {
    uint32_t at = blanks_before(text, error->span.start);
    bool same_line = at > 0 && text.ptr[at - 1] != '\n';
    if (same_line) check_edit(check, d, span_make(at, at), STR(","), "Insert a comma");
  }
}

void check_syntax(Check *check) {
  for (const SynError *error = check->unit->syn->errors; error != NULL; error = error->next) {
    const char *separator = str_empty(error->detail) ? "" : "; ";
    Diagnostic *d = check_report(check, syntax_code(error), error->span, "%s%s%.*s", error->summary, separator,
                                 STR_FMT(error->detail));
    check_relate(check, d, NULL, error->related, "first given here");
    syntax_fix(check, error, d);
  }
}

/* ---- definitions that are there already ---- */

static Str schema_of(const SymDef *def) { return str_empty(def->qualifier) ? sym_schema(def) : def->qualifier; }

static Span name_of(const SymDef *def) {
  return def->name_span.end > def->name_span.start ? def->name_span : def->keyword;
}

static bool is_before(const Unit *a, const SymDef *x, const Unit *b, const SymDef *y) {
  if (a->file != b->file) return str_cmp(a->file->path, b->file->path) < 0;
  return a != b ? a->start < b->start : x->keyword.start < y->keyword.start;
}

static void report_duplicate(Check *check, const SymDef *def, const ModuleDef *first) {
  Diagnostic *d = check_report(check, DIAG_DUPLICATE_NAME, name_of(def), "duplicate %.*s \"%.*s\"", STR_FMT(def->type),
                               STR_FMT(def->name));
  if (first->unit->file != check->unit->file) d->severity = SEVERITY_WARNING;
  check_relate(check, d, first->unit, name_of(first->def), "first defined here");
}

/* Reports `def` when another definition of its kind, schema and name stands before it. */
static void duplicate_definition(Check *check, const SymDef *def, bool same_file) {
  if (def->repeated || str_empty(def->name)) return;
  size_t count;
  const ModuleDef *defs = module_defs(check->module, def->type, def->name, &count);
  for (size_t i = 0; i < count; i++) {
    const ModuleDef *other = &defs[i];
    if (other->def == def) return;
    if (other->def->repeated || !str_eq(schema_of(def), schema_of(other->def))) continue;
    if (same_file && other->unit->file != check->unit->file) continue;
    if (other->unit->file->part != check->unit->file->part) continue;
    if (!is_before(other->unit, other->def, check->unit, def)) continue;
    report_duplicate(check, def, other);
    return;
  }
}

/* A block without labels that a file may have once. */
static void duplicate_block(CheckBlock *b) {
  size_t count;
  const ModuleDef *defs = module_kind(b->check->module, b->syn->type, &count);
  for (size_t i = 0; i < count; i++) {
    if (defs[i].def == b->def) return;
    if (defs[i].unit->file != b->unit->file || !is_before(defs[i].unit, defs[i].def, b->unit, b->def)) continue;
    bool init = b->check->dialect->config_functions && b->syn->label_count == 0;
    Diagnostic *d =
        check_report(b->check, DIAG_DUPLICATE_BLOCK, b->syn->type_span,
                     init ? "duplicate init block \"%.*s\"" : "block %.*s can be defined only once in a file",
                     STR_FMT(b->syn->type));
    check_relate(b->check, d, defs[i].unit, defs[i].def->keyword, "first defined here");
    return;
  }
}

void check_duplicate(CheckBlock *b) {
  if (b->spec->role == BLOCK_LOCALS) {
    for (const SymDef *def = b->unit->sym->defs; def != NULL; def = def->next)
      duplicate_definition(b->check, def, true);
    return;
  }
  if (b->def == NULL) return;
  const ChildSpec *allowed = dialect_child(b->parent->spec, b->syn->type);
  if (allowed != NULL && allowed->max == 1) {
    duplicate_block(b);
  } else if (!b->spec->repeatable) {
    duplicate_definition(b->check, b->def, false);
  }
}

/* x = 1, and x = 2 in another unit: the parser, which sees one unit, cannot tell. */
bool check_redefined(Check *check, const SynAttr *attr) {
  size_t count;
  const ModuleDef *defs = module_defs(check->module, STR(""), attr->name, &count);
  for (size_t i = 0; i < count; i++) {
    if (defs[i].unit->file != check->unit->file) continue;
    if (defs[i].unit == check->unit) return false;
    Diagnostic *d = check_report(check, DIAG_ATTRIBUTE_REDEFINED, attr->name_span,
                                 "Attribute redefined; The argument \"%.*s\" was already set. Each argument may be set "
                                 "only once.",
                                 STR_FMT(attr->name));
    check_relate(check, d, defs[i].unit, name_of(defs[i].def), "first given here");
    return true;
  }
  return false;
}

/* ---- project blocks ---- */

static bool is_project_block(Str type) {
  for (size_t i = 0; i < dialect_count; i++) {
    if (dialect_all[i]->is_schema || dialect_all[i]->root == NULL) continue;
    const ChildSpec *child = dialect_child(dialect_all[i]->root, type);
    if (child != NULL && child->block->role == BLOCK_ENV) return true;
  }
  return false;
}

bool check_project_block(CheckBlock *b) {
  if (!b->check->dialect->is_schema || !is_project_block(b->syn->type)) return false;
  Str file = path_base(b->unit->file->path);
  check_report(b->check, DIAG_PROJECT_FILE, b->syn->type_span, "cannot parse project file \"%.*s\" as a schema file",
               STR_FMT(file));
  return true;
}
