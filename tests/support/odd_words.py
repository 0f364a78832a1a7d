"""Words for requests that no page of ours sends: texts, numbers, places, names of fields, headers."""

from __future__ import annotations

from podbuilder.kube.starters.starters import all_starters

TEXTS = [
    *("", " ", "0", "-1", "1", "a", "web", "null", "true", "[]", "{}", "[", "]]", "a[b", "%", "%00", "{{ a }}", "<b>"),
    *("\x00", "a\x00b", "\r\n", "\n", "\t", "\x0b\x1f\x7f", "\u2028\u2029", "\x85", "\ufeff", "\ufffe\uffff"),
    *("\ud800", "a\udfff", "é", "e\u0301", "日本", "١٢", "²", "½", "Ⅷ", "ß", "İ", "\u202e", "👩‍👩‍👧", "\U0010ffff"),
    *("..", "../../etc/passwd", "/", "//", "\\", ":", "@", "#", "?", "&", "=", ";", "~", "*", "'", '"', "`", "$(A)"),
    *("x" * 300, "x" * 5000, "é" * 2000, "a/" * 200, "a." * 300, "-" * 64, "9" * 400, "(" * 200, "[0]" * 200),
    *("<param:name>", "<param:", "Bearer", "x@example.com", "x" * 250 + "@example.com", "None", "NaN", "1e999"),
]
NUMBERS = [
    *("0", "1", "2", "3", "-1", "-0", "+1", "1.0", "1e3", "٣", "²", " 1 ", "1_000", "0x10", "NaN", "inf", "", "007"),
    *(str(2**number + off) for number in (15, 31, 32, 63, 64) for off in (-1, 0)),
    *("-" + str(2**63), "9" * 30, "9" * 5000, "1" + "0" * 400, "1\x00", "999999999"),
]
PATHS = [
    *("spec", "metadata", "kind", "status", "spec.containers", "spec.containers[0]", "spec.containers[0].image"),
    *("spec.containers[1]", "spec.containers[99]", "spec.containers[-1]", "spec.containers[0].env[0]", "spec.volumes"),
    *("spec.containers[0].ports[0].containerPort", "spec.containers[0].resources.limits[cpu]", "metadata.labels#0"),
    *("metadata.labels[app]", "metadata.labels#99999", "spec.initContainers[0]", "spec.template.spec.containers[0]"),
    *("spec.containers[0].env[1].value", "spec.volumes[0].configMap", "spec.affinity.nodeAffinity", "spec.nope.nope"),
    *(
        "spec.containers[0].livenessProbe.httpGet.port",
        "spec.containers[" + "9" * 30 + "]",
        "metadata.annotations[a.b/c]",
    ),
]
STEPS = [
    *(
        "metadata",
        "containers/0",
        "containers/1",
        "init-containers/0",
        "volumes",
        "networking",
        "running",
        "scheduling",
    ),
    *(
        "security",
        "review",
        "containers/99",
        "containers",
        "ephemeral-containers/0",
        "no-such-step",
        "containers/0/ports",
    ),
]
VERBS = [
    *(
        "add",
        "remove",
        "copy",
        "duplicate",
        "up",
        "down",
        "resource",
        "drop",
        "undo",
        "redo",
        "mine",
        "theirs",
        "clean",
    ),
    *(
        "fix",
        "fix-all",
        "apply",
        "look",
        "show",
        "take",
        "new",
        "revision",
        "catch up",
        "share",
        "cover",
        "move-secrets",
    ),
    *("download", "draft", "preview", "ignore", "choose", "open"),
]
WORDS = {
    "visibility": ["public", "private", "team", "unlisted"],
    "role": ["owner", "editor", "viewer", "adapter", "sidecar", "main"],
    "severity": ["error", "warning", "info"],
    "scope": ["field", "rule", "pod"],
    "profile": ["default", "strict", "own", "team"],
    "kubernetes": ["1.36", "1.30", "1.0", "2.0"],
    "version": ["1.36", "1.30", "1.0", "2.0"],
    "starter": [starter.slug for starter in all_starters()],
    "sort": ["updated", "stars", "name"],
    "where": ["public", "mine", "team", "starred"],
    "next": ["next", "back", "/", "/library/", "//example.com", "https://example.com/", "form", "javascript:alert(1)"],
    "type": ["string", "int", "image", "port", "choice", "name", "boolean", "quantity"],
    "choices": ["a\nb", "a, b", "\n\n", "a\na"],
    "username": ["alice", "edgar", "nobody", "Alice", "alice@example.com"],
    "password": ["a long password", "wrong"],
    "email": ["alice@example.com", "new@example.com", "a@b@c", "x"],
    "scopes": ["read:templates", "only:own", "only:team:1", "only:team:" + "9" * 30],
    "owner": ["alice", "web", "", "team:1", "1"],
    "level": ["baseline", "restricted", "privileged"],
    "action": ["delete_selected", "none"],
}
NUMERIC = (
    *("base", "line", "column", "page", "number", "pod", "days", "from", "to", "revision", "after", "before", "row"),
    *("default", "minimum", "maximum", "team", "template", "version", "position", "p", "replicas"),
)
PLACED = ("path", "at", "for", "field", "step", "container", "slug", "drawn")
WRITTEN = ("yaml", "text", "profile_text", "readme", "upstream", "manifest")
TYPED = (
    *("op", "tab_id", "writer", "name", "new_name", "q", "tag", "tags", "pattern", "category", "state", "rule", "link"),
    *(
        "reason",
        "message",
        "description",
        "label",
        "title",
        "slug",
        "icon",
        "draft",
        "kind",
        "image",
        "csrfmiddlewaretoken",
    ),
    *("password1", "password2", "new_password1", "new_password2", "old_password", "o", "e", "all", "_popup", "show"),
    *(
        "spec.containers[0].image",
        "metadata.name",
        "metadata.labels#0",
        "metadata.labels#0.key",
        "note:spec",
        "p-image",
    ),
    *("form-TOTAL_FORMS", "form-INITIAL_FORMS", "_selected_action", "_save", "initial-created_0", "file", "is_public"),
)
KNOWN = (*WORDS, *NUMERIC, *PLACED, *WRITTEN, *TYPED)
HEADERS: dict[str, list[str]] = {
    "HX-Request": ["true", "false", ""],
    "HX-Target": ["yaml", "\x7f", "x" * 2000],
    "HX-Trigger-Name": ["op", "é"],
    "HX-Current-URL": ["http://testserver/", "%ff", "http://[", "//", "http://testserver/drafts/%00/"],
    "HX-Boosted": ["true"],
    "Accept": ["text/html", "application/json", "*/*;q=x", "é", ",,,"],
    "Accept-Encoding": ["gzip", "gzip;q=", "br, *"],
    "Accept-Language": ["xx-" * 600, "de", "é"],
    "Authorization": ["Bearer", "Bearer x", "Basic eDp5", "Basic =", "Basic " + "/" * 999, "bearer \xff", "x" * 9000],
    "Cookie": ["sessionid=x", "visitor=a:b:c", "kubernetes=9", "a=b; ;=;", "sessionid=\x7f", 'x="\\400"', "links=[[["],
    "Content-Length": ["x", "-1", "9" * 30, "99", "1.5"],
    "Content-Encoding": ["gzip"],
    "Host": ["testserver:99999", "example.com", "a b", "[", "testserver.", "x" * 400],
    "Origin": ["null", "http://testserver", "http://[", "https://example.com"],
    "Referer": ["http://testserver/", "http://[", "x"],
    "If-Modified-Since": ["x", "Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 99 Jan 99999 99:99:99 GMT"],
    "If-None-Match": ["*", '"x"', 'W/"', ","],
    "Range": ["bytes=0-1", "bytes=9-1", "x"],
    "Sec-Fetch-Site": ["cross-site", "same-origin"],
    "Transfer-Encoding": ["chunked"],
    "User-Agent": ["\x00", "x" * 5000, "Mozilla/5.0 (", "é"],
    "X-Forwarded-For": ["x", "::1", "1.2.3.4, ,", "[::1]:80", "fe80::1%eth0"],
    "X-Forwarded-Proto": ["https", "x"],
    "X-Requested-With": ["XMLHttpRequest"],
}
CONTENT_TYPES = [
    *(
        "application/x-www-form-urlencoded; charset=x",
        "application/x-www-form-urlencoded; charset=utf-16",
        "",
        "é",
        "/",
    ),
    *("multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=é", "text/plain"),
    *("multipart/form-data; boundary=x; charset=utf-7", "application/json; charset=x", "application/yaml"),
    "application/x-www-form-urlencoded; charset=idna",
]
QUERIES = ["%ff", "%00=%00", "&&==;", "a[]=1", "=", "?" * 50, "path=%ed%a0%80", "q=" + "%e9" * 900, "%"]
METHODS = ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "FOO", "", "PROPFIND"]
