/* tree.c: makes and keeps the trees of recently used units, and walks them for folds and selections. */
#include "grammar/tree.h"

#include <tree_sitter/api.h>

#include "base/array.h"
#include "base/map.h"

const TSLanguage *tree_sitter_atlas_hcl(void);

enum { MAX_TEXT = 8 << 20, MAX_MICROSECONDS = 100000 };

typedef struct Entry {
  uint64_t key;
  size_t length; /* of the text */
  TSTree *tree;
  struct Entry *older, *newer; /* by last use */
} Entry;

/* Owns the trees and the parser, which is used for one text after the other. */
struct TreeCache {
  TSParser *parser;
  Map entries; /* the bytes of a key -> Entry */
  Entry *oldest, *newest;
  size_t max_text, text; /* bytes allowed and held */
  TSSymbol block, string, comment;
  bool *folds; /* by symbol */
};

/* The same nodes as in queries/folds.scm. */
static const char *const fold_nodes[] = {"block", "tuple", "object",  "for_tuple",   "for_object",  "group",
                                         "call",  "index", "heredoc", "template_if", "template_for"};

static TSSymbol symbol_of(const char *name) {
  return ts_language_symbol_for_name(tree_sitter_atlas_hcl(), name, (uint32_t)strlen(name), true);
}

TreeCache *tree_cache_new(size_t max_text) {
  TreeCache *self = mem_zero(1, sizeof *self);
  self->parser = ts_parser_new();
  ts_parser_set_language(self->parser, tree_sitter_atlas_hcl());
  ts_parser_set_timeout_micros(self->parser, MAX_MICROSECONDS);
  self->max_text = max_text;
  self->block = symbol_of("block");
  self->string = symbol_of("string");
  self->comment = symbol_of("comment");
  self->folds = mem_zero(ts_language_symbol_count(tree_sitter_atlas_hcl()), sizeof *self->folds);
  for (size_t i = 0; i < sizeof fold_nodes / sizeof *fold_nodes; i++) self->folds[symbol_of(fold_nodes[i])] = true;
  return self;
}

static Str key_of(const Entry *entry) { return str_make((const char *)&entry->key, sizeof entry->key); }

static void unlink_entry(TreeCache *self, Entry *entry) {
  *(entry->older != NULL ? &entry->older->newer : &self->oldest) = entry->newer;
  *(entry->newer != NULL ? &entry->newer->older : &self->newest) = entry->older;
}

static void link_newest(TreeCache *self, Entry *entry) {
  entry->older = self->newest;
  entry->newer = NULL;
  *(self->newest != NULL ? &self->newest->newer : &self->oldest) = entry;
  self->newest = entry;
}

static void drop_oldest(TreeCache *self) {
  Entry *entry = self->oldest;
  unlink_entry(self, entry);
  map_set(&self->entries, key_of(entry), NULL);
  self->text -= entry->length;
  ts_tree_delete(entry->tree);
  free(entry);
}

void tree_cache_clear(TreeCache *self) {
  while (self->oldest != NULL) drop_oldest(self);
  map_free(&self->entries);
}

void tree_cache_free(TreeCache *self) {
  if (self == NULL) return;
  tree_cache_clear(self);
  ts_parser_delete(self->parser);
  free(self->folds);
  free(self);
}

static TSTree *parse(TreeCache *self, Str text) {
  if (text.len > MAX_TEXT) return NULL;
  TSTree *tree = ts_parser_parse_string(self->parser, NULL, text.len > 0 ? text.ptr : "", (uint32_t)text.len);
  if (tree == NULL) ts_parser_reset(self->parser);
  return tree;
}

/* The tree of the text, owned by the cache; NULL when the text is too large or too slow to parse. */
static const TSTree *tree_for(TreeCache *self, uint64_t key, Str text) {
  Entry *entry = map_get(&self->entries, str_make((const char *)&key, sizeof key));
  if (entry != NULL) {
    unlink_entry(self, entry);
    link_newest(self, entry);
    return entry->tree;
  }
  TSTree *tree = parse(self, text);
  if (tree == NULL) return NULL;
  while (self->oldest != NULL && self->text + text.len > self->max_text) drop_oldest(self);
  entry = mem_zero(1, sizeof *entry);
  *entry = (Entry){.key = key, .length = text.len, .tree = tree};
  link_newest(self, entry);
  map_set(&self->entries, key_of(entry), entry);
  self->text += text.len;
  return tree;
}

static Span span_of_node(TSNode node) { return span_make(ts_node_start_byte(node), ts_node_end_byte(node)); }

static uint32_t lines_of(TSNode node) { return ts_node_end_point(node).row - ts_node_start_point(node).row; }

/* A run of comment lines that is being read. */
typedef struct CommentRun {
  Span span;
  uint32_t last_row;
  bool several; /* lines */
} CommentRun;

typedef struct FoldWalk {
  const TreeCache *cache;
  Str text;
  CommentRun run;
  TreeFoldFn fn;
  void *context;
} FoldWalk;

static void end_run(FoldWalk *self) {
  if (self->run.several) self->fn(self->context, (TreeFold){self->run.span, TREE_FOLD_COMMENT});
  self->run = (CommentRun){0};
}

/* Is nothing but white space before `offset` on its line? */
static bool starts_line(Str text, uint32_t offset) {
  while (offset > 0 && (text.ptr[offset - 1] == ' ' || text.ptr[offset - 1] == '\t')) offset--;
  return offset == 0 || text.ptr[offset - 1] == '\n';
}

static void fold_comment(FoldWalk *self, TSNode node) {
  Span span = span_of_node(node);
  uint32_t row = ts_node_start_point(node).row;
  if (lines_of(node) > 0) {
    end_run(self);
    self->fn(self->context, (TreeFold){span, TREE_FOLD_COMMENT});
  } else if (self->run.span.end > 0 && row == self->run.last_row + 1) {
    self->run.span.end = span.end;
    self->run.last_row = row;
    self->run.several = true;
  } else {
    end_run(self);
    if (starts_line(self->text, span.start)) self->run = (CommentRun){span, row, false};
  }
}

/* Reports the fold of one node; true when there may be folds inside. */
static bool fold_node(FoldWalk *self, TSNode node) {
  TSSymbol symbol = ts_node_symbol(node);
  if (symbol == self->cache->comment) {
    fold_comment(self, node);
    return false;
  }
  if (ts_node_is_named(node)) end_run(self);
  if (lines_of(node) == 0) return false;
  if (symbol < ts_language_symbol_count(tree_sitter_atlas_hcl()) && self->cache->folds[symbol])
    self->fn(self->context, (TreeFold){span_of_node(node), TREE_FOLD_REGION});
  return true;
}

/* Moves to the node behind the current one and its children; false at the end. */
static bool next_node(TSTreeCursor *cursor) {
  while (!ts_tree_cursor_goto_next_sibling(cursor))
    if (!ts_tree_cursor_goto_parent(cursor)) return false;
  return true;
}

void tree_folds(TreeCache *self, uint64_t key, Str text, TreeFoldFn fn, void *context) {
  const TSTree *tree = tree_for(self, key, text);
  if (tree == NULL) return;
  FoldWalk walk = {.cache = self, .text = text, .fn = fn, .context = context};
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  bool more = ts_tree_cursor_goto_first_child(&cursor);
  while (more) {
    bool inside = fold_node(&walk, ts_tree_cursor_current_node(&cursor));
    more = (inside && ts_tree_cursor_goto_first_child(&cursor)) || next_node(&cursor);
  }
  end_run(&walk);
  ts_tree_cursor_delete(&cursor);
}

typedef ARRAY(Span) SpanList;

static void push_span(SpanList *list, Span span) {
  if (list->len > 0 && array_last(list).start == span.start && array_last(list).end == span.end) return;
  if (span.start < span.end) array_push(list, span);
}

/* What lies between the braces of a block without the white space around it; empty when the offset is not in it. */
static Span body_span(TSNode block, Str text, uint32_t offset) {
  Span span = {0, 0};
  for (uint32_t i = 0; i < ts_node_child_count(block); i++) {
    TSNode child = ts_node_child(block, i);
    if (strcmp(ts_node_type(child), "{") == 0) span.start = ts_node_end_byte(child);
    if (strcmp(ts_node_type(child), "}") == 0) span.end = ts_node_start_byte(child);
  }
  if (span.start == 0 || !span_touches(span, offset)) return (Span){0, 0};
  Str inner = span_of(span, text);
  Str trimmed = str_trim(inner);
  if (trimmed.len == 0) return (Span){0, 0};
  uint32_t start = (uint32_t)(trimmed.ptr - text.ptr);
  return span_make(start, start + (uint32_t)trimmed.len);
}

/* Adds the spans that a node stands for: itself, then its inside when the offset is there. */
static void select_node(const TreeCache *self, TSNode node, Str text, uint32_t offset, SpanList *list) {
  if (!ts_node_is_named(node)) return;
  Span span = span_of_node(node);
  push_span(list, span);
  Span inner = {0, 0};
  if (ts_node_symbol(node) == self->block) inner = body_span(node, text, offset);
  if (ts_node_symbol(node) == self->string && span.end - span.start > 2)
    inner = span_make(span.start + 1, span.end - 1);
  if (span_touches(inner, offset)) push_span(list, inner);
}

static bool is_word(Str text, uint32_t at) {
  unsigned char c = at < text.len ? (unsigned char)text.ptr[at] : ' ';
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c >= 128;
}

/* Moves to the child that holds the byte at `offset`; false when there is none. */
static bool enter_child(TSTreeCursor *cursor, uint32_t offset) {
  if (ts_tree_cursor_goto_first_child_for_byte(cursor, offset) < 0) return false;
  while (ts_node_end_byte(ts_tree_cursor_current_node(cursor)) <= offset)
    if (!ts_tree_cursor_goto_next_sibling(cursor)) return false;
  return ts_node_start_byte(ts_tree_cursor_current_node(cursor)) <= offset;
}

/* Spans from the outermost to the innermost that holds the byte at `offset`. */
static void collect_spans(const TreeCache *self, const TSTree *tree, Str text, uint32_t offset, SpanList *list) {
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  while (enter_child(&cursor, offset)) select_node(self, ts_tree_cursor_current_node(&cursor), text, offset, list);
  ts_tree_cursor_delete(&cursor);
}

size_t tree_selection(TreeCache *self, uint64_t key, Str text, uint32_t offset, Span *out, size_t max) {
  const TSTree *tree = tree_for(self, key, text);
  if (tree == NULL || offset > text.len) return 0;
  if (offset > 0 && !is_word(text, offset) && is_word(text, offset - 1)) offset--;
  SpanList list = {0};
  collect_spans(self, tree, text, offset, &list);
  size_t count = 0;
  while (list.len > 0 && count < max) out[count++] = array_pop(&list);
  array_free(&list);
  return count;
}
