"""Teams: people who share templates, each with a role."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from podbuilder.accounts.http import Asker
from podbuilder.accounts.models import OwnerName, User
from podbuilder.accounts.names import LONGEST, validate_name

# How long an invitation can be accepted.
OPEN_FOR = timedelta(days=14)


class Role(models.TextChoices):
    """What a member may do. Each role may also do what the roles after it may."""

    OWNER = "owner", "Owner"
    EDITOR = "editor", "Editor"
    VIEWER = "viewer", "Viewer"

    @property
    def can_write(self) -> bool:
        return self is not Role.VIEWER

    @property
    def explanation(self) -> str:
        return {
            Role.OWNER: "saves templates, and decides about members and the team itself",
            Role.EDITOR: "saves and changes the team's templates",
            Role.VIEWER: "sees and uses the team's templates",
        }[self]


class TeamQuerySet(models.QuerySet["Team"]):
    """Teams by who is in them."""

    def for_user(self, user: Asker) -> TeamQuerySet:
        """The teams this person is a member of; none for a visitor."""
        return self.filter(memberships__user=user) if user.is_authenticated else self.none()

    def writable_by(self, user: Asker) -> TeamQuerySet:
        """The teams for which this person may save templates."""
        writers = [role for role in Role if role.can_write]
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__user=user, memberships__role__in=writers)


class Team(models.Model):
    """People who share templates. The slug is part of addresses, like a person's name."""

    name = models.CharField(max_length=80)
    slug = models.CharField(
        max_length=LONGEST, unique=True, validators=[validate_name], error_messages={"unique": "This name is taken."}
    )
    created = models.DateTimeField(default=timezone.now)
    # The team's lint profile, as YAML; "" for none.
    profile_text = models.TextField(blank=True)
    members: models.ManyToManyField[User, Membership] = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="teams"
    )
    # The asker's role, on a team that access.py has returned.
    role: Role | None = None

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = (Lower("name"), "slug")  # type: ignore[assignment]  # Django's types know no expressions here

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises NameTaken for a new team whose slug a person or another team has."""
        with transaction.atomic():
            if self._state.adding:
                OwnerName.claim(self.slug)
            super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("teams:team", args=[self.slug])


class Membership(models.Model):
    """A person in a team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=6, choices=Role.choices, default=Role.VIEWER)
    joined = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("joined", "pk")
        constraints = (models.UniqueConstraint(fields=("team", "user"), name="one_membership_a_person"),)

    def __str__(self) -> str:
        return f"{self.user} in {self.team}: {self.role}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by their state."""

    def unanswered(self) -> InvitationQuerySet:
        """Those that nobody has accepted or revoked."""
        return self.filter(accepted=None, revoked=None)

    def open(self) -> InvitationQuerySet:
        """Those that can still be accepted."""
        return self.unanswered().filter(expires__gt=timezone.now())


class Invitation(models.Model):
    """A place in a team, offered to whoever has the link. Only a digest of the link's secret is stored."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="invitations")
    # The address that the link was sent to; "" if the inviter passes it on.
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=6, choices=Role.choices, default=Role.VIEWER)
    token = models.CharField(max_length=64, unique=True, editable=False)
    created = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    accepted = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-created", "-pk")

    def __str__(self) -> str:
        return f"{self.team} for {self.email or 'whoever has the link'}"

    @property
    def is_open(self) -> bool:
        return self.accepted is None and self.revoked is None and self.expires > timezone.now()

    @classmethod
    def make(cls, team: Team, *, role: str, made_by: User, email: str = "") -> tuple[Invitation, str]:
        """A new invitation and the secret of its link, which cannot be shown again."""
        secret = secrets.token_urlsafe(32)
        invitation = cls.objects.create(
            team=team,
            email=email,
            role=role,
            made_by=made_by,
            token=digest(secret),
            expires=timezone.now() + OPEN_FOR,
        )
        return invitation, secret


def digest(secret: str) -> str:
    """What is stored of a secret. With 256 random bits it needs neither salt nor a slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
