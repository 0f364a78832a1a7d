"""Wrong answers to a recipe are refused with a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.recipes import apply
from podbuilder.kube.recipes.answer_checks import labels
from tests.support.pod_text import pod_of
from tests.support.recipes import APP, find

WRONG = {
    "a container's name that is taken": ("fluent-bit", {"name": "web"}, "name", "already has a container"),
    "a container's name with capitals": ("fluent-bit", {"name": "Logs"}, "name", "lower-case"),
    "a container that is not there": ("fluent-bit", {"app": "nobody"}, "app", "no container with the name nobody"),
    "a volume with a wrong name": ("fluent-bit", {"volume": "a_b"}, "volume", "lower-case"),
    "a volume that nobody can write": ("fluent-bit", {"volume": "conf"}, "volume", "is read-only"),
    "a path that is not from the root": ("fluent-bit", {"path": "logs"}, "path", "absolute path"),
    "a path that is taken": ("fluent-bit", {"path": "/conf/"}, "path", "mounts the volume conf"),
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
    with pytest.raises(apply.RecipeRefused) as refusal:
        apply.apply(find(slug), pod, "1.36", values)
    assert list(refusal.value.problems) == [parameter]
    assert fragment in refusal.value.problems[parameter]


@pytest.mark.parametrize("name", ["Http", "a--b", "80", "-a", "a-very-long-name", "a_b"])
def test_a_ports_name_is_held_to_its_rules(name: str) -> None:
    with pytest.raises(apply.RecipeRefused, match="port's name"):
        apply.apply(find("own-app"), APP, "1.36", {"port-name": name})


@pytest.mark.parametrize("text", ["app: web", "a=b c", "=web", "a=b,-c=d", "Ex ample/a=b", f"a={'b' * 64}"])
def test_labels_are_pairs(text: str) -> None:
    with pytest.raises(apply.RecipeRefused, match="Labels are pairs"):
        apply.apply(find("own-app"), APP, "1.36", {"labels": text})


LABELS = {
    "": {},
    " , ,": {},
    "app=web": {"app": "web"},
    " app = web ,tier=": {"app": "web", "tier": ""},
    "a=b=c": {"a": "b=c"},
    "app": {"app": ""},
}


@pytest.mark.parametrize(("text", "expected"), LABELS.items())
def test_labels_in_a_text(text: str, expected: dict[str, str]) -> None:
    assert labels(text) == expected
