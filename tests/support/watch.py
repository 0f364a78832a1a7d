"""Noticing what goes wrong in a browser while a test looks elsewhere."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError


class Watch:
    """Collects what no page may do, until a test says that it expects it."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.problems: list[str] = []
        self._expected: list[str] = []

    def follow(self, context: BrowserContext) -> None:
        """Watch every page of this context, also those it opens later."""
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("request", self._on_request)
        context.on("response", self._on_response)

    def expect(self, fragment: str) -> None:
        """Pass over problems whose text has this in it."""
        self._expected.append(fragment)

    def assert_quiet(self) -> None:
        left = [one for one in self.problems if not any(fragment in one for fragment in self._expected)]
        assert not left, "the browser saw:\n" + "\n".join(left)

    # The policy's refusals come as errors of the console.
    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.problems.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _on_error(self, error: WebError) -> None:
        self.problems.append(f"uncaught: {error.error}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.home}/", "data:", "blob:", "about:")):
            self.problems.append(f"request to another host: {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 500:
            self.problems.append(f"{response.status} from {response.request.method} {response.url}")
