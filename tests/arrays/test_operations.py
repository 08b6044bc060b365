"""Every operation on arrays against numpy: the same shape and kind of type, or the same error."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

np = pytest.importorskip("numpy")

from keraslint.arrays import Array, construct, elementwise, joining, reductions, reshaping  # noqa: E402
from keraslint.arrays.dimensions import Symbols  # noqa: E402
from keraslint.arrays.indexing import take  # noqa: E402
from tests.arrays.oracle import (  # noqa: E402
    axes,
    axes_or_none,
    axis_sets,
    blurred,
    check,
    consistent,
    dtypes,
    full_shapes,
    known,
    ours,
    real,
    run,
    shapes,
)

hidden = st.lists(st.booleans(), max_size=4)


def compare(
    expected: Callable[..., object],
    found: Callable[..., object],
    arrays: list,
    chosen: list[bool],
    **options: bool,
) -> None:
    """The operation on what is known of the arrays, then on less than that."""
    value = run(lambda: expected(*arrays))
    whole = [known(array) for array in arrays]
    check(value, ours(lambda symbols: found(*whole, symbols)), **options)
    less = [blurred(array, chosen) for array in whole]
    consistent(value, ours(lambda symbols: found(*less, symbols)), **options)


@given(shapes, st.lists(st.integers(-2, 8), max_size=4), hidden)
def test_reshape(shape, wanted, chosen):
    compare(
        lambda x: x.reshape(wanted),
        lambda x, symbols: reshaping.reshape(x, wanted, symbols),
        [real(shape)],
        chosen,
    )


@given(full_shapes, st.randoms(), hidden)
def test_reshape_to_a_shape_that_fits(shape, random, chosen):
    size = int(np.prod(shape))
    first = random.choice([n for n in range(1, size + 1) if size % n == 0])
    for wanted in ((first, -1), (-1, first), (first, size // first), (size // first, 1, -1)):
        compare(
            lambda x, w=wanted: x.reshape(w),
            lambda x, symbols, w=wanted: reshaping.reshape(x, w, symbols),
            [real(shape)],
            chosen,
        )


@given(shapes, axis_sets, hidden)
def test_squeeze(shape, axis, chosen):
    compare(
        lambda x: np.squeeze(x, axis), lambda x, symbols: reshaping.squeeze(x, axis, symbols), [real(shape)], chosen
    )


@given(shapes, axes | st.lists(axes, min_size=1, max_size=2).map(tuple), hidden)
def test_expand_dims(shape, axis, chosen):
    compare(lambda x: np.expand_dims(x, axis), lambda x, _: reshaping.expand_dims(x, axis), [real(shape)], chosen)


@given(shapes, st.none() | st.lists(axes, max_size=4), hidden)
def test_transpose(shape, order, chosen):
    compare(lambda x: np.transpose(x, order), lambda x, _: reshaping.transpose(x, order), [real(shape)], chosen)


@given(shapes, hidden, st.randoms())
def test_transpose_by_a_permutation(shape, chosen, random):
    order = random.sample(range(len(shape)), len(shape))
    compare(lambda x: np.transpose(x, order), lambda x, _: reshaping.transpose(x, order), [real(shape)], chosen)


@given(shapes, axes, axes, hidden)
def test_swapaxes_and_moveaxis(shape, first, second, chosen):
    x = [real(shape)]
    compare(lambda x: np.swapaxes(x, first, second), lambda x, _: reshaping.swapaxes(x, first, second), x, chosen)
    compare(lambda x: np.moveaxis(x, first, second), lambda x, _: reshaping.moveaxis(x, first, second), x, chosen)


@given(shapes, st.lists(axes, max_size=3), st.lists(axes, max_size=3), hidden)
def test_moveaxis_of_several(shape, sources, targets, chosen):
    compare(
        lambda x: np.moveaxis(x, tuple(sources), tuple(targets)),
        lambda x, _: reshaping.moveaxis(x, tuple(sources), tuple(targets)),
        [real(shape)],
        chosen,
    )


@given(shapes, st.integers(-3, 5), st.tuples(axes, axes), hidden)
def test_rot90(shape, turns, pair, chosen):
    if len(shape) > 1 and abs(pair[0] - pair[1]) == len(shape):
        return  # numpy calls the same axis twice an error, and so do we, but only for two different numbers
    compare(lambda x: np.rot90(x, turns, pair), lambda x, _: reshaping.rot90(x, turns, pair), [real(shape)], chosen)


@given(shapes, hidden)
def test_flattening_and_at_least(shape, chosen):
    x = [real(shape)]
    compare(np.ravel, reshaping.flatten, x, chosen)
    for rank, function in ((1, np.atleast_1d), (2, np.atleast_2d), (3, np.atleast_3d)):
        compare(function, lambda x, _, r=rank: reshaping.at_least(x, r), x, chosen)


@given(shapes, st.none() | axes | st.lists(axes, max_size=2).map(tuple), hidden)
def test_flip(shape, axis, chosen):
    compare(lambda x: np.flip(x, axis), lambda x, _: joining.flip(x, axis), [real(shape)], chosen)


@given(shapes, shapes, dtypes, dtypes, axes_or_none, hidden)
def test_concatenate(first, second, one, other, axis, chosen):
    arrays = [real(first, one), real(second, other)]
    compare(
        lambda *xs: np.concatenate(xs, axis),
        lambda x, y, symbols: joining.concatenate([x, y], axis, symbols),
        arrays,
        chosen,
    )


@given(full_shapes, st.integers(1, 3), axes, hidden)
def test_concatenate_what_fits(shape, size, axis, chosen):
    other = list(shape)
    if shape:
        other[axis % len(shape)] = size
    compare(
        lambda *xs: np.concatenate(xs, axis),
        lambda x, y, symbols: joining.concatenate([x, y], axis, symbols),
        [real(shape), real(tuple(other))],
        chosen,
    )
    compare(
        lambda *xs: np.append(*xs, axis),
        lambda x, y, symbols: joining.append(x, y, axis, symbols),
        [real(shape), real(tuple(other))],
        chosen,
    )


@given(shapes, shapes, axes, hidden, st.booleans())
def test_stacks(first, second, axis, chosen, alike):
    arrays = [real(first), real(first if alike else second)]
    compare(lambda *xs: np.stack(xs, axis), lambda x, y, symbols: joining.stack([x, y], axis, symbols), arrays, chosen)
    for name in ("vstack", "hstack", "dstack", "column_stack"):
        compare(
            lambda *xs, n=name: getattr(np, n)(xs),
            lambda x, y, symbols, n=name: getattr(joining, n)([x, y], symbols),
            arrays,
            chosen,
        )


@given(shapes, st.integers(0, 4) | st.lists(st.integers(-3, 8), max_size=3), axes, st.booleans(), hidden)
def test_split(shape, sections, axis, equal, chosen):
    function = np.split if equal else np.array_split
    value = run(lambda: function(real(shape), sections, axis))
    x = known(real(shape))
    check(value, ours(lambda symbols: joining.split(x, sections, axis, symbols, equal=equal)))
    if isinstance(sections, int):
        less = blurred(x, chosen)
        consistent(value, ours(lambda symbols: joining.split(less, sections, axis, symbols, equal=equal)))


@given(shapes, st.integers(-1, 3) | st.lists(st.integers(0, 3), min_size=1, max_size=4), axes_or_none, hidden)
def test_repeat(shape, repeats, axis, chosen):
    compare(
        lambda x: np.repeat(x, repeats, axis),
        lambda x, symbols: joining.repeat(x, repeats, axis, symbols),
        [real(shape)],
        chosen,
    )


@given(shapes, st.integers(-1, 3) | st.lists(st.integers(0, 3), max_size=5), hidden)
def test_tile(shape, repeats, chosen):
    compare(lambda x: np.tile(x, repeats), lambda x, symbols: joining.tile(x, repeats, symbols), [real(shape)], chosen)


@given(shapes, st.lists(st.tuples(st.integers(-1, 2), st.integers(0, 2)), min_size=1, max_size=4), hidden)
def test_pad(shape, widths, chosen):
    if not shape:
        return
    compare(lambda x: np.pad(x, widths), lambda x, symbols: joining.pad(x, widths, symbols), [real(shape)], chosen)


@given(full_shapes, st.integers(0, 3), axes_or_none, hidden)
def test_delete_and_insert_one_row(shape, row, axis, chosen):
    x = real(shape)
    if (axis is None and row >= x.size) or (axis is not None and shape and row >= shape[axis % len(shape)]):
        return  # that the row is there is taken for granted
    compare(lambda x: np.delete(x, row, axis), lambda x, symbols: joining.delete(x, 1, axis, symbols), [x], chosen)
    compare(lambda x: np.insert(x, row, 7, axis), lambda x, symbols: joining.insert(x, 1, axis, symbols), [x], chosen)


@pytest.mark.parametrize("name", sorted(reductions.REDUCTIONS - {"percentile", "quantile", "average", "trace"}))
@settings(max_examples=40)
@given(shape=full_shapes, dtype=dtypes, axis=axis_sets, keepdims=st.booleans(), chosen=hidden)
def test_reductions(name, shape, dtype, axis, keepdims, chosen):
    array = real(shape, dtype)
    if name == "ptp" and dtype == "bool":
        return  # numpy cannot subtract truth values
    if axis == () or (shape == () and axis is not None):
        return  # numpy's functions do not agree on these among themselves
    value = run(lambda: getattr(np, name)(array, axis=axis, keepdims=keepdims))
    if value is None and dtype == "bool":
        return
    x = known(array)
    check(value, ours(lambda _: reductions.reduce(name, x, axis, keepdims)))
    less = blurred(x, chosen)
    consistent(value, ours(lambda _: reductions.reduce(name, less, axis, keepdims)))


@given(shapes, dtypes, axes_or_none, hidden)
def test_cumulative_and_sorted(shape, dtype, axis, chosen):
    if shape == () and axis is not None:
        return  # numpy's functions do not agree among themselves
    x = [real(shape, dtype)]
    for name in ("cumsum", "cumprod"):
        compare(
            lambda x, n=name: getattr(np, n)(x, axis),
            lambda x, symbols, n=name: reductions.cumulative(n, x, axis, symbols),
            x,
            chosen,
        )
    for name in ("sort", "argsort"):
        compare(
            lambda x, n=name: getattr(np, n)(x, axis),
            lambda x, symbols, n=name: reductions.ordered(n, x, axis, symbols),
            x,
            chosen,
        )


@given(shapes, st.integers(-1, 3), axes, hidden)
def test_diff(shape, order, axis, chosen):
    compare(
        lambda x: np.diff(x, order, axis),
        lambda x, symbols: reductions.difference(x, order, axis, symbols),
        [real(shape)],
        chosen,
    )


OPERATORS = {
    "Add": np.add,
    "Multiply": np.multiply,
    "Divide": np.divide,
    "FloorDivide": np.floor_divide,
    "Modulo": np.mod,
    "Maximum": np.maximum,
    "Minimum": np.minimum,
    "Equal": np.equal,
    "NotEqual": np.not_equal,
    "LessThan": np.less,
    "GreaterThanEqual": np.greater_equal,
    "Subtract": np.subtract,
    "Power": np.power,
}


@pytest.mark.parametrize("name", sorted(OPERATORS))
@settings(max_examples=60)
@given(first=shapes, second=shapes, one=dtypes, other=dtypes, chosen=hidden)
def test_operators(name, first, second, one, other, chosen):
    if name == "Subtract" and "bool" in (one, other):
        return  # numpy cannot subtract truth values
    if {one, other} <= {"uint8", "bool"} and name in ("Add", "Multiply", "Subtract"):
        return  # they wrap around
    if name == "Subtract" and "uint8" in (one, other):
        return
    compare(
        OPERATORS[name],
        lambda x, y, symbols: elementwise.binary(name, x, y, symbols),
        [real(first, one), real(second, other)],
        chosen,
    )


@pytest.mark.parametrize("name", sorted(set(OPERATORS) - {"Power"}))
@settings(max_examples=40)
@given(shape=shapes, dtype=dtypes, number=st.sampled_from([2, 3, 1, 0.5, 2.0, 255.0]), left=st.booleans())
def test_operators_with_a_number(name, shape, dtype, number, left):
    if name == "Subtract" and dtype in ("bool", "uint8"):
        return
    array = real(shape, dtype)
    x = known(array)
    value = run(lambda: OPERATORS[name](number, array) if left else OPERATORS[name](array, number))
    check(
        value,
        ours(lambda symbols: elementwise.binary(name, *((number, x) if left else (x, number)), symbols)),
    )


@pytest.mark.parametrize("name", sorted(elementwise.UNARY - {"arctanh", "arccosh", "arcsin", "arccos"}))
@settings(max_examples=20)
@given(shape=shapes, dtype=dtypes)
def test_functions_of_elements(name, shape, dtype):
    if dtype == "bool":
        return  # some functions refuse truth values, others count them
    array = real(shape, dtype)
    value = run(lambda: getattr(np, name)(array))
    if value is None or name in ("signbit",) or (name == "negative" and dtype == "uint8"):
        return
    check(value, elementwise.unary(name, known(array)))


@given(shapes, shapes, hidden)
def test_products(first, second, chosen):
    arrays = [real(first), real(second)]
    compare(np.matmul, elementwise.matmul, arrays, chosen)
    compare(np.dot, elementwise.dot, arrays, chosen)


@given(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.lists(st.integers(1, 2), max_size=2), hidden)
def test_products_that_fit(n, k, m, batch, chosen):
    compare(np.matmul, elementwise.matmul, [real((*batch, n, k)), real((k, m))], chosen)
    compare(np.dot, elementwise.dot, [real((*batch, n, k)), real((*batch, k, m))], chosen)
    compare(np.dot, elementwise.dot, [real((n, k)), real((k,))], chosen)


@given(shapes, shapes, dtypes, dtypes, hidden)
def test_where_and_clip(first, second, one, other, chosen):
    condition = real(first, "bool")
    compare(
        np.where,
        elementwise.where,
        [condition, real(first, one), real(second, other)],
        chosen,
    )
    if one != "bool":
        x = [real(first, one)]
        compare(lambda x: np.clip(x, 1, 3), lambda x, symbols: elementwise.clip(x, 1, 3, symbols), x, chosen)


@given(shapes, dtypes, dtypes)
def test_astype(shape, one, other):
    array = real(shape, one)
    check(array.astype(other), elementwise.astype(known(array), other))


@given(full_shapes, full_shapes, axes_or_none, hidden)
def test_take(shape, indices, axis, chosen):
    if not shape:
        return
    rows = np.zeros(indices, "int64")
    value = run(lambda: np.take(real(shape), rows, axis))
    for x in (known(real(shape)), blurred(known(real(shape)), chosen)):
        found = ours(lambda symbols, x=x: take(x, Array(indices, "int64"), axis, symbols))
        consistent(value, found)
        assert (value is None) == (found is None)


NUMBERS = st.integers(-9, 9) | st.floats(-9, 9, allow_nan=False)
NESTED = st.recursive(
    st.booleans() | st.integers(-5, 5) | st.floats(-5, 5, allow_nan=False), lambda inner: st.lists(inner, max_size=3)
)


@settings(max_examples=300)
@given(NESTED)
def test_literals(nested):
    check(run(lambda: np.array(nested)), ours(lambda symbols: construct.literal(nested, symbols)))


@given(st.integers(0, 3), st.lists(st.integers(0, 3), min_size=1, max_size=3), dtypes)
def test_literals_of_arrays(count, shape, dtype):
    rows = [real(tuple(shape), dtype)] * (count + 1)
    check(np.array(rows), ours(lambda symbols: construct.literal([known(row) for row in rows], symbols)))


@given(NUMBERS, NUMBERS, NUMBERS)
def test_arange(start, stop, step):
    if step and abs((stop - start) / step) > 1000:
        return
    value = run(lambda: np.arange(start, stop, step))
    found = ours(lambda symbols: construct.arange(start, stop, step, symbols))
    if value is None or found is None:
        assert (value is None) == (found is None) or step == 0
        return
    check(value, found)


@given(shapes)
def test_filled_and_random(shape):
    rng = np.random.default_rng(0)
    check(np.zeros(shape), construct.filled(shape, 0.0, "float64"))
    check(np.full(shape, 7), construct.filled(shape, 7, None))
    check(rng.integers(0, 10, size=shape), construct.whole_numbers(0, 9, shape))
    check(rng.uniform(-1, 2, size=shape), construct.uniform(-1, 2, shape))
    check(rng.normal(size=shape), construct.normal(0, 1, shape))


@given(st.integers(1, 5), st.none() | st.integers(1, 5), st.integers(-2, 2))
def test_eye_is_one_hot_where_it_is_square(rows, columns, offset):
    found = construct.identity(rows, rows if columns is None else columns, offset=offset)
    value = np.eye(rows, columns, offset)
    check(value, found)
    if found.meaning == "one-hot":
        assert (value.sum(axis=1) == 1).all()


def test_negative_sizes_raise():
    assert ours(lambda symbols: construct.filled((2, -1), 0, None)) is None
    assert ours(lambda symbols: joining.concatenate([], 0, symbols)) is None


def test_symbols_keep_sizes_equal():
    symbols = Symbols()
    n, k = symbols.named("n"), symbols.named("k")
    assert symbols.add(symbols.subtract(n, k), k) is n
    assert symbols.quotient(symbols.product((n, 28, 28)), 784) is n
    assert symbols.quotient(symbols.product((n, k, 3)), symbols.multiply(3, k)) is n
    assert symbols.quotient(n, 2) is symbols.quotient(n, 2)
    assert symbols.quotient(n, 2) is not n
    assert symbols.subtract(n, n) == 0
    assert symbols.multiply(n, 1) is n
    with pytest.raises(ZeroDivisionError):
        symbols.quotient(n, 0)


def test_flattening_and_reshaping_back_is_the_same_shape():
    symbols = Symbols()
    n, k = symbols.named("n"), symbols.named("k")
    flat = reshaping.flatten(Array((n, k, 3)), symbols)
    assert reshaping.reshape(flat, (n, -1, 3), symbols).shape == (n, k, 3)
    rows = reshaping.reshape(Array((n, 28, 28)), (-1, 784), symbols)
    assert rows.shape == (n, 784)
    parts = joining.split(rows, [k], 0, symbols)
    assert joining.concatenate(parts, 0, symbols).shape == (n, 784)


def test_sizes_that_are_certainly_not_the_same():
    symbols = Symbols()
    n, k = symbols.named("n"), symbols.named("k")
    assert symbols.differ(symbols.multiply(n, 10), n)
    assert symbols.differ(n, symbols.add(n, 1))
    assert not symbols.differ(n, k)
    assert not symbols.differ(symbols.multiply(n, 10), symbols.add(n, 30))
    assert ours(lambda _: reshaping.reshape(Array((n, 1, 10)), (n, 1, 1), symbols)) is None
    assert ours(lambda _: reshaping.reshape(Array((n, 1, 10)), (n, k, 1), symbols)) is not None
