"""What advice costs: the default rules on a decoded pod, in this process, and every rule for comparison.

python benchmarks/lint.py
"""

from __future__ import annotations

import sys

from engine import ML_POD, measure, pod_with

from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.decoding import decode
from podbuilder.kube.lint import ALL, run
from podbuilder.kube.manifest import Manifest


def main() -> int:
    """Measure, print, and say with the exit status whether every bar holds."""
    held = []
    for what, text, bar in (("ML pod", ML_POD, 3.0), ("20 containers", pod_with(20), 25.0)):
        pod = decode(Manifest.read(text).pod, DEFAULT).document
        held.append(measure(f"{what}, default rules, {len(run(pod))} findings", lambda pod=pod: run(pod), bar))
        held.append(measure(f"{what}, every rule", lambda pod=pod: run(pod, profile=ALL)))
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
