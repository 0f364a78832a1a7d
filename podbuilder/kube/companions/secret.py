"""Secret. Mirrors Kubernetes v1.36, pkg/apis/core/validation, pkg/apis/core/v1 and pkg/registry/core/secret."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator

from podbuilder.kube.companions.config_map import MAX_SIZE
from podbuilder.kube.companions.key_pair import key_pair_problem
from podbuilder.kube.core.field import ROOT, Document, FieldError, FieldWarning, invalid, required, too_long
from podbuilder.kube.validation.formats import is_config_map_key
from podbuilder.kube.validation.messages import invalid_for_each
from podbuilder.kube.validation.options import PodOptions

DATA = ROOT.child("data")
OPAQUE, TLS = "Opaque", "kubernetes.io/tls"
SERVICE_ACCOUNT_TOKEN, SERVICE_ACCOUNT_NAME = (
    "kubernetes.io/service-account-token",
    "kubernetes.io/service-account.name",
)
BASIC_AUTH, SSH_AUTH = "kubernetes.io/basic-auth", "kubernetes.io/ssh-auth"
# Types with one key, whose value is a JSON object.
DOCKER = {"kubernetes.io/dockercfg": ".dockercfg", "kubernetes.io/dockerconfigjson": ".dockerconfigjson"}
CERTIFICATE, PRIVATE_KEY, SSH_KEY = "tls.crt", "tls.key", "ssh-privatekey"


def set_defaults(document: Document, options: PodOptions) -> Document:
    """Mirrors SetDefaults_Secret, and Convert_v1_Secret_To_core_Secret, which writes stringData over data."""
    made = {name: value for name, value in document.items() if name != "stringData"}
    written = document.get("stringData", {})
    if written:
        encoded = {name: b64encode(value.encode("utf-8", "surrogatepass")).decode() for name, value in written.items()}
        made["data"] = {**document.get("data", {}), **encoded}
    return {**made, "type": document.get("type") or OPAQUE}


def validate_secret(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateSecret."""
    data = document.get("data", {})
    for name in data:
        yield from invalid_for_each(DATA.key(name), name, is_config_map_key(name))
    size = sum(len(b64decode(value)) for value in data.values())
    if size > MAX_SIZE:
        yield too_long(DATA, "", f"The values take {size} bytes together; at most {MAX_SIZE} are allowed.")
    yield from _validate_by_type(document, data)


def _validate_by_type(document: Document, data: dict[str, str]) -> Iterator[FieldError]:
    """What Secrets of the types that Kubernetes itself reads must have."""
    form = document["type"]
    if form == SERVICE_ACCOUNT_TOKEN:
        if not document["metadata"].get("annotations", {}).get(SERVICE_ACCOUNT_NAME):
            at = ROOT.child("metadata", "annotations").key(SERVICE_ACCOUNT_NAME)
            yield required(at, "Name the ServiceAccount whose token this is.")
    elif form in DOCKER:
        yield from _validate_docker_config(data, DOCKER[form])
    elif form == BASIC_AUTH and not {"username", "password"} & data.keys():
        for name in ("username", "password"):
            yield required(DATA.key(name), f"A Secret of type {form} has a username, a password or both.")
    elif form == SSH_AUTH and not data.get(SSH_KEY):
        yield required(DATA.key(SSH_KEY), f"A Secret of type {form} has the private key here.")
    elif form == TLS:
        for name, what in ((CERTIFICATE, "certificate"), (PRIVATE_KEY, "private key")):
            if name not in data:
                yield required(DATA.key(name), f"A Secret of type {form} has the {what} here, as PEM.")


def _validate_docker_config(data: dict[str, str], name: str) -> Iterator[FieldError]:
    if name not in data:
        yield required(DATA.key(name), "Give the file in which Docker keeps its passwords, in base64.")
        return
    if not _is_json_object(b64decode(data[name])):
        # What is in it is not shown.
        yield invalid(DATA.key(name), "", "The value is not a JSON object, as Docker's own file is.")


def _is_json_object(text: bytes) -> bool:
    """Whether Go reads a map from it; of null it makes an empty one."""
    try:
        found = json.loads(text.decode("utf-8", "replace"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict | None)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def warnings_for_secret(document: Document, options: PodOptions) -> Iterator[FieldWarning]:
    """Mirrors warningsForSecret, since 1.27."""
    if options.minor < 27 or document["type"] != TLS:
        return
    certificate, key = (b64decode(document["data"][name]) for name in (CERTIFICATE, PRIVATE_KEY))
    problem = key_pair_problem(certificate, key)
    if problem:
        yield FieldWarning(ROOT, problem)
