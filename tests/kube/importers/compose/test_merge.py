"""One definition over another, key by key."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.importers.compose.merge import merge, sequence

# Keys of a service, those over it, and what they make.
MERGED = {
    "a text": ("{image: a}", "{image: b}", "{image: b}"),
    "nothing over a text": ("{image: a}", "{image: }", "{image: a}"),
    "a text over nothing": ("{image: }", "{image: a}", "{image: a}"),
    "other keys": ("{image: a}", "{tty: true}", "{image: a, tty: true}"),
    "lists": ("{cap_add: [a]}", "{cap_add: [b]}", "{cap_add: [a, b]}"),
    "a list over a text": ("{x: a}", "{x: [b]}", "{x: [b]}"),
    "mappings": ("{deploy: {a: 1, b: 2}}", "{deploy: {b: 3}}", "{deploy: {a: 1, b: 3}}"),
    "commands": ("{command: a}", "{command: [b]}", "{command: [b]}"),
    "nothing over a command": ("{command: a}", "{command: }", "{command: }"),
    "a health check's command": (
        "{healthcheck: {test: a, retries: 1}}",
        "{healthcheck: {test: [b]}}",
        "{healthcheck: {test: [b], retries: 1}}",
    ),
    "variables": ("{environment: {B: 2, A: }}", "{environment: [B=3]}", "{environment: [A, B=2, B=3]}"),
    "one text and several": ("{dns: a}", "{dns: [b]}", "{dns: [a, b]}"),
    "nothing over variables": ("{environment: [A]}", "{environment: }", "{environment: [A]}"),
    "hosts": ("{extra_hosts: {a: [b, c]}}", "{extra_hosts: [a=b, d=e]}", "{extra_hosts: [a=b, a=c, d=e]}"),
    "networks": ("{networks: [a]}", "{networks: {b: {}}}", "{networks: {a: , b: {}}}"),
    "nothing over networks": ("{networks: [a]}", "{networks: }", "{networks: {a: }}"),
    "dependencies": (
        "{depends_on: [a, b]}",
        "{depends_on: {a: {condition: service_healthy}}}",
        "{depends_on: {a: {condition: service_healthy, required: true}, b: {condition: service_started, "
        "required: true}}}",
    ),
    "limits": ("{ulimits: {a: {soft: 1, hard: 2}, b: 1}}", "{ulimits: {a: 3}}", "{ulimits: {a: 3, b: 1}}"),
    "options of one driver": (
        "{logging: {driver: a, options: {b: 1}}}",
        "{logging: {options: {c: 2}}}",
        "{logging: {driver: a, options: {b: 1, c: 2}}}",
    ),
    "another driver": ("{logging: {driver: a, options: {b: 1}}}", "{logging: {driver: b}}", "{logging: {driver: b}}"),
    "builds": ("{build: .}", "{build: {args: [A]}}", "{build: {context: ., args: [A]}}"),
    "arguments of builds": ("{build: {args: {A: 1}}}", "{build: {args: [B]}}", "{build: {args: [A=1, B]}}"),
}


@pytest.mark.parametrize(("base", "over", "merged"), [pytest.param(*case, id=name) for name, case in MERGED.items()])
def test_services(base: str, over: str, merged: str) -> None:
    first, second = yaml.safe_load(base), yaml.safe_load(over)
    assert merge(first, second, FieldPath(("services", "x"))) == yaml.safe_load(merged)
    assert (first, second) == (yaml.safe_load(base), yaml.safe_load(over)), "what is merged stays as it is"


def test_pools_of_addresses_are_those_of_their_subnets() -> None:
    def network(*pools: dict[str, str]) -> dict[str, Any]:
        return {"networks": {"n": {"ipam": {"config": list(pools)}}}}

    merged = merge(network({"subnet": "a", "gateway": "g"}), network({"subnet": "a", "ip_range": "r"}, {"subnet": "b"}))
    assert merged == network({"subnet": "a", "gateway": "g", "ip_range": "r"}, {"subnet": "b"})


def test_labels_of_volumes_are_appended() -> None:
    merged = merge({"volumes": {"v": {"labels": {"a": 1}}}}, {"volumes": {"v": {"labels": ["a=2"]}, "w": None}})
    assert merged == {"volumes": {"v": {"labels": ["a=1", "a=2"]}, "w": None}}


def test_sequences() -> None:
    assert sequence({"b": 420, "a": None, "c": [1.5, True]}) == ["a", "b=420", "c=1.5", "c=true"]
