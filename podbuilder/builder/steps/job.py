"""The fields around the pods of a Job, and around the jobs of a CronJob."""

from __future__ import annotations

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields, more
from podbuilder.builder.forms.layout import Line
from podbuilder.builder.steps.metadata import labels_and_annotations
from podbuilder.kube.catalogue import SERVER_WRITTEN
from podbuilder.kube.core.field import FieldPath

WORK = ("completions", "parallelism", "completionMode")
FAILURES = ("backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished")
PER_INDEX = ("backoffLimitPerIndex", "maxFailedIndexes", "podReplacementPolicy")
SCHEDULE = ("schedule", "timeZone", "concurrencyPolicy", "suspend", "jobTemplate")


def draw(sheet: Sheet, spec: FieldPath) -> list[Part]:
    shown = {*WORK, *FAILURES, *PER_INDEX, "podFailurePolicy", "successPolicy", "selector", "manualSelector"}
    return [
        sheet.group(
            spec,
            "Work",
            [sheet.line(spec, *WORK)],
            "How many pods must succeed, and how many run at a time",
        ),
        sheet.group(
            spec, "Failures and end", [sheet.line(spec, *FAILURES)], "How often it is tried, for how long, and then"
        ),
        _policies(sheet, spec),
        sheet.fold(
            spec.child("selector"),
            "Selector",
            [sheet.line(spec, "manualSelector"), *auto_fields(sheet, spec.child("selector"))],
            "Best left to the server, which gives each job one of its own",
        ),
        sheet.fold(
            spec,
            "More about the job",
            auto_fields(sheet, spec, skip=shown),
            "Whether it waits, who runs it, where its pods go",
        ),
    ]


def _policies(sheet: Sheet, spec: FieldPath) -> Part:
    return sheet.fold(
        spec.child("podFailurePolicy"),
        "Policies",
        [
            sheet.line(spec, *PER_INDEX),
            sheet.rows(
                spec.child("podFailurePolicy", "rules"),
                lambda at: _failure_rule(sheet, at),
                label="What a failed pod means",
                add="Add failure rule",
                noun="Rule",
                empty="Every failure counts towards the retries.",
            ),
            *(
                [
                    sheet.rows(
                        spec.child("successPolicy", "rules"),
                        lambda at: [sheet.line(at, "succeededIndexes", "succeededCount")],
                        label="When the job has succeeded early",
                        add="Add success rule",
                        noun="Rule",
                        empty="Only when all completions are there.",
                    )
                ]
                if sheet.is_shown(spec.child("successPolicy"))
                else []
            ),
        ],
        "Which failures are worth another try, and what is success enough",
    )


def _failure_rule(sheet: Sheet, at: FieldPath) -> list[Part]:
    codes = at.child("onExitCodes")
    return [
        Line(at, f"{at}:line", [*sheet.controls(at, "action"), *sheet.controls(codes, "operator", "containerName")]),
        sheet.strings(codes.child("values"), label="Exit codes", add="Add exit code", noun="Exit code"),
        sheet.rows(
            at.child("onPodConditions"),
            lambda item: [sheet.line(item, "type", "status")],
            label="Or conditions of the pod",
            add="Add condition",
            noun="Condition",
        ),
        *auto_fields(sheet, at, skip={"action", "onExitCodes", "onPodConditions"}),
    ]


def draw_cron_job(sheet: Sheet, spec: FieldPath) -> list[Part]:
    template = spec.child("jobTemplate")
    metadata = template.child("metadata")
    return [
        sheet.group(
            spec,
            "Schedule",
            [sheet.line(spec, "schedule", "timeZone"), sheet.line(spec, "concurrencyPolicy", "suspend")],
            "When a job starts: minute, hour, day, month, weekday",
        ),
        sheet.fold(
            spec,
            "Missed starts and history",
            auto_fields(sheet, spec, skip=SCHEDULE),
            "How late it may start, and what is kept",
        ),
        *draw(sheet, template.child("spec")),
        sheet.fold(
            metadata,
            "Labels and annotations of the jobs",
            [
                *labels_and_annotations(sheet, metadata),
                *more(sheet, metadata, {"labels", "annotations", *SERVER_WRITTEN}),
            ],
            "Of each job that it makes",
        ),
        *auto_fields(sheet, template, skip={"metadata", "spec"}),
    ]
