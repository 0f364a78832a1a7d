"""How names are resolved in the pod, and what the pod itself is called."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, forbidden, invalid, required, too_long
from podbuilder.kube.validation.format_errors import (
    validate_choice,
    validate_dns1123_subdomain,
    validate_dns1123_subdomain_with_underscore,
)
from podbuilder.kube.validation.formats import byte_length, is_valid_ip_for_legacy_field, max_length_error
from podbuilder.kube.validation.messages import invalid_for_each
from podbuilder.kube.validation.options import PodOptions

DNS_POLICIES = ("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None")
MAX_NAMESERVERS = 3
# How many domains, and how many characters with the spaces between them. The lower ones are those before 1.26.
MAX_SEARCH_PATHS, MAX_SEARCH_LIST_CHARS = 32, 2048
LEGACY_MAX_SEARCH_PATHS, LEGACY_MAX_SEARCH_LIST_CHARS = 6, 256
MAX_HOSTNAME_OVERRIDE = 64


def validate_dns_policy(policy: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateDNSPolicy, Kubernetes v1.36, pkg/apis/core/validation."""
    return validate_choice(policy, DNS_POLICIES, path)


def validate_pod_dns_config(
    config: dict[str, Any] | None, policy: str, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validatePodDNSConfig, Kubernetes v1.36, pkg/apis/core/validation."""
    if policy == "None":
        if config is None:
            yield required(path, "With dnsPolicy None the pod has only the DNS settings given here. Add nameservers.")
            return
        if not config.get("nameservers"):
            yield required(path.child("nameservers"), 'With dnsPolicy None give at least one, such as "10.96.0.10".')
            return
    if config is None:
        return
    yield from validate_nameservers(config.get("nameservers", []), path.child("nameservers"), options)
    yield from validate_searches(config.get("searches", []), path.child("searches"), options)
    for i, option in enumerate(config.get("options", ())):
        if not option.get("name"):
            yield required(path.child("options").index(i), 'Name the option, such as "ndots".')


def validate_nameservers(servers: list[str], path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Part of validatePodDNSConfig."""
    if len(servers) > MAX_NAMESERVERS:
        yield invalid(path, len(servers), f"There are {len(servers)} nameservers; at most {MAX_NAMESERVERS} are used.")
    for i, server in enumerate(servers):
        yield from invalid_for_each(path.index(i), server, is_valid_ip_for_legacy_field(server, options.strict_ip))


def validate_searches(searches: list[str], path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Part of validatePodDNSConfig."""
    paths, chars = MAX_SEARCH_PATHS, MAX_SEARCH_LIST_CHARS
    if not options.expanded_dns_config:
        paths, chars = LEGACY_MAX_SEARCH_PATHS, LEGACY_MAX_SEARCH_LIST_CHARS
    if len(searches) > paths:
        yield invalid(path, len(searches), f"There are {len(searches)} search domains; at most {paths} are allowed.")
    length = byte_length(" ".join(searches))
    if length > chars:
        yield invalid(path, length, f"The search domains take {length} characters; at most {chars} are allowed.")
    for i, search in enumerate(searches):
        domain = search.removesuffix(".")
        if not options.allow_relaxed_dns_search:
            yield from validate_dns1123_subdomain(domain, path.index(i))
        elif search != ".":
            yield from validate_dns1123_subdomain_with_underscore(domain, path.index(i))


def validate_host_aliases(aliases: list[dict[str, Any]], path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateHostAliases, Kubernetes v1.36, pkg/apis/core/validation.

    sic: before 1.30 the errors named neither the entry nor the host name.
    """
    for i, alias in enumerate(aliases):
        at = path.index(i) if options.minor >= 30 else path
        ip = alias.get("ip", "")
        yield from invalid_for_each(at.child("ip"), ip, is_valid_ip_for_legacy_field(ip, options.strict_ip))
        for j, name in enumerate(alias.get("hostnames", ())):
            names = at.child("hostnames")
            yield from validate_dns1123_subdomain(name, names.index(j) if options.minor >= 30 else names)


def validate_pod_host_name(spec: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validatePodHostName, Kubernetes v1.36, pkg/apis/core/validation."""
    if "hostnameOverride" not in spec:
        return
    name, at = spec["hostnameOverride"], path.child("hostnameOverride")
    for other in ("setHostnameAsFQDN", "hostNetwork"):
        if spec.get(other):
            yield forbidden(at, f"The pod cannot have a name of its own here, because {other} is true.")
    if byte_length(name) > MAX_HOSTNAME_OVERRIDE:
        yield too_long(at, name, max_length_error(name, MAX_HOSTNAME_OVERRIDE))
    yield from validate_dns1123_subdomain(name, at)
