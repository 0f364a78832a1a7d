"""A folder for Kustomize as somebody brings it, with comments, and with what is not built here."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.kube.exporters.archive import zipped

DEPLOYMENT = """\
# The shop.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1   # one is enough
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: app
        image: nginx:1.27
        env:
        - name: MODE
          value: slow"""
PROD = """\
# Where people buy.
resources:
- ../base   # all of it
replicas:
- name: web
  count: 3   # for now
"""
FILES: dict[str, str | bytes] = {
    "base/kustomization.yaml": "# ours\nresources:\n- web.yaml\n",
    "base/web.yaml": DEPLOYMENT,
    "prod/kustomization.yaml": PROD,
    "dev/kustomization.yaml": "resources: [../base]\nhelmCharts: [{name: x}]   # not here\n",
    "part/kustomization.yaml": "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n",
    "README.md": "Our shop.\r\n",
    "logo.png": b"\x89PNG\xff",
}


def bring(client: Client, files: dict[str, str | bytes] = FILES) -> Draft:
    upload = SimpleUploadedFile("web.zip", zipped("web", files))
    assert client.post("/drafts/import/", {"file": upload}).status_code == 302
    return Draft.objects.latest("created")
