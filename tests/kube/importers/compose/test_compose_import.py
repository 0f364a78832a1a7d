"""Whole files: what is asked, in which order objects stand, and what is read of files that were published."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.core.document import get
from podbuilder.kube.importers.compose.compose_import import import_compose
from podbuilder.kube.importers.import_result import ImportRefused
from podbuilder.kube.manifest.pieces import pieces
from podbuilder.kube.review import review_manifest

CORPUS = Path(__file__).resolve().parents[5] / "shared" / "corpus" / "compose.jsonl.gz"
SHOP = """\
name: shop
services:
  web:
    image: shop/web:${TAG:-1}
    restart: always
    ports: ["8080:80"]
    environment: {DB: "postgres://db:5432/shop", DB_PASSWORD: "${PASSWORD:-hunter2}", MODE: "${MODE}"}
    depends_on: {db: {condition: service_healthy}}
  db:
    image: postgres
    restart: always
    volumes: ["data:/var/lib/postgresql/data"]
volumes: {data: }
"""


def test_workloads_come_first() -> None:
    kinds = [one["kind"] for one in import_compose(SHOP).documents]
    assert kinds == ["Deployment", "StatefulSet", "Service", "Service", "Secret", "PersistentVolumeClaim"]


def test_questions() -> None:
    asked = {one.id: one for one in import_compose(SHOP).questions}
    assert [one for one in asked if one.startswith(("variable:", "file:"))] == [
        "file:.env",
        "variable:TAG",
        "variable:PASSWORD",
        "variable:MODE",
    ]
    # A default that is a credential is not shown.
    assert [asked[f"variable:{name}"].default for name in ("TAG", "PASSWORD", "MODE")] == ["1", "", ""]
    assert (asked["kind:db"].default, asked["kind:db"].at) == ("StatefulSet", "services.db.image")
    assert asked["size:data"].at == "services.db.volumes[0]"
    assert asked["pods"].at == ""


def test_questions_stay_when_they_are_answered() -> None:
    before = [one.id for one in import_compose(SHOP).questions]
    result = import_compose(SHOP, {"variable:TAG": "2", "variable:MODE": "fast", "file:.env": "PASSWORD=hunter2"})
    assert [one.id for one in result.questions] == before
    assert "shop/web:2" in result.manifest
    assert {line.outcome for line in result.report if "MODE" in line.at} == {"carried"}


@pytest.mark.parametrize(
    ("text", "says"), [("", "This file is empty."), ("a: [", "Line"), ("services: {}", "no service")]
)
def test_what_cannot_be_imported(text: str, says: str) -> None:
    with pytest.raises(ImportRefused, match=says):
        import_compose(text)


def test_a_file_of_version_1() -> None:
    result = import_compose("web:\n  image: a\n  restart: always\n")
    assert [line.at for line in result.report] == ["web.image", "web.restart"]


def rows() -> list[dict[str, Any]]:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of Compose files is not beside the checkout")
def test_published_files() -> None:
    for row in rows():
        result = import_compose(row["text"])
        ats = [line.at for line in result.report]
        assert len(set(ats)) == len(ats), row["id"]
        for _, manifests in pieces(result.manifest):
            for manifest in manifests:
                assert review_manifest(manifest).errors == (), row["id"]
        assert images_of(row["text"]) <= set(images_in(result.documents)), row["id"]


class Texts(yaml.SafeLoader):
    """Reads every scalar as text."""


Texts.yaml_implicit_resolvers = {}


def images_of(text: str) -> set[str]:
    """The images that a plain reading of a file finds, without those of variables and profiles."""
    services = (yaml.load(text, Texts) or {}).get("services") or {}  # noqa: S506 - a SafeLoader
    found = [service for service in services.values() if isinstance(service, dict) and "profiles" not in service]
    return {service["image"] for service in found if "$" not in service.get("image", "$")}


def images_in(documents: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for document in documents:
        pod = get(document, ("spec", "template", "spec"), document.get("spec", {}))
        for container in (*pod.get("initContainers", ()), *pod.get("containers", ())):
            yield container["image"]
