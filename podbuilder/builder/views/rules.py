"""The lint rules: a list with a search, and a page for each rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from podbuilder.builder.access import drafts_of
from podbuilder.builder.advice.advice import BADGES
from podbuilder.kube import lint
from podbuilder.kube.core import versions
from podbuilder.kube.lint import rule_search
from podbuilder.kube.lint.rule import CATEGORIES
from podbuilder.kube.lint.settings_yaml import camel
from podbuilder.kube.troubleshooting.cause_pages import causes_by_rule

SEVERITIES = tuple(BADGES)
STATES = ("on", "off")
SCOPES = {
    "pod": "the pod",
    "container": "containers",
    "init": "init containers",
    "ephemeral": "ephemeral containers",
    "volumes": "volumes",
    "metadata": "labels and annotations",
}


class RuleRow(NamedTuple):
    """A rule as the list shows it."""

    rule: lint.Rule
    summary: str
    severity: str
    sign: str
    is_on: bool


class ForeignChecks(NamedTuple):
    """The names that another tool has for a rule."""

    tool: str
    checks: tuple[str, ...]


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """The rules that fit `?q=`, `?severity=`, `?category=` and `?state=`, each on or off as in `?profile=`."""
    asked = request.GET.get("q", "")[: rule_search.LONGEST_QUERY].strip()
    chosen = {
        "severity": _one_of(SEVERITIES, request.GET.get("severity")),
        "category": _one_of(CATEGORIES, request.GET.get("category")),
        "state": _one_of(STATES, request.GET.get("state")),
        "profile": _one_of(lint.NAMED, request.GET.get("profile")) or "default",
    }
    every = [_row(loaded, lint.profile_named(chosen["profile"])) for loaded in rule_search.find_rules(asked)]
    context = {
        "asked": asked,
        "chosen": chosen,
        "rows": [row for row in every if _fits(row, chosen)],
        "total": len(lint.all_rules()),
        "severities": SEVERITIES,
        "categories": CATEGORIES,
        "profiles": lint.NAMED.items(),
    }
    return render(request, "builder/rules.html", context)


def _one_of(known: Collection[str], given: str | None) -> str:
    return given if given and given in known else ""


def _row(loaded: lint.Loaded, profile: lint.Profile) -> RuleRow:
    severity = str(profile.severity(loaded.rule))
    return RuleRow(loaded.rule, loaded.summary, severity, BADGES[severity], profile.wants(loaded.rule))


def _fits(row: RuleRow, chosen: dict[str, str]) -> bool:
    return (
        chosen["severity"] in ("", row.severity)
        and chosen["category"] in ("", row.rule.category)
        and chosen["state"] in ("", "on" if row.is_on else "off")
    )


@require_safe
def rule(request: HttpRequest, id: str) -> HttpResponse:
    """All about one rule, with the way back to the asker's `?draft=`. Raises Http404 if there is no such rule."""
    loaded = lint.all_rules().get(id)
    if loaded is None:
        raise Http404("no such rule")
    wanting = [profile.name for profile in lint.NAMED.values() if profile.wants(loaded.rule) and profile != lint.ALL]
    key = request.GET.get("draft", "")
    context = {
        "draft": drafts_of(request).filter(key=key).first() if key else None,
        "row": _row(loaded, lint.profile_named("default")),
        "sections": loaded.sections,
        "foreign": list(_foreign(loaded)),
        "use_instead": loaded.sections["Use instead"],
        "scopes": [SCOPES[scope] for scope in loaded.rule.scope],
        "is_young": loaded.rule.since != versions.VERSIONS[0],
        "causes": causes_by_rule().get(id, ()),
        "needs": [camel(name) for name in loaded.rule.needs],
        "wanting": wanting,
    }
    return render(request, "builder/rule.html", context)


def _foreign(loaded: lint.Loaded) -> Iterator[ForeignChecks]:
    for tool, name in rule_search.TOOLS.items():
        if tool in loaded.rule.foreign:
            yield ForeignChecks(name, loaded.rule.foreign[tool])
