"""`detente figures`: every figure with its source."""
from __future__ import annotations

from typing import Any

import click

from detente.cli.inputs import inputs
from detente.cli.studies import run, study
from detente.study.tables import of_figures


@click.command("figures")
@inputs
@study
def command(**options: Any) -> None:
    """List every figure: value, unit, of what, for which period, according to whom, in which words."""
    if options["svg"] is not None:
        raise click.UsageError("figures have no picture; take --csv")
    run(options, lambda d: (of_figures(d), []))
