"""Resource claims of the pod, and the containers' use of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from podbuilder.kube.core.annotation_keys import MIRROR_POD
from podbuilder.kube.core.field import (
    FieldError,
    FieldPath,
    Key,
    duplicate,
    forbidden,
    invalid,
    not_found,
    required,
)
from podbuilder.kube.validation.format_errors import validate_dns1123_label
from podbuilder.kube.validation.formats import is_dns1123_subdomain, show
from podbuilder.kube.validation.messages import invalid_for_each, some_of

# sic: upstream's path for this one error is the empty name, which prints as "[]".
_STATIC_POD = FieldPath((Key(""),))
_SOURCES = ("resourceClaimName", "resourceClaimTemplateName")


def gather_pod_resource_claim_names(claims: Sequence[Mapping[str, Any]]) -> set[str]:
    """Mirrors gatherPodResourceClaimNames, Kubernetes v1.36, pkg/apis/core/validation."""
    return {claim["name"] for claim in claims if claim.get("name")}


def validate_pod_resource_claims(
    claims: Sequence[Mapping[str, Any]], metadata: Mapping[str, Any], path: FieldPath
) -> Iterator[FieldError]:
    """Mirrors validatePodResourceClaims, Kubernetes v1.36, pkg/apis/core/validation.

    Before 1.34 the field's gate is off and the server drops the claims, so the rules of those versions never apply.
    """
    if claims and MIRROR_POD in metadata.get("annotations", {}):
        yield forbidden(_STATIC_POD, "A static pod cannot have resource claims.")
        return
    names: set[str] = set()
    for i, claim in enumerate(claims):
        yield from _validate_pod_resource_claim(claim, names, path.index(i))


def _validate_pod_resource_claim(claim: Mapping[str, Any], names: set[str], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validatePodResourceClaim, Kubernetes v1.36, pkg/apis/core/validation."""
    name = claim.get("name", "")
    if not name:
        yield required(path.child("name"), 'Give the claim a name that containers can refer to, such as "gpu".')
    elif name in names:
        yield duplicate(path.child("name"), name, f"Another resource claim is already called {show(name)}.")
    else:
        yield from validate_dns1123_label(name, path.child("name"))
        names.add(name)
    given = [source for source in _SOURCES if source in claim]
    if len(given) != 1:
        found = "Both are" if given else "Neither is"
        yield invalid(path, claim, f"Set either resourceClaimName or resourceClaimTemplateName. {found} set here.")
    for source in given:
        yield from invalid_for_each(path.child(source), claim[source], is_dns1123_subdomain(claim[source]))


def validate_resource_claim_names(
    claims: Sequence[Mapping[str, Any]], pod_claim_names: set[str], path: FieldPath
) -> Iterator[FieldError]:
    """Mirrors validateResourceClaimNames, Kubernetes v1.36, pkg/apis/core/validation."""
    whole: set[str] = set()
    requests: dict[str, set[str]] = {}
    for i, claim in enumerate(claims):
        item, name, request = path.index(i), claim.get("name", ""), claim.get("request", "")
        # sic: all errors but the one about the request are at the item, not at its name.
        if not name:
            yield required(item, "Name one of the pod's resource claims.")
            continue
        if name in whole:
            yield duplicate(item, name, f"The claim {show(name)} is already used as a whole.")
        else:
            if request:
                yield from validate_dns1123_label(request, item.child("request"))
            seen = requests.setdefault(name, set())
            if request in seen or (seen and not request):
                yield duplicate(item, name, f"The claim {show(name)}, or a part of it, is already used.")
            if request:
                seen.add(request)
            else:
                whole.add(name)
        if name not in pod_claim_names:
            known = f"it has {some_of(sorted(pod_claim_names))}" if pod_claim_names else "add it to spec.resourceClaims"
            yield not_found(item, name, f"{show(name)} is not a resource claim of the pod; {known}.")
