"""The inputs of the campaign: one for each seed and number, the same ones every time."""

from __future__ import annotations

import io
import json
import tokenize
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.fuzz.grammar import PRELUDE, Grammar
from tests.fuzz.hostile import PROGRAMS
from tests.source.notebooks import notebook

ROOT: Final = Path(__file__).resolve().parent.parent.parent
BLOCK: Final = 40
"""So many programs of hypothesmith are made at once; finding a strategy's feet takes long."""


@dataclass(frozen=True, slots=True)
class Input:
    kind: str
    filename: str
    data: bytes


@cache
def seeds(directory: str | None = None) -> tuple[Path, ...]:
    """Scripts and notebooks to mutate: the repository's own, and those of a directory."""
    roots = [ROOT / "docs" / "examples", ROOT / "tests" / "rules"]
    if directory is not None:
        roots.append(Path(directory))
    found = sorted(path for root in roots for path in root.rglob("*") if path.suffix in (".py", ".ipynb"))
    return tuple(path for path in found if path.is_file() and path.stat().st_size < 300_000)


def make(seed: int, number: int, directory: str | None = None) -> Input:
    """The input of this number: the hostile programs come first."""
    if number < len(PROGRAMS):
        name = list(PROGRAMS)[number]
        return Input(f"hostile: {name}", "hostile.py", PROGRAMS[name].encode("utf-8", "surrogatepass"))
    random = Random(f"{seed}-{number}")
    kinds: Sequence[tuple[int, Callable[[Random, str | None], Input]]] = (
        (40, _grammar),
        (25, _tokens),
        (8, _bytes),
        (10, _notebook),
        (7, _spliced),
    )
    if number % 10 == 9:
        block, within = divmod(number // 10, BLOCK)
        programs = _hypothesmith(seed, block)
        text = programs[within % len(programs)]
        head = PRELUDE if random.random() < 0.5 else "import keras\n"
        return Input("hypothesmith", "random.py", (head + text).encode("utf-8", "surrogatepass"))
    (kind,) = random.choices([kind for _, kind in kinds], [weight for weight, _ in kinds])
    return kind(random, directory)


@cache
def _hypothesmith(seed: int, block: int) -> tuple[str, ...]:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import hypothesmith
        from hypothesis import HealthCheck, Phase, given, settings
        from hypothesis import seed as seeded

        found: list[str] = [""]
        strategy = hypothesmith.from_node() if block % 2 else hypothesmith.from_grammar()

        @seeded(seed * 1000 + block)
        @settings(
            max_examples=BLOCK,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(strategy)
        def collect(text: str) -> None:
            found.append(text)

        collect()
    return tuple(found)


def _grammar(random: Random, directory: str | None) -> Input:
    text = Grammar(random).program(random.choice((4, 12, 30)))
    if random.random() < 0.2:
        return _as_notebook("grammar in cells", random, text)
    return Input("grammar", "grammar.py", text.encode())


def _seed_text(random: Random, directory: str | None) -> str:
    path = random.choice(seeds(directory))
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix != ".ipynb":
        return text
    try:
        cells = json.loads(text)["cells"]
        return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    except (ValueError, KeyError, TypeError):
        return text


def _tokens(random: Random, directory: str | None) -> Input:
    """A real file with tokens deleted, doubled, swapped, or put in from elsewhere."""
    tokens = _split(_seed_text(random, directory))
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        if len(tokens) < 2:
            break
        at, other = random.randrange(len(tokens)), random.randrange(len(tokens))
        change = random.randrange(6)
        if change == 0:
            del tokens[at]
        elif change == 1:
            tokens.insert(at, tokens[at])
        elif change == 2:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif change == 3:
            tokens[at] = tokens[other]
        elif change == 4:
            tokens[at] = Grammar(random).expression(2)
        else:
            low, high = min(at, other), min(max(at, other), at + 200)
            tokens[low:high] = tokens[low:high] * 2
    return Input("tokens", "tokens.py", "".join(tokens).encode("utf-8", "surrogatepass"))


def _split(text: str) -> list[str]:
    """The tokens, and what stands between them."""
    try:
        found = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError):
        return text.split(" ")
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    cuts = sorted(
        {
            min(starts[row - 1] + column, len(text))
            for one in found
            for row, column in (one.start, one.end)
            if row <= len(starts)
        }
    )
    cuts = sorted({0, *cuts, len(text)})
    return [text[low:high] for low, high in pairwise(cuts)]


def _bytes(random: Random, directory: str | None) -> Input:
    suffix = random.choice((".py", ".py", ".ipynb"))
    if random.random() < 0.3:
        data = random.randbytes(random.randrange(2000))
    else:
        changed = bytearray(random.choice(seeds(directory)).read_bytes())
        for _ in range(random.choice((1, 3, 30))):
            at = random.randrange(len(changed) + 1)
            change = random.randrange(3)
            if change == 0:
                changed[at:at] = random.choice(
                    (b"\0", b"\xff", b"\xed\xa0\x80", b"\r", b"\t", b"\x0c", b"'''", b"(", b"\\\n")
                )
            elif change == 1:
                del changed[at : at + random.randrange(1, 50)]
            elif at < len(changed):
                changed[at] = random.randrange(256)
        data = bytes(changed)
    head = random.choice(
        (b"", b"", b"\xef\xbb\xbf", b"# coding: latin-1\n", b"# coding: utf-7\n", b"# -*- coding: rot13 -*-\n")
    )
    return Input("bytes", f"bytes{suffix}", head + data)


def _as_notebook(kind: str, random: Random, text: str) -> Input:
    lines = text.splitlines(keepends=True)
    cells: list[str | list[str] | dict[str, Any]] = []
    while lines:
        count = random.randrange(1, 12)
        cell, lines = lines[:count], lines[count:]
        if random.random() < 0.15:
            magic = random.choice(
                ("%matplotlib inline\n", "!ls $x\n", "%%time\n", "%%bash\n", "%%writefile a.py\n", "x = !ls\n", "  ")
            )
            cell = [magic, *cell]
        cells.append(cell if random.random() < 0.5 else "".join(cell))
    return Input(kind, "cells.ipynb", notebook(*cells))


def _notebook(random: Random, directory: str | None) -> Input:
    """A notebook whose JSON is changed: values of other types, keys gone, text cut off."""
    made = _as_notebook("notebook", random, _seed_text(random, directory))
    content = json.loads(made.data)
    odd: Sequence[Any] = (
        None,
        0,
        -1,
        "",
        "python",
        [],
        {},
        [None],
        [[]],
        1e400,
        True,
        "\ud800",
        {"a": []},
        ["x = 1\n", 3, None],
    )
    for _ in range(random.randrange(1, 4)):
        holder = content
        for _ in range(random.randrange(5)):
            inner = [
                value
                for value in (holder.values() if isinstance(holder, dict) else holder)
                if isinstance(value, (dict, list)) and value
            ]
            if not inner:
                break
            holder = random.choice(inner)
        key: Any = random.choice(list(holder)) if isinstance(holder, dict) else random.randrange(len(holder))
        if random.random() < 0.3:
            del holder[key]
        else:
            holder[key] = deepcopy(random.choice(odd))  # or one may come to stand in itself
        if not holder:
            break
    text = json.dumps(content)
    if random.random() < 0.15:
        text = text[: random.randrange(len(text))]
    if random.random() < 0.05:
        text = "[" * random.choice((100, 100_000)) + text
    return Input("notebook", made.filename, text.encode("utf-8", "surrogatepass"))


def _spliced(random: Random, directory: str | None) -> Input:
    """Lines of two real files, shuffled into each other, with lines of a random program."""
    lines = [*_seed_text(random, directory).splitlines(), *_seed_text(random, directory).splitlines()]
    for _ in range(random.randrange(1, 6)):
        if lines:
            at = random.randrange(len(lines))
            lines[at:at] = Grammar(random).statement(3, " " * (len(lines[at]) - len(lines[at].lstrip())))
    return Input("spliced", "spliced.py", ("import keras\n" + "\n".join(lines)).encode("utf-8", "surrogatepass"))
