"""What it costs to read a Compose file of 30 services, to resolve it, and to turn it into a manifest with its report.

    python benchmarks/compose.py

Each has what real files have: an anchor, variables, ports, mounts, a health check, limits and networks.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
SERVICES, RUNS = 30, 40
# In milliseconds: of reading and resolving, and of the whole import.
BAR, IMPORT_BAR = 30.0, 60.0

HEAD = """\
name: shop
x-defaults: &defaults
  restart: unless-stopped
  logging: {driver: json-file, options: {max-size: 10m, max-file: "3"}}
  environment: &environment {TZ: Europe/Berlin, LOG_LEVEL: "${LOG_LEVEL:-info}"}
services:
"""
SERVICE = """\
  service-NUMBER:
    <<: *defaults
    image: registry.example.com/shop/service-NUMBER:${TAG:-1.4}
    command: serve --port 8080 --workers 4
    environment:
      <<: *environment
      DATABASE_URL: postgres://shop:${DB_PASSWORD}@db:5432/shop
      CACHE_URL: redis://cache:6379/NUMBER
      MODE: 0644
    ports: ["80NUMBER:8080", "127.0.0.1:90NUMBER:9090/udp"]
    volumes: [./config/NUMBER.yml:/etc/shop/config.yml:ro, data-NUMBER:/var/lib/shop]
    networks: {front: {aliases: [shop-NUMBER]}, back: }
    depends_on: {service-0: {condition: service_healthy}}
    healthcheck:
      test: curl -f http://localhost:8080/health || exit 1
      interval: 30s
      timeout: 5s
      retries: 3
    deploy:
      replicas: 2
      resources: {limits: {cpus: "0.50", memory: 512M}, reservations: {memory: 128M}}
    labels: [com.example.team=shop, com.example.part=NUMBER]
    ulimits: {nofile: {soft: 20000, hard: 40000}}
"""


def large_file(services: int = SERVICES) -> str:
    """A Compose file of so many services."""
    bodies = "".join(SERVICE.replace("NUMBER", str(number)) for number in range(services))
    volumes = "".join(f"  data-{number}:\n" for number in range(services))
    return f"{HEAD}{bodies}volumes:\n{volumes}networks: {{front: , back: {{internal: true}}}}\n"


def median_of(work: Callable[[], object]) -> float:
    """The median of this process's own time, in milliseconds: what else the machine does is not counted."""
    times = []
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        times.append((time.process_time() - begun) * 1000)
    return statistics.median(times)


def main() -> int:
    sys.path.insert(0, str(HERE))
    from podbuilder.kube.importers.compose.compose_import import import_compose
    from podbuilder.kube.importers.compose.resolution import resolve

    text = large_file()
    file = resolve(text)
    assert len(file.services) == SERVICES
    assert not file.problems, file.problems
    reading = median_of(lambda: resolve(text))
    whole = median_of(lambda: import_compose(text).manifest)
    print(f"a Compose file of {SERVICES} services, {len(text.splitlines())} lines")
    print(f"  read and resolved: median {reading:.1f} ms (bar {BAR:.0f})")
    print(f"  imported, with its manifest and report: median {whole:.1f} ms (bar {IMPORT_BAR:.0f})")
    return int(reading > BAR or whole > IMPORT_BAR)


if __name__ == "__main__":
    raise SystemExit(main())
