"""The search for causes: by labels, reasons, messages and words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from podbuilder.kube.troubleshooting import all_troubles
from podbuilder.kube.troubleshooting.cause_search import LONGEST_QUERY, find_causes

REASONS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("cause_search.yaml").read_text())
NOTHING = {
    "a word that no page has": "teapot",
    "a word of no meaning beside it": "the teapot",
    "two words, one of which no page has": "image teapot",
}
# What is asked, and what is found first.
FIRST = {
    "a label": ("oom-killed", "oom-killed"),
    "a label in words": ("oom killed", "oom-killed"),
    "a title": ("The node was shut down.", "node-shutdown"),
    "a reason": ("OOMKilled", "oom-killed"),
    "a reason in small letters": ("invalidimagename", "image-name-invalid"),
    "the beginning of a reason": ("FailedPostSt", "hook-failed"),
    "a reason in a line of describe": (
        "Warning  Evicted  2m  kubelet  The node was low on resource: memory.",
        "evicted-node-pressure",
    ),
    "a message": ("0/3 nodes are available: 3 Insufficient cpu.", "insufficient-resources"),
    "a message of old": (
        "No nodes are available that match all of the predicates: MatchNodeSelector (3).",
        "node-selector-mismatch",
    ),
    "a part of a message": ("manifest unknown", "image-not-found"),
    "another word for it": ("imagePullSecrets", "image-auth"),
    "words of its page": ("heap limit java", "oom-killed"),
    "the beginning of a word": ("cordon", "node-unschedulable"),
    "an exit code in describe": ("Exit Code:    137", "oom-killed"),
    "a likely cause of a reason that says nothing": ("CrashLoopBackOff", "app-crash"),
}


@pytest.mark.parametrize("query", NOTHING.values(), ids=NOTHING)
def test_nothing_is_found(query: str) -> None:
    found = find_causes(query)
    assert (found.bare, found.causes) == ((), ())


@pytest.mark.parametrize(("query", "label"), FIRST.values(), ids=FIRST)
def test_it_is_found_first(query: str, label: str) -> None:
    assert find_causes(query).causes[0].label == label


def test_nothing_asked_finds_all() -> None:
    assert {page.label for page in find_causes("  ").causes} == set(all_troubles())


@pytest.mark.parametrize("label", all_troubles())
def test_each_cause_is_found_by_its_label(label: str) -> None:
    assert find_causes(label).causes[0].label == label


@pytest.mark.parametrize("reason", [reason for reasons in REASONS.values() for reason in reasons])
def test_each_reason_leads_to_a_cause_or_to_what_it_says(reason: str) -> None:
    found = find_causes(reason)
    assert found.causes or found.bare


def test_a_reason_that_says_nothing_by_itself_says_so() -> None:
    found = find_causes("kubectl get pods: web-0 0/1 Init:CrashLoopBackOff 5")
    assert [reason.name for reason in found.bare] == ["Init:CrashLoopBackOff"]
    assert find_causes("DNSConfigForming").causes == ()


def test_one_digit_is_not_the_beginning_of_another_code() -> None:
    assert "command-not-found" not in {page.label for page in find_causes("exit code 1").causes}


def test_a_query_is_cut() -> None:
    assert find_causes("OOMKilled" + " " * LONGEST_QUERY + "teapot").causes[0].label == "oom-killed"
