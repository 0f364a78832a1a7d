"""Searching the library: sections, filters, order, and pages that begin behind a mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core import signing
from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from podbuilder.accounts.http import Asker
from podbuilder.library.models import SavedTemplate, Visibility
from podbuilder.library.models.template import SavedTemplateQuerySet
from podbuilder.library.search.full_text import condition

PAGE = 30
LONGEST_QUERY = 200
MINE, PUBLIC, STARRED, EVERYTHING = "mine", "public", "starred", ""
# By the word in the address: the column to sort by, whether it is descending, and its label.
SORTS: dict[str, tuple[str, bool, str]] = {
    "updated": ("updated", True, "Newest change first"),
    "stars": ("stars", True, "Most stars first"),
    "name": ("name", False, "By name"),
}
DEFAULT_SORT = "updated"


@dataclass(frozen=True)
class TemplateQuery:
    """What somebody searches for. Empty texts filter nothing."""

    text: str = ""
    # MINE, PUBLIC, STARRED, a team's slug as "team:SLUG", or EVERYTHING.
    where: str = ""
    visibility: str = ""
    tag: str = ""
    pattern: str = ""
    kind: str = ""
    sort: str = DEFAULT_SORT
    # The mark behind which the page begins, from `TemplatePage.next`.
    after: str = ""

    @classmethod
    def of(cls, params: Mapping[str, str]) -> TemplateQuery:
        """The query in an address; invalid values are ignored."""
        said = {name: params.get(name, "").strip()[:LONGEST_QUERY] for name in cls.__dataclass_fields__}
        said["text"] = params.get("q", "").strip()[:LONGEST_QUERY]
        said["after"] = params.get("after", "")[:1000]
        if said["sort"] not in SORTS:
            said["sort"] = DEFAULT_SORT
        if said["visibility"] not in Visibility.values:
            said["visibility"] = ""
        return cls(**{name: value.replace("\x00", "") for name, value in said.items()})

    def query(self, **changes: str) -> str:
        """The query string of the address for this search, with changes. It begins at the first page."""
        said = {name: getattr(self, name) for name in self.__dataclass_fields__ if name not in ("text", "after")}
        said = {"q": self.text, **said, **changes}
        return urlencode({k: v for k, v in said.items() if v and not (k == "sort" and v == DEFAULT_SORT)})

    @property
    def is_narrowed(self) -> bool:
        """Whether anything filters besides the section."""
        return any((self.text, self.visibility, self.tag, self.pattern, self.kind))


@dataclass(frozen=True)
class TemplatePage:
    """A page of templates, and where the next one begins ("" if this is the last)."""

    templates: list[SavedTemplate] = field(default_factory=list)
    next: str = ""


def search(user: Asker, wanted: TemplateQuery) -> TemplatePage:
    """A page of the templates that match and that this person may see."""
    column, falls, _ = SORTS[wanted.sort]
    order = (f"-{column}", "-pk") if falls else (column, "pk")
    found: set[int] = set()
    has_words = condition(wanted.text)
    for part in _within(user, wanted.where):
        part_rows = _behind(_narrowed(part.filter(has_words), wanted), column, falls, wanted.after).order_by(*order)
        found |= set(part_rows.values_list("pk", flat=True)[: PAGE + 1])
    # Sorted by the database again, which orders names in its own way.
    together = SavedTemplate.objects.filter(pk__in=found).order_by(*order)
    rows = list(together.with_owner().defer("readme")[: PAGE + 1])
    return TemplatePage(rows[:PAGE], _mark(rows[PAGE - 1], column) if len(rows) > PAGE else "")


def _within(user: Asker, where: str) -> list[SavedTemplateQuerySet]:
    """The section of the library, in parts that may overlap."""
    parts = SavedTemplate.objects.visible_parts(user)
    if where == PUBLIC:
        return parts[:1]
    if where == EVERYTHING:
        return parts
    if not user.is_authenticated:
        return []
    if where == MINE:
        return parts[1:2]
    if where == STARRED:
        return [SavedTemplate.objects.visible_to(user).filter(starred_by__user=user)]
    return [part.filter(team__slug=where.removeprefix("team:")) for part in parts[2:]]


def _narrowed(found: QuerySet[SavedTemplate], wanted: TemplateQuery) -> QuerySet[SavedTemplate]:
    for kind, word in (("tag", wanted.tag), ("pattern", wanted.pattern)):
        if word:
            found = found.filter(words__kind=kind, words__word=word)
    if wanted.visibility:
        found = found.filter(visibility=wanted.visibility)
    return found.filter(kind=wanted.kind) if wanted.kind else found


def _behind(found: QuerySet[SavedTemplate], column: str, falls: bool, mark: str) -> QuerySet[SavedTemplate]:
    """The templates behind a mark; all of them if the mark is invalid."""
    try:
        ordered_by, value, pk = signing.loads(mark, salt="library-page") if mark else ("", None, None)
    except signing.BadSignature:
        return found
    if ordered_by != column:
        return found
    value = parse_datetime(str(value)) if column == "updated" else value
    beyond = "lt" if falls else "gt"
    # The first condition lets the database begin at the right place of its index.
    return found.filter(**{f"{column}__{beyond}e": value}).exclude(~Q(**{f"pk__{beyond}": pk}), **{column: value})


def _mark(template: SavedTemplate, column: str) -> str:
    value = getattr(template, column)
    return signing.dumps(
        [column, value.isoformat() if column == "updated" else value, template.pk], salt="library-page"
    )
