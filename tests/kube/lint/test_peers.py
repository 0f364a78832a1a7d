"""The checks of other tools: each is claimed by a rule of ours, or named with a reason in peer_corrections.txt."""

from __future__ import annotations

import gzip
import json

import pytest

from podbuilder.kube.lint import all_rules
from tests.kube.lint.fixing import CORPUS
from tests.kube.lint.table import HERE

CLAIMED = {
    (tool, check) for loaded in all_rules().values() for tool, checks in loaded.rule.foreign.items() for check in checks
}


def corrections() -> dict[tuple[str, str], str]:
    lines = (HERE / "peer_corrections.txt").read_text(encoding="utf-8").splitlines()
    split = [line.split(None, 2) for line in lines if line and not line.startswith("#")]
    return {(tool, check): reason for tool, check, reason in split}


def test_every_correction_has_its_reason() -> None:
    text = (HERE / "peer_corrections.txt").read_text(encoding="utf-8").partition("# Out of scope")
    out_of_scope = {tuple(line.split()[:2]) for line in text[2].splitlines()[1:] if line and line[0] != "#"}
    for key, reason in corrections().items():
        assert reason.endswith("."), key
        assert (key in CLAIMED) != (key in out_of_scope), f"{key} is both claimed and out of scope, or neither"


# Of policies that public suites try: those that rules of ours claim, and those that ask for what no rule says.
SAME = ("disallow-capabilities", "psp-restrict-adding-capabilities", "restrict-seccomp-strict")
OTHER = {
    "kyverno": (
        *("allowed-annotations", "restrict-annotations", "restrict-secrets-by-name", "metadata-match-regex"),
        *("check-env-vars", "validate-userid-groupid-fsgroup", "psp-check-supplemental-groups"),
        *("allowed-image-repos", "restrict-runtimeclass", "topologyspreadconstraints-policy"),
        "require-imagepullsecrets",
    ),
    "kube-linter": ("restart-policy",),
    "kubescape": ("C-0014",),
    "polaris": ("metadataAndInstanceMismatched",),
}


def test_policies_are_claimed_by_rules_that_say_the_same() -> None:
    assert {("kyverno", policy) for policy in SAME} <= CLAIMED
    assert not {(tool, policy) for tool, policies in OTHER.items() for policy in policies} & CLAIMED


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the recorded findings of other tools are not at hand")
def test_every_check_is_claimed_or_named() -> None:
    fired = set()
    with gzip.open(CORPUS / "peer-findings.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            for tool, findings in json.loads(line)["findings"].items():
                fired |= {(tool, check) for check, _ in findings}
    left = sorted(fired - CLAIMED - set(corrections()))
    print(f"{len(fired)} checks of other tools fired, {len(fired & CLAIMED)} claimed, {len(left)} left")
    assert left == []
