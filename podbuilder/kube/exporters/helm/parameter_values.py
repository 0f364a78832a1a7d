"""Parameters of a template as values: where the manifest has a placeholder, the chart reads one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from podbuilder.kube.conversion_report.note import asks, carried
from podbuilder.kube.conversion_report.report import ReportLine
from podbuilder.kube.core import document
from podbuilder.kube.core.placeholder import PARAMETERS
from podbuilder.kube.exporters.helm.chart_draft import ChartDraft
from podbuilder.kube.exporters.helm.go_text import literal
from podbuilder.kube.exporters.helm.object_template import Slot
from podbuilder.kube.exporters.helm.value_schema import QUANTITY, Schema

_VALUES = "parameters"
_PORTS = (1, 65535)


class ChartParameter(Protocol):
    """What a chart reads of a template's parameter; podbuilder/kube/templating has them."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def help(self) -> str: ...
    @property
    def default(self) -> str | int | bool | None: ...
    @property
    def choices(self) -> tuple[str, ...]: ...
    @property
    def minimum(self) -> int | str | None: ...
    @property
    def maximum(self) -> int | str | None: ...
    @property
    def longest(self) -> int | None: ...
    @property
    def starts_with(self) -> str: ...
    @property
    def is_optional(self) -> bool: ...


class _Read(NamedTuple):
    """The name of a parameter's value, what reads it, and whether that is a number or a truth value."""

    to: str
    expression: str
    is_plain: bool


def add_parameters(draft: ChartDraft, parameters: Sequence[ChartParameter]) -> None:
    """Make values of parameters, and have the chart read them where their placeholders stand."""
    if not parameters:
        return
    declared = {one.name: one for one in parameters}
    known: dict[str, _Read] = {}
    for one in draft.objects:
        for path, text in list(document.walk(one.document)):
            if not isinstance(text, str) or not PARAMETERS.concerns(text) or not one.is_free(path):
                continue
            names = [name for name in dict.fromkeys(PARAMETERS.names(text)) if name in declared]
            known |= {name: _add(draft, declared[name]) for name in names if name not in known}
            is_text = draft.schema(one, path).get("type") == "string"
            one.put(path, Slot(_filled(text, known, is_text)))
            if names:
                draft.say(one, path, carried(" and ".join(known[name].to for name in names)))


def _add(draft: ChartDraft, parameter: ChartParameter) -> _Read:
    """Make a value of a parameter; one without a default has to be given."""
    to = draft.values.scope(parameter.name, (_VALUES,), "", of=_VALUES)
    name, schema = ".".join(to), _schema(parameter)
    about = f"{parameter.title}. {parameter.help}".rstrip()
    is_asked = parameter.default is None and not parameter.is_optional
    default: Any = "" if parameter.default is None and parameter.is_optional else parameter.default
    if is_asked:
        # Nothing stands in values.yaml, and the schema lets that pass: the template asks for it by name.
        schema = schema | {"type": [schema["type"], "null"]}
        schema |= {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    read = draft.values.add(to, default, about, schema, is_needed=not is_asked)
    if is_asked:
        draft.report.append(
            ReportLine(f"parameter {parameter.name}", *asks(name, "It has no default: give it a value."))
        )
        read = f"(required {literal(f'{name} is not set')} {read})"
    if "integer" in schema["type"]:
        return _Read(name, f"(int64 {read})", is_plain=True)
    return _Read(name, read, is_plain="boolean" in schema["type"])


def _schema(parameter: ChartParameter) -> Schema:
    """What a parameter may be."""
    if parameter.type in ("integer", "port") or type(parameter.default) is int:
        low, high = _PORTS if parameter.type == "port" else (None, None)
        lows = [bound for bound in (low, parameter.minimum) if isinstance(bound, int)]
        highs = [bound for bound in (high, parameter.maximum) if isinstance(bound, int)]
        bounds = {"minimum": max(lows, default=None), "maximum": min(highs, default=None)}
        return {"type": "integer", **{word: bound for word, bound in bounds.items() if bound is not None}}
    if parameter.type == "boolean":
        return {"type": "boolean"}
    schema: Schema = {"type": "string"}
    if parameter.type == "choice":
        schema["enum"] = list(parameter.choices)
    if parameter.type == "quantity":
        schema["pattern"] = QUANTITY
    if parameter.longest is not None:
        schema["maxLength"] = parameter.longest
    if parameter.starts_with:
        schema["pattern"] = f"^{re.escape(parameter.starts_with)}"
    return schema


def _filled(text: str, known: Mapping[str, _Read], is_text: bool) -> str:
    """The expression for a text with placeholders; one that stands alone is what the parameter is."""
    read = known.get(PARAMETERS.alone(text) or "")
    if read:
        return f"{read.expression} | {'toJson' if read.is_plain and not is_text else 'quote'}"
    names = [name for name in PARAMETERS.names(text) if name in known]
    pattern = PARAMETERS.fill(text.replace("%", "%%"), dict.fromkeys(known, "%v"), str)
    return " ".join(("printf", literal(pattern), *(known[name].expression for name in names), "| quote"))
