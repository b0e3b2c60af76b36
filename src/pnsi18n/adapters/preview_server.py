"""Starlette's and uvicorn's doorkeeper: show one page to a browser on this machine, and to nobody else.

The server knows neither messages nor sheets: it has a page and some files, and tells the browser when
they are others. It only answers, and takes nothing in.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import PurePosixPath
from threading import Thread
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pnsi18n.adapters.configuration import COMMAND_LINE
from pnsi18n.errors import ProjectError

_HOME = "127.0.0.1"
_HOME_6 = "::1"
_MEDIA = {".css": "text/css", ".js": "text/javascript", ".png": "image/png", ".svg": "image/svg+xml"}
_HEADERS = {
    # Nothing but our own files: what somebody wrote into a catalog can neither load nor send anything.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_QUIET: dict[str, Any] = {  # what the server says of itself is not for translators
    "loop": "asyncio",
    "http": "h11",
    "ws": "none",
    "lifespan": "off",
    "log_config": None,
    "log_level": "critical",
    "access_log": False,
    "server_header": False,
    "timeout_graceful_shutdown": 1,
}


class Site:
    """What the browser is shown; it may be changed from any thread."""

    def __init__(self, port: int, files: Mapping[str, bytes]) -> None:
        self.address = f"http://{_HOME}:{port}/"
        self._page = b""
        self._files = dict(files)
        self._pictures: dict[str, bytes] = {}
        self._open = True
        self._listeners: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self.app = Starlette(
            routes=[
                Route("/", self._answer_page),
                Route("/events", self._answer_events),
                Route("/{name}", self._answer_file),
            ],
            middleware=[Middleware(_AtHome, hosts={f"{name}:{port}" for name in (_HOME, "localhost", f"[{_HOME_6}]")})],
        )

    def show(self, page: str, pictures: Mapping[str, bytes]) -> None:
        """Show *page* with its *pictures* from now on; every open browser is told, if that is anything new."""
        content = page.encode()
        if content == self._page:
            return
        self._page, self._pictures = content, dict(pictures)
        self._tell()

    def close(self) -> None:
        """Let every browser that waits for news go."""
        self._open = False
        self._tell()

    def _tell(self) -> None:
        for loop, news in list(self._listeners):
            loop.call_soon_threadsafe(news.set)

    async def _answer_page(self, _request: Request) -> Response:
        return Response(self._page, media_type="text/html")

    async def _answer_file(self, request: Request) -> Response:
        name = request.path_params["name"]
        content = self._files.get(name) or self._pictures.get(name)
        if content is None:
            return PlainTextResponse("there is no such file", status_code=404)
        return Response(content, media_type=_MEDIA[PurePosixPath(name).suffix])

    async def _answer_events(self, _request: Request) -> Response:
        return StreamingResponse(self._news(), media_type="text/event-stream")

    async def _news(self) -> AsyncIterator[str]:
        """Yield an event (HTML, 9.2, Server-sent events) at once, and whenever the page is another one."""
        listener = (asyncio.get_running_loop(), asyncio.Event())
        self._listeners.add(listener)
        try:
            while self._open:
                listener[1].clear()
                yield "retry: 1000\ndata: changed\n\n"
                await listener[1].wait()
        finally:
            self._listeners.discard(listener)


class _AtHome:
    """Answers only who asks for this machine by name, and tells the browser to keep to it.

    A web page from elsewhere can give its own name to the address 127.0.0.1 and would then be let in
    by the browser (DNS rebinding); but its requests carry that name.
    """

    def __init__(self, app: ASGIApp, hosts: set[str]) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        at_home = scope["type"] == "http" and Headers(scope=scope).get("host") in self._hosts
        app = self._app if at_home else PlainTextResponse("the preview is not here", status_code=421)
        await app(scope, receive, send_guarded)


@contextmanager
def opened(port: int, files: Mapping[str, bytes]) -> Iterator[Site]:
    """Open a site with *files* on *port* (0: any that is free) of this machine, for as long as it is needed."""
    doors = _doors(port)
    site = Site(doors[0].getsockname()[1], files)
    server = uvicorn.Server(uvicorn.Config(site.app, **_QUIET))
    thread = Thread(target=server.run, args=(doors,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.close()
        server.should_exit = True
        thread.join()
        for door in doors:
            door.close()


def _doors(port: int) -> list[socket.socket]:
    """Return sockets on *port* of this machine's own addresses; without IPv6 on one of them only."""
    try:
        doors = [_door(socket.AF_INET, _HOME, port)]
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ProjectError(
            f"port {port} cannot be opened: {reason.lower()}",
            at=COMMAND_LINE,
            hint="name another one with --port, or none: then one that is free is taken",
        ) from error
    with suppress(OSError):
        doors.append(_door(socket.AF_INET6, _HOME_6, doors[0].getsockname()[1]))
    return doors


def _door(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    door = socket.socket(family, socket.SOCK_STREAM)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
        door.listen()  # so that a browser that comes at once waits, and is not sent away
    except (OSError, OverflowError):
        door.close()
        raise
    return door
