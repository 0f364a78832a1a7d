"""GPUs that are asked for, and images that are model servers."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.lint.accelerators import gpus_of, serves_model
from tests.kube.lint.container import container

LIMITS: dict[str, tuple[dict[str, Any], int]] = {
    "none": ({}, 0),
    "other resources": ({"cpu": "2", "example.com/gpu": "2"}, 0),
    "no whole number": ({"nvidia.com/gpu": "1.5"}, 0),
    "one": ({"nvidia.com/gpu": 1}, 1),
    "as a text": ({"amd.com/gpu": "4"}, 4),
    "of two vendors": ({"nvidia.com/gpu": 2, "gpu.intel.com/xe": 1}, 3),
}


@pytest.mark.parametrize(("limits", "count"), LIMITS.values(), ids=LIMITS)
def test_gpus(limits: dict[str, Any], count: int) -> None:
    assert gpus_of(container(resources={"limits": limits})) == count


IMAGES: dict[str, tuple[str | None, bool]] = {
    "no image": (None, False),
    "a web server": ("nginx:1.27", False),
    "a tag alone does not count": ("registry.example/app:vllm", False),
    "a word that has an acronym in it": ("registry.example/proteins:1", False),
    "what stands in front of a model server": ("aibrix/sglang-router:v0.1.6", False),
    "what is called serving": ("knative.dev/serving/cmd/activator", False),
    "a model server": ("vllm/vllm-openai:v0.9", True),
    "one whose repository has a directory": ("tensorflow/serving:2.19.0", True),
    "one of NVIDIA's": ("nvcr.io/nim/meta/llama-3.1-8b-instruct:1.8", True),
    "one of a private registry": ("registry.example/ml/tritonserver:25.01", True),
}


@pytest.mark.parametrize(("image", "expected"), IMAGES.values(), ids=IMAGES)
def test_model_servers(image: str | None, expected: bool) -> None:
    assert serves_model(container(**({"image": image} if image else {}))) is expected
