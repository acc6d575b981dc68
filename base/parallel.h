/* parallel.h: runs a job over a range of indexes on several threads. */
#ifndef ATLAS_BASE_PARALLEL_H
#define ATLAS_BASE_PARALLEL_H

#include <stddef.h>

/* One index of the range; `worker` is 0..jobs-1, for per-thread scratch memory. */
typedef void (*ParallelFn)(void *context, size_t index, unsigned worker);

/* Calls fn for each index of [0, count) and returns when all are done. Indexes are taken in order from a shared
 * counter by `jobs` threads (the caller is one of them); with jobs <= 1 no thread is made. */
void parallel_for(size_t count, unsigned jobs, ParallelFn fn, void *context);
/* Number of processors that this process may use, at least 1. */
unsigned parallel_processors(void);

#endif
