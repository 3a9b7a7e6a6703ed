"""The small changes to code that its tests ought to notice, each as a value; `mutants.py` tries them."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

PACKAGE = Path(__file__).parents[1] / "src" / "cousins"

_COMPARED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_REVERSED = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)
"""Comparisons whose mutant is their negation, so that a condition of one needs no other."""
_RECKONED: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitOr,
}
_SHORT = (ast.expr, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return)
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass
class Mutant:
    """One change to one file.

    Attributes:
        path: The file, from the package's folder.
        line: Its first line in there.
        last_line: Its last line.
        within: The class and function it stands in; empty for none.
        change: The code before and after it.
        always: Whether it stands outside of functions, so that every test runs it.
        apply: Makes the change in the file's syntax tree.
    """

    path: Path
    line: int
    last_line: int
    within: str
    change: str
    always: bool
    apply: Callable[[], None] = field(repr=False)

    @property
    def key(self) -> str:
        """What names the mutant as long as the change can be made, wherever the lines move."""
        return f"{self.path.as_posix()} {self.within or '-'}: {self.change}"

    @property
    def module(self) -> str:
        """The dotted name of the module."""
        return ".".join((PACKAGE.name, *self.path.with_suffix("").parts)).removesuffix(".__init__")

    def __str__(self) -> str:
        """Return the mutant as one line that editors can jump to."""
        return f"src/cousins/{self.path.as_posix()}:{self.line}: {self.within or 'module'}: {self.change}"


class Surgeon:
    """Finds everything in a file that can be changed.

    What only types, documents or declares is left alone: annotations, docstrings,
    decorators, names for export, and what only a type checker reads.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tree = ast.parse((PACKAGE / path).read_text(encoding="utf-8"))
        self._seen: Counter[str] = Counter()

    def mutants(self) -> Iterator[Mutant]:
        """Yield every mutant of the file, in the order of its lines."""
        yield from self._inside(self.tree, (), always=True)

    def _inside(self, node: ast.AST, within: tuple[str, ...], *, always: bool) -> Iterator[Mutant]:
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns", "decorator_list", "bases", "type_params"}:
                continue
            for place, child in enumerate(value) if isinstance(value, list) else ((None, value),):
                if not isinstance(child, ast.AST) or _is_declaration(child):
                    continue
                for changed in _changes(child, is_condition=name in {"test", "ifs"}):
                    apply, undo = (_replacement(node, name, place, each) for each in (changed, child))
                    # A number says little, so what it stands in is told with it.
                    told = node if isinstance(child, ast.Constant) and isinstance(node, _SHORT) else None
                    before = _text(told or child)
                    apply()
                    change = f"{before} -> {_text(told or changed)}"
                    undo()
                    yield self._mutant(child, within, change, always=always, apply=apply)
                inner = within
                if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                    inner = (*within, child.name)
                is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
                yield from self._inside(child, inner, always=always and not is_function)

    def _mutant(
        self, node: ast.AST, within: tuple[str, ...], change: str, *, always: bool, apply: Callable[[], None]
    ) -> Mutant:
        place = ".".join(within)
        self._seen[place + change] += 1
        if self._seen[place + change] > 1:
            change += f" #{self._seen[place + change]}"
        first, last = node.lineno, node.end_lineno or node.lineno  # type: ignore[attr-defined]
        return Mutant(self.path, first, last, place, change, always, apply)


def _is_declaration(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom():
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__" | "__slots__")]):
            return True
        case ast.Assign(value=ast.Call(func=ast.Name(id="TypeVar" | "NewType"))):
            return True
        case ast.JoinedStr():
            return False
    return False


def _replacement(parent: ast.AST, name: str, place: int | None, changed: ast.AST) -> Callable[[], None]:
    def apply() -> None:
        if place is None:
            setattr(parent, name, changed)
        else:
            getattr(parent, name)[place] = changed

    return apply


def _text(node: ast.AST) -> str:
    """Return code as one line."""
    if isinstance(node, ast.Pass):
        return "(left out)"
    return " ".join(ast.unparse(node).split()) if isinstance(node, ast.expr | ast.stmt) else type(node).__name__


def _changes(node: ast.AST, *, is_condition: bool) -> Iterator[ast.AST]:
    """Yield what may stand in a node's place."""
    for changed in _expressions(node, is_condition=is_condition):
        yield ast.fix_missing_locations(ast.copy_location(changed, node))
    if _can_be_left_out(node):
        yield ast.copy_location(ast.Pass(), node)


def _expressions(node: ast.AST, *, is_condition: bool) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(ops=ops):
            for place, compared in enumerate(ops):
                changed = copy.deepcopy(node)
                changed.ops[place] = _COMPARED[type(compared)]()
                yield changed
        case ast.BinOp(op=op) if type(op) in _RECKONED:
            yield ast.BinOp(node.left, _RECKONED[type(op)](), node.right)
        case ast.AugAssign(op=op) if type(op) in _RECKONED:
            yield ast.AugAssign(node.target, _RECKONED[type(op)](), node.value)
        case ast.BoolOp(op=op):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), node.values)
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert()):
            yield node.operand
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int() | float() as number):
            yield ast.Constant(number + 1)
            yield ast.Constant(number - 1)
        case ast.Call(func=ast.Name(id=name)) if name in _CALLED:
            yield ast.Call(ast.Name(_CALLED[name], ast.Load()), node.args, node.keywords)
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and not value.value):
            yield ast.Return(ast.Constant(None))
    if is_condition and not _has_its_negation(node):
        yield ast.UnaryOp(ast.Not(), node)  # type: ignore[arg-type]


def _has_its_negation(condition: ast.AST) -> bool:
    """Return whether another change already turns a condition into its opposite."""
    match condition:
        case ast.UnaryOp(op=ast.Not()) | ast.Constant():
            return True
        case ast.Compare(ops=[op]):
            return isinstance(op, _REVERSED)
    return False


def _can_be_left_out(node: ast.AST) -> bool:
    """Return whether the code still makes sense without a statement."""
    match node:
        case ast.Expr() | ast.AugAssign() | ast.Continue() | ast.Break() | ast.Raise() | ast.Delete():
            return True
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            return True
    return False
