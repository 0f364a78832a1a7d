"""Services that lead to a pod."""

from __future__ import annotations

import pytest

from podbuilder.kube.exporters.service_ports import services_of
from podbuilder.kube.exporters.source_file import SourceFile

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {app: web, tier: front}}\nspec: {containers: []}\n---\n"
SERVICES: dict[str, tuple[str, dict[object, list[int]] | None]] = {
    "no selector": ("{ports: [{port: 80}]}", None),
    "an empty selector": ("{selector: {}, ports: [{port: 80}]}", None),
    "another pod": ("{selector: {app: db}, ports: [{port: 80}]}", None),
    "no address": ("{selector: {app: web}, clusterIP: None, ports: [{port: 80}]}", None),
    "a port": ("{selector: {app: web}, ports: [{port: 80}]}", {(80, "TCP"): [80]}),
    "ports that lead elsewhere": (
        "{selector: {app: web, tier: front}, ports: [{port: 80, targetPort: http}, "
        "{port: 53, targetPort: 5353, protocol: UDP}]}",
        {("http", "TCP"): [80], (5353, "UDP"): [53]},
    ),
    "ports that are none": (
        "{selector: {app: web}, ports: [1, {port: x}, {port: 80, targetPort: []}, {port: 81, protocol: 1}]}",
        {},
    ),
}


@pytest.mark.parametrize(("spec", "ports"), SERVICES.values(), ids=SERVICES)
def test_what_a_service_publishes(spec: str, ports: dict[object, list[int]] | None) -> None:
    source = SourceFile(f"{POD}apiVersion: v1\nkind: Service\nmetadata: {{name: front}}\nspec: {spec}\n")
    found = [(one.name, one.ports) for one in services_of(source, source.pods[0])]
    assert found == ([] if ports is None else [("front", ports)])


def test_other_objects_lead_nowhere() -> None:
    source = SourceFile(f"{POD}kind: ConfigMap\nspec: {{selector: {{app: web}}}}\n")
    assert list(services_of(source, source.pods[0])) == []
