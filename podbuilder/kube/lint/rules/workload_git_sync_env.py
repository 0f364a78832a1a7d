"""A variable replaces the git program that git-sync calls.

**Why** Anyone who can change the variable can run any program with the repository's keys.

**Example** `env: [{name: GITSYNC_GIT, value: /tmp/git}]`

**Use instead** The git program in the image.

**Fix** Safe: removes the variable.

**See** https://github.com/kubernetes/git-sync
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_

NAME = "GITSYNC_GIT"
rule = Rule(
    __name__,
    WARNING,
    "images",
    ("container", "init"),
    foreign={
        "checkov": ("CKV_K8S_159",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        for variable in c.items("env"):
            if variable.fields.get("name") == NAME:
                message = f"{NAME} makes git-sync run another program with the repository's keys."
                yield rule.found(variable.path, message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Remove the variable.", remove_(finding.path))
