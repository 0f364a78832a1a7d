"""The suffix that says what is in a ConfigMap or Secret. Mirrors Hasher, kustomize v5.8.1 (api/hasher)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from podbuilder.kube.kustomization.yaml_values import plain

_LENGTH = 10
# Letters that spell no words.
_LETTERS = str.maketrans("013ae", "ghkmt")
# Go writes these as escapes in JSON.
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def content_hash(content: dict[str, Any]) -> str:
    """The ten characters for a ConfigMap or a Secret, whatever its name."""
    kind = content["kind"]
    told: dict[str, Any] = {
        "kind": kind,
        "name": "",  # sic: it is looked for under another name, and never found
        "data": content.get("data", ""),
    }
    more = "binaryData" if kind == "ConfigMap" else "stringData"
    if kind == "Secret":
        told["type"] = content.get("type", "")
    if more in content:
        told[more] = content[more]
    text = json.dumps(plain(told), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    for character, escape in _ESCAPED.items():
        text = text.replace(character, escape)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH].translate(_LETTERS)
