"""Posted names are read without a form: what they change, what they say of themselves, and what is passed over."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.editing.field_edits import FieldEdits, as_meant, field_edits
from podbuilder.builder.steps.registry import shown_in
from podbuilder.kube import catalogue
from podbuilder.kube.core import versions
from podbuilder.kube.manifest import Edit, Manifest

POD = """\
kind: Pod
metadata:
  name: web
  uid: 5a0c
  labels: {app: web, tier: front}
spec:
  nonsense: 5
  containers:
  - name: web
    image: nginx:1.27
    args: [a, b]
    ports: [{containerPort: 80}, {containerPort: none}]
    env: [{name: MODE, value: fast}, {name: KEY, valueFrom: {secretKeyRef: {name: s, key: k}}}]
    envFrom: [{configMapRef: {name: settings}}]
    livenessProbe: {httpGet: {port: 80}, periodSeconds: 5}
    resources: {limits: {memory: 1Gi}}
    securityContext: {capabilities: {drop: [ALL]}, runAsUser: 0}
  volumes:
  - name: files
    emptyDir: {medium: Memory}
  - name: settings
    configMap: {name: settings, defaultMode: 0644}
  overhead: {cpu: 1}
"""
FIELDS = catalogue.load(versions.DEFAULT)
APP = "spec.containers[0]"


def read(slug: str, data: dict[str, str], text: str = POD) -> FieldEdits:
    return field_edits(Manifest.read(text).pod, FIELDS, data, shown_in(slug))


def said(edits: list[Edit]) -> list[tuple[Any, ...]]:
    return [(e.op, str(e.path), e.to if e.op == "rename" else e.value) for e in edits]


QUIET = {
    "nothing": ("metadata", {}),
    "what every page posts": (
        "metadata",
        {"csrfmiddlewaretoken": "x", "base": "1", "tab_id": "w", "op": "", "pod": "0"},
    ),
    "a name that is no field": ("metadata", {"metadata.nonsense": "5", "nonsense": "5", "": "5", ".": "5"}),
    "a text that is there already": ("containers/0", {f"{APP}.image": "nginx:1.27"}),
    "a mode spelt as the form shows it": ("volumes", {"spec.volumes[1].configMap.defaultMode": "0644"}),
    "an empty text where nothing is": ("containers/0", {f"{APP}.workingDir": "", f"{APP}.args[2]": ""}),
    "a field of another step": ("metadata", {f"{APP}.image": "other"}),
    "a field of another container": ("containers/0", {"spec.containers[1].image": "other"}),
    "what kind of document it is": ("metadata", {"kind": "Deployment", "apiVersion": "v2"}),
    "an object in place of a text": ("containers/0", {APP: "x", f"{APP}.ports": "x", f"{APP}.securityContext": "x"}),
    "a row behind the empty one": ("containers/0", {f"{APP}.ports[3].containerPort": "5", f"{APP}.args[3]": "x"}),
    "a field of a branch that is not set": ("volumes", {"spec.volumes[0].configMap.name": "x"}),
    "a literal where the value comes from a secret": ("containers/0", {f"{APP}.env[1].value": "x"}),
    "the branch that is set": ("volumes", {"spec.volumes[0]:source": "emptyDir"}),
    "a branch that there is not": ("volumes", {"spec.volumes[0]:source": "nonsense"}),
    "no branch where there must be one": ("containers/0", {f"{APP}.env[0].valueFrom:source": ""}),
    "the choice of what has no branches": ("containers/0", {f"{APP}.image:source": "x", f"{APP}:source": "x"}),
    "a choice in a row behind the empty one": ("volumes", {"spec.volumes[3]:source": "emptyDir"}),
    "a pair as it is": ("metadata", {"metadata.labels#0.key": "app", "metadata.labels#0.value": "web"}),
    "an empty pair": ("metadata", {"metadata.labels#2.key": "", "metadata.labels#2.value": ""}),
    "a pair behind the empty one": ("metadata", {"metadata.labels#3.key": "x", "metadata.labels#3.value": "x"}),
    "a value without its key": ("metadata", {"metadata.labels#0.value": "other"}),
    "a pair of what is no map": ("metadata", {"metadata.name#0.key": "x", "metadata.name#0.value": "x"}),
    "the box of another resource": ("containers/0", {f"{APP}.resources:add": "nvidia.com/gpu"}),
    "a note": ("containers/0", {f"comment:{APP}.image": "x"}),
}


@pytest.mark.parametrize(("slug", "data"), QUIET.values(), ids=QUIET)
def test_nothing_changes(slug: str, data: dict[str, str]) -> None:
    found = read(slug, data)
    assert (found.edits, found.complaints) == ([], {})


CHANGES: dict[str, tuple[str, dict[str, str], list[tuple[Any, ...]]]] = {
    "a text": ("containers/0", {f"{APP}.image": "a\r\nb"}, [("set", f"{APP}.image", "a\nb")]),
    "a number": (
        "containers/0",
        {f"{APP}.ports[0].containerPort": "8080"},
        [("set", f"{APP}.ports[0].containerPort", 8080)],
    ),
    "an emptied text": ("containers/0", {f"{APP}.image": ""}, [("remove", f"{APP}.image", None)]),
    "an item that is emptied stays": ("containers/0", {f"{APP}.args[1]": ""}, [("set", f"{APP}.args[1]", "")]),
    "the empty row": (
        "containers/0",
        {f"{APP}.ports[2].name": "http", f"{APP}.ports[2].containerPort": "81"},
        [("set", f"{APP}.ports[2].name", "http"), ("set", f"{APP}.ports[2].containerPort", 81)],
    ),
    "what only the manifest has": ("running", {"spec.nonsense": "6"}, [("set", "spec.nonsense", "6")]),
    "what is emptied takes its parents along": (
        "containers/0",
        {f"{APP}.resources.limits[memory]": ""},
        [("remove", f"{APP}.resources", None)],
    ),
    "but not one that has more": (
        "containers/0",
        {f"{APP}.securityContext.runAsUser": ""},
        [("remove", f"{APP}.securityContext.runAsUser", None)],
    ),
    "nor the branch that is chosen": (
        "volumes",
        {"spec.volumes[0].emptyDir.medium": ""},
        [("remove", "spec.volumes[0].emptyDir.medium", None)],
    ),
    "another branch takes the old one's place and name": (
        "volumes",
        {"spec.volumes[1]:source": "secret"},
        [("remove", "spec.volumes[1].configMap", None), ("set", "spec.volumes[1].secret", {"secretName": "settings"})],
    ),
    "and what was typed into the old one is gone": (
        "volumes",
        {"spec.volumes[1]:source": "emptyDir", "spec.volumes[1].configMap.name": "x", "spec.volumes[1].name": "new"},
        [
            ("remove", "spec.volumes[1].configMap", None),
            ("set", "spec.volumes[1].emptyDir", {}),
            ("set", "spec.volumes[1].name", "new"),
        ],
    ),
    "from a secret to a literal": (
        "containers/0",
        {f"{APP}.env[1].valueFrom:source": "value"},
        [("remove", f"{APP}.env[1].valueFrom", None)],
    ),
    "from a literal to a secret": (
        "containers/0",
        {f"{APP}.env[0].valueFrom:source": "secretKeyRef", f"{APP}.env[0].value": "typed"},
        [("remove", f"{APP}.env[0].value", None), ("set", f"{APP}.env[0].valueFrom.secretKeyRef", {})],
    ),
    "all keys of the other kind": (
        "containers/0",
        {f"{APP}.envFrom[0]:source": "secretRef"},
        [
            ("remove", f"{APP}.envFrom[0].configMapRef", None),
            ("set", f"{APP}.envFrom[0].secretRef", {"name": "settings"}),
        ],
    ),
    "no probe any more": (
        "containers/0",
        {f"{APP}.livenessProbe:source": ""},
        [("remove", f"{APP}.livenessProbe", None)],
    ),
    "another way to probe keeps the port": (
        "containers/0",
        {f"{APP}.livenessProbe:source": "tcpSocket"},
        [("remove", f"{APP}.livenessProbe.httpGet", None), ("set", f"{APP}.livenessProbe.tcpSocket", {"port": 80})],
    ),
    "a handler that no step draws by hand": (
        "containers/0",
        {f"{APP}.lifecycle.preStop:source": "sleep"},
        [("set", f"{APP}.lifecycle.preStop.sleep", {})],
    ),
    "a renamed key": (
        "metadata",
        {"metadata.labels#0.key": " part ", "metadata.labels#0.value": "api"},
        [("rename", "metadata.labels[app]", "part"), ("set", "metadata.labels[part]", "api")],
    ),
    "a value that is emptied stays": (
        "metadata",
        {"metadata.labels#0.key": "app", "metadata.labels#0.value": ""},
        [("set", "metadata.labels[app]", "")],
    ),
    "a new pair": (
        "metadata",
        {"metadata.labels#2.key": "new", "metadata.labels#2.value": "x"},
        [("set", "metadata.labels[new]", "x")],
    ),
    "a new pair of nothing at all": (
        "scheduling",
        {"spec.overhead#1.key": "memory", "spec.overhead#1.value": "0"},
        [("set", "spec.overhead[memory]", 0)],
    ),
    "an amount takes the unit beside it": (
        "containers/0",
        {f"{APP}.resources.requests[cpu]": "500", f"{APP}.resources.requests[cpu]:unit": "m"},
        [("set", f"{APP}.resources.requests[cpu]", "500m")],
    ),
}


@pytest.mark.parametrize(("slug", "data", "edits"), CHANGES.values(), ids=CHANGES)
def test_what_is_posted_changes_this(slug: str, data: dict[str, str], edits: list[tuple[Any, ...]]) -> None:
    found = read(slug, data)
    assert said(found.edits) == edits
    assert found.complaints == {}


COMPLAINTS = {
    "no number": (
        "containers/0",
        {f"{APP}.ports[0].containerPort": "x"},
        {f"{APP}.ports[0].containerPort": "whole number"},
    ),
    "no number, as it stands": (
        "containers/0",
        {f"{APP}.ports[1].containerPort": "none"},
        {f"{APP}.ports[1].containerPort": "whole number"},
    ),
    "a port of Compose": (
        "containers/0",
        {f"{APP}.ports[0].containerPort": "8080:80"},
        {f"{APP}.ports[0].containerPort": "such as 8080. Did you mean 80?"},
    ),
    "a pair without a key": (
        "metadata",
        {"metadata.labels#0.key": " ", "metadata.labels#0.value": "x"},
        {"metadata.labels#0.key": "needs a key"},
    ),
    "a key that is there already": (
        "metadata",
        {"metadata.labels#0.key": "tier", "metadata.labels#0.value": "x"},
        {"metadata.labels#0.key": "already used"},
    ),
    "an amount that the unit cannot say": (
        "containers/0",
        {f"{APP}.resources.limits[memory]": "1500m", f"{APP}.resources.limits[memory]:unit": "Gi"},
        {f"{APP}.resources.limits[memory]": "cannot be said exactly"},
    ),
}


@pytest.mark.parametrize(("slug", "data", "words"), COMPLAINTS.values(), ids=COMPLAINTS)
def test_what_cannot_become_a_value_says_why(slug: str, data: dict[str, str], words: dict[str, str]) -> None:
    found = read(slug, data).complaints
    assert found.keys() == words.keys()
    assert all(words[name] in found[name].text for name in words)


MEANT = {
    "a port of Compose": (f"{APP}.ports[0].containerPort", "8080:80", "80"),
    "a number with a blank": (f"{APP}.livenessProbe.periodSeconds", "5 s", "5"),
}


@pytest.mark.parametrize(("name", "text", "meant"), MEANT.values(), ids=MEANT)
def test_a_button_writes_what_was_probably_meant(name: str, text: str, meant: str) -> None:
    (button,) = read("containers/0", {name: text}).complaints[name].corrections
    assert (button.title, button.op) == (f"Write {meant}", f"meant:{name}")
    data = {name: text, f"{APP}.image": "kept", "op": button.op}
    assert as_meant(FIELDS, data) == {**data, name: meant}


AS_POSTED = {
    "no button": {f"{APP}.ports[0].containerPort": "8080:80"},
    "another button": {f"{APP}.ports[0].containerPort": "8080:80", "op": f"remove:{APP}.ports[0]"},
    "a control that was not posted": {"op": f"meant:{APP}.ports[0].containerPort"},
    "no field": {"spec.colour": "8080:80", "op": "meant:spec.colour"},
    "the button itself": {"op": "meant:op"},
    "nothing near": {f"{APP}.ports[0].containerPort": "http", "op": f"meant:{APP}.ports[0].containerPort"},
}


@pytest.mark.parametrize("data", AS_POSTED.values(), ids=AS_POSTED)
def test_other_texts_stay_as_posted(data: dict[str, str]) -> None:
    assert as_meant(FIELDS, data) == data


def test_what_the_text_has_no_place_for_says_so_at_its_control() -> None:
    text = "kind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, env: text}]}\n"
    found = read("containers/0", {f"{APP}.env[0].name": "A"}, text)
    assert found.edits == []
    assert list(found.complaints) == [f"{APP}.env[0].name"]


RESHAPES = {
    "a text": ({f"{APP}.image": "other"}, False),
    "the same branch": ({f"{APP}.livenessProbe:source": "httpGet"}, False),
    "no unit": ({f"{APP}.resources.limits[memory]:unit": ""}, False),
    "another branch": ({f"{APP}.livenessProbe:source": "exec"}, True),
    "a unit": ({f"{APP}.resources.limits[memory]": "1Gi", f"{APP}.resources.limits[memory]:unit": "Mi"}, True),
}


@pytest.mark.parametrize(("data", "reshapes"), RESHAPES.values(), ids=RESHAPES)
def test_other_controls_belong_on_the_page_after_a_choice(data: dict[str, str], reshapes: bool) -> None:
    assert read("containers/0", data).reshapes is reshapes
