from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("podbuilder.web.urls")),
    path("", include("podbuilder.accounts.urls")),
    path("", include("podbuilder.teams.urls")),
    path("", include("podbuilder.clusters.urls")),
    path("", include("podbuilder.builder.urls")),
    path("", include("podbuilder.library.urls")),
    path("", include("podbuilder.web.old_addresses")),
]

if settings.ADMIN:
    from django.contrib import admin

    urlpatterns.insert(0, path("admin/", admin.site.urls))

handler400 = "podbuilder.web.errors.bad_request"
handler403 = "podbuilder.web.errors.permission_denied"
handler404 = "podbuilder.web.errors.page_not_found"
handler500 = "podbuilder.web.errors.server_error"
