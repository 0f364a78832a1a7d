"""Pods that are right where other tools say they are wrong, and the reverse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.lint import run
from podbuilder.kube.review import review
from tests.kube.lint.table import base, changed

TRAPS: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("traps.yaml").read_text(encoding="utf-8"))


def test_there_are_fifteen() -> None:
    assert len(TRAPS) == 15


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap(name: str) -> None:
    pod = changed(base(), TRAPS[name]["change"])
    assert review(pod).accepted
    assert [finding.rule for finding in run(pod)] == TRAPS[name]["right"]
