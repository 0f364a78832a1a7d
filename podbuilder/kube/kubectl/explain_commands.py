"""Commands that explain the fields that a manifest has."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core import kinds
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.kubectl.pod_command import PodCommand
from podbuilder.kube.kubectl.pod_target import PodTarget

# Fields of a pod and of a container that people look up, in this order, as far as the manifest has them.
_OF_POD = ("affinity", "topologySpreadConstraints", "tolerations", "securityContext", "volumes", "resourceClaims")
_OF_CONTAINER = ("livenessProbe", "readinessProbe", "startupProbe", "resources", "env", "lifecycle", "volumeMounts")


def explain_commands(target: PodTarget) -> Iterator[PodCommand]:
    """The object, its spec with all that is in it, and the fields that it has."""
    kind, group = target.resource.partition(".")[::2]
    version = (f"--api-version={target.manifest.object.get('apiVersion')}",) if group else ()

    def explain(purpose: str, *path: str, more: tuple[str, ...] = (), field: str = "") -> PodCommand:
        return PodCommand(("kubectl", "explain", ".".join((kind, *path)), *more, *version), purpose, field=field)

    inside = FieldPath(target.manifest.pod_path[len(target.manifest.object_path) :])
    template = kinds.template_at(target.manifest.object, inside)
    pod = (*(part for part in template.path if part != "*"), "spec") if template else ("spec",)
    if pod[0] == "spec":
        yield explain(f"What can be said of a {target.manifest.kind}", "spec", field="spec" if target.is_pod else "")
    if target.manifest.is_companion:
        return
    yield explain("All fields of the pod, without a word about them", *pod, more=("--recursive",), field="spec")
    yield explain("What can be said of a container", *pod, "containers", field="spec.containers")
    for name in _OF_POD:
        if name in target.spec:
            yield explain(f"The meaning of {name}", *pod, name, field=f"spec.{name}")
    has = {name for _, container, _ in visit_containers(target.manifest.pod) for name in container}
    for name in _OF_CONTAINER:
        if name in has:
            yield explain(f"The meaning of {name}", *pod, "containers", name, field=f"spec.containers[].{name}")
