/* The second pass over a template: nests the directives of its flat pieces.
 *
 *     TEXT IF TEXT ELSE TEXT ENDIF   ->   TEXT IF(body: TEXT, other: TEXT) */
#include "grammar/parse.h"

/* A walk over the pieces of one template. */
typedef struct Nester {
  size_t at, end;
  Span close; /* what ends the template */
} Nester;

Str parse_join(Parser *self, size_t from, size_t to) {
  if (from == to) return str_make(self->text.ptr + self->end, 0);
  Piece *pieces = self->pieces.items;
  size_t total = 0;
  bool adjacent = true;
  for (size_t i = from; i < to; i++) {
    if (i > from && pieces[i - 1].text.ptr + pieces[i - 1].text.len != pieces[i].text.ptr) adjacent = false;
    total += pieces[i].text.len;
  }
  if (adjacent) return str_make(pieces[from].text.ptr, total);
  char *out = arena_alloc(self->arena, total + 1), *at = out;
  for (size_t i = from; i < to; i++) {
    if (pieces[i].text.len > 0) memcpy(at, pieces[i].text.ptr, pieces[i].text.len);
    at += pieces[i].text.len;
  }
  return str_make(out, total);
}

static const char *unexpected(PieceKind kind) {
  switch (kind) {
  case PIECE_ELSE: return "Unexpected else directive";
  case PIECE_ENDIF: return "Unexpected endif directive";
  default: return "Unexpected endfor directive";
  }
}

static SynPart *nest(Parser *self, Nester *nester, bool inside);

static SynPart *nest_text(Parser *self, Nester *nester) {
  size_t from = nester->at;
  while (nester->at < nester->end && self->pieces.items[nester->at].kind == PIECE_TEXT) nester->at++;
  SynPart *part = arena_new(self->arena, SynPart);
  part->kind = SYN_PART_TEXT;
  part->text = parse_join(self, from, nester->at);
  part->span = span_make(self->pieces.items[from].span.start, self->pieces.items[nester->at - 1].span.end);
  return part;
}

/* Takes the directive that ends `part`: `wanted` (or, with `other`, an else first). */
static void nest_end(Parser *self, Nester *nester, SynPart *part, PieceKind wanted) {
  bool in_else = false;
  for (;;) {
    if (nester->at >= nester->end) {
      parse_error(self, nester->close, "Unexpected end of template",
                  wanted == PIECE_ENDIF ? "An if directive is missing its corresponding endif directive."
                                        : "A for directive is missing its corresponding endfor directive.");
      return;
    }
    Piece piece = self->pieces.items[nester->at++];
    part->span.end = piece.span.end;
    if (piece.kind == wanted) return;
    if (piece.kind != PIECE_ELSE || wanted != PIECE_ENDIF || in_else) {
      parse_error(self, piece.span, unexpected((PieceKind)piece.kind),
                  "The control directives within this template are unbalanced.");
      return;
    }
    in_else = true;
    part->other = nest(self, nester, true);
  }
}

/* `%{ if }` or `%{ for }` with everything up to its end. */
static SynPart *nest_directive(Parser *self, Nester *nester) {
  Piece piece = self->pieces.items[nester->at++];
  SynPart *part = arena_new(self->arena, SynPart);
  part->kind = piece.kind == PIECE_IF ? SYN_PART_IF : SYN_PART_FOR;
  part->span = piece.span;
  part->expr = piece.expr;
  if (piece.kind == PIECE_FOR) {
    part->key_span = piece.key;
    part->value_span = piece.value;
    part->key = parse_text(self, piece.key);
    part->value = parse_text(self, piece.value);
  }
  if (!parse_enter(self)) {
    nester->at = nester->end;
    return part;
  }
  part->body = nest(self, nester, true);
  nest_end(self, nester, part, piece.kind == PIECE_IF ? PIECE_ENDIF : PIECE_ENDFOR);
  self->depth--;
  self->height++;
  return part;
}

/* Parts up to the end of the template or, inside of a directive, to an else or end. */
static SynPart *nest(Parser *self, Nester *nester, bool inside) {
  SynPart *first = NULL, **last = &first;
  while (nester->at < nester->end) {
    Piece *piece = &self->pieces.items[nester->at];
    SynPart *part = NULL;
    switch ((PieceKind)piece->kind) {
    case PIECE_TEXT: part = nest_text(self, nester); break;
    case PIECE_IF:
    case PIECE_FOR: part = nest_directive(self, nester); break;
    case PIECE_EXPR:
      part = arena_new(self->arena, SynPart);
      part->kind = SYN_PART_EXPR;
      part->span = piece->span;
      part->expr = piece->expr;
      nester->at++;
      break;
    default:
      if (inside) return first;
      parse_error(self, piece->span, unexpected((PieceKind)piece->kind),
                  "The control directives within this template are unbalanced.");
      nester->at++;
      continue;
    }
    *last = part;
    last = &part->next;
  }
  return first;
}

SynPart *parse_parts(Parser *self, size_t first, Span end) {
  Nester nester = {.at = first, .end = self->pieces.len, .close = end};
  return nest(self, &nester, false);
}
