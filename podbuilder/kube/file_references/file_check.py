"""All checks of what the objects of a file say of each other, and the file after one of their fixes."""

from __future__ import annotations

from typing import cast

from podbuilder.kube.core import versions
from podbuilder.kube.file_references import accounts, pod_counts, pod_needs, routes, selectors, services
from podbuilder.kube.file_references.contradiction import FileFinding, FileFix
from podbuilder.kube.file_references.file_objects import FileObjects
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.neighbours import has_neighbours
from podbuilder.kube.yamltext import edits as editing
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.edits import EditRefused
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.tree import Tree


def file_findings(manifest: Manifest, version: str = versions.DEFAULT) -> tuple[FileFinding, ...]:
    """The contradictions between the objects of a manifest's file, in the order of the file.

    Nothing is said of what may be in the cluster.
    """
    if not has_neighbours(manifest):
        return ()
    objects = FileObjects(manifest.tree.source, version)
    if len(objects.every) < 2:
        return ()
    found = [
        *services.findings(objects, version),
        *selectors.findings(objects),
        *routes.findings(objects),
        *pod_needs.findings(objects, version),
        *pod_counts.findings(objects, version),
        *accounts.findings(objects),
    ]
    order = {(one.document_number, one.at): i for i, one in enumerate(objects.every)}
    return tuple(sorted(found, key=lambda one: order[one.document_number, one.object_path]))


def mended(manifest: Manifest, fix: FileFix) -> Manifest:
    """The manifest with a fix made in its file (ManifestError)."""
    from podbuilder.kube.yamltext.patch import patch  # reviews do without the modules that edit texts

    try:
        # Something was found in it.
        tree = cast(Tree, parse.documents_of(manifest.tree.source)[fix.document_number].tree)
        for step in editing.steps(tree.root.value, fix.edit):
            tree = patch(tree, fix.document_number, step)
    except (EditRefused, YamlProblem) as refusal:
        raise ManifestError(str(refusal)) from refusal
    return Manifest.read(tree.text, manifest.number)
