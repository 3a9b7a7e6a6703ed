"""Whom a question is about where a name is left out: the user, as the settings say."""

from __future__ import annotations

import os
from pathlib import Path

import click
from click.core import ParameterSource

from cousins.settings import Settings, config_file


def me_from(source: str) -> tuple[str, str]:
    """Return the name or id that the user's settings say is the user, and the source to look in.

    Args:
        source: What ``--from`` says; the settings say another one only where it was not given.

    Raises:
        UsageError: No setting says who the user is.
    """
    context = click.get_current_context()
    settings = Settings.load()
    if settings.me is None:
        raise click.UsageError(
            f'name a person, or say who you are: COUSINS_ME="Ann Lee", or me = "Ann Lee" in {config_file(os.environ)}'
        )
    if settings.me_from and context.get_parameter_source("source") is ParameterSource.DEFAULT:
        source = str(Path(settings.me_from).expanduser()) if settings.me_from.startswith("~") else settings.me_from
    context.meta["cousins.me"] = settings.me, source
    return settings.me, source
