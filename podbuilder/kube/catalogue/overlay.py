"""Reading our overlay: what the upstream schemas leave out, one YAML file per API type. See schemas/README.md."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from podbuilder.kube.core import versions
from podbuilder.kube.core.data_folder import data_folder

Overlay = Mapping[str, Mapping[str, Any]]

DIRECTORY = data_folder("schemas") / "overlay"


@lru_cache(maxsize=2)
def read(directory: Path = DIRECTORY) -> Overlay:
    """Every file of the overlay by the name of its API type; what it `extends` is filled in."""
    paths = sorted(directory.glob("*.yaml"))
    found = {path.stem: yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in paths}
    return {name: _extended(found, name) for name in found}


def _extended(found: Mapping[str, dict[str, Any]], name: str) -> dict[str, Any]:
    own = found[name]
    if "extends" not in own:
        return own
    base = _extended(found, own["extends"])
    merged = {**base, **own}
    for part in ("fields", "unions"):
        merged[part] = {**base.get(part, {}), **own.get(part, {})}
    return merged


def is_current(entry: Any, version: str) -> bool:
    """Whether an entry that may say `since` and `until` holds in this version."""
    if not isinstance(entry, Mapping):
        return True
    minor = versions.minor(version)
    since, until = entry.get("since"), entry.get("until")
    return (since is None or versions.minor(since) <= minor) and (until is None or minor <= versions.minor(until))
