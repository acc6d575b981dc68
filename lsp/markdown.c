/* markdown.c: blocks, attributes, types, functions and words of a dialect as Markdown. */
#include "lsp/markdown.h"

enum { MAX_WORDS = 24 };

static void paragraph(Buf *out, Str text) {
  if (str_empty(text)) return;
  if (out->len > 0) buf_put(out, STR("\n\n"));
  buf_put(out, text);
}

static void fence(Buf *out, Str code) {
  if (out->len > 0) buf_put(out, STR("\n\n"));
  buf_printf(out, "```hcl\n%.*s\n```", STR_FMT(code));
}

static void flags(Buf *out, unsigned set) {
  if ((set & SPEC_DEPRECATED) != 0) paragraph(out, STR("**Deprecated.**"));
  if ((set & SPEC_PRO) != 0) paragraph(out, STR("Edition: Atlas Pro."));
}

static void label_list(Buf *out, const BlockSpec *block) {
  for (uint16_t i = 0; i < block->label_count; i++) {
    const LabelSpec *label = &block->labels[i];
    buf_printf(out, label->required ? " \"%.*s\"" : " [\"%.*s\"]", STR_FMT(label->name));
  }
}

void markdown_block(Buf *out, const BlockSpec *block) {
  Buf head = {0};
  buf_put(&head, block->name);
  label_list(&head, block);
  buf_put(&head, STR(" { ... }"));
  fence(out, buf_str(&head));
  buf_free(&head);
  paragraph(out, block->doc);
  flags(out, block->flags);
  if (!str_empty(block->referenced_as)) {
    paragraph(out, STR("Referenced as `"));
    buf_printf(out, "%.*s`.", STR_FMT(block->referenced_as));
  }
  if (!str_empty(block->example)) fence(out, str_trim(block->example));
}

static void limits(Buf *out, int64_t min, int64_t max) {
  if (min != INT64_MIN && max != INT64_MAX) {
    buf_printf(out, "%lld to %lld", (long long)min, (long long)max);
  } else if (min != INT64_MIN) {
    buf_printf(out, "at least %lld", (long long)min);
  } else {
    buf_printf(out, "at most %lld", (long long)max);
  }
}

static bool has_limits(int64_t min, int64_t max) { return min != INT64_MIN || max != INT64_MAX; }

static void word_list(Buf *out, const EnumSpec *words) {
  for (uint16_t i = 0; i < words->count && i < MAX_WORDS; i++)
    buf_printf(out, "%s`%.*s`", i > 0 ? ", " : "", STR_FMT(words->words[i].name));
  if (words->count > MAX_WORDS) buf_printf(out, " and %d more", words->count - MAX_WORDS);
}

static const EnumSpec *words_of(const ValueSpec *value) {
  if (value->kind == VALUE_ENUM) return value->words;
  if (value->kind == VALUE_LIST && value->elems != NULL) return words_of(value->elems);
  if (value->kind != VALUE_ANY_OF) return NULL;
  for (uint16_t i = 0; i < value->count; i++)
    if (value->elems[i].kind == VALUE_ENUM) return value->elems[i].words;
  return NULL;
}

void markdown_attr(Buf *out, const BlockSpec *block, const AttrSpec *attr) {
  Buf head = {0};
  buf_printf(&head, "%.*s = ", STR_FMT(attr->name));
  dialect_describe(attr->value, &head);
  fence(out, buf_str(&head));
  buf_free(&head);
  paragraph(out, attr->doc);
  flags(out, attr->flags);
  if ((attr->flags & SPEC_REQUIRED) != 0) {
    paragraph(out, STR("Required in `"));
    buf_printf(out, "%.*s`.", STR_FMT(block->name));
  } else if (!str_empty(attr->required_unless)) {
    paragraph(out, STR("Required unless `"));
    buf_printf(out, "%.*s` is set.", STR_FMT(attr->required_unless));
  }
  if (!str_empty(attr->default_text)) {
    paragraph(out, STR("Default: `"));
    buf_printf(out, "%.*s`.", STR_FMT(attr->default_text));
  }
  if (has_limits(attr->min, attr->max)) {
    paragraph(out, STR("Value: "));
    limits(out, attr->min, attr->max);
    buf_putc(out, '.');
  }
  const EnumSpec *words = words_of(attr->value) != NULL ? words_of(attr->value) : attr->suggest;
  if (words != NULL && words->count > 0) {
    paragraph(out, STR("One of: "));
    word_list(out, words);
    buf_putc(out, '.');
  }
}

void signature_type(Buf *out, const TypeSpec *type) {
  buf_put(out, type->name);
  if (type->param_count == 0) return;
  buf_putc(out, '(');
  for (uint16_t i = 0; i < type->param_count; i++) {
    const TypeParam *param = &type->params[i];
    buf_printf(out, "%s%.*s%s", i > 0 ? ", " : "", STR_FMT(param->name),
               param->variadic   ? "..."
               : param->required ? ""
                                 : "?");
  }
  buf_putc(out, ')');
}

static void type_params(Buf *out, const TypeSpec *type) {
  for (uint16_t i = 0; i < type->param_count; i++) {
    const TypeParam *param = &type->params[i];
    bool bounds = has_limits(param->min, param->max);
    if (!bounds && param->allowed == NULL && str_empty(param->note)) continue;
    buf_printf(out, "%s- `%.*s`", i == 0 ? "\n\n" : "\n", STR_FMT(param->name));
    buf_put(out, STR(": "));
    if (bounds) limits(out, param->min, param->max);
    if (param->allowed != NULL) word_list(out, param->allowed);
    if (!str_empty(param->note))
      buf_printf(out, "%s%.*s", bounds || param->allowed != NULL ? "; " : "", STR_FMT(param->note));
  }
}

void markdown_type(Buf *out, const TypeSpec *type) {
  Buf head = {0};
  signature_type(&head, type);
  fence(out, buf_str(&head));
  buf_free(&head);
  paragraph(out, type->doc);
  if (!str_empty(type->alias_of)) {
    paragraph(out, STR("The same as `"));
    buf_printf(out, "%.*s`.", STR_FMT(type->alias_of));
  }
  if (!str_empty(type->sql) && !str_eq(type->sql, type->name)) {
    paragraph(out, STR("SQL: `"));
    buf_printf(out, "%.*s`.", STR_FMT(type->sql));
  }
  if (!str_empty(type->extension)) {
    paragraph(out, STR("Needs the extension `"));
    buf_printf(out, "%.*s`.", STR_FMT(type->extension));
  }
  type_params(out, type);
  if (type->column_attr_count == 0) return;
  paragraph(out, STR("Column attributes: "));
  for (uint16_t i = 0; i < type->column_attr_count; i++)
    buf_printf(out, "%s`%.*s`", i > 0 ? ", " : "", STR_FMT(type->column_attrs[i]));
}

void signature_function(Buf *out, const FuncSpec *function) {
  buf_printf(out, "%.*s(", STR_FMT(function->name));
  for (uint16_t i = 0; i < function->param_count; i++) {
    const FuncParam *param = &function->params[i];
    buf_printf(out, "%s%.*s%s: %.*s", i > 0 ? ", " : "", STR_FMT(param->name),
               param->variadic   ? "..."
               : param->required ? ""
                                 : "?",
               STR_FMT(param->type));
  }
  buf_printf(out, ") %.*s", STR_FMT(function->returns));
}

void markdown_function(Buf *out, const FuncSpec *function) {
  Buf head = {0};
  signature_function(&head, function);
  fence(out, buf_str(&head));
  buf_free(&head);
  paragraph(out, function->doc);
}

void markdown_word(Buf *out, const EnumSpec *words, const WordSpec *word) {
  buf_printf(out, "`%.*s`", STR_FMT(word->name));
  paragraph(out, word->doc);
  if (str_empty(word->doc)) paragraph(out, words->doc);
}

void markdown_strip(Buf *text) {
  size_t to = 0;
  for (size_t i = 0; i < text->len; i++) {
    if (text->len - i >= 3 && memcmp(text->ptr + i, "```", 3) == 0) {
      while (i < text->len && text->ptr[i] != '\n') i++;
    } else if (text->ptr[i] != '`' && text->ptr[i] != '*') {
      text->ptr[to++] = text->ptr[i];
    }
  }
  text->len = to;
}
