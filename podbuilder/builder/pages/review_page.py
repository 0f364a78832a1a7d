"""The whole pod at a glance, as the step "Review and export" shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from podbuilder.builder.advice.advice import Judged
from podbuilder.builder.advice.deferral import Deferral
from podbuilder.builder.advice.lessons import Taught, lessons
from podbuilder.builder.advice.rule_groups import RuleGroup, by_rule
from podbuilder.builder.diagram import draw_diagram
from podbuilder.builder.diagram.timeline_svg import draw_timeline
from podbuilder.builder.draft_cluster import is_large
from podbuilder.builder.models import Draft
from podbuilder.builder.pages.contradictions import ContradictionRow, contradictions
from podbuilder.builder.pages.step_page import StepPage
from podbuilder.builder.pages.stored_diff import stored
from podbuilder.builder.pages.urls import FieldLinks
from podbuilder.builder.pages.wanted_objects import WantedObjects, wanted_objects
from podbuilder.builder.steps.outline import slug_for
from podbuilder.clusters.models import ClusterSnapshot
from podbuilder.clusters.shelf import snapshot_of
from podbuilder.kube import podsecurity
from podbuilder.kube.core.limits import SHOWN_ADVICE
from podbuilder.kube.core.pod_containers import CONTAINERS, INIT_CONTAINERS, visit_containers
from podbuilder.kube.kubectl.command_groups import apply_command, commands_for
from podbuilder.kube.lint.waivers import Suppressed
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.text_diff import DiffLine
from podbuilder.kube.review import Review
from podbuilder.kube.roles.recognition import Role, roles

# Rows of advice that are open at once.
SHOWN_RULES = 5


class ContainerRow(NamedTuple):
    """A container as the review lists it."""

    name: str
    role: str
    # Why we think that it plays this role.
    reason: str
    image: str
    href: str


class ControlAdvice(NamedTuple):
    """A control of a level that refuses the pod, and for each field: path, what to change, where."""

    control: podsecurity.Control
    fields: list[tuple[str, str, str]]


class SecurityLevel(NamedTuple):
    """One level of the Pod Security Standards and the controls that the pod violates."""

    title: str
    controls: list[ControlAdvice]

    @property
    def name(self) -> str:
        return self.title.lower()


@dataclass(frozen=True)
class Overview:
    """Computed only where it is shown: a keystroke needs none of it."""

    draft: Draft
    manifest: Manifest
    review: Review
    advised: Judged
    heard: Deferral
    links: FieldLinks
    cluster: ClusterSnapshot | None

    @classmethod
    def of(cls, page: StepPage) -> Overview:
        """What a page has found out already, at a glance."""
        return cls(page.draft, page.manifest, page.review, page.advised, page.heard, page.links, page.cluster)

    @property
    def security(self) -> list[SecurityLevel]:
        """The two levels that have requirements, with the fields that violate each."""
        levels = podsecurity.explain(self.review.violations)
        return [
            SecurityLevel(
                level.capitalize(),
                [
                    ControlAdvice(control, [(str(a.path), a.change, self.links.to(a.path)) for a in control.advice])
                    for control in levels[level]
                ],
            )
            for level in (podsecurity.BASELINE, podsecurity.RESTRICTED)
        ]

    @property
    def stored(self) -> list[DiffLine]:
        """What the API server would add, as a difference."""
        return stored(self.manifest, self.review)

    @cached_property
    def wanted(self) -> WantedObjects:
        """What must exist in the cluster before the pod runs."""
        snapshot = snapshot_of(self.cluster) if self.cluster and not is_large(self.cluster) else None
        return wanted_objects(self.draft.with_defaults(self.manifest), self.draft.kubernetes, self.links, snapshot)

    @cached_property
    def contradictions(self) -> list[ContradictionRow]:
        """What the objects of the file say against each other."""
        return contradictions(self.draft, self.manifest)

    @cached_property
    def rules(self) -> list[RuleGroup]:
        """What could be better, a row for each rule, the most severe first."""
        return by_rule(self.heard.now, self.advised.pod, self.links.to)

    @property
    def first_rules(self) -> list[RuleGroup]:
        """Those that are shown at once; the others are folded."""
        return self.rules[:SHOWN_RULES]

    @property
    def other_rules(self) -> list[RuleGroup]:
        return self.rules[SHOWN_RULES:]

    @property
    def lessons(self) -> list[Taught]:
        """The same as a lesson, for a draft that follows the course."""
        return lessons(self.advised, self.advised.advice[:SHOWN_ADVICE], self.links.to)

    @property
    def suppressed(self) -> tuple[Suppressed, ...]:
        """The advice that is suppressed."""
        return self.advised.suppressed

    @property
    def containers(self) -> list[ContainerRow]:
        """The containers in the order in which they start."""
        by_path = {role.path: role for role in self.roles}
        return [
            ContainerRow(
                str(container.get("name") or "unnamed"),
                by_path[path].role,
                by_path[path].reason,
                str(container.get("image") or "no image yet"),
                self.links.urls.step(slug_for(path)),
            )
            for path, container, _ in visit_containers(self.manifest.pod, (INIT_CONTAINERS, CONTAINERS))
        ]

    @cached_property
    def roles(self) -> list[Role]:
        """The role of each container, as recognised or as set by the user."""
        return roles(self.manifest.pod, self.draft.kubernetes, self.draft.roles)

    @property
    def diagram(self) -> SafeString:
        """The whole pod as a picture, of which each box leads to its step."""
        return self._draw("diagram", ("wide", "narrow"))

    @property
    def pane_diagram(self) -> SafeString:
        """The same for the pane beside the YAML, which is never wide."""
        return self._draw("pane", ("narrow",))

    @property
    def timeline(self) -> SafeString:
        """How the pod starts and stops."""
        return draw_timeline(self.manifest.pod, self.draft.kubernetes)

    def _draw(self, name: str, looks: tuple[str, ...]) -> SafeString:
        pod, urls = self.manifest.pod, self.links.urls
        return draw_diagram(
            pod, self.draft.kubernetes, self.roles, lambda path: urls.step(slug_for(path)), name=name, looks=looks
        )

    @property
    def apply_command(self) -> str:
        return apply_command(self.manifest, self.draft.kubernetes)

    @property
    def commands(self) -> list[tuple[str, str]]:
        return commands_for(self.manifest, self.draft.kubernetes)
