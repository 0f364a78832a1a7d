"""Charts for tests: of the manifests beside this file, and of what a test writes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from podbuilder.kube.exporters.helm.chart_export import ChartExport, export_chart
from podbuilder.kube.templating import Parameter

MANIFESTS = {path.stem: path for path in sorted((Path(__file__).parent / "manifests").glob("*.yaml"))}


@cache
def chart(name: str) -> ChartExport:
    """The chart of a manifest beside this file."""
    return export_chart(MANIFESTS[name].read_text(encoding="utf-8"))


def chart_of(*objects: dict[str, Any], parameters: Sequence[Parameter] = (), name: str = "") -> ChartExport:
    """The chart of objects."""
    return export_chart("---\n".join(map(yaml.safe_dump, objects)), parameters, name)


def pod(name: str = "web", **spec: Any) -> dict[str, Any]:
    """A pod with one container, its spec as given besides."""
    return {
        **{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name}},
        "spec": {"containers": [{"name": "web", "image": "nginx:1.27"}], **spec},
    }


def values(export: ChartExport) -> Any:
    """What values.yaml says."""
    return yaml.safe_load(export.files["values.yaml"])


def schema(export: ChartExport) -> Any:
    """What values.schema.json says."""
    return json.loads(export.files["values.schema.json"])


def template(export: ChartExport, name: str) -> list[str]:
    """The lines of a template, without their indentation."""
    return [line.strip() for line in export.files[f"templates/{name}"].splitlines()]


def said(export: ChartExport) -> dict[str, str]:
    """The report: what was said of which place, or where it went."""
    return {line.at: line.says or line.to for line in export.report}
