"""Random programs: every statement and expression of Python around Keras models, names that exist and names that do
not, recursion, cycles, and numbers of every size."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

PRELUDE = """\
import math, random, os
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from tensorflow import keras as K
from keras.models import Sequential, Model
from keras.layers import *
from keras import layers, Input
from sklearn.model_selection import train_test_split
"""
NAMES = ("m", "model", "x", "y", "n", "units", "layers_", "f", "g", "h", "A", "B", "self", "data", "i", "k", "cfg")
ODD_NAMES = ("__class__", "__init__", "_", "ünïcödé", "𝔁", "print", "list", "keras", "Dense", "None_", "v" * 3000)
NUMBERS = (
    *("0", "1", "-1", "2", "3", "10", "28", "32", "64", "128", "0.5", "1e-3", "1e308", "-0.0", "True", "None"),
    *(
        "10**9",
        "10**30",
        "2**63",
        "10**400",
        "1_000_000",
        "1j",
        "float('inf')",
        "float('nan')",
        "1e400",
        "...",
        "-(2**31)",
    ),
)
HUGE = (
    *("10**10**10", "'a'*10**12", "[0]*10**12", "1<<10**12", "'%1000000000d' % 1", "range(10**20)", "9**9**9**9"),
    *("np.zeros((10**9, 10**9))", "f'{1:1000000000}'", "'{:>999999999}'.format(1)", "bytes(10**12)", "(1,)*10**10"),
    *("list(range(10**9))", "str(10**5000)", "'ab'.join(['c']*10**9)", "int('9'*100000)", "'a'.ljust(10**10)"),
    *("sum(range(10**12))", "[[0]*1000]*1000", "np.arange(10**15)", "np.ones((1000,)*40)", "pow(3, 10**9)"),
    *("'x'.zfill(10**10)", "math.factorial(10**6)", "round(1, -10**9)", "'a'.replace('', 'b'*10**6)", "-1 << -1"),
    *("max(range(10**11))", "set(range(10**10))", "dict.fromkeys(range(10**8))", "1 // 0", "1.0 % 0", "2 ** -10**9"),
    *("np.zeros(10**18).reshape(-1, 3)", "np.eye(10**9)", "pd.DataFrame(np.zeros((10**9, 10**6)))", "'a' in 'a'*10**6"),
    *("sorted(range(10**9))", "np.repeat(np.zeros(10**9), 10**9)", "'\\n'.center(10**11)", "enumerate(range(10**18))"),
    *(
        "tf.zeros([10**9]*8)",
        "np.tile(np.zeros((3, 3)), 10**12)",
        "'a,b'.split(',') * 10**9",
        "1e308 * 10",
        "10 ** 308.5",
    ),
)
STRINGS = (
    "'relu'",
    "'softmax'",
    "'adam'",
    "'mse'",
    "'categorical_crossentropy'",
    "''",
    "b'x'",
    "'same'",
    "f'{n}'",
    "'%s'",
)
LAYERS = (
    *(
        "Dense",
        "Conv1D",
        "Conv2D",
        "Conv3D",
        "LSTM",
        "GRU",
        "Flatten",
        "Dropout",
        "MaxPooling2D",
        "Embedding",
        "Reshape",
    ),
    *("Activation", "BatchNormalization", "InputLayer", "TimeDistributed", "Bidirectional", "Lambda", "Permute"),
    *("ZeroPadding2D", "Cropping2D", "UpSampling2D", "Conv2DTranspose", "SeparableConv2D", "GlobalAveragePooling2D"),
    *("RepeatVector", "Masking", "Concatenate", "Add", "Dot", "MultiHeadAttention", "RNN", "Rescaling", "Softmax"),
)
KEYWORDS = (
    *("units", "activation", "input_shape", "return_sequences", "kernel_size", "strides", "padding", "filters", "name"),
    *("input_dim", "pool_size", "rate", "target_shape", "data_format", "dilation_rate", "batch_input_shape", "dtype"),
)
BINARY = ("+", "-", "*", "/", "//", "%", "**", "<<", ">>", "|", "&", "^", "@")
COMPARISONS = ("<", "<=", "==", "!=", ">", "is", "is not", "in", "not in")


class Grammar:
    """Writes one program. ``depth`` bounds how deep expressions and blocks nest."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.expressions: tuple[Callable[[int], str], ...] = (
            *(self._layer,) * 5,
            *(self._model,) * 3,
            *(self._binary,) * 3,
            *(self._call, self._call, self._attribute, self._subscript, self._list, self._dict, self._conditional),
            *(self._comprehension, self._lambda, self._comparison, self._boolean, self._walrus, self._fstring),
            *(self._shape, self._array, self._unary, self._star, self._await),
        )
        self.statements: tuple[Callable[[int, str], list[str]], ...] = (
            *(self._assign,) * 5,
            *(self._add,) * 5,
            *(self._train,) * 3,
            *(self._if, self._if, self._for, self._for, self._while, self._function, self._function, self._class),
            *(self._try, self._with, self._match, self._jump, self._augmented, self._mutate, self._delete, self._scope),
            *(self._expression, self._import, self._assert),
        )

    def program(self, statements: int = 12) -> str:
        lines = [PRELUDE]
        for _ in range(self.random.randint(1, statements)):
            lines += self.statement(4, "")
        return "\n".join(lines) + "\n"

    # Expressions

    def name(self) -> str:
        return self.random.choice(ODD_NAMES if self.random.random() < 0.05 else NAMES)

    def expression(self, depth: int) -> str:
        chance = self.random.random()
        if depth <= 0 or chance < 0.3:
            return self._atom()
        return self.random.choice(self.expressions)(depth - 1)

    def _atom(self) -> str:
        chance = self.random.random()
        if chance < 0.5:
            return self.name()
        if chance < 0.85:
            return self.random.choice(NUMBERS)
        return self.random.choice(STRINGS) if chance < 0.95 else f"({self.random.choice(HUGE)})"

    def _arguments(self, depth: int) -> str:
        parts = [self.expression(depth) for _ in range(self.random.randint(0, 2))]
        if self.random.random() < 0.15:
            parts.append("*" + self.name())
        parts += [
            f"{name}={self.expression(depth)}" for name in self.random.sample(KEYWORDS, self.random.randint(0, 2))
        ]
        if self.random.random() < 0.1:
            parts.append("**" + self.name())
        return ", ".join(parts)

    def _layer(self, depth: int) -> str:
        prefix = self.random.choice(("", "", "layers.", "keras.layers.", "K.layers.", "tf.keras.layers."))
        return f"{prefix}{self.random.choice(LAYERS)}({self._arguments(depth)})"

    def _model(self, depth: int) -> str:
        return f"Sequential([{', '.join(self._layer(depth) for _ in range(self.random.randint(0, 4)))}])"

    def _binary(self, depth: int) -> str:
        return f"({self.expression(depth)} {self.random.choice(BINARY)} {self.expression(depth)})"

    def _call(self, depth: int) -> str:
        function = self.random.choice(
            (*NAMES, "len", "range", "list", "zip", "map", "sorted", "sum", "max", "dict", "super")
        )
        return f"{function}({self._arguments(depth)})"

    def _attribute(self, depth: int) -> str:
        names = ("layers", "shape", "output", "add", "__dict__", "__class__", "weights", "units", "append", *NAMES)
        return f"{self.name()}.{self.random.choice(names)}"

    def _subscript(self, depth: int) -> str:
        index = self.random.choice(("0", "-1", ":", "1:", "::-1", "i", "...", "10**30", ":, 0", "None", "'a'"))
        return f"{self.name()}[{index}]"

    def _list(self, depth: int) -> str:
        items = ", ".join(self.expression(depth) for _ in range(self.random.randint(0, 4)))
        return self.random.choice(
            (f"[{items}]", f"({items})", f"{{{items}}}" if items else "set()", f"list(({items}))")
        )

    def _dict(self, depth: int) -> str:
        return (
            "{" + ", ".join(f"{self._atom()}: {self.expression(depth)}" for _ in range(self.random.randint(0, 3))) + "}"
        )

    def _conditional(self, depth: int) -> str:
        return f"({self.expression(depth)} if {self.expression(depth)} else {self.expression(depth)})"

    def _comprehension(self, depth: int) -> str:
        clauses = [f"for {self.name()} in {self.expression(depth)}" for _ in range(self.random.randint(1, 2))]
        if self.random.random() < 0.3:
            clauses.append(f"if {self.expression(depth)}")
        inner = " ".join((self.expression(depth), *clauses))
        return self.random.choice((f"[{inner}]", f"({inner})", f"{{{inner}}}"))

    def _lambda(self, depth: int) -> str:
        return f"(lambda {self.random.choice(('', 'x', 'x, y=1', '*a, **k'))}: {self.expression(depth)})"

    def _comparison(self, depth: int) -> str:
        return f"({self.expression(depth)} {self.random.choice(COMPARISONS)} {self.expression(depth)})"

    def _boolean(self, depth: int) -> str:
        return f"({self.expression(depth)} {self.random.choice(('and', 'or'))} {self.expression(depth)})"

    def _walrus(self, depth: int) -> str:
        return f"({self.random.choice(NAMES)} := {self.expression(depth)})"

    def _fstring(self, depth: int) -> str:
        return "f'{" + self.name() + self.random.choice(("", ":>10", "!r", ".x", ":{n}")) + "}'"

    def _shape(self, depth: int) -> str:
        return f"({', '.join(self.random.choice((*NUMBERS, self.name())) for _ in range(self.random.randint(0, 4)))},)"

    def _array(self, depth: int) -> str:
        made = self.random.choice(
            ("zeros", "ones", "arange", "array", "random.rand", "reshape", "concatenate", "argmax")
        )
        return f"np.{made}({self._arguments(depth)})"

    def _unary(self, depth: int) -> str:
        return f"({self.random.choice(('-', '+', '~', 'not '))}{self.expression(depth)})"

    def _star(self, depth: int) -> str:
        return f"[*{self.expression(depth)}, *{self.name()}]"

    def _await(self, depth: int) -> str:
        return f"{self.name()}.fit({self._arguments(depth)})"

    # Statements

    def statement(self, depth: int, indent: str) -> list[str]:
        if depth <= 0:
            return self.random.choice((self._assign, self._add, self._jump, self._train))(0, indent)
        return self.random.choice(self.statements)(depth - 1, indent)

    def block(self, depth: int, indent: str) -> list[str]:
        inner = indent + "    "
        return [line for _ in range(self.random.randint(1, 3)) for line in self.statement(depth, inner)] or [
            inner + "pass"
        ]

    def _assign(self, depth: int, indent: str) -> list[str]:
        targets = (self.name(), f"{self.name()}, {self.name()}", f"{self.name()}.{self.name()}", f"{self.name()}[0]")
        target = self.random.choice((*(self.random.choice(NAMES),) * 4, *targets, f"*{self.name()}, {self.name()}"))
        return [f"{indent}{target} = {self.expression(3)}"]

    def _add(self, depth: int, indent: str) -> list[str]:
        made = self.random.choice((self._layer(2), self._layer(1), self.name(), "m", "model"))
        return [f"{indent}{self.random.choice(('m', 'model', 'model', self.name()))}.add({made})"]

    def _train(self, depth: int, indent: str) -> list[str]:
        name, what = (
            self.random.choice(("m", "model")),
            self.random.choice(("compile", "fit", "summary", "build", "pop")),
        )
        if what == "compile":
            return [f"{indent}{name}.compile({self.random.choice(STRINGS)}, loss={self.random.choice(STRINGS)})"]
        return [f"{indent}{name}.{what}({self._arguments(2)})"]

    def _if(self, depth: int, indent: str) -> list[str]:
        lines = [f"{indent}if {self.expression(2)}:", *self.block(depth, indent)]
        if self.random.random() < 0.3:
            lines += [f"{indent}elif {self.expression(2)}:", *self.block(depth, indent)]
        return [*lines, f"{indent}else:", *self.block(depth, indent)] if self.random.random() < 0.5 else lines

    def _for(self, depth: int, indent: str) -> list[str]:
        over = self.random.choice(
            ("range(3)", "range(n)", "range(10**18)", "x", "model.layers", "zip(x, y)", self.expression(2))
        )
        return [f"{indent}for {self.name()} in {over}:", *self.block(depth, indent)]

    def _while(self, depth: int, indent: str) -> list[str]:
        return [
            f"{indent}while {self.random.choice(('True', '1', 'n', self.expression(2)))}:",
            *self.block(depth, indent),
        ]

    def _function(self, depth: int, indent: str) -> list[str]:
        name, prefix = self.random.choice(("f", "g", "h", self.name())), self.random.choice(("", "", "", "async "))
        parameters = self.random.choice(
            ("", "x", "n=3", "model, *layers_", "**cfg", "self, x", "x, /, y, *, k=1", "m=[]")
        )
        decorators = [f"{indent}@{self.random.choice((*NAMES, 'property', 'staticmethod', 'tf.function'))}"]
        lines = decorators if self.random.random() < 0.15 else []
        body = self.block(depth, indent)
        if self.random.random() < 0.6:
            ends = ("return", "yield", "yield from", "return f(x) +", "return g(n-1),")
            body.append(f"{indent}    {self.random.choice(ends)} {self.expression(2)}")
        return [
            *lines,
            f"{indent}{prefix}def {name}({parameters}):",
            *body,
            f"{indent}{self.name()} = {name}(model, n)",
        ]

    def _class(self, depth: int, indent: str) -> list[str]:
        bases = self.random.choice(
            ("", "(A)", "(B)", "(Model)", "(keras.layers.Layer)", "(Sequential)", "(A, B)", "(f(x))")
        )
        lines = [f"{indent}class {self.random.choice(('A', 'B'))}{bases}:"]
        methods = (
            "__init__",
            "__call__",
            "__getattr__",
            "call",
            "build",
            "__iter__",
            "__len__",
            "__add__",
            "x",
            "__new__",
        )
        for method in self.random.sample(methods, self.random.randint(1, 3)):
            if self.random.random() < 0.2:
                lines.append(f"{indent}    @property")
            lines += [f"{indent}    def {method}(self, *a, **k):", *self.block(depth, indent + "    ")]
            lines.append(
                f"{indent}        return {self.random.choice(('self', 'self.x', 'self(a)', self.expression(2)))}"
            )
        return [*lines, f"{indent}{self.name()} = {self.random.choice(('A', 'B'))}({self._arguments(1)})"]

    def _try(self, depth: int, indent: str) -> list[str]:
        lines = [f"{indent}try:", *self.block(depth, indent), f"{indent}except Exception as {self.name()}:"]
        lines += self.block(depth, indent)
        return [*lines, f"{indent}finally:", *self.block(depth, indent)] if self.random.random() < 0.3 else lines

    def _with(self, depth: int, indent: str) -> list[str]:
        return [f"{indent}with {self.expression(1)} as {self.name()}:", *self.block(depth, indent)]

    def _match(self, depth: int, indent: str) -> list[str]:
        pattern = self.random.choice(
            ("_", "x", "[x, *y]", "{'a': n}", "A(x=1)", "1 | 2", "'relu'", "None", "(x, y) if n")
        )
        inner = indent + "    "
        return [f"{indent}match {self.expression(2)}:", f"{inner}case {pattern}:", *self.block(depth, inner)]

    def _jump(self, depth: int, indent: str) -> list[str]:
        if not indent:
            return [self.expression(3)]
        jumps = ("pass", "return", "raise ValueError", "x = (yield)", f"return {self.expression(2)}")
        return [indent + self.random.choice(jumps)] if "    " in indent else ["pass"]

    def _augmented(self, depth: int, indent: str) -> list[str]:
        return [f"{indent}{self.random.choice(NAMES)} {self.random.choice(BINARY)}= {self.expression(2)}"]

    def _mutate(self, depth: int, indent: str) -> list[str]:
        name = self.random.choice(NAMES)
        ways = (
            "append({n})",
            "extend({n})",
            "update({n})",
            "insert(0, {n})",
            "setdefault('a', {n})",
            "pop()",
            "clear()",
        )
        return [
            f"{indent}{name}.{self.random.choice(ways)}".replace("{n}", self.random.choice((name, self.expression(1))))
        ]

    def _delete(self, depth: int, indent: str) -> list[str]:
        return [f"{indent}del {self.random.choice((self.name(), self.name() + '[0]', self.name() + '.x'))}"]

    def _scope(self, depth: int, indent: str) -> list[str]:
        return [f"{indent}global {self.random.choice(('zz', 'counter'))}"] if indent else [f"zz = {self.expression(1)}"]

    def _expression(self, depth: int, indent: str) -> list[str]:
        return [indent + self.expression(4)]

    def _import(self, depth: int, indent: str) -> list[str]:
        what = ("keras", "tensorflow as tf", "numpy as np", "a.b.c", "keras.layers as L", "os as model")
        return [f"{indent}import {self.random.choice(what)}"]

    def _assert(self, depth: int, indent: str) -> list[str]:
        return [f"{indent}assert {self.expression(2)}, {self.name()}"]
