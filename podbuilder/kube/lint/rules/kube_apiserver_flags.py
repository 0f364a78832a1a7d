"""The API server runs with flags that its hardening guides advise against.

**Why** Who rules the control plane rules the cluster. Each flag closes a door that is known to have been used, or
leaves a trace of who did what.

**Example** `command: [kube-apiserver, --anonymous-auth=true]`

**Use instead** `command: [kube-apiserver, --anonymous-auth=false]`

**Fix** Assisted: changes the flag; none where it wants the path of a file, which only you know.

**See** https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import Subject
from podbuilder.kube.lint.flags import Flag, check_flags, fix_flag
from podbuilder.kube.lint.rule import WARNING, Patch, Rule

PROGRAM = "kube-apiserver"
FLAGS = (
    Flag("anonymous-auth", "is", "false", "requests are let in that nobody signed in for"),
    Flag("basic-auth-file", "unset", "", "passwords lie in a file in plain text"),
    Flag("token-auth-file", "unset", "", "tokens lie in a file in plain text and never end"),
    Flag("kubelet-https", "not", "false", "it talks to nodes without encryption"),
    Flag("kubelet-client-certificate", "set", "", "nodes cannot tell that it is the API server by its certificate"),
    Flag("kubelet-client-key", "set", "", "nodes cannot tell that it is the API server by its key"),
    Flag("kubelet-certificate-authority", "set", "", "it does not check that it talks to a real node"),
    Flag("authorization-mode", "lacks", "AlwaysAllow", "everybody may do everything"),
    Flag("authorization-mode", "has", "Node", "nodes may read more than what concerns them"),
    Flag("authorization-mode", "has", "RBAC", "roles mean nothing"),
    Flag("enable-admission-plugins", "has", "EventRateLimit", "one client can flood it with events"),
    Flag("enable-admission-plugins", "lacks", "AlwaysAdmit", "nothing is refused at admission"),
    Flag("enable-admission-plugins", "has", "AlwaysPullImages", "pods may use private images that lie on a node"),
    Flag("disable-admission-plugins", "lacks", "ServiceAccount", "pods get no service account"),
    Flag(
        "disable-admission-plugins", "lacks", "NamespaceLifecycle", "objects can be made in namespaces that are going"
    ),
    Flag("enable-admission-plugins", "has", "NodeRestriction", "a node can change other nodes"),
    Flag("insecure-bind-address", "unset", "", "it may listen without encryption"),
    Flag("insecure-port", "not", "8080", "it listens without encryption"),
    Flag("secure-port", "not", "0", "it does not listen with encryption"),
    Flag("profiling", "is", "false", "anybody who reaches it can have it measured and slowed down"),
    Flag("audit-log-path", "set", "", "nobody can tell later who did what"),
    Flag("audit-log-maxage", "at least", "30", "its log of who did what is soon gone"),
    Flag("audit-log-maxbackup", "at least", "10", "few files of its log are kept"),
    Flag("audit-log-maxsize", "at least", "100", "the files of its log are short"),
    Flag("service-account-lookup", "not", "false", "tokens of deleted service accounts still count"),
    Flag("service-account-key-file", "set", "", "tokens are checked with the key of its own certificate"),
    Flag("etcd-certfile", "set", "", "etcd cannot tell that it is the API server by its certificate"),
    Flag("etcd-keyfile", "set", "", "etcd cannot tell that it is the API server by its key"),
    Flag("tls-cert-file", "set", "", "it makes a certificate that nobody knows"),
    Flag("tls-private-key-file", "set", "", "it makes a key that nobody knows"),
    Flag("client-ca-file", "set", "", "nobody can sign in with a certificate"),
    Flag("etcd-cafile", "set", "", "it does not check that it talks to the real etcd"),
    Flag("encryption-provider-config", "set", "", "secrets lie in etcd in plain text"),
    Flag("audit-policy-file", "set", "", "it logs nothing of who did what"),
    Flag("service-account-extend-token-expiration", "is", "false", "tokens are good for a year instead of an hour"),
)
rule = Rule(
    __name__,
    WARNING,
    "security",
    ("container", "init"),
    default=False,
    foreign={
        "checkov": (
            "CKV_K8S_68",
            "CKV_K8S_69",
            "CKV_K8S_70",
            "CKV_K8S_71",
            "CKV_K8S_72",
            "CKV_K8S_73",
            "CKV_K8S_74",
            "CKV_K8S_75",
            "CKV_K8S_77",
            "CKV_K8S_78",
            "CKV_K8S_79",
            "CKV_K8S_80",
            "CKV_K8S_82",
            "CKV_K8S_83",
            "CKV_K8S_85",
            "CKV_K8S_86",
            "CKV_K8S_88",
            "CKV_K8S_89",
            "CKV_K8S_90",
            "CKV_K8S_91",
            "CKV_K8S_92",
            "CKV_K8S_93",
            "CKV_K8S_94",
            "CKV_K8S_96",
            "CKV_K8S_97",
            "CKV_K8S_99",
            "CKV_K8S_100",
            "CKV_K8S_102",
            "CKV_K8S_104",
        ),
        "kubescape": (
            "C-0113",
            "C-0114",
            "C-0116",
            "C-0117",
            "C-0118",
            "C-0119",
            "C-0120",
            "C-0088",
            "C-0121",
            "C-0122",
            "C-0123",
            "C-0125",
            "C-0126",
            "C-0127",
            "C-0005",
            "C-0128",
            "C-0129",
            "C-0130",
            "C-0067",
            "C-0131",
            "C-0132",
            "C-0133",
            "C-0135",
            "C-0136",
            "C-0137",
            "C-0138",
            "C-0139",
            "C-0140",
            "C-0141",
            "C-0066",
            "C-0160",
            "C-0290",
        ),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    yield from check_flags(rule, pod, PROGRAM, FLAGS)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    return fix_flag(pod, finding, PROGRAM, FLAGS)
