/* reference.c: the reference page of a language, docs/reference/<dialect>.md, from its tables. */
#include "base/buf.h"
#include "dialects/dialect.h"

/* A text in a cell of a Markdown table: `|` would end it. */
static void put_cell(Buf *out, Str text) {
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '|') {
      buf_put(out, STR("\\|"));
    } else {
      buf_putc(out, text.ptr[i] == '\n' ? ' ' : text.ptr[i]);
    }
  }
}

static void put_marks(Buf *out, unsigned flags) {
  buf_put(out, (flags & SPEC_REQUIRED) != 0 ? STR(" Required.") : STR(""));
  buf_put(out, (flags & SPEC_DEPRECATED) != 0 ? STR(" Deprecated.") : STR(""));
  buf_put(out, (flags & SPEC_PRO) != 0 ? STR(" Atlas Pro.") : STR(""));
  buf_put(out, (flags & SPEC_UNCERTAIN) != 0 ? STR(" Not confirmed.") : STR(""));
}

static void put_attrs(Buf *out, const BlockSpec *block) {
  if (block->attr_count == 0) {
    return;
  }
  buf_put(out, STR("| Attribute | Takes | Meaning |\n|---|---|---|\n"));
  for (size_t i = 0; i < block->attr_count; i++) {
    const AttrSpec *attr = &block->attrs[i];
    Buf takes = {0};
    dialect_describe(attr->value, &takes);
    buf_printf(out, "| `%.*s` | ", STR_FMT(attr->name));
    put_cell(out, buf_str(&takes));
    buf_put(out, STR(" | "));
    put_cell(out, attr->doc);
    if (!str_empty(attr->default_text)) {
      buf_printf(out, " Default: `%.*s`.", STR_FMT(attr->default_text));
    }
    put_marks(out, attr->flags);
    buf_put(out, STR(" |\n"));
    buf_free(&takes);
  }
  buf_putc(out, '\n');
}

/* Labels: `schema` (optional), `name`. */
static void put_labels(Buf *out, const BlockSpec *block) {
  buf_put(out, block->label_count == 0 ? STR("No labels.") : STR("Labels:"));
  for (size_t i = 0; i < block->label_count; i++) {
    const LabelSpec *label = &block->labels[i];
    buf_printf(out, "%s `%.*s`%s", i > 0 ? "," : "", STR_FMT(label->name), label->required ? "" : " (optional)");
  }
  buf_put(out, block->label_count == 0 ? STR("") : STR("."));
  if (!str_empty(block->referenced_as)) {
    buf_printf(out, " Referenced as `%.*s`.", STR_FMT(block->referenced_as));
  }
  buf_put(out, block->open_attrs || block->open_blocks ? STR(" Other names are allowed inside.") : STR(""));
  put_marks(out, block->flags);
  buf_put(out, STR("\n\n"));
}

static void put_sets(Buf *out, const BlockSpec *block) {
  for (size_t i = 0; i < block->set_count; i++) {
    const SetSpec *set = &block->sets[i];
    buf_put(out, set->kind == SET_EXCLUSIVE ? STR("- At most one of") : STR("- At least one of"));
    for (size_t j = 0; j < set->count; j++) {
      buf_printf(out, "%s `%.*s`", j > 0 ? "," : "", STR_FMT(set->names[j]));
    }
    buf_putc(out, '\n');
  }
  buf_put(out, block->set_count > 0 ? STR("\n") : STR(""));
}

static void put_children(Buf *out, const BlockSpec *block) {
  if (block->child_count == 0) {
    return;
  }
  buf_put(out, STR("Blocks inside:"));
  for (size_t i = 0; i < block->child_count; i++) {
    const ChildSpec *child = &block->children[i];
    buf_printf(out, "%s `%.*s`%s%s", i > 0 ? "," : "", STR_FMT(child->block->name), child->min > 0 ? " (required)" : "",
               child->max == 1 ? " (once)" : "");
  }
  buf_put(out, STR(".\n\n"));
}

static void put_block(Buf *out, const BlockSpec *block) {
  buf_printf(out, "### %.*s\n\n%.*s\n\n", STR_FMT(block->path), STR_FMT(block->doc));
  put_labels(out, block);
  put_attrs(out, block);
  put_sets(out, block);
  put_children(out, block);
  if (!str_empty(block->example)) {
    buf_printf(out, "```hcl\n%.*s```\n\n", STR_FMT(block->example));
  }
}

static void put_params(Buf *out, const TypeSpec *type) {
  for (size_t i = 0; i < type->param_count; i++) {
    const TypeParam *param = &type->params[i];
    buf_printf(out, "%s%.*s%s%s", i > 0 ? ", " : "(", STR_FMT(param->name), param->required ? "" : "?",
               param->variadic ? "..." : "");
  }
  buf_put(out, type->param_count > 0 ? STR(")") : STR(""));
}

static void put_types(Buf *out, const Dialect *dialect) {
  if (dialect->type_count == 0) {
    return;
  }
  buf_put(out, STR("## Column types\n\n| Type | SQL | Meaning |\n|---|---|---|\n"));
  for (size_t i = 0; i < dialect->type_count; i++) {
    const TypeSpec *type = &dialect->types[i];
    buf_printf(out, "| `%.*s", STR_FMT(type->name));
    put_params(out, type);
    buf_put(out, STR("` | "));
    put_cell(out, type->sql);
    buf_put(out, STR(" | "));
    put_cell(out, type->doc);
    buf_put(out, type->raw_only ? STR(" Only through `sql(...)`.") : STR(""));
    buf_put(out, STR(" |\n"));
  }
  buf_putc(out, '\n');
}

/* Words with a text each are a list, others stand in one line. */
static void put_enum(Buf *out, const EnumSpec *one) {
  bool texts = one->count > 0 && !str_empty(one->words[0].doc);
  buf_printf(out, "**%.*s**:", STR_FMT(one->name));
  if (texts && !str_empty(one->doc)) {
    buf_printf(out, " %.*s", STR_FMT(one->doc));
  }
  for (size_t i = 0; i < one->count; i++) {
    const WordSpec *word = &one->words[i];
    if (texts) {
      buf_printf(out, "%s- `%.*s`: %.*s\n", i == 0 ? "\n\n" : "", STR_FMT(word->name), STR_FMT(word->doc));
    } else {
      buf_printf(out, "%s `%.*s`", i > 0 ? "," : "", STR_FMT(word->name));
    }
  }
  if (!texts) {
    buf_printf(out, ".%s%.*s\n", str_empty(one->doc) ? "" : " ", STR_FMT(one->doc));
  }
  buf_putc(out, '\n');
}

static void put_enums(Buf *out, const Dialect *dialect) {
  buf_put(out, dialect->enum_count > 0 ? STR("## Words\n\n") : STR(""));
  for (size_t i = 0; i < dialect->enum_count; i++) {
    put_enum(out, &dialect->enums[i]);
  }
}

void dialect_reference(const Dialect *dialect, struct Buf *out) {
  buf_printf(out, "# %.*s\n\nMade from dialects/%.*s by `make docs`. Language id `%.*s`", STR_FMT(dialect->title),
             STR_FMT(dialect->name), STR_FMT(dialect->language_id));
  Str file = str_empty(dialect->suffix) ? dialect->file_name : dialect->suffix;
  buf_printf(out, ", files `%s%.*s`.\n\n## Blocks\n\n", str_empty(dialect->suffix) ? "" : "*", STR_FMT(file));
  for (size_t i = 0; i < dialect->path_count; i++) {
    put_block(out, dialect->paths[i]);
  }
  put_types(out, dialect);
  put_enums(out, dialect);
}
