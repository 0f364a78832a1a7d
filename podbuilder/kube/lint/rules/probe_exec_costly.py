"""A liveness probe runs an expensive or meaningless command.

**Why** The command runs every few seconds. `jcmd` starts a Java virtual machine; `ps` and `ls` say little about
whether the app works.

**Example** `exec: {command: [sh, -c, "ps aux | grep java"]}`

**Use instead** An HTTP, TCP or gRPC probe, which costs almost nothing.

**Fix** None: what to check instead depends on the app. Off by default: whether a command costs much is a guess.

**See** https://kubernetes.io/docs/concepts/workloads/pods/probes/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

COSTLY = re.compile(r"(?:^|[\s/|;&])(jcmd|ps|ls)(?:$|[\s|;&])")
rule = Rule(
    __name__,
    INFO,
    "reliability",
    ("container", "init"),
    default=False,
    foreign={
        "kyverno": ("deny-commands-in-exec-probe",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.lasting:
        command = ((c.fields.get("livenessProbe") or {}).get("exec") or {}).get("command") or ()
        found = COSTLY.search(" ".join(command))
        if found:
            path = c.path.child("livenessProbe", "exec", "command")
            message = (
                f"The liveness probe runs {found[1]} every few seconds, which is expensive or says little about "
                "the app."
            )
            yield rule.found(path, message)
