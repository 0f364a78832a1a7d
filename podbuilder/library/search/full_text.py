"""Full-text search over templates, with what each database offers for it.

A template matches if it has every word searched for, or a word that begins with it. Texts are split into words at
spaces and punctuation, so that "registry.example.com/team/app:1.2" is found by "example team app".
"""

from __future__ import annotations

import re
import unicodedata

from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from podbuilder.library.models import SavedTemplate, SearchEntry

MOST_WORDS_ASKED = 8
LONGEST_WORD = 60
_WORD = re.compile(r"[^\W_]+")
# For rare words: the templates that have them, from the index. A query by itself, since PostgreSQL overestimates how
# common the beginning of a word is, and would read the list instead.
_FEW = "SELECT template_id FROM library_searchentry WHERE vector @@ CAST(%s AS tsquery) LIMIT %s"
_MOST_FEW = 3000
# For common words: whether a template has them. OFFSET 0 keeps PostgreSQL from joining all matches first, so that a
# list that is read in its own order ends after a page.
_MANY = (
    "EXISTS (SELECT 1 FROM library_searchentry entry WHERE entry.template_id = library_savedtemplate.id "
    "AND entry.vector @@ CAST(%s AS tsquery) OFFSET 0)"
)
# A sample of a fiftieth of the table tells which of the two applies.
_SAMPLE = (
    "SELECT count(*) FROM library_searchentry TABLESAMPLE SYSTEM (2) REPEATABLE (1) WHERE vector @@ CAST(%s AS tsquery)"
)
_MANY_IN_SAMPLE = 10
_SQLITE = "SELECT rowid FROM library_search WHERE library_search MATCH %s"


def words_of(text: str) -> list[str]:
    """The words of a text as they are kept and asked for: in lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word[:LONGEST_WORD] for word in _WORD.findall(plain)]


def index(template: SavedTemplate) -> None:
    """Update the index of a template, in the transaction that changes the template."""
    texts = (template.name, template.slug, template.description, template.images, template.kind, template.readme)
    words = words_of(" ".join((*texts[:5], *template.tags, *template.patterns, template.owner_name, texts[5])))
    SearchEntry.objects.update_or_create(template=template, defaults={"words": " ".join(dict.fromkeys(words))})


def condition(text: str) -> Q:
    """The condition that a template has every word of a text, or a word that begins with it."""
    words = words_of(text)[:MOST_WORDS_ASKED]
    if not words:
        return Q()
    if connection.vendor != "postgresql":
        return Q(pk__in=RawSQL(_SQLITE, [" AND ".join(f'"{word}"*' for word in words)]))  # noqa: S611 - only letters and digits, and a parameter
    asked = " & ".join(f"'{word}':*" for word in words)
    few = _few(asked)
    if few is not None:
        return Q(pk__in=few)
    return Q(RawSQL(_MANY, [asked], output_field=BooleanField()))  # noqa: S611 - a constant and a parameter


def _few(asked: str) -> list[int] | None:
    """The keys of the templates that match if they are few; None if they are many."""
    with connection.cursor() as cursor:
        cursor.execute(_SAMPLE, [asked])
        if cursor.fetchone()[0] >= _MANY_IN_SAMPLE:
            return None
        cursor.execute(_FEW, [asked, _MOST_FEW])
        found = [row[0] for row in cursor.fetchall()]
    return found if len(found) < _MOST_FEW else None
