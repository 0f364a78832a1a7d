"""The two fields of every affinity: what a node or its pods must have, and what is preferred."""

from __future__ import annotations

REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"
EITHER = (REQUIRED, PREFERRED)
