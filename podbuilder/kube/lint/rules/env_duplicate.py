"""A variable is set twice in one container.

**Why** The last one counts, which is easy to overlook. Tools that merge lists by name may drop either one.

**Example** `env: [{name: A, value: "1"}, {name: A, value: "2"}]`

**Use instead** One of the two.

**Fix** Assisted: removes the earlier one, which has no effect.

**See** https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Item, Subject
from podbuilder.kube.manifest import remove_

rule = Rule(
    __name__,
    SERIOUS,
    "configuration",
    ("container", "init", "ephemeral"),
    foreign={
        "kube-linter": ("duplicate-env-var",),
        "kube-score": ("environment-variable-key-duplication",),
        "kubescape": ("C-0295",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        last: dict[str, Item] = {}
        for variable in c.items("env"):
            name = variable.fields.get("name") or ""
            earlier = last.get(name)
            # A later value can be built from the earlier one: PATH=/opt/bin:$(PATH).
            if earlier and f"$({name})" not in str(variable.fields.get("value")):
                message = f"{c.title} sets {quote(name)} again further down, so this value has no effect."
                yield rule.found(earlier.path, message)
            last[name] = variable


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Remove the variable that has no effect.", remove_(finding.path))
