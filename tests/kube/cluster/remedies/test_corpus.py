"""Whether remedies do what they are for, for many pods that are refused: skipped where the corpus is not at hand."""

from __future__ import annotations

import pytest

from tests.kube.cluster.remedies.refusals import CORPUS, Figures, refusals

# Plugins of admission that a pod can comply with, and of how many refusals something lifts at least this share.
SHARES = {
    "scheduling": {
        "any": 0.85,
        "TaintToleration": 0.95,
        "NodeAffinity": 0.9,
        "NodeResourcesFit": 0.85,
        "InterPodAffinity": 0.8,
    },
    "admission": {"LimitRanger": 0.9, "Priority": 0.9, "RuntimeClass": 0.8, "ServiceAccount": 0.75, "PodSecurity": 0.6},
}
ONE_IN = 12


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of recorded verdicts is not at hand")
@pytest.mark.parametrize("part", SHARES)
def test_each_remedy_lifts_the_refusal(part: str) -> None:
    figures = Figures()
    for one in refusals(part, ONE_IN):
        figures.add(one)
    assert figures.broken == []
    assert figures.offered > 20
    short = {name: figures.helped[name] / figures.refused[name] for name in SHARES[part] if figures.refused[name]}
    assert {name: share for name, share in short.items() if share < SHARES[part][name]} == {}
