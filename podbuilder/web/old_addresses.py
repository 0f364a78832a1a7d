"""Addresses as earlier versions had them, which people may have kept: they lead to the pages of today."""

from __future__ import annotations

from django.urls import re_path
from django.views.generic import RedirectView

# The address of then, and the name of the page of now, which takes the same parts.
MOVED = (
    (r"^drafts/(?P<key>[-a-zA-Z0-9_]+)/go/$", "builder:draft-jump"),
    (r"^drafts/(?P<key>[-a-zA-Z0-9_]+)/advice/aside/$", "builder:draft-suppress"),
    (r"^drafts/(?P<key>[-a-zA-Z0-9_]+)/reach/(?P<level>[-a-zA-Z0-9_]+)/$", "builder:draft-harden"),
    (r"^drafts/(?P<key>[-a-zA-Z0-9_]+)/share/$", "library:draft-share"),
    (r"^account/tokens/$", "library:tokens"),
    (r"^teams/(?P<slug>[-a-zA-Z0-9_]+)/audit/$", "library:team-audit"),
    (r"^teams/(?P<slug>[-a-zA-Z0-9_]+)/profile/$", "library:team-profile"),
    (r"^teams/(?P<slug>[-a-zA-Z0-9_]+)/profile\.yaml$", "library:team-profile-download"),
)

app_name = "old"
urlpatterns = [
    re_path(
        address, RedirectView.as_view(pattern_name=name, permanent=True, query_string=True), name=name.partition(":")[2]
    )
    for address, name in MOVED
]
