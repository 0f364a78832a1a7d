"""What `kubectl get … -o yaml` or `-o json` prints, read into objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import yaml

from podbuilder.kube.cluster.facts import FactsError
from podbuilder.kube.core.limits import MAX_CLUSTER_CHARACTERS

# How a list begins that kubectl prints; its items stand at the margin, each behind a dash.
_LIST = re.compile(r"apiVersion: v1\nitems:\n(?=- )")
_ITEM = re.compile(r"^(?=- )", re.MULTILINE)
_AFTER_ITEMS = re.compile(r"^(?=[^\s-])", re.MULTILINE)
_PIECE = 1 << 18
_NO_KEY = object()
# Nothing of a cluster is nested deeper, and what Python makes of it later is gone through level by level.
_DEEPEST = 200
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,18})", re.ASCII)
_FRACTION = re.compile(r"[-+]?(?:[0-9]{1,20}\.[0-9]{0,20}|\.[0-9]{1,20})(?:[eE][-+]?[0-9]{1,3})?", re.ASCII)
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


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
    """Lists of kubectl are given item by item: as a whole they would take up much more memory."""
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


def _documents(text: str) -> Iterator[Any]:
    try:
        yield from _built(yaml.parse(text, yaml.CSafeLoader))
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        raise FactsError(f"This is neither JSON nor YAML{where}.") from None


def _built(events: Iterable[yaml.Event]) -> Iterator[Any]:
    """The documents that libyaml's events tell of.

    PyYAML's own way is many times slower, and calls itself for each level.
    """
    # What is open, from the outside in; the key of a map for which a value is still to come; by what name it is known.
    above: list[Any] = []
    keys: list[Any] = []
    names: list[str | None] = []
    known: dict[str | None, Any] = {}
    for event in events:
        if isinstance(event, yaml.ScalarEvent):
            value: Any = _plain(event.value) if event.implicit[0] else event.value
            known[event.anchor] = value
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if len(above) == _DEEPEST:
                raise FactsError("This is nested deeper than anything of a cluster.")
            above.append({} if isinstance(event, yaml.MappingStartEvent) else [])
            keys.append(_NO_KEY)
            names.append(event.anchor)
            continue
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            value = above.pop()
            keys.pop()
            known[names.pop()] = value
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in known:
                raise FactsError("This is YAML that is a part of itself.")
            value = known[event.anchor]
        else:
            continue
        if not above:
            yield value
        elif isinstance(above[-1], list):
            above[-1].append(value)
        elif keys[-1] is _NO_KEY:
            # What no object has as a key is none that counts.
            keys[-1] = event.value if isinstance(event, yaml.ScalarEvent) else ""
        else:
            above[-1][keys[-1]] = value
            keys[-1] = _NO_KEY


@lru_cache(maxsize=4096)
def _plain(text: str) -> Any:
    """What a text without quotes stands for, as kubectl writes numbers and the like; all else stays a text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FRACTION.fullmatch(text) else text


def objects_of_all(texts: Iterable[str | bytes]) -> Iterator[Any]:
    """The objects of several texts."""
    for text in texts:
        yield from objects_of(text)
