from __future__ import annotations

from django.contrib import admin

from podbuilder.accounts.admin_site import ReadOnlyAdmin
from podbuilder.builder.models import Change, Draft, KeptPaste


@admin.register(Draft)
class DraftAdmin(ReadOnlyAdmin):
    """Drafts are read, not written: a text changes with its summary and its history, or not at all."""

    list_display = ("key", "name", "owner", "kubernetes", "containers", "errors", "updated", "deleted")
    list_select_related = ("owner",)
    list_filter = ("kubernetes",)
    search_fields = ("key", "name", "owner__username", "origin")
    # Whoever has a visitor's name has the visitor's drafts.
    exclude = ("visitor",)


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ("draft", "number", "subject", "at")
    list_select_related = ("draft",)
    search_fields = ("draft__key", "subject")
    exclude = ("tab_id",)


@admin.register(KeptPaste)
class KeptPasteAdmin(ReadOnlyAdmin):
    """What is in a paste is its owner's business: when it was kept, and with which draft, is all that is shown."""

    list_display = ("draft", "at")
    list_select_related = ("draft",)
    search_fields = ("draft__key",)
    exclude = ("text",)
