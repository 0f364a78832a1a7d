"""The steps of a pod in their order, and the step in which each field stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from podbuilder.kube.core import companion_kinds, document, kinds
from podbuilder.kube.core.field import ROOT, Document, FieldPath
from podbuilder.kube.core.pod_containers import (
    CONTAINERS,
    INIT_CONTAINERS,
    SPEC,
    is_native_sidecar,
    visit_containers,
)
from podbuilder.kube.core.whole_number import whole_number

WORKLOAD, METADATA, VOLUMES, RUNNING, NETWORKING = "workload", "metadata", "volumes", "running", "networking"
SCHEDULING, SECURITY, REVIEW = "scheduling", "security", "review"
# The one step of what stands beside a pod.
OBJECT = "object"

CONTAINERS_HEADING, BESIDE = "Containers", "Beside the pod"
# An init container that stays; a container that is only used as a sidecar is one by its role.
NATIVE_SIDECAR = "native sidecar"
SLUG_OF_LIST = {CONTAINERS: "containers", INIT_CONTAINERS: "init-containers"}
WORKLOADS = frozenset(kinds.workloads())
COMPANIONS = frozenset(companion_kinds.KINDS)
# The paths of all these begin with their kind.
WITH_KIND = WORKLOADS | COMPANIONS
LIST_OF_SLUG = {slug: name for name, slug in SLUG_OF_LIST.items()}

# Fields of the spec that do not stand in the step "running".
STEP_OF_FIELD = {
    "volumes": VOLUMES,
    "securityContext": SECURITY,
    "hostUsers": SECURITY,
    "hostPID": SECURITY,
    "hostIPC": SECURITY,
    "shareProcessNamespace": SECURITY,
    **dict.fromkeys(
        (
            "hostNetwork",
            "hostname",
            "hostnameOverride",
            "subdomain",
            "setHostnameAsFQDN",
            "dnsPolicy",
            "dnsConfig",
            "hostAliases",
        ),
        NETWORKING,
    ),
    **dict.fromkeys(
        (
            "nodeSelector",
            "nodeName",
            "affinity",
            "tolerations",
            "topologySpreadConstraints",
            "schedulerName",
            "schedulingGates",
            "schedulingGroup",
            "workloadRef",
            "priority",
            "priorityClassName",
            "preemptionPolicy",
            "runtimeClassName",
            "overhead",
            "resourceClaims",
            "resources",
            "os",
        ),
        SCHEDULING,
    ),
}


@dataclass(frozen=True)
class Step:
    """One step: `slug` is its address, `heading` the part of the outline that lists it."""

    slug: str
    title: str
    heading: str
    role: str = ""
    path: FieldPath = ROOT
    # Of a container: whether none of its list stands before it, and none behind it.
    is_first: bool = False
    is_last: bool = False


def workload_of(pod: Document) -> str:
    """The kind of the workload around this pod, which stands under its name beside the pod's own fields; or ""."""
    return next(iter(pod.keys() & WORKLOADS), "")


def companion_of(pod: Document) -> str:
    """The kind of what stands here in place of a pod, under its name and alone; or ""."""
    return next(iter(pod.keys() & COMPANIONS), "") if len(pod) == 1 else ""


def path_kind_of(pod: Document) -> str:
    """The kind with which the paths of what is beside the pod's own fields begin; "" if there is nothing."""
    return companion_of(pod) or workload_of(pod)


def first_step(pod: Document) -> str:
    """The slug of the step that is shown where the one that was asked for is gone."""
    return OBJECT if companion_of(pod) else METADATA


def holds_template(path: FieldPath) -> bool:
    """Whether the pod template stands in what is at this path of a workload, or is it."""
    if not path or path[0] not in WORKLOADS:
        return False
    return kinds.workloads()[str(path[0])].templates[0].path[: len(path) - 1] == path[1:]


def is_template(path: FieldPath) -> bool:
    """Whether this is the place of the pod template in a workload."""
    return holds_template(path) and len(path) - 1 == len(kinds.workloads()[str(path[0])].templates[0].path)


def steps_of(pod: Document) -> list[Step]:
    """The steps of this pod, in the order of the buttons Back and Next; that of the workload around it comes first.

    What stands beside a pod has a step for all of its fields.
    """
    review = Step(REVIEW, "Review and export", "Finish")
    if companion := companion_of(pod):
        return [Step(OBJECT, companion, BESIDE, path=FieldPath((companion,))), review]
    workload = workload_of(pod)
    return [
        *([Step(WORKLOAD, workload, "Workload", path=FieldPath((workload,)))] if workload else []),
        Step(METADATA, "Metadata", "Pod template" if workload else "Pod"),
        *_container_steps(pod),
        Step(VOLUMES, "Volumes", "Shared"),
        Step(NETWORKING, "Networking", "Shared"),
        Step(RUNNING, "Restart and identity", "Placement"),
        Step(SCHEDULING, "Scheduling", "Placement"),
        Step(SECURITY, "Security", "Placement"),
        review,
    ]


def _container_steps(pod: Document) -> Iterator[Step]:
    # In the order in which they start.
    for path, container, kind in visit_containers(pod, (INIT_CONTAINERS, CONTAINERS)):
        name = container.get("name")
        title = name if isinstance(name, str) and name else f"unnamed {int(path[-1]) + 1}"
        place, count = int(path[-1]), len(document.listed(pod, path.parent))
        yield Step(
            f"{SLUG_OF_LIST[kind]}/{place}",
            title,
            CONTAINERS_HEADING,
            role_of(container, kind),
            path,
            is_first=place == 0,
            is_last=place == count - 1,
        )


def role_of(container: Document, kind: str) -> str:
    """What kind of container this is, in a word."""
    if is_native_sidecar(container, kind):
        return NATIVE_SIDECAR
    return "init" if kind == INIT_CONTAINERS else "app"


def slug_for(path: FieldPath) -> str:
    """The slug of the step in which the field at `path` is shown."""
    if not path or path[0] != "spec":
        kind = path[0] if path else ""
        return WORKLOAD if kind in WORKLOADS else OBJECT if kind in COMPANIONS else METADATA
    if len(path) < 2:
        return REVIEW
    if len(path) > 2 and path[1] in SLUG_OF_LIST:
        return f"{SLUG_OF_LIST[str(path[1])]}/{path[2]}"
    return STEP_OF_FIELD.get(str(path[1]), RUNNING)


def fields_of(slug: str, pod: Document) -> list[FieldPath]:
    """The fields that a step is about: those it always shows, and what this pod has of the others."""
    if (path := container_path(slug)) is not None:
        return [path]
    if slug == METADATA:
        return [FieldPath((METADATA,))]
    if slug in (WORKLOAD, OBJECT):
        kind = path_kind_of(pod)
        return list(_beside_template(pod.get(kind), FieldPath((kind,))))
    spec = pod.get("spec")
    names = dict.fromkeys((*STEP_OF_FIELD, *(spec if isinstance(spec, dict) else ())))
    return [path for name in names if slug_for(path := SPEC.child(name)) == slug]


def _beside_template(value: object, path: FieldPath) -> Iterator[FieldPath]:
    """The fields of a workload that do not lead to its pod template; all those of a companion."""
    for name, inner in value.items() if isinstance(value, dict) else ():
        at = path.child(name)
        if not holds_template(at):
            yield at
        elif not is_template(at):
            yield from _beside_template(inner, at)


def container_path(slug: str) -> FieldPath | None:
    """The path of the container that a step is about; None if it is about none."""
    kind, _, text = slug.partition("/")
    place = whole_number(text)
    if kind not in LIST_OF_SLUG or place is None:
        return None
    return SPEC.child(LIST_OF_SLUG[kind]).index(place)
