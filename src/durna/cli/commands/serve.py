"""`durna serve`"""

from __future__ import annotations

from pathlib import Path

import click

from durna.cli import options


@click.command("serve")
@options.workspace
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for the whole network."
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen on.")
@click.option(
    "--processes", type=click.IntRange(1, 64), default=1, show_default=True, help="How many answer; one a processor."
)
@click.option("--administrator", metavar="ADDRESS", help="E-mail address of the first administrator; needed once.")
@click.option("--demo", is_flag=True, help="Make somebody invented for every role, and say how to sign in as each.")
def command(folder: Path, host: str, port: int, processes: int, administrator: str | None, demo: bool) -> None:
    """Serve the site of a workspace until stopped with Ctrl+C. Its own things stand in WORKSPACE/web."""
    from durna.web import running, serving

    if processes > 1:
        serving.refuse_where_sockets_cannot_be_shared()
    workspace = options.open_workspace(folder)
    running.set_up(workspace)
    running.migrate()
    address = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}/"
    if demo:
        click.echo("For demonstration only. Sign in as any of these invented people:", err=True)
        for person in running.demonstrate():
            click.echo(f"  {person.role:<22} {person.email:<38} {person.password}", err=True)
    elif token := running.first_link(administrator):
        click.echo(f"Open this link once to choose the administrator's password: {address}join/{token}/", err=True)
    server = running.listening(host, port)
    from durna.web.dataroom import worker

    with worker.beside(workspace.root), serving.beside(workspace.root, server, processes - 1):
        click.echo(f"The site is at {address} (stop with Ctrl+C)", err=True)
        server.run()
