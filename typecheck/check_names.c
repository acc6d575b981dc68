/* check_names.c: names and shapes: unknown and missing attributes and blocks, labels, repeated blocks. */
#include "base/buf.h"
#include "typecheck/check_internal.h"

/* Strict decoding of HCL has texts of its own for these. */
static bool is_strict(const CheckBlock *b) { return b->spec->role == BLOCK_VARIABLE || b->spec->role == BLOCK_DATA; }

static void claim(CheckBlock *b, Str name) {
  if (b->claimed_count < sizeof b->claimed / sizeof *b->claimed) b->claimed[b->claimed_count++] = name;
}

static bool claimed(const CheckBlock *b, Str name) {
  for (uint32_t i = 0; i < b->claimed_count; i++) {
    if (str_eq(b->claimed[i], name)) return true;
  }
  return false;
}

static bool is_set(CheckBlock *b, Str name) { return check_attr(b, name) != NULL || check_count(b, name) > 0; }

/* ---- attributes ---- */

/* The nearest attribute; of equally near ones, one that is not there yet. */
static Nearest nearest_attr(const CheckBlock *b, Str name) {
  Nearest nearest = nearest_start(name);
  for (int present = 0; present < 2; present++) {
    for (uint32_t i = 0; i < b->spec->attr_count; i++) {
      if (b->present[i] == (present == 1)) nearest_offer(&nearest, b->spec->attrs[i].name);
    }
  }
  return nearest;
}

/* Any attribute of an env becomes an input value, so `ulr` is legal there, yet hardly meant. */
static void hint_attribute(CheckBlock *b, const SynAttr *attr, const Nearest *nearest) {
  bool wanted = b->spec->open_hints || b->spec->role == BLOCK_ENV;
  const AttrSpec *meant = wanted ? dialect_attr(b->spec, nearest->best) : NULL;
  if (meant == NULL || b->present[meant - b->spec->attrs]) return;
  Diagnostic *d = check_report(b->check, DIAG_MAYBE_UNKNOWN, attr->name_span,
                               "attribute %.*s is not known in block of type %.*s (Did you mean %.*s?)",
                               STR_FMT(attr->name), STR_FMT(b->spec->name), STR_FMT(nearest->best));
  check_fix(b->check, d, attr->name_span, nearest->best);
}

static void unknown_attribute(CheckBlock *b, const SynAttr *attr) {
  Nearest nearest = nearest_attr(b, attr->name);
  if (b->spec->open_attrs) {
    hint_attribute(b, attr, &nearest);
    return;
  }
  Diagnostic *d;
  Str hint = check_hint(b->check, &nearest);
  if (b->syn == NULL) {
    d = check_report(b->check, DIAG_UNKNOWN_ATTRIBUTE, attr->span, "unknown top level attribute %.*s%.*s",
                     STR_FMT(attr->name), STR_FMT(hint));
  } else if (is_strict(b)) {
    d = check_report(b->check, DIAG_UNKNOWN_ATTRIBUTE, attr->name_span,
                     "Unsupported argument; An argument named \"%.*s\" is not expected here.", STR_FMT(attr->name));
  } else {
    d = check_report(b->check, DIAG_UNKNOWN_ATTRIBUTE, attr->span, "unknown attribute %.*s in block of type %.*s%.*s",
                     STR_FMT(attr->name), STR_FMT(b->syn->type), STR_FMT(hint));
  }
  b->faulty = true;
  if (str_empty(nearest.best)) return;
  claim(b, nearest.best);
  check_fix(b->check, d, attr->name_span, nearest.best);
}

static void check_attributes(CheckBlock *b) {
  for (const SynAttr *attr = b->body->attrs; attr != NULL; attr = attr->next) {
    const AttrSpec *spec = dialect_attr(b->spec, attr->name);
    if (spec == NULL) {
      unknown_attribute(b, attr);
    } else if ((spec->flags & SPEC_DEPRECATED) != 0) {
      check_report(b->check, DIAG_DEPRECATED, attr->name_span, "attribute %.*s is deprecated", STR_FMT(attr->name));
    }
  }
}

/* ---- blocks ---- */

static void unknown_block(CheckBlock *b, const CheckBlock *child) {
  const SynBlock *syn = child->syn;
  Nearest nearest = nearest_start(syn->type);
  for (uint32_t i = 0; i < b->spec->child_count; i++) nearest_offer(&nearest, b->spec->children[i].block->name);
  bool hint_only = b->spec->open_blocks;
  if (hint_only && (!b->spec->open_hints || str_empty(nearest.best))) return;
  Diagnostic *d;
  Str hint = check_hint(b->check, &nearest);
  if (hint_only) {
    d = check_report(b->check, DIAG_MAYBE_UNKNOWN, syn->type_span,
                     "block type %.*s is not known in block of type %.*s%.*s", STR_FMT(syn->type),
                     STR_FMT(b->spec->name), STR_FMT(hint));
  } else if (b->syn == NULL) {
    d = check_report(b->check, DIAG_UNKNOWN_BLOCK, syn->type_span, "unknown top level block type %.*s%.*s",
                     STR_FMT(syn->type), STR_FMT(hint));
  } else if (is_strict(b)) {
    d = check_report(b->check, DIAG_UNKNOWN_BLOCK, syn->type_span,
                     "Unsupported block type; Blocks of type \"%.*s\" are not expected here.", STR_FMT(syn->type));
  } else {
    d = check_report(b->check, DIAG_UNKNOWN_BLOCK, syn->type_span, "unknown block type %.*s in block of type %.*s%.*s",
                     STR_FMT(syn->type), STR_FMT(b->syn->type), STR_FMT(hint));
  }
  if (!hint_only) b->faulty = true;
  if (str_empty(nearest.best)) return;
  claim(b, nearest.best);
  check_fix(b->check, d, syn->type_span, nearest.best);
}

static bool same_labels(const SynBlock *a, const SynBlock *b) {
  if (!str_eq(a->type, b->type) || a->label_count != b->label_count) return false;
  for (uint32_t i = 0; i < a->label_count; i++) {
    if (!str_eq(a->labels[i].text, b->labels[i].text)) return false;
  }
  return true;
}

/* `column "id"` -> "column\nid" */
static Str label_key(Arena *arena, const SynBlock *syn) {
  size_t len = syn->type.len, at = syn->type.len;
  for (uint32_t i = 0; i < syn->label_count; i++) len += 1 + syn->labels[i].text.len;
  char *key = arena_array(arena, char, len);
  memcpy(key, syn->type.ptr, syn->type.len);
  for (uint32_t i = 0; i < syn->label_count; i++) {
    Str label = syn->labels[i].text;
    key[at++] = '\n';
    if (label.len > 0) memcpy(key + at, label.ptr, label.len);
    at += label.len;
  }
  return str_make(key, len);
}

/* Two columns with one name, two keys where one is allowed. */
static void repeated_block(CheckBlock *b, const CheckBlock *child, Map *seen) {
  const ChildSpec *allowed = dialect_child(b->spec, child->syn->type);
  const SynBlock *syn = child->syn;
  Arena *scratch = b->check->scratch;
  bool single = allowed->max == 1;
  if (!single && (child->spec->repeatable || syn->label_count == 0)) return;
  Str key = single ? syn->type : label_key(scratch, syn);
  void **slot = map_slot(seen, key);
  if (*slot == NULL) {
    *slot = (void *)(uintptr_t)(child - b->children + 1);
    return;
  }
  const SynBlock *first = b->children[(uintptr_t)*slot - 1].syn;
  b->faulty = true;
  Diagnostic *d;
  if (!single && same_labels(first, syn)) {
    d = check_report(b->check, DIAG_DUPLICATE_NAME, syn->labels[syn->label_count - 1].span,
                     "duplicate %.*s \"%.*s\" in block of type %.*s", STR_FMT(syn->type), STR_FMT(check_label(child)),
                     STR_FMT(b->spec->name));
  } else {
    d = check_report(b->check, DIAG_DUPLICATE_BLOCK, syn->type_span,
                     "block %.*s can be defined only once in block %.*s", STR_FMT(syn->type), STR_FMT(b->spec->name));
  }
  check_relate(b->check, d, NULL, first->header, "first defined here");
}

static void check_children(CheckBlock *b) {
  Map seen = {0};
  for (uint32_t i = 0; i < b->child_count; i++) {
    CheckBlock *child = &b->children[i];
    if (child->spec == NULL && child->syn->broken) {
      claim(b, child->syn->type); /* `schema schema.main` may be an attribute */
      b->faulty = true;
      continue;
    }
    if (child->spec == NULL) {
      if (b->syn != NULL || !check_project_block(child)) unknown_block(b, child);
      continue;
    }
    if ((child->spec->flags & SPEC_DEPRECATED) != 0) {
      check_report(b->check, DIAG_DEPRECATED, child->syn->type_span, "block %.*s is deprecated",
                   STR_FMT(child->syn->type));
    }
    if (!check_labels(child)) child->spec = NULL; /* which body it should have cannot be said */
    if (child->spec == NULL) continue;
    if (b->syn != NULL) repeated_block(b, child, &seen);
  }
  map_free(&seen);
}

/* ---- missing parts ---- */

/* Sets that need one of their parts report its absence themselves. */
static bool in_needed_set(const BlockSpec *spec, Str name) {
  for (uint32_t i = 0; i < spec->set_count; i++) {
    if (spec->sets[i].kind != SET_ONE_OF) continue;
    for (uint32_t k = 0; k < spec->sets[i].count; k++) {
      if (str_eq(spec->sets[i].names[k], name)) return true;
    }
  }
  return false;
}

static bool is_missing(CheckBlock *b, const AttrSpec *spec) {
  bool unless = !str_empty(spec->required_unless);
  if ((spec->flags & SPEC_REQUIRED) == 0 && !unless) return false;
  if ((spec->flags & SPEC_UNCERTAIN) != 0 || check_attr(b, spec->name) != NULL) return false;
  if (claimed(b, spec->name) || in_needed_set(b->spec, spec->name)) return false;
  return !unless || (!is_set(b, spec->required_unless) && !claimed(b, spec->required_unless));
}

static void missing_attribute(CheckBlock *b, const AttrSpec *spec) {
  b->faulty = true;
  if (is_strict(b)) {
    Span brace = span_make(b->syn->open.start, b->syn->open.start);
    check_report(b->check, DIAG_MISSING_ATTRIBUTE, brace,
                 "Missing required argument; The argument \"%.*s\" is required, but no definition was found.",
                 STR_FMT(spec->name));
    return;
  }
  check_report(b->check, DIAG_MISSING_ATTRIBUTE, b->syn->type_span, "missing required attribute %.*s in block %.*s",
               STR_FMT(spec->name), STR_FMT(b->spec->name));
}

static void check_missing(CheckBlock *b) {
  for (uint32_t i = 0; i < b->spec->attr_count; i++) {
    if (is_missing(b, &b->spec->attrs[i])) missing_attribute(b, &b->spec->attrs[i]);
  }
  for (uint32_t i = 0; i < b->spec->child_count; i++) {
    const ChildSpec *child = &b->spec->children[i];
    if (child->min == 0 || (child->block->flags & SPEC_UNCERTAIN) != 0) continue;
    if (check_count(b, child->block->name) > 0 || claimed(b, child->block->name)) continue;
    if (in_needed_set(b->spec, child->block->name)) continue;
    b->faulty = true;
    check_report(b->check, DIAG_MISSING_BLOCK, b->syn->type_span, "missing required block %.*s in block %.*s",
                 STR_FMT(child->block->name), STR_FMT(b->spec->name));
  }
}

/* A file (several units) is never incomplete. */
void check_names(CheckBlock *b) {
  check_attributes(b);
  check_children(b);
  if (b->syn != NULL) check_missing(b);
}
