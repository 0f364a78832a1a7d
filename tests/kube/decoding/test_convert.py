"""Copying what the decoder takes over: value by value, quickly, and however deep it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from podbuilder.kube.core.document import get
from podbuilder.kube.decoding import decode, misfits
from podbuilder.kube.decoding.convert import REFUSED, Refusals, converter
from tests.support.odd_pods import odd_pods
from tests.support.pods import make_pod, path_of

DEEP = 100_000

# A pod, its copy, and whether every JSON type fits and every field is known.
COPIES: dict[str, tuple[Any, Any, bool]] = {
    "nothing": ({}, {}, True),
    "values of their types": ({"spec": {"hostPID": False, "nodeName": "n", "priority": 7}}, None, True),
    "a null field": ({"spec": {"nodeName": None}}, {"spec": {}}, True),
    "null items": (
        {"spec": {"containers": [None], "volumes": []}},
        {"spec": {"containers": [{}], "volumes": []}},
        True,
    ),
    "null among values of a map": (
        {"metadata": {"labels": {"a": None, "b": "c"}}},
        {"metadata": {"labels": {"a": "", "b": "c"}}},
        True,
    ),
    "no object": ([], REFUSED, False),
    "an unknown field": ({"x": 1, "spec": {}}, {"spec": {}}, False),
    "an unknown field that is null": ({"x": None}, {}, False),
    "a wrong type": ({"spec": {"nodeName": 7, "hostPID": True}}, {"spec": {"hostPID": True}}, False),
    "a wrong type among items": (
        {"spec": {"containers": [7, {"name": "a"}]}},
        {"spec": {"containers": [{}, {"name": "a"}]}},
        False,
    ),
    "a wrong type in a map": (
        {"metadata": {"labels": {"a": 1, "b": "c"}}},
        {"metadata": {"labels": {"b": "c"}}},
        False,
    ),
    "a list as a map": ({"metadata": {"labels": []}}, {"metadata": {}}, False),
    "a mapping as a list": ({"spec": {"containers": {}}}, {"spec": {}}, False),
    "a number with a point": ({"spec": {"priority": 7.0}}, {"spec": {}}, False),
    "a boolean as a number": ({"spec": {"priority": True}}, {"spec": {}}, False),
    "a boolean as a quantity": ({"spec": {"overhead": {"cpu": True}}}, {"spec": {"overhead": {}}}, False),
    "a number as a time": ({"metadata": {"creationTimestamp": 7}}, {"metadata": {}}, False),
}


@pytest.mark.parametrize(("pod", "copy", "fits"), COPIES.values(), ids=COPIES)
def test_copies(pod: Any, copy: Any, fits: bool) -> None:
    refusals = Refusals()
    made = converter("1.36")(pod, (), refusals)
    assert made == (pod if copy is None else copy)
    assert made is not pod
    assert refusals.fits is fits
    assert refusals.errors == []


# Literals of the right JSON type that are refused all the same, and what is said.
LITERALS: dict[str, tuple[Any, str, str]] = {
    "more than 32 bits": (
        {"spec": {"priority": 2**31}},
        "spec.priority",
        "This cannot be read: this must be a whole number between -2147483648 and 2147483647.",
    ),
    "more than 64 bits": (
        {"spec": {"terminationGracePeriodSeconds": 2**63}},
        "spec.terminationGracePeriodSeconds",
        "This cannot be read: this must be a whole number that fits into 64 bits.",
    ),
    "a port of more than 32 bits": (
        {"spec": {"containers": [{"livenessProbe": {"httpGet": {"port": -(2**31) - 1}}}]}},
        "spec.containers[0].livenessProbe.httpGet.port",
        "This cannot be read: this must be",
    ),
    "no quantity": (
        {"spec": {"overhead": {"cpu": "x"}}},
        "spec.overhead[cpu]",
        "This cannot be read: a quantity is a number",
    ),
    "no time": (
        {"metadata": {"creationTimestamp": "today"}},
        "metadata.creationTimestamp",
        "This cannot be read: a time looks like 2026-01-31T12:00:00Z.",
    ),
}


@pytest.mark.parametrize(("pod", "path", "sentence"), LITERALS.values(), ids=LITERALS)
def test_literals(pod: Any, path: str, sentence: str) -> None:
    refusals = Refusals()
    made = converter("1.36")(pod, (), refusals)
    assert refusals.fits
    (error,) = refusals.errors
    assert str(error.path) == path
    assert error.detail.startswith(sentence)
    assert error.value == get(pod, error.path)
    assert not get(made, error.path)


# Data of a Secret, and its copy; what is no base64 is refused, and what is no text does not fit.
BYTES: dict[str, tuple[Any, Any, bool, int]] = {
    "bytes": ("czNjcjN0", "czNjcjN0", True, 0),
    "bytes on two lines": ("czNj\ncjN0\n", "czNjcjN0", True, 0),
    "none": (None, "", True, 0),
    "no base64": ("s3cr3t", None, True, 1),
    "no text": (7, None, False, 0),
}


@pytest.mark.parametrize(("value", "copy", "fits", "errors"), BYTES.values(), ids=BYTES)
def test_bytes(value: Any, copy: Any, fits: bool, errors: int) -> None:
    refusals = Refusals()
    made = converter("1.36", "io.k8s.api.core.v1.Secret")({"data": {"key": value}}, (), refusals)
    assert made["data"] == ({} if copy is None else {"key": copy})
    assert (refusals.fits, len(refusals.errors)) == (fits, errors)


@pytest.mark.parametrize("value", [-(2**31), 0, 2**31 - 1], ids=str)
def test_numbers_of_32_bits(value: int) -> None:
    refusals = Refusals()
    pod = {"spec": {"priority": value}}
    assert converter("1.36")(pod, (), refusals) == pod
    assert refusals.errors == []


def test_two_empty_items_are_two_objects() -> None:
    containers = decode({"spec": {"containers": [None, None]}}, "1.36").document["spec"]["containers"]
    assert containers == [{}, {}]
    assert containers[0] is not containers[1]


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("path", ["spec.nothing", "spec.containers[0].name", "metadata.labels", "spec.containers[0]"])
def test_deep_nesting_is_refused_like_anything_else(path: str) -> None:
    (error,) = decode(make_deep_pod(path), "1.36").errors
    assert str(error.path) == path


def make_deep_pod(path: str) -> Any:
    """Built by hand: copying so deep a value is what the interpreter cannot do."""
    pod, place = make_pod(), path_of(path)
    get(pod, place.parent)[place[-1]] = nested(DEEP)
    return pod


def test_deep_nesting_where_anything_goes_is_kept() -> None:
    entry = {"fieldsV1": nested(DEEP)}
    document = decode({"metadata": {"managedFields": [entry]}}, "1.36").document
    assert document["metadata"]["managedFields"][0]["fieldsV1"] is entry["fieldsV1"]


@given(odd_pods())
def test_the_fast_way_and_jsonschema_agree(pod: Any) -> None:
    refusals = Refusals()
    copy = converter("1.36")(pod, (), refusals)
    assert refusals.fits == misfits.validator("1.36").is_valid(pod)
    assert refusals.fits == (not list(misfits.misfits(pod, "1.36")))
    assert copy is not REFUSED
