"""What counts as a manifest, what is read from it, and where things stand in it."""

from __future__ import annotations

import codecs
import json
from typing import Any

import pytest

from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.manifest import Edit, Manifest, ManifestError, remove_, write
from tests.support.pods import path_of

TEMPLATE = "    metadata: {name: t}\n    spec: {containers: []}\n"

CARRIERS = {
    "a Pod": ("kind: Pod\nmetadata: {name: p}\n", "Pod", "p", ""),
    "a Deployment": (
        "kind: Deployment\nmetadata: {name: d}\nspec:\n  template:\n" + TEMPLATE,
        "Deployment",
        "d",
        "spec.template",
    ),
    "a Job that has no template yet": ("kind: Job\n", "Job", "", "spec.template"),
    "a CronJob": ("kind: CronJob\nspec: {jobTemplate: {spec: {}}}\n", "CronJob", "", "spec.jobTemplate.spec.template"),
    "a PodTemplate": ("kind: PodTemplate\ntemplate: {}\n", "PodTemplate", "", "template"),
    "another kind with a pod template": (
        "kind: Rollout\nspec:\n  template:\n" + TEMPLATE,
        "Rollout",
        "",
        "spec.template",
    ),
    "a snippet without a kind": ("spec:\n  containers:\n  - name: a\n", "Pod", "", ""),
    "a snippet of a workload": ("spec:\n  template:\n" + TEMPLATE, "Pod", "", "spec.template"),
    "a List with one workload": (
        "kind: List\nitems:\n- kind: Service\n- kind: Job\n  metadata: {name: j}\n",
        "Job",
        "j",
        "items[1].spec.template",
    ),
    "the second of several documents": (
        "# first\n---\nkind: Service\n---\nkind: Pod\nmetadata: {name: p}\n---\nkind: Pod\n",
        "Pod",
        "p",
        "",
    ),
    "a pod behind a document that cannot be read": ("a: [\n---\nkind: Pod\n", "Pod", "", ""),
    "a document with directives": ("%YAML 1.1\n# c\n\n%TAG !e! tag:e,1:\n---\nkind: Pod\nv: !e!x y\n", "Pod", "", ""),
    "JSON": ('{"kind": "Pod", "metadata": {"name": "p"}}', "Pod", "p", ""),
    "JSON indented with tabs": ('{\n\t"kind": "Pod",\n\t"metadata": {\n\t\t"name": "p"\n\t}\n}', "Pod", "p", ""),
    "a name that is no text": ("kind: Pod\nmetadata: {name: 8}\n", "Pod", "", ""),
}


@pytest.mark.parametrize(("text", "kind", "name", "pod_path"), CARRIERS.values(), ids=CARRIERS.keys())
def test_what_carries_a_pod(text: str, kind: str, name: str, pod_path: str) -> None:
    manifest = Manifest.read(text)
    assert (manifest.kind, manifest.name, str(manifest.pod_path)) == (kind, name, pod_path)
    assert manifest.text == text
    assert isinstance(manifest.pod, dict)


READ = {
    "booleans as the server knows them": ("[y, on, No, OFF, yes]", [True, True, False, False, True]),
    "octal and its kin": ("[0644, 0o644, 0x1F, 0b11, 08]", [420, 420, 31, 3, 8]),
    "quoted stays text": ("['1', \"true\", 'null']", ["1", "true", "null"]),
    "whole numbers with a point": ("[1.0, 1e3, -0.0]", [1, 1000, 0]),
    "what only looks like a number or a date": ("[1:30, 2024-01-01, 1e400]", ["1:30", "2024-01-01", "1e400"]),
    "tags": ("[!!str 1, !!int '1', !!float 1.5, !!bool 'yes', !x 1, ! 2]", ["1", 1, 1.5, True, "1", "2"]),
    "base64": ("[!!binary YQ==]", ["a"]),
    "keys that are no text": (
        "{1: a, 1.5: b, yes: c, 0x10: d, 1e7: e, 1e-7: f}",
        {"1": "a", "1.5": "b", "true": "c", "16": "d", "1e+07": "e", "1e-07": "f"},
    ),
    "keys beyond what 32 bits hold": ("{1e300: a, -1e300: b}", {".inf": "a", "-.inf": "b"}),
    "anchors": ("[&a {x: 1}, *a, &b y, *b]", [{"x": 1}, {"x": 1}, True, True]),
    "an anchor set anew": ("[&a 1, *a, &a 2, *a]", [1, 1, 2, 2]),
    "merged keys": ("{<<: {x: 1, z: 1}, z: 2}", {"x": 1, "z": 2}),
    "merged keys override what stands before": ("{z: 2, <<: {z: 1}}", {"z": 1}),
    "several mappings merged, the first one first": ("{<<: [{x: 1}, {x: 2, z: 2}]}", {"x": 1, "z": 2}),
    "a quoted << is a key": ("{'<<': 1}", {"<<": 1}),
    "a tagged << is a merge": ("{!!merge <<: {x: 1}}", {"x": 1}),
    "nothing": ("[~, null, !!null '', ]", [None, None, None]),
    "a mapping in a list without braces": ("[a: 1, b]", [{"a": 1}, "b"]),
    "a byte order mark inside": ('"a\ufeffb"', "a\ufeffb"),
}


@pytest.mark.parametrize(("text", "value"), READ.values(), ids=READ.keys())
def test_values_are_the_servers(text: str, value: Any) -> None:
    found = Manifest.read(f"kind: Pod\nv: {text}\n").document["v"]
    assert json.dumps(found) == json.dumps(value)


def test_a_character_written_as_two_escapes_is_read_in_json() -> None:
    manifest = Manifest.read('{"kind": "Pod", "a": "\\ud83d\\ude00!", "b": 1}')
    assert manifest.document["a"] == "😀!"
    assert manifest.where(path_of("b")) == (1, 39)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_bytes_in_several_encodings(encoding: str) -> None:
    manifest = Manifest.read("kind: Pod\nmetadata: {name: grün}\n".encode(encoding))
    assert manifest.name == "grün"
    assert manifest.where(path_of("kind")) == (1, 1)


def test_one_line_after_a_byte_order_mark() -> None:
    manifest = Manifest.read('\ufeff{"kind": "Pod", "metadata": {"name": "web"}}')
    assert manifest.name == "web"
    assert manifest.where(path_of("kind")) == (1, 2)


def test_bytes_of_the_other_end() -> None:
    assert Manifest.read(codecs.BOM_UTF16_BE + "kind: Pod\n".encode("utf-16-be")).kind == "Pod"
    assert Manifest.read(codecs.BOM_UTF32_BE + "kind: Pod\n".encode("utf-32-be")).kind == "Pod"


def test_json_out() -> None:
    assert Manifest.read("kind: Pod\nmetadata: {name: grün}\n").to_json() == (
        '{\n  "kind": "Pod",\n  "metadata": {\n    "name": "grün"\n  }\n}\n'
    )


def test_a_pod_that_is_no_mapping_counts_as_empty() -> None:
    assert Manifest.read("kind: Job\nspec: {template: x}\n").pod == {}


def test_what_is_written_can_be_read() -> None:
    assert Manifest.read(write({"kind": "Pod", "spec": {"containers": [{"name": "a"}]}})).pod["spec"] == {
        "containers": [{"name": "a"}]
    }


TEXT = """\
# A web server
kind: Deployment
spec:
  template:
    metadata:
      labels: {app: web, tier: front}

    spec:
      # the only one
      containers:
      - name: web
        args:
        - -c
        - |
          one
          two

        ports: [
          {containerPort: 80},
          {
            containerPort: 81
          }
        ]
      -
        name: two
"""

WHERE = {
    "metadata.labels": (6, 7, range(6, 7)),
    "metadata.labels[app]": (6, 16, range(6, 7)),
    "metadata.labels[missing]": (6, 7, range(6, 7)),
    "spec": (8, 5, range(8, 26)),
    "spec.containers": (10, 7, range(10, 26)),
    "spec.containers[0]": (11, 9, range(11, 24)),
    "spec.containers[0].name": (11, 9, range(11, 12)),
    "spec.containers[0].args[1]": (14, 11, range(14, 17)),
    "spec.containers[0].ports[1]": (20, 11, range(20, 23)),
    "spec.containers[0].image": (11, 9, range(11, 24)),
    "spec.containers[1]": (25, 9, range(24, 26)),
    "spec.containers[2].name": (10, 7, range(10, 26)),
}


def test_the_whole_document_covers_all_lines() -> None:
    assert Manifest.read("kind: Pod\nspec:\n  containers: []\n").lines_of(ROOT) == range(1, 4)


@pytest.mark.parametrize(("field", "place"), WHERE.items(), ids=WHERE.keys())
def test_where_things_stand(field: str, place: tuple[int, int, range]) -> None:
    manifest = Manifest.read(TEXT)
    line, column, lines = place
    assert manifest.where(path_of(field)) == (line, column)
    assert manifest.lines_of(path_of(field)) == lines


def test_the_pod_itself_stands_where_its_template_does() -> None:
    assert Manifest.read(TEXT).where(ROOT) == (4, 3)
    assert Manifest.read("# c\nkind: Pod\n").where(ROOT) == (2, 1)


def test_the_path_of_each_line() -> None:
    paths = Manifest.read(TEXT).paths_by_line()
    assert len(paths) == len(TEXT.split("\n"))
    assert [None if p is None else str(p) for p in paths] == [
        *[None] * 3,
        "",
        *["metadata", "metadata.labels", ""],
        *["spec"] * 2,
        "spec.containers",
        "spec.containers[0].name",
        "spec.containers[0].args",
        "spec.containers[0].args[0]",
        *["spec.containers[0].args[1]"] * 3,
        "spec.containers[0]",
        "spec.containers[0].ports",
        "spec.containers[0].ports[0]",
        "spec.containers[0].ports[1]",
        "spec.containers[0].ports[1].containerPort",
        "spec.containers[0].ports[1]",
        "spec.containers[0].ports",
        "spec.containers[1]",
        "spec.containers[1].name",
        None,
    ]


def test_aliases_and_merges_stand_where_they_are_used() -> None:
    manifest = Manifest.read("kind: Pod\nx: &x {a: {b: 1}}\nspec:\n  <<: *x\n  c: *x\n")
    assert manifest.where(path_of("spec.a.b")) == (3, 1)
    assert manifest.where(path_of("spec.c.a")) == (5, 3)
    assert [str(p) for p in manifest.paths_by_line()[2:5]] == ["spec", "spec", "spec.c"]


def test_line_breaks_that_only_yaml_knows() -> None:
    manifest = Manifest.read("kind: Pod\nspec:\n  containers:\u2028  - name: a\u2028  - name: b\n")
    assert manifest.lines_of(path_of("spec.containers[1]")) == range(3, 4)
    assert manifest.patch([remove_(path_of("spec.containers[1]"))]).pod["spec"]["containers"] == [{"name": "a"}]


def test_an_anchored_list_knows_its_lines() -> None:
    manifest = Manifest.read("kind: Pod\nspec:\n  containers: &c\n  -\n    # c\n    name: a\n  - name: b\n")
    assert manifest.lines_of(path_of("spec.containers[0]")) == range(4, 7)
    assert manifest.lines_of(FieldPath(("spec", "containers", 1))) == range(7, 8)


UNREADABLE: dict[str, tuple[str | bytes, int, int, str]] = {
    "nothing": ("", 0, 0, "nothing here yet"),
    "comments only": ("# a\n---\n...\n", 0, 0, "nothing here yet"),
    "null": ("--- ~\n", 1, 1, "not a manifest"),
    "a list": ("\n- a\n", 2, 1, "not a manifest"),
    "a text": ("kubectls run\n", 1, 1, "This is not a manifest"),
    "a command": ("kubectl run web --image=nginx:1.27\n", 1, 1, "Add “--dry-run=client -o yaml”"),
    "a command behind a prompt": ("$ kubectl create job x --image=y", 1, 1, "This is a command"),
    "another kind": ("# c\nkind: Service\n---\nkind: ConfigMap\n", 2, 1, "A Service stands beside a pod"),
    "no kind": ("metadata: {}\n", 1, 1, "“kind: Pod” is missing"),
    "a kind that is no text": ("kind: [Pod]\n", 1, 1, "“kind: Pod” is missing"),
    "a spec by itself": ("containers:\n- name: a\n", 1, 1, "Put it under “spec:”"),
    "a List of none": ("kind: List\nitems: [{kind: Service}, {kind: List}, 1]\n", 1, 1, "contains no pod"),
    "a List without items": ("kind: List\nitems: 1\n", 1, 1, "contains no pod"),
    "a tab for indentation": ("kind: Pod\nspec:\n\tcontainers: []\n", 3, 1, "a tab where YAML requires spaces"),
    "a tab inside a block": ("kind: Pod\na: |\n\tx\n", 3, 1, "a tab where YAML requires spaces"),
    "a missing colon": ("kind: Pod\nmetadata\nspec: {}\n", 2, 1, "followed by a colon"),
    "no space behind the colon": ("kind:Pod\nspec: {}\n", 1, 1, "followed by a colon"),
    "two colons": ("kind: Pod\nname: a: b\n", 2, 8, "Two “: ” stand in this line"),
    "a quote left open": ('kind: Pod\nname: "web\nspec: {}\n', 2, 7, "never closed"),
    "a quote left open before another document": ("kind: Pod\nname: 'web\n---\n", 2, 7, "never closed"),
    "a bracket left open": ("kind: Pod\nargs: [a, b\nspec: {}\n", 2, 7, "in brackets is not closed"),
    "a brace left open": ("kind: Pod\nargs: {a: b\nspec: {}\n", 2, 7, "in braces is not closed"),
    "indentation too deep": ("kind: Pod\n  spec: {}\n", 2, 7, "second “: ”"),
    "indentation too shallow": ("kind: Pod\nspec:\n    a: 1\n  b: 2\n", 4, 3, "indentation does not match"),
    "a dash too shallow": ("kind: Pod\nspec:\n  - a: 1\n b: 2\n", 4, 2, "indentation does not match"),
    "a list behind its key": ("kind: Pod\nargs: - a\n", 2, 7, "A list cannot start here"),
    "text behind a quote": ('kind: Pod\na: "b" c\n', 2, 8, "closing quote"),
    "an alias without an anchor": ("kind: Pod\na: *b\n", 2, 4, "“&b”, which is not defined above"),
    "an alias inside its own anchor": ("kind: Pod\na: &b [*b]\n", 2, 8, "inside the value that it refers to"),
    "an alias with an odd name": ("kind: Pod\na: *.js\n", 2, 5, "name of an anchor"),
    "an anchor with an odd name": ("kind: Pod\na: &.js\n", 2, 5, "begins the name of an anchor"),
    "an at sign": ("kind: Pod\na: @b\n", 2, 4, "cannot begin with ‘@’"),
    "a backtick": ("kind: Pod\na: `b`\n", 2, 4, "cannot begin with ‘`’"),
    "a fence of Markdown above": ("```yaml\nkind: Pod\n```\n", 1, 1, "Paste only the text between"),
    "a fence of Markdown below": ("kind: Pod\n```\n", 2, 1, "Paste only the text between"),
    "a percent sign": ("kind: Pod\na: %b\n", 2, 4, "cannot begin with ‘%’"),
    "a bar in brackets": ("kind: Pod\na: [|]\n", 2, 5, "cannot begin with ‘|’"),
    "a greater-than sign in braces": ("kind: Pod\na: {b: >=1}\n", 2, 8, "cannot begin with ‘>’"),
    "an odd escape": ('kind: Pod\na: "\\d"\n', 2, 5, "Write two backslashes"),
    "an escape too short": ('kind: Pod\na: "\\x1"\n', 2, 7, "hexadecimal"),
    "half a character": ('kind: Pod\na: "\\ud83d"\n', 2, 7, "names no character"),
    "half characters where there is no JSON": ('{"a": "\\ud83d\\ude00", b: c}\n', 1, 10, "names no character"),
    "text behind a bar": ("kind: Pod\na: | b\n", 2, 6, "starts on the next line"),
    "a bar with a zero": ("kind: Pod\na: |0\n b\n", 2, 5, "1 to 9"),
    "a value that is missing": ("kind: Pod\na: [,]\n", 2, 5, "A value is missing"),
    "a tag without a handle": ("kind: Pod\na: !b!c d\n", 2, 4, "begins a tag"),
    "a tag that does not fit": ("kind: Pod\na: !!int x\n", 2, 4, "needs an integer, and “x” is not one"),
    "base64 that is none": ("kind: Pod\na: !!binary _\n", 2, 4, "needs base64"),
    "infinity": ("kind: Pod\na: .inf\n", 2, 4, "JSON cannot express infinity"),
    "a key in a key": ("kind: Pod\n? [a]\n: b\n", 2, 3, "A key must be"),
    "a key that is an alias of a list": ("a: &a [b]\n*a : c\n", 2, 1, "A key must be"),
    "a key that is null": ("kind: Pod\n~: b\n", 2, 1, "A key is missing"),
    "a key that is too large": ("kind: Pod\n18446744073709551615: b\n", 2, 1, "too large for a key"),
    "a template": ("kind: Pod\nname: {{ .Values.name }}\n", 2, 8, "Render the template first"),
    "a key twice": ("kind: Pod\nspec: {}\n\nspec: {}\n", 4, 1, "twice in one mapping, on lines 2 and 4"),
    "a merge of no mapping": ("kind: Pod\n<<: [a]\n", 2, 5, "keys of another mapping"),
    "a merge of text": ("kind: Pod\n<<: a\n", 2, 5, "keys of another mapping"),
    "a second document without a line between": ("kind: Pod\u2028--- x\n", 1, 11, "Separate documents with"),
    "a directive nobody knows": ("%FOO\n---\nkind: Pod\n", 1, 5, "instruction to the parser"),
    "a version nobody knows": ("%YAML 3.0\n---\nkind: Pod\n", 1, 1, "version is not known"),
    "two versions": ("%YAML 1.1\n%YAML 1.1\n---\nkind: Pod\n", 2, 1, "one “%YAML” line"),
    "a NUL": ("kind: Pod\na: \0\n", 2, 4, "NUL"),
    "half a surrogate pair": ("kind: Pod\na: \ud800\n", 2, 4, "surrogate"),
    "a control character": ("kind: Pod\na: x\x07\n", 2, 5, "U+0007"),
    "bytes that are no text": (b"kind: Pod\na: \xff\n", 2, 4, "not UTF-8"),
    "UTF-16 cut in half": (b"\xff\xfek", 0, 0, "not UTF-16"),
    "more than a mebibyte": ("#" * (1 << 20) + "\n", 0, 0, "1 MiB"),
    "more than a mebibyte in bytes": ("é" * (1 << 19) + "\n", 0, 0, "1 MiB"),
    "far more than a mebibyte": (b"#" * (1 << 23), 0, 0, "1 MiB"),
    "nested too deep": ("[" * 101 + "]" * 101, 1, 101, "100 deep"),
    "too many values": ("kind: Pod\na: [" + "1," * 10_000 + "]\n", 2, 19_995, "10,000 values"),
    "too many documents": ("---\na: 1\n" * 1001, 0, 0, "1,000 documents"),
    "too many values before a pod": (f"---\na: [{'1,' * 9000}]\n" * 12, 0, 0, "first 100,000 values"),
    "a billion laughs": (
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
        5,
        12,
        "20,000 values",
    ),
    "aliases nested too deep": (
        "a: &a " + "[" * 60 + "]" * 60 + "\nb: " + "[" * 60 + "*a" + "]" * 60 + "\n",
        2,
        64,
        "more than 100 deep",
    ),
}


@pytest.mark.parametrize(("text", "line", "column", "words"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_said_in_words(text: str | bytes, line: int, column: int, words: str) -> None:
    with pytest.raises(ManifestError) as error:
        Manifest.read(text)
    assert words in error.value.message
    assert (error.value.line, error.value.column) == (line, column)
    assert error.value.message.endswith(".")
    assert str(error.value) == error.value.message


def test_what_cannot_be_written_is_refused_in_words() -> None:
    manifest = Manifest.read("kind: Pod\nmetadata: {name: web}\n")
    name = FieldPath(("metadata", "name"))
    with pytest.raises(ManifestError):
        manifest.patch_apart([Edit("set", name.child("first"), "x")])
    with pytest.raises(ManifestError, match="1 MiB"):
        manifest.set_all({name: "x" * 2_000_000})
