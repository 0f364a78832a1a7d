"""Which word each character of a paste is in, counted as `shlex.split()` counts the words of its joined lines.

A report names words by these numbers, so that anybody can count again what became of each.
"""

from __future__ import annotations

import re

# A backslash and the end of its line stand for a blank.
_JOINT = re.compile(r"\\\r?\n")
_BLANKS = " \t\r\n"
_QUOTES = "'\""


def ordinals(text: str) -> list[int]:
    """For each character of a text the number of its word, from 0; -1 for blanks between words."""
    found = [-1] * len(text)
    number, quote, inside, position = -1, "", False, 0
    while position < len(text):
        joint = _JOINT.match(text, position)
        step, here = (joint.end() - position, " ") if joint else (1, text[position])
        if not quote and here in _BLANKS:
            inside = False
            position += step
            continue
        if not inside:
            inside, number = True, number + 1
        if here == "\\" and quote != "'":
            # The next character belongs to the word, whatever it is.
            step += len(joint_after[0]) if (joint_after := _JOINT.match(text, position + 1)) else 1
        elif here in _QUOTES and quote in ("", here):
            # An apostrophe of a sentence is closed by nothing. shlex refuses such a text; here it is a letter.
            quote = "" if quote or text.find(here, position + 1) < 0 else here
        found[position : position + step] = [number] * len(found[position : position + step])
        position += step
    return found
