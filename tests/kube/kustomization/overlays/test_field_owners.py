"""The ways to change a field; which of them holds is tried in test_field_edit.py."""

from __future__ import annotations

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.kustomization.overlays.field_owners import with_edit
from podbuilder.kube.yamltext.edits import Edit


def test_an_edit_of_one_document() -> None:
    text = "a: 1  # one\n---\nb: 2  # two\n"
    assert with_edit(text, 1, Edit("set", ROOT.child("b"), 3)) == "a: 1  # one\n---\nb: 3  # two\n"


def test_what_a_text_cannot_take() -> None:
    assert with_edit("a: 1\n", 0, Edit("set", ROOT.child("a", "b"), 1)) is None
    assert with_edit("a: [\n", 0, Edit("set", ROOT.child("a"), 1)) is None
