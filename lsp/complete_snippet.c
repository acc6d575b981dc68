/* complete_snippet.c: texts with tab stops. For an index block:
 *
 *     index "${1:name}" {
 *       columns = [${2:column.id}]
 *     }
 */
#include "lsp/complete_internal.h"

enum { MAX_DEPTH = 3, MAX_CHOICES = 16 };

void snippet_text(Snippet *self, Str plain) {
  for (size_t i = 0; i < plain.len; i++) {
    char c = plain.ptr[i];
    if (c == '$' || c == '}' || c == '\\') buf_putc(&self->buf, '\\');
    buf_putc(&self->buf, c);
  }
}

void snippet_stop(Snippet *self, Str placeholder) {
  if (str_empty(placeholder)) {
    buf_printf(&self->buf, "$%u", ++self->stop);
    return;
  }
  buf_printf(&self->buf, "${%u:", ++self->stop);
  snippet_text(self, placeholder);
  buf_putc(&self->buf, '}');
}

/* ${1|CASCADE,RESTRICT|}: the client offers the words. */
static void snippet_choice(Snippet *self, const EnumSpec *words) {
  if (words->count == 0 || words->count > MAX_CHOICES) {
    snippet_stop(self, STR(""));
    return;
  }
  buf_printf(&self->buf, "${%u|", ++self->stop);
  for (uint16_t i = 0; i < words->count; i++)
    buf_printf(&self->buf, "%s%.*s", i > 0 ? "," : "", STR_FMT(words->words[i].name));
  buf_put(&self->buf, STR("|}"));
}

/* Copies the first word of a choice, whose '|' is at `at`; returns where its '}' is. */
static size_t plain_choice(Str snippet, size_t at, char *out, size_t *to) {
  size_t end = str_find(snippet, '|', at + 1);
  for (size_t i = at + 1; i < end && snippet.ptr[i] != ','; i++) out[(*to)++] = snippet.ptr[i];
  return end + 1;
}

Str complete_plain(Arena *arena, Str snippet) {
  char *out = arena_alloc(arena, snippet.len + 1);
  size_t to = 0;
  for (size_t i = 0; i < snippet.len; i++) {
    char c = snippet.ptr[i];
    bool more = i + 1 < snippet.len;
    if (c == '\\' && more) {
      out[to++] = snippet.ptr[++i];
    } else if (c == '$' && more && snippet.ptr[i + 1] == '{') {
      i += 2;
      while (i < snippet.len && snippet.ptr[i] >= '0' && snippet.ptr[i] <= '9') i++;
      if (i < snippet.len && snippet.ptr[i] == '|') i = plain_choice(snippet, i, out, &to);
    } else if (c == '$') {
      while (i + 1 < snippet.len && snippet.ptr[i + 1] >= '0' && snippet.ptr[i + 1] <= '9') i++;
    } else if (c != '}') { /* a literal one is escaped */
      out[to++] = c;
    }
  }
  return str_make(out, to);
}

/* The only definition of a kind gives a better placeholder than "name": schema.public. */
static Str known_name(const Complete *complete, Str kind) {
  size_t count = 0;
  const ModuleDef *defs = module_kind(complete->module, kind, &count);
  return count > 0 && str_empty(defs[0].def->qualifier) ? defs[0].def->name : STR("name");
}

static void reference(const Complete *complete, Snippet *self, const ValueSpec *value) {
  Str kind = value->count > 0 ? value->refs[0] : STR("table");
  size_t dot = str_find(kind, '.', 0);
  Str head = str_sub(kind, 0, dot);
  bool top = dialect_child(complete->dialect->root, head) != NULL;
  if (str_eq(kind, STR("any"))) {
    snippet_stop(self, STR(""));
    return;
  }
  snippet_text(self, head);
  Str name = top ? known_name(complete, head) : STR("name");
  Str step = complete_step(complete->arena, name);
  if (step.ptr[0] == '.') {
    buf_putc(&self->buf, '.');
    step = str_sub(step, 1, step.len);
  }
  snippet_stop(self, step);
  if (dot < kind.len) {
    buf_printf(&self->buf, "%.*s.", STR_FMT(str_sub(kind, dot, kind.len)));
    snippet_stop(self, STR("name"));
  }
}

static void value_of(const Complete *complete, Snippet *self, const ValueSpec *value, unsigned depth) {
  if (value == NULL || depth > MAX_DEPTH) return;
  switch ((ValueKind)value->kind) {
  case VALUE_STRING:
  case VALUE_SQL:
  case VALUE_EXPR:
    buf_putc(&self->buf, '"');
    snippet_stop(self, STR(""));
    buf_putc(&self->buf, '"');
    break;
  case VALUE_RAW:
    buf_put(&self->buf, STR("sql(\""));
    snippet_stop(self, STR(""));
    buf_put(&self->buf, STR("\")"));
    break;
  case VALUE_BOOL: buf_printf(&self->buf, "${%u|true,false|}", ++self->stop); break;
  case VALUE_ENUM: snippet_choice(self, value->words); break;
  case VALUE_REF: reference(complete, self, value); break;
  case VALUE_LIST:
    buf_putc(&self->buf, '[');
    if (value->elems != NULL) value_of(complete, self, value->elems, depth + 1);
    buf_putc(&self->buf, ']');
    break;
  case VALUE_ANY_OF: value_of(complete, self, &value->elems[0], depth + 1); break;
  case VALUE_TYPEEXPR: snippet_stop(self, STR("string")); break;
  case VALUE_MAP:
    buf_put(&self->buf, STR("{ "));
    snippet_stop(self, STR(""));
    buf_put(&self->buf, STR(" \\}"));
    break;
  default: snippet_stop(self, STR("")); break;
  }
}

/* A list of references names its own kind of column twice in a foreign key: the referenced side is in another table. */
static void ref_columns(Snippet *self) {
  buf_put(&self->buf, STR("["));
  buf_put(&self->buf, STR("table."));
  snippet_stop(self, STR("name"));
  buf_put(&self->buf, STR(".column."));
  snippet_stop(self, STR("id"));
  buf_putc(&self->buf, ']');
}

void snippet_value(const Complete *complete, Snippet *self, const AttrSpec *attr) {
  if (attr->role == ATTR_REF_COLUMNS) {
    ref_columns(self);
  } else if (attr->role == ATTR_TYPE) {
    snippet_stop(self, STR(""));
  } else {
    value_of(complete, self, attr->value, 0);
  }
}

void snippet_attr(const Complete *complete, Snippet *self, const AttrSpec *attr) {
  buf_put(&self->buf, attr->name);
  buf_put(&self->buf, STR(" = "));
  snippet_value(complete, self, attr);
}

void snippet_type(Snippet *self, const TypeSpec *type) {
  buf_put(&self->buf, type->name);
  if (type->param_min == 0) return;
  buf_putc(&self->buf, '(');
  for (uint16_t i = 0; i < type->param_min; i++) {
    const TypeParam *param = &type->params[i];
    if (i > 0) buf_put(&self->buf, STR(", "));
    bool text = param->kind == VALUE_STRING;
    if (text) buf_putc(&self->buf, '"');
    snippet_stop(self, param->name);
    if (text) buf_putc(&self->buf, '"');
  }
  buf_putc(&self->buf, ')');
}

static void new_line(Snippet *self) {
  buf_putc(&self->buf, '\n');
  buf_repeat(&self->buf, ' ', (size_t)self->indent * 2);
}

/* Is the attribute the one of a set of which one is required, and no other is written already? */
static bool chosen_of_set(const BlockSpec *block, Str name) {
  for (uint16_t i = 0; i < block->set_count; i++) {
    const SetSpec *set = &block->sets[i];
    if (set->kind == SET_ONE_OF && set->count > 0 && str_eq(set->names[0], name)) return true;
  }
  return false;
}

static bool is_needed(const BlockSpec *block, const AttrSpec *attr) {
  if ((attr->flags & (SPEC_DEPRECATED | SPEC_UNCERTAIN)) != 0) return false;
  return (attr->flags & SPEC_REQUIRED) != 0 || !str_empty(attr->required_unless) || chosen_of_set(block, attr->name);
}

static const ChildSpec *child_of_role(const BlockSpec *block, BlockRole role) {
  for (uint16_t i = 0; i < block->child_count; i++)
    if (block->children[i].block->role == role) return &block->children[i];
  return NULL;
}

static void labels(const Complete *complete, Snippet *self, const BlockSpec *block) {
  for (uint16_t i = 0; i < block->label_count; i++) {
    const LabelSpec *label = &block->labels[i];
    if (!label->required) continue;
    buf_put(&self->buf, STR(" \""));
    if (!str_empty(block->variant) && i == 0) {
      snippet_text(self, block->variant);
    } else {
      bool words = label->words != NULL && label->words->count > 0;
      snippet_stop(self, words ? label->words->words[0].name : label->name);
    }
    buf_putc(&self->buf, '"');
  }
  (void)complete;
}

static void block_text(const Complete *complete, Snippet *self, const BlockSpec *block, bool rich, unsigned depth);

static void child_text(const Complete *complete, Snippet *self, const BlockSpec *child, unsigned depth) {
  new_line(self);
  block_text(complete, self, child, false, depth + 1);
}

static void required_children(const Complete *complete, Snippet *self, const BlockSpec *block, bool rich,
                              unsigned depth) {
  const ChildSpec *key = rich ? child_of_role(block, BLOCK_PRIMARY_KEY) : NULL;
  for (uint16_t i = 0; i < block->child_count && depth < MAX_DEPTH; i++) {
    const BlockSpec *child = block->children[i].block;
    bool again = i > 0 && str_eq(child->name, block->children[i - 1].block->name);
    bool wanted = block->children[i].min > 0 || (rich && child->role == BLOCK_COLUMN);
    if (!again && wanted && (key == NULL || child != key->block)) child_text(complete, self, child, depth);
  }
  if (key != NULL) child_text(complete, self, key->block, depth);
}

static void block_text(const Complete *complete, Snippet *self, const BlockSpec *block, bool rich, unsigned depth) {
  buf_put(&self->buf, block->name);
  labels(complete, self, block);
  buf_put(&self->buf, STR(" {"));
  size_t before = self->buf.len;
  self->indent++;
  for (uint16_t i = 0; i < block->attr_count; i++) {
    if (!is_needed(block, &block->attrs[i])) continue;
    new_line(self);
    snippet_attr(complete, self, &block->attrs[i]);
  }
  required_children(complete, self, block, rich, depth);
  if (self->buf.len == before) {
    new_line(self);
    snippet_stop(self, STR(""));
  }
  self->indent--;
  new_line(self);
  buf_put(&self->buf, STR("\\}"));
}

void snippet_block(const Complete *complete, Snippet *self, const BlockSpec *block, bool rich) {
  block_text(complete, self, block, rich, 0);
}
