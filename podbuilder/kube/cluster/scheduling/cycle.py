"""One attempt to find a node for a pod: all filters prepared, then asked of each node.

Mirrors findNodesThatFitPod of pkg/scheduler and RunPreFilterPlugins, RunFilterPlugins and
RunFilterPluginsWithNominatedPods of its framework/runtime, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.filters.dynamic_resources import DynamicResources
from podbuilder.kube.cluster.scheduling.filters.in_tree_limits import AzureDiskLimits, EBSLimits, GCEPDLimits
from podbuilder.kube.cluster.scheduling.filters.inter_pod_affinity import InterPodAffinity
from podbuilder.kube.cluster.scheduling.filters.node_affinity import NodeAffinity
from podbuilder.kube.cluster.scheduling.filters.node_declared_features import NodeDeclaredFeatures
from podbuilder.kube.cluster.scheduling.filters.node_ports import NodePorts
from podbuilder.kube.cluster.scheduling.filters.node_resources_fit import NodeResourcesFit
from podbuilder.kube.cluster.scheduling.filters.node_unschedulable import NodeUnschedulable
from podbuilder.kube.cluster.scheduling.filters.node_volume_limits import NodeVolumeLimits
from podbuilder.kube.cluster.scheduling.filters.pod_topology_spread import PodTopologySpread
from podbuilder.kube.cluster.scheduling.filters.taint_toleration import TaintToleration
from podbuilder.kube.cluster.scheduling.filters.volume_binding import VolumeBinding
from podbuilder.kube.cluster.scheduling.filters.volume_restrictions import VolumeRestrictions
from podbuilder.kube.cluster.scheduling.filters.volume_zone import VolumeZone
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import Plugin, PodFollower
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.status import Code, CycleError, Status

# In the order in which they are prepared and asked. NodeName is not among them: a pod that names its node is on it.
PLUGINS: tuple[type[Plugin], ...] = (
    *(NodeUnschedulable, TaintToleration, NodeAffinity, NodePorts, NodeResourcesFit),
    *(VolumeRestrictions, EBSLimits, GCEPDLimits, NodeVolumeLimits, AzureDiskLimits, VolumeBinding, VolumeZone),
    *(PodTopologySpread, InterPodAffinity),
    *(DynamicResources, NodeDeclaredFeatures),
)


class Cycle:
    """The filters for one pod. What is found out beforehand is kept in them; a copy can lose and gain pods."""

    def __init__(self, pod: PodInfo, cluster: ClusterState) -> None:
        self.pod = pod
        self.cluster = cluster
        self.plugins: list[Plugin] = []
        # Those that must know of every pod that comes or goes.
        self._followers: list[PodFollower] = []
        self.node_names: frozenset[str] | None = None
        # The plugins that know beforehand which nodes can be right.
        self.choosers: list[str] = []
        # What is asked of claims once more when no node is left; None where the version has no such thing.
        self.devices: DynamicResources | None = None
        # Whether all filters are; what preemption does to others is an error upstream.
        self.is_prepared = False

    def prepare(self, *, with_all_followers: bool = False) -> Status | None:
        """Prepare the filters in turn; the first refusal ends the attempt.

        Upstream skips filters that have nothing to say; with all followers, those stay that further pods may change.
        """
        for kind in PLUGINS:
            plugin = kind(self.pod, self.cluster)
            if isinstance(plugin, DynamicResources) and plugin.is_on(self.cluster):
                self.devices = plugin
            refusal = plugin.prepare()
            if refusal:
                return refusal._replace(plugin=kind.NAME)
            if plugin.is_needed or (with_all_followers and isinstance(plugin, PodFollower)):
                self.plugins.append(plugin)
                if isinstance(plugin, PodFollower):
                    self._followers.append(plugin)
            if plugin.node_names is not None:
                self.choosers.append(kind.NAME)
                self.node_names = plugin.node_names if self.node_names is None else self.node_names & plugin.node_names
                if not self.node_names:
                    is_hopeful = self.cluster.holds("NoCommonNodeIsHopeful")
                    return Status(Code.UNSCHEDULABLE if is_hopeful else Code.UNRESOLVABLE, (self._no_common_node(),))
        self.is_prepared = True
        return None

    def renew(self, kinds: Collection[type[Plugin]], pod: PodInfo, cluster: ClusterState) -> Status | None:
        """Prepare some of the filters anew: for another copy of the pod, or in a cluster that has changed for them."""
        known = {type(each): each for each in self.plugins}
        self.pod, self.cluster, self.plugins = pod, cluster, []
        for kind in PLUGINS:
            plugin = known.get(kind)
            if kind in kinds:
                plugin = kind(pod, cluster)
                refusal = plugin.prepare()
                if refusal:
                    return refusal._replace(plugin=kind.NAME)
            if plugin is not None and (plugin.is_needed or isinstance(plugin, PodFollower)):
                self.plugins.append(plugin)
        self._followers = [each for each in self.plugins if isinstance(each, PodFollower)]
        return None

    def _no_common_node(self) -> str:
        """What is said when the plugins that know the right nodes beforehand have none in common."""
        if len(self.choosers) == 1:
            return f"node(s) didn't satisfy plugin {self.choosers[0]}"
        return f"node(s) didn't satisfy plugin(s) [{' '.join(sorted(self.choosers))}] simultaneously"

    def chosen_nodes(self) -> Sequence[NodeInfo]:
        """The nodes to try: all, unless a plugin has named them (CycleError for one that is not there, once)."""
        names = self.node_names
        if names is None:
            return self.cluster.nodes
        absent = sorted(names - self.cluster.by_name.keys())
        if absent and self.cluster.holds("AbsentNodeIsError"):
            raise CycleError(f'nodeinfo not found for node name "{absent[0]}"')
        return [each for each in self.cluster.nodes if each.name in names]

    @property
    def depends_on_others(self) -> bool:
        """Whether a pod on one node may change what the filters say of another node."""
        return any(each.is_needed for each in self._followers)

    @property
    def status_of_others(self) -> Status:
        """What nodes are told that are not tried, because a plugin has named others."""
        told = f"node(s) didn't satisfy plugin(s) [{' '.join(sorted(self.choosers))}]"
        return Status(Code.UNRESOLVABLE, (told,))

    def check(self, node: NodeInfo) -> Status | None:
        """Ask the filters of a node, first with the pods that are to have it, if they are as important as this one."""
        waiting = [each for each in self.cluster.nominated.get(node.name, ()) if self._yields_to(each)]
        if waiting:
            later, with_them = self.copy(), node.copy()
            for each in waiting:
                later.add(each, with_them)
            refusal = later.check_as_it_is(with_them)
            if refusal:
                return refusal
        return self.check_as_it_is(node)

    def check_as_it_is(self, node: NodeInfo) -> Status | None:
        """Ask the filters of a node with the pods that it has; the first refusal counts."""
        for plugin in self.plugins:
            refusal = plugin.check(node)
            if refusal:
                return refusal._replace(plugin=plugin.NAME)
        return None

    def add(self, pod: PodInfo, node: NodeInfo) -> None:
        """A further pod has the node, which is a copy, as this cycle is."""
        node.add(pod)
        for plugin in self._followers:
            plugin.add(pod, node)

    def remove(self, pod: PodInfo, node: NodeInfo) -> None:
        """A pod has left the node, which is a copy, as this cycle is."""
        node.remove(pod)
        for plugin in self._followers:
            plugin.remove(pod, node)

    def copy(self) -> Cycle:
        """The same filters with states of their own."""
        other = object.__new__(Cycle)
        other.__dict__.update(self.__dict__)
        copies: dict[Plugin, PodFollower] = {each: each.copy() for each in self._followers}
        other.plugins = [copies.get(each, each) for each in self.plugins]
        other._followers = list(copies.values())
        return other

    def _yields_to(self, other: PodInfo) -> bool:
        return other.priority >= self.pod.priority and other.key != self.pod.key
