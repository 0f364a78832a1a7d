"""{% control part %} draws one control: its label, its input, and the messages about it.

Written by hand and not by a template: a large step has a hundred controls, and a template takes five times as long.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from urllib.parse import quote

from django import template
from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe

from podbuilder.builder.forms.control import Control
from podbuilder.builder.forms.layout import Chooser, Rows
from podbuilder.builder.pages.html import escaped
from podbuilder.builder.pages.step_page import StepPage
from podbuilder.builder.templatetags.icons import icon
from podbuilder.kube.core.field import FieldPath

register = template.Library()

# The uses of a name that have a link; the page for another name has them all.
SHOWN_USES = 3
CONVERTS = "A plain number takes the unit; other amounts are converted"


@register.simple_tag(takes_context=True)
def control(context: Context, part: Control) -> SafeString:
    """The control as HTML; the current page knows the addresses of its help and its note."""
    name = escaped(part.name)
    hint = f'<p class="hint" id="{part.id}-hint">{escaped(part.hint)}</p>' if part.hint or part.has_live_hint else ""
    html = (
        f'<div class="field" data-path="{escaped(str(part.path))}">\n{_head(part, context["page"])}\n'
        f'<div class="field__body">\n{_input(part, name)}\n{hint}{_uses(part, context["page"])}\n'
        f'<div class="message-slot" id="{part.id}-says" data-says="{name}">{_says(context, part)}</div>\n</div></div>\n'
    )
    return mark_safe(html)  # noqa: S308 - whatever comes from the manifest went through escaped()


def _uses(part: Control, page: StepPage) -> str:
    """The ways to where the name is used and to another name for all of them, or to what has the name."""
    if part.given:
        what, path = part.given
        return f'<p class="hint">{_go(page, f"See the {what}", path)}</p>'
    if not part.uses and not part.others:
        return ""
    url = escaped(page.urls.rename + quote(str(part.path)))
    if part.others:
        places = f"{part.others} other place{'' if part.others == 1 else 's'}"
        return f'<p class="hint">Also named in {places}. <a href="{url}">Rename it everywhere</a></p>'
    count = len(part.uses)
    # A container that uses it in several fields is named once.
    first = dict(reversed(part.uses))
    names = [where for where, path in part.uses if first[where] == path]
    places = ", ".join(_go(page, where, first[where]) for where in names[:SHOWN_USES])
    more = f", and {len(names) - SHOWN_USES} more" if len(names) > SHOWN_USES else ""
    return (
        f'<p class="hint">Used in {count} place{"" if count == 1 else "s"}: {places}{more}. '
        f'<a href="{url}">Rename it everywhere</a></p>'
    )


def _go(page: StepPage, words: str, path: FieldPath) -> str:
    return f'<a href="{escaped(f"{page.urls.go}?path={quote(str(path))}")}">{escaped(words)}</a>'


def _says(context: Context, part: Control) -> str:
    if not part.messages:
        return ""
    with context.push(messages=part.messages):
        return str(Engine.get_default().get_template("builder/parts/_says.html").render(context))


def _head(part: Control, page: StepPage) -> str:
    """The label, the link to the field's note, and its name in the API, which leads to its help."""
    hidden = " visually-hidden" if part.is_label_hidden else ""
    label = escaped(part.label)
    more = ""
    if part.short_path and not part.is_label_hidden:
        path = str(part.path)
        # The note stands beside the label: a long name in the API has the next line to itself.
        if part.note:
            url = escaped(page.urls.note + quote(path))
            said = f"Note on {label}"
            more = f'<a class="{part.note}" href="{url}" aria-label="{said}" title="{said}">{icon("note")}</a>'
        more += help_link(page, path, part.short_path, label)
    return f'<div class="field__head{hidden}"><label class="field__label" for="{part.id}">{label}</label>{more}</div>'


def help_link(page: StepPage, path: str, name: str, label: str) -> str:
    """The name that a field has in the API, which leads to what is known about it; `label` is escaped."""
    shown, said = escaped(name) or "?", f"About {label}"
    of = f": {shown}" if name else ""
    url = escaped(page.urls.docs + quote(path, safe="[]/"))
    return f'<a class="help" href="{url}" aria-label="{said}{of}" title="{said}">{shown}</a>'


@register.simple_tag(takes_context=True)
def help_of(context: Context, part: Chooser | Rows) -> SafeString:
    """The link to the help of a list, or of what is chosen."""
    path = part.at if isinstance(part, Chooser) else part.path
    html = help_link(context["page"], str(path), part.short_path, escaped(part.label))
    return mark_safe(html)  # noqa: S308 - whatever comes from the manifest went through escaped()


def _input(part: Control, name: str) -> str:
    """The element that takes the value: a select, a textarea, or an input with its unit."""
    shared = f'id="{part.id}" name="{name}" aria-describedby="{part.described_by}"'
    if part.errors:
        shared += ' aria-invalid="true"'
    if part.choices:
        return _select(part, shared)
    mono = " input--mono" if part.is_code else ""
    if part.is_multiline:
        return (
            f'<textarea class="input input--grow{mono}" {shared} rows="{part.lines}" spellcheck="false">\n'
            f"{escaped(part.text)}</textarea>"
        )
    return _with_unit(part, f'<input class="input{mono}" {shared} value="{escaped(part.text)}"{_manner(part)}>')


def _select(part: Control, shared: str) -> str:
    options = _options(part.choices, part.text, part.group_of)
    return f'<select class="input" {shared}{" data-reshapes" if part.reshapes else ""}>{options}</select>'


def _options(choices: list[tuple[str, str]], chosen: str, group_of: Mapping[str, str]) -> str:
    """The options of a select, those of a group within it."""
    html = ""
    for group, some in groupby(choices, lambda choice: group_of.get(choice[0], "")):
        options = "".join(
            f'<option value="{escaped(value)}"{" selected" if value == chosen else ""}>{escaped(label)}</option>'
            for value, label in some
        )
        html += f'<optgroup label="{escaped(group)}">{options}</optgroup>' if group else options
    return html


@register.simple_tag
def options_of(part: Chooser) -> SafeString:
    """The options of a union's select."""
    return mark_safe(_options(part.choices, part.chosen, part.group_of))  # noqa: S308 - as above


def _manner(part: Control) -> str:
    """The attributes that help with typing."""
    helps = (("placeholder", part.placeholder), ("list", part.suggestions), ("inputmode", part.input_mode))
    given = "".join(f' {name}="{escaped(text)}"' for name, text in helps if text)
    return f'{given} spellcheck="false" autocapitalize="none"'


def _with_unit(part: Control, entry: str) -> str:
    if part.units:
        options = "".join(f"<option>{escaped(unit)}</option>" for unit in part.units)
        return (
            f'<span class="unit">{entry}'
            f'<select class="unit__choice" id="{part.id}-unit" name="{escaped(part.name)}:unit" '
            f'aria-label="Unit of {escaped(part.label)}" title="{CONVERTS}" data-reshapes>'
            f'<option value="">{escaped(part.unset)}</option>{options}</select></span>'
        )
    if part.unit:
        return f'<span class="unit">{entry}<span class="unit__name">{escaped(part.unit)}</span></span>'
    return entry
