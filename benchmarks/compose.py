"""What it costs to read a Compose file of 30 services and to resolve it.

    python benchmarks/compose.py

Each has what real files have: an anchor, variables, ports, mounts, a health check, limits and networks.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
SERVICES, RUNS, BAR = 30, 40, 30.0

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


def main() -> int:
    sys.path.insert(0, str(HERE))
    from podbuilder.kube.importers.compose.resolution import resolve

    text = large_file()
    file = resolve(text)
    assert len(file.services) == SERVICES
    assert not file.problems, file.problems
    times = []
    for _ in range(RUNS):
        # This process's own time: what else the machine does is not counted.
        begun = time.process_time()
        resolve(text)
        times.append((time.process_time() - begun) * 1000)
    median = statistics.median(times)
    print(f"a Compose file of {SERVICES} services, {len(text.splitlines())} lines: read and resolved")
    print(f"  median {median:.1f} ms (bar {BAR:.0f}), best {min(times):.1f} ms")
    return int(median > BAR)


if __name__ == "__main__":
    raise SystemExit(main())
