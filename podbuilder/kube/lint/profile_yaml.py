"""A profile as a YAML document, which can be kept in a repository and shared.

    name: Payments
    start: default
    rules: {host-path-volume: critical, dns-ndots: on, namespace-default: off}
    settings: {allowedRegistries: [registry.example.com], largestMemory: 8Gi}

schemas/profile.schema.json describes the same format for tools. A setting that a rule needs turns that rule on, unless
the profile turns it off.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from podbuilder.kube.core.nearest_word import nearest
from podbuilder.kube.lint.profile import NAMED, STARTS, Profile, ProfileError
from podbuilder.kube.lint.rule import Severity
from podbuilder.kube.lint.run import all_rules
from podbuilder.kube.lint.settings import DEFAULTS, Settings
from podbuilder.kube.lint.settings_yaml import KINDS, SettingsError, camel, settings_of, written
from podbuilder.kube.manifest import write
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.positions import Positions
from podbuilder.kube.yamltext.tree import Tree

MOST_CHARACTERS = 1 << 16
LONGEST_NAME = 60
LONGEST_DESCRIPTION = 500
KEYS = ("name", "description", "start", "rules", "settings")
ON, OFF = "on", "off"
_SEVERITIES = {str(severity): severity for severity in Severity}
_WORDS = f"{ON}, {OFF}, {', '.join(_SEVERITIES)}"


def read_profile(text: str) -> Profile:
    """The profile that a text describes (ProfileError)."""
    try:
        tree = _tree(text)
    except YamlProblem as problem:
        raise ProfileError(problem.message, problem.line, problem.column) from problem
    try:
        return _profile(tree.root.value)
    except SettingsError as problem:
        raise ProfileError(problem.message, *Positions(tree).where(problem.path)) from problem


def _tree(text: str) -> Tree:
    if len(text) > MOST_CHARACTERS:
        raise YamlProblem("This text is longer than 64 KiB, the maximum for a profile.")
    return parse.only_mapping(
        text,
        "A profile is one YAML document, such as “start: default” and the differences from it.",
        "A profile is a mapping with start, rules and settings.",
    )


def _profile(given: dict[str, Any]) -> Profile:
    for key in given:
        if key not in KEYS:
            raise SettingsError(
                (key,), f"A profile has no such key{_meant(key, KEYS)}. Its keys are {', '.join(KEYS)}."
            )
    start = given.get("start", "default")
    if not isinstance(start, str) or start not in STARTS:
        raise SettingsError(("start",), f"A profile starts from one of {', '.join(STARTS)}.")
    added, removed, severities = _rules(_mapping(given, "rules"))
    values = _mapping(given, "settings")
    settings = settings_of(values)
    return Profile(
        added=frozenset(added | (_waiting_for(values) - removed)),
        removed=frozenset(removed),
        start=start,
        severities=tuple(sorted(severities.items())),
        settings=settings,
        name=_line(given, "name", LONGEST_NAME),
        description=_line(given, "description", LONGEST_DESCRIPTION),
    )


def _mapping(given: dict[str, Any], key: str) -> dict[str, Any]:
    value = given.get(key)
    if value is not None and not isinstance(value, dict):
        raise SettingsError((key,), f"The value of {key} must be a mapping, with one entry per line.")
    return value or {}


def _line(given: dict[str, Any], key: str, most: int) -> str:
    value = given.get(key)
    if value is not None and (not isinstance(value, str) or len(value) > most):
        raise SettingsError((key,), f"The {key} must be text of at most {most} characters.")
    return (value or "").strip()


def _rules(given: dict[str, Any]) -> tuple[set[str], set[str], dict[str, Severity]]:
    """Which rules are turned on and off, and the severities that are given."""
    added: set[str] = set()
    removed: set[str] = set()
    severities = {}
    for id, value in given.items():
        if id not in all_rules():
            raise SettingsError(("rules", id), f"There is no such rule{_meant(id, all_rules())}.")
        # YAML reads on and off as true and false, unless they are quoted.
        word = {True: ON, False: OFF}.get(value, "") if isinstance(value, bool) else value
        if not isinstance(word, str) or word not in (ON, OFF, *_SEVERITIES):
            raise SettingsError(("rules", id), f"The value of a rule must be one of {_WORDS}.")
        (removed if word == OFF else added).add(id)
        if word in _SEVERITIES:
            severities[id] = _SEVERITIES[word]
    return added, removed, severities


def _meant(word: str, known: Any) -> str:
    """The nearest known word, as an addition to "there is no such …"; "" if none is near."""
    close = nearest(word, known, cutoff=0.6)
    return f"; {close} is the nearest" if close else ""


def _waiting_for(settings: dict[str, Any]) -> set[str]:
    """The rules that one of these settings turns on."""
    return {id for id, loaded in all_rules().items() if any(camel(need) in settings for need in loaded.rule.needs)}


def write_profile(profile: Profile) -> str:
    """The document of a profile, from which `read_profile` gives the same profile."""
    severities = dict(profile.severities)
    rules = {id: str(severities.get(id, ON)) for id in profile.added} | dict.fromkeys(profile.removed, OFF)
    settings = {
        camel(field.name): written(KINDS[field.name], getattr(profile.settings, field.name))
        for field in fields(Settings)
        if getattr(profile.settings, field.name) != getattr(DEFAULTS, field.name)
    }
    parts = {
        "name": profile.name,
        "description": profile.description,
        "start": profile.start,
        "rules": {id: rules[id] for id in sorted(rules)},
        "settings": settings,
    }
    return write({key: value for key, value in parts.items() if value})


def name_of(profile: Profile) -> str:
    """The name of a built-in profile; "" for a team's own."""
    return next((name for name, named in NAMED.items() if named == profile), "")
