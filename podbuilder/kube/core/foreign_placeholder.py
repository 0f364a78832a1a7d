"""Placeholders of other templating languages, which nobody fills in on the way to the API server.

`${NAME}` as envsubst and OpenShift write them, `{{ .Values.name }}` of Helm and Jinja, `#{name}#` of release pipelines,
and `<your-name>` of documentation. Legal Kubernetes is none of them: `$(NAME)` in commands, and what a program gets.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from podbuilder.kube.core.lazy_pattern import lazy_pattern
from podbuilder.kube.core.placeholder import NAME

_PATTERN = lazy_pattern(
    r"\$\{(?P<dollar>[A-Za-z_][A-Za-z0-9_.-]{0,60})(?::?[-=](?P<default>[^{}\n]{0,200}))?\}"
    r"|\{\{-?(?P<braces>[^{}\n]{1,200})\}\}"
    r"|#\{(?P<hash>[^{}\n]{1,60})\}#?"
    r"|<(?P<angle>[A-Za-z][A-Za-z0-9 _./-]{0,60})>"
    r"|\A\$(?P<bare>[A-Z_][A-Z0-9_]{1,60})\Z"
)
# What computes something, repeats lines or leaves them out.
CONTROL = lazy_pattern(
    r"\{%[^\n]{0,200}|\{\{-?[ \t]{0,9}"
    r"(?:(?:if|else|end|range|with|define|block|include|template|toYaml|tpl)\b|/\*|\$)[^\n]{0,200}"
)
_DEFAULT = lazy_pattern(r"\|[ \t]*default[ \t(]+[\"']?([^\"'|)]{0,100})")
_WORD = lazy_pattern(r"[A-Za-z][A-Za-z0-9_-]{0,60}")
_UPPER = lazy_pattern(r"(?<=[a-z0-9])(?=[A-Z])")
_SHORTENED = ("values", "vars", "release", "chart", "your", "env", "parameters", "inputs")


class ForeignPlaceholder(NamedTuple):
    """A placeholder, where it stands in a text, a name for it, and the default that it gives."""

    text: str
    start: int
    end: int
    name: str
    default: str

    @property
    def language(self) -> str:
        """Who fills in such placeholders."""
        if self.text.startswith("{{"):
            return "Helm or Jinja"
        if self.text.startswith("$"):
            return "a shell or envsubst"
        return "a pipeline" if self.text.startswith("#") else "its reader"

    @property
    def said(self) -> str:
        """What it is in words, without the default that it gives and a full stop."""
        shown = self.text if len(self.text) <= 40 and not self.default else f"{self.text[:2]}…"
        return f"“{shown}” is a placeholder that {self.language} fills in; Kubernetes takes it as it stands"


def foreign_placeholders(text: str) -> list[ForeignPlaceholder]:
    """The placeholders of a text in its order; none where something is computed."""
    if not may_have(text):
        return []
    found = []
    for match in _PATTERN.finditer(text):
        inside = match[match.lastgroup or ""] if match.lastgroup != "default" else match["dollar"]
        if CONTROL.match(match[0]):
            continue
        default = match["default"] or ""
        if match["braces"] and (given := _DEFAULT.search(inside)):
            default = given[1]
        found.append(ForeignPlaceholder(match[0], match.start(), match.end(), _name(inside), default.strip()))
    return found


def may_have(text: str) -> bool:
    """Whether a text can have a placeholder; cheap."""
    return "${" in text or "{{" in text or "#{" in text or "<" in text or text[:1] == "$"


def _name(inside: str) -> str:
    """A parameter's name for what stands inside: `.Values.image.tag` is image-tag, `DB_HOST` db_host."""
    expression = inside.partition("|")[0]
    words = _WORD.findall(expression)
    parts = [part for word in words for part in word.split("-") if part]
    while len(parts) > 1 and parts[0].lower() in _SHORTENED:
        parts = parts[1:]
    name = "-".join(_UPPER.sub("-", part).lower() for part in parts)[:40].strip("-_")
    return name if re.fullmatch(NAME, name) else "value"
