"""What was probably meant by a value, and the quiet cases in which nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.catalogue import load
from podbuilder.kube.core.document import MISSING
from podbuilder.kube.corrections.fit import fit
from podbuilder.kube.corrections.shape import meant_by, shaped
from tests.support.pods import path_of

C = "spec.containers[0]"
NOTHING: dict[str, tuple[str, Any]] = {
    "nothing": (f"{C}.image", None),
    "a list with an item that nothing is made of": (f"{C}.ports", ["xyzzy"]),
    "a mapping for a number": (f"{C}.livenessProbe.periodSeconds", {"a": 1}),
    "a mapping of several keys for text": (f"{C}.image", {"a": 1, "b": 2}),
    "a list for text": (f"{C}.image", ["a", "b"]),
    "a list of lists for text": (f"{C}.image", [["a"]]),
    "a command line for a shell": (f"{C}.command", "a | b"),
    "a command line with an open quote": (f"{C}.command", "it's late"),
    "an unknown field in an object": (f"{C}.ports[0]", {"xyzzy": 1}),
    "a value in an object that nothing is made of": (f"{C}.ports[0]", {"containerPort": "web"}),
    "a mapping for a list of texts": (f"{C}.command", {"a": "b", "c": "d"}),
    "a mapping for a list of objects without names": ("spec.tolerations", {"dedicated": "gpu"}),
    "a list of words for a map": ("spec.nodeSelector", ["ssd"]),
    "a list of numbers for a map": ("spec.nodeSelector", [1]),
    "text for a map": ("spec.nodeSelector", "ssd"),
    "a map with a value that nothing is made of": ("spec.nodeSelector", {"a": ["b", "c"]}),
    "text for an object of many fields": (f"{C}.securityContext", "root"),
    "a mount whose path is none": (f"{C}.volumeMounts[0]", "data"),
    "a mount in a way that is not known": (f"{C}.volumeMounts[0]", "/data:/data:z"),
    "a name that is none": ("spec.imagePullSecrets[0]", "/data:/data"),
    "several items for one object": (f"{C}.livenessProbe", [{"periodSeconds": 1}, {"periodSeconds": 2}]),
    "a list of text for an object": (f"{C}.livenessProbe", ["a"]),
}
MEANT: dict[str, tuple[str, Any, Any]] = {
    "a number for text": (f"{C}.env[0].value", 14, "14"),
    "a boolean for text": (f"{C}.env[0].value", True, "true"),
    "a colon at the end": (f"{C}.command[0]", {"--bind-address=:": None}, "--bind-address=::"),
    "a colon in the middle": (f"{C}.command[0]", {"--note": "x"}, "--note: x"),
    "the only item": (f"{C}.image", ["nginx"], "nginx"),
    "a single word for a list": (f"{C}.args", "x", ["x"]),
    "words for a list": (f"{C}.command", 'npm run "a b"', ["npm", "run", "a b"]),
    "numbers among words": (f"{C}.args", ["-n", 5], ["-n", "5"]),
    "one object for a list": (f"{C}.envFrom", {"configMapRef": {"name": "a"}}, [{"configMapRef": {"name": "a"}}]),
    "variables as a mapping": (
        *(f"{C}.env", {"A": 1, "B": {"valueFrom": {"fieldRef": {"fieldPath": "x"}}}, "C": None}),
        [{"name": "A", "value": "1"}, {"name": "B", "valueFrom": {"fieldRef": {"fieldPath": "x"}}}, {"name": "C"}],
    ),
    "a variable as in a shell": (f"{C}.env[0]", "A=b=c", {"name": "A", "value": "b=c"}),
    "a port": (f"{C}.ports[0]", 80, {"containerPort": 80}),
    "a port of Compose": (f"{C}.ports[0]", "127.0.0.1:8080:80/tcp", {"containerPort": 80}),
    "a mount of Compose": (
        f"{C}.volumeMounts[0]",
        "./My_html:/srv:ro",
        {"name": "my-html", "mountPath": "/srv", "readOnly": True},
    ),
    "a mount of a volume": (f"{C}.volumeMounts[0]", "data:/var/data:rw", {"name": "data", "mountPath": "/var/data"}),
    "a mount that names its path alone": (f"{C}.volumeMounts[0]", "/data", {"name": "data", "mountPath": "/data"}),
    "a name": ("spec.imagePullSecrets[0]", "regcred", {"name": "regcred"}),
    "a dash too many": (f"{C}.livenessProbe", [{"periodSeconds": "5m"}], {"periodSeconds": 300}),
    "a line that is missing above a list": ("spec", [{"name": "a"}], {"containers": [{"name": "a"}]}),
    "numbers in a map": ("metadata.labels", {"a": 1, "b": "c"}, {"a": "1", "b": "c"}),
    "pairs": ("spec.nodeSelector", ["a=b", {"c": 1}, {"name": "d", "value": "e"}], {"a": "b", "c": "1", "d": "e"}),
    "an object with a wrong value": (f"{C}.ports[0]", {"containerPort": "80"}, {"containerPort": 80}),
}


def spec_at(path: str) -> Any:
    spec = load("1.36").field(path_of(path))
    assert spec is not None
    return spec


@pytest.mark.parametrize(("path", "value"), NOTHING.values(), ids=NOTHING)
def test_nothing_is_guessed(path: str, value: Any) -> None:
    assert shaped(value, spec_at(path)) is MISSING


@pytest.mark.parametrize(("path", "value", "meant"), MEANT.values(), ids=MEANT)
def test_what_was_meant(path: str, value: Any, meant: Any) -> None:
    found = shaped(value, spec_at(path))
    assert found == meant
    assert fit(found, spec_at(path)) == 1.0


@pytest.mark.parametrize(
    ("path", "value", "meant"),
    [
        (f"{C}.command", ["a"], MISSING),
        (f"{C}.resources.requests[memory]", "12Gi", MISSING),
        (f"{C}.resources.requests[memory]", "12.8Gi", "13107Mi"),
        (f"{C}.resources.requests[memory]", "12.8 GB", "12.8G"),
        ("spec.volumes[0].secret.defaultMode", 420, MISSING),
        ("spec.volumes[0].secret.defaultMode", 999, MISSING),
        ("spec.volumes[0].secret.defaultMode", 750, 0o750),
    ],
)
def test_what_was_meant_by_a_value_that_may_fit(path: str, value: Any, meant: Any) -> None:
    assert meant_by(value, spec_at(path)) == meant
