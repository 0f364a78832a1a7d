"""The kubelet runs with flags that its hardening guides advise against.

**Why** Who rules the control plane rules the cluster. Each flag closes a door that is known to have been used, or
leaves a trace of who did what.

**Example** `command: [kubelet, --read-only-port=10255]`

**Use instead** `command: [kubelet, --read-only-port=0]`

**Fix** Assisted: changes the flag; none where it wants the path of a file, which only you know.

**See** https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import Subject
from podbuilder.kube.lint.flags import Flag, check_flags, fix_flag
from podbuilder.kube.lint.rule import WARNING, Patch, Rule

PROGRAM = "kubelet"
FLAGS = (
    Flag("anonymous-auth", "is", "false", "requests are let in that nobody signed in for"),
    Flag("authorization-mode", "lacks", "AlwaysAllow", "everybody may do everything on the node"),
    Flag("client-ca-file", "set", "", "nobody can sign in with a certificate"),
    Flag("read-only-port", "is", "0", "everybody can read what runs on the node"),
    Flag("streaming-connection-idle-timeout", "not", "0", "forgotten connections stay open for good"),
    Flag("protect-kernel-defaults", "is", "true", "it changes the node's kernel settings to its liking"),
    Flag("make-iptables-util-chains", "is", "true", "the node's firewall may lack the rules that pods rely on"),
    Flag("hostname-override", "unset", "", "certificates do not fit the node's name"),
    Flag("event-qps", "not", "-1", "one node can flood the API server with events"),
    Flag("tls-cert-file", "set", "", "it makes a certificate that nobody knows"),
    Flag("tls-private-key-file", "set", "", "it makes a key that nobody knows"),
    Flag("rotate-certificates", "not", "false", "its certificate ends one day and is not renewed"),
)
rule = Rule(
    __name__,
    WARNING,
    "security",
    ("container", "init"),
    default=False,
    foreign={
        "checkov": (
            "CKV_K8S_138",
            "CKV_K8S_139",
            "CKV_K8S_140",
            "CKV_K8S_141",
            "CKV_K8S_143",
            "CKV_K8S_144",
            "CKV_K8S_145",
            "CKV_K8S_146",
            "CKV_K8S_147",
            "CKV_K8S_148",
            "CKV_K8S_149",
        )
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    yield from check_flags(rule, pod, PROGRAM, FLAGS)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    return fix_flag(pod, finding, PROGRAM, FLAGS)
