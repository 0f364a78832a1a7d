"""Keeps credentials out of what others see.

Before something is saved or shown for others, it is searched for credentials: every pod, every default of a parameter,
the rest of the file, and what is written about it. A finding stops the saving; it names the field, never the value. Its
author can move it into a Secret, or an owner can say that it is not a credential, and why. A digest of the value
remembers that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.crypto import salted_hmac

from podbuilder.accounts.models import User
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.versions import DEFAULT, VERSIONS
from podbuilder.kube.exporters.kustomize.overlay_answers import overlay_of
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.pieces import pieces
from podbuilder.kube.secret_scanning.move_to_secret import can_convert
from podbuilder.kube.secret_scanning.outside_pods import cover_outside_pods, find_outside_pods
from podbuilder.kube.secret_scanning.prose import find_in_prose
from podbuilder.kube.secret_scanning.scanner import Leak, find
from podbuilder.kube.templating import Parameter, all_from_json, filled_in, problems
from podbuilder.library.audit_log import record
from podbuilder.library.models import Revision, SavedTemplate, SecretOverride, Visibility

# Not taken for a credential itself.
COVER = "<covered>"
LONGEST_REASON = 300
LONGEST_RULE, LONGEST_PATH = 64, 512
# The stored digests were made with this, so it stays as it is, although the module has another name.
SALT = "podbuilder.library.hygiene"


@dataclass(frozen=True)
class SecretFinding:
    """One credential in plain text: where it stands, why it looks like one, and whether a Secret can take it."""

    leak: Leak
    # A digest of the value, by which a form refers to it.
    mark: str
    can_move: bool
    pod: int = 0
    # The number of the revision in which it stands, if that is stored.
    revision: int = 0
    # Where it stands, in words, if that is outside every pod.
    place: str = ""
    # Whether it stands in what is written about the template, not in a manifest.
    is_prose: bool = False

    @property
    def where(self) -> str:
        if self.place:
            return self.place
        path = str(self.leak.path)
        return f"pod {self.pod + 1}: {path}" if self.pod else path

    @property
    def in_words(self) -> str:
        return self.leak.in_words


class SecretsFound(Exception):
    """What others would see contains credentials."""

    def __init__(self, found: Sequence[SecretFinding]) -> None:
        super().__init__(f"{len(found)} credentials in plain text")
        self.found = found


@dataclass(frozen=True)
class Acknowledgement:
    """Somebody's statement that these are not credentials, and why. Without a reason, it has no effect."""

    marks: frozenset[str] = frozenset()
    reason: str = ""

    @property
    def accepted(self) -> frozenset[str]:
        return self.marks if self.reason.strip() else frozenset()


NOTHING_ACKNOWLEDGED = Acknowledgement()


def is_shared(template: SavedTemplate) -> bool:
    """Whether anybody but its author may see it."""
    return template.team_id is not None or template.visibility != Visibility.PRIVATE


def secret_findings(
    what: str | SavedTemplate,
    overrides: Collection[str] = (),
    *,
    parameters: Sequence[Parameter] = (),
    version: str = DEFAULT,
) -> list[SecretFinding]:
    """The credentials in a text, or in a template and in its every revision, except those in `overrides`.

    All revisions count, since new readers of a template can see the old ones, too.
    """
    if isinstance(what, SavedTemplate):
        found = {one.mark: one for one in findings_in_words(what, overrides)}
        for revision in what.revisions.all():
            own = findings_in_folder(revision.notes, overrides)
            for one in (*findings_of(revision, overrides), *(replace(one, revision=revision.number) for one in own)):
                found.setdefault(one.mark, one)
        return list(found.values())
    return [one for one in _all(what, parameters, version) if one.mark not in overrides]


def findings_of(revision: Revision, overrides: Collection[str] = ()) -> list[SecretFinding]:
    """The same of one revision."""
    version = revision.kubernetes if revision.kubernetes in VERSIONS else DEFAULT
    parameters = all_from_json(revision.parameters)
    return [
        replace(one, revision=revision.number)
        for one in _all(revision.text, parameters, version)
        if one.mark not in overrides
    ]


def findings_in_words(template: SavedTemplate, overrides: Collection[str] = ()) -> list[SecretFinding]:
    """The credentials in what is written about a template: its description and its README."""
    found = []
    for title, text in (("Description", template.description), ("README", template.readme)):
        for line, kind, held in find_in_prose(text):
            mark = _digest(kind, held)
            if mark not in overrides:
                found.append(
                    SecretFinding(
                        Leak(FieldPath(), "", kind), mark, can_move=False, place=f"{title}, line {line}", is_prose=True
                    )
                )
    return found


def findings_in_folder(notes: Mapping[str, Any], overrides: Collection[str] = ()) -> list[SecretFinding]:
    """The credentials in what a revision keeps for Kustomize beside its text: overlays, and files of a folder."""
    found: dict[str, SecretFinding] = {}
    for place, one in (*_in_overlays(notes.get("overlays") or ()), *_in_files(notes.get("folder") or "")):
        found.setdefault(one.mark, replace(one, place=f"{place}: {one.where}", can_move=False, pod=0))
    return [one for mark, one in found.items() if mark not in overrides]


def _in_overlays(stored: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, SecretFinding]]:
    for one in stored:
        place, overlay = f"Overlay {one['name']}", overlay_of(one["name"], one["answers"]).overlay
        for change in overlay.containers:
            env = [{"name": name, "value": value} for name, value in change.env.items() if value is not None]
            pod = {"spec": {"containers": [{"name": change.container, "env": env}]}}
            for leak in find(pod):
                yield place, SecretFinding(leak, _digest(leak.kind, document.get(pod, leak.path)), can_move=False)
        for text in filter(None, (text for change in overlay.config for text in change.entries.values())):
            yield from ((place, leak) for leak in _in_prose(text))


def _in_files(folder: str) -> Iterator[tuple[str, SecretFinding]]:
    try:
        kept = KeptFolder.from_json(folder)
        files = kept.files if kept else {}
    except KustomizationError:
        files = {"folder": folder}
    for path, text in files.items():
        yield from ((path, one) for one in (*_all(text, (), DEFAULT), *_in_prose(text)))


def _in_prose(text: str) -> Iterator[SecretFinding]:
    for line, kind, held in find_in_prose(text):
        yield SecretFinding(Leak(FieldPath(), "", kind), _digest(kind, held), can_move=False, place=f"line {line}")


def overrides_of(template: SavedTemplate) -> frozenset[str]:
    """The marks of values that somebody has said are not credentials."""
    if template.pk is None:
        return frozenset()
    return frozenset(template.secret_overrides.values_list("fingerprint", flat=True))


def accept_findings(
    template: SavedTemplate, found: Sequence[SecretFinding], acknowledgement: Acknowledgement, *, who: User
) -> None:
    """Remember that everything found is acknowledged. Raises SecretsFound if something is not."""
    if any(one.mark not in acknowledgement.accepted for one in found):
        raise SecretsFound(found)
    for one in found:
        SecretOverride.objects.get_or_create(
            template=template,
            rule=one.leak.kind[:LONGEST_RULE],
            path=one.where[:LONGEST_PATH],
            fingerprint=one.mark,
            defaults={"reason": acknowledgement.reason.strip()[:LONGEST_REASON], "who": who},
        )
        reason = acknowledgement.reason.strip()[:LONGEST_REASON]
        record(who, "secret.overridden", template=template, where=one.where, kind=one.leak.kind, reason=reason)


def covered(text: str, overrides: Collection[str] = ()) -> tuple[str, int]:
    """The text with COVER in place of each credential, and how many there were. Raises ManifestError."""
    hidden = 0
    shown = []
    for piece, manifests in pieces(text):
        places: dict[FieldPath, Any] = {}
        for manifest in manifests:
            leaks = [leak for leak in find(manifest.pod) if _mark(manifest, leak) not in overrides]
            places |= {manifest.in_document(leak.path): COVER for leak in leaks}
        shown.append(manifests[0].set_all(places).text if places else piece)
        hidden += len(places)
    text = "".join(shown)
    outside = [one for one in find_outside_pods(text) if _digest(one.leak.kind, one.value) not in overrides]
    return cover_outside_pods(text, outside, COVER), hidden + len(outside)


def _all(text: str, parameters: Sequence[Parameter], version: str) -> Iterator[SecretFinding]:
    try:
        manifests = Manifest.read_all(text)
    except ManifestError:
        # A text that cannot be read cannot be saved either; whoever saves it is told so.
        return
    for number, manifest in enumerate(manifests):
        own = find(manifest.pod)
        places = {leak.path for leak in own}
        for leak in own:
            yield SecretFinding(leak, _mark(manifest, leak), can_convert(leak), number)
        if parameters and not problems(parameters):
            # Not with_defaults, which makes up a value for a parameter without a default: only a value that stands in
            # the declaration can be somebody's credential. The other placeholders stay.
            declared = {each.name: each.default for each in parameters if each.default is not None}
            try:
                usual = filled_in(manifest, declared, version)
            except ManifestError:
                # Nobody can fill it in, then; its own text has been searched above.
                continue
            for leak in find(usual.pod):
                if leak.path not in places:
                    yield SecretFinding(leak, _mark(usual, leak), can_move=False, pod=number)
    for one in find_outside_pods(text):
        yield SecretFinding(one.leak, _digest(one.leak.kind, one.value), can_move=False, place=one.place)


def _mark(manifest: Manifest, leak: Leak) -> str:
    return _digest(leak.kind, document.get(manifest.pod, FieldPath(leak.path)))


def _digest(kind: str, value: Any) -> str:
    """A digest under this installation's key, from which a short password cannot be guessed by trying."""
    return salted_hmac(SALT, f"{kind}\0{value}", algorithm="sha256").hexdigest()
