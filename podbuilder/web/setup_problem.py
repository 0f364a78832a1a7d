"""What is wrong with how Podbuilder is set up: a line or a few that say what to do, in place of a traceback."""

from __future__ import annotations

from django.db import DatabaseError

from podbuilder.web.errors import is_database_away, is_database_unprepared, is_disk_full


def in_words(error: BaseException) -> str | None:
    """The sentences for this error; None if it is a mistake of ours, which deserves its traceback."""
    # A message of libpq or SQLite has a line or two, and no password.
    said = str(error).strip()
    if is_disk_full(error):
        return f"There is no space left on the disk: {said}."
    if not isinstance(error, DatabaseError):
        return None
    if is_database_unprepared(error):
        return f"The database lacks tables of this version ({said}). Run manage.py migrate first."
    if "readonly" in said.replace("-", ""):
        return f"The database cannot be written: {said}. It and its folder must belong to the user who runs this."
    if is_database_away(error):
        return f"Podbuilder cannot reach its database:\n{said}\nDATABASE_URL says where it is."
    return None
