"""Projected volumes: several sources in one directory."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import FieldError, FieldPath, forbidden, invalid, required, too_long
from podbuilder.kube.validation.formats import byte_length, go_lower, is_domain_prefixed_key, show
from podbuilder.kube.validation.messages import invalid_for_each, unsupported
from podbuilder.kube.validation.object_meta import TOTAL_ANNOTATION_SIZE_LIMIT
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.paths import validate_local_non_reserved_path
from podbuilder.kube.validation.selectors import validate_label_selector
from podbuilder.kube.validation.signers import (
    is_kubernetes_signer_name,
    validate_cluster_trust_bundle_name,
    validate_signer_name,
)
from podbuilder.kube.validation.volume_sources import (
    Source,
    validate_downward_api_volume_file,
    validate_file_mode,
    validate_items,
)

SOURCES = ("secret", "configMap", "downwardAPI", "serviceAccountToken", "clusterTrustBundle", "podCertificate")
KEY_TYPES = ("RSA3072", "RSA4096", "ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519")
MIN_TOKEN_SECONDS, MAX_TOKEN_SECONDS = 600, 2**32
MIN_CERTIFICATE_SECONDS = 3600
MAX_CERTIFICATE_SECONDS = 91 * 24 * 3600
MAX_KUBERNETES_CERTIFICATE_SECONDS = 24 * 3600
_CERTIFICATE_PATHS = ("credentialBundlePath", "keyPath", "certificateChainPath")


def validate_projected_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateProjectedVolumeSource and validateProjectionSources, v1.36, pkg/apis/core/validation."""
    yield from validate_file_mode(source, "defaultMode", path)
    files: set[str] = set()
    for i, projection in enumerate(source.get("sources", ())):
        item = path.child("sources").index(i)
        for name in SOURCES:
            if name in projection:
                yield from _validate_projection(name, projection[name], item.child(name), path, options)
                yield from _validate_files(_files_of(name, projection[name]), files, path)
        given = [name for name in SOURCES if name in projection]
        if len(given) > 1:
            yield forbidden(item, f"An item has one source; this one has {', '.join(given)}. Give each its own item.")


def _validate_projection(
    name: str, source: Source, path: FieldPath, volume: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """One source by its name; `volume` is the path of the projected volume, where some of the errors are reported."""
    if name in ("secret", "configMap"):
        if not source.get("name"):
            yield required(path.child("name"), f"Name the {name[0].upper()}{name[1:]}.")
        yield from validate_items(source.get("items", ()), path.child("items"))
    elif name == "downwardAPI":
        for file in source.get("items", ()):
            yield from validate_downward_api_volume_file(file, path, options)
    elif name == "serviceAccountToken":
        yield from _validate_service_account_token(source, path, volume, options)
    elif name == "clusterTrustBundle":
        yield from _validate_cluster_trust_bundle(source, path, options)
    else:
        yield from _validate_pod_certificate(source, path)


def _files_of(name: str, source: Source) -> list[str]:
    """The files a source makes that must differ from all others. sic: a token's file is not among them."""
    if name == "clusterTrustBundle":
        return [source.get("path", "")]
    if name == "podCertificate":
        return [source[field] for field in _CERTIFICATE_PATHS if source.get(field)]
    return [item["path"] for item in source.get("items", ()) if item.get("path")]


def _validate_files(names: list[str], files: set[str], path: FieldPath) -> Iterator[FieldError]:
    for name in names:
        if name in files:
            yield invalid(path, name, f"Two sources write the file {show(name)}; give them different paths.")
        files.add(name)


def _validate_service_account_token(
    source: Source, path: FieldPath, volume: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    seconds, target = source.get("expirationSeconds", 0), source.get("path", "")
    if not MIN_TOKEN_SECONDS <= seconds <= MAX_TOKEN_SECONDS:
        wanted = f"it must last at least {MIN_TOKEN_SECONDS} seconds and at most {MAX_TOKEN_SECONDS}"
        yield invalid(path.child("expirationSeconds"), seconds, f"The token lasts {seconds} seconds; {wanted}.")
    # sic: an error in the file's name is reported at the volume.
    if not target:
        yield required(volume.child("path"), 'Name the file that holds the token, such as "token".')
    elif options.minor >= 30:
        # 1.30 added the rule.
        yield from validate_local_non_reserved_path(target, volume.child("path"))


def _validate_cluster_trust_bundle(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    name, signer = source.get("name"), source.get("signerName")
    if name is not None and signer is not None:
        yield invalid(path, source, "name and signerName exclude each other; keep one of them.")
    elif name is not None:
        if not name:
            yield required(path.child("name"), "The name is empty; name a ClusterTrustBundle.")
        yield from validate_cluster_trust_bundle_name(name, path.child("name"))
        if "labelSelector" in source:
            found = "labelSelector chooses among the bundles of a signer"
            yield invalid(
                path.child("labelSelector"), source["labelSelector"], f"{found}; leave it out where there is a name."
            )
    elif signer is not None:
        yield from validate_signer_name(signer, path.child("signerName"))
        yield from validate_label_selector(source.get("labelSelector"), path.child("labelSelector"), options)
    else:
        yield required(path, "Choose the bundle by name or by signerName.")
    target = source.get("path", "")
    if not target:
        yield required(path.child("path"), 'Name the file that holds the certificates, such as "ca.pem".')
    yield from validate_local_non_reserved_path(target, path.child("path"))


def _validate_pod_certificate(source: Source, path: FieldPath) -> Iterator[FieldError]:
    yield from validate_signer_name(source.get("signerName", ""), path.child("signerName"))
    yield from validate_user_annotations(source.get("userAnnotations", {}), path.child("userAnnotations"))
    if source.get("keyType", "") not in KEY_TYPES:
        yield unsupported(path.child("keyType"), source.get("keyType", ""), KEY_TYPES)
    if "maxExpirationSeconds" in source:
        seconds, signer = source["maxExpirationSeconds"], source.get("signerName", "")
        longest = MAX_KUBERNETES_CERTIFICATE_SECONDS if is_kubernetes_signer_name(signer) else MAX_CERTIFICATE_SECONDS
        if not MIN_CERTIFICATE_SECONDS <= seconds <= longest:
            wanted = f"with this signer it must be between {MIN_CERTIFICATE_SECONDS} and {longest}"
            yield invalid(path.child("maxExpirationSeconds"), seconds, f"maxExpirationSeconds is {seconds}; {wanted}.")
    given = [name for name in _CERTIFICATE_PATHS if source.get(name)]
    for name in given:
        yield from validate_local_non_reserved_path(source[name], path.child(name))
    if not given:
        yield required(path, f"Name at least one file: {', '.join(_CERTIFICATE_PATHS)}.")


def validate_user_annotations(annotations: Source, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateUserAnnotations, Kubernetes v1.36, pkg/apis/core/validation."""
    for key in annotations:
        if key:
            yield from invalid_for_each(path, key, is_domain_prefixed_key(go_lower(key)))
        else:
            yield required(path, 'A key is empty; write one such as "example.com/role".')
    size = sum(byte_length(key) + byte_length(value) for key, value in annotations.items())
    if size > TOTAL_ANNOTATION_SIZE_LIMIT:
        found = f"All annotations together take {size} bytes"
        yield too_long(path, size, f"{found}; at most {TOTAL_ANNOTATION_SIZE_LIMIT} are allowed.")
