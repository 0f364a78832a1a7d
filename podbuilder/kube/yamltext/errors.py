"""The errors of a YAML parser, in sentences that say what to do."""

from __future__ import annotations

import re

import yaml


class YamlProblem(Exception):
    """The text cannot be read: a sentence, with line and column (from 1; 0 for the text as a whole)."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


_TAB = "There is a tab where YAML requires spaces. Indent with spaces only."
_INDENTATION = (
    "The indentation does not match the lines above. Keys of one mapping, and the dashes of one list, "
    "start in the same column; a missing ‘:’ or ‘-’ above can also be the cause."
)

# Each row: a fragment of the parser's problem, a fragment of its context, our sentence, and whether to point at where
# the unfinished part began rather than at where reading stopped. The first row that fits wins.
_SENTENCES: tuple[tuple[str, str, str, bool], ...] = (
    ("tab character", "", _TAB, False),
    ("end of stream", "quoted scalar", "This quote is never closed. Add the same quote where the text ends.", True),
    (
        "document indicator",
        "quoted scalar",
        "This quote is not closed before the document ends. Add the same quote where the text ends.",
        True,
    ),
    ("end of stream", "", "The text ends too early here; something before is unfinished.", False),
    ("expected ',' or ']'", "", "This list in brackets is not closed. Separate items with ‘,’ and end with ‘]’.", True),
    ("expected ',' or '}'", "", "This mapping in braces is not closed. Separate entries with ‘,’; end with ‘}’.", True),
    ("could not find expected ':'", "", "A key must be followed by a colon and a space, as in “name: web”.", True),
    (
        "mapping values are not allowed",
        "",
        "A “key: value” is not possible here. If the line has a second “: ”, put the value in quotes; "
        "otherwise check the indentation.",
        False,
    ),
    (
        "block sequence entries are not allowed",
        "",
        "A list cannot start here. Put “- ” on a line of its own, below its key.",
        False,
    ),
    ("mapping keys are not allowed", "", "A key marked with “? ” is not possible here. Check the indentation.", False),
    (
        "expected key",
        "",
        _INDENTATION + " So can text after a closing quote.",
        False,
    ),
    ("expected '-' indicator", "", _INDENTATION, False),
    ("expected <document start>", "", "The document has ended here, but more text follows. " + _INDENTATION, False),
    (
        "expected node content",
        "",
        "A value is missing here, or it begins with a character that needs quotes.",
        False,
    ),
    (
        "unknown escape",
        "",
        "In double quotes a backslash begins an escape, and this is not a valid one. Write two backslashes.",
        False,
    ),
    (
        "invalid Unicode character escape",
        "",
        "This escape names no character. Write the character itself instead of two \\u escapes.",
        False,
    ),
    ("hexdecimal", "", "An escape such as \\x41 or \\u00e9 needs that many hexadecimal digits.", False),
    (
        "expected comment or line break",
        "",
        "After ‘|’ or ‘>’ the text starts on the next line. If this is plain text, put it in quotes.",
        False,
    ),
    ("indentation indicator", "", "The number after ‘|’ or ‘>’ says how far the text is indented, 1 to 9.", False),
    (
        "alphabetic or numeric",
        "anchor",
        "Put this in quotes if it is plain text: ‘&’ begins the name of an anchor, in letters and digits.",
        False,
    ),
    (
        "alphabetic or numeric",
        "alias",
        "Put this in quotes if it is plain text: ‘*’ begins the name of an anchor.",
        False,
    ),
    ("tag", "", "‘!’ begins a tag, and this one cannot be read. If this is plain text, put it in quotes.", False),
    ("", "tag", "‘!’ begins a tag, and this one cannot be read. If this is plain text, put it in quotes.", False),
    ("", "%YAML", "A “%YAML” line must read “%YAML 1.1” or “%YAML 1.2”.", False),
    (
        "incompatible YAML document",
        "",
        "This YAML version is not known. Write “%YAML 1.1”, or remove the line.",
        False,
    ),
    ("%YAML", "", "Only one “%YAML” line is allowed.", False),
    ("", "directive", "A line that starts with ‘%’ is an instruction to the parser, and this one is not known.", False),
    ("directive", "", "A line that starts with ‘%’ is an instruction to the parser, and this one is not known.", False),
)
_STARTS = {
    "\t": _TAB,
    "@": "A value cannot begin with ‘@’. Put it in quotes.",
    "`": "A value cannot begin with ‘`’. Put it in quotes.",
    "%": "A value cannot begin with ‘%’. Put it in quotes.",
    "|": "In braces and brackets a value cannot begin with ‘|’. Put it in quotes.",
    ">": "In braces and brackets a value cannot begin with ‘>’. Put it in quotes.",
}
_FENCE = "The three backquotes come from Markdown. Paste only the text between such lines."
_UNFINISHED = "The text ends here, but a bracket or brace is still open, or a value is missing."
_COLON = "A key must be followed by a colon and a space, as in “name: web”; here the space is missing."
_NO_SPACE = re.compile(r"^[ -]*([A-Za-z]+:)[^\s/]")
_TWO = (
    "Two “: ” stand in this line. If a field of the first begins at the second, put it on a line of its own, "
    "indented further; if this is plain text, put the value in quotes."
)
_PAIR = re.compile(r"[ -]*+[^\s:#'\"{}\[\],]+:[ \t]+[^\s\"'#]")
_OTHERWISE = "This cannot be read as YAML: check quotes, brackets and indentation here and on the line above."
_ALLOWED = "\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
_FORBIDDEN = re.compile(f"[^{_ALLOWED}]")


def forbidden_character(text: str) -> tuple[int, str] | None:
    """The first character that YAML does not allow, as its offset and a sentence about it."""
    match = _FORBIDDEN.search(text)
    if match is None:
        return None
    code = ord(match.group())
    if code == 0:
        return match.start(), "There is a NUL character here; this looks like a binary file, not like YAML."
    if 0xD800 <= code <= 0xDFFF:
        return match.start(), "There is half of a surrogate pair here; the text was damaged on its way."
    return (
        match.start(),
        f"The character U+{code:04X} is not allowed in YAML. Remove it, or write it as an escape.",
    )


def _line_above(text: str, offset: int) -> str:
    end = text.rfind("\n", 0, offset)
    return text[text.rfind("\n", 0, end) + 1 : end] if end > 0 else ""


def sentence_for(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """The offset of a parser's error in `text`, and our sentence about it."""
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark
    offset = min(mark.index, len(text)) if mark is not None else 0
    if "cannot start any token" in problem and text[offset : offset + 1] in _STARTS:
        return offset, _FENCE if text.startswith("```", offset) else _STARTS[text[offset]]
    if "expected node content" in problem and not text[offset:].strip():
        return offset, _UNFINISHED
    if "mapping values" in problem and (match := _NO_SPACE.search(_line_above(text, offset))):
        return text.rindex("\n", 0, offset) - len(match.string) + match.start(1), _COLON
    if "mapping values" in problem and _PAIR.match(text, text.rfind("\n", 0, offset) + 1, offset):
        return offset, _TWO
    for in_problem, in_context, sentence, at_start in _SENTENCES:
        if in_problem in problem and in_context in context:
            if at_start and error.context_mark is not None:
                offset = min(error.context_mark.index, len(text))
            return offset, sentence
    return offset, _OTHERWISE
