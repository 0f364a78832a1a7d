"""What stands around a manifest is taken away, and what is left is the manifest as it was."""

from __future__ import annotations

import itertools

import pytest

from podbuilder.kube.paste.diagnosis import diagnose
from podbuilder.kube.paste.lines import joined, lines_of
from podbuilder.kube.paste.wrappers import (
    diff_marks,
    fences,
    here_document,
    line_numbers,
    prompts,
    prose,
    quotation,
    separators,
)
from tests.kube.paste.pod import LINES, POD, each


def numbered(form: str, *, left_out: int = 99) -> str:
    """The manifest with numbers before its lines, one of which is left out, as that of a blank line may be."""
    numbers = (number + (number >= left_out) for number in itertools.count(1))
    return "".join(f"{form.format(number, line)}\n" for number, line in zip(numbers, LINES, strict=False))


HUNK = "diff --git a/p.yaml b/p.yaml\nindex 1234567..89abcde 100644\n--- a/p.yaml\n+++ b/p.yaml\n@@ -1,9 +1,9 @@\n"
CHANGED = each(" ").replace("     image: nginx:1.27\n", "-    image: nginx:1.26\n+    image: nginx:1.27\n")

# The text, and the line and a fragment of the sentence about it.
WRAPPED = {
    "prose around a fence": (f"Try this:\n\n```yaml\n{POD}```\nGood luck.\n", 3, "Markdown"),
    "an indented fence": (f"1. Apply\n\n   ```yaml\n{each('   ')}   ```\n", 3, "Markdown"),
    "a fence that stays open": (f"```\n{POD}", 1, "Markdown"),
    "the end of a fence alone": (f"{POD}```\n", 10, "Markdown"),
    "a fence of tildes": (f"~~~ yaml\n{POD}~~~\n", 1, "Markdown"),
    "the second of two fences": (f"```sh\nkubectl apply -f x\n```\nand\n```yaml\n{POD}```\n", 1, "Markdown"),
    "a mail with its first line": (f"On Monday Ann wrote:\n{each('> ')}", 2, "begins with “>”"),
    "a quotation of a quotation": (each("> > "), 1, "begins with “>”"),
    "a quotation without blanks": (each(">"), 1, "begins with “>”"),
    "a quotation with a gap": (each("> ").replace("> spec", "\n> spec"), 1, "begins with “>”"),
    "a fence in a quotation": (f"> Use\n> ```\n{each('> ')}> ```\n", 1, "begins with “>”"),
    "numbers and a colon": (numbered("{0}:{1}"), 1, "their numbers"),
    "numbers and a tab": (numbered("{0:6}\t{1}"), 1, "their numbers"),
    "numbers with one left out": (numbered("{0} {1}", left_out=4), 1, "their numbers"),
    "numbers and nothing": (numbered("{0}{1}"), 1, "their numbers"),
    "numbers and a bar": (numbered("{0:3} | {1}"), 1, "their numbers"),
    "numbers on the left": (numbered("{0:<4}{1}"), 1, "their numbers"),
    "numbers and a dot": (numbered("{0}. {1}"), 1, "their numbers"),
    "numbers on the right": (numbered("{0:>2} {1}"), 1, "their numbers"),
    "numbers on lines of their own": (numbered("{0}\n{1}"), 1, "their numbers"),
    "all numbers above": ("".join(f"{number}\n" for number in range(1, 10)) + POD, 1, "their numbers"),
    "a new file in a diff": (each("+"), 1, "marks of a diff"),
    "a diff": (f"{HUNK}{CHANGED}", 1, "marks of a diff"),
    "a here-document": (f"kubectl apply -f - <<'EOF'\n{POD}EOF\n", 1, "here-document"),
    "a here-document with prompts": (f"$ cat <<EOF | kubectl apply -f -\n{each('> ')}> EOF\ncreated\n", 1, "“EOF”"),
    "a here-document that becomes a file": (f"cat > p.yaml <<-YAML\n{POD}YAML\nkubectl apply -f p.yaml\n", 1, "“YAML”"),
    "a here-document that stays open": (f"cat <<EOF\n{POD}", 1, "here-document"),
    "a prompt above": (f"$ kubectl get pod web -o yaml\n{POD}", 1, "prompt"),
    "prompts around": (f"ann@host:~/k8s$ cat pod.yaml\n{POD}ann@host:~/k8s$ \n", 1, "prompt"),
    "a sentence below": (f"{POD}Let me know if you need more.\n", 10, "sentence"),
}


@pytest.mark.parametrize("case", WRAPPED)
def test_a_wrapper_is_named_and_taken_away(case: str) -> None:
    text, line, words = WRAPPED[case]
    found = diagnose(text)
    assert found.cleaned == POD
    assert found.traces[0].line == line
    assert words in found.traces[0].message


def test_sentences_on_both_sides_are_taken_away() -> None:
    found = diagnose(f"Here is the manifest you asked for.\n\n{POD}\nIt runs nginx, as you said.\n")
    assert found.cleaned == f"{POD}\n"
    assert [trace.line for trace in found.traces] == [1]


@pytest.mark.parametrize(
    "step", [diff_marks, fences, here_document, line_numbers, prompts, prose, quotation, separators]
)
def test_a_manifest_has_nothing_around_it(step: object) -> None:
    assert callable(step)
    assert step(lines_of(POD)) is None


NO_WRAPPERS = {
    "a comment that shows a command": (here_document, f"# cat <<EOF\n{POD}"),
    "a value with a here-document in it": (here_document, "args: cat <<EOF\n"),
    "numbers that do not count up": (line_numbers, "5 a\n3 b\n4 c\n"),
    "numbers on some lines only": (line_numbers, "1 a\n2 b\n3 c\nd\ne\nf\n"),
    "a list with one line that is added": (diff_marks, "+ a\nb\n"),
    "a list alone": (diff_marks, "- a\n- b\n"),
    "no beginning of a manifest": (prose, "This is a text.\n"),
    "one quoted line of many": (quotation, f"> this\n{POD}"),
    "two documents": (separators, f"{POD}---\n{POD}"),
}


@pytest.mark.parametrize("case", NO_WRAPPERS)
def test_what_only_looks_like_a_wrapper_stays(case: str) -> None:
    step, text = NO_WRAPPERS[case]
    assert step(lines_of(text)) is None


SECOND = POD.replace("apiVersion: v1\nkind: Pod", "kind: Pod\napiVersion: v1")
TOGETHER = {
    "directly below": (f"{POD}{POD}", f"{POD}---\n{POD}", 10),
    "after a comment of its own": (f"{POD}\n# two\n{SECOND}", f"{POD}\n---\n# two\n{SECOND}", 11),
    "three of them": (f"{POD}{POD}{SECOND}", f"{POD}---\n{POD}---\n{SECOND}", 10),
    "in the second document": (f"{POD}---\n{POD}{POD}", f"{POD}---\n{POD}---\n{POD}", 20),
}


@pytest.mark.parametrize("case", TOGETHER)
def test_a_missing_separator_is_put_between_manifests(case: str) -> None:
    text, cleaned, line = TOGETHER[case]
    found = diagnose(text)
    assert found.cleaned == cleaned
    assert found.traces[0].line == line
    assert "no line “---”" in found.traces[0].message


def test_the_prompts_of_a_here_document_are_taken_away_with_it() -> None:
    found = here_document(lines_of(f"$ cat <<EOF | kubectl apply -f -\n{each('> ')}> EOF\n"))
    assert found is not None
    assert [joined(one) for one in found.readings] == [POD]


def test_line_ends_stay_as_they_are() -> None:
    assert diagnose(each("> ").replace("\n", "\r\n")).cleaned == POD.replace("\n", "\r\n")
