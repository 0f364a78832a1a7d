"""The fields of an HTTPRoute of the Gateway API: for which hosts and requests it is, and where those go."""

from __future__ import annotations

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields, auto_part, more
from podbuilder.builder.forms.layout import Line
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath

TYPE = "type"


def draw(sheet: Sheet, at: FieldPath) -> list[Part]:
    spec = at.child("spec")
    gateways, hosts, rules = spec.child("parentRefs"), spec.child("hostnames"), spec.child("rules")
    left = auto_fields(sheet, spec, skip={"parentRefs", "hostnames", "rules"})
    names = sheet.strings(hosts, label="Hosts", add="Add host", noun="Host")
    return [
        sheet.group(gateways, "Gateways", [_gateways(sheet, gateways)], "Through which requests come in"),
        sheet.group(hosts, "Hosts", [names], "Left out: all that its gateways serve"),
        sheet.group(rules, "Rules", [_rules(sheet, rules)], "Which requests go to which Service"),
        *([sheet.fold(spec, "More", left)] if left else []),
    ]


def _gateways(sheet: Sheet, path: FieldPath) -> Part:
    names = ("name", "namespace", "sectionName")
    return sheet.rows(
        path,
        lambda at: [sheet.line(at, *names), *more(sheet, at, names)],
        label="Gateways",
        add="Add gateway",
        noun="Gateway",
        name_of=lambda item: str(document.get(item, ("name",)) or ""),
        empty="None yet: no request reaches it.",
        is_wide=True,
    )


def _rules(sheet: Sheet, path: FieldPath) -> Part:
    return sheet.rows(
        path,
        lambda at: _rule(sheet, at),
        label="Rules",
        add="Add rule",
        noun="Rule",
        name_of=lambda item: str(document.get(item, ("name",)) or ""),
        is_wide=True,
    )


def _rule(sheet: Sheet, at: FieldPath) -> list[Part]:
    matches = sheet.rows(
        at.child("matches"),
        lambda item: _match(sheet, item),
        label="Requests",
        add="Add request",
        noun="Request",
        name_of=lambda item: str(document.get(item, ("path", "value")) or ""),
        empty="All.",
        is_wide=True,
    )
    return [
        matches,
        _backends(sheet, at.child("backendRefs")),
        sheet.fold(
            at,
            "Changes, timeouts and name",
            [
                _filters(sheet, at.child("filters")),
                *auto_fields(sheet, at, skip={"matches", "backendRefs", "filters"}),
            ],
            is_inner=True,
            is_partial=True,
        ),
    ]


def _match(sheet: Sheet, at: FieldPath) -> list[Part]:
    path = at.child("path")
    controls = [*sheet.controls(path, "value", TYPE), *sheet.controls(at, "method")]
    return [Line(at, f"{at}:line", controls), *more(sheet, at, {"path", "method"}, "Headers and query parameters")]


def _backends(sheet: Sheet, path: FieldPath) -> Part:
    names = ("name", "port", "weight")

    def draw_backend(at: FieldPath) -> list[Part]:
        rest = [*auto_fields(sheet, at, skip={*names, "filters"}), _filters(sheet, at.child("filters"))]
        return [sheet.line(at, *names), sheet.fold(at, "More", rest, is_inner=True, is_partial=True)]

    return sheet.rows(
        path,
        draw_backend,
        label="Go to",
        add="Add Service",
        noun="Service",
        name_of=lambda item: str(document.get(item, ("name",)) or ""),
        empty="Nowhere: they are answered with an error.",
        is_wide=True,
    )


def _filters(sheet: Sheet, path: FieldPath) -> Part:
    return sheet.rows(
        path,
        lambda at: _filter(sheet, at),
        label="Changes on the way",
        add="Add change",
        noun="Change",
        name_of=lambda item: str(document.get(item, (TYPE,)) or ""),
        is_wide=True,
    )


def _filter(sheet: Sheet, at: FieldPath) -> list[Part]:
    """Its type, and the fields of that type; those of another are shown where the manifest has them."""
    kind, spec = sheet.get(at.child(TYPE)), sheet.spec(at)
    parts: list[Part] = [sheet.line(at, TYPE, reshapes=True)]
    for name, field in spec.fields.items() if spec else ():
        if name != TYPE and (name.lower() == str(kind).lower() or sheet.get(at.child(name)) is not None):
            parts.append(auto_part(sheet, at.child(name), field))
    return parts
