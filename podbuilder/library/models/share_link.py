"""How others get access: share links, tokens for the terminal, and exceptions from the search for credentials."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from podbuilder.accounts.models import User
from podbuilder.builder.models import Draft
from podbuilder.library.models.template import SavedTemplate


def new_share_key() -> str:
    """A key that cannot be guessed."""
    return secrets.token_urlsafe(24)


class Expiring(models.Model):
    """Something that is valid until it expires or is revoked."""

    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_valid(self) -> bool:
        """Whether it has neither expired nor been revoked."""
        return self.revoked is None and (self.expires is None or self.expires > timezone.now())


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    """Links by the people whom they concern."""

    def with_targets(self) -> ShareLinkQuerySet:
        """With what they show, and who made them."""
        return self.select_related("template__owner", "template__team", "draft", "created_by")

    def concerning(self, user: User) -> ShareLinkQuerySet:
        """The links that this account made, and those to its own drafts and templates."""
        return self.filter(Q(created_by=user) | Q(draft__owner=user) | Q(template__owner=user)).with_targets()


class ShareLink(Expiring):
    """A page to read, for whoever has its address: of a template, its newest revision or one pinned, or of a draft."""

    key = models.CharField(max_length=43, unique=True, default=new_share_key, editable=False)
    template = models.ForeignKey(
        SavedTemplate, null=True, blank=True, on_delete=models.CASCADE, related_name="share_links"
    )
    draft = models.ForeignKey(Draft, null=True, blank=True, on_delete=models.CASCADE, related_name="share_links")
    # The pinned revision; none for the newest one.
    revision = models.PositiveIntegerField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="share_links"
    )

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-created", "-pk")
        constraints = (
            models.CheckConstraint(
                name="a_link_shows_one_thing",
                condition=Q(template=None, draft__isnull=False) | Q(template__isnull=False, draft=None),
            ),
        )

    def __str__(self) -> str:
        return f"link to {self.template or self.draft}"


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens by their state."""

    def unrevoked(self) -> TokenQuerySet:
        return self.filter(revoked=None)


class Token(Expiring):
    """A password for one purpose, such as reading templates with kubectl. Shown once; only its digest is stored."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    # Its first letters, by which its owner recognises it.
    prefix = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    last_used = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ("-created", "-pk")

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class SecretOverride(models.Model):
    """Somebody's statement that a value in a template looks like a credential, but is not one."""

    template = models.ForeignKey(SavedTemplate, on_delete=models.CASCADE, related_name="secret_overrides")
    rule = models.CharField(max_length=64)
    path = models.CharField(max_length=512)
    # A digest that tells this value from another one in its place; never the value itself.
    fingerprint = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=300)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(name="one_override_a_value", fields=("template", "rule", "path", "fingerprint")),
        )

    def __str__(self) -> str:
        return f"{self.rule} at {self.path}"
