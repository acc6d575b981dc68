/* feature_rename_answer.c: the code action "This is a rename": writes into the new block what it was called before, so
 * that every plan knows.
 *
 *     column "email" {                 column "email" {
 *       type = text             ->       renamed_from = "mail"
 *     }                                  type         = text
 *                                      } */
#include "grammar/format.h"
#include "lsp/edits.h"
#include "lsp/risk.h"

static const SymDef *def_at(const SymDef *def, Span name) {
  for (; def != NULL; def = def->next) {
    if (def->name_span.start == name.start && def->name_span.end == name.end) return def;
    const SymDef *inner = def_at(def->children, name); /* three levels at most */
    if (inner != NULL) return inner;
  }
  return NULL;
}

/* The unit with `line` as the first line of the block whose body opens at `open` and which ends at `end`. */
static Str insert(Arena *arena, Str text, size_t open, size_t end, Str line) {
  Str inside = str_sub(text, open + 1, end - 1);
  bool lines = str_find(inside, '\n', 0) < inside.len;
  if (lines)
    return arena_printf(arena, "%.*s\n%.*s%.*s", STR_FMT(str_sub(text, 0, open + 1)), STR_FMT(line),
                        STR_FMT(str_sub(text, open + 1, text.len)));
  inside = str_trim(inside);
  return arena_printf(arena, "%.*s\n%.*s%s%.*s\n}%.*s", STR_FMT(str_sub(text, 0, open + 1)), STR_FMT(line),
                      str_empty(inside) ? "" : "\n", STR_FMT(inside), STR_FMT(str_sub(text, end, text.len)));
}

static Str formatted(Arena *arena, Str text) {
  Buf buf = {0};
  format_text(text, &buf);
  Str out = arena_str(arena, buf_str(&buf));
  buf_free(&buf);
  return out;
}

/* The text of the unit with the former name in it; empty: the block cannot have one. */
static Str answered(Arena *arena, const Unit *unit, const SymDef *def, Str from) {
  const AttrSpec *attr = def->spec != NULL ? dialect_attr_role(def->spec, ATTR_RENAMED_FROM) : NULL;
  size_t open = str_find(unit->text, '{', def->name_span.end);
  if (attr == NULL || open >= def->span.end || unit->syn->errors != NULL) return (Str){0};
  Buf line = {0};
  buf_printf(&line, "  %.*s = \"", STR_FMT(attr->name));
  for (size_t i = 0; i < from.len; i++) {
    if (from.ptr[i] == '"' || from.ptr[i] == '\\') buf_putc(&line, '\\');
    buf_putc(&line, from.ptr[i]);
  }
  buf_putc(&line, '"');
  Str out = formatted(arena, insert(arena, unit->text, open, def->span.end, buf_str(&line)));
  buf_free(&line);
  return out;
}

/* The lines that differ. */
static Span middle(Str old, Str new, Str *text) {
  size_t head = 0, tail = 0, limit = old.len < new.len ? old.len : new.len;
  while (head < limit && old.ptr[head] == new.ptr[head]) head++;
  while (head > 0 && old.ptr[head - 1] != '\n') head--;
  while (tail < limit - head && old.ptr[old.len - 1 - tail] == new.ptr[new.len - 1 - tail]) tail++;
  while (tail > 0 && old.ptr[old.len - tail - 1] != '\n') tail--;
  *text = str_sub(new, head, new.len - tail);
  return span_make((uint32_t)head, (uint32_t)(old.len - tail));
}

static void add(LspServer *self, const Place *place, const Unit *unit, const RiskQuestion *question, json_t *list) {
  static const char *const kinds[] = {"table", "column", "index"};
  const SymDef *def = def_at(unit->sym->defs, question->place.span);
  Arena arena;
  arena_init(&arena, 0);
  Str new = def != NULL ? answered(&arena, unit, def, question->from) : (Str){0}, text;
  if (!str_empty(new)) {
    Span span = middle(unit->text, new, &text);
    Edits edits = {0};
    json_t *action = json_object();
    edits_add(&edits, place->doc->uri, place->doc, unit_range(unit, span, self->client.encoding), text);
    json_put_str(
        action, "title",
        arena_printf(&arena, "This is a rename: the %s was \"%.*s\"", kinds[question->kind], STR_FMT(question->from)));
    json_put(action, "kind", json_string("quickfix"));
    json_put(action, "edit", edits_json(self, &edits));
    json_array_append_new(list, action);
  }
  arena_free(&arena);
}

static bool touches(const Unit *unit, Span span, uint32_t start, uint32_t end) {
  return unit->start + span.start <= end && start <= unit->start + span.end;
}

/* table "users" */
static Span head_of(const SymDef *def) { return span_make(def->span.start, def->name_span.end); }

/* Also at the head of the table, where it is told what was dropped. */
void risk_actions(LspServer *self, const Place *place, uint32_t start, uint32_t end, json_t *list) {
  SourceRisks *risks = place->doc->source->risks;
  for (size_t i = 0; risks != NULL && i < risks->questions.len; i++) {
    RiskQuestion *question = &risks->questions.items[i];
    const Unit *unit = risk_unit(place->file, &question->place);
    const SymDef *def = unit != NULL ? def_at(unit->sym->defs, question->place.span) : NULL;
    if (def == NULL) continue;
    if (touches(unit, def->span, start, end) || touches(unit, head_of(unit->sym->defs), start, end))
      add(self, place, unit, question, list);
  }
}
