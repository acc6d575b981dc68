"""A line of a script cut into words, as Go's testscript does.

    ! exec cat 'a b' $db     # a comment   ->   ["!", "exec", "cat", "a b", "script_x"]

Single quotes keep spaces and stop the replacing of variables; a doubled quote within them stands for itself."""
import re

VARIABLE = re.compile(r"\$(?:\{(\w+)(@R)?\}|(\w+)|(\$))")


def expand(text, variables):
    def value(found):
        if found.group(4):
            return "$"
        name = found.group(1) or found.group(3)
        known = variables.get(name, "")
        return re.escape(known) if found.group(2) else known

    return VARIABLE.sub(value, text)


def split(line, variables):
    words, word, at = [], None, 0
    while at < len(line):
        char = line[at]
        if char == "'":
            text, at = _quoted(line, at + 1)
            word = (word or "") + text
        elif char in " \t\r\n":
            if word is not None:
                words.append(word)
            word, at = None, at + 1
        elif char == "#":
            break
        else:
            end = at
            while end < len(line) and line[end] not in "' \t\r\n#":
                end += 1
            word, at = (word or "") + expand(line[at:end], variables), end
    if word is not None:
        words.append(word)
    return words


def _quoted(line, at):
    """The text up to the closing quote, and the place behind it."""
    text = ""
    while True:
        end = line.find("'", at)
        if end < 0:
            raise ValueError("unterminated quote")
        text += line[at:end]
        if line[end + 1:end + 2] != "'":
            return text, end + 1
        text, at = text + "'", end + 2
