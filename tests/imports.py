"""What a module's source refers to, read from its syntax tree: imports anywhere in it, and models by name."""

import ast
import re
from dataclasses import dataclass

_model = re.compile(r"([a-z]\w*)\.[A-Z]\w+\Z")
_lookups = {"get_model", "get_app_config", "import_module", "import_string"}


@dataclass(frozen=True)
class Reference:
    """Line `line` of the module at `path` refers to `target`, a dotted name."""

    path: str
    line: int
    target: str

    def __str__(self):
        return f"{self.path}:{self.line} refers to {self.target}"


def references(source, path):
    """Every `Reference` in the source of the file at `path` (relative to the project, with slashes)."""
    package = path.removesuffix("/__init__.py").removesuffix(".py").split("/")
    if not path.endswith("__init__.py"):
        package = package[:-1]
    for node in ast.walk(ast.parse(source)):
        for target in _targets(node, package):
            yield Reference(path, node.lineno, target)


def attributes(source, path):
    """Every attribute that the source reads or writes: `.name`, as a `Reference` to `.name`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and not _is_lock(node.value):
            yield Reference(path, node.lineno, f".{node.attr}")


def _is_lock(node):
    """A lock is released too."""
    return isinstance(node, ast.Attribute) and node.attr.endswith("lock")


def _targets(node, package):
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = package[: len(package) - node.level + 1] if node.level else []
        base = ".".join([*above, *filter(None, [node.module])])
        yield from (f"{base}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Call) and _is_lookup(node.func) and node.args:
        yield from (
            arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        )
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _model.match(node.value):
        yield node.value


def _is_lookup(function):
    return getattr(function, "attr", getattr(function, "id", "")) in _lookups
