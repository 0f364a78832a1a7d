"""The search for rules: by words of their text, or by the ids of other tools."""

from __future__ import annotations

import re
from functools import lru_cache

from podbuilder.kube.lint.run import Loaded, all_rules

LONGEST_QUERY = 100
# The tools' own names, by the names in `Rule.foreign`.
TOOLS = {
    "checkov": "Checkov",
    "datree": "Datree",
    "kube-linter": "KubeLinter",
    "kube-score": "kube-score",
    "kubescape": "Kubescape",
    "kubesec": "Kubesec",
    "kyverno": "Kyverno",
    "pod-security": "Pod Security Standards",
    "polaris": "Polaris",
    "trivy": "Trivy",
}
# Trivy used to write AVD-KSV-0012 and KSV012; people also write the parts of an id as one word.
_PREFIX = re.compile(r"^avd")
_ZEROS = re.compile(r"(?<=[a-z])0+(?=[0-9])")


def plain(foreign: str) -> str:
    """An id in the form in which ids are compared: `ksv12` for KSV-0012, AVD-KSV-0012 and ksv012."""
    return _ZEROS.sub("", _PREFIX.sub("", "".join(sign for sign in foreign.lower() if sign.isalnum())))


@lru_cache(maxsize=1)
def _by_foreign_id() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id, loaded in all_rules().items():
        for checks in loaded.rule.foreign.values():
            for check in checks:
                rules = found.setdefault(plain(check), [])
                if id not in rules:
                    rules.append(id)
    return found


@lru_cache(maxsize=1)
def _texts() -> dict[str, tuple[str, str, str]]:
    """The texts a rule is found by, the most telling first: its name, its summary, and the rest."""
    return {
        id: (
            id.replace("-", " "),
            loaded.summary.lower(),
            " ".join(
                [*loaded.sections.values(), *(c for checks in loaded.rule.foreign.values() for c in checks)]
            ).lower(),
        )
        for id, loaded in all_rules().items()
    }


def find_rules(query: str) -> list[Loaded]:
    """The matching rules, the best first: those with another tool's id, else those that contain all of the words."""
    asked = query[:LONGEST_QUERY].strip().lower()
    rules = all_rules()
    named = _by_foreign_id().get(plain(asked), [])
    if asked in rules:
        named = [asked, *(id for id in named if id != asked)]
    if named or not asked:
        return [rules[id] for id in named or rules]
    words = [word for word in re.split(r"[\s\-_]+", asked) if word]
    scores = {id: _score(words, texts) for id, texts in _texts().items()}
    return [rules[id] for id in sorted(rules, key=lambda id: (-scores[id], id)) if scores[id]]


def _score(words: list[str], texts: tuple[str, str, str]) -> int:
    """0 unless every word is there; a word counts for more in the name than in the rest of the text."""
    places = [next((len(texts) - i for i, text in enumerate(texts) if word in text), 0) for word in words]
    return sum(places) if all(places) else 0
