"""Whether a chain of relations holds, within which tolerance, and whether the check could have failed."""

import numpy as np

from errors import Undefined, Unsupported
from values import is_number, settle, shape_text, show

EQUAL = {"=", ":=", "\\equiv"}
ORDERED = {"\\le": 1, "<": 1, "\\ge": -1, ">": -1}
DEFINITE = {"\\succeq": 1, "\\succ": 1, "\\preceq": -1, "\\prec": -1}
APPROXIMATE = {"\\approx", "\\simeq", "\\doteq"}
ROUNDING = 1e-12


class Verdict:
    """`ok`; `kind` of what was judged; `fails` says why not; `sharp` is False where a small error would have passed;
    `gap` is the relative distance between the sides of an inequality."""

    def __init__(self, ok, kind, fails="", sharp=True, gap=None):
        self.ok, self.kind, self.fails, self.sharp, self.gap = bool(ok), kind, fails, bool(sharp), gap


class Together:
    """The verdicts of all relations of a chain."""

    def __init__(self, verdicts):
        self.verdicts = verdicts
        self.ok = all(verdict.ok for verdict in verdicts)


def scale(left, right):
    return max(np.max(np.abs(left), initial=0.0), np.max(np.abs(right), initial=0.0))


def close(left, right, rtol, atol):
    """(equal, error): the error is that of the worst entry, relative to the largest entry of both sides."""
    left, right = np.asarray(left), np.asarray(right)
    if left.shape != right.shape or not (np.all(np.isfinite(left)) and np.all(np.isfinite(right))):
        return False, np.inf
    size = float(scale(left, right))
    error = float(np.max(np.abs(left - right), initial=0.0))
    return error <= atol + rtol * size, error / size if size > 0 else error


def equal(left, right, rtol, atol, kind="identity"):
    """Shapes have to agree; only a bare 0 stands for a zero of any shape."""
    zero = is_number(right) and right == 0
    if zero and not is_number(left):
        right = np.zeros_like(left)
    if np.shape(left) != np.shape(right):
        raise Undefined(f"等号两边形状不同：{shape_text(left)} 与 {shape_text(right)}")
    ok, error = close(left, right, rtol, atol)
    size = float(scale(left, right))
    # Both sides may vanish on these values; then an error of ordinary size has to be noticed.
    nudged = np.asarray(right) + 1e-3 * (size if size > max(1e-12, 10 * atol) else 1.0)
    sharp = not close(left, nudged, rtol, atol)[0]
    fails = "" if ok else f"左边 = {show(left)}，右边 = {show(right)}，相对误差 {error:.3g}"
    return Verdict(ok, kind, fails, sharp)


def ordered(relation, left, right, rtol):
    """`\\le` for numbers, and entry by entry for arrays; a number may stand against an array."""
    for side in (left, right):
        if np.iscomplexobj(side):
            raise Undefined("复数不能比较大小")
    if not is_number(left) and not is_number(right) and np.shape(left) != np.shape(right):
        raise Undefined(f"不等号两边形状不同：{shape_text(left)} 与 {shape_text(right)}")
    low, high = (left, right) if ORDERED[relation] > 0 else (right, left)
    difference = np.asarray(high) - np.asarray(low)
    size = max(float(scale(low, high)), 1e-300)
    gap = float(np.min(difference)) / size
    strict = relation in ("<", ">")
    ok = np.all(np.isfinite(difference)) and (gap > max(rtol, ROUNDING) if strict else gap >= -max(rtol, ROUNDING))
    fails = "" if ok else f"左边 = {show(left)}，右边 = {show(right)}，不满足 {relation}"
    return Verdict(ok, "inequality", fails, True, gap)


def definite(relation, left, right):
    """`A \\succeq B`: the difference is positive semidefinite."""
    zero = np.zeros_like(left) if is_number(right) and right == 0 else right
    if np.ndim(left) != 2 or np.shape(left) != np.shape(zero):
        raise Undefined(f"{relation} 两边要是同阶方阵")
    difference = (np.asarray(left) - zero) * DEFINITE[relation]
    size = max(float(scale(left, zero)), 1e-300)
    if np.max(np.abs(difference - difference.conj().T)) > 1e-9 * size:
        raise Undefined(f"{relation} 两边之差不对称")
    gap = float(np.linalg.eigvalsh(difference).min()) / size
    strict = relation in ("\\succ", "\\prec")
    ok = gap > ROUNDING if strict else gap >= -1e-10
    return Verdict(ok, "inequality", "" if ok else f"两边之差的最小特征值（相对）是 {gap:.3g}", True, gap)


class Relations:
    """Mixin of the evaluator."""

    def judge(self, chain, scope, tolerance):
        """All relations of a chain. Every operand is evaluated once."""
        operands, relations = chain["operands"], chain["relations"]
        values = {}

        def side(place):
            if place not in values:
                values[place] = self.value(operands[place], scope)
            return values[place]

        verdicts = []
        for place, relation in enumerate(relations):
            right = operands[place + 1]
            if self.has_order(right, scope):
                verdicts.append(self.order_relation(operands[place], right, relation, scope))
            elif relation in ("\\in", "\\notin"):
                verdicts.append(self.membership(relation, operands[place], right, scope))
            elif relation == "\\propto":
                verdicts.append(self.proportional(operands[place], right, scope, tolerance))
            elif relation == "\\sim":
                verdicts.append(self.asymptotic(operands[place], right, scope))
            else:
                verdicts.append(self.relation(relation, side(place), side(place + 1), scope, tolerance))
        return Together(verdicts)

    def relation(self, relation, left, right, scope, tolerance):
        if relation in EQUAL:
            return equal(left, right, tolerance.rtol, tolerance.atol)
        if relation in ORDERED:
            return ordered(relation, left, right, min(tolerance.rtol, 1e-9))
        if relation in DEFINITE:
            return definite(relation, left, right)
        if relation == "\\ne":
            same = np.shape(left) == np.shape(right) and close(left, right, max(tolerance.rtol, 1e-9), tolerance.atol)[0]
            return Verdict(not same, "inequality", f"两边都是 {show(left)}" if same else "")
        if relation in APPROXIMATE:
            if scope.declared.approx is None:
                raise Unsupported("≈ 要声明相对误差（参数 approx=）")
            return equal(left, right, scope.declared.approx, 0.0, "approximation")
        if relation == "\\perp":
            product = np.vdot(np.asarray(left), np.asarray(right))
            size = np.linalg.norm(left) * np.linalg.norm(right)
            return Verdict(abs(product) <= 1e-9 * size, "identity", f"内积是 {show(complex(product).real)}")
        raise Unsupported(f"没有约定关系符 {relation} 的含义")

    # --- sets

    def membership(self, relation, element, container, scope):
        inside = self.contains(container, element, scope)
        ok = inside == (relation == "\\in")
        return Verdict(ok, "membership", "" if ok else "属于关系不成立")

    def contains(self, node, element, scope):
        value = self.value(element, scope)
        op = node["op"]
        if op == "space":
            return self.in_space(node, value, scope)
        if op == "interval":
            low, high = self.bound(node["from"], scope), self.bound(node["to"], scope)
            if not is_number(value):
                raise Undefined("区间里要是一个数")
            above = low < value if node["open"][0] else low <= value
            return bool(above and (value < high if node["open"][1] else value <= high))
        if op in ("set", "integers"):
            return any(np.shape(item) == np.shape(value) and close(item, value, 1e-12, 1e-12)[0] for item in self.listed(node, scope))
        key = node.get("key")
        declared = scope.raw(key) if key is not None and scope.has(key) else None
        if callable(declared):
            return bool(declared(value))
        if isinstance(declared, (set, frozenset, list, tuple, range)):
            return any(np.shape(settle(item)) == np.shape(value) and close(settle(item), value, 1e-12, 1e-12)[0] for item in declared)
        raise Unsupported(f"没有声明集合 {key or '（右边）'}")

    def in_space(self, node, value, scope):
        field = node["field"]
        if field != "\\mathbb{C}" and np.iscomplexobj(value):
            return False
        if field in ("\\mathbb{N}", "\\mathbb{Z}"):
            whole = np.all(np.abs(np.asarray(value) - np.round(value)) < 1e-9)
            if not whole or (field == "\\mathbb{N}" and np.any(np.asarray(value) < 0)):
                return False
        sizes = [self.plain_index(self.value(size, scope)) for size in node["dimensions"]]
        shape = np.shape(value)
        if len(sizes) == 2 and sizes[1] == 1:
            sizes = sizes[:1]
        return list(shape) == (sizes if sizes != [1] else [])

    # --- orders of magnitude

    def has_order(self, node, scope):
        terms = [term["term"] for term in node["terms"]] if node["op"] == "sum" else [node]
        return any(term["op"] == "order" and not scope.has(term["key"]) for term in terms)

    def order_relation(self, left, right, relation, scope):
        """`f(h) = g(h) + O(h^2)`: the difference is fitted against the size, on the declared values of h."""
        if relation not in EQUAL:
            raise Unsupported("O(·) 只约定了等式")
        if len(scope.declared.orders) != 1:
            raise Unsupported("没有声明哪个量趋近、取哪些值（参数 order=）")
        ((variable, points),) = scope.declared.orders.items()
        terms = right["terms"] if right["op"] == "sum" else [{"sign": 1, "term": right}]
        sizes = [term["term"] for term in terms if term["term"]["op"] == "order"]
        if len(sizes) != 1:
            raise Unsupported("只能有一个 O(·)")
        rest = [term for term in terms if term["term"]["op"] != "order"]
        residuals, bounds = [], []
        for point in points:
            moved = scope.child({variable: settle(point)})
            value = self.value(left, moved)
            if rest:
                value = value - self.value({"op": "sum", "terms": rest}, moved)
            residuals.append(float(np.max(np.abs(value))))
            bounds.append(float(np.max(np.abs(self.value(sizes[0]["size"], moved)))))
        if len(residuals) < 3 or min(bounds) <= 0 or not np.all(np.isfinite(residuals)):
            raise Undefined("O(·) 要至少三个取值，而且括号里不为零")
        return order_verdict(residuals, bounds, sizes[0]["little"], scope.declared.sharp)

    def proportional(self, left, right, scope, tolerance):
        """`p(x) \\propto f(x)`: the quotient is the same at all declared points."""
        if not scope.declared.over:
            raise Unsupported("∝ 要声明在哪些点上成比例（参数 over=）")
        names = list(scope.declared.over)
        points = zip(*[scope.declared.over[name] for name in names])
        quotients = []
        for point in points:
            moved = scope.child(dict(zip(names, map(settle, point))))
            below = self.value(right, moved)
            if not is_number(below) or below == 0:
                raise Undefined("∝ 的右边要是不为零的数")
            quotients.append(self.value(left, moved) / below)
        if len(quotients) < 3:
            raise Unsupported("∝ 至少要三个点")
        return equal(np.array(quotients), np.full(len(quotients), quotients[0]), tolerance.rtol, tolerance.atol)

    def asymptotic(self, left, right, scope):
        """`f(n) \\sim g(n)`: the quotient tends to 1 along the declared values."""
        if len(scope.declared.orders) != 1:
            raise Unsupported("~ 是分布还是渐近没有约定；渐近要声明取值（参数 order=），分布用 check.mc")
        ((variable, points),) = scope.declared.orders.items()
        distances = []
        for point in points:
            moved = scope.child({variable: settle(point)})
            distances.append(abs(self.value(left, moved) / self.value(right, moved) - 1))
        falling = all(b < a for a, b in zip(distances, distances[1:]))
        ok = len(distances) >= 3 and falling and distances[-1] < 0.05
        return Verdict(ok, "order", "" if ok else f"比值与 1 的距离是 {', '.join(show(d) for d in distances)}")


def order_verdict(residuals, bounds, little, sharp):
    ratios = [residual / bound for residual, bound in zip(residuals, bounds)]
    if little:
        ok = all(b < a for a, b in zip(ratios, ratios[1:])) and ratios[-1] < 0.3 * ratios[0]
        return Verdict(ok, "order", "" if ok else f"比值 {', '.join(show(r) for r in ratios)} 不趋于零")
    if min(residuals) == 0 or max(bounds) < 1.5 * min(bounds):
        ok = max(ratios) <= 10 * max(ratios[0], 1e-300)
        return Verdict(ok, "order", "" if ok else "比值没有界", False)
    slope = float(np.polyfit(np.log(bounds), np.log(residuals), 1)[0])
    ok = abs(slope - 1) <= 0.15 if sharp else slope >= 0.85
    return Verdict(ok, "order", "" if ok else f"余项随 O(·) 的 {slope:.3f} 次方变化，应是 1 次方", True)
