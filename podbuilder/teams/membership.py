"""Who is in a team, and in which role. Changes lock the team, so that it always keeps an owner."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from podbuilder.accounts.models import User
from podbuilder.teams.models import Invitation, Membership, Role, Team, digest
from podbuilder.teams.signals import team_changed


class LastOwner(Exception):
    """The team would be left without an owner."""


class Gone(Exception):
    """What was to be changed no longer exists."""


@contextmanager
def locked(team: Team) -> Iterator[Team]:
    """Lock the team against other changes: two owners who leave at once must not both succeed. Raises Gone."""
    with transaction.atomic():
        fresh = Team.objects.select_for_update().filter(pk=team.pk).first()
        if fresh is None:
            raise Gone
        yield fresh


def create_team(team: Team, owner: User) -> Team:
    """Store a new team with its first owner. Raises NameTaken."""
    with transaction.atomic():
        team.save()
        Membership.objects.create(team=team, user=owner, role=Role.OWNER)
        _announce(owner, "team.created", team.name, team)
    return team


def rename(team: Team, name: str, by: User) -> None:
    """Give the team another name; its slug stays."""
    before, team.name = team.name, name
    with transaction.atomic():
        team.save(update_fields=("name",))
        _announce(by, "team.renamed", team.slug, team, {"before": before, "after": name})


def change_role(team: Team, pk: int, role: Role, by: User) -> Membership:
    """Give a member another role. Raises LastOwner, Gone."""
    with locked(team):
        membership = _member(team, pk)
        before = membership.role
        if before == Role.OWNER and role != Role.OWNER:
            _refuse_last_owner(team, membership)
        membership.role = role
        membership.save(update_fields=("role",))
        if before == Role.OWNER and role != Role.OWNER:
            _revoke_invitations_of(team, membership.user, by)
        if before != role:
            details = {"before": str(before), "after": str(role)}
            _announce(by, "member.role", membership.user.username, team, details)
    return membership


def remove(team: Team, pk: int, by: User) -> Membership:
    """Remove a member from the team; with their own `pk`, people leave. Raises LastOwner, Gone."""
    with locked(team):
        membership = _member(team, pk)
        if membership.role == Role.OWNER:
            _refuse_last_owner(team, membership)
        membership.delete()
        _revoke_invitations_of(team, membership.user, by)
        is_own = membership.user_id == by.pk
        _announce(by, "member.left" if is_own else "member.removed", membership.user.username, team)
    return membership


def hand_over(team: Team, pk: int, by: User) -> Membership:
    """Make another member an owner, and `by` an editor. Raises Gone."""
    with locked(team):
        heir = _member(team, pk)
        heir.role = Role.OWNER
        heir.save(update_fields=("role",))
        team.memberships.filter(user=by).exclude(pk=heir.pk).update(role=Role.EDITOR)
        if heir.user_id != by.pk:
            _revoke_invitations_of(team, by, by)
        _announce(by, "member.role", heir.user.username, team, {"after": str(Role.OWNER)})
    return heir


def invite(team: Team, role: Role, by: User, email: str = "") -> tuple[Invitation, str]:
    """Offer a place. Returns the invitation and the secret of its link."""
    with transaction.atomic():
        invitation, secret = Invitation.make(team, role=role, made_by=by, email=email)
        _announce(by, "member.invited", email or "whoever has the link", team, {"role": str(role)})
    return invitation, secret


def revoke(team: Team, pk: int, by: User) -> Invitation:
    """Revoke an invitation. Raises Gone."""
    with locked(team):
        invitation = Invitation.objects.filter(team=team).unanswered().filter(pk=pk).first()
        if invitation is None:
            raise Gone
        invitation.revoked = timezone.now()
        invitation.save(update_fields=("revoked",))
        _announce(by, "invitation.revoked", invitation.email or "a link", team)
    return invitation


def open_invitation(secret: str) -> Invitation | None:
    """The invitation with this secret, if it can still be accepted: it is open, and whoever made it still decides."""
    one = Invitation.objects.select_related("team", "made_by").filter(token=digest(secret)).first()
    if one is None or not one.is_open:
        return None
    owners = one.team.memberships.filter(role=Role.OWNER)
    return one if owners.filter(user=one.made_by_id).exists() else None


def accept(secret: str, person: User) -> Membership:
    """Accept an invitation. Raises Gone if it has been used or revoked, or has expired."""
    one = open_invitation(secret)
    if one is None:
        raise Gone
    with locked(one.team) as team:
        one = open_invitation(secret)
        if one is None:
            raise Gone
        membership, is_new = Membership.objects.get_or_create(team=team, user=person, defaults={"role": one.role})
        if is_new:
            one.accepted, one.accepted_by = timezone.now(), person
            one.save(update_fields=("accepted", "accepted_by"))
            _announce(person, "member.joined", team.name, team, {"role": str(one.role)})
    return membership


def delete_team(team: Team, by: User) -> None:
    """Delete the team and everything it owns. Raises Gone."""
    with locked(team) as fresh:
        _announce(by, "team.deleted", f"{fresh.name} ({fresh.slug})", None)
        fresh.delete()


def _member(team: Team, pk: int) -> Membership:
    membership = team.memberships.select_related("user").filter(pk=pk).first()
    if membership is None:
        raise Gone
    return membership


def _revoke_invitations_of(team: Team, leaver: User, by: User) -> None:
    """Revoke what somebody who no longer decides has offered, or has been offered: nobody comes back by it."""
    own = Q(made_by=leaver)
    if leaver.email:
        own |= Q(email__iexact=leaver.email)
    for invitation in Invitation.objects.filter(own, team=team).unanswered():
        invitation.revoked = timezone.now()
        invitation.save(update_fields=("revoked",))
        _announce(by, "invitation.revoked", invitation.email or "a link", team)


def _refuse_last_owner(team: Team, membership: Membership) -> None:
    if not team.memberships.filter(role=Role.OWNER).exclude(pk=membership.pk).exists():
        raise LastOwner


def _announce(actor: User, verb: str, subject: str, team: Team | None, details: dict[str, str] | None = None) -> None:
    team_changed.send(sender=Team, actor=actor, verb=verb, subject=subject, team=team, details=details or {})
