/* link.c: puts the names of a model together and checks that every one leads somewhere. */
#include "dialects/dialectc/model.h"

static const MAttr *block_attr(const MBlock *block, Str name) {
  for (size_t i = 0; i < block->attrs.len; i++) {
    if (str_eq(block->attrs.items[i].name, name)) {
      return &block->attrs.items[i];
    }
  }
  return NULL;
}

static const MChild *block_child(const MBlock *block, Str name) {
  for (size_t i = 0; i < block->children.len; i++) {
    if (str_eq(block->children.items[i].name, name)) {
      return &block->children.items[i];
    }
  }
  return NULL;
}

/* Is `name` an attribute or child block? "as (block)" is one too. */
static bool block_has(const MBlock *block, Str name) {
  size_t blank = str_find(name, ' ', 0);
  name = str_sub(name, 0, blank);
  return block_attr(block, name) != NULL || block_child(block, name) != NULL;
}

static void check_words(Model *self, Str words, Place at) {
  if (!str_empty(words) && model_enum(self, words) == NULL) {
    model_error(self, at, "there is no enum \"%.*s\"", STR_FMT(words));
  }
}

static void check_value(Model *self, const MValue *value, Place at, unsigned depth) {
  if (value->kind == VALUE_ENUM) {
    check_words(self, value->words, at);
  }
  for (size_t i = 0; i < value->elems.len && depth < 50; i++) {
    check_value(self, value->elems.items[i], at, depth + 1);
  }
}

static void check_attr(Model *self, const MBlock *block, const MAttr *attr) {
  check_value(self, attr->value, attr->at, 0);
  check_words(self, attr->suggest, attr->at);
  if (!str_empty(attr->required_unless) && !block_has(block, attr->required_unless)) {
    model_error(self, attr->at, "there is no %.*s beside it", STR_FMT(attr->required_unless));
  }
  if (!str_empty(attr->same_length) && block_attr(block, attr->same_length) == NULL) {
    model_error(self, attr->at, "there is no attribute %.*s beside it", STR_FMT(attr->same_length));
  }
}

static void check_block(Model *self, const MBlock *block) {
  if (str_empty(block->doc)) {
    model_error(self, block->at, "block %.*s has no doc", STR_FMT(block->path));
  }
  for (size_t i = 0; i < block->labels.len; i++) {
    check_words(self, block->labels.items[i].words, block->at);
  }
  for (size_t i = 0; i < block->attrs.len; i++) {
    check_attr(self, block, &block->attrs.items[i]);
  }
  for (size_t i = 0; i < block->sets.len; i++) {
    const MSet *set = &block->sets.items[i];
    for (size_t j = 0; j < set->names.len; j++) {
      if (!block_has(block, set->names.items[j])) {
        model_error(self, set->at, "block %.*s has no %.*s", STR_FMT(block->path), STR_FMT(set->names.items[j]));
      }
    }
  }
}

/* Takes attributes, sets, labels and children of the block that `like` names, where it has none of its own. */
static void copy_like(Model *self, MBlock *block) {
  const MBlock *other = map_get(&self->paths, block->like);
  if (other == NULL) {
    model_error(self, block->at, "there is no block \"%.*s\"", STR_FMT(block->like));
    return;
  }
  if (block->labels.len == 0) {
    block->labels = other->labels;
  }
  for (size_t i = 0; i < other->attrs.len; i++) {
    if (block_attr(block, other->attrs.items[i].name) == NULL) {
      model_push(self, &block->attrs, other->attrs.items[i]);
    }
  }
  for (size_t i = 0; i < other->children.len; i++) {
    if (block_child(block, other->children.items[i].name) == NULL) {
      model_push(self, &block->children, other->children.items[i]);
    }
  }
  for (size_t i = 0; i < other->sets.len; i++) {
    model_push(self, &block->sets, other->sets.items[i]);
  }
}

static void link_children(Model *self, MBlock *block) {
  for (size_t i = 0; i < block->children.len; i++) {
    MChild *child = &block->children.items[i];
    if (child->block == NULL) {
      child->block = map_get(&self->paths, child->path);
    }
    if (child->block == NULL) {
      model_error(self, child->at, "there is no block \"%.*s\"", STR_FMT(child->path));
    }
  }
}

static void add_every(Model *self, MBlock *block) {
  for (size_t i = 0; i < self->every.len && !block->common; i++) {
    if (block_attr(block, self->every.items[i].name) == NULL) {
      model_push(self, &block->attrs, self->every.items[i]);
    }
  }
}

static void check_types(Model *self) {
  for (size_t i = 0; i < self->types.len; i++) {
    const MType *type = &self->types.items[i];
    for (size_t j = 0; j < type->params.len; j++) {
      check_value(self, type->params.items[j].value, type->at, 0);
      check_words(self, type->params.items[j].allowed, type->at);
      check_words(self, type->params.items[j].keywords, type->at);
    }
  }
}

bool model_link(Model *self) {
  for (size_t i = map_next(&self->paths, 0); i < self->paths.cap; i = map_next(&self->paths, i + 1)) {
    MBlock *block = self->paths.entries[i].value;
    if (!str_empty(block->like)) {
      copy_like(self, block);
    }
  }
  for (size_t i = 0; i < self->top->children.len; i++) {
    add_every(self, self->top->children.items[i].block);
  }
  link_children(self, self->top);
  for (size_t i = map_next(&self->paths, 0); i < self->paths.cap; i = map_next(&self->paths, i + 1)) {
    link_children(self, self->paths.entries[i].value);
    check_block(self, self->paths.entries[i].value);
  }
  check_types(self);
  if (str_empty(self->title) && !str_eq(self->name, STR("common"))) {
    model_error(self, (Place){self->name, 1}, "the folder has no dialect block");
  }
  return self->errors == 0;
}

unsigned model_uncertain(const Model *self) {
  unsigned count = 0;
  for (size_t i = map_next(&self->paths, 0); i < self->paths.cap; i = map_next(&self->paths, i + 1)) {
    const MBlock *block = self->paths.entries[i].value;
    count += (block->flags & SPEC_UNCERTAIN) != 0;
    count += block->unconfirmed || block->open_hints;
    for (size_t j = 0; j < block->attrs.len; j++) {
      count += (block->attrs.items[j].flags & SPEC_UNCERTAIN) != 0;
    }
  }
  for (size_t i = 0; i < self->types.len; i++) {
    count += self->types.items[i].uncertain;
  }
  return count;
}
