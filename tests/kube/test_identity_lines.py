"""The lines apiVersion and kind, written where they are missing or misspelt."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.corrections.corrections import Corrections
from podbuilder.kube.identity_lines import missing_line, with_identity
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from podbuilder.kube.review import review_manifest

POD = "metadata: {name: web}  # ours\nspec:\n  containers:\n  - {name: app, image: 'nginx:1.27'}\n"
INDENTED = "".join(f"    {line}" for line in POD.splitlines(True))
CUSTOM = f"apiVersion: example.com/v1\nkind: Gizmo\nspec:\n  template:\n{INDENTED}"
LISTED = (
    "apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: web}\n  spec: {containers: [{name: app, image: a}]}\n"
)
WHOLE = f"apiVersion: v1\nkind: Pod\n{POD}"
TEXTS = {
    "both are there": (WHOLE, WHOLE),
    "somebody else's": (CUSTOM, CUSTOM),
    "both come from the list": (LISTED, LISTED),
    "none": (POD, WHOLE),
    "no apiVersion": (f"kind: Pod\n{POD}", WHOLE),
    "no kind": (f"apiVersion: v1\n{POD}", WHOLE),
    "a misspelt kind": (f"apiVersion: v1\nkind: pods\n{POD}", WHOLE),
    "in a list": (
        "apiVersion: v1\nkind: List\nitems:\n- kind: Pod\n  metadata: {name: web}\n",
        "apiVersion: v1\nkind: List\nitems:\n- kind: Pod\n  apiVersion: v1\n  metadata: {name: web}\n",
    ),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_the_lines_are_written(text: str, expected: str) -> None:
    made = with_identity(Manifest.read(text))
    assert made.text == expected
    assert with_identity(made) is made


def test_what_lacks_them_is_not_accepted() -> None:
    manifest = Manifest.read(POD)
    found = review_manifest(manifest)
    assert [(str(error.path), error.type) for error in found.errors] == [
        ("apiVersion", "FieldValueRequired"),
        ("kind", "FieldValueRequired"),
    ]
    assert review_manifest(with_identity(manifest)).accepted


def test_what_has_been_created_is_not_created_again() -> None:
    for text, paths in (
        (WHOLE, []),
        (WHOLE.replace("name: web}", 'name: web, resourceVersion: "7"}'), ["metadata.resourceVersion"]),
    ):
        assert [str(error.path) for error in review_manifest(Manifest.read(text)).errors] == paths


def test_what_a_line_should_say_is_a_correction() -> None:
    manifest = Manifest.read(f"apiVersion: v1\nkind: pods\n{POD}")
    assert missing_line(manifest, ROOT.child("kind")) == "Pod"
    assert missing_line(manifest, ROOT.child("apiVersion")) == missing_line(manifest, ROOT.child("spec")) == ""
    (error,) = review_manifest(manifest).errors
    (correction,) = Corrections(manifest, "1.36").of(error, error.path)
    assert correction.title == "Write kind: Pod."
    assert correction.applied(manifest).text == WHOLE


def test_what_stands_beside_a_pod_is_of_a_kind_that_is_known() -> None:
    service = "kind: Service\nmetadata: {name: web}\n"
    made = with_identity(Manifest.read(f"{WHOLE}---\n{service}", FIRST_COMPANION))
    assert made.text == f"{WHOLE}---\napiVersion: v1\n{service}"
    assert with_identity(made) is made
