/* Our side of the comparison with HCL: reads file names from standard input and prints for each the tree or the errors,
 * in the form of hcl/main.go. With `format` it writes the formatted text beside each file. */
#include <stdio.h>

#include "base/map.h"
#include "base/path.h"
#include "grammar/format.h"
#include "grammar/unit.h"
#include "tests/unit/syn_dump.h"

static void print_error(uint32_t start, Span span, const char *summary) {
  printf("E\t%u\t%u\t%s\n", start + span.start, start + span.end, summary);
}

/* Errors of all units, and attributes that two of them set. */
static bool print_errors(Arena *arena, Str text) {
  UnitSpans units = {0};
  Map names = {0};
  bool any = false;
  unit_scan(text, &units);
  for (size_t i = 0; i < units.len; i++) {
    uint32_t start = units.items[i].start;
    SynUnit *unit = syn_parse(arena, str_sub(text, start, start + units.items[i].len), i == 0);
    for (const SynError *error = unit->errors; error != NULL; error = error->next) {
      print_error(start, error->span, error->summary);
      any = true;
    }
    for (SynAttr *attr = unit->body.attrs; attr != NULL; attr = attr->next) {
      if (map_get(&names, attr->name) == NULL) {
        map_set(&names, attr->name, attr);
      } else if (!attr->broken) {
        print_error(start, attr->name_span, "Attribute redefined");
        any = true;
      }
    }
  }
  map_free(&names);
  array_free(&units);
  return any;
}

static void report(Arena *arena, const char *name, Str text) {
  printf("F\t%s\n", name);
  if (print_errors(arena, text)) return;
  Buf out = {0};
  dump_body(&out, &syn_parse(arena, text, true)->body);
  printf("T\t%.*s\n", STR_FMT(buf_str(&out)));
  buf_free(&out);
}

static void format(Arena *arena, const char *name, Str text) {
  Buf out = {0};
  Str error = {0};
  format_text(text, &out);
  file_write(arena, arena_printf(arena, "%s.ours", name), buf_str(&out), &error);
  buf_free(&out);
}

int main(int argc, char **argv) {
  char name[4096];
  bool formats = argc > 1 && strcmp(argv[1], "format") == 0;
  while (fgets(name, sizeof name, stdin) != NULL) {
    name[strcspn(name, "\n")] = 0;
    Arena arena;
    Str text = {0}, error = {0};
    arena_init(&arena, 0);
    if (!file_read(&arena, str_from(name), &text, &error)) {
      fprintf(stderr, "%s: %.*s\n", name, STR_FMT(error));
      return 1;
    }
    if (formats) {
      format(&arena, name, text);
    } else {
      report(&arena, name, text);
    }
    arena_free(&arena);
  }
  return 0;
}
