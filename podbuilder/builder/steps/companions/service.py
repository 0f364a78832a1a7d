"""The fields of a Service: which pods it leads to, on which ports, and who can reach it."""

from __future__ import annotations

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields
from podbuilder.builder.forms.layout import Line
from podbuilder.kube.core.field import FieldPath

TYPE, EXTERNAL_NAME = "type", "ExternalName"
# Each group of the rarer fields: its title, what it is about, and its fields.
RARE = {
    "Traffic": (
        "Which of its pods a client reaches, and for how long",
        (
            *("externalTrafficPolicy", "internalTrafficPolicy", "trafficDistribution"),
            *("publishNotReadyAddresses", "sessionAffinity", "sessionAffinityConfig"),
        ),
    ),
    "Load balancer": (
        "What the cloud is asked for, with the type LoadBalancer",
        (
            *("loadBalancerClass", "loadBalancerIP", "allocateLoadBalancerNodePorts"),
            *("healthCheckNodePort", "loadBalancerSourceRanges"),
        ),
    ),
    "Addresses": (
        "IPv4, IPv6, and addresses of one’s own",
        ("ipFamilyPolicy", "ipFamilies", "clusterIPs", "externalIPs"),
    ),
}


def draw(sheet: Sheet, at: FieldPath) -> list[Part]:
    spec = at.child("spec")
    rare = {name for _, names in RARE.values() for name in names}
    shown = {TYPE, "externalName", "clusterIP", "selector", "ports"}
    left = auto_fields(sheet, spec, skip=shown | rare)
    return [
        sheet.group(spec, "Reach", [_reach(sheet, spec)], "From where it can be reached"),
        _selector(sheet, spec.child("selector")),
        _ports(sheet, spec.child("ports")),
        *(
            sheet.fold(spec, title, auto_fields(sheet, spec, skip=(rare | shown) - set(names)), about)
            for title, (about, names) in RARE.items()
        ),
        *([sheet.fold(spec, "More", left)] if left else []),
    ]


def _reach(sheet: Sheet, spec: FieldPath) -> Part:
    """The type, and the address or the name that it asks for."""
    name, address = spec.child("externalName"), spec.child("clusterIP")
    is_external = sheet.get(spec.child(TYPE)) == EXTERNAL_NAME
    controls: list[Part] = [sheet.control(spec.child(TYPE), reshapes=True)]
    if is_external or sheet.get(name) is not None:
        controls.append(sheet.control(name))
    if not is_external or sheet.get(address) is not None:
        controls.append(sheet.control(address))
    return Line(spec, f"{spec}:reach", controls)


def _selector(sheet: Sheet, path: FieldPath) -> Part:
    pairs = sheet.pairs(
        path, label="Pods with these labels", add="Add label", noun="Label", key_suggestions="known-labels"
    )
    return sheet.group(path, "Selector", [pairs], "Which pods it leads to: those that have all of these labels")


def _ports(sheet: Sheet, path: FieldPath) -> Part:
    rows = sheet.rows(
        path,
        lambda at: _port(sheet, at),
        label="Ports",
        add="Add port",
        noun="Port",
        name_of=lambda item: str(item.get("name") or item.get("port") or "") if isinstance(item, dict) else "",
        empty="None yet: nothing can be reached through it.",
        is_wide=True,
    )
    return sheet.group(path, "Ports", [rows], "Where it listens, and the port of the pod behind that")


def _port(sheet: Sheet, at: FieldPath) -> list[Part]:
    first, second = ("port", "targetPort", "name"), ("protocol", "nodePort", "appProtocol")
    return [
        sheet.line(at, *first),
        sheet.line(at, *second),
        *auto_fields(sheet, at, skip={*first, *second}),
    ]
