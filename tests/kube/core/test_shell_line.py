"""Words reach a program as they are, in each shell; what a shell cannot say, it does not say."""

from __future__ import annotations

import subprocess

import pytest

from podbuilder.kube.core.shell_line import (
    AT_THE_PROMPT,
    DELAYED,
    NO_LINE_BREAK,
    NUL,
    OLD_POWERSHELL,
    Shell,
    join,
    quote,
    shell_line,
)
from tests.support.shell_readers import read_cmd, read_powershell

# What somebody might have in an environment; none of it may get into a command.
VARIABLES = {"PATH": "C:\\Windows", "HOME": "x"}
PLAIN = ["web", "web-1.shop", "deployment/web", "-n", "--", "/bin/sh", "--image=nginx:1.27", "--tail=20", "10"]
WORDS = {
    "plain": PLAIN,
    "blanks": ["a b", " ", "a\tb"],
    "an empty word": [""],
    "quotes": ["it's", 'say "so"', "both ' and \"", '"', "'", "''", '""', "‘curly’ ‚quotes‛ and “these”"],
    "dollars and backticks": ["$HOME", "$(id)", "`id`", "${HOME}", "a$"],
    "percents": ["%PATH%", "100%", "%%", "%PATH:~0,1%", 'a "%PATH%" b', "%^PATH%", "%", "% PATH %"],
    "exclamation marks": ["!PATH!", "hi!", "!!", "a !x! b"],
    "carets": ["^", "a^b", "^^", 'a ^ "b"'],
    "what ends a command": ["a;b", "a&b", "a|b", "a>b", "a<b", "(a)", 'a" & b', "a && b || c"],
    "backslashes": ["\\", "a\\", "a b\\", 'a\\"b', "a\\\\", "C:\\Program Files\\", '\\\\"'],
    "patterns": ["*", "?", "[a]", "~", "~root", "{a,b}", "a,b", "@a", "#a", "a#b", "@{u}"],
    "what looks like a parameter": ["-a.b", "-x:y", "-1", "--a:b", "-c=x.y", "--%", "-"],
    "numbers with units": ["1kb", "0x10", "1e3", "10.5", "007"],
    "expressions": ["{.status.phase}", "--for=jsonpath={.status.phase}=Running", "app in (a,b)", "!app"],
    "other alphabets": ["größe", "名前", "é"],
}
BREAKS = ["a\nb", "\n", "a\r\nb", "a\n'b'"]


@pytest.mark.parametrize("case", WORDS)
def test_sh(case):
    words = [*WORDS[case], *BREAKS]
    line = shell_line(words)
    said = subprocess.run(["sh", "-c", f"printf '%s\\0' {line.text}"], capture_output=True, check=True)
    assert said.stdout.decode().split("\0")[:-1] == words
    assert line.notes == ()


@pytest.mark.parametrize("case", WORDS)
def test_powershell(case):
    words = [*WORDS[case], *BREAKS]
    line = shell_line(words, Shell.POWERSHELL)
    assert read_powershell(line.text) == words
    assert line.notes == ((OLD_POWERSHELL,) if any(not word or '"' in word for word in words) else ())


@pytest.mark.parametrize("case", WORDS)
def test_cmd(case):
    for word in WORDS[case]:
        line = shell_line(["kubectl", word, "x"], Shell.CMD)
        assert read_cmd(line.text, VARIABLES) == ["kubectl", word, "x"], line.text


LINES = {
    "nothing to quote": (["kubectl", "get", "pod", "web"], *["kubectl get pod web"] * 3),
    "a blank": (["a b"], "'a b'", "'a b'", '"a b"'),
    "an apostrophe": (["it's"], "'it'\"'\"'s'", "'it''s'", '"it\'s"'),
    "a double quote": (['a"b'], "'a\"b'", "'a\"b'", r"^" r'"a\^"b^"'),
    "a variable": (["%PATH%"], "%PATH%", "'%PATH%'", '^"%^PATH%^"'),
    "a list": (["a,b"], "a,b", "'a,b'", '"a,b"'),
}


@pytest.mark.parametrize("case", LINES)
def test_how_it_looks(case):
    words, *lines = LINES[case]
    assert [shell_line(words, shell).text for shell in Shell] == lines


def test_what_a_shell_cannot_say():
    assert [shell_line(["a\0b"], shell) for shell in Shell] == [("", (NUL,))] * 3
    for word in BREAKS:
        assert shell_line(["a", word], Shell.CMD) == ("", (NO_LINE_BREAK,))


def test_what_a_shell_says_only_so():
    assert shell_line(["50%"], Shell.CMD).notes == (AT_THE_PROMPT,)
    assert shell_line(["hi!"], Shell.CMD).notes == (DELAYED,)
    assert shell_line(["hi!", "50%"], Shell.CMD).notes == (AT_THE_PROMPT, DELAYED)


def test_words_of_a_posix_shell_alone():
    assert (quote("a b"), join(["a", "b c"])) == ("'a b'", "a 'b c'")
    assert [shell.label for shell in Shell] == ["sh, bash, zsh", "PowerShell", "cmd"]
