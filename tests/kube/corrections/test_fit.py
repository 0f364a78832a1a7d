"""How much of a value a field takes."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.catalogue import load
from podbuilder.kube.corrections.fit import UNUSUAL, fit
from tests.support.pods import path_of

CONTAINER = "spec.containers[0]"
FITS: dict[str, tuple[str, Any, float]] = {
    "nothing, which is absent": (f"{CONTAINER}.ports", None, 1.0),
    "text": (f"{CONTAINER}.image", "nginx", 1.0),
    "a number for text": (f"{CONTAINER}.image", 1, 0.0),
    "a boolean": (f"{CONTAINER}.tty", True, 1.0),
    "text for a boolean": (f"{CONTAINER}.tty", "true", 0.0),
    "a number": (f"{CONTAINER}.livenessProbe.periodSeconds", 5, 1.0),
    "a boolean for a number": (f"{CONTAINER}.livenessProbe.periodSeconds", True, 0.0),
    "a number or a name": (f"{CONTAINER}.livenessProbe.httpGet.port", "http", 1.0),
    "one of the choices": (f"{CONTAINER}.imagePullPolicy", "Always", 1.0),
    "none of the choices": (f"{CONTAINER}.imagePullPolicy", "Sometimes", UNUSUAL),
    "an amount": (f"{CONTAINER}.resources.requests[cpu]", "500m", 1.0),
    "no amount": (f"{CONTAINER}.resources.requests[cpu]", "half", 0.0),
    "a list": (f"{CONTAINER}.command", ["a", "b"], 1.0),
    "an empty list": (f"{CONTAINER}.command", [], 1.0),
    "a list of which half fits": (f"{CONTAINER}.command", ["a", 1], 0.5),
    "text for a list": (f"{CONTAINER}.command", "a", 0.0),
    "a map": ("metadata.labels", {"a": "b"}, 1.0),
    "a list for a map": ("metadata.labels", ["a"], 0.0),
    "an object": (f"{CONTAINER}.ports[0]", {"containerPort": 80, "name": "http"}, 1.0),
    "an object with one field too many": (f"{CONTAINER}.ports[0]", {"containerPort": 80, "image": "a"}, 0.5),
    "an empty object": (f"{CONTAINER}.resources", {}, 1.0),
    "text for an object": (f"{CONTAINER}.resources", "a", 0.0),
}


@pytest.mark.parametrize(("path", "value", "share"), FITS.values(), ids=FITS)
def test_how_much_fits(path: str, value: Any, share: float) -> None:
    spec = load("1.36").field(path_of(path))
    assert spec is not None
    assert fit(value, spec) == share
