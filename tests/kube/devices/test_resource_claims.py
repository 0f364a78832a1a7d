"""Devices by resource claim."""

from __future__ import annotations

import pytest

from podbuilder.kube.devices import resource_claims as claims
from podbuilder.kube.review import review
from tests.support.devices import AT, POD, patched
from tests.support.pod_text import pod_of
from tests.support.pods import path_of

SOURCES = [{"claim_name": "mine"}, {"template": "one-gpu"}]


@pytest.mark.parametrize("source", SOURCES)
def test_a_claim_is_bound_to_a_container(source: dict[str, str]) -> None:
    pod = patched(POD, claims.claim(POD, [AT], "gpu", **source))
    assert not review(pod, "1.34").errors
    assert pod["spec"]["containers"][0]["resources"]["claims"] == [{"name": "gpu"}]
    assert list(claims.claim(pod, [AT], "gpu", **source)) == []
    assert claims.clash(pod, "gpu", **source) == ""
    assert "another claim" in claims.clash(pod, "gpu", claim_name="other")
    assert patched(pod, claims.unbind(pod, AT, "gpu")) == POD


def test_a_claim_is_bound_to_several_containers_at_once() -> None:
    pod = pod_of(containers=[{"name": "one"}, {"name": "two"}])
    both = [path_of("spec.containers[0]"), path_of("spec.containers[1]")]
    edits = list(claims.claim(pod, both, "gpu", claim_name="mine"))
    assert [edit.path for edit in edits] == [claims.CLAIMS, *(path.child("resources", "claims") for path in both)]
    assert [claims.bound(one) for one in patched(pod, edits)["spec"]["containers"]] == [["gpu"], ["gpu"]]


def test_a_claim_that_others_use_stays_in_the_pod() -> None:
    pod = pod_of(
        resourceClaims=["odd", {"name": "a", "resourceClaimName": "x"}],
        containers=[
            {"name": "one", "resources": {"claims": [{"name": "a"}, {"name": "b"}]}},
            {"name": "two", "resources": {"claims": [{"name": "a"}]}},
        ],
    )
    assert patched(pod, claims.unbind(pod, AT, "a"))["spec"]["containers"][0]["resources"] == {
        "claims": [{"name": "b"}]
    }
    alone = patched(pod, claims.unbind(pod, path_of("spec.containers[1]"), "a"))
    assert claims.claims_of(alone) == {"a": {"name": "a", "resourceClaimName": "x"}}
    last = patched(alone, claims.unbind(alone, AT, "a"))
    assert last["spec"]["resourceClaims"] == ["odd"]


def test_versions_that_have_claims() -> None:
    assert [claims.has_claims(v) for v in ("1.30", "1.31", "1.36")] == [False, True, True]
    assert [claims.is_stable(v) for v in ("1.33", "1.34")] == [False, True]
