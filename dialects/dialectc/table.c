/* table.c: enumerations and fact tables in language.hcl. */
#include "dialects/dialectc/model.h"

MEnum *model_enum(Model *self, Str name) {
  for (size_t i = 0; i < self->enums.len; i++) {
    if (str_eq(self->enums.items[i].name, name)) {
      return &self->enums.items[i];
    }
  }
  return NULL;
}

static void enum_remove(MEnum *words, Str name) {
  for (size_t i = 0; i < words->words.len; i++) {
    if (str_eq(words->words.items[i].name, name)) {
      array_splice(&words->words, i, 1, NULL, 0);
      return;
    }
  }
}

/* ["A", "B"] or { A = "doc", B = "doc" } */
void read_enum_words(const Source *self, const SynExpr *expr, MEnum *out) {
  if (expr->kind == SYN_OBJECT) {
    for (uint32_t i = 0; i < expr->count; i++) {
      const SynItem *item = &expr->as.object.items[i];
      model_push(self->model, &out->words, ((MWord){read_word(self, item->key), read_string(self, item->value)}));
    }
    return;
  }
  StrList names = {0};
  read_words(self, expr, &names);
  for (size_t i = 0; i < names.len; i++) {
    model_push(self->model, &out->words, ((MWord){.name = names.items[i]}));
  }
}

static void enum_attr(const Source *self, const SynAttr *attr, MEnum *out) {
  if (str_eq(attr->name, STR("doc"))) {
    out->doc = read_string(self, attr->value);
  } else if (str_eq(attr->name, STR("strings"))) {
    out->strings = read_bool(self, attr->value);
  } else if (str_eq(attr->name, STR("open"))) {
    out->open = read_bool(self, attr->value);
  } else if (str_eq(attr->name, STR("words"))) {
    array_clear(&out->words);
    read_enum_words(self, attr->value, out);
  } else if (str_eq(attr->name, STR("add"))) {
    read_enum_words(self, attr->value, out);
  } else if (str_eq(attr->name, STR("remove"))) {
    StrList names = {0};
    read_words(self, attr->value, &names);
    for (size_t i = 0; i < names.len; i++) {
      enum_remove(out, names.items[i]);
    }
  } else {
    model_error(self->model, source_place(self, attr->name_span), "unknown attribute %.*s of an enum",
                STR_FMT(attr->name));
  }
}

void read_enum(const Source *self, const SynBlock *block) {
  Model *model = self->model;
  MEnum *found = model_enum(model, block->labels[0].text);
  if (found == NULL) {
    model_push(model, &model->enums, ((MEnum){.name = block->labels[0].text}));
    found = &array_last(&model->enums);
  }
  found->at = source_place(self, block->type_span);
  for (const SynAttr *attr = block->body->attrs; attr != NULL; attr = attr->next) {
    enum_attr(self, attr, found);
  }
}

Str read_enum_name(const Source *self, const SynExpr *expr, Str parent, Str name) {
  if (expr->kind != SYN_TUPLE) {
    return read_word(self, expr);
  }
  MEnum words = {.name = arena_printf(&self->model->arena, "%.*s.%.*s", STR_FMT(parent), STR_FMT(name)),
                 .at = source_place(self, expr->span)};
  read_enum_words(self, expr, &words);
  if (model_enum(self->model, words.name) == NULL) {
    model_push(self->model, &self->model->enums, words);
  }
  return words.name;
}

static MFacts *facts_find(Model *self, Str name) {
  for (size_t i = 0; i < self->facts.len; i++) {
    if (str_eq(self->facts.items[i].name, name)) {
      return &self->facts.items[i];
    }
  }
  model_push(self, &self->facts, ((MFacts){.name = name}));
  return &array_last(&self->facts);
}

static void facts_remove(MFacts *facts, Str key) {
  for (size_t i = facts->rows.len; i-- > 0;) {
    if (str_eq(facts->rows.items[i].cells.items[0], key)) {
      array_splice(&facts->rows, i, 1, NULL, 0);
    }
  }
}

static void facts_rows(const Source *self, const SynExpr *expr, MFacts *facts) {
  for (uint32_t i = 0; expr->kind == SYN_TUPLE && i < expr->count; i++) {
    MRow row = {0};
    read_words(self, expr->as.tuple.elems[i], &row.cells);
    if (row.cells.len != facts->columns.len) {
      model_error(self->model, source_place(self, expr->as.tuple.elems[i]->span), "a row of %zu cells is needed here",
                  facts->columns.len);
      continue;
    }
    model_push(self->model, &facts->rows, row);
  }
}

void read_facts(const Source *self, const SynBlock *block) {
  MFacts *facts = facts_find(self->model, block->labels[0].text);
  for (const SynAttr *attr = block->body->attrs; attr != NULL; attr = attr->next) {
    StrList words = {0};
    if (str_eq(attr->name, STR("doc"))) {
      facts->doc = read_string(self, attr->value);
    } else if (str_eq(attr->name, STR("columns"))) {
      array_clear(&facts->columns);
      read_words(self, attr->value, &facts->columns);
    } else if (str_eq(attr->name, STR("rows"))) {
      facts_rows(self, attr->value, facts);
    } else if (str_eq(attr->name, STR("remove"))) {
      read_words(self, attr->value, &words);
      for (size_t i = 0; i < words.len; i++) {
        facts_remove(facts, words.items[i]);
      }
    } else {
      model_error(self->model, source_place(self, attr->name_span), "unknown attribute %.*s of a fact table",
                  STR_FMT(attr->name));
    }
  }
}
