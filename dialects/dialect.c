/* dialect.c: look-ups in the tables that dialectc makes. */
#include "dialects/dialect.h"

/* str_cmp, decided by the first byte where that is enough: a look-up mostly meets other names. */
static inline int order_of(Str a, Str b) {
  if (a.len > 0 && b.len > 0 && a.ptr[0] != b.ptr[0]) {
    return (unsigned char)a.ptr[0] - (unsigned char)b.ptr[0];
  }
  return str_cmp(a, b);
}

/* Index of `key` among `count` sorted items of `size` bytes whose first member is their name; `count` when absent.
 * Of several equal ones the first. */
static size_t find(const void *items, size_t count, size_t size, Str key) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    const Str *name = (const Str *)(const void *)((const char *)items + mid * size);
    if (order_of(*name, key) < 0) {
      low = mid + 1;
    } else {
      high = mid;
    }
  }
  if (low < count && str_eq(*(const Str *)(const void *)((const char *)items + low * size), key)) {
    return low;
  }
  return count;
}

_Static_assert(offsetof(AttrSpec, name) == 0 && offsetof(WordSpec, name) == 0 && offsetof(EnumSpec, name) == 0 &&
                   offsetof(TypeSpec, name) == 0 && offsetof(FuncSpec, name) == 0 && offsetof(FactRow, key) == 0 &&
                   offsetof(FactTable, name) == 0,
               "find compares the first member");

const Dialect *dialect_named(Str name) {
  for (size_t i = 0; i < dialect_count; i++) {
    if (str_eq(dialect_all[i]->name, name)) {
      return dialect_all[i];
    }
  }
  return NULL;
}

const Dialect *dialect_for_language(Str id) {
  for (size_t i = 0; i < dialect_count; i++) {
    if (str_eq(dialect_all[i]->language_id, id)) {
      return dialect_all[i];
    }
  }
  return NULL;
}

const Dialect *dialect_for_file(Str path) {
  size_t start = path.len;
  while (start > 0 && path.ptr[start - 1] != '/' && path.ptr[start - 1] != '\\') {
    start--;
  }
  Str name = str_sub(path, start, path.len);
  for (size_t i = 0; i < dialect_count; i++) {
    const Dialect *dialect = dialect_all[i];
    bool by_suffix = !str_empty(dialect->suffix) && name.len > dialect->suffix.len && str_ends(name, dialect->suffix);
    bool by_checksums = dialect->is_text && dialect_fact(dialect_facts(dialect, STR("checksums")), name) != NULL;
    if (by_suffix || by_checksums || (!str_empty(dialect->file_name) && str_eq(name, dialect->file_name))) {
      return dialect;
    }
  }
  return NULL;
}

static bool list_has(const Str *list, size_t count, Str word) {
  for (size_t i = 0; i < count; i++) {
    if (str_eq_nocase(list[i], word)) {
      return true;
    }
  }
  return false;
}

/* postgres://..., docker+postgres://image, docker://postgres/17/dev */
const Dialect *dialect_for_url(Str url) {
  size_t colon = str_find(url, ':', 0);
  Str scheme = str_sub(url, 0, colon), rest = str_sub(url, colon, url.len);
  if (!str_starts(rest, STR("://"))) {
    return NULL;
  }
  size_t slash = str_find(rest, '/', 3);
  size_t query = str_find(rest, '?', 3);
  Str host = str_sub(rest, 3, slash < query ? slash : query);
  bool docker = str_eq_nocase(scheme, STR("docker"));
  if (str_starts(scheme, STR("docker+"))) {
    scheme = str_sub(scheme, 7, scheme.len);
  }
  for (size_t i = 0; i < dialect_count; i++) {
    const Dialect *dialect = dialect_all[i];
    if (docker ? list_has(dialect->docker_hosts, dialect->docker_host_count, host)
               : list_has(dialect->url_schemes, dialect->url_scheme_count, scheme)) {
      return dialect;
    }
  }
  return NULL;
}

const DialectRoot *dialect_root(BlockRole role) {
  static const DialectRoot none;
  for (size_t i = 0; i < dialect_root_count; i++)
    if (dialect_roots[i].role == role) return &dialect_roots[i];
  return &none;
}

bool dialect_in_scope(const Dialect *dialect, Str name) {
  return list_has(dialect->scope_names, dialect->scope_count, name);
}

const AttrSpec *dialect_attr(const BlockSpec *block, Str name) {
  size_t i = find(block->attrs, block->attr_count, sizeof *block->attrs, name);
  return i < block->attr_count ? &block->attrs[i] : NULL;
}

const AttrSpec *dialect_attr_role(const BlockSpec *block, AttrRole role) {
  for (size_t i = 0; i < block->attr_count; i++) {
    if (block->attrs[i].role == role) {
      return &block->attrs[i];
    }
  }
  return NULL;
}

const ChildSpec *dialect_child(const BlockSpec *block, Str name) {
  size_t low = 0, high = block->child_count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (order_of(block->children[mid].block->name, name) < 0) {
      low = mid + 1;
    } else {
      high = mid;
    }
  }
  bool found = low < block->child_count && str_eq(block->children[low].block->name, name);
  return found ? &block->children[low] : NULL;
}

const BlockSpec *dialect_variant(const BlockSpec *block, Str first_label) {
  size_t low = 0, high = block->variant_count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    int order = order_of(block->variants[mid]->variant, first_label);
    if (order == 0) {
      return block->variants[mid];
    }
    if (order < 0) {
      low = mid + 1;
    } else {
      high = mid;
    }
  }
  return block;
}

const EnumSpec *dialect_enum(const Dialect *dialect, Str name) {
  size_t i = find(dialect->enums, dialect->enum_count, sizeof *dialect->enums, name);
  return i < dialect->enum_count ? &dialect->enums[i] : NULL;
}

const WordSpec *dialect_word(const EnumSpec *words, Str name) {
  size_t i = find(words->words, words->count, sizeof *words->words, name);
  return i < words->count ? &words->words[i] : NULL;
}

const TypeSpec *dialect_type(const Dialect *dialect, Str name) {
  size_t i = find(dialect->types, dialect->type_count, sizeof *dialect->types, name);
  return i < dialect->type_count ? &dialect->types[i] : NULL;
}

const FuncSpec *dialect_function(const Dialect *dialect, Str name) {
  size_t i = find(dialect_functions, dialect_function_count, sizeof *dialect_functions, name);
  if (i == dialect_function_count || (dialect_functions[i].config_only && !dialect->config_functions)) {
    return NULL;
  }
  return &dialect_functions[i];
}

const FactTable *dialect_facts(const Dialect *dialect, Str name) {
  size_t i = find(dialect->facts, dialect->fact_count, sizeof *dialect->facts, name);
  return i < dialect->fact_count ? &dialect->facts[i] : NULL;
}

const FactRow *dialect_fact(const FactTable *table, Str key) {
  size_t i = find(table->rows, table->row_count, sizeof *table->rows, key);
  return i < table->row_count ? &table->rows[i] : NULL;
}

/* The block among `count` sorted ones whose path (or keyword) is `key`. */
static const BlockSpec *find_block(const BlockSpec *const *blocks, size_t count, Str key, bool by_path) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    int order = order_of(by_path ? blocks[mid]->path : blocks[mid]->name, key);
    if (order == 0) {
      return blocks[mid];
    }
    if (order < 0) {
      low = mid + 1;
    } else {
      high = mid;
    }
  }
  return NULL;
}

const BlockSpec *dialect_block(const Dialect *dialect, Str path) {
  bool keyword = str_find(path, '.', 0) == path.len && str_find(path, ':', 0) == path.len;
  const BlockSpec *block = NULL;
  if (keyword) { /* the path of a top-level block is its keyword, which then comes first */
    block = find_block(dialect->keywords, dialect->keyword_count, path, false);
  }
  return block != NULL ? block : find_block(dialect->paths, dialect->path_count, path, true);
}
