"""The step "Restart and identity": when the pod is restarted, which identity it has, how it ends."""

from __future__ import annotations

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import rest
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import SPEC

BY_HAND = {
    "restartPolicy",
    "terminationGracePeriodSeconds",
    "activeDeadlineSeconds",
    "serviceAccountName",
    "automountServiceAccountToken",
    "imagePullSecrets",
}


def draw(sheet: Sheet) -> list[Part]:
    def secret(at: FieldPath) -> list[Part]:
        return [sheet.control(at.child("name"), "Secret name", suggestions="known-secrets", is_label_hidden=True)]

    return [
        sheet.group(
            SPEC,
            "Restart and end",
            [
                sheet.line(SPEC, "restartPolicy", "terminationGracePeriodSeconds"),
                sheet.line(SPEC, "activeDeadlineSeconds", "enableServiceLinks"),
            ],
            "What happens when a container ends, and how long it has to stop",
        ),
        sheet.group(
            SPEC,
            "Identity",
            [sheet.line(SPEC, "serviceAccountName", "automountServiceAccountToken")],
            "Which account the pod uses for the API server",
        ),
        sheet.group(
            SPEC.child("imagePullSecrets"),
            "Pull secrets",
            [
                sheet.rows(
                    SPEC.child("imagePullSecrets"),
                    secret,
                    label="Pull secrets",
                    add="Add pull secret",
                    noun="Pull secret",
                    empty="None: the images come from registries that need no password.",
                )
            ],
            "Passwords for private registries, by the name of a Secret",
        ),
        rest(
            sheet,
            SPEC,
            "Gates",
            {"Running", "Identity"},
            BY_HAND,
            "What else must be true",
        ),
    ]
