"""Health checks for load balancers and Kubernetes: whether this process is alive, and whether it is ready."""

from __future__ import annotations

from http import HTTPStatus

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Answer without asking the database, so that an outage of the database restarts no worker."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 if the database answers and every migration of this version is applied; 503 otherwise."""
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


def refusal(reason: str) -> HttpResponse:
    return HttpResponse(f"{reason}\n", content_type="text/plain", status=HTTPStatus.SERVICE_UNAVAILABLE)
