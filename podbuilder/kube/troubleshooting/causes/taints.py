"""Nodes that take no pods, or not this one: taints, cordons, and nodes that are not ready."""

from podbuilder.kube.troubleshooting.cause import Stage, Trouble

# The tolerations that a description lists name taints that nobody has.
_LISTED = ("tolerations:", "op=exists")
# Taints that the node controller, the cloud or an agent sets while a node cannot run pods, or goes.
_TROUBLE = (
    *("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable", "node.kubernetes.io/disk-pressure"),
    *("node.kubernetes.io/memory-pressure", "node.kubernetes.io/pid-pressure", "node.kubernetes.io/out-of-disk"),
    *("node.kubernetes.io/network-unavailable", "node.kubernetes.io/out-of-service", "node.kubernetes.io/outofdisk"),
    *("node.alpha.kubernetes.io/notReady", "node.alpha.kubernetes.io/unreachable", "agent-not-ready"),
    *("node.cloudprovider.kubernetes.io/uninitialized", "node.cloudprovider.kubernetes.io/shutdown"),
    *("ToBeDeletedByClusterAutoscaler", "karpenter.sh/disrupted", "karpenter.sh/unregistered"),
)

TROUBLES = (
    Trouble(
        "node-not-ready",
        Stage.SCHEDULING,
        "The nodes are not ready, or there are none.",
        "",
        ("kubectl get nodes", "kubectl describe node NODE"),
        (
            *(f"{taint} … tolerate" for taint in _TROUBLE),
            *(f"untolerated taint … {taint}" for taint in _TROUBLE),
            "were not ready",
            "were out of disk",
            "had disk pressure",
            "had memory pressure",
            "had unknown conditions",
            "NodeNotReady (",
            "NodeOutOfDisk",
            "NodeNetworkUnavailable",
            "NodeUnderDiskPressure",
            "NodeUnderMemoryPressure",
            "CheckNodeCondition",
            "CheckNodeMemoryPressure",
            "CheckNodeDiskPressure",
            "no nodes available to schedule pods",
            "no nodes available",
            "0/0 nodes are available",
            "KubeletNotReady",
            "NotReady ~ NotReady\\S{0,40} +\\S+ +\\w+ +v1\\.\\d",
        ),
        unless=(*_LISTED, "PLEG", "runtime is down"),
    ),
    Trouble(
        "node-unschedulable",
        Stage.SCHEDULING,
        "The nodes are cordoned: they take no new pods.",
        "",
        ("kubectl get nodes", "kubectl uncordon NODE"),
        (
            "were unschedulable",
            "untolerated taint … node.kubernetes.io/unschedulable",
            "node.kubernetes.io/unschedulable … tolerate",
            "NodeUnschedulable",
            "SchedulingDisabled",
        ),
        unless=_LISTED,
    ),
    Trouble(
        "untolerated-taint",
        Stage.SCHEDULING,
        "The nodes have a taint that the pod does not tolerate.",
        "spec.tolerations",
        ("kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints", "kubectl describe nodes"),
        (
            "untolerated taint ~ untolerated taint(?:\\(s\\)|s)?(?! ?\\{node\\.(?:kubernetes|cloudprovider)\\.)",
            "had taint … tolerate",
            "had taints that the pod",
            "PodToleratesNodeTaints",
            "plugin(s) [TaintToleration",
            "did not tolerate",
        ),
        unless=(*(f"had taint {{{taint}" for taint in _TROUBLE), "predicate tainttoleration failed"),
    ),
)
