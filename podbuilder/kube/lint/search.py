"""Finding a rule: by words of what it says, or by the id under which another tool reports the same."""

from __future__ import annotations

import re
from functools import lru_cache

from podbuilder.kube.lint.run import Loaded, all_rules

LONGEST_QUERY = 100
# What a tool is called, by its name in `Rule.foreign`.
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
# Trivy's ids were written AVD-KSV-0012 and KSV012 before; people write all of them in one word, too.
_PREFIX = re.compile(r"^avd")
_ZEROS = re.compile(r"(?<=[a-z])0+(?=[0-9])")


def plain(foreign: str) -> str:
    """An id as it compares: `ksv12` for KSV-0012, AVD-KSV-0012 and ksv012."""
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
    """What a rule is found by, the surest first: its name, its summary, and everything else that it says."""
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
    """The rules that fit, the best first: those of another tool's id, else those that have all of the words."""
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
    """Nothing unless every word is there; a word counts for more in the name than in the small print."""
    places = [next((len(texts) - i for i, text in enumerate(texts) if word in text), 0) for word in words]
    return sum(places) if all(places) else 0
