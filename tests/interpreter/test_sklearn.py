"""Splits, transformers and data sets: the same shapes, types, ranges and classes as scikit-learn gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from keraslint.arrays import Array, sklearn_data
from keraslint.arrays.dimensions import Symbols
from keraslint.arrays.splitting import division
from keraslint.shapes import Symbol
from tests.interpreter.alike import abstract, check

pytest.importorskip("pandas")
datasets = pytest.importorskip("sklearn.datasets")
selection = pytest.importorskip("sklearn.model_selection")

HEAD = """
import pandas as pd
from sklearn import datasets, preprocessing
from sklearn.compose import ColumnTransformer
from sklearn.datasets import (
    fetch_openml, load_breast_cancer, load_diabetes, load_digits, load_iris, load_linnerud, load_wine, make_blobs,
    make_circles, make_classification, make_friedman1, make_gaussian_quantiles, make_moons,
    make_multilabel_classification, make_regression, make_swiss_roll,
)
from sklearn.decomposition import PCA
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.model_selection import KFold, StratifiedKFold, train_test_split
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import (
    LabelBinarizer, LabelEncoder, MaxAbsScaler, MinMaxScaler, MultiLabelBinarizer, Normalizer, OneHotEncoder,
    OrdinalEncoder, RobustScaler, StandardScaler,
)
from sklearn.utils import resample, shuffle
df = pd.read_csv('data.csv')
x, y = df[['a', 'b']], df['y']
words = df['kind']
u, v = np.arange(300.0).reshape(100, 3), np.arange(100) % 4
def split(*arrays, **options):
    return train_test_split(*arrays, **options)
"""

CASES = [
    # splits
    ("x, z, y, w = train_test_split(x, y); fit(x, z); fit(y, w)", "n 2 | m 2 | n | m"),
    ("x, z, y, w = train_test_split(x.values, y.values, test_size=0.2); fit(x, z); fit(y, w)", "n 2 | m 2 | n | m"),
    ("u, z, v, w = train_test_split(u, v, test_size=0.33); fit(u, z); fit(v, w)", "67 3 | 33 3 | 67 | 33"),
    ("u, z, v, w = train_test_split(u, v, train_size=0.57); fit(u, z); fit(v, w)", "56 3 | 44 3 | 56 | 44"),
    ("u, z, v, w = train_test_split(u, v, test_size=7, stratify=v); fit(u, z); fit(v, w)", "93 3 | 7 3 | 93 | 7"),
    ("u, z = train_test_split(u, test_size=0.1, train_size=0.3); fit(u, z)", "30 3 | 10 3"),
    ("a, b, c, d, e, f = train_test_split(u, v, u[:, 0]); fit(a, c); fit(e, f)", "75 3 | 75 | 75 | 25"),
    ("x, z = train_test_split(df, test_size=0.2); fit(x.drop('y', axis=1), z.pop('y'))", "n m | k"),
    ("x, z = train_test_split(df, test_size=0.2); y = x.pop('y'); fit(x, y)", "n m | n"),
    ("x, z, y, w = split(x, y, test_size=0.2, random_state=1); fit(x, y); fit(z, w)", "n 2 | n | m 2 | m"),
    ("x, y = shuffle(x.values, y); fit(x, y)", "n 2 | n"),
    ("u, v = resample(u, v, n_samples=10); fit(u, v)", "10 3 | 10"),
    ("for i, j in KFold(3).split(u):\n    pass\nfit(u[i], u[j]); fit(v[i], v[j])", "n 3 | m 3 | n | m"),
    ("for i, j in StratifiedKFold(2).split(u, v):\n    pass\nfit(u[i], v[i])", "n 3 | n"),
    ("for i, j in StratifiedKFold(2).split(x, y):\n    pass\nfit(x.iloc[i], y.iloc[i])", "n 2 | n"),
    # scalers
    ("s = StandardScaler(); fit(s.fit_transform(x), y)", "n 2 | n"),
    ("s = StandardScaler().fit(x); fit(s.transform(x), s.inverse_transform(x))", "n 2 | n 2"),
    ("s = MinMaxScaler(); fit(s.fit_transform(u), s.transform(u[:5] + 9))", "100 3 | 5 3"),
    ("s = MinMaxScaler(feature_range=(-1, 1)); fit(s.fit_transform(u), v)", "100 3 | 100"),
    ("s = MinMaxScaler((0, 2)); s.fit(u); fit(s.transform(u), v)", "100 3 | 100"),
    ("fit(RobustScaler().fit_transform(u), MaxAbsScaler().fit_transform(u))", "100 3 | 100 3"),
    ("fit(Normalizer().fit_transform(u), preprocessing.StandardScaler().fit_transform(u))", "100 3 | 100 3"),
    ("x[['a']] = StandardScaler().fit_transform(x[['a']]); fit(x, y)", "n 2 | n"),
    ("s = StandardScaler(); y = s.fit_transform(y.values.reshape(-1, 1)); fit(x, y)", "n 2 | n 1"),
    ("fit(SimpleImputer().fit_transform(x), OrdinalEncoder().fit_transform(df[['kind']]))", "n 2 | n 1"),
    ("from sklearn.preprocessing import *; fit(scale(u), minmax_scale(u))", "100 3 | 100 3"),
    ("from scipy.stats import zscore; x['a'] = zscore(x['a']); fit(zscore(x), zscore(u))", "n 2 | 100 3"),
    ("fit(x, words.apply(lambda w: 1 if w == 'u' else 0)); fit(x, words.map({'u': 0, 'v': 1, 'w': 2}))", "n 2 | n | n 2 | n"),
    # encoders
    ("fit(u, preprocessing.label_binarize(v, classes=[0, 1, 2, 3]))", "100 3 | 100 4"),
    ("fit(u, preprocessing.label_binarize(v // 2, classes=[0, 1]))", "100 3 | 100 1"),
    ("from scipy.sparse import csr_matrix; fit(csr_matrix(u).toarray(), csr_matrix(u)[:5])", "100 3 | 5 3"),
    ("e = LabelEncoder(); fit(x, e.fit_transform(words))", "n 2 | n"),
    ("e = LabelEncoder(); e.fit(words); k = len(e.classes_); fit(np.zeros((k, 1)), e.transform(words))", "n 1 | m"),
    ("e = LabelEncoder(); fit(u, e.fit_transform(v))", "100 3 | 100"),
    ("e = OneHotEncoder(); fit(u, e.fit_transform(v.reshape(-1, 1)).toarray())", "100 3 | 100 4"),
    ("e = OneHotEncoder(sparse_output=False); fit(x, e.fit_transform(df[['kind']]))", "n 2 | n m"),
    ("e = OneHotEncoder().fit(df[['kind', 'y']]); fit(x, e.transform(df[['kind', 'y']]).todense())", "n 2 | n m"),
    ("e = LabelEncoder(); w = e.fit_transform(words).reshape(-1, 1); fit(x, OneHotEncoder().fit_transform(w).toarray())",
     "n 2 | n m"),
    ("e = OneHotEncoder(); y = load_iris().target; fit(u, e.fit_transform(y.reshape(-1, 1)).toarray())", "100 3 | 150 3"),
    ("e = LabelBinarizer(); fit(x, e.fit_transform(words))", "n 2 | n m"),
    ("fit(load_iris().data, LabelBinarizer().fit_transform(load_iris().target))", "150 4 | 150 3"),
    ("b = load_breast_cancer(); fit(b.data, LabelBinarizer().fit_transform(b.target))", "569 30 | 569 1"),
    ("fit(x, MultiLabelBinarizer().fit_transform(words))", "n 2 | n m"),
    # other transformers
    ("p = PCA(n_components=2); fit(p.fit_transform(u), p.transform(u[:10]))", "100 2 | 10 2"),
    ("p = PCA(0.9); fit(p.fit_transform(u), p.transform(u[:10]))", "100 n | 10 n"),
    ("from sklearn.feature_selection import *; s = SelectKBest(f_classif, k=2).fit(u, v); "
     "fit(s.fit_transform(u, v), s.transform(u[:9]))", "100 2 | 9 2"),
    ("from sklearn.feature_selection import *; d = datasets.load_wine(); "
     "fit(SelectKBest().fit_transform(d.data, d.target), d.target)", "178 10 | 178"),
    ("from sklearn.feature_selection import *; fit(SelectKBest(k='all').fit_transform(u, v), v)", "100 3 | 100"),
    ("t = TfidfVectorizer(); fit(t.fit_transform(words + ' word').toarray(), y)", "n m | n"),
    ("t = CountVectorizer(analyzer='char'); fit(t.fit_transform(words).toarray(), t.transform(words[:5]).toarray())",
     "n m | k m"),
    ("p = Pipeline([('s', StandardScaler()), ('p', PCA(1))]); fit(p.fit_transform(u), p.transform(u[:9]))",
     "100 1 | 9 1"),
    ("p = make_pipeline(SimpleImputer(), StandardScaler()); fit(p.fit_transform(x), y)", "n 2 | n"),
    ("c = ColumnTransformer([('n', StandardScaler(), ['a'])]); fit(c.fit_transform(x), c.transform(x[:3]))",
     "n m | k m"),
    # data sets
    ("d = load_iris(); fit(d.data, d.target)", "150 4 | 150"),
    ("d = datasets.load_wine(); fit(d['data'], d['target'])", "178 13 | 178"),
    ("d = load_digits(); fit(d.images, d.target)", "1797 8 8 | 1797"),
    ("a, b = load_breast_cancer(return_X_y=True); fit(a, b)", "569 30 | 569"),
    ("a, b = load_diabetes(return_X_y=True, as_frame=True); fit(a[['age', 'bmi']], b)", "442 2 | 442"),
    ("d = load_iris(as_frame=True); fit(d.frame, d.frame['target'])", "150 5 | 150"),
    ("d = load_iris(); f = pd.DataFrame(d.data, columns=d.feature_names); f['t'] = d.target; "
     "fit(f.drop('t', axis=1), f['t'])", "150 4 | 150"),
    ("d = load_iris(); fit(d.data, np.eye(len(d.target_names))[d.target])", "150 4 | 150 3"),
    ("d = load_linnerud(); fit(d.data, d.target)", "20 3 | 20 3"),
    ("fit(*make_classification())", "100 20 | 100"),
    ("fit(*make_classification(50, 8, n_informative=5, n_classes=3))", "50 8 | 50"),
    ("fit(*make_moons(n_samples=60, noise=0.1))", "60 2 | 60"),
    ("fit(*make_moons(n_samples=(30, 20)))", "50 2 | 50"),
    ("fit(*make_circles(40))", "40 2 | 40"),
    ("fit(*make_blobs(n_samples=70, centers=4, n_features=5))", "70 5 | 70"),
    ("fit(*make_blobs(centers=[[1, 1, 1], [0, 0, 0]]))", "100 3 | 100"),
    ("fit(*make_blobs([10, 20]))", "30 2 | 30"),
    ("fit(*make_regression(n_samples=30, n_features=4))", "30 4 | 30"),
    ("fit(*make_regression(n_targets=2))", "100 100 | 100 2"),
    ("fit(*make_multilabel_classification(20, 6, n_classes=3))", "20 6 | 20 3"),
    ("fit(*make_gaussian_quantiles(n_samples=30))", "30 2 | 30"),
    ("fit(*make_friedman1(30))", "30 10 | 30"),
    ("fit(*make_swiss_roll(30))", "30 3 | 30"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"{i / 7},{i * 3 % 5},{'uvw'[i % 3]},{i % 2}" for i in range(24)]
    (tmp_path / "data.csv").write_text("\n".join(["a,b,kind,y", *rows]))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_as_scikit_learn(source: str, expected: str) -> None:
    check(HEAD + source.replace("fit(", "model.fit(").replace(".model.fit(", ".fit("), expected)


@pytest.mark.parametrize("rows", [2, 3, 10, 101, 150, 999])
@pytest.mark.parametrize(
    "sizes", [(None, None), (0.2, None), (0.33, None), (None, 0.7), (0.3, 0.35), (1, None), (None, 1)]
)
def test_division_of_rows(rows: int, sizes: tuple[float | None, float | None]) -> None:
    train, test = division(rows, *sizes, Symbols())
    if not train:
        with pytest.raises(ValueError, match="empty"):
            selection.train_test_split(np.zeros(rows), test_size=sizes[0], train_size=sizes[1])
        return
    parts = selection.train_test_split(np.zeros(rows), test_size=sizes[0], train_size=sizes[1])
    assert [train, test] == [len(part) for part in parts]


def test_unknown_rows_are_divided_alike() -> None:
    symbols, rows = Symbols(), Symbol()
    train, test = division(rows, 0.2, None, symbols)
    assert division(rows, 0.2, None, symbols) == (train, test)
    assert symbols.add(train, test) is rows
    assert division(rows, 0.3, None, symbols)[1] is not test


@pytest.mark.parametrize(
    "name", [name for name in sklearn_data.TABLES if name.startswith("load") and name != "load_boston"]
)
def test_tables_of_data(name: str) -> None:
    table = sklearn_data.TABLES[name]
    real = getattr(datasets, name)()
    data, target = sklearn_data.data(table), sklearn_data.target(table)
    assert (data.shape, target.shape) == (real.data.shape, real.target.shape)
    assert (data.dtype, target.dtype) == (str(real.data.dtype), str(real.target.dtype))
    assert (data.low, data.high) == pytest.approx((real.data.min(), real.data.max()))
    assert (target.low, target.high) == pytest.approx((real.target.min(), real.target.max()))
    assert list(table.names) == list(real.feature_names)
    if target.meaning in ("classes", "binary"):
        assert target.classes == len(np.unique(real.target))


# What the values mean

MEANINGS = [
    ("y = LabelEncoder().fit_transform(words)", "classes", None),
    ("y = LabelEncoder().fit_transform(load_iris().target)", "classes", 3),
    ("y = LabelEncoder().fit_transform(load_breast_cancer().target)", "binary", 2),
    ("_, _, y, _ = train_test_split(u, LabelEncoder().fit_transform(words))", "classes", None),
    ("y = pd.get_dummies(words)", "one-hot", None),
    ("y = OneHotEncoder().fit_transform(load_iris().target.reshape(-1, 1)).toarray()", "one-hot", 3),
    ("y = LabelBinarizer().fit_transform(load_wine().target)", "one-hot", 3),
    ("y = LabelBinarizer().fit_transform(words)", None, None),
    ("y = words.map({'u': 0, 'v': 1, 'w': 2})", "classes", 3),
    ("y = words.map({'u': 0, 'v': 1})", "binary", 2),
    ("y = words.map({'u': 3, 'v': 1})", None, None),
    ("y = words.replace({'u': 0, 'v': 1, 'w': 2}).astype(int)", "classes", 3),
    ("y = df['y'].replace({1: 0, 2: 1})", None, None),
    ("y = words.apply(lambda w: 1 if w == 'u' else 0)", "binary", 2),
    ("y = words.map(lambda w: 0 if w == 'u' else 1 if w == 'v' else 2)", "classes", 3),
    ("y = words.apply(lambda w: 1 if w == 'u' else -1)", None, None),
    ("y = words.apply(lambda w: f(w))", None, None),
    ("y = words.astype('category').cat.codes", "classes", None),
    ("y, _ = pd.factorize(words)", "classes", None),
    ("df['y'] = LabelEncoder().fit_transform(df['y']); y = df['y'].values", "classes", None),
    ("df['y'] = LabelEncoder().fit_transform(df['y']); y = df.iloc[:, 0]", None, None),
    ("y = StandardScaler().fit_transform(load_iris().target.reshape(-1, 1))", "continuous", 3),
    ("y = MinMaxScaler().fit_transform(load_iris().target.reshape(-1, 1))", "continuous", 3),
    ("y = MinMaxScaler().fit_transform(load_breast_cancer().target.reshape(-1, 1))", "binary", 2),
    ("y = load_diabetes().target", "continuous", None),
    ("y = fetch_openml('mnist_784', as_frame=False)['target'].astype(int)", "classes", 10),
    ("y = datasets.fetch_20newsgroups(subset='test').target", "classes", 20),
    ("y = datasets.fetch_20newsgroups(categories=['sci.med', 'sci.space'])['target']", "binary", 2),
    ("y = datasets.fetch_20newsgroups(categories=words).target", "classes", None),
    ("y = df['y'].replace(1, 2)", None, None),
    ("y = df['y']", None, None),
]


@pytest.mark.parametrize(("source", "meaning", "classes"), MEANINGS)
def test_meaning(source: str, meaning: str | None, classes: int | None) -> None:
    _, y = abstract(HEAD + source + "\nmodel.fit(u, y)")
    assert isinstance(y, Array)
    assert y.meaning == meaning
    assert (y.classes if isinstance(y.classes, int) else None) == classes


def test_number_of_classes_is_the_same_symbol() -> None:
    x, y = abstract(
        HEAD + "e = LabelEncoder(); y = e.fit_transform(words)\nmodel.fit(np.zeros((5, len(e.classes_))), y)"
    )
    assert isinstance(x, Array)
    assert isinstance(y, Array)
    assert isinstance(x.shape, tuple)
    assert isinstance(y.classes, Symbol)
    assert x.shape[1] is y.classes


def test_unknown_matrix_has_two_axes() -> None:
    x, _y = abstract(HEAD + "from mine import load\na, b = load()\nmodel.fit(StandardScaler().fit_transform(a), b)")
    assert isinstance(x, Array)
    assert x.rank == 2
    assert x.standardised


def test_scaled_labels_say_by_what() -> None:
    _, _y = abstract(HEAD + "y = StandardScaler().fit_transform(v.reshape(-1, 1))\nmodel.fit(u, y)")
    _, labels = abstract(HEAD + "y = MinMaxScaler().fit_transform(load_iris().target.reshape(-1, 1))\nmodel.fit(u, y)")
    assert isinstance(labels, Array)
    assert labels.evidence is not None
    assert labels.evidence.text == "scaled by `MinMaxScaler`"


def test_set_params_renews_what_an_estimator_was_made_with() -> None:
    best = "from sklearn.feature_selection import SelectKBest\nbest = SelectKBest(k=3).set_params(k=2)\n"
    x, _ = abstract(HEAD + best + "model.fit(best.fit_transform(load_iris().data, load_iris().target), y)")
    assert isinstance(x, Array)
    assert isinstance(x.shape, tuple)
    assert x.shape[1] == 2
