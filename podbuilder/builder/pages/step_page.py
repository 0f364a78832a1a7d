"""Everything a step's page shows, computed once from a draft and, if one was posted, its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import cached_property

from podbuilder.builder.advice.advice import Judged, judged_by, review_of
from podbuilder.builder.advice.advice_words import AdviceWords
from podbuilder.builder.advice.deferral import Deferral, defer
from podbuilder.builder.advice.filters import messages as advice_messages
from podbuilder.builder.container_roles import Roles
from podbuilder.builder.forms.control import Message
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.layout import Sentence
from podbuilder.builder.forms.step_form import StepForm
from podbuilder.builder.models import Draft
from podbuilder.builder.pages.cluster_names import ClusterNames, OwnLists, own_lists
from podbuilder.builder.pages.companion_counts import counts_of_companions
from podbuilder.builder.pages.drawn_parts import Drawn, digest
from podbuilder.builder.pages.file_objects import FileObjects
from podbuilder.builder.pages.last_change import LastChange
from podbuilder.builder.pages.outline import MOST_SHOWN, Outline, outline_of
from podbuilder.builder.pages.problems import Conflicted, Problems, problems_of
from podbuilder.builder.pages.step_messages import StepMessages
from podbuilder.builder.pages.task_box import TaskBox, task_box
from podbuilder.builder.pages.text_notes import TextNotes
from podbuilder.builder.pages.urls import DraftUrls, FieldLinks
from podbuilder.builder.pages.verdict_pane import VerdictPane
from podbuilder.builder.pages.yaml_pane import LineWindow, changed_lines, draw_chunks
from podbuilder.builder.steps.outline import REVIEW, Step, fields_of, slug_for, steps_of
from podbuilder.builder.steps.registry import draw, leftovers
from podbuilder.kube import catalogue, podsecurity
from podbuilder.kube.completion.cluster_lists import with_cluster
from podbuilder.kube.completion.suggestions import suggestions, suggestions_beside
from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, Document, ErrorType, FieldPath
from podbuilder.kube.core.limits import SHOWN_CHARACTERS
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.file_name import file_name
from podbuilder.kube.review import Review
from podbuilder.kube.roles.recognition import Role

# The pane beside the form shows only some of the advice; the review has all of it.
SHOWN_ADVICE = 5


@dataclass
class StepPage(TextNotes, ClusterNames):
    """A draft as one of its steps shows it. Its parts hold no reference to the page."""

    draft: Draft
    manifest: Manifest
    slug: str
    tab_id: str
    # The text before the edit that this page answers, so that changed lines can be told. What people wrote stays out of
    # this object's repr, and so out of every log.
    before: str | None = field(default=None, repr=False)
    # What was posted, where its names are still those of the form: empty rows stay, and texts that cannot be saved.
    data: Mapping[str, str] = field(default_factory=dict, repr=False)
    # By control: why what was posted in it changed nothing.
    complaints: Mapping[str, Message] = field(default_factory=dict, repr=False)
    pending: tuple[str, ...] = ()
    focus: str = ""
    # The path of a field that is to be among the rows of a long list, and a line that is to be among those shown.
    at: str = ""
    line: int = 0
    last_change: LastChange | None = None
    conflict: Conflicted | None = field(default=None, repr=False)
    unplaced: list[Message] = field(default_factory=list, repr=False)
    unplaced_advice: list[Message] = field(default_factory=list, repr=False)

    @cached_property
    def catalogue(self) -> catalogue.Catalogue:
        return catalogue.with_workload(self.draft.kubernetes, self.manifest.place.path_kind)

    @cached_property
    def shown(self) -> Document:
        """What the forms show: the pod, and the workload around it."""
        return self.manifest.place.pod_with_workload

    @cached_property
    def review(self) -> Review:
        return review_of(self.manifest, self.draft)

    @cached_property
    def advised(self) -> Judged:
        """What could be better, and what is suppressed."""
        return judged_by(self.review, self.manifest, self.draft)

    @cached_property
    def heard(self) -> Deferral:
        """What of the advice is given now; the rest waits until the pod has more in it."""
        return defer(self.advised.advice, self.advised.pod, self.review.errors)

    @cached_property
    def form(self) -> StepForm | None:
        """The step's form; None if the pod has no such step."""
        sheet = Sheet(self.shown, self.catalogue, posted=self.data, pending=self.pending, at=self._path)
        parts = draw(sheet, self.slug)
        if parts is None:
            return None
        form = StepForm(parts, self.complaints)
        for error in self.review.errors:
            if error.type is ErrorType.UNKNOWN_FIELD and slug_for(error.path) == self.slug:
                form.add_leftover(error.path)
        return form

    @property
    def _path(self) -> FieldPath:
        try:
            return self.catalogue.resolve(self.at) if self.at else ROOT
        except catalogue.UnknownPath:
            return ROOT

    def place_messages(self) -> None:
        """Put every message of this step beside its control."""
        if self.form is not None:
            self.unplaced = self.form.place(
                (p.path, Message(p.kind, p.text, corrections=p.corrections))
                for p in self.problems.all
                if not p.is_around and slug_for(p.path) == self.slug
            )
            self.form.place_complaints(self.data)
            # The review lists all advice itself.
            shown = self.heard.now if self.slug != REVIEW else ()
            own = [one for one in shown if slug_for(one.field) == self.slug]
            self.unplaced_advice = self.form.place(advice_messages(own))

    @property
    def leftovers(self) -> list[FieldPath]:
        """Fields of this step that the manifest has and no control shows: named, and kept.

        Those of which something is said have parts of the form.
        """
        if self.form is None:
            return []
        named = {part.path for part in self.form.leftovers}
        return [path for path in leftovers(self.shown, self.slug, self.form.all_parts) if not path.is_under_any(named)]

    @property
    def at_head(self) -> list[Message]:
        """The messages about the step as a whole, advice last."""
        return self.unplaced + self.unplaced_advice

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences that follow the values of this step."""
        return [part for part in self.form.all_parts if isinstance(part, Sentence)] if self.form else []

    @property
    def messages(self) -> StepMessages:
        """What is said in this step, with what follows its values."""
        return StepMessages.of(
            list(self.form.all_parts) if self.form else [],
            self.at_head,
            key=self.draft.key,
            preview_url=self.preview_url,
            step=self.step.title,
            draft=str(self.draft),
            file_name=self.file_name,
        )

    @cached_property
    def problems(self) -> Problems:
        return problems_of(self.review, self.manifest, self.draft.kubernetes, self.links)

    @cached_property
    def urls(self) -> DraftUrls:
        return DraftUrls(self.draft.key, self.draft.kubernetes)

    @cached_property
    def links(self) -> FieldLinks:
        return FieldLinks(self.urls, self.slug, self.form)

    @property
    def url(self) -> str:
        return self.urls.step(self.slug)

    @cached_property
    def preview_url(self) -> str:
        return self.urls.preview(self.slug)

    @cached_property
    def steps(self) -> list[Step]:
        return self.roles.named(steps_of(self.shown))

    @cached_property
    def roles(self) -> Roles:
        """What each container is for."""
        return Roles(self.manifest.pod, self.draft.kubernetes, self.draft.roles)

    @property
    def step_role(self) -> Role | None:
        """What the container of this step is for."""
        return self.roles.by_path.get(self.step.path)

    @property
    def template_of(self) -> str:
        """What the pod is a template of, such as "Deployment web"; "" for a pod by itself."""
        return f"{self.manifest.kind} {self.manifest.name}".strip() if self.manifest.is_template else ""

    @cached_property
    def step(self) -> Step:
        return next(step for step in self.steps if step.slug == self.slug)

    @property
    def step_paths(self) -> str:
        """The fields that the step is about."""
        pod = self.manifest.place.pod_with_workload
        known = (path for path in fields_of(self.slug, pod) if self.catalogue.field(path) or document.has(pod, path))
        return " ".join(map(str, known))

    @cached_property
    def outline(self) -> Outline:
        advised = [one.field for one in self.heard.now]
        return outline_of(
            self.steps,
            self.slug,
            self.shown,
            self.problems,
            advised,
            self.urls,
            pods=self.manifest.carriers[:MOST_SHOWN] if self.manifest.is_companion else (),
            companions=self.manifest.companions,
            said=counts_of_companions(self.manifest, self.draft),
            number=self.manifest.number,
        )

    @property
    def objects(self) -> FileObjects:
        """What of the file can be edited."""
        return FileObjects.of(self.manifest)

    @property
    def verdict_pane(self) -> VerdictPane:
        """The pane beneath the YAML; the review gives all advice itself."""
        shown = self.heard.now[:SHOWN_ADVICE] if self.slug != REVIEW else []
        return VerdictPane.of(
            self.review,
            self.problems,
            kubernetes=self.draft.kubernetes,
            kind=self.manifest.kind,
            is_template=self.manifest.is_template,
            is_companion=self.manifest.is_companion,
            advice=tuple(map(AdviceWords.of, shown)),
            all_advice=len(self.heard.now),
            waiting=self.heard.waiting if self.slug != REVIEW else 0,
            is_review=self.slug == REVIEW,
            preview_url=self.preview_url,
            urls=self.urls,
            cluster=self.cluster_line,
        )

    @property
    def task(self) -> TaskBox | None:
        """The task that the draft was begun for."""
        return task_box(self.draft, self.manifest, self.review)

    @property
    def security_level(self) -> str:
        """The highest level of the Pod Security Standards that the pod satisfies."""
        return podsecurity.highest_level(self.review.violations)

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
        return self.urls.step(self.previous.slug) if self.previous else ""

    @property
    def next_url(self) -> str:
        return self.urls.step(self.next.slug) if self.next else ""

    @cached_property
    def chunks(self) -> list[Drawn]:
        """The manifest's lines that are shown, some at a time."""
        marks: dict[int, str] = {}
        for problem in self.problems.all:
            marks.setdefault(problem.line, problem.kind)
        new = self._changed
        return draw_chunks(self.manifest, self.urls.go, self.catalogue, marks=marks, new=new, shown=self.shown_lines)

    @cached_property
    def pane_digest(self) -> str:
        """What the pane around its chunks is drawn as: a browser that has it so needs only the chunks that changed."""
        shown = self.shown_lines
        around = (shown.earlier, shown.later and (shown.later, shown.total), self.url) if shown.is_cut else ()
        return digest(f"{around} {self.is_text_cut} {len(self.chunks)}")

    @property
    def is_text_cut(self) -> bool:
        """Whether the pane shows only a part of the text, so that nobody can edit all of it there."""
        text = self.manifest.text
        has_long_line = len(text) > SHOWN_CHARACTERS and any(len(line) > SHOWN_CHARACTERS for line in text.splitlines())
        return self.shown_lines.is_cut or has_long_line

    @cached_property
    def _changed(self) -> range:
        if self.before is not None:
            return changed_lines(self.before, self.manifest.text)
        return self.last_change.lines if self.last_change else range(0)

    @cached_property
    def shown_lines(self) -> LineWindow:
        """The lines beside the form: those with what is asked for, what just changed, or what this step shows."""
        line = self.line or (self._changed.start if self._changed else 0)
        if not line:
            here = self._path or next((step.path for step in self.steps if step.slug == self.slug), ROOT)
            line = self.manifest.where(here).line if here else 1
        is_ended = self.manifest.text.endswith("\n")
        return LineWindow.around(line, len(self.manifest.tree.source.line_starts), is_ended=is_ended)

    @property
    def file_name(self) -> str:
        return file_name(self.manifest)

    @property
    def suggestions(self) -> dict[str, list[str]]:
        own = suggestions_beside() if self.manifest.is_companion else suggestions(self.manifest.pod, self.catalogue)
        return with_cluster(own, self.names) if self.names else own

    @property
    def own_lists(self) -> OwnLists | None:
        """The cluster's names for single controls."""
        names = self.names_at_once
        return own_lists(self.form.all_parts, self.shown, names) if names and self.form else None
