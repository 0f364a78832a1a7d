"""Every fix of a sample of recorded pods: skipped where the corpus is not at hand."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from podbuilder.kube.decoding import decode
from podbuilder.kube.lint import Severity, all_rules, apply, fix, run
from podbuilder.kube.review import review
from podbuilder.kube.versions import DEFAULT
from tests.support.pods import Pod

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
EVERY = {"realworld": 97, "generated": 149}


def accepted(name: str) -> Iterator[tuple[str, Pod]]:
    with gzip.open(CORPUS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in islice(file, 0, None, EVERY[name]):
            row = json.loads(line)
            pod = decode(row["pod"], DEFAULT).document
            if review(row["pod"]).accepted and review(pod).accepted:
                yield row["id"], pod


def loud(pod: Pod) -> int:
    rules = all_rules()
    return sum(rules[f.rule].rule.severity >= Severity.WARNING for f in run(pod))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of recorded verdicts is not at hand")
@pytest.mark.parametrize("name", EVERY)
def test_every_fix_of_recorded_pods(name: str) -> None:
    """A fix leaves fewer findings of its rule, an accepted pod, and no more findings of warning or above."""
    for id, pod in accepted(name):
        findings = run(pod)
        for finding in findings:
            patch = fix(pod, finding)
            if patch is None:
                continue
            mended = apply(pod, patch)
            here = (id, finding.rule)
            before = sum(f.rule == finding.rule for f in findings)
            assert sum(f.rule == finding.rule for f in run(mended)) < before, here
            assert review(mended).accepted, here
            assert loud(mended) <= loud(pod), here
