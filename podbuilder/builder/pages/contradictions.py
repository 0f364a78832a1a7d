"""What the objects of a draft's file say against each other, as the review lists it."""

from __future__ import annotations

from typing import NamedTuple

from podbuilder.builder.models import Draft
from podbuilder.builder.pages.urls import url_of
from podbuilder.kube.file_references.contradiction import FileFinding
from podbuilder.kube.file_references.file_check import file_findings
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.positions import Positions


class ContradictionRow(NamedTuple):
    """One contradiction: whose it is, where it stands, and the page that mends it; "" where a person must."""

    finding: FileFinding
    line: int
    href: str
    fix_url: str = ""


def contradictions(draft: Draft, manifest: Manifest) -> list[ContradictionRow]:
    """The contradictions between the objects of a file, but for those that are among the advice."""
    found = file_findings(manifest, draft.kubernetes)
    return [_row(draft, manifest, number, one) for number, one in enumerate(found) if not one.rule]


def _row(draft: Draft, manifest: Manifest, number: int, one: FileFinding) -> ContradictionRow:
    tree = parse.documents_of(manifest.tree.source)[one.document_number].tree
    line = Positions(tree).where(one.path_in_document)[0] if tree else 1
    href = f"{url_of('builder:draft-jump', draft.key)}?line={line}"
    return ContradictionRow(
        one, line, href, url_of("builder:draft-contradiction", draft.key, str(number)) if one.fix else ""
    )
