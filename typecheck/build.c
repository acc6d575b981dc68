/* build.c: goes through the blocks of a module: first the schemas, then tables and other objects with their columns, so
 * that references find them, then everything in them. */
#include "typecheck/build.h"

#include "typecheck/build_parts.h"
#include "typecheck/sql_region.h"

/* ---- blocks ---- */

void build_children(const BuildBlock *b, BuildChildFn fn, void *context) {
  const SymDef *own = b->inside != NULL && b->inside->keyword.start == b->syn->type_span.start ? b->inside : NULL;
  const SymDef *def = own != NULL ? own->children : NULL;
  for (const SynBlock *syn = b->syn->body->blocks; syn != NULL; syn = syn->next) {
    while (def != NULL && def->keyword.start < syn->type_span.start) def = def->next;
    bool found = def != NULL && def->keyword.start == syn->type_span.start;
    BuildBlock child = {b->build, b->item, syn, sql_child_spec(b->spec, syn), found ? def : b->inside};
    fn(&child, context);
  }
}

static BuildBlock top_block(Build *self, BuildItem *item) {
  return (BuildBlock){self, item, item->syn, item->spec, item->def};
}

static bool is_built(const BlockSpec *spec) {
  return spec != NULL && spec->role != BLOCK_VARIABLE && spec->role != BLOCK_LOCALS && spec->role != BLOCK_DATA;
}

/* ---- copies of repeated blocks ---- */

static BuildItem *add_item(Build *self, const BuildItem *like) {
  BuildItem *item = arena_copy(&self->arena, like, 1, sizeof *like);
  array_push(&self->items, item);
  if (item->def == NULL) return item;
  Str key = str_make(arena_copy(&self->arena, &item->def, 1, sizeof item->def), sizeof item->def);
  BuildItem *first = map_get(&self->by_def, key);
  if (first == NULL) {
    map_set(&self->by_def, key, item);
    return item;
  }
  while (first->next != NULL) first = first->next;
  first->next = item;
  return item;
}

/* One item for each element; a single one with unknown elements when they cannot be known. */
static void add_copies(Build *self, BuildItem *item, const BuildValue *each) {
  const Val *val = each->val;
  item->repeated = true;
  self->has_copies = true;
  if (val->kind != VAL_LIST && val->kind != VAL_OBJECT) {
    BuildBlock b = top_block(self, item);
    build_gap(&b, each->syn->span, "for_each of %.*s \"%.*s\" cannot be known: %.*s", STR_FMT(item->syn->type),
              STR_FMT(build_label(item->syn)), STR_FMT(str_empty(each->why) ? STR("not a collection") : each->why));
    add_item(self, item);
    return;
  }
  for (uint32_t i = 0; i < val->count; i++) {
    BuildItem copy = *item;
    bool object = val->kind == VAL_OBJECT;
    copy.each_value = object ? val->as.fields[i].value : val->as.items[i];
    copy.each_key = object     ? val_string(&self->arena, val->as.fields[i].name)
                    : val->set ? val->as.items[i]
                               : val_integer(&self->arena, i);
    add_item(self, &copy);
  }
}

static void add_block(Build *self, const Unit *unit, const SynBlock *syn, const SymDef *def) {
  BuildItem item = {.syn = syn, .spec = sql_child_spec(self->dialect->root, syn), .def = def, .unit = unit};
  if (!is_built(item.spec)) return;
  BuildBlock b = top_block(self, &item);
  const AttrSpec *spec = dialect_attr_role(item.spec, ATTR_FOR_EACH);
  const SynAttr *attr = build_find(&b, spec);
  if (attr == NULL) {
    add_item(self, &item);
    return;
  }
  BuildValue each = build_attr(&b, spec, attr);
  add_copies(self, &item, &each);
}

static void add_unit(Build *self, const Unit *unit) {
  const SymDef *def = unit->sym != NULL ? unit->sym->defs : NULL;
  for (const SynBlock *syn = unit->syn->body.blocks; syn != NULL; syn = syn->next) {
    while (def != NULL && def->keyword.start < syn->type_span.start) def = def->next;
    bool found = def != NULL && def->keyword.start == syn->type_span.start;
    add_block(self, unit, syn, found ? def : NULL);
  }
}

static void add_files(Build *self) {
  Realm *realm = self->realm;
  for (size_t i = 0; i < module_file_count(self->module); i++) {
    const File *file = module_file(self->module, i);
    array_push(&realm->sources, ((ModelSource){build_keep(self, file->path), file->user}));
  }
  for (size_t i = 0; i < module_file_count(self->module); i++) {
    const File *file = module_file(self->module, i);
    if (!file->keeps_text) model_gap(realm, model_nowhere(), STR("the text of a file is not at hand"));
    for (size_t k = 0; k < file->unit_count; k++)
      if (file->units[k]->syn != NULL) add_unit(self, file->units[k]);
  }
}

/* ---- names and schemas ---- */

/* The attribute that names the block, else its last label. */
static Str name_of(const BuildBlock *b) {
  BuildValue value = build_role(b, ATTR_NAME);
  if (!value.present) return build_label(b->syn);
  const Val *text = val_to_string(value.val, &b->build->scratch);
  if (text != NULL && text->kind == VAL_STRING) return text->as.string;
  build_gap(b, value.syn->span, "the name of %.*s \"%.*s\" cannot be known: %.*s", STR_FMT(b->syn->type),
            STR_FMT(build_label(b->syn)), STR_FMT(str_empty(value.why) ? STR("not a text") : value.why));
  return build_label(b->syn);
}

static Schema *schema_named(Build *self, Str name) {
  Schema *schema = realm_schema(self->realm, name);
  return schema != NULL ? schema : realm_add_schema(self->realm, name);
}

static void make_schema(Build *self, BuildItem *item) {
  BuildBlock b = top_block(self, item);
  item->schema = schema_named(self, name_of(&b));
  if (item->schema->pos.source == UINT32_MAX) item->schema->pos = build_pos(self, item->unit, item->syn);
}

static void take_schema(const BuildBlock *b, const BuildRef *ref, void *context) {
  Schema **out = context;
  if (ref->item != NULL && ref->item->schema != NULL && ref->item->spec->role == BLOCK_SCHEMA)
    *out = ref->item->schema;
  else if (ref->item == NULL && ref->def == NULL)
    *out = schema_named(b->build, ref->name);
}

/* The schema that the block names: a reference, or its name. NULL: it names none. */
static Schema *read_schema(const BuildBlock *b) {
  const AttrSpec *spec = dialect_attr_role(b->spec, ATTR_SCHEMA);
  if (spec == NULL) return NULL;
  Schema *schema = NULL;
  const SynAttr *attr = build_find(b, spec);
  Str why = build_refs(b, ATTR_SCHEMA, take_schema, &schema);
  if (schema != NULL || attr == NULL) return schema;
  BuildValue value = build_attr(b, spec, attr);
  if (value.val->kind == VAL_STRING) return schema_named(b->build, value.val->as.string);
  build_gap(b, attr->span, "the schema of %.*s \"%.*s\" cannot be known: %.*s", STR_FMT(b->syn->type),
            STR_FMT(build_label(b->syn)), STR_FMT(str_empty(why) ? STR("there is no such schema") : why));
  return NULL;
}

/* The same; neighbours mostly name the same schema: a reference that is written as that of the block before leads to
 * the same, unless there are copies of the schema. */
static Schema *find_schema(const BuildBlock *b) {
  Build *self = b->build;
  Str label = b->inside != NULL ? sym_schema(b->inside) : STR("");
  if (!str_empty(label) && str_eq(label, self->schema_label)) return self->schema;
  self->schema = read_schema(b);
  self->schema_label = self->schema != NULL && !self->has_copies ? label : STR("");
  return self->schema;
}

static void start_item(Build *self, BuildItem *item) {
  BuildBlock b = top_block(self, item);
  bool table = item->spec->role == BLOCK_TABLE;
  item->schema = find_schema(&b);
  if (item->schema == NULL && (table || dialect_attr_role(item->spec, ATTR_SCHEMA) != NULL))
    item->schema = schema_named(self, STR(""));
  if (table)
    build_table_start(item, &b, name_of(&b));
  else
    build_object_start(item, &b, name_of(&b));
}

/* ---- contents ---- */

static void add_schema_child(const BuildBlock *child, void *context) {
  Schema *schema = context;
  if (child->spec != NULL) array_push(&schema->children, build_child(child, schema, 1));
}

static void fill_schema(Build *self, BuildItem *item) {
  BuildBlock b = top_block(self, item);
  BuildValue comment = build_role(&b, ATTR_COMMENT);
  item->schema->comment = build_model_text(&b, &comment);
  for (const SynAttr *attr = item->syn->body->attrs; attr != NULL; attr = attr->next) {
    const AttrSpec *spec = dialect_attr(item->spec, attr->name);
    bool member = spec == NULL || spec->role == ATTR_NAME || spec->role == ATTR_COMMENT || spec->role == ATTR_FOR_EACH;
    if (!member) build_plain(&b, spec, attr, &item->schema->attrs);
  }
  build_children(&b, add_schema_child, item->schema);
}

static void fill_item(Build *self, BuildItem *item) {
  BuildBlock b = top_block(self, item);
  self->home = item->def;
  if (item->table != NULL)
    build_table(&b, item->table);
  else if (item->object != NULL)
    build_object(&b, item->object, 0);
  else
    fill_schema(self, item);
}

static void each_item(Build *self, bool schemas, bool others, void (*fn)(Build *self, BuildItem *item)) {
  for (size_t i = 0; i < self->items.len; i++) {
    BuildItem *item = self->items.items[i];
    if (item->spec->role == BLOCK_SCHEMA ? !schemas : !others) continue;
    fn(self, item);
    arena_clear(&self->scratch);
  }
}

/* Foreign keys to tables that another module has put into the realm. */
static void link_keys(Realm *realm) {
  for (size_t i = 0; i < realm->schemas.len; i++) {
    const Schema *schema = realm->schemas.items[i];
    for (size_t k = 0; k < schema->tables.len; k++) {
      const Table *table = schema->tables.items[k];
      for (size_t n = 0; n < table->foreign_keys.len; n++) {
        ForeignKey *key = table->foreign_keys.items[n];
        if (key->ref != NULL || str_empty(key->ref_table)) continue;
        const Schema *home = str_empty(key->ref_schema) ? schema : realm_schema(realm, key->ref_schema);
        if (home != NULL) key->ref = schema_table(home, key->ref_table);
      }
    }
  }
}

void build_add(Realm *realm, const Module *module, const BuildOptions *options) {
  if (module_file_count(module) == 0) return;
  Build self = {.realm = realm, .module = module, .options = options, .dialect = module_file(module, 0)->dialect};
  self.first_source = (uint32_t)realm->sources.len;
  arena_init(&self.arena, 0);
  arena_init(&self.scratch, 0);
  add_files(&self);
  /* the values of for_each stay in the scratch memory that the items point to */
  Arena each = self.scratch;
  arena_init(&self.scratch, 0);
  each_item(&self, true, false, make_schema);
  each_item(&self, false, true, start_item);
  each_item(&self, true, true, fill_item);
  link_keys(realm);
  lines_free(&self.lines);
  map_free(&self.by_def);
  array_free(&self.items);
  arena_free(&each);
  arena_free(&self.scratch);
  arena_free(&self.arena);
}

Realm *build_realm(const Module *module, const BuildOptions *options) {
  const Dialect *dialect = module_file_count(module) > 0 ? module_file(module, 0)->dialect : NULL;
  Realm *realm = realm_new(dialect != NULL ? dialect->name : STR(""));
  build_add(realm, module, options);
  return realm;
}
