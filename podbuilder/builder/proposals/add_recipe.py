"""A recipe on its way into a draft: the questions and their answers, what would be added, and adding it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from podbuilder.builder.comparison import DiffLine
from podbuilder.builder.diagram import draw_diagram
from podbuilder.builder.difference import difference
from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.additions_text import CHANGED, Piece, added
from podbuilder.builder.proposals.recipe_form import Control, controls, posted_answers
from podbuilder.builder.steps.outline import METADATA, slug_for
from podbuilder.kube.containers import visit_containers
from podbuilder.kube.manifest import Manifest, ManifestError, write
from podbuilder.kube.patterns import recipes
from podbuilder.kube.patterns.recipe import Recipe
from podbuilder.kube.patterns.roles import roles
from podbuilder.kube.review import Review, review_manifest


@dataclass(frozen=True)
class Addition:
    """A recipe with its answers, held against a draft; nothing is written until `add`."""

    draft: Draft
    manifest: Manifest
    recipe: Recipe
    given: dict[str, str]

    @cached_property
    def _outcome(self) -> tuple[recipes.Application | None, Manifest | None, dict[str, str]]:
        """What would be done, the manifest with it, and what is wrong: by parameter, or "" for the pod itself."""
        try:
            plan = recipes.plan(self.recipe, self.manifest.pod, self.draft.kubernetes, self.given)
            return plan, self.manifest.patch(plan.edits), {}
        except recipes.RecipeRefused as refusal:
            return None, None, refusal.problems
        except ManifestError as error:
            return None, None, {"": f"This cannot be written into the manifest: {error.message}"}

    @property
    def plan(self) -> recipes.Application | None:
        return self._outcome[0]

    @property
    def changed(self) -> Manifest | None:
        """The manifest with the recipe applied; None if it cannot be."""
        return self._outcome[1]

    @property
    def wrong(self) -> str:
        """What is wrong with the pod as a whole."""
        return self._outcome[2].get("", "")

    @property
    def has_problems(self) -> bool:
        return self.changed is None

    @cached_property
    def controls(self) -> list[Control]:
        return controls(self.recipe, self.manifest.pod, self.given, self._outcome[2])

    @cached_property
    def pieces(self) -> list[Piece]:
        return added(self.manifest.pod, self.changed.pod) if self.changed else []

    @property
    def diagram(self) -> SafeString:
        """The pod as it would be, with what is new marked."""
        if self.changed is None:
            return SafeString("")
        pod, version = self.changed.pod, self.draft.kubernetes
        new = [piece.name for piece in self.pieces if piece.what != CHANGED]
        return draw_diagram(pod, version, roles(pod, version, self.draft.roles), name="added", new=new, has_words=False)

    @property
    def sentences(self) -> tuple[str, ...]:
        return self.plan.sentences if self.plan else ()

    @property
    def companions(self) -> list[tuple[str, str, str]]:
        """What must exist beside the pod: kind, name and a manifest to begin with."""
        found = self.plan.companions if self.plan else ()
        return [(str(c["kind"]), str(c["metadata"]["name"]), write(c)) for c in found]

    @property
    def diff(self) -> list[DiffLine]:
        return difference(self.manifest.text, self.changed.text) if self.changed else []

    @cached_property
    def review(self) -> Review | None:
        """The verdict on the pod with the recipe applied."""
        return review_manifest(self.changed, self.draft.kubernetes) if self.changed else None

    @property
    def new_errors(self) -> list[str]:
        """What the API server would say of the changed pod that it does not say of the pod as it is."""
        if self.review is None:
            return []
        # By their words, since a container that is put first moves the paths of the others.
        present = Counter(e.detail for e in review_manifest(self.manifest, self.draft.kubernetes).errors)
        new = []
        for error in self.review.errors:
            present[error.detail] -= 1
            if present[error.detail] < 0:
                new.append(f"{error.path}: {error.detail}")
        return new

    def add(self, *, base: int, writer: str) -> str:
        """Write it into the draft as one step of undo; the step of the new container (Conflict)."""
        changed, plan, verdict = self.changed, self.plan, self.review
        if changed is None or plan is None or verdict is None:
            raise ValueError("this recipe cannot be added; ask has_problems first")
        self.draft.write(changed.text, base=base, writer=writer)
        return step_of_container(changed, plan.containers[0])


def step_of_container(manifest: Manifest, name: str) -> str:
    """The slug of the step of the container with this name."""
    paths = (path for path, container, _ in visit_containers(manifest.pod) if container.get("name") == name)
    return slug_for(next(paths)) if name else METADATA


def consider(draft: Draft, recipe: Recipe, data: Mapping[str, str]) -> Addition:
    """A recipe with what a page posts of its answers, held against the draft as it is now."""
    return Addition(draft, draft.manifest, recipe, posted_answers(recipe, data))
