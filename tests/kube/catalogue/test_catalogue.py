"""Every field of a Pod, for each version: what is known of it, and how text becomes a path."""

from __future__ import annotations

import runpy
import subprocess
import sys

import pytest
import yaml

from podbuilder.kube import catalogue, versions
from podbuilder.kube.catalogue import UnknownPath, history, overlay, schemas
from podbuilder.kube.field import ROOT, FieldPath

POD = catalogue.load("1.36")


def spec(text, version="1.36"):
    known = catalogue.load(version)
    found = known.field(known.resolve(text))
    assert found is not None
    return found


def test_a_version_is_loaded_once():
    assert catalogue.load("1.36") is POD
    assert POD.version == "1.36"


def test_a_version_nobody_knows():
    with pytest.raises(ValueError, match=r"1\.12"):
        catalogue.load("1.12")


def test_loading_one_version_loads_no_other():
    code = (
        "from podbuilder.kube import catalogue; from podbuilder.kube.catalogue import schemas;"
        "catalogue.load('1.30'); print(schemas.read.cache_info().misses)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "1\n"


def test_without_the_package_it_says_so(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(RuntimeError, match="kubernetes-validate"):
        schemas.packaged()


KINDS_OF_FIELDS = {
    "spec.containers": ("list", "Container"),
    "spec.containers[0]": ("object", "Container"),
    "spec.containers[0].image": ("string", ""),
    "spec.containers[0].args": ("list", ""),
    "spec.containers[0].args[2]": ("string", ""),
    "spec.containers[0].ports[1].containerPort": ("integer", ""),
    "spec.containers[0].stdin": ("boolean", ""),
    "spec.containers[0].resources.limits": ("map", ""),
    "spec.containers[0].resources.limits[nvidia.com/gpu]": ("quantity", ""),
    "spec.containers[0].livenessProbe.httpGet.port": ("int-or-string", ""),
    "spec.volumes[0].emptyDir": ("object", "EmptyDirVolumeSource"),
    "spec.volumes[0].emptyDir.sizeLimit": ("quantity", ""),
    "metadata": ("object", "ObjectMeta"),
    "metadata.labels": ("map", ""),
    "metadata.creationTimestamp": ("string", ""),
    "metadata.managedFields[0].fieldsV1": ("object", ""),
}


@pytest.mark.parametrize("text", KINDS_OF_FIELDS)
def test_type(text):
    found = spec(text)
    assert (found.type, found.api_type) == KINDS_OF_FIELDS[text]
    assert found.type in catalogue.TYPES
    assert found.is_scalar == (found.type in catalogue.SCALARS)


def test_what_the_schema_says():
    port = spec("spec.containers[0].ports[0].containerPort")
    assert port.pattern == "spec.containers[].ports[].containerPort"
    assert port.name == "containerPort"
    assert port.required
    assert "pod's IP address" in port.doc
    assert port.format == "int32"


def test_what_the_overlay_says():
    port = spec("spec.containers[0].ports[0].containerPort")
    assert (port.label, port.minimum, port.maximum, port.placeholder) == ("Port", 1, 65535, "8080")
    policy = spec("spec.restartPolicy")
    assert policy.choices == ("Always", "OnFailure", "Never")
    assert policy.default == "Always"
    assert policy.choice_help["Never"].endswith(".")
    assert spec("spec.terminationGracePeriodSeconds").unit == "s"
    assert spec("spec.volumes[0].emptyDir").presence
    assert spec("spec.containers[0].env[0].value").multiline
    assert spec("spec.containers[0].env").keys == ("name",)
    assert spec("spec.containers[0].ports").keys == ("containerPort", "protocol")


def test_items_have_constraints_of_their_own():
    modes = spec("spec.volumes[0].ephemeral.volumeClaimTemplate.spec.accessModes")
    assert modes.choices == ()
    assert modes.item is not None
    assert "ReadWriteOncePod" in modes.item.choices


def test_a_choice_comes_with_its_version():
    path = "spec.volumes[0].ephemeral.volumeClaimTemplate.spec.accessModes[0]"
    assert "ReadWriteOncePod" not in spec(path, "1.26").choices
    assert "ReadWriteOncePod" in spec(path, "1.27").choices


def test_a_choice_goes_with_its_version():
    entry = {"value": "Old", "until": "1.30"}
    assert overlay.is_current(entry, "1.30")
    assert not overlay.is_current(entry, "1.31")
    assert overlay.is_current("plain", "1.25")


def test_unions():
    (source,) = spec("spec.volumes[0]").unions
    assert "emptyDir" in source.branches
    assert not source.required
    assert spec("spec.volumes[0].emptyDir").union == "source"
    assert spec("spec.volumes[0].name").union == ""
    assert "image" not in spec("spec.volumes[0]", "1.30").unions[0].branches


def test_ephemeral_containers_are_containers():
    assert spec("spec.ephemeralContainers[0].image").label == "Image"
    assert spec("spec.ephemeralContainers[0].targetContainerName").label == "Container to look into"


def test_a_field_without_a_label_of_ours_has_a_readable_one():
    assert spec("status.hostIP").label == "Host IP"
    assert spec("status.nominatedNodeName").label == "Nominated node name"
    assert spec("status.podIPs").label == "Pod IPs"


AGES = {
    "spec.containers[0].image": ("1.25", None),
    "spec.volumes[0].image": ("1.31", None),
    "spec.volumes[0].image.reference": ("1.31", None),
    "spec.containers[0].resources.claims[0].request": ("1.31", None),
}


@pytest.mark.parametrize("text", AGES)
def test_age(text):
    found = spec(text)
    assert (found.since, found.until) == AGES[text]


def test_a_field_that_is_gone():
    assert catalogue.load("1.30").field(("spec", "resourceClaims", 0, "source")).until == "1.30"
    assert POD.field(("spec", "resourceClaims", 0, "source")) is None


def test_ages_are_those_of_the_schemas():
    """Run `python -m podbuilder.kube.catalogue` if this fails."""
    assert yaml.safe_load(history.FILE.read_text()) == history.compare()


def test_the_ages_can_be_written_anew(tmp_path, monkeypatch):
    before = history.FILE.read_text()
    monkeypatch.setattr(history, "FILE", tmp_path / "since.yaml")
    runpy.run_module("podbuilder.kube.catalogue.__main__")
    assert history.FILE.read_text() == before


def test_field_of_odd_paths():
    assert POD.field(ROOT) is POD.root
    assert POD.field(("spec", "containers", "image")) is None
    assert POD.field(("spec", 0)) is None
    assert POD.field(("nowhere", "at", "all")) is None
    assert POD.field(FieldPath(("spec",)).key("containers")) is None


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


def test_leaves():
    patterns = [leaf.pattern for leaf in POD.leaves()]
    assert len(patterns) == len(set(patterns)) > 600
    for wanted in (
        "metadata.name",
        "metadata.labels",
        "metadata.ownerReferences[].uid",
        "spec.containers[].image",
        "spec.containers[].args",
        "spec.containers[].resources.limits",
        "spec.initContainers[].ports[].name",
        "spec.volumes[].emptyDir.medium",
        "spec.tolerations[].key",
    ):
        assert wanted in patterns
    for unwanted in patterns:
        assert not unwanted.startswith(("status", "spec.ephemeralContainers", "metadata.managedFields"))
        assert not unwanted.endswith(("metadata.uid", "metadata.creationTimestamp"))


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_every_version_has_its_leaves(version):
    assert len(list(catalogue.load(version).leaves())) > 500


@pytest.mark.parametrize("kind", schemas.KINDS)
def test_every_kind_that_carries_a_pod_can_be_loaded(kind):
    known = catalogue.load("1.36", kind)
    assert known.field(("metadata", "name")).label == "Name"


@pytest.mark.parametrize(
    "text",
    [
        "spec.containers[0].image",
        "metadata.labels[app.kubernetes.io/name]",
        "spec.containers[0].resources.limits[nvidia.com/gpu]",
        "spec.volumes[1].csi.volumeAttributes[size]",
    ],
)
def test_spell_tells_keys_from_fields(text):
    path = POD.resolve(text)
    plain = FieldPath(part if isinstance(part, int) else str.__str__(part) for part in path)
    assert str(POD.spell(plain)) == str(POD.spell(path)) == text


def test_spell_leaves_what_nobody_knows():
    assert str(POD.spell(("spec", "colour", "of", 0, "it"))) == "spec.colour.of[0].it"
