"""Files, classes and functions stay small, and the library stays pure."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
IDS = [str(path.relative_to(ROOT / "src")) for path in SOURCES]

LONGEST_FILE = 500
MOST_METHODS = 20
LONGEST_FUNCTION = 40

FORBIDDEN_CALLS = {
    "open", "print", "input", "exec", "eval", "compile", "breakpoint", "datetime.now",
    "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.sleep", "os.getenv",
    "random.random", "uuid.uuid4",
}  # fmt: skip

GENERATED = {"svcmgmt/interop/_lossless/writers.py": {"exec"}}
"""Where code is generated, of the names of fields only, as attrs does for constructors."""

every_source = pytest.mark.parametrize("path", SOURCES, ids=IDS)


def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function's body without its docstring."""
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def called(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted names of everything that is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


@every_source
def test_files_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@every_source
def test_classes_have_few_public_methods(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ClassDef):
            methods = [each for each in node.body if isinstance(each, ast.FunctionDef)]
            public = [each.name for each in methods if not each.name.startswith("_")]
            assert len(public) <= MOST_METHODS, (node.name, public)


@every_source
def test_functions_stay_short(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef):
            assert lines_of(node) <= LONGEST_FUNCTION, node.name


@every_source
def test_nothing_reads_a_clock_a_file_or_chance(path: Path) -> None:
    forbidden = FORBIDDEN_CALLS - GENERATED.get(path.relative_to(ROOT / "src").as_posix(), set())
    assert forbidden.isdisjoint(called(tree_of(path)))


@every_source
def test_every_module_says_what_it_is_and_what_it_offers(path: Path) -> None:
    tree = tree_of(path)
    assert ast.get_docstring(tree)
    names = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    assert "__all__" in names or path.name == "__init__.py"
