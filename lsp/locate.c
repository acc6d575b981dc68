/* locate.c: see locate.h. */
#include "lsp/locate.h"

#include "lsp/groups.h"
#include "lsp/sql_names.h"
#include "lsp/workspace.h"

bool locate_doc(LspServer *self, const json_t *params, Place *out) {
  LspDoc *doc = workspace_doc(self, json_str(params, "textDocument.uri"));
  if (doc == NULL || !workspace_place(self, doc)) return false;
  *out = (Place){.doc = doc, .module = doc->source->group->module, .file = doc->source->file};
  return true;
}

bool locate(LspServer *self, const json_t *params, Place *out) {
  TextPos pos;
  if (!json_position(params, "position", &pos) || !locate_doc(self, params, out)) return false;
  uint32_t offset = file_offset(out->file, pos, self->client.encoding);
  out->unit = out->file->units[file_unit_at(out->file, offset)];
  out->offset = offset - out->unit->start;
  return true;
}

/* Appends a literal step: .name, .0 or ["name"]. */
static bool push_step(const SynStep *step, PathAt *out) {
  if (out->count == PATH_STEPS) return false;
  bool name = step->kind == SYN_STEP_ATTR;
  bool key = step->kind == SYN_STEP_INDEX && step->key != NULL && step->key->kind == SYN_STRING;
  if (!name && !key) return false;
  out->steps[out->count++] = name ? step->name : step->key->as.text;
  out->spans[out->count] = name ? step->name_span : step->key->span;
  return true;
}

void path_read(const SynExpr *expr, uint32_t offset, PathAt *out) {
  *out = (PathAt){.root = expr->as.path.name};
  out->spans[0] = expr->as.path.name_span;
  for (uint32_t i = 0; i < expr->count && push_step(&expr->as.path.steps[i], out); i++)
    if (expr->as.path.steps[i].span.start < offset) out->at = out->count;
}

bool path_at(const Place *place, const SynAt *at, PathAt *out) {
  for (uint32_t i = at->expr_depth; i-- > 0;) {
    const SynExpr *expr = at->exprs[i];
    if (expr->kind == SYN_STRING && i > 0) continue; /* a key in brackets */
    if (expr->kind != SYN_PATH || !span_touches(expr->span, place->offset)) return false;
    path_read(expr, place->offset, out);
    return true;
  }
  return false;
}

const SymDef *def_around(const Unit *unit, uint32_t offset) {
  const SymDef *found = NULL;
  for (const SymDef *def = unit->sym->defs; def != NULL;) {
    if (span_touches(def->span, offset)) {
      found = def;
      def = def->children;
    } else {
      def = def->next;
    }
  }
  return found;
}

const SymDef *def_named_at(const Unit *unit, uint32_t offset) {
  const SymDef *def = def_around(unit, offset);
  if (def == NULL) return NULL;
  uint32_t end = def->name_span.end > def->keyword.end ? def->name_span.end : def->keyword.end;
  return offset >= def->keyword.start && offset <= end ? def : NULL;
}

/* On `public` of table.public.users: the schema block with that name instead, when there is one. */
static void find_qualifier(const Place *place, const PathAt *path, RefTarget *target) {
  const SymDef *def = target->def;
  const BlockSpec *root = place->file->dialect->root;
  if (path->at != 1 || str_empty(def->qualifier) || !str_eq(path->steps[0], def->qualifier)) return;
  for (uint16_t i = 0; root != NULL && i < root->child_count; i++) {
    size_t count = 0;
    const BlockSpec *spec = root->children[i].block;
    if (spec->role != BLOCK_SCHEMA) continue;
    const ModuleDef *defs = module_defs(place->module, spec->name, def->qualifier, &count);
    if (count > 0) *target = (RefTarget){defs[count - 1].def, defs[count - 1].unit, 1};
  }
}

bool path_resolve(const Place *place, const PathAt *path, RefTarget *out) {
  const SymDef *inside = def_around(place->unit, place->offset);
  RefTarget best = {0};
  for (uint32_t n = path->at; n <= path->count; n++) {
    if (!module_resolve(place->module, place->unit, inside, path->root, path->steps, n, out) || out->def == NULL)
      continue;
    if (out->step >= path->at) {
      find_qualifier(place, path, out);
      return true;
    }
    if (best.def == NULL) best = *out;
  }
  *out = best;
  return best.def != NULL;
}

bool locate_target(const Place *place, Target *out) {
  const SymDef *own = def_named_at(place->unit, place->offset);
  if (own != NULL) {
    bool named = own->name_span.end > own->name_span.start;
    *out = (Target){own, place->unit, named ? own->name_span : own->keyword};
    return true;
  }
  SynAt at;
  PathAt path;
  RefTarget target;
  Span name;
  if (sql_name_at(place->module, place->unit, place->offset, &target, &name)) {
    *out = (Target){target.def, target.unit, name};
    return true;
  }
  syn_at(place->unit->syn, place->offset, &at);
  if (!path_at(place, &at, &path) || !path_resolve(place, &path, &target)) return false;
  *out = (Target){target.def, target.unit, path.spans[path.at]};
  return true;
}

void specs_at(const Dialect *dialect, const SynAt *at, const BlockSpec *specs[16]) {
  const BlockSpec *spec = dialect->root;
  for (uint32_t i = 0; i < at->depth; i++) {
    const SynBlock *block = at->blocks[i];
    const ChildSpec *child = spec != NULL ? dialect_child(spec, block->type) : NULL;
    spec = child != NULL ? child->block : NULL;
    if (spec != NULL && block->label_count > 0) spec = dialect_variant(spec, block->labels[0].text);
    specs[i] = spec;
  }
}
