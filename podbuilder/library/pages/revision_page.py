"""Everything that the page of a revision shows: its text, its review, and its parameters."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from podbuilder.builder.diagram import draw_diagram
from podbuilder.builder.models.parameters import with_defaults
from podbuilder.builder.pages.yaml_pane import LineWindow, draw_text
from podbuilder.kube import podsecurity
from podbuilder.kube.core import versions
from podbuilder.kube.insight.amounts import in_words
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.file_name import file_name
from podbuilder.kube.review import Review, review_manifest
from podbuilder.kube.roles.recognition import roles
from podbuilder.kube.templating import Parameter, all_from_json, problems
from podbuilder.library.models import Revision, SavedTemplate

SHOWN_ERRORS = 10


@dataclass(frozen=True)
class RevisionPage:
    """One revision as its page shows it. `text` is its manifest with parameters filled in, if they are."""

    revision: Revision
    text: str = ""
    # A line that is to be among those shown.
    line: int = 1

    @property
    def template(self) -> SavedTemplate:
        return self.revision.template

    @property
    def version(self) -> str:
        known = self.revision.kubernetes in versions.VERSIONS
        return self.revision.kubernetes if known else versions.DEFAULT

    @cached_property
    def manifest(self) -> Manifest:
        return Manifest.read(self.text or self.revision.text, self.revision.pod_number)

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        return all_from_json(self.revision.parameters)

    @cached_property
    def usable(self) -> Manifest:
        """The manifest that is reviewed: with the defaults in place of its parameters."""
        if self.text or not self.parameters or problems(self.parameters):
            return self.manifest
        return with_defaults(self.manifest, self.parameters, self.version)

    @cached_property
    def review(self) -> Review:
        return review_manifest(self.usable, self.version)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What the API server refuses: path and sentence."""
        found = [*self.review.wrapper_errors, *self.review.errors, *self.review.pod_errors]
        return [(str(error.path), error.detail) for error in found[:SHOWN_ERRORS]]

    @property
    def error_count(self) -> int:
        return self.review.error_count

    @property
    def warnings(self) -> list[tuple[str, str]]:
        found = [*self.review.wrapper_warnings, *self.review.warnings]
        return [(str(warning.path), warning.message) for warning in found[:SHOWN_ERRORS]]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What is worth knowing at a glance: name and value."""
        facts = self.review.facts
        found = [
            ("Kind", self.manifest.kind),
            ("QoS", facts.qos_class),
            ("Requests", in_words(facts.requests)),
            ("Limits", in_words(facts.limits)),
            ("Pod Security", podsecurity.highest_level(self.review.violations).capitalize()),
            ("Advice", str(len(self.review.findings) or "")),
        ]
        return [(name, value) for name, value in found if value]

    @property
    def diagram(self) -> SafeString:
        """The pod as a picture."""
        chosen = self.revision.notes.get("roles") or {}
        return draw_diagram(self.usable.pod, self.version, roles(self.usable.pod, self.version, chosen))

    @property
    def lines(self) -> SafeString:
        """The YAML, line by line."""
        return draw_text(self.manifest.text, self.shown_lines)

    @property
    def shown_lines(self) -> LineWindow:
        is_ended = self.manifest.text.endswith("\n")
        return LineWindow.around(self.line, len(self.manifest.tree.source.line_starts), is_ended=is_ended)

    @property
    def file_name(self) -> str:
        return file_name(self.usable)
