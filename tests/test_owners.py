"""What the code knows is written down in one place: each fact has an owner, and nobody else spells it out."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from podbuilder.builder.advice import advice
from podbuilder.builder.pages import yaml_pane
from podbuilder.kube import catalogue
from podbuilder.kube.core import (
    affinity_fields,
    annotation_keys,
    capability_names,
    document,
    go_strings,
    label_keys,
    nearest_word,
    placeholder,
    shell_line,
    whole_number,
)
from podbuilder.kube.manifest import file_name
from podbuilder.kube.secret_scanning import name_heuristics
from podbuilder.kube.validation import ephemeral_claims
from podbuilder.kube.yamltext import parse, source
from podbuilder.web import limits

PACKAGE = Path(__file__).resolve().parent.parent / "podbuilder"


class Fact(NamedTuple):
    """A pattern of code, as `ast.unparse` writes it, and the modules that may have it."""

    pattern: str
    owners: tuple[ModuleType, ...] = ()


FACTS = {
    # schemas/kinds/ has them.
    "which kinds hold pods": Fact(r"'(?:Deployment|ReplicaSet|StatefulSet|DaemonSet|CronJob)', '[A-Z]"),
    "the apiVersion of a kind": Fact(r"'(?:apps|batch)/v1'"),
    "where a CronJob has its pod": Fact(r"'jobTemplate', 'spec', 'template'"),
    "annotations for seccomp and AppArmor": Fact(
        r"(?:seccomp|apparmor)\.security\.\w+\.kubernetes", (annotation_keys,)
    ),
    "labels that controllers give": Fact(r"'(?:job-name|controller-uid|pod-template-hash)'", (label_keys,)),
    "the fields of an affinity": Fact(r"DuringSchedulingIgnored", (affinity_fields,)),
    "capabilities that Pod Security allows": Fact(r"'AUDIT_WRITE'", (capability_names,)),
    "annotations that tools write": Fact(r"(?:kubectl|deployment)\.kubernetes\.io/", (annotation_keys,)),
    "what Go takes for white space": Fact(r"\\u2003", (go_strings,)),
    # Upstream refuses the same in a claim's template, each in its own way: test_ephemeral_claims.py compares them.
    "metadata that servers write": Fact(r"'managedFields'", (catalogue, ephemeral_claims)),
    "what a removal leaves empty": Fact(r"while len\((?:path|at)\) > \d and", (document,)),
    "a value that is not there": Fact(r"MISSING\b.* = ", (document,)),
    "which texts are whole numbers": Fact(r"\.is(?:decimal|digit|numeric)\(", (whole_number,)),
    "how a text becomes a tree": Fact(r"\bstream\.(?:check|split|read|decode)\(|\bTree\(", (parse,)),
    "how placeholders are written": Fact(r"<param:", ()),
    "the names of placeholders": Fact(r"a-z0-9_-\]\{0,39\}", (placeholder,)),
    "what files of manifests are called": Fact(r"def file_name\((?!self)", (file_name,)),
    "which names and values are credentials": Fact(r"PASSW\w*\|", (name_heuristics,)),
    "where lines end": Fact(r"\\r\\n\|\\n\|\\r|\\\\r\\\\n\|\\\\n\|\\\\r", (source,)),
    # Lines are compared by core/alignment.py alone, whose time is bounded; difflib's grows with the cube.
    "what difflib may compare": Fact(r"\bdifflib\b", (nearest_word,)),
    "how shells quote": Fact(r"\bshlex\.(?:quote|join)\b", (shell_line,)),
    "the colours of severities": Fact(r"'serious': '", (advice,)),
    "how long the bin keeps things": Fact(r"timedelta\(days=30\)", (limits,)),
    "the colours of YAML": Fact(r"'key': 'tok-key'", (yaml_pane,)),
}


@cache
def code() -> dict[Path, str]:
    """Every module without its comments and docstrings, by its path."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node):
                    node.body[0] = ast.Pass()
            found[path] = ast.unparse(tree)
    return found


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_has_one_owner(name: str) -> None:
    pattern, owners = FACTS[name]
    allowed = {Path(str(owner.__file__)).resolve() for owner in owners}
    found = {path for path, text in code().items() if re.search(pattern, text)}
    assert found == allowed


# In scripts, which are not Python: what only elements.js says.
SHARED_BY_SCRIPTS = ("getElementById", "createElementNS", "isWithin = ")


@pytest.mark.parametrize("text", SHARED_BY_SCRIPTS)
def test_scripts_share_what_they_all_need(text: str) -> None:
    scripts = PACKAGE.parent / "static" / "js"
    assert [path.name for path in sorted(scripts.glob("*.js")) if text in path.read_text(encoding="utf-8")] == [
        "elements.js"
    ]
