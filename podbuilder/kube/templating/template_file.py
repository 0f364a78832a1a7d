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

from dataclasses import dataclass
from typing import Any

from podbuilder.kube.core.data_folder import data_folder
from podbuilder.kube.manifest import Manifest, ManifestError, write
from podbuilder.kube.templating import Parameter, all_from_json
from podbuilder.kube.templating.declaration import problems
from podbuilder.kube.yamltext.file_format import FileFormat, FileFormatError, line_of

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


class TemplateFileError(FileFormatError):
    """The text is not a template's file."""


FORMAT = FileFormat(
    name="podbuilder/template/1",
    schema=data_folder("schemas") / "template.schema.json",
    subject="A template's file",
    error=TemplateFileError,
    words={
        "additionalProperties": lambda *_: (
            "has a key that no template has; schemas/template.schema.json lists the keys"
        ),
        "enum": lambda wanted, _: f"must be one of {', '.join(map(str, wanted))}",
        "pattern": lambda *_: "must consist of lower-case letters and digits, with single dashes between them",
        "maxLength": lambda wanted, _: f"is longer than {wanted} characters",
        "maxItems": lambda wanted, _: f"has more than {wanted} entries",
        "uniqueItems": lambda *_: "has an entry twice",
    },
)


def read_template(text: str | bytes) -> TemplateFile:
    """The template in a file, with a readable manifest and valid declarations (TemplateFileError if not)."""
    tree = FORMAT.read(text)
    data: dict[str, Any] = tree.root.value
    parameters = all_from_json(data.get("parameters", ()))
    for name, sentence in problems(parameters):
        raise TemplateFileError(f"The parameter {name}: {sentence}", line_of(tree, ("parameters",)))
    try:
        Manifest.read(data["manifest"])
    except ManifestError as problem:
        # People write the manifest as a block scalar, whose text begins on the line after its key.
        raise TemplateFileError(
            f"The manifest cannot be read. {problem.message}", line_of(tree, ("manifest",)) + problem.line
        ) from problem
    return TemplateFile(
        manifest=data["manifest"],
        parameters=parameters,
        tags=tuple(data.get("tags", ())),
        **{name: data.get(name, "") for name in _TEXTS},
    )


def write_template(template: TemplateFile) -> str:
    """The template as the text of a file, which reads back as the same template."""
    said: dict[str, Any] = {"format": FORMAT.name}
    said |= {name: value for name in _TEXTS if (value := getattr(template, name))}
    if template.tags:
        said["tags"] = list(template.tags)
    if template.parameters:
        said["parameters"] = [parameter.to_json() for parameter in template.parameters]
    # Written key by key, in an order that suits the reader; `write` would order them as in a Kubernetes object.
    return "".join(write({name: value}) for name, value in [*said.items(), ("manifest", template.manifest)])
