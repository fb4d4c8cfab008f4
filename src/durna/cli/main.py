"""The command `durna`. Commands are imported when called: `durna --help` must not wait for an analytics library."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from durna import __version__
from durna.errors import UserError

# name -> (module under durna.cli.commands, one line of help)
COMMANDS = {
    "new": ("new", "Make a workspace for a country."),
    "keys": ("keys", "Make the secret keys of a workspace."),
    "sources": ("sources", "List the sources that have a contract, or show one."),
    "map": ("map", "Propose a mapping from a file's own columns and values."),
    "intake": ("intake", "Take deliveries in; print their receipts."),
    "load": ("load", "Take in every delivery that the workspace lists in deliveries.yaml."),
    "receipts": ("receipts", "Show what intake did with each delivery."),
    "erase": ("erase", "Erase records for a legal reason."),
    "indicators": ("indicators", "List the catalogue, or show one definition."),
    "figures": ("figures", "Compute figures."),
    "check": ("check", "List what the checks find, and answer a finding."),
    "deliveries": ("deliveries", "Show which expected deliveries are received, due, late or rejected."),
    "explain": ("explain", "Show the passport of a figure."),
    "residence": ("residence", "Find migrations among border crossings; needs no workspace."),
    "backtest": ("backtest", "Estimate the past with what was known then, and compare with what came out."),
    "build": ("build", "Build the Profile as a site with downloads."),
    "diff": ("diff", "Show what readers would find changed if the Profile were published now."),
    "edition": ("edition", "Freeze, check, publish, sign, verify and compare editions."),
    "serve": ("serve", "Serve the site: editions, deliveries, people, audit."),
    "framework": ("framework", "Import the question set of an assessment."),
    "audit": ("audit", "Verify the audit of the site."),
    "certificate": ("certificate", "Verify a certificate of the training centre, without a network."),
    "backup": ("backup", "Put everything of a place into one file."),
    "restore": ("restore", "Put such a file into an empty place."),
    "iati": ("iati", "Validate, export and import projects in the IATI standard."),
    "synthesize": ("synthesize", "Make a country of invented people, whose true figures are known."),
    "truth": ("truth", "Hold the figures of such a country against the truth, defect by defect."),
}


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"durna.cli.commands.{COMMANDS[cmd_name][0]}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="durna")
def durna() -> None:
    """Durna makes a country's migration statements from its own records."""


def main() -> None:
    """Exit status: 0 done, 1 a user's error, 2 wrong usage."""
    try:
        durna.main(standalone_mode=False)
    except UserError as error:
        click.echo(f"durna: {error}", err=True)
        sys.exit(1)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("durna: stopped; nothing half-done was kept.", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of a pipe has gone (`durna figures | head`): not our error.
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
