"""What a page notes about the text of its draft, beside the verdict on it."""

from __future__ import annotations

from django.utils.functional import cached_property

from podbuilder.builder.models import Draft
from podbuilder.kube.core.foreign_placeholder import may_have
from podbuilder.kube.manifest import Manifest, server_fields
from podbuilder.kube.paste.diagnosis import diagnose
from podbuilder.kube.paste.foreign_parameters import in_fields
from podbuilder.kube.paste.lines import Trace
from podbuilder.kube.paste.occurrences import occurrences
from podbuilder.kube.yamltext.json_layout import is_on_one_line


class TextNotes:
    """The part of a page that looks at the text of its manifest as others left it."""

    draft: Draft
    manifest: Manifest

    @cached_property
    def noise(self) -> int:
        """How many fields a server wrote into the manifest."""
        return len(server_fields.server_fields(self.manifest, self.draft.kubernetes))

    @cached_property
    def odd_signs(self) -> tuple[Trace, ...]:
        """What is said of characters that look like others; of a text in ASCII at once nothing."""
        text = self.manifest.text
        return diagnose(text).traces if not text.isascii() and occurrences(text) else ()

    @cached_property
    def is_json_on_one_line(self) -> bool:
        """Whether the file could be laid out, so that it can be read."""
        return is_on_one_line(self.manifest.text)

    @cached_property
    def has_placeholders(self) -> bool:
        """Whether fields have placeholders of another language, which could be parameters."""
        return may_have(self.manifest.text) and bool(in_fields(self.manifest.pod)[0])
