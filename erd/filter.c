/* filter.c: which nodes are shown: by patterns with their neighbours, around a node, on the ways between two. */
#include "erd/graph.h"

/* Neighbours of each node, both ways. */
typedef struct Neighbours {
  uint32_t *start; /* of node i: start[i]..start[i + 1] of `to` */
  uint32_t *to;
} Neighbours;

static void neighbours_make(Neighbours *self, const ErdGraph *graph) {
  size_t nodes = graph->nodes.len;
  self->start = mem_zero(nodes + 2, sizeof *self->start);
  self->to = mem_zero(2 * graph->edges.len + 1, sizeof *self->to);
  for (size_t i = 0; i < graph->edges.len; i++) {
    self->start[graph->edges.items[i].from + 2]++;
    self->start[graph->edges.items[i].to + 2]++;
  }
  for (size_t i = 2; i < nodes + 2; i++) self->start[i] += self->start[i - 1];
  for (size_t i = 0; i < graph->edges.len; i++) {
    const ErdEdge *edge = &graph->edges.items[i];
    self->to[self->start[edge->from + 1]++] = edge->to;
    self->to[self->start[edge->to + 1]++] = edge->from;
  }
}

static void neighbours_free(Neighbours *self) {
  free(self->start);
  free(self->to);
}

/* Distances from all nodes whose distance is 0 already, at most `limit`; ERD_NONE: farther away. */
static void spread(const Neighbours *self, uint32_t *distance, size_t count, uint32_t limit) {
  uint32_t *queue = mem_alloc((count + 1) * sizeof *queue);
  size_t head = 0, tail = 0;
  for (uint32_t i = 0; i < count; i++)
    if (distance[i] == 0) queue[tail++] = i;
  while (head < tail) {
    uint32_t node = queue[head++];
    if (distance[node] >= limit) break;
    for (uint32_t i = self->start[node]; i < self->start[node + 1]; i++) {
      uint32_t next = self->to[i];
      if (distance[next] != ERD_NONE) continue;
      distance[next] = distance[node] + 1;
      queue[tail++] = next;
    }
  }
  free(queue);
}

static uint32_t *far_away(size_t count) {
  uint32_t *distance = mem_alloc((count + 1) * sizeof *distance);
  for (size_t i = 0; i < count; i++) distance[i] = ERD_NONE;
  return distance;
}

static uint32_t *distances_from(const ErdGraph *graph, const Neighbours *n, Str id, uint32_t limit) {
  uint32_t *distance = far_away(graph->nodes.len), node = erd_node_named(graph, id);
  if (node != ERD_NONE) distance[node] = 0;
  spread(n, distance, graph->nodes.len, limit);
  return distance;
}

/* A pattern with a dot is for "schema.name", another for the name. */
static bool matches(const StrList *patterns, const ErdNode *node) {
  Str path = node->path;
  size_t dot = str_find(path, '.', 0);
  Str name = dot < path.len ? str_sub(path, dot + 1, path.len) : path;
  for (size_t i = 0; i < patterns->len; i++)
    if (glob_match(patterns->items[i], str_find(patterns->items[i], '.', 0) < patterns->items[i].len ? path : name))
      return true;
  return false;
}

static void by_patterns(ErdGraph *graph, const Neighbours *n, const ErdFilter *filter) {
  if (filter->include.len > 0) {
    uint32_t *distance = far_away(graph->nodes.len);
    for (size_t i = 0; i < graph->nodes.len; i++)
      if (graph->nodes.items[i].stub == NULL && matches(&filter->include, &graph->nodes.items[i])) distance[i] = 0;
    spread(n, distance, graph->nodes.len, filter->hops);
    for (size_t i = 0; i < graph->nodes.len; i++)
      if (distance[i] == ERD_NONE) graph->nodes.items[i].shown = false;
    free(distance);
  }
  for (size_t i = 0; i < graph->nodes.len; i++)
    if (matches(&filter->exclude, &graph->nodes.items[i])) graph->nodes.items[i].shown = false;
}

static void by_distance(ErdGraph *graph, const Neighbours *n, const ErdFilter *filter) {
  uint32_t *distance = distances_from(graph, n, filter->around, filter->around_hops);
  for (size_t i = 0; i < graph->nodes.len; i++)
    if (distance[i] == ERD_NONE) graph->nodes.items[i].shown = false;
  free(distance);
}

/* A node lies on a shortest way when the distances to both ends add up to that between them. */
static void by_way(ErdGraph *graph, const Neighbours *n, const ErdFilter *filter) {
  uint32_t *from = distances_from(graph, n, filter->path_from, ERD_NONE - 1);
  uint32_t *to = distances_from(graph, n, filter->path_to, ERD_NONE - 1);
  uint32_t end = erd_node_named(graph, filter->path_to);
  uint32_t length = end != ERD_NONE ? from[end] : ERD_NONE;
  for (size_t i = 0; i < graph->nodes.len; i++) {
    bool on_way = length != ERD_NONE && from[i] != ERD_NONE && to[i] != ERD_NONE && from[i] + to[i] == length;
    bool is_end = str_eq(graph->nodes.items[i].id, filter->path_from) || i == end;
    if (!on_way && !is_end) graph->nodes.items[i].shown = false;
  }
  free(from);
  free(to);
}

void erd_filter(ErdGraph *self, const ErdFilter *filter) {
  Neighbours n;
  neighbours_make(&n, self);
  by_patterns(self, &n, filter);
  if (!str_empty(filter->around)) by_distance(self, &n, filter);
  if (!str_empty(filter->path_from) || !str_empty(filter->path_to)) by_way(self, &n, filter);
  neighbours_free(&n);
  for (size_t i = 0; i < self->edges.len; i++) {
    ErdEdge *edge = &self->edges.items[i];
    edge->shown = self->nodes.items[edge->from].shown && self->nodes.items[edge->to].shown;
  }
}
