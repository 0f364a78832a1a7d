"""Why a patch does not fit."""

from __future__ import annotations

from podbuilder.kube.object_patch.patch_error import PatchError


def test_it_is_a_sentence() -> None:
    assert str(PatchError("It does not fit.")) == "It does not fit."
