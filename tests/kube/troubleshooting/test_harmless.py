"""Texts of pods that are well name no cause."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from podbuilder.kube.troubleshooting import diagnose

HARMLESS: dict[str, str] = yaml.safe_load(
    Path(__file__).with_suffix("").parent.joinpath("harmless.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_what_is_well_names_no_cause(text: str) -> None:
    assert [(cause.label, cause.evidence) for cause in diagnose(text)] == []
