"""A course that somebody has written, for whoever has its address."""

from __future__ import annotations

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from podbuilder.accounts.models import User
from podbuilder.kube.courses import Course, read_course
from podbuilder.teams.models import Team


def new_course_key() -> str:
    """An address that cannot be guessed, and that none of our own courses has."""
    return secrets.token_urlsafe(16)


class SavedCourseQuerySet(models.QuerySet["SavedCourse"]):
    """Courses by the people whom they concern."""

    def with_owner(self) -> Self:
        return self.select_related("owner", "team")

    def belonging_to(self, user: User) -> Self:
        """This person's own, and those of their teams."""
        return self.filter(Q(owner=user) | Q(team__memberships__user=user)).distinct()

    def owned_by(self, owner: User | None, team: Team | None) -> Self:
        """Those that count for one account, or for one team."""
        return self.filter(team=team) if team else self.filter(owner=owner)


class SavedCourse(models.Model):
    """A course's file: of an account or of a team. Whoever has its address may take it; nobody else finds it."""

    key = models.CharField(max_length=43, unique=True, default=new_course_key, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="courses"
    )
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.CASCADE, related_name="courses")
    # As the file says it, so that a list reads no file.
    title = models.CharField(max_length=100)
    text = models.TextField()
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    objects = SavedCourseQuerySet.as_manager()

    class Meta:
        ordering = ("title", "pk")
        constraints = (
            models.CheckConstraint(
                name="a_course_has_one_owner",
                condition=Q(owner=None, team__isnull=False) | Q(owner__isnull=False, team=None),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:course", args=[self.key])

    @property
    def owner_name(self) -> str:
        """The account, or the team, that it belongs to."""
        return str(self.team) if self.team else str(self.owner)

    @property
    def course(self) -> Course:
        """What the file says (CourseFileError if an older Podbuilder saved what this one does not read)."""
        return read_course(self.text)
