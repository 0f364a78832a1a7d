"""Using a template: answers to its parameters, what is wrong with them, and the resulting manifest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import cached_property

from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.templating import TYPES, Parameter, Value, ValueRefused, as_text, fill, parse, problems
from podbuilder.library.models import Revision
from podbuilder.library.pages.revision_page import RevisionPage
from podbuilder.library.sharing.raw_manifest import FORM_PREFIX
from podbuilder.web.announcement import announced

# The error code of a parameter that has neither an answer nor a default.
UNANSWERED = "unanswered"


@dataclass(frozen=True)
class ParameterQuestion:
    """One parameter on the form: its control's name, the text in it, and what is wrong with that."""

    parameter: Parameter
    text: str
    problem: str

    @property
    def name(self) -> str:
        return f"{FORM_PREFIX}{self.parameter.name}"

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The options of a list; none for a text."""
        offered: list[tuple[str, str]] = []
        if self.parameter.type == "boolean":
            offered = [("true", "Yes"), ("false", "No")]
        elif self.parameter.type == "choice":
            offered = [(choice, choice) for choice in self.parameter.choices]
        is_open = offered and self.text not in dict(offered)
        return [("", "Choose"), *offered] if is_open else offered

    @property
    def kind(self) -> str:
        """What sort of answer it takes."""
        return TYPES[self.parameter.type]

    @property
    def is_number(self) -> bool:
        return self.parameter.type in ("integer", "port")


class ParameterField(forms.Field):
    """Takes the values of a parameter; without an answer, its default."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(required=False, label=parameter.title, help_text=parameter.help)
        self.parameter = parameter

    def clean(self, value: str | None) -> Value:
        try:
            return parse(self.parameter, as_text(self.parameter.default) if value is None else value)
        except ValueRefused as refused:
            raise forms.ValidationError(str(refused), code=UNANSWERED if value is None else "refused") from refused


class ParameterForm(forms.Form):
    """The answers to a template's parameters."""

    def __init__(self, parameters: Sequence[Parameter], data: Mapping[str, Any]) -> None:
        super().__init__(data, prefix=FORM_PREFIX.removesuffix("-"))
        self.parameters = parameters
        self.fields.update({parameter.name: ParameterField(parameter) for parameter in parameters})

    def question(self, parameter: Parameter) -> ParameterQuestion:
        """One parameter as it is drawn."""
        given = self[parameter.name].data
        # A parameter that nobody has answered yet is waited for, not complained about.
        errors = [error for error in self.errors.as_data().get(parameter.name, ()) if error.code != UNANSWERED]
        problem = str(errors[0].message) if errors else ""
        return ParameterQuestion(parameter, as_text(parameter.default) if given is None else str(given), problem)


@dataclass(frozen=True)
class TemplateUse:
    """A revision and the answers so far, posted or in an address. What is not answered has its default."""

    revision: Revision
    data: Mapping[str, Any]

    @cached_property
    def template(self) -> RevisionPage:
        return RevisionPage(self.revision)

    @cached_property
    def declared_wrong(self) -> str:
        """Why nobody can use this template, in a sentence; "" if they can."""
        wrong = problems(self.template.parameters)
        return wrong[0][1] if wrong else ""

    @cached_property
    def form(self) -> ParameterForm:
        # Parameters that are declared wrongly cannot be asked for.
        return ParameterForm(() if self.declared_wrong else self.template.parameters, self.data)

    @property
    def values(self) -> dict[str, Value]:
        """Every good answer, by the parameter's name."""
        self.form.full_clean()
        return self.form.cleaned_data

    @cached_property
    def questions(self) -> list[ParameterQuestion]:
        return [self.form.question(parameter) for parameter in self.form.parameters]

    @property
    def waiting(self) -> list[ParameterQuestion]:
        """The questions that have no good answer yet."""
        return [question for question in self.questions if question.parameter.name not in self.values]

    @property
    def filled(self) -> str:
        """The text with every good answer filled in; the template's own where that cannot be written."""
        return self._result[0]

    @property
    def unwritable(self) -> str:
        """Why the answers cannot be written into the manifest, in a sentence; "" if they can."""
        return self._result[1]

    @cached_property
    def _result(self) -> tuple[str, str]:
        try:
            text = fill(self.revision.text, self.values, self.template.version)
            Manifest.read(text, self.revision.pod_number)
        except ManifestError as error:
            return self.revision.text, f"These answers cannot be written into the manifest. {error.message}"
        return text, ""

    @cached_property
    def shown(self) -> RevisionPage:
        """The manifest with the answers, as its page shows it."""
        return RevisionPage(self.revision, self.filled)

    @property
    def says(self) -> str:
        """What became of the answers, in a line that is read out after each change."""
        if wrong := next((question for question in self.questions if question.problem), None):
            return announced(f"{wrong.parameter.title}: {wrong.problem}")
        if self.waiting:
            return announced(f"Still to fill in: {', '.join(question.parameter.title for question in self.waiting)}.")
        if self.unwritable:
            return announced(self.unwritable)
        count, server = self.shown.error_count, f"Kubernetes {self.shown.version}"
        return f"{server} finds {count} error{'s' if count > 1 else ''}." if count else f"{server} accepts it."

    @property
    def is_complete(self) -> bool:
        return not (self.waiting or self.declared_wrong or self.unwritable)
