"""--profile takes a name or a file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from podbuilder.cli.command import CommandError
from podbuilder.cli.profile_option import add_profile_option, read_profile_option
from podbuilder.kube import lint


def test_without_it_the_default_profile_applies() -> None:
    parser = argparse.ArgumentParser()
    add_profile_option(parser)
    assert read_profile_option(parser.parse_args([]).profile) is lint.DEFAULT


@pytest.mark.parametrize("name", lint.NAMED)
def test_a_name(name: str) -> None:
    assert read_profile_option(name) == lint.profile_named(name)


def test_a_file(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("name: Payments\nrules: {host-pid: off}\n", encoding="utf-8")
    assert read_profile_option(str(file)).name == "Payments"


REFUSED = {
    "a folder": (
        None,
        ": this is neither the name of a profile (default, strict, course, pod-security, all) nor a file",
    ),
    "a rule that there is not": ("rules:\n  host-pit: off\n", ":2:3: There is no such rule; host-pid is"),
    "an empty file": ("", ": A profile is one YAML document"),
    "a text that is too long": ("#" * 300_000, ": This text is longer than 64 KiB"),
}


@pytest.mark.parametrize(("text", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read(tmp_path: Path, text: str | None, words: str) -> None:
    file = tmp_path / "own.yaml"
    if text is None:
        file.mkdir()
    else:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        read_profile_option(str(file))
    assert str(refused.value).startswith(f"{file}{words}")


GOOD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: app\n    image: nginx:1.27\n"
POD = {"metadata": {"name": "web"}, "spec": {"containers": [{"name": "app", "image": "nginx"}]}}


def test_a_profile_decides_which_advice_is_given(run):
    found = {}
    for profile in ("course", "default", "all"):
        options = ("--input", "jsonl", "--format", "json", "--profile", profile)
        answer = json.loads(run("-", *options, stdin=json.dumps(POD)).out[0])
        found[profile] = {(f["rule"], f["container"]) for f in answer["findings"]}
    assert ("image-tag-mutable", "app") in found["course"]
    assert found["course"] < found["default"] < found["all"]
    assert any(container is None for _, container in found["default"])


OWN = """\
name: Payments
rules: {image-tag-mutable: critical, run-as-non-root: off}
settings: {allowedRegistries: [registry.example.com]}
"""


def test_a_profile_of_ones_own(run):
    done = run("pod.yaml", "--profile", "own.yaml", files={"pod.yaml": GOOD.replace(":1.27", ""), "own.yaml": OWN})
    said = "\n".join(done.out)
    assert done.status == 0
    assert done.out[0].startswith("pod.yaml:8:5: critical: spec.containers[0].image: ")
    assert "[image-registry-not-allowed]" in said
    assert "[run-as-non-root]" not in said


@pytest.mark.parametrize(
    ("files", "words"),
    {
        "none": ({}, "own.yaml: this is neither the name of a profile (default, strict, course, pod-security, all)"),
        "wrong": ({"own.yaml": "rules:\n  host-pit: off\n"}, "own.yaml:2:3: There is no such rule; host-pid is"),
        "empty": ({"own.yaml": ""}, "own.yaml: A profile is one YAML document"),
        "long": ({"own.yaml": "#" * 300_000}, "own.yaml: This text is longer than 64 KiB"),
    }.values(),
    ids=["none", "wrong", "empty", "long"],
)
def test_a_profile_that_cannot_be_read(run, files, words):
    done = run("pod.yaml", "--profile", "own.yaml", files={"pod.yaml": GOOD, **files})
    assert (done.status, done.out) == (2, [])
    assert done.err[0].startswith(f"podbuilder review: {words}")
