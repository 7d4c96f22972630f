"""Which branches of a template its samples reach: each branch calls a marker, which prints nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from plainlang.templates.sandbox import furnish

_MARKER = "reached__"
"""No field takes this name: the underlines at its end keep it apart."""


@dataclass(frozen=True, slots=True, order=True)
class Branch:
    """One way through a template. file: its name in the library. line: where the tag stands, from 1. way: yes, no,
    some or none."""

    file: str
    line: int
    way: str

    def __str__(self) -> str:
        says = {
            "yes": "where the `if` of this line is true",
            "no": "where the `if` of this line is not true",
            "some": "where the list of this line holds something",
            "none": "where the list of this line is empty",
        }
        return f"No sample reaches what the letter says {says[self.way]}."


class Tracer(ImmutableSandboxedEnvironment):
    """The sandbox, which also keeps the branches of its templates: all it met, and the numbers of those
    that a rendering reached. Several may stand on one line."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        furnish(self, folder)
        self.folder = folder
        self.known: list[Branch] = []
        self.reached: set[int] = set()
        self.globals[_MARKER] = self._reach

    @property
    def missed(self) -> list[Branch]:
        """The branches that no rendering reached, in order."""
        return sorted(branch for at, branch in enumerate(self.known) if at not in self.reached)

    def compile(self, source: Any, name: Any = None, filename: Any = None, *args: Any, **options: Any) -> Any:
        """As in jinja2, with a marker in each branch of the template."""
        tree = self.parse(source, name, filename) if isinstance(source, str) else source
        self._mark_ifs(tree, str(name))
        self._mark_loops(tree, str(name))
        return super().compile(tree, name, filename, *args, **options)

    def _reach(self, at: int, value: object = None) -> object:
        self.reached.add(at)
        return value

    def _mark_ifs(self, tree: nodes.Template, file: str) -> None:
        chained = {id(part) for node in tree.find_all(nodes.If) for part in node.elif_}
        for node in list(tree.find_all(nodes.If)):
            node.body.insert(0, self._marker(Branch(file, node.lineno, "yes")))
            if id(node) not in chained:  # an `elif` has no `else` of its own
                node.else_.insert(0, self._marker(Branch(file, node.lineno, "no")))
        for choice in list(tree.find_all(nodes.CondExpr)):
            choice.expr1 = self._call(Branch(file, choice.lineno, "yes"), choice.expr1)
            if choice.expr2 is not None:
                choice.expr2 = self._call(Branch(file, choice.lineno, "no"), choice.expr2)

    def _mark_loops(self, tree: nodes.Template, file: str) -> None:
        for node in list(tree.find_all(nodes.For)):
            node.body.insert(0, self._marker(Branch(file, node.lineno, "some")))
            if node.else_:
                node.else_.insert(0, self._marker(Branch(file, node.lineno, "none")))

    def _marker(self, branch: Branch) -> nodes.ExprStmt:
        return nodes.ExprStmt(self._call(branch), lineno=branch.line)

    def _call(self, branch: Branch, value: nodes.Expr | None = None) -> nodes.Call:
        self.known.append(branch)
        at = nodes.Const(len(self.known) - 1, lineno=branch.line)
        function = nodes.Name(_MARKER, "load", lineno=branch.line)
        return nodes.Call(function, [at] if value is None else [at, value], [], None, None, lineno=branch.line)
