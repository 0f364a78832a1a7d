"""Applying a recipe to a pod: the edits, as one patch, and what they mean, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.core import feature_gates
from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import CONTAINERS, INIT_CONTAINERS, SPEC
from podbuilder.kube.manifest import Edit, insert_, pod_edits, set_
from podbuilder.kube.recipes import questions as asked
from podbuilder.kube.recipes.answer_checks import Answers, labels
from podbuilder.kube.recipes.recipe import Recipe
from podbuilder.kube.roles.recognition import APP

LABELS = FieldPath(("metadata", "labels"))
NATIVE_SIDECARS = "SidecarContainers"


class RecipeRefused(Exception):
    """The recipe cannot be applied: a sentence for each wrong parameter, or under "" for the pod itself."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


@dataclass(frozen=True, slots=True)
class AppliedRecipe:
    """What applying a recipe does."""

    edits: tuple[Edit, ...]
    # The names of the containers it adds.
    containers: tuple[str, ...]
    # What was done and why, a sentence each.
    sentences: tuple[str, ...]
    # Objects that must exist for the pod to start.
    companions: tuple[Document, ...]


def why_not(recipe: Recipe, pod: Document) -> str:
    """Why a recipe does not fit a pod, as a sentence; "" if it does."""
    if get(pod, ("spec", "os", "name")) == "windows":
        return "The helper is a Linux container, and this pod runs on Windows."
    if recipe.pattern != APP and not pod_edits.container_names(pod, (CONTAINERS,)):
        return "The pod has no container yet that this could help."
    return ""


def apply(recipe: Recipe, pod: Document, version: str, values: Mapping[str, Any] | None = None) -> list[Edit]:
    """The edits that add the recipe's helper to the pod, for one patch (RecipeRefused)."""
    return list(plan(recipe, pod, version, values).edits)


def plan(recipe: Recipe, pod: Document, version: str, values: Mapping[str, Any] | None = None) -> AppliedRecipe:
    """Everything that applying the recipe to the pod would do (RecipeRefused)."""
    refusal = why_not(recipe, pod)
    if refusal:
        raise RecipeRefused({"": refusal})
    pod = asked.pod_for(recipe, pod)
    answers = asked.with_defaults(recipe, pod, values or {})
    problems = asked.problems(recipe, pod, answers)
    if problems:
        raise RecipeRefused(problems)
    return _RecipeRun(recipe, pod, version, answers).made()


class _RecipeRun:
    """One recipe while it is applied to a pod."""

    def __init__(self, recipe: Recipe, pod: Document, version: str, answers: Answers) -> None:
        self.recipe, self.pod, self.version, self.answers = recipe, pod, version, answers
        self.filling = asked.words(recipe, answers)
        self.has_native = feature_gates.enabled(NATIVE_SIDECARS, version)
        self.renamed: dict[str, str] = {}

    def made(self) -> AppliedRecipe:
        volumes = self._volumes()
        helpers = [(c["kind"], c.get("first", False), self._container(c)) for c in self.recipe.containers]
        edits = [
            *self._labels(),
            *self._in_app(),
            *self._helpers(helpers),
            *pod_edits.append(self.pod, SPEC.child("volumes"), volumes),
        ]
        return AppliedRecipe(
            edits=tuple(edits),
            containers=tuple(c["name"] for _, _, c in helpers),
            sentences=tuple(self._sentences()),
            companions=tuple(asked.fill(list(self.recipe.companions), self.filling)),
        )

    def _labels(self) -> Iterator[Edit]:
        for parameter in (p for p in self.recipe.parameters if p.type == "labels"):
            for key, value in labels(str(self.answers[parameter.name])).items():
                yield set_(LABELS.key(key), value)

    def _volumes(self) -> list[dict[str, Any]]:
        """The volumes to add: an existing one that the user named is shared, the helper's own get free names."""
        chosen = {self.answers[p.name] for p in self.recipe.parameters if p.type == "volume"}
        taken = [*pod_edits.names(pod_edits.items(self.pod, "spec", "volumes"))]
        added = []
        for volume in asked.fill(list(self.recipe.volumes), self.filling):
            name = volume["name"]
            if name in chosen and name in taken:
                continue
            free = pod_edits.unique(name, taken)
            self.renamed[name] = free
            taken.append(free)
            added.append({**volume, "name": free})
        return added

    def _container(self, template: dict[str, Any]) -> dict[str, Any]:
        body = {k: v for k, v in template.items() if k not in ("kind", "first")}
        container: dict[str, Any] = asked.fill(body, self.filling)
        for mount in container.get("volumeMounts", ()):
            mount["name"] = self.renamed.get(mount["name"], mount["name"])
        self._name_ports(container)
        if template["kind"] == "native" and self.has_native:
            container = _after(container, "image", "restartPolicy", "Always")
        # The helper would have to fit into the requests of the whole pod, which only its author can divide.
        if isinstance(get(self.pod, ("spec", "resources")), dict):
            container.pop("resources", None)
        return container

    def _name_ports(self, container: dict[str, Any]) -> None:
        """Give the ports names that no other port of the pod has, and the probes these names."""
        taken = pod_edits.names(port for _, port in pod_edits.ports(self.pod))
        for port in (port for port in container.get("ports", ()) if "name" in port):
            free = pod_edits.unique(port["name"], taken, pod_edits.PORT_NAME_LENGTH)
            _rename_in_probes(container, port["name"], free)
            port["name"] = free

    def _helpers(self, helpers: list[tuple[str, bool, dict[str, Any]]]) -> Iterator[Edit]:
        beside = ("container",) if self.has_native else ("container", "native")
        ordinary = [c for kind, _, c in helpers if kind in beside]
        first = [c for kind, is_first, c in helpers if is_first and c not in ordinary]
        last = [c for kind, is_first, c in helpers if not is_first and c not in ordinary]
        init = SPEC.child(INIT_CONTAINERS)
        yield from pod_edits.append(self.pod, init, first, first=True)
        if first and last:
            # The first ones have created the list, or moved its end.
            present = get(self.pod, init)
            end = len(first) + (len(present) if isinstance(present, list) else 0)
            yield from (insert_(init.index(end + i), c) for i, c in enumerate(last))
        else:
            yield from pod_edits.append(self.pod, init, last)
        yield from pod_edits.append(self.pod, SPEC.child(CONTAINERS), ordinary)

    def _in_app(self) -> Iterator[Edit]:
        path = pod_edits.container_path(self.pod, str(self.answers.get("app", "")))
        if path is None:
            return
        parts = asked.fill(self.recipe.app, self.filling)
        yield from self._env(path, parts.get("env", []))
        present = [(m.get("name"), str(m.get("mountPath", "")).rstrip("/")) for m in self._there(path, "volumeMounts")]
        mounts = [{**m, "name": self.renamed.get(m["name"], m["name"])} for m in parts.get("volumeMounts", [])]
        new = [m for m in mounts if (m["name"], m["mountPath"].rstrip("/")) not in present]
        yield from pod_edits.append(self.pod, path.child("volumeMounts"), new)

    def _env(self, path: FieldPath, wanted: list[dict[str, Any]]) -> Iterator[Edit]:
        """The app's variables; one that exists is changed, since the app reads it already."""
        env = get(self.pod, (*path, "env"))
        places = {e.get("name"): i for i, e in enumerate(env) if isinstance(e, dict)} if isinstance(env, list) else {}
        for variable in wanted:
            if variable["name"] in places:
                yield set_(path.child("env").index(places[variable["name"]]), variable)
        yield from pod_edits.append(self.pod, path.child("env"), [v for v in wanted if v["name"] not in places])

    def _there(self, path: FieldPath, field: str) -> list[dict[str, Any]]:
        return pod_edits.items(self.pod, *path, field)

    def _sentences(self) -> Iterator[str]:
        yield from asked.fill(list(self.recipe.invariants), self.filling)
        if self.recipe.is_native:
            yield from native_consequences(self.pod, self.version)
        elif self.recipe.pattern == APP and get(self.pod, ("spec", "restartPolicy")) in ("Never", "OnFailure"):
            yield "This pod is meant to finish, as in a Job, and does so once all its app containers have ended."
        if isinstance(get(self.pod, ("spec", "resources")), dict):
            yield "The helper has no requests and limits of its own, because this pod sets them as a whole."
        for companion in asked.fill(list(self.recipe.companions), self.filling):
            name = companion["metadata"]["name"]
            yield f"The pod starts only once the {companion['kind']} {name} exists."


def native_consequences(pod: Document, version: str) -> Iterator[str]:
    """What follows, in this version, from a helper that keeps running beside the app."""
    finishes = get(pod, ("spec", "restartPolicy")) in ("Never", "OnFailure")
    if feature_gates.enabled(NATIVE_SIDECARS, version):
        yield "It is a native sidecar: it starts before the app, is restarted by itself, and is stopped after the app."
        if finishes:
            yield "The pod can finish while it still runs."
        return
    yield (
        f"Kubernetes {version} has no native sidecars, so it is an ordinary container: it starts with the app and is "
        "stopped together with it."
    )
    if finishes:
        yield "This pod is meant to finish, as in a Job, but it will not while the helper runs."


def _rename_in_probes(container: dict[str, Any], old: str, new: str) -> None:
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        for handler in ("httpGet", "tcpSocket"):
            action = get(container, (probe, handler))
            if isinstance(action, dict) and action.get("port") == old:
                action["port"] = new


def _after(container: dict[str, Any], field: str, name: str, value: Any) -> dict[str, Any]:
    """The container with an entry inserted after another."""
    made = {}
    for key, present in container.items():
        made[key] = present
        if key == field:
            made[name] = value
    return made
