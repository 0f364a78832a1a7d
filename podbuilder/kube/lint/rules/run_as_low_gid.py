"""A container's group id is low, or comes from the image.

**Why** Ids below about 10,000 are in use on most nodes. A process that escapes then has a real group of the node.

**Example** `securityContext: {runAsGroup: 1000}`

**Use instead** `securityContext: {runAsGroup: 10001}`, unless the image's files belong to a certain group.

**Fix** Assisted: proposes a high id. Off by default: only a container that breaks out meets the ids of the node.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

from podbuilder.kube.lint.numeric_ids import low_id_rule

rule, check, fix = low_id_rule(
    __name__,
    "runAsGroup",
    "group",
    foreign={
        "kube-score": ("container-security-context-user-group-id",),
        "kubesec": ("RunAsGroup",),
        "trivy": ("KSV-0021",),
        "datree": ("CONTAINERS_INCORRECT_RUNASGROUP_VALUE_LOWGID",),
    },
)
