"""Errors that travel between processes."""

from __future__ import annotations

import copy
import inspect
import pickle

import pytest

from cousins import errors

SAMPLES = {
    "host": "example.org",
    "found": 2,
    "known": 1,
    "status": 500,
    "retry_after": 60,
    "line": 3,
    "candidates": ["Ann, I1", "Ann, I2"],
}


def _kinds(kind=errors.CousinsError):
    return [kind, *(each for below in kind.__subclasses__() for each in _kinds(below))]


def _made(kind):
    if "__init__" not in {name for each in kind.__mro__ for name in vars(each) if each.__module__ == errors.__name__}:
        return kind("something is wrong")
    wanted = [name for name in inspect.signature(kind.__init__).parameters if name != "self"]
    return kind(**{name: SAMPLES.get(name, f"some {name}") for name in wanted if name not in {"args", "kwargs"}})


@pytest.mark.parametrize("kind", [kind for kind in _kinds() if kind.__module__ == errors.__name__])
@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])  # noqa: S301
def test_every_error_is_copied_and_pickled(kind, again):
    error = _made(kind)
    other = again(error)
    assert type(other) is kind
    assert (str(other), other.args, vars(other)) == (str(error), error.args, vars(error))
