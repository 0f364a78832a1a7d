"""Controls for whatever no step draws by hand: the shape follows the type."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.forms.control import Control, Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import (
    auto_fields,
    auto_part,
    auto_union,
    more,
    presence_choice,
    rest,
    union_choice,
)
from podbuilder.builder.forms.layout import Chooser, Group, Line, Rows
from podbuilder.kube.catalogue import load
from podbuilder.kube.core.field import FieldPath
from tests.support.pods import make_pod

FIELDS = load("1.36")
VOLUME, APP = FieldPath(("spec", "volumes", 0)), FieldPath(("spec", "containers", 0))
PROBE = APP.child("livenessProbe")


def sheet(*tweaks: Any, pending: tuple[str, ...] = ()) -> Sheet:
    return Sheet(make_pod(*tweaks), FIELDS, pending=pending)


def part_at(path: str, *tweaks: Any, pending: tuple[str, ...] = ()) -> Part:
    at = FIELDS.resolve(path)
    spec = FIELDS.field(at)
    assert spec is not None
    return auto_part(sheet(*tweaks, pending=pending), at, spec)


@pytest.mark.parametrize(
    ("path", "kind", "add"),
    {
        "a map": ("spec.nodeSelector", Rows, "Add to node selector"),
        "a list of texts": ("spec.containers[0].args", Rows, "Add argument"),
        "a list of objects": ("spec.schedulingGates", Rows, "Add scheduling gate"),
        "a plural in -es": ("spec.hostAliases", Rows, "Add host alias"),
        "a possessive": (
            "spec.topologySpreadConstraints[0].matchLabelKeys",
            Rows,
            "Add to labels to match with this pod's",
        ),
        "an object": ("spec.dnsConfig", Group, None),
        "a scalar": ("spec.hostname", Control, None),
    }.values(),
)
def test_the_shape_follows_the_type(path: str, kind: type[Part], add: str | None) -> None:
    part = part_at(path)
    assert type(part) is kind
    assert str(part.path) == path
    if isinstance(part, Rows):
        assert part.add == add


def test_scalars_stand_side_by_side_by_threes() -> None:
    parts = auto_fields(sheet(), PROBE)
    lines = [part for part in parts if isinstance(part, Line)]
    assert [len(line.parts) for line in lines] == [3, 3]
    first = lines[0].parts[0]
    assert lines[0].name == f"{PROBE}:auto:{first.path[-1]}"
    assert [type(part) for part in parts] == [Line, Line, Chooser]


def test_what_is_skipped_is_left_out() -> None:
    all_of_them = {part.name for top in auto_fields(sheet(), PROBE) for part in top.walk()}
    fewer = {part.name for top in auto_fields(sheet(), PROBE, skip={"periodSeconds"}) for part in top.walk()}
    assert f"{PROBE}.periodSeconds" in all_of_them
    assert f"{PROBE}.periodSeconds" not in fewer
    branches = ("httpGet", "tcpSocket", "exec", "grpc")
    assert not [part for part in auto_fields(sheet(), PROBE, skip=branches) if isinstance(part, Chooser)]
    assert auto_fields(sheet(), FieldPath(("spec", "nonsense"))) == []


def test_only_fields_of_some_groups_are_drawn() -> None:
    groups = {spec.group for spec in FIELDS.field(FieldPath(("spec",))).fields.values()}
    spec = FieldPath(("spec",))
    drawn = [{p.path for top in auto_fields(sheet(), spec, groups=[group]) for p in top.walk()} for group in groups]
    assert all(drawn)
    assert auto_fields(sheet(), spec, groups=["no such group"]) == []


def test_an_object_that_says_something_by_being_there_is_chosen_first() -> None:
    closed = part_at("spec.volumes[0].emptyDir", ("spec.volumes", [{"name": "a"}]))
    assert isinstance(closed, Group)
    assert (closed.is_fold, closed.is_inner, closed.is_open) == (True, True, False)
    (chooser,) = closed.parts
    assert isinstance(chooser, Chooser)
    assert (chooser.choices, chooser.chosen, chooser.parts) == (
        [("", "Not set"), ("set", "Set, even if all of it is empty")],
        "",
        [],
    )
    opened = part_at("spec.volumes[0].emptyDir", ("spec.volumes", [{"name": "a", "emptyDir": {}}]))
    assert isinstance(opened, Group)
    assert opened.is_open
    assert opened.parts[0].children


def test_whether_an_object_is_there() -> None:
    at = VOLUME.child("emptyDir")
    there = presence_choice(sheet(("spec.volumes", [{"emptyDir": {}}])), at)
    gone = presence_choice(sheet(("spec.volumes", [{}])), at)
    assert (there.chosen, gone.chosen, there.owner, there.start("set")) == ("set", "", at, {})


@pytest.mark.parametrize(
    ("volume", "skip", "chosen", "offers_secret"),
    [
        ({"secret": {}}, (), "secret", True),
        ({"name": "a"}, (), "", True),
        ({}, ("secret",), "", False),
        ("odd", (), "", True),
    ],
)
def test_which_branch_of_a_union_is_set(volume: Any, skip: tuple[str, ...], chosen: str, offers_secret: bool) -> None:
    spec = FIELDS.field(VOLUME)
    assert spec is not None
    found = union_choice(sheet(("spec.volumes", [volume])), VOLUME, spec.unions[0], skip)
    assert (found.chosen, "secret" in found.branches, found.owner) == (chosen, offers_secret, None)


def test_the_select_of_a_union() -> None:
    spec = FIELDS.field(PROBE)
    assert spec is not None
    none = auto_union(sheet(), PROBE, spec.unions[0])
    assert isinstance(none, Chooser)
    assert none.choices[0] == ("", "Not set")
    assert none.label == "Liveness probe by"
    assert none.parts == []
    http = auto_union(sheet(("spec.containers[0].livenessProbe", {"httpGet": {"port": 80}})), PROBE, spec.unions[0])
    assert isinstance(http, Chooser)
    assert f"{PROBE}.httpGet.port" in {part.name for part in http.walk()}
    assert union_choice(sheet(), PROBE, spec.unions[0]).owner == PROBE


def test_an_item_s_union_is_its_kind() -> None:
    spec = FIELDS.field(VOLUME)
    assert spec is not None
    found = auto_union(sheet(("spec.volumes", [{"name": "a", "secret": {}}])), VOLUME, spec.unions[0])
    assert isinstance(found, Chooser)
    assert found.label == "Kind"
    assert ("secret", "Secret") in found.choices


def test_a_list_of_objects_has_its_fields_in_rows_called_after_their_keys() -> None:
    aliases = part_at("spec.hostAliases", ("spec.hostAliases", [{"ip": "10.0.0.1"}, {"ip": 3}, "odd", {}]))
    assert isinstance(aliases, Rows)
    assert [row.title.split()[-1] for row in aliases.rows] == ["10.0.0.1", "3", "3", "4"]


def test_what_is_left_of_groups_and_of_an_object() -> None:
    fold = rest(sheet(), FieldPath(("spec",)), "Everything else", ["networking"], ["hostname"], "Seldom needed.")
    assert (fold.title, fold.about, fold.is_fold, fold.is_inner) == ("Everything else", "Seldom needed.", True, False)
    fields = FIELDS.field(APP.child("lifecycle"))
    assert fields is not None
    assert more(sheet(), APP.child("lifecycle"), tuple(fields.fields)) == []
    (folded,) = more(sheet(), APP.child("lifecycle"), ())
    assert isinstance(folded, Group)
    assert (folded.title, folded.is_inner, folded.is_open) == ("More", True, False)
