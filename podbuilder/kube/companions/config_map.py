"""ConfigMap. Mirrors Kubernetes v1.36, pkg/apis/core/validation."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator

from podbuilder.kube.core.field import ROOT, Document, FieldError, invalid, too_long
from podbuilder.kube.validation.formats import byte_length, is_config_map_key, show
from podbuilder.kube.validation.messages import invalid_for_each
from podbuilder.kube.validation.options import PodOptions

DATA, BINARY_DATA = ROOT.child("data"), ROOT.child("binaryData")
# All values together, of a ConfigMap as of a Secret.
MAX_SIZE = 1024 * 1024


def validate_config_map(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateConfigMap. sic: what is too large is so as a whole, and the error is at no field."""
    data, binary = document.get("data", {}), document.get("binaryData", {})
    for name in data:
        yield from invalid_for_each(DATA.key(name), name, is_config_map_key(name))
        if name in binary:
            yield invalid(DATA.key(name), name, f"{show(name)} stands in binaryData as well; keep one of the two.")
    for name in binary:
        yield from invalid_for_each(BINARY_DATA.key(name), name, is_config_map_key(name))
    size = sum(map(byte_length, data.values())) + sum(len(b64decode(value)) for value in binary.values())
    if size > MAX_SIZE:
        yield too_long(ROOT, "", f"The values take {size} bytes together; at most {MAX_SIZE} are allowed.")
