#!/usr/bin/env python3
"""Writes base/graphemes.inc: ranges of characters with their class of UAX #29 (extended grapheme clusters).

Usage: scripts/gen_graphemes.py > base/graphemes.inc

General categories come from Python's unicodedata. The properties that it lacks are listed here after the Unicode 14
files PropList.txt, IndicSyllabicCategory.txt, GraphemeBreakProperty.txt and emoji-data.txt.
"""
import sys
import unicodedata


def ranges(text):
    found = set()
    for word in text.split():
        first, _, last = word.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


OTHER_EXTEND = ranges(
    "9BE 9D7 B3E B57 BBE BD7 CC2 CD5-CD6 D3E D57 DCF DDF 1B35 200C 302E-302F FF9E-FF9F 1133E 11357 114B0 114BD 115AF "
    "11930 1D165 1D16E-1D172 E0020-E007F 1F3FB-1F3FF")
PREPEND = ranges(
    "600-605 6DD 70F 890-891 8E2 D4E 110BD 110CD 111C2-111C3 1193F 11941 11A3A 11A84-11A89 11D46")
IGNORABLE_UNASSIGNED = ranges("2065 FFF0-FFF8 E0000 E0002-E001F E0080-E00FF E01F0-E0FFF")
SPACING_TOO = ranges("E33 EB3")
NOT_SPACING = ranges(
    "102B-102C 1038 1062-1064 1067-106D 1083 1087-108C 108F 109A-109C 1A61 1A63-1A64 AA7B AA7D 11720-11721")
PICTOGRAPHIC = ranges(
    "A9 AE 203C 2049 2122 2139 2194-2199 21A9-21AA 231A-231B 2328 2388 23CF 23E9-23F3 23F8-23FA 24C2 25AA-25AB 25B6 "
    "25C0 25FB-25FE 2600-2605 2607-2612 2614-2685 2690-2705 2708-2712 2714 2716 271D 2721 2728 2733-2734 2744 2747 274C "
    "274E 2753-2755 2757 2763-2767 2795-2797 27A1 27B0 27BF 2934-2935 2B05-2B07 2B1B-2B1C 2B50 2B55 3030 303D 3297 3299 "
    "1F000-1F0FF 1F10D-1F10F 1F12F 1F16C-1F171 1F17E-1F17F 1F18E 1F191-1F19A 1F1AD-1F1E5 1F201-1F20F 1F21A 1F22F "
    "1F232-1F23A 1F23C-1F23F 1F249-1F3FA 1F400-1F53D 1F546-1F64F 1F680-1F6FF 1F774-1F77F 1F7D5-1F7FF 1F80C-1F80F "
    "1F848-1F84F 1F85A-1F85F 1F888-1F88F 1F8AE-1F8FF 1F90C-1F93A 1F93C-1F945 1F947-1FAFF 1FC00-1FFFD")
HANGUL = {"L": ranges("1100-115F A960-A97C"), "V": ranges("1160-11A7 D7B0-D7C6"), "T": ranges("11A8-11FF D7CB-D7FB")}


def grapheme_class(code):
    category = unicodedata.category(chr(code))
    if code == 0x200D:
        return "ZWJ"
    if code in OTHER_EXTEND or category in ("Mn", "Me"):
        return "EXTEND"
    if code in PREPEND:
        return "PREPEND"
    if category in ("Zl", "Zp", "Cc", "Cf") or code in IGNORABLE_UNASSIGNED:
        return "CONTROL"
    if code in SPACING_TOO or (category == "Mc" and code not in NOT_SPACING):
        return "SPACING"
    if 0x1F1E6 <= code <= 0x1F1FF:
        return "REGIONAL"
    for name, codes in HANGUL.items():
        if code in codes:
            return name
    return "PICTOGRAPH" if code in PICTOGRAPHIC else None


def main():
    found = []  # [first, last, class]
    for code in list(range(0x80, 0xAC00)) + list(range(0xD7A4, 0xD800)) + list(range(0xE000, 0xE1000)):
        name = grapheme_class(code)
        if name and found and found[-1][2] == name and found[-1][1] == code - 1:
            found[-1][1] = code
        elif name:
            found.append([code, code, name])
    out = sys.stdout
    out.write("/* graphemes.inc: made by scripts/gen_graphemes.py from Unicode %s. Hangul syllables and ASCII are not listed. */\n"
              % unicodedata.unidata_version)
    line = ""
    for first, last, name in found:
        item = "R(0x%x, 0x%x, %s)," % (first, last, name)
        if len(line) + len(item) + 1 > 118:
            out.write(line.rstrip() + "\n")
            line = ""
        line += item + " "
    out.write(line.rstrip() + "\n")


main()
