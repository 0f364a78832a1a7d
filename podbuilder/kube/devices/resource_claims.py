"""Devices by resource claim (dynamic resource allocation): the pod names a claim, and says which containers use it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from podbuilder.kube.core import versions
from podbuilder.kube.core.claim_objects import SINCE
from podbuilder.kube.core.document import get, listed
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import SPEC, visit_containers
from podbuilder.kube.manifest import Edit, pod_edits

# The first version in which every cluster has them.
STABLE_SINCE = "1.34"
CLAIMS = SPEC.child("resourceClaims")


def has_claims(version: str) -> bool:
    """Whether a version of Kubernetes has resource claims of the present form."""
    return versions.minor(version) >= versions.minor(SINCE)


def is_stable(version: str) -> bool:
    """Whether every cluster of this version has them switched on."""
    return versions.minor(version) >= versions.minor(STABLE_SINCE)


def claim(
    pod: Document, containers: Iterable[FieldPath], name: str, *, claim_name: str = "", template: str = ""
) -> Iterator[Edit]:
    """The edits that bind containers, each given once, to a resource claim or to one made from a template."""
    source = {"resourceClaimTemplateName": template} if template else {"resourceClaimName": claim_name}
    if name not in claims_of(pod):
        yield from pod_edits.append(pod, CLAIMS, [{"name": name, **source}])
    for container in containers:
        if name not in bound(get(pod, container)):
            yield from pod_edits.append(pod, container.child("resources", "claims"), [{"name": name}])


def claims_of(pod: Document) -> dict[str, dict[str, Any]]:
    """The claims that the pod names, by the name it gives each."""
    return {c["name"]: c for c in pod_edits.items(pod, *CLAIMS) if isinstance(c.get("name"), str)}


def bound(container: Any) -> list[str]:
    """The names of the pod's claims that a container uses."""
    return pod_edits.names(pod_edits.items(container, "resources", "claims"))


def clash(pod: Document, name: str, *, claim_name: str = "", template: str = "") -> str:
    """Why a claim cannot have this name, as a sentence: the pod has another claim of that name. "" if it can."""
    source = {"resourceClaimTemplateName": template} if template else {"resourceClaimName": claim_name}
    present = claims_of(pod).get(name)
    if present is None or present == {"name": name, **source}:
        return ""
    return f"The pod already has another claim named {name}. Give this one a different name."


def unbind(pod: Document, container: FieldPath, name: str) -> Iterator[Edit]:
    """The edits after which a container no longer uses a claim, nor the pod if no other container does."""
    used = container.child("resources", "claims")
    for number, one in enumerate(listed(pod, used)):
        if get(one, ("name",)) == name:
            yield pod_edits.without(pod, used.index(number), container)
    users = [path for path, other, _ in visit_containers(pod) if name in bound(other)]
    for number, one in enumerate(listed(pod, CLAIMS)):
        if get(one, ("name",)) == name and users == [container]:
            yield pod_edits.without(pod, CLAIMS.index(number), SPEC)
