"""The audit trail: who let whom see what, and when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from podbuilder.accounts.models import User
from podbuilder.library.models.template import SavedTemplate


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Entries by whom they concern."""

    def concerning(self, user: User) -> AuditEntryQuerySet:
        """What this person did, and what others did to their own templates."""
        return self.filter(models.Q(who=user) | models.Q(template__owner=user))


class AuditEntry(models.Model):
    """One change of sharing, visibility, membership or tokens. Names are kept as text: what they name may go."""

    at = models.DateTimeField(default=timezone.now)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    who_name = models.CharField(max_length=150, blank=True)
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=300, blank=True)
    template = models.ForeignKey(SavedTemplate, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    team = models.ForeignKey("teams.Team", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    details = models.JSONField(default=dict, blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("team", "-at", "-id"), name="audit_of_a_team"),
            models.Index(fields=("template", "-at", "-id"), name="audit_of_a_template"),
            models.Index(fields=("who", "-at", "-id"), name="audit_of_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.who_name} {self.verb} {self.subject}"
