"""Names that the API server makes up for objects that have only the beginning of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MAX_GENERATED_NAME_BASE = 58


def generated_name(prefix: str) -> str:
    """A name as the server makes it up, with x for its random letters. Mirrors GenerateName, v1.36, apiserver."""
    return prefix[:MAX_GENERATED_NAME_BASE] + "xxxxx"


def name_of(metadata: Mapping[str, Any]) -> str:
    """The name in an object's metadata (well-typed), or one made up from its generateName; "" if it has neither."""
    name, prefix = metadata.get("name", ""), metadata.get("generateName", "")
    return name or (generated_name(prefix) if prefix else "")
