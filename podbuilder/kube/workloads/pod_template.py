"""What a kind requires of its pod template beyond what every pod must be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, forbidden, invalid
from podbuilder.kube.validation.formats import show
from podbuilder.kube.validation.messages import one_of, unsupported
from podbuilder.kube.validation.options import PodOptions

Template = dict[str, Any]


def spec_of(template: Template) -> dict[str, Any]:
    """The spec of the pods, with its defaults."""
    spec: dict[str, Any] = template.get("spec") or {}
    return spec


def with_own_rules(errors: Iterable[FieldError], own: Iterable[FieldError]) -> Iterator[FieldError]:
    """The errors of a template, and those of its kind's own rules, which know more of what both refuse."""
    own = list(own)
    known = {(error.type, error.path) for error in own}
    yield from own
    yield from (error for error in errors if (error.type, error.path) not in known)


def validate_runs_always(template: Template, path: FieldPath, kind: str) -> Iterator[FieldError]:
    """Pods that are kept running. Part of ValidatePodTemplateSpecForReplicaSet and its likes, v1.36."""
    spec = spec_of(template)
    policy = spec.get("restartPolicy", "")
    if policy != "Always":
        at = path.child("spec", "restartPolicy")
        if policy in ("OnFailure", "Never"):
            detail = f"The pods of a {kind} are kept running, so their restartPolicy must be {one_of(['Always'])}"
            yield unsupported_because(at, policy, f"{detail}, not {show(policy)}. For work that ends, use a Job.")
        else:
            yield unsupported(at, policy, ["Always"])
    if "activeDeadlineSeconds" in spec:
        detail = f"The pods of a {kind} are kept running; a deadline is for Jobs. Remove activeDeadlineSeconds."
        yield forbidden(path.child("spec", "activeDeadlineSeconds"), detail)


def unsupported_because(path: FieldPath, value: str, detail: str) -> FieldError:
    """A known value that does not fit here."""
    error = unsupported(path, value, ["Always"])
    return FieldError(error.type, path, value, detail)


def validate_read_only_persistent_disks(
    template: Template, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """A disk that only one node can write to must be read-only for several pods, unless the gate has removed the rule.

    Mirrors ValidateReadOnlyPersistentDisks, Kubernetes v1.28, pkg/apis/core/validation.
    """
    if options.enabled("SkipReadOnlyValidationGCE"):
        return
    for i, volume in enumerate(spec_of(template).get("volumes", ())):
        disk = volume.get("gcePersistentDisk")
        if disk is not None and not disk.get("readOnly"):
            at = path.child("spec", "volumes").index(i).child("gcePersistentDisk", "readOnly")
            yield invalid(at, False, "Several pods share this disk, and only one node can write to it. Set it to true.")
