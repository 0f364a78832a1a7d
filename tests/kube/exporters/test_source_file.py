"""A text with pods, and what stands beside them."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.limits import MAX_EXPORTED_PODS
from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.source_file import SourceFile, key_of

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: nginx}]}\n"
BESIDE = """---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {A: b, C: 1}
---
apiVersion: v1
kind: Secret
metadata: {name: login}
stringData: {PASSWORD: hunter2}
data: {OTHER: eA==}
---
kind: ConfigMap
metadata: {name: empty}
"""


def test_a_pod_alone() -> None:
    source = SourceFile(POD)
    assert [pod.name for pod in source.pods] == ["web"]
    assert source.companions == ()
    assert source.entries("ConfigMap", "settings") is None


def test_companions_by_kind_and_name() -> None:
    source = SourceFile(POD + BESIDE)
    assert [key_of(one) for one in source.companions] == [
        ("ConfigMap", "settings"),
        ("Secret", "login"),
        ("ConfigMap", "empty"),
    ]
    assert source.entries("ConfigMap", "settings") == {"A": "b"}
    assert source.entries("Secret", "login") == {"PASSWORD": "hunter2"}
    assert source.entries("ConfigMap", "empty") == {}


def test_an_object_that_does_not_say_what_it_is() -> None:
    assert key_of({"kind": 1, "metadata": {"name": []}}) == ("", "")


REFUSED = {
    "no pod": ("kind: Service\n", "beside a pod"),
    "no YAML": ("a: [\n", "Line "),
    "too many pods": (
        "---\n".join([POD] * (MAX_EXPORTED_PODS + 1)),
        f"There are {MAX_EXPORTED_PODS + 1} pods; at most {MAX_EXPORTED_PODS}",
    ),
}


@pytest.mark.parametrize(("text", "says"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_exported_says_why(text: str, says: str) -> None:
    with pytest.raises(ExportRefused, match=says):
        SourceFile(text)
