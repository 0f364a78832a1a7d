"""The addresses that a draft's pages lead to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from django.urls import get_script_prefix, reverse
from django.utils.functional import cached_property

from podbuilder.builder.forms.names import dom_id
from podbuilder.builder.forms.step_form import StepForm
from podbuilder.builder.steps.outline import REVIEW, slug_for
from podbuilder.kube.core.field import FieldPath


@lru_cache(maxsize=4096)
def _kept(prefix: str, name: str, arguments: tuple[str, ...]) -> str:
    return reverse(name, args=arguments)


def url_of(name: str, *arguments: str) -> str:
    """`reverse`, cached: each keystroke needs the same dozen addresses as the one before."""
    return _kept(get_script_prefix(), name, arguments)


@dataclass(frozen=True)
class DraftUrls:
    """The pages of one draft, which is judged by one version of Kubernetes."""

    key: str
    version: str

    def step(self, slug: str) -> str:
        """A step's page."""
        return url_of("builder:draft-step", self.key, slug)

    @property
    def review(self) -> str:
        return self.step(REVIEW)

    def preview(self, slug: str) -> str:
        """The address that a keystroke in a step posts to."""
        return url_of("builder:draft-preview", self.key, slug)

    @cached_property
    def go(self) -> str:
        """The address that redirects to the step of a line or a path."""
        return url_of("builder:draft-jump", self.key)

    @cached_property
    def report(self) -> str:
        """All that is said of the pod, on one page."""
        return url_of("builder:draft-report", self.key)

    @cached_property
    def all_advice(self) -> str:
        """The page of the advice."""
        return url_of("builder:draft-advice", self.key)

    @cached_property
    def fix(self) -> str:
        """The page with the questions of a fix."""
        return url_of("builder:draft-advice-fix", self.key)

    @cached_property
    def add(self) -> str:
        """The recipes that add a container."""
        return url_of("builder:draft-add", self.key)

    @cached_property
    def docs(self) -> str:
        """A field's documentation; its path comes behind it."""
        return f"{url_of('builder:field-docs')}?version={self.version}&draft={self.key}&path="

    @cached_property
    def rename(self) -> str:
        """The page that gives a name and what refers to it another one; the name's path comes behind it."""
        return f"{url_of('builder:draft-rename', self.key)}?path="

    @cached_property
    def note(self) -> str:
        """A field's note; its path comes behind it."""
        return f"{url_of('builder:draft-note', self.key)}?path="


@dataclass(frozen=True)
class FieldLinks:
    """The way from a message to its field, on a page that shows one step."""

    urls: DraftUrls
    slug: str
    form: StepForm | None

    def to(self, path: FieldPath) -> str:
        """The address of the control of a field, or of what looks for it."""
        slug = slug_for(path)
        if slug != self.slug or self.form is None or self.form.hides(path):
            return f"{self.urls.go}?path={quote(str(path))}"
        name = self.form.slot_for(path)
        return f"{self.urls.step(slug)}#{dom_id(name) if name else 'step'}"
