"""`$(NAME)` in commands, arguments and variables, which Kubernetes replaces and engines do not.

Mirrors Expand, Kubernetes v1.36, third_party/forked/golang/expansion.
"""

from __future__ import annotations

from collections.abc import Mapping

from podbuilder.kube.core.limits import MAX_EXPANSION


def expanded(text: str, variables: Mapping[str, str | None]) -> tuple[str, list[str]]:
    """The text as the program gets it, and the names in it of variables whose values nobody knows here (None).

    What names no variable stays as it is, and so does a text that would become very long.
    """
    pieces: list[str] = []
    added = 0
    unknown: list[str] = []
    position, last = 0, text.rfind(")")
    while (found := text.find("$", position)) >= 0:
        pieces.append(text[position:found])
        following = text[found + 1 : found + 2]
        position = found + 2 if following == "$" else found + 1
        if following == "(" and found + 1 < last:
            end = text.index(")", found + 2)
            name = text[found + 2 : end]
            value = variables.get(name)
            added += len(value or "")
            if added > MAX_EXPANSION:
                return text, [name]
            if value is None and name in variables:
                unknown.append(name)
            pieces.append(text[found : end + 1] if value is None else value)
            position = end + 1
        else:
            pieces.append("$")
    return "".join((*pieces, text[position:])), unknown
