#!/usr/bin/env python3
"""Draws a terminal as an SVG picture: scripts/screenshot.py < ansi > picture.svg

The input is what `tmux capture-pane -e -p` prints: text with SGR colour sequences. Used by scripts/screenshots.sh for
the pictures of the documentation."""
import html
import re
import sys

CELL_W, CELL_H, PAD = 8.4, 18, 14
BASE = ["#1e1e2e", "#f38ba8", "#a6e3a1", "#f9e2af", "#89b4fa", "#cba6f7", "#94e2d5", "#cdd6f4",
        "#6c7086", "#f38ba8", "#a6e3a1", "#f9e2af", "#89b4fa", "#cba6f7", "#94e2d5", "#ffffff"]


def colour(index):
    """One of the 256 terminal colours."""
    if index < 16:
        return BASE[index]
    if index >= 232:
        level = 8 + 10 * (index - 232)
        return f"#{level:02x}{level:02x}{level:02x}"
    index -= 16
    levels = [0, 95, 135, 175, 215, 255]
    return "#%02x%02x%02x" % (levels[index // 36], levels[index // 6 % 6], levels[index % 6])


def apply(style, codes):
    codes = list(codes)
    while codes:
        code = codes.pop(0)
        if code == 0:
            style.clear()
        elif code in (1, 3, 4, 7):
            style[{1: "bold", 3: "italic", 4: "underline", 7: "reverse"}[code]] = True
        elif code in (38, 48) and codes:
            key = "fg" if code == 38 else "bg"
            if codes[0] == 5:
                style[key] = colour(codes[1])
                del codes[:2]
            elif codes[0] == 2:
                style[key] = "#%02x%02x%02x" % tuple(codes[1:4])
                del codes[:4]
        elif 30 <= code <= 37 or 90 <= code <= 97:
            style["fg"] = colour(code - 30 if code < 90 else code - 82)
        elif 40 <= code <= 47 or 100 <= code <= 107:
            style["bg"] = colour(code - 40 if code < 100 else code - 92)
        elif code == 39:
            style.pop("fg", None)
        elif code == 49:
            style.pop("bg", None)
        elif code in (22, 23, 24, 27):
            style.pop({22: "bold", 23: "italic", 24: "underline", 27: "reverse"}[code], None)


def draw(text, style, column, row, out):
    x, y = PAD + column * CELL_W, PAD + row * CELL_H
    fg, bg = style.get("fg", BASE[7]), style.get("bg")
    if style.get("reverse"):
        fg, bg = bg or BASE[0], fg
    if bg:
        out.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{len(text) * CELL_W:.1f}" height="{CELL_H}" fill="{bg}"/>')
    if text.strip():
        extra = ' font-weight="bold"' if style.get("bold") else ""
        extra += ' font-style="italic"' if style.get("italic") else ""
        extra += ' text-decoration="underline"' if style.get("underline") else ""
        out.append(f'<text x="{x:.1f}" y="{y + CELL_H - 5:.1f}" fill="{fg}" textLength="{len(text) * CELL_W:.1f}"'
                   f'{extra} xml:space="preserve">{html.escape(text)}</text>')


def main():
    lines = sys.stdin.read().rstrip("\n").split("\n")
    out, style, width = [], {}, 0
    for row, line in enumerate(lines):
        column = 0
        for codes, text in re.findall(r"\x1b\[([\d;:]*)m|([^\x1b]+)", line):
            if text:
                draw(text, style, column, row, out)
                column += len(text)
            else:
                apply(style, [int(c or 0) for c in re.split("[;:]", codes)])
        width = max(width, column)
    w, h = 2 * PAD + width * CELL_W, 2 * PAD + len(lines) * CELL_H
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:.0f} {h:.0f}" width="{w:.0f}" height="{h:.0f}" '
          f'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14">')
    print(f'<rect width="100%" height="100%" rx="8" fill="{BASE[0]}"/>')
    print("\n".join(out))
    print("</svg>")


main()
