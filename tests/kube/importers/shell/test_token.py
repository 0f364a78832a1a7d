"""The pieces of a line."""

from __future__ import annotations

import pytest

from podbuilder.kube.importers.shell.token import ShellToken, TokenType


@pytest.mark.parametrize(
    ("text", "substitutions", "is_substituted"),
    [
        pytest.param("$IMAGE", ("$IMAGE",), True, id="a variable"),
        pytest.param("$IMAGE:1", ("$IMAGE",), False, id="a part of it"),
        pytest.param("$A$B", ("$A", "$B"), False, id="two"),
        pytest.param("nginx", (), False, id="none"),
    ],
)
def test_whether_the_shell_makes_the_word(text: str, substitutions: tuple[str, ...], is_substituted: bool) -> None:
    assert ShellToken(TokenType.WORD, text, 0, len(text), (0,), substitutions).is_substituted is is_substituted
