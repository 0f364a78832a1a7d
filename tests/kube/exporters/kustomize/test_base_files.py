"""A text as the files of a base."""

from __future__ import annotations

import pytest

from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.kustomize.base_files import base_of
from tests.kube.exporters.kustomize.texts import WEB


def test_each_object_has_a_file_with_its_own_lines() -> None:
    base = base_of(WEB)
    assert list(base.files) == ["kustomization.yaml", "deployment.yaml", "configmap.yaml", "ingress.yaml"]
    assert "\n---\n".join(text.rstrip("\n") for text in list(base.files.values())[1:]) == WEB.rstrip("\n")
    assert base.files["kustomization.yaml"] == (
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n"
        "- deployment.yaml\n- configmap.yaml\n- ingress.yaml\n"
    )


def pod(name: str, kind: str = "Pod") -> str:
    return f"---\napiVersion: v1\nkind: {kind}\nmetadata: {{name: '{name}'}}\n"


NAMES = {
    "two of a kind": (pod("a") + pod("b") + pod("c", "Service"), ["pod-a.yaml", "pod-b.yaml", "service.yaml"]),
    "two of a name": (pod("a") + pod("a: b") + pod("a b"), ["pod-a.yaml", "pod-a-b.yaml", "pod-a-b-2.yaml"]),
    "a kind that files cannot have": (pod("a", "Ä/Ü"), ["object.yaml"]),
    "a kustomization's own name": (pod("a", "Kustomization"), ["kustomization-2.yaml"]),
    "a list": ("kind: List\napiVersion: v1\nitems: [{kind: Pod, metadata: {name: a}}]\n", ["list.yaml"]),
    "a list of nothing": ("kind: List\napiVersion: v1\nitems: []\n" + pod("a"), ["pod.yaml"]),
    "carriage returns, and nothing": ("---\r\n# no\r\n---\r\nkind: Pod\r\nmetadata: {name: a}\r\n", ["pod.yaml"]),
}


@pytest.mark.parametrize(("text", "names"), NAMES.values(), ids=NAMES)
def test_the_names_of_the_files(text: str, names: list[str]) -> None:
    assert list(base_of(text).files)[1:] == names


REFUSED = {
    "nothing": ("# nothing\n", "There is nothing here yet"),
    "what cannot be read": ("kind: [", "Line"),
    "a name that is missing": ("kind: Pod\nmetadata: {generateName: a-}\n", "without a name"),
    "an absurd text": ("a" * (1 << 21), "1 MiB"),
}


@pytest.mark.parametrize(("text", "says"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_base(text: str, says: str) -> None:
    with pytest.raises(ExportRefused, match=says):
        base_of(text)


def test_a_comment_that_looks_like_the_begin_of_a_document_stays() -> None:
    text = "# --- ours ---\nkind: Pod\nmetadata: {name: a}\n"
    assert base_of(f"---\n{text}").files["pod.yaml"] == text
