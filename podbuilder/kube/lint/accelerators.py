"""GPUs, and the containers that load large models onto them."""

from __future__ import annotations

import re

from podbuilder.kube.core.int64 import INT64_MAX
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.lint.subject import Container

GPUS = ("nvidia.com/gpu", "amd.com/gpu", "gpu.intel.com/i915", "gpu.intel.com/xe")
# What the processes of a container share, and pass large data through.
# Servers that load gigabytes before they answer; NVIDIA has a repository of its own for them.
_MODEL_SERVERS = re.compile(
    r"vllm|text-generation-inference|text-embeddings-inference|sglang|tritonserver|ollama|llama[.-]cpp|lmdeploy|"
    r"tensorrt-llm|local-?ai|torchserve|tensorflow[/-]serving|tf-serving|huggingfaceserver|djl-serving|^nim/"
)
# What stands in front of them, or takes their place in tests.
_OTHERS = re.compile(r"router|gateway|proxy|client|operator|controller|mock|bench|builder")


def gpus_of(container: Container) -> int:
    """How many whole GPUs a container asks for."""
    if not container.limits:
        return 0
    amounts = (amount for name, amount in container.limits.items() if name in GPUS)
    return sum(whole_number(str(amount), most=INT64_MAX) or 0 for amount in amounts)


def serves_model(container: Container) -> bool:
    """Whether the container is a known model server, by its image."""
    repository = container.image.repository if container.image else ""
    return _MODEL_SERVERS.search(repository) is not None and _OTHERS.search(repository) is None
