"""A saved template as one YAML file, to keep in a repository, to share, and to import again.

    format: podbuilder/template/1
    name: Web app
    parameters:
    - {name: image, type: image}
    manifest: |
      apiVersion: v1
      …

schemas/template.schema.json describes this format; every file is checked against it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from podbuilder.kube.core.data_folder import data_folder
from podbuilder.kube.manifest import Manifest, ManifestError, write
from podbuilder.kube.templating import Parameter, all_from_json
from podbuilder.kube.templating.declaration import problems
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.positions import Positions
from podbuilder.kube.yamltext.tree import Tree

FORMAT = "podbuilder/template/1"
SCHEMA = data_folder("schemas") / "template.schema.json"
_TEXTS = ("name", "slug", "description", "readme", "icon", "kubernetes")


@dataclass(frozen=True)
class TemplateFile:
    """The contents of a template's file. A field that the file leaves out is empty."""

    name: str
    manifest: str
    parameters: tuple[Parameter, ...] = ()
    slug: str = ""
    description: str = ""
    readme: str = ""
    tags: tuple[str, ...] = ()
    icon: str = ""
    kubernetes: str = ""


class TemplateFileError(Exception):
    """The text is not a template's file: a sentence, and the line (from 1; 0 for the text as a whole)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def read_template(text: str | bytes) -> TemplateFile:
    """The template in a file, with a readable manifest and valid declarations (TemplateFileError if not)."""
    try:
        tree = _tree(text)
    except YamlProblem as problem:
        raise TemplateFileError(problem.message, problem.line) from problem
    error = best_match(_validator().iter_errors(tree.root.value))
    if error is not None:
        raise TemplateFileError(_sentence(error), _line(tree, error.absolute_path))
    data: dict[str, Any] = tree.root.value
    parameters = all_from_json(data.get("parameters", ()))
    for name, sentence in problems(parameters):
        raise TemplateFileError(f"The parameter {name}: {sentence}", _line(tree, ("parameters",)))
    try:
        Manifest.read(data["manifest"])
    except ManifestError as problem:
        # People write the manifest as a block scalar, whose text begins on the line after its key.
        raise TemplateFileError(
            f"The manifest cannot be read. {problem.message}", _line(tree, ("manifest",)) + problem.line
        ) from problem
    return TemplateFile(
        manifest=data["manifest"],
        parameters=parameters,
        tags=tuple(data.get("tags", ())),
        **{name: data.get(name, "") for name in _TEXTS},
    )


def write_template(template: TemplateFile) -> str:
    """The template as the text of a file, which reads back as the same template."""
    said: dict[str, Any] = {"format": FORMAT}
    said |= {name: value for name in _TEXTS if (value := getattr(template, name))}
    if template.tags:
        said["tags"] = list(template.tags)
    if template.parameters:
        said["parameters"] = [parameter.to_json() for parameter in template.parameters]
    # Written key by key, in an order that suits the reader; `write` would order them as in a Kubernetes object.
    return "".join(write({name: value}) for name, value in [*said.items(), ("manifest", template.manifest)])


def _tree(text: str | bytes) -> Tree:
    return parse.only_mapping(
        text,
        f"A template's file is one YAML document that says “format: {FORMAT}”.",
        f"A template's file is a mapping that begins with “format: {FORMAT}”.",
    )


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _line(tree: Tree, path: Iterable[Any]) -> int:
    return Positions(tree).where(tuple(path))[0]


def _sentence(error: ValidationError) -> str:
    """An error of jsonschema as a sentence for people."""
    where = ".".join(str(part) for part in error.absolute_path) or "A template's file"
    say = _SENTENCES.get(str(error.validator))
    return f"{where} {say(error.validator_value, error.instance) if say else 'is not valid'}."


def _missing(wanted: Any, found: Any) -> str:
    return f"has no {next(name for name in wanted if name not in found)}"


def _of_type(wanted: Any, found: Any) -> str:
    return f"must be {wanted if isinstance(wanted, str) else ' or '.join(wanted)}"


_SENTENCES: dict[str, Callable[[Any, Any], str]] = {
    "required": _missing,
    "type": _of_type,
    "additionalProperties": lambda *_: "has a key that no template has; schemas/template.schema.json lists the keys",
    "enum": lambda wanted, _: f"must be one of {', '.join(map(str, wanted))}",
    "const": lambda wanted, _: f"must be {wanted}",
    "pattern": lambda *_: "must consist of lower-case letters and digits, with single dashes between them",
    "maxLength": lambda wanted, _: f"is longer than {wanted} characters",
    "maxItems": lambda wanted, _: f"has more than {wanted} entries",
    "uniqueItems": lambda *_: "has an entry twice",
}
