"""Which rules are asked, how loud each is, and with which settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from podbuilder.kube.lint.course import COURSE_RULES
from podbuilder.kube.lint.rule import Rule, Severity
from podbuilder.kube.lint.settings import DEFAULTS, Settings

# Off by default, because they ask for work or for a decision, and good for pods that have to stand a lot. What is only
# a matter of taste, needs a team's settings, or says a finer rule's finding in general stays off here, too.
STRICT_RULES = frozenset(
    {
        "capabilities-add-any",
        "containers-per-pod",
        "control-plane-toleration",
        "env-from-secret",
        "ephemeral-storage-missing",
        "ephemeral-storage-not-equal",
        "fs-group-change-policy",
        "fs-group-unset",
        "fs-group-without-volume",
        "host-aliases",
        "image-digest-missing",
        "memory-request-not-equal-limit",
        "port-name-missing",
        "pre-stop-missing",
        "privileged-port",
        "probe-exec-costly",
        "probe-port-number-undeclared",
        "projected-token-expiry-unset",
        "read-only-root-without-scratch",
        "run-as-group-unset",
        "run-as-low-gid",
        "run-as-low-uid",
        "run-as-non-root-without-uid",
        "service-links-enabled",
        "ssh-port",
        "sub-path-mount",
        "termination-grace-too-long",
        "user-namespace-unused",
    }
)
# What a profile can start from, and which rules are on then.
STARTS: Mapping[str, Callable[[Rule], bool]] = {
    "default": lambda rule: rule.default,
    "strict": lambda rule: rule.default or rule.id in STRICT_RULES,
    "course": lambda rule: rule.id in COURSE_RULES,
    "pod-security": lambda rule: "pod-security" in rule.foreign,
    "all": lambda rule: True,
    "nothing": lambda rule: False,
}


class ProfileError(Exception):
    """A profile cannot be read: a sentence, and where (counted from 1; 0 where the whole text is meant)."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Profile:
    """The rules of a start, but for what is `added` and `removed`; severities by id replace those of the rules."""

    added: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    start: str = "default"
    severities: tuple[tuple[str, Severity], ...] = ()
    settings: Settings = DEFAULTS
    name: str = ""
    description: str = ""

    def wants(self, rule: Rule) -> bool:
        """Whether the profile asks this rule."""
        return rule.id not in self.removed and (rule.id in self.added or STARTS[self.start](rule))

    def severity(self, rule: Rule) -> Severity:
        """How much a finding of this rule matters here."""
        return dict(self.severities).get(rule.id, rule.severity)


DEFAULT = Profile(name="Default", description="What nearly every pod should follow.")
STRICT = Profile(start="strict", name="Strict", description="The default and all that hardens a pod further.")
COURSE = Profile(start="course", name="Course", description="Five rules to begin with, told as a lesson.")
POD_SECURITY = Profile(
    start="pod-security", name="Pod Security", description="What the Pod Security Standards forbid, and nothing else."
)
ALL = Profile(start="all", name="Everything", description="Every rule there is, those that contradict each other, too.")
NAMED: Mapping[str, Profile] = {
    "default": DEFAULT,
    "strict": STRICT,
    "course": COURSE,
    "pod-security": POD_SECURITY,
    "all": ALL,
}


def profile_named(name: str) -> Profile:
    """One of the profiles that everybody has (ProfileError if there is none of that name)."""
    if name not in NAMED:
        raise ProfileError(f"No profile is called so. There are {', '.join(NAMED)}.")
    return NAMED[name]
