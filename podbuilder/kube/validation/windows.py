"""Windows options of security contexts, and pods of host processes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import FieldError, FieldPath, invalid
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.validation.formats import byte_length, is_dns1123_subdomain, show
from podbuilder.kube.validation.messages import invalid_for_each

GMSA_CREDENTIAL_SPEC_MAX_KIB = 64
DOMAIN_MAX_LENGTH = 255
USER_MAX_LENGTH = 104

_control_characters = re.compile(r"[\x00-\x1f\x7f]").search
_net_bios_domain = re.compile(r'[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}').fullmatch
_DNS_LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_dns_domain = re.compile(rf"{_DNS_LABEL}(?:\.{_DNS_LABEL})*").fullmatch
_forbidden_in_user = re.compile(r'["/\\:;|=,+*?<>@\[\]]').search

_HOST_PROCESS = ("securityContext", "windowsOptions", "hostProcess")


def validate_windows_security_context_options(
    windows_options: Mapping[str, Any] | None, path: FieldPath
) -> Iterator[FieldError]:
    """Mirrors validateWindowsSecurityContextOptions, Kubernetes v1.36, pkg/apis/core/validation."""
    if windows_options is None:
        return
    if "gmsaCredentialSpecName" in windows_options:
        name = windows_options["gmsaCredentialSpecName"]
        yield from invalid_for_each(path.child("gmsaCredentialSpecName"), name, is_dns1123_subdomain(name))
    if "gmsaCredentialSpec" in windows_options:
        credential_spec, where = windows_options["gmsaCredentialSpec"], path.child("gmsaCredentialSpec")
        if not credential_spec:
            yield invalid(where, credential_spec, "The credential spec is empty. Give one or leave the key out.")
        elif byte_length(credential_spec) > GMSA_CREDENTIAL_SPEC_MAX_KIB * 1024:
            found = f"The credential spec has {byte_length(credential_spec)} bytes"
            yield invalid(where, credential_spec, f"{found}; at most {GMSA_CREDENTIAL_SPEC_MAX_KIB} KiB are allowed.")
    if "runAsUserName" in windows_options:
        yield from _validate_run_as_user_name(windows_options["runAsUserName"], path.child("runAsUserName"))


def _validate_run_as_user_name(name: str, path: FieldPath) -> Iterator[FieldError]:
    if not name:
        yield invalid(path, name, 'The user\'s name is empty. Write one such as "ContainerUser", or leave the key out.')
        return
    if _control_characters(name):
        yield invalid(path, name, f"{show(name)} contains control characters, which a user's name may not.")
        return
    parts = name.split("\\")
    if len(parts) > 2:
        yield invalid(
            path, name, f"{show(name)} has more than one backslash. Write a domain, one backslash and a user."
        )
        return
    for problem in (*(_problems_of_domain(parts[0]) if len(parts) == 2 else ()), *_problems_of_user(parts[-1])):
        yield invalid(path, name, problem)


def _problems_of_domain(domain: str) -> Iterator[str]:
    if byte_length(domain) > DOMAIN_MAX_LENGTH:
        yield f"The domain has {byte_length(domain)} characters; at most {DOMAIN_MAX_LENGTH} are allowed."
    if not _net_bios_domain(domain) and not _dns_domain(domain):
        yield f'{show(domain)} is neither a NetBIOS nor a DNS domain. Write one such as "CORP" or "corp.example.com".'


def _problems_of_user(user: str) -> Iterator[str]:
    if not user:
        yield 'There is no user after the backslash. Write one, as in "CORP\\Administrator".'
    elif byte_length(user) > USER_MAX_LENGTH:
        yield f"The user's name has {byte_length(user)} characters; at most {USER_MAX_LENGTH} are allowed."
    if user and not user.strip(". "):
        yield f"The user's name {show(user)} consists only of periods and spaces."
    if found := _forbidden_in_user(user):
        yield f"The user's name contains {found[0]}, one of the characters \" / \\ : ; | = , + * ? < > @ [ ]."


def validate_windows_host_process_pod(pod: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """`path` is the spec's. Mirrors validateWindowsHostProcessPod, Kubernetes v1.36, pkg/apis/core/validation."""
    spec = pod["spec"]
    of_pod = get(spec, _HOST_PROCESS)
    count = hosts = 0
    for where, container, _ in visit_containers(pod):
        count += 1
        of_container = get(container, _HOST_PROCESS)
        if None not in (of_pod, of_container) and of_pod != of_container:
            wanted = "The pod and its containers must agree on hostProcess"
            found = f"the pod says {str(of_pod).lower()}, this container {str(of_container).lower()}"
            yield invalid(where.child(*_HOST_PROCESS), of_container, f"{wanted}; {found}.")
        hosts += bool(of_pod if of_container is None else of_container)
    if not hosts:
        return
    if hosts != count:
        found = f"{hosts} of {count} containers run as host processes"
        yield invalid(path, "", f"{found}; set hostProcess for all of them or for none.")
    if not spec.get("hostNetwork"):
        yield invalid(path.child("hostNetwork"), False, "A pod that runs host processes needs hostNetwork: true.")
