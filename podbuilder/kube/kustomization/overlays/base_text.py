"""The files that hold the objects of a base as one text, and that text, once it is another, back in its files."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from podbuilder.kube.core import document
from podbuilder.kube.core.alignment import align
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.kustomization.folder import TOP, Folder, joined
from podbuilder.kube.kustomization.overlays.field_owners import with_edit
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.edits import Edit
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.source import LINE_END, LINE_ENDS

_MARK, _BOM = "---\n", "\ufeff"
_MARKER = re.compile(rf"\A---[ \t]*(?:{LINE_END.pattern})")
_BEGINS = re.compile(r"---(?!\S)")
_UNSAFE = re.compile(r"[^a-z0-9.-]+")
_LONGEST = 100
_LISTS = ("resources", "bases")
# The most levels of bases below a base that are looked into.
_MOST_LEVELS = 20


class Listing(NamedTuple):
    """A file of objects, and where it is listed: the kustomization, and the place in that."""

    file: str
    kustomization: str
    at: tuple[str, int]


class _Part(NamedTuple):
    """A document of a text: the comments in front of it, its own lines, and behind the last one what is left."""

    before: str
    core: str
    after: str
    key: tuple[str, ...]

    @property
    def bare(self) -> str:
        """Its lines without the line that begins a document."""
        return _ended(_MARKER.sub("", self.core, count=1))

    @property
    def marker(self) -> str:
        """The line that begins it; "" for none."""
        found = _MARKER.match(self.core)
        return found.group() if found else ""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A document of a file of the folder, and its number in that file."""

    file: str
    number: int
    part: _Part


class _Placed(NamedTuple):
    """A document of the text as it will stand in a file; what it was there, None for a new one."""

    old: _Kept | None
    before: str
    bare: str
    after: str

    @property
    def is_same(self) -> bool:
        """Whether it is as it was."""
        one = self.old.part if self.old else None
        return one is not None and (one.before, one.bare, one.after) == (self.before, self.bare, self.after)

    @property
    def lines(self) -> str:
        """Its lines: those that it had, where they say the same."""
        if self.old is None:
            return self.bare
        one = self.old.part
        return self.before + (one.core if one.bare == self.bare else one.marker + self.bare) + self.after


def entries(folder: Folder, path: str) -> list[tuple[tuple[str, int], str]]:
    """What a folder's kustomization lists as resources, each with its place, whatever else it says.

    A kustomization that cannot be built is read as well (KustomizationError if it is no mapping).
    """
    content = folder.document(folder.kustomization_path(path))
    found = [((name, i), one) for name in _LISTS for i, one in enumerate(document.listed(content, (name,)))]
    return [(at, one) for at, one in found if isinstance(one, str)]


def listings(folder: Folder, base: str) -> list[Listing]:
    """The files of a base's objects in their order, each once, those of the bases below it among them."""
    found: dict[str, Listing] = {}
    for one in _listings(folder, base, _MOST_LEVELS):
        found.setdefault(one.file, one)
    return list(found.values())


def _listings(folder: Folder, base: str, levels: int) -> Iterator[Listing]:
    try:
        kustomization, found = folder.kustomization_path(base), entries(folder, base)
    except KustomizationError:
        # One below the base that is no kustomization: its files stand in no text.
        return
    for at, entry in found:
        below = joined(base, entry)
        if below in folder.files:
            yield Listing(below, kustomization, at)
        elif below in folder.folders() and levels:
            yield from _listings(folder, below, levels - 1)


def text_of(folder: Folder, base: str) -> str:
    """The objects of a base as one text: the lines of their files."""
    text = ""
    for one in listings(folder, base):
        own = folder.files[one.file]
        text += _separator(own, text) + _ended(own.removeprefix(_BOM) if text else own)
    return text


def _separator(own: str, before: str) -> str:
    return _MARK if before and not _BEGINS.match(own.removeprefix(_BOM)) else ""


def _ended(text: str) -> str:
    return text if text.endswith(tuple(LINE_ENDS)) or not text else f"{text}\n"


def _parts(text: str, file: str = "") -> list[_Part]:
    """The documents of a text (KustomizationError)."""
    found: list[_Part] = []
    last = 0
    try:
        for one in parse.documents(text):
            start, stop = one.stretch
            found.append(
                _Part(
                    text[last:start], text[start:stop], "", _key(one.tree, _MARKER.sub("", text[start:stop], count=1))
                )
            )
            last = stop
    except YamlProblem as problem:
        line = f"Line {problem.line}: " if problem.line else ""
        raise KustomizationError(f"{line}{problem.message}", file) from problem
    if found:
        found[-1] = found[-1]._replace(after=text[last:])
    return found


def _key(tree: Any, lines: str) -> tuple[str, ...]:
    """What an object is known by."""
    content = tree.root.value if tree else None
    names = [document.get(content, path) for path in (("kind",), ("metadata", "namespace"), ("metadata", "name"))]
    return ("", "", lines) if names[0] is None else tuple(map(str, names))


def with_text(folder: Folder, base: str, text: str) -> Folder:
    """The folder with the objects of its base as a text has them by now (KustomizationError).

    Each document stands in the file that it came from, whose other lines stay; a new one is a file of its own beside
    the one before it, listed after that; a file whose objects are all gone is gone, too.
    """
    if text == text_of(folder, base):
        return folder
    return _Placing(folder, base, text).folder()


class _Placing:
    """The documents of a text on their way into the files of a base."""

    def __init__(self, folder: Folder, base: str, text: str) -> None:
        self.base, self.files, self.others = base, dict(folder.files), folder.others
        self.listings = {one.file: one for one in listings(folder, base)}
        self.kept = _kept_parts(folder, base)
        self.placed = _placed(self.kept, _parts(text))

    def folder(self) -> Folder:
        """The folder with all of them."""
        made: dict[str, list[_Placed]] = defaultdict(list)
        added: list[tuple[str, _Placed]] = []
        last = ""
        for number, one in enumerate(self.placed):
            file = one.old.file if one.old else self._file_around(number, last)
            if file:
                made[file].append(one)
            else:
                added.append((last, one))
            last = file or last
        for file, found in made.items():
            self.files[file] = self._text(file, found)
        # From the last to the first, so that each comes right behind its file.
        for after, one in reversed(added):
            self._add(after, one)
        for file in dict.fromkeys(one.file for one in self.kept):
            if not made[file]:
                self._drop(file)
        return Folder(self.files, self.others)

    def _file_around(self, number: int, last: str) -> str:
        """The file that a new document stands in the midst of; "" for none."""
        after = next((one.old.file for one in self.placed[number:] if one.old), "")
        return last if last == after else ""

    def _text(self, file: str, found: Sequence[_Placed]) -> str:
        """The text of a file with its documents: the lines that it had, where they are the same."""
        own, kept = self.files[file], [one for one in self.kept if one.file == file]
        if [one.old for one in found] == kept and all(one.is_same for one in found):
            return own
        text = ""
        for one in found:
            text = _ended(text) + ("" if one.old or not text else _MARK) + one.lines
        return text if own.endswith(tuple(LINE_ENDS)) else text.removesuffix("\n")

    def _add(self, after: str, one: _Placed) -> None:
        """Put a new document into a file of its own, and list that behind another file."""
        listing = self.listings.get(after)
        folder = Folder(self.files, self.others)
        kustomization = listing.kustomization if listing else folder.kustomization_path(self.base)
        path = posixpath.dirname(kustomization) or TOP
        found = (at for at, entry in entries(folder, path) if joined(path, entry) == after)
        name, index = next(found, ("resources", -1))
        file = _free_name(one.bare, {posixpath.relpath(other, path) for other in self.files})
        text = with_edit(self.files[kustomization], 0, Edit("insert", FieldPath((name, index + 1)), file))
        if text is None:
            raise KustomizationError(f"The new file {file} cannot be listed in it.", kustomization)
        self.files |= {kustomization: text, joined(path, file): one.bare}

    def _drop(self, file: str) -> None:
        """Take a file away whose documents are gone."""
        kustomization = self.listings[file].kustomization
        path = posixpath.dirname(kustomization) or TOP
        at = next(at for at, entry in entries(Folder(self.files), path) if joined(path, entry) == file)
        text = with_edit(self.files[kustomization], 0, Edit("remove", FieldPath(at)))
        if text is None:
            raise KustomizationError(
                f"{file} has no objects any more, and cannot be taken off its list.", kustomization
            )
        self.files[kustomization] = text
        del self.files[file]


def _free_name(text: str, taken: Collection[str]) -> str:
    """A file's name for an object, with a number if there is such a file."""
    kind, _, name = _parts(text)[0].key
    stem = _UNSAFE.sub("-", f"{kind}-{name}".lower())[:_LONGEST].strip("-.") if kind else "object"
    names = (f"{stem}.yaml", *(f"{stem}-{number}.yaml" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _kept_parts(folder: Folder, base: str) -> list[_Kept]:
    files = [one.file for one in listings(folder, base)]
    return [_Kept(file, i, part) for file in files for i, part in enumerate(_parts(folder.files[file], file))]


def _placed(kept: Sequence[_Kept], new: Sequence[_Part]) -> list[_Placed]:
    """The documents of a text, with the comments around them where they belong."""
    found: list[_Placed] = []
    before: _Kept | None = None
    for old, part in zip(_pairs(kept, new), new, strict=True):
        is_first = old is None or before is None or before.file != old.file
        if old is not None and part.before == _gap(before if is_first else None, old):
            found.append(_Placed(old, old.part.before, part.bare, old.part.after))
        else:
            own = part.before.removeprefix(_MARK) if is_first and found else part.before
            found.append(_Placed(old, own, part.bare, old.part.after if old else ""))
            if len(found) > 1:
                found[-2] = found[-2]._replace(after="")
        before = old
    if found and _ended(found[-1].after) != _ended(new[-1].after):
        found[-1] = found[-1]._replace(after=new[-1].after)
    return found


def _gap(before: _Kept | None, old: _Kept) -> str:
    """What stands between the first document of a file and the last one of the file before it, in one text."""
    own = old.part.before.removeprefix(_BOM) if before else old.part.before
    return (before.part.after if before else "") + (_MARK if own and before else "") + own


def _pairs(kept: Sequence[_Kept], new: Sequence[_Part]) -> list[_Kept | None]:
    """For each document of a text the one of a file that it was; None for a new one."""
    found: list[_Kept | None] = [None] * len(new)
    # Where the next documents begin that are the same, on both sides.
    ends = [(0, 0)]
    runs = align([one.part.key for one in kept], [one.key for one in new]).runs
    for first, second, size in runs:
        found[second : second + size] = kept[first : first + size]
        ends += [(first, second), (first + size, second + size)]
    ends.append((len(kept), len(new)))
    left = {number: one for number, one in enumerate(kept) if one not in found}
    for number in [number for number, one in enumerate(found) if one is None]:
        moved = next((old for old, one in left.items() if one.part.key == new[number].key), None)
        found[number] = None if moved is None else left.pop(moved)
    for (old_start, start), (old_stop, stop) in pairwise(ends):
        # Between two that are the same, one of another name is the same one renamed.
        here = [number for number in range(old_start, old_stop) if number in left]
        for number, old in zip((n for n in range(start, stop) if found[n] is None), here, strict=False):
            found[number] = left.pop(old)
    return found


def changed_text(folder: Folder, base: str, text: str, files: Mapping[str, str]) -> str:
    """A text with what another state of the files says of its documents (KustomizationError).

    `folder` is the folder with this text in it; the files have as many documents as there.
    """
    new, kept = _parts(text), _kept_parts(folder, base)
    cores = {one.file: [part.bare for part in _parts(files[one.file], one.file)] for one in kept}
    made = ""
    for old, part in zip(_pairs(kept, new), new, strict=True):
        bare = cores[old.file][old.number] if old else part.bare
        made += part.before + (part.core if bare == part.bare else part.marker + bare) + part.after
    return made
