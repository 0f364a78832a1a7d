"""Every limit says why it is there, and those of reading stand in the README."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from podbuilder.kube.core import limits
from tests.support.source_tree import ROOT

LIMITS = {name: value for name, value in vars(limits).items() if name.isupper()}


def test_every_limit_has_its_reason_above_it() -> None:
    lines = Path(limits.__file__).read_text(encoding="utf-8").splitlines()
    reasons = {line.split(" = ")[0]: above for above, line in pairwise(lines) if " = " in line}
    assert set(reasons) == set(LIMITS)
    assert all(above.startswith("# ") for above in reasons.values())


def test_the_readme_names_what_is_read() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.partition("## Limits")[2].partition("\n## ")[0]
    counted = {name: value for name, value in LIMITS.items() if name not in ("MAX_CHARACTERS", "MAX_REREAD")}
    assert [name for name, value in counted.items() if f"{value:,}" not in section] == []
