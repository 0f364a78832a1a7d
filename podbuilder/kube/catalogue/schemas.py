"""Reading the upstream JSON Schemas, reduced to what one kind of object reaches."""

from __future__ import annotations

import importlib.util
import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from podbuilder.kube.core import kinds, versions

Schema = dict[str, Any]

CORE = "io.k8s.api.core.v1."
META = "io.k8s.apimachinery.pkg.apis.meta.v1."
QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity"
INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString"
TIME = META + "Time"
# Any JSON value is kept as it is.
RAW = META + "FieldsV1"


class Closure(NamedTuple):
    """The definition an object starts from, and every definition that it reaches, by full name."""

    root: str
    definitions: dict[str, Schema]


def packaged() -> Path:
    """The directory in which the installed package kubernetes-validate keeps its schemas; nothing of it is imported."""
    spec = importlib.util.find_spec("kubernetes_validate")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("The package kubernetes-validate, which contains the schemas, is not installed.")
    return Path(next(iter(spec.submodule_search_locations))) / "kubernetes-json-schema"


@lru_cache(maxsize=2)
def read(version: str, kind: str = "Pod", directory: Path | None = None) -> Closure:
    """What the strict schemas of `version` say about `kind`; ValueError for a version that Podbuilder does not know."""
    folder = (directory or packaged()) / f"v1.{versions.minor(version)}.0-local-strict"
    everything = json.loads((folder / "_definitions.json").read_bytes())["$defs"]
    root = kinds.native()[kind].definition
    closure: dict[str, Schema] = {}
    waiting = [root]
    while waiting:
        name = waiting.pop()
        if name not in closure:
            closure[name] = everything[name]
            waiting.extend(_references(everything[name]))
    return Closure(root, closure)


def target(schema: Schema) -> str:
    """The name of the definition that a schema refers to, or ""."""
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _references(schema: Schema) -> list[str]:
    """The definitions that one definition mentions: as a field, a list's item or a map's value."""
    found = []
    waiting = list(schema.get("properties", {}).values())
    while waiting:
        each = waiting.pop()
        if name := target(each):
            found.append(name)
        waiting.extend(each[key] for key in ("items", "additionalProperties") if isinstance(each.get(key), dict))
    return found
