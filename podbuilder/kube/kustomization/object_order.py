"""The order in which built objects are printed.

Mirrors SortOrderTransformer, kustomize v5.8.1 (api/internal/builtins).
"""

from __future__ import annotations

from collections.abc import Sequence

from podbuilder.kube.kustomization.kind_facts import facts
from podbuilder.kube.kustomization.kustomization_file import Kustomization
from podbuilder.kube.kustomization.resource import Resource

_NAMESPACE = "Namespace"
_OF_IDS = ("[noVer]", "[noGrp]")


def in_order(resources: Sequence[Resource], top: Kustomization) -> list[Resource]:
    """The objects by kind and name, unless the kustomization wants them as they come."""
    if top.order == "fifo":
        return list(resources)
    first = top.first if top.first is not None or top.last is not None else tuple(facts()["first"])
    last = top.last if top.first is not None or top.last is not None else tuple(facts()["last"])
    places = {kind: number - len(first or ()) for number, kind in enumerate(first or ())}
    places |= {kind: number + 1 for number, kind in enumerate(last or ())}
    return sorted(resources, key=lambda one: (places.get(one.kind, 0), *_by_text(one)))


def _by_text(one: Resource) -> tuple[bool, str, str]:
    group, version = one.group_version
    kind = "_".join((group or "~G", version or "~V", one.kind))
    identity = ".".join((one.kind, version or _OF_IDS[0], group or _OF_IDS[1]))
    # sic: of all kinds named so, Kubernetes' own Namespace comes first, against the order of the alphabet.
    is_foreign = one.kind == _NAMESPACE and bool(group)
    return is_foreign, kind, "|".join((identity, one.namespace or "~X", one.name or "~N"))
