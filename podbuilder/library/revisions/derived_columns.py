"""Columns of a template that follow from its manifest, so that search and lists need not read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from podbuilder.builder.models.parameters import with_defaults
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.roles.recognition import APP, roles
from podbuilder.kube.templating import Parameter, as_text, problems
from podbuilder.kube.templating.dry_run import DryRun, dry_run

MOST_IMAGES = 50
MOST_PARAMETER_WARNINGS = 5
# The most characters of a manifest that is tried with all boundary values of its parameters.
REHEARSED = 50_000
LONGEST_WORD = 40


@dataclass(frozen=True)
class DerivedColumns:
    """The columns of SavedTemplate that follow from its newest revision."""

    kind: str
    images: str
    patterns: list[str]
    problem: str
    parameter_warnings: str
    kubernetes: str


def derived_columns(
    manifest: Manifest, parameters: Sequence[Parameter], version: str, chosen: Mapping[str, str] | None = None
) -> DerivedColumns:
    """The columns for a manifest. `chosen` are the roles that its author gave to containers."""
    # A large manifest is reviewed once, not with all boundary values: somebody waits for it to be saved.
    rehearsal = dry_run(manifest, parameters if len(manifest.text) <= REHEARSED else (), version)
    usable = manifest
    if parameters and not problems(parameters):
        usable = with_defaults(manifest, parameters, version)
        if len(manifest.text) > REHEARSED:
            rehearsal = dry_run(usable, (), version)
    images = dict.fromkeys(
        container["image"]
        for _, container, _ in visit_containers(usable.pod)
        if isinstance(container.get("image"), str)
    )
    found = roles(usable.pod, version, chosen)
    words = [word for role in found if role.role != APP for word in (role.role, role.pattern)]
    return DerivedColumns(
        kind=manifest.kind[:63],
        images=" ".join(list(images)[:MOST_IMAGES]),
        patterns=[word[:LONGEST_WORD] for word in dict.fromkeys(words) if word],
        problem=rehearsal.problem,
        parameter_warnings="\n".join(parameter_warnings_of(rehearsal)),
        kubernetes=version,
    )


def parameter_warnings_of(rehearsal: DryRun) -> list[str]:
    """Problems in sentences: values allowed by a parameter and refused by the server, parameters that nothing uses."""
    found = [mismatch.text for mismatch in rehearsal.mismatches]
    for trial in rehearsal.refused:
        value, error = f"“{as_text(trial.value)[:60]}”", trial.error
        found.append(f"With {value} for {trial.name}, the API server refuses it. {error.path}: {error.detail}")
    return found[:MOST_PARAMETER_WARNINGS]
