"""Pods are led to a level of Pod Security as far as it goes; what cannot be changed is asked or named."""

from __future__ import annotations

import copy
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.restricted import CORPUS, lead, rows
from podbuilder.kube import podsecurity
from podbuilder.kube.hardening import harden
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.review import review

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "hardening.yaml").read_text(encoding="utf-8"))


def pod_of(case: dict[str, Any]) -> Any:
    container = {"name": "web", "image": "nginx:1.27", **case.get("container", {})}
    metadata = {"name": "web", "annotations": case.get("annotations", {})}
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": metadata,
        "spec": {**case.get("spec", {}), "containers": [container]},
    }


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_way_to_a_level(case: dict[str, Any]) -> None:
    pod = pod_of(case)
    before = copy.deepcopy(pod)
    reached = harden(pod, case["level"], "1.36", case.get("answers"))
    assert pod == before
    assert sorted(str(edit.path[-1]) for edit in reached.edits) == sorted(case["edits"])
    assert [str(ask.path) for ask in reached.unknown_users] == case.get("asks", [])
    assert {item.check: item.is_purpose for item in reached.remaining} == case.get("remaining", {})
    assert all(item.why and item.title for item in reached.remaining)
    assert len(reached.cautions) == len(case.get("cautions", []))
    for told in case.get("cautions", []):
        assert any(str(told) in caution for caution in reached.cautions)
    if "proposed" in case:
        assert reached.unknown_users[0].proposed == case["proposed"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_text_goes_the_same_way_and_only_once(case: dict[str, Any]) -> None:
    manifest = Manifest.read(f"# Kept\n{write(pod_of(case))}")
    reached = harden(manifest.pod, case["level"], "1.36", case.get("answers"))
    changed = manifest.patch(reached.edits)
    assert changed.pod == reached.pod
    assert changed.text.startswith("# Kept\n")
    again = harden(changed.pod, case["level"], "1.36", case.get("answers"))
    assert manifest.patch([*reached.edits, *again.edits]).pod == changed.pod
    verdict = review(changed.pod)
    assert not verdict.errors or review(manifest.pod).errors
    assert bool(verdict.violations[case["level"]]) == bool(reached.remaining)


def test_a_template_is_led_like_its_pods() -> None:
    template = {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "web", "image": "nginx:1"}]}}
    reached = harden(template, podsecurity.RESTRICTED, is_template=True)
    assert not reached.remaining
    assert reached.pod["spec"]["securityContext"]["runAsNonRoot"] is True


ODD: dict[str, Any] = {
    "containers that are no mappings": {"containers": [1, None, [], {"name": 5, "securityContext": "root"}]},
    "a container's context that is text": {"containers": [{"name": "web", "securityContext": "root"}]},
    "a pod's context that is a list": {"securityContext": [1], "containers": [{"name": "web"}]},
}


@pytest.mark.parametrize("spec", ODD.values(), ids=ODD)
@pytest.mark.parametrize("level", [podsecurity.BASELINE, podsecurity.RESTRICTED])
def test_what_takes_no_setting_is_left_as_it_is(spec: dict[str, Any], level: str) -> None:
    manifest = Manifest.read(write({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": spec}))
    reached = harden(manifest.pod, level, "1.36", {"spec.securityContext.runAsUser": 1000})
    assert manifest.patch(reached.edits).pod == reached.pod
    assert level == podsecurity.BASELINE or reached.remaining


@pytest.mark.skipif(not CORPUS.exists(), reason="../shared has the corpus of real manifests")
def test_real_pods_reach_restricted_and_stay_accepted() -> None:
    missed = []
    for row in islice(rows(), 0, None, 40):
        reached = lead(row["pod"], podsecurity.RESTRICTED)
        verdict = review(reached.pod, "1.36")
        assert verdict.accepted, row["id"]
        if verdict.violations[podsecurity.RESTRICTED] and not any(item.is_purpose for item in reached.remaining):
            missed.append(row["id"])
    assert len(missed) <= 1, missed
