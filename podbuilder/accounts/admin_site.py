"""Django's admin, for staff. It shows everything and changes little.

Staff sign in on the usual page, so that tries are counted and sessions are listed.
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
        """Send visitors to our own sign-in page. For somebody signed in who is not staff, there is nothing here."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404("not staff")
        return redirect_to_login(request.GET.get("next", "") or reverse("admin:index"))

    # Django's types say that these two return a page; ours return redirects.
    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return SignOut.as_view()(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("accounts:account-password")


# Generic in Django's type stubs, but not at run time.
if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
else:
    AnyAdmin = admin.ModelAdmin


class ReadOnlyAdmin(AnyAdmin):
    """Rows to look at. Changing them here would bypass rules that only the app keeps."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False
