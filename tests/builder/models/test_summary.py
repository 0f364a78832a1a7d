"""What the list of drafts shows of a manifest."""

from __future__ import annotations

import pytest

from podbuilder.builder.models.summary import Summary, summarize
from podbuilder.kube.manifest import Manifest

PORT = (
    "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n"
    "spec: {containers: [{name: a, image: i, ports: [{containerPort: <param:p>}]}]}\n"
)
CASES: dict[str, tuple[str, list[dict[str, object]], Summary]] = {
    "a pod": (
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n"
        "spec: {containers: [{name: a, image: i}], initContainers: [{name: b, image: i}]}\n",
        [],
        {"name": "web", "containers": 2, "errors": 0},
    ),
    "a name that is too long": (
        f"apiVersion: v1\nkind: Pod\nmetadata: {{name: {'n' * 300}}}\nspec: {{containers: [{{name: a, image: i}}]}}\n",
        [],
        {"name": "n" * 253, "containers": 1, "errors": 1},
    ),
    "a name that is no text": (
        "apiVersion: v1\nkind: Pod\nmetadata: {name: [web]}\nspec: {containers: [{name: a, image: i}]}\n",
        [],
        {"name": "", "containers": 1, "errors": 1},
    ),
    "a workload, whose template has no name": (
        "apiVersion: v1\nkind: PodTemplate\nmetadata: {name: shop}\n"
        "template: {spec: {containers: [{name: a, image: i}]}}\n",
        [],
        {"name": "shop", "containers": 1, "errors": 0},
    ),
    "a workload that is refused": (
        "apiVersion: batch/v1\nkind: Job\nmetadata: {name: shop}\nspec: {parallelism: -1, template: {spec: "
        "{restartPolicy: Never, containers: [{name: a, image: i}]}}}\n",
        [],
        {"name": "shop", "containers": 1, "errors": 1},
    ),
    "a placeholder that nobody declares": (PORT, [], {"name": "web", "containers": 1, "errors": 1}),
    "a placeholder with a default": (
        PORT,
        [{"name": "p", "type": "port", "default": 80}],
        {"name": "web", "containers": 1, "errors": 0},
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_summary(case: tuple[str, list[dict[str, object]], Summary]) -> None:
    text, parameters, expected = case
    assert summarize(Manifest.read(text), parameters, "1.36") == expected
