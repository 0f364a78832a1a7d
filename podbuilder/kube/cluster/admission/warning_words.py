"""What the API server warns of in a pod or a pod template, in its own words.

Mirrors warningsForPodSpecAndMeta, Kubernetes v1.36, pkg/api/pod. `podbuilder.kube.warnings` says the same to people,
and from which version on each holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from podbuilder.kube.cel.named_formats import FORMATS
from podbuilder.kube.cluster.admission.port_words import warnings_for_ports
from podbuilder.kube.cluster.admission.version_table import SPANS
from podbuilder.kube.cluster.admission.volume_words import warnings_for_volumes
from podbuilder.kube.core import document, versions
from podbuilder.kube.core.affinity_fields import EITHER, PREFERRED, REQUIRED
from podbuilder.kube.core.annotation_keys import (
    APP_ARMOR_CONTAINER,
    CRITICAL_POD,
    SECCOMP_CONTAINER,
    SECCOMP_POD,
    SYSCTLS,
    UNSAFE_SYSCTLS,
)
from podbuilder.kube.core.field import ROOT, Document, FieldPath, FieldWarning
from podbuilder.kube.core.limits import MAX_SERVER_WARNINGS
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.core.quantity import parse
from podbuilder.kube.warnings.addresses import preferred_address
from podbuilder.kube.warnings.metadata import REPLACED, warnings_for_metadata, warnings_for_template_metadata
from podbuilder.kube.warnings.node_selection import DEPRECATED_LABELS

NAME = ROOT.child("metadata", "name")
ANNOTATIONS = ROOT.child("metadata", "annotations")
REPLACED_BY = {
    CRITICAL_POD: 'non-functional in v1.16+; use the "priorityClassName" field instead',
    SYSCTLS: 'non-functional in v1.11+; use the "sysctls" field instead',
    UNSAFE_SYSCTLS: 'non-functional in v1.11+; use the "sysctls" field instead',
}
LABELS = {
    "beta.kubernetes.io/arch": 'deprecated since v1.14; use "kubernetes.io/arch" instead',
    "beta.kubernetes.io/os": 'deprecated since v1.14; use "kubernetes.io/os" instead',
    "failure-domain.beta.kubernetes.io/region": 'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
    "failure-domain.beta.kubernetes.io/zone": 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
    "beta.kubernetes.io/instance-type": 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
    "app.kubernetes.io/created-by": "deprecated since v1.9",
    "scheduler.alpha.kubernetes.io/preferAvoidPods": "deprecated since v1.22; use Taints and Tolerations instead",
    "node-role.kubernetes.io/master": 'use "node-role.kubernetes.io/control-plane" instead',
}
OF_WORKLOADS = {
    "revisionHistoryLimit": "a negative value retains all historical revisions; a value >= 0 is recommended",
    "completions": (
        "In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes"
        " might not be able to track completedIndexes when a big number of indexes fail"
    ),
}
SECCOMP_BEFORE = "deprecated since v1.19, non-functional in a future release"
MATCHES_NOTHING = "a null labelSelector results in matching no pod"


def warnings_for_pod(pod: Document, posted: Document, version: str) -> tuple[str, ...]:
    """What the server warns of in a new pod; `posted` is the pod before annotations became fields."""
    return tuple(islice(_of_pod(pod, posted, version), MAX_SERVER_WARNINGS))


def warnings_for_template(template: Document, within: FieldPath, version: str) -> tuple[str, ...]:
    """What it warns of in a workload's pod template, which stands at `within`."""
    return tuple(islice(_of_template(template, within, version), MAX_SERVER_WARNINGS))


def warnings_for_workload(
    whole: Document, found: Iterable[FieldWarning], within: FieldPath, version: str
) -> tuple[str, ...]:
    """What it warns of in a workload; `found` is what we warn of, which may concern the workload itself."""
    own = [_of_workload(whole, warning) for warning in found if not warning.path.is_under(within)]
    return (*own, *warnings_for_template(document.get(whole, within, {}), within, version))


def _of_workload(whole: Document, warning: FieldWarning) -> str:
    at = warning.told_at or warning.path
    if warning.path == NAME:
        return _of_name(whole, "Pod names and hostnames")
    if warning.path[-1] == "storage":
        amount = parse(document.get(whole, warning.path))
        return f'{at}: fractional byte value "{amount}" is invalid, must be an integer'
    return f"{at}: {OF_WORKLOADS.get(str(warning.path[-1]), warning.message)}"


def _of_pod(pod: Document, posted: Document, version: str) -> Iterator[str]:
    minor = versions.minor(version)
    annotations = (pod.get("metadata") or {}).get("annotations") or {}
    for warning in warnings_for_metadata(pod, posted, minor):
        if warning.path == NAME:
            yield _of_name(pod, "the Pod's hostname")
        elif str(warning.path[-1]).startswith(APP_ARMOR_CONTAINER):
            yield _app_armor(warning.path)
    yield from _replaced(annotations, ROOT)
    yield from _of_spec(pod, ROOT, minor, version)


def _of_name(whole: Document, what: str) -> str:
    wrong = " ".join(FORMATS["dns1123Label"].check(whole["metadata"].get("name", "")))
    return (
        f"metadata.name: this is used in {what}, which can result in surprising behavior;"
        f" a DNS label is recommended: [{wrong}]"
    )


def _app_armor(path: FieldPath) -> str:
    return f'{path}: deprecated since v1.30; use the "appArmorProfile" field instead'


def _of_template(template: Document, within: FieldPath, version: str) -> Iterator[str]:
    minor = versions.minor(version)
    for warning in warnings_for_template_metadata(template, minor):
        if str(warning.path[-1]).startswith(APP_ARMOR_CONTAINER):
            yield _app_armor(FieldPath((*within, *warning.path)))
    yield from _replaced((template.get("metadata") or {}).get("annotations") or {}, within)
    yield from _of_spec(template, within, minor, version)
    grace = document.get(template, ("spec", "terminationGracePeriodSeconds"), 0)
    if grace < 0 and minor >= 27:
        at = within.child("spec", "terminationGracePeriodSeconds")
        yield f"{at}: must be >= 0; negative values are invalid and will be treated as 1"


def _replaced(annotations: Mapping[str, str], within: FieldPath) -> Iterator[str]:
    for key in REPLACED:
        if key in annotations:
            yield f"{within.child('metadata', 'annotations').key(key)}: {REPLACED_BY[key]}"


def _of_spec(pod: Document, within: FieldPath, minor: int, version: str) -> Iterator[str]:
    spec, at = pod.get("spec") or {}, within.child("spec")
    yield from _scheduling(spec, at, minor)
    yield from warnings_for_volumes(spec.get("volumes") or (), at.child("volumes"), version)
    yield from _lists(spec, at)
    yield from _bytes(spec.get("overhead"), ("memory", "ephemeral-storage"), at.child("overhead"))
    yield from _seccomp(pod, within, minor)
    for path, container, _ in visit_containers(pod):
        place = FieldPath((*within, *path))
        resources = container.get("resources") or {}
        for name in ("memory", "ephemeral-storage"):
            for side in ("limits", "requests"):
                yield from _bytes(resources.get(side), (name,), place.child("resources", side))
        yield from _env(container.get("env") or (), place.child("env"), minor)
    yield from warnings_for_ports(pod, within, minor)
    if minor >= 28:
        for kind in ("podAffinity", "podAntiAffinity"):
            yield from _pod_affinity(document.mapping_at(spec, ("affinity", kind)), at.child("affinity", kind))
    if minor >= 33:
        yield from _addresses(spec, at)


def _scheduling(spec: Mapping[str, Any], at: FieldPath, minor: int) -> Iterator[str]:
    for key in spec.get("nodeSelector") or ():
        if _is_deprecated(key, minor):
            yield f"{at.child('nodeSelector').key(key)}: {LABELS[key]}"
    node = at.child("affinity", "nodeAffinity")
    for i, term in enumerate(document.listed(spec, ("affinity", "nodeAffinity", REQUIRED, "nodeSelectorTerms"))):
        yield from _node_term(term, node.child(REQUIRED, "nodeSelectorTerms").index(i), minor)
    for i, weighted in enumerate(document.listed(spec, ("affinity", "nodeAffinity", PREFERRED))):
        term = weighted.get("preference") or {}
        yield from _node_term(term, node.child(PREFERRED).index(i).child("preference"), minor, checks=minor >= 33)
    for i, constraint in enumerate(spec.get("topologySpreadConstraints") or ()):
        path, key = at.child("topologySpreadConstraints").index(i), constraint.get("topologyKey", "")
        if _is_deprecated(key, minor):
            yield f"{path.child('topologyKey')}: {key} is {LABELS[key]}"
        if minor >= 28 and constraint.get("labelSelector") is None:
            yield f"{path.child('labelSelector')}: {MATCHES_NOTHING}"


def _is_deprecated(key: str, minor: int) -> bool:
    return key in LABELS and minor >= DEPRECATED_LABELS[key][0]


def _node_term(term: Mapping[str, Any], at: FieldPath, minor: int, checks: bool = False) -> Iterator[str]:
    for i, expression in enumerate(term.get("matchExpressions") or ()):
        path, key = at.child("matchExpressions").index(i), expression.get("key", "")
        if _is_deprecated(key, minor):
            yield f"{path.child('key')}: {key} is {LABELS[key]}"
        for j, value in enumerate(expression.get("values") or () if checks else ()):
            for wrong in FORMATS["labelValue"].check(value):
                yield f"{path.child('values').index(j)}: {value} is invalid, {wrong}"


def _pod_affinity(affinity: Mapping[str, Any], at: FieldPath) -> Iterator[str]:
    for when in EITHER:
        for i, term in enumerate(affinity.get(when) or ()):
            inner = term.get("podAffinityTerm") or {} if when == PREFERRED else term
            if inner.get("labelSelector") is None:
                path = at.child(when).index(i)
                path = path.child("podAffinityTerm") if when == PREFERRED else path
                yield f"{path.child('labelSelector')}: {MATCHES_NOTHING}"


def _lists(spec: Mapping[str, Any], at: FieldPath) -> Iterator[str]:
    """Host aliases and pull secrets that are there twice, and secrets without a name."""
    for field, key, what in (("hostAliases", "ip", "ip"), ("imagePullSecrets", "name", "name")):
        seen: set[str] = set()
        for i, item in enumerate(spec.get(field) or ()):
            value = item.get(key, "")
            if value in seen:
                yield f'{at.child(field).index(i).child(key)}: duplicate {what} "{value}"'
            seen.add(value)
    for i, item in enumerate(spec.get("imagePullSecrets") or ()):
        if not item.get("name"):
            yield f'{at.child("imagePullSecrets").index(i).child("name")}: invalid empty name ""'


def _bytes(amounts: Mapping[str, Any] | None, names: tuple[str, ...], at: FieldPath) -> Iterator[str]:
    for name in names:
        if amounts and name in amounts:
            amount = parse(amounts[name])
            if amount.milli_value() % 1000:
                yield f'{at.key(name)}: fractional byte value "{amount}" is invalid, must be an integer'


def _seccomp(pod: Document, within: FieldPath, minor: int) -> Iterator[str]:
    annotations = (pod.get("metadata") or {}).get("annotations") or {}
    places = [(SECCOMP_POD, document.get(pod, ("spec", "securityContext")))]
    for _, container, _ in visit_containers(pod):
        places.append((SECCOMP_CONTAINER + container.get("name", ""), container.get("securityContext")))
    for key, security in places:
        if key in annotations and (security or {}).get("seccompProfile") is None:
            at = within.child("metadata", "annotations").key(key)
            told = SECCOMP_BEFORE if SPANS["SeccompIsDeprecated"].holds(minor) else "non-functional in v1.27+"
            yield f'{at}: {told}; use the "seccompProfile" field instead'


def _env(variables: Any, at: FieldPath, minor: int) -> Iterator[str]:
    seen: set[str] = set()
    for i, variable in enumerate(variables):
        name, value, reference = variable.get("name", ""), variable.get("value", ""), f"$({variable.get('name', '')})"
        if name in seen and minor < 28:
            yield f'{at.index(i).child("name")}: duplicate name "{name}"'
        elif name in seen and ("valueFrom" in variable or value == reference or reference not in value):
            why = ", which may be dropped when using apply" if SPANS["HiddenMayBeDropped"].holds(minor) else ""
            yield f'{at.index(i)}: hides previous definition of "{name}"{why}'
        seen.add(name)


def _addresses(spec: Mapping[str, Any], at: FieldPath) -> Iterator[str]:
    """Mirrors GetWarningsForIP, apimachinery."""
    places = [
        (at.child("dnsConfig", "nameservers").index(i), ip)
        for i, ip in enumerate(document.listed(spec, ("dnsConfig", "nameservers")))
    ]
    aliases = enumerate(spec.get("hostAliases") or ())
    places += [(at.child("hostAliases").index(i).child("ip"), alias.get("ip", "")) for i, alias in aliases]
    for path, ip in places:
        is_odd, better = preferred_address(ip)
        if better and is_odd:
            yield f'{path}: non-standard IP address "{ip}" is invalid: use "{better}"'
        elif better:
            yield f'{path}: IPv6 address "{ip}" should be in RFC 5952 canonical format ("{better}")'
