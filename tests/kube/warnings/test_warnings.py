"""What holds for the package as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from podbuilder.kube.warnings import warnings_for_pod
from tests.support.cases import load
from tests.support.pods import make_pod

TABLES = sorted(path.name for path in Path(__file__).parent.glob("*.yaml"))


def test_a_pod_that_says_little_is_quiet():
    assert list(warnings_for_pod({}, "1.26")) == []


def test_without_the_posted_pod_the_defaulted_one_is_taken():
    key = "container.apparmor.security.beta.kubernetes.io/app"
    pod = make_pod(("metadata.annotations", {key: "unconfined"}))
    (warning,) = warnings_for_pod(pod, "1.36")
    assert str(warning.path) == f"metadata.annotations[{key}]"


def test_an_unknown_version_is_a_programmers_mistake():
    with pytest.raises(ValueError, match="unknown Kubernetes version"):
        list(warnings_for_pod({}, "1.24"))


@pytest.mark.parametrize("name", TABLES)
def test_each_table_begins_quietly_and_says_sentences(name):
    cases = load(__file__, name)
    fires = ["warnings" in case for case in cases]
    assert fires == sorted(fires)
    assert set(fires) == {False, True}
    for case in cases:
        for warning in warnings_for_pod(case.pod, "1.36"):
            assert warning.message[0].isupper() or warning.message[0].isdigit() or ":" in warning.message.split()[0]
            assert warning.message.endswith(".")
