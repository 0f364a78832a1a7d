"""Devices that a pod claims. Mirrors DynamicResources, Kubernetes v1.36, pkg/scheduler/framework/plugins."""

from __future__ import annotations

from collections.abc import Sequence

from podbuilder.kube.cluster.scheduling.allocation.allocated_devices import AllocatedDevices
from podbuilder.kube.cluster.scheduling.allocation.allocator import Allocator
from podbuilder.kube.cluster.scheduling.allocation.claim_reach import is_of_one_node, node_selector
from podbuilder.kube.cluster.scheduling.allocation.device_expressions import ExpressionError, selects
from podbuilder.kube.cluster.scheduling.allocation.device_pools import Device, DeviceId, DevicePools, Pool
from podbuilder.kube.cluster.scheduling.allocation.device_requests import DeviceRequest, claim_error, requests_of
from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.extended_claim import extended_claim, wants_devices
from podbuilder.kube.cluster.scheduling.matchers import meets_node_selector
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import Plugin
from podbuilder.kube.cluster.scheduling.pod_claims import MissingClaim, claims_of
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.status import CycleError, Status, unresolvable
from podbuilder.kube.cluster.snapshot import Object


class DynamicResources(Plugin):
    """Every claim of the pod must be allocated, or be allocatable, with devices that the node reaches."""

    NAME = "DynamicResources"

    def __init__(self, pod: PodInfo, cluster: ClusterState) -> None:
        super().__init__(pod, cluster)
        self._open: list[Object] = []
        self._allocated: list[Object] = []
        # Claims whose devices some node that was tried does not reach.
        self._unavailable: list[Object] = []
        self._is_prepared = False
        self._selected: dict[tuple[str, DeviceId], bool] = {}
        # What copies of the pod have taken as well, once one has.
        self._assumed: AllocatedDevices | None = None
        # How many steps all searches have taken.
        self.steps = 0
        self._wants_devices = self.is_on(cluster) and wants_devices(pod, cluster)

    @staticmethod
    def is_on(cluster: ClusterState) -> bool:
        """Whether the scheduler has the plugin at all."""
        return cluster.enabled("DynamicResourceAllocation")

    def prepare(self) -> Status | None:
        if not self.is_on(self.cluster):
            return None
        try:
            claims = claims_of(self.pod, self.cluster)
        except MissingClaim as problem:
            return unresolvable(str(problem))
        for claim in claims:
            if (claim.get("status") or {}).get("allocation"):
                self._allocated.append(claim)
                continue
            for request in (each for alternatives in requests_of(claim) for each in alternatives):
                if self.cluster.snapshot.named("DeviceClass", request.class_name) is None:
                    return unresolvable(
                        f"request {request.full_name}: device class {request.class_name} does not exist"
                    )
            self._open.append(claim)
        self._is_prepared = True
        return None

    @property
    def is_needed(self) -> bool:
        return bool(self._open or self._allocated or self._wants_devices)

    def check(self, node: NodeInfo) -> Status | None:
        missed = [each for each in self._allocated if not _is_available(each, node)]
        claims = self._to_allocate(node)
        if claims:
            search = self._search(claims, node)
            is_found = search.succeeds()
            self.steps += search.steps
            if not is_found:
                return unresolvable(_failure(search.invalid_pool))
        self._unavailable.extend(each for each in missed if each not in self._unavailable)
        return unresolvable("resourceclaim not available on the node") if missed else None

    def reserve(self, node: NodeInfo) -> bool:
        """A copy of the pod has the node and what its claims get there; whether that concerns other nodes as well.

        The next copy wants the same again, but for claims that both name: those are allocated now. Mirrors Reserve.
        """
        claims = self._to_allocate(node)
        if not claims:
            return False
        search = self._search(claims, node)
        search.succeeds()
        self._assumed = self._assumed or self._taken.copy()
        shared = {each.get("resourceClaimName") for each in self.pod.spec.get("resourceClaims") or ()}
        is_wide = False
        for claim, found in zip(claims, search.found, strict=True):
            self._assumed.take(found)
            devices = [each.device for each in found]
            is_wide = is_wide or not all(map(is_of_one_node, devices))
            if claim in self._open and claim["metadata"].get("name") in shared:
                self._open.remove(claim)
                selector = node_selector(devices)
                self._allocated.append({**claim, "status": {"allocation": {"nodeSelector": selector}}})
                is_wide = True
        return is_wide

    def _to_allocate(self, node: NodeInfo) -> list[Object]:
        """The claims for which there must be devices on a node."""
        return [*self._open, *(extended_claim(self.pod, self.cluster, node) if self._wants_devices else ())]

    def _search(self, claims: Sequence[Object], node: NodeInfo) -> Allocator:
        return Allocator(claims, self._pools.of(node), self._assumed or self._taken, self._selects)

    def after_filters(self) -> str:
        """What is said when no node is left: an unused claim may be given back. Mirrors PostFilter."""
        if not self._is_prepared or not self.is_needed:
            return "no new claims to deallocate"
        uid = (self.pod.pod.get("metadata") or {}).get("uid")
        for claim in self._unavailable:
            users = (claim.get("status") or {}).get("reservedFor") or ()
            if all(each.get("uid") == uid for each in users):
                return "deallocation of ResourceClaim completed"
        return "still not schedulable"

    @property
    def _pools(self) -> DevicePools:
        snapshot, checked = self.cluster.snapshot, self.cluster.holds("PoolsAreChecked")
        key = ("device pools", checked)
        return snapshot.once(key, lambda: DevicePools(snapshot.of("ResourceSlice"), are_checked=checked))

    @property
    def _taken(self) -> AllocatedDevices:
        snapshot = self.cluster.snapshot
        return snapshot.once("allocated devices", lambda: AllocatedDevices(snapshot.of("ResourceClaim")))

    def _selects(self, claim: Object, request: DeviceRequest, device: Device) -> bool:
        """Whether the selectors of the request's class and its own all select a device. Mirrors selectorsMatch."""
        device_class = self.cluster.snapshot.named("DeviceClass", request.class_name) or {}
        of_class = (device_class.get("spec") or {}).get("selectors") or ()
        for number, selector in enumerate(of_class):
            try:
                if not self._selected_by(str((selector.get("cel") or {}).get("expression", "")), device):
                    return False
            except ExpressionError as problem:
                text = f"class {request.class_name}: selector #{number}: {problem}"
                raise CycleError(f'running "DynamicResources" filter plugin: {text}') from problem
        for number, expression in enumerate(request.expressions):
            try:
                if not self._selected_by(expression, device):
                    return False
            except ExpressionError as problem:
                raise claim_error(claim, f": selector #{number}: {problem}") from problem
        return True

    def _selected_by(self, expression: str, device: Device) -> bool:
        key = (expression, device.id)
        if key not in self._selected:
            self._selected[key] = selects(expression, device)
        return self._selected[key]


def lacks_claim(pod: PodInfo, cluster: ClusterState) -> bool:
    """Whether the pod never comes to be tried, for want of a claim. Mirrors PreEnqueue."""
    if not DynamicResources.is_on(cluster):
        return False
    try:
        claims_of(pod, cluster)
    except MissingClaim:
        return True
    return False


def _failure(invalid: Pool | None) -> str:
    """What is said of a node whose devices are not enough (CycleError where an invalid pool ends the attempt)."""
    if invalid is None:
        return "cannot allocate all claims"
    if invalid.contradiction:
        raise CycleError(f'running "DynamicResources" filter plugin: {invalid.contradiction}')
    return "invalid resource pools were encountered"


def _is_available(claim: Object, node: NodeInfo) -> bool:
    """Whether the node reaches the devices that a claim has."""
    selector = claim["status"]["allocation"].get("nodeSelector")
    return selector is None or meets_node_selector(selector, node.labels, node.name)
