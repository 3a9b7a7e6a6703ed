"""Streams that cannot be written: closed, full, or read by nobody."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8", "COUSINS": f"{sys.executable} -m cousins"}


def shell(command):
    return subprocess.run(
        ["/bin/bash", "-c", command], capture_output=True, text=True, encoding="utf-8", check=False, env=ENVIRONMENT
    )


@pytest.mark.parametrize("command", ["show Q9439", "show Q9439 --format json", "descendants Q9439", "--help"])
@pytest.mark.parametrize("target", [">&-", ">/dev/full"])
def test_output_that_cannot_be_written_is_said_in_one_line(command, target):
    outcome = shell(f"$COUSINS {command} {target}")
    assert outcome.returncode == 1
    assert outcome.stdout == ""
    assert len(outcome.stderr.splitlines()) == 1
    assert outcome.stderr.startswith("cousins: cannot write: ")


@pytest.mark.parametrize("target", ["2>&-", "2>/dev/full"])
def test_notes_that_cannot_be_written_are_left_out(target):
    outcome = shell(f'$COUSINS relate Q9682 "Prince Philip" --limit 1 {target}')
    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert "is the husband of" in outcome.stdout
    assert "is taken for" not in outcome.stdout


@pytest.mark.parametrize("command", ["show Q9439", "descendants Q9439", "show --help", "ancestors Q9682 --format json"])
@pytest.mark.parametrize("reader", ["true", "head -n 1"])
def test_a_pipe_that_nobody_reads_on_is_no_error(command, reader):
    outcome = shell(f"$COUSINS {command} | {reader}; echo ${{PIPESTATUS[0]}}")
    assert outcome.stdout.splitlines()[-1] == "0"
    assert outcome.stderr == ""


def test_nobody_found_is_an_error_in_json_too():
    outcome = shell("$COUSINS find zzzzqqqq --format json")
    assert (outcome.returncode, outcome.stdout) == (1, "")
    assert outcome.stderr.startswith("cousins: nobody found")


def test_a_limit_beyond_all_numbers_is_none():
    assert shell(f"$COUSINS find victoria --limit {10**30}").returncode == 0


def test_what_is_missing_is_said_in_one_sentence():
    assert shell("$COUSINS find").stderr == "cousins: Missing argument 'NAME...'; see 'cousins find --help'\n"


@pytest.mark.parametrize(("setting", "plain"), [("1", True), ("", False)])
def test_no_color_counts_when_it_is_not_empty(monkeypatch, capsys, setting, plain):
    from cousins.cli import screen

    monkeypatch.setenv("NO_COLOR", setting)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    styled = []
    monkeypatch.setattr(screen, "_styled", lambda text: styled.append(text) or text)
    screen.show("Victoria")
    assert capsys.readouterr().out == "Victoria\n"
    assert bool(styled) is not plain
