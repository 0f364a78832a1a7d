"""What the builder asks the apps above it, which it does not import. Receivers are connected in AppConfig.ready()."""

from __future__ import annotations

from django.dispatch import Signal

# Sent with `user`, the person who chooses a draft's profile. A receiver returns OfferedProfiles.
profiles_offered = Signal()
