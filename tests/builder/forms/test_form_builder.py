"""What a step is written with: controls, rows, pairs and choosers, drawn from a pod and the catalogue."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.forms.control import Control, Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.layout import Line, Row, Rows
from podbuilder.kube.catalogue import load
from podbuilder.kube.core.field import FieldPath
from tests.support.pods import make_pod

FIELDS = load("1.36")
APP = FieldPath(("spec", "containers", 0))
IMAGE, PORTS, ARGS = APP.child("image"), APP.child("ports"), APP.child("args")
LABELS = FieldPath(("metadata", "labels"))
PODS: dict[str, dict[str, Any]] = {
    "full": make_pod(
        ("metadata.labels", {"app": "web", "tier": "front"}),
        ("spec.containers[0].ports", [{"containerPort": 80}, {"containerPort": 443, "name": "https"}]),
        ("spec.containers[0].args", ["--quiet", "a\nb"]),
        ("spec.restartPolicy", "Sometimes"),
        ("spec.dnsPolicy", "None"),
    ),
    "bare": make_pod(),
}


def sheet(pod: str = "full", version: str = "1.36", **page: Any) -> Sheet:
    return Sheet(PODS[pod], load(version), **page)


def spec(name: str) -> FieldPath:
    return FieldPath(("spec", name))


# What the sheet knows.


def test_items_are_those_of_a_list() -> None:
    assert [item["containerPort"] for item in sheet().items(PORTS)] == [80, 443]
    assert sheet().items(LABELS) == sheet("bare").items(PORTS) == []


def test_what_the_version_or_the_manifest_has_is_shown() -> None:
    old = Sheet(make_pod(("spec.hostnameOverride", "x")), load("1.25"))
    assert not old.knows(spec("hostnameOverride"))
    assert old.is_shown(spec("hostnameOverride"))
    assert not old.is_shown(spec("resources"))
    assert old.is_shown(spec("hostname"))
    assert sheet().knows(spec("resources"))


@pytest.mark.parametrize(
    ("page", "is_blank"),
    {
        "nothing was posted": ({}, False),
        "an item that is there": ({"posted": [f"{PORTS}[1].name"]}, False),
        "another list's": ({"posted": [f"{APP}.env[2].name"]}, False),
        "an empty row was on the page": ({"posted": [f"{PORTS}[2].containerPort"]}, True),
        "an empty row is wanted": ({"pending": [str(PORTS)]}, True),
    }.values(),
)
def test_an_empty_row_stays_behind_a_list(page: dict[str, Any], is_blank: bool) -> None:
    assert sheet(**page).has_blank(PORTS, 2) is is_blank


def test_an_empty_pair_stays_behind_a_map() -> None:
    assert sheet(posted=["metadata.labels#2.key"]).has_blank(LABELS, 2)
    assert not sheet(posted=["metadata.labels#1.key"]).has_blank(LABELS, 2)


def test_what_was_typed_is_known_of_a_page_with_texts() -> None:
    assert sheet(posted={str(IMAGE): "caddy:2"}).typed(IMAGE) == "caddy:2"
    assert sheet(posted={str(IMAGE): "caddy:2"}).typed(ARGS) == sheet(posted=[str(IMAGE)]).typed(IMAGE) == ""


def test_keys_that_the_page_asks_for() -> None:
    limits = APP.child("resources", "limits")
    asked = sheet(posted=[f"{limits}[cpu]", f"{limits}[cpu]:unit", "x"], pending=[f"{limits}[nvidia.com/gpu]"])
    assert asked.asked_keys(limits) == ["cpu", "nvidia.com/gpu"]


# Controls.


def test_a_control_has_what_the_catalogue_knows() -> None:
    control = sheet().control(IMAGE)
    assert (control.name, control.label, control.text, control.type) == (str(IMAGE), "Image", "nginx:1.27", "string")
    assert control.doc.startswith("Container image name.")
    assert (control.choices, control.hint, control.is_multiline, control.is_required) == ([], "", False, False)
    assert sheet().control(APP.child("name")).is_required


def test_a_label_a_name_and_options_win_over_the_catalogue() -> None:
    control = sheet().control(IMAGE, "Picture", name="other", hint="Mine.", placeholder="x")
    assert (control.label, control.name, control.hint, control.placeholder) == ("Picture", "other", "Mine.", "x")


def test_a_default_is_a_placeholder_and_a_hint_with_its_unit() -> None:
    control = sheet().control(spec("terminationGracePeriodSeconds"))
    assert (control.placeholder, control.hint) == ("30", "Default: 30 s.")


@pytest.mark.parametrize(
    ("name", "first", "has"),
    [
        ("dnsPolicy", ("", "Default: ClusterFirst"), ("None", "None")),
        ("hostNetwork", ("", "Default: No"), ("true", "Yes")),
        ("setHostnameAsFQDN", ("", "Default: No"), ("false", "No")),
        ("preemptionPolicy", ("", "Default: PreemptLowerPriority"), ("Never", "Never")),
    ],
)
def test_choices_begin_with_none(name: str, first: tuple[str, str], has: tuple[str, str]) -> None:
    control = sheet("bare").control(spec(name))
    assert control.choices[0] == first
    assert has in control.choices[1:]


def test_a_value_that_is_no_choice_is_kept_among_them() -> None:
    control = sheet().control(spec("restartPolicy"))
    assert control.choices[-1] == ("Sometimes", "Sometimes (not a known value)")
    assert len(sheet("bare").control(spec("restartPolicy")).choices) == len(control.choices) - 1


def test_the_chosen_value_is_explained() -> None:
    assert sheet().control(spec("dnsPolicy")).hint.startswith("Uses only the DNS setting")
    assert sheet("bare").control(spec("dnsPolicy")).hint == ""


def test_a_text_of_several_lines_has_room_for_them() -> None:
    arguments = LABELS.key("app"), LABELS.key("tier")
    page = Sheet(make_pod(("metadata.labels", {"app": "web", "tier": "a\nb"})), FIELDS)
    assert [page.control(path).is_multiline for path in arguments] == [False, True]
    assert sheet().control(ARGS.index(0)).is_multiline


def test_only_amounts_have_units() -> None:
    cpu = APP.child("resources", "limits").key("cpu")
    assert sheet().control(cpu).units == ("m", "cores")
    assert sheet().control(IMAGE).units == ()


def test_a_field_that_nobody_knows_is_any_text() -> None:
    control = sheet().control(spec("nonsense"), "Nonsense")
    assert (control.type, control.text, control.choices, control.doc) == ("string", "", [], "")


def test_controls_of_what_is_shown() -> None:
    names = ("hostname", "resources", "securityContext.runAsUser")
    assert [str(part.path) for part in sheet("bare", "1.25").controls(FieldPath(("spec",)), *names)] == [
        "spec.hostname",
        "spec.securityContext.runAsUser",
    ]
    line = sheet().line(APP, "image", "name", is_label_hidden=True)
    assert line.name == "spec.containers[0]:line:image+name"
    assert [part.is_label_hidden for part in line.parts if isinstance(part, Control)] == [True, True]


# Lists and maps.


def rows_of(page: Sheet) -> Rows:
    return page.rows(
        PORTS,
        lambda at: [page.control(at.child("containerPort"))],
        label="Ports",
        add="Add port",
        noun="Port",
        name_of=lambda item: str(item.get("name", "")),
        empty="None.",
    )


def facts(rows: Rows) -> list[tuple[Any, ...]]:
    found = (row for row in rows.rows if isinstance(row, Row))
    return [(row.name, row.title, row.place, row.is_blank, row.is_first, row.is_last) for row in found]


def test_a_list_has_a_row_for_each_item() -> None:
    rows = rows_of(sheet())
    assert (rows.name, rows.label, rows.add, rows.empty) == (str(PORTS), "Ports", "Add port", "None.")
    assert facts(rows) == [
        (f"{PORTS}[0]", "Port 1", 0, False, True, False),
        (f"{PORTS}[1]", "Port https", 1, False, False, True),
    ]
    assert rows_of(sheet("bare")).rows == []


def test_an_empty_row_is_the_last() -> None:
    assert facts(rows_of(sheet(pending=[str(PORTS)])))[1:] == [
        (f"{PORTS}[1]", "Port https", 1, False, False, False),
        (f"{PORTS}[2]", "Port 3", 2, True, False, True),
    ]
    assert facts(rows_of(sheet("bare", pending=[str(PORTS)]))) == [(f"{PORTS}[0]", "Port 1", 0, True, True, True)]


def test_a_list_of_texts() -> None:
    rows = sheet().strings(ARGS, label="Arguments", add="Add argument", noun="Argument", suggestions="known")
    controls = [part for row in rows.rows for part in row.children if isinstance(part, Control)]
    assert [(c.text, c.label, c.is_label_hidden, c.suggestions) for c in controls] == [
        ("--quiet", "Argument", True, "known"),
        ("a\nb", "Argument", True, "known"),
    ]


def pairs(page: Sheet) -> list[tuple[Any, ...]]:
    rows = page.pairs(LABELS, label="Labels", add="Add label", noun="Label", key_suggestions="keys")
    return [(row.name, row.title, row.is_blank, *((c.name, c.text) for c in row.children)) for row in rows.rows]


def test_a_map_has_a_pair_for_each_key() -> None:
    assert pairs(sheet(pending=[str(LABELS)])) == [
        (
            *("metadata.labels#0", "Label app", False),
            *(("metadata.labels#0.key", "app"), ("metadata.labels#0.value", "web")),
        ),
        (
            *("metadata.labels#1", "Label tier", False),
            *(("metadata.labels#1.key", "tier"), ("metadata.labels#1.value", "front")),
        ),
        (
            *("metadata.labels#2", "Label 3", True),
            *(("metadata.labels#2.key", ""), ("metadata.labels#2.value", "")),
        ),
    ]
    assert pairs(sheet("bare")) == []


def test_what_is_no_map_has_no_pairs() -> None:
    odd = Sheet(make_pod(("metadata.labels", ["app"])), FIELDS)
    assert odd.pairs(LABELS, label="Labels", add="Add label", noun="Label").rows == []


def test_the_controls_of_a_pair() -> None:
    (row, _) = sheet().pairs(LABELS, label="", add="", noun="Label", key_suggestions="k", value_placeholder="v").rows
    key, value = row.children
    assert isinstance(key, Control)
    assert isinstance(value, Control)
    assert (key.label, key.suggestions, key.placeholder, key.is_label_hidden) == ("Label key", "k", "app", True)
    assert (value.label, value.placeholder, value.is_label_hidden, value.hint) == ("Label value", "v", True, "")


# Choosers and groups.

VOLUME = FieldPath(("spec", "volumes", 0))
SOURCES = {"image": VOLUME.child("image"), "emptyDir": VOLUME.child("emptyDir")}


@pytest.mark.parametrize(
    ("version", "chosen", "branches"),
    [("1.36", "", ["image", "emptyDir"]), ("1.25", "", ["emptyDir"]), ("1.25", "image", ["image", "emptyDir"])],
)
def test_a_choice_has_what_the_version_or_the_manifest_has(version: str, chosen: str, branches: list[str]) -> None:
    found = sheet("bare", version).choice(VOLUME, SOURCES, chosen, lambda branch: {})
    assert (list(found.branches), found.chosen) == (branches, chosen)


@pytest.mark.parametrize(
    ("chosen", "nothing", "choices"),
    [
        ("", "", [("", "Choose…"), ("image", "Image"), ("emptyDir", "emptyDir")]),
        ("image", "", [("image", "Image"), ("emptyDir", "emptyDir")]),
        ("image", "Not set", [("", "Not set"), ("image", "Image"), ("emptyDir", "emptyDir")]),
    ],
)
def test_a_chooser_offers_none_where_there_is_none(chosen: str, nothing: str, choices: list[tuple[str, str]]) -> None:
    page = sheet()
    choice = page.choice(VOLUME, SOURCES, chosen, lambda branch: {})
    chooser = page.chooser(choice, label="Kind", labels={"image": "Image"}, parts=[], nothing=nothing)
    assert (chooser.name, chooser.choices, chooser.chosen) == ("spec.volumes[0]:source", choices, chosen)


def test_a_group_leaves_empty_lines_out() -> None:
    page = sheet()
    full, empty = page.line(APP, "image"), Line(APP, "empty", [])
    group = page.group(APP, "Image", [empty, full], "About it.", summary="1")
    assert (group.name, group.parts, group.about, group.summary) == (
        "spec.containers[0]:Image",
        [full],
        "About it.",
        "1",
    )


@pytest.mark.parametrize(
    ("parts", "is_open"),
    {
        "nothing": (lambda page: [], False),
        "an empty control": (lambda page: [page.control(APP.child("workingDir"))], False),
        "a value": (lambda page: [page.line(APP, "workingDir", "image")], True),
        "an empty list": (lambda page: [page.strings(APP.child("command"), label="", add="", noun="")], False),
        "a list with a row": (lambda page: [page.strings(ARGS, label="", add="", noun="")], True),
        "nothing chosen": (lambda page: [chooser_of(page, "")], False),
        "something chosen": (lambda page: [chooser_of(page, "image")], True),
    }.values(),
)
def test_a_fold_is_open_if_something_in_it_has_a_value(parts: Any, is_open: bool) -> None:
    page = sheet()
    fold = page.fold(APP, "More", parts(page))
    assert (fold.is_fold, fold.is_open) == (True, is_open)


def chooser_of(page: Sheet, chosen: str) -> Part:
    choice = page.choice(VOLUME, SOURCES, chosen, lambda branch: {})
    return page.chooser(choice, label="Kind", labels={}, parts=[])
