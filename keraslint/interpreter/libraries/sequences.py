"""Texts and series: ``Tokenizer``, ``timeseries_dataset_from_array``, ``split_dataset``."""

from __future__ import annotations

from keraslint.arrays import Array, Dataset
from keraslint.arrays.pipeline import batched, first_axis, rows
from keraslint.diagnostic import Origin
from keraslint.interpreter.libraries.keras_utils import result
from keraslint.interpreter.libraries.registry import LibraryCall, function, method
from keraslint.interpreter.libraries.structures import array_of, evident, length_of, structure_of, whole_number
from keraslint.interpreter.libraries.tf_data import changed
from keraslint.interpreter.plain import plain
from keraslint.interpreter.values import (
    Const,
    DatasetValue,
    LibraryObject,
    ListRef,
    Tuple,
    Unknown,
    Value,
)
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, Dim, Symbol

TOKENIZER = "keras.preprocessing.text.Tokenizer"
LEARNED = ("word_counts", "word_docs", "index_docs", "word_index", "index_word", "document_count")


@function(TOKENIZER)
def tokenizer(call: LibraryCall) -> Value:
    """``Tokenizer(num_words=None, …)``: what it learns of the texts is not known, but has a length."""
    made = LibraryObject(call.node, call.machine.fresh(), TOKENIZER, call.arguments)
    for name in LEARNED:
        learned = Unknown(call.node, ("attr", ("tokenizer", made.id), name), "it depends on the texts")
        call.machine.state.set((made.id, name), learned)
    return made


@method(TOKENIZER, "fit_on_texts", "fit_on_sequences")
def fit(call: LibraryCall) -> Value:
    return Const(call.node, None)


@method(TOKENIZER, "texts_to_sequences", "sequences_to_texts", "texts_to_sequences_generator", "to_json")
def sequences(call: LibraryCall) -> Value:
    return call.machine.unknown(call.node, "it depends on the texts")


@method(TOKENIZER, "texts_to_matrix", "sequences_to_matrix")
def matrix(call: LibraryCall) -> Value:
    """One row for each text, one column for each word: ``num_words`` of them, or all words and one more."""
    assert isinstance(call.receiver, LibraryObject)
    machine, node = call.machine, call.node
    given = call.receiver.arguments
    words = given.keywords.get("num_words") or given.keywords.get("nb_words")
    if words is None and given.positional:
        words = given.positional[0]
    columns: Dim = None if words is None else whole_number(machine, machine.resolve(words.value))
    if columns is None and given.complete and (words is None or plain(machine, words.value) is None):
        index = machine.state.get((call.receiver.id, "word_index"))
        known = length_of(machine, index, node) if isinstance(index, Value) else None
        columns = Symbol() if known is None else machine.symbols.add(known, 1)
    texts = call.value(0, "texts", "sequences")
    count = length_of(machine, texts, node)
    mode = call.plain(1, "mode", default="binary")
    array = Array((Symbol() if count is None else count, Symbol() if columns is None else columns), "float64")
    if mode == "binary":
        array = replace(array, meaning="multi-hot", low=0.0, high=1.0)
    return result(call, evident(array, node, f"from `{call.name}`"))


@function("keras.utils.timeseries_dataset_from_array")
def timeseries_dataset_from_array(call: LibraryCall) -> Value:
    """``timeseries_dataset_from_array(data, targets, sequence_length, …, batch_size=128)``.

    The dataset does not tell the length of its windows (``element_spec``), so that it is free.
    """
    data = array_of(call.machine, call.value(0, "data"))
    targets = call.value(1, "targets")
    size = call.plain(5, "batch_size", default=128)
    x: object = UNKNOWN
    if data is not None and isinstance(data.shape, tuple) and data.shape:
        x = evident(replace(data, shape=(None, *data.shape[1:])), call.node, "from `timeseries_dataset_from_array`")
    element = x
    if targets is not None and not (isinstance(targets, Const) and targets.value is None):
        labels = array_of(call.machine, targets)
        element = (x, UNKNOWN if labels is None else rows(labels))
    elif not call.complete:
        element = UNKNOWN
    dataset = Dataset("dataset", element, Origin(call.node), False)
    if size is not None:
        dataset = batched(dataset, size if isinstance(size, int) else None, False)
    return changed(call, dataset)


@function("keras.utils.split_dataset")
def split_dataset(call: LibraryCall) -> Value:
    """``split_dataset(dataset, left_size=None, right_size=None, …)``: two datasets with the elements of one."""
    value = call.value(0, "dataset")
    if isinstance(value, DatasetValue):
        dataset = replace(value.dataset, batches=None)
        count = value.dataset.batches
    else:
        whole: object = UNKNOWN
        if isinstance(value, ListRef):
            from keraslint.interpreter.expressions import items_of

            items = items_of(call.machine, value)
            if items is not None:
                whole = structure_of(call.machine, Tuple(call.node, tuple(items)))
        elif value is not None:
            whole = structure_of(call.machine, value)
        dataset = Dataset("dataset", rows(whole), Origin(call.node), False)
        count = first_axis(whole)
    left, right = _sizes(call, count)
    parts = (changed(call, replace(dataset, batches=left)), changed(call, replace(dataset, batches=right)))
    return Tuple(call.node, parts)


def _sizes(call: LibraryCall, count: Dim) -> tuple[Dim, Dim]:
    left = call.plain(1, "left_size")
    if not isinstance(count, int) or isinstance(left, bool) or not isinstance(left, (int, float)):
        return None, None
    size = left if isinstance(left, int) else round(left * count)
    return size, count - size
