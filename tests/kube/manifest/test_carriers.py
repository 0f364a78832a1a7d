"""Files with more than one thing in them: which one is edited, and that the others are kept to the letter."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest, ManifestError, set_
from podbuilder.kube.review import review_manifest
from tests.support.pods import path_of

SERVICE = """\
# How to reach it
apiVersion: v1
kind: Service
metadata: {name:   web}   # odd spacing
spec: {selector: {app: web}}
"""
POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - {name: app, image: nginx:1.27}  # the app
"""
JOB = """\
apiVersion: batch/v1
kind: Job
metadata:
  name: clean
spec:
  backoffLimit: 2
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: app
        image: nginx:1.27
"""
BROKEN = "a: [\n"


JSON = '{"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "%s"}, "spec": {"containers": [{"name": "a"}]}}'


def listed(*texts: str) -> str:
    """A List of these documents, as somebody would indent them."""
    items = ["- " + "\n  ".join(text.rstrip("\n").split("\n")) + "\n" for text in texts]
    return "apiVersion: v1\nkind: List\nitems:\n" + "".join(items)


# Name: the text, and what of it can be edited: kind, name, line.
FILES = {
    "one pod": (POD, [("Pod", "web", 1)]),
    "a service before a job": (f"{SERVICE}---\n{JOB}", [("Job", "clean", 7)]),
    "a pod and a job": (f"---\n{POD}---\n{SERVICE}---\n{JOB}", [("Pod", "web", 2), ("Job", "clean", 16)]),
    "a document that cannot be read between": (
        f"{POD}---\n{BROKEN}---\n{JOB}",
        [("Pod", "web", 1), ("Job", "clean", 11)],
    ),
    "documents with nothing in them": (f"---\n# nothing\n---\n---\n{JOB}", [("Job", "clean", 5)]),
    "two byte order marks before the first line": (f"\ufeff\ufeff\n---\n{POD}", [("Pod", "web", 3)]),
    "a list with one of them": (listed(SERVICE, JOB), [("Job", "clean", 9)]),
    "a list with two": (listed(POD, SERVICE, JOB), [("Pod", "web", 4), ("Job", "clean", 16)]),
    "a list behind a pod": (f"{POD}---\n{listed(JOB, SERVICE)}", [("Pod", "web", 1), ("Job", "clean", 12)]),
    "a list between pods": (
        f"{POD}---\n{listed(JOB, POD)}---\n{JOB}",
        [("Pod", "web", 1), ("Job", "clean", 12), ("Pod", "web", 24), ("Job", "clean", 32)],
    ),
}


@pytest.mark.parametrize(("text", "carriers"), FILES.values(), ids=FILES)
def test_what_there_is(text: str, carriers: list[tuple[str, str, int]]) -> None:
    for manifest in (Manifest.read(text), Manifest.read(text, len(carriers) - 1)):
        assert manifest.carriers == tuple((i, *carrier, "") for i, carrier in enumerate(carriers))
        assert manifest.has_several or len(carriers) == 1


@pytest.mark.parametrize(("text", "carriers"), FILES.values(), ids=FILES)
def test_any_of_them_can_be_edited(text: str, carriers: list[tuple[str, str, int]]) -> None:
    image = path_of("spec.containers[0].image")
    for number, (kind, name, _) in enumerate(carriers):
        manifest = Manifest.read(text, number)
        assert (manifest.number, manifest.kind, manifest.name) == (number, kind, name)
        changed = manifest.patch([set_(image, "nginx:1.28")])
        line = manifest.where(image).line - 1
        before, after = text.splitlines(keepends=True), changed.text.splitlines(keepends=True)
        assert after[line] == before[line].replace("nginx:1.27", "nginx:1.28")
        assert before[:line] + before[line + 1 :] == after[:line] + after[line + 1 :]
        again = Manifest.read(changed.text, number)
        assert (again.document, again.pod_path) == (changed.document, changed.pod_path)


@pytest.mark.parametrize("text", [f"{POD}---\n{SERVICE}---\n{JOB}---\n{BROKEN}", listed(POD, JOB)])
def test_where_there_are_fewer_the_last_is_edited(text: str) -> None:
    assert [Manifest.read(text, number).kind for number in (0, 1, 2, 7)] == ["Pod", "Job", "Job", "Job"]


def test_an_item_that_becomes_another_kind_stays_the_one() -> None:
    manifest = Manifest.read(listed(POD, JOB), 1)
    changed = manifest.patch_document([set_(manifest.object_path.child("kind"), "PodTemplate")])
    assert (changed.number, str(changed.pod_path)) == (1, "items[1].template")
    with pytest.raises(ManifestError, match="would not be a pod"):
        Manifest.read(listed(POD, JOB)).patch_document([set_(manifest.object_path.parent.index(0).child("kind"), "A")])


def test_the_object_and_its_place() -> None:
    alone, within = Manifest.read(JOB), Manifest.read(listed(SERVICE, JOB))
    assert (alone.object, str(alone.object_path)) == (alone.document, "")
    assert (within.object, str(within.object_path)) == (alone.document, "items[1]")
    assert Manifest.read("kind: List\nitems: [{kind: Pod}]\n").object == {"kind": "Pod"}


def test_errors_know_the_line_of_the_file() -> None:
    text = listed(SERVICE, JOB.replace("backoffLimit: 2", "backoffLimit: -2").replace("image: nginx:1.27", 'image: ""'))
    manifest = Manifest.read(text)
    found = review_manifest(manifest)
    lines = text.splitlines()
    (around,), (own,) = found.wrapper_errors, found.errors
    assert str(around.path) == "items[1].spec.backoffLimit"
    assert "backoffLimit: -2" in lines[manifest.where_in_document(around.path).line - 1]
    assert 'image: ""' in lines[manifest.where(own.path).line - 1]


def test_edits_of_the_document_around_the_pod() -> None:
    changed = Manifest.read(JOB).patch_document([set_(FieldPath(("spec", "backoffLimit")), 4)])
    assert changed.text == JOB.replace("backoffLimit: 2", "backoffLimit: 4")


def test_the_pod_must_stay() -> None:
    with pytest.raises(ManifestError, match="would not be a pod"):
        Manifest.read(POD).patch_document([set_(FieldPath(("kind",)), "Service")])


@pytest.mark.parametrize("between", ["", "\n", "\n\n", "\n---\n"], ids=repr)
def test_json_objects_in_a_row(between: str) -> None:
    text = between.join(JSON % name for name in "abc") + "\n"
    middle = Manifest.read(text, 1)
    assert [carrier.name for carrier in middle.carriers] == ["a", "b", "c"]
    edited = middle.patch([set_(path_of("spec.containers[0].image"), "nginx:1.27")])
    with_image = (JSON % "b").replace('"a"}', '"a", "image": "nginx:1.27"}')
    assert edited.text == between.join((JSON % "a", with_image, JSON % "c")) + "\n"
    assert edited.siblings[1].pod["spec"]["containers"][0]["image"] == "nginx:1.27"
