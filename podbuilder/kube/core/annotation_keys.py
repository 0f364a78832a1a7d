"""Annotations of pods that Kubernetes itself reads, or once read, and those by which its controllers keep notes."""

from __future__ import annotations

# What fields of securityContext say today. A container's name stands behind the last two.
SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod"
SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/"
APP_ARMOR_CONTAINER = "container.apparmor.security.beta.kubernetes.io/"
SYSCTLS = "security.alpha.kubernetes.io/sysctls"
UNSAFE_SYSCTLS = "security.alpha.kubernetes.io/unsafe-sysctls"

# What other fields of the spec say today.
CRITICAL_POD = "scheduler.alpha.kubernetes.io/critical-pod"
TOLERATIONS = "scheduler.alpha.kubernetes.io/tolerations"

MIRROR_POD = "kubernetes.io/config.mirror"
DELETION_COST = "controller.kubernetes.io/pod-deletion-cost"

# The container that kubectl means where none is named.
DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container"
# What kubectl and controllers write, and write again.
WRITTEN_BY_TOOLS = (
    "kubectl.kubernetes.io/last-applied-configuration",
    "deployment.kubernetes.io/revision",
    "deployment.kubernetes.io/desired-replicas",
    "deployment.kubernetes.io/max-replicas",
    "deprecated.daemonset.template.generation",
    "batch.kubernetes.io/job-tracking",
)

# How a profile is named in the annotations for seccomp and AppArmor: by one of these words, or as a file on the node.
UNCONFINED = "unconfined"
RUNTIME_DEFAULT = "runtime/default"
LOCALHOST = "localhost/"
