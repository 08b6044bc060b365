"""What IPython adds to Python, taken out of a cell without moving any other code.

Follows IPython's ``inputtransformer2``: a cell magic is the cell's first line, a line magic starts a logical line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_NAME: Final = re.compile(r"[^\W\d]\w*")

# Cell magics that run their body as Python in the notebook's namespace: IPython's own and the common extensions.
_PYTHON: Final = frozenset(
    {"capture", "debug", "ipytest", "lprun", "memit", "mprun", "prun", "py", "scalene", "time", "timeit", "wandb"}
)
_PYTHON_PROCESS: Final = frozenset({"pypy", "python", "python3"})
_WRITES: Final = frozenset({"file", "writefile"})
_FOREIGN: Final = frozenset(
    {"HTML", "R", "SVG", "bash", "cmd", "html", "javascript", "js", "latex", "markdown", "perl", "ruby", "script", "sh"}
    | {"shell", "sql", "svg", "sx", "system"}
)
_CELL_MAGIC: Final = re.compile(r"((?:[ \t\f]*(?:#[^\r\n]*)?(?:\r\n?|\n))*[ \t]*)%%(!|\w+)([^\r\n]*)")


@dataclass(frozen=True, slots=True)
class CellCode:
    """The Python in a code cell.

    ``python`` is ``None`` where there is none; ``lost`` are then the names that the cell may bind. ``writes`` is the
    Python file that it writes, or the interpreter that runs it in another process: a program of its own.
    """

    python: str | None
    lost: frozenset[str] = frozenset()
    writes: str | None = None
    appends: bool = False


def names_in(text: str) -> frozenset[str]:
    """Everything in a text that could be a name."""
    return frozenset(_NAME.findall(text))


def cell_code(text: str) -> CellCode:
    """Tell a cell's Python from what its cell magic says. The rows and columns of the Python stay the cell's."""
    found = _CELL_MAGIC.match(text)
    if found is None:
        return CellCode(text)
    magic, arguments = found[2], found[3].split()
    python = found[1] + text[found.end() :]
    if magic in _PYTHON:
        return CellCode(python)
    if magic in _PYTHON_PROCESS:
        return CellCode(python, writes=magic)
    if magic in _WRITES:
        target = arguments[-1].strip("\"'") if arguments else ""
        if target.endswith(".py"):
            return CellCode(python, writes=target, appends=bool({"-a", "--append"} & {*arguments}))
        return CellCode(None)
    if magic in _FOREIGN or magic == "!":
        return CellCode(None, names_in(found[3]))  # `%%sql rows <<`, `%%bash --out text`
    return CellCode(None, names_in(text))


_LINE: Final = re.compile(r"([^\r\n]*)(\r\n?|\n|\Z)")
_MAGIC: Final = re.compile(
    r"""(?P<indent>[ \t\f]*)(?:
        (?P<timed>%(?:time|timeit|memit)[ \t]+(?:-[nrp][ \t]*\d+[ \t]+|-[a-z]+[ \t]+)*)(?P<code>[^\s\-].*)
      | %%?\s*\w | ! | \?                                         # %magic, !command, ?name
      | [%\w.*\[\]]+\?\??\s*$                                     # name?
      | (?:pip3?|conda|mamba)[ ]+(?:install|uninstall|list)\b     # automagic
      | (?:cd|ls|mkdir)[ ]+[-~./\w]+\s*$
      | (?P<target>[^\s=!\#'"()][^=!\#'"()]*=)[ \t]*(?:!|%[^\W\d])   # name = !command, name = %magic
    )""",
    re.VERBOSE,
)
_OPENS: Final = re.compile(r"""[()\[\]{}#]|'''|\"\"\"|['"]""")
_CLOSES: Final = {quote: re.compile(r"\\.|" + quote) for quote in ("'''", '"""', "'", '"')}


def strip_magics(text: str, *, keep_timed: bool) -> str:
    """Replace IPython's lines by Python of the same row and indentation; all other code stays where it is.

    ``name = !command`` becomes ``name = get_ipython()``, which nobody knows the value of, other lines ``pass``. With
    ``keep_timed`` the statement after ``%time`` keeps its place too.
    """
    result: list[str] = []
    logical = _LogicalLines()
    command_continues = False
    for line, end in _LINE.findall(text):
        if command_continues:
            command_continues = line.endswith("\\")
            result.append(end)
            continue
        found = _MAGIC.match(line) if logical.at_start else None
        if found is None:
            logical.feed(line)
            result.append(line + end)
            continue
        command_continues = line.endswith("\\")
        indent = found["indent"]
        if found["timed"] and keep_timed and not command_continues:
            logical.feed(found["code"])
            padding = " " * (len(found["timed"]) - len("if 1:"))
            result.append(f"{indent}if 1{padding}:{found['code']}{end}")
        elif found["target"]:
            result.append(f"{indent}{found['target']} get_ipython(){end}")
        else:
            result.append(f"{indent}pass{end}")
    return "".join(result)


class _LogicalLines:
    """Whether the next physical line starts a logical one: follows brackets, strings and backslashes."""

    def __init__(self) -> None:
        self._depth = 0
        self._quote: str | None = None
        self._continued = False

    @property
    def at_start(self) -> bool:
        return self._depth <= 0 and self._quote is None and not self._continued

    def feed(self, line: str) -> None:
        position, comment = 0, False
        while found := (_CLOSES[self._quote] if self._quote else _OPENS).search(line, position):
            token, position = found[0], found.end()
            if self._quote is not None:
                if token == self._quote:
                    self._quote = None
            elif token == "#":
                comment = True
                break
            elif token in _CLOSES:
                self._quote = token
            else:
                self._depth += 1 if token in "([{" else -1
        self._continued = line.endswith("\\") and not comment
        if self._quote is not None and len(self._quote) == 1 and not self._continued:
            self._quote = None  # an unterminated string ends with its line
