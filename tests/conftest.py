"""What all tests may use, and how many examples the laws are tried on: few by default, all in ``just laws``.

``pytest --hypothesis-profile=laws`` chooses the other profile.
"""

from __future__ import annotations

import pytest
from hypothesis import Phase, settings

from cousins.cli import main

settings.register_profile("default", max_examples=40, derandomize=False, deadline=None)
settings.register_profile("laws", max_examples=1500, deadline=None)
settings.register_profile(  # the same examples for every mutant, and no search for the smallest that fails
    "mutants", max_examples=40, derandomize=True, database=None, deadline=None, phases=(Phase.explicit, Phase.generate)
)
settings.load_profile("default")


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory):
    """Keep what tests fetch away from what whoever runs them has fetched."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def call(capsys):
    """Runs the command line in this process; returns exit code, output and complaints."""

    def called(*arguments):
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        captured = capsys.readouterr()
        return left.value.code, captured.out, captured.err

    return called
