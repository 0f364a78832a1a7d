"""Compose files: read, interpolated, merged and brought into their long forms, as Docker Compose does it.

Mirrors compose-go v2.9.1, the library that Docker Compose v2.40.3 reads its files with, which `docker compose config`
shows the results of.
"""
