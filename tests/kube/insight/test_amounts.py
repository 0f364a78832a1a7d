"""Amounts in words, and what was probably meant."""

from __future__ import annotations

import pytest

from podbuilder.builder.steps.resources import in_words
from podbuilder.kube.insight.amounts import explain


@pytest.mark.parametrize(
    ("resource", "text", "said"),
    [
        # Nothing to say.
        ("cpu", "", ""),
        ("cpu", "lots", ""),
        ("cpu", "-1", ""),
        ("cpu", "0", ""),
        ("cpu", "1e999999", ""),
        ("memory", "1e999999", ""),
        ("memory", "9" * 400, ""),
        ("memory", "8E", ""),
        ("memory", "256Mi", ""),
        ("memory", "1.5Gi", ""),
        ("nvidia.com/gpu", "1", ""),
        # CPU.
        ("cpu", "500m", "Half a core."),
        ("cpu", "0.5", "Half a core, the same as 500m."),
        ("cpu", ".25", "A quarter of a core, the same as 250m."),
        ("cpu", "5e-1", "Half a core."),
        ("cpu", "30m", "3 % of a core."),
        ("cpu", "1", "1 core."),
        ("cpu", "2", "2 cores."),
        ("cpu", "1500m", "1.5 cores."),
        ("cpu", "500", "500 cores; 500m would be 0.5."),
        ("cpu", "128Mi", "This unit is for memory; CPU is counted in cores, such as 128m for thousandths of one."),
        # Memory.
        ("memory", "1e3", "1000 B, which no process can live in; 1000Mi was probably meant."),
        ("memory", "512", "512 B, which no process can live in; 512Mi was probably meant."),
        ("memory", "400m", "400m is a fraction of a byte; 400Mi was probably meant."),
        ("memory", "128M", "122.07 Mi, 5 % less than 128Mi."),
        ("memory", "1G", "953.67 Mi, 7 % less than 1Gi."),
        ("memory", "2048Mi", "2 Gi."),
        ("memory", "0.5Gi", "512 Mi."),
        ("memory", "134217728", "128 Mi."),
        ("ephemeral-storage", "1e9", "953.67 Mi."),
        ("hugepages-2Mi", "100M", "95.37 Mi, 5 % less than 100Mi."),
    ],
)
def test_an_amount_in_words(resource: str, text: str, said: str) -> None:
    assert explain(resource, text) == said


@pytest.mark.parametrize(
    ("request_", "limit", "said"),
    [
        ("", "", ""),
        ("500m", "500m", "Half a core."),
        ("500m", "2", "Request: Half a core. Limit: 2 cores."),
        ("", "2", "Limit: 2 cores."),
    ],
)
def test_request_and_limit_together(request_: str, limit: str, said: str) -> None:
    assert in_words("cpu", request_, limit) == said
