"""Secrets: their keys, their types, and what is warned of."""

from __future__ import annotations

import pytest

from podbuilder.kube.companions.config_map import MAX_SIZE
from tests.kube.companions.judge import assert_judged, companion, judge
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors


@cases(__file__, "secret.yaml")
def test_secrets(case: Case) -> None:
    assert_judged(case, "Secret")


@pytest.mark.parametrize("more", [0, 1])
def test_all_values_count_as_bytes(more: int) -> None:
    whole = companion("Secret", {"data": {"a": "YWJj"}, "stringData": {"b": "x" * (MAX_SIZE - 3 + more)}})
    assert_errors(judge(whole).errors, [{"type": "FieldValueTooLong", "field": "data"}] if more else ())
