"""The commands that create what a pod needs to find, or tell whether it is there."""

from __future__ import annotations

import pytest
import yaml

from podbuilder.kube.kubectl.creation import creation_of, secret_type, wanted_by
from podbuilder.kube.manifest import Manifest

POD = "{kind: Pod, metadata: {name: web%s}, spec: {%s, containers: [{name: app, image: nginx}]}}"
VARIABLE = "initContainers: [{name: i, env: [{name: A, valueFrom: {%sKeyRef: {name: db, key: %s}}}]}]"
VOLUME = "volumes: [{name: v, %s}]"

COMMANDS = {
    "a Secret's variable": (
        VARIABLE % ("secret", "pass"),
        "kubectl create secret generic db --from-literal=pass=VALUE",
    ),
    "a ConfigMap's variable": (VARIABLE % ("configMap", "x"), "kubectl create configmap db --from-literal=x=VALUE"),
    "a key that a shell would read": (
        VARIABLE % ("secret", "'a b'"),
        "kubectl create secret generic db --from-literal='a b'=VALUE",
    ),
    "a Secret with unknown keys": (
        VOLUME % "secret: {secretName: db}",
        "kubectl create secret generic db --from-literal=KEY=VALUE",
    ),
    "files": (
        VOLUME % "configMap: {name: c, items: [{key: b, path: b}, {key: a, path: a}]}",
        "kubectl create configmap c --from-file=a --from-file=b",
    ),
    "a certificate": (
        VOLUME % "secret: {secretName: t, items: [{key: tls.crt, path: a}, {key: tls.key, path: b}]}",
        "kubectl create secret tls t --cert=tls.crt --key=tls.key",
    ),
    "a login": (
        "imagePullSecrets: [{name: r}]",
        "kubectl create secret docker-registry r --docker-server=REGISTRY --docker-username=USER "
        "--docker-password=PASSWORD",
    ),
    "the Secret of a volume": (
        VOLUME % "rbd: {image: i, monitors: [m], secretRef: {name: ceph}}",
        "kubectl create secret generic ceph --type=kubernetes.io/rbd --from-literal=key=VALUE",
    ),
    "a service account": ("serviceAccountName: web", "kubectl create serviceaccount web"),
    "a priority class": ("priorityClassName: high", "kubectl create priorityclass high --value=1000"),
    "a node": ("nodeName: node-1", "kubectl get node node-1"),
    "a storage class": (
        VOLUME % "ephemeral: {volumeClaimTemplate: {spec: {storageClassName: s}}}",
        "kubectl get storageclass s",
    ),
    "a scheduler": ("schedulerName: s", ""),
}


@pytest.mark.parametrize("case", COMMANDS.values(), ids=COMMANDS)
def test_the_command(case: tuple[str, str]) -> None:
    (found,) = wanted_by(Manifest.read(POD % ("", case[0])), "1.36")
    assert found.command == case[1]
    assert found.creates == found.command.startswith(("kubectl create", "kubectl apply"))
    assert found.consequence.endswith(".")


OBJECTS = {
    "a claim": (VOLUME % "persistentVolumeClaim: {claimName: data}", "PersistentVolumeClaim", "v1"),
    "a runtime class": ("runtimeClassName: gvisor", "RuntimeClass", "node.k8s.io/v1"),
    "a resource claim": ("resourceClaims: [{name: a, resourceClaimName: b}]", "ResourceClaim", "resource.k8s.io/v1"),
    "a template of them": (
        "resourceClaims: [{name: a, resourceClaimTemplateName: b}]",
        "ResourceClaimTemplate",
        "resource.k8s.io/v1",
    ),
}


@pytest.mark.parametrize("case", OBJECTS.values(), ids=OBJECTS)
def test_an_object_that_kubectl_reads(case: tuple[str, str, str]) -> None:
    spec, kind, api = case
    (found,) = wanted_by(Manifest.read(POD % ("", spec)), "1.36")
    lines = found.command.splitlines()
    assert (lines[0], lines[-1], found.creates) == ("kubectl apply -f - <<'EOF'", "EOF", True)
    written = yaml.safe_load("\n".join(lines[1:-1]))
    assert (written["kind"], written["apiVersion"]) == (kind, api)
    assert written["metadata"]["name"] == found.prerequisite.name


def test_a_version_without_claims_of_that_form_is_only_asked() -> None:
    pod = POD % ("", "resourceClaims: [{name: a, source: {resourceClaimName: b}}]")
    (found,) = wanted_by(Manifest.read(pod), "1.30")
    assert (found.command, found.creates) == ("kubectl get resourceclaim b", False)


def test_the_namespace_is_part_of_the_command() -> None:
    namespace, account = wanted_by(Manifest.read(POD % (", namespace: shop", "serviceAccountName: web")), "1.36")
    assert namespace.command == "kubectl create namespace shop"
    assert account.command == "kubectl create serviceaccount -n shop web"


def test_what_may_be_missing_is_said_to_be_optional() -> None:
    pod = POD % ("", VOLUME % "secret: {secretName: a, optional: true}")
    assert [one.consequence for one in wanted_by(Manifest.read(pod), "1.36")] == ["Optional: the pod runs without it."]


BESIDE = "---\n{kind: %s, metadata: {name: web%s}}\n"
IN_FILE = {
    "quiet - another kind": (BESIDE % ("Service", ""), False),
    "quiet - another namespace": (BESIDE % ("ServiceAccount", ", namespace: b"), False),
    "without a namespace": (BESIDE % ("ServiceAccount", ""), True),
    "in the same namespace": (BESIDE % ("ServiceAccount", ", namespace: a"), True),
}


@pytest.mark.parametrize("case", IN_FILE.values(), ids=IN_FILE)
def test_what_stands_in_the_same_file(case: tuple[str, bool]) -> None:
    text = POD % (", namespace: a", "serviceAccountName: web") + "\n" + case[0]
    found = {one.prerequisite.kind: one.prerequisite.is_in_file for one in wanted_by(Manifest.read(text), "1.36")}
    assert found == {"Namespace": False, "ServiceAccount": case[1]}


STATEFUL_SET = """\
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  template: {spec: {serviceAccountName: db, containers: [{name: db, image: postgres:17}]}}
  volumeClaimTemplates:
  - {metadata: {name: data}, spec: {storageClassName: fast}}
"""


def test_what_the_workload_around_the_pod_names() -> None:
    found = wanted_by(Manifest.read(STATEFUL_SET), "1.36")
    assert [(one.prerequisite.kind, one.prerequisite.uses[0].is_around) for one in found] == [
        ("Namespace", True),
        ("ServiceAccount", False),
        ("StorageClass", True),
    ]
    assert str(found[2].prerequisite.uses[0].path) == "spec.volumeClaimTemplates[0].spec.storageClassName"


TYPES = {
    "a variable": (VARIABLE % ("secret", "pass"), "Opaque"),
    "a login": ("imagePullSecrets: [{name: r}]", "kubernetes.io/dockerconfigjson"),
    "a certificate": (
        VOLUME % "secret: {secretName: t, items: [{key: tls.crt, path: a}, {key: tls.key, path: b}]}",
        "kubernetes.io/tls",
    ),
    "a volume's own": (VOLUME % "rbd: {monitors: [m], image: i, secretRef: {name: r}}", "kubernetes.io/rbd"),
}


@pytest.mark.parametrize(("fields", "expected"), TYPES.values(), ids=TYPES)
def test_the_type_of_a_secret(fields: str, expected: str) -> None:
    manifest = Manifest.read(POD % ("", fields))
    assert secret_type(wanted_by(manifest, "1.36")[0].prerequisite) == expected


def test_the_command_of_one_object() -> None:
    manifest = Manifest.read(POD % ("", VARIABLE % ("secret", "pass")))
    one = wanted_by(manifest, "1.36")[0].prerequisite
    assert creation_of(one, "shop", "1.36") == "kubectl create secret generic -n shop db --from-literal=pass=VALUE"
