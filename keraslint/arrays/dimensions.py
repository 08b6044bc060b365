"""Arithmetic on dimensions of which some are not known, exact enough to prove that equal sizes are equal.

Every dimension is a polynomial of symbols with whole coefficients: ``n - k + k`` is ``n`` again, ``n * 28 * 28 // 784``
is ``n``. What is no polynomial (``n // 3``) is a symbol of its own, the same one each time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Final, TypeAlias

from keraslint.shapes import Dim, Symbol

Monomial: TypeAlias = tuple[Symbol, ...]
Polynomial: TypeAlias = dict[Monomial, int]

MAX_TERMS: Final = 16
MAX_DEGREE: Final = 8


class Symbols:
    """Symbols by what they stand for. The results of arithmetic are symbols of the table, or numbers."""

    def __init__(self) -> None:
        self._named: dict[Hashable, Symbol] = {}
        self._forms: dict[Symbol, Polynomial] = {}

    def named(self, *key: Hashable) -> Symbol:
        """The symbol for a key; the same key is the same number."""
        found = self._named.get(key)
        if found is None:
            found = self._named[key] = Symbol()
        return found

    def add(self, left: Dim, right: Dim) -> Dim:
        if left is None or right is None:
            return None
        total = dict(self._polynomial(left))
        for monomial, factor in self._polynomial(right).items():
            total[monomial] = total.get(monomial, 0) + factor
        return self._dimension(total)

    def negative(self, dim: Dim) -> Dim:
        return self.multiply(dim, -1)

    def subtract(self, left: Dim, right: Dim) -> Dim:
        return self.add(left, self.negative(right))

    def multiply(self, left: Dim, right: Dim) -> Dim:
        if left is None or right is None:
            return 0 if 0 in (left, right) else None
        total: Polynomial = {}
        for one, factor in self._polynomial(left).items():
            for other, times in self._polynomial(right).items():
                monomial = tuple(sorted((*one, *other), key=id))
                total[monomial] = total.get(monomial, 0) + factor * times
        return self._dimension(total)

    def product(self, dims: Iterable[Dim]) -> Dim:
        """The number of elements of a shape."""
        result: Dim = 1
        for dim in dims:
            result = self.multiply(result, dim)
        return result

    def quotient(self, dividend: Dim, divisor: Dim) -> Dim:
        """``dividend // divisor``; exact where it can be. Raises ``ZeroDivisionError``."""
        if dividend is None or divisor is None:
            return None
        if isinstance(dividend, int) and isinstance(divisor, int):
            return dividend // divisor
        if divisor == 0:
            raise ZeroDivisionError
        exact = self._divide(self._polynomial(dividend), self._polynomial(divisor))
        return self.named("FloorDivide", dividend, divisor) if exact is None else self._dimension(exact)

    def arithmetic(self, operator: str, left: Dim, right: Dim) -> Dim:
        """The result of an operator of Python by its LibCST name. Raises ``ZeroDivisionError``."""
        function = _OPERATORS.get(operator)
        return self.named(operator, left, right) if function is None else function(self, left, right)

    def is_negative(self, dim: Dim) -> bool:
        """Whether the number is certainly below zero, sizes and counts being above."""
        return dim is not None and all(factor < 0 for factor in self._polynomial(dim).values()) and dim != 0

    def differ(self, left: Dim, right: Dim) -> bool:
        """Whether the numbers are certainly not equal, unknown sizes being one or more."""
        if left is None or right is None:
            return False
        rest = self.subtract(left, right)
        return rest is not None and rest != 0 and len({factor > 0 for factor in self._polynomial(rest).values()}) == 1

    def _polynomial(self, dim: int | Symbol) -> Polynomial:
        if isinstance(dim, Symbol):
            return self._forms.get(dim) or {(dim,): 1}
        return {(): dim} if dim else {}

    def _dimension(self, polynomial: Polynomial) -> Dim:
        terms = {monomial: factor for monomial, factor in polynomial.items() if factor}
        if not terms:
            return 0
        if len(terms) == 1:
            ((monomial, factor),) = terms.items()
            if not monomial:
                return factor
            if len(monomial) == 1 and factor == 1:
                return monomial[0]
        if len(terms) > MAX_TERMS or any(len(monomial) > MAX_DEGREE for monomial in terms):
            return Symbol()
        symbol = self.named("polynomial", frozenset(terms.items()))
        self._forms.setdefault(symbol, terms)
        return symbol

    def _divide(self, dividend: Polynomial, divisor: Polynomial) -> Polynomial | None:
        """The quotient if it is exact and either it or the divisor has one term only."""
        if len(divisor) == 1:
            ((lead, factor),) = divisor.items()
            result: Polynomial = {}
            for monomial, times in dividend.items():
                rest = _without(monomial, lead)
                if rest is None or times % factor:
                    return None
                result[rest] = times // factor
            return result
        if len(divisor) != len(dividend):
            return None
        (first, times), *_ = dividend.items()
        for lead, factor in divisor.items():
            rest = _without(first, lead)
            if rest is not None and not times % factor:
                candidate = {rest: times // factor}
                expected = {
                    tuple(sorted((*monomial, *rest), key=id)): many * (times // factor)
                    for monomial, many in divisor.items()
                }
                if expected == dividend:
                    return candidate
        return None


def _without(monomial: Monomial, part: Monomial) -> Monomial | None:
    remaining = list(monomial)
    for symbol in part:
        if symbol not in remaining:
            return None
        remaining.remove(symbol)
    return tuple(remaining)


_OPERATORS: Final[dict[str, Callable[[Symbols, Dim, Dim], Dim]]] = {
    "Add": Symbols.add,
    "Subtract": Symbols.subtract,
    "Multiply": Symbols.multiply,
    "FloorDivide": Symbols.quotient,
}
