"""The kubectl commands that create what a pod needs to find in its cluster, or tell whether it is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from podbuilder.kube import catalogue
from podbuilder.kube.core import document, shell_line
from podbuilder.kube.core.claim_objects import SINCE, claim_object
from podbuilder.kube.core.versions import minor
from podbuilder.kube.insight.prerequisites import KeyUse, Prerequisite, Reference, prerequisites, references
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.manifest.neighbours import has_neighbours, namespace_of, objects_of

PULL, TLS = "imagePullSecrets", {"tls.crt", "tls.key"}
# What a Secret of a volume of this type is.
TYPES = {"rbd": "kubernetes.io/rbd", "iscsi": "kubernetes.io/iscsi-chap", "scaleIO": "kubernetes.io/scaleio"}
WITHOUT_NAMESPACE = {
    *("Namespace", "PriorityClass", "RuntimeClass", "StorageClass", "VolumeAttributesClass", "PersistentVolume"),
    *("CSIDriver", "Node", "ClusterTrustBundle", "GMSACredentialSpec"),
}
# What happens as long as it does not exist.
PENDING = "Until it exists, the pod stays Pending."
REFUSED = "Without it the API server refuses the pod."
UNMOUNTED = "Without it the volume cannot be mounted, and no container starts."
CONSEQUENCES = {
    "Namespace": "Without it the API server refuses the manifest.",
    **dict.fromkeys(("ServiceAccount", "PriorityClass", "RuntimeClass"), REFUSED),
    **dict.fromkeys(("Secret", "ConfigMap"), "Until it exists, the containers that read it do not start."),
    **dict.fromkeys(
        ("PersistentVolumeClaim", "ResourceClaim", "ResourceClaimTemplate", "Workload", "PodGroup"), PENDING
    ),
    **dict.fromkeys(("StorageClass", "VolumeAttributesClass", "PersistentVolume"), PENDING),
    "Scheduler": "Unless it runs, nobody schedules the pod, which stays Pending.",
    "Node": "If there is no such node, the cluster deletes the pod.",
}
PULLED = "Without it, images of private registries cannot be pulled."
OPTIONAL = "Optional: the pod runs without it."


@dataclass(frozen=True)
class Wanted:
    """What a pod needs to find, what happens without it, and the command for it ("" where there is none)."""

    prerequisite: Prerequisite
    consequence: str
    command: str
    # Whether the command creates it, instead of telling whether it is there.
    creates: bool


def wanted_by(manifest: Manifest, version: str) -> list[Wanted]:
    """What must exist before a manifest's pod runs, what its own file has last."""
    namespace = namespace_of(manifest.object)
    named = [*references(manifest.pod, catalogue.load(version)), *_around(manifest, version)]
    found = prerequisites(named, set(_in_file(manifest, {one.kind for one in named}, namespace)))
    return [_wanted(one, namespace, version) for one in found]


def _in_file(manifest: Manifest, kinds: set[str], namespace: str) -> Iterator[tuple[str, str]]:
    """Kind and name of the objects of these kinds that stand in the manifest's own file."""
    if kinds and has_neighbours(manifest):
        for one in objects_of(manifest.tree.source, re.compile("|".join(map(re.escape, kinds)))):
            kind, name = one.get("kind"), document.get(one, ("metadata", "name"))
            if isinstance(kind, str) and isinstance(name, str) and namespace_of(one) in ("", namespace):
                yield kind, name


def _around(manifest: Manifest, version: str) -> Iterator[Reference]:
    """What the workload around the pod names."""
    fields = catalogue.of_document(manifest.object, version) if manifest.is_template else None
    inside = manifest.pod_path[len(manifest.object_path) :]
    for one in references(manifest.object, fields) if fields else ():
        if not one.path.is_under(inside):
            yield one._replace(is_around=True)


def creation_of(one: Prerequisite, namespace: str, version: str) -> str:
    """The command that creates it in a namespace; "" where whoever runs the cluster does that."""
    return _creation(one, _where(one, namespace), version)


def _where(one: Prerequisite, namespace: str) -> str:
    return f" -n {shell_line.quote(namespace)}" if namespace and one.kind not in WITHOUT_NAMESPACE else ""


def _wanted(one: Prerequisite, namespace: str, version: str) -> Wanted:
    where = _where(one, namespace)
    created = _creation(one, where, version)
    return Wanted(one, _consequence(one), created or _look(one, where), bool(created))


def _consequence(one: Prerequisite) -> str:
    if one.is_optional:
        return OPTIONAL
    return PULLED if _is_for_pulling(one) else CONSEQUENCES.get(one.kind, UNMOUNTED)


def _is_for_pulling(one: Prerequisite) -> bool:
    return all(PULL in use.path for use in one.uses)


def _creation(one: Prerequisite, where: str, version: str) -> str:
    name = shell_line.quote(one.name)
    match one.kind:
        case "Namespace":
            return f"kubectl create namespace {name}"
        case "ServiceAccount":
            return f"kubectl create serviceaccount{where} {name}"
        case "PriorityClass":
            return f"kubectl create priorityclass {name} --value=1000"
        case "ConfigMap":
            return f"kubectl create configmap{where} {name}{_values(one.keys)}"
        case "Secret":
            return _secret(one, where, name)
    beside = _object(one, version)
    return f"kubectl apply{where} -f - <<'EOF'\n{write(beside)}EOF" if beside else ""


def secret_type(one: Prerequisite) -> str:
    """The type of a Secret, by what the pod uses it for."""
    if _is_for_pulling(one):
        return "kubernetes.io/dockerconfigjson"
    if {key.name for key in one.keys} == TLS:
        return "kubernetes.io/tls"
    return next((TYPES[str(part)] for use in one.uses for part in use.path if part in TYPES), "Opaque")


def _secret(one: Prerequisite, where: str, name: str) -> str:
    if _is_for_pulling(one):
        login = "--docker-server=REGISTRY --docker-username=USER --docker-password=PASSWORD"
        return f"kubectl create secret docker-registry{where} {name} {login}"
    if {key.name for key in one.keys} == TLS:
        return f"kubectl create secret tls{where} {name} --cert=tls.crt --key=tls.key"
    kind = "" if secret_type(one) == "Opaque" else f" --type={secret_type(one)}"
    return f"kubectl create secret generic{where} {name}{kind}{_values(one.keys)}"


def _values(keys: tuple[KeyUse, ...]) -> str:
    """The options that fill a ConfigMap or a Secret; without known keys, an example."""
    if not keys:
        return " --from-literal=KEY=VALUE"
    files = {key.name for key in keys if key.is_file}
    literals = [f" --from-literal={shell_line.quote(key.name)}=VALUE" for key in keys if key.name not in files]
    return "".join(literals + [f" --from-file={shell_line.quote(key)}" for key in sorted(files)])


def _object(one: Prerequisite, version: str) -> dict[str, Any] | None:
    """The object as a starting point, for kinds that kubectl has no command of its own for."""
    if one.kind == "PersistentVolumeClaim":
        spec = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}
        return {"apiVersion": "v1", "kind": one.kind, "metadata": {"name": one.name}, "spec": spec}
    if one.kind == "RuntimeClass":
        return {"apiVersion": "node.k8s.io/v1", "kind": one.kind, "metadata": {"name": one.name}, "handler": "HANDLER"}
    if one.kind in ("ResourceClaim", "ResourceClaimTemplate") and minor(version) >= minor(SINCE):
        is_template = one.kind == "ResourceClaimTemplate"
        return claim_object(one.name, "DEVICE-CLASS", 1, version, is_template=is_template)
    return None


def _look(one: Prerequisite, where: str) -> str:
    """The command that tells whether it is there; a scheduler is no object."""
    return "" if one.kind == "Scheduler" else f"kubectl get {one.kind.lower()}{where} {shell_line.quote(one.name)}"
