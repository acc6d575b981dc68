/* sort.c: the order that Go's sort.Slice gives: pattern-defeating quicksort, insertion sort for short ranges. Changes
 * that compare as equal must come in the same order as in plans of the Atlas engine, so the algorithm is part of the
 * behaviour. Recursion goes into the shorter side only: its depth is logarithmic. */
#include "diff/diff_internal.h"

typedef struct Sort {
  Change **items;
  SortLess less;
  const void *context;
} Sort;

typedef enum Hint { HINT_NONE, HINT_INCREASING, HINT_DECREASING } Hint;

static bool less(const Sort *s, size_t a, size_t b) { return s->less(s->context, s->items[a], s->items[b]); }

static void swap(const Sort *s, size_t a, size_t b) {
  Change *item = s->items[a];
  s->items[a] = s->items[b];
  s->items[b] = item;
}

static void insertion_sort(const Sort *s, size_t a, size_t b) {
  for (size_t i = a + 1; i < b; i++)
    for (size_t j = i; j > a && less(s, j, j - 1); j--) swap(s, j, j - 1);
}

static void sift_down(const Sort *s, size_t root, size_t end, size_t first) {
  for (size_t child = 2 * root + 1; child < end; child = 2 * root + 1) {
    if (child + 1 < end && less(s, first + child, first + child + 1)) child++;
    if (!less(s, first + root, first + child)) return;
    swap(s, first + root, first + child);
    root = child;
  }
}

static void heap_sort(const Sort *s, size_t a, size_t b) {
  size_t count = b - a;
  for (size_t i = (count - 1) / 2 + 1; i-- > 0;) sift_down(s, i, count, a);
  for (size_t i = count; i-- > 0;) {
    swap(s, a, a + i);
    sift_down(s, 0, i, a);
  }
}

/* Moves three items at the middle to places of a fixed sequence that looks random. */
static void break_patterns(const Sort *s, size_t a, size_t b) {
  size_t length = b - a;
  if (length < 8) return;
  uint64_t random = length, modulus = 1;
  while (modulus <= length) modulus <<= 1;
  size_t at = a + length / 4 * 2 - 1;
  for (size_t i = 0; i < 3; i++) {
    random ^= random << 13;
    random ^= random >> 7;
    random ^= random << 17;
    size_t other = (size_t)(random & (modulus - 1));
    if (other >= length) other -= length;
    swap(s, at + i, a + other);
  }
}

/* ---- pivot ---- */

static void order_two(const Sort *s, size_t *a, size_t *b, int *swaps) {
  if (!less(s, *b, *a)) return;
  size_t item = *a;
  *a = *b;
  *b = item;
  (*swaps)++;
}

static size_t median(const Sort *s, size_t a, size_t b, size_t c, int *swaps) {
  order_two(s, &a, &b, swaps);
  order_two(s, &b, &c, swaps);
  order_two(s, &a, &b, swaps);
  return b;
}

static size_t choose_pivot(const Sort *s, size_t a, size_t b, Hint *hint) {
  size_t length = b - a, i = a + length / 4, j = a + length / 4 * 2, k = a + length / 4 * 3;
  int swaps = 0;
  if (length >= 50) {
    i = median(s, i - 1, i, i + 1, &swaps);
    j = median(s, j - 1, j, j + 1, &swaps);
    k = median(s, k - 1, k, k + 1, &swaps);
  }
  if (length >= 8) j = median(s, i, j, k, &swaps);
  *hint = swaps == 0 ? HINT_INCREASING : swaps == 12 ? HINT_DECREASING : HINT_NONE;
  return j;
}

/* ---- partitions ---- */

static size_t partition_equal(const Sort *s, size_t a, size_t b, size_t pivot) {
  swap(s, a, pivot);
  size_t i = a + 1, j = b - 1;
  for (;;) {
    while (i <= j && !less(s, a, i)) i++;
    while (i <= j && less(s, a, j)) j--;
    if (i > j) return i;
    swap(s, i++, j--);
  }
}

static size_t partition(const Sort *s, size_t a, size_t b, size_t pivot, bool *partitioned) {
  swap(s, a, pivot);
  size_t i = a + 1, j = b - 1;
  for (bool first = true;; first = false) {
    while (i <= j && less(s, i, a)) i++;
    while (i <= j && !less(s, j, a)) j--;
    if (i > j) {
      swap(s, j, a);
      *partitioned = first;
      return j;
    }
    swap(s, i++, j--);
  }
}

/* Repairs a range that is nearly sorted; false when it was not. */
static bool partial_insertion_sort(const Sort *s, size_t a, size_t b) {
  size_t i = a + 1;
  for (int step = 0; step < 5; step++) {
    while (i < b && !less(s, i, i - 1)) i++;
    if (i == b) return true;
    if (b - a < 50) return false;
    swap(s, i, i - 1);
    if (i - a >= 2)
      for (size_t j = i - 1; j >= 1 && less(s, j, j - 1); j--) swap(s, j, j - 1);
    if (b - i >= 2)
      for (size_t j = i + 1; j < b && less(s, j, j - 1); j++) swap(s, j, j - 1);
  }
  return false;
}

static size_t by_pivot(const Sort *s, size_t a, size_t b, Hint *hint) {
  size_t pivot = choose_pivot(s, a, b, hint);
  if (*hint != HINT_DECREASING) return pivot;
  for (size_t i = a, j = b - 1; i < j; i++, j--) swap(s, i, j);
  *hint = HINT_INCREASING;
  return b - 1 - (pivot - a);
}

static void quick_sort(const Sort *s, size_t a, size_t b, int limit) {
  bool balanced = true, partitioned = true;
  while (b - a > 12) {
    Hint hint;
    if (limit == 0) {
      heap_sort(s, a, b);
      return;
    }
    if (!balanced) {
      break_patterns(s, a, b);
      limit--;
    }
    size_t pivot = by_pivot(s, a, b, &hint), length = b - a;
    if (balanced && partitioned && hint == HINT_INCREASING && partial_insertion_sort(s, a, b)) return;
    if (a > 0 && !less(s, a - 1, pivot)) {
      a = partition_equal(s, a, b, pivot);
      continue;
    }
    size_t middle = partition(s, a, b, pivot, &partitioned);
    size_t left = middle - a, right = b - middle;
    balanced = (left < right ? left : right) >= length / 8;
    if (left < right) {
      quick_sort(s, a, middle, limit);
      a = middle + 1;
    } else {
      quick_sort(s, middle + 1, b, limit);
      b = middle;
    }
  }
  insertion_sort(s, a, b);
}

void sort_like_go(Change **items, size_t count, SortLess less_than, const void *context) {
  Sort sort = {items, less_than, context};
  int limit = 0;
  for (size_t n = count; n > 0; n >>= 1) limit++;
  quick_sort(&sort, 0, count, limit);
}
