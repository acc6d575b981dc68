/* config_env.c: which environment was asked for: by its label, or by the name that its block computes, which may be
 * different for each element of for_each.
 *
 *     env "tenants" { for_each = toset(["a", "b"]) ... }     --env tenants: both, --env 'tenants[a]': the first
 *     env { name = "t-${each.value}" for_each = ... }        --env t-a: the first */
#include "states/config_parts.h"
#include "typecheck/val.h"

/* ---- copies ---- */

static Str key_text(Config *self, const EnvCopy *copy) {
  const Val *text = copy->key != NULL ? val_to_string(copy->key, self->arena) : NULL;
  return text != NULL && text->kind == VAL_STRING ? text->as.string : (Str){0};
}

Str config_copy_names(Config *self) {
  Buf out = {0};
  for (size_t i = 0; i < self->copies.len; i++) {
    if (i > 0) buf_put(&out, i + 1 == self->copies.len ? STR(" and ") : STR(", "));
    buf_put(&out, key_text(self, &self->copies.items[i]));
  }
  Str text = arena_str(self->arena, buf_str(&out));
  buf_free(&out);
  return text;
}

/* The elements of for_each; one copy without an element when there is none. */
static bool read_copies(Config *self, Str *error) {
  const AttrSpec *each = dialect_attr_role(self->spec, ATTR_FOR_EACH);
  const SynAttr *attr = each != NULL ? syn_attr(self->block->body, each->name) : NULL;
  self->copies.len = 0;
  if (attr == NULL) {
    array_push_in(self->arena, &self->copies, (EnvCopy){0});
    return true;
  }
  const Val *value = config_eval(self, self->unit, attr->value, each, error);
  if (value == NULL) return false;
  if (value->kind != VAL_LIST && value->kind != VAL_OBJECT) {
    *error = arena_printf(self->arena, "%.*s: %.*s of env \"%.*s\" cannot be known here%.*s",
                          STR_FMT(config_place(self, self->unit, attr->span)), STR_FMT(each->name), STR_FMT(self->env),
                          STR_FMT(config_reason(self)));
    return false;
  }
  for (uint32_t i = 0; i < value->count; i++) {
    bool object = value->kind == VAL_OBJECT;
    const Val *item = object ? value->as.fields[i].value : value->as.items[i];
    const Val *key = object ? val_string(self->arena, value->as.fields[i].name) : value->set ? item : NULL;
    array_push_in(self->arena, &self->copies,
                  ((EnvCopy){key != NULL ? key : val_integer(self->arena, (int64_t)i), item}));
  }
  return true;
}

/* ---- names ---- */

/* The name of the block, in the copy at hand; empty: not known. */
static Str name_of(Config *self) {
  Str error;
  if (self->block->label_count > 0) return self->block->labels[self->block->label_count - 1].text;
  const AttrSpec *name = dialect_attr_role(self->spec, ATTR_NAME);
  const SynAttr *attr = name != NULL ? syn_attr(self->block->body, name->name) : NULL;
  const Val *value = attr != NULL ? config_eval(self, self->unit, attr->value, name, &error) : NULL;
  return value != NULL && value->kind == VAL_STRING ? value->as.string : (Str){0};
}

/* Keeps the copies of that name, and, when a key is asked for, of that key. */
static void keep_named(Config *self, Str key) {
  size_t kept = 0;
  for (size_t i = 0; i < self->copies.len; i++) {
    self->copy = i;
    bool named = str_eq(name_of(self), self->env);
    if (named && (key.ptr == NULL || str_eq(key_text(self, &self->copies.items[i]), key)))
      self->copies.items[kept++] = self->copies.items[i];
  }
  self->copies.len = kept;
  self->copy = 0;
}

/* A block with a label goes before one that takes every name. */
static bool look(Config *self, Str key, Str *error) {
  Config best = *self;
  bool found = false;
  for (size_t i = 0; i < self->file->unit_count; i++) {
    self->unit = self->file->units[i];
    for (const SynBlock *block = self->unit->syn->body.blocks; block != NULL; block = block->next) {
      const ChildSpec *child = dialect_child(self->file->dialect->root, block->type);
      if (child == NULL || child->block->role != BLOCK_ENV) continue;
      bool better = !found || (best.block->label_count == 0 && block->label_count > 0);
      self->block = block;
      self->spec = child->block;
      if (!better || (block->label_count > 0 && !str_eq(name_of(self), self->env))) continue;
      self->copies.items = NULL;
      self->copies.cap = 0;
      if (!read_copies(self, error)) return false;
      bool none = self->copies.len == 0 && block->label_count > 0;
      keep_named(self, key);
      if (self->copies.len == 0 && !none) continue;
      best = *self;
      found = true;
    }
  }
  *self = best;
  return true;
}

/* tenants[a] -> tenants, a */
static bool split_key(Str text, Str *name, Str *key) {
  size_t open = str_find(text, '[', 0);
  if (open == 0 || open >= text.len || text.ptr[text.len - 1] != ']') return false;
  *name = str_sub(text, 0, open);
  *key = str_sub(text, open + 1, text.len - 1);
  if (key->len >= 2 && key->ptr[0] == '"' && key->ptr[key->len - 1] == '"') *key = str_sub(*key, 1, key->len - 1);
  return true;
}

bool config_find_env(Config *self, Str *error) {
  Str asked = self->env, name, key;
  if (str_empty(asked)) return true;
  bool one = split_key(asked, &name, &key);
  if (one) {
    self->env = self->run.env = name;
    if (!look(self, key, error)) return false;
    one = self->block != NULL && self->copies.len > 0 && self->copies.items[0].key != NULL;
  }
  if (!one) {
    self->env = self->run.env = asked;
    self->block = NULL;
    if (!look(self, (Str){0}, error)) return false;
  }
  if (self->block == NULL)
    *error = arena_printf(self->arena, "env \"%.*s\" not defined in config file", STR_FMT(asked));
  else if (self->copies.len == 0)
    *error = arena_printf(self->arena, "env \"%.*s\": its for_each has no elements", STR_FMT(asked));
  return self->block != NULL && self->copies.len > 0;
}
