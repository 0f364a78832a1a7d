"""The account that a pod acts as: it must be there, and its token is mounted.

Mirrors Kubernetes v1.36, plugin/pkg/admission/serviceaccount.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.cluster.admission.request import Outcome, Request
from podbuilder.kube.cluster.admission.version_table import holds
from podbuilder.kube.cluster.snapshot import Object
from podbuilder.kube.core import document
from podbuilder.kube.core.pod_containers import CONTAINERS, INIT_CONTAINERS, visit_containers

NAME = "ServiceAccount"
KIND = "ServiceAccount"
DEFAULT = "default"
MIRROR = "kubernetes.io/config.mirror"
ENFORCE_MOUNTABLE = "kubernetes.io/enforce-mountable-secrets"
# What Go's ParseBool takes for true.
TRUE = ("1", "t", "T", "TRUE", "true", "True")
TOKEN_VOLUME = "kube-api-access-"  # noqa: S105 - the beginning of a volume's name
TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount"  # noqa: S105 - a path in the container
TOKEN_SOURCES = [
    {"serviceAccountToken": {"expirationSeconds": 3607, "path": "token"}},
    {"configMap": {"name": "kube-root-ca.crt", "items": [{"key": "ca.crt", "path": "ca.crt"}]}},
    {
        "downwardAPI": {
            "items": [{"path": "namespace", "fieldRef": {"apiVersion": "v1", "fieldPath": "metadata.namespace"}}]
        }
    },
]
DEFAULT_MODE = 0o644
TITLES = {INIT_CONTAINERS: "init container", CONTAINERS: "container"}


def admit(request: Request) -> Outcome:
    """Mirrors Admit."""
    if MIRROR in request.annotations:
        return validate(request)
    name = request.spec.get("serviceAccountName") or DEFAULT
    request = request.with_spec(serviceAccountName=name, serviceAccount=name)
    account = _account(request)
    if account is None:
        if request.snapshot.knows(KIND):
            return _missing(request)
        request = request.unsure(f"The snapshot has no ServiceAccounts, so nobody knows whether {name} is there.")
        account = {"metadata": {"name": name}}
    if _automounts(account, request.spec):
        request = _mount_token(request)
    secrets = account.get("imagePullSecrets") or ()
    if secrets and not request.spec.get("imagePullSecrets"):
        request = request.with_spec(imagePullSecrets=[{"name": one.get("name", "")} for one in secrets])
    return validate(request)


def validate(request: Request) -> Outcome:
    """Mirrors Validate."""
    if MIRROR in request.annotations:
        why = _of_mirror(request.spec)
        return request.forbidden(why) if why else request
    if not request.spec.get("serviceAccountName"):
        return request.forbidden(f"no service account specified for pod {request.namespace}/{request.name}")
    account = _account(request)
    if account is None:
        return _missing(request) if request.snapshot.knows(KIND) else request
    if (account["metadata"].get("annotations") or {}).get(ENFORCE_MOUNTABLE) in TRUE:
        why = next(_not_mountable(request, account), "")
        return request.forbidden(why) if why else request
    return request


def _account(request: Request) -> Object | None:
    return request.snapshot.named(KIND, request.spec["serviceAccountName"], request.namespace)


def _missing(request: Request) -> Outcome:
    name = request.spec["serviceAccountName"]
    return request.forbidden(
        f'error looking up service account {request.namespace}/{name}: serviceaccount "{name}" not found'
    )


def _automounts(account: Object, spec: dict[str, Any]) -> bool:
    """Mirrors shouldAutomount: the pod's own word comes first."""
    own = spec.get("automountServiceAccountToken", account.get("automountServiceAccountToken"))
    return True if own is None else bool(own)


def _mount_token(request: Request) -> Request:
    """Mirrors mountServiceAccountToken; the random end of the volume's name is xxxxx."""
    spec, volumes = request.spec, request.spec.get("volumes") or []
    there = next((one["name"] for one in volumes if one.get("name", "").startswith(TOKEN_VOLUME)), "")
    mount = {"name": there or f"{TOKEN_VOLUME}xxxxx", "readOnly": True, "mountPath": TOKEN_PATH}
    fields: dict[str, Any] = {
        kind: [_mounted(container, mount) for container in spec[kind]] for kind in TITLES if spec.get(kind)
    }
    is_needed = any(fields[kind] != spec[kind] for kind in fields)
    if is_needed and not there:
        source = {"defaultMode": DEFAULT_MODE, "sources": TOKEN_SOURCES}
        fields["volumes"] = [*volumes, {"name": mount["name"], "projected": source}]
    return request.with_spec(**fields)


def _mounted(container: dict[str, Any], mount: dict[str, Any]) -> dict[str, Any]:
    mounts = container.get("volumeMounts") or []
    if any(one.get("mountPath") == TOKEN_PATH for one in mounts):
        return container
    return {**container, "volumeMounts": [*mounts, mount]}


def _of_mirror(spec: dict[str, Any]) -> str:
    """Why a pod that mirrors one of a kubelet is refused; "" if it is not."""
    if spec.get("serviceAccountName"):
        return "a mirror pod may not reference service accounts"
    if any(_names_secret(spec)):
        return "a mirror pod may not reference secrets"
    for volume in spec.get("volumes") or ():
        if any("serviceAccountToken" in one for one in document.listed(volume, ("projected", "sources"))):
            return "a mirror pod may not use ServiceAccountToken volume projections"
    return ""


def _names_secret(spec: dict[str, Any]) -> Iterator[bool]:
    """Whether each place of a pod names a Secret. Mirrors VisitPodSecretNames, pkg/api/pod."""
    yield bool(spec.get("imagePullSecrets"))
    for _, container, _ in visit_containers({"spec": spec}):
        yield any(document.has(one, ("valueFrom", "secretKeyRef")) for one in container.get("env") or ())
        yield any("secretRef" in one for one in container.get("envFrom") or ())
    for volume in spec.get("volumes") or ():
        yield "secret" in volume or bool(document.get(volume, ("azureFile", "secretName")))
        yield any(document.has(volume, (*at, "secretRef")) for at in _SOURCES_WITH_SECRET)
        yield document.has(volume, ("csi", "nodePublishSecretRef"))
        yield any("secret" in one for one in document.listed(volume, ("projected", "sources")))


_SOURCES_WITH_SECRET = [(name,) for name in ("cephfs", "cinder", "flexVolume", "rbd", "scaleIO", "iscsi", "storageos")]


def _not_mountable(request: Request, account: Object) -> Iterator[str]:
    """What the pod uses that its account does not list. Mirrors limitSecretReferences."""
    name, mountable = account["metadata"]["name"], _names(account, "secrets")
    end = f"is not allowed because service account {name} does not reference that"
    for volume in request.spec.get("volumes") or ():
        if "secret" in volume and volume["secret"].get("secretName", "") not in mountable:
            yield f'volume with secret.secretName="{volume["secret"].get("secretName", "")}" {end} secret'
    for kind, title in TITLES.items():
        for _, container, _ in visit_containers(request.object, (kind,)):
            for told, secret in _references(container, request.version):
                if secret not in mountable:
                    who = f"{title} {container.get('name', '')} with {told}"
                    yield f'{who} referencing secret.secretName="{secret}" {end} secret'
    pull = _names(account, "imagePullSecrets")
    for i, one in enumerate(request.spec.get("imagePullSecrets") or ()):
        if one.get("name", "") not in pull:
            yield f'imagePullSecrets[{i}].name="{one.get("name", "")}" {end} imagePullSecret'


def _names(account: Object, field: str) -> set[str]:
    return {one.get("name", "") for one in account.get(field) or ()}


def _references(container: dict[str, Any], version: str) -> Iterator[tuple[str, str]]:
    """How a container names Secrets in its environment, and their names."""
    for one in container.get("env") or ():
        found = document.get(one, ("valueFrom", "secretKeyRef"))
        if found is not None:
            yield f"envVar {one.get('name', '')}", found.get("name", "")
    for one in container.get("envFrom") or () if holds("EnvFromIsLimited", version) else ():
        if "secretRef" in one:
            yield "envFrom", one["secretRef"].get("name", "")
