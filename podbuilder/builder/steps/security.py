"""The step "Security": as which user the pod runs, and what it shares with its node."""

from __future__ import annotations

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields
from podbuilder.kube.core.pod_containers import SPEC

CONTEXT = SPEC.child("securityContext")

BY_HAND = {"runAsNonRoot", "runAsUser", "runAsGroup", "fsGroup", "fsGroupChangePolicy", "seccompProfile"}


def draw(sheet: Sheet) -> list[Part]:
    return [
        sheet.group(
            CONTEXT,
            "User",
            [
                sheet.line(CONTEXT, "runAsNonRoot", "runAsUser", "runAsGroup"),
                sheet.line(CONTEXT, "fsGroup", "fsGroupChangePolicy"),
            ],
            "For every container that does not say otherwise",
        ),
        sheet.group(
            CONTEXT.child("seccompProfile"),
            "Seccomp",
            [sheet.line(CONTEXT, "seccompProfile.type", "seccompProfile.localhostProfile")],
            "Which system calls the kernel lets through",
        ),
        sheet.fold(
            SPEC,
            "Shared with the node",
            [sheet.line(SPEC, "hostPID", "hostIPC"), sheet.line(SPEC, "shareProcessNamespace", "hostUsers")],
            "What containers share with each other, or with the node",
        ),
        sheet.fold(
            CONTEXT,
            "Groups, kernel settings and profiles",
            auto_fields(sheet, CONTEXT, skip=BY_HAND),
            "Supplemental groups, sysctls, SELinux, AppArmor, Windows",
        ),
    ]
