"""Whether a remedy does what it is for: the changed pod is asked about in the same cluster."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from podbuilder.kube.cluster.admission import mutating_admission_policy
from podbuilder.kube.cluster.admission.registry import DECODE, VALIDATION
from podbuilder.kube.cluster.admission.verdict import MUTATING, AdmissionVerdict, Further, admit
from podbuilder.kube.cluster.cluster_answer import lacks
from podbuilder.kube.cluster.pod_copies import claim_templates, first_pod
from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod, cycle_of, plugin_of
from podbuilder.kube.cluster.scheduling.cycle import PLUGINS
from podbuilder.kube.cluster.scheduling.filters.dynamic_resources import lacks_claim
from podbuilder.kube.cluster.scheduling.scheduler import PodOutcome, SchedulerVerdict
from podbuilder.kube.cluster.scheduling.status import CycleError, NotJudged, Status
from podbuilder.kube.cluster.snapshot import Object, Snapshot
from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document
from podbuilder.kube.manifest import Edit
from podbuilder.kube.yamltext.edits import EditRefused, meaning

# Who can refuse before those that only judge, in order.
_EARLY = (DECODE, *(name for name, _ in MUTATING), mutating_admission_policy.NAME, VALIDATION)
# These tell one refusal of several, each of a quota or a policy: the words before say of which.
_ONE_OF_SEVERAL = re.compile(r"(?:quota:|Policy) [^:, ]+")
_FILTERS = {plugin.NAME: number for number, plugin in enumerate(PLUGINS)}


class Placed(NamedTuple):
    """What the scheduler says of a changed pod: whether some node takes it, and if none does, why each does not."""

    fits: bool
    statuses: Mapping[str, Status]
    # Whether it was refused before any node was tried.
    is_early: bool = False
    # What it waits for, if it does not come to be tried at all.
    waits_for: str = ""


def tried(refused: RefusedPod, plugin: str, edits: Iterable[Edit]) -> str | None:
    """What stands in the way of the pod after the edits, "" for nothing; None if the plugin's refusal stays."""
    try:
        whole, template = _edited(refused, edits)
    except EditRefused:
        return None
    snapshot, manifest = refused.snapshot, refused.manifest
    templates: Sequence[Object] = ()
    if manifest.is_template:
        workload = admit(snapshot, whole, refused.version, refused.plugins)
        if not workload.accepted:
            return None
        templates = claim_templates(whole)
        whole = first_pod(whole, template)
    verdict = admit(snapshot, whole, refused.version, refused.plugins)
    before = refused.answer.admission
    if not verdict.accepted:
        return verdict.message if not before.accepted and _is_lifted(before, verdict) else None
    placed = _placed(snapshot, verdict, refused.version, templates)
    if placed.fits:
        return ""
    scheduling = refused.answer.scheduling
    if scheduling is None:
        return _most_frequent(placed.statuses.values()) or placed.waits_for
    return _remaining(scheduling, plugin, placed)


def _is_lifted(before: AdmissionVerdict, after: AdmissionVerdict) -> bool:
    """Whether it is another refusal, which comes later."""
    if not (before.is_late and after.is_late):
        return after.is_late or (not before.is_late and _EARLY.index(after.by) > _EARLY.index(before.by))
    refused = {_name(one.by, one.message) for one in (*after.further, Further(after.by, after.message))}
    return _name(before.by, before.message) not in refused


def _name(by: str, message: str) -> tuple[str, str]:
    """Who refuses: a plugin, or one of the objects that it asks."""
    found = _ONE_OF_SEVERAL.search(message)
    return by, found[0] if found else ""


def _edited(refused: RefusedPod, edits: Iterable[Edit]) -> tuple[Document, Document]:
    """The object and the pod in it after the edits (EditRefused)."""
    manifest, pod, whole = refused.manifest, refused.written, refused.manifest.object
    for edit in edits:
        if manifest.is_template and edit.path[0] == manifest.kind:
            whole = meaning(whole, Edit(edit.op, edit.path.relative_to((manifest.kind,)), edit.value, edit.to))
        else:
            pod = meaning(pod, edit)
    within = manifest.pod_path.relative_to(manifest.object_path)
    return (document.assign(whole, within, pod), pod) if manifest.is_template else (pod, pod)


def _placed(snapshot: Snapshot, verdict: AdmissionVerdict, version: str, templates: Sequence[Object]) -> Placed:
    """Ask nodes until one takes the pod; what cannot be judged does not stand in the way."""
    if verdict.object["spec"].get("nodeName") or any(lacks(snapshot, verdict.object)):
        return Placed(True, {})
    try:
        cycle = cycle_of(snapshot, verdict.object, version, templates)
        if lacks_claim(cycle.pod, cycle.cluster):
            return Placed(False, {}, waits_for="claims of devices that are not there")
        refusal = cycle.prepare()
        if refusal:
            return Placed(False, {node.name: refusal for node in cycle.cluster.nodes}, is_early=True)
        statuses = {}
        for node in cycle.chosen_nodes():
            status = cycle.check(node)
            if status is None:
                return Placed(True, {})
            statuses[node.name] = status
        return Placed(False, statuses)
    except (NotJudged, CycleError):
        return Placed(False, {})


def _remaining(scheduling: SchedulerVerdict, plugin: str, placed: Placed) -> str | None:
    """What is said by the nodes that the plugin no longer refuses; None if there is none."""
    if scheduling.outcome is PodOutcome.NO_ATTEMPT:
        return _most_frequent(placed.statuses.values())
    was_early = scheduling.refusal is not None
    lifted = [
        now
        for name, now in placed.statuses.items()
        if (before := scheduling.statuses.get(name))
        and plugin_of(before) == plugin
        and (not placed.is_early, _FILTERS[plugin_of(now)]) > (not was_early, _FILTERS[plugin])
    ]
    return _most_frequent(lifted)


def _most_frequent(statuses: Iterable[Status]) -> str | None:
    counted = Counter("; ".join(status.reasons) for status in statuses)
    return max(counted, key=lambda one: counted[one]) if counted else None
