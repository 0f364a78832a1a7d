"""Pods that a node or a controller ends or refuses: evictions, shutdowns, deadlines, deletions."""

from podbuilder.kube.troubleshooting.cause import Stage, Trouble

_NODE = ("kubectl describe node NODE", "kubectl get pods -o wide")
_POD = ("kubectl get pod POD -o yaml", "kubectl describe pod POD")

TROUBLES = (
    Trouble(
        "kubelet-rejected",
        Stage.SANDBOX,
        "The kubelet refused the pod that the scheduler, or its nodeName, gave to it.",
        "spec.nodeName",
        _NODE,
        (
            "OutOfcpu",
            "OutOfmemory",
            "OutOfpods",
            "OutOfephemeral-storage",
            "OutOfnvidia",
            "have enough resource: ",
            "UnexpectedAdmissionError",
            "TopologyAffinityError",
            "with Topology locality",
            "Predicate … failed",
            "PodOSNotSupported",
        ),
        fields=(
            ("MatchNodeSelector", "spec.nodeSelector"),
            ("NodeAffinity", "spec.nodeSelector"),
            ("number of devices", "spec.containers[0].resources.limits"),
            ("UnexpectedAdmissionError", "spec.containers[0].resources.limits"),
            ("OutOf", "spec.containers[0].resources"),
            ("Topology", "spec.containers[0].resources"),
        ),
    ),
    Trouble(
        "evicted-own-limit",
        Stage.END,
        "The pod passed a limit of its own for local storage.",
        "spec.containers[0].resources.limits[ephemeral-storage]",
        _POD,
        (
            "ephemeral local storage usage exceeds",
            "exceeded its local ephemeral storage limit",
            "Usage of EmptyDir volume",
        ),
    ),
    Trouble(
        "evicted-node-pressure",
        Stage.END,
        "The node ran short of a resource and put the pod out.",
        "spec.containers[0].resources.requests[ephemeral-storage]",
        _NODE,
        ("node was low on resource", "The node had condition", "EvictionThresholdMet"),
        ("Evicted",),
        unless=("emptydir", "ephemeral local storage usage", "local ephemeral storage limit"),
    ),
    Trouble(
        "node-shutdown",
        Stage.END,
        "The node was shut down.",
        "",
        _NODE,
        ("node is shutting", "imminent node shutdown", "NodeShutdown", "Pod was terminated in response to"),
    ),
    Trouble(
        "node-lost",
        Stage.END,
        "The node is gone, or does not answer.",
        "",
        _NODE,
        ("NodeLost", "is unresponsive", "TaintManagerEviction", "DeletionByTaintManager", "Node is not ready"),
    ),
    Trouble(
        "deadline-exceeded",
        Stage.END,
        "The pod ran longer than its deadline.",
        "spec.activeDeadlineSeconds",
        _POD,
        ("DeadlineExceeded", "longer than the specified deadline", "longer than specified deadline"),
        unless=("code = deadlineexceeded", "probe"),
    ),
    Trouble(
        "backoff-limit",
        Stage.END,
        "The Job has used up its retries; look at why its pods fail.",
        "spec.containers[0].command",
        ("kubectl logs job/JOB", "kubectl describe job JOB"),
        ("BackoffLimitExceeded", "specified backoff limit"),
    ),
    Trouble(
        "stuck-terminating",
        Stage.END,
        "The pod is to be deleted, and something holds it.",
        "metadata.finalizers",
        _POD,
        ("ExceededGracePeriod", "FailedKillPod", "KillPodSandboxError"),
        ("Terminating",),
    ),
)
