"""What `kubectl get … -o yaml` or `-o json` prints, read into objects."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

import yaml

from podbuilder.kube.cluster.facts import FactsError
from podbuilder.kube.core.limits import MAX_CLUSTER_CHARACTERS

# How a list begins that kubectl prints; in YAML its items stand at the margin, each behind a dash.
_LIST = re.compile(r"apiVersion: v1\nitems:\n(?=- )")
_JSON_LIST = re.compile(r'\s*\{\s*"apiVersion":\s*"v1",\s*"items":\s*\[\s*(?=\{)')
_NEXT_IN_JSON = re.compile(r"\s*,\s*")
_END_IN_JSON = re.compile(r"\s*\](?=\s*[,}])")
_ITEM = re.compile(r"^(?=- )", re.MULTILINE)
_AFTER_ITEMS = re.compile(r"^(?=[^\s-])", re.MULTILINE)
_PIECE = 1 << 18
# How many events of YAML pass between two words about how far it is.
_EVENTS = 20_000
_NO_KEY = object()
# Nothing of a cluster is nested deeper, and what Python makes of it later is gone through level by level.
_DEEPEST = 200
_TOO_DEEP = "This is nested deeper than anything of a cluster."
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,18})", re.ASCII)
_FRACTION = re.compile(r"[-+]?(?:[0-9]{1,20}\.[0-9]{0,20}|\.[0-9]{1,20})(?:[eE][-+]?[0-9]{1,3})?", re.ASCII)
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


# Is told now and then how much of what was given has been read: bytes of bytes, characters of a text.
Progress = Callable[[int], None]


def objects_of(text: str | bytes, progress: Progress | None = None) -> Iterator[Any]:
    """The objects of a text in JSON or YAML, one by one (FactsError where it is neither)."""
    if isinstance(text, bytes):
        size = len(text)
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise FactsError("The file is not UTF-8.") from problem
        progress = _in_bytes(progress, size, len(text)) if progress else None
    if len(text) > MAX_CLUSTER_CHARACTERS:
        raise FactsError(f"A snapshot has at most {MAX_CLUSTER_CHARACTERS:,} characters.")
    is_json = text.lstrip()[:1] in ("{", "[")
    yield from _json_objects(text, progress) if is_json else _yaml_objects(text.replace("\r\n", "\n"), progress)


def _in_bytes(progress: Progress, size: int, length: int) -> Progress:
    """For a text of so many bytes and characters: what is told in characters is passed on in bytes."""
    return lambda done: progress(done * size // length)


def _json_objects(text: str, progress: Progress | None) -> Iterator[Any]:
    """Lists of kubectl are given item by item: as a whole they would take up much more memory."""
    start = _JSON_LIST.match(text)
    if start:
        yield from _json_items(text, start.end(), progress)
        return
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        # Flow style is YAML too.
        yield from _documents(text, progress)
        return
    yield from content if isinstance(content, list) else [content]


def _json_items(text: str, start: int, progress: Progress | None) -> Iterator[Any]:
    """The items of a list from a place on, and at last the list without them."""
    decoder, place, told = json.JSONDecoder(), start, start
    try:
        while True:
            item, place = decoder.raw_decode(text, place)
            yield item
            if progress and place - told >= _PIECE:
                progress(place)
                told = place
            further = _NEXT_IN_JSON.match(text, place)
            if not further:
                break
            place = further.end()
        end = _END_IN_JSON.match(text, place)
        yield json.loads('{"apiVersion": "v1"' + text[end.end() if end else place :])
    except ValueError:
        raise FactsError("This is neither JSON nor YAML.") from None
    except RecursionError:
        raise FactsError(_TOO_DEEP) from None


def _yaml_objects(text: str, progress: Progress | None) -> Iterator[Any]:
    """The same in YAML."""
    start = _LIST.match(text)
    end = _AFTER_ITEMS.search(text, start.end()) if start else None
    if not start or not end:
        yield from _documents(text, progress)
        return
    done = start.end()
    for piece in _pieces(text, start.end(), end.start()):
        for items in _documents(piece):
            yield from items if isinstance(items, list) else [items]
        done += len(piece)
        if progress:
            progress(done)
    yield from _documents(text[: start.end()].replace("items:\n", "") + text[end.start() :])


def _pieces(text: str, start: int, end: int) -> Iterator[str]:
    """The items between two places, several at a time."""
    begun = start
    for item in _ITEM.finditer(text, start, end):
        if item.start() - begun >= _PIECE:
            yield text[begun : item.start()]
            begun = item.start()
    yield text[begun:end]


def _documents(text: str, progress: Progress | None = None) -> Iterator[Any]:
    events: Iterable[yaml.Event] = yaml.parse(text, yaml.CSafeLoader)
    try:
        yield from _built(_told(events, progress) if progress else events)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        raise FactsError(f"This is neither JSON nor YAML{where}.") from None


def _told(events: Iterable[yaml.Event], progress: Progress) -> Iterator[yaml.Event]:
    """The events, and now and then a word about how far they are."""
    for number, event in enumerate(events, 1):
        if number % _EVENTS == 0 and event.end_mark:
            progress(event.end_mark.index)
        yield event


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
                raise FactsError(_TOO_DEEP)
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


def objects_of_all(texts: Iterable[str | bytes], progress: Progress | None = None) -> Iterator[Any]:
    """The objects of several texts; how much has been read is told of all of them together."""
    done = 0
    for text in texts:
        yield from objects_of(text, _behind(progress, done) if progress else None)
        done += len(text)
        if progress:
            progress(done)


def _behind(progress: Progress, before: int) -> Progress:
    """What is told of one text, as it is told after others."""
    return lambda done: progress(before + done)
