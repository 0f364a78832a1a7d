"""Names of certificate signers, and of the bundles of certificates they publish.

Mirrors pkg/apis/core/validation/names.go, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import FieldError, FieldPath, invalid, required, too_long
from podbuilder.kube.validation.formats import (
    DNS1123_LABEL_MAX_LENGTH,
    DNS1123_SUBDOMAIN_MAX_LENGTH,
    byte_length,
    is_dns1123_label,
    is_dns1123_subdomain,
    max_length_error,
    show,
)
from podbuilder.kube.validation.messages import invalid_for_each

# A domain, a slash, and "<namespace>.<name>".
SIGNER_NAME_MAX_LENGTH = DNS1123_SUBDOMAIN_MAX_LENGTH * 2 + DNS1123_LABEL_MAX_LENGTH + 2


def is_kubernetes_signer_name(signer_name: str) -> bool:
    """Mirrors IsKubernetesSignerName, Kubernetes v1.36, pkg/apis/core/validation."""
    host = signer_name.partition("/")[0]
    return host == "kubernetes.io" or host.endswith(".kubernetes.io")


def validate_signer_name(value: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateSignerName, Kubernetes v1.36, pkg/apis/core/validation."""
    if not value:
        yield required(path, 'Name the signer, such as "example.com/my-signer".')
        return
    segments = value.split("/")
    if len(segments) != 2:
        wanted = 'Write a domain, one slash and a name, such as "example.com/my-signer".'
        yield invalid(path, value, f"{show(value)} is not a signer's name. {wanted}")
        return
    domain, name = segments
    if byte_length(domain) > DNS1123_SUBDOMAIN_MAX_LENGTH:
        yield too_long(path, value, max_length_error(domain, DNS1123_SUBDOMAIN_MAX_LENGTH))
    labels = domain.split(".")
    if len(labels) < 2:
        wanted = 'Use a domain of at least two parts, such as "example.com".'
        yield invalid(path, value, f"{show(domain)} has no dot. {wanted}")
    yield from invalid_for_each(path, value, next(filter(None, map(is_dns1123_label, labels)), ()))
    yield from invalid_for_each(path, value, next(filter(None, map(is_dns1123_subdomain, name.split("."))), ()))
    if byte_length(value) > SIGNER_NAME_MAX_LENGTH:
        yield too_long(path, value, max_length_error(value, SIGNER_NAME_MAX_LENGTH))


def validate_cluster_trust_bundle_name(value: str, path: FieldPath) -> Iterator[FieldError]:
    """The name of a ClusterTrustBundle, which begins with its signer's name if it has one: `example.com:signer:name`.

    Mirrors ValidateClusterTrustBundleName and extractSignerNameFromClusterTrustBundleName, Kubernetes v1.36,
    pkg/apis/core/validation. sic: the signer is cut out of the name and then looked for at its beginning, where it can
    only be missing if it is empty or contains slashes.
    """
    head, colon, name = value.rpartition(":")
    if colon and (not head or "/" in head):
        wanted = 'Write signer and name as in "example.com:my-signer:ca", with colons only.'
        yield invalid(path, value, f"{show(value)} does not begin with a signer's name. {wanted}")
        return
    yield from invalid_for_each(path, value, is_dns1123_subdomain(name))
