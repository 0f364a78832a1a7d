"""When a Job counts as failed or done: its policies, and who manages it.

Mirrors Kubernetes v1.36, pkg/apis/batch/validation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import (
    FieldError,
    FieldPath,
    duplicate,
    invalid,
    required,
    too_long,
    too_many,
)
from podbuilder.kube.core.int64 import from_digits
from podbuilder.kube.validation.format_errors import (
    validate_choice,
    validate_nonnegative_field,
    validate_qualified_name,
)
from podbuilder.kube.validation.formats import byte_length, is_dns1123_subdomain, max_length_error, show
from podbuilder.kube.validation.messages import invalid_for_each, some_of, unsupported
from podbuilder.kube.validation.options import PodOptions

Spec = dict[str, Any]

ACTIONS = ("Count", "FailIndex", "FailJob", "Ignore")
OPERATORS = ("In", "NotIn")
STATUSES = ("False", "True", "Unknown")
REPLACEMENTS = ("Failed", "TerminatingOrFailed")
MAX_RULES = 20
MAX_EXIT_CODES = 255
MAX_CONDITIONS = 20
MAX_MANAGER = 63
MAX_INDEXES = 64 * 1024

_path = re.compile(r"[A-Za-z0-9/\-._~%!$&'()*+,;=:]+").fullmatch
_index = re.compile(r"\+?([0-9]+)").fullmatch


def validate_managed_by(manager: str, path: FieldPath) -> Iterator[FieldError]:
    """A controller's name. Mirrors IsDomainPrefixedPath, Kubernetes v1.36, apimachinery pkg/util/validation."""
    domain, _, rest = manager.partition("/")
    if not manager:
        yield required(path, 'Name the controller, such as "example.com/jobs", or leave managedBy out.')
    elif not domain or not rest:
        yield invalid(path, manager, f'{show(manager)} needs a domain and a name, such as "example.com/jobs".')
    else:
        yield from invalid_for_each(path, domain, is_dns1123_subdomain(domain))
        if not _path(rest):
            yield invalid(path, rest, f"{show(rest)} has characters that a name cannot have.")
    if byte_length(manager) > MAX_MANAGER:
        yield too_long(path, manager, max_length_error(manager, MAX_MANAGER))


def validate_pod_failure_policy(
    spec: Spec, pod_spec: Spec, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validatePodFailurePolicy. `path` is that of the job's spec."""
    at = path.child("podFailurePolicy", "rules")
    rules = spec["podFailurePolicy"].get("rules", ())
    if len(rules) > MAX_RULES:
        yield _over(at, len(rules), MAX_RULES, "rules")
    names = {c.get("name", "") for kind in ("containers", "initContainers") for c in pod_spec.get(kind, ())}
    for i, rule in enumerate(rules):
        # 1.28 dropped such rules, because JobBackoffLimitPerIndex was off.
        if rule.get("action") != "FailIndex" or options.minor != 28:
            yield from validate_pod_failure_policy_rule(rule, spec, names, at.index(i), options)


def validate_pod_failure_policy_rule(
    rule: Spec, spec: Spec, names: set[str], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validatePodFailurePolicyRule. sic: a rule may not have both conditions, although all are optional."""
    action = rule.get("action", "")
    if action == "FailIndex" and options.minor >= 28:
        if "backoffLimitPerIndex" not in spec:
            detail = "FailIndex gives up one index; that needs backoffLimitPerIndex in the job's spec."
            yield invalid(path.child("action"), action, detail)
    else:
        actions = ACTIONS if options.minor >= 28 else ("Count", "FailJob", "Ignore")
        yield from validate_choice(action, actions, path.child("action"))
    codes, conditions = rule.get("onExitCodes"), rule.get("onPodConditions", ())
    if codes is not None:
        yield from validate_on_exit_codes(codes, names, path.child("onExitCodes"))
    yield from validate_on_pod_conditions(conditions, path, options)
    if codes is not None and conditions:
        yield invalid(path, None, "A rule looks either at exit codes or at conditions; split it into two rules.")
    elif codes is None and not conditions:
        yield invalid(path, None, "The rule has nothing to look at; give onExitCodes or onPodConditions.")


def validate_on_pod_conditions(conditions: Any, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validatePodFailurePolicyRuleOnPodConditions."""
    at = path.child("onPodConditions")
    # Before 1.34 the server left the status of a condition out in the template of a CronJob.
    default = "" if options.minor < 34 and "jobTemplate" in path else "True"
    if len(conditions) > MAX_CONDITIONS:
        yield _over(at, len(conditions), MAX_CONDITIONS, "conditions")
    for i, pattern in enumerate(conditions):
        yield from validate_qualified_name(pattern.get("type", ""), at.index(i).child("type"))
        yield from validate_choice(pattern.get("status") or default, STATUSES, at.index(i).child("status"))


def validate_on_exit_codes(codes: Spec, names: set[str], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validatePodFailurePolicyRuleOnExitCodes."""
    operator, values = codes.get("operator", ""), codes.get("values", [])
    yield from validate_choice(operator, OPERATORS, path.child("operator"))
    name = codes.get("containerName")
    if name is not None and name not in names:
        known = f" It has {some_of(sorted(names))}." if names else ""
        detail = f"There is no container {show(name)} in the pod.{known}"
        yield invalid(path.child("containerName"), name, detail)
    at = path.child("values")
    if not values:
        yield invalid(at, values, "Give at least one exit code.")
    elif len(values) > MAX_EXIT_CODES:
        yield _over(at, len(values), MAX_EXIT_CODES, "exit codes")
    for i, value in enumerate(values):
        if operator == "In" and value == 0:
            yield invalid(at.index(i), value, "0 is success, so no failed container ends with it. Remove it.")
        if value in values[:i]:
            yield duplicate(at.index(i), value, f"The exit code {value} is listed twice.")
    if values != sorted(values):
        yield invalid(at, values, "List the exit codes from the smallest to the largest.")


def validate_pod_replacement_policy(spec: Spec, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validatePodReplacementPolicy."""
    choices = REPLACEMENTS[:1] if "podFailurePolicy" in spec else REPLACEMENTS
    if spec["podReplacementPolicy"] not in choices:
        yield unsupported(path, spec["podReplacementPolicy"], choices)


def validate_success_policy(spec: Spec, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateSuccessPolicy."""
    policy = spec["successPolicy"]
    if spec.get("completionMode") != "Indexed":
        yield invalid(path, policy, 'A successPolicy applies to indexes; set completionMode to "Indexed" or remove it.')
        return
    at, rules = path.child("rules"), policy.get("rules", ())
    if not rules:
        yield required(at, "Give at least one rule, such as succeededCount: 1.")
    if len(rules) > MAX_RULES:
        yield _over(at, len(rules), MAX_RULES, "rules")
    for i, rule in enumerate(rules):
        yield from validate_success_policy_rule(rule, spec.get("completions"), at.index(i))


def validate_success_policy_rule(rule: Spec, completions: int | None, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateSuccessPolicyRule."""
    count, indexes = rule.get("succeededCount"), rule.get("succeededIndexes")
    if count is None and indexes is None:
        yield required(path, "The rule requires nothing; give succeededCount or succeededIndexes.")
    if completions is None:
        # sic: upstream crashes here; that the completions are missing is reported for the job as a whole.
        return
    total = 0
    if indexes is not None:
        at = path.child("succeededIndexes")
        if byte_length(indexes) > MAX_INDEXES:
            yield too_long(at, indexes, max_length_error(indexes, MAX_INDEXES))
        try:
            total = count_indexes(indexes, completions)
        except ValueError as problem:
            yield invalid(at, indexes, str(problem))
    if count is not None:
        at = path.child("succeededCount")
        yield from validate_nonnegative_field(count, at)
        if count > completions:
            yield invalid(at, count, f"{count} can never succeed: there are {completions} completions.")
        if indexes is not None and count > total:
            yield invalid(at, count, f"{count} can never succeed: succeededIndexes lists {total}.")


def count_indexes(text: str, completions: int) -> int:
    """How many indexes a text such as "1,3-5" lists (ValueError). Mirrors validateIndexesFormat."""
    last, total = -1, 0
    for interval in text.split(",") if text else ():
        parts = interval.split("-")
        if len(parts) > 2:
            raise ValueError(f'{show(interval)} has more than one "-". A range looks like "3-5".')
        numbers = [_read_index(part, completions) for part in parts]
        if numbers[0] <= last or numbers != sorted(set(numbers)):
            raise ValueError(
                f"List the indexes from the smallest to the largest, each once; {show(interval)} is out of order."
            )
        total += numbers[-1] - numbers[0] + 1
        last = numbers[-1]
    return total


def _read_index(text: str, completions: int) -> int:
    found = _index(text)
    if not found:
        raise ValueError(f'{show(text)} is not an index. Write numbers and ranges such as "0,3-5".')
    number = from_digits(found[1])
    if number >= completions:
        raise ValueError(
            f"There is no index {show(text)}: with {completions} completions the last is {completions - 1}."
        )
    return number


def _over(path: FieldPath, count: int, limit: int, what: str) -> FieldError:
    return too_many(path, count, f"There are {count} {what}; at most {limit} are allowed.")
