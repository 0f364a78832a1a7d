"""The advice on a draft's pod: what applies, what is suppressed, and what each finding's buttons are."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.advice.advice import (
    BADGES,
    SIGNS,
    Advice,
    container_at,
    decoded,
    field_of,
    judge,
    judged_by,
    profile_of,
    review_of,
    waivers_of,
)
from podbuilder.builder.models import Draft
from podbuilder.kube import lint
from podbuilder.kube.core.field import FieldPath, Finding
from tests.builder.support import POD
from tests.support.pods import make_pod

APP = FieldPath(("spec", "containers", 0))
PROBE = APP.child("livenessProbe")
WAIVER = {"rule": "liveness-probe-missing", "path": "containers[web].livenessProbe", "reason": "It ends by itself."}
TOLD = POD.replace("  name: web\n", "  name: web\n  annotations:\n    kube-score/ignore: pod-probes\n", 1)


def draft(**more: Any) -> Draft:
    return Draft(**{"text": POD, **more})


def advised(**more: Any) -> list[Advice]:
    one = draft(**more)
    return judge(one.manifest, one).advice


def found(rule: str, **more: Any) -> Advice:
    return next(one for one in advised(**more) if one.rule == rule)


def test_the_most_severe_comes_first() -> None:
    ranks = [list(SIGNS).index(one.severity) for one in advised()]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1
    assert list(SIGNS) == list(BADGES)


def test_one_finding_with_its_rules_words() -> None:
    one = found("liveness-probe-missing")
    assert (one.path, one.container, one.category) == (PROBE, "web", "reliability")
    assert one.severity == str(lint.DEFAULT.severity(lint.all_rules()[one.rule].rule))
    assert one.sign == SIGNS[one.severity]
    assert one.why == lint.all_rules()[one.rule].sections["Why"]
    assert one.op == f"fix:liveness-probe-missing:{PROBE}"


def test_a_safe_fix_is_one_click_and_another_asks() -> None:
    safe, asks = found("allow-privilege-escalation"), found("liveness-probe-missing")
    assert safe.patch is not None
    assert (safe.fix, safe.question) == (safe.patch.title, "")
    assert asks.patch is not None
    assert (asks.fix, asks.question) == ("", asks.patch.title)
    none = [one for one in advised(profile="own", profile_text="start: all") if one.patch is None]
    assert none
    assert {(one.fix, one.question) for one in none} == {("", "")}


def test_advice_is_found_by_its_rule_and_path() -> None:
    one = draft()
    judged = judge(one.manifest, one)
    at = judged.at("liveness-probe-missing", PROBE)
    assert at is not None
    assert (at.rule, at.path) == ("liveness-probe-missing", PROBE)
    assert judged.at("liveness-probe-missing", APP) is None
    assert judged.at("readiness-probe-missing", PROBE) is None


def test_what_the_draft_waives_is_suppressed() -> None:
    one = draft(waivers=[WAIVER])
    judged = judge(one.manifest, one)
    assert [(s.finding.rule, s.waiver.reason) for s in judged.suppressed] == [(WAIVER["rule"], WAIVER["reason"])]
    assert [a.rule for a in judged.advice] == [a.rule for a in advised() if a.rule != WAIVER["rule"]]
    assert judged.at(WAIVER["rule"], PROBE) is None


def test_the_drafts_own_waivers_come_before_those_for_other_tools() -> None:
    one = draft(text=TOLD, waivers=[WAIVER])
    assert next(waiver.rule for waiver in waivers_of(one.manifest, one)) == WAIVER["rule"]
    assert len(waivers_of(one.manifest, one)) > 1
    assert waivers_of(draft().manifest, draft()) == ()


def test_a_review_leads_to_the_same_advice() -> None:
    one = draft(waivers=[WAIVER])
    judged = judged_by(review_of(one.manifest, one), one.manifest, one)
    assert judged == judge(one.manifest, one)


PROFILES: dict[str, tuple[dict[str, str], lint.Profile]] = {
    "the default one": ({}, lint.DEFAULT),
    "one by name": ({"profile": "strict"}, lint.NAMED["strict"]),
    "one that is gone": ({"profile": "gone"}, lint.DEFAULT),
    "one of one's own": (
        {"profile": "own", "profile_text": "start: nothing"},
        lint.read_profile("start: nothing"),
    ),
    "one of one's own that cannot be read": ({"profile": "own", "profile_text": "rules: ["}, lint.DEFAULT),
    "a text that is not asked for": ({"profile_text": "start: nothing"}, lint.DEFAULT),
}


@pytest.mark.parametrize(("more", "profile"), PROFILES.values(), ids=PROFILES)
def test_the_profile_that_a_draft_is_judged_by(more: dict[str, str], profile: lint.Profile) -> None:
    one = draft(**more)
    assert profile_of(one) == profile == judge(one.manifest, one).profile == review_profile(one)


def review_profile(one: Draft) -> lint.Profile:
    return judged_by(review_of(one.manifest, one), one.manifest, one).profile


def test_parameters_are_judged_by_their_defaults() -> None:
    text = POD.replace("containerPort: 80\n", 'containerPort: "<param:port>"\n')
    one = draft(text=text, parameters=[{"name": "port", "type": "port", "default": 80}])
    assert decoded(one.manifest, one)["spec"]["containers"][0]["ports"][0]["containerPort"] == 80
    assert review_of(one.manifest, one).accepted


def test_a_template_is_decoded_as_what_it_is() -> None:
    indented = "".join(f"    {line}\n" for line in POD.splitlines()[3:])
    one = draft(text=f"apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n{indented}")
    assert [c["name"] for c in decoded(one.manifest, one)["spec"]["containers"]] == ["web"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("spec", "hostPID"), ""),
        (("spec", "containers"), ""),
        (("metadata", "labels", "app"), ""),
        (("spec", "volumes", 0), ""),
        (("spec", "containers", 0), "app"),
        (("spec", "containers", 0, "image"), "app"),
        (("spec", "initContainers", 0), "unnamed 0"),
        (("spec", "containers", 7, "image"), "unnamed 7"),
    ],
)
def test_the_container_that_a_path_leads_into(path: tuple[str | int, ...], name: str) -> None:
    assert container_at(make_pod(("spec.initContainers", [{}])), FieldPath(path)) == name


# Where advice stands: in the pod, or in the workload around it.
PLACES: dict[str, tuple[Finding, str, str]] = {
    "a field of the pod": (Finding("a", FieldPath(("spec", "hostPID")), ""), "Deployment", "spec.hostPID"),
    "a field around it": (
        Finding("a", FieldPath(("spec",)), "", FieldPath(("spec", "replicas"))),
        "Deployment",
        "Deployment.spec.replicas",
    ),
    "around a pod of others' kinds": (
        Finding("a", FieldPath(("spec",)), "", FieldPath(("spec", "replicas"))),
        "Rollout",
        "spec",
    ),
}


@pytest.mark.parametrize(("finding", "kind", "field"), PLACES.values(), ids=PLACES)
def test_the_field_that_advice_is_about(finding: Finding, kind: str, field: str) -> None:
    assert str(field_of(finding, kind)) == field
