"""Complaints come in the order in which a person meets their places."""

from __future__ import annotations

from podbuilder.kube.core.document_order import document_order
from tests.support.pods import path_of


def test_document_order():
    order = document_order({"b": [{"x": 1}], "a": 1})
    paths = ["b", "b[0].x", "b[0].missing", "b[7]", "a", "zzz"]
    backwards = paths[::-1]
    assert sorted(backwards, key=lambda text: order(path_of(text))) == paths
