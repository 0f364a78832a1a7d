"""A pasted text: what is in the way, and the manifest in it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

import pytest

from podbuilder.kube.core.limits import MAX_CHARACTERS, MAX_LINES, MAX_PASTE
from podbuilder.kube.manifest import write
from podbuilder.kube.paste.diagnosis import NOTHING, diagnose
from tests.kube.paste.pod import POD, each
from tests.support.growth import MOST, growth
from tests.support.source_tree import ROOT
from tests.support.typography import spoilt, verdict

SAMPLE = 200
NO_SIGNS = {
    "a pod": POD,
    "a pod of two documents": f"{POD}---\n{POD}",
    "text that is no YAML": "a: [b\n",
    "a kind without pods": "apiVersion: v1\nkind: Service\nspec: {}\n",
    "nothing": "",
    "typography that is fine": POD.replace("name: web\nspec", "name: web # it’s – fine\nspec"),
    "bytes of another encoding": b"kind: Pod\xff",
    "too many lines": "é\n" * MAX_LINES,
    "a binary file": "a\0b",
    "too long a text": "#" * (MAX_CHARACTERS + 1),
}


@pytest.mark.parametrize("case", NO_SIGNS)
def test_there_is_nothing_to_say(case: str) -> None:
    found = diagnose(NO_SIGNS[case])
    assert found == NOTHING
    assert not found


# What public threads have: a character, its code point, its line and its column.
CHARACTERS = {
    "a hard space after a colon": ("kind:\u00a0Pod", "kind: Pod", "no-break space (U+00A0)", 2, 6),
    "an en dash for a list's dash": ("  – name: web", "  - name: web", "en dash (U+2013)", 7, 3),
    "a zero-width space in an image": ("nginx\u200b:1.27", "nginx:1.27", "zero width space (U+200B)", 8, 17),
    "curly quotes": ("[“--port=80”]", '["--port=80"]', "left double quotation mark (U+201C)", 9, 12),
    "a wide colon": ("kind： Pod", "kind: Pod", "fullwidth colon (U+FF1A)", 2, 5),
    "a mark within": ("\ufeffspec:", "spec:", "byte order mark (U+FEFF)", 5, 1),
    "a wide bracket": ('["--port=80"］', '["--port=80"]', "fullwidth right square bracket (U+FF3D)", 9, 23),
}


@pytest.mark.parametrize("case", CHARACTERS)
def test_a_character_is_named_with_its_place(case: str) -> None:
    odd, plain, name, line, column = CHARACTERS[case]
    found = diagnose(POD.replace(plain, odd))
    assert found.cleaned == POD
    assert name in found.traces[0].message
    assert found.traces[0][:2] == (line, column)
    assert (found.problem.line, found.problem.column) == (line, column)


def test_each_kind_of_character_is_named_once() -> None:
    found = diagnose(POD.replace("  name", "\u00a0\u00a0name").replace("kind: ", "kind:\u2003"))
    assert [trace.message for trace in found.traces] == [
        "An em space (U+2003) stands where YAML takes a space only.",
        "A no-break space (U+00A0) stands in the indentation, where YAML takes spaces only, and so in 1 more place.",
    ]
    assert "3 more places" in diagnose(POD.replace("    ", "\u00a0\u00a0  ")).traces[0].message


def test_in_a_wrapper_places_are_those_of_the_pasted_text() -> None:
    found = diagnose(each("> ").replace("kind: ", "kind:\u00a0"))
    assert found.cleaned == POD
    assert [trace[:2] for trace in found.traces] == [(1, 1), (2, 8)]


def test_bytes_are_read_as_a_file_is() -> None:
    assert diagnose(each("> ").encode()).cleaned == POD
    assert diagnose(each("> ").encode("utf-16")).cleaned.strip("\ufeff") == POD


def test_an_unseen_sign_for_a_space_of_the_indentation_is_found_by_trying() -> None:
    assert diagnose(POD.replace("    image", "   \u200bimage")).cleaned == POD


def test_what_is_wrong_besides_leaves_the_sign_alone() -> None:
    found = diagnose(each("> ") + "> a: [\n")
    assert "begins with “>”" in found.traces[0].message
    assert found.cleaned == ""
    found = diagnose(POD.replace("kind: ", "kind:\u00a0") + "a: [\n")
    assert "U+00A0" in found.traces[0].message
    assert found.cleaned == ""


def test_a_document_among_others_that_cannot_be_read_is_cleaned_too() -> None:
    second = POD.replace("    args", "\u2013   args")
    found = diagnose(f"{POD}---\n{second}")
    assert (found.traces[0].line, found.cleaned) == (19, "")
    second = POD.replace("  - name", "  \u2013 name")
    found = diagnose(f"{POD}---\n{second}")
    assert (found.traces[0].line, found.cleaned) == (17, f"{POD}---\n{POD}")


def test_a_long_text_is_searched_for_characters_only() -> None:
    long = POD + "# x\n" * (MAX_PASTE // 4)
    assert diagnose(long.replace("kind: ", "kind:\u00a0")).cleaned == long
    assert not diagnose("".join(f"> {line}\n" for line in long.splitlines()))


def test_spoilt_pods_are_recovered() -> None:
    with gzip.open(ROOT / "tests" / "support" / "accepted.jsonl.gz", "rt", encoding="utf-8") as rows:
        texts = [write(json.loads(row)["pod"]) for row in rows]
    texts = [text for text in texts if text.isascii()]
    total = named = recovered = 0
    for seed in range(SAMPLE):
        text = texts[seed % len(texts)]
        damage = spoilt(text, seed)
        assert damage is not None
        found = verdict(text, damage, diagnose(damage.text))
        total, named, recovered = total + 1, named + found.is_named, recovered + found.is_recovered
    assert named == total
    assert recovered >= 0.98 * total


def test_a_sentence_beside_what_cannot_be_read_is_not_taken_away() -> None:
    assert not diagnose(f"{POD}a: [\nLet me know if you need more.\n")


def several(count: int) -> str:
    return "---\n".join([POD] * count)


# What is written so many times, from the number.
LONG = {
    "quoted": lambda count: "".join(f"> {line}\n" for line in several(count).splitlines()),
    "fenced one by one": lambda count: f"Like this:\n```yaml\n{POD}```\n" * count,
    "numbered": lambda count: "".join(f"{n:4} {line}\n" for n, line in enumerate(several(count).splitlines(), 1)),
    "beside prompts": lambda count: "$ kubectl get pods\n" * count + several(count),
    "in a page": lambda count: f"<html><body><pre>{several(count)}</pre></body></html>",
    "with look-alikes": lambda count: several(count).replace("kind: ", "kind:\u00a0"),
    "with placeholders": lambda count: several(count).replace("nginx", "{{ .Values.image }}"),
    "without a separation": lambda count: POD * count,
    "that cannot be read": lambda count: several(count) + "a: [\n",
    "under sentences": lambda count: "It does not start, please help.\n" * count + POD,
}


@pytest.mark.parametrize("case", LONG)
def test_the_work_grows_as_the_text_does(case: str) -> None:
    def make(size: int) -> Callable[[], object]:
        text = LONG[case](size)
        return lambda: diagnose(text)

    assert growth(make, 20) < MOST
