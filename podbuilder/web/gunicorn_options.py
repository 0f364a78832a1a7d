"""How gunicorn serves Podbuilder: `gunicorn -c python:podbuilder.web.gunicorn_options podbuilder.wsgi`.

Options on its command line win over these. https://gunicorn.org/reference/settings/ has them all.
"""

from __future__ import annotations

import os

from podbuilder.kube.core.whole_number import whole_number


def processors() -> int:
    """How many processes serve: WEB_CONCURRENCY, gunicorn's own variable, or one for each processor that is ours."""
    said = whole_number(os.environ.get("WEB_CONCURRENCY", ""))
    own = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, own or 1 if said is None else said)


workers = processors()
# Beside a long request, a process answers short ones.
worker_class = "gthread"
threads = 4
preload_app = True
# Nobody talks to it but by signals.
control_socket_disable = True
# Nothing in a request says under which path or by which scheme it came: what proxies say, Django's settings believe or
# not, by PODBUILDER_BEHIND_PROXY.
forwarded_allow_ips = ""
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
