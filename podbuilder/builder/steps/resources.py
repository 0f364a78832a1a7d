"""A container's requests and limits, a line for each resource."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.builder.forms.control import Control, Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields
from podbuilder.builder.forms.layout import Matrix, MatrixLine, Sentence
from podbuilder.builder.steps.outline import slug_for
from podbuilder.builder.steps.sizes import SIZES, about
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.devices import requests, resource_claims
from podbuilder.kube.insight.amounts import LABELS, explain

ALWAYS = ("cpu", "memory")
PLACEHOLDERS = {"cpu": "500m", "memory": "256Mi", "ephemeral-storage": "1Gi"}
SUGGESTED = {"cpu": "amounts-cpu", "memory": "amounts-memory", "ephemeral-storage": "amounts-memory"}


@dataclass
class DeviceLinks(Part):
    """The devices that the container asks for, in words, and the way to the page on which they are chosen."""

    template = "builder/devices_links.html"
    slug: str
    said: Sentence

    @property
    def children(self) -> list[Part]:
        return [self.said]


def draw(sheet: Sheet, at: FieldPath) -> list[Part]:
    path = at.child("resources")
    present = [name for side in ("requests", "limits") for name in sheet.get(path.child(side)) or {}]
    names = dict.fromkeys((*ALWAYS, *present, *sheet.asked_keys(path.child("requests"))))
    lines = [draw_line(sheet, path, name) for name in names]
    offered = [(name, label) for name, label in LABELS.items() if name not in names]
    matrix = Matrix(path, str(path), lines, offered, [] if present else [(name, about(name)) for name in SIZES])
    what = "What the scheduler reserves, and where the kernel stops it"
    others = [
        *auto_fields(sheet, path, skip={"requests", "limits"}),
        *auto_fields(sheet, at, skip={"resources"}, groups={"Resources"}),
    ]
    more = sheet.fold(path, "Claims and resizing", others, is_inner=True, is_partial=True)
    return [sheet.group(path, "Resources", [matrix, device_links(sheet, at), more], what)]


def device_links(sheet: Sheet, at: FieldPath) -> DeviceLinks:
    container = sheet.get(at)
    said = [f"Asks for {requests.label_of(name, amount)}." for name, amount in requests.asked(container).items()]
    said += [f"May use the devices of the claim {name}." for name in resource_claims.bound(container)]
    return DeviceLinks(at, f"{at}:devices", slug_for(at), Sentence(at, f"{at}:asked", " ".join(said)))


def draw_line(sheet: Sheet, path: FieldPath, resource: str) -> MatrixLine:
    label = LABELS.get(resource, resource)

    def amount(side: str) -> Control:
        return sheet.control(
            path.child(side).key(resource),
            f"{label} {side.removesuffix('s')}",
            placeholder=PLACEHOLDERS.get(resource, "1"),
            suggestions=SUGGESTED.get(resource, ""),
            is_label_hidden=True,
            hint="",
        )

    request, limit = amount("requests"), amount("limits")
    line = path.child("requests").key(resource)
    said = Sentence(line, f"{line}:sentence", in_words(resource, request.text, limit.text))
    return MatrixLine(line, f"{path}:{resource}", label, resource, request, limit, said, resource not in ALWAYS)


def in_words(resource: str, request: str, limit: str) -> str:
    """What a request and a limit amount to; "" if there is nothing to say."""
    if request == limit:
        return explain(resource, request)
    found = [(side, explain(resource, text)) for side, text in (("Request", request), ("Limit", limit))]
    return " ".join(f"{side}: {text}" for side, text in found if text)
