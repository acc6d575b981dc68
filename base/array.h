/* array.h: growable arrays as macros over a struct of three members, e.g.
 *
 *     ARRAY(Diagnostic) list = {0};
 *     array_push(&list, diagnostic);
 *     for (size_t i = 0; i < list.len; i++) use(list.items[i]);
 *     array_free(&list);
 */
#ifndef ATLAS_BASE_ARRAY_H
#define ATLAS_BASE_ARRAY_H

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define ARRAY(T)                                                                                                       \
  struct {                                                                                                             \
    T *items;                                                                                                          \
    size_t len, cap;                                                                                                   \
  }

#define array_reserve(a, n) ((a)->items = array_grow_((a)->items, &(a)->cap, (n), sizeof *(a)->items))
#define array_push(a, ...)  (array_reserve((a), (a)->len + 1), (void)((a)->items[(a)->len++] = (__VA_ARGS__)))
/* The same for an array whose items live in an arena: not to be freed, nor to be mixed with the macros that allocate.
 */
#define array_push_in(arena, a, ...)                                                                                   \
  ((a)->items = array_grow_in_((arena), (a)->items, &(a)->cap, (a)->len + 1, sizeof *(a)->items),                      \
   (void)((a)->items[(a)->len++] = (__VA_ARGS__)))
#define array_pop(a)   ((a)->items[--(a)->len])
#define array_last(a)  ((a)->items[(a)->len - 1])
#define array_clear(a) ((a)->len = 0)
#define array_free(a)  (free((a)->items), (a)->items = NULL, (a)->len = (a)->cap = 0)
/* Replaces `del` elements at `at` by `ins` elements from `src` (which may be NULL when ins is 0). */
#define array_splice(a, at, del, src, ins)                                                                             \
  (array_reserve((a), (a)->len + (ins)),                                                                               \
   array_splice_((a)->items, &(a)->len, (at), (del), (src), (ins), sizeof *(a)->items))

/* Capacity for at least `want` elements; grows by half. */
void *array_grow_(void *items, size_t *cap, size_t want, size_t size);
void *array_grow_in_(Arena *arena, void *items, size_t *cap, size_t want, size_t size);
void array_splice_(void *items, size_t *len, size_t at, size_t del, const void *src, size_t ins, size_t size);

#endif
