"""What the rules of a pod's placement amount to."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.affinity_fields import PREFERRED, REQUIRED
from podbuilder.kube.insight.placement import sentences, spread, toleration

WEB = {"matchLabels": {"app": "web"}}
HOST, ZONE = "kubernetes.io/hostname", "topology.kubernetes.io/zone"


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({}, ""),
        ({"operator": "Exists"}, "May run on nodes with any taint, any effect."),
        ({"key": "nvidia.com/gpu", "operator": "Exists"}, "May run on nodes tainted nvidia.com/gpu, any effect."),
        ({"key": "team", "value": "ml", "effect": "NoSchedule"}, "May run on nodes tainted team=ml, NoSchedule."),
        ({"key": "team"}, "May run on nodes tainted team=, any effect."),
        (
            {"key": "gone", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300},
            "May run on nodes tainted gone, NoExecute, for 300 s after the taint appears.",
        ),
        (
            {"key": "gone", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 0},
            "May run on nodes tainted gone, NoExecute, and is evicted at once.",
        ),
        ({"key": "sla", "operator": "Gt", "value": "95"}, "May run on nodes tainted sla more than 95, any effect."),
    ],
)
def test_toleration(item: dict[str, Any], said: str) -> None:
    assert toleration(item) == said


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({}, ""),
        ({"topologyKey": ZONE}, ""),
        ({"topologyKey": ZONE, "maxSkew": 1}, "Spread over zones, at most 1 apart; refuse otherwise."),
        (
            {"topologyKey": HOST, "maxSkew": 2, "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": WEB},
            "Pods labelled app=web spread over nodes, at most 2 apart; prefer that.",
        ),
        (
            {"topologyKey": "rack", "maxSkew": 1, "minDomains": 3, "whenUnsatisfiable": "DoNotSchedule"},
            "Spread over nodes’ rack, at most 1 apart, over 3 at least; refuse otherwise.",
        ),
    ],
)
def test_spread(item: dict[str, Any], said: str) -> None:
    assert spread(item) == said


def term(key: str, operator: str, *values: str) -> dict[str, Any]:
    return {"matchExpressions": [{"key": key, "operator": operator, "values": list(values)}]}


def pod_term(key: str, **more: Any) -> dict[str, Any]:
    return {"topologyKey": key, "labelSelector": WEB, **more}


@pytest.mark.parametrize(
    ("affinity", "said"),
    [
        ({}, []),
        ({"nodeAffinity": {REQUIRED: {"nodeSelectorTerms": [{}]}}}, []),
        (
            {"nodeAffinity": {REQUIRED: {"nodeSelectorTerms": [term("gpu", "In", "a100", "h100")]}}},
            ["Only on nodes whose gpu is a100 or h100."],
        ),
        (
            {"nodeAffinity": {REQUIRED: {"nodeSelectorTerms": [term("a", "Exists"), term("b", "NotIn", "x")]}}},
            ["Only on nodes whose a is set, or whose b is not x."],
        ),
        (
            {
                "nodeAffinity": {
                    PREFERRED: [
                        {"weight": 10, "preference": term("cpus", "Gt", "8")},
                        {"weight": 1, "preference": term("old", "DoesNotExist")},
                        {"preference": {"matchFields": [{"key": "metadata.name", "operator": "In", "values": ["n1"]}]}},
                        {"weight": 1, "preference": term("cpus", "Lt", "8")},
                    ]
                }
            },
            [
                "Preferably on nodes whose cpus is above 8 (weight 10 of 100).",
                "Preferably on nodes whose old is not set (weight 1 of 100).",
                "Preferably on nodes whose name is n1.",
                "Preferably on nodes whose cpus is below 8 (weight 1 of 100).",
            ],
        ),
        ({"podAntiAffinity": {REQUIRED: [pod_term(HOST)]}}, ["Must not share a node with pods labelled app=web."]),
        (
            {"podAffinity": {PREFERRED: [{"weight": 100, "podAffinityTerm": pod_term(ZONE, namespaces=["a", "b"])}]}},
            ["Should share a zone with pods labelled app=web in the namespace a or b (weight 100 of 100)."],
        ),
        (
            {"podAffinity": {REQUIRED: [pod_term("rack", labelSelector={})]}},
            ["Must share nodes of one rack with pods of any label."],
        ),
        ({"podAffinity": {REQUIRED: [{"topologyKey": HOST}, {"labelSelector": WEB}]}}, []),
    ],
)
def test_affinity(affinity: dict[str, Any], said: list[str]) -> None:
    assert [text for _, text in sentences({"spec": {"affinity": affinity}})] == said


@pytest.mark.parametrize(
    "pod",
    [
        {},
        {"spec": None},
        {"spec": {"affinity": [], "tolerations": {}, "topologySpreadConstraints": ["x"]}},
        {
            "spec": {
                "affinity": {
                    "nodeAffinity": {REQUIRED: {"nodeSelectorTerms": ["x", term("a", "In"), term("", "Exists")]}}
                }
            }
        },
    ],
)
def test_what_is_unfinished_says_nothing(pod: dict[str, Any]) -> None:
    assert sentences(pod) == []


def test_each_sentence_has_the_path_of_its_rule() -> None:
    spec = {"tolerations": [{}, {"operator": "Exists"}], "affinity": {"podAffinity": {REQUIRED: [pod_term(HOST)]}}}
    assert [str(path) for path, _ in sentences({"spec": spec})] == [
        f"spec.affinity.podAffinity.{REQUIRED}[0]",
        "spec.tolerations[1]",
    ]
