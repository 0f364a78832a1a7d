"""The remedies that are offered for a pod: each was tried, the smallest change comes first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from podbuilder.kube.cluster.cluster_answer import ClusterAnswer, answer_to
from podbuilder.kube.cluster.remedies import (
    class_values,
    filled_limits,
    missing_names,
    namespace_rules,
    pod_neighbours,
    pod_security_level,
    quota_limits,
    range_limits,
    taken_ports,
    too_little_room,
    uneven_spread,
    unmatched_labels,
    untolerated_taints,
    unusable_claims,
    unusable_devices,
)
from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod, plugin_of
from podbuilder.kube.cluster.remedies.remedy import Remedy
from podbuilder.kube.cluster.remedies.trial import tried
from podbuilder.kube.cluster.scheduling.scheduler import PodOutcome
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.manifest import Manifest, ManifestError

# So many remedies are offered, so many of one field, and so many are tried for that.
MOST_OFFERED = 5
MOST_OF_A_FIELD = 3
MOST_TRIED = 40
# So many changes make one remedy where a single one is not enough, and so many beginnings are followed each time.
MOST_STEPS, MOST_BEGUN = 3, 2
Source = Callable[[RefusedPod], Iterator[Remedy]]

OF_ADMISSION: tuple[tuple[tuple[str, ...], Source], ...] = (
    (missing_names.NAMES, missing_names.remedies),
    (class_values.NAMES, class_values.remedies),
    (namespace_rules.NAMES, namespace_rules.remedies),
    ((filled_limits.NAME,), filled_limits.remedies),
    ((range_limits.NAME,), range_limits.remedies),
    ((quota_limits.NAME,), quota_limits.remedies),
    ((pod_security_level.NAME,), pod_security_level.remedies),
)
OF_SCHEDULING: tuple[tuple[tuple[str, ...], Source], ...] = (
    ((untolerated_taints.NAME,), untolerated_taints.remedies),
    ((unmatched_labels.NAME,), unmatched_labels.remedies),
    ((taken_ports.NAME,), taken_ports.remedies),
    ((too_little_room.NAME,), too_little_room.remedies),
    (unusable_claims.NAMES, unusable_claims.remedies),
    ((uneven_spread.NAME,), uneven_spread.remedies),
    ((pod_neighbours.NAME,), pod_neighbours.remedies),
    ((unusable_devices.NAME,), unusable_devices.remedies),
)


def remedies_for(
    snapshot: Snapshot, manifest: Manifest, version: str, answer: ClusterAnswer, plugins: Collection[str] = ()
) -> list[Remedy]:
    """What lets the cluster take a pod that it refuses, the smallest changes first; none for one that it takes.

    If no change is enough, up to three of them together are tried, and if that is not enough either, those are
    offered that lift the first refusal, each with what remains.
    """
    return _few(_offered(RefusedPod(snapshot, manifest, version, answer, plugins), MOST_STEPS))


def _offered(refused: RefusedPod, steps: int) -> list[Remedy]:
    worked = _worked(refused)
    whole = [one for one in worked if not one.remaining]
    if worked and not whole and steps > 1:
        firsts = {one.field: one for one in reversed(worked)}
        several = [
            both for one in [*reversed(firsts.values())][:MOST_BEGUN] for both in _continued(refused, one, steps)
        ]
        whole = sorted(several, key=lambda one: (one.size, len(one.edits)))
    return whole or worked


def _continued(refused: RefusedPod, first: Remedy, steps: int) -> Iterator[Remedy]:
    """A change, and those that are enough after it."""
    try:
        manifest = refused.manifest.patch(first.edits)
    except ManifestError:
        return
    answer = answer_to(refused.snapshot, manifest, refused.version, refused.plugins)
    after = RefusedPod(refused.snapshot, manifest, refused.version, answer, refused.plugins)
    for second in _offered(after, steps - 1):
        if not second.remaining:
            title = f"{first.title}, and {second.title[0].lower()}{second.title[1:]}"
            yield Remedy(title, first.field, first.edits + second.edits, max(first.size, second.size))


def _worked(refused: RefusedPod) -> list[Remedy]:
    """The changes that lift the refusal, each with what remains; the smallest first."""
    found = sorted(_found(refused), key=lambda one: one[1].size)
    worked: list[Remedy] = []
    for plugin, remedy in found[:MOST_TRIED]:
        remaining = tried(refused, plugin, remedy.edits)
        if remaining is not None:
            worked.append(remedy._replace(remaining=remaining))
        if sum(not one.remaining for one in worked) >= MOST_OFFERED + MOST_OF_A_FIELD:
            break
    return worked


def _found(refused: RefusedPod) -> Iterator[tuple[str, Remedy]]:
    """What may help, each with the plugin whose refusal it is for; each change once, and none that changes nothing."""
    known = set()
    for plugin, source in _sources(refused):
        for remedy in source(refused):
            if remedy.edits and repr(remedy.edits) not in known:
                known.add(repr(remedy.edits))
                yield plugin, remedy


def _sources(refused: RefusedPod) -> Iterator[tuple[str, Source]]:
    """Who is asked for remedies, and for which refusal."""
    admission, scheduling = refused.answer.admission, refused.answer.scheduling
    if not admission.accepted:
        is_pod = admission.judged.get("kind", "Pod") == "Pod"
        for names, source in OF_ADMISSION:
            if admission.by in names and (is_pod or source is missing_names.remedies):
                yield admission.by, source
    elif scheduling is not None and scheduling.outcome is PodOutcome.NO_ATTEMPT:
        yield unusable_devices.NAME, unusable_devices.remedies
    elif scheduling is not None and scheduling.outcome is PodOutcome.UNSCHEDULABLE:
        refusing = dict.fromkeys(plugin_of(status) for status in scheduling.statuses.values())
        for names, source in OF_SCHEDULING:
            yield from ((name, source) for name in refusing if name in names)


def _few(remedies: list[Remedy]) -> list[Remedy]:
    """The first ones, not too many of one field, and none that only does more than another."""
    kept: list[Remedy] = []
    for one in remedies:
        does_more = any(set(map(repr, other.edits)) <= set(map(repr, one.edits)) for other in kept)
        of_field = sum(other.field == one.field for other in kept)
        if not does_more and of_field < MOST_OF_A_FIELD and len(kept) < MOST_OFFERED:
            kept.append(one)
    return kept
