"""The signal by which teams report changes, for an audit trail. Receivers are connected in AppConfig.ready()."""

from __future__ import annotations

from django.dispatch import Signal

# Sent in the transaction of the change, with `actor`, a user; `verb`, as `member.invited`; `subject`, what or whom it
# was done to, in words; `team`, None for one that is being deleted; and `details`, a dict of plain values.
team_changed = Signal()
