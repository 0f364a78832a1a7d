"""The controller manager runs with flags that hardening guides advise against.

**Why** Whoever controls the control plane controls the cluster. Each flag closes a known way in, or helps to find
out later who did what.

**Example** `command: [kube-controller-manager, --profiling=true]`

**Use instead** `command: [kube-controller-manager, --profiling=false]`

**Fix** Assisted: changes the flag. None if the flag needs the path of a file, which only you know. Off by default: what
installs the cluster chooses these flags, and leaves many of them open.

**See** https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/
"""

from __future__ import annotations

from podbuilder.kube.lint.control_plane_flags import Flag, flag_rule

NO_ROTATION = "RotateKubeletServerCertificate=false"
FLAGS = (
    Flag("terminated-pod-gc-threshold", "positive", "", "terminated pods pile up"),
    Flag("profiling", "is", "false", "anyone who can reach the controller manager can profile it and slow it down"),
    Flag("use-service-account-credentials", "is", "true", "all controllers share one account that may do everything"),
    Flag("service-account-private-key-file", "set", "", "tokens are not signed with a key of their own"),
    Flag("root-ca-file", "set", "", "pods cannot check that they talk to the real API server"),
    Flag("feature-gates", "lacks", NO_ROTATION, "nobody renews the certificates that kubelets show"),
    Flag("bind-address", "is", "127.0.0.1", "the controller manager can be reached from the network"),
)
rule, check, fix = flag_rule(
    __name__,
    "kube-controller-manager",
    FLAGS,
    foreign={
        "checkov": (
            "CKV_K8S_106",
            "CKV_K8S_107",
            "CKV_K8S_108",
            "CKV_K8S_110",
            "CKV_K8S_111",
            "CKV_K8S_112",
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
