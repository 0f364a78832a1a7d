"""Manifests as people have them: read, changed in one place through a form, and changed nowhere else."""

from __future__ import annotations

import difflib

import pytest
from django.test import Client

from podbuilder.builder.steps.outline import steps_of
from podbuilder.kube.core import versions
from podbuilder.kube.manifest import Manifest, ManifestError
from tests.builder.posting import post
from tests.builder.support import Step, begin

BOM = "\ufeff"
APP = "spec.containers[0]"
CONTAINER, VOLUMES = "containers/0", "volumes"
HEAD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n"


def pod(*lines: str, after: str = "") -> str:
    """A pod whose first container has these lines."""
    first = ["- name: web", *(f"  {line}" for line in lines)]
    return HEAD + "".join(f"  {line}\n" for line in first) + after


# The text, the step, what is typed there, and the lines that go and come.
Rough = tuple[str, str, dict[str, str], list[str]]
CASES: dict[str, Rough] = {
    "CRLF at the end of each line": (
        pod("image: nginx:1.27", "env:", "- name: A", "  value: b").replace("\n", "\r\n"),
        CONTAINER,
        {f"{APP}.image": "nginx:1.28"},
        ["-    image: nginx:1.27\r", "+    image: nginx:1.28\r"],
    ),
    "CRLF, and a new field": (
        pod("image: nginx:1.27").replace("\n", "\r\n"),
        CONTAINER,
        {f"{APP}.workingDir": "/srv"},
        ["+    workingDir: /srv\r"],
    ),
    "a byte order mark": (
        BOM + pod("image: nginx:1.27"),
        CONTAINER,
        {f"{APP}.image": "nginx:1.28"},
        ["-    image: nginx:1.27", "+    image: nginx:1.28"],
    ),
    "no end of line at the end": (
        pod("image: nginx:1.27").rstrip("\n"),
        CONTAINER,
        {f"{APP}.image": "nginx:1.28"},
        ["-    image: nginx:1.27", "+    image: nginx:1.28"],
    ),
    "tabs between values and comments": (
        pod("image:\tnginx:1.27\t# pinned", "stdin: true\t"),
        CONTAINER,
        {f"{APP}.image": "nginx:1.28"},
        ["-    image:\tnginx:1.27\t# pinned", "+    image:\tnginx:1.28\t# pinned"],
    ),
    "lists that are not indented, and lists that are": (
        "kind: Pod\nspec:\n    containers:\n    - name: web\n      args:\n          - --port\n          - '80'\n",
        CONTAINER,
        {f"{APP}.args[1]": "8080"},
        ["-          - '80'", "+          - '8080'"],
    ),
    "an anchor and its alias": (
        pod("image: &image nginx:1.27", after="  initContainers:\n  - {name: init, image: *image}\n"),
        "init-containers/0",
        {"spec.initContainers[0].image": "busybox:1.36"},
        ["-  - {name: init, image: *image}", '+  - {name: init, image: "busybox:1.36"}'],
    ),
    "flow style": (
        "{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: web, image: nginx:1.27}]}}\n",
        CONTAINER,
        {f"{APP}.image": "nginx:1.28"},
        [
            "-{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: web, image: nginx:1.27}]}}",
            "+{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: web, image: nginx:1.28}]}}",
        ],
    ),
    "flow style over several lines": (
        pod("ports: [", "  {containerPort: 80, name: http},", "  {containerPort: 443}", "]"),
        CONTAINER,
        {f"{APP}.ports[1].containerPort": "8443"},
        ["-      {containerPort: 443}", "+      {containerPort: 8443}"],
    ),
    "JSON": (
        '{\n\t"kind": "Pod",\n\t"spec": {"containers": [{"name": "web",\n\t\t"image": "nginx:1.27"}]}\n}\n',
        CONTAINER,
        {f"{APP}.image": "nginx:1.28"},
        ['-\t\t"image": "nginx:1.27"}]}', '+\t\t"image": "nginx:1.28"}]}'],
    ),
    "a quantity that is a fraction": (
        pod("resources:", "  requests:", "    cpu: 0.5", "    memory: 1e9"),
        CONTAINER,
        {f"{APP}.resources.requests[memory]": "2Gi"},
        ["-        memory: 1e9", "+        memory: 2Gi"],
    ),
    "a quantity in quotes": (
        pod("resources:", "  limits: {cpu: '1', memory: \"128974848\"}"),
        CONTAINER,
        {f"{APP}.resources.limits[cpu]": "2"},
        ["-      limits: {cpu: '1', memory: \"128974848\"}", "+      limits: {cpu: '2', memory: \"128974848\"}"],
    ),
    "a quantity that is a number": (
        pod("resources:", "  limits:", "    cpu: 2", "    memory: 1e3Ki", "    ephemeral-storage: .5Gi"),
        CONTAINER,
        {f"{APP}.resources.limits[cpu]": "500m"},
        ["-        cpu: 2", "+        cpu: 500m"],
    ),
    "a port by its name": (
        pod("ports:", "- {name: http, containerPort: 80}", "livenessProbe:", "  httpGet: {path: /, port: http}"),
        CONTAINER,
        {f"{APP}.livenessProbe.httpGet.port": "80"},
        ["-      httpGet: {path: /, port: http}", "+      httpGet: {path: /, port: 80}"],
    ),
    "a port by its number": (
        pod("readinessProbe:", "  tcpSocket:", "    port: 8080"),
        CONTAINER,
        {f"{APP}.readinessProbe.tcpSocket.port": "http"},
        ["-        port: 8080", "+        port: http"],
    ),
    "a port whose number is text": (
        pod("readinessProbe:", "  tcpSocket:", '    port: "8080"', "  periodSeconds: 5"),
        CONTAINER,
        {f"{APP}.readinessProbe.periodSeconds": "7"},
        ["-      periodSeconds: 5", "+      periodSeconds: 7"],
    ),
    "an octal number beside": (
        pod(after="  volumes:\n  - name: keys\n    secret: {secretName: keys, defaultMode: 0400}\n"),
        VOLUMES,
        {"spec.volumes[0].secret.secretName": "others"},
        [
            "-    secret: {secretName: keys, defaultMode: 0400}",
            "+    secret: {secretName: others, defaultMode: 0400}",
        ],
    ),
    "words that only YAML 1.1 takes for booleans": (
        pod("stdin: yes", "tty: off", "image: nginx:1.27"),
        CONTAINER,
        {f"{APP}.image": "nginx:1.28"},
        ["-    image: nginx:1.27", "+    image: nginx:1.28"],
    ),
    "text of several lines": (
        pod("command: [sh, -c]", "args:", "- |", "  echo one", "  echo two", "image: nginx:1.27"),
        CONTAINER,
        {f"{APP}.image": "nginx:1.28"},
        ["-    image: nginx:1.27", "+    image: nginx:1.28"],
    ),
    "fields that no version knows": (
        pod("image: nginx:1.27", "imagePullPollicy: Always", "x-note: {keep: [me]}"),
        CONTAINER,
        {f"{APP}.image": "nginx:1.28"},
        ["-    image: nginx:1.27", "+    image: nginx:1.28"],
    ),
    "comments between everything": (
        pod("# first", "image: nginx:1.27 # pinned", "# last", after="# the end\n"),
        CONTAINER,
        {f"{APP}.image": "nginx:1.28"},
        ["-    image: nginx:1.27 # pinned", "+    image: nginx:1.28 # pinned"],
    ),
    "nothing where something could be": (
        pod("image: nginx:1.27", "ports:", "env: ~", "resources: {}"),
        CONTAINER,
        {f"{APP}.image": "nginx:1.28"},
        ["-    image: nginx:1.27", "+    image: nginx:1.28"],
    ),
}


def changed_lines(old: str, new: str) -> list[str]:
    """The lines that go and come, marked as a difference marks them."""
    lines = difflib.unified_diff(old.split("\n"), new.split("\n"), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize(("text", "slug", "typed", "wanted"), CASES.values(), ids=CASES)
def test_every_step_is_quiet(text: str, slug: str, typed: dict[str, str], wanted: list[str]) -> None:
    manifest = Manifest.read(text)
    for step in steps_of(manifest.pod):
        assert post(manifest.pod, versions.DEFAULT, step.slug) == [], step.slug


@pytest.mark.parametrize(("text", "slug", "typed", "wanted"), CASES.values(), ids=CASES)
def test_one_edit_changes_one_place(text: str, slug: str, typed: dict[str, str], wanted: list[str]) -> None:
    manifest = Manifest.read(text)
    changed = manifest.patch(post(manifest.pod, versions.DEFAULT, slug, typed))
    assert changed_lines(text, changed.text) == wanted


# What comes with bytes and not with text, and so through the form that takes them.
@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["CRLF at the end of each line", "a byte order mark", "JSON", "an anchor and its alias"]
)
def test_through_the_page(client: Client, name: str) -> None:
    text, slug, typed, _ = CASES[name]
    draft = begin(client, text)
    stored = draft.text
    Step(client, draft, slug).post(typed)
    draft.refresh_from_db()
    manifest = Manifest.read(stored)
    assert draft.text == manifest.patch(post(manifest.pod, versions.DEFAULT, slug, typed)).text


@pytest.mark.parametrize(
    "line",
    ["\tkind: Pod\n", "spec:\n\tcontainers: []\n", "kind: Pod\nspec:\n  containers:\n  -\tname: a\n\t  image: b\n"],
)
def test_tabs_that_indent_are_named(line: str) -> None:
    with pytest.raises(ManifestError, match="tab"):
        Manifest.read(line)
