"""Derivatives, gradients and differentials by numerical differentiation of the formula itself."""

import numpy as np

from calculus import gradient, hessian, jacobian, rate
from errors import Undefined, Unsupported
from values import is_number, multiply, settle


class Analysis:
    """Mixin of the evaluator."""

    def derivative(self, node, scope):
        if node.get("letter") and scope.has("d"):
            raise Unsupported("d 是符号表里的符号，微分写成 \\mathrm{d}")
        first, *second = node["variables"]
        if second:
            return self.second_derivative(node["body"], first, second[0], scope)
        base, sub = self.varied(first, scope)
        start = self.start(base, scope)
        function = self.along(node["body"], base, scope)
        if is_number(start):
            return rate(lambda t: np.asarray(function(start + t)), start)
        if sub is None:
            return gradient(self.scalar(function), start)
        place = self.place(sub, scope, first["key"], np.shape(start))

        def along(t):
            moved = np.array(start, dtype=float)
            moved[place] += t
            return np.asarray(function(settle(moved)))

        return rate(along, float(start[place]))

    def second_derivative(self, body, first, second, scope):
        (base, sub), (other, other_sub) = self.varied(first, scope), self.varied(second, scope)
        start = self.start(base, scope)
        if base != other:
            return self.mixed_derivative(body, (base, sub), (other, other_sub), scope)
        function = self.scalar(self.along(body, base, scope))
        if is_number(start):
            return settle(hessian(lambda z: function(float(np.ravel(z)[0])), np.array([start])))
        if np.ndim(start) != 1:
            raise Unsupported("只会算对标量和向量的二阶导数")
        matrix = np.atleast_2d(np.asarray(hessian(function, start)))
        if sub is None and other_sub is None:
            return settle(matrix)
        if sub is None or other_sub is None:
            raise Unsupported("看不懂这个二阶导数")
        rows = self.place(sub, scope, first["key"], np.shape(start))
        return settle(matrix[rows[0], self.place(other_sub, scope, second["key"], np.shape(start))[0]])

    def mixed_derivative(self, body, first, second, scope):
        """∂²/∂a∂b of two numbers."""
        (a, sub_a), (b, sub_b) = first, second
        start_a, start_b = self.start(a, scope), self.start(b, scope)
        if sub_a is not None or sub_b is not None or not is_number(start_a) or not is_number(start_b):
            raise Unsupported("只会算对两个标量的混合导数")
        seen = self.tracked(scope)

        def function(z):
            return self.value(body, seen.child({a: float(z[0]), b: float(z[1])}))

        out = np.asarray(hessian(self.scalar(function), np.array([start_a, start_b])))[0, 1]
        self.require(seen, (a, b), scope)
        return settle(out)

    def varied(self, variable, scope):
        """The symbol whose value is varied, and the index that selects a part of it."""
        if scope.is_value(variable["key"]):
            return variable["key"], None
        if scope.is_value(variable["base"]) and variable.get("sub") is not None:
            return variable["base"], variable["sub"]
        raise Unsupported(f"没有声明求导的变量 {variable['key']}")

    @staticmethod
    def start(key, scope):
        value = settle(scope.raw(key))
        if np.iscomplexobj(value):
            raise Unsupported("对复变量的导数没有约定含义")
        return value

    def along(self, body, key, scope):
        """The body as a function of the value of one symbol. A declared function without arguments gets that value."""
        seen = self.tracked(scope)

        def function(value):
            moved = seen.child({key: value})
            lifted = self.lifted(body, value, moved)
            if lifted is not None:
                return lifted
            out = self.value(body, moved)
            self.require(seen, (key,), scope)
            return out

        return function

    @staticmethod
    def tracked(scope):
        """A scope that notes for itself what is looked up."""
        seen = scope.child({})
        seen.used = set()
        return seen

    @staticmethod
    def require(seen, keys, scope):
        scope.used |= seen.used
        for key in keys:
            if key not in seen.used:
                raise Unsupported(f"被求导的式子里没有用到 {key}：量要声明成函数，或者写出它怎样依赖 {key}")

    def lifted(self, body, value, scope):
        """`f` or `f_i` where f is a function of one argument: called with the variable."""
        if body["op"] in ("name", "accent") and callable(scope.symbols.get(body["key"])):
            return settle(scope.raw(body["key"])(value))
        if body["op"] == "scripts" and body.get("sup") is None and not body["primes"] and not scope.has(body["subKey"]):
            if callable(scope.symbols.get(body["headKey"])):
                return settle(self.indexed(settle(scope.raw(body["headKey"])(value)), body["sub"], scope, body["key"]))
        return None

    @staticmethod
    def scalar(function):
        def checked(value):
            out = function(value)
            if not is_number(out):
                raise Unsupported("向量值函数的导数布局没有约定，写出分量")
            return out

        return checked

    def place(self, sub, scope, name, shape):
        items = sub["letters"] if sub.get("letters") is not None and len(sub["letters"]) == len(shape) else sub["items"]
        if len(items) != len(shape):
            raise Unsupported(f"{name} 写了 {len(items)} 个下标，变量是 {len(shape)} 维")
        places = [self.plain_index(self.value(item, scope)) for item in items]
        for place, size in zip(places, shape):
            if not isinstance(place, int) or not 1 <= place <= size:
                raise Undefined(f"{name} 的下标越界")
        return tuple(place - 1 for place in places)

    def gradient(self, node, scope):
        body = node["body"]
        if scope.has(node["key"]):
            return self.declared_gradient(node, scope)
        function, start = self.gradient_of(node, body, scope)
        if node["kind"] == "divergence":
            if np.ndim(start) != 1:
                raise Unsupported("散度的自变量要是向量")
            matrix = jacobian(function, start)
            if matrix.shape[0] != matrix.shape[1]:
                raise Undefined("散度要向量场")
            return settle(np.trace(matrix))
        if node["kind"] == "gradient":
            return gradient(self.scalar(function), start)
        if np.ndim(start) > 1:
            raise Unsupported("∇^2 的自变量要是向量")
        return settle(hessian(self.scalar(lambda z: function(z if np.ndim(start) else float(np.ravel(z)[0]))), np.atleast_1d(start)))

    def declared_gradient(self, node, scope):
        if scope.is_value(node["key"]):
            return settle(scope.raw(node["key"]))
        if node["body"]["op"] != "call":
            raise Unsupported(f"{node['key']} 是函数，要写自变量")
        return settle(scope.raw(node["key"])(*self.arguments(node["body"], scope)))

    def gradient_of(self, node, body, scope):
        """(function, start): of the named symbol, else of the single argument of the call."""
        if "variable" in node:
            key = node["variable"]
            if not scope.is_value(key):
                raise Unsupported(f"没有声明求导的变量 {key}")
            return self.along(body, key, scope), self.start(key, scope)
        if body["op"] != "call" or len(body["args"]) != 1:
            raise Unsupported("∇ 对哪个变量求导没有写明，写成 ∇_x")
        found = self.function_of(body["head"], scope)
        if found is None or found[1] is not None:
            raise Unsupported(f"没有声明函数 {self.head_text(body)}")
        start = self.value(body["args"][0], scope)
        return (lambda x: settle(found[0](x))), start

    def differential(self, node, scope):
        if scope.is_value(node["key"]):
            return settle(scope.raw(node["key"]))
        directions = scope.declared.directions
        if not directions:
            raise Unsupported("没有声明微分的方向（参数 d=）")
        body = node["body"]
        if body["op"] == "call" and not self.is_call(body, scope):
            return self.beside(node, scope)
        while body["op"] == "parentheses":
            body = body["body"]
        if body["op"] == "name" and body["key"] in directions:
            return directions[body["key"]]
        seen = self.tracked(scope)

        def along(t):
            values = {key: settle(seen.symbols[key]) + t * direction for key, direction in directions.items()}
            return np.asarray(self.value(body, seen.child(values)))

        for key in directions:
            if not scope.is_value(key):
                raise Unsupported(f"没有声明 {key} 的值")
        out = rate(along)
        scope.used |= seen.used
        if not seen.used & set(directions):
            raise Unsupported("被微分的式子不依赖声明了方向的量")
        return out

    def beside(self, node, scope):
        """`\\mathrm{d}A (B - C)` where A is no function: the differential of A times the bracket."""
        body = node["body"]
        if body["separators"] or len(body["args"]) != 1 or body.get("function") or body["head"]["op"] != "name":
            raise Unsupported(f"没有声明函数 {self.head_text(body)}")
        head = self.differential({"key": "\\mathrm{d}" + body["head"]["key"], "body": body["head"]}, scope)
        return multiply(head, self.after(self.value(body["args"][0], scope), body, scope))
