from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest

from podbuilder.accounts.admin_site import ReadOnlyAdmin
from podbuilder.accounts.models import OwnerName, Throttle, User, UserSession

# Generic in Django's type stubs, but not at run time.
if TYPE_CHECKING:
    AnyUserAdmin = UserAdmin[User]
else:
    AnyUserAdmin = UserAdmin


@admin.register(User)
class AccountAdmin(AnyUserAdmin):
    """Accounts. Staff can give an e-mail address to somebody who lost their password and has confirmed none.

    A name never changes, and only people themselves create and delete their accounts.
    """

    list_display = ("username", "email", "is_staff", "is_active", "date_joined", "last_login")
    search_fields = ("username", "email")
    ordering = ("username",)
    readonly_fields = ("username", "pending_email", "date_joined", "last_login")
    # No password: Django would show its method and a part of its salt.
    fieldsets = (
        (None, {"fields": ("username", "email", "pending_email")}),
        ("Rights", {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        ("Dates", {"fields": ("date_joined", "last_login")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False


@admin.register(OwnerName)
class OwnerNameAdmin(ReadOnlyAdmin):
    list_display = ("name", "taken")
    search_fields = ("name",)


@admin.register(UserSession)
class UserSessionAdmin(ReadOnlyAdmin):
    """Sessions. Deleting one signs its owner out there. Its key is hidden: whoever has it is signed in."""

    list_display = ("user", "name", "address", "signed_in", "last_seen")
    list_select_related = ("user",)
    search_fields = ("user__username", "address")
    exclude = ("session_key",)

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return bool(request.user.is_superuser)

    def delete_model(self, request: HttpRequest, obj: UserSession) -> None:
        UserSession.objects.filter(pk=obj.pk).sign_out()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[UserSession]) -> None:
        UserSession.objects.filter(pk__in=queryset.values("pk")).sign_out()


@admin.register(Throttle)
class ThrottleAdmin(ReadOnlyAdmin):
    """Counts of tries. Deleting one lets somebody try again."""

    list_display = ("key", "count", "ends")

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return bool(request.user.is_superuser)
