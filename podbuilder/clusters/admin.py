from __future__ import annotations

from django.contrib import admin

from podbuilder.accounts.admin_site import ReadOnlyAdmin
from podbuilder.clusters.models import ClusterSnapshot


@admin.register(ClusterSnapshot)
class ClusterSnapshotAdmin(ReadOnlyAdmin):
    list_display = ("name", "owner", "team", "taken")
    list_select_related = ("owner", "team")
    search_fields = ("name", "owner__username", "team__slug")
    exclude = ("key", "visitor", "facts")
