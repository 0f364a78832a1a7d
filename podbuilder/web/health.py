"""Health checks for load balancers and Kubernetes: whether this process is alive, and whether it is ready."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

View = Callable[[HttpRequest], HttpResponse]


def answer_probes(get_response: View) -> View:
    """Middleware that answers health checks before anything else does, whatever host they name and without https.

    kubelet asks a pod by its address and over plain http.
    """
    probes: dict[str, View] = {"/healthz": alive, "/readyz": ready}

    def middleware(request: HttpRequest) -> HttpResponse:
        probe = probes.get(request.path_info) if request.method in ("GET", "HEAD") else None
        return probe(request) if probe else get_response(request)

    return middleware


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Answer without asking the database, so that an outage of the database restarts no worker."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 if every page can be drawn: with its static files, and a database with this version's tables."""
    if lost := missing_static_files():
        return refusal(f"{lost} static files are not collected: manage.py collectstatic, then start again")
    try:
        missing = missing_migrations()
    except DatabaseError:
        return refusal("the database cannot be reached")
    if missing:
        return refusal(f"{missing} migrations are to be applied: manage.py migrate")
    return HttpResponse("ok\n", content_type="text/plain")


def missing_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def missing_static_files() -> int:
    """How many static files this process does not know by their hashed names, without which pages are errors."""
    if settings.DEBUG or not hasattr(staticfiles_storage, "hashed_files"):
        return 0
    known = staticfiles_storage.hashed_files
    return sum(name not in known for finder in get_finders() for name, _ in finder.list(None))


def refusal(reason: str) -> HttpResponse:
    return HttpResponse(f"{reason}\n", content_type="text/plain", status=HTTPStatus.SERVICE_UNAVAILABLE)
