"""etcd runs with flags that hardening guides advise against.

**Why** Whoever controls the control plane controls the cluster. Each flag closes a known way in, or helps to find
out later who did what.

**Example** `command: [etcd, --auto-tls=true]`

**Use instead** `command: [etcd, --client-cert-auth=true]`

**Fix** Assisted: changes the flag. None if the flag needs the path of a file, which only you know. Off by default: what
installs the cluster chooses these flags, and leaves many of them open.

**See** https://etcd.io/docs/latest/op-guide/security/
"""

from __future__ import annotations

from podbuilder.kube.lint.control_plane_flags import Flag, flag_rule

FLAGS = (
    Flag("cert-file", "set", "", "etcd serves clients without a certificate"),
    Flag("key-file", "set", "", "etcd serves clients without a key"),
    Flag("client-cert-auth", "is", "true", "anyone who can reach etcd can read all secrets"),
    Flag("auto-tls", "not", "true", "etcd uses a certificate that clients cannot verify"),
    Flag("peer-cert-file", "set", "", "etcd talks to its peers without a certificate"),
    Flag("peer-key-file", "set", "", "etcd talks to its peers without a key"),
    Flag("peer-client-cert-auth", "is", "true", "anyone who can reach etcd can become a peer"),
    Flag("peer-auto-tls", "not", "true", "etcd's peers use certificates that it cannot verify"),
)
rule, check, fix = flag_rule(
    __name__,
    "etcd",
    FLAGS,
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
