/* line_diff.c: Myers' greedy algorithm on lines ("An O(ND) Difference Algorithm", 1986). Equal lines at both ends are
 * cut off first. Texts that differ in very many lines are compared line by line, which is right for a formatter: it
 * hardly ever adds or removes lines. */
#include "cli/line_diff.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/path.h"

enum { CONTEXT = 3, MAX_EDITS = 600 };

/* One line of the result: ' ' in both, '-' only before, '+' only after. */
typedef struct Edit {
  char kind;
  Str line; /* with its newline */
} Edit;
typedef ARRAY(Edit) Edits;

static void split(Str text, StrList *lines) {
  for (size_t at = 0; at < text.len;) {
    size_t end = str_find(text, '\n', at);
    array_push(lines, str_sub(text, at, end + 1));
    at = end + 1;
  }
}

static void push(Edits *edits, char kind, Str line) {
  Edit edit = {kind, line};
  array_push(edits, edit);
}

/* The middle parts of both texts, where they differ. */
typedef struct Middle {
  const Str *a, *b;
  int n, m;
} Middle;

/* How far into `a` d edits lead at best, for each diagonal k = -d, -d + 2 .. d (k = lines of a - lines of b). */
static int *reach(int *rows, int d) { return rows + ((ptrdiff_t)d * d + d); }

/* Was the last of d edits an insertion? */
static bool is_insertion(int *rows, int d, int k) {
  const int *last = reach(rows, d - 1);
  return k == -d || (k != d && last[k - 1] < last[k + 1]);
}

/* Where in `a` one is right after the last of d edits. */
static int after_edit(int *rows, int d, int k) {
  if (d == 0) return 0;
  return is_insertion(rows, d, k) ? reach(rows, d - 1)[k + 1] : reach(rows, d - 1)[k - 1] + 1;
}

/* The least number of edits, -1 when there are too many. Fills the rows up to it. */
static int search(const Middle *mid, int *rows) {
  for (int d = 0; d <= MAX_EDITS; d++) {
    for (int k = -d; k <= d; k += 2) {
      int x = after_edit(rows, d, k);
      while (x < mid->n && x - k < mid->m && str_eq(mid->a[x], mid->b[x - k])) x++;
      reach(rows, d)[k] = x;
      if (x >= mid->n && x - k >= mid->m) return d;
    }
  }
  return -1;
}

static void reverse(Edits *edits, size_t from) {
  for (size_t low = from, high = edits->len; low + 1 < high; low++, high--) {
    Edit swap = edits->items[low];
    edits->items[low] = edits->items[high - 1];
    edits->items[high - 1] = swap;
  }
}

/* Walks the path of `d` edits back from its end. */
static void put_path(const Middle *mid, int *rows, int d, Edits *edits) {
  size_t first = edits->len;
  int x = mid->n, y = mid->m;
  for (; d >= 0; d--) {
    int start = after_edit(rows, d, x - y);
    for (; x > start; x--, y--) push(edits, ' ', mid->a[x - 1]);
    if (d == 0) break;
    if (is_insertion(rows, d, x - y))
      push(edits, '+', mid->b[--y]);
    else
      push(edits, '-', mid->a[--x]);
  }
  reverse(edits, first);
}

/* Line i against line i. */
static void put_pairs(const Middle *mid, Edits *edits) {
  for (int i = 0; i < mid->n || i < mid->m; i++) {
    bool same = i < mid->n && i < mid->m && str_eq(mid->a[i], mid->b[i]);
    if (same || i < mid->n) push(edits, same ? ' ' : '-', mid->a[i]);
    if (!same && i < mid->m) push(edits, '+', mid->b[i]);
  }
}

static void compare_middle(const Middle *mid, Edits *edits) {
  int *rows = mem_alloc(sizeof(int) * (MAX_EDITS + 1) * (MAX_EDITS + 1));
  int d = search(mid, rows);
  if (d >= 0)
    put_path(mid, rows, d, edits);
  else
    put_pairs(mid, edits);
  free(rows);
}

static void compare(const StrList *a, const StrList *b, Edits *edits) {
  size_t head = 0, tail = 0, shorter = a->len < b->len ? a->len : b->len;
  while (head < shorter && str_eq(a->items[head], b->items[head])) head++;
  while (tail < shorter - head && str_eq(a->items[a->len - 1 - tail], b->items[b->len - 1 - tail])) tail++;
  for (size_t i = 0; i < head; i++) push(edits, ' ', a->items[i]);
  static const Str none[1];
  Middle mid = {.a = none, .b = none, .n = (int)(a->len - head - tail), .m = (int)(b->len - head - tail)};
  if (mid.n > 0) mid.a = a->items + head;
  if (mid.m > 0) mid.b = b->items + head;
  compare_middle(&mid, edits);
  for (size_t i = a->len - tail; i < a->len; i++) push(edits, ' ', a->items[i]);
}

static void put_line(const Edit *edit, bool color, Buf *out) {
  bool ended = str_ends(edit->line, STR("\n"));
  if (color && edit->kind != ' ') buf_put(out, edit->kind == '-' ? STR("\033[31m") : STR("\033[32m"));
  buf_putc(out, edit->kind);
  buf_put(out, ended ? str_sub(edit->line, 0, edit->line.len - 1) : edit->line);
  buf_put(out, color && edit->kind != ' ' ? STR("\033[0m\n") : STR("\n"));
  if (!ended) buf_put(out, STR("\\ No newline at end of file\n"));
}

/* The lines of a hunk; in a run of changes those that go stand before those that come. */
static void put_lines(const Edits *edits, size_t from, size_t to, bool color, Buf *out) {
  for (size_t at = from, end; at < to; at = end) {
    for (end = at; end < to && edits->items[end].kind != ' ';) end++;
    for (size_t i = at; i < end; i++)
      if (edits->items[i].kind == '-') put_line(&edits->items[i], color, out);
    for (size_t i = at; i < end; i++)
      if (edits->items[i].kind == '+') put_line(&edits->items[i], color, out);
    if (end == at) put_line(&edits->items[end++], color, out);
  }
}

/* Numbers of lines before and after, counted over a range of edits. */
typedef struct Count {
  size_t before, after;
} Count;

static Count count(const Edits *edits, size_t from, size_t to) {
  Count total = {0};
  for (size_t i = from; i < to; i++) {
    total.before += edits->items[i].kind != '+';
    total.after += edits->items[i].kind != '-';
  }
  return total;
}

/* End of the hunk whose first change is at `at`: changes with few equal lines between them stand together. */
static size_t hunk_end(const Edits *edits, size_t at) {
  size_t last = at;
  for (size_t i = at; i < edits->len && i - last <= 2 * CONTEXT + 1; i++)
    if (edits->items[i].kind != ' ') last = i;
  return last + 1 + CONTEXT < edits->len ? last + 1 + CONTEXT : edits->len;
}

static void put_hunks(const Edits *edits, bool color, Buf *out) {
  Count done = {0};
  size_t counted = 0;
  for (size_t at = 0, end; at < edits->len; at = end) {
    end = at + 1;
    if (edits->items[at].kind == ' ') continue;
    size_t from = at > counted + CONTEXT ? at - CONTEXT : counted;
    end = hunk_end(edits, at);
    Count skipped = count(edits, counted, from), size = count(edits, from, end);
    done.before += skipped.before;
    done.after += skipped.after;
    buf_printf(out, "%s@@ -%zu,%zu +%zu,%zu @@%s\n", color ? "\033[36m" : "", done.before + (size.before > 0),
               size.before, done.after + (size.after > 0), size.after, color ? "\033[0m" : "");
    put_lines(edits, from, end, color, out);
    done.before += size.before;
    done.after += size.after;
    counted = end;
  }
}

void line_diff(Str name, Str before, Str after, bool color, Buf *out) {
  StrList a = {0}, b = {0};
  Edits edits = {0};
  if (str_eq(before, after)) return;
  if (path_is_absolute(name)) name = str_sub(name, 1, name.len);
  split(before, &a);
  split(after, &b);
  compare(&a, &b, &edits);
  buf_printf(out, "--- a/%.*s\n+++ b/%.*s\n", STR_FMT(name), STR_FMT(name));
  put_hunks(&edits, color, out);
  array_free(&edits);
  array_free(&a);
  array_free(&b);
}
