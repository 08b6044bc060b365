"""Programs that were written to hurt: each named after what it attacks. They are linted in every run of the tests."""

from __future__ import annotations

from tests.fuzz.grammar import HUGE, PRELUDE

COUNTS = (50, 190, 900, 3000, 10_000)
"""How many levels or terms."""


def nested() -> dict[str, str]:
    """Deep and long syntax, up to what LibCST and Python take and beyond."""
    found: dict[str, str] = {}
    for n in COUNTS:
        found |= {
            f"parentheses-{n}": f"x = {'(' * n}1{')' * n}",
            f"lists-{n}": f"x = {'[' * n}1{']' * n}\nmodel.add(x)",
            f"dicts-{n}": f"x = {'{1: ' * n}1{'}' * n}",
            f"calls-{n}": f"x = {'Dense(' * n}1{')' * n}",
            f"models-{n}": f"x = {'Sequential([' * n}Dense(1){'])' * n}",
            f"wrappers-{n}": f"x = Sequential([{'TimeDistributed(' * n}Dense(1){')' * n}])",
            f"applied-{n}": f"x = keras.Input((3,))\nx = (x\n{chr(10).join(['+ x'] * n)})",
            f"curried-{n}": f"x = (Dense\n{'(1)' + chr(10)})" + "(1)" * n,
            f"sum-{n}": "x = (\n" + "1 +\n" * n + "1)",
            f"text-sum-{n}": "x = (\n" + "'a' +\n" * n + "'b')",
            f"and-{n}": "x = (\n" + "a and\n" * n + "b)",
            f"comparisons-{n}": "x = (\n" + "a <\n" * n + "b)",
            f"powers-{n}": "x = (\n" + "2 **\n" * n + "2)",
            f"not-{n}": "x = (\n" + "not\n" * n + "2)",
            f"minus-{n}": "x = (\n" + "-\n" * n + "2)",
            f"lambdas-{n}": "x = (\n" + "lambda a:\n" * n + "2)",
            f"conditionals-{n}": "x = (\n" + "1 if a else\n" * n + "2)",
            f"attributes-{n}": "x = (model\n" + ".a\n" * n + ")",
            f"subscripts-{n}": "x = (model\n" + "[0]\n" * n + ")",
            f"concatenated-{n}": "x = (\n" + "'a'\n" * n + ")",
            f"f-strings-{n}": "x = (\n" + "f'{a}'\n" * n + ")",
            f"f-string-parts-{n}": "x = f'" + "{a}" * n + "'",
            f"imports-{n}": "import a" + ".b" * n,
            f"from-imports-{n}": "from a" + ".b" * n + " import c",
            f"elif-{n}": "if a:\n  model.add(Dense(1))\n" + "elif b:\n  model.add(Dense(1))\n" * n,
            f"ifs-{n}": "".join(f"{' ' * i}if a{i}:\n" for i in range(n)) + " " * n + "model.add(Dense(1))"
            if n < 1000
            else "pass",
            f"ifs-in-a-row-{n}": "".join(f"if a{i}:\n  model.add(Dense({i}))\n" for i in range(n)),
            f"functions-{n}": "".join(f"{' ' * i}def f{i}():\n" for i in range(n)) + " " * n + "return model"
            if n < 1000
            else "pass",
            f"closures-{n}": "def f0():\n  return model\n"
            + "".join(f"def f{i}():\n  return f{i - 1}()\n" for i in range(1, n))
            + f"m = f{n - 1}()\nm.add(Dense(1))",
            f"aliases-{n}": "a0 = model\n"
            + "".join(f"a{i} = a{i - 1}\n" for i in range(1, n))
            + f"a{n - 1}.add(Dense(1))",
            f"classes-{n}": "class A0(Model): pass\n"
            + "".join(f"class A{i}(A{i - 1}): pass\n" for i in range(1, n))
            + f"m = A{n - 1}()\nm.fit(x)",
            f"loops-{n}": "".join(f"{' ' * i}for i{i} in range(3):\n" for i in range(n))
            + " " * n
            + "model.add(Dense(1))"
            if n < 1000
            else "pass",
            f"comprehension-{n}": "x = [a " + "for a in [1, 2, 3] " * n + "]",
            f"comprehensions-{n}": "x = " + "[" * n + "1" + " for a in [1, 2]]" * n,
            f"tries-{n}": "".join(f"{' ' * i}try:\n" for i in range(n))
            + " " * n
            + "model.add(Dense(1))\n"
            + "".join(f"{' ' * i}except A:\n{' ' * i} model = 1\n" for i in reversed(range(n)))
            if n < 200
            else "pass",
            f"layers-{n}": "model.add(Dense(3))\n" * n,
            f"listed-layers-{n}": "model = Sequential([\n"
            + "  Dense(3, activation='relu'),\n" * n
            + "])\nmodel.compile('adam', 'mse')",
            f"statements-on-a-line-{n}": "model.add(Dense(3));" * n,
            f"arguments-{n}": "model.add(Dense(" + ", ".join(f"a{i}={i}" for i in range(n)) + "))",
            f"targets-{n}": "a = " * n + "model",
            f"unpacked-{n}": "a, " * n + "= x",
            f"patterns-{n}": f"match x:\n  case {'[' * n}a{']' * n}:\n    pass",
            f"class-patterns-{n}": f"match x:\n  case {'A(' * n}a{')' * n}:\n    pass",
            f"grouped-pattern-{n}": f"match x:\n  case {'(' * n}a{')' * n}:\n    pass",
            f"withs-{n}": f"with {'(' * n}a{')' * n} as b:\n  pass",
            f"unclosed-{n}": "x = " + "f(" * n,
            f"decorators-{n}": "@f\n" * n + "def g(x): return x\ng(model)",
            f"compiled-{n}": "model.compile('adam', 'mse')\nmodel.fit(x, y)\n" * n,
            f"open-choices-{n}": "".join(f"n = n + 1 if a{i} else n\n" for i in range(n)) + "model.add(Dense(n))",
            f"or-tests-{n}": "if " + " or ".join(f"a{i}" for i in range(n)) + ":\n  model.add(Dense(1))",
        }
    return found


def explosive() -> dict[str, str]:
    """Little text, much to do: whatever grows by itself, never ends, or contains itself."""
    found = {f"constant {text}": f"x = {text}\nmodel.add(Dense(x))\nfor i in x: model.add(Dense(i))" for text in HUGE}
    return found | {
        "doubling-list": "x = [1]\nfor i in range(100):\n  x = x + x\nmodel.add(Dense(len(x)))",
        "doubling-list-in-place": "x = [1]\nfor i in range(100):\n  x += x\nmodel.add(Dense(len(x)))",
        "doubling-list-times": "x = [1]\nfor i in range(100):\n  x = x * 2\n",
        "doubling-tuple": "x = (1,)\nfor i in range(100):\n  x = x + x\nmodel.add(Dense(len(x)))",
        "doubling-text": "x = 'a'\nfor i in range(100):\n  x = x + x\nmodel.add(Dense(1, name=x))",
        "doubling-text-times": "x = 'a'\nfor i in range(100):\n  x = x * 9\nmodel.add(Dense(1, name=x))",
        "doubling-f-string": "x = 'a'\nfor i in range(100):\n  x = f'{x}{x}'\nmodel.add(Dense(1, name=x))",
        "doubling-format": "x = 'a'\nfor i in range(100):\n  x = '{0}{0}'.format(x)\nmodel.add(Dense(1, name=x))",
        "doubling-percent": "x = 'a'\nfor i in range(100):\n  x = '%s%s' % (x, x)\n",
        "doubling-join": "x = 'a'\nfor i in range(100):\n  x = x.join([x, x, x])\n",
        "doubling-replace": "x = 'aa'\nfor i in range(100):\n  x = x.replace('a', x)\n",
        "doubling-bytes": "x = b'a'\nfor i in range(100):\n  x = x + x\n",
        "doubling-list-extend": "x = [1]\nfor i in range(100):\n  x.extend(x)\nmodel.add(Dense(len(x)))",
        "doubling-starred": "x = [1]\nfor i in range(100):\n  x = [*x, *x]\nmodel.add(Dense(len(x)))",
        "doubling-starred-call": "def f(*a):\n  return a + a\nx = (1,)\nfor i in range(100):\n  x = f(*x, *x)\n",
        "doubling-slice": "x = [1]\nfor i in range(100):\n  x[0:0] = x\n",
        "doubling-dict": "x = {0: 1}\nfor i in range(100):\n  x.update({k + len(x): v for k, v in x.items()})\n",
        "doubling-unknown": "x = y\nfor i in range(100):\n  x = x + x\nmodel.add(Dense(x))\nif x: model.add(Dense(1))",
        "doubling-attribute": "x = y\nfor i in range(100):\n  x = (x.a < x.b)\n"
        + "x = x[x]\n" * 300
        + "if x: model.add(Dense(1))",
        "doubling-test": "x = y\nfor i in range(100):\n  x = x and not x or x\nif x: model.add(Dense(1))",
        "doubling-size": "n = len(x)\nfor i in range(100):\n  n = n * n + n // 3\nmodel.add(Dense(n))\nx = np.zeros((n, n))",
        "doubling-size-by-number": "n = len(x)\nfor i in range(100):\n  n = n * 10**300\nmodel.add(Dense(n))",
        "same-tuples": "if a:\n  x = ()\n  for i in range(100): x = (x, x)\nelse:\n  x = ()\n  for i in range(100): x = (x, x)\nf(x)",
        "diamonds": "class A0: pass\n"
        + "".join(
            f"class B{i}(A{i}): pass\nclass C{i}(A{i}): pass\nclass A{i + 1}(B{i}, C{i}): pass\n" for i in range(60)
        )
        + "A60().x\nA60().fit(1)",
        "doubling-number": "x = 3\nfor i in range(100):\n  x = x * x\nmodel.add(Dense(x))",
        "doubling-shift": "x = 3\nfor i in range(100):\n  x = x << x\nmodel.add(Dense(x))",
        "nesting-list": "x = []\nfor i in range(128):\n  x = [x, x]\nmodel.add(Dense(x))\nmodel.fit(x, x)\nprint(max(x), x == x)",
        "nesting-tuple": "x = ()\nfor i in range(128):\n  x = (x, x)\nmodel.add(Dense(x))\nmodel.fit(x, x)\nprint(max(x), x == x)",
        "nesting-dict": "x = {}\nfor i in range(128):\n  x = {0: x, 1: x}\nmodel.add(Dense(x))\nmodel.fit(x, x)\nprint(x == x)",
        "nesting-model": "m = Sequential()\nfor i in range(128):\n  m = Sequential([m, m])\nm.build((None, 3))\nm.summary()",
        "nesting-model-dense": "m = Dense(3)\nfor i in range(100):\n  m = Sequential([Input((3,)), m, m])\nm.summary()",
        "nesting-wrapper": "m = Dense(3)\nfor i in range(128):\n  m = TimeDistributed(m)\nx = Sequential([Input((3, 3)), m])",
        "nesting-array": "x = np.zeros((3,))\nfor i in range(128):\n  x = np.array([x, x])\nmodel.fit(x, x)",
        "nesting-stack": "x = np.zeros((3,))\nfor i in range(128):\n  x = np.concatenate([x, x])\nmodel.fit(x, x)",
        "nesting-function": "def f(g):\n  return lambda *a: g(*a) + g(*a)\nx = lambda: 1\nfor i in range(100):\n  x = f(x)\nx()",
        "nesting-partial": "from functools import partial\nf = print\nfor i in range(1000):\n  f = partial(f, f)\nf()",
        "nesting-dataset": "d = tf.data.Dataset.range(3)\nfor i in range(100):\n  d = tf.data.Dataset.zip((d, d))\nmodel.fit(d)",
        "nesting-table": "d = pd.read_csv('a')\nfor i in range(100):\n  d['a'] = d['a'] + d['a']\nmodel.fit(d, d['a'])",
        "product-of-loops": "for a in range(128):\n for b in range(128):\n  for c in range(128):\n   for d in range(128):\n    model.add(Dense(1))",
        "product-of-comprehensions": "x = [a for a in range(999) for b in range(999) for c in range(999) for d in range(999)]",
        "nested-comprehensions": "x = [[[[1 for a in range(999)] for b in range(999)] for c in range(999)] for d in range(999)]",
        "literal-in-a-loop": "for i in range(128):\n  x = [" + "1, " * 20_000 + "]\n  y = x + x",
        "literal-in-a-function": "def f():\n  return [" + "1, " * 20_000 + "]\n" + "f()\n" * 1000,
        "table-in-a-loop": "for i in range(128):\n for j in range(128):\n  x = np.array(["
        + "[1, 2, 3], " * 3000
        + "])",
        "list-copied-in-a-loop": "x = [1] * 4000\nfor i in range(128):\n for j in range(128):\n  y = list(x) + x[::-1] + sorted(x)",
        "list-grown": "x = []\nfor i in range(120):\n for j in range(120):\n  x.append(i)\nmodel.add(Dense(len(x)))",
        "list-inserted": "x = []\nfor i in range(120):\n for j in range(120):\n  x.insert(0, x)\n",
        "range-of-range": "for i in range(4000):\n  for j in range(4000):\n    x = list(range(4000))",
        "members-of-range": "x = [i in [1] * 4000 for i in range(1000) for j in range(1000)]",
        "while-true": "while True:\n  model.add(Dense(3))",
        "while-counting": "n = 0\nwhile n < 10**18:\n  n += 1\n  model.add(Dense(n))",
        "for-ever": "for i in range(10**18):\n  model.add(Dense(i))",
        "loop-of-functions": "def f(n):\n  for i in range(100):\n    g(n)\ndef g(n):\n  for i in range(100):\n    f(n)\nf(1)",
        "recursion": "def f(n):\n  return f(n - 1) + f(n - 2)\nmodel.add(Dense(f(10**6)))",
        "recursion-closed": "def f(n):\n  return n if n < 2 else f(n - 1) + f(n - 2)\nmodel.add(Dense(f(40)))",
        "recursion-wide": "def f(*a):\n  return " + " + ".join(["f(*a)"] * 20) + "\nf(1)",
        "recursion-mutual": "def f(n): return g(n), g(n), g(n)\ndef g(n): return f(n), f(n), f(n)\nf(1)\ng(2)",
        "recursion-many": "\n".join(
            f"def f{i}(n):\n  if n: " + "; ".join(f"f{j}(n)" for j in range(20)) for i in range(20)
        ),
        "recursion-hanoi": "def h(n, a, b, c):\n  if n:\n    h(n-1, a, c, b)\n    model.add(Dense(n))\n    h(n-1, c, b, a)\nh(30, 1, 2, 3)",
        "recursion-choices": "def f(n):\n  if a[n]:\n    return f(n + 1)\n  if b[n]:\n    return f(n + 2)\n  return f(n + 3)\nf(0)",
        "recursion-generator": "def f():\n  yield from f()\n  yield f()\nfor x in f(): model.add(x)",
        "recursion-lambda": "f = lambda x: f(f(x))\nf(f)\n(lambda x: x(x))(lambda x: x(x))",
        "recursion-property": "class A:\n  @property\n  def x(self): return self.x\n  def __getattr__(self, n): return getattr(self, n)\n"
        "  def __call__(self, *a): return self(*a)\nA().x.y.z(1)",
        "recursion-init": "class A:\n  def __init__(self):\n    self.a = A()\n    self.b = A()\nA()",
        "recursion-call": "class L(keras.layers.Layer):\n  def call(self, x): return self(self(x))\nmodel.add(L())\nL()(keras.Input((3,)))",
        "recursion-operator": "class A:\n  def __add__(self, o): return self + o + self\n  def __eq__(self, o): return self == o\nA() + A() == A()",
        "recursion-decorator": "def d(f):\n  return d(f)\n@d\n@d\ndef g(): return g\ng()",
        "recursion-default": "def f(x=[]):\n  x.append(x)\n  return f(x)\nf()",
        "y-combinator": "Y = lambda f: (lambda x: f(lambda v: x(x)(v)))(lambda x: f(lambda v: x(x)(v)))\nY(lambda f: lambda n: f(n))(3)",
        "church": "two = lambda f: lambda x: f(f(x))\nx = two(two)(two)(two)(two)(lambda n: n + 1)(0)\nmodel.add(Dense(x))",
        "cyclic-class": "class A(A): pass\nclass A(A): pass\nclass B(A): pass\nclass A(B): pass\nA().x\nA().fit(B)",
        "cyclic-classes": "class A: pass\nA.__bases__ = (A,)\nclass A(A, A, Model): pass\nA.B = A\nA().B().B.B()",
        "cyclic-base": "class A:\n  B = None\nclass C(A.B): pass\nA.B = C\nclass C(A.B): pass\nC()",
        "cyclic-list": "x = []\nx.append(x)\nx += x\nmodel.add(x)\nprint(x == x, sum(x), max(x), len(x), sorted(x), str(x))\n"
        "for i in x: i.append(x)\nmodel.fit(x, x)\nmodel.add(Dense(x))",
        "cyclic-dict": "x = {}\nx['a'] = x\nx.update(x)\nmodel.add(Dense(**x))\nmodel.fit(x)\nf(**x)\nmodel.add(Dense(x))\nprint(x == x)",
        "cyclic-model": "m = Sequential()\nm.add(m)\nm.add(Dense(3))\nm.add(m)\nm.build((None, 3))\nm.summary()\nm.compile('adam', 'mse')",
        "cyclic-models": "a = Sequential()\nb = Sequential()\na.add(b)\nb.add(a)\na.add(Dense(3))\na.fit(b)\nb.summary()\na.layers[0].add(b)",
        "cyclic-layer": "l = Bidirectional(LSTM(3))\nl.layer = l\nl.forward_layer = l\nmodel.add(l)\nx = Sequential([Input((3, 3)), l])",
        "cyclic-instance": "class A: pass\na = A()\na.a = a\na.__dict__['b'] = a\nmodel.add(a.a.a.a.b)\ndef f(): return a\nvars(a)['x'] = vars(a)",
        "cyclic-array": "x = np.zeros(3)\nx[0] = x\nx = np.array([x, x])\nx[:] = x\nmodel.fit(x, x)",
        "cyclic-import": "import keras as model\nkeras.keras = keras\nimport keras.keras.keras.layers.Dense.keras as Dense\nmodel.add(Dense(1))",
        "cyclic-globals": "g = globals()\ng['g'] = g\nglobals()['model'] = globals()\nmodel.add(g)\nexec('x')",
        "names-rebound": "Dense = Sequential\nSequential = Dense\nkeras = model\nm = Sequential([Dense([Sequential])])\nprint = Dense\nprint(print)",
        "choices-of-models": "".join(f"m{i} = m{i - 1} if a{i} else Sequential([m{i - 1}])\n" for i in range(1, 60))
        + "m59.summary()",
        "choices-of-numbers": "".join(f"if a{i}: n{i} = 1\nelse: n{i} = 2\n" for i in range(40))
        + "model.add(Dense("
        + " + ".join(f"n{i}" for i in range(40))
        + "))",
        "choices-in-calls": "def f(a, b):\n  if a: b = b + 1\n  if b: a = a + 1\n  return a, b\nx, y = c, d\n"
        + "x, y = f(x, y)\n" * 60,
        "choices-in-loop": "for i in range(100):\n  if a[i]: n = n + 1\n  elif b[i]: n = n * 2\n  else: model.add(Dense(n))",
        "choices-nested": "x = "
        + "(a if b else " * 80
        + "c"
        + ")" * 80
        + "\n"
        + "".join(f"y{i} = (x if c{i} else (x, x))\n" for i in range(80)),
        "attributes-of-choices": "x = a if b else Sequential()\n"
        + "x = x.a if x.b else x.c\n" * 80
        + "x.add(Dense(1))",
        "returns-of-choices": "def f(x):\n"
        + "".join(f"  if x.a{i}: return Dense({i})\n" for i in range(80))
        + "model.add(f(y))\n" * 20,
        "huge-shapes": "m = Sequential([Input((10**30, 10**30, 10**30)), Conv2D(10**30, 10**20), Flatten(), Dense(10**30)])\nm.summary()",
        "huge-reshape": "m = Sequential([Input((10**100,)), Reshape((10**50, -1)), LSTM(10**30), RepeatVector(10**99)])\nm.summary()",
        "huge-rank": "m = Sequential([Input((1,) * 4000), Flatten(), Dense(1)])\nm.summary()\nx = np.zeros((1,) * 4000)\nm.fit(x, x.T)",
        "huge-padding": "m = Sequential([Input((28, 28, 1)), ZeroPadding2D(10**400), Cropping2D(10**400), UpSampling2D(10**4000)])\nm.summary()",
        "odd-shapes": "m = Sequential([Input((0, -1, 1.5, 'a', None, True, [], {}, ..., 1j)), Conv2D(-3, (0, 'x')), Dense(float('nan'))])",
        "odd-numbers": "m = Sequential([Input((float('inf'),)), Dense(1e400), Dense(-1), Dropout(float('nan')), Dense(10**400 / 3)])",
        "odd-strings": "m = Sequential([Dense(1, activation='\\ud800'), Dense(1, name='\\x00\\n\\x1b[31m'), Dense(1, name='a' * 9999)])\n"
        "m.compile('\\ud800', '\\x00')",
        "hostile-names": "class __class__(Model): pass\n__class__ = __class__()\n__import__('os')\n__dict__ = {}\n__name__.add(1)\n"
        "self.self.self = self\nsuper().super\n_ = __\n__getattr__ = 1\nmodel.__class__.__bases__[0].__subclasses__()",
        "unicode-names": "ｋｅｒａｓ = 1\nµ = Sequential([Dense(1)])\nµ.add(Dense(1))\n𝕄 = µ\n𝕄.fit()\nDenſe(3)\nmodel.add(𝔇ense(1))",
        "long-names": f"{'a' * 100_000} = Sequential()\n{'a' * 100_000}.add(Dense(1, name='{'b' * 100_000}'))\nmodel.{'c' * 100_000}()",
        "long-comment": "# " + "a" * 1_000_000 + "\nmodel.add(Dense(1))  # noqa: " + "KL201," * 100_000,
        "many-suppressions": "model.add(Dense(1))  # noqa: KL101\n" * 3000 + "# keraslint: ignore-file=KL2\n" * 3000,
        "long-docstring": '"""' + "a\n" * 500_000 + '"""\nmodel.add(Dense(1))',
        "long-text": "x = '" + "a" * 3_000_000 + "'\nmodel.add(Dense(1, name=x))",
        "long-list": "x = ["
        + "1, " * 100_000
        + "]\nmodel.add(Dense(len(x)))\nx = np.array(x)\nmodel.fit(x, x)\nprint(sorted(x), sum(x))",
        "long-dict": "x = {" + "".join(f"'a{i}': {i}, " for i in range(30_000)) + "}\nmodel.add(Dense(**x))",
        "long-matrix": "x = np.array([" + "[1, 2, 3, 4],\n" * 10_000 + "])\nmodel.fit(x, x[:, 0])",
        "long-lines": ("x" + " " * 50_000 + "= 1\n") * 20,
        "many-names": "".join(f"a{i} = Sequential()\n" for i in range(3000)),
        "many-models": "Sequential([Input((3,)), Dense(3, activation='relu'), Dense(1, activation='softmax')]).compile('adam', 'mse')\n"
        * 1000,
        "many-findings": "m = Sequential([Input((3,))])\n" + "m.add(LSTM(3))\n" * 1000,
        "many-functions": "".join(f"def f{i}(x):\n  m = Sequential([Dense(x)])\n  return m\n" for i in range(2000)),
        "many-callers": "def f(x):\n  m = Sequential([Input((x,)), Dense(x)])\n  m.compile('adam', 'mse')\n  return m\n"
        + "f(3)\n" * 2000,
        "tests-of-data": "x = np.random.rand(100, 4)\ny0 = np.load('a.npy')\ny1 = y0 + y0\n"
        + "".join(f"y{i} = y{i - 1} + y{i - 2}\n" for i in range(2, 150))
        + "if x.max() > 150: y = ["
        + ", ".join(f"y{i}" for i in range(150))
        + "]\n"
        + "".join(f"elif x.max() > {i}: z = y{i} / 255\n" for i in range(150)),
        "many-classes": "".join(
            f"class A{i}:\n  def __init__(self): self.m = Sequential([Dense(1)])\n  def g(self): self.m.fit(self.x)\n"
            for i in range(700)
        ),
        "recursion-that-grows": "".join(f"a{i} = {i}\n" for i in range(1000))
        + "class A:\n  def __getattr__(self, name):\n    for i in range(3):\n      model.add(self.x)\n      y = self.y\n"
        "    while b: model.add(self.z)\n    return self.w\na = A()\n" + "for i in range(3): a.b; a.c; a.d\n" * 20,
        "no-newline": "model.add(Dense(1)",
        "nul": "model.add(Dense(1))\x00",
        "form-feeds": "\x0c\x0c  \x0c\nif a:\n\x0c    model.add(LSTM(1))\n \x0c   model.add(LSTM(2))",
        "carriage-returns": "model = Sequential()\rmodel.add(LSTM(1, input_shape=(3,)))\r# noqa\r",
        "mixed-newlines": "model = Sequential()\r\nmodel.add(LSTM(1, input_shape=(3,)))\r\rmodel.add(LSTM(2))\n\r",
        "separators": "x = '\u2028\x85\x1c'; model.add(LSTM(1, input_shape=(3,)))\u2028",
        "format-errors": "'%d %s %(a)s %' % (1,)\n'{'.format(1)\n'{0.a.b[1]}'.format(model)\n'{:{}}'.format(1, 10**9)\nf'{1:{10**9}}'",
        "codec-errors": "str(b'a', 'no codec')\nstr(b'a', 'rot13')\nstr(b'\\xff', 'ascii')\nstr(b'', 'a\\0')\nbytes('a', 'no codec')\n'a'.encode('x')",
        "slices-of-everything": "x = 'abc'[::0]\ny = [1, 2][10**30:-10**30:-10**30]\nz = range(10)[::0]\nw = np.zeros((3, 3))[::0, ..., ..., None]",
        "arithmetic-errors": "1 / 0\n0 ** -1\n10.0 ** 10000\n1 << -1\n(-8) ** 0.5\nint('a')\nfloat('a')\nround(float('nan'))\n[][0]\n{}[0]\n()[1]\n'a' + 1\n[] * 1.5",
        "members": "300 in b'x'\n'a' in b'x'\n1 in 'a'\n[] in {}\n1.5 in range(3)\nNone in [None]\nx = 10**30 in range(10**20)",
        "unhashable": "x = {[]: 1, {}: 2, (1, []): 3}\nx[[]]\n[] in {}\n{**x, **[]}\n{[1]} | {1}\nmodel.add({[]: 1}[[]])",
        "star-everything": "f(*f, **f)\nDense(*model, **model)\nSequential(*[[*[*[Dense(1)]]]])\nmodel.add(*[Dense(1)] * 1000)\n[*model, *1]\n{**1}",
        "compared-everything": "\n".join(
            f"x = {a} < {b} == {a}"
            for a in ("1", "'a'", "[]", "None", "1j", "model", "np.zeros(3)")
            for b in ("2", "()", "{}", "x")
        ),
    }


def program(text: str) -> str:
    return f"{PRELUDE}model = Sequential()\n{text}\n"


PROGRAMS: dict[str, str] = {name: program(text) for name, text in (nested() | explosive()).items()}
