"""Annotations of pods that Kubernetes reads or used to read, and those that its controllers write for themselves."""

from __future__ import annotations

# Replaced by fields of securityContext. A container's name follows those that end in a slash.
SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod"
SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/"
APP_ARMOR_CONTAINER = "container.apparmor.security.beta.kubernetes.io/"
SYSCTLS = "security.alpha.kubernetes.io/sysctls"
UNSAFE_SYSCTLS = "security.alpha.kubernetes.io/unsafe-sysctls"

# Replaced by other fields of the spec.
CRITICAL_POD = "scheduler.alpha.kubernetes.io/critical-pod"
TOLERATIONS = "scheduler.alpha.kubernetes.io/tolerations"

# Fields of former API versions, which the server keeps here.
ROLLBACK_TO = "deprecated.deployment.rollback.to"
TEMPLATE_GENERATION = "deprecated.daemonset.template.generation"

MIRROR_POD = "kubernetes.io/config.mirror"
DELETION_COST = "controller.kubernetes.io/pod-deletion-cost"

# Name the container that kubectl uses by default, and whose logs it shows.
DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container"
DEFAULT_LOGS_CONTAINER = "kubectl.kubernetes.io/default-logs-container"
# With these values, of a label or an annotation, a service mesh leaves a pod alone.
MESH_INJECTION = {"sidecar.istio.io/inject": "false", "linkerd.io/inject": "disabled"}
# Written by kubectl and controllers, which write them again if they are removed.
WRITTEN_BY_TOOLS = (
    "kubectl.kubernetes.io/last-applied-configuration",
    "deployment.kubernetes.io/revision",
    "deployment.kubernetes.io/desired-replicas",
    "deployment.kubernetes.io/max-replicas",
    TEMPLATE_GENERATION,
    "batch.kubernetes.io/job-tracking",
)

# How a profile is named in the annotations for seccomp and AppArmor: by one of these words, or as a file on the node.
UNCONFINED = "unconfined"
RUNTIME_DEFAULT = "runtime/default"
LOCALHOST = "localhost/"
