"""How commands are recognised."""

from __future__ import annotations

import pytest

from podbuilder.kube.importers.shell.command_grammar import program_of

PROGRAMS = {
    "docker": "docker",
    "/usr/bin/docker": "docker",
    "Docker.EXE": "docker",
    "C:\\Program Files\\Docker\\docker.exe": "docker",
    "microk8s.kubectl": "microk8s.kubectl",
    "": "",
}


@pytest.mark.parametrize(("word", "program"), PROGRAMS.items())
def test_the_program_that_a_word_runs(word: str, program: str) -> None:
    assert program_of(word) == program
