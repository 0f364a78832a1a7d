"""One step of undo: what it changed in a draft's text, and in what the draft keeps beside it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import models
from django.db.models.functions import Cast, Coalesce, Length
from django.utils import timezone

from podbuilder.builder.models import state as states
from podbuilder.builder.models.state import State
from podbuilder.builder.models.text_delta import Splice, splice
from podbuilder.web.limits import UNDO_CHARACTERS, UNDO_KEPT

# Steps of undo that are kept. The promise is 100; the rest is room. Those beyond are dropped a few at once.
KEPT_CHANGES = 300
DROPPED_AT_ONCE = 20
# Characters of one step from which on all are counted; smaller ones, KEPT_CHANGES of them, hold less than is allowed.
LARGE = UNDO_CHARACTERS // (KEPT_CHANGES + DROPPED_AT_ONCE)
# Keystrokes in one field become one step of undo while no pause between them is longer.
ONE_STROKE = timedelta(seconds=3)


class Version(NamedTuple):
    """All of a draft that a step of undo takes back."""

    text: str
    state: State


class ChangeQuerySet(models.QuerySet["Change"]):
    """The steps of one draft. Their numbers have no gaps; those beyond the draft's position were taken back."""

    def travels(self, position: int) -> tuple[bool, bool]:
        """Whether there is a step to take back, and one to apply again."""
        there = set(self.filter(number__in=(position, position + 1)).values_list("number", flat=True))
        return position in there, position + 1 in there

    def nearest(self, position: int, *, forward: bool) -> tuple[Change | None, bool]:
        """The step to apply again, or to take back, and whether there is another one behind it."""
        numbers = (position + 1, position + 2) if forward else (position, position - 1)
        found = {change.number: change for change in self.filter(number__in=numbers)}
        return found.get(numbers[0]), numbers[1] in found

    def next_step(self, position: int, old: Version, new: Version, tab_id: str, subject: str) -> tuple[Change, bool]:
        """The step from one version to the next, not stored yet, and whether it puts an end to steps taken back.

        It is the last step if this goes on with that one, or else one behind it.
        """
        now = timezone.now()
        near = {change.number: change for change in self.filter(number__in=(position, position + 1))}
        step = near.get(position)
        if step is not None and step.continues(subject, tab_id, now):
            old = step.revert(old)
        else:
            step = Change(number=position + 1, tab_id=tab_id, subject=subject)
        step.at = now
        step.span(old, new)
        return step, position + 1 in near

    def forget_before(self, number: int) -> None:
        """Drop steps that are too old to be taken back, now and then."""
        if number % DROPPED_AT_ONCE == 0:
            self.filter(number__lte=number - KEPT_CHANGES).delete()

    def forget_large(self, step: Change) -> None:
        """Drop old steps where all of them hold too much; asked at large steps only, which alone lead there soon."""
        if step.characters < LARGE:
            return
        held = 0
        beside = Coalesce(Length(Cast("state", models.TextField())), 0)
        sizes = self.order_by("-number").annotate(size=Length("removed") + Length("added") + beside)
        for age, (number, size) in enumerate(sizes.values_list("number", "size")):
            held += size
            if held > UNDO_CHARACTERS and age >= UNDO_KEPT:
                self.filter(number__lte=number).delete()
                return


class Change(models.Model):
    """One step of undo."""

    draft = models.ForeignKey("builder.Draft", on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    removed = models.TextField(blank=True)
    added = models.TextField(blank=True)
    # What changed beside the text, by field; None for a step from the time when undo took back the text alone.
    state = models.JSONField(null=True, blank=True)
    tab_id = models.CharField(max_length=32, blank=True)
    subject = models.CharField(max_length=512, blank=True)
    # Once travelled over by undo or redo, typing on begins a new step.
    is_closed = models.BooleanField(default=False)
    at = models.DateTimeField()

    objects = ChangeQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("draft", "number"), name="one_change_a_number"),)

    def __str__(self) -> str:
        return f"{self.draft_id} {self.number}: {self.subject}"

    @property
    def characters(self) -> int:
        """How many characters it holds."""
        return len(self.removed) + len(self.added) + len(json.dumps(self.state))

    @property
    def splice(self) -> Splice[str]:
        """What it changed in the text."""
        return Splice(self.start, self.removed, self.added)

    def span(self, old: Version, new: Version) -> None:
        """Be the step from one version to the other."""
        change = splice(old.text, new.text)
        self.start, self.removed, self.added = change.start, change.removed, change.added
        self.state = states.delta(old.state, new.state)

    def apply(self, old: Version) -> Version:
        """The draft after this step, given the draft before it."""
        return Version(self.splice.apply(old.text), states.apply(self.state or {}, old.state))

    def revert(self, new: Version) -> Version:
        """The draft before this step, given the draft after it."""
        return Version(self.splice.revert(new.text), states.revert(self.state or {}, new.state))

    def continues(self, subject: str, tab_id: str, now: datetime) -> bool:
        """Whether a write to `subject` now is part of this step; only a page's own writes are ever joined."""
        same = bool(subject and tab_id) and self.subject == subject and self.tab_id == tab_id
        return same and not self.is_closed and now - self.at < ONE_STROKE
