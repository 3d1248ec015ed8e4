"""The page on which people see and use the world: files, one socket for every window, and who may connect."""

from __future__ import annotations

from importlib.resources import files

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from bot.playground.people import Person
from bot.playground.server import HOST, Playground
from bot.playground.site_child import Child
from bot.playground.site_drawer import Drawer
from bot.playground.site_uploads import Uploads
from bot.playground.site_window import Window

PAGE = files("bot.playground") / "page"
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
NOTHING_RUNS = "default-src 'none'; sandbox; frame-ancestors 'none'"  # whatever an uploaded file may be


class Site:
    """Added to a playground before it starts, on the same port."""

    def __init__(self, discord: Playground, child: Child, drawer: Drawer | None = None) -> None:
        self.discord = discord
        self.drawer = drawer or Drawer(discord, child)
        self.uploads = Uploads()
        self.windows: dict[Window, web.WebSocketResponse] = {}
        child.on_change = self._tell_of_bot
        self.drawer.on_change = self._tell_of_drawer
        self.drawer.on_anew = self._close_windows
        app = discord.app

        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            return self._refusal(request) or await handler(request)

        app.middlewares.append(guard)
        app.on_response_prepare.append(_protect)
        app.on_shutdown.append(self._close)
        app.router.add_get("/", _serve)
        app.router.add_get("/page/{name}", _serve)
        app.router.add_get("/socket", self._open_window)
        app.router.add_post("/uploads", self.uploads.receive)

    def _tell_of_bot(self) -> None:
        for window in self.windows:
            window.tell_of_bot()

    def _tell_of_drawer(self) -> None:
        for window in self.windows:
            window.tell_of_drawer()

    async def _close(self, _: web.Application) -> None:
        await self._close_windows()

    async def _close_windows(self) -> None:
        """They connect again by themselves, if there is something to connect to."""
        for socket in list(self.windows.values()):
            await socket.close(code=1001)

    def _refusal(self, request: web.Request) -> web.Response | None:
        """Only this machine's own page: another site may neither send here nor pretend to be here (DNS rebinding)."""
        port = self.discord.port
        hosts = {f"{HOST}:{port}", f"localhost:{port}"}
        origin = request.headers.get(hdrs.ORIGIN)
        from_page = origin in {f"http://{host}" for host in hosts}
        if request.host not in hosts or not (from_page or origin is None):
            return web.Response(
                status=403, text="This playground answers only its own page on this machine.\n"
            )
        if request.path in ("/socket", "/uploads") and not from_page:
            return web.Response(status=403, text="This is for the playground's page.\n")
        return None

    async def _open_window(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=20.0, max_msg_size=1 << 20)
        await socket.prepare(request)
        person = self._person(request.query.get("as", ""))
        window = Window(self.discord, self.drawer, person, self.uploads, socket)
        self.windows[window] = socket
        try:
            await window.run()
        finally:
            del self.windows[window]
        return socket

    def _person(self, name: str) -> Person:
        people = self.discord.people
        return next((one for one in people if one.name.casefold() == name.casefold()), people[0])


async def _serve(request: web.Request) -> web.Response:
    name = request.match_info.get("name", "index.html")
    known = {file.name: file for file in PAGE.iterdir()}
    kind = TYPES.get("." + name.rpartition(".")[2])
    if name not in known or kind is None:
        return web.Response(status=404, text="There is no such file.\n")
    return web.Response(body=known[name].read_bytes(), content_type=kind, charset="utf-8")


async def _protect(request: web.Request, response: web.StreamResponse) -> None:
    is_upload = request.path.startswith("/attachments/")
    response.headers.update(HEADERS)
    response.headers["Content-Security-Policy"] = NOTHING_RUNS if is_upload else POLICY
