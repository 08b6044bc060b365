"""The table of removed methods and attributes against the installed versions (whose attributes are in the tables)."""

from __future__ import annotations

import pytest

from keraslint.keras_api import tables
from keraslint.keras_api.removed_attributes import compared, removed_attributes

ENTRIES = removed_attributes()
CLASSES = {"Model": ("Sequential", "Model")}


def test_every_attribute_that_the_comparison_yields_has_an_entry() -> None:
    assert len(set(compared())) > 50
    assert set(compared()) <= set(ENTRIES)


@pytest.mark.parametrize(("kind", "name"), ENTRIES)
def test_an_entry_says_what_is_so(kind: str, name: str) -> None:
    entry = ENTRIES[kind, name]
    classes = CLASSES.get(kind, (kind,))
    assert not all(name in tables.attributes(cls, 3) for cls in classes)
    older = any(name in tables.attributes(cls, 2) for cls in classes)
    assert older == (entry.versions == {3}) or name == "to_yaml"  # which is there, and raises
    assert entry.now or entry.help
    assert entry.source.startswith("https://")
    if entry.now is not None:
        assert all(entry.now.partition(".")[0] in tables.attributes(cls, 3) for cls in classes)


def test_to_yaml_raises_in_keras_2() -> None:
    tf_keras = pytest.importorskip("tf_keras")
    with pytest.raises(RuntimeError):
        tf_keras.Sequential().to_yaml()
