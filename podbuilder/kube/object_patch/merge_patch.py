"""JSON merge patches: what is given takes the place of what was there, null takes it away, lists are replaced whole.

Mirrors MergePatch, RFC 7386, as Kubernetes v1.36 uses it (gopkg.in/evanphx/json-patch).
"""

from __future__ import annotations

from typing import Any


def merged(target: Any, patch: Any) -> Any:
    """The target with the patch in it; neither is changed."""
    if not isinstance(patch, dict):
        return patch
    found = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            found.pop(key, None)
        else:
            found[key] = merged(found.get(key), value)
    return found
