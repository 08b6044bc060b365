"""Pieces of Python that have every construct of its grammar in them."""

from __future__ import annotations

PIECES = [
    "x = (\n    a,  # note\n    (b), [c for c in (d) if (c)],\n)\n",
    "@decorator(1)\n# b\n@other\nasync def f(a, *b: int, c=(1), **d) -> 'x':\n    '''a\n    b'''\n    return  a\n",
    "class A(B, metaclass = C):\n\tx: int = 3\n\n\tdef f(self): pass; x = 1\n",
    "try:\n  a\nexcept (A, B) as e:\n  b\nelse:\n  c\nfinally:\n  d\n",
    "if (a := 1): pass\nelif not  b : pass\nelse : pass\n",
    "s = 'é' \"λ\" f'{x!r:>{width}} {y}' r'\\d' '''\nmany\n'''\n",
    "λ = é + '😀' ; y = lambda a, /, b=1: (a, b)\n",
    "\x0cz = a \\\n  + b\n",
    "with (open(a) as b, c): x = a[1:2, ..., ::3]\n",
    "a[1:2,], a[(b), ::c], a[(1, 2)], a[b, c], a[(d):]\n",
    "match x:\n    case [A(b=1), *_] | {'k': v, **r} if y: pass\n    case (1 | 2) as c: pass\n",
    "while True:\n    # only\n\n    break\nelse:\n    pass\n# footer\n",
    "import a.b as c, d\nfrom . import (\n  e as f,\n  g\n)\n",
    "a = b = c = {**d, 'k': -1, (2): not 3 ** -4}\ndel (a), b\nassert a, b\nglobal q\n",
    "for i, (j, k) in a: yield_ = (yield)\n",
    "\n\n   \n# comment\n",
]
