"""Frames and series: the same shapes as pandas gives, and the same number of rows where that is certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from keraslint.arrays import Array
from keraslint.shapes import UNKNOWN
from tests.interpreter.alike import abstract, check

pd = pytest.importorskip("pandas")

READ = "import pandas as pd\ndf = pd.read_csv('data.csv')\n"
NAMED = (
    "import pandas as pd\n"
    "df = pd.read_csv('data.csv', header=0, names=['a', 'b', 'c', 'kind', 'y'])\n"
    "numbers = df.drop(columns='kind')\n"
)


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"{i / 7},{i * 3 % 5},{i + 0.5 if i % 4 else ''},{'uvw'[i % 3]},{i % 2}" for i in range(12)]
    (tmp_path / "data.csv").write_text("\n".join(["a,b,c,kind,y", *rows]))
    monkeypatch.chdir(tmp_path)


OF_UNKNOWN_FRAMES = [
    # columns
    ("x = df['a']; y = df['y']", "n | n"),
    ("x = df.a; y = df.y", "n | n"),
    ("x = df[['a', 'b']]; y = df[['y']]", "n 2 | n 1"),
    ("x = df[['a', 'b']].values; y = df['y'].values", "n 2 | n"),
    ("x = df.drop('y', axis=1); y = df['y']", "n m | n"),
    ("x = df.drop(columns=['y', 'kind']); y = df.drop(['y', 'kind'], axis=1).to_numpy()", "n m | n m"),
    ("y = df.pop('y'); x = df", "n m | n"),
    ("x = df.iloc[:, :-1]; y = df.iloc[:, -1]", "n m | n"),
    ("x = df.iloc[:, 0:3].values; y = df.iloc[:, 4].values", "n 3 | n"),
    ("x = df.iloc[:, 1:]; y = df.iloc[:, [0, 2]]", "n m | n 2"),
    ("x = df.loc[:, ['a', 'c']]; y = df.loc[:, 'y']", "n 2 | n"),
    ("x = df.loc[:, 'a':'c']; y = df['y']", "n m | n"),
    ("x = df.loc[:, df.columns != 'y']; y = df.y", "n m | n"),
    ("x = df.values[:, 0:2]; y = df.values[:, 4]", "n 2 | n"),
    ("x = np.array(df); y = np.array(df['y'])", "n m | n"),
    ("x = np.array(df[['a', 'b']]).reshape(-1, 2, 1); y = df['y']", "n 2 1 | n"),
    ("x = df[df.columns[:-1]]; y = df[df.columns[-1]]", "n m | ?"),
    ("x = df[[c for c in df.columns if c != 'y']]; y = df['y']", "n m | n"),
    ("cols = list(df.columns); x = df[cols[:2]]; y = df['y']", "? | n"),
    # columns that are changed
    ("df['y'] = df['y'].map({0: 1, 1: 0}); x = df; y = df['y']", "n m | n"),
    ("df['y'] = df['y'].astype(int); x = df.drop('y', axis=1); y = df['y']", "n m | n"),
    ("df['new'] = df['a'] * 2; x = df[['a', 'new']]; y = df['new']", "n 2 | n"),
    ("df[['a', 'b']] = df[['a', 'b']] / 2; x = df[['a', 'b']]; y = df.y", "n 2 | n"),
    ("df.drop('kind', axis=1, inplace=True); x = df.drop('y', axis=1); y = df['y']", "n m | n"),
    ("del df['kind']; x = df; y = df['y']", "n m | n"),
    ("df = df.rename(columns={'a': 'z'}); x = df[['z']]; y = df['y']", "n 1 | n"),
    ("df.loc[df['a'] > 1, 'b'] = 0; x = df[['b']]; y = df['y']", "n 1 | n"),
    # rows
    ("df = df.dropna(); x = df[['a', 'b', 'c']]; y = df['y']", "n 3 | n"),
    ("df.dropna(inplace=True); x = df[['a', 'b', 'c']]; y = df['y']", "n 3 | n"),
    ("df = df.sample(frac=1).reset_index(drop=True); x = df[['a']]; y = df['y']", "n 1 | n"),
    ("df = df.fillna(0); x = df.copy(); y = df.sort_values('a')['y']", "n m | n"),
    ("train = df[:8]; test = df[8:]; x = train[['a', 'b']]; y = train['y']", "n 2 | n"),
    ("df = df[df['a'] > 0.5]; x = df[['a']]; y = df['y']", "n 1 | n"),
    ("x = df[df.y == 1]; y = df[df['y'] == 0]['y']", "n m | k"),
    ("x = df.head(3); y = df.head(3)['y']", "n m | n"),
    ("x = df.sample(n=5)[['a']]; y = df.sample(5)['y']", "5 1 | 5"),
    ("mask = df['y'] == 1; x = df[mask][['a', 'b']]; y = df[mask]['y']", "n 2 | n"),
    # values
    ("x = df[['a', 'b']].astype('float32'); y = df['y'].astype('int32').values", "n 2 | n"),
    ("x = df[['a', 'b']]; x = (x - x.mean()) / x.std(); y = df.y", "n 2 | n"),
    ("x = df[['a', 'b']].values / 5; y = df['y'] == 1", "n 2 | n"),
    ("x = df[['a']].isnull(); y = df['kind'].apply(len)", "n 1 | n"),
    ("x = df['kind'].str.upper(); y = df['kind'].astype('category').cat.codes", "n | n"),
    ("x = df['kind'].str.len().values.reshape(-1, 1); y, names = pd.factorize(df['kind'])", "n 1 | n"),
    ("x = df['kind'] + '!'; y = df['kind'].factorize()[0]", "n | n"),
    # encodings and joins
    ("x = df[['a']]; y = pd.get_dummies(df['kind'])", "n 1 | n m"),
    ("x = df[['a']]; y = pd.get_dummies(df['kind']).values", "n 1 | n m"),
    ("x = pd.get_dummies(df, columns=['kind']); y = df['y']", "n m | n"),
    ("x = pd.concat([df[['a']], df[['b', 'c']]], axis=1); y = df['y']", "n 3 | n"),
    ("df = pd.concat([df, df]); x = df[['a', 'b']]; y = df['y']", "n 2 | n"),
    ("df = pd.concat([df, pd.get_dummies(df['kind'])], axis=1); x = df; y = df['y']", "n m | n"),
    ("df = df.set_index('kind'); x = df[['a']]; y = df['y']", "n 1 | n"),
    ("x = df[['a']].to_numpy(dtype='float32'); y = df[['y']].values.ravel()", "n 1 | n"),
    ("x = np.zeros((len(df), df.shape[1])); y = df", "n m | n m"),
    ("x = df['a'].values.reshape(-1, 1); y = df['y'].values.reshape(-1, 1)", "n 1 | n 1"),
    ("x = df.select_dtypes('number'); y = df['y']", "n m | n"),
    ("x = df.describe(); y = df['y'].unique()", "8 n | m"),
]

OF_KNOWN_FRAMES = [
    ("x = df; y = df.y", "n 5 | n"),
    ("x = numbers.iloc[:, :-1]; y = numbers.iloc[:, -1]", "n 3 | n"),
    ("x = numbers.drop('y', axis=1).values; y = numbers.pop('y')", "n 3 | n"),
    ("y = numbers.pop('y'); x = numbers", "n 3 | n"),
    ("x = df.iloc[:, 0:3]; y = df.iloc[:, -1:]", "n 3 | n 1"),
    ("x = df.loc[:, 'a':'c']; y = df['y']", "n 3 | n"),
    ("x = df[df.columns[:-2]]; y = df[df.columns[-1]]", "n 3 | n"),
    ("x = df[[c for c in df.columns if c not in ('y', 'kind')]]; y = df['y']", "n 3 | n"),
    ("x = df[df.columns.drop('y')]; y = df['y']", "n 4 | n"),
    ("x = df[df.columns.difference(['y', 'kind'])]; y = df['y']", "n 3 | n"),
    ("x = df[list(df.columns)[:3]]; y = df['y']", "n 3 | n"),
    ("x = df[df.columns.tolist()[:3]]; y = df['y']", "n 3 | n"),
    ("df['new'] = df['a'] + df['b']; x = df; y = df['y']", "n 6 | n"),
    ("df.insert(0, 'new', 1); x = df; y = df.iloc[:, 0]", "n 6 | n"),
    ("df = df.assign(u=1, v=df['a']); x = df; y = df['v']", "n 7 | n"),
    ("for name, c in df.items():\n    x = df[name]\ny = c", "n | n"),
    ("s = numbers.describe().transpose(); x = (numbers - s['mean']) / s['std']; y = df['y']", "n m | n"),
    ("for c in ['u', 'v']:\n    df[c] = 0\nx = df; y = df['u']", "n 7 | n"),
    ("df = df.rename(columns={'a': 'z'}); x = df.loc[:, 'z':'c']; y = df['z']", "n 3 | n"),
    ("df.columns = ['p', 'q', 'r', 's', 't']; x = df[['p', 'q']]; y = df.t", "n 2 | n"),
    ("df.reset_index(inplace=True); x = df; y = df['y']", "n 6 | n"),
    ("x = df[['a', 'b']].T; y = df.iloc[0]", "2 n | 5"),
    ("x = numbers.mean(axis=1); y = numbers.sum()", "n | 4"),
    ("x = numbers - numbers.mean(); y = numbers['a'] - numbers['a'].mean()", "n 4 | n"),
    ("df.loc[len(df)] = [1, 2, 3, 'u', 0]; x = df; y = df['y']", "n 5 | n"),
    ("d2 = pd.concat([df[:4], df[4:]]); x = d2; y = d2['y']", "n 5 | n"),
]

MADE = [
    ("df = pd.DataFrame({'a': [1, 2, 3], 'b': [4.0, 5.0, 6.0]}); x = df; y = df['a']", "3 2 | 3"),
    ("df = pd.DataFrame(np.zeros((5, 3)), columns=['a', 'b', 'c']); x = df[['a', 'b']]; y = df.c", "5 2 | 5"),
    ("df = pd.DataFrame(np.zeros((5, 3))); x = df.iloc[:, :2]; y = df[2]", "5 2 | 5"),
    ("df = pd.DataFrame([[1, 2], [3, 4]], columns=['u', 'v']); x = df[['u']]; y = df['v']", "2 1 | 2"),
    ("df = pd.DataFrame({'a': np.arange(6), 'b': 0}); x = df[df.columns]; y = df['b']", "6 2 | 6"),
    ("df = pd.DataFrame(); df['a'] = np.arange(4); df['b'] = 1; x = df; y = df['b']", "4 2 | 4"),
    ("s = pd.Series([0, 1, 2, 1]); x = pd.get_dummies(s); y = s.values", "4 n | 4"),
    ("s = pd.Series(np.arange(10)); x = s[2:5]; y = s.iloc[:4].to_frame()", "3 | 4 1"),
    ("df = pd.DataFrame(np.ones((20, 4))); x = df.sample(frac=0.3); y = df.drop(x.index)[0]", "6 4 | n"),
    ("df = pd.DataFrame(np.ones((20, 4))); x = df.tail(30); y = df.head(-3)[0]", "20 4 | 17"),
    ("df = pd.DataFrame(np.ones((20, 4))); df[4] = df[0] / 2; x = df; y = df.iloc[5:15, -1]", "20 5 | 10"),
    ("df = pd.DataFrame(np.ones((20, 4))); x = df.iloc[3]; y = df.iloc[2:9, 1:3]", "4 | 7 2"),
    ("df = pd.DataFrame(np.ones((20, 2))); df = pd.concat([df, df]); x = df; y = df[0]", "40 2 | 40"),
    ("df = pd.DataFrame({'a': [1, 2]}); x = df['a'].map({1: 0, 2: 1}); y = df['a'].nunique() + x", "2 | 2"),
]


@pytest.mark.parametrize(("source", "expected"), OF_UNKNOWN_FRAMES)
def test_unknown_frame(source: str, expected: str) -> None:
    check(READ + source + "\nmodel.fit(x, y)", expected)


@pytest.mark.parametrize(("source", "expected"), OF_KNOWN_FRAMES)
def test_named_columns(source: str, expected: str) -> None:
    check(NAMED + source + "\nmodel.fit(x, y)", expected)


@pytest.mark.parametrize(("source", "expected"), MADE)
def test_made(source: str, expected: str) -> None:
    check("import pandas as pd\n" + source + "\nmodel.fit(x, y)", expected)


READ_PARTLY = [
    ("names=['a', 'b', 'c', 'kind', 'y'], header=0, index_col='kind'", "n 4"),
    ("usecols=['a', 'y']", "n 2"),
    ("usecols=[0, 1, 2]", "n 3"),
    ("usecols=['a', 'b', 'y'], index_col='y'", "n 2"),
    ("usecols=['a', 'b', 'y'], index_col=0", "n 2"),
    ("index_col=0", "n m"),
    ("header=None", "n m"),
]


@pytest.mark.parametrize(("arguments", "expected"), READ_PARTLY)
def test_columns_that_are_read(arguments: str, expected: str) -> None:
    check(f"import pandas as pd\nmodel.fit(pd.read_csv('data.csv', {arguments}))", expected)


IN_PLACE = [
    # another name, a function, a method
    ("other = df; other.drop(columns='kind', inplace=True); model.fit(df, df['y'])", "n 4 | n"),
    ("def f(d):\n    d['new'] = 1\nf(df)\nmodel.fit(df, df['new'])", "n 6 | n"),
    ("other = df.copy(); other['new'] = 1; model.fit(df, other)", "n 5 | n 6"),
    ("y = df.pop('y'); model.fit(df, y)", "n 4 | n"),
    # loops
    ("for c in ['a', 'b']:\n    df[c] = df[c] / 2\nmodel.fit(df, df['y'])", "n 5 | n"),
    ("for i in range(len(df) - 9):\n    df['new' + str(i)] = 1\nmodel.fit(df, df['y'])", "n m | n"),
    ("for c in unknown:\n    df[c] = 1\nmodel.fit(df, df['y'])", "n m | n"),
    ("w = []\nfor i in range(len(df) - 3):\n    w.append(numbers.values[i:i + 3])\nmodel.fit(np.array(w))", "n 3 4"),
    ("w = []\nfor i in range(3, len(df)):\n    w.append(numbers.iloc[i - 3:i, 0])\nmodel.fit(np.array(w))", "n 3"),
    # paths
    ("if unknown:\n    df['new'] = 1\nmodel.fit(df, df['y'])", "n m | n"),
    ("if unknown:\n    df['a'] = df['b']\nmodel.fit(df, df['y'])", "n 5 | n"),
]


@pytest.mark.parametrize(("source", "expected"), IN_PLACE)
def test_changed_in_place(source: str, expected: str) -> None:
    check(NAMED + source, expected, unknown=["u", "v"])


def test_a_column_of_arrays_is_not_stacked_as_numbers() -> None:
    source = (
        READ
        + "df['x'] = df['a'].map(lambda a: np.zeros((2, 2)))\nmodel.fit(np.stack(df['x']), np.stack(df['x'].values))"
    )
    assert [value.shape for value in abstract(source) if isinstance(value, Array)] in ([], [UNKNOWN], [UNKNOWN] * 2)
    check(READ + "df['x'] = df['a'].map(lambda a: np.zeros((2, 2)))\nmodel.fit(np.array(df['x']), df['y'])", "n | n")
