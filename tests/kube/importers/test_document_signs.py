"""Signs by which a document is known; what is recognized is in recognition.yaml."""

from __future__ import annotations

import pytest

from podbuilder.kube.importers.document_signs import LAST, SIGNS

QUIET = [None, "text", 7, [], [1], {}, {1: {}}, {"a": 1}, {"services": 1}, {"services": {"web": {}}}, {"format": 1}]


@pytest.mark.parametrize("document", QUIET, ids=str)
def test_nothing_is_said_of_what_is_not_known(document: object) -> None:
    assert [name for name, is_one in SIGNS if is_one(document)] == []


@pytest.mark.parametrize("document", [None, [], {}, {1: {}}, {"a": 1}, {"kind": "Service", "a": {}}], ids=str)
def test_not_everything_is_a_chart_s_values(document: object) -> None:
    assert [name for name, is_one in LAST if is_one(document)] == []


def test_a_list_of_nodes_and_pods_is_no_snapshot() -> None:
    document = {"kind": "List", "items": [{"kind": "Node"}, {"kind": "Pod"}]}
    assert [name for name, is_one in SIGNS if is_one(document)] == ["manifest"]
