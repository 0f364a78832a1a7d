"""`python -m podbuilder.kube.catalogue` rewrites schemas/since.yaml, after kubernetes-validate was raised."""

from podbuilder.kube.catalogue import history

history.write(history.FILE)
