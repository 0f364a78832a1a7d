"""What `kubectl get … -o yaml` or `-o json` prints, read into objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from podbuilder.kube.cluster.facts import FactsError
from podbuilder.kube.core.limits import MAX_CLUSTER_CHARACTERS

# How a list begins that kubectl prints; its items stand at the margin, each behind a dash.
_LIST = re.compile(r"apiVersion: v1\nitems:\n(?=- )")
_ITEM = re.compile(r"^(?=- )", re.MULTILINE)
_AFTER_ITEMS = re.compile(r"^(?=[^\s-])", re.MULTILINE)
_PIECE = 1 << 18
_DEEPEST = 500
# What may nest deeply without brackets: wide margins, and dashes in a row.
_DEEP_BLOCK = re.compile(r"^ {100}|(?:[-?:][ \t]+){50}", re.MULTILINE)
# Texts stay texts, even where they look like dates; and nothing is copied into its surroundings.
_NOT_RESOLVED = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:merge", "tag:yaml.org,2002:value")


class _Loader(yaml.CSafeLoader):
    """YAML as kubectl writes it."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as PyYAML has it
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in _NOT_RESOLVED]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


def objects_of(text: str | bytes) -> Iterator[Any]:
    """The objects of a text in JSON or YAML, one by one (FactsError where it is neither)."""
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise FactsError("The file is not UTF-8.") from problem
    if len(text) > MAX_CLUSTER_CHARACTERS:
        raise FactsError(f"A snapshot has at most {MAX_CLUSTER_CHARACTERS:,} characters.")
    if text.lstrip()[:1] in ("{", "["):
        try:
            content = json.loads(text)
        except (ValueError, RecursionError):
            # Flow style is YAML too.
            yield from _documents(text)
            return
        yield from content if isinstance(content, list) else [content]
        return
    yield from _yaml_objects(text.replace("\r\n", "\n"))


def _yaml_objects(text: str) -> Iterator[Any]:
    """Lists of kubectl are read item by item: as a whole they would take up much more memory."""
    start = _LIST.match(text)
    end = _AFTER_ITEMS.search(text, start.end()) if start else None
    if not start or not end:
        yield from _documents(text)
        return
    for piece in _pieces(text, start.end(), end.start()):
        for items in _documents(piece):
            yield from items if isinstance(items, list) else [items]
    yield from _documents(text[: start.end()].replace("items:\n", "") + text[end.start() :])


def _pieces(text: str, start: int, end: int) -> Iterator[str]:
    """The items between two places, several at a time."""
    begun = start
    for item in _ITEM.finditer(text, start, end):
        if item.start() - begun >= _PIECE:
            yield text[begun : item.start()]
            begun = item.start()
    yield text[begun:end]


def _check_depth(text: str) -> None:
    """Refuse what is nested deeper than libyaml can build. Where nothing hints at that, nothing is looked at twice."""
    if text.count("[") + text.count("{") <= _DEEPEST and not _DEEP_BLOCK.search(text):
        return
    depth = 0
    for event in yaml.parse(text, _Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise FactsError("This is nested deeper than anything of a cluster.")


def _documents(text: str) -> Iterator[Any]:
    try:
        _check_depth(text)
        yield from yaml.load_all(text, _Loader)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        raise FactsError(f"This is neither JSON nor YAML{where}.") from None
    except (ValueError, RecursionError) as problem:
        raise FactsError("This is YAML that no kubectl writes.") from problem


def objects_of_all(texts: Iterable[str | bytes]) -> Iterator[Any]:
    """The objects of several texts."""
    for text in texts:
        yield from objects_of(text)
