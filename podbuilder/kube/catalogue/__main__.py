"""`python -m podbuilder.kube.catalogue` rewrites schemas/since.yaml, after an upgrade of kubernetes-validate."""

from podbuilder.kube.catalogue import history

history.write(history.FILE)
