"""One posted page, carried out: form → edits → a new manifest, saved; or the reason why not."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from podbuilder.builder.difference import difference
from podbuilder.builder.editing.actions import action_for
from podbuilder.builder.editing.field_comments import write_notes
from podbuilder.builder.editing.post_data import NAME as TEXT
from podbuilder.builder.editing.post_data import base_of, posted_manifest, posted_pod, writer_of
from podbuilder.builder.editing.row_actions import NOTHING, Outcome, perform
from podbuilder.builder.forms.parts import Chooser, Message
from podbuilder.builder.models import Conflict, Draft, State
from podbuilder.builder.models.manifest_cache import SHELF
from podbuilder.builder.pages.problems import Conflicted
from podbuilder.builder.pages.step_page import Page
from podbuilder.builder.steps.outline import slug_for
from podbuilder.kube.field import FieldPath
from podbuilder.kube.manifest import Edit, Manifest, ManifestError
from podbuilder.kube.review import Review

UNDO, REDO, MINE, THEIRS = "undo", "redo", "mine", "theirs"
# Posted by every page and no field of the pod.
NO_FIELDS = frozenset({"csrfmiddlewaretoken", "base", "writer", "op", "next"})


@dataclass
class Answer:
    """What the browser is shown: a page, whether its form must be drawn anew, and whether another step is meant."""

    page: Page
    is_reshaped: bool = False
    # The path of the field whose step is to be shown instead, as for a container that was just added.
    show: FieldPath | None = None
    # Why the text in the YAML editor, posted along, cannot be read.
    unreadable: ManifestError | None = None


def new_writer() -> str:
    """The name of one loaded page, so that two tabs can be told apart."""
    return secrets.token_urlsafe(9)


def fresh_page(draft: Draft, slug: str, writer: str = "") -> Page:
    """The draft as it is stored, with nothing posted."""
    return Page(draft, draft.manifest, slug, writer or new_writer())


def carry_out(draft: Draft, slug: str, data: Mapping[str, str]) -> Answer | None:
    """Carry out a posted step and its button. None if the draft has no such step (any more)."""
    op, writer, base = data.get("op", ""), writer_of(data), base_of(data)
    draft.choose_pod(posted_pod(data, draft.pod_number))
    manifest = draft.manifest
    before = Page(draft, manifest, slug, writer, data=data)
    if before.form is None:
        return None
    if op == THEIRS:
        return Answer(fresh_page(draft, slug), is_reshaped=True)
    if op == MINE:
        base = draft.revision
    # While the editor is ahead of the form, the form says how things were before.
    edits = before.form.edits() if TEXT not in data else []
    try:
        written = posted_manifest(data, manifest)
    except ManifestError as error:
        return Answer(before, unreadable=error)
    try:
        typed, noted, refused = write_notes(written, written.patch(edits), data, before.catalogue)
        edits += noted
        for path, why in refused:
            before.form.complain(before.form.slot_for(path), why)
        if draft.is_stale(base, writer):
            return conflict(before, typed.text)
        if op in (UNDO, REDO):
            return travel(before, typed, base, edits)
        outcome = perform(op, typed.pod, before.catalogue, data) if op else NOTHING
        changed, state = typed.patch(outcome.edits), State()
        if (action := action_for(op)) is not None:
            outcome, (changed, state) = Outcome(), action(typed, draft)
    except ManifestError as error:
        before.place_messages()
        before.homeless.insert(0, Message("error", f"This cannot be written into the manifest: {error.message}"))
        return Answer(before, is_reshaped=True)
    SHELF.keep(changed)
    subject, review = subject_of([*edits, *outcome.edits]), Page(draft, changed, slug, writer).review
    try:
        draft.write(changed.text, base=base, writer=writer, subject=subject, review=review, **state)
    except Conflict:
        draft.refresh_from_db()
        return conflict(before, changed.text)
    if TEXT in data:
        before.data = None  # what was posted belongs to the form before this text
    return answer(before, changed, outcome, op, review)


def answer(before: Page, manifest: Manifest, outcome: Outcome, op: str, review: Review) -> Answer:
    """The page after an edit that was saved; `review` is the verdict on it."""
    if outcome.show is not None and slug_for(outcome.show) != before.slug:
        return Answer(before, show=outcome.show)
    # After a button rows may stand elsewhere, and what was posted no longer names the right ones.
    data = before.data if outcome.pending or outcome is NOTHING else None
    page = Page(
        before.draft,
        manifest,
        before.slug,
        before.writer,
        before=before.manifest.text,
        data=data,
        pending=outcome.pending,
        focus=outcome.focus,
    )
    page.review = review
    if page.form is None:
        return Answer(before, show=FieldPath(("metadata",)))
    if data is not None and before.form is not None:
        page.form.take_complaints(before.form)
    page.place_messages()
    return Answer(page, is_reshaped=bool(op) or data is None or _is_reshaped(before))


def travel(before: Page, typed: Manifest, base: int, edits: list[Edit]) -> Answer:
    """Undo or redo, after saving what was typed last."""
    draft, data = before.draft, before.data or {}
    try:
        draft.write(typed.text, base=base, writer=before.writer, subject=subject_of(edits))
        move = draft.undo if data.get("op") == UNDO else draft.redo
        move(base=draft.revision, writer=before.writer)
    except Conflict:
        draft.refresh_from_db()
        return conflict(before, typed.text)
    page = Page(draft, draft.manifest, before.slug, before.writer, before=typed.text)
    if page.form is None:
        return Answer(page, show=FieldPath(("metadata",)))
    page.place_messages()
    return Answer(page, is_reshaped=True)


def conflict(before: Page, mine: str) -> Answer:
    """Another page has written meanwhile: nothing is saved, the difference is shown."""
    held = [(name, value) for name, value in (before.data or {}).items() if name not in NO_FIELDS]
    page = fresh_page(before.draft, before.slug)
    page.conflict = Conflicted(difference(before.draft.text, mine), held)
    if page.form is None:
        page = fresh_page(before.draft, "metadata")
    page.place_messages()
    return Answer(page)


def subject_of(edits: list[Edit]) -> str:
    """What an edit is about, so that the keystrokes in one control become one step of undo."""
    if len(edits) != 1:
        return ""
    edit = edits[0]
    return f"{edit.op} {edit.path.parent if edit.op == 'rename' else edit.path}"[:512]


def _is_reshaped(page: Page) -> bool:
    """Whether other controls or texts belong on the page: another branch of a union was chosen, or a unit."""
    form = page.form
    if form is not None and form.has_units:
        return True
    choosers = [part for part in form.all_parts if isinstance(part, Chooser)] if form else []
    return any(form is not None and form.text(c.name) not in (None, c.chosen) for c in choosers)
