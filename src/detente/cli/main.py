"""The command line: `detente VERB`. Verbs are loaded when called, so that `--help` answers at once."""
from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from typing import Any

import click

from detente.errors import DetenteError

# verb: (module under detente.cli.commands, one line for --help)
VERBS: dict[str, tuple[str, str]] = {
    "demo": ("demo", "Read the shipped sample reports and print the brief."),
    "read": ("read", "Read reports and write one JSON reading a line."),
    "show": ("show", "Show a report with its records, in the terminal or as a page."),
    "why": ("why", "Show the evidence of one record, and why it is so coded."),
    "check": ("check", "Verify schema, hashes and every quotation of stored readings."),
    "collate": ("collate", "Hold several reports against each other."),
    "brief": ("brief", "Write a page of plain sentences, each with its source."),
    "world": ("world", "Print the state of the system on a date."),
    "what-if": ("what_if", "Suppose other stances and show what follows by stated rules."),
    "outlook": ("outlook", "Where a measure may end, with its wide band."),
    "lexicon": ("lexicon", "Look up what a name means on a day, and why."),
    "web": ("web", "Serve the reports as pages on this machine."),
    "timeline": ("timeline", "Every act on its day."),
    "positions": ("positions", "Who stands where on which measure."),
    "network": ("network", "Who acts on whom, with the usual measures."),
    "figures": ("figures", "Every figure with its source."),
    "tension": ("tension", "What passes between two sides over time."),
    "panel": ("panel", "Pairs by month with zeros, for statistics."),
    "review": ("review", "Accept, reject or amend a record, in a review file."),
    "sample": ("sample", "A sample to review, and the precision it shows."),
    "compare": ("compare", "Hold your own coding against the machine's."),
    "export": ("export", "Write records in the formats of the field."),
}


def unheard() -> click.exceptions.Exit:
    """A quiet end; what is still held back goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return click.exceptions.Exit(0)


class Verbs(click.Group):
    """A group whose verbs are imported only when they run; their help lines stand in VERBS."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module = import_module(f"detente.cli.commands.{VERBS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb. Whoever reads our output may stop early (`| head`): that is no failure; a full disk is one, told in words."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise unheard() from None
        except OSError as e:
            raise click.ClickException(str(e)) from None

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any) -> click.Context:
        """`--help` is printed here."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except BrokenPipeError:
            raise unheard() from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Verbs"):
            formatter.write_dl([(verb, line) for verb, (_, line) in VERBS.items()])


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="detente")
def main() -> None:
    """Read diplomatic and conflict news and keep the record, each item with the characters it came from.

    \b
    detente demo                      read the shipped sample and print the brief
    detente read FILE... > out.jsonl  your own reports: txt, html, docx, jsonl, a folder, or - for standard input
    detente brief FILE...             the page of sentences, each with its source
    """


def run() -> None:
    """Run the command line with the project's exit codes: 1 failed, 2 usage, 130 interrupted."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    if isinstance(sys.stdout, io.TextIOWrapper):  # None where the shell closed it
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # a lone surrogate in a report is shown, not fatal
    try:
        code = main(standalone_mode=False)  # click hands back the code of an Exit here instead of raising it
        sys.exit(code if isinstance(code, int) else 0)
    except click.Abort:
        click.echo("interrupted", err=True)
        sys.exit(130)
    except click.ClickException as e:
        e.show()
        sys.exit(e.exit_code)
    except KeyboardInterrupt:
        click.echo("interrupted", err=True)
        sys.exit(130)
    except DetenteError as e:
        click.echo(f"detente: {e}", err=True)
        sys.exit(1)
