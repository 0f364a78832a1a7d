"""What a probe or a lifecycle hook does: run a command, call a URL, open a socket, call gRPC, sleep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, forbidden, invalid, required
from podbuilder.kube.validation.formats import is_http_header_name, is_valid_port_name, is_valid_port_num
from podbuilder.kube.validation.messages import invalid_for_each, unsupported
from podbuilder.kube.validation.options import PodOptions

HTTP_SCHEMES = ("HTTP", "HTTPS")
# In the order in which upstream looks at them: the first one found counts, the others are forbidden.
PROBE_HANDLERS = ("exec", "httpGet", "tcpSocket", "grpc")
SLEEP = "sleep"
LIFECYCLE_HANDLERS = ("exec", "httpGet", "tcpSocket", SLEEP)
# The first minor version that keeps it.
SLEEP_SINCE = 30


def validate_handler(
    handler: dict[str, Any], kinds: tuple[str, ...], grace_period: int | None, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Exactly one of the `kinds` must be there. Mirrors validateHandler, Kubernetes v1.36, pkg/apis/core/validation."""
    found = [kind for kind in kinds if kind in handler]
    if not found:
        known = (kind for kind in kinds if kind != SLEEP or options.minor >= SLEEP_SINCE)
        yield required(path, f"Say what to do: one of {', '.join(known)}.")
        return
    yield from validate_action(found[0], handler[found[0]], grace_period, path.child(found[0]), options)
    for kind in found[1:]:
        yield forbidden(path.child(kind), f"Only one action is allowed here, and {found[0]} is already given.")


def validate_action(
    kind: str, action: dict[str, Any], grace_period: int | None, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """The one action of a handler, by its name in the handler."""
    if kind == "exec":
        yield from validate_exec_action(action, path)
    elif kind == "httpGet":
        yield from validate_http_get_action(action, path)
    elif kind == SLEEP:
        yield from validate_sleep_action(action, grace_period, path, options)
    else:
        # Mirrors validateTCPSocketAction and validateGRPCAction.
        yield from validate_port_num_or_name(action.get("port", 0), path.child("port"))


def validate_exec_action(action: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateExecAction, Kubernetes v1.36, pkg/apis/core/validation."""
    if not action.get("command"):
        yield required(path.child("command"), 'Write the command to run, such as ["cat", "/tmp/healthy"].')


def validate_http_get_action(action: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateHTTPGetAction, Kubernetes v1.36, pkg/apis/core/validation.

    sic: what is wrong with a header's name is reported at the list of headers.
    """
    if not action.get("path"):
        yield required(path.child("path"), 'Write the path to call, such as "/healthz".')
    yield from validate_port_num_or_name(action.get("port", 0), path.child("port"))
    scheme = action.get("scheme", "")
    if scheme not in HTTP_SCHEMES:
        yield unsupported(path.child("scheme"), scheme, HTTP_SCHEMES)
    for header in action.get("httpHeaders", ()):
        name = header.get("name", "")
        yield from invalid_for_each(path.child("httpHeaders"), name, is_http_header_name(name))


def validate_port_num_or_name(port: int | str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidatePortNumOrName, Kubernetes v1.36, pkg/apis/core/validation."""
    messages = is_valid_port_name(port) if isinstance(port, str) else is_valid_port_num(port)
    yield from invalid_for_each(path, port, messages)


def validate_sleep_action(
    action: dict[str, Any], grace_period: int | None, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateSleepAction, Kubernetes v1.36, pkg/apis/core/validation."""
    seconds = action.get("seconds", 0)
    least = 0 if options.allow_sleep_zero else 1
    # A pod without a grace period has an error of its own.
    if grace_period is not None and not least <= seconds <= grace_period:
        yield invalid(
            path,
            seconds,
            f"A sleep of {seconds} seconds is out of range; it must be between {least} and the pod's "
            f"terminationGracePeriodSeconds, {grace_period}.",
        )
