"""Numbers that become other texts, and commands that end early."""

from __future__ import annotations

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.importers.compose.oddities import cut_commands, respelled
from podbuilder.kube.importers.compose.reader import read
from podbuilder.kube.importers.compose.shapes import file_shape

TEXT = """\
services:
  web:
    image: 0644
    scale: 010
    environment: {A: 0644, B: 1.10, C: 12, D: "0644", E: 1e3, F: True, G: true, H: no, I: }
    labels: [a]
    expose: [0100, 80]
    ports: [{target: 0100, published: 0200}, 0100]
    build: {args: {A: 1_000}}
    logging: {options: {max-file: 03}}
    x-thing: {a: 0644}
x-env: {A: 0644}
"""


def test_what_is_spelled_otherwise() -> None:
    (document,) = read(TEXT)
    notes = list(respelled(document, file_shape().types["file"], FieldPath()))
    assert [(str(note.path).removeprefix("services.web."), note.written, note.read) for note in notes] == [
        *[("environment.A", "0644", "420"), ("environment.B", "1.10", "1.1"), ("environment.E", "1e3", "1000")],
        *[("environment.F", "True", "true"), ("expose[0]", "0100", "64"), ("ports[1]", "0100", "64")],
        *[
            ("ports[0].published", "0200", "128"),
            ("build.args.A", "1_000", "1000"),
            ("logging.options.max-file", "03", "3"),
        ],
    ]


def test_what_a_command_loses() -> None:
    services = {
        "web": {"command": "a b && c", "entrypoint": ["sh && x"]},
        "db": {"command": "a"},
        "bad": {"command": 'a "'},
        "run": {"entrypoint": "x | y"},
    }
    notes = list(cut_commands(services))
    assert [(str(note.path), note.oddity.value, note.written, note.read) for note in notes] == [
        ("services.web.command", "cut", "&& c", "a b"),
        ("services.run.entrypoint", "cut", "| y", "x"),
    ]
