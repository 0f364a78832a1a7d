"""What the builder asks the apps above it, which it does not import. Receivers are connected in AppConfig.ready()."""

from __future__ import annotations

from django.dispatch import Signal

# Sent with `user`, whoever is choosing the profile that a draft is judged by. A receiver returns OfferedProfiles.
profiles_offered = Signal()
