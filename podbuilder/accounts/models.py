"""Accounts, their names, and the sessions in which people are signed in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.sessions.models import Session
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower
from django.utils import timezone

from podbuilder.accounts.names import LONGEST, validate_name
from podbuilder.accounts.user_agent import browser_name


class NameTaken(IntegrityError):
    """Somebody else has, or had, this name."""


class OwnerName(models.Model):
    """A name that a person or a team has, or had once.

    A name is never given out twice: whoever still applies `/t/alice/web.yaml` after Alice has left must not get a
    manifest by somebody who took her name.
    """

    name = models.CharField(primary_key=True, max_length=LONGEST)
    taken = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def is_free(cls, name: str) -> bool:
        return not cls.objects.filter(name=name).exists()

    @classmethod
    def claim(cls, name: str) -> None:
        """Take this name. Raises NameTaken, also for one of two people who ask at the same moment."""
        try:
            with transaction.atomic():
                cls.objects.create(name=name)
        except IntegrityError as error:
            raise NameTaken(f"{name} is taken") from error


class Users(UserManager["User"]):
    """Django's user manager, with a search by e-mail address."""

    use_in_migrations = False

    def with_email(self, email: str) -> models.QuerySet[User]:
        """The account with this address in any capitalisation: one or none."""
        return self.annotate(email_lower=Lower("email")).filter(email_lower=email.lower()) if email else self.none()


class User(AbstractUser):
    """A person with an account: Django's user, whose name is also part of web addresses."""

    username = models.CharField(
        "name",
        max_length=LONGEST,
        unique=True,
        validators=[validate_name],
        error_messages={"unique": "This name is taken."},
    )

    # An e-mail address that is not confirmed yet. It grants nothing, so that nobody can claim somebody else's.
    pending_email = models.EmailField(blank=True)

    objects: ClassVar[Users] = Users()

    class Meta(AbstractUser.Meta):  # type: ignore[name-defined, misc]  # left out of Django's types
        constraints = (
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="one_account_an_email"),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises NameTaken for a new account whose name somebody else or a team has."""
        with transaction.atomic():
            if self._state.adding:
                OwnerName.claim(self.username)
            super().save(*args, **kwargs)


class UserSessionQuerySet(models.QuerySet["UserSession"]):
    """The sessions of people, which end or expire."""

    def signed_in_as(self, user: User) -> UserSessionQuerySet:
        """This person's sessions that have not expired."""
        alive = Session.objects.filter(expire_date__gt=timezone.now())
        return self.filter(user=user, session_key__in=alive.values("session_key"))

    def sign_out(self) -> int:
        """End these sessions. Returns how many there were."""
        with transaction.atomic():
            keys = list(self.values_list("session_key", flat=True))
            Session.objects.filter(session_key__in=keys).delete()
            UserSession.objects.filter(session_key__in=keys).delete()
        return len(keys)


class UserSession(models.Model):
    """A browser that is signed in, described so that its owner can recognise it and sign it out."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    user_agent = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=45)
    signed_in = models.DateTimeField(default=timezone.now)
    last_seen = models.DateTimeField(default=timezone.now)

    objects = UserSessionQuerySet.as_manager()

    class Meta:
        ordering = ("-last_seen", "-pk")

    def __str__(self) -> str:
        return f"{self.user} on {self.name}"

    @property
    def name(self) -> str:
        return browser_name(self.user_agent)


class Throttle(models.Model):
    """How often something was tried from one place or for one account. The key is a digest, which shows neither."""

    key = models.CharField(primary_key=True, max_length=64)
    count = models.PositiveIntegerField(default=0)
    ends = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.ends:%F %T}"
