"""What the API server accepts in a workload with a warning.

Mirrors WarningsOnCreate of each kind, Kubernetes v1.36, pkg/registry, from which version on each holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from podbuilder.kube.core.field import ROOT, Document, FieldPath, FieldWarning
from podbuilder.kube.core.generated_name import name_of
from podbuilder.kube.core.kinds import Kind
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.warnings import warnings_for_pod_template
from podbuilder.kube.warnings.fractions import warnings_for_fractions
from podbuilder.kube.warnings.metadata import is_label
from podbuilder.kube.workloads.claims import CLAIMS

SPEC, JOB_SPEC = ROOT.child("spec"), ROOT.child("spec", "jobTemplate", "spec")
MANY_COMPLETIONS = 100_000
MUCH_PARALLELISM = 10_000


def warnings_for_workload(
    kind: Kind, wrapper: Document, template: Document, within: FieldPath, options: PodOptions
) -> Iterator[FieldWarning]:
    """The warnings about a workload that the server takes; wrapper and template have their defaults."""
    name = name_of(wrapper["metadata"])
    if kind.names_pods and options.minor >= 27 and name and not is_label(name):
        message = (
            "The name begins the names of the pods, which become their host names. That works best as one DNS label:"
            " at most 63 lowercase letters, digits and dashes, without dots, such as web-1."
        )
        yield FieldWarning(ROOT.child("metadata", "name"), message)
    spec = wrapper.get("spec", {})
    if kind.name == "StatefulSet":
        yield from _stateful_set(spec, options)
    if kind.name == "Job":
        yield from _job(spec, SPEC, options)
    if kind.name == "CronJob":
        yield from _job(spec["jobTemplate"]["spec"], JOB_SPEC, options)
        if options.minor <= 28 and "TZ" in spec.get("schedule", ""):
            message = "A time zone in the schedule is not supported. Write it in timeZone, which is there for it."
            yield FieldWarning(SPEC.child("schedule"), message)
    for warning in warnings_for_pod_template(template, options.version):
        yield replace(warning, path=FieldPath((*within, *warning.path)))


def _stateful_set(spec: dict[str, Any], options: PodOptions) -> Iterator[FieldWarning]:
    if options.minor >= 26:
        for i, claim in enumerate(spec.get("volumeClaimTemplates", ())):
            resources = claim["spec"].get("resources") or {}
            for side in ("requests", "limits"):
                at = CLAIMS.index(i).child("spec", "resources", side)
                # sic: upstream's path leaves the claim's spec out.
                told = CLAIMS.index(i).child("resources", side)
                for warning in warnings_for_fractions(resources.get(side), ("storage",), at):
                    yield replace(warning, told_at=told.key("storage"))
    if options.minor >= 33 and spec["revisionHistoryLimit"] < 0:
        message = "With a negative number every old revision is kept for ever. Use 0 or more, such as 10."
        yield FieldWarning(SPEC.child("revisionHistoryLimit"), message)


def _job(job: dict[str, Any], path: FieldPath, options: PodOptions) -> Iterator[FieldWarning]:
    """Mirrors WarningsForJobSpec, Kubernetes v1.36, pkg/api/job."""
    completions, parallelism = job.get("completions", 0), job.get("parallelism", 0)
    if options.minor < 28 or job.get("completionMode") != "Indexed":
        return
    if completions > MANY_COMPLETIONS and parallelism > MUCH_PARALLELISM:
        message = (
            f"With more than {MANY_COMPLETIONS} completions and a parallelism of more than {MUCH_PARALLELISM},"
            " Kubernetes may lose track of what is completed when many indexes fail. Lower one of the two."
        )
        yield FieldWarning(path.child("completions"), message, told_at=path)
