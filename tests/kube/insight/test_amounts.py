"""Amounts in words, and what was probably meant."""

from __future__ import annotations

import pytest

from podbuilder.builder.steps.resources import in_words
from podbuilder.kube.insight import amounts
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
        ("memory", "1Ki", ""),
        ("memory", "512Ti", ""),
        ("nvidia.com/gpu", "1", ""),
        ("pods", "1", ""),
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
        ("cpu", "499", "499 cores."),
        ("cpu", "1k", "1000 cores."),
        ("cpu", " 1 ", "1 core."),
        ("cpu", "1.0", "1 core."),
        ("cpu", "1.5", "1.5 cores, the same as 1500m."),
        ("cpu", "750m", "Three quarters of a core."),
        ("cpu", "100m", "A tenth of a core."),
        ("cpu", "100u", "0.1 % of a core."),
        ("cpu", "128Mi", "This unit is for memory; CPU is counted in cores, such as 128m for thousandths of one."),
        # Memory.
        ("memory", "1e3", "1000 B, which no process can live in; 1000Mi was probably meant."),
        ("memory", "512", "512 B, which no process can live in; 512Mi was probably meant."),
        ("memory", "400m", "400m is a fraction of a byte; 400Mi was probably meant."),
        ("memory", "1u", "1u is a fraction of a byte; 1Mi was probably meant."),
        ("memory", "1048575", "1048575 B, which no process can live in; 1048575Mi was probably meant."),
        ("memory", "1048576", "1 Mi."),
        ("memory", "0.9Mi", "943719 B, which no process can live in; 0.9Mi was probably meant."),
        ("memory", "1k", "1000 B, 2 % less than 1Ki."),
        ("memory", "1T", "931.32 Gi, 9 % less than 1Ti."),
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


ONE_IN_WORDS = {
    "no number": ("cpu", "lots", "lots CPU"),
    "no number, of memory": ("memory", "lots", "lots memory"),
    "parts of a core": ("cpu", "1150m", "1.15 CPU"),
    "less than half a hundredth of a core": ("cpu", "4m", "4m CPU"),
    "whole cores": ("cpu", "2000m", "2 CPU"),
    "thousands of cores": ("cpu", "1k", "1000 CPU"),
    "bytes below the smallest unit": ("memory", "1023", "1023 B memory"),
    "bytes of the smallest unit": ("memory", "1024", "1 Ki memory"),
    "bytes below nothing": ("memory", "-1Gi", "-1 Gi memory"),
    "a disk": ("ephemeral-storage", "1536Mi", "1.5 Gi ephemeral storage"),
    "huge pages": ("hugepages-2Mi", "4Mi", "4 Mi huge pages of 2 Mi"),
    "huge pages of an unknown size": ("hugepages-64Ki", "1Mi", "1 Mi hugepages-64Ki"),
    "a device": ("nvidia.com/gpu", "1", "1 NVIDIA GPU"),
    "a device without a label": ("example.com/fpga", "2", "2 example.com/fpga"),
    "a count": ("pods", "3", "3 pods"),
}


@pytest.mark.parametrize(("resource", "amount", "said"), ONE_IN_WORDS.values(), ids=ONE_IN_WORDS)
def test_one_amount_and_its_resource(resource: str, amount: str, said: str) -> None:
    assert amounts.one_in_words(resource, amount) == said


def test_several_amounts_in_a_line() -> None:
    assert amounts.in_words({}) == ""
    assert amounts.in_words({"cpu": "1", "memory": "2Gi"}) == "1 CPU · 2 Gi memory"


def test_an_amount_is_explained_up_to_forty_letters() -> None:
    assert explain("cpu", "2" + " " * 39) == "2 cores."
    assert explain("cpu", "2" + " " * 40) == ""
