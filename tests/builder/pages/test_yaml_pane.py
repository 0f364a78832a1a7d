"""The YAML pane: its lines are the manifest's lines, its marks stand on them, and nothing in them becomes HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest

from podbuilder.builder.pages.drawn_parts import Drawn
from podbuilder.builder.pages.yaml_pane import (
    CHUNK,
    LONGEST_CHUNK,
    LineWindow,
    changed_lines,
    draw_chunks,
    line_id,
    spelt,
)
from podbuilder.kube import catalogue
from podbuilder.kube.core import versions
from podbuilder.kube.core.limits import SHOWN_LINES
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.yamltext.highlight import tokens
from podbuilder.kube.yamltext.source import split_lines

TEXT = """\
# A web server
kind: Pod
metadata:
  name: web
  labels:
    app.kubernetes.io/name: web
spec:
  containers:
  - name: web
    command: [sleep, "1"]
"""
_LINE = re.compile(r'<span class="([^"]*)"([^>]*)>(.*?)\n</span>', re.DOTALL)
_CHUNK = re.compile(r'<span class="yaml__chunk" id="yaml-\d+" data-drawn="\w{12}">(.*?\n</span>)</span>', re.DOTALL)
_NUMBER = re.compile(r'<a class="l__n" tabindex="-1" href="/jump/\?line=(\d+)">(\d+)</a>')


def draw(text: str, **more: object) -> list[tuple[str, str, str]]:
    """Each line as its classes, its other attributes, and the HTML of its text; the numbers are looked at here."""
    more = {"marks": {}, "shown": LineWindow.around(1, len(split_lines(text))), **more}
    chunks = draw_chunks(Manifest.read(text), "/jump/", catalogue.load(versions.DEFAULT), **more)
    html = "".join(chunk.html for chunk in chunks)
    html = _CHUNK.sub(r"\1", html)
    found = _LINE.findall(html)
    assert _LINE.sub("", html) == ""
    lines = []
    for expected, (classes, attributes, inside) in enumerate(found, start=1):
        number = _NUMBER.match(inside)
        assert number is not None
        assert number.groups() == (str(expected), str(expected))
        lines.append((classes, attributes.strip(), inside[number.end() :]))
    return lines


def plain(html: str) -> str:
    return unescape(re.sub(r"</?i[^>]*>", "", html))


def test_every_line_is_drawn_as_it_stands() -> None:
    assert [plain(html) for _, _, html in draw(TEXT)] == TEXT.split("\n")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("kind: Pod", []),
        ("kind: Pod\n", [2]),
        ("kind: Pod\n\n", [3]),
        ("kind: Pod\nname: a", []),
        ("\n\nkind: Pod\n", [4]),
    ],
)
def test_what_stands_behind_the_last_line_break_is_not_shown(text: str, ends: list[int]) -> None:
    lines = draw(text)
    assert [number for number, (classes, _, _) in enumerate(lines, 1) if "l--end" in classes.split()] == ends
    assert "\n".join(plain(html) for _, _, html in lines) == text


def test_a_line_leads_to_its_field() -> None:
    places = [attributes for _, attributes, _ in draw(TEXT)]
    assert places[0] == ""
    assert places[1] == 'data-path="kind"'
    assert places[5] == 'data-path="metadata.labels[app.kubernetes.io/name]"'
    assert places[8] == 'data-path="spec.containers[0].name"'
    assert places[9] == 'data-path="spec.containers[0].command"'
    assert places[10] == ""


def test_in_a_workload_the_paths_are_the_pods_own_and_those_around_begin_with_its_kind() -> None:
    text = "kind: Deployment\nspec:\n  replicas: 2\n  template:\n    spec:\n      hostNetwork: true\n"
    places = [attributes for _, attributes, _ in draw(text)]
    assert places == [
        'data-path="Deployment.kind"',
        'data-path="Deployment.spec"',
        'data-path="Deployment.spec.replicas"',
        "",
        'data-path="spec"',
        'data-path="spec.hostNetwork"',
        "",
    ]


def test_colours() -> None:
    lines = [html for _, _, html in draw("kind: Pod # one\nspec: {priority: 1}\n")]
    assert lines[0] == '<i class="tok-key">kind</i>: <i class="tok-string">Pod</i> <i class="tok-comment"># one</i>'
    assert lines[1] == '<i class="tok-key">spec</i>: {<i class="tok-key">priority</i>: <i class="tok-number">1</i>}'


def test_marks_stand_on_their_lines_and_can_be_jumped_to() -> None:
    lines = draw(TEXT, marks={4: "error", 9: "warning"})
    assert lines[3][:2] == ("l l--error", f'id="{line_id(4)}" data-path="metadata.name"')
    assert lines[8][0] == "l l--warning"
    assert line_id(9) in lines[8][1]
    assert {classes for classes, _, _ in lines} == {"l", "l l--error", "l l--warning", "l l--end"}
    assert sum("id=" in attributes for _, attributes, _ in lines) == 2


def test_lines_that_just_changed() -> None:
    lines = draw(TEXT, marks={4: "error"}, new=range(4, 6))
    assert [classes for classes, _, _ in lines[2:6]] == ["l", "l l--error l--new", "l l--new", "l"]


HOSTILE = {
    "a tag in a value": 'kind: Pod\nmetadata: {name: "<script>alert(1)</script>"}\n',
    "a tag in a comment": "kind: Pod # <b>&amp;</b>\n",
    "a tag in a key": 'kind: Pod\nmetadata:\n  labels:\n    "<img src=x onerror=a>": b\n',
    "quotes in a key, which becomes part of an attribute": (
        'kind: Pod\nmetadata:\n  labels:\n    \'" onclick="a\': b\n    "it\'s": c\n'
    ),
    "signs in a plain scalar": "kind: Pod\nv: a<b>c&d\"e'f\n",
    "a tag in an anchor's place": "kind: Pod\nv: !<i> x\n",
    "a tag in a block scalar": "kind: Pod\nv: |\n  <b>\n  </span>\n",
    "a quote over several lines": 'kind: Pod\nv: "<b>\n  </i>"\n',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_nothing_in_a_manifest_becomes_html(text: str) -> None:
    lines = draw(text)
    assert [plain(html) for _, _, html in lines] == text.split("\n")
    for _, attributes, html in lines:
        assert re.fullmatch(r'(?:data-path="[^"<>]*")?', attributes)
        assert not re.search(r"<(?!i class=\"tok-[a-z]+\">|/i>)", html)


ODD = {
    "a line separator": 'kind: Pod\nmetadata: {name: "a\u2028b"}\nspec: {}\n',
    "a paragraph separator": 'kind: Pod\nv: "a\u2029b"\nspec: {}\n',
    "a next line": 'kind: Pod\nv: "a\x85b"\nspec: {}\n',
    "separators in a comment": "kind: Pod # a\u2028# b\x85# c\nspec: {}\n",
    "a separator between keys": "kind: Pod\u2028metadata: {}\nspec: {}\n",
    "carriage returns": "kind: Pod\rmetadata: {}\rspec: {}\r",
    "both": "kind: Pod\r\nmetadata: {}\r\nspec: {}\r\n",
    "a mixture": "kind: Pod\r\n\rmetadata: {}\n\r\nspec: {}",
    "a byte order mark": "\ufeffkind: Pod\nspec: {}\n",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_everything_counts_lines_alike(text: str) -> None:
    manifest = Manifest.read(text)
    lines = re.split("\r\n|\r|\n", text)
    assert ["".join(piece for _, piece in line) for line in tokens(text)] == lines
    assert len(manifest.paths_by_line()) == len(lines)
    assert [plain(html) for _, _, html in draw(text)] == lines
    changed = text.replace("spec: {}", "spec: {priority: 1}")
    where = next(number for number, line in enumerate(lines, start=1) if "spec" in line)
    assert changed_lines(text, changed) == range(where, where + 1)
    assert str(manifest.paths_by_line()[where - 1]) == "spec"


CHANGES = {
    "nothing": ("a\nb\n", "a\nb\n", range(0)),
    "only the line breaks": ("a\r\nb\r\n", "a\nb\n", range(0)),
    "a line": ("a\nb\nc\n", "a\nx\nc\n", range(2, 3)),
    "the first and the last of several": ("a\nb\nc\nd\n", "x\nb\nc\ny\n", range(1, 5)),
    "a line that is new": ("a\nc\n", "a\nb\nc\n", range(2, 3)),
    "a line like the one above": ("a\nb\n", "a\na\nb\n", range(2, 3)),
    "a line at the end": ("a\n", "a\nb\n", range(2, 3)),
    "a line that is gone": ("a\nb\nc\n", "a\nc\n", range(2, 2)),
    "everything": ("", "a\nb\n", range(1, 3)),
    "a separator that breaks no line": ("a\u2028b\nc\n", "a\u2028b\nd\n", range(2, 3)),
}


@pytest.mark.parametrize(("old", "new", "lines"), CHANGES.values(), ids=CHANGES.keys())
def test_changed_lines(old: str, new: str, lines: range) -> None:
    assert changed_lines(old, new) == lines


@pytest.mark.parametrize(
    "path",
    [
        ("spec",),
        ("metadata", "labels", "app"),
        ("metadata", "annotations", "a/b[c]"),
        ("spec", "containers", 0, "resources", "limits", "cpu"),
        ("spec", "containers", 0, "ports", 1),
        ("nonsense", "more", 3, "of it"),
        ("[odd]", "a"),
        ("spec", "[odd]", "a"),
    ],
)
def test_paths_are_spelt_as_the_catalogue_does(path: tuple[str | int, ...]) -> None:
    fields = catalogue.load(versions.DEFAULT)
    assert spelt([path], fields) == [str(fields.spell(path))]


def digests(text: str, marks: dict[int, str]) -> list[str]:
    shown = LineWindow.around(1, len(split_lines(text)))
    chunks = draw_chunks(Manifest.read(text), "/jump/", catalogue.load(versions.DEFAULT), marks=marks, shown=shown)
    return [chunk.digest for chunk in chunks]


@pytest.mark.parametrize(
    ("text", "marks", "changed"),
    [
        pytest.param(lambda text: text, {}, set(), id="nothing"),
        pytest.param(lambda text: text.replace("label-40: x", "label-40: y"), {}, {1}, id="a value"),
        pytest.param(lambda text: text, {60: "error"}, {2}, id="a mark"),
        pytest.param(lambda text: text.replace("    label-40: x\n", ""), {}, {1, 2, 3}, id="a line less"),
    ],
)
def test_a_chunk_is_told_by_what_is_drawn_in_it(
    text: Callable[[str], str], marks: dict[int, str], changed: set[int]
) -> None:
    labels = "".join(f"    label-{number}: x\n" for number in range(80))
    before = f"kind: Pod\nmetadata:\n  labels:\n{labels}spec: {{}}\n"
    old, new = digests(before, {}), digests(text(before), marks)
    assert len(old) == len(new) == -(-85 // CHUNK)
    assert {number for number, pair in enumerate(zip(old, new, strict=True)) if len(set(pair)) == 2} == changed


@pytest.mark.parametrize(("count", "is_cut"), [(SHOWN_LINES, False), (SHOWN_LINES + 1, True)])
def test_only_a_long_text_is_shown_in_parts(count: int, is_cut: bool) -> None:
    assert LineWindow.around(1, count).is_cut is is_cut


def test_a_chunk_is_kept_unless_it_is_long() -> None:
    def chunks(key: str) -> list[Drawn]:
        text = f"kind: Pod\nmetadata:\n  annotations:\n    ? {key}\n    : a\n"
        shown = LineWindow.around(1, len(split_lines(text)))
        return draw_chunks(Manifest.read(text), "/jump/", catalogue.load(versions.DEFAULT), marks={}, shown=shown)

    assert chunks("short")[0] is chunks("short")[0]
    long = "k" * LONGEST_CHUNK
    assert chunks(long)[0] is not chunks(long)[0]
    assert chunks(long) == chunks(long)


def test_lines_of_other_objects_lead_there() -> None:
    text = (
        "kind: Pod\nspec: {}\n---\n# about\napiVersion: v1\nkind: Service\n---\nkind: Else\n---\nkind: Pod\nspec: {}\n"
    )
    classes = [classes for classes, _, _ in draw(text)]
    assert [number for number, one in enumerate(classes, start=1) if "l--beside" in one] == [5, 6, 10, 11]
