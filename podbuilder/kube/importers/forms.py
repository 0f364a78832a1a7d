"""The forms that can be imported, by the names that people give on a command line or choose on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from podbuilder.kube.importers.compose.compose_import import import_compose
from podbuilder.kube.importers.docker_run.run_import import import_docker_run
from podbuilder.kube.importers.dockerfile.dockerfile_import import import_dockerfile
from podbuilder.kube.importers.import_result import ImportResult
from podbuilder.kube.importers.kubectl_run.run_import import import_kubectl_run
from podbuilder.kube.importers.question import Answers

Importer = Callable[[str, Answers | None], ImportResult]

# A text and the answers so far in, documents and a report out (ImportRefused if nothing can be made of the text).
FORMS: Mapping[str, Importer] = {
    "docker-run": import_docker_run,
    "kubectl-run": import_kubectl_run,
    "dockerfile": import_dockerfile,
    "compose": import_compose,
}
