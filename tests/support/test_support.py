"""The tests' own tools, which are wrong in silence if they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from podbuilder.kube.core.field import ROOT, FieldPath, FieldWarning, Key, invalid, required
from tests.support.cases import Case, load
from tests.support.complaints import assert_errors, assert_warnings
from tests.support.pods import MINIMAL, make_pod, path_of, without

NAME = ROOT.child("metadata", "name")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", ()),
        ("spec.containers[0].image", ("spec", "containers", 0, "image")),
        ("metadata.labels[app.kubernetes.io/name]", ("metadata", "labels", Key("app.kubernetes.io/name"))),
    ],
)
def test_a_path_reads_as_it_prints(text: str, path: tuple[str | int, ...]) -> None:
    assert path_of(text) == path
    assert str(path_of(text)) == text
    assert path_of(text).pattern() == FieldPath(path).pattern()


def test_a_path_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="from character 4"):
        path_of("spec]")


def test_tweaks_change_a_copy() -> None:
    pod = make_pod(("spec.containers[1]", {"name": "log"}), ("metadata.labels[app]", "web"), without("kind"))
    assert [c["name"] for c in pod["spec"]["containers"]] == ["app", "log"]
    assert pod["metadata"] == {"name": "web", "labels": {"app": "web"}}
    assert "kind" not in pod
    assert make_pod() == MINIMAL
    with pytest.raises(KeyError, match="nothing to remove"):
        make_pod(without("spec.volumes"))


def test_a_case_makes_its_pod() -> None:
    case = Case(
        "c", {"at": "spec.restartPolicy", "set": "Never", "with": {"spec.dnsPolicy": "None"}, "without": ["kind"]}
    )
    assert case.pod == make_pod(("spec.restartPolicy", "Never"), ("spec.dnsPolicy", "None"), without("kind"))
    assert Case("c", {"pod": {"kind": "Pod"}}).pod == {"kind": "Pod"}
    with pytest.raises(ValueError, match="come together"):
        Case("c", {"at": "spec"})


def test_a_table_is_read_with_names_and_refused_with_duplicates(tmp_path: Path) -> None:
    table = tmp_path / "table.yaml"
    table.write_text("says nothing:\none error: {errors: [{type: FieldValueInvalid}]}\n")
    assert [(case.name, dict(case)) for case in load(str(tmp_path / "test_x.py"), "table.yaml")] == [
        ("says nothing", {}),
        ("one error", {"errors": [{"type": "FieldValueInvalid"}]}),
    ]
    table.write_text("a: {}\na: {}\n")
    with pytest.raises(yaml.YAMLError, match="comes twice"):
        load(str(tmp_path / "test_x.py"), "table.yaml")
    table.write_text("")
    with pytest.raises(ValueError, match="holds no cases"):
        load(str(tmp_path / "test_x.py"), "table.yaml")


def test_errors_match_by_type_field_and_a_fragment() -> None:
    long, short = invalid(NAME, "A", "It has a capital letter."), invalid(NAME, "A", "It is too short.")
    wanted = {"type": "FieldValueInvalid", "field": "metadata.name"}
    assert_errors([])
    assert_errors([long], [wanted])
    assert_errors([long, short], [wanted, {**wanted, "detail": "capital"}])
    assert_errors([short, long], [wanted, {**wanted, "detail": "too short"}])


def test_leftover_missing_and_repeated_errors_fail() -> None:
    one = required(NAME, "A name is required.")
    wanted = {"type": "FieldValueRequired", "field": "metadata.name"}
    with pytest.raises(AssertionError, match="not expected"):
        assert_errors([one])
    with pytest.raises(AssertionError, match="not found"):
        assert_errors([], [wanted])
    with pytest.raises(AssertionError, match="not found"):
        assert_errors([one], [{**wanted, "detail": "no such words"}])
    with pytest.raises(AssertionError, match="found twice"):
        assert_errors([one, one], [wanted, wanted])
    with pytest.raises(ValueError, match="asks for what a complaint has not"):
        assert_errors([one], [{"path": "metadata.name"}])


def test_warnings_match_by_field_and_a_fragment() -> None:
    assert_warnings([FieldWarning(NAME, "It is deprecated.")], [{"field": "metadata.name", "message": "deprecated"}])
