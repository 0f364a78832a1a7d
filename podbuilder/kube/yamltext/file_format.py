"""A YAML format of our own with a JSON schema: its files are read, checked, and what does not fit is put into words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.positions import Positions
from podbuilder.kube.yamltext.tree import Tree

# What is said of a keyword of the schema: from its value there, and what stands in the file instead.
Wording = Callable[[Any, Any], str]


class FileFormatError(Exception):
    """A text is no file of this format: a sentence, and the line (from 1; 0 for the text as a whole)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True)
class FileFormat:
    """A format: what its files say under `format`, its schema, what sentences call a file, and its own words."""

    name: str
    schema: Path
    subject: str
    error: type[FileFormatError]
    words: Mapping[str, Wording]

    def read(self, text: str | bytes) -> Tree:
        """The mapping in a file, which fits the schema (`error` if it does not)."""
        try:
            tree = parse.only_mapping(
                text,
                f"{self.subject} is one YAML document that says “format: {self.name}”.",
                f"{self.subject} is a mapping that begins with “format: {self.name}”.",
            )
        except YamlProblem as problem:
            raise self.error(problem.message, problem.line) from problem
        misfit = best_match(_validator(self.schema).iter_errors(tree.root.value))
        if misfit is not None:
            raise self.error(self._sentence(misfit), line_of(tree, misfit.absolute_path))
        return tree

    def _sentence(self, misfit: ValidationError) -> str:
        where = ".".join(str(part) for part in misfit.absolute_path) or self.subject
        keyword = str(misfit.validator)
        say = self.words.get(keyword) or _WORDS.get(keyword)
        return f"{where} {say(misfit.validator_value, misfit.instance) if say else 'is not valid'}."


def line_of(tree: Tree, path: Iterable[Any]) -> int:
    """The line of the value at a path, or of the nearest one above it."""
    return Positions(tree).where(tuple(path))[0]


@lru_cache
def _validator(schema: Path) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))


# What is said of every format in the same way.
_WORDS: dict[str, Wording] = {
    "required": lambda wanted, found: f"has no {next(name for name in wanted if name not in found)}",
    "type": lambda wanted, _: f"must be {wanted if isinstance(wanted, str) else ' or '.join(wanted)}",
    "const": lambda wanted, _: f"must be {wanted}",
}
