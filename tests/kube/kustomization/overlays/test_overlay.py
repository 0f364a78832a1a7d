"""The value that an overlay is."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from podbuilder.kube.kustomization.overlays.overlay import ImageChange, Overlay


def test_an_overlay_is_a_value() -> None:
    assert Overlay("a", images=(ImageChange("b", new_tag="1"),)) == Overlay(
        "a", images=(ImageChange("b", new_tag="1"),)
    )
    with pytest.raises(FrozenInstanceError):
        Overlay("a").name = "b"  # type: ignore[misc]  # this is what is tried
