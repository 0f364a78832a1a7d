"""The form of a companion as a page has it, without drawing its HTML: what it shows, and what typing in it changes."""

from __future__ import annotations

from podbuilder.builder.forms.control import Control
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.layout import Group, Sentence
from podbuilder.builder.steps.outline import OBJECT
from podbuilder.builder.steps.registry import draw, leftovers
from podbuilder.kube import catalogue
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from tests.builder.posting import post

POD = "kind: Pod\nspec: {containers: [{name: web, image: nginx}]}\n---\n"
VERSION = "1.36"


class Form:
    """The form of the object that a text is, which stands behind a pod in a file."""

    def __init__(self, text: str, version: str = VERSION) -> None:
        self.manifest = Manifest.read(POD + text, FIRST_COMPANION)
        self.version = version
        self.object = self.manifest.place.pod_with_workload
        known = catalogue.with_workload(version, self.manifest.kind)
        self.parts = draw(Sheet(self.object, known), OBJECT) or []
        self.all = [part for top in self.parts for part in top.walk()]

    @property
    def controls(self) -> dict[str, str]:
        """The texts of its controls by their names, without the kind."""
        start = f"{self.manifest.kind}."
        return {part.name.removeprefix(start): part.text for part in self.all if isinstance(part, Control)}

    @property
    def groups(self) -> list[str]:
        """The titles of its groups; a group that is folded away is in brackets."""
        groups = [part for part in self.parts if isinstance(part, Group)]
        return [group.title if group.is_open else f"({group.title})" for group in groups]

    @property
    def sentences(self) -> list[str]:
        return [part.text for part in self.all if isinstance(part, Sentence)]

    @property
    def leftovers(self) -> list[str]:
        return list(map(str, leftovers(self.object, OBJECT, self.all)))

    def typed(self, texts: dict[str, str]) -> str:
        """The text after these were typed into its controls."""
        typed = {f"{self.manifest.kind}.{name}": text for name, text in texts.items()}
        edits = post(self.object, self.version, OBJECT, typed, workload=self.manifest.kind)
        return self.manifest.patch(edits).text.removeprefix(POD)
