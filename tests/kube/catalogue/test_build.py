"""How schema, overlay and history become the description of a field."""

from __future__ import annotations

import pytest

from podbuilder.kube import catalogue
from podbuilder.kube.catalogue import schemas
from podbuilder.kube.catalogue.build import Builder

POD = catalogue.load("1.36")


def spec(text, version="1.36"):
    known = catalogue.load(version)
    found = known.field(known.resolve(text))
    assert found is not None
    return found


def test_what_the_schema_says():
    port = spec("spec.containers[0].ports[0].containerPort")
    assert port.pattern == "spec.containers[].ports[].containerPort"
    assert port.name == "containerPort"
    assert port.required
    assert "pod's IP address" in port.doc
    assert port.format == "int32"


def test_what_the_overlay_says():
    port = spec("spec.containers[0].ports[0].containerPort")
    assert (port.label, port.minimum, port.maximum, port.placeholder) == ("Port", 1, 65535, "8080")
    policy = spec("spec.restartPolicy")
    assert policy.choices == ("Always", "OnFailure", "Never")
    assert policy.default == "Always"
    assert policy.choice_help["Never"].endswith(".")
    assert spec("spec.terminationGracePeriodSeconds").unit == "s"
    assert spec("spec.volumes[0].emptyDir").presence
    assert spec("spec.containers[0].env[0].value").multiline
    assert spec("spec.containers[0].env").keys == ("name",)
    assert spec("spec.containers[0].ports").keys == ("containerPort", "protocol")


def test_items_have_constraints_of_their_own():
    modes = spec("spec.volumes[0].ephemeral.volumeClaimTemplate.spec.accessModes")
    assert modes.choices == ()
    assert modes.item is not None
    assert "ReadWriteOncePod" in modes.item.choices


def test_a_choice_comes_with_its_version():
    path = "spec.volumes[0].ephemeral.volumeClaimTemplate.spec.accessModes[0]"
    assert "ReadWriteOncePod" not in spec(path, "1.26").choices
    assert "ReadWriteOncePod" in spec(path, "1.27").choices


def test_unions():
    (source,) = spec("spec.volumes[0]").unions
    assert "emptyDir" in source.branches
    assert not source.required
    assert spec("spec.volumes[0].emptyDir").union == "source"
    assert spec("spec.volumes[0].name").union == ""
    assert "image" not in spec("spec.volumes[0]", "1.30").unions[0].branches


def test_ephemeral_containers_are_containers():
    assert spec("spec.ephemeralContainers[0].image").label == "Image"
    assert spec("spec.ephemeralContainers[0].targetContainerName").label == "Container to look into"


def test_a_field_without_a_label_of_ours_has_a_readable_one():
    assert spec("status.hostIP").label == "Host IP"
    assert spec("status.nominatedNodeName").label == "Nominated node name"
    assert spec("status.podIPs").label == "Pod IPs"


ROOT = schemas.CORE + "Pod"
DEFINITIONS = {
    ROOT: {
        "type": "object",
        "required": ["b"],
        "properties": {
            "a": {"type": "string", "format": "f", "description": "About a."},
            "b": {"type": ["integer", "null"]},
            "c": {"$ref": "#/$defs/x.y.Inner", "description": "Another description."},
            "d": {"type": "array", "items": {"$ref": "#/$defs/x.y.Inner"}, "x-kubernetes-list-map-keys": ["k"]},
            "e": {"type": "object", "additionalProperties": {"type": "string"}},
            "f": {"$ref": f"#/$defs/{schemas.QUANTITY}"},
            "g": {"$ref": f"#/$defs/{schemas.RAW}"},
            "h": {"type": "object"},
        },
    },
    "x.y.Inner": {"type": "object", "description": "About inner.", "properties": {"k": {"type": "boolean"}}},
}
OVERLAY = {
    "Pod": {
        "unions": {"one": {"of": ["b", "a", "gone"]}, "two": {"of": ["f"], "required": False}},
        "fields": {
            "b": {"label": "Bee", "required": False, "minimum": 0, "choices": [{"value": "1", "until": "1.30"}, "2"]},
            "gone": {"label": "Not in this version"},
            "d": {"keys": ["k", "l"], "item": {"placeholder": "p"}},
        },
    }
}
HISTORY = {"c": ("1.30", None), "d[].k": ("1.26", "1.36")}


def built(version="1.36"):
    return Builder(version, schemas.Closure(ROOT, DEFINITIONS), OVERLAY, HISTORY).root()


def test_the_overlays_fields_come_first():
    assert list(built().fields) == ["b", "d", "a", "c", "e", "f", "g", "h"]


def test_what_the_schema_says_of_a_field():
    a = built().fields["a"]
    assert (a.pattern, a.name, a.type, a.format, a.doc, a.label) == ("a", "a", "string", "f", "About a.", "A")
    assert (a.required, a.choices, a.keys, a.item, dict(a.fields), a.api_type) == (False, (), (), None, {}, "")


def test_what_the_overlay_says_of_a_field():
    b = built().fields["b"]
    assert (b.type, b.label, b.required, b.minimum, b.maximum, b.choices) == ("integer", "Bee", False, 0, None, ("2",))
    assert built("1.30").fields["b"].choices == ("1", "2")


def test_types():
    fields = built().fields
    types = {name: (field.type, field.api_type, field.item and field.item.type) for name, field in fields.items()}
    assert types == {
        "a": ("string", "", None),
        "b": ("integer", "", None),
        "c": ("object", "Inner", None),
        "d": ("list", "Inner", "object"),
        "e": ("map", "", "string"),
        "f": ("quantity", "", None),
        "g": ("object", "", None),
        "h": ("object", "", None),
    }


def test_a_fields_own_description_wins():
    assert built().fields["c"].doc == "Another description."
    assert built().fields["d"].item.doc == "About inner."


def test_patterns_and_keys():
    d, e = built().fields["d"], built().fields["e"]
    assert (d.item.pattern, d.item.name, d.item.fields["k"].pattern) == ("d[]", "d", "d[].k")
    assert (d.keys, d.item.placeholder) == (("k", "l"), "p")
    assert e.item.pattern == "e[*]"


def test_ages_are_inherited():
    fields = built().fields
    assert (fields["a"].since, fields["a"].until) == ("1.25", None)
    assert (fields["c"].since, fields["c"].fields["k"].since) == ("1.30", "1.30")
    assert (fields["d"].since, fields["d"].item.fields["k"].since, fields["d"].item.fields["k"].until) == (
        "1.25",
        "1.26",
        "1.36",
    )


def test_unions_have_the_branches_that_there_are():
    root = built()
    assert [(u.name, u.branches, u.required) for u in root.unions] == [
        ("one", ("b", "a"), True),
        ("two", ("f",), False),
    ]
    assert [root.fields[name].union for name in "abcf"] == ["one", "one", "", "two"]


def test_a_built_field_cannot_be_changed():
    with pytest.raises(TypeError):
        built().fields["x"] = None
