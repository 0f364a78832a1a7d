"""Pods that are templates for another tool: who fills in what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import FieldError, invalid, required
from podbuilder.kube.corrections.completers import with_completers
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review, review_manifest
from tests.support.pods import path_of

NAME, SECOND = (required(path_of(path), "Missing.") for path in ("metadata.name", "spec.containers[1].image"))
OTHERS = "spec.containers[0].image"


def pod_with(*names: object) -> dict[str, Any]:
    return {"spec": {"containers": [{"name": name} for name in names]}}


# The names of the containers, an error, and the tool that is named.
CASES: dict[str, tuple[tuple[object, ...], FieldError, str]] = {
    "nobody's": (("app", "web"), NAME, ""),
    "no containers": ((), NAME, ""),
    "a name that is no text": (([], 7), NAME, ""),
    "another container's image": (("app", "jnlp"), required(path_of(OTHERS), "Missing."), ""),
    "another field": (("app", "jnlp"), required(path_of("spec.volumes[0].name"), "Missing."), ""),
    "a name that is wrong": (("app", "jnlp"), invalid(path_of("metadata.name"), "A", "Missing."), ""),
    "the name, of Jenkins": (("app", "jnlp"), NAME, "Jenkins' Kubernetes plugin"),
    "an image, of Jenkins": (("app", "jnlp"), SECOND, "Jenkins' Kubernetes plugin"),
    "Spark's driver": (("log", "spark-kubernetes-driver"), SECOND, "Apache Spark"),
    "Spark's executor": (("log", "spark-kubernetes-executor"), SECOND, "Apache Spark"),
    "Airflow": (("log", "base"), SECOND, "Apache Airflow"),
    "the first of two": (("base", "jnlp"), NAME, "Apache Airflow"),
}


@pytest.mark.parametrize(("names", "error", "tool"), CASES.values(), ids=CASES)
def test_who_fills_it_in(names: tuple[object, ...], error: FieldError, tool: str) -> None:
    (told,) = with_completers([error], pod_with(*names))
    if not tool:
        assert told == error
    else:
        assert told.detail.startswith(f"Missing. If this is a pod template for {tool}, as the container ")
        assert told.detail.endswith(" suggests, leave it out, and the tool fills it in.")


AGENT = """\
apiVersion: v1
kind: Pod
spec:
  containers:
  - {name: jnlp}
  - {name: maven}
"""


def test_a_pod_is_refused_all_the_same() -> None:
    manifest = Manifest.read(AGENT)
    for reviewed in (review_manifest(manifest), review(manifest.pod)):
        assert not reviewed.accepted
        told = {str(error.path): "Jenkins" in error.detail for error in reviewed.errors}
        assert told == {"metadata.name": True, "spec.containers[0].image": True, "spec.containers[1].image": False}


def test_a_template_of_kubernetes_is_nobodys() -> None:
    text = "apiVersion: v1\nkind: PodTemplate\nmetadata: {name: a}\ntemplate: {spec: {containers: [{name: base}]}}\n"
    assert not any("Airflow" in error.detail for error in review_manifest(Manifest.read(text)).errors)
