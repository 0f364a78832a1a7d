"""A field of a built object is changed where it is set."""

from __future__ import annotations

from textwrap import indent
from typing import Any

import pytest

from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.kustomization.build import build_with_files
from podbuilder.kube.kustomization.folder import Folder
from podbuilder.kube.kustomization.overlays.field_edit import (
    BASE,
    OVERLAY,
    BuiltField,
    EditedFolder,
    edit_field,
)

DEPLOYMENT = """apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1   # one is enough
  template:
    spec:
      hostNetwork: true
      tolerations: [{key: a}, {key: b}]
      containers:
      - name: app   # the shop
        image: nginx:1
        args: [a, b]
      - name: proxy
        image: envoy:1
        env:
        - {name: LEVEL, value: info}
"""
OVERLAY_FILE = """resources:
- ../base
namespace: prod   # ours
namePrefix: p-
labels:
- pairs: {env: prod}
commonAnnotations: {note: a}
images:
- name: nginx
  newTag: "2"   # pinned
replicas:
- {name: web, count: 3}
configMapGenerator:
- name: made
  literals: [a=b]
  files: [key=x.txt, y.txt]
patches:
- path: p.yaml
- target: {kind: Deployment}
  patch: |-
    # known to nobody
    - op: replace
      path: /spec/template/spec/tolerations/1/key
      value: c
- patch: |-
    {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort}}
"""
PATCH = """apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - name: app
      - name: proxy
        env:
        - name: LEVEL   # loud
          value: debug
"""
LIST = """apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80}]}}
- {apiVersion: v1, kind: Secret, metadata: {name: web, namespace: nn}, data: {}}
"""
FILES = {
    "base/kustomization.yaml": "resources: [d.yaml, list.yaml]\nimages: [{name: envoy, newTag: '3'}]\n",
    "base/d.yaml": DEPLOYMENT,
    "base/list.yaml": LIST,
    "o/kustomization.yaml": OVERLAY_FILE,
    "o/p.yaml": PATCH,
    "o/x.txt": "x",
    "o/y.txt": "y",
}
# The same without a patch for the Deployment.
UNPATCHED = {**FILES, "o/kustomization.yaml": OVERLAY_FILE.replace("- path: p.yaml\n", "")}
POD = ROOT.child("spec", "template", "spec")
CONTAINERS = POD.child("containers")


def edited(kind: str, path: FieldPath, value: Any, where: str = "", files: dict[str, str] = FILES) -> EditedFolder:
    folder = Folder(files)
    built = build_with_files(folder, "o")
    number = next(i for i, one in enumerate(built) if one.document["kind"] == kind)
    return edit_field(folder, BuiltField("o", number, path), value, where)


def lines_of(found: EditedFolder, files: dict[str, str] = FILES) -> list[str]:
    """The lines that are new in the one file that changed."""
    assert {path for path in found.files if found.files[path] != files.get(path)} == {found.file}
    before = files[found.file].splitlines()
    return [line.strip() for line in found.files[found.file].splitlines() if line not in before]


LANDS: dict[str, tuple[str, FieldPath, Any, str, list[str], int]] = {
    "the namespace": (
        *("Deployment", ROOT.child("metadata", "namespace"), "dev", "o/kustomization.yaml"),
        ["namespace: dev   # ours"],
        3,
    ),
    "an image's tag": (
        *("Deployment", CONTAINERS.index(0).child("image"), "nginx:5", "o/kustomization.yaml"),
        ['newTag: "5"   # pinned'],
        0,
    ),
    "another image": (
        *("Deployment", CONTAINERS.index(0).child("image"), "box@sha256:a", "o/kustomization.yaml"),
        ["newName: box", "digest: sha256:a"],
        0,
    ),
    "replicas": (
        *("Deployment", ROOT.child("spec", "replicas"), 5, "o/kustomization.yaml"),
        ["- {name: web, count: 5}"],
        0,
    ),
    "a label": (
        *("Deployment", ROOT.child("metadata", "labels", "env"), "dev", "o/kustomization.yaml"),
        ["- pairs: {env: dev}"],
        3,
    ),
    "an annotation": (
        *("Deployment", ROOT.child("metadata", "annotations", "note"), "b", "o/kustomization.yaml"),
        ["commonAnnotations: {note: b}"],
        3,
    ),
    "a variable in a patch": (
        *("Deployment", CONTAINERS.index(1).child("env").index(0).child("value"), "x", "o/p.yaml"),
        ["value: x"],
        0,
    ),
    "an operation of a patch": (
        *("Deployment", POD.child("tolerations").index(1).child("key"), "d", "o/kustomization.yaml"),
        ["value: d"],
        0,
    ),
    "a patch in braces": (
        *("Service", ROOT.child("spec", "type"), "ClusterIP", "o/kustomization.yaml"),
        ["{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: ClusterIP}}"],
        0,
    ),
    "what a patch sets is taken away": (
        *("Service", ROOT.child("spec", "type"), None, "o/kustomization.yaml"),
        ["{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: null}}"],
        0,
    ),
    "a literal": (
        *("ConfigMap", ROOT.child("data", "a"), "c", "o/kustomization.yaml"),
        ["literals: [a=c]"],
        0,
    ),
    "a file with a key": ("ConfigMap", ROOT.child("data", "key"), "new", "o/x.txt", ["new"], 0),
    "a file without one": ("ConfigMap", ROOT.child("data", "y.txt"), "new", "o/y.txt", ["new"], 0),
}


@pytest.mark.parametrize(("kind", "path", "value", "file", "lines", "others"), LANDS.values(), ids=LANDS)
def test_it_lands_where_the_overlay_sets_it(
    kind: str, path: FieldPath, value: Any, file: str, lines: list[str], others: int
) -> None:
    found = edited(kind, path, value)
    assert (found.file, found.asks, found.refused) == (file, False, "")
    assert lines_of(found) == lines
    assert found.others == others


ASKS: dict[str, tuple[str, FieldPath, Any, str, list[str], str]] = {
    "a field of the pod": (
        *("Deployment", POD.child("hostNetwork"), False, "base/d.yaml"),
        ["hostNetwork: false"],
        "    spec:\n      hostNetwork: false\n",
    ),
    "a field that goes": ("Deployment", POD.child("hostNetwork"), None, "base/d.yaml", [], "      hostNetwork: null\n"),
    "a new field": (
        *("Deployment", POD.child("securityContext", "runAsUser"), 5, "base/d.yaml"),
        ["securityContext:", "runAsUser: 5"],
        "      securityContext:\n        runAsUser: 5\n",
    ),
    "a container's arguments": (
        *("Deployment", CONTAINERS.index(1).child("args"), ["x"], "base/d.yaml"),
        ["args:", "- x"],
        "      containers:\n      - name: app\n      - name: proxy\n        args:\n        - x\n",
    ),
    "an item without a key": (
        *("Deployment", CONTAINERS.index(0).child("args").index(1), "c", "base/d.yaml"),
        ["args: [a, c]"],
        "- op: replace\n  path: /spec/template/spec/containers/0/args/1\n  value: c\n",
    ),
    "an image of the base": (
        *("Deployment", CONTAINERS.index(1).child("image"), "envoy:9", "base/kustomization.yaml"),
        ["images: [{name: envoy, newTag: '9'}]"],
        "        image: envoy:9\n",
    ),
    "an object of a List": (
        *("Service", ROOT.child("spec", "ports").index(0).child("targetPort"), 8080, "base/list.yaml"),
        ["- {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80, targetPort: 8080}]}}"],
        "  ports:\n  - port: 80\n    targetPort: 8080\n",
    ),
    "an object in a namespace": (
        *("Secret", ROOT.child("type"), "Opaque", "base/list.yaml"),
        ["- {apiVersion: v1, kind: Secret, metadata: {name: web, namespace: nn}, data: {}, type: Opaque}"],
        "metadata:\n  name: web\n  namespace: nn\ntype: Opaque\n",
    ),
}


@pytest.mark.parametrize(("kind", "path", "value", "file", "lines", "patch"), ASKS.values(), ids=ASKS)
def test_it_is_asked_whether_base_or_overlay(
    kind: str, path: FieldPath, value: Any, file: str, lines: list[str], patch: str
) -> None:
    asked = edited(kind, path, value, files=UNPATCHED)
    assert asked == EditedFolder(UNPATCHED, asks=True)
    found = edited(kind, path, value, BASE, UNPATCHED)
    assert (found.file, lines_of(found, UNPATCHED)) == (file, lines)
    new = edited(kind, path, value, OVERLAY, UNPATCHED)
    name = f"{kind.lower()}-web.yaml"
    assert new.file == f"o/{name}"
    assert new.files[new.file].endswith(patch)
    assert f"- path: {name}\n" in new.files["o/kustomization.yaml"]
    assert new.files["o/kustomization.yaml"].startswith(UNPATCHED["o/kustomization.yaml"])


EXTENDED: dict[str, tuple[str, FieldPath, Any, str, list[str]]] = {
    "a field of the pod": (
        *("Deployment", POD.child("hostNetwork"), False, "o/p.yaml"),
        ["hostNetwork: false"],
    ),
    "a container that it names": (
        *("Deployment", CONTAINERS.index(0).child("args"), ["x"], "o/p.yaml"),
        ["args:", "- x"],
    ),
    "a patch in the kustomization": (
        *("Service", ROOT.child("spec", "clusterIP"), "None", "o/kustomization.yaml"),
        ["{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort, clusterIP: None}}"],
    ),
}


@pytest.mark.parametrize(("kind", "path", "value", "file", "lines"), EXTENDED.values(), ids=EXTENDED)
def test_a_patch_for_the_object_takes_the_field(
    kind: str, path: FieldPath, value: Any, file: str, lines: list[str]
) -> None:
    assert edited(kind, path, value).asks
    found = edited(kind, path, value, OVERLAY)
    assert (found.file, lines_of(found)) == (file, lines)


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("Service", ROOT.child("spec", "replicas"), 5),
        ("Service", ROOT.child("metadata", "labels", "x"), "y"),
        ("ConfigMap", ROOT.child("data", "new"), "y"),
    ],
)
def test_what_looks_like_something_that_the_overlay_sets(kind: str, path: FieldPath, value: Any) -> None:
    files = {**UNPATCHED, "o/kustomization.yaml": OVERLAY_FILE.partition("- patch: |-\n    {")[0]}
    assert edited(kind, path, value, files=files).asks
    new = edited(kind, path, value, OVERLAY, files)
    assert new.files["o/kustomization.yaml"].startswith(files["o/kustomization.yaml"])


def test_the_first_patch_of_an_overlay() -> None:
    files = {**FILES, "o/kustomization.yaml": "resources: [../base]  # all of it\n"}
    found = edited("Deployment", POD.child("hostNetwork"), False, OVERLAY, files)
    expected = "resources: [../base]  # all of it\npatches:\n- path: deployment-web.yaml\n"
    assert found.files["o/kustomization.yaml"] == expected


def test_a_namespace_becomes_that_of_the_whole_overlay() -> None:
    files = {**FILES, "o/kustomization.yaml": "resources: [../base]  # all of it\n"}
    found = edited("Deployment", ROOT.child("metadata", "namespace"), "prod", OVERLAY, files)
    assert (found.file, found.others) == ("o/kustomization.yaml", 2)
    assert found.files[found.file] == "resources: [../base]  # all of it\nnamespace: prod\n"


def test_an_item_without_a_key_goes() -> None:
    found = edited("Deployment", CONTAINERS.index(0).child("args").index(1), None, OVERLAY)
    assert found.files[found.file] == "- op: remove\n  path: /spec/template/spec/containers/0/args/1\n"


def test_a_second_patch_has_a_name_of_its_own() -> None:
    files = {**UNPATCHED, "o/deployment-web.yaml": "# somebody else's\n"}
    assert edited("Deployment", POD.child("hostPID"), True, OVERLAY, files).file == "o/deployment-web-2.yaml"


REFUSED: dict[str, tuple[str, FieldPath, Any, str]] = {
    "what something else sets": ("Deployment", ROOT.child("metadata", "name"), "x", BASE),
    "a name, in a patch": ("Deployment", ROOT.child("metadata", "name"), "x", OVERLAY),
    "an item that is not there": ("Deployment", CONTAINERS.index(7).child("image"), "x", BASE),
    "something below a value": ("Deployment", ROOT.child("spec", "replicas", "x"), "x", BASE),
    "a list's item that is not there": ("Deployment", CONTAINERS.index(0).child("args").index(7), "x", BASE),
    "a file's key that is a mapping": ("ConfigMap", ROOT.child("data", "a"), {"a": "b"}, BASE),
    "a text that YAML does not take": ("Deployment", POD.child("hostname"), "\ud800", BASE),
    "such a text in a patch": ("Deployment", POD.child("hostname"), "\ud800", OVERLAY),
    "a container as a whole": ("Deployment", CONTAINERS.index(0), "x", OVERLAY),
}


@pytest.mark.parametrize(("kind", "path", "value", "where"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(kind: str, path: FieldPath, value: Any, where: str) -> None:
    found = edited(kind, path, value, where)
    assert (found.files, found.asks) == (FILES, False)
    assert found.refused == "It cannot be changed there: something else sets this field after it."


def test_an_object_that_is_not_there() -> None:
    for number, path in ((99, ROOT.child("kind")), (-1, ROOT.child("kind")), (0, ROOT)):
        found = edit_field(Folder(FILES), BuiltField("o", number, path), "x")
        assert found.refused == "There is no such field."


def test_old_patches_are_edited_too() -> None:
    old = "resources: [../base]\npatchesStrategicMerge:\n- |\n" + indent(PATCH, "  ")
    found = edited(
        *("Deployment", CONTAINERS.index(1).child("env").index(0).child("value"), "x"),
        files={**FILES, "o/kustomization.yaml": old},
    )
    assert found.file == "o/kustomization.yaml"
    assert found.files[found.file] == old.replace("value: debug", "value: x")
