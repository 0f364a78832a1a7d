"""Django's admin as an installed app, with our site."""

from django.contrib.admin import apps


class AdminConfig(apps.AdminConfig):
    default_site = "podbuilder.accounts.admin_site.AdminSite"
