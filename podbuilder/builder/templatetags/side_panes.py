"""{% outline_item entry %} and {% advice_item advice part %}: the rows of the lists beside the form.

Written by hand and not by a template: both lists are drawn again at every keystroke. {% kept_url %} is a cached
{% url %} for them.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from django import template
from django.utils.safestring import SafeString, mark_safe

from podbuilder.builder.advice.advice import SIGNS
from podbuilder.builder.advice.advice_words import AdviceWords
from podbuilder.builder.editing.post_data import OPEN
from podbuilder.builder.pages.html import escaped
from podbuilder.builder.pages.outline import Outline, OutlineEntry
from podbuilder.builder.pages.urls import url_of
from podbuilder.builder.pages.verdict_pane import VerdictPane
from podbuilder.builder.templatetags.icons import icon
from podbuilder.kube.manifest import Carrier

register = template.Library()


register.simple_tag(url_of, name="kept_url")

_SUB, _CURRENT = ' class="outline__sub"', ' aria-current="step"'
_NO_ERRORS = '<span class="visually-hidden">no errors</span></span>'
_NO_NAME = "no name"
_POSTS = 'hx-target="#step" hx-sync="#step:queue last"'


@register.simple_tag
def outline_item(entry: OutlineEntry) -> SafeString:
    """A step of the outline, with its role and its badges."""
    step = entry.step
    title, sub, hover, role = escaped(step.title), "", "", ""
    if step.role:
        # The name of a container may be too long for the outline.
        sub, hover = _SUB, f' title="{title}"'
        role = f'<span class="outline__role">{step.role}</span>'
    html = (
        # An address of a step has nothing to escape.
        f'<li{sub}><a class="outline__step" href="{entry.href}"{hover}{_CURRENT if entry.is_current else ""}>'
        f'<span class="outline__text"><span class="outline__name">{title}</span>{role}</span>'
        f"{_badge(entry)}{_advice_badge(entry.advice) if entry.advice else ''}</a></li>"
    )
    return mark_safe(html)  # noqa: S308 - whatever comes from the manifest went through escaped()


@register.simple_tag
def outline_button(entry: OutlineEntry) -> SafeString:
    """The same where no script runs and a link would drop what is typed: it saves the step, then goes."""
    link = outline_item(entry)
    button = link.replace(
        '<a class="outline__step" href=', '<button form="step-form" class="outline__step" name="next" value='
    )
    return mark_safe(button.replace("</a></li>", "</button></li>"))  # noqa: S308 - as above


@register.simple_tag
def outline_object(
    one: Carrier, outline: Outline, entry: OutlineEntry | None = None, saves: bool = False
) -> SafeString:
    """A pod or a companion of the file: a button that saves what is typed and goes on with it.

    What is edited already has the `entry` of its step.
    """
    if entry is not None and one.number == outline.number:
        named = replace(entry, step=replace(entry.step, title=one.name or _NO_NAME, role=one.kind))
        return outline_button(named) if saves else outline_item(named)
    title = escaped(one.name or _NO_NAME)
    kind = escaped(f"{one.kind} · {one.place}" if one.place else one.kind)
    html = (
        f'<li{_SUB}><button form="step-form" class="outline__step" name="op" value="{OPEN}:{one.number}" '
        f'title="{title}" hx-post="{outline.preview_url}" {_POSTS}><span class="outline__text">'
        f'<span class="outline__name">{title}</span><span class="outline__role">{kind}</span></span>'
        f"{_counted(*outline.said_of(one.number))}</button></li>"
    )
    return mark_safe(html)  # noqa: S308 - as above


def _badge(entry: OutlineEntry) -> str:
    """The number of errors, or else of warnings, or else a sign that there are none."""
    if counted := _counted(entry.errors, entry.warnings):
        return counted
    return f'<span class="badge badge--ok" title="No errors">{icon("check")}{_NO_ERRORS}' if entry.is_used else ""


def _counted(errors: int, warnings: int) -> str:
    """The number of errors, or else of warnings; "" if there are none."""
    for kind, count in (("error", errors), ("warning", warnings)):
        if count:
            said = f'<span class="visually-hidden"> {kind}{"" if count == 1 else "s"}</span></span>'
            return f'<span class="badge badge--{kind}">{icon(kind)}{count}{said}'
    return ""


def _advice_badge(count: int) -> str:
    pieces = f"piece{'' if count == 1 else 's'} of advice"
    said = f'<span class="visually-hidden"> {pieces}</span></span>'
    return f'<span class="outline__advice" title="{count} {pieces}">{icon("bulb")}{count}{said}'


@register.simple_tag
def advice_item(advice: AdviceWords, pane: VerdictPane) -> SafeString:
    """A piece of advice, with its fix and a link to its field."""
    field, severity = advice.field, advice.severity
    go = f"{pane.urls.go}?path={quote(field)}"
    html = (
        f'<li class="problem problem--advice problem--{severity}">{icon(SIGNS[severity])}<div class="problem__text"><p>'
        f'<span class="visually-hidden">{severity}: </span>{escaped(advice.message)}</p>'
        f'<code>{escaped(field)}</code></div><span class="buttons">{_fix(advice, pane)}'
        f'<a class="button button--small" href="{go}" aria-label="Go to {escaped(field)}">Go</a></span></li>'
    )
    return mark_safe(html)  # noqa: S308 - whatever comes from the manifest went through escaped()


def _fix(advice: AdviceWords, pane: VerdictPane) -> str:
    """The button that applies the fix, or the link to the page that asks something first."""
    path = escaped(advice.path)
    if fix := escaped(advice.fix):
        return (
            f'<button form="step-form" name="op" value="{escaped(advice.op)}" class="button button--small" '
            f'title="{fix}" aria-label="Fix: {fix} ({path})" hx-post="{pane.preview_url}" {_POSTS}>Fix</button>'
        )
    if question := escaped(advice.question):
        url = f"{pane.urls.fix}?rule={advice.rule}&amp;path={quote(advice.path)}"
        return (
            f'<a class="button button--small" href="{url}" '
            f'title="{question}" aria-label="Fix: {question} ({path})">Fix…</a>'
        )
    return ""
