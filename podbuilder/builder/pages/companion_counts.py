"""How much the API server has to say of what stands beside the pods of a file.

A document is judged once while its text stays the same: at nearly all keystrokes none of them has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from podbuilder.builder.advice.advice import review_of
from podbuilder.builder.models import Draft
from podbuilder.kube.companion_review import review_companion
from podbuilder.kube.companions.kinds import KINDS
from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.file_companions import companion_paths_of, every_companion
from podbuilder.kube.review import Review
from podbuilder.kube.templating.placeholders import MARK
from podbuilder.kube.yamltext import parse

# Objects of a file that are judged, those that the outline lists.
MOST = 50
# Characters of a document that is kept with its counts; in a longer one nothing is counted, as it would be each time.
LONGEST = 20_000
# Errors and warnings.
Counts = tuple[int, int]
NONE = (0, 0)


def counts_of_companions(manifest: Manifest, draft: Draft) -> tuple[Counts, ...]:
    """What there is to say of the first companions of a manifest's file, in their order."""
    if not manifest.companions:
        return ()
    found = []
    for one in every_companion(manifest.tree.source, {manifest.document_number: manifest.tree}):
        text = one.tree.text[slice(*one.tree.stretch)]
        if len(text) > LONGEST:
            found.append(NONE)
        elif draft.declared and MARK in text:
            found.append(_counted(review_of(Manifest(*one), draft)))
        else:
            found.append(_counts_in(text, draft.kubernetes).get(one.path, NONE))
        if len(found) == MOST:
            break
    return tuple(found)


def _counted(review: Review) -> Counts:
    return review.error_count, len(review.wrapper_warnings)


@lru_cache(maxsize=512)
def _counts_in(text: str, version: str) -> Mapping[FieldPath, Counts]:
    """The same of the companions in the text of one document, by their paths."""
    tree = parse.documents(text)[0].tree
    whole = tree.root.value if tree else None
    found = {}
    for path in companion_paths_of(whole)[:MOST]:
        one = get(whole, path)
        verdict = review_companion(one, KINDS[one["kind"]], version)
        found[path] = len(verdict.errors), len(verdict.warnings)
    return found
