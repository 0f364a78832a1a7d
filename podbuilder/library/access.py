"""Who may see and change which template. A stranger gets 404; a reader who may not change it gets 403.

Reading depends on the template's visibility, writing on the account or the role in the team. The key of an unlisted
template's link is an argument.
"""

from __future__ import annotations

from secrets import compare_digest
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from podbuilder.accounts.http import Asker
from podbuilder.accounts.models import User
from podbuilder.library.models import Revision, SavedTemplate, Visibility
from podbuilder.teams.access import role_in
from podbuilder.teams.models import Role, Team

# Where the session keeps the links to unlisted templates that this browser has opened.
LINKS_IN_SESSION = "template-links"
MOST_LINKS = 100
# What people outside a team see.
OUTSIDE = frozenset({Visibility.UNLISTED, Visibility.PUBLIC})
# The notes of a revision that are needed to see its pod.
PUBLIC_NOTES = ("pod_number", "roles")
# What readers of a template take along besides: it was searched for credentials as the text was.
READERS_NOTES = (*PUBLIC_NOTES, "overlays", "folder")


def may_read(user: Asker, template: SavedTemplate, *, key: str = "") -> bool:
    """Whether this person, or whoever holds this key of its link, may see the template."""
    if template.visibility == Visibility.PUBLIC:
        return True
    if template.visibility == Visibility.UNLISTED and key and compare_digest(key.encode(), template.link_key.encode()):
        return True
    if template.team is None:
        return bool(user.is_authenticated and template.owner_id == user.pk)
    role = role_in(user, template.team)
    return role is not None and (role.can_write or template.visibility != Visibility.PRIVATE)


def belongs_to(user: Asker, template: SavedTemplate) -> bool:
    """Whether the template is this person's own, or one of a team they are in."""
    if template.team is not None:
        return role_in(user, template.team) is not None
    return bool(user.is_authenticated and template.owner_id == user.pk)


def may_write(user: Asker, template: SavedTemplate) -> bool:
    """Whether this person may save revisions and change the template's details."""
    return writes_for(user, template.owner_id, template.team)


def writes_for(user: Asker, owner_id: int | None, team: Team | None) -> bool:
    """Whether this person may change what belongs to a team, or to an owner where there is no team."""
    if not user.is_authenticated:
        return False
    if team is None:
        return bool(owner_id == user.pk)
    role = role_in(user, team)
    return role is not None and role.can_write


def may_manage(user: Asker, template: SavedTemplate) -> bool:
    """Whether this person may share, move and delete the template."""
    if template.team is None:
        return may_write(user, template)
    return role_in(user, template.team) is Role.OWNER


def may_show(user: User, team: Team | None, visibility: str) -> bool:
    """Whether this person may give a template of the team, or their own without one, this visibility.

    Who may save for a team decides within it; to show something to people outside is for those who manage it.
    """
    return visibility not in OUTSIDE or may_manage(user, SavedTemplate(owner=None if team else user, team=team))


def notes_for(user: Asker, revision: Revision) -> dict[str, Any]:
    """What this person may know of a revision beside its text: all of it if the template is theirs or their team's.

    Others need some of it to see the pod, and take along what it becomes for Kustomize. Reasons for suppressed advice,
    and profiles, are not for them.
    """
    notes: dict[str, Any] = revision.notes
    if belongs_to(user, revision.template):
        return notes
    return {name: notes[name] for name in READERS_NOTES if name in notes}


def public_notes(notes: dict[str, Any]) -> dict[str, Any]:
    """The notes that everybody who sees the pod may have, even where credentials in its text are covered."""
    return {name: notes[name] for name in PUBLIC_NOTES if name in notes}


def template_at(owner: str, slug: str) -> SavedTemplate | None:
    """The template at an address, whoever may see it. Ask `may_read` before anything of it is shown."""
    return SavedTemplate.objects.at(owner, slug).kept().first()


def link_keys_of(request: HttpRequest) -> list[str]:
    """The link keys that this request has for templates: the one in its address, or those of earlier requests."""
    if "link" in request.GET:
        return [request.GET["link"].replace("\x00", "")]
    return [str(key) for key in request.session.get(LINKS_IN_SESSION, {}).values()]


def link_key_of(request: HttpRequest, template: SavedTemplate) -> str:
    """The link key that this request has for the template: from its address, or from an earlier request's."""
    if "link" in request.GET:
        return request.GET["link"]
    return str(request.session.get(LINKS_IN_SESSION, {}).get(str(template.pk), ""))


def template_or_404(request: HttpRequest, owner: str, slug: str) -> SavedTemplate:
    """The template at this address if the asker may see it; Http404 otherwise.

    The session keeps a link's key, so that the links on the template's page work, too.
    """
    found = SavedTemplate.objects.at(owner, slug).kept()
    template = found.readable_by(request.user, link_keys_of(request)).first()
    if template is None:
        raise Http404("no such template for you")
    if "link" in request.GET and template.visibility == Visibility.UNLISTED:
        links = dict(list(request.session.get(LINKS_IN_SESSION, {}).items())[1 - MOST_LINKS :])
        request.session[LINKS_IN_SESSION] = {**links, str(template.pk): request.GET["link"]}
    return template


def writable_template_or_403(request: HttpRequest, owner: str, slug: str) -> SavedTemplate:
    """The same for a template that the asker may change; PermissionDenied for a reader."""
    template = template_or_404(request, owner, slug)
    if not may_write(request.user, template):
        raise PermissionDenied("You may read this template, but not change it.")
    return template


def managed_template_or_403(request: HttpRequest, owner: str, slug: str) -> SavedTemplate:
    """The same for a template that the asker may manage; PermissionDenied for readers and for a team's editors."""
    template = template_or_404(request, owner, slug)
    if not may_manage(request.user, template):
        raise PermissionDenied("Only its owners may share, move or delete this template.")
    return template


def deleted_template_or_404(request: HttpRequest, pk: int) -> SavedTemplate:
    """A template in the asker's bin; Http404 otherwise."""
    template = SavedTemplate.objects.in_bin().managed_by(request.user).with_owner().filter(pk=pk).first()
    if template is None:
        raise Http404("no such template in your bin")
    return template


def revision_or_404(template: SavedTemplate, number: int | None = None) -> Revision:
    """One revision of a template that the asker may see, the newest without a number; Http404 if there is none."""
    wanted = template.latest_revision if number is None else number
    revision = Revision.objects.filter(template=template, number=wanted).first()
    if revision is None:
        raise Http404("no such revision")
    revision.template = template
    return revision
