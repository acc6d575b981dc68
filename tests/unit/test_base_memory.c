/* test_base_memory.c: arenas, arrays, buffers and maps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/map.h"

static void arena_pieces_are_apart_and_zeroed(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena, 64);
  unsigned char *pieces[500];
  for (size_t i = 0; i < 500; i++) {
    pieces[i] = arena_alloc(&arena, i * 7 % 300 + 1);
    assert_int_equal((uintptr_t)pieces[i] % 8, 0);
    for (size_t k = 0; k < i * 7 % 300 + 1; k++) assert_int_equal(pieces[i][k], 0);
    memset(pieces[i], (int)(i % 255) + 1, i * 7 % 300 + 1);
  }
  for (size_t i = 0; i < 500; i++)
    for (size_t k = 0; k < i * 7 % 300 + 1; k++) assert_int_equal(pieces[i][k], i % 255 + 1);
  assert_true(arena.total > 0);
  arena_free(&arena);
  assert_int_equal(arena.total, 0);
  assert_non_null(arena_alloc(&arena, 3));
  arena_free(&arena);
}

/* Scratch memory: the newest chunk is used again, zeroed; larger ones go. */
static void arena_is_cleared(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena, 64);
  arena_clear(&arena);
  memset(arena_alloc(&arena, 5000000), 1, 5000000); /* a chunk of its own, before any other */
  arena_clear(&arena);
  assert_int_equal(arena.total, 0);
  for (int round = 0; round < 50; round++) {
    for (size_t i = 0; i < 300; i++) {
      unsigned char *piece = arena_alloc(&arena, i * 13 % 900 + 1);
      for (size_t k = 0; k < i * 13 % 900 + 1; k++) assert_int_equal(piece[k], 0);
      memset(piece, 255, i * 13 % 900 + 1);
    }
    memset(arena_alloc(&arena, 1000000), 255, 1000000);
    arena_clear(&arena);
    assert_true(arena.total < 600000);
    assert_non_null(arena.chunks);
  }
  arena_free(&arena);
}

static void arena_large_pieces(void **state) {
  (void)state;
  Arena arena = {0}; /* also usable without arena_init */
  char *small = arena_alloc(&arena, 10);
  char *large = arena_alloc(&arena, 3000000);
  for (size_t i = 0; i < 3000000; i += 1000) assert_int_equal(large[i], 0);
  char *after = arena_alloc(&arena, 10);
  assert_int_equal(after - small, 16); /* the first chunk is still in use */
  arena_free(&arena);
}

static void arena_texts(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena, 0);
  Str copy = arena_str(&arena, STR("users"));
  assert_string_equal(copy.ptr, "users");
  Str empty = arena_str(&arena, (Str){0});
  assert_string_equal(empty.ptr, "");
  Str number = arena_printf(&arena, "%s-%d", "column", 42);
  assert_string_equal(number.ptr, "column-42");
  Str wide = arena_printf(&arena, "%0500d", 7);
  assert_int_equal(wide.len, 500);
  assert_int_equal(wide.ptr[499], '7');
  int *numbers = arena_copy(&arena, (int[]){1, 2, 3}, 3, sizeof(int));
  assert_int_equal(numbers[2], 3);
  arena_free(&arena);
}

static void array_splices(void **state) {
  (void)state;
  ARRAY(int) list = {0};
  for (int i = 0; i < 10; i++) array_push(&list, i);
  array_splice(&list, 2, 3, ((int[]){70, 71, 72, 73}), 4);
  int want[] = {0, 1, 70, 71, 72, 73, 5, 6, 7, 8, 9};
  assert_int_equal(list.len, 11);
  assert_memory_equal(list.items, want, sizeof want);
  array_splice(&list, 9, 2, NULL, 0);
  assert_int_equal(array_last(&list), 7);
  array_splice(&list, 9, 0, ((int[]){100}), 1);
  assert_int_equal(array_pop(&list), 100);
  assert_int_equal(list.len, 9);
  array_free(&list);
}

static void buffers(void **state) {
  (void)state;
  Buf buf = {0};
  assert_int_equal(buf_str(&buf).len, 0);
  buf_put(&buf, (Str){0});
  buf_put(&buf, STR("a"));
  buf_putc(&buf, 'b');
  buf_repeat(&buf, '.', 100);
  buf_printf(&buf, "%s|%0200d", "x", 5);
  assert_int_equal(buf.len, 102 + 202);
  assert_int_equal(strlen(buf.ptr), buf.len);
  assert_true(str_ends(buf_str(&buf), STR("005")));
  buf_clear(&buf);
  assert_string_equal(buf.ptr, "");
  buf_free(&buf);
}

static void array_grows_in_an_arena(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena, 0);
  ARRAY(int) list = {0};
  for (int i = 0; i < 1000; i++) array_push_in(&arena, &list, i);
  assert_int_equal(list.len, 1000);
  for (int i = 0; i < 1000; i++) assert_int_equal(list.items[i], i);
  arena_free(&arena);
}

/* The same random changes on a map and on a plain list of 300 values. */
static void map_behaves_as_a_list(void **state) {
  (void)state;
  enum { KEYS = 300 };
  char names[KEYS][16];
  void *want[KEYS] = {0};
  Map map = {0};
  unsigned seed = 7;
  for (int i = 0; i < KEYS; i++) snprintf(names[i], sizeof names[i], "key%d", i);
  for (int round = 0; round < 20000; round++) {
    seed = seed * 1103515245u + 12345u;
    unsigned at = seed / 65536 % KEYS;
    void *value = (seed / 1024) % 3 == 0 ? NULL : &names[(seed / 8) % KEYS];
    map_set(&map, str_from(names[at]), value);
    want[at] = value;
    assert_ptr_equal(map_get(&map, str_from(names[(at * 7) % KEYS])), want[(at * 7) % KEYS]);
  }
  size_t live = 0, seen = 0;
  for (int i = 0; i < KEYS; i++) live += want[i] != NULL;
  for (size_t i = map_next(&map, 0); i < map.cap; i = map_next(&map, i + 1)) seen++;
  assert_int_equal(seen, live);
  assert_int_equal(map.len, live);
  assert_true(map.cap <= 2048); /* deleted slots do not pile up */
  map_free(&map);
}

static void map_slots(void **state) {
  (void)state;
  Map map = {0};
  int value;
  assert_null(map_get(&map, STR("a")));
  void **slot = map_slot(&map, STR("a"));
  assert_null(*slot);
  *slot = &value;
  assert_ptr_equal(*map_slot(&map, STR("a")), &value);
  assert_ptr_equal(map_get(&map, STR("a")), &value);
  map_slot(&map, STR("left empty"));
  assert_null(map_get(&map, STR("left empty")));
  map_set(&map, (Str){0}, &map);
  assert_ptr_equal(map_get(&map, STR("")), &map);
  map_free(&map);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(arena_pieces_are_apart_and_zeroed),
      cmocka_unit_test(arena_is_cleared),
      cmocka_unit_test(arena_large_pieces),
      cmocka_unit_test(arena_texts),
      cmocka_unit_test(array_splices),
      cmocka_unit_test(array_grows_in_an_arena),
      cmocka_unit_test(buffers),
      cmocka_unit_test(map_behaves_as_a_list),
      cmocka_unit_test(map_slots),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
