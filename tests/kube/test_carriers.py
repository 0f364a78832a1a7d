"""Files with more than one thing in them: which one is edited, and that the others are kept to the letter."""

from __future__ import annotations

import pytest

from podbuilder.kube.field import FieldPath
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


def listed(*texts: str) -> str:
    """A List of these documents, as somebody would indent them."""
    items = ["- " + "\n  ".join(text.rstrip("\n").split("\n")) + "\n" for text in texts]
    return "apiVersion: v1\nkind: List\nitems:\n" + "".join(items)


# Name: the text, what is edited without asking, and all that can be.
FILES = {
    "one pod": (POD, (0, "Pod", "web", 1), [0]),
    "a service before a job": (f"{SERVICE}---\n{JOB}", (1, "Job", "clean", 7), [1]),
    "a pod and a job": (f"---\n{POD}---\n{SERVICE}---\n{JOB}", (0, "Pod", "web", 2), [0, 2]),
    "a document that cannot be read between them": (f"{POD}---\n{BROKEN}---\n{JOB}", (0, "Pod", "web", 1), [0, 2]),
    "documents with nothing in them": (f"---\n# nothing\n---\n---\n{JOB}", (0, "Job", "clean", 5), [0]),
    "a list with one of them": (listed(SERVICE, JOB), (0, "Job", "clean", 1), [0]),
    "a list behind a pod": (f"{POD}---\n{listed(JOB, SERVICE)}", (0, "Pod", "web", 1), [0, 1]),
}


@pytest.mark.parametrize(("text", "first", "numbers"), FILES.values(), ids=FILES)
def test_which_documents_there_are(text: str, first: tuple[int, str, str, int], numbers: list[int]) -> None:
    manifest = Manifest.read(text)
    assert (manifest.number, manifest.kind, manifest.name) == first[:3]
    assert [carrier.number for carrier in manifest.carriers] == numbers
    assert manifest.carriers[0] == first


@pytest.mark.parametrize(("text", "first", "numbers"), FILES.values(), ids=FILES)
def test_any_of_them_can_be_edited(text: str, first: tuple[int, str, str, int], numbers: list[int]) -> None:
    image = path_of("spec.containers[0].image")
    for number in numbers:
        manifest = Manifest.read(text, number)
        assert manifest.number == number
        changed = manifest.patch([set_(image, "nginx:1.28")])
        line = manifest.where(image).line - 1
        before, after = text.splitlines(keepends=True), changed.text.splitlines(keepends=True)
        assert after[line] == before[line].replace("nginx:1.27", "nginx:1.28")
        assert before[:line] + before[line + 1 :] == after[:line] + after[line + 1 :]
        assert Manifest.read(changed.text, number).document == changed.document


@pytest.mark.parametrize("number", [1, 3, 7])
def test_a_document_that_is_none_of_them(number: int) -> None:
    with pytest.raises(ManifestError):
        Manifest.read(f"{POD}---\n{SERVICE}---\n{JOB}---\n{BROKEN}", number)


def test_a_list_with_several_is_not_guessed_at() -> None:
    with pytest.raises(ManifestError, match="holds 2 pods and workloads"):
        Manifest.read(listed(POD, JOB))


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
