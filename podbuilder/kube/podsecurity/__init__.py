"""The Pod Security Standards: one control per file in `checks/`, run by `evaluate`, grouped for people by `explain`."""

from podbuilder.kube.podsecurity.check import BASELINE, LEVELS, PRIVILEGED, RESTRICTED, Violation
from podbuilder.kube.podsecurity.evaluate import evaluate, evaluate_levels, highest_level
from podbuilder.kube.podsecurity.explain import Advice, Control, explain

__all__ = [
    "BASELINE",
    "LEVELS",
    "PRIVILEGED",
    "RESTRICTED",
    "Advice",
    "Control",
    "Violation",
    "evaluate",
    "evaluate_levels",
    "explain",
    "highest_level",
]
