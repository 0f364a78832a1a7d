"""The step "Networking": the pod's names, and how it finds others."""

from __future__ import annotations

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import rest
from podbuilder.kube.core.pod_containers import SPEC

BY_HAND = {"hostname", "subdomain", "setHostnameAsFQDN", "hostnameOverride", "dnsPolicy", "enableServiceLinks"}


def draw(sheet: Sheet) -> list[Part]:
    return [
        sheet.group(
            SPEC,
            "Names",
            [sheet.line(SPEC, "hostname", "subdomain"), sheet.line(SPEC, "setHostnameAsFQDN", "hostnameOverride")],
            "The pod’s name on the network",
        ),
        sheet.group(
            SPEC,
            "Network and DNS",
            [sheet.line(SPEC, "hostNetwork", "dnsPolicy")],
            "Which network it uses, and how it looks up names",
        ),
        rest(
            sheet,
            SPEC,
            "DNS settings and host aliases",
            {"Networking"},
            BY_HAND,
            "For names that the cluster’s DNS does not know",
        ),
    ]
