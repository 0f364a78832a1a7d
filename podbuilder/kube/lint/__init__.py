"""Advice on pods that the API server accepts: one rule per file in rules/, each with its fix."""

from podbuilder.kube.lint.course import LESSONS, Lesson
from podbuilder.kube.lint.profile import (
    ALL,
    COURSE,
    DEFAULT,
    NAMED,
    POD_SECURITY,
    STRICT,
    Profile,
    ProfileError,
    profile_named,
)
from podbuilder.kube.lint.profile_yaml import name_of, read_profile, write_profile
from podbuilder.kube.lint.rule import Patch, Rule, Safety, Severity
from podbuilder.kube.lint.run import Loaded, all_rules, apply, fix, fix_in, run
from podbuilder.kube.lint.settings import Settings
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.lint.surroundings import ALONE, Surroundings, surroundings_of

__all__ = [
    "ALL",
    "ALONE",
    "COURSE",
    "DEFAULT",
    "LESSONS",
    "NAMED",
    "POD_SECURITY",
    "STRICT",
    "Lesson",
    "Loaded",
    "Patch",
    "Profile",
    "ProfileError",
    "Rule",
    "Safety",
    "Settings",
    "Severity",
    "Subject",
    "Surroundings",
    "all_rules",
    "apply",
    "fix",
    "fix_in",
    "name_of",
    "profile_named",
    "read_profile",
    "run",
    "surroundings_of",
    "write_profile",
]
