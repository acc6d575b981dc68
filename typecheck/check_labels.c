/* check_labels.c: how many labels a block has, and which words they may be. */
#include "base/buf.h"
#include "typecheck/check_internal.h"

static const char *plural(uint32_t count) { return count == 1 ? "" : "s"; }

/* `variable` blocks are decoded by HCL itself, with its texts. */
static void variable_labels(CheckBlock *b) {
  const SynBlock *syn = b->syn;
  if (syn->label_count == 0) {
    check_report(b->check, DIAG_LABEL_COUNT, syn->open, "Missing  for %.*s; All %.*s blocks must have 1 labels ().",
                 STR_FMT(syn->type), STR_FMT(syn->type));
  } else {
    check_report(b->check, DIAG_LABEL_COUNT, syn->labels[1].span,
                 "Extraneous label for %.*s; Only 1 labels () are expected for %.*s blocks.", STR_FMT(syn->type),
                 STR_FMT(syn->type));
  }
}

/* `table "a" "b" "c"`: too many labels for block: [a b c] */
static void too_many(CheckBlock *b) {
  const SynBlock *syn = b->syn;
  Buf list = {0};
  for (uint32_t i = 0; i < syn->label_count; i++) {
    if (i > 0) buf_putc(&list, ' ');
    buf_put(&list, syn->labels[i].text);
  }
  check_report(b->check, DIAG_LABEL_COUNT, syn->labels[2].span, "too many labels for block: [%.*s]",
               STR_FMT(buf_str(&list)));
  buf_free(&list);
}

static void label_count(CheckBlock *b) {
  const SynBlock *syn = b->syn;
  uint32_t min = b->spec->label_min, max = b->spec->label_count;
  b->faulty = true;
  if (b->spec->role == BLOCK_VARIABLE) {
    variable_labels(b);
  } else if (b->spec->role == BLOCK_DATA) {
    check_report(b->check, DIAG_LABEL_COUNT, syn->header, "data block \"%.*s\" must have exactly 2 labels",
                 STR_FMT(syn->type));
  } else if (min == max) {
    check_report(b->check, DIAG_LABEL_COUNT, syn->type_span, "%.*s block must have exactly %u label%s",
                 STR_FMT(syn->type), max, plural(max));
  } else if (syn->label_count < min) {
    check_report(b->check, DIAG_LABEL_COUNT, syn->type_span, "%.*s block must have at least %u label%s",
                 STR_FMT(syn->type), min, plural(min));
  } else if (syn->label_count > 2) {
    too_many(b);
  } else {
    check_report(b->check, DIAG_LABEL_COUNT, syn->type_span, "%.*s block must have at most %u label%s",
                 STR_FMT(syn->type), max, plural(max));
  }
}

/* Optional labels come first: with one label of two, it is the second of the list. */
static const LabelSpec *label_spec(const CheckBlock *b, uint32_t index) {
  uint32_t skipped = b->spec->label_count - b->syn->label_count;
  return &b->spec->labels[skipped + index];
}

static void label_word(CheckBlock *b, const SynLabel *label, const LabelSpec *spec) {
  if (spec->words == NULL || spec->words->open || dialect_word(spec->words, label->text) != NULL) return;
  Nearest nearest = nearest_start(label->text);
  for (uint32_t i = 0; i < spec->words->count; i++) nearest_offer(&nearest, spec->words->words[i].name);
  b->faulty = true;
  Str hint = check_hint(b->check, &nearest);
  Diagnostic *d = check_report(b->check, DIAG_LABEL_VALUE, label->span, "unknown %.*s %.*s in block of type %.*s%.*s",
                               STR_FMT(spec->name), STR_FMT(label->text), STR_FMT(b->syn->type), STR_FMT(hint));
  if (str_empty(nearest.best)) return;
  Str text = label->quoted ? arena_printf(b->check->scratch, "\"%.*s\"", STR_FMT(nearest.best)) : nearest.best;
  check_fix(b->check, d, label->span, text);
}

/* A block with variants (data "sql" ...) whose first label selects none of them. Where there may be more than are
 * known, only a name close to a known one is worth a warning. */
static void label_variant(CheckBlock *b) {
  const ChildSpec *child = dialect_child(b->parent->spec, b->syn->type);
  const BlockSpec *spec = child->block;
  if (spec->variant_count == 0 || b->spec != spec || b->syn->label_count == 0) return;
  const SynLabel *label = &b->syn->labels[0];
  Nearest nearest = nearest_start(label->text);
  for (uint32_t i = 0; i < spec->variant_count; i++) nearest_offer(&nearest, spec->variants[i]->variant);
  if (spec->open_attrs && str_empty(nearest.best)) return;
  b->faulty = !spec->open_attrs;
  const char *kind = spec->role == BLOCK_DATA ? "source" : "block";
  Diagnostic *d =
      check_report(b->check, spec->role == BLOCK_DATA ? DIAG_DATA_SOURCE : DIAG_LABEL_VALUE, label->span,
                   "missing %.*s %s handler for \"%.*s\"", STR_FMT(b->syn->type), kind, STR_FMT(label->text));
  if (spec->open_attrs) d->severity = SEVERITY_WARNING;
  if (str_empty(nearest.best)) return;
  check_fix(b->check, d, label->span, arena_printf(b->check->scratch, "\"%.*s\"", STR_FMT(nearest.best)));
}

bool check_labels(CheckBlock *b) {
  uint32_t count = b->syn->label_count, before = b->check->reported;
  if (b->syn->broken || (b->spec->flags & SPEC_UNCERTAIN) != 0) return true;
  bool half = b->spec->role == BLOCK_DATA && count == 1; /* none or both */
  if (count < b->spec->label_min || count > b->spec->label_count || half) {
    label_count(b);
    return true;
  }
  for (uint32_t i = 0; i < count; i++) label_word(b, &b->syn->labels[i], label_spec(b, i));
  if (b->check->reported == before) label_variant(b);
  return b->check->reported == before || b->spec->variant_count == 0;
}
