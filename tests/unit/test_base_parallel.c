/* test_base_parallel.c: every index is visited once, whatever the number of threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdatomic.h>

#include "base/parallel.h"

enum { COUNT = 5000 };

typedef struct Visits {
  atomic_uint seen[COUNT];
  atomic_uint bad_worker;
  unsigned jobs;
} Visits;

static void visit(void *context, size_t index, unsigned worker) {
  Visits *visits = context;
  atomic_fetch_add(&visits->seen[index], 1);
  if (worker >= visits->jobs) atomic_fetch_add(&visits->bad_worker, 1);
}

static void every_index_once(void **state) {
  (void)state;
  static Visits visits;
  for (unsigned jobs = 0; jobs <= 8; jobs++) {
    for (size_t i = 0; i < COUNT; i++) atomic_store(&visits.seen[i], 0);
    visits.jobs = jobs > 0 ? jobs : 1;
    parallel_for(COUNT, jobs, visit, &visits);
    for (size_t i = 0; i < COUNT; i++) assert_int_equal(atomic_load(&visits.seen[i]), 1);
    assert_int_equal(atomic_load(&visits.bad_worker), 0);
  }
  parallel_for(0, 4, visit, &visits);
  assert_true(parallel_processors() >= 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_index_once)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
