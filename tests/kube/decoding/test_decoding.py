"""What the strict decoder refuses, and what it hands on."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given

from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import ErrorType
from podbuilder.kube.decoding import decode
from tests.support.cases import cases
from tests.support.complaints import assert_errors
from tests.support.odd_pods import odd_pods
from tests.support.pods import make_pod, path_of


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
    assert len(error.detail) < 200


def test_a_pod_template_has_no_kind():
    assert decode({"metadata": {}, "spec": {}}, "1.36").errors == ()


@given(odd_pods())
def test_what_is_handed_on_is_clean(pod):
    before = deepcopy(pod)
    decoded = decode(pod, "1.36")
    assert pod == before
    again = decode(decoded.document, "1.36")
    assert again.document == decoded.document
    assert [error for error in again.errors if error.type is not ErrorType.INVALID] == []
