"""A value begins or ends with a curly quotation mark.

**Why** YAML knows straight quotation marks only. A curly one becomes a part of the value, and the program gets it.

**Example** `args: [“--port=80”]`

**Use instead** `args: ["--port=80"]`

**Fix** Assisted: removes the curly marks at both ends.

**See** https://kubernetes.io/docs/concepts/configuration/overview/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Container, Subject
from podbuilder.kube.manifest import set_

QUOTES = "“”„‟«»‘’‚‛"
rule = Rule(__name__, SERIOUS, "configuration", ("container", "init", "ephemeral"))


def _texts(c: Container) -> Iterator[tuple[FieldPath, Any]]:
    for field in ("command", "args"):
        for i, word in enumerate(c.fields.get(field) or ()):
            yield c.path.child(field).index(i), word
    for variable in c.items("env"):
        yield variable.path.child("value"), variable.fields.get("value")
    yield c.path.child("workingDir"), c.fields.get("workingDir")


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        for path, text in _texts(c):
            if text and not text.isascii() and (text[0] in QUOTES or text[-1] in QUOTES):
                yield rule.found(path, "The curly quotation marks are a part of the value, and the program gets them.")


def fix(pod: Subject, finding: Finding) -> Patch:
    text = next(text for path, text in _texts(pod.container_at(finding.path)) if path == finding.path)
    return assisted("Remove the curly marks.", set_(finding.path, text.strip(QUOTES)))
