"""The saved template: a pod that worked, under a name, for its owner, a team or everybody."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from podbuilder.accounts.http import Asker
from podbuilder.accounts.models import User
from podbuilder.kube.core import versions
from podbuilder.teams.models import Membership, Role, Team

if TYPE_CHECKING:
    from podbuilder.library.models.revision import Revision

LONGEST_NAME = 100
LONGEST_SLUG = 63
LONGEST_README = 50_000
# The icons of our sprite that a template may have.
ICONS = ("box", "file", "gpu", "shield", "key", "bulb", "note", "search", "download", "upload")


class Visibility(models.TextChoices):
    """Who may see a template. Only its owners and editors see a team's private template."""

    PRIVATE = "private", "Private"
    TEAM = "team", "Team"
    UNLISTED = "unlisted", "Anyone with the link"
    PUBLIC = "public", "Public"


def new_link_key() -> str:
    """A key that cannot be guessed."""
    return secrets.token_urlsafe(24)


class SavedTemplateQuerySet(models.QuerySet["SavedTemplate"]):
    """Templates by where they are, whose they are, and who may see them."""

    def kept(self) -> SavedTemplateQuerySet:
        """Those that are not in the bin."""
        return self.filter(deleted=None)

    def in_bin(self) -> SavedTemplateQuerySet:
        return self.filter(deleted__isnull=False)

    def with_owner(self) -> SavedTemplateQuerySet:
        """With the owners and teams that are part of their addresses."""
        return self.select_related("owner", "team")

    def at(self, owner: str, slug: str) -> SavedTemplateQuerySet:
        """The templates at an address, whoever may see them: at most one kept, and any number in the bin."""
        return self.with_owner().filter(Q(owner__username=owner) | Q(team__slug=owner), slug=slug)

    def readable_by(self, user: Asker, keys: Collection[str] = ()) -> SavedTemplateQuerySet:
        """Those that this person, or whoever holds these keys of links, may see.

        The database decides: what may not be seen costs the same as what is not there, so that the time of an answer
        does not tell them apart.
        """
        readable = Q(visibility=Visibility.PUBLIC) | Q(visibility=Visibility.UNLISTED, link_key__in=list(keys))
        if user.is_authenticated:
            own = Membership.objects.filter(team=OuterRef("team"), user=user)
            as_writer = Exists(own.filter(role__in=[role for role in Role if role.can_write]))
            readable |= Q(owner=user) | as_writer | (Exists(own) & ~Q(visibility=Visibility.PRIVATE))
        return self.filter(readable)

    def owned_by(self, owner: User | None, team: Team | None) -> SavedTemplateQuerySet:
        """All that this account or team keeps; no two of them have the same slug."""
        return self.kept().filter(owner=owner, team=team)

    def belonging_to(self, user: Asker) -> SavedTemplateQuerySet:
        """Those of this account, and those of its teams that it may see, including the bin."""
        return self.filter(_belongs_to(user))

    def managed_by(self, user: Asker) -> SavedTemplateQuerySet:
        """Those that this person manages: their own, and those of the teams they own."""
        if not user.is_authenticated:
            return self.none()
        owned = Membership.objects.filter(user=user, role=Role.OWNER)
        return self.filter(Q(owner=user) | Q(team__in=owned.values("team")))

    def visible_to(self, user: Asker) -> SavedTemplateQuerySet:
        """Every template that lists may show this person: their own, their teams', and the public ones."""
        return self.kept().filter(_belongs_to(user) | Q(visibility=Visibility.PUBLIC))

    def visible_parts(self, user: Asker) -> list[SavedTemplateQuerySet]:
        """The same in parts, for lists that are put together from them: the public ones, one's own, then each team's.

        An index yields each part in the order of the list. For one condition with several alternatives, a
        database would read and sort all templates.
        """
        kept = self.kept()
        parts = [kept.filter(visibility=Visibility.PUBLIC)]
        if user.is_authenticated:
            roles = dict(Membership.objects.filter(user=user).values_list("team", "role"))
            read_only = [team for team, role in roles.items() if not Role(role).can_write]
            parts.append(kept.filter(owner=user))
            parts += [kept.filter(team=team) for team in roles if team not in read_only]
            parts += [kept.filter(team=team).exclude(visibility=Visibility.PRIVATE) for team in read_only]
        return parts


def _belongs_to(user: Asker) -> Q:
    if not user.is_authenticated:
        return Q(pk__in=())
    member, editor = Q(team__memberships__user=user), Q(team__memberships__role__in=(Role.OWNER, Role.EDITOR))
    of_teams = SavedTemplate.objects.filter(member & (editor | ~Q(visibility=Visibility.PRIVATE)))
    return Q(owner=user) | Q(pk__in=of_teams.values("pk"))


class SavedTemplate(models.Model):
    """The name, details and settings of a template. Its content is in its revisions."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="templates"
    )
    team = models.ForeignKey("teams.Team", null=True, blank=True, on_delete=models.CASCADE, related_name="templates")
    slug = models.CharField(max_length=LONGEST_SLUG)
    name = models.CharField(max_length=LONGEST_NAME)
    description = models.CharField(max_length=300, blank=True)
    readme = models.TextField(max_length=LONGEST_README, blank=True)
    tags = models.JSONField(default=list, blank=True)
    icon = models.CharField(max_length=32, default="box")
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.PRIVATE)
    # Part of the link to an unlisted template. A new key invalidates every link given out before.
    link_key = models.CharField(max_length=43, default=new_link_key, editable=False)
    # Copied from the newest revision, so that lists need not read it.
    kubernetes = models.CharField(max_length=8, default=versions.DEFAULT)
    latest_revision = models.PositiveIntegerField(default=0)
    # Counts the changes of settings. A form posts the version from which it was drawn.
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(default=timezone.now)
    # When it was put into the bin.
    deleted = models.DateTimeField(null=True, blank=True)
    # Where it was forked from; the text stays when the original is deleted.
    fork_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="forks")
    fork_origin = models.CharField(max_length=300, blank=True)
    fork_revision = models.PositiveIntegerField(null=True, blank=True)
    # The newest revision of the original whose changes it has taken over, or decided about.
    merged_revision = models.PositiveIntegerField(null=True, blank=True)
    stars = models.PositiveIntegerField(default=0)
    # Derived from the newest revision, for search and lists.
    kind = models.CharField(max_length=63, blank=True)
    images = models.TextField(blank=True)
    patterns = models.JSONField(default=list, blank=True)
    # Why the API server would refuse its newest revision, in a sentence; "" if it would not.
    problem = models.TextField(blank=True)
    # Which values that its parameters allow it would refuse, one sentence a line.
    parameter_warnings = models.TextField(blank=True)

    objects = SavedTemplateQuerySet.as_manager()

    class Meta:
        ordering = ("-updated", "-pk")
        constraints = (
            models.CheckConstraint(
                name="template_has_one_owner",
                condition=Q(owner=None, team__isnull=False) | Q(owner__isnull=False, team=None),
            ),
            models.CheckConstraint(
                name="only_a_teams_template_is_for_the_team", condition=~Q(visibility="team") | Q(team__isnull=False)
            ),
            # A template in the bin does not keep its address.
            models.UniqueConstraint(name="one_slug_an_owner", fields=("owner", "slug"), condition=Q(deleted=None)),
            models.UniqueConstraint(name="one_slug_a_team", fields=("team", "slug"), condition=Q(deleted=None)),
        )
        indexes = (
            models.Index(fields=("owner", "-updated", "-id"), name="library_of_an_owner", condition=Q(deleted=None)),
            models.Index(fields=("team", "-updated", "-id"), name="library_of_a_team", condition=Q(deleted=None)),
            models.Index(
                fields=("visibility", "-updated", "-id"), name="library_seen_newest", condition=Q(deleted=None)
            ),
            models.Index(
                fields=("visibility", "-stars", "-id"), name="library_seen_starred", condition=Q(deleted=None)
            ),
            models.Index(fields=("visibility", "name", "id"), name="library_seen_by_name", condition=Q(deleted=None)),
            models.Index(fields=("deleted",), name="library_bin", condition=Q(deleted__isnull=False)),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("library:template", args=[self.owner_name, self.slug])

    @property
    def owner_name(self) -> str:
        """The first half of its address: the account's or the team's."""
        if self.team is not None:
            return self.team.slug
        return self.owner.username if self.owner is not None else ""

    @property
    def address(self) -> str:
        """Its name in sentences and commands: owner/slug."""
        return f"{self.owner_name}/{self.slug}"

    @property
    def newest(self) -> Revision:
        """Its newest revision."""
        return self.revisions.get(number=self.latest_revision)


class Word(models.Model):
    """One tag or pattern of a template, in a table with an index so that lists can filter by it."""

    template = models.ForeignKey(SavedTemplate, on_delete=models.CASCADE, related_name="words")
    kind = models.CharField(max_length=8)
    word = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(name="one_word_a_template", fields=("kind", "word", "template")),)

    def __str__(self) -> str:
        return f"{self.kind}:{self.word}"


class Star(models.Model):
    """A mark by somebody who wants to find this template again."""

    template = models.ForeignKey(SavedTemplate, on_delete=models.CASCADE, related_name="starred_by")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stars")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(name="one_star_each", fields=("user", "template")),)

    def __str__(self) -> str:
        return f"{self.user_id} ★ {self.template_id}"
