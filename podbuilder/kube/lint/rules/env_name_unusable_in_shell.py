"""A variable has a name that no shell can read.

**Why** The API server takes nearly any name, and the process gets it. But a shell knows only letters, digits and
underscores: `$my-var` is `$my` and then `-var`, and some shells drop such variables before they start a program.

**Example** `env: [{name: my-var, value: x}]`

**Use instead** `env: [{name: MY_VAR, value: x}]`. Names with dots, such as `discovery.type`, are passed by: programs
that read them expect them so.

**Fix** Assisted: writes underscores, unless the name is taken or another value refers to it.

**See** https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

_USABLE = re.compile("[A-Za-z_][A-Za-z0-9_]*")
_UNFIT = re.compile("[^A-Za-z0-9_]+")
rule = Rule(__name__, WARNING, "configuration", ("container", "init", "ephemeral"))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        for variable in c.items("env"):
            name = variable.fields.get("name") or ""
            if name and "." not in name and not _USABLE.fullmatch(name):
                message = f"No shell can read a variable called {quote(name)}, nor can many programs."
                yield rule.found(variable.path.child("name"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    name = str(get(pod.pod, finding.path))
    usable = _UNFIT.sub("_", name)
    usable = usable if _USABLE.fullmatch(usable) else f"_{usable}"
    container = next(c for c in pod.containers if finding.path.is_under(c.path))
    others = (str(variable.fields.get("value")) for variable in container.items("env"))
    is_referred_to = any(f"$({name})" in text for text in (*container.words, *others))
    if usable in container.variables or is_referred_to:
        return None
    return assisted("Write it with underscores.", set_(finding.path, usable))
