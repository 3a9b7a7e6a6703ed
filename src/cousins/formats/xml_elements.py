"""XML files element by element, whatever their namespaces; nothing of them stays in memory but what is in hand.

Entities of a file's own are refused: they make gigabytes of a few lines, or read other files, and no
program that writes families has any.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn
from xml.etree import ElementTree as ET
from xml.parsers import expat

from cousins.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML can hold."""
_PIECE = 1 << 16
_DEEPEST = 1000
"""Elements inside each other; each level takes forty times the memory of its tags."""
_KEPT = frozenset({"key", "node", "edge"})


def elements(opened: Callable[[], BinaryIO], path: Path, what: str, *, root: str) -> Iterator[ET.Element]:
    """Yield the elements of a GraphML file: those without children in hand when they end, graphs when they begin.

    Args:
        opened: Opens the file.
        path: The file that is blamed.
        what: What the file should be.
        root: The tag of the element that everything stands in.

    Raises:
        FormatError: It is no XML, another kind of it, or declares entities.
    """
    check_beginning(opened, path, what, root=root)
    try:
        with opened() as file:
            yield from _walked(file)
    except OSError as error:
        raise FormatError(path, f"cannot be read ({error.strerror or error})") from None
    except ET.ParseError as error:
        raise FormatError(path, f"no {what}: {error.msg.partition(':')[0]}", error.position[0]) from None
    except (LookupError, ValueError) as error:
        raise FormatError(path, f"no {what}: {error}") from None


def _walked(file: BinaryIO) -> Iterator[ET.Element]:
    around: list[ET.Element] = []
    whole = 0  # how many elements around are of a kind that is handed out with its children
    for begins, element in walked(file):
        tag = element.tag
        if begins:
            around.append(element)
            whole += tag in _KEPT
            if tag == "graph":
                yield element
            continue
        around.pop()
        whole -= tag in _KEPT
        if tag in _KEPT:
            yield element
        if around and (not whole or tag in _KEPT):
            del around[-1][-1]  # or all that was read would stay in memory


def walked(file: BinaryIO) -> Iterator[tuple[bool, ET.Element]]:
    """Yield each element when it begins (True) and when it ends, by its name without the namespace.

    Raises:
        ValueError: Elements are nested too deeply.
        ParseError: It is no XML.
    """
    depth = 0
    for when, element in ET.iterparse(file, ("start", "end")):  # noqa: S314 - entities were refused
        if when == "start":
            element.tag = element.tag.rpartition("}")[2]
            depth += 1
            if depth > _DEEPEST:
                raise ValueError(f"more than {_DEEPEST:,} elements are nested in each other")
        else:
            depth -= 1
        yield when == "start", element


def check_beginning(opened: Callable[[], BinaryIO], path: Path, what: str, *, root: str) -> None:
    """Refuse XML that begins with another element, and such as declares entities; nothing more is read.

    Raises:
        FormatError: It does so, or is no XML.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def entity(*_: object) -> NoReturn:
        raise FormatError(path, f"no {what}: it declares entities, which no program needs for a family", 1)

    def start(tag: str, _: object) -> NoReturn:
        found = tag.rpartition("}")[2]
        if found == root:
            raise StopIteration
        raise FormatError(path, f"no {what}: it begins with <{found[:20]}>, not with <{root}>", 1)

    parser.EntityDeclHandler, parser.StartElementHandler = entity, start
    try:
        with opened() as file:
            while piece := file.read(_PIECE):
                parser.Parse(piece)
            parser.Parse(b"", True)  # noqa: FBT003 - the shape of expat
    except StopIteration:
        return
    except OSError as error:
        raise FormatError(path, f"cannot be read ({error.strerror or error})") from None
    except expat.ExpatError as error:
        raise FormatError(path, f"no {what}: {expat.ErrorString(error.code)}", error.lineno) from None
    except (LookupError, ValueError) as error:
        raise FormatError(path, f"no {what}: {error}") from None
