"""A value begins or ends with a curly quotation mark.

**Why** YAML knows straight quotation marks only. A curly one becomes a part of the value, and the program gets it.

**Example** `args: [“--port=80”]`

**Use instead** `args: ["--port=80"]`

**Fix** Assisted: removes the curly marks at both ends.

**See** https://kubernetes.io/docs/concepts/configuration/overview/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Container, Subject
from podbuilder.kube.manifest import set_

QUOTES = "“”„‟«»‘’‚‛"
rule = Rule(__name__, SERIOUS, "configuration", ("container", "init", "ephemeral"))


def _quoted(c: Container) -> Iterator[tuple[FieldPath, str]]:
    """The texts of a container that begin or end with a curly mark."""
    for field in ("command", "args"):
        for i, word in enumerate(c.fields.get(field) or ()):
            if _is_quoted(word):
                yield c.path.child(field).index(i), word
    for variable in c.items("env"):
        if _is_quoted(value := variable.fields.get("value") or ""):
            yield variable.path.child("value"), value
    if _is_quoted(folder := c.fields.get("workingDir") or ""):
        yield c.path.child("workingDir"), folder


def _is_quoted(text: str) -> bool:
    return not text.isascii() and (text[0] in QUOTES or text[-1] in QUOTES)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        for path, _ in _quoted(c):
            yield rule.found(path, "The curly quotation marks are a part of the value, and the program gets them.")


def fix(pod: Subject, finding: Finding) -> Patch:
    text = next(text for path, text in _quoted(pod.container_at(finding.path)) if path == finding.path)
    return assisted("Remove the curly marks.", set_(finding.path, text.strip(QUOTES)))
