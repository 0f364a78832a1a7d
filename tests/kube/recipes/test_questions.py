"""Questions offer what the pod has, and odd pods do no harm."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.recipes import apply, questions, recipe
from tests.support.pod_text import pod_of
from tests.support.recipes import APP, applied, find


def test_windows_pods_get_no_linux_helpers() -> None:
    pod = pod_of(os={"name": "windows"}, containers=APP["spec"]["containers"])
    with pytest.raises(apply.RecipeRefused, match="Windows"):
        apply.apply(find("fluent-bit"), pod, "1.36")


def test_a_pod_without_containers_has_nobody_to_help() -> None:
    assert "no container yet" in apply.why_not(find("fluent-bit"), {"spec": {}})


def test_an_image_is_needed_where_the_app_has_none() -> None:
    with pytest.raises(apply.RecipeRefused, match="Image is needed"):
        apply.apply(find("migration"), pod_of(containers=[{"name": "web"}]), "1.36")


def test_questions_offer_what_the_pod_has() -> None:
    pod = pod_of(
        containers=APP["spec"]["containers"],
        volumes=[{"name": "data", "emptyDir": {}}, {"name": "conf", "configMap": {"name": "c"}}],
    )
    asked = {q.parameter.name: q for q in questions.questions(find("fluent-bit"), pod)}
    assert asked["app"].choices == ("web",)
    assert asked["volume"].choices == ("data",)
    ports = {q.parameter.name: q for q in questions.questions(find("oauth2-proxy"), pod)}
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
    image = next(q for q in questions.questions(find("migration"), odd) if q.parameter.name == "image")
    assert image.value == ""
    port = next(q for q in questions.questions(find("socat"), odd) if q.parameter.name == "app-port")
    assert (port.value, port.choices) == (8080, ())


def test_a_volume_of_that_name_that_nobody_can_write_is_left_alone() -> None:
    pod = pod_of(containers=APP["spec"]["containers"], volumes=[{"name": "logs", "configMap": {"name": "c"}}])
    spec = applied(find("fluent-bit"), Manifest.read(write(pod))).pod["spec"]
    assert [v["name"] for v in spec["volumes"]] == ["logs", "logs-2"]


def test_a_number_that_no_machine_holds_is_no_port() -> None:
    with pytest.raises(apply.RecipeRefused, match="1 to 65535"):
        apply.apply(find("socat"), APP, "1.36", {"port": "9" * 30})


def test_helpers_get_names_that_fit_whatever_the_pod_has() -> None:
    name = "fluent-bit"
    ports = [{"name": name if n == 1 else f"{name}-{n}", "containerPort": 3000 + n} for n in range(1, 5)]
    pod = pod_of(containers=[{"name": "web", "image": "x", "ports": ports}])
    helper = applied(find("fluent-bit"), Manifest.read(write(pod))).pod["spec"]["initContainers"][0]
    assert helper["ports"][0]["name"] == "fluent-bit-5"
    assert helper["livenessProbe"]["httpGet"]["port"] == "fluent-bit-5"


def test_no_answers_are_the_defaults() -> None:
    given = {p.name: "" for p in find("fluent-bit").parameters}
    assert apply.apply(find("fluent-bit"), APP, "1.36", given) == apply.apply(find("fluent-bit"), APP, "1.36")
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


def test_a_choice_stands_for_what_the_recipe_says() -> None:
    spec = applied(find("own-sidecar"), Manifest.read(write(APP)), size="medium").pod["spec"]
    assert spec["initContainers"][0]["resources"] == {
        "requests": {"cpu": "100m", "memory": "128Mi"},
        "limits": {"cpu": "200m", "memory": "256Mi"},
    }


@pytest.mark.parametrize(
    ("containers", "names"),
    [
        ([{"name": "web", "image": "x"}], ["web", "app"]),
        ([{"name": "app", "env": []}], ["app", "app-2"]),
        ([{"name": "app"}, {"name": "web"}], ["app", "web", "app-2"]),
        ([{"name": "app", "image": ""}], ["app"]),
        ([{"name": "mine"}], ["app"]),
        (None, ["app"]),
    ],
    ids=["a real one stays", "one with settings stays", "two stay", "an empty one", "an unnamed one", "none at all"],
)
def test_an_app_takes_the_place_of_an_empty_container(containers: Any, names: list[str]) -> None:
    pod = pod_of(containers=containers)
    spec = applied(find("own-app"), Manifest.read(write(pod))).pod["spec"]
    assert [c["name"] for c in spec["containers"]] == names
    asked = {q.parameter.name: q.value for q in questions.questions(find("own-app"), pod)}
    assert asked["name"] == names[-1]


def test_devices_are_asked_for_only_if_wanted() -> None:
    manifest = Manifest.read(write(APP))
    assert "nvidia" not in applied(find("own-app"), manifest).text
    resources = applied(find("own-app"), manifest, gpus="2").pod["spec"]["containers"][1]["resources"]
    assert (resources["requests"]["nvidia.com/gpu"], resources["limits"]["nvidia.com/gpu"]) == (2, 2)


def test_labels_are_added_to_those_of_the_pod() -> None:
    pod = {**APP, "metadata": {"name": "web", "labels": {"team": "x"}}}
    made = applied(find("own-app"), Manifest.read(write(pod)), labels="app=web, example.com/tier=, ").pod
    assert made["metadata"]["labels"] == {"team": "x", "app": "web", "example.com/tier": ""}


def test_an_app_says_when_a_job_ends() -> None:
    job = pod_of(restartPolicy="OnFailure", containers=APP["spec"]["containers"])
    assert "once all its app containers have ended" in apply.plan(find("own-app"), job, "1.36").sentences[-1]
    assert "ended" not in " ".join(apply.plan(find("own-app"), APP, "1.36").sentences)
