/* complete_context.c: see complete_context.h. A small reader of tokens with a stack of what is open. */
#define _GNU_SOURCE
#include "lsp/complete_context.h"

/* What is open, and the state inside it. */
typedef enum OpenKind { OPEN_BODY, OPEN_EXPR, OPEN_STRING, OPEN_HEREDOC } OpenKind;
typedef enum BodyState { AT_START, AT_NAME, AT_LABELS, AT_VALUE } BodyState;

typedef struct Open {
  OpenKind kind;
  FrameKind frame;       /* EXPR */
  BodyState state;       /* BODY */
  Str name, first_label; /* BODY: of the statement being read; EXPR call: callee in name */
  uint32_t name_start;
  uint32_t count;         /* BODY: labels so far; EXPR: elements so far */
  bool key;               /* EXPR object: a key is expected */
  Str marker;             /* HEREDOC */
  uint32_t text_start;    /* STRING, HEREDOC */
  Str path[CURSOR_STEPS]; /* INDEX: the path in front */
  uint32_t path_count;
} Open;

enum { MAX_OPEN = 64 };

typedef struct Reader {
  Str text; /* up to the cursor */
  uint32_t at;
  Open stack[MAX_OPEN];
  uint32_t depth;
  CursorBlock blocks[MAX_OPEN];
  uint32_t block_depth;
  /* The path at the end of what was read. */
  Str path[CURSOR_STEPS];
  uint32_t path_count;
  bool dotted;                   /* a dot came last */
  bool operand;                  /* a finished operand came last */
  bool broken;                   /* the dot follows something else than a path */
  uint32_t last_start, last_end; /* of the last name */
  Str last_string;
  bool in_comment, overflow;
} Reader;

static bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80); }
static bool is_name(char c) { return is_name_start(c) || (c >= '0' && c <= '9') || c == '-'; }

static Open *top(Reader *r) { return &r->stack[r->depth - 1]; }

static Open *push(Reader *r, OpenKind kind) {
  if (r->depth == MAX_OPEN) {
    r->overflow = true;
    return top(r);
  }
  Open *open = &r->stack[r->depth++];
  *open = (Open){.kind = kind, .text_start = r->at};
  return open;
}

static void clear_path(Reader *r) {
  r->path_count = 0;
  r->dotted = r->operand = r->broken = false;
}

/* The body whose statement an expression or string belongs to. */
static Open *body_of(Reader *r) {
  uint32_t i = r->depth;
  while (i > 1 && r->stack[i - 1].kind != OPEN_BODY) i--;
  return &r->stack[i - 1];
}

static void end_statement(Reader *r) {
  Open *body = top(r);
  body->state = AT_START;
  body->count = 0;
  body->name = body->first_label = (Str){0};
  clear_path(r);
}

static void add_label(Reader *r, Str label) {
  Open *body = top(r);
  body->state = AT_LABELS;
  if (body->count++ == 0) body->first_label = label;
}

static void push_path(Reader *r, Str name) {
  if (!r->dotted) r->path_count = 0, r->broken = false;
  if (r->path_count == CURSOR_STEPS) {
    r->broken = true;
  } else {
    r->path[r->path_count++] = name;
  }
  r->dotted = false;
  r->operand = true;
}

static void read_name(Reader *r) {
  uint32_t start = r->at;
  while (r->at < r->text.len && is_name(r->text.ptr[r->at])) r->at++;
  r->last_start = start;
  r->last_end = r->at;
  Str name = str_sub(r->text, start, r->at);
  Open *open = top(r);
  if (open->kind == OPEN_BODY && open->state == AT_START) {
    open->state = AT_NAME;
    open->name = name;
    open->name_start = start;
  } else if (open->kind == OPEN_BODY && open->state != AT_VALUE) {
    add_label(r, name);
  } else {
    push_path(r, name);
  }
}

static void open_block(Reader *r) {
  Open *body = top(r);
  if (r->block_depth < MAX_OPEN)
    r->blocks[r->block_depth++] = (CursorBlock){body->name, body->first_label, body->name_start};
  push(r, OPEN_BODY);
  clear_path(r);
}

static void open_frame(Reader *r, FrameKind kind) {
  Open *open = push(r, OPEN_EXPR);
  open->frame = kind;
  open->key = kind == FRAME_OBJECT;
  if (kind == FRAME_CALL) open->name = r->path[r->path_count - 1];
  if (kind == FRAME_INDEX) {
    memcpy(open->path, r->path, sizeof r->path);
    open->path_count = r->path_count;
  }
  r->last_string = (Str){0};
  clear_path(r);
}

static void open_bracket(Reader *r, char c) {
  bool after_path = r->operand && !r->dotted;
  if (c == '(') open_frame(r, after_path && r->path_count == 1 ? FRAME_CALL : FRAME_PAREN);
  if (c == '[') open_frame(r, after_path ? FRAME_INDEX : FRAME_LIST);
  if (c == '{') open_frame(r, FRAME_OBJECT);
}

/* After a closing bracket: `table["x"]` goes on as the path table, x; anything else is an operand without a name. */
static void close_frame(Reader *r) {
  Open closed = *top(r);
  Str key = r->last_string;
  r->depth--;
  clear_path(r);
  r->operand = true;
  if (closed.frame == FRAME_INDEX && key.ptr != NULL && closed.path_count < CURSOR_STEPS) {
    memcpy(r->path, closed.path, sizeof r->path);
    r->path_count = closed.path_count;
    r->path[r->path_count++] = key;
  } else {
    r->broken = true;
  }
}

static void close_bracket(Reader *r, char c) {
  if (top(r)->kind == OPEN_EXPR) {
    close_frame(r);
    return;
  }
  if (c == '}' && r->depth > 1) {
    r->depth--;
    if (r->block_depth > 0) r->block_depth--;
    end_statement(r);
  }
}

/* `<<EOT` or `<<-EOT`; true when one begins here. */
static bool open_heredoc(Reader *r) {
  uint32_t at = r->at + 2;
  if (at < r->text.len && r->text.ptr[at] == '-') at++;
  uint32_t start = at;
  while (at < r->text.len && is_name(r->text.ptr[at])) at++;
  size_t line = str_find(r->text, '\n', at);
  if (at == start || line == r->text.len) return false;
  Str marker = str_sub(r->text, start, at);
  r->at = (uint32_t)line + 1;
  push(r, OPEN_HEREDOC)->marker = marker;
  return true;
}

static void punctuation(Reader *r, char c) {
  Open *open = top(r);
  bool body = open->kind == OPEN_BODY && open->state != AT_VALUE;
  r->at++;
  if (body && c == '=') {
    open->state = AT_VALUE;
    clear_path(r);
  } else if (body && c == '{') {
    open_block(r);
  } else if (c == '(' || c == '[' || c == '{') {
    open_bracket(r, c);
  } else if (c == ')' || c == ']' || c == '}') {
    close_bracket(r, c);
  } else if (c == '.') {
    if (r->dotted || !r->operand) r->broken = true;
    r->dotted = true;
    r->operand = false;
  } else {
    if (c == ',' && open->kind == OPEN_EXPR) open->count++, open->key = open->frame == FRAME_OBJECT;
    if ((c == '=' || c == ':') && open->kind == OPEN_EXPR) open->key = false;
    clear_path(r);
  }
}

static void newline(Reader *r) {
  Open *open = top(r);
  r->at++;
  if (open->kind == OPEN_BODY) end_statement(r);
  if (open->kind == OPEN_EXPR && open->frame == FRAME_OBJECT) {
    open->key = true;
    clear_path(r);
  }
}

static void comment(Reader *r, bool block) {
  if (!block) {
    r->at = (uint32_t)str_find(r->text, '\n', r->at);
    r->in_comment = r->at == r->text.len;
    return;
  }
  const char *end = memmem(r->text.ptr + r->at + 2, r->text.len - r->at - 2, "*/", 2);
  r->in_comment = end == NULL;
  r->at = end != NULL ? (uint32_t)(end - r->text.ptr) + 2 : (uint32_t)r->text.len;
}

static void close_string(Reader *r, Str text) {
  r->depth--;
  Open *open = top(r);
  r->last_string = text;
  if (open->kind == OPEN_BODY && open->state != AT_VALUE) {
    add_label(r, text);
  } else {
    clear_path(r);
    r->operand = true;
    r->broken = true;
  }
}

/* Inside a quoted string: up to the quote, the end of the line or an interpolation. */
static void read_string(Reader *r) {
  char c = r->text.ptr[r->at];
  bool template = (c == '$' || c == '%') && r->at + 1 < r->text.len && r->text.ptr[r->at + 1] == '{';
  if (c == '\\') {
    r->at += r->at + 1 < r->text.len ? 2 : 1;
  } else if (template && r->at > 0 && r->text.ptr[r->at - 1] == c) {
    r->at += 2; /* $${ is text */
  } else if (template) {
    r->at += 2;
    open_frame(r, FRAME_TEMPLATE);
  } else if (c == '"' || c == '\n') {
    Str text = str_sub(r->text, top(r)->text_start, r->at);
    if (c == '"') r->at++;
    close_string(r, text);
  } else {
    r->at++;
  }
}

static void read_heredoc(Reader *r) {
  Open *open = top(r);
  size_t line = str_find(r->text, '\n', r->at);
  bool at_line_start = r->at == open->text_start || r->text.ptr[r->at - 1] == '\n';
  if (at_line_start && str_eq(str_trim(str_sub(r->text, r->at, line)), open->marker)) {
    r->at = (uint32_t)line;
    r->depth--;
    clear_path(r);
    r->operand = r->broken = true;
    return;
  }
  while (r->at < r->text.len) {
    char c = r->text.ptr[r->at];
    bool template = (c == '$' || c == '%') && r->at + 1 < r->text.len && r->text.ptr[r->at + 1] == '{';
    r->at += template ? 2 : 1;
    if (template) open_frame(r, FRAME_TEMPLATE);
    if (template || c == '\n') return;
  }
}

static void read_number(Reader *r) {
  while (r->at < r->text.len && (is_name(r->text.ptr[r->at]) || r->text.ptr[r->at] == '.')) r->at++;
  if (r->dotted) {
    r->dotted = false;
  } else {
    clear_path(r);
    r->broken = true;
  }
  r->operand = true;
  r->last_end = r->at;
}

static void read_code(Reader *r) {
  char c = r->text.ptr[r->at];
  char next = r->at + 1 < r->text.len ? r->text.ptr[r->at + 1] : '\0';
  if (c == '\n')
    newline(r);
  else if (c == ' ' || c == '\t' || c == '\r')
    r->at++;
  else if (c == '#' || (c == '/' && (next == '/' || next == '*')))
    comment(r, next == '*' && c == '/');
  else if (is_name_start(c))
    read_name(r);
  else if (c >= '0' && c <= '9')
    read_number(r);
  else if (c == '"')
    r->at++, push(r, OPEN_STRING);
  else if (c != '<' || next != '<' || !open_heredoc(r))
    punctuation(r, c);
}

static void read_all(Reader *r) {
  push(r, OPEN_BODY);
  while (r->at < r->text.len && !r->overflow) {
    OpenKind kind = top(r)->kind;
    if (kind == OPEN_STRING)
      read_string(r);
    else if (kind == OPEN_HEREDOC)
      read_heredoc(r);
    else
      read_code(r);
  }
}

static void copy_blocks(Reader *r, CursorContext *out) {
  uint32_t skip = r->block_depth > CURSOR_BLOCKS - 1 ? r->block_depth - (CURSOR_BLOCKS - 1) : 0;
  for (uint32_t i = skip; i < r->block_depth; i++) out->blocks[out->depth++] = r->blocks[i];
}

static void copy_frames(Reader *r, CursorContext *out) {
  uint32_t first = 0;
  for (uint32_t i = 0; i < r->depth; i++)
    if (r->stack[i].kind == OPEN_BODY) first = i + 1;
  for (uint32_t i = first; i < r->depth && out->frame_count < CURSOR_FRAMES; i++) {
    const Open *open = &r->stack[i];
    if (open->kind == OPEN_EXPR) out->frames[out->frame_count++] = (CursorFrame){open->frame, open->name, open->count};
  }
}

/* The word that touches the cursor and the path in front of it. */
static void copy_path(Reader *r, CursorContext *out) {
  bool word = r->last_end == r->text.len && r->last_end > r->last_start && r->path_count > 0 && !r->dotted;
  out->path_count = word ? r->path_count - 1 : r->dotted ? r->path_count : 0;
  memcpy(out->path, r->path, sizeof r->path);
  out->path_unknown = r->broken && (word || r->dotted);
  if (word) out->word.start = r->last_start;
  if (!word && !r->dotted && r->operand) out->place = CURSOR_NONE; /* `type = int |` */
}

static void finish_body(Reader *r, CursorContext *out) {
  Open *body = top(r);
  bool touches = r->last_end == r->text.len && r->last_end > r->last_start;
  if (body->state == AT_START || (body->state == AT_NAME && touches)) {
    out->place = CURSOR_ITEM;
    if (body->state == AT_NAME) out->word.start = r->last_start;
    return;
  }
  out->place = CURSOR_LABEL;
  out->label = body->count - (body->state == AT_LABELS && touches ? 1U : 0U);
  if (touches) out->word.start = r->last_start;
  out->blocks[out->depth++] = (CursorBlock){body->name, body->first_label, body->name_start};
}

static void finish(Reader *r, CursorContext *out) {
  Open *open = top(r);
  Open *body = body_of(r);
  bool value = open->kind != OPEN_BODY || body->state == AT_VALUE;
  copy_blocks(r, out);
  if (r->in_comment || r->overflow || open->kind == OPEN_HEREDOC) return;
  if (!value) {
    finish_body(r, out);
    return;
  }
  if (open->kind == OPEN_STRING) {
    out->quoted = true;
    out->word.start = open->text_start;
    if (body->state != AT_VALUE) {
      out->place = CURSOR_LABEL;
      out->label = body->count;
      out->blocks[out->depth++] = (CursorBlock){body->name, body->first_label, body->name_start};
      return;
    }
  }
  bool key = open->kind == OPEN_EXPR && open->frame == FRAME_OBJECT && open->key;
  out->place = key ? CURSOR_KEY : CURSOR_VALUE;
  out->attr = body->name;
  out->attr_start = body->name_start;
  copy_frames(r, out);
  if (!out->quoted) copy_path(r, out);
}

/* What stands behind the word decides what an accepted name needs to bring along. */
static void look_behind(Str unit, CursorContext *out) {
  uint32_t at = out->word_end;
  out->call_follows = at < unit.len && unit.ptr[at] == '(';
  while (at < unit.len && (unit.ptr[at] == ' ' || unit.ptr[at] == '\t')) at++;
  char c = at < unit.len ? unit.ptr[at] : '\n';
  out->equals_follow = c == '=';
  out->brace_follows = c == '{' || c == '"';
}

void cursor_read(Str unit, uint32_t cursor, CursorContext *out) {
  Reader reader = {.text = str_sub(unit, 0, cursor)};
  *out = (CursorContext){.word = {cursor, cursor}, .word_end = cursor};
  read_all(&reader);
  finish(&reader, out);
  while (out->word_end < unit.len && is_name(unit.ptr[out->word_end])) out->word_end++;
  look_behind(unit, out);
}
