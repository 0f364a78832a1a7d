"""Whether an object says what it is: a kind that the API server knows, under the apiVersion that has it.

What is missing or misspelt is an error of its own; the object is then judged as the kind that it is most likely meant
to be, so that its other faults are found as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from podbuilder.kube.core import document, kinds
from podbuilder.kube.core.field import ROOT, Document, FieldError, FieldPath, forbidden, invalid, required
from podbuilder.kube.core.kinds import Kind
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.validation.formats import show

API_VERSION, KIND = ROOT.child("apiVersion"), ROOT.child("kind")
RESOURCE_VERSION = ROOT.child("metadata", "resourceVersion")
# A larger number is none to the server, which then passes it over.
_MOST = (1 << 64) - 1
# Fields of a spec by which a workload without a kind is recognised; the first kind that has one of them is meant.
SIGNS: dict[str, tuple[str, ...]] = {
    "Job": ("backoffLimit", "completions", "parallelism", "ttlSecondsAfterFinished", "completionMode"),
    "StatefulSet": ("serviceName", "volumeClaimTemplates", "podManagementPolicy"),
    "Deployment": ("strategy", "progressDeadlineSeconds", "paused", "replicas"),
    "DaemonSet": ("updateStrategy",),
}


class Identity(NamedTuple):
    """What an object is meant to be (None for a kind that is not Kubernetes' own), and what is wrong with its words."""

    kind: Kind | None
    errors: list[FieldError]


def identify(whole: Document, within: FieldPath) -> Identity:
    """The identity of the object that holds a pod, or its template, at `within`."""
    name, found = whole.get("kind"), kinds.kind_of(whole)
    if found is not None:
        return Identity(found, list(validate_api_version(whole, found))) if found.definition else Identity(None, [])
    if kinds.is_custom(whole):
        return Identity(None, [])
    like = kinds.meant(whole)
    meant = like or meant_by_shape(whole, within)
    if not name:
        error = required(KIND, f"Write “kind: {meant.name}”, if that is what this is; nothing can be created without.")
    else:
        detail = f"Kubernetes knows no kind {show(name)} with pods under this apiVersion."
        error = invalid(KIND, name, f"{detail} Write “kind: {meant.name}”; capitals count." if like else detail)
    return Identity(meant, [*validate_api_version(whole, meant), error])


def meant_by_shape(whole: Document, within: FieldPath) -> Kind:
    """The kind that an object is most likely meant to be, by where it holds its pod and by its apiVersion."""
    native = kinds.native()
    paths = [kind for kind in native.values() if FieldPath(kind.templates[0].path) == within]
    if len(paths) == 1:
        return paths[0]
    spec = whole.get("spec")
    if document.get(spec, ("template", "spec", "restartPolicy")) in ("Never", "OnFailure"):
        return native["Job"]
    same_version = [kind for kind in paths if kind.api_version == whole.get("apiVersion")]
    if len(same_version) == 1:
        return same_version[0]
    names = (name for name, signs in SIGNS.items() if isinstance(spec, dict) and not spec.keys().isdisjoint(signs))
    return native[next(names, "Deployment")]


def validate_api_version(whole: Document, kind: Kind) -> Iterator[FieldError]:
    """Whether the server knows the kind under this apiVersion."""
    found: Any = whole.get("apiVersion", "")
    if found == kind.api_version:
        return
    if found in ("", None):
        what = f"without it the server does not know which {kind.name} is meant"
        yield required(API_VERSION, f"Write “apiVersion: {kind.api_version}”; {what}.")
    elif found in kind.former:
        detail = f"{show(found)} was removed before Kubernetes 1.25. Use {kind.api_version} for a {kind.name}."
        yield invalid(API_VERSION, found, detail)
    elif isinstance(found, str):
        yield invalid(API_VERSION, found, f"Kubernetes has no {kind.name} in {show(found)}. Use {kind.api_version}.")


def validate_to_create(whole: Document) -> Iterator[FieldError]:
    """What an object that comes out of a cluster cannot have when it is created.

    Mirrors Create, Kubernetes v1.36, apiserver pkg/storage/etcd3. Its uid the server replaces without a word.
    """
    version = document.get(whole, RESOURCE_VERSION)
    if isinstance(version, str) and whole_number(version, _MOST, least=1):
        yield forbidden(
            RESOURCE_VERSION, "The server numbers what it stores, and creates nothing that has a number. Remove it."
        )
