"""Where in the text a finding is."""

from __future__ import annotations

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.file_references.contradiction import FileFinding


def test_a_path_of_the_object_is_one_of_its_document() -> None:
    one = FileFinding("Service", "web", 1, ROOT.child("items").index(2), ROOT.child("spec", "ports"), "It is odd.")
    assert str(one.path_in_document) == "items[2].spec.ports"
    assert str(one.path) == "spec.ports"
