/* project_named.c: schema files that another file names for itself:
 *
 *     test "plan" "add_email" {
 *       schema {
 *         url = "file://snapshots/v1.hcl"        ->  <folder>/snapshots/v1.hcl
 *       }
 *     }
 *
 * Which attributes these are is data: the facts "project_sources" of the language. */
#include "typecheck/project.h"

#include "grammar/unit.h"

enum { MAX_DEPTH = 4, MAX_PARENTS = 6 };

typedef struct Named {
  Arena *arena;
  const FactTable *facts;
  Str dir; /* of the file */
  StrList *out;
} Named;

/* A path counts from the working directory: that of the file, or a folder above it. */
static void add_path(Named *self, Str path) {
  Str dir = self->dir;
  for (unsigned i = 0; i < MAX_PARENTS; i++) {
    Str full = path_join(self->arena, dir, path);
    if (file_kind(full) != FILE_NONE) {
      array_push(self->out, full);
      return;
    }
    if (dir.len <= 1) return;
    dir = path_dir(dir);
  }
}

static void read_attr(Named *self, const BlockSpec *spec, const SynAttr *attr) {
  Str scheme = STR("file://");
  if (attr->value->kind != SYN_STRING || !str_starts(attr->value->as.text, scheme)) return;
  Str text = attr->value->as.text, path = str_sub(text, scheme.len, str_find(text, '?', 0));
  for (uint32_t i = 0; i < self->facts->row_count; i++) {
    const FactRow *row = &self->facts->rows[i];
    bool named = str_eq(row->key, spec->path) && str_eq(row->cells[0], attr->name);
    if (named && str_eq(row->cells[1], STR("files")) && path.len > 0) add_path(self, path);
  }
}

static void read_body(Named *self, const BlockSpec *spec, const SynBody *body, unsigned depth) {
  for (const SynAttr *attr = body->attrs; attr != NULL; attr = attr->next) read_attr(self, spec, attr);
  for (const SynBlock *block = body->blocks; block != NULL && depth < MAX_DEPTH; block = block->next) {
    const ChildSpec *child = dialect_child(spec, block->type);
    Str label = block->label_count > 0 ? block->labels[0].text : STR("");
    if (child != NULL) read_body(self, dialect_variant(child->block, label), block->body, depth + 1);
  }
}

void project_named_files(Arena *arena, const Dialect *dialect, Str path, Str text, StrList *out) {
  Named self = {arena, dialect_facts(dialect, STR("project_sources")), path_dir(path), out};
  if (self.facts == NULL || !str_empty(dialect->file_name) || !path_is_absolute(path)) return;
  Arena scratch;
  UnitSpans spans = {0};
  arena_init(&scratch, 0);
  unit_scan(text, &spans);
  for (size_t i = 0; i < spans.len; i++) {
    Str source = str_make(text.ptr + spans.items[i].start, spans.items[i].len);
    read_body(&self, dialect->root, &syn_parse(&scratch, source, i == 0)->body, 0);
  }
  array_free(&spans);
  arena_free(&scratch);
}
