"""A template's file: what is read, what is refused and where, and that writing and reading are one."""

from __future__ import annotations

import pytest

from podbuilder.kube.templating import Parameter
from podbuilder.kube.templating.template_file import (
    TemplateFile,
    TemplateFileError,
    read_template,
    write_template,
)

WEB = """\
format: podbuilder/template/1
name: Web app
tags: [web]
parameters:
- name: image
  type: image
- {name: port, type: port, default: 8080}
manifest: |
  # What the shop runs.
  apiVersion: v1
  kind: Pod
  metadata: {name: web}
  spec:
    containers:
    - name: web
      image: <param:image>
      ports: [{containerPort: <param:port>}]
"""
POD = "kind: Pod\nspec: {containers: []}\n"
ALL = TemplateFile(
    name="Web app: the shop",
    slug="web-app",
    description="What we run.",
    readme="# Web app\n\nFill in the *image*.\n",
    tags=("web", "shop"),
    icon="globe",
    kubernetes="1.36",
    parameters=(
        Parameter("size", "choice", "Size", "How big.", "small", choices=("small", "large")),
        Parameter("copies", "integer", minimum=0, maximum=9, default=0),
        Parameter("note", default="", is_optional=True, longest=9, starts_with=""),
    ),
    manifest=POD,
)


def test_a_file_that_people_write() -> None:
    found = read_template(WEB)
    assert (found.name, found.tags) == ("Web app", ("web",))
    assert found.parameters == (Parameter("image", "image"), Parameter("port", "port", default=8080))
    assert found.manifest.startswith("# What the shop runs.\napiVersion: v1\n")
    assert found == read_template(WEB.encode())


@pytest.mark.parametrize(
    "manifest",
    [
        POD,
        POD.rstrip("\n"),
        POD + "\n\n",
        "# a comment\n" + POD,
        POD + "# trailing space \n",
        "\n  \n" + POD,
        POD.replace("\n", "\r\n"),
    ],
)
def test_writing_and_reading_are_one(manifest: str) -> None:
    for template in (ALL, TemplateFile("Plain", POD)):
        changed = TemplateFile(**{**vars(template), "manifest": manifest})
        assert read_template(write_template(changed)) == changed


def test_a_file_is_written_for_people() -> None:
    assert write_template(read_template(WEB)) == WEB.replace("tags: [web]", "tags:\n- web").replace(
        "- {name: port, type: port, default: 8080}", "- name: port\n  type: port\n  default: 8080"
    )


REFUSED: dict[str, tuple[str, str, int]] = {
    "nothing": ("", "one YAML document", 0),
    "two documents": (WEB + "---\na: 1\n", "one YAML document", 0),
    "a list": ("- a\n", "a mapping", 1),
    "broken YAML": ("format: [\n", "", 2),
    "half a character": ("\ud800", "surrogate", 1),
    "a pod": (POD, "A template's file has no", 1),
    "another format": (WEB.replace("template/1", "template/2"), "format must be podbuilder/template/1", 1),
    "a part there is not": (WEB + "x: 1\n", "has a key that no template has", 1),
    "a name that is no text": (WEB.replace("Web app", "3"), "name must be string", 2),
    "a default that is a list": (WEB.replace("8080", "[1]"), "must be string or integer or boolean", 7),
    "a type there is not": (WEB.replace("type: image", "type: color"), "parameters.0.type must be one of", 6),
    "a tag in capitals": (WEB.replace("[web]", "[Web]"), "tags.0 must consist of lower-case letters", 3),
    "a name without end": (WEB.replace("Web app", "a" * 101), "name is longer than 100", 2),
    "too many tags": (WEB.replace("[web]", str([f"t{n}" for n in range(21)])), "tags has more than 20", 3),
    "a tag twice": (WEB.replace("[web]", "[a, a]"), "tags has an entry twice", 3),
    "an empty name": (WEB.replace("Web app", '""'), "name is not valid", 2),
    "a default that will not do": (WEB.replace("8080", "0"), "The parameter port: The default is not allowed", 4),
    "a manifest that is none": (WEB.replace("kind: Pod", "kind: Secret"), "The manifest cannot be read", 10),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_is_no_template(case: tuple[str, str, int]) -> None:
    text, said, line = case
    with pytest.raises(TemplateFileError) as refused:
        read_template(text)
    assert said in refused.value.message
    assert refused.value.line == line


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(TemplateFileError, match="UTF-8"):
        read_template(b"name: \xff\xfe\xfa")
