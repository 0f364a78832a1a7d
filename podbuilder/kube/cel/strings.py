"""Functions of texts. Mirrors cel-go's extension of strings and Kubernetes' functions of patterns, v1.36."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from podbuilder.kube.cel.cel_error import CelError, NotJudged, no_overload
from podbuilder.kube.cel.cel_types import kind

_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_UPPER = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_QUOTED = {
    "\\": "\\\\",
    '"': '\\"',
    "\a": "\\a",
    "\b": "\\b",
    "\f": "\\f",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\v": "\\v",
}
_PRECISION = re.compile(r"\.([0-9]{0,9})")
_MOST_DIGITS = 300
# Longer texts are made by nobody, and a few of them would fill the memory.
_LONGEST = 1 << 20


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise no_overload()
    return value


def number(value: Any) -> int:
    if kind(value) != "int":
        raise no_overload()
    return int(value)


def char_at(of: Any, index: Any) -> str:
    if not 0 <= number(index) <= len(text(of)):
        raise CelError(f"index out of range: {index}")
    return text(of)[index : index + 1]


def index_of(of: Any, part: Any, start: Any = 0) -> int:
    if not 0 <= number(start) <= len(text(of)):
        raise CelError(f"index out of range: {start}")
    return text(of).find(text(part), start)


def last_index_of(of: Any, part: Any, end: Any = None) -> int:
    if end is None:
        return text(of).rfind(text(part))
    if not 0 <= number(end) < max(len(text(of)), 1):
        raise CelError(f"index out of range: {end}")
    return text(of).rfind(text(part), 0, end + len(text(part)))


def joined(of: Any, between: Any = "") -> str:
    if not isinstance(of, list | tuple):
        raise no_overload()
    return within(text(between).join(text(one) for one in of) if _length(of, between) <= _LONGEST else None)


def _length(of: Any, between: str) -> int:
    return sum(len(text(one)) + len(text(between)) for one in of)


def within(made: str | None) -> str:
    """A text that is not too long (NotJudged)."""
    if made is None or len(made) > _LONGEST:
        raise NotJudged("A text would become longer than one is made here.")
    return made


def lower_ascii(of: Any) -> str:
    return text(of).translate(_LOWER)


def upper_ascii(of: Any) -> str:
    return text(of).translate(_UPPER)


def replaced(of: Any, old: Any, new: Any, count: Any = -1) -> str:
    times = text(of).count(text(old)) if number(count) < 0 else min(count, text(of).count(text(old)))
    is_short = len(of) + times * len(text(new)) <= _LONGEST
    return within(text(of).replace(old, new, count) if is_short else None)


def split(of: Any, between: Any, count: Any = -1) -> list[str]:
    most = number(count)
    if most == 0:
        return []
    if not text(between):
        characters = list(text(of))
        return characters if most < 0 or most >= len(characters) else [*characters[: most - 1], of[most - 1 :]]
    return text(of).split(between, -1 if most < 0 else most - 1)


def substring(of: Any, start: Any, end: Any = None) -> str:
    last = len(text(of)) if end is None else number(end)
    if not 0 <= number(start) <= len(of):
        raise CelError(f"index out of range: {start}")
    if not 0 <= last <= len(of):
        raise CelError(f"index out of range: {last}")
    if start > last:
        raise CelError(f"invalid substring range. start: {start}, end: {last}")
    return text(of)[start:last]


def trimmed(of: Any) -> str:
    return text(of).strip()


def quoted(of: Any) -> str:
    return '"' + "".join(_QUOTED.get(one, one) for one in text(of)) + '"'


def contains(of: Any, part: Any) -> bool:
    return text(part) in text(of)


def starts_with(of: Any, part: Any) -> bool:
    return text(of).startswith(text(part))


def ends_with(of: Any, part: Any) -> bool:
    return text(of).endswith(text(part))


@lru_cache(maxsize=256)
def _pattern(pattern: str) -> Any:
    """A pattern of RE2, which takes no longer than the text is long, whatever is asked."""
    try:
        import re2
    except ImportError:
        raise NotJudged("Patterns are not evaluated here: the library google-re2 is not installed.") from None
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        told = error.args[0] if error.args else ""
        shown = told.decode(errors="replace") if isinstance(told, bytes) else str(told)
        raise CelError(f"error parsing regexp: {shown}") from None


def matches(of: Any, pattern: Any) -> bool:
    return _pattern(text(pattern)).search(text(of)) is not None


def found(of: Any, pattern: Any) -> str:
    match = _pattern(text(pattern)).search(text(of))
    return str(match[0]) if match else ""


def all_found(of: Any, pattern: Any, count: Any = -1) -> list[str]:
    matched = [str(one[0]) for one in _pattern(text(pattern)).finditer(text(of))]
    return matched if number(count) < 0 else matched[:count]


def formatted(of: Any, values: Any, shown: Callable[[Any], str]) -> str:
    """The text with its clauses filled in; `shown` is how a value is written. Mirrors string.format."""
    if not isinstance(values, list | tuple):
        raise no_overload()
    at, used, parts = 0, 0, []
    while (mark := text(of).find("%", at)) >= 0:
        parts.append(of[at:mark])
        if of[mark + 1 : mark + 2] == "%":
            parts.append("%")
            at = mark + 2
            continue
        clause, at, precision = _clause(of, mark + 1)
        if used >= len(values):
            raise CelError(f"index {used} out of range")
        parts.append(_filled(clause, precision, values[used], shown))
        used += 1
    return "".join([*parts, of[at:]])


def _clause(of: str, at: int) -> tuple[str, int, int]:
    """The letter of a clause, where the text goes on, and how many digits are asked for."""
    precision = 6
    found = _PRECISION.match(of, at)
    if found:
        precision, at = min(int(found[1] or 0), _MOST_DIGITS), found.end()
    if at >= len(of):
        raise CelError("unexpected end of string")
    return of[at], at + 1, precision


def _filled(clause: str, precision: int, value: Any, shown: Callable[[Any], str]) -> str:
    is_whole, is_number = kind(value) in ("int", "uint"), kind(value) in ("int", "uint", "double")
    match clause:
        case "s":
            return shown(value)
        case "d" if is_number:
            return shown(value)
        case "f" | "e" if is_number:
            return f"{value:.{precision}{clause}}"
        case "b" if is_whole or kind(value) == "bool":
            return f"{int(value):b}"
        case "o" if is_whole:
            return f"{value:o}"
        case "x" | "X" if is_whole:
            return f"{value:{clause}}"
        case "x" | "X" if isinstance(value, str | bytes):
            digits = (value.encode() if isinstance(value, str) else value).hex()
            return digits if clause == "x" else digits.upper()
    raise CelError(f'could not parse formatting clause: unrecognized formatting clause "{clause}"')
