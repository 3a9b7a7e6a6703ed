"""The line that says what takes so long."""

from __future__ import annotations

import io
import json
import os
import sys
import time

import pytest

from cousins.cli import life_sign, program, screen
from cousins.cli.life_sign import LifeSign
from cousins.stages import follower, hushed, stage


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    return io.StringIO()


@pytest.fixture
def sign(terminal, clock):
    sign = LifeSign(terminal, "checking", clock)
    token = follower.set(sign)
    yield sign
    follower.reset(token)


def seen(stream):
    """Return the row of a terminal after what was written to a stream, and where the cursor stands in it."""
    row, at = [" "] * 80, 0
    for letter in stream.getvalue():
        if letter == "\r":
            at = 0
        else:
            row[at], at = letter, at + 1
    return "".join(row).rstrip()


def test_nothing_is_said_of_what_is_quick(sign, terminal, clock):
    with stage("reading a.ged"):
        clock.now = 1.9
        sign.look()
    assert terminal.getvalue() == ""


def test_after_two_seconds_the_innermost_stage_is_said_with_its_time_and_share(sign, terminal, clock):
    clock.now = 1.5
    with stage("checking 9 people", lambda: 0.256):
        clock.now = 2.0
        sign.look()
        assert seen(terminal) == "checking 9 people … 26%"
        clock.now = 75.0
        sign.look()
        assert seen(terminal) == "checking 9 people … 1 min 13 s, 26%"
    sign.look()
    assert seen(terminal) == "checking … 1 min 15 s"


def test_the_line_vanishes_before_anything_is_written_and_comes_back_after_two_seconds(sign, terminal, clock):
    clock.now = 3.0
    sign.look()
    with hushed():
        assert seen(terminal) == ""
        assert terminal.getvalue().endswith("\r")
        clock.now = 9.0
        sign.look()
        assert seen(terminal) == ""
    sign.look()
    assert seen(terminal) == ""
    clock.now = 11.0
    sign.look()
    assert seen(terminal) == "checking … 11 s"


def test_what_lets_no_thread_run_is_said_at_once(sign, terminal):
    with stage("making a PNG", deaf=True):
        assert seen(terminal) == "making a PNG …"
    sign.look()
    assert seen(terminal) == "checking …"


@pytest.mark.parametrize("name", ["a" * 100, "\x1b[2J\rx.ged", "昭" * 60])
def test_the_line_never_leaves_its_row(sign, terminal, clock, name):
    with stage(f"reading {name}"):
        clock.now = 2.5
        sign.look()
    assert "\x1b" not in terminal.getvalue()
    assert len(seen(terminal)) < 40
    assert seen(terminal).startswith("reading ")


def test_a_poor_terminal_is_cleared_as_well(clock):
    screen.prepare()
    raw = io.BytesIO()
    sign = LifeSign(io.TextIOWrapper(raw, encoding="ascii", errors="cousins"), "reading Zoë.ged", clock)
    clock.now = 3.0
    sign.look()
    with sign.hushed():
        written = raw.getvalue().decode()
    assert written.startswith("\rreading Zoe.ged ... 3 s\r")
    assert seen(io.StringIO(written)) == ""


def test_a_terminal_that_is_gone_ends_nothing(clock):
    sign = LifeSign(io.TextIOWrapper(io.BytesIO()), "checking", clock)
    sign._stream.close()
    clock.now = 3.0
    sign.look()


def test_an_error_ends_its_stage(sign, terminal, clock):
    with pytest.raises(KeyboardInterrupt), stage("reading a.ged"):
        raise KeyboardInterrupt
    clock.now = 4.0
    sign.look()
    assert seen(terminal) == "checking … 4 s"


def test_on_a_terminal_it_comes_and_goes_and_the_answer_in_the_pipe_is_whole(monkeypatch, capsys):
    pty = pytest.importorskip("pty")
    monkeypatch.setattr(life_sign, "PATIENCE", 0.0)
    monkeypatch.setattr(life_sign, "_PAUSE", 0.005)
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as read, os.fdopen(theirs, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        slow = screen.show_json
        monkeypatch.setattr("cousins.cli.screen.show_json", lambda record: (time.sleep(0.05), slow(record)))
        assert program.run_program(["relate", "Q9682", "Q80976", "--format", "json"]) == 0
        stream.flush()
        said = read.read(10_000).decode()
    assert said.startswith("\rlooking for relationships …")
    assert said.endswith("\r")
    assert said.rsplit("\r", 2)[1].strip() == ""
    assert json.loads(capsys.readouterr().out)["relationships"]
    assert follower.get() is None


def test_in_pipes_and_in_a_line_that_is_completed_nobody_follows(monkeypatch):
    with program._followed(["relate"]):
        assert follower.get() is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("_COUSINS_COMPLETE", "bash_complete")
    with program._followed(["relate"]):
        assert follower.get() is None
