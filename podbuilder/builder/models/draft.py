"""The draft: a manifest being edited, saved on each edit, with its history of undo."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from podbuilder.builder.models.manifest_cache import SHELF
from podbuilder.builder.models.text_delta import Splice, splice
from podbuilder.kube import versions
from podbuilder.kube.manifest import Manifest

# Steps of undo that are kept. The promise is 100; the rest is room.
KEPT_CHANGES = 300
# Keystrokes in one field become one step of undo while no pause between them is longer.
ONE_STROKE = timedelta(seconds=3)


class Conflict(Exception):
    """Somebody else has written the draft since the page was loaded."""


def new_key() -> str:
    """An address that cannot be guessed."""
    return secrets.token_urlsafe(12)


class Draft(models.Model):
    """A manifest in the making. It belongs to an account, or to the browser that began it."""

    key = models.CharField(primary_key=True, max_length=16, default=new_key, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="drafts"
    )
    visitor = models.CharField(max_length=43, blank=True, db_index=True)
    name = models.CharField(max_length=253)
    kubernetes = models.CharField(max_length=8, default=versions.DEFAULT)
    text = models.TextField()
    # Counts every write, undo included; a page says which one it was drawn from.
    revision = models.PositiveIntegerField(default=1)
    # The number of the newest change that is applied: those beyond it can be redone.
    position = models.PositiveIntegerField(default=0)
    # The page that wrote last, and the revision it found when its run of writes began.
    writer = models.CharField(max_length=32, blank=True)
    writer_since = models.PositiveIntegerField(default=1)
    # What the list of drafts shows, kept beside the text so that the list reads no manifest.
    containers = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    # Which of the file's pods is edited, in the order of the file, for a file that has several.
    pod_number = models.PositiveIntegerField(default=0)
    # What the user says a container is for, by its name, where our guess was wrong.
    roles = models.JSONField(default=dict, blank=True)
    # Advice that is set aside, each with its reason.
    waivers = models.JSONField(default=list, blank=True)
    # Which rules advise: the name of a profile, or "own" for the document in profile_text.
    profile = models.CharField(max_length=32, default="default")
    profile_text = models.TextField(blank=True)
    # The parameters that the manifest's placeholders stand for.
    parameters = models.JSONField(default=list, blank=True)
    # The saved template it was begun from, in words; "" for none.
    origin = models.CharField(max_length=300, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(default=timezone.now, db_index=True)
    # When it was put into the bin, from which it can be brought back.
    deleted = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-updated",)

    def __str__(self) -> str:
        return self.name or self.key

    def get_absolute_url(self) -> str:
        return reverse("draft", args=[self.key])

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    @property
    def manifest(self) -> Manifest:
        """Its text, read, with the pod that is edited; the last one if the file has fewer by now."""
        return SHELF.read(self.text, self.pod_number)

    def choose_pod(self, number: int) -> None:
        """Edit another of the file's pods from now on."""
        if number != self.pod_number:
            self.pod_number = number
            Draft.objects.filter(pk=self.pk).update(pod_number=number)

    @property
    def can_undo(self) -> bool:
        return self.travels[0]

    @property
    def can_redo(self) -> bool:
        return self.travels[1]

    @property
    def travels(self) -> tuple[bool, bool]:
        """Whether there is a change to take back, and one to apply again; their numbers have no gaps."""
        near = (self.position, self.position + 1)
        there = set(self.changes.filter(number__in=near).values_list("number", flat=True))
        return near[0] in there, near[1] in there

    def is_stale(self, base: int, writer: str) -> bool:
        """Whether a page drawn from revision `base` has missed what another page wrote since."""
        if base == self.revision:
            return False
        return not (writer and writer == self.writer and base >= self.writer_since)

    def write(self, text: str, *, base: int, writer: str, subject: str = "") -> bool:
        """Make `text` the draft's manifest, as one step of undo; whether anything changed.

        `base` is the revision that the writing page was drawn from, `writer` the page's own name, `subject` what was
        edited: writes to the same subject in quick succession are one step.
        Raises Conflict if another page has written since revision `base`.
        """
        with transaction.atomic():
            self.refresh_from_db(from_queryset=Draft.objects.select_for_update())
            if self.is_stale(base, writer):
                raise Conflict
            if text == self.text:
                return False
            self._record(text, writer, subject)
            self._store(text, writer)
        return True

    def undo(self, *, base: int, writer: str) -> str:
        """Take back the newest applied change; its subject, or "" if there is none. Raises Conflict."""
        return self._travel(base, writer, forward=False)

    def redo(self, *, base: int, writer: str) -> str:
        """Apply the oldest change that was taken back; its subject, or "" if there is none. Raises Conflict."""
        return self._travel(base, writer, forward=True)

    def _travel(self, base: int, writer: str, *, forward: bool) -> str:
        with transaction.atomic():
            self.refresh_from_db(from_queryset=Draft.objects.select_for_update())
            if self.is_stale(base, writer):
                raise Conflict
            change = self.changes.filter(number=self.position + forward).first()
            if change is None:
                return ""
            text = change.splice.apply(self.text) if forward else change.splice.revert(self.text)
            self.position += 1 if forward else -1
            self._store(text, writer)
            self.changes.filter(number=change.number).update(is_closed=True)
        return change.subject

    def _record(self, text: str, writer: str, subject: str) -> None:
        now = timezone.now()
        last, *undone = self._since(self.position)
        if undone:
            self.changes.filter(number__gt=self.position).delete()
        if last and last.continues(subject, writer, now):
            delta = splice(last.splice.revert(self.text), text)
            last.start, last.removed, last.added, last.at = delta.start, delta.removed, delta.added, now
            last.save()
            return
        delta = splice(self.text, text)
        self.position += 1
        Change.objects.create(
            draft=self,
            number=self.position,
            start=delta.start,
            removed=delta.removed,
            added=delta.added,
            writer=writer,
            subject=subject,
            at=now,
        )
        self.changes.filter(number__lte=self.position - KEPT_CHANGES).delete()

    def _since(self, number: int) -> list[Change | None]:
        """The change of this number, or None where there is none, and those after it."""
        found = list(self.changes.filter(number__gte=number).order_by("number"))
        return [*found] if found and found[0].number == number else [None, *found]

    def _store(self, text: str, writer: str) -> None:
        if writer != self.writer:
            self.writer_since = self.revision
        self.text, self.writer, self.revision, self.updated = text, writer, self.revision + 1, timezone.now()
        self.save()


class Change(models.Model):
    """One step of undo."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    removed = models.TextField(blank=True)
    added = models.TextField(blank=True)
    writer = models.CharField(max_length=32, blank=True)
    subject = models.CharField(max_length=512, blank=True)
    # Once travelled over by undo or redo, typing on begins a new step.
    is_closed = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("draft", "number"), name="one_change_a_number"),)

    def __str__(self) -> str:
        return f"{self.draft_id} {self.number}: {self.subject}"

    @property
    def splice(self) -> Splice:
        return Splice(self.start, self.removed, self.added)

    def continues(self, subject: str, writer: str, now: datetime) -> bool:
        """Whether a write to `subject` now is part of this step."""
        same = bool(subject) and self.subject == subject and self.writer == writer
        return same and not self.is_closed and now - self.at < ONE_STROKE
