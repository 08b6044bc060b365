"""Programs with numpy: what the interpreter says of their arrays is what numpy makes of them.

Every program is run with real numpy, too: where a shape, a type, a bound or a meaning is claimed, it must be so.
"""

from __future__ import annotations

import textwrap
import warnings

import pytest

from keraslint.arrays import Array
from keraslint.program import Layer
from keraslint.shapes import UNKNOWN, Symbol
from tests.interpreter.data_of import fit
from tests.interpreter.programs import one, units

np = pytest.importorskip("numpy")

EXACT = """
x = np.zeros((100, 5))
x = np.zeros(7)
x = np.ones([3, 4], dtype="float32")
x = np.full((2, 3), 7)
x = np.full((2, 3), 0.5, dtype=np.float32)
x = np.empty((4, 4), np.uint8)
x = np.zeros_like(np.ones((3, 2), dtype="int32"))
x = np.ones_like(np.zeros((3, 2)), dtype=bool)
x = np.full_like(np.zeros((3, 2)), 9)
x = np.arange(10)
x = np.arange(2, 10, 3)
x = np.arange(0, 1, 0.1)
x = np.arange(12).reshape(3, 4)
x = np.arange(12.0).reshape((2, -1))
x = np.arange(24).reshape(2, 3, 4).transpose(2, 0, 1)
x = np.arange(24).reshape(2, 3, 4).T
x = np.arange(24).reshape(2, 3, 4).swapaxes(0, 2)
x = np.linspace(0, 1, 50)
x = np.linspace(-1, 1)
x = np.linspace(0, 1, num=20).reshape(-1, 1)
x = np.logspace(0, 2, 5)
x = np.eye(4)
x = np.eye(3, 5)
x = np.identity(4)
x = np.eye(4)[np.array([0, 3, 1])]
x = np.eye(10, dtype="uint8")[np.random.randint(0, 10, size=(6,))]
x = np.array([1, 2, 3])
x = np.array([[1, 2, 3], [4, 5, 6]], dtype=float)
x = np.array([[0.5, 1], [2, 3]])
x = np.array([[[1], [2]], [[3], [4]]])
x = np.array([True, False])
x = np.array(((1, 2), (3, 4)), "float32")
x = np.array([np.zeros(3), np.ones(3)])
x = np.array(range(5))
x = np.array([i * 2 for i in range(6)])
x = np.asarray([[1, 2]]).astype("float32")
x = np.float32([1, 2, 3])
x = np.array(5).reshape(1, 1)
x = np.array([1, 2, 3], ndmin=1)
x = np.array("a b c".split() and [1, 2])
x = np.random.rand(3, 4)
x = np.random.randn(3)
x = np.random.random((5, 2))
x = np.random.random(5)
x = np.random.random_sample((2, 2))
x = np.random.randint(10, size=(4, 1))
x = np.random.randint(2, size=20)
x = np.random.randint(0, 256, (2, 8, 8, 3), dtype="uint8")
x = np.random.randint(1, high=7, size=5)
x = np.random.uniform(-1, 1, size=(3, 2))
x = np.random.uniform(size=4)
x = np.random.normal(0, 1, (3, 2))
x = np.random.normal(size=(3, 2))
x = np.random.standard_normal((3, 2))
x = np.random.choice(5, size=(3, 2))
x = np.random.choice([0, 1], size=10)
x = np.random.choice(np.array([2.0, 3.0]), 4)
x = np.random.permutation(10)
x = np.random.permutation(np.zeros((4, 2)))
x = np.random.binomial(1, 0.5, size=(8,))
x = np.random.binomial(5, 0.5, 8)
x = np.random.exponential(1.0, size=(2, 2))
x = np.random.beta(1, 2, (3,))
x = np.random.multivariate_normal(mean=[0, 3], cov=[[1, 0.5], [0.5, 1]], size=10)
x = np.random.default_rng(0).multivariate_normal([0, 3, 1], np.eye(3))
x = np.random.RandomState(0).rand(3, 2)
x = np.random.RandomState(seed=1).randint(0, 3, size=9)
x = np.random.default_rng(0).random((3, 2))
x = np.random.default_rng().integers(0, 10, size=(4,))
x = np.random.default_rng().integers(5, size=6, endpoint=True)
x = np.random.default_rng(1).normal(size=(3, 2))
x = np.random.default_rng(1).standard_normal((3, 2))
x = np.random.default_rng(1).uniform(-2, 3, (3, 2))
x = np.random.default_rng(1).choice(4, size=3)
x = np.random.default_rng(1).permutation(np.ones((4, 2)))
x = np.zeros((10, 4))[0:3]
x = np.zeros((10, 4))[2]
x = np.zeros((10, 4))[:, 1]
x = np.zeros((10, 4))[:, 1:3]
x = np.zeros((10, 4))[::2, ::-1]
x = np.zeros((10, 4))[-3:]
x = np.zeros((10, 4))[:, -1:]
x = np.zeros((10, 4))[..., np.newaxis]
x = np.zeros((10, 4))[None]
x = np.zeros((10, 4))[:, None, :]
x = np.zeros((10, 4, 5))[0, ..., 2]
x = np.zeros((10, 4))[[1, 2, 3]]
x = np.zeros((10, 4))[:, [0, 2]]
x = np.zeros((10, 4))[np.array([1, 2])]
x = np.zeros((10, 4))[np.arange(10), np.zeros(10, dtype=int)]
x = np.zeros((10, 4))[(slice(0, 2), 1) if False else (0,)]
x = np.zeros((10, 4, 5))[(0, 1)]
x = np.zeros((10, 4)).reshape(40)
x = np.zeros((10, 4)).reshape(5, -1)
x = np.zeros((10, 4)).reshape([5, 8])
x = np.reshape(np.zeros((10, 4)), (20, 2))
x = np.reshape(np.zeros((10, 4)), -1)
x = np.zeros((10, 4)).ravel()
x = np.zeros((10, 4)).flatten()
x = np.expand_dims(np.zeros((10, 4)), axis=-1)
x = np.expand_dims(np.zeros((10, 4)), 0)
x = np.expand_dims(np.zeros((10, 4)), axis=(0, 3))
x = np.squeeze(np.zeros((1, 4, 1)))
x = np.zeros((1, 4, 1)).squeeze(axis=0)
x = np.moveaxis(np.zeros((2, 3, 4)), 0, -1)
x = np.rollaxis(np.zeros((2, 3, 4)), 2)
x = np.transpose(np.zeros((2, 3, 4)), (0, 2, 1))
x = np.transpose(np.zeros((2, 3, 4)), axes=[2, 1, 0])
x = np.swapaxes(np.zeros((2, 3)), 0, 1)
x = np.rot90(np.zeros((2, 3)))
x = np.flip(np.zeros((2, 3)), axis=1)
x = np.fliplr(np.zeros((2, 3)))
x = np.roll(np.arange(6), 2)
x = np.atleast_2d([1, 2, 3])
x = np.concatenate([np.zeros((2, 3)), np.ones((4, 3))])
x = np.concatenate((np.zeros((2, 3)), np.ones((2, 1))), axis=1)
x = np.concatenate((np.zeros((2, 3)), np.ones((2, 1))), axis=-1)
x = np.stack([np.zeros((2, 3)), np.ones((2, 3))])
x = np.stack([np.zeros((2, 3)), np.ones((2, 3))], axis=-1)
x = np.stack((np.zeros(3),) * 3, axis=1)
x = np.vstack([np.zeros(3), np.ones(3)])
x = np.vstack((np.zeros((2, 3)), np.ones((1, 3))))
x = np.hstack([np.zeros(3), np.ones(2)])
x = np.hstack([np.zeros((3, 1)), np.ones((3, 2))])
x = np.dstack([np.zeros((3, 4)), np.ones((3, 4))])
x = np.column_stack((np.zeros(3), np.ones(3)))
x = np.append(np.zeros((2, 3)), np.ones((1, 3)), axis=0)
x = np.append([1, 2], 3)
x = np.split(np.zeros((10, 4)), 2)[1]
x = np.split(np.zeros((10, 4)), [3, 7])[1]
x, _ = np.split(np.zeros((10, 4)), 2, axis=1)
x = np.array_split(np.zeros((10, 4)), 3)[0]
x = np.hsplit(np.zeros((4, 6)), 3)[0]
x = np.repeat(np.zeros((2, 3)), 2, axis=0)
x = np.repeat(np.zeros((2, 3)), 2)
x = np.zeros((28, 28, 1)).repeat(3, axis=-1)
x = np.tile(np.arange(3), (2, 2))
x = np.tile([1, 2], 3)
x = np.pad(np.zeros((4, 28, 28)), ((0, 0), (2, 2), (2, 2)))
x = np.pad(np.ones((4, 2)), 1, "constant")
x = np.pad(np.ones((4, 2)), ((0, 1), (0, 0)), mode="edge")
x = np.delete(np.zeros((4, 3)), 1, axis=1)
x = np.delete(np.zeros((4, 3)), [0, 2], axis=0)
x = np.insert(np.zeros((4, 3)), 0, 1, axis=1)
x = np.diff(np.arange(6))
x = np.diff(np.zeros((4, 3)), axis=0)
x = np.take(np.zeros((4, 3)), [0, 2], axis=0)
x = np.sort(np.random.rand(4, 3))
x = np.argsort(np.random.rand(4, 3), axis=0)
x = np.cumsum(np.ones((2, 3)))
x = np.cumsum(np.ones((2, 3), dtype="int32"), axis=1)
x = np.meshgrid(np.arange(3), np.arange(4))[0]
x = np.argmax(np.random.rand(5, 3), axis=1)
x = np.random.rand(5, 3).argmax(axis=-1)
x = np.argmax(np.random.rand(5, 3, 2), -1)
x = np.random.rand(5, 3).mean(axis=0)
x = np.mean(np.random.rand(5, 3), axis=1, keepdims=True)
x = np.random.rand(5, 3).max(axis=(0, 1), keepdims=True)
x = np.sum(np.ones((5, 3), dtype=bool), axis=1)
x = np.std(np.random.rand(5, 3), 0)
x = np.median(np.random.rand(5, 3), axis=0)
x = np.any(np.zeros((5, 3)), axis=1)
x = np.zeros((5, 3)) + 1
x = 1 - np.ones((5, 3))
x = np.ones((5, 3)) / 255.0
x = np.random.randint(0, 256, size=(5, 3)) / 255
x = np.random.randint(0, 256, size=(5, 3)).astype("float32") / 255.0 * 2 - 1
x = (np.random.randint(0, 256, size=(5, 3)) - 127.5) / 127.5
x = np.zeros((5, 3), dtype="uint8") // 2
x = np.zeros((5, 3)) + np.zeros(3)
x = np.zeros((5, 1)) * np.zeros((1, 3))
x = np.zeros((5, 3), dtype="float32") + np.zeros((5, 3))
x = np.arange(3) ** 2
x = np.arange(3) % 2
x = 2 ** np.arange(3)
x = -np.arange(3)
x = ~np.array([True, False])
x = np.arange(3) == 1
x = np.arange(3) > 0
x = (np.arange(3) > 0).astype(int)
x = (np.arange(6).reshape(2, 3) > 2).astype("float32")
x = np.arange(3) & 1
x = (np.arange(3) > 0) & (np.arange(3) < 2)
x = np.where(np.arange(4) > 1, 1, 0)
x = np.where(np.arange(4) > 1, np.zeros(4), 7.5)
x = np.clip(np.arange(10), 2, 5)
x = np.random.randn(4).clip(-1, 1)
x = np.clip(np.random.randn(4), 0, None)
x = np.maximum(np.random.randn(4), 0)
x = np.abs(np.arange(-3, 3))
x = np.sqrt(np.arange(4))
x = np.exp(np.zeros((2, 2)))
x = np.sin(np.linspace(0, 10, 30))
x = np.round(np.random.rand(4))
x = np.log(np.ones((2, 2), dtype="float32"))
x = np.dot(np.zeros((2, 3)), np.zeros((3, 4)))
x = np.zeros((2, 3)) @ np.zeros((3, 4))
x = np.matmul(np.zeros((5, 2, 3)), np.zeros((3, 4)))
x = np.zeros((2, 3)).dot(np.zeros(3))
x = np.multiply(np.ones(3), 2)
x = np.add(np.ones((2, 3)), np.ones(3))
x = np.broadcast_to(np.zeros(3), (4, 3))
x = np.copy(np.zeros((2, 2)))
x = np.zeros((2, 2)).copy()
x = np.zeros((4, np.prod((2, 3))))
x = np.zeros((np.zeros((6, 7)).shape[1], 2))
x = np.zeros(np.zeros((6, 7)).shape)
x = np.zeros(np.shape(np.zeros((6, 7))))
x = np.zeros((np.zeros((6, 7)).size, np.ones((1, 2)).ndim))
x = np.zeros((len(np.zeros((6, 7))), 3))
x = np.zeros((2, 3, 4)).reshape(2, np.prod(np.zeros((2, 3, 4)).shape[1:]))
a = np.random.rand(100, 8); x = a[:int(len(a) * 0.8)]
a = np.random.rand(100, 8); x = a[int(0.8 * a.shape[0]):]
a = np.random.rand(10, 4); x = (a - a.mean(axis=0)) / a.std(axis=0)
a = np.random.rand(10, 4) * 50; x = (a - a.min()) / (a.max() - a.min())
a = np.random.rand(10, 4) * 50; x = a / a.max()
a = np.zeros((3, 2)); a[1] = 5; x = a
a = np.zeros((3, 2)); b = a; b[:, 0] = -1; x = a
a = np.zeros((3, 2)); a[:] = np.random.rand(3, 2); x = a
a = np.zeros((3, 2)); row = a[0]; row[1] = 9; x = a
a = np.zeros(3); a.fill(4); x = a
a = np.zeros(3); a += 2; x = a
a = np.ones((3, 2)); a /= 4; x = a
a = np.ones(6); a.shape = (2, 3); x = a
a = np.ones(6); a.resize((2, 3)); x = a
a = np.arange(5); np.random.shuffle(a); x = a
a = np.array([[1, 2], [3, 4]]); b, c = a; x = b
a = np.random.rand(6, 2); x = np.array([row for row in a])
a = [np.zeros((2, 2)) for _ in range(4)]; x = np.array(a)
x = np.array([[i, i + 1] for i in range(5)])
x = np.array([np.zeros(3)] * 4)
x = np.array([list(range(3)) for _ in range(2)])
x = np.array([1, 2]) + [3, 4]
x = [1, 2] * np.array([3, 4])
x = np.c_[np.zeros(3), np.ones(3)]
x = np.c_[np.zeros((3, 2)), np.ones((3, 1))]
x = np.r_[np.zeros(3), 1, np.ones(2)]
x = np.array([True, False, True])
a = np.ones((3, 2)); b = a; b *= 7; x = a
a = np.ones((3, 2)); a[0] *= 7; x = a
a = np.ones((3, 2), dtype="float32"); a += np.zeros((3, 2)); x = a
a = np.arange(256.0).reshape(16, 16); b = a[4:8]; b /= 255; x = a
a = np.arange(256.0).reshape(16, 16); b = a[4:8]; a /= 255; x = b
a = np.arange(256.0).reshape(16, 16); b = a.ravel(); b /= 255; x = a
a = np.arange(256.0).reshape(16, 16); b = a.T[:3]; b -= 999; x = a
a = np.arange(256.0).reshape(16, 16); b = a[[1, 2]]; b -= 999; x = a
a = np.arange(256.0).reshape(16, 16); b = a.flatten(); b -= 999; x = a
a = np.arange(256.0).reshape(16, 16); b, c = a[:8], a[8:]; b /= 255; x = c
a = np.arange(256.0).reshape(16, 16); b = a[2]; b -= 999; c = a[2]; x = c
a = np.arange(256.0).reshape(16, 16); np.divide(a, 255, out=a); x = a
a = np.arange(256.0).reshape(16, 16); b = np.empty((16, 16), dtype="float32"); x = np.subtract(a, 999, out=b)
a = np.arange(256.0).reshape(16, 16); b = np.zeros((16, 16)); np.cbrt(a - 999, out=b); x = b
a = np.zeros((4, 4)); a.fill(7); x = a
a = np.zeros((4, 4), dtype=int); a[1].fill(7); x = a
a = np.arange(6) % 3; b = a[2:]; b += 3; x = a
"""


def fitted(setup: str, y: str | None = None) -> object:
    """The plain value of ``x`` in ``model.fit(x)`` after the setup, or the pair of ``x`` and ``y``."""
    found = fit(f"{setup}\nmodel.fit({'x' if y is None else f'x, {y}'})")
    return found[0] if y is None else found


def loose(shape: object) -> object:
    """The shape with every symbol as ``"?"``."""
    assert isinstance(shape, tuple)
    return tuple("?" if isinstance(dim, Symbol) else dim for dim in shape)


def run(program: str) -> np.ndarray:
    scope = {"np": np}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(program, scope)  # the programs above
    return np.asarray(scope["x"])


def holds(found: Array, value: np.ndarray) -> None:
    """What is claimed is so."""
    if isinstance(found.shape, tuple):
        assert len(found.shape) == value.ndim
        assert all(isinstance(dim, Symbol) or dim == size for dim, size in zip(found.shape, value.shape, strict=True))
    assert found.dtype in (None, str(value.dtype))
    if not value.size:
        return
    if value.dtype.kind in "biuf":
        assert found.low is None or value.min() >= found.low - 1e-6
        assert found.high is None or value.max() <= found.high + 1e-6
    if found.meaning == "binary":
        assert set(np.unique(value)) <= {0, 1}
    if found.meaning == "one-hot":
        assert value.shape[-1] == found.classes
    if found.meaning == "classes":
        assert np.array_equal(value, value.astype(int))
        assert isinstance(found.classes, Symbol | None) or value.max() < found.classes


@pytest.mark.parametrize("program", EXACT.strip().splitlines())
def test_arrays_are_what_numpy_makes_of_them(program):
    value = run(program)
    found = fitted(program.replace("; ", "\n"))
    assert isinstance(found, Array)
    assert found.shape == value.shape
    holds(found, value)


PARTLY = """
x = np.zeros((10, 4))[np.random.rand(10) > 0.5] | ? 4
x = np.random.rand(10, 4)[np.array([True] * 10)] | ? 4
x = np.delete(np.zeros((10, 4)), np.where(np.arange(10) > 3)[0], axis=0) | ? 4
x = np.unique(np.arange(7)) | ?
a = np.arange(10); x = a[a > 3] | ?
a = np.arange(10); x = a[np.where(a > 3)] | ?
a = np.arange(10); x = np.argwhere(a > 3) | ? 1
n = int(input()) if False else 5; x = np.zeros((n, 3)) | 5 3
"""


@pytest.mark.parametrize("line", PARTLY.strip().splitlines())
def test_what_depends_on_values_is_open(line):
    program, _, expected = line.partition(" | ")
    found = fitted(program.replace("; ", "\n"))
    assert isinstance(found, Array)
    holds(found, run(program))
    assert loose(found.shape) == tuple(int(dim) if dim.isdigit() else dim for dim in expected.split())


@pytest.mark.parametrize(
    "program",
    [
        "x = np.zeros((2, 3)).reshape(4, 2)",
        "x = np.zeros((2, 3)) + np.zeros((4, 5))",
        "x = np.concatenate([np.zeros((2, 3)), np.zeros((2, 4))])",
        "x = np.zeros((2, 3))[0, 0, 0]",
        "x = np.array([[1, 2], [3]])",
        "x = np.array(object())",
        "x = np.some_function_of_the_future(np.zeros(3))",
        "x = np.zeros((2, 3)).some_method()",
        "x = np.zeros(*sizes)",
        "x = np.zeros((2, 3)).reshape(*sizes)",
        "x = np.load('a.npz')['x']",
        "x = np.loadtxt('a.csv')",
        "x = np.squeeze(np.load('a.npy'))",
    ],
)
def test_nothing_is_claimed_of_errors_and_of_what_is_not_modelled(program):
    found = fitted(program)
    assert found is UNKNOWN or (isinstance(found, Array) and found.shape is UNKNOWN)


def test_a_table_from_a_file_has_two_axes_where_two_are_named():
    x, y = fitted("d = np.loadtxt('a.csv', delimiter=',')\nx = d[:, 0:8]\ny = d[:, 8]", y="y")
    assert loose(x.shape) == ("?", 8)
    assert y.shape == x.shape[:1]
    x, y = fitted("d = np.genfromtxt('a.csv')\nx = d[:, 1:-1]\ny = d[:, -1]", y="y")
    assert loose(x.shape) == ("?", "?")
    assert y.shape == x.shape[:1]


def test_sizes_of_what_is_not_known_stay_equal():
    x, y = fitted(
        """
x = np.load('x.npy'); y = np.load('y.npy')
x = x.astype('float32') / 255
x = x.reshape(x.shape[0], 28, 28, 1)
y = y.reshape(len(x), 1)
""",
        y="y",
    )
    assert loose(x.shape) == ("?", 28, 28, 1)
    assert x.dtype == "float32"
    assert y.shape == (x.shape[0], 1)


def test_rows_after_a_split_add_up():
    x, y = fitted(
        """
data = load()
data = data.reshape(-1, 4)
n = int(len(data) * 0.8)
x = np.concatenate([data[:n], data[n:]])
y = data
""",
        y="y",
    )
    assert x.shape == y.shape


def test_windows_of_a_series():
    x = fitted(
        """
data = np.random.rand(1000, 1)
x = []
for i in range(60, len(data)):
    x.append(data[i - 60:i, 0])
x = np.array(x)
x = np.reshape(x, (x.shape[0], x.shape[1], 1))
"""
    )
    assert loose(x.shape) == ("?", 60, 1)


def test_methods_that_only_arrays_have_tell_of_unknown_values():
    x = fitted("x = load()\nx = x.reshape(x.shape[0], 784).astype('float32')")
    assert loose(x.shape) == ("?", 784)
    assert x.dtype == "float32"


MEANINGS = {
    "np.random.randint(0, 10, size=(50, 1))": ("classes", 10),
    "np.random.randint(2, size=50)": ("binary", None),
    "np.random.randint(0, 256, size=(50, 28, 28))": (None, None),
    "np.random.randint(1, 10, size=50)": (None, None),
    "np.eye(5)[np.random.randint(0, 5, 20)]": ("one-hot", 5),
    "np.eye(5)[np.random.randint(0, 5, 20)].astype('float32')[:10]": ("one-hot", 5),
    "np.argmax(np.eye(5)[np.zeros(20, int)], axis=1)": ("classes", 5),
    "np.argmax(np.random.rand(20, 5), axis=0)": (None, None),
    "(np.random.rand(20) > 0.5).astype(int)": ("binary", None),
    "np.where(np.random.rand(20) > 0.5, 1, 0)": ("binary", None),
    "np.array([[0], [1], [1], [0]])": ("binary", None),
    "np.array([[0, 1], [1, 0], [1, 0]])": ("one-hot", 2),
    "np.array([[0, 1], [1, 1], [0, 0]])": ("multi-hot", None),
    "np.array([0, 1, 2, 0, 1, 2, 2])": ("classes", 3),
    "np.array([0, 1, 2, 3])": (None, None),
    "np.array([1, 2, 1, 2])": (None, None),
    "np.array([0.5, 1.25])": ("continuous", None),
    "np.random.randint(0, 10, size=50) / 9.0": ("continuous", 10),
    "np.random.randint(0, 10, size=50) / 255": ("continuous", 10),
    "np.random.randint(0, 10, size=50) + 1": ("classes", 11),
    "np.random.randint(0, 10, size=50)[:, None]": ("classes", 10),
    "np.random.randint(0, 10, size=50).reshape(-1, 1)": ("classes", 10),
    "np.random.permutation(np.random.randint(0, 10, size=50))": ("classes", 10),
    "1 - np.random.randint(0, 2, size=50)": ("binary", None),
    "2 * np.random.randint(0, 10, size=50)": (None, None),
    "np.random.randint(0, 10, size=50) ** 2": (None, None),
    "np.zeros(50)": (None, None),
}


@pytest.mark.parametrize("expression", MEANINGS)
def test_meanings(expression):
    found = fitted(f"x = {expression}")
    assert isinstance(found, Array)
    assert (found.meaning, found.classes) == MEANINGS[expression]
    assert (found.evidence is not None) == (found.meaning is not None)
    if found.meaning != "continuous":
        holds(found, run(f"x = {expression}"))


def test_what_is_written_into_labels_takes_their_meaning():
    x = fitted("x = np.random.randint(0, 10, size=50)\nx[x == 3] = unknown()")
    assert (x.meaning, x.classes, x.low, x.high) == (None, None, None, None)
    x = fitted("x = np.random.randint(0, 2, size=50)\nx[3] = 1")
    assert x.meaning == "binary"


def test_scaling_is_recognised():
    head = "a = np.load('a.npy')\n"
    for expression in ("(a - a.mean()) / a.std()", "(a - np.mean(a, axis=0)) / (np.std(a, axis=0) + 1e-8)"):
        assert fitted(f"{head}x = {expression}").standardised
    for expression in ("(a - a.min()) / (a.max() - a.min())", "(a - np.min(a)) / np.ptp(a)"):
        found = fitted(f"{head}x = {expression}")
        assert (found.low, found.high) == (0, 1)
    assert not fitted(f"{head}x = a - a.mean()").standardised
    assert fitted("m = a.mean(axis=0)\ns = a.std(axis=0)\nx = np.load('a.npy')\nx = x - m").shape is UNKNOWN
    setup = "a = np.load('a.npy')\nm = a.mean(axis=0)\na -= m\ns = a.std(axis=0)\na /= s\nx = a"
    assert fitted(setup).standardised


def test_evidence_points_at_the_call():
    found = fitted("y = np.random.randint(0, 3, size=9)\nx = y.astype('float32')\nx = x.reshape(-1, 1)")
    assert found.evidence.text == "from `randint`"
    assert found.made.text == "from `reshape`"


def test_arguments_of_layers_are_numbers_where_the_shape_is_known():
    model = one(
        """
import numpy as np
x = np.random.rand(100, 28, 28)
y = np.random.randint(0, 10, size=100)
flat = x.reshape(len(x), -1)
classes = len(np.unique(y))
m = Sequential([Dense(flat.shape[1], input_shape=x.shape[1:]), Dense(classes), Dense(y.max() + 1)])
m.add(Dense(np.prod(x.shape[1:])))
m.add(Dense(np.load('a.npy').shape[1]))
m.add(Dense(np.max(np.load('a.npy'))))
"""
    )
    first = model.elements[0]
    assert isinstance(first, Layer)
    assert first.value("input_shape") == (28, 28)
    assert units(model)[:4] == [784, 10, 10, 784]
    assert isinstance(units(model)[4], Symbol)
    assert units(model)[5] is UNKNOWN


def test_numbers_from_arrays_are_the_same_number_each_time():
    model = one(
        """
import numpy as np
x = np.loadtxt('a.csv')
y = np.asarray(load(), dtype=int)
n = np.max(y) + 1
m = Sequential([Dense(x.shape[1]), Dense(x.shape[1]), Dense(n), Dense(np.max(y) + 1)])
"""
    )
    assert units(model)[0] is units(model)[1]
    assert units(model)[2] is units(model)[3]


def test_an_array_that_differs_by_path_is_seen_on_each():
    source = """
import numpy as np
x = np.zeros((10, 3))
if flag:
    x = x.reshape(10, 3, 1)
m = Sequential([Dense(1)])
m.fit(x, x)
"""
    from tests.interpreter.programs import models_of

    found = {event.call.value("x").shape for model in models_of(source) for event in model.occurrences("fit")}
    assert found == {(10, 3), (10, 3, 1)}


def test_long_literals_are_read_at_once():
    found = fitted(f"x = np.array({[n % 3 for n in range(20_000)]})")
    assert found.shape == (20_000,)
    assert (found.meaning, found.classes) == ("classes", 3)


def test_loops_over_rows_see_one_row():
    x = fitted(
        textwrap.dedent("""
        data = np.zeros((500, 28, 28))
        rows = []
        for image in data:
            rows.append(image.reshape(784))
        x = np.array(rows)
        """)
    )
    assert loose(x.shape) == ("?", 784)


def test_what_some_turns_of_a_loop_append():
    x, y = fitted(
        """
x = []; y = []
for name in names():
    if name.endswith('png'):
        x.append(np.zeros((8, 8)))
        y.append(0)
x = np.array(x); y = np.array(y)
""",
        y="y",
    )
    assert loose(x.shape) == ("?", 8, 8)
    assert loose(y.shape) == ("?",)
    assert (y.meaning, y.low, y.high) == (None, None, None)
    x, y = fitted(
        """
x = []; y = []
for name in names():
    if name.endswith('png'):
        x.append(np.zeros((8, 8)))
        y.append(0)
    else:
        x.append(np.ones((8, 8)))
        y.append(1)
x = np.array(x); y = np.array(y)
""",
        y="y",
    )
    assert (loose(x.shape), x.low, x.high) == (("?", 8, 8), 0, 1)
    assert (loose(y.shape), y.meaning) == (("?",), "binary")


def test_scaling_in_place_is_seen_by_the_caller():
    x = fitted("def scale(a):\n    a /= 255.\nx = np.random.randint(0, 256, (4, 2)).astype('float32')\nscale(x)")
    assert (x.low, x.high, x.dtype) == (0, 1, "float32")
    x = fitted("x = np.random.randint(0, 256, (4, 2)) * 1.0\nfor i in range(unknown()):\n    x[i] = x[i] / 255")
    assert (x.low, x.high) == (None, None)


def test_an_array_that_one_path_changes_is_itself_on_the_other():
    from tests.interpreter.programs import models_of

    source = """
import numpy as np
x = np.random.randint(0, 256, (4, 2)) * 1.0
if flag:
    x /= 255
m = Sequential([Dense(1)])
m.fit(x, x)
"""
    found = {event.call.value("x").high for model in models_of(source) for event in model.occurrences("fit")}
    assert found == {1, 255}
