"""Forks: copies that remember their original, and can take over its later changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import cached_property

from podbuilder.accounts.http import Asker
from podbuilder.accounts.models import User
from podbuilder.kube.core.document import MISSING
from podbuilder.kube.manifest import write
from podbuilder.kube.manifest.three_way_merge import MINE
from podbuilder.library.access import may_read, notes_for
from podbuilder.library.models import Revision, SavedTemplate, Visibility
from podbuilder.library.revisions.compare import Comparison, compare
from podbuilder.library.revisions.merge import ThreeWay
from podbuilder.library.revisions.save import Content, VersionConflict, free_slug, save_new, save_revision
from podbuilder.library.revisions.to_draft import origin_text


def fork_fields(template: SavedTemplate, number: int) -> dict[str, Any]:
    """The columns in which a fork remembers its original."""
    return {
        "fork_of": template,
        "fork_origin": origin_text(template, number),
        "fork_revision": number,
        "merged_revision": number,
    }


def fork(template: SavedTemplate, revision: Revision, user: User) -> SavedTemplate:
    """A copy of the template at a revision, private to this person."""
    copied = ("name", "description", "readme", "tags", "icon")
    copy = SavedTemplate(
        owner=user,
        slug=free_slug(template.slug, owner=user),
        visibility=Visibility.PRIVATE,
        **{name: getattr(template, name) for name in copied},
        **fork_fields(template, revision.number),
    )
    content = replace(Content.of_revision(revision), notes=notes_for(user, revision))
    # The message does not name the original: the fork may be shown to people who may not know of that.
    return save_new(copy, content, author=user, message="Forked")


def origin_for(user: Asker, template: SavedTemplate) -> SavedTemplate | None:
    """The template this one was forked from, if it is still there and this person may see it."""
    upstream = template.fork_of
    if upstream is None or upstream.deleted or not may_read(user, upstream):
        return None
    return upstream


def news_of(user: Asker, template: SavedTemplate) -> int:
    """How many revisions of the original this fork has neither taken over nor decided about."""
    upstream = origin_for(user, template)
    return upstream.latest_revision - (template.merged_revision or 0) if upstream else 0


@dataclass(frozen=True)
class Upstream:
    """A fork, its original, and the result of taking over the original's changes."""

    template: SavedTemplate
    origin: SavedTemplate
    base: Revision
    mine: Revision
    theirs: Revision
    choices: Mapping[str, str]

    @classmethod
    def of(cls, template: SavedTemplate, origin: SavedTemplate, choices: Mapping[str, str]) -> Upstream:
        base = origin.revisions.get(number=template.merged_revision or 1)
        return cls(template, origin, base, template.newest, origin.newest, choices)

    @property
    def is_new(self) -> bool:
        """Whether the original has changed at all since."""
        return self.theirs.number > self.base.number

    @cached_property
    def three_way(self) -> ThreeWay:
        base, mine, theirs = (Content.of_revision(revision) for revision in (self.base, self.mine, self.theirs))
        return ThreeWay(base, mine, theirs, self.choices)

    @property
    def conflicts(self) -> list[tuple[str, str, str, str, str]]:
        """What both sides changed: its name, the three values as texts, and the choice as it stands."""
        return [
            (one.name, shown(one.base), shown(one.mine), shown(one.theirs), self.choices.get(one.name, MINE))
            for one in self.three_way.conflicts
        ]

    @property
    def merged(self) -> Content | None:
        """The fork's content with the changes; None if they cannot be written into its text."""
        return self.three_way.merged

    @cached_property
    def comparison(self) -> Comparison | None:
        """What taking it over would change in this fork."""
        return compare(self.mine.text, self.merged.text, self.mine.kubernetes) if self.merged else None

    def take(self, *, base: int, theirs: int, author: User) -> Revision | None:
        """Save the merged text as the fork's next revision; None if there was nothing to change.

        Raises VersionConflict if either side has a newer revision than those that the choices are about.
        """
        if self.theirs.number != theirs:
            raise VersionConflict(self.theirs.number)
        if self.merged is None:
            raise ValueError("what cannot be merged cannot be taken over")
        message = f"Took over revision {theirs} of the original"
        revision = save_revision(self.template, self.merged, base=base, author=author, message=message)
        SavedTemplate.objects.filter(pk=self.template.pk).update(merged_revision=theirs)
        return revision


def shown(value: Any) -> str:
    """A value of a field as YAML; "" for none."""
    if value is MISSING:
        return ""
    if isinstance(value, dict | list):
        return write(value).rstrip("\n")
    return write({"": value}).split(":", 1)[1].strip()
