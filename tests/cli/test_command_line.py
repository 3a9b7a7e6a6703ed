"""The command line, as it is run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from cousins.cli.program import COMMANDS

BASH = shutil.which("bash") or ""
ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8"}


def run(*arguments, **environment):
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "cousins", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=ENVIRONMENT | environment,
        check=False,
    )


def test_the_main_question_is_answered(call):
    code, out, err = call("relate", "Elizabeth II", "Prince Philip")
    assert code == 0
    assert "is the husband of Elizabeth II" in out
    assert "second cousins once removed" in out
    assert "one generation nearer" in out
    assert "third cousins, through Victoria (1819–1901)" in out
    assert "further relationships" in out
    assert "Q34417" in err


def test_json_holds_what_is_documented(call):
    code, out, _ = call("relate", "Q9682", "Q80976", "--format", "json", "--limit", "3")
    record = json.loads(out)
    assert record["common_ancestors"].keys() == {"count", "independent_count"}
    assert not {"kinship", "relatedness", "inbreeding"} & record.keys()
    more = ("--coefficients", "--common-ancestors")
    code, out, _ = call("relate", "Q9682", "Q80976", "--format", "json", "--limit", "3", *more)
    record = json.loads(out)
    assert code == 0
    assert record["a"] == {
        "id": "Q9682",
        "name": "Elizabeth II",
        "sex": "female",
        "born": "1926-04-21",
        "died": "2022-09-08",
    }
    partner, cousin, third = record["relationships"]
    assert (partner["kind"], partner["b_is"], partner["a_is"]) == ("partner", "husband", "wife")
    assert (cousin["kind"], cousin["generations"], cousin["half"]) == ("blood", [4, 3], False)
    assert (cousin["civil_degree"], cousin["canon_degree"]) == (7, 4)
    assert third["lines"][0] == ["Q9439", "Q20875", "Q269412", "Q280856", "Q9682"]
    assert set(cousin["through"]) <= set(record["common_ancestors"]["independent"])
    assert set(record["common_ancestors"]["independent"]) <= set(record["common_ancestors"]["all"])
    assert 0 < record["kinship"] < record["relatedness"] < 1
    assert record["path"] is None
    assert record["complete"] is True


def test_all_gives_each_pair_of_generations_with_a_count(call):
    _, out, _ = call("relate", "Q9682", "Q80976", "--all", "--limit", "40", "--format", "json")
    entries = [entry for entry in json.loads(out)["relationships"] if entry["kind"] == "blood"]
    kinds = [(tuple(sorted(entry["through"])), *entry["generations"]) for entry in entries]
    assert len(kinds) == len(set(kinds)) == 39
    assert all(entry["count"] >= 1 for entry in entries)
    assert [sum(entry["generations"]) for entry in entries] == sorted(sum(entry["generations"]) for entry in entries)


def test_kin_by_marriage_have_a_path(call):
    _, out, _ = call("relate", "Q9682", "Q9685", "--format", "json")
    record = json.loads(out)
    assert record["relationships"][0]["b_is"] == "daughter-in-law"
    assert record["relationships"][0]["kind"] == "affinity"
    if not any(entry["kind"] == "blood" for entry in record["relationships"]):
        assert [step["id"] for step in record["path"]] == ["Q43274", "Q9685"]


def test_those_who_are_no_kin_are_told_where_the_lines_end(call):
    _, out, _ = call("relate", "Q517", "Q9439")
    assert "No common ancestor is known." in out
    assert "3  Giuseppe Maria Paravicini († 1741)" in out
    assert "Napoleon: 2 of 2, 4 of 4, 8 of 8, 11 of 16 (69%)" in out
    _, out, _ = call("relate", "Q517", "Q9439", "--format", "json")
    record = json.loads(out)
    assert [len(side) for side in record["open_ends"].values()] == [10, 10]
    assert all(end["id"] in record["people"] for side in record["open_ends"].values() for end in side)
    assert record["completeness"]["a"][:4] == [[2, 2], [4, 4], [8, 8], [11, 16]]


def test_great_aunts_may_be_called_grand_aunts(call):
    pair = ("relate", "Q43274", "Q234542", "--limit", "1")
    assert "great-great-aunt" in call(*pair)[1]
    assert "great-grand-aunt" in call(*pair, "--greats", "grand")[1]


def test_find_lists_people_by_a_part_of_the_name_and_a_year(call):
    code, out, _ = call("find", "alexandra", "1844")
    assert (code, out.split()[0]) == (0, "Q152260")


@pytest.mark.parametrize("text", ["Q9439", "q9439", "Victoria (1819–1901), Q9439"])
def test_find_takes_ids_and_the_lines_it_gives(call, text):
    assert call("find", text) == (0, "Q9439  Victoria (1819–1901)\n", "")


@pytest.mark.parametrize("name", ["www.wikidata.org", "127.0.0.1:8181", "localhost:80"])
def test_the_address_of_a_site_without_a_scheme_is_told_from_a_file(call, name):
    code, out, err = call("find", "Victoria", "--from", name)
    assert (code, out) == (1, "")
    assert err == f"cousins: '{name}' is no file; the address of a site begins with https:// or http://\n"


def test_find_in_json_tells_what_matched(call):
    _, out, _ = call("find", "queen victoria", "--format", "json", "--limit", "1")
    (match,) = json.loads(out)
    assert (match["id"], match["matched"]) == ("Q9439", "Queen Victoria")


def test_show_tells_of_the_nearest_kin(call):
    code, out, _ = call("show", "Q9439")
    assert code == 0
    assert "born 24 May 1819" in out
    for word in ("parents", "partners", "children", "half-siblings", "inbreeding F"):
        assert word in out


def test_ancestors_have_sosa_numbers(call):
    _, out, _ = call("ancestors", "Q9682", "--generations", "2", "--format", "json")
    rows = json.loads(out)["ancestors"]
    assert [row["number"] for row in rows] == ["2", "3", "4", "5", "6", "7"]
    assert (rows[0]["id"], rows[2]["id"]) == ("Q280856", "Q269412")


def test_ancestors_who_recur_are_marked_and_listed_once(call):
    _, out, _ = call("ancestors", "Q9682", "--format", "json")
    rows = json.loads(out)["ancestors"]
    assert len({row["id"] for row in rows}) == len(rows)
    assert any(row["again"] for row in rows)


def test_descendants_have_daboville_numbers(call):
    _, out, _ = call("descendants", "Q9439", "--generations", "1", "--format", "json")
    assert [row["number"] for row in json.loads(out)["descendants"]] == [f"1.{place}" for place in range(1, 10)]


WRONG = [
    (("relate", "Nobody Atall Xyzzy", "Q9439"), 1),
    (("relate", "Q0", "Q9439"), 1),
    (("relate", "X1", "Q9439"), 1),
    (("relate", "", "Q9439"), 1),
    (("relate", "Q99999999", "Q9439"), 1),
    (("relate", "Q" + "9" * 5000, "Q9439"), 1),
    (("relate", "V" * 10_000, "Q9439"), 1),
    (("relate", "Vic\x1b[31m\x07toria", "Q9439"), 1),
    (("relate", "\x00", "Q9439"), 1),
    (("relate", "Anne", "Q9439"), 1),
    (("relate", "Q9439", "Q9682", "--from", "nowhere"), 1),
    (("show", "   "), 1),
    (("find", "zzzzqqqq"), 1),
    (("relate", "Q9439"), 2),
    (("relate", "Q9439", "Q9682", "Q1"), 2),
    (("relate", "Q9439", "Q9682", "--limit", "0"), 2),
    (("relate", "Q9439", "Q9682", "--limit", "many"), 2),
    (("relate", "Q9439", "Q9682", "--format", "xml"), 2),
    (("relate", "Q9439", "Q9682", "--language", "tlh"), 2),
    (("ancestors", "Q9439", "--generations", "-1"), 2),
    (("descendents", "Q9439"), 2),
    (("--wrong",), 2),
    (("completion", "tcsh"), 2),
]


@pytest.mark.parametrize(("arguments", "code"), WRONG, ids=lambda value: str(value)[:40])
def test_a_wrong_command_ends_in_one_clear_line(call, arguments, code):
    left, out, err = call(*arguments)
    assert (left, out) == (code, "")
    assert len(err.strip().splitlines()) == 1
    assert err.startswith("cousins: ")
    assert "Traceback" not in err
    assert "\x1b" not in err
    assert len(err) < 1000


def test_an_ambiguous_name_lists_candidates_with_years_and_ids(call):
    _, _, err = call("show", "Anne")
    assert err.count("Q") >= 3
    assert "–" in err


def test_a_misspelt_name_brings_the_nearest_spellings(call):
    _, _, err = call("show", "Wiliam the Sylantt")
    assert "did you mean" in err


def test_no_arguments_bring_the_help(call):
    code, _, err = call()
    assert code == 2
    assert "Usage:" in err


def test_a_closed_pipe_is_no_error():
    head = subprocess.run(
        f"{sys.executable} -m cousins descendants Q9439 | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT,
    )
    assert "descendants of Victoria" in head.stdout
    assert head.stderr == ""


@pytest.mark.parametrize("columns", ["20", "1", "40", "nonsense"])
def test_narrow_terminals_get_sane_output(columns):
    outcome = run("relate", "Q9682", "Q80976", COLUMNS=columns)
    assert outcome.returncode == 0
    assert "husband" in outcome.stdout
    if columns == "20":
        assert max(map(len, outcome.stdout.splitlines())) <= 24


def test_a_terminal_without_unicode_gets_ascii():
    outcome = run("relate", "Q9682", "Q80976", "--coefficients", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert outcome.returncode == 0
    assert outcome.stdout.isascii()
    assert "Elizabeth II (1926-2022)" in outcome.stdout


def test_output_to_a_pipe_is_plain():
    assert "\x1b" not in run("relate", "Q9682", "Q80976").stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_program(call, shell):
    code, out, _ = call("completion", shell)
    assert code == 0
    assert "_COUSINS_COMPLETE" in out


def test_names_are_completed():
    outcome = run("relate", _COUSINS_COMPLETE="bash_complete", COMP_WORDS="cousins show queen\\ vic", COMP_CWORD="2")
    assert "Victoria (1819–1901)" in outcome.stdout


UNTRIED = {"explore", "download"} | {"mcp", "serve"}
"""Commands that ask the network, and those that serve until they are stopped."""


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - UNTRIED))
def test_every_help_text_ends_in_an_example_that_works(call, name, tmp_path, monkeypatch):
    import shlex

    monkeypatch.chdir(tmp_path)
    code, out, _ = call(name, "--help")
    assert code == 0
    example = " ".join(out[out.rindex("Example: ") :].split())
    assert example.startswith("Example: cousins ")
    words = shlex.split(example.removeprefix("Example: cousins "), comments=True)
    code, out, _ = call(*words[: words.index(">>")] if ">>" in words else words)
    assert code == 0
    assert out


def test_a_damaged_atlas_is_said(monkeypatch, call, tmp_path):
    from cousins.sources import atlas

    damaged = tmp_path / "atlas.tsv"
    damaged.write_bytes(atlas._EMBEDDED.read_bytes()[:100_000])
    atlas.atlas.cache_clear()
    monkeypatch.setattr(atlas, "_EMBEDDED", damaged)
    code, out, err = call("relate", "Q9682", "Q80976")
    atlas.atlas.cache_clear()
    assert (code, out) == (1, "")
    assert "install cousins again" in err


def test_a_fault_of_our_own_is_one_line_that_says_where(monkeypatch, call):
    for error, line in (
        (TypeError("so\nand so"), "a fault in cousins itself, please report it"),
        (MemoryError(), "memory"),
    ):
        monkeypatch.setattr("cousins.cli.show.explorer", lambda *_, error=error, **__: (_ for _ in ()).throw(error))
        code, out, err = call("show", "Q9682")
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert line in err


def test_ids_are_as_harmless_as_names(call, tmp_path):
    path = tmp_path / "family.json"
    nodes = [
        {"id": "a\n1. forged\x1b[31m", "name": "Ann", "born": "1900"},
        {"id": "b\u202e\nB", "name": "Ann", "born": "1800", "died": "1790"},
    ]
    edges = [{"source": nodes[0]["id"], "target": nodes[1]["id"], "link": "parent"}]
    path.write_text(json.dumps({"nodes": nodes, "edges": edges}))
    for command in (["check"], ["find", "Ann", "--from"], ["show", "Ann 1900", "--from"], ["show", "Ann", "--from"]):
        _, out, err = call(*command, str(path))
        assert "forged" in out + err
        assert not {line for line in (out + err).splitlines() if line.startswith(("1. forged", "B"))}
        assert not {letter for letter in out + err if letter in "\x1b\u202e"}


def test_the_version_is_that_of_the_package(call):
    code, out, _ = call("--version")
    assert code == 0
    assert out.startswith("cousins ")


def test_a_name_of_nobody_in_the_atlas_says_how_everybody_is_asked(call):
    _, _, err = call("relate", "Mary Poppins", "Queen Victoria")
    assert err.count("\n") == 1
    assert "cousins relate 'Mary Poppins' 'Queen Victoria' --from wikidata --contact you@example.org" in err


def test_a_name_of_nobody_in_a_file_says_nothing_of_the_atlas(call, tmp_path):
    family = tmp_path / "family.ged"
    family.write_text(
        "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n1 CHAR UTF-8\n0 @I1@ INDI\n1 NAME Ann /Smith/\n0 TRLR\n", encoding="utf-8"
    )
    _, _, err = call("show", "Mary Poppins", "--from", str(family))
    assert "atlas" not in err


class _Typed:
    """A terminal at which something is typed."""

    def __init__(self, text):
        self.text = text

    def isatty(self):
        return True

    def readline(self):
        return self.text


@pytest.mark.parametrize(("typed", "code"), [("2\n", 0), ("\n", 1), ("99\n", 1), ("0\n", 1), ("x\n", 1), ("", 1)])
def test_at_a_terminal_one_of_several_can_be_chosen(call, monkeypatch, typed, code):
    monkeypatch.setattr("sys.stdin", _Typed(typed))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    left, out, err = call("show", "Charles II")
    assert left == code
    assert "who is meant?" in err
    assert ("Charles II" in out) is (code == 0)


def test_nothing_is_asked_where_nobody_can_answer(call):
    left, _, err = call("show", "Charles II")
    assert left == 1
    assert "who is meant" not in err


def test_what_is_farther_than_three_has_a_line_and_no_sentence_names_a_dozen(call, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = call("relate", "Q9682", "Q80976", "--all", "--limit", "40")
    lines = out.splitlines()
    assert max(map(len, lines)) <= 80
    after = lines[lines.index(next(line for line in lines if line.startswith("4. "))) :]
    rest = after[: after.index("")]
    assert len(rest) > 10
    assert [line.partition(".")[0] for line in rest] == [str(4 + place) for place in range(len(rest))]
    assert "--limit all lists them" in out
    _, out, _ = call("relate", "Q9682", "Q80976", "--full", "13")
    assert "is one generation nearer to both." in out
    assert "--full all" not in out


def test_each_command_has_a_whole_line_in_the_help(call, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = call("--help")
    commands = out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in commands] == list(COMMANDS)
    assert all(line.endswith(".") and not line.endswith("...") for line in commands)
    _, out, _ = call("relate", "--help")
    assert [line for line in out.splitlines() if line.endswith(":") and not line.startswith(" ")] == [
        "Options:",
        "Picture:",
        "Source:",
        "Live sources:",
    ]


ME = """id,name,sex,born,died
A1,Ann O'Hara,female,1850,1900
A2,"Ann: the $(Elder)",female,1851,1901
A3,José Núñez,male,1820,1890
"""


@pytest.fixture
def tree(tmp_path):
    (tmp_path / "tree.links.csv").write_text("link,kind,person,other\nparent,birth,A3,A1\n")
    (tmp_path / "tree.csv").write_text(ME, encoding="utf-8")
    return str(tmp_path / "tree.csv")


def test_who_says_who_they_are_may_leave_the_name_out(call, monkeypatch, tree):
    monkeypatch.setenv("COUSINS_ME", "Elizabeth II")
    assert "Victoria is the great-great-grandmother of Elizabeth II" in call("relate", "Q9439")[1]
    assert call("show")[1].startswith("Elizabeth II, Q9682")
    assert "George VI" in call("ancestors", "--generations", "1")[1]
    assert call("descendants", "--generations", "1")[1].startswith("4 descendants of Elizabeth II")
    assert "Charles III" in call("tree", "--descendants", "1")[1]
    code, out, err = call("show", "--from", tree)
    assert (code, out) == (1, "")
    assert err.startswith(f"cousins: the setting me, looked for in {tree}: nobody found for 'Elizabeth II'")
    monkeypatch.setenv("COUSINS_ME", "A1")
    monkeypatch.setenv("COUSINS_ME_FROM", tree)
    assert call("show")[1].startswith("Ann O'Hara, A1")


@pytest.mark.parametrize("command", ["show", "tree", "ancestors", "descendants", "relate Q9439"])
def test_who_is_not_said_to_be_anybody_is_told_how_to_say_it(call, monkeypatch, command):
    monkeypatch.delenv("COUSINS_ME", raising=False)
    monkeypatch.setenv("COUSINS_CONFIG", "mine.toml")
    code, out, err = call(*command.split())
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert 'COUSINS_ME="Ann Lee", or me = "Ann Lee" in mine.toml' in err


@pytest.mark.parametrize(
    ("shell", "typed", "answer"),
    [
        ("bash", "cousins show --from {} ann\\ O", 'plain,"Ann O\'Hara (1850–1900)"'),
        ("bash", 'cousins show --from {} "ann: t', r"plain,Ann: the \$(Elder) (1851–1901)"),
        ("bash", "cousins show --from {} 'ann o", r"plain,Ann O'\''Hara (1850–1900)"),
        ("bash", "cousins show --from {} Ann:", r"plain,\ the\ \$\(Elder\)\ \(1851–1901\)"),
        ("bash", "cousins show --from {} jose", 'plain,"Jose Nunez (1820–1890)"'),
        ("bash", "cousins show --from {}", "file,{}"),
        ("bash", "cousins check {}", "file,{}"),
        ("bash", "cousins tree Q1 -o {}", "file,{}"),
        ("bash", "cousins show --from wiki", "plain,wikidata\nfile,wiki"),
        ("bash", 'cousins show "Ann"', ""),
        ("fish", "cousins show 'Alix of Hes", "plain,Alix of Hesse (1872–1918)\tAlexandra Feodorovna"),
        ("zsh", "cousins show 'Elizabeth II (19", "plain\nElizabeth II (1926–2022)\n_"),
    ],
)
def test_names_complete_as_they_were_begun(call, monkeypatch, tree, shell, typed, answer):
    typed = typed.format(tree)
    monkeypatch.setenv("_COUSINS_COMPLETE", f"{shell}_complete")
    monkeypatch.setenv("COUSINS_TYPED", typed)
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", "2" if shell == "zsh" else typed.partition("show ")[2])
    code, out, _ = call()
    assert code == 0
    assert out.strip().startswith(answer.format(tree) if "{" in answer else answer)
    assert bool(out.strip()) == bool(answer)


@pytest.mark.skipif(not BASH, reason="there is no bash")
def test_the_script_for_bash_keeps_what_it_is_answered_in_one_word(call):
    _, script, _ = call("completion", "bash")
    asked = """cousins() { printf 'plain,%s\\n' "\\"Ann Lee: $COUSINS_TYPED\\"" plain; }
    COMP_LINE='cousins show An and more' COMP_POINT=15
    _cousins_completion cousins
    printf '%s\\n' "${COMPREPLY[@]}"
    """
    done = subprocess.run([BASH, "--norc", "-c", f"{script}\n{asked}"], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ['"Ann Lee: cousins show An"', "plain"]
