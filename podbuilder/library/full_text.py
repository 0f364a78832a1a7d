"""Full-text search over templates, with what each database has for it.

A template matches if it has every word that is asked for, or one that begins with it. Words are what stands between
spaces and punctuation, so that "registry.example.com/team/app:1.2" is found by "example team app".
"""

from __future__ import annotations

import re
import unicodedata

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from podbuilder.library.models import SavedTemplate, SearchEntry

MOST_WORDS_ASKED = 8
LONGEST_WORD = 60
_WORD = re.compile(r"[^\W_]+")
_POSTGRESQL = (
    "SELECT template_id FROM library_searchentry "
    "WHERE array_to_tsvector(string_to_array(words, ' ')) @@ CAST(%s AS tsquery)"
)
_SQLITE = "SELECT rowid FROM library_search WHERE library_search MATCH %s"


def words_of(text: str) -> list[str]:
    """The words of a text as they are kept and asked for: in lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word[:LONGEST_WORD] for word in _WORD.findall(plain)]


def index(template: SavedTemplate) -> None:
    """Keep what a template is found by in step with it. Called within the transaction that changes it."""
    texts = (template.name, template.slug, template.description, template.images, template.kind, template.readme)
    words = words_of(" ".join((*texts[:5], *template.tags, *template.patterns, template.owner_name, texts[5])))
    SearchEntry.objects.update_or_create(template=template, defaults={"words": " ".join(dict.fromkeys(words))})


def matching(found: QuerySet[SavedTemplate], text: str) -> QuerySet[SavedTemplate]:
    """Those of the templates that have every word of a text, or one that begins with it."""
    words = words_of(text)[:MOST_WORDS_ASKED]
    if not words:
        return found
    if connection.vendor == "postgresql":
        return found.filter(pk__in=RawSQL(_POSTGRESQL, [" & ".join(f"'{word}':*" for word in words)]))  # noqa: S611 - only letters and digits, and a parameter
    return found.filter(pk__in=RawSQL(_SQLITE, [" AND ".join(f'"{word}"*' for word in words)]))  # noqa: S611 - only letters and digits, and a parameter
