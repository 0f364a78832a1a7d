"""Which of several directories or files lie in one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def nested(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each path that lies in another one, or equals it, with the nearest such. All end in a slash, files as well."""
    # Everything below a directory follows it directly once sorted, so one look at the open directories is enough.
    around: list[str] = []
    for path in sorted(paths):
        while around and not path.startswith(around[-1]):
            around.pop()
        if around:
            yield path, around[-1]
        around.append(path)
