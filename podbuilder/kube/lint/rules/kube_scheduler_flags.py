"""The scheduler runs with flags that hardening guides advise against.

**Why** Whoever controls the control plane controls the cluster. Each flag closes a known way in, or helps to find
out later who did what.

**Example** `command: [kube-scheduler, --profiling=true]`

**Use instead** `command: [kube-scheduler, --profiling=false]`

**Fix** Assisted: changes the flag. None if the flag needs the path of a file, which only you know. Off by default: what
installs the cluster chooses these flags, and leaves many of them open.

**See** https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/
"""

from __future__ import annotations

from podbuilder.kube.lint.control_plane_flags import Flag, flag_rule

FLAGS = (
    Flag("profiling", "is", "false", "anyone who can reach the scheduler can profile it and slow it down"),
    Flag("bind-address", "is", "127.0.0.1", "the scheduler can be reached from the network"),
)
rule, check, fix = flag_rule(
    __name__,
    "kube-scheduler",
    FLAGS,
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
