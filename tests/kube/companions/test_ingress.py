"""Ingresses."""

from __future__ import annotations

from dataclasses import replace

from tests.kube.companions.judge import assert_judged, companion, judge
from tests.support.cases import Case, cases


@cases(__file__, "ingress.yaml")
def test_ingresses(case: Case) -> None:
    assert_judged(case, "Ingress")


def test_the_annotation_is_told_of_without_its_metadata() -> None:
    annotations = {"kubernetes.io/ingress.class": "nginx"}
    verdict = judge(companion("Ingress", {"metadata.annotations": annotations, "spec.ingressClassName": "traefik"}))
    (error,) = verdict.errors
    assert str(error.told_at) == "annotations.kubernetes.io/ingress.class"
    assert str(replace(error, told_at=None).path) == "metadata.annotations[kubernetes.io/ingress.class]"
