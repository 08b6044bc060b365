"""Names that are written down, as labels: how many there are, and where that is not known any more."""

from __future__ import annotations

import pytest

from tests.interpreter.data_of import brief, fit
from tests.interpreter.real_data import disagreements

pytest.importorskip("sklearn")

HEAD = """
import pandas as pd
from sklearn.preprocessing import LabelBinarizer, LabelEncoder, OneHotEncoder
names = ["cat", "dog", "bird", "cat", "dog"]
y = np.array(names)
d = pd.DataFrame({"size": [1, 2, 3, 4, 5], "name": names, "group": [0, 1, 2, 0, 1]})
"""


@pytest.mark.parametrize(
    ("encoded", "shown"),
    [
        ("LabelEncoder().fit_transform(names)", "int64 classes/3 0..2"),
        ("LabelEncoder().fit_transform(y)", "int64 classes/3 0..2"),
        ("LabelEncoder().fit_transform(d['name'])", "int64 classes/3 0..2"),
        ("LabelEncoder().fit_transform(['no', 'yes', 'no'])", "int64 binary/2 0..1"),
        ("LabelBinarizer().fit_transform(y)", "int64 one-hot/3 0..1"),
        ("OneHotEncoder(sparse_output=False).fit_transform(y.reshape(-1, 1))", "float64 one-hot/3 0..1"),
        ("pd.get_dummies(d['name']).values", "? one-hot/3 0..1"),
        ("LabelEncoder().fit_transform(y[y != 'bird'])", "int64 classes/? 0.."),
        ("LabelEncoder().fit_transform(np.append(y, ['cow', 'pig', 'hen']))", "int64 classes/? 0.."),
        ("LabelEncoder().fit_transform(np.where(y == 'cat', y, 'other'))", "int64 classes/? 0.."),
        ("LabelEncoder().fit_transform(d[d['name'] != 'bird']['name'])", "int64 classes/? 0.."),
        ("LabelEncoder().fit_transform(d.loc[d['name'].isin(['cat', 'dog'])]['name'])", "int64 classes/? 0.."),
        ("LabelEncoder().fit_transform(d.query('size < 3')['name'])", "int64 classes/? 0.."),
        ("LabelEncoder().fit_transform(d['name'].replace('bird', 'cat'))", "int64 classes/? 0.."),
        ("d[d['group'] != 2]['group']", "int64 0..2"),
    ],
)
def test_names(encoded: str, shown: str) -> None:
    source = f"{HEAD}model.fit(None, {encoded})"
    assert not disagreements(source)
    assert brief(fit(source)[1]).partition(") ")[2] == shown


def test_numbers_that_were_names() -> None:
    assert brief(fit("model.fit(None, np.array(['1', '5', '9']).astype(int))")[1]) == "(3,) int64"
