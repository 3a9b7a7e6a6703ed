from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path

import pytest

from cousins.errors import SettingsError
from cousins.settings import OPTIONS, Settings, cache_folder, config_file


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('contact = "file@example.org"\ntimeout = 5\nlanguages = ["fr", "en"]\noffline = true\nrate = 0.5\n')
    return path


def nowhere(tmp_path, **variables):
    return {"COUSINS_CONFIG": str(tmp_path / "none.toml"), "HOME": str(tmp_path), **variables}


def test_without_a_word_all_have_their_defaults(tmp_path):
    environment = nowhere(tmp_path)
    assert Settings.load(environment) == Settings(cache_folder=cache_folder(environment))


def test_the_table_states_the_true_defaults(tmp_path):
    in_words = {"none", "the environment's", "the system's", "the platform's", "the atlas"}
    said = {option.name: option.default for option in OPTIONS if option.default not in in_words}
    assert Settings.load(nowhere(tmp_path), said) == Settings.load(nowhere(tmp_path))


def test_the_table_has_every_setting_in_order():
    assert [option.name for option in OPTIONS] == [field.name for field in fields(Settings)]


def test_a_flag_wins_over_the_environment_and_that_over_the_file(config, tmp_path):
    environment = nowhere(tmp_path, COUSINS_CONTACT="env@example.org", COUSINS_TIMEOUT="6")
    chosen = Settings.load(environment, {"timeout": "7", "proxy": None}, config)
    assert (chosen.contact, chosen.timeout) == ("env@example.org", 7)
    assert (chosen.languages, chosen.offline, chosen.rate) == (("fr", "en"), True, 0.5)


def test_the_file_is_found_in_its_usual_place(config):
    assert Settings.load({"COUSINS_CONFIG": str(config)}).contact == "file@example.org"


@pytest.mark.skipif(sys.platform != "linux", reason="XDG places")
def test_xdg_says_where_things_are():
    named = {"XDG_CONFIG_HOME": "/c", "XDG_CACHE_HOME": "/k", "HOME": "/home/me"}
    assert (config_file(named), cache_folder(named)) == (Path("/c/cousins/config.toml"), Path("/k/cousins"))
    relative = {"XDG_CACHE_HOME": "not/absolute", "HOME": "/home/me"}
    assert cache_folder(relative) == Path("/home/me/.cache/cousins")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("max_age", "never", None),
        ("max_age", "0", 0.0),
        ("max_age", "90", 90.0),
        ("max_age", "2w", 1_209_600.0),
        ("contact", "https://example.org/me", "https://example.org/me"),
        ("contact", "", None),
        ("proxy", "socks5://me:secret@localhost:1080", "socks5://me:secret@localhost:1080"),
        ("refresh", "YES", True),
        ("rate", "none", None),
        ("wikidata", "http://127.0.0.1:8181/", "http://127.0.0.1:8181"),
        ("commons", "https://commons.example.org", "https://commons.example.org"),
        ("ca_file", "/ca.pem", Path("/ca.pem")),
    ],
)
def test_values_are_read(tmp_path, name, text, value):
    assert getattr(Settings.load(nowhere(tmp_path), {name: text}), name) == value


def test_a_cache_folder_that_is_set_to_nothing_is_not_set(tmp_path):
    usual = Settings.load(nowhere(tmp_path)).cache_folder
    assert Settings.load(nowhere(tmp_path, COUSINS_CACHE_FOLDER="")).cache_folder == usual


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("max_age", "soon", "COUSINS_MAX_AGE must be seconds, or a number with m, h, d or w, such as 12h or 30d"),
        ("contact", "me", "COUSINS_CONTACT must be a mail address or the address of a page, not 'me'"),
        ("contact", "me@example.org\r\nX: y", "mail address"),
        ("contact", "me (at) home@x", "mail address"),
        ("proxy", "localhost:1080", "COUSINS_PROXY must be an address such as http://host:8080"),
        ("proxy", "http://host:99999", "COUSINS_PROXY must be an address"),
        ("timeout", "0", "COUSINS_TIMEOUT must be a number above 0, not '0'"),
        ("timeout", "inf", "above 0"),
        ("concurrency", "-1", "COUSINS_CONCURRENCY must be a whole number from 1, not '-1'"),
        ("offline", "maybe", "COUSINS_OFFLINE must be yes or no, not 'maybe'"),
        ("wikidata", "www.wikidata.org", "COUSINS_WIKIDATA must be the address of a site, such as https://www.wiki"),
        ("commons", "https://", "COUSINS_COMMONS must be the address of a site"),
        ("languages", "english!", "COUSINS_LANGUAGES must be language codes"),
        ("cache_folder", "~nobody-of-that-name/x", "COUSINS_CACHE_FOLDER must be the path of a file or folder"),
        ("config", "~nobody-of-that-name/x", "COUSINS_CONFIG must be the path of a file or folder"),
        ("max_bytes", "much", "COUSINS_MAX_BYTES must be a number of bytes, such as 500M or 2G, or none"),
    ],
)
def test_nonsense_is_one_clear_line(tmp_path, name, text, line):
    with pytest.raises(SettingsError) as caught:
        Settings.load(nowhere(tmp_path, **{f"COUSINS_{name.upper()}": text}))
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


def test_errors_name_the_flag_or_the_file(tmp_path, config):
    with pytest.raises(SettingsError, match=r"^--max-age must be"):
        Settings.load(nowhere(tmp_path), {"max_age": "x"})
    config.write_text("timeout = -1")
    with pytest.raises(SettingsError, match=r"^timeout in .*config.toml must be a number above 0"):
        Settings.load({}, None, config)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("tiemout = 1", "no setting is called 'tiemout'"),
        ("= 1", "cannot read the settings"),
        ("contact = " + "[" * 5000 + "]" * 5000, "nested too deeply"),
        ("contact = 1900-01-01", "contact in .* must be a text or a number, not a date"),
        ("contact = [1]", "not a list"),
        ("contact = {a = 1}", "not a table"),
        ("timeout = nan", "a number above 0, not 'nan'"),
        ("cache_folder = '~nobody-of-that-name/x'", "cache_folder in .* must be the path"),
        ("#" * 2_000_000, "more than 1,048,576 bytes"),
    ],
)
def test_a_wrong_file_is_one_line(config, text, line):
    config.write_text(text)
    with pytest.raises(SettingsError, match=line):
        Settings.load({}, None, config)


def test_a_size_may_have_a_unit(tmp_path):
    sizes = {"1": 1, "2k": 2048, "500M": 500 << 20, "2GB": 2 << 30, "none": None}
    for text, size in sizes.items():
        assert Settings.load(nowhere(tmp_path, COUSINS_MAX_BYTES=text)).max_bytes == size


def test_a_file_that_was_named_must_be_there(tmp_path):
    with pytest.raises(SettingsError, match="no settings file"):
        Settings.load({}, None, tmp_path / "none.toml")


def test_an_unknown_flag_is_said(tmp_path):
    with pytest.raises(SettingsError, match="no setting is called 'speed'"):
        Settings.load(nowhere(tmp_path), {"speed": "1"})
