"""What the strict decoder refuses, and what it hands on."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from podbuilder.kube import versions
from podbuilder.kube.decoding import decode, schema
from podbuilder.kube.decoding.convert import REFUSED, Findings, converter
from podbuilder.kube.document import get
from podbuilder.kube.field import ErrorType
from tests.kube.odd_pods import odd_pods
from tests.support.cases import cases
from tests.support.complaints import assert_errors
from tests.support.pods import make_pod, path_of

DEEP = 100_000


@cases(__file__, "decoding.yaml")
def test_decode(case):
    pod = case.pod
    before = deepcopy(pod)
    decoded = decode(pod, case.get("version", "1.36"))
    assert_errors(decoded.errors, case["errors"])
    assert pod == before
    if "left" in case:
        assert get(decoded.document, path_of(case["at"])) == case["left"]


@pytest.mark.parametrize("pod", [[], "Pod", 7, True], ids=repr)
def test_what_is_no_object(pod):
    decoded = decode(pod, "1.36")
    assert decoded.document == {}
    assert [(error.type, str(error.path)) for error in decoded.errors] == [(ErrorType.TYPE_INVALID, "")]


def test_null_counts_as_an_empty_object():
    assert decode(None, "1.36") == decode({}, "1.36")


def test_numbers_of_any_length_can_be_spoken_of():
    (error,) = decode(make_pod(("spec.priority", 10**6000)), "1.36").errors
    assert error.detail.startswith("1000")
    assert len(error.detail) < 200


def test_a_pod_template_has_no_kind():
    assert decode({"metadata": {}, "spec": {}}, "1.36").errors == ()


def test_two_empty_items_are_two_objects():
    containers = decode({"spec": {"containers": [None, None]}}, "1.36").document["spec"]["containers"]
    assert containers == [{}, {}]
    assert containers[0] is not containers[1]


# Every third, the oldest and the newest among them: checking one takes a second, and all are prepared alike.
@pytest.mark.parametrize("version", versions.VERSIONS[::3])
def test_the_prepared_schema_is_one(version):
    Draft202012Validator.check_schema(schema.prepared(version))
    assert decode(make_pod(), version).errors == ()


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("path", ["spec.nothing", "spec.containers[0].name", "metadata.labels", "spec.containers[0]"])
def test_deep_nesting_is_refused_like_anything_else(path):
    (error,) = decode(make_deep_pod(path), "1.36").errors
    assert str(error.path) == path


def make_deep_pod(path):
    """Built by hand: copying so deep a value is what the interpreter cannot do."""
    pod, place = make_pod(), path_of(path)
    get(pod, place.parent)[place[-1]] = nested(DEEP)
    return pod


def test_deep_nesting_where_anything_goes_is_kept():
    entry = {"fieldsV1": nested(DEEP)}
    document = decode({"metadata": {"managedFields": [entry]}}, "1.36").document
    assert document["metadata"]["managedFields"][0]["fieldsV1"] is entry["fieldsV1"]


@given(odd_pods())
def test_the_fast_way_and_jsonschema_agree(pod):
    findings = Findings()
    copy = converter("1.36")(pod, (), findings)
    assert findings.fits == schema.validator("1.36").is_valid(pod)
    assert findings.fits == (not list(schema.misfits(pod, "1.36")))
    assert copy is not REFUSED


@given(odd_pods())
def test_what_is_handed_on_is_clean(pod):
    before = deepcopy(pod)
    decoded = decode(pod, "1.36")
    assert pod == before
    again = decode(decoded.document, "1.36")
    assert again.document == decoded.document
    assert [error for error in again.errors if error.type is not ErrorType.INVALID] == []
