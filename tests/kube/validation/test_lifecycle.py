"""Hooks and stop signals."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.validation.lifecycle import validate_lifecycle
from podbuilder.kube.validation.options import options_for
from tests.support.complaints import assert_errors

LINUX, WINDOWS = {"name": "linux"}, {"name": "windows"}


@pytest.mark.parametrize(
    ("lifecycle", "os", "errors"),
    [
        ({}, None, []),
        ({"postStart": {"exec": {"command": ["true"]}}, "preStop": {"sleep": {"seconds": 1}}}, None, []),
        ({"stopSignal": "SIGTERM"}, LINUX, []),
        ({"stopSignal": "SIGRTMIN+15"}, LINUX, []),
        ({"stopSignal": "SIGKILL"}, WINDOWS, []),
        ({"stopSignal": "SIGUSR1"}, {"name": "plan9"}, []),
        ({"preStop": {}}, None, [{"type": "FieldValueRequired", "field": "preStop"}]),
        ({"stopSignal": "SIGTERM"}, None, [{"type": "FieldValueForbidden", "field": "stopSignal", "detail": "os"}]),
        ({"stopSignal": "SIGRTMAX-15"}, LINUX, [{"type": "FieldValueNotSupported", "field": "stopSignal"}]),
        ({"stopSignal": "SIGINT"}, WINDOWS, [{"type": "FieldValueNotSupported", "field": "stopSignal"}]),
    ],
)
def test_lifecycle(lifecycle: dict[str, Any], os: dict[str, str] | None, errors: list[dict[str, str]]) -> None:
    # The signal's gate is off in every version, so no pod gets so far.
    assert_errors(validate_lifecycle(lifecycle, 30, ROOT, options_for("1.36"), os), errors)
