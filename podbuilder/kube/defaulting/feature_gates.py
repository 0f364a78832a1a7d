"""Fields that belong to a feature gate which is off in the chosen version: the server silently drops them.

Mirrors dropDisabledFields, Kubernetes v1.25 to v1.36, pkg/api/pod/util.go. A field that a version does not know at all
never gets here, because the decoder refused it.

The fields that came with Kubernetes 1.37 are read from the descriptions and pull requests of their gates, since that
version's own source was not available. They are dropped as version 1.36 drops such fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import lru_cache

from podbuilder.kube.core import feature_gates, versions
from podbuilder.kube.core.document import has
from podbuilder.kube.core.pod_containers import KINDS
from podbuilder.kube.defaulting.schema_walk import Node

Drop = Callable[[Node], None]
PROBES = ("startupProbe", "readinessProbe", "livenessProbe")
HOOKS = ("postStart", "preStop")
FILE_VOLUMES = ("configMap", "secret", "downwardAPI", "projected")
_NEWEST = 37


def drop_disabled_fields(spec: Node, version: str) -> None:
    """Drop from a pod's spec, in place, what the version's gates switch off."""
    on_spec, on_container = _drops(version)
    for drop in on_spec:
        drop(spec)
    for container in _containers(spec):
        for drop in on_container:
            drop(container)
    if not feature_gates.enabled("SidecarContainers", version):
        _drop_from_all(spec.get("initContainers", ()), "restartPolicy")
    if _knows_restart_rules(version) and not feature_gates.enabled("ContainerRestartRules", version):
        _drop_restart_rules(spec)


@lru_cache(maxsize=len(versions.VERSIONS))
def _drops(version: str) -> tuple[tuple[Drop, ...], tuple[Drop, ...]]:
    """The drops for the spec and for each container; in the newest versions there are very few."""
    on_spec = tuple(drop for gate, drop in _ON_SPEC if not feature_gates.enabled(gate, version))
    if versions.minor(version) >= _NEWEST:
        on_spec += tuple(drop for gate, drop in _ON_NEWEST_SPEC if not feature_gates.enabled(gate, version))
    if versions.minor(version) in _CLAIMS_OF_CLAIMS:
        on_spec += (_drop_claims_of_claims,)
    return on_spec, tuple(drop for gate, drop in _ON_CONTAINER if not feature_gates.enabled(gate, version))


def _containers(spec: Node) -> Iterator[Node]:
    for kind in KINDS:
        yield from spec.get(kind, ())


def _drop_from_all(items: list[Node], *fields: str) -> None:
    for item in items:
        for field in fields:
            item.pop(field, None)


def _field(*names: str) -> Drop:
    return lambda node: _drop_from_all([node], *names)


def _in_security_context(name: str) -> Drop:
    return lambda node: _drop_from_all([node["securityContext"]], name)


def _in_spread_constraints(*names: str) -> Drop:
    return lambda spec: _drop_from_all(spec.get("topologySpreadConstraints", ()), *names)


def _in_projected_sources(name: str) -> Drop:
    def drop(spec: Node) -> None:
        for volume in spec.get("volumes", ()):
            _drop_from_all(volume.get("projected", {}).get("sources", ()), name)

    return drop


def _drop_claims_of_claims(spec: Node) -> None:
    """The claim of an ephemeral volume has no claims of its own; two versions had the field and dropped it."""
    for volume in spec.get("volumes", ()):
        claim = volume.get("ephemeral", {}).get("volumeClaimTemplate", {}).get("spec", {})
        claim.get("resources", {}).pop("claims", None)


def _drop_image_volumes(spec: Node) -> None:
    """The volumes go, and so do the mounts that name one. Mirrors dropImageVolumes.

    The only place where items leave a list, so that the indices after them change, as they do in the server's errors.
    """
    volumes = spec.get("volumes", ())
    gone = {volume.get("name") for volume in volumes if "image" in volume}
    if gone:
        spec["volumes"] = [volume for volume in volumes if "image" not in volume]
        for container in _containers(spec):
            mounts = container.get("volumeMounts")
            if mounts:
                container["volumeMounts"] = [mount for mount in mounts if mount.get("name") not in gone]


def _drop_label_keys(spec: Node) -> None:
    """matchLabelKeys of affinity terms. Mirrors dropDisabledMatchLabelKeysFieldInPodAffinity."""
    affinity = spec.get("affinity", {})
    if affinity.keys() & {"podAffinity", "podAntiAffinity"}:
        spec["affinity"] = {
            kind: rules
            if kind == "nodeAffinity"
            else {when: [_without_keys(t) for t in ts] for when, ts in rules.items()}
            for kind, rules in affinity.items()
        }


def _without_keys(term: Node) -> Node:
    if "podAffinityTerm" in term:
        return {**term, "podAffinityTerm": _without_keys(term["podAffinityTerm"])}
    return {field: value for field, value in term.items() if field not in ("matchLabelKeys", "mismatchLabelKeys")}


def _drop_restart_rules(spec: Node) -> None:
    """Mirrors dropContainerRestartRules; a native sidecar keeps its restartPolicy."""
    for container in _containers(spec):
        container.pop("restartPolicyRules", None)
    for kind in KINDS:
        for container in spec.get(kind, ()):
            if kind != "initContainers" or container.get("restartPolicy") != "Always":
                container.pop("restartPolicy", None)


def _knows_restart_rules(version: str) -> bool:
    return versions.minor(version) >= 34


def _reset_proc_mount(container: Node) -> None:
    """sic: not dropped but set to the default. Mirrors dropDisabledProcMountField."""
    context = container.get("securityContext", {})
    if "procMount" in context:
        context["procMount"] = "Default"


def _drop_mount_recursion(container: Node) -> None:
    _drop_from_all(container.get("volumeMounts", ()), "recursiveReadOnly")


def _drop_file_key_refs(container: Node) -> None:
    _drop_from_all([variable.get("valueFrom", {}) for variable in container.get("env", ())], "fileKeyRef")


def _drop_sleep(container: Node) -> None:
    """sic: only the version that knew the action and had it off is left, and it kept the empty handler."""
    lifecycle = container.get("lifecycle", {})
    _drop_from_all([lifecycle.get("preStop", {}), lifecycle.get("postStart", {})], "sleep")


def _drop_stop_signal(container: Node) -> None:
    """Mirrors dropContainerStopSignals: a lifecycle with nothing else goes too."""
    lifecycle = container.get("lifecycle", {})
    if "stopSignal" in lifecycle:
        del lifecycle["stopSignal"]
        if not lifecycle:
            del container["lifecycle"]


def _drop_eviction_responders(spec: Node) -> None:
    spec.pop("evictionResponders", None)


def _drop_probe_modes(spec: Node) -> None:
    for container in _containers(spec):
        for name in PROBES:
            container.get(name, {}).get("grpc", {}).pop("mode", None)


def _drop_protocols(spec: Node) -> None:
    for container in _containers(spec):
        lifecycle = container.get("lifecycle", {})
        handlers = [container.get(name, {}) for name in PROBES] + [lifecycle.get(name, {}) for name in HOOKS]
        for handler in handlers:
            handler.get("httpGet", {}).pop("protocol", None)


def _drop_mount_options(spec: Node) -> None:
    for container in _containers(spec):
        for mount in container.get("volumeMounts", ()):
            mount.pop("bindMountOptions", None)


def _drop_directory_modes(spec: Node) -> None:
    for volume in spec.get("volumes", ()):
        volume.get("emptyDir", {}).pop("mode", None)


def _drop_users(spec: Node) -> None:
    for volume in spec.get("volumes", ()):
        for node in _files(volume):
            node.pop("user", None)
            node.pop("defaultUser", None)


def _files(volume: Node) -> Iterator[Node]:
    """The parts of a volume that can set who owns its files: its source, the projected sources, their items."""
    for name in FILE_VOLUMES:
        source = volume.get(name, {})
        yield source
        yield from source.get("items", ())
        for projection in source.get("sources", ()):
            for part in projection.values():
                yield part
                yield from part.get("items", ())


_ON_SPEC: tuple[tuple[str, Drop], ...] = (
    ("UserNamespacesSupport", _field("hostUsers")),
    ("SupplementalGroupsPolicy", _in_security_context("supplementalGroupsPolicy")),
    ("SELinuxChangePolicy", _in_security_context("seLinuxChangePolicy")),
    ("PodLevelResources", _field("resources")),
    ("PodSchedulingReadiness", _field("schedulingGates")),
    ("DynamicResourceAllocation", _field("resourceClaims")),
    ("HostnameOverride", _field("hostnameOverride")),
    ("GenericWorkload", _field("schedulingGroup", "workloadRef")),
    ("MinDomainsInPodTopologySpread", _in_spread_constraints("minDomains")),
    ("NodeInclusionPolicyInPodTopologySpread", _in_spread_constraints("nodeTaintsPolicy", "nodeAffinityPolicy")),
    ("MatchLabelKeysInPodTopologySpread", _in_spread_constraints("matchLabelKeys")),
    ("MatchLabelKeysInPodAffinity", _drop_label_keys),
    ("ClusterTrustBundleProjection", _in_projected_sources("clusterTrustBundle")),
    ("PodCertificateRequest", _in_projected_sources("podCertificate")),
    ("ImageVolume", _drop_image_volumes),
)
_ON_CONTAINER: tuple[tuple[str, Drop], ...] = (
    ("ProcMountType", _reset_proc_mount),
    ("DynamicResourceAllocation", lambda container: _drop_from_all([container["resources"]], "claims")),
    ("InPlacePodVerticalScaling", _field("resizePolicy")),
    ("RecursiveReadOnlyMounts", _drop_mount_recursion),
    ("EnvFiles", _drop_file_key_refs),
    ("PodLifecycleSleepAction", _drop_sleep),
    ("ContainerStopSignals", _drop_stop_signal),
)
_CLAIMS_OF_CLAIMS = (27, 28)
# Fields that came with Kubernetes 1.37.
_ON_NEWEST_SPEC: tuple[tuple[str, Drop], ...] = (
    ("EvictionRequestAPI", _drop_eviction_responders),
    ("GRPCContainerProbeTLS", _drop_probe_modes),
    ("HTTPProbeProtocol", _drop_protocols),
    ("VolumeBindMountOptions", _drop_mount_options),
    ("EmptyDirVolumeMode", _drop_directory_modes),
    ("AtomicWriteVolumeUserFields", _drop_users),
)


def gate_of(spec: Node, path: tuple[str | int, ...], version: str) -> str:
    """The gate, off in a version, for which it drops the field at a path of a complete spec; "" if there is none."""
    drops = [(gate, drop, False) for gate, drop in _ON_SPEC] + [(gate, drop, True) for gate, drop in _ON_CONTAINER]
    for gate, drop, is_on_container in drops:
        if feature_gates.enabled(gate, version) or not has(spec, path):
            continue
        copy = deepcopy(spec)
        for node in _containers(copy) if is_on_container else (copy,):
            drop(node)
        if not has(copy, path):
            return gate
    return ""
