"""What does not fit a Compose file is told with its path, and the rest is kept."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import MAX_GUESSES
from podbuilder.kube.importers.compose.plain_scalar import BareDate
from podbuilder.kube.importers.compose.shape_check import ShapeCheck
from podbuilder.kube.importers.compose.shapes import file_shape
from podbuilder.kube.importers.import_result import ImportRefused

# Keys of a service, what is kept of them, and what is told.
CASES: dict[str, tuple[str, Any, list[tuple[str, str]]]] = {
    "all is well": ("{image: a, x-b: 1}", {"image": "a"}, []),
    "an unknown key": ("{comand: a}", {}, [("comand", "does not know “comand”; “command” may be meant")]),
    "a key like no other": ("{zzz: a}", {}, [("zzz", "Compose does not know “zzz”.")]),
    "a former key": ("{net: host}", {}, [("net", "no longer knows “net”. Today it is “network_mode”")]),
    "a former key elsewhere": ("{build: {net: a}}", {"build": {}}, [("build.net", "does not know “net”")]),
    "a number as text": ("{hostname: 3}", {}, [("hostname", "This must be text. Put it in quotes")]),
    "nothing as text": ("{hostname: }", {}, [("hostname", "This must be text.")]),
    "a number as a flag": ("{tty: 1}", {}, [("tty", "This must be true or false")]),
    "another word as a flag": ("{tty: x}", {}, [("tty", "This must be true or false")]),
    "a list as a flag": ("{tty: [a]}", {}, [("tty", "This must be true or false")]),
    "a fraction as a whole number": ("{scale: 1.5}", {}, [("scale", "This must be a whole number")]),
    "a whole number with an exponent": ("{scale: 1.0e+3}", {"scale": 1000.0}, []),
    "one of several": ("{cgroup: x}", {}, [("cgroup", "This must be one of: host, private")]),
    "one of several as a number": ("{cgroup: 1}", {}, [("cgroup", "This must be one of host, private")]),
    "a text for a list": ("{cap_add: A}", {}, [("cap_add", "This must be a list")]),
    "a list for a mapping": ("{deploy: [a]}", {}, [("deploy", "This must be left out or a mapping")]),
    "a value of a wrong form": (
        "{environment: {A: [b], C: 1}}",
        {"environment": {"C": 1}},
        [("environment.A", "This must be a text, a number or a boolean")],
    ),
    "an item of a wrong form": (
        "{cap_add: [A, 1, B]}",
        {"cap_add": ["A", "B"]},
        [("cap_add[1]", "This must be text")],
    ),
    "a name with a blank": (
        "{networks: {a b: , c: }}",
        {"networks": {"c": None}},
        [("networks.a b", "This name may have")],
    ),
    "a name that is empty": ("{labels: {'': 1, a: 2}}", {"labels": {"a": 2}}, [("labels.", "This name may have")]),
    "a wrong port": ("{ports: [80, a]}", {"ports": [80]}, [("ports[1]", "A port must be a number")]),
    "a long port": ("{ports: [{target: 80}]}", {"ports": [{"target": 80}]}, []),
    "a command with a number": ("{command: [a, 1]}", {}, [("command[1]", "This must be text")]),
    "a command with an open quote": ("{command: 'a \"'}", {}, [("command", "Quotes and parentheses must be closed")]),
    "a size of letters": ("{mem_limit: lots}", {}, [("mem_limit", "This must be a size")]),
}


@pytest.mark.parametrize(("text", "kept", "told"), [pytest.param(*case, id=name) for name, case in CASES.items()])
def test_what_is_kept_and_told(text: str, kept: Any, told: list[tuple[str, str]]) -> None:
    check = ShapeCheck(file_shape())
    assert check.fit_type(yaml.safe_load(text), "service", FieldPath()) == kept
    assert [str(problem.path) for problem in check.problems] == [path for path, _ in told]
    for problem, (_, words) in zip(check.problems, told, strict=True):
        assert words in problem.message


def test_a_bare_date_needs_quotes() -> None:
    check = ShapeCheck(file_shape())
    assert check.fit_type({"labels": {"a": BareDate("2001-01-01")}}, "service", FieldPath()) == {"labels": {}}
    assert [problem.message for problem in check.problems] == ["This must be text. Put it in quotes."]


def test_what_was_meant_is_guessed_a_number_of_times() -> None:
    check = ShapeCheck(file_shape())
    check.fit_type({f"image{number}": 1 for number in range(MAX_GUESSES + 1)}, "service", FieldPath())
    assert "may be meant" in check.problems[MAX_GUESSES - 1].message
    assert "may be meant" not in check.problems[MAX_GUESSES].message


def test_all_ranges_have_a_limit_together() -> None:
    with pytest.raises(ImportRefused, match="more than 20,000 ports"):
        ShapeCheck(file_shape()).fit_type({"ports": ["1-1000"] * 21}, "service", FieldPath())
