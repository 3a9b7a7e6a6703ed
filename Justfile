# The one door for developers: `just` lists what there is.

venv := ".venv"
bin := venv / "bin"

_list:
    @just --list --unsorted

# Make the virtual environment with everything developers need
setup:
    test -d {{ venv }} || python3 -m venv {{ venv }}
    {{ bin }}/pip install --quiet --upgrade "pip>=25.1"
    {{ bin }}/pip install --quiet --group dev --editable .

# All tests, doctests included
test *arguments: setup
    {{ bin }}/pytest {{ arguments }}

# Style, types, and who may import whom
lint: setup
    {{ bin }}/ruff check
    {{ bin }}/ruff format --check
    {{ bin }}/mypy
    {{ bin }}/lint-imports

# Put every file into shape
format: setup
    {{ bin }}/ruff format
    {{ bin }}/ruff check --fix

# Tests with the branches they miss
coverage: setup
    {{ bin }}/coverage run -m pytest
    {{ bin }}/coverage report

# One of the comparisons in benchmarks/, such as `just bench startup`
bench name *arguments: setup
    {{ bin }}/pip install --quiet numpy
    {{ bin }}/python benchmarks/{{ name }}.py {{ arguments }}

# What continuous integration runs
ci:
    .ci/run

# Spoiled files of every format, to find what a reader cannot bear; such as `just fuzz json csv --rounds 5000`
fuzz *arguments="--rounds 100000": setup
    {{ bin }}/python benchmarks/fuzz.py {{ arguments }}

# The page's server under load, against a bare hello of its own; needs wrk
load *arguments: setup
    {{ bin }}/python benchmarks/web.py {{ arguments }}

# The API under requests made up from its own document
fuzz-web *arguments: setup
    {{ bin }}/pip install --quiet schemathesis
    {{ bin }}/python benchmarks/fuzz_web.py {{ arguments }}

# Exports, pictures, crawls and downloads killed at random moments: nothing is half, mixed or lost
kill kills="100": setup
    {{ bin }}/python benchmarks/kill.py {{ kills }}

# Every law on all its examples, which takes minutes
laws *arguments: setup
    {{ bin }}/pytest --hypothesis-profile=laws tests/property {{ arguments }}

# Which small changes to a room its tests do not notice, such as `just mutants kinship --draw 200 --seed house`
mutants room *arguments: setup
    {{ bin }}/python benchmarks/mutants.py {{ room }} {{ arguments }}
