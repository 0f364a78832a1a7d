"""What is too much for an editor is not too much for a review."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.limits import MAX_CHARACTERS, MAX_DOCUMENTS, MAX_LINES, MAX_NODES
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.reading_limits import JUDGED

LARGE = {
    "characters": "a: " + "x" * MAX_CHARACTERS,
    "lines": "a:\n" + "\n" * MAX_LINES,
    "documents": "a: b\n---\n" * (MAX_DOCUMENTS + 1),
    "values": "a: [" + "1, " * MAX_NODES + "1]",
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_only_an_edited_text_has_limits(text: str) -> None:
    assert all(one.tree for one in parse.documents_of(parse.source_of(text, JUDGED)))
    assert parse.text_of(text.encode(), JUDGED) == text
    with pytest.raises(YamlProblem):
        _ = [one.tree for one in parse.documents(text)]
