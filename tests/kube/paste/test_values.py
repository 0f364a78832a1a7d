"""Characters in values matter by who reads them."""

from __future__ import annotations

import pytest

from podbuilder.kube.paste.values import cleaned_value, readers_of

NAME, ARGS, NOTE = ["metadata", "name"], ["containers", "args"], ["metadata", "annotations", "note"]


def clean(value: str, path: list[str], quote: str = "") -> str:
    letters = list(value)
    for i, sign in cleaned_value(value, readers_of(path), quote):
        letters[i] = sign
    return "".join(letters)


STAYS = {
    "prose in an annotation": ("“a – b” it’s fine\u00a0: yes", NOTE),
    "a dash between words": ("from a – to b", ARGS),
    "quotes within prose": ("say “hi” now", ARGS),
    "a word of another script": ("привет", NAME),
    "a word whose letters all look Latin": ("рост", NAME),
    "an emoji that is joined": ("👩\u200d💻", ARGS),
    "a number in another language": ("Größe：x", ARGS),
}


@pytest.mark.parametrize("case", STAYS)
def test_text_stays(case: str) -> None:
    value, path = STAYS[case]
    assert clean(value, path) == value


CHANGES = {
    "a zero-width space in an image": ("nginx\u200b:1.27", NAME, "nginx:1.27"),
    "a zero-width space in a note": ("a\u200bb", NOTE, "ab"),
    "a hard space in a name": ("we\u00a0b", NAME, "web"),
    "a hard space in a schedule": ("*/5 *\u00a0* * *", ["spec", "schedule"], "*/5 * * * *"),
    "a hard space in an argument": ("a\u00a0b", ARGS, "a b"),
    "a dash in a name": ("a\u2013b", NAME, "a-b"),
    "two dashes joined": ("\u2014port=80", ARGS, "--port=80"),
    "a dash of one letter": ("tar \u2014x f", ARGS, "tar -x f"),
    "a dash beside another": ("-\u2013port", ARGS, "--port"),
    "a colon in an image": ("nginx：1.27", NAME, "nginx:1.27"),
    "a letter of another script": ("ngіnx", NAME, "nginx"),
    "curly quotes around": ("“a b”", ARGS, '"a b"'),
    "an unseen sign in another script": ("é\u200b", NAME, "é"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_what_matters_is_found(case: str) -> None:
    value, path, cleaned = CHANGES[case]
    assert clean(value, path) == cleaned


def test_quotes_within_quotes_stay() -> None:
    assert clean("“a”", NAME, '"') == "“a”"
