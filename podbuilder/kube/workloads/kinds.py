"""Which kinds carry a pod template, and under which apiVersion the API server knows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.field import ROOT, Document, FieldError, invalid, required
from podbuilder.kube.validation.formats import show


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind: the only apiVersion that servers since 1.25 know it by, and those that older ones did."""

    name: str
    api_version: str
    former: tuple[str, ...] = ()


KINDS = {
    kind.name: kind
    for kind in (
        Kind("Deployment", "apps/v1", ("extensions/v1beta1", "apps/v1beta1", "apps/v1beta2")),
        Kind("StatefulSet", "apps/v1", ("apps/v1beta1", "apps/v1beta2")),
        Kind("DaemonSet", "apps/v1", ("extensions/v1beta1", "apps/v1beta2")),
        Kind("ReplicaSet", "apps/v1", ("extensions/v1beta1", "apps/v1beta2")),
        Kind("ReplicationController", "v1"),
        Kind("PodTemplate", "v1"),
        Kind("Job", "batch/v1"),
        Kind("CronJob", "batch/v1", ("batch/v1beta1", "batch/v2alpha1")),
    )
}


def kind_of(wrapper: Document) -> Kind | None:
    """The kind of an object whose rules are known; None for others, such as another group's kind of the same name."""
    name, api_version = wrapper.get("kind"), wrapper.get("apiVersion")
    kind = KINDS.get(name) if isinstance(name, str) else None
    # The groups of custom resources have a domain's name, and Kubernetes' own groups that carry pods have none.
    is_foreign = isinstance(api_version, str) and "." in api_version.partition("/")[0]
    return None if is_foreign else kind


def validate_identity(wrapper: Document, kind: Kind) -> Iterator[FieldError]:
    """Whether the server knows the kind under this apiVersion."""
    found: Any = wrapper.get("apiVersion", "")
    path = ROOT.child("apiVersion")
    if found == kind.api_version:
        return
    if found == "":
        yield required(
            path,
            f"Write “apiVersion: {kind.api_version}”; without it the server does not know which {kind.name} is meant.",
        )
    elif found in kind.former:
        detail = f"{show(found)} was removed before Kubernetes 1.25. Use {kind.api_version} for a {kind.name}."
        yield invalid(path, found, detail)
    elif isinstance(found, str):
        yield invalid(path, found, f"Kubernetes has no {kind.name} in {show(found)}. Use {kind.api_version}.")
