"""What pods can be exported to, by the names that people give on a command line or choose on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from podbuilder.kube.exporters.compose.compose_export import export_compose
from podbuilder.kube.exporters.engine_run.run_export import export_docker_run, export_podman_run
from podbuilder.kube.exporters.export_result import ExportResult
from podbuilder.kube.exporters.kubectl_run.run_export import export_kubectl_run
from podbuilder.kube.exporters.quadlet.unit_export import export_quadlet
from podbuilder.kube.exporters.source_file import SourceFile

Exporter = Callable[[SourceFile], ExportResult]

# The pods of a file in, a text and a report out (ExportRefused if nothing can be made of them).
TARGETS: Mapping[str, Exporter] = {
    "compose": export_compose,
    "docker-run": export_docker_run,
    "kubectl-run": export_kubectl_run,
    "podman-run": export_podman_run,
    "quadlet": export_quadlet,
}
