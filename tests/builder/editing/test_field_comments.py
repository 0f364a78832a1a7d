"""Notes as posted: which are written, which are refused and why, and the sign of each field."""

from __future__ import annotations

import pytest

from podbuilder.builder.editing.field_comments import KEPT, POSSIBLE, TOO_MANY, place_signs, why_not, write_notes
from podbuilder.builder.forms.control import Control
from podbuilder.builder.forms.fields import ValueField
from podbuilder.builder.forms.layout import Group, Row
from podbuilder.kube.catalogue import load
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest, comment_
from tests.builder.support import POD

FIELDS = load("1.36")
MANIFEST = Manifest.read(POD)
FLOW = Manifest.read("kind: Pod\nmetadata: {name: web}\nspec:\n  containers: []\n")
IMAGE, APP_LABEL = FIELDS.resolve("spec.containers[0].image"), FIELDS.resolve("metadata.labels[app]")
NAMESPACE = FieldPath(("metadata", "namespace"))
KEPT_NOTE = "what the Service selects"


@pytest.mark.parametrize(
    "posted",
    {
        "no note": {str(IMAGE): "pinned"},
        "the same note": {f"comment:{APP_LABEL}": f" {KEPT_NOTE}\r\n"},
        "an empty note where there is none": {f"comment:{IMAGE}": "  "},
        "a field that is not there": {f"comment:{NAMESPACE}": "why"},
        "no field": {"comment:spec.nonsense": "why", "comment:": "why"},
    }.values(),
)
def test_nothing_is_written(posted: dict[str, str]) -> None:
    assert write_notes(MANIFEST, MANIFEST, posted, FIELDS) == (MANIFEST, [], [])


def test_notes_are_written_with_their_edits() -> None:
    posted = {f"comment:{IMAGE}": " one\r\ntwo ", f"comment:{APP_LABEL}": "", "x": "y"}
    manifest, edits, refused = write_notes(MANIFEST, MANIFEST, posted, FIELDS)
    assert edits == [comment_(IMAGE, "one\ntwo"), comment_(APP_LABEL, "")]
    assert refused == []
    assert manifest.text == POD.replace("    image:", "    # one\n    # two\n    image:").replace(
        f"  # {KEPT_NOTE}", ""
    )


def test_a_note_goes_into_what_the_other_edits_have_made() -> None:
    after = Manifest.read(POD.replace("nginx:1.27", "nginx:1.28"))
    manifest, _, _ = write_notes(MANIFEST, after, {f"comment:{IMAGE}": "newer"}, FIELDS)
    assert manifest.text == after.text.replace("    image:", "    # newer\n    image:")
    gone = Manifest.read(POD.replace('    image: "nginx:1.27"\n', ""))
    assert write_notes(MANIFEST, gone, {f"comment:{IMAGE}": "why"}, FIELDS) == (gone, [], [])


def test_a_long_text_takes_few_notes_at_once() -> None:
    long = Manifest.read(POD + f"# {'x' * 400_000}\n")
    posted = {f"comment:{IMAGE}": "one", f"comment:{APP_LABEL}": "two"}
    manifest, edits, refused = write_notes(long, long, posted, FIELDS)
    assert manifest.comment(IMAGE) == "one"
    assert edits == [comment_(IMAGE, "one")]
    assert refused == [(APP_LABEL, TOO_MANY)]


def test_a_refusal_says_where_and_why_and_the_others_are_written() -> None:
    name, containers = FieldPath(("metadata", "name")), FieldPath(("spec", "containers"))
    posted = {f"comment:{name}": "mine", f"comment:{containers}": "all"}
    manifest, edits, refused = write_notes(FLOW, FLOW, posted, FIELDS)
    assert [path for path, _ in refused] == [name]
    assert "braces or brackets" in refused[0][1]
    assert edits == [comment_(containers, "all")]
    assert "all" in manifest.text


def test_signs_stand_where_a_field_has_a_line() -> None:
    image, label, namespace = (Control(p, str(p), "", ValueField()) for p in (IMAGE, APP_LABEL, NAMESPACE))
    row, group = Row(IMAGE.parent, "row", "", [image]), Group(IMAGE.parent, "group", "", [])
    place_signs([image, label, namespace, row, group], MANIFEST, "1.36")
    assert [part.note for part in (image, label, namespace, row)] == [POSSIBLE, KEPT, "", POSSIBLE]
    assert not hasattr(group, "note")


def test_names_and_what_refers_to_them_lead_to_each_other() -> None:
    text = """\
kind: Pod
spec:
  volumes: [{name: data}, {name: rest}]
  containers: [{volumeMounts: [{name: data}]}, {name: app, volumeMounts: [{name: data}, {name: lost}]}]
"""
    names = [Control(FIELDS.resolve(f"spec.volumes[{i}].name"), "name", "Name", ValueField()) for i in (0, 1)]
    place_signs(names, Manifest.read(text), "1.36")
    mounts = [f"spec.containers[{i}].volumeMounts[{place}].name" for i, place in ((0, 0), (1, 0), (1, 1))]
    assert [[(where, str(path)) for where, path in control.uses] for control in names] == [
        [(mounts[0], mounts[0]), ("app", mounts[1])],
        [],
    ]
    for path, reshapes, given in (
        (mounts[0], True, ("volume data", "spec.volumes[0].name")),
        (mounts[0], False, None),
        (mounts[2], True, None),
    ):
        control = Control(FIELDS.resolve(path), path, "Volume", ValueField(), reshapes=reshapes)
        place_signs([control], Manifest.read(text), "1.36")
        assert (control.given and (control.given[0], str(control.given[1]))) == given


@pytest.mark.parametrize(
    ("manifest", "path", "why"),
    [
        (MANIFEST, IMAGE, ""),
        (MANIFEST, APP_LABEL, ""),
        (MANIFEST, NAMESPACE, "This field is not in the manifest yet. Give it a value first; a note needs a line to"),
        (FLOW, FieldPath(("metadata", "name")), "braces or brackets"),
    ],
)
def test_why_a_field_cannot_have_a_note(manifest: Manifest, path: FieldPath, why: str) -> None:
    said = why_not(manifest, path)
    assert why in said
    assert bool(said) == bool(why)
