"""One posted page, from its names to edits to a new manifest that is saved, or the reason why it is not."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from podbuilder.builder.editing.actions import action_for
from podbuilder.builder.editing.field_comments import write_notes
from podbuilder.builder.editing.field_edits import FieldEdits, as_meant, field_edits, meant_target
from podbuilder.builder.editing.page_merge import SHOWN, joined, shown_text
from podbuilder.builder.editing.pairs import PASTED
from podbuilder.builder.editing.post_data import (
    MENDS,
    SERIAL,
    TEXT,
    base_of,
    opened,
    posted_manifest,
    posted_pod,
    serial_of,
    tab_id_of,
)
from podbuilder.builder.editing.row_actions import NOTHING, Outcome, perform
from podbuilder.builder.editing.turns import in_turn
from podbuilder.builder.forms.control import Message
from podbuilder.builder.models import Conflict, Draft, State
from podbuilder.builder.models.manifest_cache import SHELF
from podbuilder.builder.pages.last_change import (
    REDO,
    UNDO,
    LastChange,
    change_between,
    merged_between,
    news_between,
    travel_between,
)
from podbuilder.builder.pages.problems import Conflicted
from podbuilder.builder.pages.step_page import StepPage
from podbuilder.builder.steps.outline import first_step, slug_for, steps_of
from podbuilder.builder.steps.registry import has_step, shown_in
from podbuilder.kube import catalogue
from podbuilder.kube.catalogue import MAX_LENGTH
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.manifest import Edit, Manifest, ManifestError
from podbuilder.kube.manifest.text_diff import changes

# The field that is to be among the rows of a long list.
AT = "at"
MINE, THEIRS = "mine", "theirs"
# Posted by every page and no field of the pod.
NO_FIELDS = frozenset({"csrfmiddlewaretoken", "base", "tab_id", MENDS, SERIAL, "op", "next", AT, PASTED})
# Typing in the editor is one step of undo while no long pause is made.
TYPING = "the text"


@dataclass(frozen=True)
class EditResult:
    """What a browser is shown after it has posted a page: the next page, or if `page` is None, another step."""

    page: StepPage | None = None
    # Whether the form must be drawn anew, because other controls or texts belong on it.
    is_reshaped: bool = False
    # The step that is loaded instead of a page that is given; "" for the draft's first. There, the element that gets
    # the focus, and what is said to have changed.
    slug: str = ""
    focus: str = ""
    change: LastChange | None = None


@dataclass(frozen=True)
class TextResult:
    """What a browser is shown after it has posted a manifest as text."""

    page: StepPage
    # Whether the form must be drawn anew.
    is_reshaped: bool = False


@dataclass(frozen=True)
class _Post:
    """A posted page, and the manifest that it was drawn from."""

    draft: Draft
    slug: str
    data: Mapping[str, str] = field(repr=False)
    before: Manifest = field(repr=False)
    fields: catalogue.Catalogue = field(repr=False)
    # Whether what another page wrote meanwhile is in what this one writes.
    is_joined: bool = False

    @classmethod
    def receive(cls, draft: Draft, slug: str, data: Mapping[str, str]) -> _Post:
        if draft.is_overtaken(tab_id_of(data), serial_of(data)):
            # What this page sent before it sent what is stored: only its button has still to be pressed.
            data = {name: data[name] for name in NO_FIELDS - {SERIAL} if name in data}
        if MENDS in data and TEXT in data and data.get("op") != MINE and draft.unreadable_from not in ("", draft.text):
            # Something was written while that text waited: it is brought together with what this one was made of.
            data = {**dict(data.items()), "base": "0", SHOWN: draft.unreadable_from}
        draft.choose_pod(posted_pod(data, draft.pod_number))
        fields = catalogue.with_workload(draft.kubernetes, draft.manifest.place.path_kind)
        return cls(draft, slug, as_meant(fields, data), draft.manifest, fields)

    @property
    def shown(self) -> Document:
        """What the page's forms showed."""
        return self.before.place.pod_with_workload

    @property
    def op(self) -> str:
        return self.data.get("op", "")

    @property
    def at(self) -> str:
        return self.data.get(AT, "")[:MAX_LENGTH]

    @property
    def tab_id(self) -> str:
        return tab_id_of(self.data)

    @property
    def base(self) -> int:
        """The revision that it may overwrite: whoever keeps their own version has seen the newest one."""
        return self.draft.revision if self.op == MINE or self.is_joined else base_of(self.data)

    @property
    def is_stale(self) -> bool:
        """Whether another page has written since the posting one was drawn."""
        return self.draft.is_stale(self.base, self.tab_id)

    def as_shown(self) -> _Post | None:
        """The same post, read as changes of what its page shows; None if the page does not say what that is."""
        shown = shown_text(self.data, self.before)
        if shown is None or self.op in (UNDO, REDO):
            return None
        fields = catalogue.with_workload(self.draft.kubernetes, shown.place.path_kind)
        return replace(self, before=shown, fields=fields, is_joined=True)


def new_tab_id() -> str:
    """An id for one loaded page, which tells two tabs apart."""
    return secrets.token_urlsafe(9)


def fresh_page(draft: Draft, slug: str, tab_id: str = "") -> StepPage:
    """The draft as it is stored, with nothing posted."""
    return StepPage(draft, draft.manifest, slug, tab_id or new_tab_id())


@in_turn
def submit(draft: Draft, slug: str, data: Mapping[str, str]) -> EditResult:
    """Carry out a posted step and its button (ManifestError if the editor's text, posted along, cannot be read)."""
    post = _Post.receive(draft, slug, data)
    shown, data = post.shown, post.data
    if not has_step(shown, slug):
        return EditResult()
    if post.op == THEIRS:
        return EditResult(_news(post), is_reshaped=True)
    is_stale = post.is_stale
    if is_stale and (result := _join(post)):
        return result
    fields, written, read = post.fields, posted_manifest(data, post.before), FieldEdits()
    # While the editor is ahead of the form, the form still shows the values from before.
    if TEXT not in data:
        read = field_edits(shown, fields, post.data, shown_in(slug))
    try:
        typed = write_notes(written, written.patch(read.edits), data, fields)
        if is_stale:
            return EditResult(_conflict(post, typed.manifest.text))
        if post.op in (UNDO, REDO):
            return _travel(post, typed.manifest, subject_of(read, typed.edits))
        outcome, changed, state = _press(post, typed.manifest, fields)
    except ManifestError as error:
        return _refused(post, read, error)
    page = StepPage(draft, changed, slug, post.tab_id, before=post.before.text, pending=outcome.pending, at=post.at)
    subject = subject_of(read, [*typed.edits, *outcome.edits])
    if not _write(post, page, subject, state):
        return EditResult(_conflict(post, changed.text))
    return _answer(page, post, outcome, read, typed.refused)


@in_turn
def submit_text(draft: Draft, slug: str, data: Mapping[str, str]) -> TextResult:
    """Make the posted text the draft's manifest (ManifestError if it cannot be read).

    The form is drawn anew if `form` is posted too: while one types, most of the time nobody looks at it.
    """
    post = _Post.receive(draft, slug, data)
    data = post.data
    if post.op == THEIRS:
        return TextResult(_news(post), is_reshaped=True)
    typed = posted_manifest(data, post.before)
    stored, shown = post.before, post.as_shown() if post.is_stale else None
    if shown is not None:
        written = posted_manifest(data, shown.before)
        joint = joined(shown.before, written, stored, draft.kubernetes, is_text=True)
        post, typed = (shown, joint) if joint else (post, typed)
    steps = [step.slug for step in steps_of(typed.place.pod_with_workload)]
    page = StepPage(draft, typed, slug if slug in steps else steps[0], post.tab_id, before=post.before.text)
    if not _write(post, page, TYPING, State()):
        return TextResult(_conflict(post, typed.text))
    is_redrawn = "form" in data or page.slug != slug or post.is_joined
    if post.is_joined:
        page.last_change = merged_between(post.before, stored, draft.kubernetes)
    if is_redrawn:
        page.place_messages()
    return TextResult(page, is_reshaped=is_redrawn)


def _news(post: _Post) -> StepPage:
    """The draft as others have left it, and what they changed if the page says what it showed."""
    if {MENDS, TEXT} <= post.data.keys():
        # The text that waited has given way to theirs.
        post.draft.keep_unreadable("")
    page = fresh_page(post.draft, post.slug if has_step(post.shown, post.slug) else first_step(post.shown))
    if (shown := shown_text(post.data, post.before)) is not None:
        page.last_change = news_between(shown, post.before, post.draft.kubernetes)
        page.before = shown.text
    page.place_messages()
    return page


def _join(post: _Post) -> EditResult | None:
    """A page that is behind: what it changed is done to what others wrote; None if somebody has to decide."""
    mine, stored = post.as_shown(), post.before
    if mine is None or not has_step(mine.shown, mine.slug):
        return None
    is_text, read = TEXT in mine.data, FieldEdits()
    if not is_text:
        read = field_edits(mine.shown, mine.fields, mine.data, shown_in(mine.slug))
    try:
        written = posted_manifest(mine.data, mine.before)
        typed = write_notes(written, written.patch(read.edits), mine.data, mine.fields)
        outcome, changed, state = _press(mine, typed.manifest, mine.fields)
        found = joined(mine.before, changed, stored, mine.draft.kubernetes, is_text=is_text or bool(typed.edits))
    except ManifestError:
        return None
    # What is on the page alone would go as it is drawn anew.
    if found is None or read.complaints or typed.refused or outcome.pending:
        return None
    page = StepPage(mine.draft, found, mine.slug, mine.tab_id, before=mine.before.text, at=mine.at)
    if not _write(mine, page, subject_of(read, [*typed.edits, *outcome.edits]), state):
        return None
    page.last_change = merged_between(mine.before, stored, mine.draft.kubernetes)
    return _answer(page, mine, outcome, read, typed.refused)


def _press(post: _Post, typed: Manifest, fields: catalogue.Catalogue) -> tuple[Outcome, Manifest, State]:
    """What the posted button makes of what is typed (ManifestError): how the page changes, and what is stored."""
    if (action := action_for(post.op)) is not None:
        return Outcome(), *action(typed, post.draft)
    outcome = perform(post.op, typed.place.pod_with_workload, fields, post.data) if post.op else NOTHING
    return outcome, typed.patch(outcome.edits), State()


def _write(post: _Post, page: StepPage, subject: str, state: State) -> bool:
    """Store the page's manifest, and what the page says of it; whether no other page has written meanwhile."""
    SHELF.keep(page.manifest)
    try:
        post.draft.write(
            page.manifest.text,
            base=post.base,
            tab_id=post.tab_id,
            serial=serial_of(post.data),
            subject=subject,
            review=page.review,
            **state,
        )
    except Conflict:
        post.draft.refresh_from_db()
        return False
    if TEXT in post.data:
        post.draft.keep_unreadable("")
    return True


def _answer(
    page: StepPage, post: _Post, outcome: Outcome, read: FieldEdits, refused: list[tuple[FieldPath, str]]
) -> EditResult:
    """What is shown after an edit that was saved."""
    if (number := opened(post.op)) is not None:
        post.draft.choose_pod(number)
        return EditResult()
    if post.op not in ("", MINE):
        page.last_change = change_between(post.before, page.manifest, page.draft.kubernetes)
    # Where a container is gone, its step's address is that of another one, whose page is loaded.
    if outcome.show is not None:
        return EditResult(slug=slug_for(outcome.show), focus=outcome.focus, change=page.last_change)
    if not has_step(page.shown, post.slug):
        return EditResult(slug=first_step(page.shown), change=page.last_change)
    page.focus = outcome.focus or meant_target(post.op)
    # After a button rows may stand elsewhere, and what was posted no longer names the right ones; with a text of the
    # editor, it belongs to the form before that.
    keeps_names = not post.is_joined and TEXT not in post.data and (bool(outcome.pending) or outcome is NOTHING)
    if keeps_names:
        page.data, page.complaints = post.data, read.complaints
        if page.form is not None:
            page.form.complaints |= {page.form.slot_for(path): Message("error", why) for path, why in refused}
    page.place_messages()
    return EditResult(page, is_reshaped=bool(post.op) or not keeps_names or read.reshapes)


def _refused(post: _Post, read: FieldEdits, error: ManifestError) -> EditResult:
    """The page as it was posted, and why that cannot be written; nothing of it is saved."""
    page = StepPage(post.draft, post.before, post.slug, post.tab_id, data=post.data, complaints=read.complaints)
    page.at = post.at
    page.place_messages()
    page.unplaced.insert(0, Message("error", f"This cannot be written into the manifest: {error.message}"))
    return EditResult(page, is_reshaped=True)


def _travel(post: _Post, typed: Manifest, subject: str) -> EditResult:
    """Undo or redo, after saving what was typed last."""
    draft = post.draft
    try:
        draft.write(typed.text, base=post.base, tab_id=post.tab_id, serial=serial_of(post.data), subject=subject)
        move = draft.undo if post.op == UNDO else draft.redo
        move(base=draft.revision, tab_id=post.tab_id)
    except Conflict:
        draft.refresh_from_db()
        return EditResult(_conflict(post, typed.text))
    page = StepPage(draft, draft.manifest, post.slug, post.tab_id, before=typed.text, at=post.at)
    page.last_change = travel_between(typed, page.manifest, draft.kubernetes, post.op)
    if not has_step(page.shown, post.slug):
        return EditResult(slug=first_step(page.shown), change=page.last_change)
    page.place_messages()
    return EditResult(page, is_reshaped=True)


def _conflict(post: _Post, mine: str) -> StepPage:
    """Another page has written meanwhile: nothing is saved, the difference is shown."""
    held = [(name, value) for name, value in post.data.items() if name not in NO_FIELDS]
    manifest = post.draft.manifest
    shown = manifest.place.pod_with_workload
    page = fresh_page(post.draft, post.slug if has_step(shown, post.slug) else first_step(shown))
    if page.slug == post.slug:
        page.conflict = Conflicted(changes(post.draft.text, mine), held)
    page.place_messages()
    return page


def subject_of(read: FieldEdits, edits: list[Edit]) -> str:
    """What a write is about, so that the keystrokes in one control become one step of undo.

    It is the control that was changed, or else what a button or a note does to one field.
    """
    if read.reshapes or len(read.changed) + len(edits) != 1:
        return ""
    return (next(iter(read.changed)) if read.changed else f"{edits[0].op} {edits[0].path}")[:512]
