"""A paste becomes its commands, and everything else is told."""

from __future__ import annotations

from collections import Counter

import pytest

from podbuilder.kube.core.limits import MAX_COMMAND_WORDS, MAX_COMMANDS, MAX_PASTE
from podbuilder.kube.importers.docker_run.engine_grammar import ENGINES
from podbuilder.kube.importers.import_result import ImportRefused
from podbuilder.kube.importers.shell.ordinals import ordinals
from podbuilder.kube.importers.shell.paste import read_paste

PASTES = {
    "a command": ("docker run nginx", ["nginx"], []),
    "prompts": (
        "$ docker run a\n# docker run b\n> docker run c\n"
        "PS C:\\> docker run d\nhost:~$ docker run e\n[h ~]# docker run f",
        list("abcdef"),
        ["$", "#", ">", "PS C:\\>", "host:~$", "[h ~]#"],
    ),
    "a document": ("# Title\n\n```sh\ndocker run a\n```\nDon't worry.\n", ["a"], ["# Title ```sh", "``` Don't worry."]),
    "a sentence": ("Start it by `docker run -d a`.", ["-d a"], ["Start it by"]),
    "joined lines": ("docker run \\\n  -d \\\n  a\n", ["-d a"], []),
    "lines joined before the program": ("sudo \\\n docker run a", ["a"], ["sudo"]),
    "lines joined with blanks behind": ("docker run \\  \n a", ["a"], ["\\"]),
    "a comment": ("docker run a # this is why\n", ["a"], ["#"]),
    "a comment between joined lines": ("docker run -d \\\n# why\n a", ["-d"], ["#", "a"]),
    "another command": ("docker run a && curl localhost", ["a"], ["&& curl localhost"]),
    "something secret": ("export PASSWORD=hunter2\ndocker run a", ["a"], ["export PASSWORD=…"]),
    "another line that speaks of docker": ("The docker don't\ndocker run a", ["a"], ["The docker don't"]),
}


@pytest.mark.parametrize(("text", "commands", "asides"), PASTES.values(), ids=PASTES)
def test_a_paste_is_read(text: str, commands: list[str], asides: list[str]) -> None:
    paste = read_paste(text, ENGINES)
    assert [" ".join(word.text for word in command.words) for command in paste.commands] == commands
    assert [aside.at for aside in paste.asides] == asides


@pytest.mark.parametrize("text", [text for text, _, _ in PASTES.values()], ids=PASTES)
def test_no_word_is_lost(text: str) -> None:
    paste = read_paste(text, ENGINES)
    told = Counter(number for aside in paste.asides for number in aside.ordinals)
    told += Counter(number for command in paste.commands for number in command.ordinals)
    told += Counter(number for command in paste.commands for word in command.words for number in word.ordinals)
    assert set(told) == {number for number in ordinals(text) if number >= 0}


REFUSED = {
    "nothing": ("", "no command here"),
    "another command": ("docker ps", "no command here"),
    "a quote that is never closed": ("docker ps\n docker run -e 'A=b nginx", "in line 2 is never closed"),
    "a long text": ("x" * (MAX_PASTE + 1), "200,000 characters"),
    "many commands": ("docker run x\n" * (MAX_COMMANDS + 1), "51 commands"),
    "many words": ("docker run x" + " y" * MAX_COMMAND_WORDS, "2,000 words"),
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_read(text: str, reason: str) -> None:
    with pytest.raises(ImportRefused, match=reason):
        read_paste(text, ENGINES)
