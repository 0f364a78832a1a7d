"""What fields are called."""

from __future__ import annotations

import pytest

from podbuilder.kube.catalogue import load
from podbuilder.kube.catalogue.labels import label_of
from podbuilder.kube.core import versions
from podbuilder.kube.core.field import FieldPath


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("spec", "hostname"), "Host name"),
        (("spec", "containers", 0, "image"), "Image"),
        (("spec", "quantumLevel"), "quantumLevel"),
        (("spec", "containers", 0, "nothing", 3), "3"),
    ],
    ids=["a field of the pod", "a field of a container", "an unknown field", "an item of an unknown list"],
)
def test_labels(path: tuple[str | int, ...], expected: str) -> None:
    assert label_of(FieldPath(path), load(versions.DEFAULT)) == expected
