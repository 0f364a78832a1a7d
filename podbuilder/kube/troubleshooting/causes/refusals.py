"""Refusals by the API server: no pod is made, and the owner's events say why."""

from podbuilder.kube.troubleshooting.cause import Stage, Trouble

_OWNER = ("kubectl get events --field-selector reason=FailedCreate", "kubectl describe replicaset")

TROUBLES = (
    Trouble(
        "pod-security-denied",
        Stage.CREATION,
        "The namespace's Pod Security level forbids the pod.",
        "spec.containers[0].securityContext",
        _OWNER,
        (
            "violates PodSecurity",
            "unable to validate against any pod security policy",
            "unable to validate against any security context constraint",
        ),
        ("would violate PodSecurity",),
    ),
    Trouble(
        "quota-denied",
        Stage.CREATION,
        "A ResourceQuota of the namespace does not allow the pod.",
        "spec.containers[0].resources",
        ("kubectl describe quota", _OWNER[0]),
        ("exceeded quota", "failed quota"),
    ),
    Trouble(
        "limit-range-denied",
        Stage.CREATION,
        "A LimitRange of the namespace does not allow the container's resources.",
        "spec.containers[0].resources",
        ("kubectl describe limitrange", _OWNER[0]),
        (
            "maximum cpu usage per",
            "maximum memory usage per",
            "minimum cpu usage per",
            "minimum memory usage per",
            "limit to request ratio per",
            "maximum ephemeral-storage usage per",
            "minimum ephemeral-storage usage per",
        ),
        fields=(
            ("maximum memory", "spec.containers[0].resources.limits.memory"),
            ("maximum cpu", "spec.containers[0].resources.limits.cpu"),
            ("minimum", "spec.containers[0].resources.requests"),
        ),
    ),
    Trouble(
        "admission-webhook-denied",
        Stage.CREATION,
        "An admission webhook refuses the pod, or does not answer.",
        "",
        ("kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations", _OWNER[0]),
        (
            "admission webhook … denied the request",
            "failed calling webhook",
            "failed calling admission webhook",
            "ValidatingAdmissionPolicy … denied request",
        ),
    ),
    Trouble(
        "service-account-missing",
        Stage.CREATION,
        "The ServiceAccount that the pod names does not exist in its namespace.",
        "spec.serviceAccountName",
        ("kubectl get serviceaccounts", _OWNER[0]),
        (
            "error looking up service account",
            "serviceaccount … not found",
            "serviceaccounts … not found",
            "failed to fetch token … forbidden",
            "no API token found for service account",
        ),
    ),
    Trouble(
        "rbac-denied",
        Stage.CREATION,
        "The account that asks has no right to do so.",
        "spec.serviceAccountName",
        ("kubectl auth can-i --list", "kubectl get rolebindings,clusterrolebindings -o wide"),
        ("is forbidden: User … cannot", "forbidden … system:serviceaccount … cannot"),
        unless=("failed to fetch token",),
    ),
    Trouble(
        "invalid-spec",
        Stage.CREATION,
        "The API server or the kubelet calls the pod's spec invalid.",
        "{path}",
        ("kubectl apply --dry-run=server -f FILE", "kubectl explain pod.spec"),
        (
            "is invalid … Invalid value",
            "is invalid … Required value",
            "is invalid … Not found:",
            "is invalid … Forbidden",
            "is invalid … Unsupported value",
            "is invalid … Duplicate value",
            "unknown capability",
            "git-repo volume plugin has been disabled",
            "InitContainerRestartPolicyForbidden",
            "SupplementalGroupsPolicyNotSupported",
            "PodLevelResourcesNotSupported",
            "PodFeatureUnsupported",
            "match Pod's required features",
        ),
        fields=(
            ("gitrepo", "spec.volumes[0].gitRepo"),
            ("unknown capability", "spec.containers[0].securityContext.capabilities.add"),
        ),
    ),
)
