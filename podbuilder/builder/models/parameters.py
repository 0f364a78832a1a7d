"""The parameters that a draft declares, as its manifest is judged with them."""

from __future__ import annotations

from collections.abc import Sequence

from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.templating import Parameter, defaults, filled_in


def with_defaults(manifest: Manifest, parameters: Sequence[Parameter], version: str) -> Manifest:
    """What is judged in place of a manifest with placeholders: the same, with the parameters' defaults filled in.

    Where they cannot be filled in, it is judged as it is written; a dry run says why.
    """
    try:
        return filled_in(manifest, defaults(parameters), version) if parameters else manifest
    except ManifestError:
        return manifest
