"""The documentation speaks of what there is, and its examples work."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

import cousins
from cousins import errors
from cousins.cli import main
from cousins.cli.program import COMMANDS
from cousins.cli.program import cousins as group

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
EVERYTHING = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_documented(name):
    assert f"cousins {name}" in EVERYTHING


def test_every_command_within_a_command_is_documented():
    for command in every_command():
        for name in getattr(command, "commands", {}):
            assert f"cousins {command.name} {name}" in EVERYTHING


def commands_of(readme):
    blocks = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("cousins ")]


@pytest.mark.parametrize("line", commands_of(README))
def test_every_command_of_the_readme_works(line, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        main(shlex.split(line)[1:])
    assert left.value.code == 0
    assert capsys.readouterr().out


def test_the_readme_shows_what_the_main_command_prints(capsys):
    with pytest.raises(SystemExit):
        main(["relate", "Elizabeth II", "Prince Philip"])
    shown = re.search(r"```text\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    assert capsys.readouterr().out.startswith(shown.group(1))


def test_the_readme_shows_why_no_kinship_was_found(capsys):
    with pytest.raises(SystemExit):
        main(["relate", "Napoleon", "Queen Victoria"])
    shown = re.search(r"```text\n(No common ancestor.*?)```", README, re.DOTALL)
    assert shown is not None
    assert capsys.readouterr().out.endswith(shown.group(1))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_error_is_in_the_tree_of_the_docstring():
    assert errors.__doc__
    for name, value in vars(errors).items():
        if isinstance(value, type) and issubclass(value, Exception):
            assert name in errors.__doc__


def test_the_public_names_are_sorted_and_documented():
    assert cousins.__all__ == sorted(cousins.__all__)
    for name in cousins.__all__:
        assert hasattr(cousins, name)
        assert getattr(cousins, name).__doc__ or name == "PersonId"


def test_every_option_has_a_line_of_help():
    for command in every_command():
        assert command.help
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, (command.name, parameter.name)


def every_command():
    """Yield all commands, and those within."""
    waiting = [group.get_command(click.Context(group), name) for name in COMMANDS]
    for command in waiting:
        yield command
        waiting += getattr(command, "commands", {}).values()


def test_every_json_field_is_documented():
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    record = cousins.relate("Q9682", "Q9685", limit=3).record()
    found = {key for entry in record["relationships"] for key in entry} | set(record)
    found |= set(cousins.show("Q9682").record()) | set(
        cousins.ancestors("Q9682", generations=1).record()["ancestors"][0]
    )
    assert not {key for key in found if f"`{key}`" not in page and f'"{key}"' not in page}
