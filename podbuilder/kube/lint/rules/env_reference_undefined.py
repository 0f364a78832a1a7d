"""A variable refers to another one that is not defined before it.

**Why** Kubernetes then leaves the text `$(NAME)` as it is, and the app receives it literally.

**Example** `env: [{name: URL, value: "http://$(HOST)/"}, {name: HOST, value: db}]`

**Use instead** HOST before URL, or `$$(HOST)` if the text itself is meant.

**Fix** Assisted: moves the other variable in front of the one that refers to it, if it exists at all.

**See** https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import move_

REFERENCE = re.compile(r"(?<!\$)(\$++)\(([-._A-Za-z][-._A-Za-z0-9]*+)\)")
# Set by Kubernetes itself, for the API and for Services.
GIVEN = re.compile(r"[A-Z0-9_]+_(?:SERVICE_HOST|PORT)|(?>[A-Z0-9_]+?_PORT_)\w+")
rule = Rule(__name__, WARNING, "configuration", ("container", "init"))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        # The names in a ConfigMap or Secret that is read whole are not known here.
        known: set[str] = set()
        for variable in () if c.fields.get("envFrom") else c.items("env"):
            value = variable.fields.get("value") or ""
            for dollars, name in REFERENCE.findall(value) if "$(" in value else ():
                if len(dollars) % 2 and name not in known and not GIVEN.fullmatch(name):
                    message = f"Nothing above defines {quote(name)}, so the app receives the text $({name}) itself."
                    yield rule.found(variable.path.child("value"), message)
                    break
            known.add(variable.fields.get("name") or "")


def fix(pod: Subject, finding: Finding) -> Patch | None:
    c, index = pod.container_at(finding.path), int(finding.path[-2])
    env = c.fields["env"]
    above = {variable.get("name") for variable in env[:index]}
    below = {variable.get("name"): i for i, variable in enumerate(env) if i > index}
    names = [name for _, name in REFERENCE.findall(env[index]["value"]) if name not in above]
    name = next((n for n in names if n in below), None)
    return (
        assisted("Define the other variable first.", move_(c.path.child("env").index(below[name]), index))
        if name
        else None
    )
