"""A file or a notebook cell is not valid Python.

## What it does
Reports a file, or one cell of a notebook, that does not parse. The other cells of the notebook, and the other files,
are linted all the same.

## Why is this bad?
Python refuses to run it. What the cell defines is unknown to keraslint too, so faults that depend on it are not found.

## Example
```python
model = keras.Sequential([
    layers.Input((4,)),
    layers.Dense(3, activation="softmax"
])  # KL001
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((4,)),
    layers.Dense(3, activation="softmax"),
])
```

## When it stays silent
For IPython magics and shell lines (`%matplotlib inline`, `!pip install keras`, `plt?`), which are no Python but run in
a notebook, and for cells of another language (`%%bash`). For syntax that is newer than the Python that keraslint runs
on (`type X = int`, `except*`, quotes in an f-string's braces), as far as LibCST reads it; not in files with lines of
more than a thousand characters.

## References
- https://docs.python.org/3/tutorial/errors.html#syntax-errors
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.program import Program
from keraslint.rule import ERROR, rule


@rule("KL001", "syntax-error", severity=ERROR)
def syntax_error(program: Program) -> Iterator[Finding]:
    """Yield nothing: a file without a tree has no Program. The linter reports what the parser says."""
    yield from ()
