"""The errors that a change adds to a manifest, even if it moves the list items that had errors before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator

from podbuilder.kube.core.field import Document, FieldError
from podbuilder.kube.core.pod_containers import KINDS
from podbuilder.kube.lint.waivers import place_of
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import Review

Key = Callable[[Document, FieldError], Hashable]
Placed = list[tuple[Document, FieldError]]


def new_errors(before: tuple[Manifest, Review], after: tuple[Manifest, Review]) -> list[FieldError]:
    """The errors that the second manifest has and the first lacks.

    Two errors are the same if they say the same about the same field of an item with the same name; failing that, if
    they say the same about that field of any item, for the item may have been renamed, or have no name.
    """
    old, new = list(_placed(*before)), list(_placed(*after))
    for key in (_named, _anywhere):
        old, new = _without_pairs(old, new, key)
    return [error for _, error in new]


def _placed(manifest: Manifest, review: Review) -> Iterator[tuple[Document, FieldError]]:
    """Each error with the document that its path leads into."""
    yield from ((manifest.pod, error) for error in review.errors)
    yield from ((manifest.document, error) for error in (*review.wrapper_errors, *review.pod_errors))


def _without_pairs(old: Placed, new: Placed, key: Key) -> tuple[Placed, Placed]:
    """Both sides without the errors that are on both."""
    shared = Counter(key(*one) for one in old) & Counter(key(*one) for one in new)
    return _without(old, key, shared), _without(new, key, shared)


def _without(errors: Iterable[tuple[Document, FieldError]], key: Key, shared: Counter[Hashable]) -> Placed:
    left, kept = Counter(shared), []
    for one in errors:
        if left[key(*one)]:
            left[key(*one)] -= 1
        else:
            kept.append(one)
    return kept


def _named(document: Document, error: FieldError) -> Hashable:
    """The place of an error, with list items by name, and what it says."""
    return error.type, error.detail, place_of(document, error.path)


def _anywhere(document: Document, error: FieldError) -> Hashable:
    """The field an error is about, whatever item or kind of container it stands in, and what it says."""
    fields = tuple("containers" if part in KINDS else part for part in error.path if not isinstance(part, int))
    return error.type, error.detail, fields
