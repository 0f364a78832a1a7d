"""Saving a draft as a template or as its next revision, without overwriting changes that its author has not seen.

Each function is one transaction. It locks the template's row while it assigns a number, so that revisions have no gaps
and no duplicates, however many people save at once.
"""

from __future__ import annotations

import json
from copy import copy
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from podbuilder.accounts.models import User
from podbuilder.builder.models import Draft
from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.templating import all_from_json
from podbuilder.library.audit_log import record
from podbuilder.library.models import Revision, SavedTemplate, Visibility, Word
from podbuilder.library.models.template import LONGEST_SLUG
from podbuilder.library.quotas import refuse_more
from podbuilder.library.revisions.compare import sentence
from podbuilder.library.revisions.derived_columns import LONGEST_WORD, derived_columns
from podbuilder.library.search.full_text import index
from podbuilder.library.secret_gate import (
    NOTHING_ACKNOWLEDGED,
    Acknowledgement,
    SecretFinding,
    accept_findings,
    findings_in_folder,
    findings_in_words,
    is_shared,
    overrides_of,
    secret_findings,
)
from podbuilder.teams.models import Team

# What a draft has besides its text, and a revision keeps for the next draft.
NOTES = ("pod_number", "roles", "waivers", "profile", "profile_text", "overlays", "folder")
TAG, PATTERN = "tag", "pattern"


class VersionConflict(Exception):
    """Somebody else has saved since. `current` is the revision, or version of the settings, that exists now."""

    def __init__(self, current: int) -> None:
        super().__init__(f"there is {current} by now")
        self.current = current


class SlugTaken(Exception):
    """The owner has another template at this address."""


@dataclass(frozen=True)
class Content:
    """What a revision contains."""

    text: str = field(repr=False)
    parameters: list[dict[str, Any]] = field(default_factory=list)
    kubernetes: str = ""
    notes: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of_draft(cls, draft: Draft) -> Content:
        return cls(draft.text, draft.parameters, draft.kubernetes, {name: getattr(draft, name) for name in NOTES})

    @classmethod
    def of_revision(cls, revision: Revision) -> Content:
        return cls(revision.text, revision.parameters, revision.kubernetes, revision.notes)

    @property
    def size(self) -> int:
        """How many characters it takes, but for what is short."""
        return len(self.text) + len(self.notes.get("folder") or "") + len(json.dumps(self.notes.get("overlays") or ""))

    def with_text_in_folder(self) -> Content:
        """The same with the text in the files of its folder, which keeps nothing that the text has no more."""
        try:
            kept = KeptFolder.from_json(self.notes.get("folder") or "")
            return replace(self, notes={**self.notes, "folder": kept.with_text(self.text).to_json()}) if kept else self
        except KustomizationError:
            # The files of the base do not take the text: they stay as they came.
            return self

    def facts(self) -> dict[str, Any]:
        """The columns of the template that follow from this."""
        manifest = Manifest.read(self.text, int(self.notes.get("pod_number") or 0))
        chosen = self.notes.get("roles") or {}
        return asdict(derived_columns(manifest, all_from_json(self.parameters), self.kubernetes, chosen))


def save_new(
    template: SavedTemplate,
    content: Content,
    *,
    author: User,
    message: str = "",
    acknowledgement: Acknowledgement = NOTHING_ACKNOWLEDGED,
) -> SavedTemplate:
    """Store a template that is not stored yet, with its first revision. Raises SlugTaken and QuotaReached.

    Raises SecretsFound if others would see credentials that the author has not acknowledged.
    """
    for name, value in content.facts().items():
        setattr(template, name, value)
    template.latest_revision = 1
    content = content.with_text_in_folder()
    refuse_more(template, content.size)
    found = _secrets(template, content)
    try:
        with transaction.atomic():
            template.save()
            accept_findings(template, found, acknowledgement, who=author)
            _revision(template, 1, content, author, message)
            index_words(template)
            record(author, "template.saved", template=template, visibility=template.visibility)
    except IntegrityError as error:
        if not _is_taken(template):
            raise
        raise SlugTaken from error
    return template


def save_revision(
    template: SavedTemplate,
    content: Content,
    *,
    base: int,
    author: User,
    message: str = "",
    acknowledgement: Acknowledgement = NOTHING_ACKNOWLEDGED,
) -> Revision | None:
    """Store the next revision of a template; None if it would equal revision `base`, the newest.

    Raises VersionConflict if there is a newer revision than `base`, the one that the author has seen, SecretsFound, and
    QuotaReached.
    """
    facts, content = content.facts(), content.with_text_in_folder()
    refuse_more(template, content.size)
    found = _secrets(template, content)
    older = None if message else template.revisions.filter(number=base).first()
    message = sentence(older.text, content.text, content.kubernetes) if older else message
    with transaction.atomic():
        locked = SavedTemplate.objects.select_for_update().get(pk=template.pk)
        if locked.latest_revision != base:
            raise VersionConflict(locked.latest_revision)
        newest = locked.newest
        if Content.of_revision(newest) == content:
            return None
        if is_shared(locked):
            found = found if is_shared(template) else _secrets(locked, content)
            accept_findings(locked, found, acknowledgement, who=author)
        revision = _revision(locked, base + 1, content, author, message)
        for name, value in facts.items():
            setattr(locked, name, value)
        locked.latest_revision, locked.updated = base + 1, timezone.now()
        locked.save(update_fields=[*facts, "latest_revision", "updated"])
        index_words(locked)
    for name in (*facts, "latest_revision", "updated"):
        setattr(template, name, getattr(locked, name))
    return revision


def change(
    template: SavedTemplate,
    *,
    version: int,
    by: User,
    acknowledgement: Acknowledgement = NOTHING_ACKNOWLEDGED,
    **details: Any,
) -> SavedTemplate:
    """Change a template's settings, as seen at `version`. Raises VersionConflict, SlugTaken and SecretsFound."""
    after = copy(template)
    for name, value in details.items():
        setattr(after, name, value)
    searched, found = template.latest_revision, _secrets_shown(after, was_shared=is_shared(template))
    try:
        with transaction.atomic():
            locked = SavedTemplate.objects.select_for_update().get(pk=template.pk)
            if locked.version != version or locked.latest_revision != searched:
                raise VersionConflict(locked.version)
            seen_by, was_shared = locked.visibility, is_shared(locked)
            for name, value in details.items():
                setattr(locked, name, value)
            if is_shared(locked):
                found = found if was_shared == is_shared(template) else _secrets_shown(locked, was_shared=was_shared)
                accept_findings(locked, found, acknowledgement, who=by)
            locked.version, locked.updated = version + 1, timezone.now()
            locked.save(update_fields=[*details, "version", "updated"])
            index_words(locked)
            if locked.visibility != seen_by:
                record(by, "template.visibility", template=locked, before=seen_by, after=locked.visibility)
    except IntegrityError as error:
        raise SlugTaken from error
    return locked


# Texts are searched before a transaction begins, which others wait for.


def _secrets(template: SavedTemplate, content: Content) -> list[SecretFinding]:
    """The credentials in what is about to be saved, if others may see it."""
    if not is_shared(template):
        return []
    parameters, known = all_from_json(content.parameters), overrides_of(template)
    found = secret_findings(content.text, known, parameters=parameters, version=content.kubernetes or DEFAULT)
    # The files of a folder's base hold the text once more.
    known |= {one.mark for one in found}
    return found + findings_in_folder(content.notes, known) + findings_in_words(template, overrides_of(template))


def _secrets_shown(after: SavedTemplate, *, was_shared: bool) -> list[SecretFinding]:
    """The credentials that a template with new settings shows to people who do not see them now."""
    if not is_shared(after):
        return []
    # Whoever sees it already sees the revisions, too; they were searched before.
    search = findings_in_words if was_shared else secret_findings
    return search(after, overrides_of(after))


def free_slug(name: str, *, owner: User | None = None, team: Team | None = None) -> str:
    """A slug made from a name, at which the owner or team has no template."""
    plain = slugify(name)[: LONGEST_SLUG - 4].strip("-_").replace("_", "-") or "pod"
    taken = set(
        SavedTemplate.objects.owned_by(owner, team).filter(slug__startswith=plain).values_list("slug", flat=True)
    )
    return next(slug for n in range(1, len(taken) + 2) if (slug := plain if n == 1 else f"{plain}-{n}") not in taken)


def _is_taken(template: SavedTemplate) -> bool:
    return SavedTemplate.objects.owned_by(template.owner, template.team).filter(slug=template.slug).exists()


def _revision(template: SavedTemplate, number: int, content: Content, author: User, message: str) -> Revision:
    return Revision.objects.create(
        template=template,
        number=number,
        text=content.text,
        parameters=content.parameters,
        kubernetes=content.kubernetes,
        notes=content.notes,
        author=author,
        message=" ".join(message.replace("\x00", "").split())[:300],
    )


def index_words(template: SavedTemplate) -> None:
    """Update the words by which lists are searched and filtered."""
    index(template)
    wanted = {(TAG, str(tag)[:LONGEST_WORD]) for tag in template.tags}
    wanted |= {(PATTERN, word) for word in template.patterns}
    known = {(word.kind, word.word): word.pk for word in template.words.all()}
    gone = [pk for word, pk in known.items() if word not in wanted]
    if gone:
        Word.objects.filter(pk__in=gone).delete()
    Word.objects.bulk_create(Word(template=template, kind=kind, word=word) for kind, word in wanted - set(known))


def visibilities(team: object) -> list[tuple[str, str]]:
    """The choices of visibility with their labels; TEAM only for a template of a team."""
    words = {
        Visibility.PRIVATE: "Only those who may edit it" if team else "Only you",
        Visibility.TEAM: "Everybody in the team",
        Visibility.UNLISTED: "Anyone with the link",
        Visibility.PUBLIC: "Everybody, and it is listed",
    }
    return [(value.value, text) for value, text in words.items() if team or value != Visibility.TEAM]
