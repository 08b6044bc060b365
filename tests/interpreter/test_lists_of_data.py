"""Lists that programs fill in loops, and what numpy makes of them: run by Python too, and the claims must hold."""

from __future__ import annotations

import pytest

from keraslint.arrays import Array
from tests.interpreter.data_of import brief, fit
from tests.interpreter.real_data import disagreements

pytest.importorskip("numpy")

LOOP = """
import math, random
xs, ys = [], []
for i in range({turns}):
    a, b = random.random(), random.randint(0, 100)
    xs.append([a, b, i])
    ys.append({label})
model.fit(np.array(xs), np.array(ys))
"""


@pytest.mark.parametrize("turns", [50, 1000])
@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("random.randint(0, 3)", "int64 classes/4 0..3"),
        ("random.randint(0, 1)", "int64 binary 0..1"),
        ("random.randrange(3)", "int64 classes/3 0..2"),
        ("random.randrange(5, 9)", "int64 5..8"),
        ("random.random()", "float64 continuous 0..1"),
        ("random.uniform(-2, 2)", "float64 continuous -2..2"),
        ("random.gauss(0, 1)", "float64 continuous standardised"),
        ("random.choice([0, 1, 2])", "int64 classes/3 0..2"),
        ("np.random.randint(4)", "int64 classes/4 0..3"),
        ("np.random.uniform(1, 3)", "float64 continuous 1..3"),
        ("b + 1", "int64 1..101"),
        ("b * 2 - 1", "int64 -1..199"),
        ("b // 10", "int64 0..10"),
        ("b / 10", "float64 continuous 0..10"),
        ("(b + random.randint(0, 100)) / 2", "float64 continuous 0..100"),
        ("b + b", "int64 0..200"),
        ("sum([b, b, 1])", "int64 1..201"),
        ("a / (b + 1.5)", "float64 continuous 0..0.666667"),
        ("b ** 2", "int64 0..10000"),
        ("2 * a + b", "float64 continuous 0..102"),
        ("2 * a - a", "float64 continuous"),
        ("float(b)", "float64 0..100"),
        ("abs(b - 50)", "int64 0..50"),
        ("int(a > 0.5)", "int64 binary 0..1"),
        ("b > 20", "bool binary 0..1"),
        ("math.sin(a)", "float64 continuous -1..1"),
        ("math.sqrt(b)", "float64 0..10"),
        ("[a, b]", "float64 0..100"),
    ],
)
def test_labels_that_a_loop_appends(turns: int, label: str, shown: str) -> None:
    source = LOOP.format(turns=turns, label=label)
    assert not disagreements(source)
    assert brief(fit(source)[1]).partition(") ")[2] == shown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("[i % 3 for i in range(5000)]", "int64 classes/3 0..2"),
        ("[2 * i + 1 for i in range(5000)]", "int64 1..9999"),
        ("[random.choice([1, 5]) for _ in range(5000)]", "int64 1..5"),
        ("[random.randint(0, 2) for _ in open('x')]", "int64 classes/3 0..2"),
    ],
)
def test_labels_from_a_comprehension(source: str, shown: str) -> None:
    assert brief(fit(f"import random\nmodel.fit(None, np.array({source}))")[1]).partition(") ")[2] == shown


PAIRS = """
import random
kinds = ["cat", "dog", "bird"]
pairs = []
for kind in kinds:
    number = kinds.index(kind)
    for i in range(500):
        pairs.append([np.random.rand(8, 8), number])
random.shuffle(pairs)
"""


@pytest.mark.parametrize(
    "source",
    [
        "xs, ys = [], []\nfor x, y in pairs:\n    xs.append(x)\n    ys.append(y)",
        "xs = [pair[0] for pair in pairs]\nys = [pair[1] for pair in pairs]",
        "xs, ys = zip(*pairs)",
        "xs = [x for x, _ in pairs]\nys = [y for _, y in pairs]",
        "xs, ys = [], []\nfor i in range(len(pairs)):\n    xs.append(pairs[i][0])\n    ys.append(pairs[i][1])",
        "xs, ys = [], []\nfor i, (x, y) in enumerate(pairs):\n    xs.append(x)\n    ys.append(y)",
    ],
)
def test_pairs_taken_apart(source: str) -> None:
    program = PAIRS + source + "\nmodel.fit(np.array(xs), np.array(ys))"
    assert not disagreements(program)
    x, y = fit(program)
    assert isinstance(x, Array)
    assert isinstance(x.shape, tuple)
    assert x.shape[1:] == (8, 8)
    assert brief(y).partition(") ")[2] == "int64 classes/3 0..2"


def test_windows_of_a_list() -> None:
    source = "s = [float(i) for i in range(900)]\nxs, ys = [], []\nfor i in range(len(s) - 4):\n"
    source += "    xs.append(s[i:i + 4])\n    ys.append(s[i + 4])\nmodel.fit(np.array(xs), np.array(ys))"
    assert not disagreements(source)
    x, _ = fit(source)
    assert isinstance(x, Array)
    assert isinstance(x.shape, tuple)
    assert x.shape[1:] == (4,)


@pytest.mark.parametrize(
    "source",
    [
        "ys = [0, 1]\nys.extend(read())",
        "ys = [0, 1]\nfor line in read():\n    ys += read()",
        "ys = [[0, 1], [1, 0]]\nys.extend(read())",
    ],
)
def test_what_else_a_list_may_hold_is_not_claimed(source: str) -> None:
    found = fit(source + "\nmodel.fit(None, np.array(ys))")[1]
    assert not isinstance(found, Array) or (found.meaning, found.low, found.high) == (None, None, None)


ROWS = """
import random
rows = []
for i in range(1000):
    a, b = random.randint(0, 100), random.random()
    rows.append([a, b, 0])
    rows.append([a / 2, b, 1])
    rows.append([a + 10, b, 2])
"""
LITERAL = "rows = [[12, 0.5, 0], [50, 0.25, 1], [7, 0.75, 2], [2, 0.5, 0], [5, 0.25, 1], [40, 0.75, 2]]\n"


@pytest.mark.parametrize("made", [ROWS, LITERAL])
@pytest.mark.parametrize(
    "taken",
    [
        "d = np.array(rows)\nx, y = d[:, :2], d[:, 2]",
        "d = np.asarray(rows)\nnp.random.shuffle(d)\nx, y = d[:, 0:2], d[:, -1]",
        "d = np.array(rows, dtype='float32')\nx, y = np.split(d, [2], axis=1)\ny = y.flatten()",
        "d = np.array(rows)\nx, y = d[:, :-1], d[..., -1].astype(int)",
        "d = np.array(rows)[::-1]\nx, y = d[:, :2], d[:, 2:]",
        "import pandas as pd\nd = pd.DataFrame(rows, columns=list('abc'))\nx, y = d[['a', 'b']], d['c']",
        "import pandas as pd\nd = pd.DataFrame(np.array(rows))\nx, y = d.iloc[:, :2], d.iloc[:, 2]",
        "import pandas as pd\nd = pd.DataFrame(rows, columns=list('abc')).values\nx, y = d[:, :2], d[:, 2]",
        "d = np.vstack([np.array(rows), np.array(rows)])\nx, y = d[:, :2], d[:, 2]",
        "d = np.array(rows)\nd = np.hstack([d[:, :2] * 2, d[:, 2:]])\nx, y = d[:, :2], d[:, 2]",
    ],
)
def test_tables_taken_apart(made: str, taken: str) -> None:
    program = made + taken + "\nmodel.fit(x, y)"
    assert not disagreements(program)
    _, y = fit(program)
    assert isinstance(y, Array)
    assert (y.meaning, y.classes, y.low, y.high) == ("classes", 3, 0, 2)


def test_a_part_of_a_table_that_a_loop_fills() -> None:
    split = "from sklearn.model_selection import train_test_split\nd, rest = train_test_split(np.array(rows))\n"
    program = ROWS + split + "model.fit(d[:, :2], d[:, 2])"
    assert not disagreements(program)
    assert brief(fit(program)[1]).partition(") ")[2] == "float64 classes/3 0..2"


@pytest.mark.parametrize(
    "changed",
    ["d[:, 2] = read()", "d = d.T[::-1].T", "d.sort()", "d[0] = 5", "d[d > 9] = 0", "d = np.roll(d, 1, axis=1)"],
)
def test_columns_of_a_changed_table(changed: str) -> None:
    program = f"{LITERAL}d = np.array(rows)\nread = lambda: 7\n{changed}\nmodel.fit(d[:, :2], d[:, 2])"
    assert not disagreements(program)
    assert fit(program)[1].meaning != "classes"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("y = np.concatenate([np.zeros(50), np.ones(50)])", "binary 0..1"),
        ("y = np.vstack([np.ones((50, 1)), np.zeros((50, 1)), np.full((9, 1), 2)])", "classes/3 0..2"),
        ("y = np.hstack([np.zeros(50), np.full(50, 2)])", "0..2"),
        ("y = np.hstack([np.zeros(50), np.full(50, 0.5)])", "0..0.5"),
        ("y = np.append(np.zeros((2, 3)), np.ones((2, 3)), axis=0)", "0..1"),
        ("y = np.zeros(90)\ny[30:] = 1", "binary 0..1"),
        ("y = np.zeros(90)\ny[np.random.rand(90) > 0.5] = 1", "binary 0..1"),
        ("y = np.ones(90)\ny[:30] = 0\ny[30:60] = 1\ny[60:] = 2", "classes/3 0..2"),
        ("y = np.ones(90)\ny[:30] = 0\ny[y == 1] = 2", "0..2"),
        ("y = np.zeros(90)\ny[30:] = 1\ny[60:] = 9", "0..9"),
        ("y = np.zeros(90)\ny[30:] = 1\ny[60:] = -1", "-1..1"),
        ("y = np.zeros(90)\nfor i in range(90):\n    y[i] = i % 3", "classes/3 0..2"),
    ],
)
def test_labels_of_constants(source: str, shown: str) -> None:
    program = f"{source}\nmodel.fit(None, y)"
    assert not disagreements(program)
    assert brief(fit(program)[1]).partition("float64 ")[2] == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("y[np.arange(90), labels] = 1", "one-hot/3 0..1"),
        ("y[range(90), labels] = 1.0", "one-hot/3 0..1"),
        ("y[np.arange(90), labels] = 2", "0..2"),
        ("y[np.arange(90), 1] = 1", "0..1"),
        ("y[np.arange(0, 90, 2), labels[::2]] = 1", "0..1"),
        ("y[labels, labels] = 1", "0..1"),
        ("y[5, labels] = 1", "0..1"),
        ("y[5] = 1", "0..1"),
    ],
)
def test_one_hot_labels_that_are_written(written: str, shown: str) -> None:
    program = f"labels = np.random.randint(0, 3, 90)\ny = np.zeros((90, 3))\n{written}\nmodel.fit(None, y)"
    assert not disagreements(program)
    assert brief(fit(program)[1]).partition("float64 ")[2] == shown


RECORDS = """
import pandas as pd, random
rows = []
for i in range(1000):
    rows.append({"size": random.random(), "kind": random.randint(0, 2)})
d = pd.DataFrame(rows)
"""


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (RECORDS + "y = d['kind']", "int64 classes/3 0..2"),
        (RECORDS + "y = d.drop('kind', axis=1)", "float64 continuous 0..1"),
        (RECORDS + "y = d.values[:, 1]", "float64 classes/3 0..2"),
        (RECORDS + "y = pd.get_dummies(d['kind']).values", "? one-hot/3 0..1"),
        ("import pandas as pd\ny = pd.DataFrame([{'a': 1, 'b': 0}, {'a': 5, 'b': 1}])['b']", "int64 binary 0..1"),
        ("import pandas as pd\ny = pd.DataFrame([{'a': 1, 'b': 0}, {'b': 1, 'a': 5}])['b'].values", "?"),
        ("import pandas as pd\ny = pd.DataFrame([{'b': 0}, {'a': 5, 'b': 1}])['b'].values", "?"),
    ],
)
def test_frames_of_records(source: str, shown: str) -> None:
    program = f"{source}\nmodel.fit(None, y)"
    assert not disagreements(program)
    assert brief(fit(program)[1]).rpartition(") ")[2] == shown
