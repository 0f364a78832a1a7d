"""What a page shows of a text that cannot be read: what is in its way, and the text without that."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.kube.manifest import ManifestError
from podbuilder.kube.manifest.text_diff import DiffLine, changes
from podbuilder.kube.paste.diagnosis import Diagnosis, diagnose
from podbuilder.kube.paste.lines import Trace
from podbuilder.kube.templating import Parameter
from podbuilder.kube.yamltext import parse

# The button that takes the text without what is in its way.
CLEAN = "clean"


@dataclass(frozen=True)
class Recovery:
    """A text that cannot be read, why, and what is known of it."""

    content: str | bytes
    error: ManifestError
    found: Diagnosis

    @classmethod
    def of(cls, content: str | bytes, error: ManifestError) -> Recovery:
        return cls(content, error, diagnose(content))

    @property
    def problem(self) -> ManifestError:
        """What to say first: what was recognized, or else why the text cannot be read."""
        return self.found.problem if self.found else self.error

    @property
    def others(self) -> tuple[Trace, ...]:
        """What is to be said besides."""
        return self.found.traces[1:]

    @property
    def cleaned(self) -> str:
        """The text that can be read; "" if there is none."""
        return self.found.cleaned

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return self.found.parameters

    @property
    def text(self) -> str:
        """The text as it was read; only one that something was recognized in is known to be text."""
        return parse.text_of(self.content) if isinstance(self.content, bytes) else self.content

    @property
    def diff(self) -> list[DiffLine]:
        """What changes; nothing if no text was recovered."""
        return changes(self.text, self.cleaned) if self.cleaned else []
