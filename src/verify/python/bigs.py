"""Sums, products, maxima over indices; limits, integrals and expectations over declared points."""

import math

import numpy as np

from errors import Undefined, Unsupported
from values import add, integer, is_number, settle, show

TERMS = 200_000


class Bigs:
    """Mixin of the evaluator."""

    def big(self, node, scope):
        kind = node["kind"]
        values = []
        for bound in self.bindings(node["binder"], scope):
            values.append((bound, self.value(node["body"], bound)))
            if len(values) > TERMS:
                raise Unsupported(f"超过 {TERMS} 项")
        if kind == "sum":
            return self.total([value for _, value in values])
        if kind == "prod":
            out = 1.0
            for _, value in values:
                if not is_number(value):
                    raise Unsupported("矩阵的连乘没有约定次序")
                out = out * value
            return out
        return self.extreme(kind, values, node["binder"], scope)

    @staticmethod
    def total(values):
        if not values:
            return 0.0
        out = values[0]
        for value in values[1:]:
            out = add(out, value)
        return out

    def extreme(self, kind, values, binder, scope):
        if not values:
            raise Undefined("空集上没有最大最小值")
        numbers = [value for _, value in values]
        if any(not is_number(value) or isinstance(value, complex) for value in numbers):
            raise Undefined("最大最小值只对实数有意义")
        largest = kind in ("max", "sup", "argmax")
        best = (max if largest else min)(numbers)
        if not kind.startswith("arg"):
            return best
        where = [bound for bound, value in values if abs(value - best) <= 1e-12 * max(1.0, abs(best))]
        if len(where) > 1:
            raise Undefined(f"{kind} 有并列，不唯一")
        variables = [item["variable"] for item in binder["ranges"] + binder["members"]]
        if len(variables) != 1:
            raise Unsupported(f"{kind} 只对一个变量")
        return settle(where[0].symbols[variables[0]])

    # --- indices

    def bindings(self, binder, scope):
        """Scopes with the indices bound, one for each point of the range."""
        whole = "#" + binder["key"]
        if scope.has(whole) and not binder["ranges"]:
            yield from self.declared_points(binder, whole, scope)
            return
        free = [
            name
            for name in binder["symbols"]
            if scope.has("#" + name) and name not in scope.bound and name not in self.variables(binder)
        ]
        if binder["conditions"] and not free and not binder["ranges"] and not binder["members"]:
            raise Unsupported(f"没有声明指标 {binder['key']} 的取值（键 #i 或 #{binder['key']}）")
        members = binder["members"] + [{"variable": name} for name in free]
        for bound in self.spread(binder["ranges"], members, scope):
            if all(self.holds(condition, bound) for condition in binder["conditions"]):
                yield bound

    @staticmethod
    def variables(binder):
        return [item["variable"] for item in binder["ranges"] + binder["members"]]

    @staticmethod
    def declared_points(binder, whole, scope):
        names = Bigs.variables(binder) or [
            name for name in binder["symbols"] if name not in scope.bound and not scope.has(name)
        ]
        for point in scope.raw(whole):
            if isinstance(point, dict):
                yield scope.child({scope.canonical(tex): value for tex, value in point.items()}, bind=True)
            elif len(names) == 1:
                yield scope.child({names[0]: point}, bind=True)
            else:
                raise Unsupported(f"{whole} 的每一项写成 {{符号: 值}}")

    def spread(self, ranges, members, scope):
        if ranges:
            first, rest = ranges[0], ranges[1:]
            for value in self.range_values(first, scope):
                yield from self.spread(rest, members, scope.child({first["variable"]: value}, bind=True))
        elif members:
            first, rest = members[0], members[1:]
            for value in self.member_values(first, scope):
                yield from self.spread([], rest, scope.child({first["variable"]: value}, bind=True))
        else:
            yield scope

    def range_values(self, item, scope):
        low = integer(self.value(item["from"], scope), "下限")
        if item["to"]["op"] == "name" and item["to"]["key"] == "\\infty":
            declared = "#" + item["variable"]
            if not scope.has(declared):
                raise Unsupported(f"上限是 ∞，要声明算到哪里（键 {declared}）")
            return [float(k) for k in range(low, max(int(k) for k in scope.raw(declared)) + 1)]
        high = integer(self.value(item["to"], scope), "上限")
        return [float(k) for k in range(low, high + 1)]

    def member_values(self, item, scope):
        named = item.get("setKey")
        for key in ([] if named is None else [f"#{item['variable']}\\in {named}", named]):
            key = scope.canonical(key) if key.startswith("#") else key
            if isinstance(scope.symbols.get(key), (list, tuple, set, frozenset, range, np.ndarray)):
                return self.sorted_members(scope.raw(key))
        if named is not None and item["set"]["op"] in ("set", "integers"):
            return self.listed(item["set"], scope)
        declared = "#" + item["variable"]
        if scope.has(declared):
            return self.sorted_members(scope.raw(declared))
        raise Unsupported(f"没有声明 {item['variable']} 的取值（键 {declared}）")

    @staticmethod
    def sorted_members(values):
        return sorted(values) if isinstance(values, (set, frozenset)) else list(values)

    def listed(self, node, scope):
        if node["op"] == "set":
            return [self.value(item, scope) for item in node["items"]]
        low = integer(self.value(node["from"], scope), "下限")
        high = integer(self.value(node["to"], scope), "上限")
        return [float(k) for k in range(low, high + 1)]

    # --- declared points

    def expectation(self, node, scope):
        if scope.is_value(node["key"]):
            return settle(scope.raw(node["key"]))
        points = [
            (weight, self.value(node["body"], scope.child(values)))
            for weight, values in scope.declared.expectation(node["subKey"])
        ]
        mean = self.total([weight * value for weight, value in points])
        if node["kind"] == "mean":
            return mean
        centred = [(weight, value - mean) for weight, value in points]
        if is_number(mean):
            return self.total([weight * abs(value) ** 2 for weight, value in centred])
        if np.ndim(mean) == 1:
            return self.total([weight * np.outer(value, value) for weight, value in centred])
        raise Unsupported("矩阵的方差没有约定含义")

    def integral(self, node, scope):
        if node.get("letter") and scope.has("d"):
            raise Unsupported("d 是符号表里的符号，微分写成 \\mathrm{d}")
        variable = node["variable"]
        grid = scope.declared.grids.get(variable)
        if grid is None:
            raise Unsupported(f"没有声明对 {variable} 的积分怎样算（参数 grid=）")
        bounds = None
        if "from" in node:
            bounds = [self.bound(node[side], scope) for side in ("from", "to")]
        nodes, weights = self.quadrature(grid, bounds, variable)
        values = [weight * self.value(node["body"], scope.child({variable: x})) for x, weight in zip(nodes, weights)]
        return self.total(values)

    def bound(self, node, scope):
        """An end of an interval; infinite ones are allowed."""
        if node["op"] == "name" and node["key"] == "\\infty":
            return math.inf
        if node["op"] == "sum" and len(node["terms"]) == 1:
            return node["terms"][0]["sign"] * self.bound(node["terms"][0]["term"], scope)
        value = self.value(node, scope)
        if not is_number(value) or isinstance(value, complex):
            raise Undefined("积分限不是实数")
        return value

    @staticmethod
    def quadrature(grid, bounds, variable):
        if isinstance(grid, int):
            if bounds is None or not all(map(math.isfinite, bounds)):
                raise Unsupported(f"对 {variable} 的积分区间无界，要声明结点和权重")
            nodes, weights = np.polynomial.legendre.leggauss(grid)
            half = (bounds[1] - bounds[0]) / 2
            return [float(x) for x in bounds[0] + half * (nodes + 1)], [float(w) for w in half * weights]
        nodes, weights = ([settle(x) for x in part] for part in grid)
        if bounds is not None:
            low, high = min(nodes), max(nodes)
            finite = all(map(math.isfinite, bounds))
            inside = bounds[0] <= low and high <= bounds[1]
            if not inside or (finite and abs(sum(weights) - (bounds[1] - bounds[0])) > 1e-8 * (1 + abs(bounds[1]))):
                raise Undefined(f"声明的结点与 {variable} 的积分限不符")
        return nodes, weights

    def limit(self, node, scope):
        variable = node["variable"]
        points = scope.declared.limits.get(variable)
        if points is None:
            raise Unsupported(f"没有声明 {variable} 怎样趋近（参数 lim=）")
        target = self.bound(node["to"], scope)
        steps = [1 / x if math.isinf(target) else x - target for x in map(float, points)]
        if len(steps) < 3 or any(abs(b) >= abs(a) for a, b in zip(steps, steps[1:])):
            raise Unsupported(f"{variable} 的取值要至少三个，而且一个比一个靠近极限点")
        sides = {math.copysign(1, step) for step in steps}
        wanted = {"+": {1.0}, "-": {-1.0}, "": sides}[node["side"]]
        if math.isinf(target):
            wanted = {math.copysign(1, target)}
        if sides != wanted:
            raise Undefined(f"{variable} 的取值不在极限的那一侧")
        values = [self.value(node["body"], scope.child({variable: float(x)})) for x in points]
        return extrapolate(steps, values)


def extrapolate(steps, values):
    """Neville's scheme to step 0; the last two orders have to agree."""
    table = [np.asarray(value) for value in values]
    moves = [float(np.max(np.abs(b - a), initial=0.0)) for a, b in zip(table, table[1:])]
    if moves[-1] > 0.9 * moves[0] and moves[-1] > 1e-9:
        raise Undefined(f"取值看不出收敛，相邻两步相差 {', '.join(map(show, moves))}")
    previous = table[-1]
    count = len(steps)
    for order in range(1, count):
        previous = table[-1]
        table = [
            (steps[k] * table[k + 1] - steps[k + order] * table[k]) / (steps[k] - steps[k + order])
            for k in range(count - order)
        ]
    result = settle(table[0])
    gap = float(np.max(np.abs(np.asarray(result) - previous), initial=0.0))
    if not np.all(np.isfinite(result)) or gap > 1e-2 * max(1.0, float(np.max(np.abs(result), initial=0.0))):
        raise Undefined(f"取值看不出收敛，最后两步相差 {show(gap)}")
    return result
