"""What stands beside a pod is read, numbered and changed as a pod is, and everything around it stays."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.manifest import Manifest, ManifestError, insert_, remove_, set_
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION, companion_paths_of

POD = "kind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: nginx}]}\n"
SERVICE = "apiVersion: v1\nkind: Service\nmetadata:\n  name: front   # odd spacing\nspec:\n  ports:\n  - port: 80\n"
CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n"
FILE = f"{SERVICE}---\n{POD}---\n- [  # Secret\n---\n{CONFIG}"
ITEM = POD.replace("\n", "\n  ").rstrip()
LIST = f"kind: List\nitems:\n- {ITEM}\n- kind: Secret\n  metadata: {{name: a}}\n"
SECOND = FIRST_COMPANION + 1


def test_they_are_numbered_apart_from_the_pods() -> None:
    manifest = Manifest.read(FILE)
    assert (manifest.kind, manifest.number, manifest.is_companion) == ("Pod", 0, False)
    assert [(one.number, one.kind, one.name, one.line) for one in manifest.companions] == [
        (FIRST_COMPANION, "Service", "front", 1),
        (SECOND, "ConfigMap", "settings", 15),
    ]
    assert [one.name for one in Manifest.read(FILE, SECOND).carriers] == ["web"]


def test_a_pod_alone_has_none() -> None:
    assert Manifest.read(POD).companions == ()
    assert Manifest.read(POD, FIRST_COMPANION).kind == "Pod"
    assert Manifest.read(f"{POD}---\nkind: Route\n", FIRST_COMPANION).kind == "Pod"


def test_one_is_read_as_an_object_without_a_pod() -> None:
    service = Manifest.read(FILE, FIRST_COMPANION)
    assert (service.kind, service.name, service.is_companion, service.has_several) == ("Service", "front", True, True)
    assert (service.pod, service.is_template, service.place.path_kind) == ({}, False, "Service")
    assert service.place.pod_with_workload == {"Service": service.object}
    pod = service.nearest_pod
    assert (pod.name, pod.nearest_pod is pod) == ("web", True)
    assert Manifest.read(FILE, SECOND + 7).name == "settings"


def test_its_paths_begin_with_its_kind() -> None:
    service = Manifest.read(FILE, FIRST_COMPANION)
    port = FieldPath(("Service", "spec", "ports", 0, "port"))
    assert service.where(port) == (7, 5)
    assert service.place.field(("spec", "ports", 0, "port")) == port
    assert service.fields_by_line()[6] == port
    assert set(service.paths_by_line()) == {None}
    assert service.place.in_document(ROOT) == ROOT
    assert service.in_document(FieldPath(("spec", "containers"))) == ROOT


def test_a_change_leaves_everything_else_to_the_letter() -> None:
    service = Manifest.read(FILE, FIRST_COMPANION)
    changed = service.patch([set_(FieldPath(("Service", "spec", "ports", 0, "port")), 81)])
    assert changed.text == FILE.replace("port: 80", "port: 81")
    assert (changed.kind, changed.number) == ("Service", FIRST_COMPANION)
    with pytest.raises(ManifestError, match=r"A Service has no place for spec\.containers"):
        service.patch([set_(FieldPath(("spec", "containers")), [])])
    with pytest.raises(ManifestError, match="would not be a Service any more"):
        service.patch([set_(FieldPath(("Service", "kind")), "Route")])


def test_one_in_a_list_is_followed_through_changes_of_the_list() -> None:
    secret = Manifest.read(LIST, FIRST_COMPANION)
    assert (secret.name, secret.object_path) == ("a", FieldPath(("items", 1)))
    before = secret.patch_document([insert_(FieldPath(("items", 0)), {"kind": "ConfigMap", "apiVersion": "v1"})])
    assert (before.name, before.object_path, before.number) == ("a", FieldPath(("items", 2)), SECOND)
    with pytest.raises(ManifestError, match="would not be a Secret"):
        secret.patch_document([remove_(FieldPath(("items", 1)))])


def test_where_they_stand_in_a_document() -> None:
    assert companion_paths_of({"kind": "Secret"}) == [ROOT]
    assert companion_paths_of({"kind": "List", "items": [{"kind": "Pod"}, {"kind": "Role"}]}) == [
        FieldPath(("items", 1))
    ]
    assert companion_paths_of({"kind": "Pod"}) == companion_paths_of(None) == []
