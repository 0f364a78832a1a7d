"""What to say about a field that the decoder refuses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from podbuilder.kube.catalogue import history
from podbuilder.kube.catalogue.schemas import HTTP_ROUTE
from podbuilder.kube.core import versions
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.quoting import quote

_INTEGER = re.compile(r"-?[0-9]+")
# It has versions of its own, whatever that of Kubernetes is.
GATEWAY = "The Gateway API 1.6, in its standard channel,"
_WANTED = {
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping (fields with values)",
    "quantity": "a quantity, such as 500m or 2Gi",
    "int-or-string": "a whole number or a name",
}


def unknown(path: FieldPath, version: str, kind: str = "Pod") -> str:
    """The sentence about an unknown field, which may belong to another version."""
    place = f"in {path.parent}" if path.parent else f"at the top of {_article(kind)}"
    elsewhere = other_versions(path, version, kind)
    whose = GATEWAY if kind == HTTP_ROUTE else f"Kubernetes {version}"
    return f"{whose} has no field {quote(str(path[-1]))} {place}. {elsewhere}".rstrip()


def _article(kind: str) -> str:
    """`a Pod`, `an Ingress`, also where the full name of a definition is given."""
    name = kind.rpartition(".")[2]
    return f"an {name}" if name[0] in "AEIO" or name == HTTP_ROUTE else f"a {name}"


def other_versions(path: FieldPath, version: str, kind: str = history.POD) -> str:
    """The sentence about the versions that have a field of the pod or workload, and what to do; "" if none has it."""
    since, until = history.age_of(path.pattern(), kind)
    if since and versions.minor(version) < versions.minor(since):
        return f"It was added in {since}: leave it out, or choose that version if your cluster has it."
    return f"The last version with it was {until}; leave it out." if until else ""


def not_in_a_template(name: str) -> str:
    """The sentence about a whole Pod where a template belongs."""
    return f"A pod template has no field {quote(name)}, only metadata and spec."


def other_word(wanted: str, found: str) -> str:
    """The sentence about another word than the one that must be there."""
    hint = " Capitals count." if found.lower() == wanted.lower() else ""
    return f"This must be {wanted}, but it is {quote(found)}.{hint}"


def wrong_type(schema: Mapping[str, Any], value: Any) -> str:
    """The sentence about a value of the wrong JSON type. It never has the value: it may be a password out of place."""
    kind = schema["type"][0]
    form = schema.get("format", "")
    wanted = form if form in _WANTED else kind
    return f"This must be {_WANTED[wanted]}, but it is {_found(value)}.{_cure(wanted, value)}"


def _found(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return f"the boolean {str(value).lower()}"
    return "text" if isinstance(value, str) else "a number"


def _cure(wanted: str, value: Any) -> str:
    if wanted == "string" and isinstance(value, (bool, int, float)):
        return " Put it in quotes."
    if wanted == "string" and isinstance(value, dict) and len(value) == 1:
        return " The colon in it makes it one: put the whole in quotes."
    if wanted == "boolean" and value in ("true", "false"):
        return " Leave out the quotes."
    if wanted == "integer" and isinstance(value, str) and _INTEGER.fullmatch(value):
        return " Leave out the quotes."
    if wanted in ("integer", "int-or-string") and isinstance(value, float) and value.is_integer():
        return " Leave out the decimal point."
    if wanted == "array" and not isinstance(value, list):
        if isinstance(value, str) and " " in value.strip():
            return " Make each word an item of its own: nothing splits the text into words."
        return " Begin each item with a dash."
    return ""
