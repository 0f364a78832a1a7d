"""Texts that libyaml only reads in disguise."""

from __future__ import annotations

import pytest

from podbuilder.kube.yamltext.libyaml_gaps import parseable
from tests.kube.yamltext.readers import ours

PRIVATE_USE = "".join(map(chr, range(0xE000, 0xF900)))

PLAIN = {
    "ordinary text": "kind: Pod\n",
    "JSON with a character in one escape": '{"a": "\\u00e9"}',
    "two escapes where there is no JSON": '{"a": "\\ud83d\\ude00", b: c}',
    "a byte order mark where every character to stand in for it is taken": f"a: x\ufeff\n# {PRIVATE_USE}\n",
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN.keys())
def test_most_texts_need_no_disguise(text: str) -> None:
    assert parseable(text) == (text, {})


DISGUISED = {
    "a byte order mark inside": ("a: x\ufeffy\n", {"a": "x\ufeffy"}),
    "a character as two escapes": ('{"a": "\\ud83d\\ude00!"}', {"a": "😀!"}),
    "both": ('{"a": "\ufeff\\ud83d\\ude00"}', {"a": "\ufeff😀"}),
    "a character that could have stood in": ("a: \ue000\ufeff\n", {"a": "\ue000\ufeff"}),
}


@pytest.mark.parametrize(("text", "value"), DISGUISED.values(), ids=DISGUISED.keys())
def test_a_disguise_keeps_every_offset_and_comes_off(text: str, value: object) -> None:
    dressed, back = parseable(text)
    assert len(dressed) == len(text)
    assert dressed != text
    assert back
    assert ours(text) == value
