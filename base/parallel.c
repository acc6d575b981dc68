/* parallel.c: worker threads that take indexes from a shared counter. */
#define _GNU_SOURCE
#include "base/parallel.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/arena.h"

typedef struct Job {
  atomic_size_t next;
  size_t count;
  ParallelFn fn;
  void *context;
} Job;

typedef struct Worker {
  Job *job;
  unsigned number;
  bool started;
  pthread_t thread;
} Worker;

static void work(Job *job, unsigned worker) {
  for (;;) {
    size_t index = atomic_fetch_add_explicit(&job->next, 1, memory_order_relaxed);
    if (index >= job->count) return;
    job->fn(job->context, index, worker);
  }
}

static void *run_worker(void *arg) {
  Worker *worker = arg;
  work(worker->job, worker->number);
  return NULL;
}

void parallel_for(size_t count, unsigned jobs, ParallelFn fn, void *context) {
  Job job = {.count = count, .fn = fn, .context = context};
  atomic_init(&job.next, 0);
  if (jobs > count) jobs = (unsigned)count;
  if (jobs <= 1) {
    work(&job, 0);
    return;
  }
  Worker *workers = mem_zero(jobs, sizeof *workers);
  for (unsigned i = 1; i < jobs; i++) {
    workers[i] = (Worker){.job = &job, .number = i};
    workers[i].started = pthread_create(&workers[i].thread, NULL, run_worker, &workers[i]) == 0;
  }
  work(&job, 0); /* also does the share of a thread that could not be started */
  for (unsigned i = 1; i < jobs; i++)
    if (workers[i].started) pthread_join(workers[i].thread, NULL);
  free(workers);
}

unsigned parallel_processors(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  int count = CPU_COUNT(&set);
  return count > 0 ? (unsigned)count : 1;
}
