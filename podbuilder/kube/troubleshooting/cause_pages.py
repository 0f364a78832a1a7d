"""What there is to read about each cause, from pages/, and about the words that people look up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from podbuilder.kube.core.data_folder import data_folder
from podbuilder.kube.troubleshooting.cause import Otherwise, Trouble
from podbuilder.kube.troubleshooting.diagnosis import all_troubles
from podbuilder.kube.troubleshooting.reasons import all_reasons
from podbuilder.kube.troubleshooting.twins import twins_of

PAGES = Path(__file__).parent / "pages"
BARE_WORDS = Path(__file__).parent / "bare_words.yaml"
PAGES_SCHEMA = data_folder("schemas") / "cause-pages.schema.json"
BARE_WORDS_SCHEMA = data_folder("schemas") / "bare-words.schema.json"


@dataclass(frozen=True, slots=True)
class CausePage:
    """A cause with all that is written about it. In its texts, what stands between backticks is code."""

    trouble: Trouble
    means: str
    # By what it is known, and what mends it, a sentence each.
    tell: tuple[str, ...]
    fixes: tuple[str, ...]
    # What people search for, besides what a paste must say.
    names: tuple[str, ...]
    # The fields of a pod where it is mended; none where the pod is not at fault.
    fields: tuple[str, ...] = ()
    # The rules of advice that warn of it before it happens.
    rules: tuple[str, ...] = ()
    versions: str = ""
    # Causes that look alike, with what would speak for them.
    twins: tuple[Otherwise, ...] = ()

    @property
    def label(self) -> str:
        return self.trouble.label

    @property
    def title(self) -> str:
        """The cause in one sentence, as a heading."""
        return self.trouble.says.removesuffix(".")


@dataclass(frozen=True, slots=True)
class Saying:
    """A reason, a word of STATUS, an exit code: what it says, and the labels of the causes to which it can lead."""

    name: str
    says: str
    causes: tuple[str, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether it names no one cause by itself."""
        return len(self.causes) != 1


@cache
def all_cause_pages() -> Mapping[str, CausePage]:
    """Every cause's page by its label, in the order of a pod's life."""
    written: dict[str, dict[str, Any]] = {}
    for path in sorted(PAGES.glob("*.yaml")):
        written |= yaml.load(path.read_bytes(), yaml.CSafeLoader)
    pages = [_page(all_troubles()[label], entry) for label, entry in written.items()]
    return {page.label: page for page in sorted(pages, key=lambda page: page.trouble.stage)}


def _page(trouble: Trouble, written: dict[str, Any]) -> CausePage:
    twins = tuple(Otherwise(says, label) for label, says in written.get("twins", {}).items())
    lists = {key: tuple(written.get(key, ())) for key in ("tell", "fixes", "names", "fields", "rules")}
    return CausePage(trouble, **{**written, **lists, "twins": (*twins_of(trouble.label), *twins)})


@cache
def causes_by_rule() -> Mapping[str, tuple[CausePage, ...]]:
    """The pages of the causes that each rule of advice warns of."""
    found: dict[str, list[CausePage]] = {}
    for page in all_cause_pages().values():
        for rule in page.rules:
            found.setdefault(rule, []).append(page)
    return {rule: tuple(pages) for rule, pages in found.items()}


@cache
def all_sayings() -> Mapping[str, Saying]:
    """All that a query can name, by that name: the reasons, each once wherever it stands, and what kubectl adds."""
    found: dict[str, Saying] = {}
    for place, reasons in all_reasons().items():
        for word, reason in reasons.items():
            name = f"exit code {word}" if place == "code" else word
            before = found.get(name)
            causes = (*(before.causes if before else ()), *reason.causes)
            found[name] = Saying(name, before.says if before else reason.says, tuple(dict.fromkeys(causes)))
    words: dict[str, dict[str, Any]] = yaml.load(BARE_WORDS.read_bytes(), yaml.CSafeLoader)
    return found | {name: Saying(name, entry["says"], tuple(entry.get("causes", ()))) for name, entry in words.items()}
