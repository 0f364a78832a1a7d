"""Where objects are written in a file."""

from __future__ import annotations

import pytest

from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.neighbours import objects_of
from podbuilder.kube.proposed_companions.file_end import with_companions
from podbuilder.kube.proposed_companions.offer import Companion

POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers: []\n"
JSON = '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": []}}'
ONE = Companion({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}}, "Fill in\nthe values.")
YAML = "# Fill in\n# the values.\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\n"
AS_JSON = '{\n  "apiVersion": "v1",\n  "kind": "ConfigMap",\n  "metadata": {\n    "name": "c"\n  }\n}\n'
ITEM = "- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: c\n"
BRACES = "{kind: Pod, spec: {containers: []}}\n"
LIST = "kind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec: {containers: []}\n"
PODS = "kind: PodList\napiVersion: v1\nitems:\n- spec: {containers: []}\n"
BLOCK = f"{POD}---\nkind: ConfigMap\ndata:\n  a: |\n    text"

TEXTS = {
    "a document": (POD, f"{POD}---\n{YAML}"),
    "no line break at the end": (POD[:-1], f"{POD}---\n{YAML}"),
    "empty lines and a comment": (f"{POD}\n\n# end\n", f"{POD}\n\n# end\n---\n{YAML}"),
    "the line that begins a document": (f"{POD}---\n", f"{POD}---\n{YAML}"),
    "the line that ends one": (f"{POD}...\n", f"{POD}...\n---\n{YAML}"),
    "several documents": (f"{POD}---\nkind: Secret\n", f"{POD}---\nkind: Secret\n---\n{YAML}"),
    "what cannot be read": (f"{POD}---\nodd: [\n", f"{POD}---\nodd: [\n---\n{YAML}"),
    "a block of text without its last line break": (BLOCK, f"{YAML}---\n{BLOCK}"),
    "such a block behind a mark": (f"\ufeff---\n{BLOCK}", f"\ufeff{YAML}---\n{BLOCK}"),
    "JSON": (JSON, f"{JSON}\n{AS_JSON}"),
    "several objects of JSON": (f"{JSON}\n{JSON}\n", f"{JSON}\n{JSON}\n{AS_JSON}"),
    "braces that are no JSON": (BRACES, f"{BRACES}---\n{YAML}"),
    "a List": (LIST, f"{LIST}{ITEM}"),
    "a list of pods alone": (PODS, f"{PODS}---\n{YAML}"),
}


@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("before", "after"), TEXTS.values(), ids=TEXTS)
def test_a_text(before: str, after: str, eol: str) -> None:
    manifest = Manifest.read(before.replace("\n", eol))
    changed = with_companions(manifest, [ONE])
    if "\n" in before:
        after = after.replace("\n", eol)
    assert changed.text == after
    assert changed.pod == manifest.pod
    assert ONE.document in list(objects_of(changed.tree.source))


def test_several_are_written_in_their_order() -> None:
    other = Companion({"kind": "Secret"})
    assert with_companions(Manifest.read(POD), [ONE, other]).text == f"{POD}---\n{YAML}---\nkind: Secret\n"


def test_a_pod_keeps_its_number() -> None:
    changed = with_companions(Manifest.read(f"{POD}---\n{BLOCK}", 1), [ONE])
    assert (changed.number, changed.name) == (1, "web")


def test_a_text_that_nothing_can_be_added_to() -> None:
    """Behind it, the block would have a line more; in front of it, the directive would stand in a document."""
    with pytest.raises(ManifestError):
        with_companions(Manifest.read(f"%YAML 1.1\n---\n{BLOCK}"), [ONE])
