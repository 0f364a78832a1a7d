"""What services have in common with the rest of the file, and imply for each other."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from podbuilder.kube.importers.compose.relations import check, dependencies_of

STARTED = {"condition": "service_started", "required": True}


def test_what_a_service_waits_for() -> None:
    service: dict[str, Any] = {
        "depends_on": {"a": {"condition": "service_healthy", "required": True}},
        "links": ["a", "b:alias"],
        "network_mode": "service:c",
        "pid": None,
        "ipc": "host",
        "volumes_from": ["d:ro", "container:e"],
    }
    assert dependencies_of(service) == {
        "a": {"condition": "service_healthy", "required": True},
        "b": {**STARTED, "restart": True},
        "c": {**STARTED, "restart": True},
        "d": {**STARTED, "restart": False},
    }


def test_a_link_of_three_parts_is_a_name() -> None:
    assert list(dependencies_of({"links": ["a:b:c"]})) == ["a:b:c"]


# A service `web` beside `db`, in a file with one of each resource, and what is told.
TOLD: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "all is there": (
        "{image: a, depends_on: {db: {}, x: {required: false}}, networks: {n: , default: }, secrets: [{source: s}],"
        " volumes: [{type: volume, source: v, target: /v}, {type: bind, source: ./x, target: /x}]}",
        [],
    ),
    "a build": ("{build: {context: .}}", []),
    "a base of another file": ("{extends: {service: a, file: b}}", []),
    "no dependency": ("{image: a, depends_on: {x: {}}}", [("depends_on.x", "The file has no service “x”.")]),
    "no network": ("{image: a, networks: {x: }}", [("networks.x", "The file has no network “x”.")]),
    "no volume": ("{image: a, volumes: [{type: volume, source: x, target: /x}]}", [("volumes[0]", "no volume “x”")]),
    "an anonymous volume": ("{image: a, volumes: [{type: volume, target: /x}]}", []),
    "no secret": ("{image: a, secrets: [{source: x}]}", [("secrets[0]", "no secret “x”")]),
    "no config": ("{image: a, configs: [{}]}", [("configs[0]", "no config “”")]),
    "no image": ("{tty: true}", [("", "needs an image")]),
    "two ways of networking": ("{image: a, network_mode: host, networks: {n: }}", [("network_mode", "either")]),
    "two numbers of replicas": ("{image: a, scale: 1, deploy: {replicas: 2}}", [("scale", "differs from deploy")]),
    "one number of replicas": ("{image: a, scale: 2, deploy: {replicas: 2}}", []),
    "fewer than none": ("{image: a, scale: -1}", [("", "must not be negative")]),
    "a name for several": ("{image: a, container_name: xx, deploy: {replicas: 2}}", [("container_name", "one name")]),
    "a name for one": ("{image: a, container_name: xx}", []),
    "two limits": (
        "{image: a, cpus: 0.5, mem_limit: 5, deploy: {resources: {limits: {cpus: 0.5, memory: 6}}}}",
        [("mem_limit", "differs from deploy.resources.limits.memory")],
    ),
    "one limit": ("{image: a, mem_limit: 5, deploy: {resources: {}}}", []),
    "one folder twice": (
        "{image: a, tmpfs: ['/x:size=1', /y], volumes: [{type: bind, target: /z}, {type: bind, target: /x}]}",
        [("volumes[1]", "mounted in this folder already")],
    ),
    "one temporary folder twice": ("{image: a, tmpfs: [/x, '/x:ro']}", [("tmpfs[1]", "mounted in this folder")]),
}


@pytest.mark.parametrize(("text", "told"), [pytest.param(*case, id=name) for name, case in TOLD.items()])
def test_what_is_told(text: str, told: list[tuple[str, str]]) -> None:
    services = {"web": yaml.safe_load(text), "db": {"image": "b"}}
    problems = list(
        check({"services": services, "networks": {"n": None}, "volumes": {"v": None}, "secrets": {"s": {}}})
    )
    assert [str(problem.path) for problem in problems] == [f"services.web.{at}".rstrip(".") for at, _ in told]
    assert all(words in problem.message for problem, (_, words) in zip(problems, told, strict=True))


def test_a_file_without_services() -> None:
    assert list(check({})) == []
