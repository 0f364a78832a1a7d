"""A text as a stream of documents: where each begins and ends, without parsing any."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from podbuilder.kube.yamltext.errors import YamlProblem, forbidden_character
from podbuilder.kube.yamltext.node import Node
from podbuilder.kube.yamltext.reader import DocumentReader
from podbuilder.kube.yamltext.source import Source

TOO_LONG = "This text is longer than 1 MiB, the most that can be edited here."
_MARKER = re.compile(r"(?<![^\r\n])(?:---|\.\.\.)(?![^ \t\r\n])")
_HAS_DIRECTIVE = re.compile(r"(?<![^\r\n])%")
_CONTENT = re.compile(r"(?<![^\r\n])(?!---[ \t]*(?:#|[\r\n]|\Z))[ \t]*[^\s#]")
_BEGINS_OBJECT = re.compile(r"\s*+(?:---\s++)?\{")
_DECODER = json.JSONDecoder()
# More white space before the first object than this is not looked at.
_LONGEST_START = 1000
BOM = "\ufeff"
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class Stretch(NamedTuple):
    """Where a document starts and stops in the text, its `---` line included."""

    start: int
    stop: int


def decode(data: bytes) -> str:
    """The text of a file's bytes: UTF-8, or UTF-16 and UTF-32 with a byte order mark (YamlProblem if it is neither)."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1 if encoding == "utf-8" else 0
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1 if line else 0
        raise YamlProblem(
            f"This is not {encoding.upper()} text. Save the file as UTF-8 and try again.", line, column
        ) from error


def check(source: Source) -> None:
    """Refuse what is too long, and characters that YAML allows nowhere (YamlProblem)."""
    text, most = source.text, source.limits
    if len(text) > most.characters or len(text.encode("utf-8", "replace")) > most.characters:
        raise YamlProblem(TOO_LONG)
    if text.count("\n") + text.count("\r") - text.count("\r\n") >= most.lines:
        raise YamlProblem(f"This text has more than {most.lines:,} lines, the most that can be edited here.")
    found = forbidden_character(text)
    if found is not None:
        offset, message = found
        raise YamlProblem(message, source.line(offset) + 1, source.column(offset) + 1)


def split(source: Source) -> list[Stretch]:
    """The stretches of the documents that hold more than comments (YamlProblem if there are absurdly many)."""
    text = source.text
    first = 1 if text.startswith(BOM) else 0
    if first:
        # The first line starts after the mark, and the patterns find lines by the line breaks before them.
        text = "\n" + text[1:]
    cuts = [first]
    for match in _MARKER.finditer(text):
        cuts.append(match.end() if match.group() == "..." else match.start())
    if _HAS_DIRECTIVE.search(text):
        cuts = _keep_directives(source, cuts)
    cuts.append(len(text))
    stretches = [Stretch(start, stop) for start, stop in pairwise(cuts) if _CONTENT.search(text, start, stop)]
    stretches = [each for one in stretches for each in _objects(text, one)]
    if len(stretches) > source.limits.documents:
        raise YamlProblem(f"This text holds more than {source.limits.documents:,} documents.")
    return stretches


def _objects(text: str, one: Stretch) -> Iterator[Stretch]:
    """The JSON objects of a stretch that follow one another without a line `---` between; else the stretch itself.

    kubectl reads such a stream. Mirrors YAMLOrJSONDecoder, Kubernetes v1.36, apimachinery/pkg/util/yaml.
    """
    start, stop = one
    begin = _BEGINS_OBJECT.match(text, start, stop)
    while begin:
        try:
            _, end = _DECODER.raw_decode(text, begin.end() - 1)
        except (ValueError, RecursionError):
            break
        begin = _BEGINS_OBJECT.match(text, end, stop)
        if begin:
            yield Stretch(start, end)
            start = end
    yield Stretch(start, stop)


def may_be_several(source: Source) -> bool:
    """Whether a text may have several documents; to split it says it for sure.

    Each of its documents asks, so it is looked for once.
    """
    found: bool | None = source.kept.get("may be several")
    if found is None:
        text = source.text
        found = "---" in text or "..." in text or text[:_LONGEST_START].lstrip().startswith("{")
        source.kept["may be several"] = found
    return found


def _keep_directives(source: Source, cuts: list[int]) -> list[int]:
    """Move each cut before `---` up over the `%` lines that belong to the document it begins."""
    text, kept = source.text, [cuts[0]]
    for cut in cuts[1:]:
        start = cut
        if text.startswith("---", cut):
            line = source.line(cut)
            while line > 0 and source.line_starts[line - 1] >= kept[-1]:
                above = source.whole_line(line - 1)
                if above.strip(" \t") and above[0] not in "%#":
                    break
                line -= 1
                if above.startswith("%"):
                    start = source.line_starts[line]
        kept.append(start)
    return kept


def read(source: Source, stretch: Stretch) -> tuple[Node | None, int]:
    """The tree of one document, and how many values it has (YamlProblem if it cannot be read)."""
    reader = DocumentReader(source, stretch.start, stretch.stop)
    return reader.read(), reader.nodes
