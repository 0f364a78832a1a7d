"""All checks at once: what they look at, the order of what they find, and fixes."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.file_references.contradiction import FileFix
from podbuilder.kube.file_references.file_check import file_findings, mended
from podbuilder.kube.manifest import Manifest, ManifestError, set_

POD = "kind: Pod\nmetadata: {name: web, labels: {app: web}}\nspec: {containers: []}\n"
SERVICE = "kind: Service\nmetadata: {name: web}\nspec:\n  selector: {app: wbe}  # who\n"
POLICY = "kind: NetworkPolicy\nmetadata: {name: web}\nspec: {podSelector: {matchLabels: {app: wbe}}}\n"


@pytest.mark.parametrize(
    "text", [POD, f"---\n{POD}", f"{POD}---\n# nothing\n", f"{POD}---\nodd: [\n", f"{POD}---\n- a\n"]
)
def test_a_pod_alone_contradicts_nothing(text: str) -> None:
    assert file_findings(Manifest.read(text)) == ()


def test_findings_come_in_the_order_of_the_file() -> None:
    found = file_findings(Manifest.read(f"{POLICY}---\n{SERVICE}---\n{POD}"))
    assert [(one.kind, one.document_number) for one in found] == [("NetworkPolicy", 0), ("Service", 1)]


def test_a_fix_changes_one_value_of_its_document() -> None:
    manifest = Manifest.read(f"{POD}---\n{SERVICE}")
    fix = file_findings(manifest)[0].fix
    assert fix
    assert mended(manifest, fix).text == manifest.text.replace("wbe", "web")


def test_items_of_a_list_are_objects_of_the_file() -> None:
    items = f"- {POD}".replace("\n", "\n  ").rstrip() + f"\n- {SERVICE}".replace("\n", "\n  ").rstrip()
    manifest = Manifest.read(f"kind: List\nitems:\n{items}\n".replace("\n  - ", "\n- "))
    found = file_findings(manifest)
    assert [str(one.path_in_document) for one in found] == ["items[1].spec.selector[app]"]
    assert found[0].fix
    assert "app: web}  # who" in mended(manifest, found[0].fix).text


def test_a_fix_that_makes_no_sense_is_refused() -> None:
    manifest = Manifest.read(f"{POD}---\n{SERVICE}")
    with pytest.raises(ManifestError):
        mended(manifest, FileFix("", 1, set_(ROOT, {})))
