"""Where libyaml and the server's own reader of YAML differ.

Texts that the API server and kubectl read but libyaml refuses are changed so that libyaml reads the same offsets: a
byte order mark inside the text, JSON that writes a character beyond U+FFFF as two escapes; and, where libyaml stumbles
upon them, a single quote after a backslash, and a colon at the end of a plain text within brackets, as in `[fd00::]`.
What libyaml reads and the server refuses is told: the escape `\\/`, question marks in plain texts within brackets.

Mirrors yaml_parser_scan_flow_scalar, yaml_parser_scan_plain_scalar and yaml_parser_process_directives,
Kubernetes v1.36, sigs.k8s.io/yaml (goyaml.v2).
"""

from __future__ import annotations

import json
import re
from typing import Any

_BOM = "\ufeff"
_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_ESCAPE = re.compile(r"\\.", re.DOTALL)
_PRIVATE_USE = range(0xE000, 0xF900)


def parseable(text: str) -> tuple[str, dict[int, str]]:
    """The text with substitutes of the same length, and the table that translates them back in the scalars read."""
    has_bom = _BOM in text
    has_pair = _PAIR.search(text) is not None and is_json(text)
    if not has_bom and not has_pair:
        return text, {}
    free = [chr(code) for code in _PRIVATE_USE if chr(code) not in text]
    if len(free) < 2:
        return text, {}
    bom, filler = free[:2]
    if has_pair:
        text = _PAIR.sub(lambda pair: str(json.loads(f'"{pair.group()}"')).ljust(len(pair.group()), filler), text)
    if has_bom:
        text = text[0] + text[1:].replace(_BOM, bom)
    return text, {ord(bom): _BOM, ord(filler): ""}


def bridged(text: str, table: dict[int, str], error: Any) -> tuple[str, dict[int, str]] | None:
    """As `parseable`, for a text at which libyaml has failed; None where the server's reader fails as well."""
    at = error.problem_mark.index if error.problem_mark is not None else -1
    free = next((chr(code) for code in _PRIVATE_USE if code not in table and chr(code) not in text), "")
    if not free:
        return None
    if error.problem == "found unexpected ':'" and text[at : at + 1] == ":":
        # The sign that already stands for a colon serves again.
        sign = next((chr(code) for code, meant in table.items() if meant == ":"), free)
        return text[:at] + sign + text[at + 1 :], table | {ord(sign): ":"}
    if error.problem == "found unknown escape character" and text.startswith("\\'", at):
        filler = next((chr(code) for code, meant in table.items() if meant == ""), free)
        start = error.context_mark.index
        quoted = _QUOTED.match(text, start)
        stop = quoted.end() if quoted else len(text)
        plain = _ESCAPE.sub(
            lambda escape: f"'{filler}" if escape.group() == "\\'" else escape.group(), text[start:stop]
        )
        return text[:start] + plain + text[stop:], table | {ord(filler): ""}
    return None


def refusal(raw: str, style: str, in_flow: bool) -> str:
    """Why the server's reader refuses a scalar that libyaml reads, from its text with its quotes; "" if it does not."""
    if style == '"' and "\\/" in raw and "\\/" in _ESCAPE.findall(raw):
        return "In double quotes a slash needs no backslash before it, and must have none."
    if style == "" and in_flow and "?" in raw:
        return "Within brackets and braces a text with “?” must be in quotes."
    return ""


def is_json(text: str) -> bool:
    try:
        return text.lstrip()[:1] == "{" and isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
