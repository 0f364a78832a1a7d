"""Where a field belongs that the API does not know at its place: the free places of the document that would take it.

The catalogue says which mappings have a field of that name, and whether it would take the value. Of several places the
likeliest comes first: the empty mapping right above, the last item of the list above, what needs and lacks the field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from podbuilder.kube.catalogue import FieldSpec
from podbuilder.kube.core import document as documents
from podbuilder.kube.core import versions
from podbuilder.kube.core.field import Document, FieldPath, Key
from podbuilder.kube.core.pod_containers import CONTAINERS
from podbuilder.kube.corrections.fit import fit
from podbuilder.kube.corrections.shape import shaped
from podbuilder.kube.corrections.sites import Site, sites
from podbuilder.kube.corrections.spellings import like, plain, spellings
from podbuilder.kube.validation.resources import (
    STANDARD_CONTAINER_RESOURCES,
    is_extended_resource_name,
    is_overcommit_allowed,
)

# Mappings around the field that are looked at: a place further away is hardly meant.
NEAR = 60
# How many mappings may be missing on the way.
MOST_HOPS = 2
# A second place is offered where it is about as likely as the first.
MARGIN = 15
MOST_HOMES = 3
# How much less likely a place in another item of the same list is.
OTHER_ITEM = 30
# What no person writes into a new manifest.
_NEVER_NEW = frozenset({"status", "ephemeralContainers", "overhead"})


class Home(NamedTuple):
    """A place that would take the field: its path there, the value it would have, and how likely it is.

    The value is MISSING where only the name is right.
    """

    path: FieldPath
    value: Any
    likelihood: float
    # Whether the mapping that it belongs into stands empty right above it.
    is_indent: bool = False


class Homes:
    """The places of one object, for all the fields in it that are unknown where they stand."""

    def __init__(self, whole: Document, root: FieldSpec) -> None:
        self._whole = whole
        self._sites = list(sites(whole, root))
        self._numbers = {site.path: number for number, site in enumerate(self._sites)}
        self._names = spellings(root)

    def of(self, path: FieldPath) -> list[Home]:
        """The places for the unknown field at `path`, the likeliest first; of the others only those about as likely."""
        here = self._numbers.get(path.parent)
        if here is None:
            return []
        site = self._sites[here]
        found = sorted(self._candidates(path, site, here), key=lambda home: home.likelihood)
        if not found:
            names = [name for name in self._known(str(path[-1]), site, site) if site.takes(name)]
            return [Home(site.at(name), documents.MISSING, 0) for name in names[:1]]
        # Of several ways to one place the likeliest counts.
        ranked = sorted({home.path: home for home in found}.values(), key=lambda home: -home.likelihood)
        # Beside a place for the very name no other name is offered.
        if ranked[0].path[-1] == path[-1]:
            ranked = [home for home in ranked if home.path[-1] == path[-1]]
        return [home for home in ranked if home.likelihood > ranked[0].likelihood - MARGIN][:MOST_HOMES]

    def _candidates(self, path: FieldPath, here: Site, number: int) -> Iterator[Home]:
        name, value = str(path[-1]), documents.get(self._whole, path)
        above = self._above(here, name)
        for site in self._around(path, number, above):
            nearness = _nearness(here.path, site.path, above)
            # What is missing beside the mapping counts as beside it, not as around it.
            beside = min(nearness, 30 - len(here.path) + len(site.path)) if path.is_under(site.path) else nearness
            for known in self._known(name, site, here):
                field = site.takes(known)
                # Any name fits into a map, so only the one above is meant, and rather where it is empty.
                is_near = _is_amount(site.spec, known) if _has_amounts(site.spec) else site.path in above
                is_possible = site.spec.type == "object" or is_near
                if field is not None and is_possible and (site is here or _is_called(name, field, known)):
                    yield from _home(site, site.at(known), field, value, nearness, name, above)
                for way, field in _ways(site.spec, known):
                    if not _is_called(name, field, known):
                        continue
                    if documents.get(site.value, way[:1]) in (None, [], {}) and not _is_excluded(site, str(way[0])):
                        yield from _home(site, FieldPath((*site.path, *way)), field, value, beside, name, above)

    def _known(self, name: str, site: Site, here: Site) -> Iterable[str]:
        """The names that may be meant: as it is spelt, as another tool spells it, and at its own place the nearest."""
        names = dict.fromkeys((name, *self._names.get(plain(name), ())))
        if site is here and not any(known in site.spec.fields for known in names):
            names.update(dict.fromkeys(filter(None, [like(name, site.spec.fields)])))
        return names

    def _above(self, here: Site, name: str) -> tuple[FieldPath, ...]:
        """The path of what stands right above the field in its mapping, and those of its last parts."""
        before: str | None = None
        for key in here.value or ():
            if key == name:
                break
            before = key if key in here.spec.fields else before
        if before is None:
            return ()
        path, node = here.path.child(before), (here.value or {})[before]
        found = [path]
        while node and isinstance(node, (dict, list)):
            part = len(node) - 1 if isinstance(node, list) else next(reversed(node))
            path = FieldPath((*path, part))
            node = node[part]
            found.append(path)
        return tuple(found)

    def _around(self, path: FieldPath, number: int, above: tuple[FieldPath, ...]) -> Iterator[Site]:
        """The mappings that the field stands in, those above it, and the nearest others in the order of the text."""
        first = max(0, number - NEAR // 2)
        chosen = set(range(first, first + NEAR))
        parents = [FieldPath(path[:length]) for length in range(len(path))]
        chosen.update(self._numbers[one] for one in (*parents, *above) if one in self._numbers)
        for each in sorted(chosen):
            if each < len(self._sites):
                yield self._sites[each]


@lru_cache(maxsize=1 << 14)
def _ways(spec: FieldSpec, name: str, hops: int = MOST_HOPS) -> tuple[tuple[tuple[str | int, ...], FieldSpec], ...]:
    """The ways to fields of that name through what an object does not have yet: mappings, and lists with an item."""
    found: list[tuple[tuple[str | int, ...], FieldSpec]] = []
    for step, field in spec.fields.items():
        inner, way = (field.item, (step, 0)) if field.type == "list" else (field, (step,))
        if inner is None or step in _NEVER_NEW:
            continue
        if name in inner.fields:
            found.append(((*way, name), inner.fields[name]))
        elif inner.item is not None and _is_amount(inner, name):
            found.append(((*way, Key(name)), inner.item))
        elif hops > 1:
            found += [((*way, *rest), each) for rest, each in _ways(inner, name, hops - 1)]
    return tuple(found)


def _home(
    site: Site, path: FieldPath, field: FieldSpec, value: Any, nearness: float, name: str, above: tuple[FieldPath, ...]
) -> Iterator[Home]:
    share = fit(value, field)
    if share < 1.0:
        other = shaped(value, field)
        if other is not documents.MISSING:
            value, share = other, 0.9
    if share < 0.5:
        return
    hops = len(path) - len(site.path) - 1
    likelihood = nearness + 40 * share - (0 if path[-1] == name else _strangeness(name, field))
    if hops == 0:
        likelihood += _need(site, field)
    else:
        # A new item is likely only in a list that must have one.
        first = site.spec.fields[str(path[len(site.path)])]
        lists = sum(isinstance(part, int) for part in path[len(site.path) :])
        likelihood += 30 if first.required else -20 * lists
        likelihood -= 25 * hops
    likelihood += (2 if CONTAINERS in path else 0) - (0 if field.since == versions.VERSIONS[0] else 8)
    if _is_amount_in(path) and not is_overcommit_allowed(name):
        # What cannot be shared must have a limit.
        likelihood += 5
    is_indent = hops == 0 and site.path in above[:1] and site.value is None
    yield Home(path, value, likelihood, is_indent)


def _strangeness(name: str, field: FieldSpec) -> float:
    """How far a name is from the field's: the same but for its spelling, another tool's, or only like it."""
    return 10 if plain(name) in map(plain, (field.name, *field.also)) else 20


def _is_called(name: str, field: FieldSpec, known: str) -> bool:
    """Whether somebody may call a field so: as it is called, spelt otherwise, or as another tool calls this field."""
    return name == known or plain(name) in (plain(known), *map(plain, field.also))


def _is_amount(spec: FieldSpec, name: str) -> bool:
    """Whether `name` is a resource, and `spec` a map of amounts."""
    return _has_amounts(spec) and (name in STANDARD_CONTAINER_RESOURCES or is_extended_resource_name(name))


def _is_amount_in(path: FieldPath) -> bool:
    return path[-2:-1] == ("limits",) and isinstance(path[-1], Key)


def _has_amounts(spec: FieldSpec) -> bool:
    return spec.type == "map" and spec.item is not None and spec.item.type == "quantity"


def _is_excluded(site: Site, name: str) -> bool:
    """Whether a field would be one too many of a union."""
    value = site.value or {}
    unions = [union.branches for union in site.spec.unions if name in union.branches]
    return any(value.get(branch) is not None for branches in unions for branch in branches)


def _need(site: Site, field: FieldSpec) -> float:
    """How much a mapping needs the field: it may be required, or the missing branch of a union, or one too many."""
    if _is_excluded(site, field.name):
        return -40
    if any(field.name in union.branches for union in site.spec.unions if union.required):
        return 25
    if site.spec.type == "map":
        return 10 if site.value is None else -20
    if field.required:
        return 25
    return 25 if site.value is None else 0


def _nearness(here: FieldPath, there: FieldPath, above: tuple[FieldPath, ...]) -> float:
    """How near a mapping is to the one that the field stands in."""
    if there in above:
        return 60 if there == above[0] else 50
    if here == there:
        return 30
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    up, down = len(here) - common, len(there) - common
    if not down:
        return 45 - 2 * up
    # Another item of the same list is hardly meant.
    is_other_item = up > 0 and isinstance(here[common], int)
    return 30 - 3 * up - down - (OTHER_ITEM if is_other_item else 0)
