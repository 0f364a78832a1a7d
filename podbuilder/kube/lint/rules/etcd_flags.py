"""An etcd runs with flags that its hardening guides advise against.

**Why** Who rules the control plane rules the cluster. Each flag closes a door that is known to have been used, or
leaves a trace of who did what.

**Example** `command: [etcd, --auto-tls=true]`

**Use instead** `command: [etcd, --client-cert-auth=true]`

**Fix** Assisted: changes the flag; none where it wants the path of a file, which only you know.

**See** https://etcd.io/docs/latest/op-guide/security/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import Subject
from podbuilder.kube.lint.flags import Flag, check_flags, fix_flag
from podbuilder.kube.lint.rule import WARNING, Patch, Rule

PROGRAM = "etcd"
FLAGS = (
    Flag("cert-file", "set", "", "it talks to clients without a certificate"),
    Flag("key-file", "set", "", "it talks to clients without a key"),
    Flag("client-cert-auth", "is", "true", "everybody who reaches it may read all secrets"),
    Flag("auto-tls", "not", "true", "it uses a certificate that nobody knows"),
    Flag("peer-cert-file", "set", "", "it talks to its peers without a certificate"),
    Flag("peer-key-file", "set", "", "it talks to its peers without a key"),
    Flag("peer-client-cert-auth", "is", "true", "everybody who reaches it may become a peer"),
    Flag("peer-auto-tls", "not", "true", "its peers use certificates that nobody knows"),
)
rule = Rule(
    __name__,
    WARNING,
    "security",
    ("container", "init"),
    default=False,
    foreign={
        "checkov": (
            "CKV_K8S_116",
            "CKV_K8S_117",
            "CKV_K8S_118",
            "CKV_K8S_119",
            "CKV_K8S_121",
        ),
        "kubescape": (
            "C-0153",
            "C-0154",
            "C-0155",
            "C-0156",
            "C-0157",
            "C-0158",
        ),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    yield from check_flags(rule, pod, PROGRAM, FLAGS)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    return fix_flag(pod, finding, PROGRAM, FLAGS)
