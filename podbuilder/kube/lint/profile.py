"""Profiles: which rules are on, how severe each is, and which settings they use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from podbuilder.kube.lint.course import COURSE_RULES
from podbuilder.kube.lint.rule import Rule, Severity
from podbuilder.kube.lint.settings import DEFAULTS, Settings

# Off by default, because they take work or a decision, but good for pods that have to withstand a lot. Rules that are a
# matter of taste, need a team's settings, or repeat a finer rule in general terms stay off here, too.
STRICT_RULES = frozenset(
    {
        "capabilities-add-any",
        "containers-per-pod",
        "control-plane-toleration",
        "cron-job-deadline-missing",
        "cron-job-overlaps",
        "disruption-budget-missing",
        "env-from-secret",
        "ephemeral-storage-missing",
        "ephemeral-storage-not-equal",
        "fs-group-change-policy",
        "fs-group-unset",
        "fs-group-without-volume",
        "host-aliases",
        "image-digest-missing",
        "job-ttl-missing",
        "memory-request-not-equal-limit",
        "network-policy-missing",
        "port-name-missing",
        "pre-stop-missing",
        "privileged-port",
        "probe-exec-costly",
        "probe-port-number-undeclared",
        "projected-token-expiry-unset",
        "read-only-root-without-scratch",
        "replicas-single",
        "run-as-group-unset",
        "run-as-low-gid",
        "run-as-low-uid",
        "service-links-enabled",
        "ssh-port",
        "sub-path-mount",
        "terminal-kept-open",
        "termination-grace-too-long",
        "user-namespace-unused",
    }
)
# What a profile can start from, and which rules are then on.
STARTS: Mapping[str, Callable[[Rule], bool]] = {
    "default": lambda rule: rule.default,
    "strict": lambda rule: rule.default or rule.id in STRICT_RULES,
    "course": lambda rule: rule.id in COURSE_RULES,
    "pod-security": lambda rule: "pod-security" in rule.foreign,
    "all": lambda rule: True,
    "nothing": lambda rule: False,
}


class ProfileError(Exception):
    """A profile cannot be read: why, in a sentence, and where (counted from 1; 0 means the whole text)."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Profile:
    """The rules of `start`, plus those `added`, minus those `removed`; `severities`, by id, replace the rules' own."""

    added: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    start: str = "default"
    severities: tuple[tuple[str, Severity], ...] = ()
    settings: Settings = DEFAULTS
    name: str = ""
    description: str = ""

    def wants(self, rule: Rule) -> bool:
        """Whether this rule is on."""
        return rule.id not in self.removed and (rule.id in self.added or STARTS[self.start](rule))

    def severity(self, rule: Rule) -> Severity:
        """How severe a finding of this rule is in this profile."""
        return dict(self.severities).get(rule.id, rule.severity)


DEFAULT = Profile(name="Default", description="What nearly every pod should follow.")
STRICT = Profile(start="strict", name="Strict", description="The default, and everything that hardens a pod further.")
COURSE = Profile(start="course", name="Course", description="Five lessons to begin with.")
POD_SECURITY = Profile(
    start="pod-security", name="Pod Security", description="What the Pod Security Standards forbid, and nothing else."
)
ALL = Profile(start="all", name="Everything", description="Every rule, including those that contradict each other.")
NAMED: Mapping[str, Profile] = {
    "default": DEFAULT,
    "strict": STRICT,
    "course": COURSE,
    "pod-security": POD_SECURITY,
    "all": ALL,
}


def profile_named(name: str) -> Profile:
    """One of the built-in profiles (ProfileError if there is none of that name)."""
    if name not in NAMED:
        raise ProfileError(f"There is no such profile. The built-in ones are {', '.join(NAMED)}.")
    return NAMED[name]
