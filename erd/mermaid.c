/* mermaid.c: the diagram in Mermaid's language:
 *
 *     erDiagram
 *         posts {
 *           int id PK
 *           int author_id FK
 *         }
 *         posts }o--o| users : author
 *
 * Types and names are written as they are, with blanks made underscores; Mermaid does not take all of them. In safe
 * mode they are changed so that it does. */
#include "erd/graph.h"

typedef struct Writer {
  const ErdGraph *graph;
  Buf *out;
  bool safe, qualified; /* qualified: there is more than one schema */
} Writer;

/* Letters, digits and _; in types also - ( ) [ ]. Mermaid has no escapes, so all others become underscores. */
static bool is_safe(unsigned char c) {
  return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || c == '-';
}

static void put_word(Writer *self, Str text) {
  if (self->safe && str_empty(text)) buf_putc(self->out, '_');
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    bool letter = !self->safe || is_safe((unsigned char)c);
    if (self->safe && i == 0 && ((c >= '0' && c <= '9') || c == '-')) buf_putc(self->out, '_');
    buf_putc(self->out, c == ' ' || !letter ? '_' : c);
  }
}

static void put_ident(Writer *self, Str schema, Str name) {
  if (self->qualified) {
    put_word(self, schema);
    buf_putc(self->out, '_');
  }
  put_word(self, name);
}

static void put_node(Writer *self, uint32_t node) {
  const ErdNode *at = &self->graph->nodes.items[node];
  put_ident(self, at->table != NULL ? at->table->schema->name : at->stub->schema,
            at->table != NULL ? at->table->name : at->stub->name);
}

static bool is_foreign(const Table *table, const Column *column) {
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    const ForeignKey *key = table->foreign_keys.items[i];
    for (size_t k = 0; k < key->columns.len; k++)
      if (key->columns.items[k] == column) return true;
  }
  return false;
}

static void put_column(Writer *self, const Table *table, const Column *column) {
  const ColumnType *type = &column->type;
  Str text = type->known ? type->text : str_empty(type->raw) ? STR("unknown") : type->raw;
  buf_put(self->out, STR("      "));
  put_word(self, text);
  buf_putc(self->out, ' ');
  put_word(self, column->name);
  bool primary = erd_key_place(column) > 0, foreign = is_foreign(table, column);
  if (primary || foreign) buf_printf(self->out, " %s", primary && foreign ? "PK,FK" : primary ? "PK" : "FK");
  buf_putc(self->out, '\n');
}

static void put_table(Writer *self, uint32_t node) {
  const Table *table = self->graph->nodes.items[node].table;
  buf_put(self->out, STR("    "));
  put_node(self, node);
  if (self->qualified) buf_printf(self->out, "[\"%.*s.%.*s\"]", STR_FMT(table->schema->name), STR_FMT(table->name));
  buf_put(self->out, STR(" {\n"));
  for (size_t i = 0; i < table->columns.len; i++) put_column(self, table, table->columns.items[i]);
  buf_put(self->out, STR("    }\n"));
}

/* Equal in order, unlike the cardinality of the document. */
static bool same_columns(const ForeignKey *key, const Index *index) {
  if (index == NULL || !index->unique || index->partial || index->parts.len != key->columns.len) return false;
  for (size_t i = 0; i < index->parts.len; i++)
    if (index->parts.items[i].column != key->columns.items[i]) return false;
  return index->parts.len > 0;
}

static bool same_names(const ForeignKey *key, const Index *index) {
  if (index == NULL || !index->unique || index->partial || index->parts.len != key->ref_columns.len) return false;
  for (size_t i = 0; i < index->parts.len; i++)
    if (!str_eq(index->parts.items[i].column_name, key->ref_columns.items[i])) return false;
  return index->parts.len > 0;
}

static bool any_index(const Table *table, const ForeignKey *key, bool (*same)(const ForeignKey *, const Index *)) {
  if (table == NULL) return false;
  if (same(key, table->primary_key)) return true;
  for (size_t i = 0; i < table->indexes.len; i++)
    if (same(key, table->indexes.items[i])) return true;
  return false;
}

static void put_relation(Writer *self, const ErdEdge *edge) {
  const ForeignKey *key = edge->key;
  buf_put(self->out, STR("    "));
  put_node(self, edge->from);
  buf_printf(self->out, " %co--o%c ", any_index(key->table, key, same_columns) ? '|' : '}',
             any_index(key->ref, key, same_names) ? '|' : '{');
  put_node(self, edge->to);
  buf_put(self->out, STR(" : "));
  if (self->safe && str_empty(key->name))
    buf_put(self->out, STR("\"\""));
  else if (self->safe)
    put_word(self, key->name);
  else
    buf_put(self->out, key->name);
  buf_putc(self->out, '\n');
}

static bool has_several_schemas(const ErdGraph *graph) {
  const Schema *first = NULL;
  for (size_t i = 0; i < graph->part_count; i++) {
    const Realm *realm = graph->parts[i].realm;
    for (size_t k = 0; k < realm->schemas.len; k++) {
      const Schema *schema = realm->schemas.items[k];
      if (str_empty(schema->name) && schema->tables.len == 0) continue;
      if (first != NULL) return true;
      first = schema;
    }
  }
  return false;
}

void erd_mermaid(const ErdPart *parts, size_t count, const ErdOptions *options, Buf *out) {
  ErdGraph graph;
  erd_graph_make(&graph, parts, count, options != NULL ? options->filter : NULL);
  Writer self = {&graph, out, options != NULL && options->safe, has_several_schemas(&graph)};
  buf_put(out, STR("erDiagram\n"));
  size_t edge = 0;
  for (uint32_t i = 0; i < graph.nodes.len; i++) {
    bool table = graph.nodes.items[i].table != NULL && graph.nodes.items[i].shown;
    if (table) put_table(&self, i);
    for (; edge < graph.edges.len && graph.edges.items[edge].from == i; edge++)
      if (table && graph.edges.items[edge].shown && graph.edges.items[edge].key != NULL)
        put_relation(&self, &graph.edges.items[edge]);
  }
  erd_graph_free(&graph);
}
