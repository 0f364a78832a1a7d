"""What a report says of what kustomize does otherwise."""

from __future__ import annotations

from podbuilder.kube.exporters.kustomize.base_files import base_of
from podbuilder.kube.exporters.kustomize.traps import base_lines, overlay_lines
from podbuilder.kube.kustomization.overlays.overlay import Overlay
from tests.kube.exporters.kustomize.texts import CLAIMS, WEB


def lines_of_base(text: str) -> list[str]:
    return [f"{line.at} | {line.outcome} | {line.to}" for line in base_lines(base_of(text).objects)]


def lines_of(overlay: Overlay, text: str = WEB) -> list[str]:
    return [line.at.removeprefix("overlays/dev: ") for line in overlay_lines(overlay, base_of(text).objects)]


def test_objects_and_their_files() -> None:
    assert lines_of_base(WEB) == [
        "Deployment web | carried | base/deployment.yaml",
        "ConfigMap settings | carried | base/configmap.yaml",
        "Ingress web | carried | base/ingress.yaml",
    ]


def test_values_of_secrets_stand_in_files() -> None:
    assert lines_of_base("kind: Secret\nmetadata: {name: a}\n") == ["Secret a | different | base/secret.yaml"]


def test_values_that_kustomize_reads_otherwise() -> None:
    items = "[{kind: Pod, metadata: {name: a}, spec: {hostNetwork: yes}}, {kind: Pod, metadata: {name: b}}]"
    assert lines_of_base(f"kind: List\napiVersion: v1\nitems: {items}\n") == [
        "Pod a | carried | base/list.yaml",
        "Pod a: items[0].spec.hostNetwork | different | base/list.yaml",
        "Pod b | carried | base/list.yaml",
    ]


def test_nothing_to_say() -> None:
    assert lines_of(Overlay("dev", replicas={"web": 1}, labels={"a": "b"}, namespace="shop")) == []


def test_names_in_texts_are_not_followed() -> None:
    at = "Deployment web: spec.template.spec.containers[0].args[0]"
    assert lines_of(Overlay("dev", name_prefix="x-")) == [at]
    assert lines_of(Overlay("dev", name_suffix="-x")) == [at]


def test_namespaces_in_texts_are_not_changed() -> None:
    found = lines_of(Overlay("dev", namespace="dev"))
    assert found == ["Deployment web: spec.template.spec.containers[0].args[1]"]


def test_labels_and_templates_of_claims() -> None:
    assert lines_of(Overlay("dev", labels={"a": "b"}), CLAIMS) == ["labels"]


def test_replicas_and_what_scales() -> None:
    scaler = "---\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\n"
    assert lines_of(Overlay("dev", replicas={"web": 1}), WEB + scaler) == ["replicas"]
