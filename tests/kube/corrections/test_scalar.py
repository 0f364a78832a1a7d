"""What each type of field makes of a value that it does not take."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.catalogue import load
from podbuilder.kube.core.document import MISSING
from podbuilder.kube.corrections import scalar
from tests.support.pods import path_of

C = "spec.containers[0]"
PORT, SECONDS, POLICY = f"{C}.ports[0].containerPort", f"{C}.livenessProbe.periodSeconds", f"{C}.imagePullPolicy"
AMOUNT, MODE, USER = (
    f"{C}.resources.requests[cpu]",
    "spec.volumes[0].secret.defaultMode",
    "spec.securityContext.runAsUser",
)
MEANT: dict[str, tuple[str, Any, Any]] = {
    "a word for a number": (USER, "root", MISSING),
    "a long text for a number": (USER, "1" * 61, MISSING),
    "a list for a number": (USER, [], MISSING),
    "a fraction": (USER, 1.5, MISSING),
    "a whole fraction": (USER, 8001.0, 8001),
    "a number in quotes": (USER, " 1000 ", 1000),
    "ports of a user": (USER, "8080:80", MISSING),
    "a port with its protocol": (PORT, "80/tcp", 80),
    "two ports": (PORT, "8080:80", 80),
    "no port": (PORT, "http", MISSING),
    "seconds": (SECONDS, "30s", 30),
    "minutes and seconds": (SECONDS, "1m30s", 90),
    "hours, minutes and seconds": (SECONDS, "1h30m5s", 5405),
    "hours in words": (SECONDS, "2 hours", 7200),
    "milliseconds": (SECONDS, "500ms", MISSING),
    "no span": (SECONDS, "", MISSING),
    "soon": (SECONDS, "soon", MISSING),
    "a mode in quotes": (MODE, "0644", 0o644),
    "a mode that is none": (MODE, "0999", 999),
    "yes": (f"{C}.tty", "Yes", True),
    "zero": (f"{C}.tty", 0, False),
    "perhaps": (f"{C}.tty", "perhaps", MISSING),
    "a half": (f"{C}.tty", 0.5, MISSING),
    "bytes": (AMOUNT, "2GB", "2G"),
    "binary bytes in small letters": (AMOUNT, "512 mib", "512Mi"),
    "kilobytes": (AMOUNT, "64KB", "64k"),
    "plain bytes": (AMOUNT, "512 bytes", "512"),
    "a comma": (AMOUNT, "1,5Gi", "1.5Gi"),
    "a core": (AMOUNT, "1 core", "1"),
    "thousandths of cores": (AMOUNT, "500 millicores", "500m"),
    "an i without a letter": (AMOUNT, "5i", "5"),
    "another unit": (AMOUNT, "5 apples", MISSING),
    "no amount": (AMOUNT, "half", MISSING),
    "an amount": (AMOUNT, "500m", MISSING),
    "a boolean for an amount": (AMOUNT, True, MISSING),
    "a long amount": (AMOUNT, "1" * 61, MISSING),
    "a choice in small letters": (POLICY, "always", "Always"),
    "a misspelt choice": (POLICY, "IfNotPresnt", "IfNotPresent"),
    "no choice": (POLICY, "xyzzy", MISSING),
    "a number for text": (f"{C}.env[0].value", 1.5, "1.5"),
    "text of no form": (f"{C}.env[0].value", "a b", MISSING),
    "text of a form": (f"{C}.name", "My_App", "my-app"),
    "a port with a fraction": (f"{C}.livenessProbe.httpGet.port", 80.0, 80),
    "a port of another type": (f"{C}.livenessProbe.httpGet.port", True, MISSING),
}


@pytest.mark.parametrize(("path", "value", "meant"), MEANT.values(), ids=MEANT)
def test_what_was_meant(path: str, value: Any, meant: Any) -> None:
    spec = load("1.36").field(path_of(path))
    assert spec is not None
    found = scalar.KINDS[spec.type](value, spec)
    assert found == meant
    assert type(found) is type(meant) or isinstance(found, int)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"a": 1, "b": 2}, MISSING),
        ({}, MISSING),
        ({"a": {}}, MISSING),
        ({"a": None}, "a:"),
        ({"a": True}, "a: true"),
        ({"a": 1}, "a: 1"),
    ],
)
def test_a_mapping_that_was_text(value: dict[str, Any], text: Any) -> None:
    assert scalar.of_mapping(value) == text


@pytest.mark.parametrize(
    ("amount", "whole"),
    [
        ("12Gi", ""),
        ("1.5", ""),
        ("1.5m", ""),
        ("1." + "5" * 60 + "Gi", ""),
        ("12.8Gi", "13107Mi"),
        ("1.5k", "1500"),
        ("0.5M", "500k"),
    ],
)
def test_amounts_without_a_fraction(amount: str, whole: str) -> None:
    assert scalar.whole_amount(amount) == whole
