"""Tests of podbuilder.kube.cluster.kept_names."""

from podbuilder.kube.cluster.facts import kept_fields
from podbuilder.kube.cluster.kept_names import kept_names


def test_fields_are_named_for_people() -> None:
    assert "data (keys only)" in kept_names("Secret")
    assert "spec.containers[].resources.requests" in kept_names("Pod")
    assert "status.allocatable" in kept_names("Node")
    assert all(map(kept_names, kept_fields()))
