"""The kinds of objects beside a pod that are judged: their apiVersions, and whether they belong to a namespace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from podbuilder.kube.catalogue.schemas import API, CORE, HTTP_ROUTE
from podbuilder.kube.core import kinds
from podbuilder.kube.core.field import ROOT, Document, FieldError, invalid, required
from podbuilder.kube.validation.formats import show

API_VERSION, KIND = ROOT.child("apiVersion"), ROOT.child("kind")


class CompanionKind(NamedTuple):
    """A kind of object without pods. The first of its apiVersions is the preferred one."""

    name: str
    # The full name of the definition in Kubernetes' JSON Schemas, by apiVersion.
    definitions: Mapping[str, str]
    is_namespaced: bool = True
    former: tuple[str, ...] = ()  # the apiVersions that it had before Kubernetes 1.25

    @property
    def api_version(self) -> str:
        """The apiVersion to write."""
        return next(iter(self.definitions))

    def definition(self, api_version: Any) -> str:
        """The definition of an object with this apiVersion; that of the preferred one where it is wrong."""
        known = isinstance(api_version, str) and api_version in self.definitions
        return self.definitions[api_version if known else self.api_version]


def _of_core(name: str, is_namespaced: bool = True) -> CompanionKind:
    return CompanionKind(name, {"v1": CORE + name}, is_namespaced)


def _of_group(group: str, name: str, *former: str, versions: tuple[str, ...] = ("v1",)) -> CompanionKind:
    """A kind of a group; in the names of definitions the group is without its domain."""
    short = group.partition(".")[0]
    definitions = {f"{group}/{version}": f"{API}{short}.{version}.{name}" for version in versions}
    return CompanionKind(name, definitions, former=former)


EXTENSIONS = "extensions/v1beta1"
NETWORKING, RBAC = "networking.k8s.io", "rbac.authorization.k8s.io"
GATEWAY = "gateway.networking.k8s.io"
KINDS: dict[str, CompanionKind] = {
    kind.name: kind
    for kind in (
        _of_core("ConfigMap"),
        _of_core("LimitRange"),
        _of_core("ResourceQuota"),
        _of_group("autoscaling", "HorizontalPodAutoscaler", "autoscaling/v2beta1", versions=("v2", "v1")),
        CompanionKind(HTTP_ROUTE, dict.fromkeys((f"{GATEWAY}/v1", f"{GATEWAY}/v1beta1"), HTTP_ROUTE)),
        _of_group(NETWORKING, "Ingress", EXTENSIONS, f"{NETWORKING}/v1beta1"),
        _of_group(NETWORKING, "NetworkPolicy", EXTENSIONS),
        _of_group("policy", "PodDisruptionBudget", "policy/v1beta1"),
        _of_group(RBAC, "Role", f"{RBAC}/v1alpha1", f"{RBAC}/v1beta1"),
        _of_group(RBAC, "RoleBinding", f"{RBAC}/v1alpha1", f"{RBAC}/v1beta1"),
        _of_core("Secret"),
        _of_core("PersistentVolumeClaim"),
        _of_core("Service"),
        _of_core("ServiceAccount"),
        _of_core("Namespace", is_namespaced=False),
        CompanionKind(
            "PriorityClass",
            {"scheduling.k8s.io/v1": "io.k8s.api.scheduling.v1.PriorityClass"},
            is_namespaced=False,
            former=("scheduling.k8s.io/v1beta1", "scheduling.k8s.io/v1alpha1"),
        ),
    )
}
_BY_LOWER_CASE = {name.lower(): name for name in KINDS}


def kind_of(whole: Any) -> CompanionKind | None:
    """The kind of an object beside a pod, also where its capitals are wrong; None for all other objects.

    A wrong apiVersion is taken for one of Kubernetes' own, unless its group is that of custom resources.
    """
    name = whole.get("kind") if isinstance(whole, dict) else None
    if not isinstance(name, str) or kinds.is_custom(whole):
        return None
    found = _BY_LOWER_CASE.get(name.strip().lower())
    return KINDS[found] if found else None


def identify(whole: Document, kind: CompanionKind) -> Iterator[FieldError]:
    """What is wrong with the words that say what an object is, which is meant to be of this kind."""
    api_version: Any = whole.get("apiVersion")
    if api_version in ("", None):
        what = f"without it the server does not know which {kind.name} is meant"
        yield required(API_VERSION, f"Write “apiVersion: {kind.api_version}”; {what}.")
    elif api_version in kind.former:
        detail = f"{show(api_version)} was removed before Kubernetes 1.25. Use {kind.api_version} for this {kind.name}."
        yield invalid(API_VERSION, api_version, detail)
    elif isinstance(api_version, str) and api_version not in kind.definitions:
        detail = f"Kubernetes has no {kind.name} in {show(api_version)}. Use {kind.api_version}."
        yield invalid(API_VERSION, api_version, detail)
    if whole["kind"] != kind.name:
        detail = f"Kubernetes knows no kind {show(whole['kind'])}. Write “kind: {kind.name}”; capitals count."
        yield invalid(KIND, whole["kind"], detail)
