"""The draft: a manifest being edited, saved on each edit, with its history of undo.

It owns what follows from its text and what is kept beside it: each write, undo included, stores all of that at once.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, Unpack, cast

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from podbuilder.builder.models.arrival import Arrival
from podbuilder.builder.models.assignment import Assignment, goals_met
from podbuilder.builder.models.change import Version
from podbuilder.builder.models.container_renames import follow
from podbuilder.builder.models.draft_queryset import DraftQuerySet
from podbuilder.builder.models.import_record import ImportRecord
from podbuilder.builder.models.manifest_cache import SHELF
from podbuilder.builder.models.parameters import with_defaults
from podbuilder.builder.models.state import FIELDS, State
from podbuilder.builder.models.summary import review_of_pod, summarize
from podbuilder.builder.models.written_by_pages import Conflict, Overtaken, WrittenByPages
from podbuilder.kube.core import versions
from podbuilder.kube.core.limits import MAX_CHARACTERS
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import Review
from podbuilder.kube.templating import Parameter, all_from_json


def new_key() -> str:
    """An address that cannot be guessed."""
    return secrets.token_urlsafe(12)


class Draft(Arrival, Assignment, WrittenByPages):
    """A manifest being edited. It belongs to an account, or to the browser that began it."""

    key = models.CharField(primary_key=True, max_length=16, default=new_key, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="drafts"
    )
    visitor = models.CharField(max_length=43, blank=True, db_index=True)
    name = models.CharField(max_length=253)
    kubernetes = models.CharField(max_length=8, default=versions.DEFAULT)
    text = models.TextField()
    # What was written as text last and cannot be read: it waits to be mended, while "text" is the last that could be.
    unreadable = models.TextField(blank=True, default="")
    # The text as it was when that one began: whoever mends it has seen nothing that was written since.
    unreadable_from = models.TextField(blank=True, default="")
    # The number of the newest change that is applied: those beyond it can be redone.
    position = models.PositiveIntegerField(default=0)
    # What the list of drafts shows, kept beside the text so that the list reads no manifest.
    containers = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    # Which of the file's pods is edited, in the order of the file, for a file that has several.
    pod_number = models.PositiveIntegerField(default=0)
    # What the user says a container is for, by its name, where our guess was wrong.
    roles = models.JSONField(default=dict, blank=True)
    # Advice that is suppressed, each with its reason.
    waivers = models.JSONField(default=list, blank=True)
    # Which rules advise: the name of a profile, or "own" for the document in profile_text.
    profile = models.CharField(max_length=32, default="default")
    profile_text = models.TextField(blank=True)
    # The parameters that the manifest's placeholders stand for.
    parameters = models.JSONField(default=list, blank=True)
    # The saved template it was begun from, in words; "" for none.
    origin = models.CharField(max_length=300, blank=True)
    # What is different in each environment, for Kustomize: `name`, and `answers` by their keys.
    overlays = models.JSONField(default=list, blank=True)
    # The key of the cluster that it is judged by as well; "" for none. Whether the asker may see it is asked each time.
    cluster = models.CharField(max_length=22, blank=True)
    # The folder for Kustomize that it was brought in, with every file, as JSON: see KeptFolder. "" for none.
    folder = models.TextField(blank=True, default="")
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(default=timezone.now, db_index=True)
    # When it was put into the bin, from which it can be brought back.
    deleted = models.DateTimeField(null=True, blank=True)

    objects = DraftQuerySet.as_manager()

    # Whether there is a step to take back, and one to apply again, where that is known already.
    _travels: tuple[bool, bool] | None = None

    class Meta:
        ordering = ("-updated",)

    def __str__(self) -> str:
        return self.name or self.key

    def get_absolute_url(self) -> str:
        return reverse("builder:draft", args=[self.key])

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    def duplicate(self) -> Draft:
        """Store a second draft of the same owner: the same manifest and the same text as received, and no history."""
        whose = ("owner_id", "visitor", "kubernetes")
        kept = {name: getattr(self, name) for name in (*whose, *FIELDS)}
        return Draft.objects.begin(self.manifest, self.received, imported=self.imported, **kept)

    @property
    def manifest(self) -> Manifest:
        """Its text, read, with the pod that is edited; the last one if the file has fewer by now."""
        return SHELF.read(self.text, self.pod_number)

    @property
    def state(self) -> State:
        """What is kept beside the text and follows it, through undo as well."""
        return cast(State, {name: getattr(self, name) for name in FIELDS})

    @property
    def declared(self) -> tuple[Parameter, ...]:
        """Its parameters."""
        return all_from_json(self.parameters)

    def with_defaults(self, manifest: Manifest) -> Manifest:
        """What is judged in place of a manifest of this draft: the same, with the parameters' defaults filled in."""
        return with_defaults(manifest, self.declared, self.kubernetes)

    def choose_pod(self, number: int) -> None:
        """Switch to another of the file's pods."""
        self._look_at(pod_number=number)

    def judge_by(self, version: str) -> None:
        """Switch to another version of Kubernetes."""
        self._look_at(kubernetes=version)

    def judge_by_cluster(self, key: str) -> None:
        """Judge it by a cluster as well, or for "" by none; no step of undo."""
        self._put(cluster=key)

    def remember_origin(self, origin: str) -> None:
        """Remember the template that it was saved as just now; no step of undo, for what was saved stays saved."""
        self._put(origin=origin)

    def keep_unreadable(self, text: str, tab_id: str = "", serial: int = 0) -> bool:
        """Keep a text that cannot be read yet, or none any more for ""; whether it is kept, for one can be too long.

        Of a page's texts the one with the highest `serial` is kept.
        """
        if len(text) > MAX_CHARACTERS:
            return False
        if text != self.unreadable and not self.is_overtaken(tab_id, serial):
            turn = self.turn_of(tab_id, serial) if tab_id == self.tab_id else {}
            began = (self.unreadable and self.unreadable_from) or self.text
            self._put(**turn, unreadable=text, unreadable_from=began if text else "", updated=timezone.now())
        return True

    def import_anew(self, text: str, record: ImportRecord, *, base: int, tab_id: str) -> None:
        """Put what other answers make of an import in the place of what came in, as one step of undo.

        Raises Conflict and ManifestError as `write` does.
        """
        self.write(text, base=base, tab_id=tab_id, subject="import")
        self._put(received=text, imported=record.to_json())

    def put_into_bin(self) -> None:
        self._put(deleted=timezone.now())

    def take_out_of_bin(self) -> None:
        self._put(deleted=None)

    def write(
        self,
        text: str,
        *,
        base: int,
        tab_id: str,
        serial: int = 0,
        subject: str = "",
        review: Review | None = None,
        **state: Unpack[State],
    ) -> bool:
        """Make `text` the draft's manifest, and `state` what is kept beside it, as one step of undo.

        Whether anything changed. `base` is the revision that the writing page was drawn from, `tab_id` the page's own
        name, `serial` the number of its post, `subject` what was edited: a page's writes to the same subject in quick
        succession are one step. What is kept by the names of containers follows them. `review` is the verdict on the
        text with the parameters' defaults filled in, for those who have it already.
        Raises Conflict if another page has written since revision `base`, Overtaken if this page has since it sent
        this, and ManifestError if the text holds no pod.
        """
        while True:
            if self.is_overtaken(tab_id, serial):
                raise Overtaken
            if self.is_stale(base, tab_id):
                raise Conflict
            new = Version(text, self._followed(text, state))
            if new == self._version:
                # Nothing to store but that what the page sent before this comes too late from now on.
                if not serial or self._swap(**self.turn_of(tab_id, serial)):
                    return False
            elif self._record(new, tab_id, serial, subject, review):
                return True
            # Somebody wrote at the same moment: the review may be out of date.
            self.refresh_from_db()
            review = None

    def keep(self, change: Callable[[], State], subject: str) -> bool:
        """Change what is kept beside the text, as one step of undo, however many pages write meanwhile.

        `change` is asked again, of the draft as it is by then, whenever another page was quicker.
        """
        while True:
            try:
                return self.write(self.text, base=self.revision, tab_id="", subject=subject, **change())
            except Conflict:
                continue

    def undo(self, *, base: int, tab_id: str) -> str:
        """Take back the newest applied change; its subject, or "" if there is none. Raises Conflict."""
        return self._travel(base, tab_id, forward=False)

    def redo(self, *, base: int, tab_id: str) -> str:
        """Apply the oldest change that was taken back; its subject, or "" if there is none. Raises Conflict."""
        return self._travel(base, tab_id, forward=True)

    @property
    def travels(self) -> tuple[bool, bool]:
        """Whether there is a change to take back, and one to apply again."""
        if self._travels is None:
            self._travels = self.changes.travels(self.position)
        return self._travels

    @property
    def can_undo(self) -> bool:
        return self.travels[0]

    @property
    def can_redo(self) -> bool:
        return self.travels[1]

    def refresh_from_db(self, *args: Any, **options: Any) -> None:
        super().refresh_from_db(*args, **options)
        self._travels = None

    @property
    def _version(self) -> Version:
        return Version(self.text, self.state)

    def _followed(self, text: str, given: State) -> State:
        """The state beside a new text: what is given, and the rest as it follows the containers."""
        kept = self.state
        if text != self.text and (kept["roles"] or kept["waivers"]):
            kept |= follow(kept, self.manifest.nearest_pod.pod, SHELF.read(text, self.pod_number).nearest_pod.pod)
        return State(**{**kept, **given})

    def _record(self, new: Version, tab_id: str, serial: int, subject: str, review: Review | None) -> bool:
        """Store a version with its step; whether nobody was quicker."""
        position = self.position
        step, ends_redo = self.changes.next_step(position, self._version, new, tab_id, subject)
        step.draft = self
        columns = self._columns(new, review)
        with transaction.atomic(savepoint=False):
            if not self._store(tab_id, serial, position=step.number, **columns):
                return False
            if ends_redo:
                self.changes.filter(number__gt=position).delete()
            step.save()
            self.changes.forget_before(step.number)
            self.changes.forget_large(step)
        self._travels = True, False
        return True

    def _travel(self, base: int, tab_id: str, *, forward: bool) -> str:
        while True:
            if self.is_stale(base, tab_id):
                raise Conflict
            step, has_more = self.changes.nearest(self.position, forward=forward)
            if step is None:
                return ""
            new = step.apply(self._version) if forward else step.revert(self._version)
            if step.state is None:
                new = Version(new.text, self._followed(new.text, {}))
            columns = self._columns(new)
            with transaction.atomic(savepoint=False):
                if self._store(tab_id, 0, position=self.position + (1 if forward else -1), **columns):
                    self.changes.filter(number=step.number).update(is_closed=True)
                    self._travels = (True, has_more) if forward else (has_more, True)
                    return step.subject
            self.refresh_from_db()

    def _columns(self, new: Version, review: Review | None = None) -> dict[str, Any]:
        """The columns that change with a new version, the summary among them."""
        columns: dict[str, Any] = {"text": new.text, **new.state}
        if new.text != self.text or new.state["parameters"] != self.parameters:
            manifest, parameters = SHELF.read(new.text, self.pod_number), new.state["parameters"]
            review = review_of_pod(manifest, parameters, self.kubernetes, review)
            pod = manifest.nearest_pod
            columns |= summarize(pod, parameters, self.kubernetes, review) | self._task_columns(pod, new.state, review)
        return {name: value for name, value in columns.items() if getattr(self, name) != value}

    def _task_columns(self, pod: Manifest, state: State, review: Review) -> dict[str, Any]:
        """Whether a new version, whose pod has this review, is what the draft's task asks for."""
        if not self.task or self.task_done:
            return {}
        filled = with_defaults(pod, all_from_json(state["parameters"]), self.kubernetes)
        return {"task_done": all(goals_met(self.task, filled, review, state["roles"]))}

    def _look_at(self, **columns: Any) -> None:
        """Store which pod is edited, or what it is judged by, with the summary that follows; no step of undo."""
        while any(getattr(self, name) != value for name, value in columns.items()):
            view = {**self._view, **columns}
            manifest = SHELF.read(self.text, view["pod_number"])
            if self._swap(**columns, **summarize(manifest, self.parameters, view["kubernetes"])):
                return
            self.refresh_from_db()

    @property
    def _view(self) -> dict[str, Any]:
        """What its text is looked at with."""
        return {"kubernetes": self.kubernetes, "pod_number": self.pod_number}

    def _store(self, tab_id: str, serial: int, **columns: Any) -> bool:
        """Store changed columns as the next revision, unless somebody was quicker; whether they are stored."""
        turn = self.turn_of(tab_id, serial)
        return self._swap(**turn, **columns, revision=self.revision + 1, updated=timezone.now())

    def _swap(self, **columns: Any) -> bool:
        """Store columns if the draft still is what was read here; whether they are stored.

        The statement locks the row: whoever else writes waits for the end of the transaction, and finds it changed.
        """
        unchanged = Draft.objects.filter(pk=self.pk, revision=self.revision, **self._view)
        if not unchanged.update(**columns):
            return False
        self._set(**columns)
        return True

    def _put(self, **columns: Any) -> None:
        """Store columns that nothing else depends on."""
        Draft.objects.filter(pk=self.pk).update(**columns)
        self._set(**columns)

    def _set(self, **columns: Any) -> None:
        for name, value in columns.items():
            setattr(self, name, value)
