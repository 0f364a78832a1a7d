"""What search and lists know of a manifest, kept beside a template so that no list reads one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from podbuilder.kube.containers import visit_containers
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.parameters import Parameter, defaults, filled_in
from podbuilder.kube.patterns.roles import APP, roles
from podbuilder.kube.rehearsal import rehearse

MOST_IMAGES = 50
LONGEST_WORD = 40


@dataclass(frozen=True)
class Facts:
    """The columns of SavedTemplate that follow from its newest revision."""

    kind: str
    images: str
    patterns: list[str]
    problem: str
    kubernetes: str


def facts_of(
    manifest: Manifest, parameters: Sequence[Parameter], version: str, chosen: Mapping[str, str] | None = None
) -> Facts:
    """What there is to know of a manifest; `chosen` are the user's own words on the roles of containers."""
    rehearsal = rehearse(manifest, parameters, version)
    usable = filled_in(manifest, defaults(parameters), version) if not rehearsal.declared_wrong else manifest
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
        problem=rehearsal.in_words,
        kubernetes=version,
    )
