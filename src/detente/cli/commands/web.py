"""`detente web`: the reports as pages, served to this machine."""
from __future__ import annotations

import secrets
from typing import Any

import click

from detente.cli.inputs import inputs, say, taken_from
from detente.pipeline import Reader
from detente.web.app import App
from detente.web.desk import Desk
from detente.web.guard import Guard, is_loopback
from detente.web.server import Server, serve
from detente.web.shelf import Shelf


@click.command("web")
@inputs
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on. Others than loopback want a token, which is printed.")
@click.option("--port", type=click.IntRange(0, 65535), default=8017, show_default=True, help="Port to listen on; 0 takes a free one.")
@click.option("--token", help="The token that other hosts must give; made up where none is given.")
@click.option("--no-add", is_flag=True, help="Take no further reports on the page.")
@click.option("--review", metavar="REVIEW.db", type=click.Path(dir_okay=False), help="Take verdicts on records and keep them in this file.")
@click.option("--coder", default="", help="Whose verdicts they are.")
def command(host: str, port: int, token: str | None, no_add: bool, review: str | None, coder: str, **options: Any) -> None:
    """Serve pages of reports or stored readings: the text with its records, tables, timeline, positions, world. Ends with Ctrl-C."""
    files = options["files"]
    taken = taken_from(options)
    readings = list(taken.readings()) if files else []
    if files and not readings:
        taken.finish()
    reader = Reader(taken.model, tuple(taken.lexicon), taken.threshold)
    desk = None if review is None else Desk(review, coder)
    if desk is not None:
        desk.current()      # a file that is none is told now, not on a page
    guard = Guard(None if is_loopback(host) and token is None else token or secrets.token_urlsafe(16))
    app = App(Shelf(readings, desk), None if no_add else reader.read, guard)
    try:
        server = serve(app, host, port)
    except OSError as e:
        raise click.ClickException(f"{host}:{port}: cannot listen there: {e.strerror or e}; another port: --port 0") from None
    run(server, guard)


def run(server: Server, guard: Guard) -> None:
    """Serve until interrupted; the address goes to stdout."""
    address = server.server_address
    host = f"[{address[0]!s}]" if ":" in str(address[0]) else str(address[0])
    click.echo(f"http://{host}:{address[1]}/" + (f"?token={guard.token}" if guard.token else ""))
    say("serving; Ctrl-C ends it")
    with server:
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            say("ended")
