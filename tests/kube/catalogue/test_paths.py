"""Text becomes a path only where the schema knows the field."""

from __future__ import annotations

import pytest

from podbuilder.kube import catalogue
from podbuilder.kube.catalogue.paths import UnknownPath
from podbuilder.kube.core.field import Key

POD = catalogue.load("1.36")

RESOLVED = [
    "metadata",
    "metadata.name",
    "metadata.labels",
    "metadata.labels[app]",
    "metadata.labels[app.kubernetes.io/name]",
    "metadata.annotations[a[0].b]",
    "metadata.annotations[]]",
    "spec.nodeSelector[kubernetes.io/os]",
    "spec.containers[0]",
    "spec.containers[9999].name",
    "spec.containers[0].ports[1].name",
    "spec.containers[0].args[3]",
    "spec.volumes[0].csi.volumeAttributes[x.y]",
]


@pytest.mark.parametrize("text", RESOLVED)
def test_resolve(text):
    path = POD.resolve(text)
    assert str(path) == text
    assert POD.field(path) is not None


REFUSED = [
    "",
    ".",
    "spec.",
    ".spec",
    "spec..containers",
    "nothing",
    "spec.container",
    "spec.containers.name",
    "spec.containers[].name",
    "spec.containers[-1]",
    "spec.containers[01]",
    "spec.containers[10000]",
    "spec.containers[٣]",
    "spec.containers[0",
    "spec.containers[0]name",
    "spec.containers[0].image.tag",
    "spec.containers[0].image[0]",
    "spec[containers]",
    "metadata.labels.app",
    "metadata.labels[]",
    "metadata.labels[app",
    "metadata.labels[app].x",
    "metadata.labels[" + "x" * catalogue.MAX_LENGTH + "]",
    "spec.__class__",
    "spec containers",
]


@pytest.mark.parametrize("text", REFUSED)
def test_resolve_refuses(text):
    with pytest.raises(UnknownPath):
        POD.resolve(text)


def test_the_keys_of_maps_are_told_from_fields():
    assert [type(part) for part in POD.resolve("metadata.labels[app]")] == [str, str, Key]
    assert POD.resolve("spec.containers[3].ports[1].name") == ("spec", "containers", 3, "ports", 1, "name")


def test_how_long_a_path_may_be():
    longest = "metadata.labels[" + "x" * (catalogue.MAX_LENGTH - 17) + "]"
    assert len(longest) == catalogue.MAX_LENGTH
    assert str(POD.resolve(longest)) == longest
    with pytest.raises(UnknownPath, match=f"at most {catalogue.MAX_LENGTH} characters long; this one has 2001"):
        POD.resolve(longest[:-1] + "x]")


def test_a_long_text_is_shown_in_part():
    with pytest.raises(UnknownPath) as raised:
        POD.resolve("x" * 200)
    assert str(raised.value) == f"'{'x' * 100}' is not a field of a Pod or of a workload in this version of Kubernetes."


NAMED = {
    "the text itself": ("spec.volumes[0].persistentVolumeClaim.claimName", "PersistentVolumeClaim"),
    "the object around the name": ("spec.containers[0].env[0].valueFrom.secretKeyRef.name", "Secret"),
    "the list around it": ("spec.imagePullSecrets[0].name", "Secret"),
    "the name of the pod": ("metadata.name", ""),
    "a key": ("spec.containers[0].env[0].valueFrom.secretKeyRef.key", ""),
    "a kind that stands beside it": ("spec.volumes[0].ephemeral.volumeClaimTemplate.spec.dataSource.name", ""),
    "no field": ("spec.nowhere.name", ""),
}


@pytest.mark.parametrize(("path", "kind"), NAMED.values(), ids=NAMED)
def test_what_a_field_names(path: str, kind: str) -> None:
    parts = [int(part) if part.isdigit() else part for part in path.replace("[", ".").replace("]", "").split(".")]
    assert POD.kind_named_at(tuple(parts)) == kind
