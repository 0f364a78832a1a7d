"""The scheduler runs with flags that its hardening guides advise against.

**Why** Who rules the control plane rules the cluster. Each flag closes a door that is known to have been used, or
leaves a trace of who did what.

**Example** `command: [kube-scheduler, --profiling=true]`

**Use instead** `command: [kube-scheduler, --profiling=false]`

**Fix** Assisted: changes the flag; none where it wants the path of a file, which only you know.

**See** https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import Subject
from podbuilder.kube.lint.flags import Flag, check_flags, fix_flag
from podbuilder.kube.lint.rule import WARNING, Patch, Rule

PROGRAM = "kube-scheduler"
FLAGS = (
    Flag("profiling", "is", "false", "anybody who reaches it can have it measured and slowed down"),
    Flag("bind-address", "is", "127.0.0.1", "it listens to the whole network"),
)
rule = Rule(
    __name__,
    WARNING,
    "security",
    ("container", "init"),
    default=False,
    foreign={
        "checkov": (
            "CKV_K8S_114",
            "CKV_K8S_115",
        ),
        "kubescape": (
            "C-0151",
            "C-0152",
        ),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    yield from check_flags(rule, pod, PROGRAM, FLAGS)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    return fix_flag(pod, finding, PROGRAM, FLAGS)
