"""Image references, and the pull policy that follows from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podbuilder.kube.core import image
from podbuilder.kube.core.image import Image, ImageError

SHA256 = "sha256:" + "a1" * 32


@pytest.mark.parametrize(
    ("text", "parts", "policy"),
    [
        ("nginx", ("docker.io", "library/nginx", "", ""), "Always"),
        ("nginx:latest", ("docker.io", "library/nginx", "latest", ""), "Always"),
        ("nginx:1.27", ("docker.io", "library/nginx", "1.27", ""), "IfNotPresent"),
        ("bitnami/redis:7.2", ("docker.io", "bitnami/redis", "7.2", ""), "IfNotPresent"),
        ("docker.io/nginx:1", ("docker.io", "library/nginx", "1", ""), "IfNotPresent"),
        ("index.docker.io/nginx", ("docker.io", "library/nginx", "", ""), "Always"),
        ("index.docker.io/bitnami/redis", ("docker.io", "bitnami/redis", "", ""), "Always"),
        ("ghcr.io/acme/api:v1.2.3", ("ghcr.io", "acme/api", "v1.2.3", ""), "IfNotPresent"),
        ("localhost/api", ("localhost", "api", "", ""), "Always"),
        ("localhost:5000/api:dev", ("localhost:5000", "api", "dev", ""), "IfNotPresent"),
        ("registry:5000/team/api", ("registry:5000", "team/api", "", ""), "Always"),
        ("[2001:db8::1]:5000/api:1", ("[2001:db8::1]:5000", "api", "1", ""), "IfNotPresent"),
        ("Registry/api:1", ("Registry", "api", "1", ""), "IfNotPresent"),
        ("registry:5000", ("docker.io", "library/registry", "5000", ""), "IfNotPresent"),
        ("a__b-c/d_e---f.g", ("docker.io", "a__b-c/d_e---f.g", "", ""), "Always"),
        (f"nginx@{SHA256}", ("docker.io", "library/nginx", "", SHA256), "IfNotPresent"),
        (f"nginx:latest@{SHA256}", ("docker.io", "library/nginx", "latest", SHA256), "Always"),
        ("nginx@sha512:" + "0" * 128, ("docker.io", "library/nginx", "", "sha512:" + "0" * 128), "IfNotPresent"),
        ("nginx:" + "t" * 128, ("docker.io", "library/nginx", "t" * 128, ""), "IfNotPresent"),
        ("a" * 247, ("docker.io", "library/" + "a" * 247, "", ""), "Always"),
    ],
)
def test_reference(text, parts, policy):
    assert image.parse(text) == Image(*parts)
    assert image.default_pull_policy(text) == policy


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "looks like"),
        (" nginx", "looks like"),
        ("nginx:", "looks like"),
        ("nginx:-1", "looks like"),
        ("nginx:" + "t" * 129, "looks like"),
        ("nginx:1:2", "looks like"),
        ("acme//api", "looks like"),
        ("a_b.example.com/api", "looks like"),
        ("acme/-api", "looks like"),
        ("nginx@sha256:abc", "looks like"),
        ("nginx@" + "ab" * 32, "looks like"),
        ("Nginx", "lower case: 'nginx'"),
        ("ghcr.io/Acme/api", "lower case: 'acme/api'"),
        ("a1" * 32, "64 hexadecimal digits"),
        ("a" * 248, "at most 255"),
        ("a/" * 5000, "at most 255"),
        ("nginx@md5:" + "a1" * 16, "sha256, sha384 or sha512"),
        ("nginx@sha256:" + "A1" * 32, "64 hexadecimal digits in lower case"),
        ("nginx@sha256:" + "a1" * 33, "64 hexadecimal digits in lower case"),
    ],
)
def test_what_is_no_reference_has_no_tag(text, why):
    with pytest.raises(ImageError, match=why):
        image.parse(text)
    assert image.default_pull_policy(text) == "IfNotPresent"


@pytest.mark.parametrize(
    ("text", "full", "name"),
    [
        ("nginx", "docker.io/library/nginx:latest", "nginx"),
        ("ghcr.io/acme/api:v1", "ghcr.io/acme/api:v1", "api"),
        (f"redis@{SHA256}", f"docker.io/library/redis@{SHA256}", "redis"),
        (f"redis:7@{SHA256}", f"docker.io/library/redis:7@{SHA256}", "redis"),
    ],
)
def test_full_form_and_name(text, full, name):
    assert str(image.parse(text)) == full
    assert image.parse(full) == image.parse(str(image.parse(full)))
    assert image.parse(text).name == name


@given(st.text(alphabet="ab1.:/@-_[]A", max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        found = image.parse(text)
    except ImageError:
        return
    full = image.parse(str(found))
    assert (full.registry, full.repository, full.digest) == (found.registry, found.repository, found.digest)
