"""A conversion in the text: what is moved keeps its comments, its quotes and its order."""

from __future__ import annotations

import pytest

from podbuilder.kube.conversion.container_kind import Kind, convert
from podbuilder.kube.conversion.move_text import converted
from podbuilder.kube.manifest import Manifest, write
from tests.support.pods import path_of
from tests.support.recipes import accepted_pods

FIRST, SECOND = path_of("spec.containers[0]"), path_of("spec.containers[1]")
TASK = path_of("spec.initContainers[0]")
TEXT = """\
kind: Pod
spec:
  containers:
  # the app
  - name: web
    image: "nginx:1.27"
  # ships logs
  - name: logs   # mine
    # why this one
    image: 'fluent/fluent-bit:4'
    args: [a, "b"]  # in a line

    env:
    - name: A
      value: |
        text
        more
  volumes: []
"""


def made(text: str, path: str, to: Kind) -> str:
    manifest = Manifest.read(text)
    conversion = convert(manifest.pod, path_of(path), to, "1.36")
    assert not conversion.refused
    after = converted(manifest, path_of(path), conversion)
    assert after.document == manifest.patch(conversion.edits).document
    return after.text


def test_its_lines_go_along_and_come_back() -> None:
    there = made(TEXT, "spec.containers[1]", "native")
    assert there == TEXT.replace("  # ships logs\n", "  initContainers:\n  # ships logs\n").replace(
        "bit:4'\n", "bit:4'\n    restartPolicy: Always\n"
    )
    assert made(there, "spec.initContainers[0]", "container") == TEXT


def test_the_last_of_a_list_takes_its_key_along() -> None:
    text = TEXT.replace("  # ships logs\n", "  initContainers:\n  # ships logs\n")
    assert made(text, "spec.initContainers[0]", "container") == TEXT


def test_it_joins_those_that_are_there_and_stands_as_they_do() -> None:
    text = TEXT.replace("  volumes: []\n", "  initContainers:\n    - name: first\n      image: x\n  volumes: []\n")
    there = made(text, "spec.containers[1]", "init")
    assert "    - name: first\n      image: x\n    # ships logs\n    - name: logs   # mine\n      # why" in there
    assert "          text\n          more\n  volumes" in there
    back = made(there, "spec.initContainers[1]", "container")
    assert back == text


def test_what_cannot_stay_goes_with_its_comment() -> None:
    text = TEXT.replace(
        "    args:", "    # until it answers\n    readinessProbe:\n      tcpSocket:\n        port: 1\n    args:"
    )
    assert made(text, "spec.containers[1]", "init") == made(TEXT, "spec.containers[1]", "init")


def test_in_its_own_list_it_stays_where_it_is() -> None:
    text = "kind: Pod\nspec:\n  initContainers:\n  - name: a  # mine\n    image: x\n  containers:\n  - name: web\n"
    assert "- name: a  # mine\n    image: x\n    restartPolicy: Always\n" in made(
        text, "spec.initContainers[0]", "native"
    )


@pytest.mark.parametrize(
    "text",
    [
        "kind: Pod\nspec:\n  containers: [{name: web}, {name: logs}]\n",
        "kind: Pod\nspec:\n  containers: # all\n  - name: web\n  - name: logs\n",
        "kind: Pod\nspec:\n  containers:\n  - name: web\n  - name: logs\n  initContainers: []\n",
        "kind: Pod\nspec:\n  containers:\n  - name: web\n  - name: logs\n  initContainers: [{name: a}]\n",
        "kind: Pod\nspec:\n  containers:\n  - name: web\n    env: &e []\n  - name: logs\n    env: *e\n",
        "kind: Pod\nspec:\n  initContainers:\n  - {name: a}\n  containers:\n  - name: web\n    env: &e []\n"
        "  - name: logs\n    env: *e\n",
        "kind: Pod\nspec:\n  containers:\n  - name: web\n    env: []\n  - name: logs\n",
        "kind: Pod\nspec:\n  containers:\n  - name: web\n  - name: logs",
        "kind: Pod\r\nspec:\r\n  containers:\r\n  - name: web\r\n  - name: logs\r\n",
        "kind: Pod\nspec:\n  containers:\n  -\n    name: web\n  -\n    name: logs\n",
        "kind: Pod\nspec:\n  containers:\n  - name: web\n  - name: logs\n    image: &i x\n  dnsPolicy: *i\n",
    ],
    ids=[
        "in brackets",
        "a comment behind the key",
        "an empty list to go to",
        "a list in brackets to go to",
        "an alias",
        "an alias that would stand before its anchor",
        "an empty list",
        "no line break at the end",
        "line breaks of Windows",
        "a dash by itself",
        "an anchor that is needed before",
    ],
)
def test_whatever_the_text_the_pod_is_the_one_meant(text: str) -> None:
    for kind in ("native", "init"):
        after = made(text, "spec.containers[1]", kind)
        assert made(after, f"spec.initContainers[{1 if 'name: a}' in text else 0}]", "container")


def test_recorded_pods_come_back_as_they_were() -> None:
    for pod in accepted_pods(10):
        if len(pod["spec"]["containers"]) > 1:
            text = write(pod)
            there = made(text, f"spec.containers[{len(pod['spec']['containers']) - 1}]", "init")
            assert Manifest.read(there).pod["spec"]["initContainers"]
