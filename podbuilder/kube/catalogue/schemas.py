"""Reading the upstream JSON Schemas, reduced to what one kind of object reaches."""

from __future__ import annotations

import importlib.util
import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from podbuilder.kube.core import kinds, versions
from podbuilder.kube.core.data_folder import data_folder

Schema = dict[str, Any]

API = "io.k8s.api."
CORE = f"{API}core.v1."
META = "io.k8s.apimachinery.pkg.apis.meta.v1."
QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity"
INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString"
TIME = META + "Time"
GATEWAY = data_folder("schemas") / "gateway.networking.k8s.io.yaml"
HTTP_ROUTE = "HTTPRoute"
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
    """What the strict schemas of `version` say about `kind`; ValueError for a version that Podbuilder does not know.

    A kind that holds no pods is given by the full name of its definition.
    """
    everything = _everything(directory or packaged(), versions.minor(version))
    known = kinds.native().get(kind)
    root = known.definition if known else kind
    if root not in everything:
        everything = {**everything, **gateway_definitions()}
    closure: dict[str, Schema] = {}
    waiting = [root]
    while waiting:
        name = waiting.pop()
        if name not in closure:
            closure[name] = everything[name]
            waiting.extend(_references(everything[name]))
    return Closure(root, closure)


@cache
def gateway_definitions() -> dict[str, Schema]:
    """What of the Gateway API Podbuilder knows, by the names of its types. It has versions of its own."""
    definitions: dict[str, Schema] = yaml.load(GATEWAY.read_bytes(), yaml.CSafeLoader)
    return definitions


@lru_cache(maxsize=1)
def _everything(directory: Path, minor: int) -> dict[str, Schema]:
    """All definitions of a version. A file with many kinds of objects needs them once."""
    file = directory / f"v1.{minor}.0-local-strict" / "_definitions.json"
    definitions: dict[str, Schema] = json.loads(file.read_bytes())["$defs"]
    return definitions


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
