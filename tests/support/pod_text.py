"""Pods for the tests of patterns."""

from __future__ import annotations

from typing import Any


def pod_of(**spec: Any) -> dict[str, Any]:
    """A pod with this spec."""
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": spec}
