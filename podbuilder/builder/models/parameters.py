"""The parameters that a draft declares, as its manifest is judged with them."""

from __future__ import annotations

from collections.abc import Sequence

from podbuilder.kube.manifest import Manifest
from podbuilder.kube.templating import Parameter, defaults, filled_in


def with_defaults(manifest: Manifest, parameters: Sequence[Parameter], version: str) -> Manifest:
    """What is judged in place of a manifest with placeholders: the same, with the parameters' defaults filled in."""
    return filled_in(manifest, defaults(parameters), version) if parameters else manifest
