"""What upstream's parts say of a trouble, in their words over the versions, names its cause first and its field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.troubleshooting import diagnose

FOLDER = Path(__file__).parent / "wordings"
WORDINGS: dict[str, tuple[str, Any]] = {
    f"{file.stem}: {label}: {name}": (label, case)
    for file in sorted(FOLDER.glob("*.yaml"))
    for label, cases in yaml.safe_load(file.read_text(encoding="utf-8")).items()
    for name, case in cases.items()
}


@pytest.mark.parametrize(("label", "case"), WORDINGS.values(), ids=WORDINGS)
def test_a_wording(label: str, case: str | dict[str, str]) -> None:
    text, field = (case, None) if isinstance(case, str) else (case["text"], case.get("field"))
    causes = diagnose(text)
    assert [cause.label for cause in causes][:1] == [label], [(cause.label, cause.evidence) for cause in causes]
    if field is not None:
        assert causes[0].field == field
