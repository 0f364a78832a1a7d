"""A pod becomes a workload, a workload a pod or another workload, in one step; what that does is said with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from podbuilder.kube.core import document, kinds, versions
from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.manifest import Edit, Manifest, ManifestError, remove_, set_
from podbuilder.kube.review import review_manifest
from podbuilder.kube.workload_change import pod_fields, workload_fields
from podbuilder.kube.workload_change.claim_templates import claim_template, notes_on_claims, without_volumes
from podbuilder.kube.workload_change.claim_volumes import TEMPLATES, VOLUMES, claim_volumes, volume_edits
from podbuilder.kube.workload_change.identity_labels import labels_for_selector, missing_labels
from podbuilder.kube.workload_change.notes import Answers, Note
from podbuilder.kube.workload_change.pod_fields import ANNOTATIONS, LABELS, METADATA, POD, POLICY
from podbuilder.kube.workload_change.template_place import deeper, field_of, higher, kind_words
from podbuilder.kube.yamltext.wrapper import MOVED

DEFAULTS = Answers()
JOB, CRON_JOB = workload_fields.ENDING
STATEFUL_SET = "StatefulSet"
_GROUPS = ("apps", "batch")


@dataclass(frozen=True, slots=True)
class WorkloadChange:
    """A manifest with its object of another kind, and what that does; if `refused` says why not, it is as it was.

    `is_moved` says that the pod's lines stand in the new text as they stood in the old one, indentation apart.
    """

    manifest: Manifest
    notes: tuple[Note, ...] = ()
    refused: str = ""
    is_moved: bool = True


def kinds_to_be() -> list[str]:
    """The kinds that an object can be made, and be made from."""
    return [POD, *(name for name, kind in kinds.workloads().items() if kind.group in _GROUPS)]


def other_kind(manifest: Manifest) -> str:
    """The kind that most people are after who want another one; "" if its own cannot be changed."""
    kind = manifest.kind
    if kind not in kinds_to_be() or kinds.kind_of(manifest.object) is not kinds.native()[kind]:
        return ""
    return "Deployment" if kind == POD else POD


def change_workload(
    manifest: Manifest, to: str, answers: Answers = DEFAULTS, version: str = versions.DEFAULT
) -> WorkloadChange:
    """Make the object of a manifest one of the kind `to`, one of `kinds_to_be`.

    An object that the API server takes remains one, or the change is refused.
    """
    refused = _why_not(manifest, to)
    if refused:
        return WorkloadChange(manifest, refused=refused)
    steps = _Steps(manifest, [])
    try:
        steps.lose(pod_fields.written_by_others(manifest.object))
        own = steps.manifest
        change = _changed(steps, to, answers, version)
    except ManifestError as problem:
        return WorkloadChange(manifest, refused=problem.message)
    verdict = review_manifest(change.manifest, version)
    if not verdict.accepted and review_manifest(own, version).accepted:
        error = (*verdict.errors, *verdict.wrapper_errors)[0]
        return WorkloadChange(
            manifest, refused=f"The API server would not take this {to}, for its {error.path}. {error.detail}"
        )
    return change


def _why_not(manifest: Manifest, to: str) -> str:
    one, kind = manifest.object, manifest.kind
    if not other_kind(manifest):
        return f"An object of the kind {kind} cannot be made another one here, only Kubernetes' own can."
    if kind == to:
        return f"It is a {to} already."
    if not isinstance(one.get("spec"), dict) or not isinstance(manifest.pod.get("spec"), dict):
        return "There is no pod in it yet. Give it containers first."
    return ""


@dataclass(slots=True)
class _Steps:
    """A manifest on its way, what has been said about it, and whether its lines have only been moved so far."""

    manifest: Manifest
    notes: list[Note]
    # Where in the object that it was the fields of this one stood.
    within: tuple[str, ...] = ()
    is_moved: bool = True

    def edit(self, edits: Iterable[Edit]) -> None:
        """Edits of the pod."""
        self.manifest = self.manifest.patch(edits)

    def edit_object(self, edits: Iterable[Edit]) -> None:
        """Edits of its object."""
        path = self.manifest.object_path
        self.manifest = self.manifest.patch_document(
            replace(edit, path=FieldPath((*path, *edit.path))) for edit in edits
        )

    def lose(self, notes: Iterable[Note]) -> None:
        """Remove what the notes of the object say is lost."""
        gone = list(notes)
        self.tell(gone)
        self.edit_object([remove_(note.path) for note in gone])

    def tell(self, notes: Iterable[Note]) -> None:
        """Notes of what the object has, with the paths that it had there."""
        self.notes += [replace(note, path=FieldPath((*self.within, *note.path))) for note in notes]

    def place(self, to: str, fields: dict[str, Any] | None = None) -> None:
        """Put the object's spec into one of a workload, or take it out where nothing is said that stands beside it."""
        placed = higher(self.manifest, to) if fields is None else deeper(self.manifest, to, fields)
        self.manifest, self.is_moved = placed.manifest, self.is_moved and placed.is_moved


def _changed(steps: _Steps, to: str, answers: Answers, version: str) -> WorkloadChange:
    _rename(steps, answers)
    manifest = steps.manifest
    before = _template_path(manifest.kind)
    if to != POD:
        selected = document.mapping_at(manifest.object, ("spec", "selector", "matchLabels"))
        lost = (note for note in pod_fields.lost_in_template(manifest.pod, to) if note.path[-1] not in selected)
        steps.lose([replace(note, path=FieldPath((*before, *note.path))) for note in lost])
    if manifest.kind == CRON_JOB:
        steps.tell(_lost_around(steps.manifest, to, ()))
        steps.place(JOB)
        steps.within = before[:-2]
    base = JOB if to == CRON_JOB else to
    if manifest.kind == POD:
        _become_workload(steps, to, answers)
    elif to == POD:
        _become_pod(steps, answers)
    elif steps.manifest.kind != base:
        _become_another(steps, base, answers, version)
    _restart(steps, to, answers)
    if to == STATEFUL_SET and answers.own_claims:
        _own_claims(steps, answers)
    if to == CRON_JOB:
        steps.place(CRON_JOB, _fields(steps, CRON_JOB, answers))
    steps.notes += _in_template(pod_fields.traps(steps.manifest.pod, to), to)
    return WorkloadChange(steps.manifest, tuple(steps.notes), is_moved=steps.is_moved)


def _template_path(kind: str) -> tuple[str, ...]:
    return () if kind == POD else kinds.workloads()[kind].templates[0].path


def _in_template(notes: Iterable[Note], kind: str) -> Iterator[Note]:
    path = _template_path(kind)
    return (replace(note, path=FieldPath((*path, *note.path))) for note in notes)


def _lost_around(manifest: Manifest, to: str, along: tuple[str, ...]) -> Iterator[Note]:
    """What stands around a spec that comes out of it, but for what only its kind needs."""
    spec, field = manifest.object["spec"], field_of(manifest.kind)
    for name, value in spec.items():
        if name not in (field, "selector") and (name, value) != ("replicas", 1):
            yield Note("lost", ROOT.child("spec", name), f"A {to} has no {name}.")
    for name, value in document.mapping_at(spec, (field, "metadata")).items():
        if name not in along and value is not None:
            yield Note("lost", ROOT.child("spec", field, "metadata", name), "It has no place outside of a template.")


def _fields(steps: _Steps, kind: str, answers: Answers) -> dict[str, Any]:
    """The fields of a workload that it does not have yet, with what is told about them."""
    one, pod = steps.manifest.object, steps.manifest.pod
    labels = document.mapping_at(pod, LABELS)
    labels = {**labels, **missing_labels(one, labels)}
    found = workload_fields.needed_fields(kind, one, pod["spec"], labels, answers)
    if steps.manifest.is_template and kind != CRON_JOB:
        found = {name: value for name, value in found.items() if name not in one["spec"]}
    steps.notes += workload_fields.notes_on(kind, found, pod["spec"])
    return found


def _add_labels(steps: _Steps, fields: dict[str, Any], to: str) -> None:
    """The labels that a new selector names, in the template."""
    wanted = document.mapping_at(fields, ("selector", "matchLabels"))
    labels = document.mapping_at(steps.manifest.pod, LABELS)
    new = {key: value for key, value in wanted.items() if labels.get(key) != value}
    steps.edit([set_(LABELS.key(key), value) for key, value in new.items()])
    sentence = "The selector finds the pods by it."
    steps.notes += _in_template((Note("added", LABELS.key(key), sentence) for key in new), to)


def _become_workload(steps: _Steps, to: str, answers: Answers) -> None:
    fields = _fields(steps, JOB if to == CRON_JOB else to, answers)
    metadata = document.mapping_at(steps.manifest.object, METADATA)
    steps.place(JOB if to == CRON_JOB else to, fields)
    for name in MOVED:
        if metadata.get(name):
            is_copied = document.has(steps.manifest.object, ("metadata", name))
            sentence = "They go to the pods; the workload has the same." if is_copied else "They go to the pods."
            steps.notes += _in_template([Note("moved", METADATA.child(name), sentence)], to)
    _add_labels(steps, fields, to)


def _become_pod(steps: _Steps, answers: Answers) -> None:
    one, before = steps.manifest.object, steps.manifest.kind
    labels = [] if answers.keep_labels else labels_for_selector(steps.manifest)
    volumes = claim_volumes(one)
    steps.tell(_lost_around(steps.manifest, POD, MOVED))
    for path in (LABELS, ANNOTATIONS):
        own, templates = (document.mapping_at(each, path) for each in (one, steps.manifest.pod))
        sentence = f"It is the {before}'s own; the pod does not have it."
        steps.notes += [Note("lost", path.key(key), sentence) for key in own if key not in templates]
    sentence = "It was there for the selector alone."
    steps.tell(_in_template((Note("lost", LABELS.key(key), sentence) for key in labels), JOB))
    is_all = bool(labels) and len(labels) == len(document.mapping_at(steps.manifest.pod, LABELS))
    steps.edit([remove_(LABELS)] if is_all else [remove_(LABELS.key(key)) for key in labels])
    steps.edit(volume_edits(steps.manifest.pod, volumes))
    steps.notes += _on_volumes(volumes, POD)
    steps.place(POD)


def _become_another(steps: _Steps, to: str, answers: Answers, version: str) -> None:
    """A workload of another kind whose template stands at the same place."""
    one, before = steps.manifest.object, steps.manifest.kind
    volumes = claim_volumes(one)
    lost = workload_fields.fields_without_place(one, to, version)
    steps.lose(Note("lost", path, f"A {to} has no {path[-1]} like a {before}'s.") for path in lost)
    fields = _fields(steps, to, answers)
    words = [set_(ROOT.child(key), value) for key, value in kind_words(to).items()]
    steps.edit_object([*words, *(set_(ROOT.child("spec", name), value) for name, value in fields.items())])
    _add_labels(steps, fields, to)
    steps.edit(volume_edits(steps.manifest.pod, volumes))
    steps.notes += _on_volumes(volumes, to)


def _on_volumes(volumes: list[dict[str, Any]], to: str) -> Iterator[Note]:
    sentence = f"In place of {TEMPLATES[-1]}: the claims that the first pod has."
    return _in_template([Note("open", VOLUMES, sentence)] if volumes else [], to)


def _rename(steps: _Steps, answers: Answers) -> None:
    """Another name for the object, where its own does not fit the kind or is to be free."""
    name = METADATA.child("name")
    before = document.get(steps.manifest.object, name)
    if answers.name and answers.name != before:
        steps.edit_object([set_(name, answers.name)])
        so_far = f", so far {before}" if before else ""
        steps.notes.append(Note("added", name, f"Its new name{so_far}. What names it elsewhere stays as it is."))


def _own_claims(steps: _Steps, answers: Answers) -> None:
    """Templates in the place of claims that all pods would share."""
    pod, names = steps.manifest.pod, [name for name, _ in answers.own_claims]
    there = document.listed(steps.manifest.object, TEMPLATES)
    steps.notes += _in_template(notes_on_claims(pod, names), STATEFUL_SET)
    steps.edit(without_volumes(pod, names))
    steps.edit_object([set_(TEMPLATES, [*there, *(claim_template(*one) for one in answers.own_claims)])])


def _restart(steps: _Steps, to: str, answers: Answers) -> None:
    pod = steps.manifest.pod
    policy = pod_fields.new_policy(pod, to, answers)
    path = FieldPath((*_template_path(to), *POLICY))
    steps.notes += pod_fields.note_on_policy(policy, pod, to, path)
    if policy is not None:
        steps.edit([set_(POLICY, policy) if policy else remove_(POLICY)])
