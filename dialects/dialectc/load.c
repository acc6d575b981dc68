/* load.c: reads the files of a dialect's folder, after those of the dialects it extends. */
#include "dialects/dialectc/model.h"

static void dialect_attr_read(const Source *self, const SynAttr *attr) {
  Model *model = self->model;
  const struct {
    const char *word;
    Str *text;
    StrList *list;
    bool *flag;
  } parts[] = {{"title", &model->title, NULL, NULL},
               {"language_id", &model->language_id, NULL, NULL},
               {"suffix", &model->suffix, NULL, NULL},
               {"file_name", &model->file_name, NULL, NULL},
               {"engine", &model->engine, NULL, NULL},
               {"url_schemes", NULL, &model->url_schemes, NULL},
               {"docker_hosts", NULL, &model->docker_hosts, NULL},
               {"scope", NULL, &model->scope, NULL},
               {"rules", NULL, &model->rules, NULL},
               {"schema", NULL, NULL, &model->is_schema},
               {"config_functions", NULL, NULL, &model->config_functions},
               {"text", NULL, NULL, &model->is_text},
               {"open_types", NULL, NULL, &model->open_types}};
  for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
    if (!str_eq(attr->name, str_from(parts[i].word))) {
      continue;
    }
    if (parts[i].text != NULL) {
      *parts[i].text = read_string(self, attr->value);
    } else if (parts[i].flag != NULL) {
      *parts[i].flag = read_bool(self, attr->value);
    } else {
      if (!str_eq(attr->name, STR("rules"))) {
        array_clear(parts[i].list);
      }
      read_words(self, attr->value, parts[i].list);
    }
    return;
  }
  if (str_eq(attr->name, STR("open"))) {
    read_open(self, attr->value, model->top);
  } else if (!str_eq(attr->name, STR("extends"))) {
    model_error(model, source_place(self, attr->name_span), "unknown attribute %.*s of a dialect", STR_FMT(attr->name));
  }
}

static void add_type(Model *self, const MType *type) {
  for (size_t i = 0; i < self->types.len; i++) {
    if (str_eq(self->types.items[i].name, type->name)) {
      self->types.items[i] = *type;
      return;
    }
  }
  model_push(self, &self->types, *type);
}

static void read_types(const Source *self, const SynBlock *block) {
  for (const SynAttr *attr = block->body->attrs; attr != NULL; attr = attr->next) {
    MType type;
    if (read_type(self, attr, block->labels[0].text, &type)) {
      add_type(self->model, &type);
    }
  }
}

static void read_functions(const Source *self, const SynBlock *block) {
  for (const SynAttr *attr = block->body->attrs; attr != NULL; attr = attr->next) {
    MFunc func;
    if (read_function(self, attr, &func)) {
      model_push(self->model, &self->model->funcs, func);
    }
  }
}

static MChild *top_child(Model *model, MBlock *top, Str name) {
  for (size_t i = 0; i < top->children.len; i++) {
    if (str_eq(top->children.items[i].name, name)) {
      return &top->children.items[i];
    }
  }
  model_push(model, &top->children, ((MChild){.name = name}));
  return &array_last(&top->children);
}

static void read_top_block(const Source *self, const SynBlock *block) {
  Str name = block->labels[0].text;
  MBlock *read = read_block(self, block, top_child(self->model, self->model->top, name)->block, name);
  *top_child(self->model, self->model->top, name) =
      (MChild){.name = name, .block = read, .min = read->min, .max = read->max, .at = read->at};
}

static void read_shape(const Source *self, const SynBlock *block) {
  Str path = block->labels[0].text;
  read_block(self, block, map_get(&self->model->paths, path), path);
}

static void read_dialect(const Source *self, const SynBlock *block) {
  for (const SynAttr *attr = block->body->attrs; attr != NULL; attr = attr->next) {
    dialect_attr_read(self, attr);
  }
}

static void read_top_level(const Source *self, const SynBlock *block) {
  for (const SynBlock *part = block->body->blocks; part != NULL; part = part->next) {
    if (str_eq(part->type, STR("attributes"))) {
      read_attributes(self, part->body, &self->model->every);
    }
  }
}

static void read_statement(const Source *self, const SynBlock *block) {
  static const struct {
    const char *word;
    uint32_t labels;
    void (*read)(const Source *self, const SynBlock *block);
  } statements[] = {{"dialect", 1, read_dialect},     {"block", 1, read_top_block},     {"shape", 1, read_shape},
                    {"enum", 1, read_enum},           {"types", 1, read_types},         {"facts", 1, read_facts},
                    {"functions", 1, read_functions}, {"top_level", 0, read_top_level}, {"sql", 0, read_sql_flavor}};
  for (size_t i = 0; i < sizeof(statements) / sizeof(*statements); i++) {
    if (str_eq(block->type, str_from(statements[i].word))) {
      if (block->label_count == statements[i].labels) {
        statements[i].read(self, block);
      } else {
        model_error(self->model, source_place(self, block->type_span), "%s takes %u labels", statements[i].word,
                    statements[i].labels);
      }
      return;
    }
  }
  model_error(self->model, source_place(self, block->type_span), "unknown block %.*s", STR_FMT(block->type));
}

static void read_body(const Source *self) {
  const SynUnit *unit = syn_parse(&self->model->arena, self->text, true);
  for (const SynError *error = unit->errors; error != NULL; error = error->next) {
    model_error(self->model, source_place(self, error->span), "%s; %.*s", error->summary, STR_FMT(error->detail));
  }
  if (unit->errors != NULL) {
    return;
  }
  for (const SynBlock *block = unit->body.blocks; block != NULL; block = block->next) {
    read_statement(self, block);
  }
  for (const SynAttr *attr = unit->body.attrs; attr != NULL; attr = attr->next) {
    model_error(self->model, source_place(self, attr->span), "unknown attribute %.*s", STR_FMT(attr->name));
  }
}

static void read_file(Model *self, Str path, bool common) {
  Source source = {.model = self, .path = path, .common = common};
  Str error;
  if (!file_read(&self->arena, path, &source.text, &error)) {
    model_error(self, (Place){path, 1}, "%.*s", STR_FMT(error));
    return;
  }
  read_body(&source);
}

/* The folder that a dialect extends: `extends = "mysql"` near the top of its language.hcl, else `common` for the
 * languages of schemas, else nothing. */
static Str base_of(Model *self, Str folder) {
  Str path = path_join(&self->arena, folder, STR("language.hcl")), text, error;
  if (!file_read(&self->arena, path, &text, &error)) {
    return STR("");
  }
  const SynUnit *unit = syn_parse(&self->arena, text, true);
  const SynBlock *block = syn_block(&unit->body, STR("dialect"));
  const SynAttr *extends = block != NULL ? syn_attr(block->body, STR("extends")) : NULL;
  const SynAttr *schema = block != NULL ? syn_attr(block->body, STR("schema")) : NULL;
  if (extends != NULL && extends->value->kind == SYN_STRING) {
    return extends->value->as.text;
  }
  return schema != NULL && schema->value->flag ? STR("common") : STR("");
}

static void load_folder(Model *self, Str name, unsigned depth) {
  Str folder = path_join(&self->arena, self->root, name), error;
  Str base = base_of(self, folder);
  if (!str_empty(base) && depth < 4) {
    load_folder(self, base, depth + 1);
  }
  StrList names = {0};
  if (!dir_list(&self->arena, folder, &names, &error)) {
    model_error(self, (Place){folder, 1}, "%.*s", STR_FMT(error));
  }
  for (size_t i = 0; i < names.len; i++) {
    if (str_ends(names.items[i], STR(".hcl"))) {
      Str path = path_join(&self->arena, folder, names.items[i]);
      model_push(self, &self->files, path);
      read_file(self, path, str_eq(name, STR("common")));
    }
  }
  array_free(&names);
}

bool model_load(Model *self, Str root, Str name) {
  *self = (Model){.name = name, .root = root};
  arena_init(&self->arena, 1 << 20);
  self->top = arena_new(&self->arena, MBlock);
  load_folder(self, name, 0);
  return self->errors == 0;
}

void model_free(Model *self) {
  map_free(&self->paths);
  arena_free(&self->arena);
}
