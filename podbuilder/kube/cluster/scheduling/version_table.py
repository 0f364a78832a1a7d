"""What differs between the schedulers of Kubernetes v1.25 to v1.36, beside their feature gates.

Each row was read in the sources of all twelve versions, at a late patch release of each. `source` is the file of v1.36,
or of the last version that has it, below pkg/scheduler/framework, unless it says otherwise.
"""

from __future__ import annotations

from podbuilder.kube.cluster.version_span import VersionSpan

SPANS: dict[str, VersionSpan] = {
    # What is said.
    "PrepareIsCounted": VersionSpan("What refuses all nodes together is counted node by node.", "types.go", before=26),
    "FurtherStop": VersionSpan("A full stop follows the last part once more.", "types.go", since=26, before=29),
    "OthersAreTold": VersionSpan("Nodes that were not tried have a reason.", "../schedule_one.go", since=32),
    "TaintIsNamed": VersionSpan("The taint is named.", "plugins/tainttoleration/taint_toleration.go", before=34),
    "VolumeConflict": VersionSpan(
        "The older words for a volume that a node does not reach.", "plugins/volumebinding/binder.go", before=33
    ),
    "SameNameClaim": VersionSpan(
        "The older words for a claim that one pod alone may use.",
        "plugins/volumerestrictions/volume_restrictions.go",
        before=34,
    ),
    # Filters.
    "TermConflictRefuses": VersionSpan(
        "One term that names no node refuses all, whatever the other terms say.",
        "plugins/nodeaffinity/node_affinity.go",
        before=27,
    ),
    "AbsentNodeIsError": VersionSpan(
        "A node that is named and is not there ends the attempt.", "../schedule_one.go", before=27
    ),
    "SidecarPortsCount": VersionSpan("Host ports of native sidecars count.", "../util/utils.go", since=33),
    "ZeroIsShort": VersionSpan(
        "A node that is overcommitted is short of what is not asked for.",
        "plugins/noderesources/fit.go",
        before=28,
    ),
    "ZeroOfExtendedIsShort": VersionSpan(
        "The same for other resources that are asked for with 0.", "plugins/noderesources/fit.go", before=26
    ),
    "TooLargeIsForGood": VersionSpan(
        "Preemption is not tried where the whole node is too small.", "plugins/noderesources/fit.go", since=34
    ),
    "InTreeLimits": VersionSpan(
        "Disks that are not a CSI driver's have limits of their own.",
        "plugins/nodevolumelimits/non_csi.go",
        before=31,
    ),
    "DisksAreAnnotated": VersionSpan(
        "EBS and Azure disks are their driver's only where the kubelet says so.",
        "plugins/nodevolumelimits/utils.go",
        before=27,
    ),
    "GceDisksAreAnnotated": VersionSpan("The same for disks of GCE.", "plugins/nodevolumelimits/utils.go", before=28),
    "PortworxIsMigrated": VersionSpan(
        "Portworx volumes can be their driver's.", "plugins/nodevolumelimits/utils.go", since=31
    ),
    "PortworxIsAnnotated": VersionSpan(
        "They are only where the kubelet says so.", "plugins/nodevolumelimits/utils.go", before=36
    ),
    "NodeLimitsDrivers": VersionSpan(
        "What a node gives limits a driver's volumes too.", "plugins/nodevolumelimits/utils.go", before=32
    ),
    "AttachmentsCount": VersionSpan(
        "Volumes that are attached count, whoever uses them.", "plugins/nodevolumelimits/csi.go", since=29
    ),
    "VolumesNameNodes": VersionSpan(
        "Volumes that name their hosts leave only those nodes to be tried.",
        "plugins/volumebinding/volume_binding.go",
        since=27,
        before=29,
    ),
    "ZonesArePrepared": VersionSpan(
        "A volume that is not there refuses all nodes together.", "plugins/volumezone/volume_zone.go", since=27
    ),
    "BetaZoneIsZone": VersionSpan(
        "A volume's beta label is compared with the node's newer one.", "plugins/volumezone/volume_zone.go", since=29
    ),
    "EmptySelectorCountsNone": VersionSpan(
        "An empty selector counts no pod.", "plugins/podtopologyspread/common.go", since=27
    ),
    "PoolsAreChecked": VersionSpan(
        "Pools of devices that are incomplete or contradict themselves are passed over.",
        "k8s.io/dynamic-resource-allocation/structured/internal/incubating/pools_incubating.go",
        since=35,
    ),
    # Which node is liked best.
    "BalanceChangeCounts": VersionSpan(
        "How much a pod changes a node's balance counts, not what it comes to.",
        "plugins/noderesources/balanced_allocation.go",
        since=36,
    ),
    "BestEffortIsNotBalanced": VersionSpan(
        "Pods that ask for neither CPU nor memory are not balanced.",
        "plugins/noderesources/balanced_allocation.go",
        since=33,
    ),
    "InitImagesCount": VersionSpan(
        "Images of init containers count.", "plugins/imagelocality/image_locality.go", since=30
    ),
    "VolumeImagesCount": VersionSpan("Images of volumes count.", "plugins/imagelocality/image_locality.go", since=36),
    # Preemption.
    "OthersAreHopeful": VersionSpan(
        "Preemption is tried on nodes that were not.", "preemption/preemption.go", before=27
    ),
    "NoCommonNodeIsHopeful": VersionSpan(
        "Preemption is tried although filters have named different nodes.", "runtime/framework.go", before=30
    ),
    "AnyDeletionWaits": VersionSpan(
        "Any pod that is being deleted on the nominated node is waited for.",
        "plugins/defaultpreemption/default_preemption.go",
        before=27,
    ),
    "VictimsAreSorted": VersionSpan(
        "Victims that break a budget and others are ordered together.",
        "plugins/defaultpreemption/default_preemption.go",
        since=29,
    ),
}
