"""The long form of what was read; the forms themselves have tests of their own."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from podbuilder.kube.core.document import MISSING
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.importers.compose.long_form import LongForm
from podbuilder.kube.importers.compose.shapes import ValueShape, file_shape

ROOT = ValueShape(type_name="file")
CASES: dict[str, tuple[str, Any, list[tuple[str, str]]]] = {
    "values, lists and mappings": (
        "{image: a, tty: 'yes', cpus: '0.5', environment: [A=1], secrets: [s], ulimits: {nofile: '3'}}",
        {
            **{"image": "a", "tty": True, "cpus": 0.5, "environment": {"A": "1"}, "ulimits": {"nofile": 3}},
            "secrets": [{"source": "s", "target": "/run/secrets/s"}],
        },
        [],
    ),
    "one that becomes several": (
        "{expose: [80, '80'], ports: ['80-81', '81']}",
        {
            "expose": ["80"],
            "ports": [{"mode": "ingress", "target": port, "protocol": "tcp"} for port in (80, 81)],
        },
        [],
    ),
    "what is missing": ("{ulimits: {nofile: {soft: 1}}}", {"ulimits": {}}, [("ulimits.nofile", "“hard” is missing")]),
    "what is missing in an item": ("{volumes: [{source: a}]}", {"volumes": []}, [("volumes[0]", "“type” is missing")]),
    "what is missing in a key": ("{provider: {}}", {}, [("provider", "“type” is missing")]),
    "the same twice": ("{security_opt: [a, b, a]}", {"security_opt": ["a", "b"]}, [("security_opt[2]", "second time")]),
    "the same variable twice": ("{environment: [A=1, A=1]}", {"environment": {"A": "1"}}, []),
}


@pytest.mark.parametrize(("text", "long", "told"), [pytest.param(*case, id=name) for name, case in CASES.items()])
def test_long_forms(text: str, long: Any, told: list[tuple[str, str]]) -> None:
    long_form = LongForm(file_shape())
    found = long_form.of({"services": {"web": yaml.safe_load(text)}}, ROOT, FieldPath())
    assert found == {"services": {"web": long}}
    assert [str(problem.path).removeprefix("services.web.") for problem in long_form.problems] == [at for at, _ in told]
    assert all(words in problem.message for problem, (_, words) in zip(long_form.problems, told, strict=True))


def test_what_has_no_long_form_is_missing() -> None:
    assert LongForm(file_shape()).of("x", ValueShape(scalars={"whole"}), FieldPath()) is MISSING
