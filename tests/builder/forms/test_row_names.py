"""Rows with the same title are told apart, and no others."""

from __future__ import annotations

import pytest

from podbuilder.builder.forms.layout import Row
from podbuilder.builder.forms.row_names import tell_apart
from tests.support.pods import path_of

APP = "spec.containers[0]"
CASES: dict[str, list[tuple[str, str, str]]] = {
    "nothing of rows that have names": [
        (f"{APP}.ports[0]", "Port http", "Port http"),
        (f"{APP}.ports[1]", "Port https", "Port https"),
    ],
    "nothing of the same place in lists of other things": [
        (f"{APP}.ports[0]", "Port 1", "Port 1"),
        (f"{APP}.env[0]", "Variable 1", "Variable 1"),
    ],
    "the place in one list": [
        (f"{APP}.ports[0]", "Port web", "Port web (1)"),
        (f"{APP}.ports[2]", "Port web", "Port web (3)"),
    ],
    "the list of several": [
        (f"{APP}.securityContext.capabilities.add[0]", "Capability 1", "Capability 1 (add)"),
        (f"{APP}.securityContext.capabilities.drop[0]", "Capability 1", "Capability 1 (drop)"),
    ],
    "a list that is further in": [
        (f"{APP}.command[0]", "Command 1", "Command 1 (command)"),
        (f"{APP}.lifecycle.preStop.exec.command[0]", "Command 1", "Command 1 (lifecycle.preStop.exec.command)"),
    ],
    "both": [
        ("spec.volumes[0].secret.items[0]", "Key a", "Key a (secret.items, 1)"),
        ("spec.volumes[0].secret.items[1]", "Key a", "Key a (secret.items, 2)"),
        ("spec.volumes[0].configMap.items[0]", "Key a", "Key a (configMap.items)"),
    ],
}


@pytest.mark.parametrize("case", CASES)
def test_rows_are_told_apart(case: str) -> None:
    rows = [Row(path_of(path), path, title, [], place=int(path[-2])) for path, title, _ in CASES[case]]
    tell_apart(rows)
    assert [row.spoken for row in rows] == [spoken for _, _, spoken in CASES[case]]
