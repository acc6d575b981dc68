/* block.c: block, variant and shape in language.hcl. Read into a block that is there already, it changes it. */
#include "dialects/dialectc/model.h"

static uint8_t block_flag(Str key) {
  return str_eq(key, STR("pro"))          ? SPEC_PRO
         : str_eq(key, STR("deprecated")) ? SPEC_DEPRECATED
         : str_eq(key, STR("uncertain"))  ? SPEC_UNCERTAIN
                                          : 0;
}

/* Place of a true-or-false attribute in the block, or NULL. */
static bool *block_switch(MBlock *block, Str key) {
  const struct {
    const char *word;
    bool *place;
  } switches[] = {{"repeatable", &block->repeatable},    {"names_type", &block->names_type},
                  {"ordered", &block->ordered},          {"unconfirmed", &block->unconfirmed},
                  {"may_have_more", &block->open_hints}, {"types_only", &block->types_only},
                  {"verbatim", &block->verbatim}};
  for (size_t i = 0; i < sizeof(switches) / sizeof(*switches); i++) {
    if (str_eq(key, str_from(switches[i].word))) {
      return switches[i].place;
    }
  }
  return NULL;
}

static Str *block_text(MBlock *block, Str key) {
  const struct {
    const char *word;
    Str *place;
  } texts[] = {{"doc", &block->doc},
               {"referenced_as", &block->referenced_as},
               {"example", &block->example},
               {"like", &block->like}};
  for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
    if (str_eq(key, str_from(texts[i].word))) {
      return texts[i].place;
    }
  }
  return NULL;
}

/* ["schema?", label("code", lint_codes)] */
static void read_labels(const Source *self, const SynExpr *expr, MBlock *out) {
  array_clear(&out->labels);
  for (uint32_t i = 0; expr->kind == SYN_TUPLE && i < expr->count; i++) {
    const SynExpr *item = expr->as.tuple.elems[i];
    MLabel label = {0};
    const SynExpr *name = item->kind == SYN_CALL && item->count == 2 ? item->as.call.args[0] : item;
    label.name = read_string(self, name);
    label.required = !str_ends(label.name, STR("?"));
    label.name.len -= label.required ? 0 : 1;
    if (name != item) {
      label.words = read_enum_name(self, item->as.call.args[1], out->path, label.name);
    }
    model_push(self->model, &out->labels, label);
  }
}

static void block_remove(MBlock *block, Str name) {
  for (size_t i = block->attrs.len; i-- > 0;) {
    if (str_eq(block->attrs.items[i].name, name)) {
      array_splice(&block->attrs, i, 1, NULL, 0);
    }
  }
  for (size_t i = block->children.len; i-- > 0;) {
    if (str_eq(block->children.items[i].name, name)) {
      array_splice(&block->children, i, 1, NULL, 0);
    }
  }
}

void read_open(const Source *self, const SynExpr *expr, MBlock *out) {
  StrList words = {0};
  read_words(self, expr, &words);
  for (size_t i = 0; i < words.len; i++) {
    out->open_attrs |= str_eq(words.items[i], STR("attributes"));
    out->open_blocks |= str_eq(words.items[i], STR("blocks"));
  }
}

static void block_list(const Source *self, const SynAttr *attr, MBlock *out) {
  StrList words = {0};
  if (str_eq(attr->name, STR("rules"))) {
    array_clear(&out->rules);
    read_words(self, attr->value, &out->rules);
    return;
  }
  read_words(self, attr->value, &words);
  for (size_t i = 0; i < words.len; i++) {
    block_remove(out, words.items[i]);
  }
}

static void block_attr(const Source *self, const SynAttr *attr, MBlock *out) {
  uint8_t flag = block_flag(attr->name);
  bool *place = block_switch(out, attr->name);
  Str *text = block_text(out, attr->name);
  if (flag != 0) {
    out->flags = (uint8_t)(read_bool(self, attr->value) ? out->flags | flag : out->flags & ~flag);
  } else if (place != NULL) {
    *place = read_bool(self, attr->value);
  } else if (text != NULL) {
    *text = read_string(self, attr->value);
  } else if (str_eq(attr->name, STR("labels"))) {
    read_labels(self, attr->value, out);
  } else if (str_eq(attr->name, STR("role"))) {
    out->role = read_block_role(self, attr->value);
  } else if (str_eq(attr->name, STR("min"))) {
    out->min = (uint16_t)read_int(self, attr->value);
  } else if (str_eq(attr->name, STR("max"))) {
    out->max = (uint16_t)read_int(self, attr->value);
  } else if (str_eq(attr->name, STR("open"))) {
    read_open(self, attr->value, out);
  } else if (str_eq(attr->name, STR("rules")) || str_eq(attr->name, STR("remove"))) {
    block_list(self, attr, out);
  } else {
    model_error(self->model, source_place(self, attr->name_span), "unknown attribute %.*s of a block",
                STR_FMT(attr->name));
  }
}

/* attributes { name = optional(...) }: replaces those of the same name. */
void read_attributes(const Source *self, const SynBody *body, MAttrs *out) {
  for (const SynAttr *attr = body->attrs; attr != NULL; attr = attr->next) {
    MAttr read;
    if (!read_attr(self, attr, &read)) {
      continue;
    }
    size_t i = 0;
    while (i < out->len && !str_eq(out->items[i].name, read.name)) {
      i++;
    }
    if (i < out->len) {
      out->items[i] = read;
    } else {
      model_push(self->model, out, read);
    }
  }
}

/* exclusive { names = ["columns", "on"]  message = "..." } */
static void read_set(const Source *self, const SynBlock *block, MBlock *out) {
  MSet set = {.kind = str_eq(block->type, STR("one_of")) ? SET_ONE_OF : SET_EXCLUSIVE,
              .at = source_place(self, block->type_span)};
  for (const SynAttr *attr = block->body->attrs; attr != NULL; attr = attr->next) {
    if (str_eq(attr->name, STR("names"))) {
      read_words(self, attr->value, &set.names);
    } else if (str_eq(attr->name, STR("late"))) {
      set.late = read_bool(self, attr->value);
    } else if (str_eq(attr->name, STR("message"))) {
      set.message = read_string(self, attr->value);
    } else {
      model_error(self->model, source_place(self, attr->name_span), "unknown attribute %.*s of a set",
                  STR_FMT(attr->name));
    }
  }
  model_push(self->model, &out->sets, set);
}

static MChild *child_slot(Model *model, MBlock *parent, Str name) {
  for (size_t i = 0; i < parent->children.len; i++) {
    if (str_eq(parent->children.items[i].name, name)) {
      return &parent->children.items[i];
    }
  }
  model_push(model, &parent->children, ((MChild){.name = name}));
  return &array_last(&parent->children);
}

/* on = block("table.index.on", { min = 1, max = 1, doc = "..." }) */
static void read_shared(const Source *self, const SynAttr *attr, MBlock *out) {
  const SynExpr *call = attr->value;
  Place at = source_place(self, call->span);
  if (call->kind != SYN_CALL || !str_eq(call->as.call.name, STR("block")) || call->count == 0) {
    model_error(self->model, at, "block(\"PATH\", { OPTIONS }) is needed here");
    return;
  }
  MChild child = {.name = attr->name, .path = read_string(self, call->as.call.args[0]), .at = at};
  const SynExpr *options = call->count > 1 ? call->as.call.args[1] : NULL;
  for (uint32_t i = 0; options != NULL && options->kind == SYN_OBJECT && i < options->count; i++) {
    const SynItem *item = &options->as.object.items[i];
    Str key = read_word(self, item->key);
    if (str_eq(key, STR("min"))) {
      child.min = (uint16_t)read_int(self, item->value);
    } else if (str_eq(key, STR("max"))) {
      child.max = (uint16_t)read_int(self, item->value);
    } else if (str_eq(key, STR("doc"))) {
      child.doc = read_string(self, item->value);
    } else {
      model_error(self->model, at, "unknown option %.*s of a shared block", STR_FMT(key));
    }
  }
  *child_slot(self->model, out, attr->name) = child;
}

static void read_child(const Source *self, const SynBlock *block, MBlock *out) {
  Str path = block->labels[0].text;
  if (!str_empty(out->path)) {
    path = arena_printf(&self->model->arena, "%.*s.%.*s", STR_FMT(out->path), STR_FMT(path));
  }
  MBlock *old = child_slot(self->model, out, block->labels[0].text)->block;
  MBlock *read = read_block(self, block, old, path);
  MChild *child = child_slot(self->model, out, block->labels[0].text);
  *child = (MChild){.name = read->name, .block = read, .min = read->min, .max = read->max, .at = read->at};
}

static void read_variant(const Source *self, const SynBlock *block, MBlock *out) {
  Str path = arena_printf(&self->model->arena, "%.*s:%.*s", STR_FMT(out->path), STR_FMT(block->labels[0].text));
  MBlock *variant = read_block(self, block, map_get(&self->model->paths, path), path);
  if (str_empty(variant->variant)) {
    variant->variant = variant->name;
    model_push(self->model, &out->variants, variant);
  }
  variant->name = out->name;
  variant->role = out->role;
  variant->labels = out->labels;
}

static void read_part(const Source *self, const SynBlock *part, MBlock *out) {
  bool named = str_eq(part->type, STR("block")) || str_eq(part->type, STR("variant"));
  if (part->label_count != (named ? 1 : 0)) {
    model_error(self->model, source_place(self, part->type_span), "wrong number of labels of %.*s",
                STR_FMT(part->type));
  } else if (str_eq(part->type, STR("block"))) {
    read_child(self, part, out);
  } else if (str_eq(part->type, STR("variant"))) {
    read_variant(self, part, out);
  } else if (str_eq(part->type, STR("attributes"))) {
    read_attributes(self, part->body, &out->attrs);
  } else if (str_eq(part->type, STR("shared"))) {
    for (const SynAttr *attr = part->body->attrs; attr != NULL; attr = attr->next) {
      read_shared(self, attr, out);
    }
  } else if (str_eq(part->type, STR("exclusive")) || str_eq(part->type, STR("one_of"))) {
    read_set(self, part, out);
  } else {
    model_error(self->model, source_place(self, part->type_span), "unknown block %.*s in a block", STR_FMT(part->type));
  }
}

MBlock *read_block(const Source *self, const SynBlock *block, MBlock *into, Str path) {
  MBlock *out = into;
  if (out == NULL) {
    out = arena_new(&self->model->arena, MBlock);
    size_t dot = path.len;
    while (dot > 0 && path.ptr[dot - 1] != '.' && path.ptr[dot - 1] != ':') {
      dot--;
    }
    out->name = str_sub(path, dot, path.len);
    out->path = path;
    out->common = self->common;
    map_set(&self->model->paths, path, out);
  }
  out->at = source_place(self, block->type_span);
  for (const SynAttr *attr = block->body->attrs; attr != NULL; attr = attr->next) {
    block_attr(self, attr, out);
  }
  for (const SynBlock *part = block->body->blocks; part != NULL; part = part->next) {
    read_part(self, part, out);
  }
  out->open_hints |= out->unconfirmed;
  out->open_attrs |= out->open_hints;
  out->open_blocks |= out->open_hints;
  return out;
}
