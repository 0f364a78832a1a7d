"""Credentials in a paste, covered before it is shown, quoted or kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.core.lazy_pattern import lazy_pattern
from podbuilder.kube.secret_scanning.name_heuristics import by_name, looks_secret
from podbuilder.kube.secret_scanning.token_formats import MOST_CHARACTERS, kind_of

COVER = "*"
# A key in PEM has some fifty lines; a paste that begins one and never ends it is covered so far.
_MOST_KEY_LINES = 200
# So much of a line is searched for names with values: what is longer is data.
_LONGEST_LINE = 8_000

# Most lines of most pastes have none of these, and are left alone at once.
_MAY_NAME = lazy_pattern(
    r"pass|pwd|secret|token|key|cred|bearer|basic|jwt|salt|auth|dsn|cookie|dockerc|sig=|://[^\s/]{0,99}@", re.IGNORECASE
)
# NAME=value, name: value, "name": "value", --name value.
_NAMED = lazy_pattern(
    r"(?<![\w.-])(?P<name>[\w.-]{2,}+)(?P<between>\\?[\"']?(?:\s{0,4}=|:)\s{0,20}\\?|\s)"
    r"(?P<value>\"[^\"]{1,4000}\"|'[^']{1,4000}'|[^\s\"',;&]{1,4000})"
)
_ADDRESS = lazy_pattern(r"://[^\s:/@\"'<>]{0,99}:(?P<value>[^\s/@\"'<>]{1,200})@")
_HEADER = lazy_pattern(r"\b(?:bearer|basic|token)[ :]\s{0,9}[\"']?(?P<value>[\w.~+/=-]{12,4000})", re.IGNORECASE)
_COOKIE = lazy_pattern(r"\b(?:set-)?cookie:\s{0,9}(?P<value>[^\r\n\"']{4,4000})", re.IGNORECASE)
_DATA = lazy_pattern(
    r"(?:\.?dockerc(?:onfigjson|fg)|[\w.-]{0,60}key-data|tls\.key|ssh-privatekey|\bauth)\\?[\"']?\s{0,4}:\s{0,20}\\?[\"']?"
    r"(?P<value>[\w+/=-]{8,})",
    re.IGNORECASE,
)
_WORD = lazy_pattern(r"[^\s\"'<>,;(){}\[\]]{8,4000}")
# The name of a variable in YAML and JSON stands above its value.
_NAME_ABOVE = lazy_pattern(r"[-\s>│|\"]{0,200}name\"?:\s{0,9}\"?([A-Za-z_][\w.-]{0,99})\"?,?\s{0,20}")
_VALUE_BELOW = lazy_pattern(r"[\s>│|\"]{0,200}value\"?:\s{0,9}\"?(?P<value>[^\s\"].{0,4000}?)\"?,?\s{0,20}")
_BEGIN, _END = lazy_pattern(r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----"), "-----END"
_PAIR = lazy_pattern(
    r"\"name\":\s{0,9}\"(?P<name>[A-Za-z_][\w.-]{0,99})\",\s{0,9}\"value\":\s{0,9}\"(?P<value>(?:[^\"\\]|\\.){1,4000})\""
)
# Values that only name something: of a message of Kubernetes' own, `secret "till" not found`.
_WORDS_AFTER = frozenset({"not", "in", "is", "for", "of", "and", "or", "to", "the", "a", "from", "was", "has", "with"})


def mask(text: str) -> str:
    """A text with its credentials covered by asterisks; lines, columns and everything else stay as they are."""
    return "".join(_masked(text.splitlines(keepends=True)))


def _masked(lines: list[str]) -> Iterator[str]:
    tokens = _lines_with_tokens(lines)
    above, key_lines = "", 0
    for number, line in enumerate(lines):
        if key_lines:
            key_lines = 0 if _END in line else key_lines - 1
            yield _covered_words(line) if key_lines else line
            continue
        if "PRIVATE KEY" in line and (begun := _BEGIN.search(line)):
            key_lines = 0 if _END in line else _MOST_KEY_LINES
            yield f"{line[: begun.end()]}{_covered_words(line[begun.end() :])}"
            continue
        may_name = above or _MAY_NAME.search(line, 0, _LONGEST_LINE)
        yield _line(line, above, number in tokens) if may_name or number in tokens else line
        name = _NAME_ABOVE.fullmatch(line, 0, min(len(line), _LONGEST_LINE)) if "name" in line else None
        above = name[1] if name else ""


def _lines_with_tokens(lines: list[str]) -> set[int]:
    """The lines that hold a credential in a known format."""
    found: set[int] = set()
    begin = 0
    while begin < len(lines):
        end, length = begin, 0
        while end < len(lines) and (end == begin or length + len(lines[end]) < MOST_CHARACTERS):
            length += len(lines[end])
            end += 1
        # Most texts hold none, which is seen of many lines at once.
        if kind_of("".join(lines[begin:end])):
            found.update(number for number in range(begin, end) if kind_of(lines[number]))
        begin = end
    return found


def _line(line: str, above: str, has_token: bool) -> str:
    spans: list[tuple[int, int]] = []
    head = line[:_LONGEST_LINE]
    for pattern in (_ADDRESS, _HEADER, _COOKIE, _DATA):
        spans.extend(found.span("value") for found in pattern.finditer(head))
    spans.extend(_named(head))
    spans.extend(pair.span("value") for pair in _PAIR.finditer(head) if by_name(pair["name"], pair["value"]))
    if above and (value := _VALUE_BELOW.fullmatch(head)) and by_name(above, value["value"].strip("'")):
        spans.append(value.span("value"))
    if has_token:
        spans.extend(_tokens(line, bool(spans)))
    for begin, end in spans:
        line = f"{line[:begin]}{_covered(line[begin:end])}{line[end:]}"
    return line


def _named(line: str) -> Iterator[tuple[int, int]]:
    at = 0
    while found := _NAMED.search(line, at):
        name, between, value = found["name"], found["between"], found["value"]
        # The next pair may begin inside of this one's value: `Error: TOKEN=…`.
        at = found.end("name")
        is_flag = name.startswith("--")
        if not (is_flag or between.strip()) or value[0] in "{[(<" or value.lower() in _WORDS_AFTER:
            continue
        plain = value.strip("\"'")
        if looks_secret(name, plain) or (between.strip() and by_name(name, plain)):
            yield found.span("value")
            at = found.end()


def _tokens(line: str, is_known: bool) -> Iterator[tuple[int, int]]:
    """The words of a line that are credentials by their format; all of them if nothing else says where it is."""
    words = [
        found.span()
        for found in _WORD.finditer(line)
        if not (is_known and ("://" in found[0] or "=" in found[0])) and kind_of(found[0])
    ]
    if not words and not is_known:
        words = [found.span() for found in _WORD.finditer(line)]
    yield from words


def _covered(text: str) -> str:
    """A text whose letters and digits are covered; quotes around it stay, so that it still reads as a value."""
    quote = text[:1] if text[:1] in "\"'" else ""
    inner = text[len(quote) : len(text) - len(quote) if quote and text[-1:] == quote else len(text)]
    rest = text[len(quote) + len(inner) :]
    return f"{quote}{''.join(one if one.isspace() else COVER for one in inner)}{rest}"


def _covered_words(line: str) -> str:
    key, end, rest = line.partition(_END)
    return f"{re.sub(r'[A-Za-z0-9+/=]{4,}', lambda word: COVER * len(word[0]), key)}{end}{rest}"
