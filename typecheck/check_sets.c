/* check_sets.c: parts of a block of which at most one, or at least one, may be given. A part is an attribute or a
 * child block. */
#include "base/buf.h"
#include "typecheck/check_internal.h"

typedef struct Part {
  Str name;
  bool block;
  Span span; /* empty: absent */
} Part;

typedef struct Parts {
  Part items[16];
  uint32_t len;
} Parts;

/* `as (block)` in a set means the block only; without the suffix either will do. */
static bool part_is(Str *name, Str suffix) {
  if (!str_ends(*name, suffix)) return false;
  *name = str_sub(*name, 0, name->len - suffix.len);
  return true;
}

/* Which parts of a set are there. */
static Parts present_parts(CheckBlock *b, const SetSpec *set) {
  Parts parts = {.len = 0};
  for (uint32_t i = 0; i < set->count && parts.len < sizeof parts.items / sizeof *parts.items; i++) {
    Str name = set->names[i];
    bool only_attr = part_is(&name, STR(" (attribute)")), only_block = part_is(&name, STR(" (block)"));
    const CheckAttr *attr = only_block ? NULL : check_attr(b, name);
    const SynBlock *block = only_attr ? NULL : syn_block(b->body, name);
    if (attr != NULL) {
      parts.items[parts.len++] = (Part){name, false, attr->syn->span};
    } else if (block != NULL) {
      parts.items[parts.len++] = (Part){name, true, block->type_span};
    }
  }
  return parts;
}

/* ---- texts of the data: {label} {table} {position} {block} ---- */

static Str placeholder(CheckBlock *b, Str name) {
  CheckBlock *at = b;
  if (str_eq(name, STR("block"))) return b->syn->type;
  if (str_eq(name, STR("table"))) return check_label(check_top(b));
  if (str_eq(name, STR("position"))) return arena_printf(b->check->scratch, "%u", b->ordinal);
  if (!str_eq(name, STR("label"))) return STR("");
  while (at->syn != NULL && at->spec != NULL && at->spec->label_count == 0) at = at->parent;
  return check_label(at);
}

/* `missing definition for index "{label}"` -> `missing definition for index "by_name"` */
static Str expand(CheckBlock *b, Str text) {
  Buf out = {0};
  for (size_t i = 0; i < text.len;) {
    size_t close = text.ptr[i] == '{' ? str_find(text, '}', i) : text.len;
    if (close == text.len) {
      buf_putc(&out, text.ptr[i++]);
      continue;
    }
    buf_put(&out, placeholder(b, str_sub(text, i + 1, close)));
    i = close + 1;
  }
  Str result = arena_str(b->check->scratch, buf_str(&out));
  buf_free(&out);
  return result;
}

/* `attributes a and b`, `attribute a and block b`, `attributes a, b and c` */
static Str list_parts(CheckBlock *b, const Parts *parts) {
  Buf out = {0};
  for (uint32_t i = 0; i < parts->len; i++) {
    bool same = i > 0 && parts->items[i].block == parts->items[i - 1].block;
    bool plural = i + 1 < parts->len && parts->items[i].block == parts->items[i + 1].block;
    if (i > 0) buf_put(&out, i + 1 == parts->len ? STR(" and ") : STR(", "));
    if (!same) buf_printf(&out, "%s%s ", parts->items[i].block ? "block" : "attribute", plural ? "s" : "");
    buf_put(&out, parts->items[i].name);
  }
  Str result = arena_str(b->check->scratch, buf_str(&out));
  buf_free(&out);
  return result;
}

/* The code of a mistake of the conversion; `usual` for the others. */
static DiagCode set_code(const CheckBlock *b, DiagCode usual) {
  bool partition =
      b->spec->role == BLOCK_PARTITION || (b->parent->spec != NULL && b->parent->spec->role == BLOCK_PARTITION);
  return partition && b->parent->syn != NULL ? DIAG_PARTITION : usual;
}

static void exclusive(CheckBlock *b, const SetSpec *set, const Parts *parts) {
  const Part *first = &parts->items[0], *second = &parts->items[1];
  if (second->span.start < first->span.start) {
    first = &parts->items[1];
    second = &parts->items[0];
  }
  Str text = expand(b, set->message);
  if (str_empty(text)) {
    Str names = list_parts(b, parts);
    text = arena_printf(b->check->scratch, "%.*s are mutually exclusive in block %.*s", STR_FMT(names),
                        STR_FMT(b->spec->name));
  }
  Diagnostic *d = check_report(b->check, set_code(b, DIAG_EXCLUSIVE), second->span, "%.*s", STR_FMT(text));
  check_relate(b->check, d, NULL, first->span, "%.*s is given here", STR_FMT(first->name));
}

static bool claims_one(const CheckBlock *b, const SetSpec *set) {
  for (uint32_t i = 0; i < b->claimed_count; i++) {
    for (uint32_t k = 0; k < set->count; k++) {
      if (str_eq(b->claimed[i], set->names[k])) return true;
    }
  }
  return false;
}

/* `one of columns, on is required in block index` */
static void none(CheckBlock *b, const SetSpec *set) {
  Str text = expand(b, set->message);
  if (str_empty(text)) {
    Buf out = {0};
    for (uint32_t i = 0; i < set->count; i++) {
      if (i > 0) buf_put(&out, STR(", "));
      buf_put(&out, set->names[i]);
    }
    text = arena_printf(b->check->scratch, "one of %.*s is required in block %.*s", STR_FMT(buf_str(&out)),
                        STR_FMT(b->spec->name));
    buf_free(&out);
  }
  check_report(b->check, set_code(b, set->late ? DIAG_KEY_SHAPE : DIAG_ONE_OF_REQUIRED), b->syn->type_span, "%.*s",
               STR_FMT(text));
}

void check_sets(CheckBlock *b, bool late) {
  for (uint32_t i = 0; b->syn != NULL && i < b->spec->set_count; i++) {
    const SetSpec *set = &b->spec->sets[i];
    if (set->late != late) continue;
    Parts parts = present_parts(b, set);
    uint32_t before = b->check->reported;
    if (set->kind == SET_EXCLUSIVE && parts.len > 1) exclusive(b, set, &parts);
    if (set->kind == SET_ONE_OF && parts.len == 0 && !claims_one(b, set)) none(b, set);
    if (b->check->reported > before) b->faulty = true;
  }
}
