"""All that the pane beneath the YAML is drawn from: what the API server says, and the first of the advice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from podbuilder.builder.advice.advice_words import AdviceWords
from podbuilder.builder.pages.cluster_line import ClusterLine
from podbuilder.builder.pages.problems import Problem, Problems
from podbuilder.builder.pages.urls import DraftUrls
from podbuilder.kube import podsecurity
from podbuilder.kube.insight.amounts import in_words
from podbuilder.kube.review import Review


@dataclass(frozen=True)
class VerdictPane:
    """The pane of one step; those of two pages are equal if they look the same."""

    kubernetes: str
    kind: str
    is_template: bool
    # Of the review: whether the kind is known, and what of it nobody judged.
    is_known: bool
    not_judged: str
    only_pods_refused: bool
    announcement: str
    facts: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    # How many problems there are in all, and errors among them.
    all_problems: int
    errors: int
    # The advice that is shown, all that is given now, and how much waits until there is more in the pod.
    advice: tuple[AdviceWords, ...]
    all_advice: int
    waiting: int
    # Whether the step beside it is the review, which gives all advice itself.
    is_review: bool
    preview_url: str
    urls: DraftUrls
    # Whether it is of what stands beside the pods: there is no advice on that.
    is_companion: bool = False
    # What the chosen cluster says; None if none is chosen.
    cluster: ClusterLine | None = None

    @classmethod
    def of(cls, review: Review, problems: Problems, **around: Any) -> VerdictPane:
        """The pane with a review, its problems, and what else stands around them."""
        return cls(
            is_known=review.is_known,
            not_judged=review.not_judged,
            only_pods_refused=problems.only_pods_refused,
            announcement=problems.announcement,
            facts=facts_of(review),
            problems=tuple(problems.shown),
            all_problems=len(problems.all),
            errors=problems.errors,
            **around,
        )

    @property
    def more_problems(self) -> int:
        """How many problems there are beyond those that are shown."""
        return self.all_problems - len(self.problems)

    @property
    def more_advice(self) -> int:
        """How much advice there is beyond what is shown."""
        return self.all_advice - len(self.advice)

    @property
    def advice_url(self) -> str:
        """Where all of the advice stands."""
        return "#advice" if self.is_review else f"{self.urls.review}#advice"


def facts_of(review: Review) -> tuple[tuple[str, str], ...]:
    """The pod's main facts that there are, name and value; what stands beside a pod has none."""
    if not review.violations:
        return ()
    facts = review.facts
    found = (
        ("QoS", facts.qos_class),
        ("Requests", in_words(facts.requests)),
        ("Limits", in_words(facts.limits)),
        ("Pod Security", podsecurity.highest_level(review.violations).capitalize()),
    )
    return tuple((name, value) for name, value in found if value)
