"""What an importer hands back."""

from __future__ import annotations

from podbuilder.kube.importers.import_result import ImportResult


def test_several_documents_are_one_text() -> None:
    pod = {"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "web"}}
    service = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}}
    assert ImportResult((pod,), ()).manifest == "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n"
    assert ImportResult((pod, service), ()).manifest == (
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n"
        "---\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\n"
    )
