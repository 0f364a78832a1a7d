"""What search and lists know of a manifest, kept beside a template so that no list reads one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.roles.recognition import APP, roles
from podbuilder.kube.templating import Parameter, as_text, defaults, filled_in, problems
from podbuilder.kube.templating.dry_run import DryRun, dry_run

MOST_IMAGES = 50
MOST_PARAMETER_WARNINGS = 5
# Characters of a manifest that is tried with every end of what its parameters allow.
REHEARSED = 50_000
LONGEST_WORD = 40


@dataclass(frozen=True)
class Facts:
    """The columns of SavedTemplate that follow from its newest revision."""

    kind: str
    images: str
    patterns: list[str]
    problem: str
    parameter_warnings: str
    kubernetes: str


def facts_of(
    manifest: Manifest, parameters: Sequence[Parameter], version: str, chosen: Mapping[str, str] | None = None
) -> Facts:
    """What there is to know of a manifest; `chosen` are the user's own words on the roles of containers."""
    # What is big is reviewed once and not at every end of what its parameters allow: whoever saves it waits.
    rehearsal = dry_run(manifest, parameters if len(manifest.text) <= REHEARSED else (), version)
    usable = manifest
    if parameters and not problems(parameters):
        usable = filled_in(manifest, defaults(parameters), version)
        if len(manifest.text) > REHEARSED:
            rehearsal = dry_run(usable, (), version)
    images = dict.fromkeys(
        container["image"]
        for _, container, _ in visit_containers(usable.pod)
        if isinstance(container.get("image"), str)
    )
    found = roles(usable.pod, version, chosen)
    words = [word for role in found if role.role != APP for word in (role.role, role.pattern)]
    return Facts(
        kind=manifest.kind[:63],
        images=" ".join(list(images)[:MOST_IMAGES]),
        patterns=[word[:LONGEST_WORD] for word in dict.fromkeys(words) if word],
        problem=rehearsal.problem,
        parameter_warnings="\n".join(parameter_warnings_of(rehearsal)),
        kubernetes=version,
    )


def parameter_warnings_of(rehearsal: DryRun) -> list[str]:
    """What does not go well, in sentences: answers that are allowed and refused, parameters that nothing uses."""
    found = [mismatch.text for mismatch in rehearsal.mismatches]
    for trial in rehearsal.refused:
        value, error = f"“{as_text(trial.value)[:60]}”", trial.error
        found.append(f"With {value} for {trial.name} the API server refuses it. {error.path}: {error.detail}")
    return found[:MOST_PARAMETER_WARNINGS]
