"""Scalars as new text, so that readers of YAML 1.1, YAML 1.2 and the API server all read the same value."""

from __future__ import annotations

import json
import re
from typing import Any

from podbuilder.kube.core.lazy_pattern import lazy_pattern
from podbuilder.kube.yamltext.scalars import Octal

# Plain only where every reader sees a string: words, paths, flags, images, quantities.
_SAFE_START = lazy_pattern(
    r"(?:--?)?[^\W\d_]|_+[^\W\d_]|/|\./|\$\(|[0-9]+(?:\.[0-9]+)?(?:[KMGTP]i?|Ei|[mkun]|ms|s|min|h)\Z"
)
_UNSAFE = lazy_pattern(r":(?:\s|\Z)|\s#|\s\Z|[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}?]|:")
_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity"])
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = lazy_pattern(
    r'["\\]|[^\x20-\x7e\xa1-\xac\xae-\u167f\u1681-\u180d\u180f-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff'
    r"\u3001-\ud7ff\uf900-\ufefe\uff00-\uffef\U00010000-\U000e0000\U000e0100-\U000effff]"
)
_BLOCK_SAFE = lazy_pattern(r"[\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*\Z")


def is_plain(text: str, in_flow: bool = False, colon: bool = False) -> bool:
    """Whether a string may be unquoted; `colon` allows one inside a flow collection, as in an image's tag."""
    if not _SAFE_START.match(text) or _UNSAFE.search(text) or not text.isprintable():
        return False
    if text.lower() in _WORDS:
        return False
    return not in_flow or not _UNSAFE_IN_FLOW.search(text.replace(":", "") if colon else text)


def chosen_style(style: str, old: Any) -> str:
    """The style that a new text takes over from the old one: quotes that it had to have were nobody's choice.

    While somebody types a name, it may be a word such as "n" for a moment, or empty.
    """
    return "" if style == '"' and isinstance(old, str) and not is_plain(old) else style


def double_quoted(text: str) -> str:
    """A string in double quotes, on one line, with every special character escaped."""
    return '"' + _TO_ESCAPE.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if character in _ESCAPES:
        return _ESCAPES[character]
    # JSON knows \u only; YAML knows it as well.
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def single_quoted(text: str) -> str | None:
    """A string in single quotes; None if single quotes cannot express it."""
    if not text.isprintable() or text != text.strip() or not text:
        return None
    return "'" + text.replace("'", "''") + "'"


def scalar(value: Any, style: str = "", in_flow: bool = False, colon: bool = False) -> str:
    """A scalar on one line, in the style asked for (a quote, or empty for plain) as far as that is safe."""
    if not isinstance(value, str):
        return number_or_word(value)
    if style == "'":
        return single_quoted(value) or double_quoted(value)
    if style != '"' and is_plain(value, in_flow, colon):
        return value
    return double_quoted(value)


def number_or_word(value: Any) -> str:
    """A number, a boolean or null."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Octal):
        return octal(value, value.prefix)
    if isinstance(value, int):
        return str(value)
    text = repr(value)
    mantissa, e, exponent = text.partition("e")
    # YAML 1.1 takes no exponent without a dot.
    return f"{mantissa}.0e{exponent}" if e and "." not in mantissa else text


def octal(value: int, prefix: str = "0") -> str:
    """A number as a file mode is written: with a leading zero, which Kubernetes' reader takes as octal."""
    return f"{prefix}{value:o}" if value > 0 else str(int(value))


def json_scalar(value: Any) -> str:
    """A scalar as JSON that libyaml can read as well."""
    return double_quoted(value) if isinstance(value, str) else json.dumps(value)


def block_scalar(text: str, indent: str, step: int, keep: bool = True) -> list[str] | None:
    """A text of several lines as a literal block: its header, then its lines; None if that is not possible.

    `step` is how far the lines are indented below their parent, `keep` whether trailing line breaks may be written out.
    """
    if "\n" not in text or not _BLOCK_SAFE.match(text) or not text.strip() or text[0] == "\t":
        return None
    lines = text.split("\n")
    if lines[-1]:
        chomp = "-"
    elif text.endswith("\n\n"):
        chomp = "+"
    else:
        chomp = ""
    if chomp == "+" and not keep:
        return None
    body = lines if lines[-1] else lines[:-1]
    if any(line and not line.strip(" \t") for line in body) or text.lstrip("\n")[0] == "\t":
        return None
    indicator = str(step) if text[0] in " \n" else ""
    return [f"|{indicator}{chomp}", *(indent + line if line else "" for line in body)]
