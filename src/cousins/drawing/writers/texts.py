"""The picture for other programs: DOT, Mermaid, GraphML and JSON with coordinates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cousins.drawing.layout.legend import numbered
from cousins.drawing.writers.descriptions import escaped, standing
from cousins.drawing.writers.styles import LIGHT
from cousins.family.links import ParentKind
from cousins.plain import harmless

if TYPE_CHECKING:
    from cousins.drawing.layout.placed import Layout
    from cousins.drawing.scene.figures import Child, Scene

_PLAIN = " ,.-\u2013()*\u2020"
_KEYS = {
    "name": "string", "kind": "string", "sex": "string", "born": "string", "died": "string",
    "role": "string", "x": "double", "y": "double", "title": "string", "legend": "string",
}  # fmt: skip


def dot(layout: Layout) -> str:
    """Return the scene in the DOT language of Graphviz, which lays it out anew."""
    scene = layout.scene
    direction = "" if layout.style == "rows" else ", rankdir=LR"
    lines = ["digraph family {", f"  graph [ordering=out{direction}, labelloc=t, label=<{_dot_title(scene)}>];"]
    lines += ["  node [shape=box, style=rounded];", "  edge [dir=none];"]
    for place, figure in enumerate(scene.figures):
        lines.append(
            f"  p{place} [label={_quoted(figure.person.label) if figure.named else _quoted('') + ', shape=point'}];"
        )
    for number, household in enumerate(scene.households):
        lines.append(f"  h{number} [shape=point];")
        double = ' [color="black:invis:black"]' if household.related else ""
        for partner in household.partners:
            possible = " [style=dashed]" if partner in household.rivals else double
            lines.append(f"  p{partner} -> h{number}{possible};")
        lines += [f"  h{number} -> p{child.place}{_dot_style(scene, number, child)};" for child in household.children]
        lines.append(f"  {{rank=same; {'; '.join(f'p{partner}' for partner in household.partners)}}}")
    return "\n".join([*lines, "}", ""])


def _dot_title(scene: Scene) -> str:
    """Return the title and the legend as a label of Graphviz's HTML-like kind: dashes in the colours of the lines."""
    lines = [f'<font point-size="18">{escaped(scene.title)}</font>']
    for entry in scene.legend:
        colours = dict.fromkeys(LIGHT.strand(scene.strands[at].hue, scene.strands[at].shade) for at in entry.strands)
        dashes = "".join(f'<font color="{colour}">\N{EM DASH}</font>' for colour in colours)
        lines.append(f"{dashes} {escaped(numbered(entry))}".lstrip())
    return "<br/>".join(lines)


def _dot_style(scene: Scene, number: int, child: Child) -> str:
    """Return the style of the line to a child: the colours of all lines of descent along it, dotted if not by birth."""
    steps = {(partner, child.place) for partner in scene.households[number].partners}
    strands = [strand for strand in scene.strands if not steps.isdisjoint(strand.steps)]
    colours = ":".join([LIGHT.strand(strand.hue, strand.shade) for strand in strands])
    styles = [f'color="{colours}", penwidth=2'] if strands else []
    styles += ["style=dotted"] if child.kind is not ParentKind.BIRTH else []
    return f" [{', '.join(styles)}]" if styles else ""


def _quoted(text: str) -> str:
    return '"' + harmless(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def mermaid(layout: Layout) -> str:
    """Return the scene as a Mermaid flowchart, for pages that draw those."""
    scene = layout.scene
    title = json.dumps(harmless(scene.title), ensure_ascii=False)
    lines = ["---", f"title: {title}", "---", f"flowchart {'TD' if layout.style == 'rows' else 'LR'}"]
    for place, figure in enumerate(scene.figures):
        name, years = (_mermaid_text(text) for text in (str(figure.person), figure.person.years))
        lines.append(f'  p{place}["{name}{f"<br/>{years}" if years else ""}"]')
    for number, household in enumerate(scene.households):
        lines.append(f"  h{number}(( ))")
        for partner in household.partners:
            line = "===" if household.related else "---"
            if partner in household.rivals:
                line = f"-. {standing(scene, partner, household.rivals[partner])} .-"
            lines.append(f"  p{partner} {line} h{number}")
        lines += [
            f"  h{number} {'---' if child.kind is ParentKind.BIRTH else '-.-'} p{child.place}"
            for child in household.children
        ]
    return "\n".join([*lines, ""])


def _mermaid_text(text: str) -> str:
    """Return a text in which only letters and digits stand for themselves."""
    return "".join(letter if letter.isalnum() or letter in _PLAIN else f"#{ord(letter)};" for letter in harmless(text))


def graphml(layout: Layout) -> str:
    """Return the scene as GraphML: persons and households with coordinates, directed links from parents down."""
    scene = layout.scene
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    lines += [f'  <key id="{key}" for="all" attr.name="{key}" attr.type="{kind}"/>' for key, kind in _KEYS.items()]
    lines.append('  <graph edgedefault="directed">')
    words = {"title": scene.title, "legend": "\n".join(harmless(numbered(entry)) for entry in scene.legend)}
    lines += [f'    <data key="{key}">{escaped(text)}</data>' for key, text in words.items() if text]
    for figure in record(layout)["persons"]:
        lines.append(_graphml_node(figure["id"], {**figure, "kind": "person"}))
    for home in layout.households:
        lines.append(_graphml_node(f"household {home.number}", {"kind": "household", "x": home.x, "y": home.y}))
    for number, household in enumerate(scene.households):
        home_id = f"household {number}"
        for partner in household.partners:
            kind = "possible parent" if partner in household.rivals else "partner"
            lines.append(_graphml_edge(scene.figures[partner].person.id, home_id, kind))
        for child in household.children:
            lines.append(_graphml_edge(home_id, scene.figures[child.place].person.id, child.kind.value))
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def _graphml_node(node: str, told: dict[str, Any]) -> str:
    data = "".join(f'<data key="{key}">{escaped(str(told[key]))}</data>' for key in _KEYS if told.get(key) is not None)
    return f'    <node id="{escaped(node)}">{data}</node>'


def _graphml_edge(source: str, target: str, kind: str) -> str:
    return f'    <edge source="{escaped(source)}" target="{escaped(target)}"><data key="kind">{kind}</data></edge>'


def json_text(layout: Layout) -> str:
    """Return the scene with its coordinates as JSON."""
    return json.dumps(record(layout), ensure_ascii=False, indent=1) + "\n"


def record(layout: Layout) -> dict[str, Any]:
    """Return the scene with its coordinates as plain dictionaries and lists; x to the right, y down, in CSS pixels."""
    scene = layout.scene
    ids = [figure.person.id for figure in scene.figures]
    return {
        "title": scene.title,
        "style": layout.style,
        "legend": [{"text": entry.text, "lines": list(entry.strands)} for entry in scene.legend],
        "width": round(layout.width, 1),
        "height": round(layout.height, 1),
        "persons": [_person_record(layout, place) for place in range(len(scene))],
        "households": [
            {
                "partners": [ids[partner] for partner in household.partners],
                "children": [{"id": ids[child.place], "kind": child.kind.value} for child in household.children],
                "other_parent_unknown": household.unknown,
                "related": household.related,
                "possible_parents": [ids[partner] for partner in household.rivals],
                "x": round(home.x, 1),
                "y": round(home.y, 1),
            }
            for household, home in zip(scene.households, layout.households, strict=True)
        ],
        "lines": [
            {
                "title": strand.title,
                "from": ids[strand.origin],
                "to": ids[strand.end],
                "colour": LIGHT.strand(strand.hue, strand.shade),
                "steps": sorted([ids[one], ids[other]] for one, other in strand.steps),
            }
            for strand in scene.strands
        ],
    }


def _person_record(layout: Layout, place: int) -> dict[str, Any]:
    figure, at = layout.scene.figures[place], layout.figures[place]
    portrait = figure.portrait
    return {
        **figure.person.record(),
        "role": figure.role.value,
        "generation": at.generation,
        "x": round(at.x, 1),
        "y": round(at.y, 1),
        "width": round(at.width, 1),
        "height": round(at.height, 1),
        "hidden_parents": len(figure.hidden_parents),
        "hidden_children": len(figure.hidden_children),
        "hidden_partners": len(figure.hidden_partners),
        "portrait": {"credit": portrait.credit, "page": portrait.page} if portrait else None,
    }
