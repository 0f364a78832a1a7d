"""Since which version a field exists, and until which: compared once, committed as schemas/since.yaml, read from there.

Comparing loads all versions, so it is done by whoever raises kubernetes-validate: `python benchmarks/since.py`.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from podbuilder.kube import versions
from podbuilder.kube.catalogue import schemas
from podbuilder.kube.catalogue.build import Builder, History
from podbuilder.kube.catalogue.spec import FieldSpec

FILE = Path(__file__).resolve().parents[3] / "schemas" / "since.yaml"


@lru_cache(maxsize=1)
def read(file: Path = FILE) -> History:
    """(since, until) of the places that some version lacks; what lies below is as old unless it is named."""
    entries = yaml.load(file.read_bytes(), yaml.CSafeLoader)
    return {pattern: (entry["since"], entry.get("until")) for pattern, entry in entries.items()}


def compare() -> dict[str, dict[str, str]]:
    """The same, worked out from the schemas of every version."""
    seen: dict[str, list[str]] = {}
    for version in versions.VERSIONS:
        for pattern in _patterns(Builder(version, schemas.read(version), {}, {}).root()):
            seen.setdefault(pattern, []).append(version)
    ages = {pattern: _age(found) for pattern, found in seen.items()}
    return {
        pattern: age
        for pattern, age in sorted(ages.items())
        if age != ages.get(_parent(pattern), _age(list(versions.VERSIONS)))
    }


def _age(found: list[str]) -> dict[str, str]:
    age = {"since": found[0]}
    if found[-1] != versions.VERSIONS[-1]:
        age["until"] = found[-1]
    return age


def _parent(pattern: str) -> str:
    """`spec.containers[].image` → `spec.containers[]` → `spec.containers`."""
    return pattern.removesuffix("[]") if pattern.endswith("[]") else pattern.rpartition(".")[0]


def _patterns(root: FieldSpec) -> list[str]:
    found, waiting = [], [root]
    while waiting:
        spec = waiting.pop()
        if spec.pattern:
            found.append(spec.pattern)
        waiting.extend(spec.fields.values())
        if spec.item is not None:
            waiting.append(spec.item)
    return found
