"""Recipes: their files, and what applying each does to starters and to pods that nobody thought of."""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from podbuilder.kube import podsecurity
from podbuilder.kube.containers import visit_containers
from podbuilder.kube.image import parse
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.patterns import answers, recipe, recipes
from podbuilder.kube.patterns.roles import roles
from podbuilder.kube.patterns.starters import all_starters
from podbuilder.kube.review import review_manifest
from tests.kube.patterns.support import pod_of

ALL = recipe.all_recipes()
EACH = pytest.mark.parametrize("each", ALL, ids=lambda r: r.slug)
# Generated pods that the server of 1.36 takes.
ACCEPTED = Path(__file__).with_name("accepted.jsonl.gz")
# How many of them every recipe is applied to; PATTERN_PODS asks for another number.
PODS = int(os.environ.get("PATTERN_PODS", "20"))
APP = pod_of(containers=[{"name": "web", "image": "registry.example.com/web:1", "ports": [{"containerPort": 8080}]}])


def find(slug: str) -> recipe.Recipe:
    found = recipe.find(slug)
    assert found is not None
    return found


def applied(each: recipe.Recipe, manifest: Manifest, version: str = "1.36", **values: Any) -> Manifest:
    return manifest.patch(recipes.apply(each, manifest.pod, version, values))


def complaints(manifest: Manifest, version: str = "1.36") -> tuple[set[str], Counter[str]]:
    result = review_manifest(manifest, version)
    return {str(e) for e in result.errors}, Counter(w.message for w in result.warnings)


@cache
def before(text: str, version: str) -> tuple[set[str], Counter[str]]:
    """What is said of a pod to which nothing was applied."""
    return complaints(Manifest.read(text), version)


@cache
def accepted_pods(count: int) -> list[dict[str, Any]]:
    """Generated pods that the server accepts, spread over the recording."""
    with gzip.open(ACCEPTED, "rt", encoding="utf-8") as lines:
        pods = [json.loads(line)["pod"] for line in lines]
    return pods[:: max(1, len(pods) // count)][:count]


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
    spoken = answers.placeholders(
        [list(each.containers), list(each.volumes), each.app, list(each.companions), list(each.invariants)]
    )
    defaults = answers.placeholders([p.default for p in each.parameters])
    needed = {name for p in each.parameters if p.type == "mount-path" for name in (p.volume, p.container) if name}
    assert spoken | defaults <= set(asked)
    assert set(asked) <= spoken | defaults | needed | {"app"}
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
        if not recipes.why_not(each, manifest.pod):
            _twice_and_back(each, manifest, starter.since or "1.29")


@EACH
@pytest.mark.parametrize("version", ["1.25", "1.29"])
def test_a_recipe_fits_every_version(each: recipe.Recipe, version: str) -> None:
    _twice_and_back(each, Manifest.read(write(APP)), version)


@EACH
def test_a_recipe_fits_recorded_pods(each: recipe.Recipe) -> None:
    pods = accepted_pods(PODS)
    fitting = [pod for pod in pods if not recipes.why_not(each, pod)]
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
    plan = recipes.plan(each, manifest.pod, "1.36")
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
    new = recipes.plan(find("fluent-bit"), job, "1.36").sentences
    old = recipes.plan(find("fluent-bit"), job, "1.28").sentences
    assert any("native sidecar: it starts before" in s for s in new)
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
    plan = recipes.plan(find("fluent-bit"), pod, "1.36")
    assert "resources" not in Manifest.read(write(pod)).patch(plan.edits).pod["spec"]["initContainers"][0]
    assert any("shares those" in sentence for sentence in plan.sentences)


WRONG = {
    "a container's name that is taken": ("fluent-bit", {"name": "web"}, "name", "already has a container"),
    "a container's name with capitals": ("fluent-bit", {"name": "Logs"}, "name", "lower-case"),
    "a container that is not there": ("fluent-bit", {"app": "nobody"}, "app", "no container with the name nobody"),
    "a volume with a wrong name": ("fluent-bit", {"volume": "a_b"}, "volume", "lower-case"),
    "a volume that nobody can write": ("fluent-bit", {"volume": "conf"}, "volume", "Nobody can write"),
    "a path that is not from the root": ("fluent-bit", {"path": "logs"}, "path", "from the root"),
    "a path that is taken": ("fluent-bit", {"path": "/conf/"}, "path", "has the volume conf"),
    "a port that is taken": ("fluent-bit", {"port": "8080"}, "port", "taken by the container web"),
    "a port that is no number": ("fluent-bit", {"port": "http"}, "port", "1 to 65535"),
    "a port beyond the last": ("nginx-exporter", {"app-port": 65536}, "app-port", "1 to 65535"),
    "a port given twice": ("otel-collector", {"grpc-port": 5000, "http-port": 5000}, "http-port", "twice"),
    "a number below nothing": ("fix-permissions", {"user": "-1"}, "user", "whole number"),
    "a choice that there is not": ("pgbouncer", {"mode": "always"}, "mode", "one of session"),
    "a variable with a space": ("envoy", {"variable": "A B"}, "variable", "letters, digits"),
    "an object with capitals": ("vector", {"config": "Config"}, "config", "lower-case"),
    "a host with a slash": ("wait-tcp", {"host": "a/b"}, "host", "host"),
    "an address without a scheme": ("wait-http", {"address": "example.com"}, "address", "https://"),
    "an image with a space": ("migration", {"image": "web 1"}, "image", "without spaces"),
    "an amount that is none": ("fluent-bit", {"size": "big"}, "size", "amount such as"),
    "an open quotation mark": ("migration", {"arguments": "say 'hi"}, "arguments", "quotation"),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_a_wrong_answer_is_refused_with_a_sentence(case: tuple[str, dict[str, Any], str, str]) -> None:
    slug, values, parameter, fragment = case
    web = {**APP["spec"]["containers"][0], "volumeMounts": [{"name": "conf", "mountPath": "/conf"}]}
    pod = pod_of(containers=[web], volumes=[{"name": "conf", "configMap": {"name": "c"}}])
    with pytest.raises(recipes.RecipeRefused) as refusal:
        recipes.apply(find(slug), pod, "1.36", values)
    assert list(refusal.value.problems) == [parameter]
    assert fragment in refusal.value.problems[parameter]


def test_windows_pods_get_no_linux_helpers() -> None:
    pod = pod_of(os={"name": "windows"}, containers=APP["spec"]["containers"])
    with pytest.raises(recipes.RecipeRefused, match="Windows"):
        recipes.apply(find("fluent-bit"), pod, "1.36")


def test_a_pod_without_containers_has_nobody_to_help() -> None:
    assert "no container yet" in recipes.why_not(find("fluent-bit"), {"spec": {}})


def test_an_image_is_needed_where_the_app_has_none() -> None:
    with pytest.raises(recipes.RecipeRefused, match="Image is needed"):
        recipes.apply(find("migration"), pod_of(containers=[{"name": "web"}]), "1.36")


def test_questions_offer_what_the_pod_has() -> None:
    pod = pod_of(
        containers=APP["spec"]["containers"],
        volumes=[{"name": "data", "emptyDir": {}}, {"name": "conf", "configMap": {"name": "c"}}],
    )
    asked = {q.parameter.name: q for q in answers.questions(find("fluent-bit"), pod)}
    assert asked["app"].choices == ("web",)
    assert asked["volume"].choices == ("data",)
    ports = {q.parameter.name: q for q in answers.questions(find("oauth2-proxy"), pod)}
    assert (ports["app-port"].value, ports["app-port"].choices) == (8080, (8080,))
    assert ports["port"].value == 4180


def test_numbers_go_into_texts_as_text() -> None:
    spec = applied(find("redis-queue"), Manifest.read(write(APP))).pod["spec"]
    assert spec["initContainers"][0]["args"] == ["--port", "6379", "--save", "", "--appendonly", "no"]


def test_arguments_are_taken_apart_as_a_shell_does() -> None:
    spec = applied(find("migration"), Manifest.read(write(APP)), arguments="db 'up to' date").pod["spec"]
    assert spec["initContainers"][0]["args"] == ["db", "up to", "date"]
    assert spec["initContainers"][0]["image"] == "registry.example.com/web:1"


def test_odd_pods_are_asked_about_as_well() -> None:
    odd = pod_of(containers=[{"name": "web", "image": 3, "env": {}, "ports": [{"containerPort": "x"}]}], volumes=None)
    image = next(q for q in answers.questions(find("migration"), odd) if q.parameter.name == "image")
    assert image.value == ""
    port = next(q for q in answers.questions(find("socat"), odd) if q.parameter.name == "app-port")
    assert (port.value, port.choices) == (8080, ())


def test_a_volume_of_that_name_that_nobody_can_write_is_left_alone() -> None:
    pod = pod_of(containers=APP["spec"]["containers"], volumes=[{"name": "logs", "configMap": {"name": "c"}}])
    spec = applied(find("fluent-bit"), Manifest.read(write(pod))).pod["spec"]
    assert [v["name"] for v in spec["volumes"]] == ["logs", "logs-2"]


def test_a_number_that_no_machine_holds_is_no_port() -> None:
    with pytest.raises(recipes.RecipeRefused, match="1 to 65535"):
        recipes.apply(find("socat"), APP, "1.36", {"port": "9" * 30})


def test_helpers_get_names_that_fit_whatever_the_pod_has() -> None:
    name = "fluent-bit"
    ports = [{"name": name if n == 1 else f"{name}-{n}", "containerPort": 3000 + n} for n in range(1, 5)]
    pod = pod_of(containers=[{"name": "web", "image": "x", "ports": ports}])
    helper = applied(find("fluent-bit"), Manifest.read(write(pod))).pod["spec"]["initContainers"][0]
    assert helper["ports"][0]["name"] == "fluent-bit-5"
    assert helper["livenessProbe"]["httpGet"]["port"] == "fluent-bit-5"


def test_no_answers_are_the_defaults() -> None:
    given = {p.name: "" for p in find("fluent-bit").parameters}
    assert recipes.apply(find("fluent-bit"), APP, "1.36", given) == recipes.apply(find("fluent-bit"), APP, "1.36")
    assert recipe.find("no-such-recipe") is None


def test_first_and_last_helpers_keep_their_order() -> None:
    both = replace(
        find("wait-tcp"),
        containers=(
            {"kind": "init", "first": True, "name": "a", "image": "x"},
            {"kind": "init", "name": "z", "image": "x"},
        ),
    )
    pod = pod_of(initContainers=[{"name": "m", "image": "x"}], containers=APP["spec"]["containers"])
    spec = applied(both, Manifest.read(write(pod))).pod["spec"]
    assert [c["name"] for c in spec["initContainers"]] == ["a", "m", "z"]
