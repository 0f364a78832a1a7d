"""What in a Compose file cannot be taken as it is."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.kube.core.field import FieldPath


@dataclass(frozen=True, slots=True)
class ComposeProblem:
    """Something that Compose refuses: it is left out of what was read, and the sentence says why."""

    path: FieldPath
    message: str
    # Whether the path counts the entries of lists in their long form, and not as they are written.
    is_of_long_form: bool = False


class UnreadableValue(ValueError):
    """A value that Compose refuses; the text is a sentence about it, without the value."""
