"""Recipes: their files, and what applying each does to starters and to pods that nobody thought of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from podbuilder.kube import podsecurity
from podbuilder.kube.core.image import parse
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.recipes import apply, questions, recipe
from podbuilder.kube.roles.recognition import roles
from podbuilder.kube.starters.starters import all_starters
from tests.support.pod_text import pod_of
from tests.support.recipes import ALL, APP, EACH, PODS, accepted_pods, applied, before, complaints, find


def test_there_are_enough_recipes() -> None:
    assert len(ALL) >= 25
    assert {r.pattern for r in ALL} == set(recipe.PATTERNS)


@pytest.mark.parametrize("path", sorted(recipe.FOLDER.glob("*.yaml")), ids=lambda p: p.stem)
def test_a_recipe_keeps_to_the_schema(path: Path) -> None:
    schema = json.loads(recipe.SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(yaml.safe_load(path.read_text(encoding="utf-8")))


@EACH
def test_a_recipe_asks_for_all_it_speaks_of_and_no_more(each: recipe.Recipe) -> None:
    asked = [p.name for p in each.parameters]
    assert len(asked) == len(set(asked))
    spoken = questions.placeholders(
        [list(each.containers), list(each.volumes), each.app, list(each.companions), list(each.invariants)]
    )
    defaults = questions.placeholders([p.default for p in each.parameters])
    meant = {name for p in each.parameters for values in p.means.values() for name in values}
    assert all(set(p.means) in (set(), set(p.choices)) for p in each.parameters)
    needed = {p.name for p in each.parameters if p.means or p.type == "labels"} | {
        name for p in each.parameters if p.type == "mount-path" for name in (p.volume, p.container) if name
    }
    assert spoken | defaults <= set(asked) | meant
    assert meant | set(asked) <= spoken | defaults | needed | {"app"}
    assert ("app" in asked) or not each.app


@EACH
def test_a_recipes_containers_are_careful(each: recipe.Recipe) -> None:
    for container in each.containers:
        assert {"requests", "limits"} <= set(container["resources"])
        if container["image"] != "<image>":
            assert parse(container["image"]).tag
            assert "latest" not in container["image"]
        context = container["securityContext"]
        assert context["allowPrivilegeEscalation"] is False
        assert (context["runAsUser"] != 0) == (each.level == "restricted")
        if container["kind"] == "init":
            assert not {"livenessProbe", "readinessProbe", "startupProbe"} & set(container)
        elif container.get("ports"):
            assert {"livenessProbe", "readinessProbe", "startupProbe"} & set(container)


@EACH
def test_a_recipes_helper_keeps_the_level_it_promises(each: recipe.Recipe) -> None:
    pod = applied(each, Manifest.read(write(APP))).pod
    new = [c for _, c, _ in visit_containers(pod) if c["name"] != "web"]
    alone = {**pod, "spec": {**pod["spec"], "initContainers": [], "containers": [_plain(c) for c in new]}}
    violations = podsecurity.evaluate(alone, each.level, "1.36") if each.level != "privileged" else []
    assert not list(violations)


def _plain(container: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in container.items() if k != "restartPolicy"}


@EACH
def test_a_recipe_fits_every_starter(each: recipe.Recipe) -> None:
    for starter in all_starters():
        manifest = Manifest.read(starter.manifest)
        if not apply.why_not(each, manifest.pod):
            _twice_and_back(each, manifest, starter.since or "1.29")


@EACH
@pytest.mark.parametrize("version", ["1.25", "1.29"])
def test_a_recipe_fits_every_version(each: recipe.Recipe, version: str) -> None:
    _twice_and_back(each, Manifest.read(write(APP)), version)


@EACH
def test_a_recipe_fits_recorded_pods(each: recipe.Recipe) -> None:
    pods = accepted_pods(PODS)
    fitting = [pod for pod in pods if not apply.why_not(each, pod)]
    assert len(fitting) > len(pods) // 2
    for pod in fitting:
        _twice_and_back(each, Manifest.read(write(pod)), "1.36")


def _twice_and_back(each: recipe.Recipe, manifest: Manifest, version: str) -> None:
    """Apply a recipe two times; nothing new is complained about, names stay unique, and each step can be undone."""
    errors, warnings = before(manifest.text, version)
    assert not errors
    once = applied(each, manifest, version)
    twice = applied(each, once, version)
    assert undone(manifest.text, once.text) == manifest.text
    assert undone(once.text, twice.text) == once.text
    new_errors, new_warnings = complaints(twice, version)
    assert not new_errors
    assert new_warnings <= warnings
    names = [c["name"] for _, c, _ in visit_containers(twice.pod)]
    assert len(names) == len(set(names)) == len(list(visit_containers(manifest.pod))) + 2 * len(each.containers)
    volumes = [v["name"] for v in twice.pod["spec"].get("volumes") or []]
    assert len(volumes) == len(set(volumes))


def undone(before: str, after: str) -> str:
    """The text before an edit, from the text after it and the one splice between them, as a draft keeps it."""
    start = _common(before, after)
    rest = min(_common(before[::-1], after[::-1]), min(len(before), len(after)) - start)
    removed = before[start : len(before) - rest]
    return after[:start] + removed + after[len(after) - rest :]


def _common(one: str, other: str) -> int:
    """How many letters two texts begin alike with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


@EACH
def test_a_recipes_helper_is_recognised(each: recipe.Recipe) -> None:
    manifest = Manifest.read(write(APP))
    plan = apply.plan(each, manifest.pod, "1.36")
    pod = manifest.patch(plan.edits).pod
    found = {}
    for role in roles(pod, "1.36"):
        container = pod["spec"][role.path[1]][role.path[2]]
        found[container["name"]] = role.role
    assert found.pop("web") == "app"
    expected = "init" if each.containers[0]["kind"] == "init" else each.pattern
    assert set(found.values()) == {expected}, found
    assert all(sentence.endswith(".") and "<" not in sentence for sentence in plan.sentences)
    assert "<" not in str(plan.companions).replace("<<EOT", "")


def test_a_helper_is_native_where_there_are_native_sidecars() -> None:
    manifest = Manifest.read(write(APP))
    new = applied(find("fluent-bit"), manifest, "1.29").pod["spec"]
    old = applied(find("fluent-bit"), manifest, "1.28").pod["spec"]
    assert new["initContainers"][0]["restartPolicy"] == "Always"
    assert "initContainers" not in old
    assert [c["name"] for c in old["containers"]] == ["web", "log-shipper"]
    assert "restartPolicy" not in old["containers"][1]


def test_the_consequence_is_said_by_version() -> None:
    job = pod_of(restartPolicy="Never", containers=APP["spec"]["containers"])
    new = apply.plan(find("fluent-bit"), job, "1.36").sentences
    old = apply.plan(find("fluent-bit"), job, "1.28").sentences
    assert any("native sidecar: it starts before" in s for s in new)
    assert "The pod can finish while it still runs." in new
    assert any("has no native sidecars" in s for s in old)
    assert any("will not while the helper runs" in s for s in old)


def test_the_app_and_the_helper_share_the_volume() -> None:
    spec = applied(find("fluent-bit"), Manifest.read(write(APP)), path="/var/log/web").pod["spec"]
    assert spec["containers"][0]["volumeMounts"] == [{"name": "logs", "mountPath": "/var/log/web"}]
    assert {"name": "logs", "mountPath": "/logs", "readOnly": True} in spec["initContainers"][0]["volumeMounts"]
    assert spec["volumes"] == [{"name": "logs", "emptyDir": {"sizeLimit": "512Mi"}}]


def test_a_volume_that_is_there_is_shared() -> None:
    pod = pod_of(
        containers=[{"name": "web", "image": "x", "volumeMounts": [{"name": "out", "mountPath": "/out"}]}],
        volumes=[{"name": "out", "emptyDir": {}}],
    )
    spec = applied(find("fluent-bit"), Manifest.read(write(pod)), volume="out").pod["spec"]
    assert spec["volumes"] == [{"name": "out", "emptyDir": {}}]
    assert spec["containers"][0]["volumeMounts"] == [{"name": "out", "mountPath": "/out"}]


def test_the_users_comments_stay() -> None:
    text = "kind: Pod\nspec:\n  containers:\n  - name: web  # mine\n    image: x\n"
    assert "- name: web  # mine\n    image: x\n" in applied(find("wait-tcp"), Manifest.read(text)).text


def test_a_proxy_starts_before_the_tasks_that_need_it() -> None:
    pod = pod_of(initContainers=[{"name": "migrate", "image": "x"}], containers=APP["spec"]["containers"])
    spec = applied(find("cloud-sql-proxy"), Manifest.read(write(pod))).pod["spec"]
    assert [c["name"] for c in spec["initContainers"]] == ["cloud-sql-proxy", "migrate"]
    assert {"name": "DATABASE_PORT", "value": "5432"} in spec["containers"][0]["env"]


def test_a_variable_that_the_app_reads_already_is_changed() -> None:
    pod = pod_of(containers=[{"name": "web", "image": "x", "env": [{"name": "API", "value": "http://far"}]}])
    spec = applied(find("envoy"), Manifest.read(write(pod)), variable="API").pod["spec"]
    assert spec["containers"][0]["env"] == [{"name": "API", "value": "http://127.0.0.1:10000"}]


def test_a_pod_that_shares_its_resources_gives_the_helper_none() -> None:
    pod = pod_of(resources={"limits": {"cpu": "1"}}, containers=APP["spec"]["containers"])
    plan = apply.plan(find("fluent-bit"), pod, "1.36")
    assert "resources" not in Manifest.read(write(pod)).patch(plan.edits).pod["spec"]["initContainers"][0]
    assert any("sets them as a whole" in sentence for sentence in plan.sentences)
