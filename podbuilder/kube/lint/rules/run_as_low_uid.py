"""A container's user id is low, or comes from the image.

**Why** Ids below about 10,000 are in use on most nodes. A process that escapes is then a real user of the node.

**Example** `securityContext: {runAsUser: 1000}`

**Use instead** `securityContext: {runAsUser: 10001}`, unless the image's files belong to a certain user, or the
cluster assigns ids as OpenShift does.

**Fix** Assisted: proposes a high id. Off by default: only a container that breaks out meets the ids of the node, and
images bring users of their own.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

from podbuilder.kube.lint.numeric_ids import low_id_rule

rule, check, fix = low_id_rule(
    __name__,
    "runAsUser",
    "user",
    foreign={
        "kube-score": ("container-security-context-user-group-id",),
        "kubesec": ("RunAsUser",),
        "checkov": ("CKV_K8S_40",),
        "trivy": ("KSV-0020",),
        "datree": ("CONTAINERS_INCORRECT_RUNASUSER_VALUE_LOWUID",),
        "kubescape": ("C-0211",),
    },
)
