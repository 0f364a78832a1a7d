"""Whether real pods can be given all the companions that they are offered, so that the file holds together.

    python benchmarks/companions.py [EVERY]

Each accepted pod of the corpus of real manifests (beside the project, in ../shared) gets everything that it is
offered. The file must still be accepted, its own lines stand there to the letter but for what the notes name, its
references agree, and the strict profile must find nothing in the pod that it did not find before. Each new object must
be what its kind's schema says, and servers of two versions must take it without a warning. With EVERY, only each so
many-th manifest is tried.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from podbuilder.kube import lint
from podbuilder.kube.catalogue import schemas
from podbuilder.kube.companions.judgement import judge
from podbuilder.kube.companions.kinds import kind_of
from podbuilder.kube.file_references.file_check import file_findings
from podbuilder.kube.manifest import Manifest, ManifestError, write
from podbuilder.kube.manifest.neighbours import objects_of
from podbuilder.kube.proposed_companions.companions import AddedCompanions, add, offers
from podbuilder.kube.review import review_manifest

CORPUS = Path(__file__).resolve().parents[2] / "shared/corpus/realworld.jsonl.gz"
VERSION = "1.36"
JUDGES = (VERSION, "1.33")
# Of these there is no schema in Kubernetes' own.
CUSTOM = ("HTTPRoute",)


def manifests(every: int = 1) -> Iterator[tuple[str, Manifest]]:
    """The accepted manifests of the corpus as they were found; of unreadable ones, the pods that they hold."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as file:
        for number, row in enumerate(map(json.loads, file)):
            if number % every or not row["verdicts"][VERSION]["accepted"]:
                continue
            try:
                manifest = Manifest.read(row["yaml"])
            except ManifestError:
                manifest = Manifest.read(write(row["pod"]))
            yield row["id"], manifest


def loud(manifest: Manifest) -> Counter[str]:
    """How often each rule of the strict profile speaks, of those that warn or worse."""
    rules, found = lint.all_rules(), review_manifest(manifest, VERSION, lint.STRICT).findings
    return Counter(one.rule for one in found if rules[one.rule].rule.severity >= lint.Severity.WARNING)


def complaints(before: Manifest, after: AddedCompanions) -> Iterator[str]:
    """What is wrong with a file, in words that are counted."""
    if after.refused:
        yield f"refused: {after.refused[0].slug}: {after.refused[0].sentence}"
    changed = after.manifest
    is_accepted = review_manifest(before, VERSION).accepted
    if is_accepted and not review_manifest(changed, VERSION).accepted:
        yield "not accepted"
    if not any(not note.slug and note.outcome != "open" for note in after.notes):
        text = before.text
        is_kept = changed.text.startswith(text) or changed.text.endswith(text) or bool(before.object_path)
        yield from () if is_kept else ("not to the letter",)
    known = {one.sentence for one in file_findings(before, VERSION)}
    for one in file_findings(changed, VERSION):
        if one.sentence not in known:
            yield f"references: {one.sentence}"
    if more_rules := loud(changed) - loud(before):
        yield f"strict: {', '.join(more_rules)}"
    objects = list(objects_of(changed.tree.source))
    for whole in objects[len(list(objects_of(before.tree.source))) :]:
        yield from misfits(whole)
        # What is wrong with the object around a pod, its namespace say, is wrong with what stands beside it.
        yield from verdicts(whole) if is_accepted else ()


def verdicts(one: dict[str, Any]) -> Iterator[str]:
    """What servers refuse of an object, and what they warn of."""
    kind = kind_of(one)
    if kind is None:
        yield f"verdict: {one['kind']} {one['apiVersion']} is not judged"
        return
    for version in JUDGES:
        found = judge(one, kind, version)
        yield from (f"verdict: {kind.name} {version}: {error.path}: {error.detail}" for error in found.errors)
        # A certificate has no value yet.
        warnings = found.warnings if kind.name != "Secret" else []
        yield from (f"verdict: {kind.name} {version}: warning: {warning.message}" for warning in warnings)


def misfits(one: dict[str, Any]) -> Iterator[str]:
    """What the schema says of an object."""
    group, _, version = one["apiVersion"].rpartition("/")
    name = f"{one['kind']}-{group.partition('.')[0]}-{version}" if group else f"{one['kind']}-{version}"
    if one["kind"] not in CUSTOM:
        for error in schema_of(name.lower()).iter_errors(one):
            yield f"schema: {one['kind']}: {error.message}"


@cache
def schema_of(name: str) -> Draft7Validator:
    """The strict schema of a kind, as the package kubernetes-validate has it."""
    folder = schemas.packaged() / f"v{VERSION}.0-local-strict"
    texts = ((folder / file).read_text(encoding="utf-8") for file in ("_definitions.json", f"{name}.json"))
    definitions, own = (json.loads(re.sub(r'"\$ref": "[^"#]*#', '"$ref": "#', text)) for text in texts)
    return Draft7Validator({**own, "$defs": definitions["$defs"]})


def main(every: int = 1, shown: int = 30) -> int:
    if not CORPUS.exists():
        print(f"nothing to measure: there is no {CORPUS.name} beside the project")
        return 0
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    spent = checked = 0.0
    for name, manifest in manifests(every):
        began = time.perf_counter()
        possible = [offer for offer in offers(manifest, VERSION) if offer.can_be_added]
        after = add(manifest, {offer.slug: {} for offer in possible}, VERSION)
        spent += time.perf_counter() - began
        began = time.perf_counter()
        file_findings(after.manifest, VERSION)
        checked += time.perf_counter() - began
        kinds.update(offer.kind for offer in possible)
        counts["pods"] += 1
        for word in complaints(manifest, after):
            counts[word.partition(":")[0]] += 1
            if shown:
                shown -= 1
                print(f"  {name}: {manifest.kind}: {word}")
    pods = counts.pop("pods")
    print(f"{pods} pods were given {kinds.total()} companions: {dict(kinds.most_common())}")
    for word, number in counts.items():
        print(f"  {word}: {number}")
    print(f"{1000 * spent / pods:.1f} ms to offer and add them, {1000 * checked / pods:.2f} ms to check the references")
    return int(bool(counts))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
