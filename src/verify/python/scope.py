"""What a formula may look up: the author's table of symbols, the indices bound around it, and what was declared."""

from errors import Unsupported
from values import settle


class At:
    """A value that depends on indices, such as q(x_t|x_0) below a sum over t. `f` gets a view of the symbols in force,
    to be read by their TeX: `check.at(lambda e: density[e["t"]])`."""

    def __init__(self, f):
        self.f = f


class View:
    """Symbols by TeX, for the author's functions."""

    def __init__(self, scope):
        self._scope = scope

    def __getitem__(self, tex):
        key = self._scope.canonical(tex)
        if key not in self._scope.symbols:
            raise KeyError(f"{tex} 在这里没有值")
        self._scope.touch(key)
        value = self._scope.symbols[key]
        return int(value) if key in self._scope.bound and float(value).is_integer() else value


class Declared:
    """How the parts of a formula that no table of symbols can hold are to be computed."""

    def __init__(self, canonical, E=None, d=None, lim=None, grid=None, order=None, over=None, approx=None, sharp=True):
        def keyed(mapping):
            return {canonical(key): value for key, value in (mapping or {}).items()}

        self.expectations = None if E is None else keyed(E) if isinstance(E, dict) else {None: E}
        self.nodes = {}
        self.directions = {key: settle(value) for key, value in keyed(d).items()}
        self.limits, self.grids, self.orders, self.over = keyed(lim), keyed(grid), keyed(order), keyed(over)
        self.approx, self.sharp = approx, sharp
        self.canonical = canonical

    def expectation(self, key):
        """Weighted points: [(weight, {symbol: value})] with canonical symbols."""
        if self.expectations is None:
            raise Unsupported("没有声明怎样算期望（参数 E=）")
        if None in self.expectations and key:
            raise Unsupported(f"期望写了下标 {key}，参数 E 要写成 {{下标: 结点}}，这样下标也受检查")
        name = None if None in self.expectations else key
        if name not in self.expectations:
            raise Unsupported(f"没有声明下标是 {key or '空'} 的期望")
        if name not in self.nodes:
            self.nodes[name] = [
                (float(weight), {self.canonical(tex): value for tex, value in point.items()})
                for weight, point in self.expectations[name]
            ]
        return self.nodes[name]


class Scope:
    """Symbols in force, by canonical key. Children share the record of what was looked up."""

    def __init__(self, symbols, declared, canonical, used=None, bound=frozenset()):
        self.symbols, self.declared, self.canonical, self.bound = symbols, declared, canonical, bound
        self.used = set() if used is None else used

    def touch(self, key):
        self.used.add(key)

    def child(self, values, bind=False):
        symbols = dict(self.symbols)
        symbols.update(values)
        bound = self.bound | set(values) if bind else self.bound
        return Scope(symbols, self.declared, self.canonical, self.used, bound)

    def has(self, key):
        return key in self.symbols

    def raw(self, key):
        """What the author gave, an `At` already asked; `None` where there is nothing."""
        if key not in self.symbols:
            return None
        self.touch(key)
        value = self.symbols[key]
        return value.f(View(self)) if isinstance(value, At) else value

    def is_value(self, key):
        """Whether the key stands for a number or array (not for a function or a family with indices)."""
        return key in self.symbols and not callable(self.symbols[key]) and not isinstance(self.symbols[key], dict)
