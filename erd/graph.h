/* graph.h: the objects of the diagram as nodes and their relations as edges: ids, stubs, neighbours. */
#ifndef ATLAS_ERD_GRAPH_H
#define ATLAS_ERD_GRAPH_H

#include <jansson.h>

#include "base/map.h"
#include "erd/erd.h"

enum { ERD_NONE = UINT32_MAX };

/* A table that is referred to and is not in the diagram. */
typedef struct ErdStub {
  Str schema, name;
  ARRAY(Str) columns; /* that are referred to */
} ErdStub;

typedef struct ErdNode {
  Str id;
  Str path; /* "schema.name", for filters */
  uint32_t part;
  const Table *table;   /* one of the three is set */
  const Object *object; /* view, enum ... */
  ErdStub *stub;
  bool shown;
} ErdNode;

typedef struct ErdEdge {
  Str id;
  uint32_t from, to;     /* nodes */
  const ForeignKey *key; /* NULL: a dependency */
  bool shown;
} ErdEdge;

/* Owns `arena`; nodes and edges in the order of the model. */
typedef struct ErdGraph {
  Arena arena;
  const ErdPart *parts;
  size_t part_count;
  ARRAY(ErdNode) nodes;
  ARRAY(ErdEdge) edges;
  Map by_id;    /* -> 1 + index of node */
  Map by_thing; /* address of a Table or Object -> 1 + index of node */
} ErdGraph;

void erd_graph_make(ErdGraph *self, const ErdPart *parts, size_t count, const ErdFilter *filter);
void erd_graph_free(ErdGraph *self);
/* ERD_NONE when there is none. */
uint32_t erd_node_of(const ErdGraph *self, const void *table_or_object);
uint32_t erd_node_named(const ErdGraph *self, Str id);

/* filter.c: sets `shown` of nodes and edges. */
void erd_filter(ErdGraph *self, const ErdFilter *filter);

/* ids.c: "/table/public/users": parts are percent-encoded. `member` may be empty. */
Str erd_id(Arena *arena, Str project, const char *kind, Str schema, Str name, Str member);

/* rules.c: what the columns of keys say. */

/* Do the columns of the foreign key, as a set, hold all columns of a unique key of their table? */
bool erd_from_one(const ForeignKey *key);
/* Are the columns that it refers to unique in their table? True for tables that are not known. */
bool erd_to_one(const ForeignKey *key);
bool erd_is_identifying(const ForeignKey *key);
bool erd_to_optional(const ForeignKey *key);
/* A table that only joins two others. */
bool erd_is_join(const Table *table);
/* Place of the column in the primary key, from 1; 0: it is not in it. */
unsigned erd_key_place(const Column *column);

/* json_parts.c: pieces of the document. */
json_t *erd_text(Str text); /* bytes that are not UTF-8 become U+FFFD */
void erd_put(json_t *object, const char *key, json_t *value);
void erd_put_text(json_t *object, const char *key, Str text);        /* nothing when empty */
void erd_put_model(json_t *object, const char *key, ModelText text); /* nothing when unknown or absent */
void erd_put_pos(json_t *object, const ModelPos *pos, uint32_t first_source);
json_t *erd_attrs(const ModelAttrs *attrs); /* NULL when there are none */

/* json_table.c: a table or stub. `edges`: its shown foreign keys; `enum_users`: id of an enum -> json array of the ids
 * of columns, which is added to. */
json_t *erd_table(const ErdGraph *graph, uint32_t node, const uint32_t *edges, size_t count, uint32_t first_source,
                  Map *enum_users);

#endif
