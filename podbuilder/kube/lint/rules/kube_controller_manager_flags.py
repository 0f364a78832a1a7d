"""The controller manager runs with flags that its hardening guides advise against.

**Why** Who rules the control plane rules the cluster. Each flag closes a door that is known to have been used, or
leaves a trace of who did what.

**Example** `command: [kube-controller-manager, --profiling=true]`

**Use instead** `command: [kube-controller-manager, --profiling=false]`

**Fix** Assisted: changes the flag; none where it wants the path of a file, which only you know.

**See** https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import Subject
from podbuilder.kube.lint.flags import Flag, check_flags, fix_flag
from podbuilder.kube.lint.rule import WARNING, Patch, Rule

PROGRAM = "kube-controller-manager"
FLAGS = (
    Flag("terminated-pod-gc-threshold", "set", "", "up to 12,500 ended pods are kept"),
    Flag("profiling", "is", "false", "anybody who reaches it can have it measured and slowed down"),
    Flag("use-service-account-credentials", "is", "true", "all controllers share one account that may do everything"),
    Flag("service-account-private-key-file", "set", "", "tokens cannot be signed with a key of their own"),
    Flag("root-ca-file", "set", "", "pods cannot check that they talk to the real API server"),
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
            "CKV_K8S_106",
            "CKV_K8S_107",
            "CKV_K8S_108",
            "CKV_K8S_110",
            "CKV_K8S_111",
            "CKV_K8S_113",
        ),
        "kubescape": (
            "C-0144",
            "C-0145",
            "C-0146",
            "C-0147",
            "C-0148",
            "C-0150",
        ),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    yield from check_flags(rule, pod, PROGRAM, FLAGS)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    return fix_flag(pod, finding, PROGRAM, FLAGS)
