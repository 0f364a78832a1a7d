"""Numbers, quantities, moments and bytes as the server's decoder reads them."""

from __future__ import annotations

import pytest

from podbuilder.kube.decoding.literals import is_base64, is_int32, is_int64, is_quantity, is_time


def test_int32():
    assert all(is_int32(n) for n in (0, -1, 2**31 - 1, -(2**31)))
    assert not any(is_int32(n) for n in (2**31, -(2**31) - 1))


def test_int64():
    assert all(is_int64(n) for n in (0, -1, 2**63 - 1, -(2**63)))
    assert not any(is_int64(n) for n in (2**63, -(2**63) - 1))


@pytest.mark.parametrize("value", ["0", "1", "-1", "1.5Gi", "1e3", "500m", " 1 ", 1, 0.5, 10**30], ids=repr)
def test_quantity(value):
    assert is_quantity(value)


@pytest.mark.parametrize("value", ["", "a", "1 Gi", "1gi", "3p", "1\n", "--1", "1.5.5", "nan"], ids=repr)
def test_no_quantity(value):
    assert not is_quantity(value)


MOMENTS = [
    "2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00.123456789Z",
    "2026-01-31T12:00:00,5Z",
    "2026-01-31T1:00:00Z",
    "2026-01-31T12:00:00+02:00",
    "2026-01-31T12:00:00-24:60",
    "2024-02-29T00:00:00Z",
    "0000-02-29T00:00:00Z",
]
NO_MOMENTS = [
    "",
    "2026-01-31",
    "2026-01-31 12:00:00Z",
    "2026-01-31T12:00:00",
    "2026-01-31t12:00:00z",
    "2026-13-01T12:00:00Z",
    "2026-00-01T12:00:00Z",
    "2026-02-29T12:00:00Z",
    "2026-01-00T12:00:00Z",
    "2026-01-31T24:00:00Z",
    "2026-01-31T12:60:00Z",
    "2026-01-31T12:00:60Z",
    "2026-01-31T12:00:00+25:00",
    "2026-01-31T12:00:00+02:61",
    "2026-01-31T12:00:00+0200",
    "２０２６-01-31T12:00:00Z",
]


@pytest.mark.parametrize("text", MOMENTS)
def test_moment(text):
    assert is_time(text)


@pytest.mark.parametrize("text", NO_MOMENTS)
def test_no_moment(text):
    assert not is_time(text)


@pytest.mark.parametrize("text", ["", "YQ==", "YWI=", "YWJj", "YR==", "+/+/", "YQ=\r\n=\n", "YW\nJj"])
def test_bytes(text):
    assert is_base64(text)


@pytest.mark.parametrize("text", ["YQ", "YQ=", "Y", "YQ==YQ==", "=", "====", "YQ== ", "Y Q=", "_-_-", "é==="])
def test_no_bytes(text):
    assert not is_base64(text)
