"""A recipe held against a draft: its questions, their answers, and what it would add."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from podbuilder.builder.diagram import draw_diagram
from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.additions_text import CHANGED, Piece, added
from podbuilder.builder.proposals.proposal import Proposal, written
from podbuilder.builder.proposals.recipe_form import RecipeQuestion, posted_answers, recipe_questions
from podbuilder.builder.steps.outline import METADATA, slug_for
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.recipes import apply
from podbuilder.kube.recipes.recipe import Recipe
from podbuilder.kube.roles.recognition import roles

UNANSWERED = "Nothing to add yet: an answer is missing or wrong."


@dataclass(frozen=True)
class RecipeAddition:
    """A recipe with its answers, and what it would add to a draft."""

    draft: Draft
    manifest: Manifest
    recipe: Recipe
    answers: dict[str, str]

    @classmethod
    def posted(cls, draft: Draft, recipe: Recipe, data: Mapping[str, str]) -> RecipeAddition:
        """A recipe with the posted answers, held against the current draft."""
        return cls(draft, draft.manifest, recipe, posted_answers(recipe, data))

    @cached_property
    def _planned(self) -> tuple[apply.AppliedRecipe | None, dict[str, str]]:
        """What would be done, and the problems by parameter; "" stands for the pod itself."""
        try:
            return apply.plan(self.recipe, self.manifest.pod, self.draft.kubernetes, self.answers), {}
        except apply.RecipeRefused as refusal:
            return None, refusal.problems

    @property
    def _plan(self) -> apply.AppliedRecipe | None:
        return self._planned[0]

    @cached_property
    def proposal(self) -> Proposal:
        refusals: tuple[str, ...]
        plan, problems = self._planned
        if plan is None:
            after, refusals = self.manifest, (problems.get("") or UNANSWERED,)
        else:
            after, refusals = written(self.manifest, lambda: self.manifest.patch(plan.edits))
        return Proposal(self.draft, self.manifest, after, self.recipe.title, self._done, refusals)

    @property
    def _done(self) -> str:
        names = self._plan.containers if self._plan else ()
        return f"{' and '.join(names)} {'was' if len(names) == 1 else 'were'} added."

    @cached_property
    def questions(self) -> list[RecipeQuestion]:
        return recipe_questions(self.recipe, self.manifest.pod, self.answers, self._planned[1])

    @cached_property
    def pieces(self) -> list[Piece]:
        return added(self.manifest.pod, self.proposal.after.pod)

    @property
    def diagram(self) -> SafeString:
        """The diagram of the changed pod, with the new parts marked."""
        pod, version = self.proposal.after.pod, self.draft.kubernetes
        new = [piece.name for piece in self.pieces if piece.what != CHANGED]
        return draw_diagram(pod, version, roles(pod, version, self.draft.roles), name="added", new=new, has_words=False)

    @property
    def sentences(self) -> tuple[str, ...]:
        return self._plan.sentences if self._plan else ()

    @property
    def companions(self) -> list[tuple[str, str, str]]:
        """The objects that must exist beside the pod: kind, name, and a manifest to start from."""
        found = self._plan.companions if self._plan else ()
        return [(str(c["kind"]), str(c["metadata"]["name"]), write(c)) for c in found]

    @property
    def step(self) -> str:
        """The slug of the step of the first added container."""
        return step_of_container(self.proposal.after, self._plan.containers[0] if self._plan else "")


def step_of_container(manifest: Manifest, name: str) -> str:
    """The slug of the step of the container with this name."""
    paths = (path for path, container, _ in visit_containers(manifest.pod) if container.get("name") == name)
    return slug_for(next(paths)) if name else METADATA
