"""The few expressions that select devices in these tests."""

from __future__ import annotations

import pytest

from podbuilder.kube.cluster.scheduling.allocation.device_expressions import ExpressionError
from podbuilder.kube.cluster.scheduling.allocation.device_pools import Device
from podbuilder.kube.cluster.scheduling.filters import dynamic_resources
from podbuilder.kube.core.quantity import parse


def selects(expression: str, device: Device) -> bool:
    """The expressions that the tables and the recorded rows use: of the driver, the model, and the memory."""
    wanted = expression.rsplit("'", 2)[1]
    if "compareTo" in expression:
        return parse(device.content["capacity"]["memory"]["value"]) >= parse(wanted)
    if expression.startswith("device.driver"):
        return wanted == device.id.driver
    attributes = device.content.get("attributes") or {}
    if "model" not in attributes:
        raise ExpressionError("CEL runtime error: no such key: model")
    return bool(attributes["model"]["string"] == wanted)


@pytest.fixture(autouse=True)
def own_expressions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dynamic_resources, "selects", selects)
