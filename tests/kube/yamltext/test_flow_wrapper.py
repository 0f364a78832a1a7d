"""A spec in braces that goes into a new one, and comes out again."""

from __future__ import annotations

import json

import pytest

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.yamltext.wrapper import Wrapper, unwrapped, wrapped
from tests.kube.yamltext.test_wrapper import A, B, tree_of

LABELS = {"a": "b"}
DOCUMENT = {"kind": "A", "metadata": {"name": "a", "labels": LABELS}, "spec": {"a": [{"b": 10}], "c": "0"}}
KYAML = '---\n{\n  kind: "A",\n  spec: {\n    a: [{\n      b: "c",\n    }],\n  },\n}\n'


@pytest.mark.parametrize("indent", [None, 1, 2, 4])
def test_json_stays_json(indent: int | None) -> None:
    text = json.dumps(DOCUMENT, indent=indent)
    wrapper = Wrapper(B, "template", {"replicas": 10, "selector": LABELS}, ("labels",), ("labels",))
    there = wrapped(tree_of(text), 0, ROOT, wrapper)
    template = {"metadata": {"labels": LABELS}, "spec": DOCUMENT["spec"]}
    spec = {"replicas": 10, "selector": LABELS, "template": template}
    assert there.text == json.dumps({**DOCUMENT, "kind": "B", "spec": spec}, indent=indent)
    assert unwrapped(there, 0, ROOT, A, "template", ("labels",)).text == text


def test_kyaml_stays_kyaml() -> None:
    there = wrapped(tree_of(KYAML), 0, ROOT, Wrapper(B, "template", {"replicas": 2}))
    lines = (
        '  spec: {\n    replicas: 2,\n    template: {\n      spec: {\n        a: [{\n          b: "c",\n        }],\n'
    )
    assert there.text == KYAML[: KYAML.index("  spec")].replace("A", "B") + lines + "      },\n    },\n  },\n}\n"
    assert unwrapped(there, 0, ROOT, A, "template").text == KYAML


def test_lines_that_cannot_go_further_to_the_left_stay() -> None:
    text = "{kind: B, spec: {template: {spec: {a:\n1}}}}\n"
    assert unwrapped(tree_of(text), 0, ROOT, A, "template").text == "{kind: A, spec: {a:\n1}}\n"
