"""The manifest that the texts of these tests hold."""

POD = """apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    args: ["--port=80"]
"""
LINES = POD.splitlines()


def each(before: str) -> str:
    """The pod with something before each of its lines."""
    return "".join(f"{before}{line}\n" for line in LINES)
