from __future__ import annotations

from django.contrib import admin

from podbuilder.accounts.admin_site import ReadOnlyAdmin
from podbuilder.teams.models import Invitation, Membership, Team


@admin.register(Team)
class TeamAdmin(ReadOnlyAdmin):
    list_display = ("slug", "name", "created")
    search_fields = ("slug", "name")


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ("team", "user", "role", "joined")
    list_select_related = ("team", "user")
    list_filter = ("role",)
    search_fields = ("team__slug", "user__username")


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ("team", "email", "role", "made_by", "expires", "accepted", "revoked")
    list_select_related = ("team", "made_by")
    search_fields = ("team__slug", "email")
    exclude = ("token",)
