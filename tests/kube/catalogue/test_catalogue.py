"""Every field of a Pod, for each version: what is known of it, and how text becomes a path."""

from __future__ import annotations

import subprocess
import sys

import pytest

from podbuilder.kube import catalogue
from podbuilder.kube.core import kinds, versions
from podbuilder.kube.core.field import ROOT, FieldPath

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


def test_field_of_odd_paths():
    assert POD.field(ROOT) is POD.root
    assert POD.field(("spec", "containers", "image")) is None
    assert POD.field(("spec", 0)) is None
    assert POD.field(("nowhere", "at", "all")) is None
    assert POD.field(FieldPath(("spec",)).key("containers")) is None


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


@pytest.mark.parametrize("kind", kinds.native())
def test_every_kind_that_carries_a_pod_can_be_loaded(kind):
    known = catalogue.load("1.36", kind)
    assert known.field(("metadata", "name")).label == "Name"


WORKLOAD_FIELDS = {
    "Deployment.spec.strategy.rollingUpdate.maxSurge": "int-or-string",
    "StatefulSet.spec.volumeClaimTemplates[0].spec.resources.requests[storage]": "quantity",
    "CronJob.spec.jobTemplate.spec.backoffLimit": "integer",
    "PodTemplate.metadata.labels": "map",
}


@pytest.mark.parametrize("text", WORKLOAD_FIELDS)
def test_a_workload_stands_beside_its_pod(text: str) -> None:
    kind = text.partition(".")[0]
    known = catalogue.with_workload("1.36", kind)
    path = known.resolve(text)
    assert path[0] == kind
    assert str(path) == text
    assert known.field(path).type == WORKLOAD_FIELDS[text]
    assert known.field(FieldPath(("spec", "containers"))) is POD.field(("spec", "containers"))
    assert catalogue.of_path("1.36", text) is known


@pytest.mark.parametrize("kind", kinds.workloads())
def test_a_workloads_template_is_none_of_its_fields(kind: str) -> None:
    known = catalogue.with_workload("1.36", kind)
    assert known.field((kind, *kinds.workloads()[kind].templates[0].path)) is None
    patterns = [leaf.pattern for leaf in known.workload_leaves()]
    assert len(patterns) == len(set(patterns)) >= 12
    assert f"{kind}.metadata.name" in patterns
    assert not [
        one for one in patterns if "containers" in one or "Templates[].status" in one or one.endswith("metadata.uid")
    ]


def test_without_a_workload_it_is_the_catalogue_of_pods() -> None:
    assert catalogue.with_workload("1.36", "") is POD
    assert catalogue.of_path("1.36", "spec.replicas") is POD
    assert list(POD.workload_leaves()) == []


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


def test_the_schema_of_a_custom_resource_says_what_the_overlay_says_of_others():
    route = catalogue.with_workload("1.36", "HTTPRoute")
    rule = "HTTPRoute.spec.rules[0]"
    kind = route.field(route.resolve(f"{rule}.matches[0].path.type"))
    assert (kind.choices, kind.default) == (("Exact", "PathPrefix", "RegularExpression"), "PathPrefix")
    weight = route.field(route.resolve(f"{rule}.backendRefs[0].weight"))
    assert (weight.minimum, weight.maximum, weight.default) == (0, 1_000_000, 1)
    assert route.field(("HTTPRoute", "spec", "rules")).default is None
    assert catalogue.with_workload("1.36", "Service").field(("Service", "kind")).choices == ()


def test_documents_of_what_stands_beside_a_pod_have_a_catalogue():
    assert catalogue.of_document({"kind": "Secret"}, "1.36") is catalogue.load("1.36", "Secret")
    assert catalogue.of_document({"kind": "Secret", "apiVersion": "example.com/v1"}, "1.36") is None
    assert catalogue.of_path("1.36", "Secret.type").root.fields.keys() == {"Secret"}
    assert list(catalogue.load("1.36").companion_leaves()) == []
    leaves = [leaf.pattern for leaf in catalogue.with_workload("1.36", "Role").companion_leaves()]
    assert {"Role.rules[].verbs", "Role.metadata.name"} <= set(leaves)
    assert "Role.kind" not in leaves
