"""Using a template: answers to its parameters, what is wrong with them, and the manifest they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from podbuilder.kube.manifest import ManifestError
from podbuilder.kube.parameters import TYPES, Parameter, Value, ValueRefused, as_text, fill, parse, problems
from podbuilder.library.models import Revision
from podbuilder.library.showing import Shown

# In front of a parameter's name in forms, so that none is taken for a control of the page.
PREFIX = "p-"


@dataclass(frozen=True)
class Question:
    """One parameter on the form: its control's name, the text in it, and what is wrong with that."""

    parameter: Parameter
    text: str
    problem: str

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.parameter.name}"

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What a list offers; nothing for a text."""
        offered: list[tuple[str, str]] = []
        if self.parameter.type == "boolean":
            offered = [("true", "Yes"), ("false", "No")]
        elif self.parameter.type == "choice":
            offered = [(choice, choice) for choice in self.parameter.choices]
        is_open = offered and self.text not in dict(offered)
        return [("", "Choose"), *offered] if is_open else offered

    @property
    def kind(self) -> str:
        """What sort of answer is asked for."""
        return TYPES[self.parameter.type]

    @property
    def is_number(self) -> bool:
        return self.parameter.type in ("integer", "port")


@dataclass(frozen=True)
class Using:
    """A revision and the answers so far. Without `data` every parameter has its default."""

    revision: Revision
    data: Mapping[str, str] | None = None

    @cached_property
    def template(self) -> Shown:
        return Shown(self.revision)

    @cached_property
    def declared_wrong(self) -> str:
        """Why nobody can use this template, in a sentence; "" if they can."""
        wrong = problems(self.template.parameters)
        return wrong[0][1] if wrong else ""

    @cached_property
    def _answers(self) -> tuple[list[Question], dict[str, Value]]:
        questions, values = [], {}
        # What is declared wrongly cannot be asked.
        for parameter in () if self.declared_wrong else self.template.parameters:
            given = self.data.get(f"{PREFIX}{parameter.name}") if self.data is not None else None
            text = as_text(parameter.default) if given is None else given
            problem = ""
            try:
                values[parameter.name] = parse(parameter, text)
            except ValueRefused as refused:
                # What nobody has touched yet is waited for, and not complained about.
                problem = str(refused) if given is not None else ""
            questions.append(Question(parameter, text, problem))
        return questions, values

    @property
    def questions(self) -> list[Question]:
        return self._answers[0]

    @property
    def waiting(self) -> list[Question]:
        """The questions that have no good answer yet."""
        return [question for question in self.questions if question.parameter.name not in self._answers[1]]

    @cached_property
    def filled(self) -> str:
        """The text with every good answer filled in; the template's own where that cannot be written."""
        try:
            return fill(self.revision.text, self._answers[1], self.template.version)
        except ManifestError:
            return self.revision.text

    @cached_property
    def shown(self) -> Shown:
        """The manifest as it would be."""
        return Shown(self.revision, self.filled)

    @property
    def is_complete(self) -> bool:
        return not self.waiting and not self.declared_wrong
