"""What a service says of starting again when its program has ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NO, ON_FAILURE, ALWAYS, UNLESS_STOPPED = "no", "on-failure", "always", "unless-stopped"
# What `deploy.restart_policy.condition` calls them.
CONDITIONS = {"none": NO, "on-failure": ON_FAILURE, "any": ALWAYS, "": ALWAYS}


def restart_policy(service: Mapping[str, Any]) -> str:
    """What a service says of restarts; "" for nothing."""
    condition = ((service.get("deploy") or {}).get("restart_policy") or {}).get("condition")
    if condition is not None:
        return CONDITIONS.get(condition, "")
    return str(service.get("restart") or "").partition(":")[0]
