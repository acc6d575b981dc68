/* complete_items.c: attributes and blocks at the start of a statement, and labels of block headers. */
#include "lsp/complete_internal.h"

static bool has_attr(const Complete *self, Str name) {
  return self->body != NULL && syn_attr(self->body, name) != NULL;
}

static unsigned count_blocks(const Complete *self, Str type) {
  unsigned count = 0;
  for (const SynBlock *block = self->body != NULL ? self->body->blocks : NULL; block != NULL; block = block->next)
    if (str_eq(block->type, type)) count++;
  return count;
}

/* Is the cursor inside the name of this very attribute, which then is no duplicate? */
static bool under_cursor(const Complete *self, Str name) {
  const SynAttr *attr = self->body != NULL ? syn_attr(self->body, name) : NULL;
  return attr != NULL && attr->name_span.start == self->cursor.word.start;
}

static bool excluded(const Complete *self, Str name) {
  for (uint16_t i = 0; i < self->block->set_count; i++) {
    const SetSpec *set = &self->block->sets[i];
    bool mine = false, other = false;
    for (uint16_t k = 0; set->kind == SET_EXCLUSIVE && k < set->count; k++) {
      bool same = str_eq(set->names[k], name);
      mine = mine || same;
      other = other || (!same && (has_attr(self, set->names[k]) || count_blocks(self, set->names[k]) > 0));
    }
    if (mine && other) return true;
  }
  return false;
}

static bool in_open_set(const Complete *self, Str name) {
  for (uint16_t i = 0; i < self->block->set_count; i++) {
    const SetSpec *set = &self->block->sets[i];
    bool mine = false, done = false;
    for (uint16_t k = 0; set->kind == SET_ONE_OF && k < set->count; k++) {
      mine = mine || str_eq(set->names[k], name);
      done = done || has_attr(self, set->names[k]) || count_blocks(self, set->names[k]) > 0;
    }
    if (mine && !done) return true;
  }
  return false;
}

static unsigned attr_rank(const Complete *self, const AttrSpec *attr) {
  if ((attr->flags & SPEC_REQUIRED) != 0) return RANK_REQUIRED;
  if ((attr->flags & SPEC_DEPRECATED) != 0 || excluded(self, attr->name)) return RANK_LAST;
  if (!str_empty(attr->required_unless) && !has_attr(self, attr->required_unless) &&
      count_blocks(self, attr->required_unless) == 0)
    return RANK_REQUIRED + 10;
  if (in_open_set(self, attr->name)) return RANK_REQUIRED + 20;
  if ((attr->flags & (SPEC_META | SPEC_UNCERTAIN)) != 0) return RANK_WEAK;
  if ((attr->flags & SPEC_PRO) != 0) return RANK_USUAL + 20;
  return attr->role != ATTR_PLAIN ? RANK_USUAL : RANK_USUAL + 10;
}

static Str describe(const Complete *self, const AttrSpec *attr) {
  Buf buf = {0};
  dialect_describe(attr->value, &buf);
  Str text = arena_str(self->arena, buf_str(&buf));
  buf_free(&buf);
  return (attr->flags & SPEC_REQUIRED) != 0 ? arena_printf(self->arena, "%.*s, required", STR_FMT(text)) : text;
}

static Str finish_snippet(const Complete *self, Snippet *snippet) {
  Str text = arena_str(self->arena, buf_str(&snippet->buf));
  buf_free(&snippet->buf);
  return text;
}

static void add_attr(Complete *self, const AttrSpec *attr) {
  CompleteItem *item = complete_add(self, COMPLETE_ATTR, attr->name, attr_rank(self, attr));
  if (item == NULL) return;
  item->block = self->block;
  item->attr = attr;
  item->detail = describe(self, attr);
  item->deprecated = (attr->flags & SPEC_DEPRECATED) != 0;
  item->pro = (attr->flags & SPEC_PRO) != 0;
  Snippet snippet = {0};
  if (self->cursor.equals_follow) {
    buf_put(&snippet.buf, attr->name);
  } else {
    snippet_attr(self, &snippet, attr);
  }
  item->snippet = finish_snippet(self, &snippet);
}

static unsigned block_rank(const Complete *self, const ChildSpec *child) {
  const BlockSpec *block = child->block;
  if (child->min > count_blocks(self, block->name)) return RANK_REQUIRED;
  if ((block->flags & SPEC_DEPRECATED) != 0 || excluded(self, block->name)) return RANK_LAST;
  if (in_open_set(self, block->name)) return RANK_REQUIRED + 20;
  if ((block->flags & SPEC_UNCERTAIN) != 0) return RANK_WEAK;
  if ((block->flags & SPEC_PRO) != 0) return RANK_USUAL + 15;
  return block->role != BLOCK_PLAIN ? RANK_GOOD + block->role * 3U : RANK_USUAL + 5;
}

static void add_block(Complete *self, const BlockSpec *block, Str label, unsigned rank, bool rich) {
  CompleteItem *item = complete_add(self, rich ? COMPLETE_SNIPPET : COMPLETE_BLOCK, label, rank);
  if (item == NULL) return;
  item->block = block;
  item->detail = rich ? STR("with its usual parts") : STR("block");
  item->deprecated = (block->flags & SPEC_DEPRECATED) != 0;
  item->pro = (block->flags & SPEC_PRO) != 0;
  Snippet snippet = {0};
  if (self->cursor.brace_follows) {
    buf_put(&snippet.buf, block->name);
  } else {
    snippet_block(self, &snippet, block, rich);
  }
  item->snippet = finish_snippet(self, &snippet);
}

static const ChildSpec *child_of_role(const BlockSpec *block, BlockRole role) {
  for (uint16_t i = 0; i < block->child_count; i++)
    if (block->children[i].block->role == role) return &block->children[i];
  return NULL;
}

/* "table with column and primary_key": one choice that writes the whole. */
static void add_rich(Complete *self, const ChildSpec *child) {
  const BlockSpec *block = child->block;
  const ChildSpec *column = child_of_role(block, BLOCK_COLUMN), *key = child_of_role(block, BLOCK_PRIMARY_KEY);
  if (column == NULL || key == NULL || self->cursor.brace_follows) return;
  Str label = arena_printf(self->arena, "%.*s with %.*s and %.*s", STR_FMT(block->name), STR_FMT(column->block->name),
                           STR_FMT(key->block->name));
  add_block(self, block, label, block_rank(self, child) + 1, true);
}

/* Each variant of a block with its own parts: data "sql", data "external" ... */
static void add_variants(Complete *self, const ChildSpec *child) {
  const BlockSpec *block = child->block;
  for (uint16_t i = 0; i < block->variant_count && !self->cursor.brace_follows; i++) {
    const BlockSpec *variant = block->variants[i];
    Str label = arena_printf(self->arena, "%.*s \"%.*s\"", STR_FMT(block->name), STR_FMT(variant->variant));
    add_block(self, variant, label, block_rank(self, child) + 2, false);
  }
}

static void add_children(Complete *self) {
  for (uint16_t i = 0; i < self->block->child_count; i++) {
    const ChildSpec *child = &self->block->children[i];
    Str name = child->block->name;
    if (i > 0 && str_eq(name, self->block->children[i - 1].block->name)) continue;
    if (child->max > 0 && count_blocks(self, name) >= child->max && !self->cursor.brace_follows) continue;
    if (!self->cursor.equals_follow) {
      add_block(self, child->block, name, block_rank(self, child), false);
      add_rich(self, child);
      add_variants(self, child);
    }
  }
}

void complete_items(Complete *self) {
  if (self->block == NULL) return;
  for (uint16_t i = 0; i < self->block->attr_count && !self->cursor.brace_follows; i++) {
    const AttrSpec *attr = &self->block->attrs[i];
    if (!has_attr(self, attr->name) || under_cursor(self, attr->name)) add_attr(self, attr);
  }
  add_children(self);
}

static void add_label(Complete *self, Str text, Str detail, unsigned rank) {
  CompleteItem *item = complete_add(self, COMPLETE_WORD, text, rank);
  if (item == NULL) return;
  item->detail = detail;
  Snippet snippet = {0};
  if (!self->cursor.quoted) buf_putc(&snippet.buf, '"');
  snippet_text(&snippet, text);
  if (!self->cursor.quoted) buf_putc(&snippet.buf, '"');
  item->snippet = finish_snippet(self, &snippet);
}

void complete_label(Complete *self) {
  if (self->block == NULL) return;
  uint32_t at = self->cursor.label;
  for (uint16_t i = 0; i < self->block->variant_count && at == 0; i++)
    add_label(self, self->block->variants[i]->variant, self->block->name, RANK_USUAL);
  if (at >= self->block->label_count) return;
  const LabelSpec *label = &self->block->labels[at];
  for (uint16_t i = 0; label->words != NULL && i < label->words->count; i++)
    add_label(self, label->words->words[i].name, label->name, RANK_USUAL);
  if (label->required || dialect_child(self->dialect->root, label->name) == NULL) return;
  size_t count = 0; /* an optional label is a qualifier: the name of a schema */
  const ModuleDef *defs = module_kind(self->module, label->name, &count);
  for (size_t i = 0; i < count && i < COMPLETE_MAX; i++) add_label(self, defs[i].def->name, label->name, RANK_WEAK);
}
