"""From a template to a draft, and how a draft remembers the template it was started from."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.http import HttpRequest, HttpResponseRedirect

from podbuilder.accounts.http import Asker
from podbuilder.builder.models import Draft
from podbuilder.builder.models.assignment import AssignedTask
from podbuilder.builder.new_draft import begin
from podbuilder.kube.core.versions import DEFAULT, VERSIONS
from podbuilder.kube.manifest import Manifest
from podbuilder.library.access import may_read, notes_for, template_at
from podbuilder.library.models import Revision, SavedTemplate
from podbuilder.library.revisions.save import NOTES

_ORIGIN = re.compile(r"(?P<owner>[^/@\s]+)/(?P<slug>[^/@\s]+)@(?P<number>[0-9]{1,9})")


class DraftOrigin(NamedTuple):
    """The template that a draft was started from, and the number of the revision that its author knows."""

    template: SavedTemplate
    number: int


def origin_text(template: SavedTemplate, number: int) -> str:
    return f"{template.address}@{number}"


def origin_of(draft: Draft, user: Asker) -> DraftOrigin | None:
    """What a draft was started from; None for no template, or for one that this person may not see (any more)."""
    match = _ORIGIN.fullmatch(draft.origin)
    template = template_at(match["owner"], match["slug"]) if match else None
    if match is None or template is None or not may_read(user, template):
        return None
    return DraftOrigin(template, int(match["number"]))


def begin_draft(
    request: HttpRequest, revision: Revision, text: str | None = None, task: AssignedTask | None = None
) -> HttpResponseRedirect:
    """Start a draft from a revision, and redirect to it.

    `text` is the revision's text with its parameters filled in; such a draft declares no parameters. `task` is what a
    course asks for.
    """
    origin = origin_text(revision.template, revision.number)
    notes = notes_for(request.user, revision)
    if text is not None:
        filled_in = Revision(text=text, kubernetes=revision.kubernetes, notes=notes)
        return copy_to_draft(request, filled_in, f"{origin}, filled in")
    whole = Revision(text=revision.text, parameters=revision.parameters, kubernetes=revision.kubernetes, notes=notes)
    return copy_to_draft(request, whole, origin, task)


def copy_to_draft(
    request: HttpRequest, content: Revision, origin: str, task: AssignedTask | None = None
) -> HttpResponseRedirect:
    """Start a draft with the content of a revision, stored or not, and redirect to it."""
    manifest = Manifest.read(content.text, content.pod_number)
    version = content.kubernetes if content.kubernetes in VERSIONS else DEFAULT
    known = {name: content.notes[name] for name in NOTES if name in content.notes and name != "pod_number"}
    return begin(request, manifest, version, task=task, parameters=content.parameters, origin=origin, **known)
