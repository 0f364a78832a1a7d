"""The words of an expression: names, numbers, strings and signs, as in Kubernetes v1.36."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from podbuilder.kube.cel.cel_error import CelError
from podbuilder.kube.cel.cel_types import UInt

INT64_MIN, INT64_MAX, UINT64_MAX = -(2**63), 2**63 - 1, 2**64 - 1
# Mirrors CEL's lexis, https://github.com/google/cel-spec/blob/master/doc/langdef.md. Possessive, so that it is linear.
_TOKEN = re.compile(
    r"""(?P<space>(?:\s|//[^\n]*+)++)
    |(?P<number>0x[0-9a-fA-F]++u?+ | (?:[0-9]*+\.[0-9]++ | [0-9]++)(?:[eE][+-]?+[0-9]++)?+[uU]?+)
    |(?P<string>(?:[rR]?+[bB]?+|[bB][rR])(?:\"{3}(?:[^\\"]|\\.|"(?!""))*+\"{3} | '{3}(?:[^\\']|\\.|'(?!''))*+'{3}
        | "(?:[^"\\\n]|\\.)*+" | '(?:[^'\\\n]|\\.)*+'))
    |(?P<name>[_a-zA-Z][_a-zA-Z0-9]*+)
    |(?P<quoted>`[a-zA-Z0-9_./\ -]++`)
    |(?P<sign>&&|\|\||==|!=|<=|>=|[-+*/%!<>?:.,()\[\]{}])""",
    re.VERBOSE | re.DOTALL,
)
_RAW_STRING = re.compile(
    r"""[bB]?+[rR][bB]?+(?:\"{3}(?P<a>.*?)\"{3}|'{3}(?P<b>.*?)'{3}|"(?P<c>[^"\n]*+)"|'(?P<d>[^'\n]*+)')""", re.DOTALL
)
_ESCAPE = re.compile(
    r"\\(?:(?P<sign>[abfnrtv\\?\"'`])|x(?P<x>[0-9a-fA-F]{2})|X(?P<X>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})"
    r"|U(?P<U>[0-9a-fA-F]{8})|(?P<octal>[0-3][0-7]{2})|(?P<other>.))",
    re.DOTALL,
)
_SIGNS = dict(zip("abfnrtv", "\a\b\f\n\r\t\v", strict=True))


class Token(NamedTuple):
    """A word: its kind (number, string, name, quoted, sign, end), its text, and the value of a literal."""

    kind: str
    text: str
    value: Any = None


END = Token("end", "")


def tokens(text: str) -> Iterator[Token]:
    """The words of an expression, at last the end (CelError for what is none)."""
    at = 0
    while at < len(text):
        found = _RAW_STRING.match(text, at) or _TOKEN.match(text, at)
        if found is None:
            raise CelError(f"Syntax error: token recognition error at: '{text[at]}'")
        at = found.end()
        kind, word = found.lastgroup or "", found[0]
        if found.re is _RAW_STRING:
            yield Token("string", word, _raw(found))
        elif kind == "number":
            yield Token(kind, word, _number(word))
        elif kind == "string":
            yield Token(kind, word, _string(word))
        elif kind == "quoted":
            yield Token(kind, word[1:-1])
        elif kind != "space":
            yield Token(kind, word)
    yield END


def _number(word: str) -> int | float:
    low = word.lower()
    if low.startswith("0x"):
        value = int(low.removesuffix("u"), 16)
    elif any(sign in low for sign in ".e"):
        if low.endswith("u"):
            raise CelError(f"Syntax error: invalid number '{word}'")
        return float(low)
    else:
        value = int(low.removesuffix("u"))
    if low.endswith("u"):
        if value > UINT64_MAX:
            raise CelError("invalid uint literal")
        return UInt(value)
    # One more than the largest: a sign before it may make it the smallest.
    if value > INT64_MAX + 1:
        raise CelError("invalid int literal")
    return value


def _raw(found: re.Match[str]) -> str | bytes:
    body = next(one for one in found.groups() if one is not None)
    return body.encode() if "b" in found[0][:2].lower() else body


def _string(word: str) -> str | bytes:
    is_bytes = word[0] in "bB"
    body = word[1:] if is_bytes else word
    quotes = 3 if body[:3] in ('"""', "'''") else 1
    body = body[quotes:-quotes]
    if not is_bytes:
        return _ESCAPE.sub(_character, body)
    parts, at = [], 0
    for found in _ESCAPE.finditer(body):
        # In bytes, an escape by number is a byte, and not a character.
        if found["u"] or found["U"]:
            raise CelError(f"Syntax error: invalid escape '{found[0]}' in bytes")
        is_byte = found["x"] or found["X"] or found["octal"]
        parts += [body[at : found.start()].encode(), _character(found).encode("latin-1" if is_byte else "utf-8")]
        at = found.end()
    return b"".join([*parts, body[at:].encode()])


def _character(found: re.Match[str]) -> str:
    sign = found["sign"]
    if sign:
        return _SIGNS.get(sign, sign)
    digits = found["x"] or found["X"] or found["u"] or found["U"]
    code = int(digits, 16) if digits else int(found["octal"], 8) if found["octal"] else -1
    if not 0 <= code <= 0x10FFFF:
        raise CelError(f"Syntax error: invalid escape '{found[0]}'")
    return chr(code)
