"""What a rule of advice and its fix are made of: values, which run.py runs and applies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.yamltext.edits import Edit


class Severity(IntEnum):
    """How much a finding matters. None is as severe as an error: the API server accepts all of these pods."""

    INFO = 1  # a good habit, or worth knowing
    WARNING = 2  # will cause trouble some day
    SERIOUS = 3  # helps an attacker, or will cause trouble soon
    CRITICAL = 4  # gives away the node, or keeps the pod from working

    def __str__(self) -> str:
        return self.name.lower()


INFO, WARNING, SERIOUS, CRITICAL = Severity


class Safety(StrEnum):
    """Whether a fix may be applied without asking."""

    SAFE = "safe"
    ASSISTED = "assisted"


@dataclass(frozen=True, slots=True)
class Patch:
    """A fix: what it does, in a sentence; whether it may be applied without asking; and the edits, in order."""

    title: str
    safety: Safety
    edits: tuple[Edit, ...]

    @property
    def asks(self) -> tuple[FieldPath, ...]:
        """The paths whose new values are proposals for the user to confirm."""
        if self.safety is Safety.SAFE:
            return ()
        return tuple(edit.path for edit in self.edits if edit.op in ("set", "insert"))


def safe(title: str, *edits: Edit) -> Patch:
    """A fix that takes one click."""
    return Patch(title, Safety.SAFE, edits)


def assisted(title: str, *edits: Edit) -> Patch:
    """A fix that the user confirms, because its values are guesses or it may change what the app does."""
    return Patch(title, Safety.ASSISTED, edits)


CATEGORIES = (
    "security",
    "images",
    "resources",
    "reliability",
    "configuration",
    "storage",
    "networking",
    "scheduling",
    "metadata",
)
SCOPES = ("pod", "container", "init", "ephemeral", "volumes", "metadata")


@dataclass(frozen=True)
class Rule:
    """A piece of advice. Its id is the name of its module; `scope` says where it looks, `since` from which version on.

    `foreign` has the ids under which other tools report the same thing. A rule that is off by default is turned on by
    a profile that gives one of the settings it `needs`.
    """

    module: str
    severity: Severity
    category: str
    scope: tuple[str, ...]
    default: bool = True
    since: str = "1.25"
    foreign: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.category not in CATEGORIES or not self.scope or not set(self.scope) <= set(SCOPES):
            raise ValueError(f"rule {self.id!r} has an unknown category or scope")

    @property
    def id(self) -> str:
        """The rule's name in settings, pages and reports: `privileged-container`."""
        return self.module.rpartition(".")[2].replace("_", "-")

    def found(self, path: FieldPath, message: str, place: FieldPath | None = None) -> Finding:
        """A finding of this rule; one about the workload around the pod names its place there."""
        return Finding(self.id, path, message, place)

    def found_around(self, message: str, *field: str) -> Finding:
        """A finding about a field of the workload's spec, which the pod can only say of its spec as a whole."""
        return self.found(SPEC, message, SPEC.child(*field))


# What a rule's module has beside its `rule`. A fix may be None for a single finding.
CheckFunction = Callable[[Subject], Iterator[Finding]]
FixFunction = Callable[[Subject, Finding], Patch | None]
