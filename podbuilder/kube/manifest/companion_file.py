"""A text that holds companions and no pod, and the same with a pod behind them, so that they can be edited."""

from __future__ import annotations

from podbuilder.kube.manifest.file_companions import FIRST_COMPANION, every_companion
from podbuilder.kube.manifest.manifest import Manifest, ManifestError
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem


def with_pod(text: str, pod: str) -> Manifest | None:
    """The first companion of a text that has no pod, with this one behind it; None for any other text.

    Nothing of the text is changed.
    """
    try:
        if not any(every_companion(parse.source_of(text), {})):
            return None
        end = "" if text.endswith("\n") else "\n"
        found = Manifest.read(f"{text}{end}---\n{pod}", FIRST_COMPANION)
    except (YamlProblem, ManifestError):
        return None
    return found if found.is_companion and len(found.siblings) == 1 else None
