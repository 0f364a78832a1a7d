from __future__ import annotations

from django.contrib import admin

from podbuilder.accounts.admin_site import ReadOnlyAdmin
from podbuilder.library.models import (
    AuditEntry,
    Revision,
    SavedCourse,
    SavedTemplate,
    SearchEntry,
    SecretOverride,
    ShareLink,
    Star,
    Token,
    Word,
)


@admin.register(SavedTemplate)
class SavedTemplateAdmin(ReadOnlyAdmin):
    """Templates are read: what is said about one is searched by, and who sees it is in the audit trail."""

    list_display = ("address", "name", "visibility", "kind", "latest_revision", "updated", "deleted")
    list_select_related = ("owner", "team")
    list_filter = ("visibility", "kind")
    search_fields = ("slug", "name", "owner__username", "team__slug")
    exclude = ("link_key",)


@admin.register(SavedCourse)
class SavedCourseAdmin(ReadOnlyAdmin):
    list_display = ("title", "owner", "team", "created", "updated")
    list_select_related = ("owner", "team")
    search_fields = ("title", "owner__username", "team__slug")
    exclude = ("key",)


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ("template", "number", "author", "message", "created")
    list_select_related = ("template", "author")
    search_fields = ("template__slug", "message", "author__username")


@admin.register(ShareLink)
class ShareLinkAdmin(ReadOnlyAdmin):
    list_display = ("pk", "template", "draft", "revision", "created_by", "created", "expires", "revoked")
    list_select_related = ("template", "draft", "created_by")
    search_fields = ("template__slug", "draft__name", "created_by__username")
    exclude = ("key",)


@admin.register(Token)
class TokenAdmin(ReadOnlyAdmin):
    list_display = ("name", "user", "prefix", "created", "expires", "last_used", "revoked")
    list_select_related = ("user",)
    search_fields = ("name", "user__username", "prefix")
    exclude = ("digest",)


@admin.register(SecretOverride)
class SecretOverrideAdmin(ReadOnlyAdmin):
    list_display = ("template", "rule", "path", "reason", "who", "at")
    list_select_related = ("template", "who")
    search_fields = ("template__slug", "rule", "reason")
    exclude = ("fingerprint",)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "who_name", "verb", "subject", "team")
    list_select_related = ("team",)
    list_filter = ("verb",)
    search_fields = ("who_name", "subject")


@admin.register(Star)
class StarAdmin(ReadOnlyAdmin):
    list_display = ("template", "user", "created")
    list_select_related = ("template", "user")


@admin.register(Word)
class WordAdmin(ReadOnlyAdmin):
    list_display = ("word", "kind", "template")
    list_select_related = ("template",)
    search_fields = ("word",)


@admin.register(SearchEntry)
class SearchEntryAdmin(ReadOnlyAdmin):
    list_display = ("template",)
    list_select_related = ("template",)
    search_fields = ("words",)
