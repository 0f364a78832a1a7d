"""Flags of the control plane's programs: what is given, what is good, and what is put in its place."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from podbuilder.kube.lint import Safety
from podbuilder.kube.lint.control_plane_flags import Flag, Given, flag_rule, given_flags
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_, set_
from tests.support.pods import path_of

AT = "spec.containers[0]"
PROGRAMS = ("etcd", "kube_apiserver", "kube_controller_manager", "kube_scheduler", "kubelet")


def subject_of(*containers: dict[str, Any]) -> Subject:
    return Subject({"spec": {"containers": [{"name": f"c{i}", **fields} for i, fields in enumerate(containers)]}})


GOOD = [
    ("is", "true", {None: False, "": False, "false": False, "true": True}),
    ("not", "0", {None: True, "": True, "5": True, "0": False}),
    ("set", "", {None: False, "": False, "/a": True}),
    ("unset", "", {None: True, "": False, "/a": False}),
    ("has", "RBAC", {None: False, "": False, "Node": False, "RBACs": False, "Node,RBAC": True, "RBAC": True}),
    ("lacks", "AlwaysAllow", {None: True, "Node": True, "AlwaysAllow": False, "Node,AlwaysAllow": False}),
    ("positive", "", {None: False, "": False, "0": False, "-5": False, "12500": True}),
    ("positive or unset", "", {None: True, "0s": False, "1m0s": True}),
    (
        "strong or unset",
        "",
        {
            None: True,
            "": True,
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TLS_AES_128_GCM_SHA256": True,
            "TLS_RSA_WITH_AES_128_GCM_SHA256": False,
            "TLS_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA": False,
        },
    ),
    ("zero or unset", "0", {None: True, "0": True, "": False, "8080": False}),
    (
        "at least",
        "30",
        {
            None: False,
            "": False,
            "29": False,
            "30": True,
            "31": True,
            "many": False,
            "²": False,
            "9" * 5000: False,
            "-31": False,
        },
    ),
]


@pytest.mark.parametrize(
    ("want", "value", "given", "is_good"),
    [(want, value, given, good) for want, value, table in GOOD for given, good in table.items()],
)
def test_whether_a_flag_is_good(want: Any, value: str, given: str | None, is_good: bool) -> None:
    assert Flag("x", want, value, "it is bad").is_good(given) is is_good


BETTER = [
    ("is", "true", None, "true"),
    ("is", "true", "false", "true"),
    ("at least", "30", "7", "30"),
    ("has", "RBAC", None, "RBAC"),
    ("has", "RBAC", "Node", "Node,RBAC"),
    ("has", "RBAC", ",Node,", "Node,RBAC"),
    ("lacks", "A", "A", None),
    ("lacks", "A", "B,A,C", "B,C"),
    ("not", "0", "0", None),
    ("unset", "", "/a", None),
    ("zero or unset", "0", "80", "0"),
    ("strong or unset", "", "TLS_RSA_WITH_RC4_128_SHA", None),
    ("strong or unset", "", "TLS_AES_128_GCM_SHA256,TLS_RSA_WITH_RC4_128_SHA", "TLS_AES_128_GCM_SHA256"),
]


@pytest.mark.parametrize(("want", "value", "given", "better"), BETTER)
def test_a_better_value(want: Any, value: str, given: str | None, better: str | None) -> None:
    flag = Flag("x", want, value, "it is bad")
    assert flag.better(given) == better
    assert flag.is_good(better)


@pytest.mark.parametrize(
    ("fields", "flags"),
    {
        "no command": ({}, None),
        "another program": ({"command": ["etcdctl", "--x=1"]}, None),
        "the program as an argument of another": ({"command": ["sh", "etcd", "--x=1"]}, None),
        "no flag": ({"command": ["etcd", "run"]}, {}),
        "a path": ({"command": ["/usr/bin/etcd", "--x=1"]}, {"x": ("command[1]", "1")}),
        "one dash": ({"command": ["etcd", "-x=1"]}, {"x": ("command[1]", "1")}),
        "no value": ({"command": ["etcd", "--x"]}, {"x": ("command[1]", "true")}),
        "an empty value": ({"command": ["etcd", "--x="]}, {"x": ("command[1]", "")}),
        "an equals sign in the value": ({"command": ["etcd", "--x=a=b"]}, {"x": ("command[1]", "a=b")}),
        "the last one counts": ({"command": ["etcd", "--x=1", "--x=2"]}, {"x": ("command[2]", "2")}),
        "arguments": ({"command": ["etcd"], "args": ["--x=1"]}, {"x": ("args[0]", "1")}),
        "the image's own program": ({"image": "quay.io/coreos/etcd:v3", "args": ["--x=1"]}, {"x": ("args[0]", "1")}),
        "an image and nothing else": ({"image": "registry.k8s.io/etcd:v3"}, {}),
        "another program of the image": ({"image": "registry.k8s.io/etcd:v3", "args": ["etcdctl", "--x=1"]}, None),
        "nothing but arguments": ({"args": ["etcd", "--x=1"]}, {"x": ("args[1]", "1")}),
    }.values(),
)
def test_flags_as_a_command_gives_them(fields: dict[str, Any], flags: dict[str, tuple[str, str]] | None) -> None:
    (container,) = subject_of(fields).containers
    found = given_flags(container, "etcd")
    if flags is None:
        assert found is None
    else:
        assert found == {name: Given(path_of(f"{AT}.{at}"), value) for name, (at, value) in flags.items()}


TABLE = (
    Flag("tls", "is", "true", "it is not encrypted"),
    Flag("key", "set", "", "it has no key"),
    Flag("open", "unset", "", "it is open"),
)
rule, check, fix = flag_rule("rules.some_flags", "etcd", TABLE, {"checkov": ("CKV_1",)})


def test_the_rule_of_a_table() -> None:
    assert (rule.id, rule.default, rule.foreign) == ("some-flags", False, {"checkov": ("CKV_1",)})


def test_a_good_command_and_another_program_are_silent() -> None:
    good = {"command": ["etcd", "--tls=true", "--key=/a"]}
    assert list(check(subject_of(good, {"command": ["web"]}, {}))) == []


def test_what_is_not_as_wanted() -> None:
    subject = subject_of({"command": ["etcd", "--open"]}, {"args": ["etcd", "--tls=false", "--key=/a"]})
    assert [(str(f.path), f.message) for f in check(subject)] == [
        ("spec.containers[0].command", "The command has no --tls, so it is not encrypted."),
        ("spec.containers[0].command", "The command has no --key, so it has no key."),
        ("spec.containers[0].command[1]", "The command has --open=true, so it is open."),
        ("spec.containers[1].args[1]", "The command has --tls=false, so it is not encrypted."),
    ]
    edits = [patch.edits if patch else None for patch in (fix(subject, finding) for finding in check(subject))]
    assert edits == [
        (set_(path_of("spec.containers[0].command[2]"), "--tls=true"),),
        None,
        (remove_(path_of("spec.containers[0].command[1]")),),
        (set_(path_of("spec.containers[1].args[1]"), "--tls=true"),),
    ]


def test_a_missing_flag_goes_where_the_program_is_named() -> None:
    subject = subject_of({"args": ["etcd", "--key=/a"]})
    (finding,) = check(subject)
    assert finding.path == path_of(f"{AT}.args")
    patch = fix(subject, finding)
    assert patch is not None
    assert (patch.safety, patch.edits) == (Safety.ASSISTED, (set_(path_of(f"{AT}.args[2]"), "--tls=true"),))


def test_a_container_for_debugging_is_none_of_the_control_plane() -> None:
    assert list(check(Subject({"spec": {"ephemeralContainers": [{"name": "d", "command": ["etcd"]}]}}))) == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_tables_of_the_programs(program: str) -> None:
    """A finding leads back to its flag by its sentence, so that no two of a table may be alike."""
    table: tuple[Flag, ...] = import_module(f"podbuilder.kube.lint.rules.{program}_flags").FLAGS
    assert len({(flag.name, flag.why) for flag in table}) == len(table)
    assert all(
        bool(flag.value) == (flag.want not in ("set", "unset", "positive", "positive or unset", "strong or unset"))
        for flag in table
    )
    assert all(flag.why[-1] not in ".," for flag in table)
