"""The fields of an Ingress: which host and path leads to which Service."""

from __future__ import annotations

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields, more
from podbuilder.builder.forms.layout import Line
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath


def draw(sheet: Sheet, at: FieldPath) -> list[Part]:
    spec = at.child("spec")
    rules, tls, rest = spec.child("rules"), spec.child("tls"), spec.child("defaultBackend")
    left = auto_fields(sheet, spec, skip={"ingressClassName", "rules", "tls", "defaultBackend"})
    return [
        sheet.group(spec, "Class", [sheet.line(spec, "ingressClassName")], "Which controller of the cluster serves it"),
        sheet.group(rules, "Rules", [_rules(sheet, rules)], "Which requests go to which Service"),
        sheet.fold(tls, "TLS", [_certificates(sheet, tls)], "Certificates for its hosts"),
        sheet.fold(rest, "For everything else", _backend(sheet, rest), "Where requests go that no rule is for"),
        *([sheet.fold(spec, "More", left)] if left else []),
    ]


def _rules(sheet: Sheet, path: FieldPath) -> Part:
    return sheet.rows(
        path,
        lambda at: _rule(sheet, at),
        label="Rules",
        add="Add rule",
        noun="Rule",
        name_of=lambda item: str(document.get(item, ("host",)) or ""),
        empty="None: only what is said for everything else counts.",
        is_wide=True,
    )


def _rule(sheet: Sheet, at: FieldPath) -> list[Part]:
    http = at.child("http")
    paths = sheet.rows(
        http.child("paths"),
        lambda item: _path(sheet, item),
        label="Paths",
        add="Add path",
        noun="Path",
        name_of=lambda item: str(document.get(item, ("path",)) or ""),
        is_wide=True,
    )
    return [
        sheet.line(at, "host"),
        paths,
        *auto_fields(sheet, http, skip={"paths"}),
        *auto_fields(sheet, at, skip={"host", "http"}),
    ]


def _path(sheet: Sheet, at: FieldPath) -> list[Part]:
    return [
        sheet.line(at, "path", "pathType"),
        *_backend(sheet, at.child("backend")),
        *auto_fields(sheet, at, skip={"path", "pathType", "backend"}),
    ]


def _backend(sheet: Sheet, at: FieldPath) -> list[Part]:
    """A Service and its port, as nearly all have; any other object stands in a fold."""
    service = at.child("service")
    port = service.child("port")
    controls = [*sheet.controls(service, "name"), *sheet.controls(port, "number", "name")]
    return [
        Line(at, f"{at}:line", controls),
        *auto_fields(sheet, port, skip={"number", "name"}),
        *auto_fields(sheet, service, skip={"name", "port"}),
        *more(sheet, at, {"service"}, "Another object in place of a Service"),
    ]


def _certificates(sheet: Sheet, path: FieldPath) -> Part:
    return sheet.rows(
        path,
        lambda at: auto_fields(sheet, at),
        label="Certificates",
        add="Add certificate",
        noun="Certificate",
        name_of=lambda item: str(document.get(item, ("secretName",)) or ""),
    )
