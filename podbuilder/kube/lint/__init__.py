"""Advice on pods that the API server accepts: one rule a file under rules/, run together, each with its fix."""

from podbuilder.kube.lint.profile import ALL, COURSE, Profile
from podbuilder.kube.lint.rule import Patch, Rule, Safety, Severity
from podbuilder.kube.lint.run import Loaded, all_rules, apply, fix, run
from podbuilder.kube.lint.settings import Settings

__all__ = [
    "ALL",
    "COURSE",
    "Loaded",
    "Patch",
    "Profile",
    "Rule",
    "Safety",
    "Settings",
    "Severity",
    "all_rules",
    "apply",
    "fix",
    "run",
]
