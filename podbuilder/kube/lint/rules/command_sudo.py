"""A container's command uses sudo.

**Why** The container then starts as a user who can become root at any time, so its user is no barrier to an
attacker.

**Example** `command: [sudo, nginx]`

**Use instead** The command alone, with the user it needs in `runAsUser`.

**Fix** Assisted: removes `sudo` where it is the first word.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_

SUDO = re.compile(r"(?:^|[\s;&|/])sudo(?:\s|$)")
rule = Rule(
    __name__,
    INFO,
    "reliability",
    ("container", "init"),
    foreign={
        "kubescape": ("C-0062",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        for i, text in enumerate(c.fields.get("command") or ()):
            if SUDO.search(text):
                path = c.path.child("command").index(i)
                yield rule.found(path, f"{c.title} uses sudo, so its user is no barrier to becoming root.")


def fix(pod: Subject, finding: Finding) -> Patch | None:
    command = pod.container_at(finding.path).fields["command"]
    alone = finding.path[-1] == 0 and command[0] == "sudo" and len(command) > 1
    return assisted("Run it without sudo.", remove_(finding.path)) if alone else None
