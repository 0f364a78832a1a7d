"""Everything a page of the builder shows, computed once from a draft and, if one was posted, its form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString

from podbuilder.builder.advice.beside import messages as advice_messages
from podbuilder.builder.advice.judging import Advice, Judged, judge, profile_of
from podbuilder.builder.amounts import in_words
from podbuilder.builder.forms.names import dom_id
from podbuilder.builder.forms.parts import Message, Sentence
from podbuilder.builder.forms.sheet import Sheet
from podbuilder.builder.forms.step_form import StepForm
from podbuilder.builder.known import suggestions
from podbuilder.builder.models import Draft
from podbuilder.builder.overview import Overview
from podbuilder.builder.pages.problems import Conflicted, OutlineEntry, Problem
from podbuilder.builder.patterns.roles import Roles
from podbuilder.builder.steps.draw import draw, leftovers
from podbuilder.builder.steps.outline import CONTAINERS_HEADING, Step, slug_for, steps_of
from podbuilder.builder.yaml_pane import changed_lines, draw_lines, line_id
from podbuilder.kube import catalogue, noise, podsecurity
from podbuilder.kube.field import FieldPath
from podbuilder.kube.manifest import Carrier, Manifest
from podbuilder.kube.manifest_names import file_name
from podbuilder.kube.patterns.roles import Role
from podbuilder.kube.review import Review, review_manifest

# More than this many complaints help nobody; the rest is counted.
SHOWN_PROBLEMS = 60
# The pane beside the form only gives a taste of the advice; the review has all of it.
SHOWN_ADVICE = 5


@dataclass
class Page:
    """A draft as one of its steps shows it."""

    draft: Draft
    manifest: Manifest
    slug: str
    writer: str
    # The text before the edit that this page answers, so that changed lines can be told. What people wrote stays out of
    # this object's repr, and so out of every log.
    before: str | None = field(default=None, repr=False)
    data: Mapping[str, str] | None = field(default=None, repr=False)
    pending: tuple[str, ...] = ()
    focus: str = ""
    conflict: Conflicted | None = field(default=None, repr=False)
    homeless: list[Message] = field(default_factory=list, repr=False)
    homeless_advice: list[Message] = field(default_factory=list, repr=False)

    @cached_property
    def catalogue(self) -> catalogue.Catalogue:
        return catalogue.load(self.draft.kubernetes)

    @cached_property
    def review(self) -> Review:
        filled = self.draft.with_defaults(self.manifest)
        return review_manifest(filled, self.draft.kubernetes, profile_of(self.draft))

    @cached_property
    def advised(self) -> Judged:
        """What could be better, and what is set aside."""
        return judge(self.manifest, self.draft, self.review.findings)

    @cached_property
    def form(self) -> StepForm | None:
        """The step's form with its messages in place; None if the pod has no such step."""
        sheet = Sheet(self.manifest.pod, self.catalogue, posted=self.data or (), pending=self.pending)
        parts = draw(sheet, self.slug)
        if parts is None:
            return None
        return StepForm(parts, self.manifest.pod, self.data)

    def let_go(self) -> None:
        """Drop what was computed, once the page is drawn.

        Django's contexts refer to themselves: without this, all of it would wait for the next search for cycles.
        """
        for name in [name for name in vars(self) if isinstance(getattr(Page, name, None), cached_property)]:
            delattr(self, name)

    def place_messages(self) -> None:
        """Put every message of this step beside its control."""
        if self.form is not None:
            self.homeless = self.form.place(
                (p.path, Message(p.kind, p.text))
                for p in self._complaints
                if not p.is_around and slug_for(p.path) == self.slug
            )
            self.form.place_complaints()
            own = (a for a in self.advised.advice if slug_for(a.path) == self.slug)
            self.homeless_advice = self.form.place(advice_messages(own))

    @property
    def leftovers(self) -> list[FieldPath]:
        """Fields of this step that the manifest has and no control shows: named, and kept."""
        return leftovers(self.manifest.pod, self.slug, self.form.parts) if self.form else []

    @property
    def placed(self) -> list[tuple[str, Message]]:
        """Every message of this step with the name of the part it stands at; "step" for the step's head."""
        parts = self.form.all_parts if self.form else []
        found = [(part.name, message) for part in parts for message in getattr(part, "messages", ())]
        return found + [("step", message) for message in self.at_head]

    @property
    def at_head(self) -> list[Message]:
        """What is said of the step as a whole, advice last."""
        return self.homeless + self.homeless_advice

    @cached_property
    def _complaints(self) -> list[Problem]:
        found = [("error", e.path, e.detail) for e in self.review.errors]
        found += [("warning", w.path, w.message) for w in self.review.warnings]
        around = [(e, self.manifest.where_in_document(e.path).line) for e in self.review.wrapper_errors]
        return [Problem("error", e.path, e.detail, line, f"#{line_id(line)}", True) for e, line in around] + [
            Problem(kind, path, text, self.manifest.where(path).line, self.href_of(path)) for kind, path, text in found
        ]

    @cached_property
    def noise(self) -> int:
        """How many fields a server wrote into the manifest."""
        return len(noise.server_fields(self.manifest, self.draft.kubernetes))

    @property
    def problems(self) -> list[Problem]:
        return self._complaints[:SHOWN_PROBLEMS]

    @property
    def complaints(self) -> int:
        """How many errors and warnings there are."""
        return len(self._complaints)

    @property
    def more_problems(self) -> int:
        return max(0, len(self._complaints) - SHOWN_PROBLEMS)

    @cached_property
    def errors(self) -> int:
        return len(self.review.errors) + len(self.review.wrapper_errors)

    @cached_property
    def warnings(self) -> int:
        return len(self.review.warnings)

    @property
    def announcement(self) -> str:
        """What a screen reader is told when it changes."""
        if not self.errors and not self.warnings:
            return "No errors."
        said = []
        for count, word in ((self.errors, "error"), (self.warnings, "warning")):
            if count:
                said.append(f"{count} {word}{'' if count == 1 else 's'}")
        return ", ".join(said) + "."

    def href_of(self, path: FieldPath) -> str:
        """The address of the control of a field: its step, and where in it."""
        slug = slug_for(path)
        if slug != self.slug or self.form is None:
            return f"{reverse('draft-go', args=[self.draft.key])}?path={quote(str(path))}"
        name = self.form.slot_for(path)
        return f"{self.step_url(slug)}#{dom_id(name) if name else 'step'}"

    @cached_property
    def _any_step_url(self) -> str:
        return reverse("draft-step", args=[self.draft.key, "SLUG"])

    def step_url(self, slug: str) -> str:
        return self._any_step_url.replace("/SLUG/", f"/{slug}/")

    @property
    def url(self) -> str:
        return self.step_url(self.slug)

    @cached_property
    def docs_url(self) -> str:
        """The address of a field's documentation; its path comes behind it."""
        return f"{reverse('field-docs')}?version={self.draft.kubernetes}&draft={self.draft.key}&path="

    @cached_property
    def note_url(self) -> str:
        """The address of a field's note; its path comes behind it."""
        return f"{reverse('draft-note', args=[self.draft.key])}?path="

    @cached_property
    def preview_url(self) -> str:
        return reverse("draft-preview", args=[self.draft.key, self.slug])

    @cached_property
    def steps(self) -> list[Step]:
        return self.roles.named(steps_of(self.manifest.pod))

    @cached_property
    def roles(self) -> Roles:
        """What each container is for."""
        return Roles(self.manifest.pod, self.draft.kubernetes, self.draft.roles)

    @property
    def step_role(self) -> Role | None:
        """What the container of this step is for."""
        return self.roles.by_path.get(self.step.path)

    @cached_property
    def step(self) -> Step:
        return next(step for step in self.steps if step.slug == self.slug)

    @cached_property
    def outline(self) -> list[OutlineEntry]:
        errors = Counter(slug_for(e.path) for e in self.review.errors)
        warnings = Counter(slug_for(w.path) for w in self.review.warnings)
        advice = Counter(slug_for(finding.path) for finding in self.advised.kept)
        used = {slug_for(path) for path in self._used_paths()}
        return [
            OutlineEntry(
                step,
                self.step_url(step.slug),
                step.slug == self.slug,
                errors[step.slug],
                warnings[step.slug],
                step.slug in used,
                advice[step.slug],
                is_last_of_heading=step.heading != after,
            )
            for step, after in zip(self.steps, [*(s.heading for s in self.steps[1:]), ""], strict=True)
        ]

    @property
    def pods(self) -> tuple[Carrier, ...]:
        """What the file lets one choose from, if it has several pods."""
        found = self.manifest.carriers if self.manifest.has_several else ()
        return found if len(found) > 1 else ()

    @property
    def has_no_containers(self) -> bool:
        return not any(step.heading == CONTAINERS_HEADING for step in self.steps)

    @property
    def overview(self) -> Overview:
        """What only the step "Review and export" shows."""
        return Overview(self)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What is worth knowing about the pod at a glance: name and value."""
        facts = self.review.facts
        found = [
            ("QoS", facts.qos_class),
            ("Requests", in_words(facts.requests)),
            ("Limits", in_words(facts.limits)),
            ("Pod Security", self.security_level.capitalize()),
        ]
        return [(name, value) for name, value in found if value]

    @property
    def gravest(self) -> list[Advice]:
        """The first of the advice, for the pane beside the form."""
        return self.advised.advice[:SHOWN_ADVICE]

    @property
    def more_advice(self) -> int:
        return max(0, len(self.advised.advice) - SHOWN_ADVICE)

    @property
    def security_level(self) -> str:
        """The highest level of the Pod Security Standards that the pod satisfies."""
        return podsecurity.highest_level(self.review.violations)

    def _used_paths(self) -> list[FieldPath]:
        pod = self.manifest.pod
        paths = [FieldPath(("metadata",))] if pod.get("metadata") else []
        spec = pod.get("spec")
        for name, value in spec.items() if isinstance(spec, dict) else ():
            here = FieldPath(("spec", name))
            paths.append(here)
            paths += [here.index(i) for i in range(len(value))] if isinstance(value, list) else []
        return paths

    @property
    def previous(self) -> Step | None:
        place = self.steps.index(self.step)
        return self.steps[place - 1] if place else None

    @property
    def next(self) -> Step | None:
        place = self.steps.index(self.step) + 1
        return self.steps[place] if place < len(self.steps) else None

    @property
    def previous_url(self) -> str:
        return self.step_url(self.previous.slug) if self.previous else ""

    @property
    def next_url(self) -> str:
        return self.step_url(self.next.slug) if self.next else ""

    @property
    def review_url(self) -> str:
        return self.step_url("review")

    @cached_property
    def lines(self) -> SafeString:
        marks: dict[int, str] = {}
        for problem in self._complaints:
            marks.setdefault(problem.line, problem.kind)
        new = changed_lines(self.before, self.manifest.text) if self.before is not None else ()
        go = reverse("draft-go", args=[self.draft.key])
        return draw_lines(self.manifest, go, self.catalogue, marks=marks, new=new)

    @property
    def file_name(self) -> str:
        return file_name(self.manifest)

    @property
    def suggestions(self) -> dict[str, list[str]]:
        return suggestions(self.manifest.pod)

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences that follow the values of this step."""
        return [part for part in self.form.all_parts if isinstance(part, Sentence)] if self.form else []
