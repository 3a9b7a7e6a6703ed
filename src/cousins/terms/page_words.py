"""Every word of the page, in English: templates and scripts ask for them by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES: Final[Mapping[str, str]] = {
    "en": "English",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "it": "Italiano",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "ru": "Русский",
    "sv": "Svenska",
    "ja": "日本語",
    "zh": "中文",
}
"""Languages in which names of people are offered, each by its own name, which is the same on every page."""

WORDS: Final[Mapping[str, str | tuple[str, str]]] = {
    # Every page
    "site": "cousins",
    "question": "How are these two people related?",
    "about_site": "Type two names, and see every way in which these two people are related.",
    "skip": "Skip to the content",
    "facts": "Where the facts come from",
    "api": "For programs",
    "api_title": "The API",
    "api_lead": "Every question, for programs: the same answers as JSON.",
    "api_document": "The OpenAPI document",
    "api_try": "Try it",
    "api_parameter": "Parameter",
    "api_meaning": "What it means",
    "api_bounds": "What it may be",
    "api_needed": "needed",
    "api_default": "{value} by default",
    "api_range": "{least} to {most}",
    "api_longest": "up to {most} letters",
    "api_yes_no": "true or false",
    "api_refused": "What goes wrong comes as application/problem+json, with a status, what happened and what to do.",
    # The question
    "first": "One person",
    "second": "Another person",
    "hint": "A name; a year or a title helps where several have it.",
    "swap": "Swap the two",
    "ask": "How are they related?",
    "ask_again": "Ask about others",
    "examples": "For example",
    "both_wanted": "Two names are wanted, one in each box.",
    "names_in": "Names in",
    "names_show": "Show",
    "suggestions": ("{count} suggestion", "{count} suggestions"),
    "no_suggestions": "Nobody found so far",
    "suggestions_of": "{label}: suggestions",
    # Where facts come from
    "source_atlas": "Europe's royal houses, as Wikidata knows them (CC0). They are kept with this program, so nothing "
    "is asked of the network.",
    "source_live": "Wikidata (CC0), asked while you wait, a generation at a time.",
    "source_file": "The family in {name}. It stays in this program.",
    "source_wrong": "Facts may be wrong or missing; what is not recorded cannot be found here.",
    # The answer
    "is_of": "{b} is {predicate} of {a}",
    "are": "{a} and {b} are {pair}",
    "also_are": "They are also {pair}.",
    "also_is": "{b} is also {predicate} of {a}.",
    "connected": "No kinship of {a} and {b} is known",
    "unconnected": "No connection between {a} and {b} is known",
    "reached": (
        "{count} person was reached from the two, and nobody joins them.",
        "{count} people were reached from the two, and nobody joins them.",
    ),
    "title": "{a} and {b}",
    "taken_for": "“{text}” was taken for {name}.",
    "others_meant": "Somebody else?",
    "picture": "The family between them",
    "picture_alt": "The picture of the lines of descent of {a} and {b}; the lists below say the same.",
    "picture_frame": "The family between {a} and {b}: it can be moved, zoomed, folded and searched",
    "picture_explore": "Move, zoom and search",
    "picture_whole": "Open it in the whole window",
    "share": "Copy the address",
    "copied": "Copied",
    "not_copied": "The address is in the browser's bar",
    "download": "Download",
    "svg": "SVG",
    "png": "PNG",
    "json": "JSON",
    "nearest": "How exactly",
    "others": "Other relationships",
    "through": "through {names}",
    "through_more": ", and {count} more",
    "and": " and ",
    "and_through": ", and through ",
    "lines_to": "Down to {name}",
    "common_ancestor": ("Common ancestor", "Common ancestors"),
    "joined_by": "Joined by",
    "more": "Show more relationships",
    "further": (
        "There are more, through {count} further common ancestor that says something of its own.",
        "There are more, through {count} further common ancestors that say something of their own.",
    ),
    "pairs": ("{count} pair of lines", "{count} pairs of lines"),
    "degrees": "Degree {civil} by civil law, {canon} by canon law",
    "path": "The shortest way from one to the other",
    "path_steps": ("It has {count} step.", "It has {count} steps."),
    "why_not": "Why no kinship by blood is known",
    "why_not_said": "No common ancestor is recorded. These are the nearest people on each side whose parents are not "
    "all known; a common ancestor may stand above them.",
    "ends_of": "Above {name}",
    "generation": ("{count} generation up", "{count} generations up"),
    "generation_zero": "the person themselves",
    "more_ends": ("and {count} more", "and {count} more"),
    "known": "How much is known",
    "known_row": "Of {name}",
    "known_of": "{some} of {most}",
    "known_generation": "Generation {number}",
    "circle": "Recorded as their own ancestors, which cannot be, and so left out: {names}.",
    # Degrees and coefficients
    "numbers": "Degrees and coefficients",
    "numbers_show": "Compute them",
    "numbers_wait": "They are being computed …",
    "numbers_failed": "They could not be computed now.",
    "numbers_of": "Degrees and coefficients of {a} and {b}",
    "back": "Back to the answer",
    "civil": "Civil degree",
    "civil_means": "Steps up to the common ancestor and down again, as Roman law counts them.",
    "canon": "Canon degree",
    "canon_means": "The steps of the longer side only, as the church counts them.",
    "kinship": "Kinship φ",
    "kinship_means": "The chance that a gene drawn from each of the two is the same by descent.",
    "relatedness": "Relationship r",
    "relatedness_means": "Wright's coefficient: the share of their genes that two have in common by descent. Siblings "
    "have a half, first cousins an eighth.",
    "inbreeding": "Inbreeding F of {name}",
    "inbreeding_means": "The chance that the two genes in one place are the same by descent: the kinship of the "
    "parents.",
    "shared": "Common ancestors",
    "shared_means": "All people from whom both descend by birth, as far as is recorded.",
    "not_computed": "Not computed: {why}",
    "twins_mean": "In the coefficients they count as one person.",
    # A search while it runs
    "searching_one": "Who is {name}?",
    "search_lead": "The ancestors of both are looked up, a generation at a time, until they meet.",
    "search_lead_one": "The nearest kin are looked up.",
    "search_begins": "The search begins.",
    "search_people": "People found",
    "search_requests": "Requests",
    "search_seconds": "Seconds",
    "search_stop": "Stop the search",
    "search_again": "Search again",
    "search_stopped": "The search was stopped",
    "search_stopped_said": "What was found so far is kept: a new search goes on from there.",
    "search_without_script": "The answer comes here as soon as it is found.",
    "search_wait": "Wait for the answer",
    # The same, as its script says it
    "search_said_heading": "How are {a} and {b} related?",
    "search_said_next": "This search is the next.",
    "search_said_before": ("{count} search is before this one.", "{count} searches are before this one."),
    "search_said_about": ("That takes about {count} second.", "That takes about {count} seconds."),
    "search_said_begun": "The search has begun.",
    "search_said_waits": (
        "The source asks to wait for {count} second.",
        "The source asks to wait for {count} seconds.",
    ),
    "search_said_generation": "Generation {number} is known.",
    "search_said_ancestors": ("{count} ancestor", "{count} ancestors"),
    "search_said_met": "They meet in {names}.",
    "search_said_stopped": "The search was stopped. What was found so far is kept.",
    "search_said_stopping": "This site stops for a moment. Search again a little later.",
    "search_said_lost": "The connection was lost, and is taken up again.",
    # A person
    "portrait_of": "Portrait of {name}",
    "born": "Born",
    "died": "Died",
    "dated": "{date}, {place}",
    "also_known": "Also known as",
    "parents": "Parents",
    "social_parents": "Other parents",
    "partners": "Partners",
    "children": "Children",
    "social_children": "Other children",
    "identical_twins": "Identical twins",
    "siblings": "Siblings",
    "half_siblings": "Half-siblings",
    "perhaps_half_siblings": "Siblings or half-siblings",
    "more_kin": ("and {count} more", "and {count} more"),
    "pedigree": "Ancestors",
    "descent": "Descendants",
    "pedigree_alt": "The picture of four generations of ancestors of {name}",
    "descent_alt": "The picture of two generations of descendants of {name}",
    "related_to": "How is {name} related to somebody?",
    "to_whom": "To whom",
    "wikidata": "More on Wikidata",
    "alone": "Nobody's kin is recorded.",
    # What went wrong
    "which": "Which {text} is meant?",
    "which_said": ("One person could be meant.", "{count} people could be meant."),
    "which_more": "At least {count} people could be meant.",
    "which_first": "A year, a title or the whole name helps; the first {count} are:",
    "which_two": "Those are two people",
    "which_two_said": "“{text}” names two people. Put one into each box, or ask how these two are related:",
    "which_two_ask": "How are {a} and {b} related?",
    "nobody": "Nobody found for “{text}”",
    "nobody_said": "Another spelling, fewer words or a year may help.",
    "did_you_mean": "Did you mean",
    "no_page": "There is no such page",
    "no_page_said": "The address leads nowhere. Perhaps the question does:",
    "problem_400": "That question cannot be read",
    "problem_409": "The search was stopped",
    "problem_422": "There is no answer to that",
    "problem_429": "Many ask at this moment",
    "problem_502": "The source cannot be reached",
    "problem_503": "The source asks to wait",
    "problem_504": "The source takes too long",
    "problem_500": "Something went wrong",
    "again": "Try again",
    # The visitor's own file
    "own_title": "Your own family",
    "own_lead": "Drop a family file here, or choose one: GEDCOM, Gramps, GraphML, JSON or JSON-LD.",
    "own_stays": "It is read by this program and kept in its memory alone. It is sent nowhere, and forgotten when you "
    "close the page.",
    "own_choose": "Choose a file",
    "own_hide": "Hide the living: everybody who may be alive has no name and no dates",
    "own_script": "This needs JavaScript; without it, start the program with --from and the name of the file.",
    "own_reading": "{name} is being read …",
    "own_lost": "The program did not answer. Is it still running?",
    "own_one": "One file at a time, please.",
    "own_large": "{name} is too large.",
    "own_is": (
        "{count} person of {name} is here.",
        "{count} people of {name} are here.",
    ),
    "own_hidden": "The living are hidden.",
    "own_forget": "Forget this family",
    "own_gone": "The family of your file is not here any more. Drop the file again to go on.",
}
"""By key; fields stand in braces, and of a pair the first is for one and the second for any other ``count``."""


def said(key: str, **fields: object) -> str:
    """Return the words for a key, with its fields.

    Args:
        key: A key of `WORDS`.
        **fields: What goes into the braces; of words with a plural, ``count`` chooses.

    Example:
        >>> said("path_steps", count=1), said("path_steps", count=8)
        ('It has 1 step.', 'It has 8 steps.')
    """
    words = WORDS[key]
    if isinstance(words, tuple):
        words = words[fields["count"] != 1]
    return words.format_map({name: f"{value:,}" if type(value) is int else value for name, value in fields.items()})


def search_words() -> dict[str, str | tuple[str, str]]:
    """Return what the script of a search says, by its own keys.

    Example:
        >>> search_words()["begun"]
        'The search has begun.'
    """
    start = "search_said_"
    return {key.removeprefix(start): words for key, words in WORDS.items() if key.startswith(start)}
