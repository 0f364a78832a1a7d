"""A server that answers kubectl what it asks before it makes anything: which kinds a cluster has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


def _resource(kind: str, name: str) -> dict[str, Any]:
    return {"kind": kind, "name": name, "singularName": kind.lower(), "namespaced": True, "verbs": ["create", "get"]}


ANSWERS: dict[str, dict[str, Any]] = {
    "/version": {"major": "1", "minor": "36", "gitVersion": "v1.36.2"},
    "/api": {"kind": "APIVersions", "versions": ["v1"]},
    "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": []},
    "/api/v1": {
        "kind": "APIResourceList",
        "groupVersion": "v1",
        "resources": [_resource("Pod", "pods"), _resource("Service", "services")],
    },
}


class _Discovery(BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # the name that http.server wants
        answer = ANSWERS.get(self.path.partition("?")[0])
        body = json.dumps(answer or {"kind": "Status", "status": "Failure", "code": 404}).encode()
        self.send_response(200 if answer else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing on the standard error."""


@contextmanager
def discovery_server() -> Iterator[str]:
    """The address of a server on this machine, as long as it runs."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Discovery) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
