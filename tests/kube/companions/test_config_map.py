"""ConfigMaps: their keys, and how much they hold."""

from __future__ import annotations

from base64 import b64encode

import pytest

from podbuilder.kube.companions.config_map import MAX_SIZE
from tests.kube.companions.judge import assert_judged, companion, judge
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors


@cases(__file__, "config_map.yaml")
def test_config_maps(case: Case) -> None:
    assert_judged(case, "ConfigMap")


@pytest.mark.parametrize("more", [0, 1])
def test_all_values_count_as_bytes(more: int) -> None:
    half = MAX_SIZE // 2
    binary = b64encode(b"x" * (half + more)).decode()
    whole = companion("ConfigMap", {"data": {"a": "é" * (half // 2)}, "binaryData": {"b": binary}})
    # sic: the error is at no field.
    assert_errors(judge(whole).errors, [{"type": "FieldValueTooLong", "field": "", "detail": MAX_SIZE}] if more else ())
