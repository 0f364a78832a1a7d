"""A posted text, carried out: read, saved as a step of undo, and the page that shows it."""

from __future__ import annotations

from collections.abc import Mapping

from podbuilder.builder.editing.post_data import base_of, posted_manifest, posted_pod, writer_of
from podbuilder.builder.editing.submit import MINE, THEIRS, Answer, conflict, fresh_page
from podbuilder.builder.models import Conflict, Draft
from podbuilder.builder.models.manifest_cache import SHELF
from podbuilder.builder.pages.step_page import Page
from podbuilder.builder.steps.outline import steps_of

# Typing in the editor is one step of undo while no long pause is made.
SUBJECT = "the text"


def carry_out_text(draft: Draft, slug: str, data: Mapping[str, str]) -> Answer:
    """Make the posted text the draft's manifest (ManifestError if it cannot be read).

    The form is drawn anew if `form` is posted too: while one types, most of the time nobody looks at it.
    """
    writer, base = writer_of(data), base_of(data)
    draft.choose_pod(posted_pod(data, draft.pod_number))
    manifest = draft.manifest
    if data.get("op") == THEIRS:
        return Answer(fresh_page(draft, slug), is_reshaped=True)
    typed = posted_manifest(data, manifest)
    if data.get("op") == MINE:
        base = draft.revision
    SHELF.keep(typed)
    steps = [step.slug for step in steps_of(typed.pod)]
    page = Page(draft, typed, slug if slug in steps else steps[0], writer, before=manifest.text)
    try:
        draft.write(typed.text, base=base, writer=writer, subject=SUBJECT, review=page.review)
    except Conflict:
        draft.refresh_from_db()
        return conflict(Page(draft, draft.manifest, slug, writer, data=data), typed.text)
    is_redrawn = "form" in data or page.slug != slug
    if is_redrawn:
        page.place_messages()
    return Answer(page, is_reshaped=is_redrawn)
