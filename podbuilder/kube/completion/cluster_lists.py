"""Which names of a cluster fit a field: lists that many fields share, and values that hang on a field beside them."""

from __future__ import annotations

from collections.abc import Mapping

from podbuilder.kube.catalogue import Catalogue
from podbuilder.kube.cluster.known_names import KnownNames
from podbuilder.kube.completion.suggestions import LIST_OF_KIND, NODE_LABELS
from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Document, FieldPath

PULL_SECRETS, TAINTS = "known-pull-secrets", "known-taints"
# The kinds whose objects fields name, and of which a cluster's facts have the names.
KINDS = (
    *LIST_OF_KIND,
    *("Namespace", "Node", "ServiceAccount", "PriorityClass", "RuntimeClass", "StorageClass"),
    *("CSIDriver", "PersistentVolume", "ResourceClaim", "ResourceClaimTemplate", "Service"),
)
# By the field that names an object whose keys are read: its kind.
_KEYS_OF = {"secretKeyRef": "Secret", "secret": "Secret", "configMapKeyRef": "ConfigMap", "configMap": "ConfigMap"}
# The fields in which such an object is named.
_NAME_FIELDS = ("name", "secretName")


def list_of_kind(kind: str) -> str:
    """The id of the list of the objects of a kind."""
    return LIST_OF_KIND.get(kind, f"known-{kind.lower()}")


def shared_list(path: FieldPath, fields: Catalogue) -> str:
    """The id of the list that fits the field at a path of a pod, a workload or a companion; "" for none."""
    around = path[-2] if len(path) > 1 else ""
    if "imagePullSecrets" in path:
        return PULL_SECRETS
    if path[-1:] == ("topologyKey",) or (path[-1:] == ("key",) and _is_of_nodes(path)):
        return NODE_LABELS
    if path[-1:] == ("key",) and path[-3:-2] == ("tolerations",):
        return TAINTS
    if around == "namespaces":
        return list_of_kind("Namespace")
    kind = fields.kind_named_at(path)
    return list_of_kind(kind) if kind in KINDS else ""


def shared_lists(names: KnownNames) -> dict[str, list[str]]:
    """By id: what a cluster has for each of those lists."""
    return {
        **{list_of_kind(kind): names.objects(kind) for kind in KINDS},
        PULL_SECRETS: names.pull_secrets(),
        NODE_LABELS: names.label_keys,
        TAINTS: names.taint_keys,
    }


def with_cluster(offered: Mapping[str, list[str]], names: KnownNames) -> dict[str, list[str]]:
    """Lists of names, by id, with what a cluster has: that comes first."""
    known = shared_lists(names)
    every = {**offered, **known}
    return {id: list(dict.fromkeys((*known.get(id, ()), *offered.get(id, ())))) for id in every}


def own_values(path: FieldPath, document: Document, names: KnownNames) -> list[str] | None:
    """What a cluster has for a field that hangs on another one beside it; None for a field that does not."""
    last, around = path[-1:], path[-2:-1]
    if around == ("nodeSelector",):
        return names.label_values(str(path[-1]))
    if around == ("values",) and _is_of_nodes(path):
        key = get(document, (*path[:-2], "key"))
        return names.objects("Node") if "matchFields" in path else names.label_values(str(key))
    if path[-3:-2] == ("tolerations",) and last in (("value",), ("effect",)):
        key = str(get(document, (*path[:-1], "key")))
        return names.taint_values(key) if last == ("value",) else names.taint_effects(key)
    if last != ("key",):
        return None
    owner = path[:-3] if path[-3:-2] == ("items",) else path[:-1]
    kind = _KEYS_OF.get(str(owner[-1])) if owner else None
    if kind is None:
        return None
    called = next((name for field in _NAME_FIELDS if (name := get(document, (*owner, field)))), "")
    return names.keys(kind, str(called))


def _is_of_nodes(path: FieldPath) -> bool:
    """Whether a requirement is one for nodes, and not for pods."""
    return "nodeAffinity" in path or "nodeSelectorTerms" in path
