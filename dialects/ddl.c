/* ddl.c: see ddl.h. */
#include "dialects/ddl.h"

#include "dialects/driver.h"

Ddl ddl_start(Planner *planner) { return (Ddl){.planner = planner}; }

Str ddl_done(Ddl *self) {
  Str text = arena_str(self->planner->arena, str_trim(buf_str(&self->buf)));
  buf_free(&self->buf);
  return text;
}

static char last_byte(const Ddl *self) { return self->buf.len > 0 ? self->buf.ptr[self->buf.len - 1] : ' '; }

void ddl_raw(Ddl *self, Str text) { buf_put(&self->buf, text); }

void ddl_phrase(Ddl *self, Str text) {
  if (text.len == 0) return;
  char last = last_byte(self);
  if (last != ' ' && last != '(' && last != '\n') buf_putc(&self->buf, ' ');
  buf_put(&self->buf, text);
  if (text.ptr[text.len - 1] != ' ') buf_putc(&self->buf, ' ');
}

/* The sign at the end is doubled inside. */
static void put_quoted(Ddl *self, Str name) {
  char quote = self->planner->driver->quote, end = quote == '[' ? ']' : quote;
  buf_putc(&self->buf, quote);
  for (size_t i = 0; i < name.len; i++) {
    buf_putc(&self->buf, name.ptr[i]);
    if (name.ptr[i] == end) buf_putc(&self->buf, end);
  }
  buf_putc(&self->buf, end);
}

void ddl_ident(Ddl *self, Str name) {
  if (name.len == 0) return;
  put_quoted(self, name);
  buf_putc(&self->buf, ' ');
}

void ddl_name(Ddl *self, Str schema, Str name) {
  Str prefix = planner_prefix(self->planner, schema);
  if (prefix.len > 0) {
    put_quoted(self, prefix);
    buf_putc(&self->buf, '.');
  }
  ddl_ident(self, name);
}

/* Drops the blank at the end. */
static void take_blank(Ddl *self) {
  if (self->buf.len > 0 && last_byte(self) == ' ') self->buf.len--;
}

void ddl_comma(Ddl *self) {
  take_blank(self);
  buf_put(&self->buf, STR(", "));
}

void ddl_item(Ddl *self, size_t index) {
  if (index > 0) ddl_comma(self);
}

void ddl_open(Ddl *self) { buf_putc(&self->buf, '('); }

void ddl_close(Ddl *self) {
  take_blank(self);
  buf_putc(&self->buf, ')');
}

void ddl_line(Ddl *self) {
  Str indent = self->planner->options.indent;
  if (indent.len == 0) return;
  take_blank(self);
  buf_putc(&self->buf, '\n');
  for (unsigned i = 0; i < self->level; i++) buf_put(&self->buf, indent);
}

void ddl_next_line(Ddl *self) {
  ddl_comma(self);
  ddl_line(self);
}

void ddl_open_lines(Ddl *self) {
  ddl_open(self);
  self->level++;
}

void ddl_close_lines(Ddl *self) {
  self->level--;
  ddl_line(self);
  ddl_close(self);
}
