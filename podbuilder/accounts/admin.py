from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest

from podbuilder.accounts.admin_site import ReadOnlyAdmin
from podbuilder.accounts.models import Device, OwnerName, Throttle, User

# Generic in Django's types, and not when it runs.
if TYPE_CHECKING:
    AnyUserAdmin = UserAdmin[User]
else:
    AnyUserAdmin = UserAdmin


@admin.register(User)
class AccountAdmin(AnyUserAdmin):
    """Accounts: whoever lost their password and confirmed no address is helped here, by giving them one.

    A name never changes, and an account comes and goes by the hand of its owner.
    """

    list_display = ("username", "email", "is_staff", "is_active", "date_joined", "last_login")
    search_fields = ("username", "email")
    ordering = ("username",)
    readonly_fields = ("username", "pending_email", "date_joined", "last_login")
    # Without the password, of which Django would show the method and a part of the salt.
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


@admin.register(Device)
class DeviceAdmin(ReadOnlyAdmin):
    """Devices; to delete one is to sign it out. A session's key is not shown: whoever has it is signed in."""

    list_display = ("user", "name", "address", "signed_in", "last_seen")
    list_select_related = ("user",)
    search_fields = ("user__username", "address")
    exclude = ("session_key",)

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return bool(request.user.is_superuser)

    def delete_model(self, request: HttpRequest, obj: Device) -> None:
        Device.objects.filter(pk=obj.pk).sign_out()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Device]) -> None:
        Device.objects.filter(pk__in=queryset.values("pk")).sign_out()


@admin.register(Throttle)
class ThrottleAdmin(ReadOnlyAdmin):
    """Counts of tries; to delete one is to let somebody try again."""

    list_display = ("key", "count", "ends")

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return bool(request.user.is_superuser)
