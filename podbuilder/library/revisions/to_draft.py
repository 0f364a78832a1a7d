"""From a template to a draft, and how a draft remembers the template it was begun from."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.http import HttpRequest, HttpResponseRedirect

from podbuilder.accounts.http import Asker
from podbuilder.builder.models import Draft
from podbuilder.builder.new_draft import begin
from podbuilder.kube.core.versions import DEFAULT, VERSIONS
from podbuilder.kube.manifest import Manifest
from podbuilder.library.access import find, may_read
from podbuilder.library.models import Revision, SavedTemplate
from podbuilder.library.revisions.save import NOTES

_ORIGIN = re.compile(r"(?P<owner>[^/@\s]+)/(?P<slug>[^/@\s]+)@(?P<number>[0-9]{1,9})")


class Origin(NamedTuple):
    """The template a draft was begun from, and the number of the revision that its author knows."""

    template: SavedTemplate
    number: int


def origin_text(template: SavedTemplate, number: int) -> str:
    return f"{template.address}@{number}"


def origin_of(draft: Draft, user: Asker) -> Origin | None:
    """Where a draft comes from; None for nowhere, or for a template that this person may not see (any more)."""
    match = _ORIGIN.fullmatch(draft.origin)
    template = find(match["owner"], match["slug"]) if match else None
    if match is None or template is None or not may_read(user, template):
        return None
    return Origin(template, int(match["number"]))


def begin_draft(request: HttpRequest, revision: Revision, text: str | None = None) -> HttpResponseRedirect:
    """Begin a draft from a revision for whoever asks, and go to it.

    With a `text`, the revision's with its parameters filled in, the draft is one pod and no template any more.
    """
    origin = origin_text(revision.template, revision.number)
    if text is None:
        return copy_to_draft(request, revision, origin)
    filled_in = Revision(text=text, kubernetes=revision.kubernetes, notes=revision.notes)
    return copy_to_draft(request, filled_in, f"{origin}, filled in")


def copy_to_draft(request: HttpRequest, content: Revision, origin: str) -> HttpResponseRedirect:
    """Begin a draft that says what a revision says, stored or not, and go to it."""
    manifest = Manifest.read(content.text, content.pod_number)
    version = content.kubernetes if content.kubernetes in VERSIONS else DEFAULT
    known = {name: content.notes[name] for name in NOTES if name in content.notes and name != "pod_number"}
    return begin(request, manifest, version, parameters=content.parameters, origin=origin, **known)
