"""Words with what the shell would have put into them, once somebody has said what that is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.question import Question, Questions

_VARIABLE = re.compile(r"\$\{?(\w+)")


def shown(substitution: str) -> str:
    """A substitution as a sentence may show it: of a variable with a default, its name alone."""
    found = _VARIABLE.match(substitution) if substitution.startswith("${") else None
    return f"${{{found[1]}}}" if found else cut(substitution)


def substituted(
    text: str, substitutions: Sequence[str], questions: Questions, asks: bool = True
) -> tuple[str, tuple[str, ...]]:
    """The text with the answers in it, and the substitutions that nobody has answered."""
    still: list[str] = []
    for one in dict.fromkeys(substitutions):
        question = Question(f"shell:{shown(one)}", f"What stands for {shown(one)}", one)
        if questions.is_answered(question):
            text = text.replace(one, questions.ask(question))
        else:
            still.append(one)
            if asks:
                questions.ask(question)
    return text, tuple(still)


def in_words(substitutions: Sequence[str]) -> str:
    """What there is to say of words that nobody has answered."""
    names = ", ".join(dict.fromkeys(map(shown, substitutions)))
    if all(one.startswith("<") for one in substitutions):
        return f"{names} is a gap that has to be filled in."
    return f"Your shell puts something in place of {names}, which is not in the paste."
