"""Django's admin, for staff: it looks at everything, and changes little.

People sign in to it as they do everywhere, so that tries are counted and devices are listed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from podbuilder.accounts.views.sign_in import SignOut


class AdminSite(admin.AdminSite):
    site_header = site_title = "Podbuilder"
    index_title = "What is kept here"
    site_url = "/"

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Where whoever may not look is sent: our own page to sign in; for those who have, there is nothing here."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404("not of the staff")
        return redirect_to_login(request.GET.get("next", "") or reverse("admin:index"))

    # Of these two Django's types say that they answer with a page; these are redirects.
    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return SignOut.as_view()(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("accounts:account-password")


# Generic in Django's types, and not when it runs.
if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
else:
    AnyAdmin = admin.ModelAdmin


class ReadOnlyAdmin(AnyAdmin):
    """Rows to look at. What would break a promise if it were changed here is changed by the app alone."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False
