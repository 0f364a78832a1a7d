"""A variable that your team requires is missing or has another value.

**Why** Some settings are the same for all of a team's apps: a proxy, a time zone, a feature switch.

**Example** No variable TZ although `TZ=UTC` is required.

**Use instead** `env: [{name: TZ, value: UTC}]`

**Fix** Assisted: sets the variable.

**See** https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "configuration",
    ("container",),
    default=False,
    foreign={
        "kyverno": ("add-env-vars-from-cm", "add-image-as-env-var", "add-pod-proxies"),
    },
    needs=("required_env",),
)


def check(pod: Subject) -> Iterator[Finding]:
    for name, value in pod.settings.required_env:
        for c in pod.lasting:
            variables = [v for v in c.items("env") if v.fields.get("name") == name]
            if not variables:
                message = f"{c.title} lacks the variable {quote(name)}, which your team requires."
                yield rule.found(c.path.child("env"), message)
            elif variables[-1].fields.get("value") != value:
                path = variables[-1].path.child("value")
                yield rule.found(path, f"{c.title} gives {quote(name)} another value than your team requires.")


def fix(pod: Subject, finding: Finding) -> Patch | None:
    c = pod.container_at(finding.path)
    wanted = dict(pod.settings.required_env)
    env = c.fields.get("env") or []
    if finding.path[-1] == "env":
        have = {v.get("name") for v in env}
        name = next(n for n in wanted if n not in have)
        return assisted("Set the variable.", set_(finding.path.index(len(env)), {"name": name, "value": wanted[name]}))
    variable = env[int(finding.path[-2])]
    if variable.get("valueFrom"):
        return None
    return assisted("Set the variable.", set_(finding.path, wanted[variable["name"]]))
