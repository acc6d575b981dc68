/* str.h: string slices. A Str points into memory that somebody else owns (a document's text, an arena, a
 * literal); it has a length and no terminating NUL. Pass it by value. */
#ifndef ATLAS_BASE_STR_H
#define ATLAS_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct Str {
  const char *ptr;
  size_t len;
} Str;

/* Slice of a string literal: STR("table"). */
#define STR(literal) ((Str){("" literal), sizeof(literal) - 1})
/* The same as a constant initialiser of a static table: STR_INIT("table"). */
#define STR_INIT(literal)                                                                                              \
  { ("" literal), sizeof(literal) - 1 }
/* For printf: printf("%.*s", STR_FMT(name)). */
#define STR_FMT(s) (int)(s).len, ((s).ptr != NULL ? (s).ptr : "")

static inline Str str_make(const char *ptr, size_t len) { return (Str){ptr, len}; }
static inline Str str_from(const char *cstr) { return (Str){cstr, cstr != NULL ? strlen(cstr) : 0}; }
static inline bool str_eq(Str a, Str b) { return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0); }
static inline bool str_empty(Str s) { return s.len == 0; }

/* Bytes [from, to) of `s`, clamped to its length. */
Str str_sub(Str s, size_t from, size_t to);
bool str_starts(Str s, Str prefix);
bool str_ends(Str s, Str suffix);
/* ASCII case is ignored. */
bool str_eq_nocase(Str a, Str b);
/* <0, 0, >0 in byte order, the shorter first when one is a prefix of the other. */
int str_cmp(Str a, Str b);
/* Index of the first `byte` at or after `from`; s.len when there is none. */
size_t str_find(Str s, char byte, size_t from);
/* `s` without ASCII blanks and newlines at both ends. */
Str str_trim(Str s);
/* 64-bit hash of the bytes, stable within one run of the program. */
uint64_t str_hash(Str s);
/* Edit distance (insert, delete, replace, swap of neighbours = 1 each), or `limit` + 1 as soon as it exceeds
 * `limit`. O(a.len * b.len), at most 64 bytes of each are compared. */
unsigned str_distance(Str a, Str b, unsigned limit);

#endif
