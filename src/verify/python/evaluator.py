"""Evaluates the expressions that `src/formula/reading` made of a display."""

import numpy as np

from analysis import Analysis
from arrays import Arrays
from bigs import Bigs
from calls import Calls
from errors import Undefined, Unsupported
from names import Names
from relations import Relations, close
from values import (
    add,
    divide,
    dot,
    hadamard,
    inner,
    is_number,
    kronecker,
    multiply,
    settle,
    times,
)

JOINTS = {
    "beside": multiply,
    "dot": dot,
    "times": times,
    "divide": divide,
    "hadamard": hadamard,
    "kronecker": kronecker,
}


class Evaluator(Names, Calls, Bigs, Analysis, Arrays, Relations):
    """One method for each `op`. Raises Unsupported where the meaning is open, Undefined where there is no value."""

    def value(self, node, scope):
        op = node["op"]
        method = getattr(self, "operator_sum" if op == "sum" else op.replace("-", "_"), None)
        if method is None:
            raise Unsupported(f"不会算 {op}")
        return method(node, scope)

    def operator_sum(self, node, scope):
        out = None
        for term in node["terms"]:
            value = self.value(term["term"], scope)
            if term["sign"] < 0:
                value = -value
            out = value if out is None else add(out, value)
        return out

    def product(self, node, scope):
        factors = node["factors"]
        joints = {factor["by"] for factor in factors[1:]} & {"hadamard", "kronecker"}
        if not joints:
            return self.chain_product(factors, scope)[0]
        if len(joints) > 1:
            raise Unsupported("⊙ 与 ⊗ 混用没有约定次序，加括号")
        out = None
        for part in self.split(factors, joints.pop()):
            value, arrays = self.chain_product(part, scope)
            if arrays > 1:
                raise Unsupported("⊙ 或 ⊗ 与矩阵乘法混用没有约定次序，加括号")
            out = value if out is None else JOINTS[part[0]["by"]](out, value)
        return out

    @staticmethod
    def split(factors, joint):
        parts = [[]]
        for place, factor in enumerate(factors):
            if place and factor["by"] == joint:
                parts.append([])
            parts[-1].append(factor)
        return parts

    def chain_product(self, factors, scope):
        """The product, left to right, and how many of its factors are no numbers."""
        out, arrays = None, 0
        for factor in factors:
            value = self.value(factor["factor"], scope)
            arrays += not is_number(value)
            out = value if out is None else JOINTS[factor["by"]](out, value)
        return out, arrays

    def fraction(self, node, scope):
        return divide(self.value(node["numerator"], scope), self.value(node["denominator"], scope))

    def root(self, node, scope):
        body = self.value(node["body"], scope)
        degree = 2.0
        if node.get("index") is not None:
            degree = self.value(node["index"], scope)
            if not is_number(degree) or degree < 1 or not float(degree).is_integer():
                raise Unsupported("根指数要是正整数")
        if np.ndim(body) > 1:
            raise Unsupported("矩阵的平方根写成 A^{1/2}")
        if np.iscomplexobj(body):
            raise Unsupported("复数的根有几个值")
        if np.any(np.asarray(body) < 0):
            raise Undefined("负数开方")
        return settle(np.asarray(body) ** (1 / degree))

    def parentheses(self, node, scope):
        return self.value(node["body"], scope)

    def floor(self, node, scope):
        return settle(np.floor(self.real_number(node, scope)))

    def ceiling(self, node, scope):
        return settle(np.ceil(self.real_number(node, scope)))

    def real_number(self, node, scope):
        value = self.value(node["body"], scope)
        if not is_number(value) or isinstance(value, complex):
            raise Undefined("取整的要是实数")
        return value

    def inner(self, node, scope):
        return inner(self.value(node["left"], scope), self.value(node["right"], scope))

    def order(self, node, scope):
        if callable(scope.symbols.get(node["key"])) or scope.has(node["instead"]["key"]):
            return self.value(node["instead"], scope)
        raise Unsupported("O(·) 只能作等式右边的一项")

    def either(self, node, scope):
        first, second = node["readings"]
        values = []
        for reading in (first, second):
            try:
                values.append(self.value(reading, scope))
            except (Unsupported, Undefined) as problem:
                failure = problem
        if not values:
            raise failure
        if len(values) == 2 and not (np.shape(values[0]) == np.shape(values[1]) and close(*values, 1e-12, 1e-14)[0]):
            raise Unsupported(f"{node['text']} 管到哪里有歧义，两种读法的值不同，加括号")
        return values[0]
