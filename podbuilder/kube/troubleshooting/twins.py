"""Causes that look alike in a paste: for each, what would speak for another one. The sentences stand in twins.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from podbuilder.kube.troubleshooting.cause import Otherwise

_FILE = Path(__file__).parent / "twins.yaml"


@cache
def twins_of(label: str) -> tuple[Otherwise, ...]:
    """What would speak for other causes than this one."""
    return tuple(Otherwise(says, twin) for twin, says in _all().get(label, {}).items())


@cache
def _all() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.load(_FILE.read_bytes(), yaml.CSafeLoader)
    return found
