"""What a recipe is: a helper for a pod as data, one YAML file each under files/.

A recipe has parameters, and says in Kubernetes' own words what it adds: containers, volumes, and to the app container
mounts, environment and arguments. `<name>` stands for the parameter of that name; a value that is nothing but a
parameter keeps its type, and a key whose optional parameter is empty is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from podbuilder.kube.core.data_folder import data_folder

FOLDER = Path(__file__).parent / "files"
SCHEMA = data_folder("schemas") / "recipe.schema.json"

Answer = str | int | bool

# The patterns, in the order in which people are offered them.
PATTERNS: Mapping[str, str] = {
    "app": "Does the pod's own work; the other containers help it.",
    "sidecar": "Works beside the app and shares its files or its network: logs, metrics, synchronised files, secrets.",
    "ambassador": "Stands between the app and the world: the app talks to localhost, and the helper forwards it.",
    "adapter": "Translates for others what the app offers: its metrics, its logs, its port.",
    "init": "Runs to completion before the app starts: waits, prepares, downloads, migrates.",
}


@dataclass(frozen=True, slots=True)
class RecipeParameter:
    """A question that a recipe asks; see recipe.schema.json for the types."""

    name: str
    label: str
    type: str
    help: str = ""
    default: Any = ""
    # Whether the default is only an example: what is meant, nobody but the user can know.
    example: bool = False
    optional: bool = False
    choices: tuple[str, ...] = ()
    # The values that each choice stands for, by the names under which the recipe uses them.
    means: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)
    # Of a mount path: the parameters that name the volume and the container.
    volume: str = ""
    container: str = "app"


@dataclass(frozen=True, slots=True)
class Recipe:
    """A helper that can be added to a pod."""

    slug: str
    title: str
    pattern: str
    task: str
    summary: str
    # Where the image, its flags, ports and paths are documented.
    source: str
    parameters: tuple[RecipeParameter, ...]
    containers: tuple[dict[str, Any], ...]
    order: int = 100
    tags: tuple[str, ...] = ()
    volumes: tuple[dict[str, Any], ...] = ()
    app: dict[str, Any] = field(default_factory=dict)
    # Objects that must exist beside the pod, such as a ConfigMap with the helper's configuration.
    companions: tuple[dict[str, Any], ...] = ()
    # What holds once the recipe is applied, in sentences.
    invariants: tuple[str, ...] = ()
    # The Pod Security level that the helper needs.
    level: str = "restricted"

    @property
    def is_native(self) -> bool:
        """Whether its helper keeps running beside the app, as an init container that restarts."""
        return any(container["kind"] == "native" for container in self.containers)


@lru_cache(maxsize=1)
def all_recipes() -> tuple[Recipe, ...]:
    """Every recipe, by pattern and then in the order in which people are offered them."""
    found = [_read(path) for path in sorted(FOLDER.glob("*.yaml"))]
    patterns = list(PATTERNS)
    return tuple(sorted(found, key=lambda r: (patterns.index(r.pattern), r.order, r.title)))


def find(slug: str) -> Recipe | None:
    """The recipe with this slug."""
    return next((recipe for recipe in all_recipes() if recipe.slug == slug), None)


def _read(path: Path) -> Recipe:
    data: dict[str, Any] = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    parameters = tuple(
        RecipeParameter(**{**parameter, "choices": tuple(parameter.get("choices", ()))})
        for parameter in data["parameters"]
    )
    lists = ("containers", "tags", "volumes", "companions", "invariants")
    return Recipe(slug=path.stem, **{**data, **{k: tuple(data.get(k, ())) for k in lists}, "parameters": parameters})
