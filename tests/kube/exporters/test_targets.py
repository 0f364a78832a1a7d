"""What pods can be exported to."""

from __future__ import annotations

import pytest

from podbuilder.kube.exporters.source_file import SourceFile
from podbuilder.kube.exporters.targets import TARGETS

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: nginx}]}\n"


@pytest.mark.parametrize("target", TARGETS)
def test_a_pod_becomes_a_text(target: str) -> None:
    result = TARGETS[target](SourceFile(POD))
    assert "web" in result.text
    assert result.text.endswith("\n")
    assert {"apiVersion", "kind", "metadata.name"} <= {line.at for line in result.report}
