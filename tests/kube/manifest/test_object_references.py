"""Objects that a pod names, and another name for one in all of its file."""

from __future__ import annotations

import pytest

from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.object_references import object_named, objects_named
from tests.support.pods import path_of

V = "1.36"
TEXT = """\
apiVersion: v1
kind: Secret
metadata:
  name: login  # made by hand
stringData: {user: login}
---
apiVersion: v1
kind: Secret
metadata: {name: login, namespace: elsewhere}
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  serviceAccountName: login
  volumes:
  - name: login
    secret: {secretName: login}
  - name: data
    persistentVolumeClaim: {claimName: data}
  containers:
  - name: web
    image: nginx:1.27
    envFrom:
    - secretRef: {name: "login"}
    - configMapRef: {name: login}
    env:
    - name: USER
      valueFrom: {secretKeyRef: {name: login, key: user}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: tidy}
spec:
  jobTemplate:
    spec:
      template:
        spec:
          containers:
          - name: tidy
            envFrom: [{secretRef: {name: login}}]
---
apiVersion: v1
kind: Pod
metadata: {name: far, namespace: elsewhere}
spec:
  containers: [{name: far, envFrom: [{secretRef: {name: login}}]}]
---
kind: [
"""
TIDY = "name: tidy\n            envFrom: [{secretRef: {name: login"
# The CronJob names no namespace, so it may be applied into this one; the last pod is in another.
RENAMED = (
    TEXT.replace("name: login  #", "name: key  #")
    .replace("secretName: login", "secretName: key")
    .replace('secretRef: {name: "login"}', 'secretRef: {name: "key"}')
    .replace("secretKeyRef: {name: login", "secretKeyRef: {name: key")
    .replace(
        "name: tidy\n            envFrom: [{secretRef: {name: login",
        "name: tidy\n            envFrom: [{secretRef: {name: key",
    )
)
WEB = "spec.containers[0]"
SECRET = [
    "spec.volumes[0].secret.secretName",
    f"{WEB}.envFrom[0].secretRef.name",
    f"{WEB}.env[0].valueFrom.secretKeyRef.name",
]
SHOWN = Manifest.read(TEXT)


@pytest.mark.parametrize("path", SECRET)
def test_a_secret_is_renamed_everywhere(path: str) -> None:
    named = object_named(SHOWN, path_of(path), V)
    assert named is not None
    assert (named.what, named.name, named.elsewhere) == ("Secret", "login", 2)
    assert [str(one) for one in named.uses] == [other for other in SECRET if other != path]
    assert named.renamed(SHOWN, "key").text == RENAMED
    assert Manifest.read(RENAMED).number == named.renamed(SHOWN, "key").number == SHOWN.number


def test_how_often_each_object_is_named() -> None:
    found = {str(path): (one.kind, others) for path, (one, others) in objects_named(SHOWN, V).items()}
    # The Secret itself is one of the places.
    assert found == dict.fromkeys(SECRET, ("Secret", 3)) | {
        "spec.serviceAccountName": ("ServiceAccount", 0),
        f"{WEB}.envFrom[1].configMapRef.name": ("ConfigMap", 0),
        "spec.volumes[1].persistentVolumeClaim.claimName": ("PersistentVolumeClaim", 0),
    }


NO_OBJECTS = {
    "the pod's own name": "metadata.name",
    "a namespace": "metadata.namespace",
    "nothing there": f"{WEB}.envFrom[7].secretRef.name",
}


@pytest.mark.parametrize("path", NO_OBJECTS.values(), ids=NO_OBJECTS)
def test_no_object(path: str) -> None:
    assert object_named(SHOWN, path_of(path), V) is None


def test_a_class_is_chosen_and_not_renamed() -> None:
    pod = Manifest.read("kind: Pod\nspec: {priorityClassName: high, containers: [{name: a}]}\n")
    assert objects_named(pod, V) == {}


def test_items_of_a_list() -> None:
    text = """\
kind: List
items:
- {kind: ConfigMap, metadata: {name: app}}
- kind: Pod
  spec: {containers: [{name: a, envFrom: [{configMapRef: {name: app}}]}]}
"""
    manifest = Manifest.read(text)
    named = object_named(manifest, path_of(f"{WEB}.envFrom[0].configMapRef.name"), V)
    assert named is not None
    assert named.elsewhere == 1
    assert named.renamed(manifest, "settings").text == text.replace("name: app", "name: settings")


def test_a_name_that_makes_the_text_too_long_is_refused() -> None:
    named = object_named(SHOWN, path_of(SECRET[0]), V)
    assert named is not None
    with pytest.raises(ManifestError):
        named.renamed(SHOWN, "x" * 2**20)
