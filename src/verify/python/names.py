"""Looking up symbols with their indices and powers."""

import inspect
import math

import numpy as np

from errors import Undefined, Unsupported
from values import (
    elementwise_power,
    integer,
    inverse,
    is_number,
    power,
    pseudoinverse,
    settle,
    transpose,
)

CONSTANTS = {"\\pi": math.pi, "\\mathrm{e}": math.e}


class Names:
    """Mixin of the evaluator; `self.value(node, scope)` evaluates any node."""

    def name(self, node, scope):
        key = node["key"]
        if scope.is_value(key):
            return settle(scope.raw(key))
        if scope.has(key):
            raise Unsupported(f"{key} 是函数或带下标的一族量，这里没有写自变量或下标")
        if key in CONSTANTS:
            return CONSTANTS[key]
        raise Unsupported(f"没有声明符号 {key}")

    def accent(self, node, scope):
        if scope.has(node["key"]):
            return self.name(node, scope)
        if node["accent"] == "\\overline":
            value = self.value(node["body"], scope)
            if np.iscomplexobj(value):
                return np.conj(value)
        raise Unsupported(f"没有声明符号 {node['key']}")

    def scripts(self, node, scope):
        if scope.is_value(node["key"]):
            return settle(scope.raw(node["key"]))
        if node["primes"]:
            raise Unsupported(f"没有声明符号 {node['key']}")
        sub, sup = node.get("sub"), node.get("sup")
        if sub is not None and scope.is_value(node["subKey"]):
            return self.raised(settle(scope.raw(node["subKey"])), sup, scope)
        label = None if sup is None or sup["kind"] != "label" else node["headKey"] + "^{(\\cdot)}"
        if label is not None and scope.has(label):
            family = self.pick(scope.raw(label), [self.value(sup["exponent"], scope)], label)
            return settle(self.indexed(family, sub, scope, node["key"]))
        if sup is not None and scope.has(node["supKey"]):
            return settle(self.indexed(scope.raw(node["supKey"]), sub, scope, node["key"]))
        base = self.raw_base(node, scope)
        if base is EULER:
            return self.raised(base, sup, scope)
        if sub is not None:
            base = self.indexed(base, sub, scope, node["key"])
        if callable(base) or isinstance(base, dict):
            raise Unsupported(f"{node['key']} 是函数或带下标的一族量，这里没有写自变量或下标")
        return self.raised(settle(base), sup, scope)

    def raw_base(self, node, scope):
        base = node["base"]
        if base["op"] in ("name", "accent") and scope.has(base["key"]):
            return scope.raw(base["key"])
        power = (node.get("sup") or {}).get("kind") == "power" and node.get("sub") is None
        if base["op"] == "name" and base["key"] in ("e", "\\mathrm{e}") and power:
            return EULER
        return self.value(base, scope)

    def indexed(self, family, sub, scope, name):
        """The member of a family that a subscript names; without a subscript the family itself."""
        if sub is None:
            return family
        items, letters = sub["items"], sub.get("letters")
        if letters is not None and self.takes(family, len(letters)):
            items = letters
        elif letters is not None and len(items) == 1 and all(letter["op"] == "name" for letter in letters):
            raise Unsupported(f"{name} 的下标分不清是几个指标还是乘积，用逗号或 \\cdot 写明")
        elif len(items) == 1 and items[0]["op"] == "number" and len(items[0]["value"]) > 1 and np.ndim(family) > 1:
            raise Unsupported(f"{name} 的下标 {items[0]['value']} 分不清是一个数还是几个指标，用逗号隔开")
        return self.pick(family, [self.value(item, scope) for item in items], name)

    @staticmethod
    def takes(family, count):
        """Whether a family has that many indices."""
        if callable(family):
            try:
                return len(inspect.signature(family).parameters) == count
            except (TypeError, ValueError):
                return False
        if isinstance(family, dict):
            return any(isinstance(key, tuple) and len(key) == count for key in family)
        return np.ndim(family) == count

    def pick(self, family, indices, name):
        if callable(family):
            return family(*[self.plain_index(index) for index in indices])
        places = [integer(index, f"{name} 的下标") for index in indices]
        if isinstance(family, dict):
            key = places[0] if len(places) == 1 else tuple(places)
            if key not in family:
                raise Undefined(f"{name} 没有下标 {key} 的值")
            return family[key]
        array = np.asarray(family)
        if array.ndim == 0 or array.ndim != len(places):
            raise Unsupported(f"{name} 写了 {len(places)} 个下标，声明的量是 {array.ndim} 维")
        for place, size in zip(places, array.shape):
            if not 1 <= place <= size:
                raise Undefined(f"{name} 的下标 {place} 越界，范围是 1 到 {size}")
        return array[tuple(place - 1 for place in places)]

    @staticmethod
    def plain_index(index):
        return int(round(index)) if is_number(index) and abs(index - round(index)) < 1e-9 else index

    def raised(self, value, sup, scope):
        """The value with its superscript."""
        if sup is None:
            return value
        kind = sup["kind"]
        if value is EULER:
            return self.exponential(self.value(sup["exponent"], scope))
        if kind in ("transpose-or-power", "hermitian-or-power"):
            kind = self.letter_superscript(value, sup, scope)
        if kind == "transpose":
            return transpose(value)
        if kind == "hermitian":
            return transpose(np.conj(value)) if not is_number(value) else settle(np.conj(value))
        if kind == "pseudoinverse":
            return pseudoinverse(value)
        if kind == "inverse-transpose":
            return transpose(inverse(value))
        if kind == "hadamard-power":
            return elementwise_power(value, self.value(sup["exponent"], scope))
        if kind == "power":
            return power(value, self.value(sup["exponent"], scope))
        raise Unsupported(f"没有约定上标 {sup['key']} 的含义，把整个符号写进符号表")

    @staticmethod
    def letter_superscript(value, sup, scope):
        letter, declared = sup["key"], scope.has(sup["key"])
        if is_number(value) and declared:
            return "power"
        if not is_number(value) and not declared:
            return "transpose" if letter == "T" else "hermitian"
        raise Unsupported(f"上标 {letter} 分不清是转置还是幂，转置写成 ^\\top")

    @staticmethod
    def exponential(exponent):
        if np.ndim(exponent) > 1:
            raise Unsupported("矩阵指数没有约定含义（逐元素，还是 \\exp(A)）")
        return settle(np.exp(exponent))

    def at(self, node, scope):
        values = {setting["key"]: self.value(setting["value"], scope) for setting in node["settings"]}
        for key in values:
            if not scope.has(key):
                raise Unsupported(f"没有声明符号 {key}")
        return self.value(node["body"], scope.child(values))

    def unsupported(self, node, scope):
        raise Unsupported(node["reason"])

    def number(self, node, scope):
        return float(node["value"])


class Euler:
    """The number e before its exponent is known: elementwise on vectors."""


EULER = Euler()
