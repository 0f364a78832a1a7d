"""How many public pods have a field."""

from __future__ import annotations

from podbuilder.kube.catalogue import field_usage, load
from podbuilder.kube.catalogue.field_usage import METADATA, usage_of
from podbuilder.kube.catalogue.paths import resolve


def test_common_fields_are_counted_and_others_are_not() -> None:
    assert usage_of("spec.containers") > usage_of("spec.volumes") > usage_of("spec.volumes[].name") > 4000
    assert usage_of("spec.volumes[].storageos.volumeNamespace") == usage_of("spec.nonsense") == 0


def test_metadata_comes_before_all_that_is_counted() -> None:
    counts = [usage_of(pattern) for pattern in METADATA]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > usage_of("spec.containers")


def test_every_line_names_a_field_once_the_commonest_first() -> None:
    lines = [line.split() for line in field_usage.FILE.read_text().splitlines() if not line.startswith("#")]
    fields = load("1.36")
    for _, pattern in lines:
        assert resolve(fields.root, pattern.replace("[]", "[0]"))
    assert len({pattern for _, pattern in lines}) == len(lines) > 300
    counts = [int(count) for count, _ in lines]
    assert counts == sorted(counts, reverse=True)
