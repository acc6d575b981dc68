/* compare.h: is a file (or module) after edits the same as one made from scratch? Used by the property tests and by
 * the fuzz target of edits. Each function returns NULL, or what differs. */
#ifndef ATLAS_TESTS_PROPERTY_COMPARE_H
#define ATLAS_TESTS_PROPERTY_COMPARE_H

#include "typecheck/module.h"

static inline bool same_span(Span a, Span b) { return a.start == b.start && a.end == b.end; }

static inline const char *compare_defs(const SymDef *a, const SymDef *b) {
  for (; a != NULL && b != NULL; a = a->next, b = b->next) {
    if (!str_eq(a->type, b->type) || !str_eq(a->name, b->name) || !str_eq(a->qualifier, b->qualifier))
      return "names of a definition";
    if (!str_eq(sym_real_name(a), sym_real_name(b)) || !str_eq(a->type_text, b->type_text) ||
        !str_eq(sym_schema(a), sym_schema(b)))
      return "attributes of a definition";
    if (a->spec != b->spec || a->ordinal != b->ordinal || a->repeated != b->repeated || a->attr_count != b->attr_count)
      return "kind of a definition";
    if (!same_span(a->keyword, b->keyword) || !same_span(a->name_span, b->name_span) || !same_span(a->span, b->span))
      return "place of a definition";
    const char *difference = compare_defs(a->children, b->children);
    if (difference != NULL) return difference;
  }
  return (a == NULL) == (b == NULL) ? NULL : "number of definitions";
}

static inline const char *compare_refs(const SymUnit *a, const SymUnit *b) {
  if (a->ref_count != b->ref_count) return "number of references";
  for (uint32_t i = 0; i < a->ref_count; i++) {
    const SymRef *x = &a->refs[i], *y = &b->refs[i];
    if (!str_eq(x->root, y->root) || x->count != y->count || !same_span(x->span, y->span)) return "reference";
    for (uint32_t k = 0; k < x->count; k++)
      if (!str_eq(x->steps[k], y->steps[k]) || !same_span(x->spans[k + 1], y->spans[k + 1])) return "reference step";
  }
  if (a->key_count != b->key_count || a->signature != b->signature || a->relays != b->relays) return "keys";
  return a->key_count == 0 || memcmp(a->keys, b->keys, sizeof *a->keys * a->key_count) == 0 ? NULL : "keys";
}

static inline const char *compare_errors(const SynError *a, const SynError *b) {
  for (; a != NULL && b != NULL; a = a->next, b = b->next)
    if (strcmp(a->summary, b->summary) != 0 || !str_eq(a->detail, b->detail) || !same_span(a->span, b->span))
      return "syntax error";
  return (a == NULL) == (b == NULL) ? NULL : "number of syntax errors";
}

static inline const char *compare_units(const Unit *a, const Unit *b) {
  if (a->start != b->start || a->len != b->len) return "place of a unit";
  if (a->line != b->line || a->newlines != b->newlines) return "line of a unit";
  if (a->index != b->index || a->cut != b->cut) return "cut";
  if (!str_eq(a->text, b->text)) return "text of a unit";
  const char *difference = compare_errors(a->syn->errors, b->syn->errors);
  if (difference == NULL) difference = compare_defs(a->sym->defs, b->sym->defs);
  return difference != NULL ? difference : compare_refs(a->sym, b->sym);
}

/* Two kept files. */
static inline const char *compare_files(const File *a, const File *b) {
  if (a->size != b->size || a->lines != b->lines || a->bom != b->bom) return "size of the file";
  if (a->unit_count != b->unit_count) return "number of units";
  if (a->cut_count != b->cut_count) return "number of cut units";
  for (size_t i = 0; i < a->unit_count; i++) {
    const char *difference = compare_units(a->units[i], b->units[i]);
    if (difference != NULL) return difference;
  }
  return NULL;
}

static inline const char *compare_diagnostics(const DiagList *a, const DiagList *b) {
  if (a->len != b->len) return "number of diagnostics";
  for (size_t i = 0; i < a->len; i++) {
    const Diagnostic *x = &a->items[i], *y = &b->items[i];
    if (x->code != y->code || x->severity != y->severity || !same_span(x->span, y->span)) return "diagnostic";
    if (!str_eq(x->message, y->message)) return "message of a diagnostic";
    if (x->related_count != y->related_count) return "related places";
    for (uint32_t k = 0; k < x->related_count; k++)
      if (!same_span(x->related[k].span, y->related[k].span) || !str_eq(x->related[k].message, y->related[k].message))
        return "related place";
  }
  return NULL;
}

/* Two modules with the same files, all units checked. *unit: where they differ. */
static inline const char *compare_modules(const Module *a, const Module *b, const Unit **unit) {
  *unit = NULL;
  if (module_file_count(a) != module_file_count(b)) return "number of files";
  for (size_t i = 0; i < module_file_count(a); i++) {
    const File *x = module_file(a, i), *y = module_file(b, i);
    const char *difference = compare_files(x, y);
    for (size_t k = 0; difference == NULL && k < x->unit_count; k++) {
      difference = compare_diagnostics(&x->units[k]->diags, &y->units[k]->diags);
      if (difference != NULL) *unit = x->units[k];
    }
    if (difference != NULL) return difference;
  }
  return NULL;
}

#endif
