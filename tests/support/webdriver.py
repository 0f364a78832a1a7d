"""Firefox and WebKitGTK as Debian packages them, driven by W3C WebDriver: https://www.w3.org/TR/webdriver2/

Playwright drives browsers of its own making, and of those in Debian only Chromium. WebKitGTK brings a WebDriver server;
Firefox understands the same commands over a socket of its own, Marionette, for which no server is needed. So this says
the commands once, and sends them either way.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple, Protocol

PATIENCE = 30
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Refused(Exception):
    """The browser could not do what it was told; the first word is WebDriver's name for the reason."""


class Missing(Exception):
    """A program that a browser needs is not installed."""


class Driver(Protocol):
    """What sends a command to a browser and returns its answer."""

    def send(self, command: str, **arguments: Any) -> Any: ...


class Running(NamedTuple):
    """A browser that runs, with what it puts its downloads into."""

    driver: Driver
    downloads: Path


class Marionette:
    """Firefox's own socket: `[type, id, …]` in JSON, each with its length before it."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.stream = self.socket.makefile("rb")
        self.count = 0
        self._read()  # it says which version of the protocol it speaks
        self.send("NewSession", capabilities={"alwaysMatch": {"unhandledPromptBehavior": "accept"}})

    def send(self, command: str, **arguments: Any) -> Any:
        self.count += 1
        message = json.dumps([0, self.count, f"WebDriver:{command}", arguments]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        if error:
            raise Refused(f"{error['error']}: {error['message']}")
        return result["value"] if isinstance(result, dict) and list(result) == ["value"] else result

    def close(self) -> None:
        self.stream.close()
        self.socket.close()

    def _read(self) -> Any:
        length = b""
        while (byte := self.stream.read(1)) != b":":
            if not byte:
                raise Refused("Firefox has gone.")
            length += byte
        return json.loads(self.stream.read(int(length)))


# Where the server has each of the commands; what stands in braces is taken out of the arguments.
ROUTES = {
    "DeleteSession": ("DELETE", ""),
    "Navigate": ("POST", "/url"),
    "Back": ("POST", "/back"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "FindElements": ("POST", "/elements"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "ElementSendKeys": ("POST", "/element/{id}/value"),
    "PerformActions": ("POST", "/actions"),
    "AddCookie": ("POST", "/cookie"),
    "DeleteAllCookies": ("DELETE", "/cookie"),
    "SetWindowRect": ("POST", "/window/rect"),
}


class Server:
    """A WebDriver server: requests over HTTP."""

    def __init__(self, port: int, capabilities: dict[str, Any]) -> None:
        self.port, self.path = port, "/session"
        made = self._ask("POST", "", {"capabilities": {"alwaysMatch": capabilities}})
        self.path += f"/{made['sessionId']}"

    def send(self, command: str, **arguments: Any) -> Any:
        method, path = ROUTES[command]
        body = {name: value for name, value in arguments.items() if f"{{{name}}}" not in path}
        return self._ask(method, path.format(**arguments), body)

    def _ask(self, method: str, path: str, body: dict[str, Any]) -> Any:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request(method, self.path + path, json.dumps(body) if method == "POST" else None)
            response = connection.getresponse()
            value = json.load(response)["value"]
        if response.status >= 400:
            raise Refused(f"{value['error']}: {value['message']}")
        return value


PREFERENCES = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.normandy.enabled": False,
    "browser.download.folderList": 2,
    "browser.download.always_ask_before_handling_new_types": False,
    "browser.download.alwaysOpenPanel": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "ui.prefersReducedMotion": 1,
}


@contextmanager
def firefox() -> Iterator[Running]:
    program = found("firefox-esr", "firefox")
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        preferences = {**PREFERENCES, "browser.download.dir": str(home / "Downloads")}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items()]
        (home / "user.js").write_text("\n".join(lines), encoding="utf-8")
        stack.enter_context(started([program, "--headless", "--marionette", "--profile", str(home)]))
        port = wait_for("Firefox's port", lambda: port_in(home / "MarionetteActivePort"))
        marionette = Marionette(int(port))
        stack.callback(marionette.close)
        yield Running(marionette, home / "Downloads")


@contextmanager
def webkitgtk() -> Iterator[Running]:
    server, screen = found("WebKitWebDriver"), found("Xvfb")
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        display = home / "display"
        with display.open("wb") as file:
            command = [screen, "-displayfd", str(file.fileno()), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
            stack.enter_context(started(command, pass_fds=(file.fileno(),)))
        number = wait_for("a display", lambda: port_in(display))
        # It puts downloads where the desktop has them.
        (home / ".config").mkdir()
        (home / ".config" / "user-dirs.dirs").write_text('XDG_DOWNLOAD_DIR="$HOME/Downloads"\n', encoding="utf-8")
        (home / "Downloads").mkdir()
        environment = {
            "HOME": str(home),
            "DISPLAY": f":{number}",
            "GDK_BACKEND": "x11",
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "GTK_A11Y": "none",
            "NO_AT_BRIDGE": "1",
        }
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        stack.enter_context(started([server, f"--port={port}"], env=environment))
        wait_for("WebKitGTK's server", lambda: answers(port))
        driver = Server(port, {"unhandledPromptBehavior": "accept"})
        stack.callback(driver.send, "DeleteSession")
        yield Running(driver, home / "Downloads")


BROWSERS: dict[str, Callable[[], Any]] = {"Firefox": firefox, "WebKitGTK": webkitgtk}


def found(*names: str) -> str:
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        raise Missing(f"{' or '.join(names)} is not installed.")
    return program


@contextmanager
def started(command: list[str], **options: Any) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(what: str, look: Callable[[], Any]) -> Any:
    """What `look` finds, as soon as it finds something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if result := look():
            return result
        time.sleep(0.05)
    raise AssertionError(f"There is no {what} after {PATIENCE} s.")


def port_in(file: Path) -> str:
    return file.read_text(encoding="utf-8").strip() if file.exists() else ""


def answers(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0
