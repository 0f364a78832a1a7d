"""Names of charts, releases and objects."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.exporters.helm.chart_names import ChartNames, full_name, names_for

NAME, INSTANCE = "app.kubernetes.io/name", "app.kubernetes.io/instance"


def names(name: str, labels: dict[str, str] | None = None, wanted: str = "", namespace: str = "") -> ChartNames:
    metadata = {"name": name, **({"namespace": namespace} if namespace else {})}
    primary = {"kind": "Deployment", "metadata": metadata}
    others: list[dict[str, Any]] = [
        {"kind": "Service", "metadata": {"name": f"{name}-http"}},
        {"kind": "Service", "metadata": {"name": "other", "namespace": "elsewhere"}},
        {"kind": "ConfigMap", "metadata": {"name": name, "namespace": "elsewhere"}},
    ]
    return names_for(primary, labels or {}, [primary, *others], wanted)


@pytest.mark.parametrize(
    ("name", "labels", "chart", "release"),
    [
        ("web", {}, "web", "web"),
        ("web", {NAME: "web", INSTANCE: "web"}, "web", "web"),
        ("prod-web", {NAME: "web", INSTANCE: "prod"}, "web", "prod"),
        ("prod-web", {NAME: "web"}, "web", "prod-web"),
        ("web", {NAME: "shop", INSTANCE: "prod"}, "web", "web"),
        ("web.v1", {}, "web", "web.v1"),
    ],
)
def test_the_release_gives_the_name(name: str, labels: dict[str, str], chart: str, release: str) -> None:
    found = names(name, labels)
    assert (found.chart, found.release, found.full) == (chart, release, name)
    assert full_name(found.release, found.chart) == name


@pytest.mark.parametrize(
    ("name", "wanted", "chart"),
    [
        ("a" * 60, "", "a" * 60),
        ("a" * 80, "", "a" * 63),
        ("<param:name>", "", "app"),
        ("<param:name>-web", "", "web"),
        ("<param:name>", "Web App", "web"),
        ("Web", "", "web"),
    ],
)
def test_a_name_that_no_release_can_have(name: str, wanted: str, chart: str) -> None:
    found = names(name, wanted=wanted)
    assert (found.chart, found.full, found.objects) == (chart, "", frozenset())
    assert len(found.release) <= 53
    assert found.name_of("Deployment", name) == ""


def test_objects_that_follow_the_release() -> None:
    found = names("web", namespace="shop")
    assert found.objects == {("Deployment", "web"), ("Service", "web-http")}
    assert found.name_of("Deployment", "web") == 'include "web.fullname" .'
    assert found.name_of("Service", "web-http") == (
        'printf "%s-http" (include "web.fullname" . | trunc 58 | trimSuffix "-")'
    )
    assert found.name_of("ConfigMap", "web") == ""
    assert found.name_of("Service", "other") == ""


@pytest.mark.parametrize("text", ["webhook", "other", f"web-{'x' * 60}", f"web-{'x' * 50}"])
def test_texts_that_do_not(text: str) -> None:
    assert names("web").expression(text) == ""


def test_labels_that_follow_the_release() -> None:
    found = names("prod-web", {NAME: "web", INSTANCE: "prod"})
    assert found.label(NAME, "web") == 'include "web.name" .'
    assert found.label(INSTANCE, "prod") == ".Release.Name"
    assert found.label("app", "prod-web") == 'include "web.fullname" .'
    assert found.label("app", "web") == ""
