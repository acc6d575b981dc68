/* tree.h: small syntax trees of open documents, for requests about the shape of the text: folding and selection.
 *
 * A tree is made with the tree-sitter grammar (grammar.js) from the text of one unit (unit.h) when it is first asked
 * for, and kept while it is among the recently used ones. Everything here is about one unit: offsets count from its
 * start. A TreeCache belongs to one thread. Names (checks, completion, outline) come from syntax.h instead. */
#ifndef ATLAS_GRAMMAR_TREE_H
#define ATLAS_GRAMMAR_TREE_H

#include "base/text.h"

typedef struct TreeCache TreeCache;

/* Keeps trees of at most `max_text` bytes of text in all (a tree takes about 12 times its text); the last tree used
 * is kept in any case. Released by tree_cache_free. */
TreeCache *tree_cache_new(size_t max_text);
void tree_cache_free(TreeCache *self);
/* Drops all trees. */
void tree_cache_clear(TreeCache *self);

typedef enum TreeFoldKind { TREE_FOLD_REGION, TREE_FOLD_COMMENT } TreeFoldKind;

typedef struct TreeFold {
  Span span; /* first character of the block, list, heredoc or comment to behind its last, on a later line */
  TreeFoldKind kind;
} TreeFold;

typedef void (*TreeFoldFn)(void *context, TreeFold fold);

/* Calls fn for each fold of the unit, outer before inner: blocks, lists, objects, calls and groups over several
 * lines, heredocs, block comments and runs of comment lines.
 * `key` stands for this very text: the same key never comes with another text (a hash of the text, or the revision
 * of the unit). Nothing is reported for a text above 8 MB or one that takes longer than 100 ms to parse. */
void tree_folds(TreeCache *self, uint64_t key, Str text, TreeFoldFn fn, void *context);

/* The spans around `offset` that are worth selecting, the innermost first, each larger than the one before; the last
 * is the item of the unit or its comment. Stores at most `max` of them and returns how many; 0 between items.
 *
 *     columns = [column.id]     at `id`: id, column.id, [column.id], the whole attribute, the body, the block */
size_t tree_selection(TreeCache *self, uint64_t key, Str text, uint32_t offset, Span *out, size_t max);

#endif
