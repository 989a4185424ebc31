"""`f(x)`: a function, a value known under its whole name, or a product. What is declared decides; nothing is guessed."""

import numpy as np

from calculus import rate, second
from errors import Undefined, Unsupported
from functions import FUNCTIONS, logarithm, norm
from values import integer, is_number, multiply, power, settle


class Calls:
    """Mixin of the evaluator."""

    def call(self, node, scope):
        known = self.known_call(node, scope)
        if known is not None:
            return self.after(known[0], node, scope)
        if node["strict"] or node["separators"] or len(node["args"]) != 1:
            raise Unsupported(f"没有声明函数 {self.head_text(node)}，也没有声明 {node['key']}")
        if node["head"]["op"] == "name" and not scope.has(node["head"]["key"]):
            raise Unsupported(f"没有声明 {node['head']['key']}，分不清 {node['key']} 是函数值还是乘积")
        head = self.value(node["head"], scope)
        return multiply(head, self.after(self.value(node["args"][0], scope), node, scope))

    @staticmethod
    def head_text(node):
        return node["head"].get("key", node["key"])

    def after(self, value, node, scope):
        """The scripts behind the bracket."""
        if node["primes"]:
            raise Unsupported(f"{node['key']} 后面的撇号没有约定含义")
        value = settle(value)
        if node.get("sub") is not None:
            value = settle(self.indexed(value, node["sub"], scope, node["key"]))
        return self.raised(value, node.get("sup"), scope)

    def known_call(self, node, scope):
        """The value in a tuple of one, or None where the head is no function."""
        if scope.is_value(node["key"]):
            return (scope.raw(node["key"]),)
        for pattern in node["patterns"]:
            if scope.has(pattern["key"]):
                indices = [self.plain_index(self.value(item, scope)) for item in pattern["indices"]]
                return (self.apply(scope.raw(pattern["key"]), indices + self.arguments(node, scope), node),)
        found = self.function_of(node["head"], scope)
        if found is not None:
            function, exponent = found
            value = self.apply(function, self.arguments(node, scope), node)
            return (value if exponent is None else power(settle(value), exponent),)
        return self.builtin(node, scope) if node.get("function") else None

    def is_call(self, node, scope):
        """Whether the head is a function, or the whole has a value of its own."""
        known = scope.has(node["key"]) or any(scope.has(pattern["key"]) for pattern in node["patterns"])
        return known or bool(node.get("function")) or self.function_of(node["head"], scope) is not None

    def arguments(self, node, scope):
        return [self.value(argument, scope) for argument in node["args"]]

    @staticmethod
    def apply(function, arguments, node):
        if not callable(function):
            raise Unsupported(f"{node['key']} 声明的不是函数")
        return function(*[np.array(a) if isinstance(a, np.ndarray) else a for a in arguments])

    def function_of(self, head, scope):
        """(function, exponent) of a declared head: `f`, `f_k`, `f^2`, `f'`; None where it is no function."""
        if head["op"] in ("name", "accent"):
            value = scope.symbols.get(head["key"])
            return (scope.raw(head["key"]), None) if callable(value) else None
        if head["op"] != "scripts":
            return None
        if callable(scope.symbols.get(head["key"])):
            return scope.raw(head["key"]), None
        inner = self.function_without(head, scope)
        if inner is None:
            return None
        if head["primes"]:
            return self.primed(inner, head["primes"]), None
        sup = head.get("sup")
        if sup is None:
            return inner, None
        if sup["kind"] != "power":
            raise Unsupported(f"没有约定函数 {head['key']} 的上标的含义")
        exponent = self.value(sup["exponent"], scope)
        if exponent < 1:
            raise Unsupported(f"{head['key']} 分不清是反函数还是倒数")
        return inner, exponent

    def function_without(self, head, scope):
        """The function of a head without its power and primes: `\\sigma_i` of `\\sigma_i^2`."""
        sub = head.get("sub")
        if sub is not None and callable(scope.symbols.get(head["subKey"])):
            return scope.raw(head["subKey"])
        family = scope.symbols.get(head["headKey"])
        if sub is None:
            return scope.raw(head["headKey"]) if callable(family) else None
        if isinstance(family, dict) and all(callable(member) for member in family.values()):
            return self.indexed(scope.raw(head["headKey"]), sub, scope, head["key"])
        if callable(family):
            raise Unsupported(
                f"分不清 {head['headKey']} 的下标和自变量，声明成 {head['headKey']}_\\cdot(\\cdot) 或 {head['subKey']}"
            )
        return None

    @staticmethod
    def primed(function, count):
        if count == 1:
            return lambda x: rate(lambda t: settle(function(Calls.one(x) + t)), x)
        if count == 2:
            return lambda x: second(lambda z: settle(function(float(z))), np.atleast_1d(Calls.one(x)), 0, 0)
        raise Unsupported("只会算一阶和二阶导数")

    @staticmethod
    def one(x):
        if not is_number(x):
            raise Unsupported("撇号只表示一元函数的导数")
        return x

    def builtin(self, node, scope):
        name, head = node["function"], node["head"]
        if name not in FUNCTIONS:
            raise Unsupported(f"没有声明函数 {head.get('headKey', head.get('key'))}")
        arguments = self.arguments(node, scope)
        if len(arguments) != 1 and name not in ("max", "min", "diag"):
            raise Unsupported(f"{name} 只要一个自变量")
        if any(mark != "," for mark in node["separators"]):
            raise Unsupported(f"{name} 的自变量用逗号隔开")
        if head["op"] == "name":
            return (FUNCTIONS[name](*arguments),)
        if head["primes"]:
            raise Unsupported(f"{name} 的导数要写出来")
        sub, sup = head.get("sub"), head.get("sup")
        if sub is not None:
            if name != "log" or len(sub["items"]) != 1:
                raise Unsupported(f"没有约定 {head['key']} 的下标的含义")
            value = logarithm(self.value(sub["items"][0], scope), *arguments)
        else:
            value = FUNCTIONS[name](*arguments)
        if sup is None:
            return (value,)
        if sup["kind"] != "power":
            raise Unsupported(f"没有约定函数 {head['key']} 的上标的含义")
        exponent = self.value(sup["exponent"], scope)
        if exponent < 1:
            raise Unsupported(f"{head['key']} 分不清是反函数还是倒数")
        return (power(value, exponent),)

    def norm(self, node, scope):
        sub = node.get("sub")

        def weight():
            return self.value(sub["items"][0], scope)

        return norm(self.value(node["body"], scope), "" if sub is None else sub["key"], weight)

    def absolute(self, node, scope):
        body = node["body"]
        if body["op"] == "name" and isinstance(scope.symbols.get(body["key"]), (set, frozenset)):
            return float(len(scope.raw(body["key"])))
        value = self.value(body, scope)
        if not is_number(value):
            raise Unsupported("|·| 里是向量或矩阵：范数写 \\|·\\|，行列式写 \\det")
        return float(abs(value))

    def determinant(self, node, scope):
        return FUNCTIONS["det"](self.value(node["body"], scope))

    def factorial(self, node, scope):
        count = integer(self.value(node["body"], scope), "阶乘的数")
        if count < 0:
            raise Undefined("负数的阶乘")
        out = 1.0
        for k in range(2, count + 1):
            out *= k
        return out

    def binomial(self, node, scope):
        top = integer(self.value(node["top"], scope), "组合数的上面")
        bottom = integer(self.value(node["bottom"], scope), "组合数的下面")
        if not 0 <= bottom <= top:
            raise Undefined(f"组合数 ({top}, {bottom}) 没有定义")
        out = 1
        for k in range(bottom):
            out = out * (top - k) // (k + 1)
        return float(out)
