"""The page of commands: what is shown, for which shell, container and pod."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.support import begin

pytestmark = pytest.mark.django_db

SEVERAL = """\
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: "a b"}}
spec:
  containers:
  - {name: app, image: "nginx:1.27", volumeMounts: [{name: v, mountPath: "/data dir"}]}
  - {name: helper, image: "busybox:1.37"}
  volumes: [{name: v, emptyDir: {}}]
"""
WORKLOAD = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  selector: {matchLabels: {app: shop}}
  template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: app, image: "nginx:1.27"}]}}
"""
SERVICE = "---\napiVersion: v1\nkind: Service\nmetadata: {name: shop}\nspec: {ports: [{port: 80}]}\n"


def page(client: Client, key: str, query: str = "") -> str:
    response = client.get(f"/drafts/{key}/commands/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_every_group_with_its_own_names(client: Client) -> None:
    text = page(client, begin(client).key)
    for part in ("kubectl apply -f web.yaml", "kubectl logs web -f", "port-forward web 8080:80", "What happened?"):
        assert part in text
    assert "All " in text


def test_words_narrow_it_down(client: Client) -> None:
    key = begin(client).key
    found = page(client, key, "?q=PREVIOUS")
    assert "kubectl logs web --previous" in found
    assert "kubectl apply -f" not in found
    assert " of " in found
    assert "No command has these words." in page(client, key, "?q=zzz")


def test_a_shell_is_remembered(client: Client) -> None:
    key = begin(client, SEVERAL).key
    assert "kubectl cp -c app &#x27;web:/data dir&#x27; ./data-dir" in page(client, key)
    assert "kubectl cp -c app &quot;web:/data dir&quot; ./data-dir" in page(client, key, "?shell=cmd")
    assert client.cookies["shell"].value == "cmd"
    assert "kubectl cp -c app &quot;web:/data dir&quot; ./data-dir" in page(client, key)
    assert "Select-String" in page(client, key, "?shell=powershell")
    client.cookies["shell"] = "fish"
    assert "kubectl cp -c app &#x27;web:/data dir&#x27; ./data-dir" in page(client, key, "?shell=csh")


def test_a_container_is_chosen(client: Client) -> None:
    key = begin(client, SEVERAL).key
    found = page(client, key, "?container=helper")
    assert "-c helper" in found
    assert "-c app" not in found
    assert "-c app" in page(client, key, "?container=other")


def test_one_of_several_pods_is_named(client: Client) -> None:
    key = begin(client, WORKLOAD).key
    assert "kubectl describe pod POD" in page(client, key)
    assert "kubectl describe pod shop-1-x" in page(client, key, "?pod=shop-1-x")
    odd = page(client, key, "?pod=a/b")
    assert "No pod can be called that." in odd
    assert "kubectl describe pod POD" in odd
    assert "Name of one of its pods" not in page(client, begin(client).key)


def test_what_stands_beside_a_pod_has_commands_too(client: Client) -> None:
    draft = begin(client, WORKLOAD + SERVICE)
    client.post(f"/drafts/{draft.key}/pod/companion-0/")
    draft.choose_pod(draft.manifest.companions[0].number)
    found = page(client, draft.key)
    assert "kubectl get service shop -o wide" in found
    assert "logs" not in found.partition("<main")[2].replace('placeholder="logs', "")


def test_a_large_pod_shows_some_and_offers_the_rest(client: Client) -> None:
    many = "".join(f"  - {{name: c{n}, image: nginx}}\n" for n in range(60))
    key = begin(client, f"kind: Pod\nmetadata: {{name: web}}\nspec:\n  containers:\n{many}").key
    text = page(client, key)
    assert "-c c19" in text
    assert "-c c20" not in text
    assert "-c c59" in page(client, key, "?container=c59")


def test_fields_lead_to_their_documentation(client: Client) -> None:
    key = begin(client).key
    address = f"/docs/field/?version=1.36&amp;draft={key}&amp;path=spec.containers%5B%5D.env"
    assert address in page(client, key)
    assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_the_review_and_the_menu_lead_here(client: Client) -> None:
    key = begin(client).key
    review = client.get(f"/drafts/{key}/edit/review/").content.decode()
    assert review.count(f'href="/drafts/{key}/commands/"') == 3
