"""What the rules for a pod's placement mean, in one sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.core.affinity_fields import PREFERRED, REQUIRED
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import SPEC

# The well-known topology keys, with the singular and plural of their domains.
PLACES = {
    "kubernetes.io/hostname": ("node", "nodes"),
    "topology.kubernetes.io/zone": ("zone", "zones"),
    "failure-domain.beta.kubernetes.io/zone": ("zone", "zones"),
    "topology.kubernetes.io/region": ("region", "regions"),
    "failure-domain.beta.kubernetes.io/region": ("region", "regions"),
}


def sentences(pod: Document) -> list[tuple[FieldPath, str]]:
    """The path of each placement rule of a pod, and what it means. Rules that are too incomplete are left out."""
    spec = pod.get("spec")
    spec = spec if isinstance(spec, dict) else {}
    found = [
        *_node_affinity(_dict(_dict(spec, "affinity"), "nodeAffinity"), SPEC.child("affinity", "nodeAffinity")),
        *_pod_affinity(spec, "podAffinity", "share"),
        *_pod_affinity(spec, "podAntiAffinity", "not share"),
        *(
            (SPEC.child("topologySpreadConstraints").index(i), spread(item))
            for i, item in _items(spec, "topologySpreadConstraints")
        ),
        *((SPEC.child("tolerations").index(i), toleration(item)) for i, item in _items(spec, "tolerations")),
    ]
    return [(path, text) for path, text in found if text]


def toleration(item: Mapping[str, Any]) -> str:
    """“May run on nodes tainted nvidia.com/gpu, any effect.”"""
    key, value, effect = item.get("key"), item.get("value"), item.get("effect")
    if not key:
        taint = "any taint" if item.get("operator") == "Exists" else ""
    elif item.get("operator") in ("Exists", "Lt", "Gt"):
        bound = {"Lt": f" less than {value}", "Gt": f" more than {value}"}.get(item["operator"], "")
        taint = f"{key}{bound}"
    else:
        taint = f"{key}={value or ''}"
    if not taint:
        return ""
    said = f"May run on nodes {'with' if not key else 'tainted'} {taint}, {effect or 'any effect'}"
    seconds = item.get("tolerationSeconds")
    if type(seconds) is int and effect == "NoExecute":
        said += f", for {seconds} s after the taint appears" if seconds > 0 else ", and is evicted at once"
    return f"{said}."


def spread(item: Mapping[str, Any]) -> str:
    """“Spread over zones, at most 1 apart; refuse otherwise.”"""
    key, skew = item.get("topologyKey"), item.get("maxSkew")
    if not isinstance(key, str) or not key or type(skew) is not int:
        return ""
    over = PLACES[key][1] if key in PLACES else f"nodes’ {key}"
    otherwise = "prefer that" if item.get("whenUnsatisfiable") == "ScheduleAnyway" else "refuse otherwise"
    pods = selector(item.get("labelSelector"))
    whose = f"Pods {pods} spread" if pods else "Spread"
    domains = item.get("minDomains")
    least = f", over {domains} at least" if type(domains) is int and domains > 1 else ""
    return f"{whose} over {over}, at most {skew} apart{least}; {otherwise}."


def node_terms(terms: Any) -> str:
    """The nodes that match one of the terms: “whose gpu is a100 or h100”."""
    fitting = [_node_term(term) for term in terms if isinstance(term, dict)] if isinstance(terms, list) else []
    return ", or ".join(text for text in fitting if text)


def _node_term(term: Mapping[str, Any]) -> str:
    expressions = [expression(item) for _, item in _items(term, "matchExpressions")]
    fields = [expression({**item, "key": "name"}) for _, item in _items(term, "matchFields")]
    said = [text for text in (*expressions, *fields) if text]
    return f"whose {' and '.join(said)}" if said else ""


def expression(item: Mapping[str, Any]) -> str:
    """One requirement on a label: “gpu is a100 or h100”, “gpu is set”."""
    key, given = item.get("key"), item.get("values")
    values = [str(value) for value in given] if isinstance(given, list) else []
    if not key:
        return ""
    match item.get("operator"):
        case "Exists":
            return f"{key} is set"
        case "DoesNotExist":
            return f"{key} is not set"
        case "In" if values:
            return f"{key} is {_any_of(values)}"
        case "NotIn" if values:
            return f"{key} is not {_any_of(values)}"
        case "Gt" if values:
            return f"{key} is above {values[0]}"
        case "Lt" if values:
            return f"{key} is below {values[0]}"
    return ""


def selector(value: Any) -> str:
    """The pods that a label selector selects: “labelled app=web”; "" without a selector."""
    if not isinstance(value, dict):
        return ""
    labels = value.get("matchLabels")
    said = [f"{key}={text}" for key, text in labels.items()] if isinstance(labels, dict) else []
    said += [text for _, item in _items(value, "matchExpressions") if (text := expression(item))]
    return f"labelled {' and '.join(said)}" if said else "of any label"


def _node_affinity(affinity: Mapping[str, Any], path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    fitting = node_terms(_dict(affinity, REQUIRED).get("nodeSelectorTerms"))
    yield path.child(REQUIRED), f"Only on nodes {fitting}." if fitting else ""
    for i, item in _items(affinity, PREFERRED):
        fitting = _node_term(_dict(item, "preference"))
        yield path.child(PREFERRED).index(i), f"Preferably on nodes {fitting}{_weight(item)}." if fitting else ""


def _pod_affinity(spec: Mapping[str, Any], name: str, verb: str) -> Iterator[tuple[FieldPath, str]]:
    affinity, path = _dict(_dict(spec, "affinity"), name), SPEC.child("affinity", name)
    for i, term in _items(affinity, REQUIRED):
        said = _pod_term(term)
        yield path.child(REQUIRED).index(i), f"Must {verb} {said}." if said else ""
    for i, item in _items(affinity, PREFERRED):
        said = _pod_term(_dict(item, "podAffinityTerm"))
        yield path.child(PREFERRED).index(i), f"Should {verb} {said}{_weight(item)}." if said else ""


def _pod_term(term: Mapping[str, Any]) -> str:
    key, pods = term.get("topologyKey"), selector(term.get("labelSelector"))
    if not isinstance(key, str) or not key or not pods:
        return ""
    place = f"a {PLACES[key][0]}" if key in PLACES else f"nodes of one {key}"
    given = term.get("namespaces")
    spaces = [str(name) for name in given] if isinstance(given, list) else []
    within = f" in the namespace {_any_of(spaces)}" if spaces else ""
    return f"{place} with pods {pods}{within}"


def _weight(item: Mapping[str, Any]) -> str:
    weight = item.get("weight")
    return f" (weight {weight} of 100)" if type(weight) is int else ""


def _any_of(values: list[str]) -> str:
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} or {values[-1]}"


def _dict(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    inner = value.get(name)
    return inner if isinstance(inner, dict) else {}


def _items(value: Mapping[str, Any], name: str) -> list[tuple[int, Mapping[str, Any]]]:
    items = value.get(name)
    return [(i, item) for i, item in enumerate(items if isinstance(items, list) else ()) if isinstance(item, dict)]
