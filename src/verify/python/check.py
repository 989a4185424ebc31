"""What a check file calls. `check.tex(13, symbols)` executes the LaTeX of equation (13) on a table of symbols."""

import signal
import sys

import numpy as np

import points
from errors import Undefined, Unsupported
from evaluator import Evaluator
from relations import close, equal, ordered
from arrays import Tolerance
from scope import At, Declared, Scope
from values import settle, show

TIGHT = 1e-6


class Misuse(Exception):
    """A check that cannot mean what it says."""


class Check:
    """Collects the outcome of every call; nothing stops at the first failure."""

    at = At
    normal = staticmethod(points.normal)
    uniform = staticmethod(points.uniform)
    discrete = staticmethod(points.discrete)
    product = staticmethod(points.product)

    def __init__(self, equations, labels, canonical, files, mutate=False):
        self._equations, self._labels, self._canonical = equations, labels, canonical
        self._files, self._mutate = files, mutate
        self._evaluator = Evaluator()
        self._cell = None
        self._log = []
        self._mutants = {}

    # --- from the LaTeX

    def tex(self, n, symbols, *, tight=None, holds=True, rtol=1e-9, atol=1e-11, **declared):
        """Executes the display with number or label `n`.

        tight=k        the k-th relation (from 0) is an equality on these values; (k, tolerance) for another tolerance
        holds=False    the values violate a premise: the formula has to be false
        E=             points of an expectation: [(weight, {symbol: value})], or {subscript: points}
        d=             directions of differentials: {symbol: direction}
        lim=, grid=, order=, over=   values for limits, integrals, O(·), ∝: {symbol: values}
        approx=        relative tolerance of ≈
        """
        number = self._number(n)
        statements = self._equations[number]
        call = Call(self._evaluator, symbols, Declared(self._canonical, **declared), self._canonical)
        tolerance, tight = Tolerance(rtol, atol), self._tightness(tight)
        if tight is not None and not holds:
            raise Misuse("tight 与 holds=False 不能同时用")
        case = "counterexample" if not holds else "random" if tight is None else "equality"
        try:
            if "reason" in statements:
                raise Unsupported(statements["reason"])
            outcome = call.judge(statements, tolerance, tight)
        except Unsupported as problem:
            self._note(number, "tex", "identity", case, False, f"不能执行：{problem}")
            return
        except Undefined as problem:
            self._note(number, "tex", "identity", case, False, f"在这组数据上没有值：{problem}")
            return
        except Exception as problem:
            # A function of the author got values that the formula should not have given it, or has a fault of its own.
            self._note(number, "tex", "identity", case, False, f"执行时出错：{type(problem).__name__}: {problem}")
            return
        message = "应当不成立，却成立了" if outcome.ok and not holds else outcome.message
        kinds = "inequality" if outcome.inequality else outcome.kind
        sharp = outcome.sharp or not holds
        self._note(number, "tex", kinds, case, outcome.ok == holds, message, sharp, call.symbols_used(), rtol)
        if self._mutate and outcome.ok == holds:
            self._try_mutants(number, call, tolerance, tight, holds)

    @staticmethod
    def _tightness(tight):
        return (tight, TIGHT) if isinstance(tight, int) else tight

    # --- by hand, where the LaTeX cannot be read

    def eq(self, n, lhs, rhs, *, rtol=1e-9, atol=1e-11, kind="identity"):
        """Both sides computed by hand. Small changes of the right side have to be noticed."""
        self._distinct(lhs, rhs)
        number, lhs, rhs = self._number(n), settle(lhs), settle(rhs)
        try:
            verdict = equal(lhs, rhs, rtol, atol)
        except Undefined as problem:
            self._note(number, "code", kind, "random", False, str(problem))
            return
        size = float(np.max(np.abs(rhs), initial=0.0))
        sharp = verdict.sharp and (size <= 1e-12 or not (self._near(lhs, -rhs, rtol, atol) or self._near(lhs, rhs * 1.001, rtol, atol)))
        self._note(number, "code", kind, "random", verdict.ok, verdict.fails, sharp, (), rtol)

    @staticmethod
    def _near(left, right, rtol, atol):
        return close(left, right, rtol, atol)[0]

    def le(self, n, smaller, larger, *, tight=None, rtol=1e-12):
        """`smaller <= larger`, entry by entry. tight=(a, b): values of both sides at a point where they are equal."""
        self._distinct(smaller, larger)
        number = self._number(n)
        verdict = ordered("\\le", settle(smaller), settle(larger), rtol)
        self._note(number, "code", "inequality", "random", verdict.ok, verdict.fails, True, (), rtol)
        if tight is not None:
            self._distinct(*tight)
            outcome = equal(settle(tight[0]), settle(tight[1]), TIGHT, 1e-9)
            self._note(number, "code", "inequality", "equality", outcome.ok, f"没有取等：{outcome.fails}", True, (), TIGHT)

    def grad(self, n, f, x, g, *, rtol=1e-6):
        """`g` is the gradient of the number-valued `f` at `x`, compared with numerical differentiation."""
        from calculus import gradient

        try:
            numeric = gradient(lambda z: settle(f(np.array(z) if np.ndim(z) else z)), settle(x))
        except Undefined as problem:
            self._note(self._number(n), "code", "gradient", "random", False, str(problem))
            return
        self.eq(n, numeric, g, rtol=rtol, atol=1e-9, kind="gradient")

    def mc(self, n, samples, expected, *, z=5.0, maxrel=0.05):
        """The mean of independent samples (first axis) is `expected`, within z standard errors.
        The samples must be able to tell a relative error of `maxrel`."""
        number, samples = self._number(n), np.asarray(samples, dtype=float)
        mean, error = samples.mean(0), samples.std(0, ddof=1) / np.sqrt(len(samples))
        expected = np.asarray(expected, dtype=float)
        if mean.shape != expected.shape:
            raise Misuse(f"样本均值的形状是 {mean.shape}，期望值的形状是 {expected.shape}")
        away = float(np.max(np.abs(mean - expected) / np.maximum(error, 1e-300)))
        resolution = float(np.max(z * error) / max(float(np.max(np.abs(expected))), 1e-12))
        fails = "" if away <= z else f"样本均值 {show(settle(mean))} 与 {show(settle(expected))} 相差 {away:.1f} 个标准误"
        self._note(number, "code", "montecarlo", "random", away <= z, fails, resolution < maxrel, (), maxrel)

    def limit(self, n, values, target, *, rtol=1e-4):
        """`values` come ever nearer to `target`; the last one is within rtol."""
        number = self._number(n)
        target = settle(target)
        away = [float(np.max(np.abs(np.asarray(settle(value)) - target))) for value in values]
        size = max(float(np.max(np.abs(target), initial=0.0)), 1e-12)
        falling = all(later < earlier for earlier, later in zip(away, away[1:]))
        ok = len(away) >= 3 and falling and away[-1] <= rtol * size
        fails = "" if ok else f"与极限的距离是 {', '.join(show(distance) for distance in away)}"
        self._note(number, "code", "limit", "random", ok, fails, True, (), rtol)

    def order(self, n, errors, steps, order, *, tol=0.25):
        """`errors` behave like steps ** order."""
        number = self._number(n)
        errors = np.maximum(np.abs(np.asarray(errors, dtype=float)), 1e-300)
        slope = float(np.polyfit(np.log(np.asarray(steps, dtype=float)), np.log(errors), 1)[0])
        ok = len(errors) >= 3 and abs(slope - order) <= tol
        self._note(number, "code", "order", "random", ok, f"观测到 {slope:.3f} 阶，应是 {order} 阶", True, (), tol)

    # --- book-keeping

    def _number(self, n):
        number = self._labels.get(n, n) if isinstance(n, str) else n
        if not isinstance(number, (int, np.integer)) or int(number) not in self._equations:
            raise Misuse(f"文章里没有式({n})")
        return int(number)

    @staticmethod
    def _distinct(left, right):
        if left is right and not isinstance(left, (int, float)):
            raise Misuse("两边是同一个对象，这样的检查永远成立")

    def _note(self, number, method, kind, case, ok, message, sharp=True, symbols=(), tolerance=0.0):
        self._log.append(
            {
                "equation": number,
                "method": method,
                "kind": kind,
                "case": case,
                "ok": bool(ok),
                "message": "" if ok else message,
                "sharp": bool(sharp),
                "symbols": sorted(symbols),
                "tolerance": float(tolerance),
                "cell": self._cell,
                "line": self._line(),
            }
        )

    def _line(self):
        frame = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename not in self._files:
            frame = frame.f_back
        return None if frame is None else frame.f_lineno

    # --- mutation of the LaTeX

    def _try_mutants(self, number, call, tolerance, tight, holds):
        mutants = self._equations[number].get("mutants", ())
        outcomes = self._mutants.setdefault(number, ["survived"] * len(mutants))
        for place, mutant in enumerate(mutants):
            # What was refused once would have stopped the author there.
            if outcomes[place] != "survived":
                continue
            outcome = self._mutant_outcome(mutant, call, tolerance, tight, holds)
            if RANK[outcome] > RANK[outcomes[place]]:
                outcomes[place] = outcome

    @staticmethod
    def _mutant_outcome(mutant, call, tolerance, tight, holds):
        if "reason" in mutant:
            return "invalid"
        signal.setitimer(signal.ITIMER_VIRTUAL, 3.0)
        try:
            return "survived" if call.judge(mutant, tolerance, tight).ok == holds else "killed"
        except Unsupported:
            return "invalid" if holds else "survived"
        except Exception:
            # Shapes, indices, domains, or the author's own function: the author would have been told.
            return "exception" if holds else "survived"
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)


RANK = {"survived": 0, "invalid": 1, "exception": 2, "killed": 3}


class Outcome:
    def __init__(self, ok, kind, inequality, message, sharp):
        self.ok, self.kind, self.inequality, self.message, self.sharp = ok, kind, inequality, message, sharp


class Call:
    """One table of symbols, on which a formula and its mutants are judged."""

    def __init__(self, evaluator, symbols, declared, canonical):
        self.evaluator, self.declared, self.canonical = evaluator, declared, canonical
        self.symbols = {canonical(tex): prepared(value) for tex, value in symbols.items()}
        self.used = set()

    def symbols_used(self):
        return {key for key in self.used if key in self.symbols and not key.startswith("#")}

    def judge(self, statements, tolerance, tight):
        scope = Scope(self.symbols, self.declared, self.canonical, self.used)
        verdicts = []
        for bound in self.quantified(statements.get("forAll", ()), scope):
            for chain in statements["chains"]:
                verdicts.append((chain, self.evaluator.judge(chain, bound, tolerance).verdicts))
        if not verdicts:
            raise Undefined("量词的范围是空的")
        return summary(verdicts, tight)

    def quantified(self, quantifiers, scope):
        if not quantifiers:
            yield scope
            return
        first, *rest = quantifiers
        for value in self.quantifier_values(first, scope):
            yield from self.quantified(rest, scope.child({first["variable"]: value}, bind=True))

    def quantifier_values(self, quantifier, scope):
        if "from" in quantifier:
            return self.evaluator.listed({"op": "integers", **quantifier}, scope)
        member = {"variable": quantifier["variable"]}
        if "set" in quantifier:
            member["set"] = quantifier["set"]
            member["setKey"] = quantifier["set"].get("key", "")
        return self.evaluator.member_values(member, scope)


def summary(verdicts, tight):
    """One outcome for all relations, in order of the text."""
    flat = [verdict for _, group in verdicts for verdict in group]
    ok, message = all(verdict.ok for verdict in flat), ""
    for chain, group in verdicts:
        for place, verdict in enumerate(group):
            if not verdict.ok and not message:
                message = f"第 {place + 1} 个关系 {chain['relations'][place]} 不成立：{verdict.fails}"
    if tight is not None:
        place, limit = tight
        if not 0 <= place < len(flat) or flat[place].gap is None:
            raise Unsupported(f"第 {place} 个关系（从 0 数）不是不等式，没有取等可言")
        if flat[place].gap > limit:
            ok, message = False, message or f"应当取等，两边的相对距离是 {flat[place].gap:.3g}"
    inequality = any(verdict.kind == "inequality" for verdict in flat)
    return Outcome(ok, flat[0].kind, inequality, message, all(verdict.sharp for verdict in flat))


def prepared(value):
    """Lists of numbers become arrays; indices that list their values, sets and functions stay."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, list) and value and all(isinstance(item, (int, float, complex, np.number)) for item in value):
        return np.array(value)
    return value
