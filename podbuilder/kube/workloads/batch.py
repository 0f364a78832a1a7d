"""Job and CronJob. Mirrors Kubernetes v1.36, pkg/apis/batch/validation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import ROOT, Document, ErrorType, FieldError, FieldPath, invalid, required
from podbuilder.kube.core.generated_name import name_of
from podbuilder.kube.core.label_keys import JOB_NAME, JOB_UID
from podbuilder.kube.core.label_selector import matches
from podbuilder.kube.validation.format_errors import validate_choice
from podbuilder.kube.validation.formats import is_dns1123_label, is_valid_label_value, show
from podbuilder.kube.validation.messages import one_of, unsupported
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.pod_template import validate_pod_template
from podbuilder.kube.validation.selectors import validate_label_selector
from podbuilder.kube.workloads.cron import EXAMPLE, validate_schedule_format, validate_time_zone
from podbuilder.kube.workloads.job_policies import (
    validate_managed_by,
    validate_pod_failure_policy,
    validate_pod_replacement_policy,
    validate_success_policy,
)
from podbuilder.kube.workloads.numbers import validate_nonnegative_fields
from podbuilder.kube.workloads.pod_template import spec_of, with_own_rules
from podbuilder.kube.workloads.selector import LABELS, is_usable, labels_of, validate_labels_are_selected

Spec = dict[str, Any]

SPEC, NAME = ROOT.child("spec"), ROOT.child("metadata", "name")
COMPLETION_MODES = ("NonIndexed", "Indexed")
CONCURRENCY_POLICIES = ("Allow", "Forbid", "Replace")
RESTART_POLICIES = ("OnFailure", "Never")
MANY = 100_000
FEWER = 10_000
MAX_CRON_JOB_NAME = 52
# Stand for the name and the uid that the server gives to a job; no label can have these values.
NAMELESS, UID = "<name>", "<uid>"


def validate_job(wrapper: Document, template: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateJob."""
    spec, metadata = wrapper["spec"], wrapper["metadata"]
    yield from validate_selector_of_job(spec, metadata, template, options)
    yield from validate_job_spec(spec, template, SPEC, options)
    name, completions = name_of(metadata), spec.get("completions", 0)
    if spec["completionMode"] == "Indexed" and completions > 0:
        host = f"{name}-{completions - 1}"
        if is_dns1123_label(host):
            detail = f"The last pod would be called {show(host)}, which is not a host name. Use a shorter, plain name."
            yield invalid(NAME, name, detail)


def validate_selector_of_job(
    spec: Spec, metadata: Document, template: Document, options: PodOptions
) -> Iterator[FieldError]:
    """The selector, which the server generates unless told not to. Mirrors validateGeneratedSelector, ValidateJobSpec.

    The uid that the server gives to the job cannot be known beforehand, so any uid in the manifest is wrong.
    """
    selector, labels = spec.get("selector"), labels_of(template)
    path = SPEC.child("selector")
    if spec.get("manualSelector"):
        if selector is None:
            yield required(path, "With manualSelector you write the selector yourself. Add one, or leave both out.")
        yield from validate_label_selector(selector, path, options)
        if selector is None or is_usable(selector):
            yield from validate_labels_are_selected(selector, labels, SPEC.child("template"))
        return
    yield from validate_generated_labels(labels, metadata, options)
    yield from validate_label_selector(selector, path, options)
    if selector is not None and not is_usable(selector):
        return
    generated = generated_labels(metadata, options)
    if selector is not None and not matches(selector, generated):
        detail = "The server generates a job's selector; remove it, or set manualSelector to true."
        yield invalid(path, selector, detail)
    if not matches(generated_selector(selector, options), {**generated, **labels}):
        detail = "The job looks for its pods by the labels that the server gives them. Do not set these labels."
        yield invalid(SPEC.child("template", *LABELS), labels, detail)


def generated_labels(metadata: Document, options: PodOptions) -> dict[str, str]:
    """The labels that the server gives to a job's pods; those with a domain since 1.27."""
    count = label_count(options)
    name = metadata.get("name") or NAMELESS
    return {**dict.fromkeys(JOB_NAME[:count], name), **dict.fromkeys(JOB_UID[:count], UID)}


def generated_selector(selector: Spec | None, options: PodOptions) -> Spec:
    """The selector of a job, if it has one, as the server completes it with the job's uid."""
    given = selector or {}
    uid = {JOB_UID[label_count(options) - 1]: UID}
    return {**given, "matchLabels": {**uid, **(given.get("matchLabels") or {})}}


def with_generated_selector(job: Document, options: PodOptions) -> Document:
    """A job as the server stores it, a new object, with a mark for what cannot be known before.

    Mirrors generateSelector, Kubernetes v1.36, pkg/registry/batch/job.
    """
    spec, metadata = job["spec"], job["metadata"]
    if spec.get("manualSelector"):
        return job
    template = spec["template"]
    labels = {**generated_labels(metadata, options), **labels_of(template)}
    template = {**template, "metadata": {**(template.get("metadata") or {}), "labels": labels}}
    selector = generated_selector(spec.get("selector"), options)
    return {**job, "spec": {**spec, "template": template, "selector": selector}}


def label_count(options: PodOptions) -> int:
    """How many spellings of a generated label there are."""
    return 2 if options.minor >= 27 else 1


def validate_generated_labels(labels: Any, metadata: Document, options: PodOptions) -> Iterator[FieldError]:
    """Labels of the template that belong to the server, which gives it the job's name as one."""
    at = SPEC.child("template", *LABELS)
    count = label_count(options)
    for label in JOB_UID[:count]:
        if label in labels:
            yield invalid(at.key(label), labels, "The server sets this label to the job's uid. Remove it.")
    name = name_of(metadata)
    for label in JOB_NAME[:count]:
        if labels.get(label, name) != name:
            detail = f"The server sets this label to the job's name, {show(name)}. Remove it."
            yield invalid(at.key(label), labels, detail)
    if any(label not in labels for label in JOB_NAME[:count]):
        # sic: upstream only says that the template has a wrong label, and that the job has one that shares its labels.
        told = [SPEC.child("template", "labels"), *([LABELS] if labels and metadata.get("labels") is labels else [])]
        for message in is_valid_label_value(name):
            detail = f"The pods of a job have its name as a label. {message}"
            yield from (FieldError(ErrorType.INVALID, NAME, name, detail, told_at) for told_at in told)


def validate_job_spec(spec: Spec, template: Document, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateJobSpec."""
    names = ("parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished")
    yield from validate_nonnegative_fields(spec, (*names, "backoffLimitPerIndex", "maxFailedIndexes"), path)
    if "maxFailedIndexes" in spec and "backoffLimitPerIndex" not in spec:
        detail = "maxFailedIndexes counts indexes that ran out of retries; say how many retries each has."
        yield required(path.child("backoffLimitPerIndex"), detail)
    if "managedBy" in spec:
        yield from validate_managed_by(spec["managedBy"], path.child("managedBy"))
    yield from validate_completion_mode(spec, path)
    if "podFailurePolicy" in spec:
        yield from validate_pod_failure_policy(spec, spec_of(template), path, options)
    if "successPolicy" in spec:
        yield from validate_success_policy(spec, path.child("successPolicy"))
    if "podReplacementPolicy" in spec:
        yield from validate_pod_replacement_policy(spec, path.child("podReplacementPolicy"))
    at = path.child("template")
    errors = validate_pod_template(template, at, options)
    yield from with_own_rules(errors, validate_restart_policy_of_job(spec, template, at.child("spec", "restartPolicy")))


def validate_restart_policy_of_job(spec: Spec, template: Document, path: FieldPath) -> Iterator[FieldError]:
    """The pods of a job end. The last part of validateJobSpec."""
    policy = spec_of(template).get("restartPolicy", "")
    if policy in ("Always", ""):
        yield required(
            path, f"The pods of a job end, so the default Always is not possible; use {one_of(RESTART_POLICIES)}."
        )
    elif policy not in RESTART_POLICIES:
        yield unsupported(path, policy, RESTART_POLICIES)
    elif "podFailurePolicy" in spec and policy != "Never":
        yield invalid(path, policy, 'With a podFailurePolicy a failed pod is examined, not restarted; use "Never".')


def validate_completion_mode(spec: Spec, path: FieldPath) -> Iterator[FieldError]:
    """Pods with and without an index. Part of validateJobSpec."""
    mode = spec.get("completionMode", "NonIndexed")
    if mode not in COMPLETION_MODES:
        yield unsupported(path.child("completionMode"), mode, COMPLETION_MODES)
    if mode == "Indexed":
        yield from validate_indexed(spec, path)
    if mode == "NonIndexed":
        for name in ("backoffLimitPerIndex", "maxFailedIndexes"):
            if name in spec:
                detail = f'{name} applies to indexes; set completionMode to "Indexed" or remove it.'
                yield invalid(path.child(name), spec[name], detail)


def validate_indexed(spec: Spec, path: FieldPath) -> Iterator[FieldError]:
    """How many pods with an index there may be. Part of validateJobSpec."""
    completions, parallelism, failed = (spec.get(n) for n in ("completions", "parallelism", "maxFailedIndexes"))
    if completions is None:
        yield required(path.child("completions"), "An indexed job needs to know how many completions it waits for.")
    yield from _at_most(parallelism, MANY, path.child("parallelism"), "in an indexed job")
    if completions is not None:
        yield from _at_most(
            failed, completions, path.child("maxFailedIndexes"), "because there are no more completions"
        )
    yield from _at_most(failed, MANY, path.child("maxFailedIndexes"), "in an indexed job")
    if completions is None or completions <= MANY or "backoffLimitPerIndex" not in spec:
        return
    why = f"with backoffLimitPerIndex and more than {MANY} completions"
    if failed is None:
        yield required(path.child("maxFailedIndexes"), f"This is required {why}.")
    yield from _at_most(parallelism, FEWER, path.child("parallelism"), why)
    yield from _at_most(failed, FEWER, path.child("maxFailedIndexes"), why)


def _at_most(value: int | None, limit: int, path: FieldPath, why: str) -> Iterator[FieldError]:
    if value is not None and value > limit:
        yield invalid(path, value, f"{value} is too many; at most {limit} are allowed {why}.")


def validate_cron_job(wrapper: Document, template: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateCronJobCreate."""
    spec, name = wrapper["spec"], name_of(wrapper["metadata"])
    schedule, zone = spec.get("schedule", ""), spec.get("timeZone")
    if not schedule:
        yield required(SPEC.child("schedule"), f"Say when the job runs. {EXAMPLE}.")
    else:
        yield from validate_schedule_format(schedule, zone is not None, SPEC.child("schedule"), options)
    yield from validate_nonnegative_fields(spec, ("startingDeadlineSeconds",), SPEC)
    yield from validate_time_zone(zone, SPEC.child("timeZone"), options)
    yield from validate_choice(spec["concurrencyPolicy"], CONCURRENCY_POLICIES, SPEC.child("concurrencyPolicy"))
    yield from validate_job_template_spec(spec["jobTemplate"]["spec"], template, options)
    yield from validate_nonnegative_fields(spec, ("successfulJobsHistoryLimit", "failedJobsHistoryLimit"), SPEC)
    if len(name) > MAX_CRON_JOB_NAME:
        detail = f"The name has {len(name)} characters; at most {MAX_CRON_JOB_NAME} leave room for each job's time."
        yield invalid(NAME, name, detail)


def validate_job_template_spec(job: Spec, template: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateJobTemplateSpec."""
    path = SPEC.child("jobTemplate", "spec")
    yield from validate_job_spec(job, template, path, options)
    if "selector" in job:
        yield invalid(
            path.child("selector"), job["selector"], "The server generates a selector for each job. Remove this one."
        )
    if job.get("manualSelector"):
        yield unsupported(path.child("manualSelector"), True, ("false",))
