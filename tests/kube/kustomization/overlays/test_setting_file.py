"""Which file sets a field."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.kustomization.build import build_with_files
from podbuilder.kube.kustomization.folder import Folder
from podbuilder.kube.kustomization.overlays.field_edit import BuiltField
from podbuilder.kube.kustomization.overlays.setting_file import FieldOwner, owner_of
from tests.kube.kustomization.overlays.test_field_edit import CONTAINERS, FILES, POD

OWNERS: dict[str, tuple[str, FieldPath, FieldOwner]] = {
    "replicas": ("Deployment", ROOT.child("spec", "replicas"), FieldOwner("o/kustomization.yaml")),
    "an image": ("Deployment", CONTAINERS.index(0).child("image"), FieldOwner("o/kustomization.yaml")),
    "an image of the base": (
        *("Deployment", CONTAINERS.index(1).child("image")),
        FieldOwner(base="base/kustomization.yaml"),
    ),
    "a variable": ("Deployment", CONTAINERS.index(1).child("env").index(0).child("value"), FieldOwner("o/p.yaml")),
    "a switch": ("Deployment", POD.child("hostNetwork"), FieldOwner(base="base/d.yaml")),
    "nothing yet": ("Deployment", POD.child("hostname"), FieldOwner(base="base/d.yaml")),
    "a name": ("Deployment", ROOT.child("metadata", "name"), FieldOwner("o/kustomization.yaml")),
    "a list": ("Deployment", CONTAINERS, FieldOwner()),
    "a place that takes nothing": ("ConfigMap", ROOT.child("data", "new"), FieldOwner()),
}


@pytest.mark.parametrize(("kind", "path", "owner"), OWNERS.values(), ids=OWNERS)
def test_who_sets_a_field(kind: str, path: FieldPath, owner: FieldOwner) -> None:
    folder = Folder(FILES)
    number = next(i for i, one in enumerate(build_with_files(folder, "o")) if one.document["kind"] == kind)
    assert owner_of(folder, BuiltField("o", number, path)) == owner


def test_nobody_sets_a_field_of_nothing() -> None:
    assert owner_of(Folder(FILES), BuiltField("o", 99, ROOT.child("kind"))) == FieldOwner()
