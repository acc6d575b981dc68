/* erd.h: the entity-relationship diagram of a schema: as the JSON document that editors draw, and as Mermaid text.
 *
 *     Realm --erd_graph_make--> nodes and edges --filter--> the shown ones --erd_json, erd_mermaid--> text
 *
 * Nothing here knows HCL or SQL. The output depends only on the model: equal models give equal bytes. */
#ifndef ATLAS_ERD_ERD_H
#define ATLAS_ERD_ERD_H

#include "base/buf.h"
#include "base/path.h"
#include "model/model.h"

/* One schema of the diagram. Usually there is one; several are told apart by their names. */
typedef struct ErdPart {
  const Realm *realm;
  Str project; /* first part of all ids; empty for a single part */
} ErdPart;

/* What is shown. Without any criterion everything is; with several, what meets all of them. */
typedef struct ErdFilter {
  StrList include, exclude; /* globs on "schema.name"; without a dot, on the name */
  unsigned hops;            /* neighbours of the included ones that are shown too */
  Str around;               /* an id: what is within around_hops of it */
  unsigned around_hops;
  Str path_from, path_to; /* ids: what lies on a shortest way between them */
  /* Is what comes from a source shown? Tables of other sources that it refers to become stubs. NULL: all are. */
  bool (*source_shown)(void *context, const ModelSource *source);
  void *context;
} ErdFilter;

typedef struct ErdOptions {
  Str title;
  const ErdFilter *filter; /* NULL: everything */
  Str from;                /* where the schema comes from, "file:///w/schema.hcl"; may be empty */
  Str at;                  /* time of making, in ISO 8601; empty: not told */
  bool safe;               /* Mermaid: change what its parser does not take */
} ErdOptions;

/* Appends the JSON document that docs/erd.md describes, one line for each object. O(objects + relations). */
void erd_json(const ErdPart *parts, size_t count, const ErdOptions *options, Buf *out);
/* The diagram in Mermaid's language: `erDiagram` and what follows. Filtered like the document; views are left out. */
void erd_mermaid(const ErdPart *parts, size_t count, const ErdOptions *options, Buf *out);
/* The hash in a document, 16 digits: equal for equal content, whatever the time of making. Points into the text. */
Str erd_hash(Str document);

#endif
