"""Chromium by its own protocol over a pipe: no driver, no library. Pages are opened, keys pressed, elements clicked; console and requests kept."""
from __future__ import annotations

import json
import os
import select
import subprocess
import time
from types import TracebackType
from typing import Any

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-extensions", "--remote-debugging-pipe")
WAIT = 20.0


class Chrome:
    """One tab. console: errors and warnings of the page; requests: every address it asked for."""

    def __init__(self, program: str, profile: str) -> None:
        to_read, self.write_fd = os.pipe()
        self.read_fd, to_write = os.pipe()
        script = 'exec 3<&"$1" 4>&"$2"; shift 2; exec "$@"'
        self.process = subprocess.Popen(["bash", "-c", script, "bash", str(to_read), str(to_write), program, *FLAGS, f"--user-data-dir={profile}",
                                         "about:blank"], pass_fds=(to_read, to_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.number, self.buffer, self.session = 0, b"", ""
        self.console: list[str] = []
        self.requests: list[str] = []
        self.events: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def __enter__(self) -> Chrome:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.process.terminate()
        self.process.wait(10)
        os.close(self.write_fd)
        os.close(self.read_fd)

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        self.number += 1
        message: dict[str, Any] = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write_fd, json.dumps(message).encode() + b"\0")
        while True:
            told = self.take()
            if told.get("id") == self.number:
                assert "error" not in told, told
                result: dict[str, Any] = told["result"]
                return result

    def take(self) -> dict[str, Any]:
        """The next message; events are noted on the way."""
        end = time.monotonic() + WAIT
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.read_fd], [], [], max(0.0, end - time.monotonic()))
            assert ready, "chromium says nothing"
            piece = os.read(self.read_fd, 1 << 16)
            assert piece, "chromium went away"
            self.buffer += piece
        line, _, self.buffer = self.buffer.partition(b"\0")
        told: dict[str, Any] = json.loads(line)
        self.note(told)
        return told

    def note(self, told: dict[str, Any]) -> None:
        method, params = told.get("method", ""), told.get("params", {})
        self.events.append(method)
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Log.entryAdded":
            self.console.append(params["entry"]["text"])
        elif method == "Runtime.exceptionThrown":
            self.console.append(str(params["exceptionDetails"]))
        elif method == "Runtime.consoleAPICalled" and params["type"] in {"error", "warning"}:
            self.console.append(str(params["args"]))

    def until_loaded(self) -> None:
        end = time.monotonic() + WAIT
        while "Page.loadEventFired" not in self.events:
            assert time.monotonic() < end, "the page does not load"
            self.take()
        self.events.clear()

    def open(self, address: str) -> None:
        self.events.clear()
        self.call("Page.navigate", url=address)
        self.until_loaded()

    def js(self, code: str) -> Any:
        """The value of an expression in the page."""
        got = self.call("Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in got, got
        return got["result"].get("value")

    def click(self, selector: str, loads: bool = True) -> None:
        """A real click in the middle of the element."""
        box = self.js(f"(() => {{ const e = document.querySelector({json.dumps(selector)}); "
                      "e.scrollIntoView({block: 'center', behavior: 'instant'}); "
                      "const r = e.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; })()")
        self.events.clear()
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)
        if loads:
            self.until_loaded()

    def press(self, key: str, loads: bool = False) -> None:
        text = {"text": key} if len(key) == 1 else {"text": "\r"} if key == "Enter" else {}
        code = {"Tab": 9, "Enter": 13, "ArrowLeft": 37, "ArrowRight": 39}.get(key, ord(key[0].upper()))
        self.events.clear()
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)
        if loads:
            self.until_loaded()
