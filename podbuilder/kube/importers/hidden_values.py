"""Texts as they are shown to whoever brought them, with credentials hidden: somebody may look over a shoulder."""

from __future__ import annotations

import re

from podbuilder.kube.secret_scanning.name_heuristics import looks_secret
from podbuilder.kube.secret_scanning.scanner import of_variable
from podbuilder.kube.secret_scanning.token_formats import kind_of

HIDDEN = "••••••"
_VALUE = r"(?P<value>\"[^\"\n]{1,2000}\"|'[^'\n]{1,2000}'|[^\s\"',]{1,2000})"
# `NAME=value` and `name: value`, also in JSON; and `--flag value`.
_PAIR = re.compile(
    rf"(?<![\w.-])(?P<name>-{{0,2}}[A-Za-z_][\w.-]{{0,100}})(?P<between>[\"']?(?:=|:[ \t]{{1,9}})){_VALUE}"
)
_FLAG = re.compile(rf"(?<![\w.-])(?P<name>-{{1,2}}[A-Za-z][\w.-]{{0,100}})(?P<between>[ \t]{{1,9}}){_VALUE}")
# `'NAME=two words'`.
_QUOTED = re.compile(r"(?P<between>[\"'])(?P<name>[A-Za-z_][\w.-]{0,100})=(?P<value>[^\"'\n]{1,2000})(?P=between)")
_WORD = re.compile(r"[^\s\"'=,:@/]{8,500}")


def hidden(text: str) -> str:
    """A text of any form with its credentials hidden."""
    shown = _QUOTED.sub(_hidden_whole, text)
    return _WORD.sub(_hidden_word, _FLAG.sub(_hidden_value, _PAIR.sub(_hidden_value, shown)))


def _hidden_whole(pair: re.Match[str]) -> str:
    quote, name = pair["between"], pair["name"]
    return f"{quote}{name}={HIDDEN}{quote}" if of_variable(name, pair["value"]) else pair[0]


def _hidden_value(pair: re.Match[str]) -> str:
    name, value = pair["name"], pair["value"]
    bare = value[1:-1] if value[0] in "\"'" else value
    is_secret = looks_secret(name, bare) if name.startswith("-") else of_variable(name, bare)
    return f"{name}{pair['between']}{value.replace(bare, HIDDEN)}" if is_secret else pair[0]


def _hidden_word(word: re.Match[str]) -> str:
    return HIDDEN if kind_of(word[0]) else word[0]
