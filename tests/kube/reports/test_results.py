"""Files read and reviewed, pod by pod."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from podbuilder.kube import lint
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import MAX_NODES
from podbuilder.kube.reports.companion_result import CompanionResult
from podbuilder.kube.reports.results import PassedBy, PodResult, Unreadable, of_jsonl, of_yaml
from tests.kube.reports.support import TEXT, results, results_of_lines
from tests.support.growth import growth

POD = "kind: Pod\nmetadata: {name: x}\nspec:\n  containers:\n  - name: app\n    image: a:1\n"
NAMELESS = "kind: Pod\nmetadata: {name: x}\nspec: {containers: [{name: 1}]}\n"

WIDE = POD.replace("image: a:1", "image: a：1")

READ = {
    "a pod": (POD, ["pod ''"]),
    "a pod and a Node": (f"{POD}---\nkind: Node\n", ["pod ''", "passed by 8"]),
    "a pod and a ConfigMap": (
        f"{POD}---\nkind: ConfigMap\nmetadata: {{name: cfg}}\n",
        ["pod 'Pod x'", "companion 'ConfigMap cfg'"],
    ),
    "a pod and something else": (f"{POD}---\njust: notes\n", ["pod ''", "passed by 8"]),
    "two pods": (f"{POD}---\n{TEXT}", ["pod 'Pod x'", "pod 'Deployment web'"]),
    "no pod": ("kind: Node\n", ["passed by 1"]),
    "a ConfigMap": ("kind: ConfigMap\n", ["companion ''"]),
    "a Node and something else": ("just: notes\n---\nkind: Node\n", ["passed by 1", "passed by 3"]),
    "a ConfigMap and something else": ("just: notes\n---\nkind: ConfigMap\n", ["companion ''", "passed by 1"]),
    "a List without a pod": ("kind: List\nitems: [{kind: Node}]\n", ["passed by 1"]),
    "a List of other objects": ("kind: List\nitems: [{kind: Node}, {kind: ConfigMap}]\n", ["companion ''"]),
    "no manifest": ("just: notes\n---\nmore: notes\n", ["unreadable 1:1"]),
    "a broken document beside a Node": ("kind: Node\n---\n: [\n", ["unreadable 3:1", "passed by 1"]),
    "a broken document beside a ConfigMap": ("kind: ConfigMap\n---\n: [\n", ["companion ''", "unreadable 3:1"]),
    "two broken documents": ("kind: [\n---\n: [\n", ["unreadable 2:1", "unreadable 3:1"]),
    "nothing": ("# nothing\n", ["unreadable"]),
    "no text": ("a: \0\n", ["unreadable 1:4"]),
    "a broken document beside a pod": (f"{POD}---\n: [\n", ["pod ''", "unreadable 8:1"]),
    "nothing but a broken document": ("kind: [\n", ["unreadable 2:1"]),
}


@pytest.mark.parametrize(("text", "wanted"), READ.values(), ids=READ)
def test_a_result_for_each_pod_of_a_yaml_file(text: str, wanted: list[str]) -> None:
    assert [in_short(result) for result in results(text=text)] == wanted


FOUND = {
    "a pod": (POD, ["pod ''"]),
    "something else": ("just: notes\n", ["passed by 1"]),
    "nothing": ("# nothing\n", []),
    "a broken document": ("kind: [\n", ["unreadable 2:1"]),
}


@pytest.mark.parametrize(("text", "wanted"), FOUND.values(), ids=FOUND)
def test_a_file_that_nobody_named_need_not_be_a_manifest(text: str, wanted: list[str]) -> None:
    found = of_yaml("shop/values.yaml", text.encode(), "1.36", lint.DEFAULT, is_named=False)
    assert [in_short(result) for result in found] == wanted


FORMS = {
    "documents": lambda count: f"{POD}---\n" * count,
    "items of a List": lambda count: (
        "kind: List\nitems:\n" + ("- " + POD.rstrip().replace("\n", "\n  ") + "\n") * count
    ),
    "JSON objects": lambda count: '{"kind": "Pod", "spec": {"containers": [{"name": "a"}]}}\n' * count,
    "what is passed by": lambda count: POD + "---\nkind: Node\nspec: {a: 1}\n" * count,
    "objects beside a pod": lambda count: POD + "---\nkind: ConfigMap\nmetadata: {name: a}\n" * count,
}


@pytest.mark.parametrize("make", FORMS.values(), ids=FORMS)
def test_the_work_grows_with_the_documents_of_a_file(make: Callable[[int], str]) -> None:
    def prepared(size: int) -> Callable[[], object]:
        data = make(size).encode()
        return lambda: list(of_yaml("a.yaml", data, "1.36", lint.DEFAULT))

    assert growth(prepared, 20) < 2.05


def test_why_a_document_is_passed_by() -> None:
    (node,) = of_yaml("a.yaml", b"apiVersion: v1\nkind: Node\n", "1.36", lint.DEFAULT)
    assert str(node) == "a.yaml:1: passed by: The kind Node is not a pod and has no pod template."


def in_short(result: PodResult | CompanionResult | PassedBy | Unreadable) -> str:
    if isinstance(result, PodResult):
        return f"pod {result.label!r}"
    if isinstance(result, CompanionResult):
        return f"companion {result.label!r}"
    if isinstance(result, PassedBy):
        return f"passed by {result.line}"
    at = result.position
    return f"unreadable {at.line}:{at.column}" if at else "unreadable"


@pytest.mark.parametrize("line", [b"{", b"NaN", b"[" * 100_000, b"1" * 5000, b"\xff"], ids=lambda line: repr(line[:3]))
def test_a_line_that_is_not_json(line: bytes) -> None:
    pod, unreadable = results_of_lines(b"{}\n", line)
    assert isinstance(pod, PodResult)
    assert str(unreadable) == "pods.jsonl:2: error: This line is not a JSON object."


def test_a_line_with_another_object() -> None:
    (result,) = results_of_lines(b'{"kind": "ConfigMap", "metadata": {"name": "a"}}\n')
    assert isinstance(result, CompanionResult)
    assert [str(error.path) for error in result.review.errors] == ["apiVersion"]


def test_lines_are_reviewed_as_they_come() -> None:
    def endless():  # type: ignore[no-untyped-def]  # a generator of bytes that never ends
        while True:
            yield b"{}\n"

    first = next(iter(of_jsonl("-", endless(), "1.36", lint.DEFAULT)))
    assert str(first.origin) == "-:1"


def test_where_something_stands() -> None:
    (result,) = results()
    assert isinstance(result, PodResult)
    image = result.path(FieldPath(("spec", "containers", 0, "image")))
    assert str(image) == "spec.template.spec.containers[0].image"
    assert result.where(image) == "shop/web.yaml:13:9"
    (pod,) = results_of_lines(b"{}\n")
    assert isinstance(pod, PodResult)
    assert (pod.path(image), pod.position(image), pod.where(image)) == (image, None, "pods.jsonl:1")


@pytest.mark.parametrize(
    ("text", "path", "name"),
    [
        (POD, ("spec",), None),
        (POD, ("metadata", "labels", "app"), None),
        (POD, ("spec", "containers", 0, "image"), "app"),
        (NAMELESS, ("spec", "containers", 0, "image"), None),
    ],
    ids=["the spec", "metadata", "a container", "a container whose name is a number"],
)
def test_whose_container_a_path_leads_into(text: str, path: tuple[str | int, ...], name: str | None) -> None:
    (result,) = results(text=text)
    assert isinstance(result, PodResult)
    assert result.container_of(FieldPath(path)) == name


def test_remarks_come_by_weight() -> None:
    (result,) = results()
    assert isinstance(result, PodResult)
    kinds = [remark.kind for remark in result.remarks()]
    assert kinds[:3] == ["error", "error", "warning"]
    assert kinds[3:] == sorted(kinds[3:], key=("critical", "serious", "warning", "info").index)
    assert list(result.suppressed_remarks()) == []


def test_what_is_suppressed_is_no_remark() -> None:
    annotation = "annotations: {checkov.io/skip1: CKV_K8S_14=built nightly, checkov.io/skip2: CKV_K8S_20}"
    (result,) = results(text=TEXT.replace("{name: web}", f"{{name: web, {annotation}}}", 1))
    assert isinstance(result, PodResult)
    suppressed = [(remark.id, remark.kind, remark.waiver is not None) for remark in result.suppressed_remarks()]
    assert suppressed == [("allow-privilege-escalation", "serious", True), ("image-tag-mutable", "serious", True)]
    assert not {remark.id for remark in result.remarks()} & {"allow-privilege-escalation", "image-tag-mutable"}


def test_advice_on_the_workload_stands_where_the_workload_says_so() -> None:
    text = b"kind: Deployment\nmetadata: {name: a, namespace: default}\nspec: {template: {spec: {containers: []}}}\n"
    (result,) = of_yaml("a.yaml", text, "1.36", lint.DEFAULT)
    assert isinstance(result, PodResult)
    (remark,) = [one for one in result.remarks() if one.id == "namespace-default"]
    assert (str(remark.path), result.where(remark.path)) == ("metadata.namespace", "a.yaml:2:21")


def test_a_file_that_only_needs_cleaning_says_so() -> None:
    (quoted,) = results(text="".join(f"> {line}\n" for line in POD.splitlines()))
    assert isinstance(quoted, Unreadable)
    assert quoted.position == (1, 1)
    assert "begins with “>”" in quoted.reason
    assert quoted.reason.endswith("Without that, this is a manifest that can be read.")
    (dashed,) = results(text=POD.replace("  - name", "  –\u00a0name") + "a: [\n")
    assert isinstance(dashed, Unreadable)
    assert "U+2013" in dashed.reason
    assert "Line 5: A no-break space (U+00A0)" in dashed.reason
    assert "Without it" not in dashed.reason


def test_characters_in_a_text_that_can_be_read_are_hints() -> None:
    (clean,) = results(text=POD.replace("a:1", "a:1 # it’s fine"))
    assert isinstance(clean, PodResult)
    assert clean.hints == ()
    first, second = results(text=f"{POD}---\n{WIDE}")
    assert isinstance(first, PodResult)
    assert isinstance(second, PodResult)
    assert [(hint.line, hint.column) for hint in first.hints] == [(13, 13)]
    assert "fullwidth colon (U+FF1A)" in first.hints[0].message
    assert second.hints == ()


LABELS = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
    tier: my front
  annotations:
    good: "1"
    bad key: "2"
    scheduler.alpha.kubernetes.io/tolerations: nonsense
spec:
  containers:
  - name: app
    image: nginx:1.27
"""


def test_labels_and_annotations_are_named_at_their_own_lines() -> None:
    (result,) = of_yaml("pod.yaml", LABELS.encode(), "1.36", lint.DEFAULT)
    assert isinstance(result, PodResult)
    errors = [remark for remark in result.remarks() if remark.severity is None]
    assert [(str(one.path), one.at[-1], result.where(one.at)) for one in errors] == [
        ("metadata.labels", "tier", "pod.yaml:7:5"),
        ("metadata.annotations", "bad key", "pod.yaml:10:5"),
        ("metadata.annotations", "scheduler.alpha.kubernetes.io/tolerations", "pod.yaml:11:5"),
    ]


def test_a_line_with_a_kind_of_another_group() -> None:
    pod = '{"spec": {"containers": [{"name": "app"}]}}'
    line = f'{{"apiVersion": "example.com/v1", "kind": "Gizmo", "spec": {{"template": {pod}}}}}'
    (result,) = results_of_lines(line.encode())
    assert isinstance(result, PodResult)
    assert not result.review.is_known


def test_a_line_with_an_object_too_large_to_read_is_named() -> None:
    labels = {f"l{n}": "x" for n in range(MAX_NODES)}
    template = {"spec": {"containers": [{"name": "web", "image": "nginx"}]}}
    rollout = {"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout", "metadata": {"labels": labels}}
    line = json.dumps({**rollout, "spec": {"template": template}}).encode()
    (found,) = of_jsonl("-", [line], "1.36", lint.DEFAULT)
    assert isinstance(found, Unreadable)
    assert "more than 10,000 values" in found.reason
