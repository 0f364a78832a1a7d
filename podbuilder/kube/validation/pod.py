"""A pod from top to bottom: the table of contents of this package, in upstream's order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import (
    ROOT,
    Document,
    ErrorType,
    FieldError,
    FieldPath,
    forbidden,
    invalid,
    required,
)
from podbuilder.kube.validation.admission import admit_overhead, admit_priority
from podbuilder.kube.validation.affinity import validate_affinity
from podbuilder.kube.validation.annotations import validate_pod_specific_annotations
from podbuilder.kube.validation.containers import (
    Surroundings,
    validate_containers,
    validate_containers_only_for_pod,
    validate_ephemeral_containers,
    validate_init_containers,
)
from podbuilder.kube.validation.dns import (
    validate_dns_policy,
    validate_host_aliases,
    validate_pod_dns_config,
    validate_pod_host_name,
)
from podbuilder.kube.validation.env import validate_file_key_ref_volumes
from podbuilder.kube.validation.format_errors import validate_dns1123_label
from podbuilder.kube.validation.formats import MAX_ID, is_in_range, name_is_dns_subdomain
from podbuilder.kube.validation.host_namespaces import validate_host_users
from podbuilder.kube.validation.messages import invalid_for_each
from podbuilder.kube.validation.object_meta import validate_object_meta
from podbuilder.kube.validation.options import PodOptions, options_for
from podbuilder.kube.validation.os import validate_linux, validate_os, validate_windows
from podbuilder.kube.validation.pod_resources import validate_pod_resources
from podbuilder.kube.validation.ports import validate_pod_host_network_deps
from podbuilder.kube.validation.resource_claims import (
    gather_pod_resource_claim_names,
    validate_pod_resource_claims,
)
from podbuilder.kube.validation.resources import validate_overhead
from podbuilder.kube.validation.restart_policy import validate_restart_policy
from podbuilder.kube.validation.scheduling import (
    validate_preemption_policy,
    validate_readiness_gates,
    validate_scheduling_gates,
    validate_scheduling_group,
    validate_workload_reference,
)
from podbuilder.kube.validation.seccomp_apparmor import (
    validate_app_armor_annotations_and_fields_match_on_create,
    validate_seccomp_annotations_and_fields,
)
from podbuilder.kube.validation.security_context import validate_pod_spec_security_context
from podbuilder.kube.validation.selectors import validate_labels
from podbuilder.kube.validation.tolerations import validate_tolerations
from podbuilder.kube.validation.topology_spread import validate_topology_spread_constraints
from podbuilder.kube.validation.volumes import validate_volumes
from podbuilder.kube.validation.windows import validate_windows_host_process_pod

METADATA, SPEC = ROOT.child("metadata"), ROOT.child("spec")
# Fields that hold a name, each a DNS name where it is not empty.
DNS_NAMES = ("serviceAccountName", "nodeName", "priorityClassName")
DNS_LABELS = ("hostname", "subdomain")


def validate_pod(pod: Document, version: str) -> Iterator[FieldError]:
    """What the API server of this version refuses in a new pod, which must be well-typed and have its defaults."""
    if "spec" not in pod or "metadata" not in pod:
        pod = {"metadata": {}, "spec": {}, **pod}
    yield from admit_priority(pod["spec"], SPEC)
    seen: set[tuple[ErrorType, FieldPath, str]] = set()
    for error in validate_pod_create(pod, options_for(version)):
        # Where upstream names only a list, two of its items can have the same error.
        key = (error.type, error.path, error.detail)
        if key not in seen:
            yield error
        seen.add(key)
    # This plugin only sees what passed validation.
    if not seen:
        yield from admit_overhead(pod["spec"], SPEC)


def validate_pod_create(pod: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidatePodCreate, Kubernetes v1.36, pkg/apis/core/validation."""
    yield from validate_pod_metadata_and_spec(pod, options)
    spec = pod["spec"]
    if spec.get("ephemeralContainers"):
        yield forbidden(
            SPEC.child("ephemeralContainers"),
            "Ephemeral containers are added to a running pod, with kubectl debug; a new pod cannot have them.",
        )
    if spec.get("nodeName") and spec.get("schedulingGates"):
        yield forbidden(SPEC.child("nodeName"), "A pod with scheduling gates waits; it cannot be on a node already.")
    yield from validate_seccomp_annotations_and_fields(pod, SPEC)
    yield from validate_app_armor_annotations_and_fields_match_on_create(pod, options)


def validate_pod_metadata_and_spec(pod: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validatePodMetadataAndSpec, Kubernetes v1.36, pkg/apis/core/validation.

    Upstream also refuses the token of a service account that is not named. That is left out: on every ordinary cluster
    the name was filled in before, with "default".
    """
    metadata, spec = pod["metadata"], pod["spec"]
    yield from validate_object_meta(metadata, METADATA, options)
    if metadata.get("annotations"):
        at = METADATA.child("annotations")
        yield from validate_pod_specific_annotations(metadata["annotations"], pod, at, options)
    yield from validate_pod_spec(pod, SPEC, options)
    for kind in ("containers", "initContainers"):
        yield from validate_containers_only_for_pod(spec.get(kind, []), SPEC.child(kind))


def validate_pod_spec(pod: Document, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidatePodSpec, Kubernetes v1.36, pkg/apis/core/validation."""
    yield from validate_all_containers(pod, path, options)
    yield from validate_runtime_settings(pod["spec"], path, options)
    yield from validate_placement(pod["spec"], path, options)
    yield from validate_names_and_times(pod["spec"], path)
    yield from validate_operating_system(pod, path, options)
    yield from validate_file_key_ref_volumes(pod, options)


def validate_all_containers(pod: Document, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Volumes, claims, and the containers that use them. The first part of ValidatePodSpec."""
    spec = pod["spec"]
    if "terminationGracePeriodSeconds" not in spec and options.minor >= 31:
        yield required(
            path.child("terminationGracePeriodSeconds"), "Say how long the pod may take to stop, in seconds."
        )
    volumes, errors = validate_volumes(spec.get("volumes", []), pod["metadata"], path.child("volumes"), options)
    yield from errors
    claims = spec.get("resourceClaims", [])
    yield from validate_pod_resource_claims(claims, pod["metadata"], path.child("resourceClaims"))
    around = Surroundings(
        options=options,
        volumes=volumes,
        claim_names=gather_pod_resource_claim_names(claims),
        grace_period=spec.get("terminationGracePeriodSeconds"),
        os=spec.get("os"),
        restart_policy=spec.get("restartPolicy", ""),
        host_users=spec.get("hostUsers", True),
    )
    regular = spec.get("containers", [])
    yield from validate_containers(regular, path.child("containers"), around)
    yield from validate_init_containers(spec.get("initContainers", []), regular, path.child("initContainers"), around)
    ephemeral = spec.get("ephemeralContainers", [])
    yield from validate_ephemeral_containers(ephemeral, spec, path.child("ephemeralContainers"), around)
    if options.pod_level_resources:
        yield from validate_pod_resources(spec, around.claim_names, path)


def validate_runtime_settings(spec: dict[str, Any], path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Network, restart policy, DNS and security. The second part of ValidatePodSpec."""
    yield from validate_pod_host_network_deps(spec, path, options)
    yield from validate_restart_policy(spec.get("restartPolicy", ""), path.child("restartPolicy"))
    dns_policy = spec.get("dnsPolicy", "")
    yield from validate_dns_policy(dns_policy, path.child("dnsPolicy"))
    yield from validate_pod_dns_config(spec.get("dnsConfig"), dns_policy, path.child("dnsConfig"), options)
    if "securityContext" in spec:
        context = spec["securityContext"]
        yield from validate_pod_spec_security_context(context, spec, path.child("securityContext"), options)


def validate_placement(spec: dict[str, Any], path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Where and when the pod runs. The third part of ValidatePodSpec."""
    if "nodeSelector" in spec:
        yield from validate_labels(spec["nodeSelector"], path.child("nodeSelector"))
    yield from validate_affinity(spec.get("affinity"), path.child("affinity"), options)
    if "readinessGates" in spec:
        yield from validate_readiness_gates(spec["readinessGates"], path.child("readinessGates"))
    if "schedulingGates" in spec:
        yield from validate_scheduling_gates(spec["schedulingGates"], path.child("schedulingGates"), options)
    if "topologySpreadConstraints" in spec:
        at = path.child("topologySpreadConstraints")
        yield from validate_topology_spread_constraints(spec["topologySpreadConstraints"], at, options)
    if "tolerations" in spec:
        yield from validate_tolerations(spec["tolerations"], path.child("tolerations"), options)
    if "schedulingGroup" in spec:
        yield from validate_scheduling_group(spec["schedulingGroup"], path.child("schedulingGroup"))
    if "workloadRef" in spec:
        yield from validate_workload_reference(spec["workloadRef"], path.child("workloadRef"))
    if "preemptionPolicy" in spec:
        yield from validate_preemption_policy(spec["preemptionPolicy"], path.child("preemptionPolicy"))


def validate_names_and_times(spec: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """Names of other objects and of the pod, its deadline. The fourth part of ValidatePodSpec."""
    yield from validate_pod_host_name(spec, path)
    for name in DNS_NAMES:
        if spec.get(name):
            yield from invalid_for_each(path.child(name), spec[name], name_is_dns_subdomain(spec[name], prefix=False))
    for name in DNS_LABELS:
        if spec.get(name):
            yield from validate_dns1123_label(spec[name], path.child(name))
    if "runtimeClassName" in spec:
        name = spec["runtimeClassName"]
        yield from invalid_for_each(path.child("runtimeClassName"), name, name_is_dns_subdomain(name, prefix=False))
    deadline = spec.get("activeDeadlineSeconds")
    if deadline is not None:
        for message in is_in_range(deadline, 1, MAX_ID):
            yield invalid(path.child("activeDeadlineSeconds"), deadline, message)
    if "overhead" in spec:
        yield from validate_overhead(spec["overhead"], path.child("overhead"))


def validate_operating_system(pod: Document, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Host aliases, host users and what Linux and Windows exclude. The last part of ValidatePodSpec."""
    spec = pod["spec"]
    if "hostAliases" in spec:
        yield from validate_host_aliases(spec["hostAliases"], path.child("hostAliases"), options)
    yield from validate_windows_host_process_pod(pod, path)
    yield from validate_host_users(pod, path, options)
    if "os" not in spec:
        return
    errors = list(validate_os(spec["os"], path.child("os")))
    yield from errors
    if not errors:
        yield from (validate_linux if spec["os"]["name"] == "linux" else validate_windows)(pod, path)
