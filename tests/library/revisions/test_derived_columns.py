"""What lists and the search know of a manifest without reading it."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.manifest import Manifest
from podbuilder.kube.templating import all_from_json
from podbuilder.library.revisions import derived_columns as module
from podbuilder.library.revisions.derived_columns import DerivedColumns, derived_columns
from tests.builder.support import POD
from tests.library.support import DEPLOYMENT, PARAMETERS

TWO = """\
kind: Pod
spec:
  initContainers:
  - {name: wait, image: busybox:1.36}
  containers:
  - {name: app, image: nginx:1.27}
  - {name: logs, image: fluent/fluent-bit:3.1}
  - {name: again, image: nginx:1.27}
  - {name: odd, image: 7}
"""


def columns(text: str, parameters: list[dict[str, Any]] | None = None, **chosen: str) -> DerivedColumns:
    return derived_columns(Manifest.read(text), all_from_json(parameters or []), "1.36", chosen)


def test_a_plain_pod() -> None:
    found = columns(POD)
    assert (found.kind, found.images, found.problem, found.parameter_warnings, found.kubernetes) == (
        "Pod",
        "nginx:1.27",
        "",
        "",
        "1.36",
    )
    assert found.patterns == []


def test_images_come_once_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    assert columns(TWO).images == "busybox:1.36 nginx:1.27 fluent/fluent-bit:3.1"
    monkeypatch.setattr(module, "MOST_IMAGES", 2)
    assert columns(TWO).images == "busybox:1.36 nginx:1.27"


def test_patterns_are_words_to_find_it_by() -> None:
    found = columns(TWO).patterns
    assert "init" in found
    assert "app" not in found
    assert len(set(found)) == len(found)
    assert all(found)
    assert "ambassador" in columns(TWO, None, again="ambassador").patterns


def test_what_the_server_refuses() -> None:
    assert "containerPort" in columns(POD.replace("containerPort: 80\n", "containerPort: 0\n")).problem


def test_parameters_are_filled_in() -> None:
    found = columns(DEPLOYMENT, PARAMETERS)
    assert found.kind == "Deployment"
    assert "<param:" not in found.images
    assert (found.problem, found.parameter_warnings) == ("", "")


def test_an_invalid_declaration_leaves_them_as_they_are() -> None:
    twice = [*PARAMETERS, PARAMETERS[0]]
    assert columns(DEPLOYMENT, twice).images == "<param:image>"


UNUSED = [*PARAMETERS, {"name": "nobody", "default": "x"}]


def test_what_is_odd_about_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "nobody" in columns(DEPLOYMENT, UNUSED).parameter_warnings
    level = {"name": "level", "type": "integer", "minimum": -5, "maximum": 70000, "default": 80}
    text = POD.replace("containerPort: 80\n", "containerPort: <param:level>\n")
    warnings = columns(text, [level]).parameter_warnings.splitlines()
    assert [line.partition(" for level")[0] for line in warnings] == ["With “-5”", "With “70000”"]
    assert all(", the API server refuses it. spec.containers[0].ports[0].containerPort: " in line for line in warnings)
    monkeypatch.setattr(module, "MOST_PARAMETER_WARNINGS", 1)
    assert len(columns(text, [level]).parameter_warnings.splitlines()) == 1


def test_a_large_manifest_is_tried_with_its_defaults_only(monkeypatch: pytest.MonkeyPatch) -> None:
    level = {"name": "level", "type": "integer", "minimum": -5, "default": 80}
    text = POD.replace("containerPort: 80\n", "containerPort: <param:level>\n")
    monkeypatch.setattr(module, "REHEARSED", len(text))
    assert columns(text, [level]).parameter_warnings != ""
    monkeypatch.setattr(module, "REHEARSED", len(text) - 1)
    found = columns(text, [level])
    assert (found.parameter_warnings, found.problem) == ("", "")
    assert columns(text, [{**level, "default": -5}]).problem != ""


def test_the_longest_kind_fits_its_column() -> None:
    kind = "K" * 70
    assert columns(f"kind: {kind}\nspec:\n  template:\n    spec: {{containers: []}}\n").kind == "K" * 63
