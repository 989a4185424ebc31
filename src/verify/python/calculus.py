"""Numerical differentiation: five-point differences at two steps, accepted only where both agree."""

import numpy as np

from errors import Undefined
from values import settle

STEPS = (1e-3, 1e-4, 1e-2, 1e-5)
AGREEMENT = 1e-8
LIMIT = 1e-5


def five_point(f, h):
    return (f(-2 * h) - 8 * f(-h) + 8 * f(h) - f(2 * h)) / (12 * h)


def rate(f, scale=1.0):
    """Derivative of `f(t)` at t = 0; `scale` is the size of what t is added to.
    Raises Undefined where no step gives a stable value: a kink, a jump, the edge of the domain."""
    best, disagreement, width = None, np.inf, None
    for step in STEPS:
        h = step * max(1.0, abs(scale))
        try:
            coarse, fine = np.asarray(five_point(f, h)), np.asarray(five_point(f, h / 2))
        except (Undefined, FloatingPointError, np.linalg.LinAlgError):
            continue
        if not (np.all(np.isfinite(coarse)) and np.all(np.isfinite(fine))):
            continue
        size = max(np.max(np.abs(fine), initial=0.0), 1e-3)
        difference = float(np.max(np.abs(coarse - fine), initial=0.0)) / size
        if difference < disagreement:
            best, disagreement, width = fine, difference, h
        if disagreement < AGREEMENT:
            break
    if best is None or disagreement > LIMIT or kink(f, width):
        raise Undefined("数值求导不稳定：这一点可能不可微，或者靠近定义域的边界")
    return settle(best)


def kink(f, h):
    """Whether the slopes to both sides differ by an amount that does not shrink with the step."""
    middle = np.asarray(f(0.0))

    def jump(step):
        return float(np.max(np.abs(f(step) - 2 * middle + f(-step)), initial=0.0)) / step

    slope = float(np.max(np.abs(f(h) - f(-h)), initial=0.0)) / (2 * h)
    wide, narrow = jump(h), jump(h / 2)
    return narrow > 1e-3 * max(1.0, slope) and narrow > 0.75 * wide


def gradient(f, x):
    """Gradient of a number-valued `f` in the shape of `x`."""
    x = np.asarray(x, dtype=float)
    out = np.zeros_like(x)
    for index in np.ndindex(x.shape):

        def along(t, index=index):
            moved = x.copy()
            moved[index] += t
            return f(settle(moved))

        out[index] = rate(along, x[index])
    return settle(out)


def jacobian(f, x):
    """Rows are outputs, columns are inputs."""
    x = np.atleast_1d(np.asarray(x, dtype=float))
    columns = []
    for index in range(x.size):

        def along(t, index=index):
            moved = x.copy()
            moved[index] += t
            return np.atleast_1d(np.asarray(f(settle(moved)), dtype=float))

        columns.append(np.atleast_1d(rate(along, x[index])))
    return np.array(columns).T


def hessian(f, x):
    """Second derivatives of a number-valued `f` at a vector, by differences that need one level only."""
    x = np.atleast_1d(np.asarray(x, dtype=float))
    out = np.zeros((x.size, x.size))
    for i in range(x.size):
        for j in range(i + 1):
            out[i, j] = out[j, i] = second(f, x, i, j)
    return settle(out)


def second(f, x, i, j):
    def at(s, t):
        moved = x.copy()
        moved[i] += s
        moved[j] += t
        return f(settle(moved))

    best, disagreement = None, np.inf
    for step in (2e-2, 5e-3, 1e-3):
        hi, hj = step * max(1.0, abs(x[i])), step * max(1.0, abs(x[j]))
        values = [mixed(at, hi * k, hj * k) if i != j else pure(at, hi * k) for k in (1.0, 0.5, 0.25)]
        if not np.all(np.isfinite(values)):
            continue
        # Central differences err by h², h⁴, …: two extrapolations, compared with each other.
        first = [(4 * fine - coarse) / 3 for coarse, fine in zip(values, values[1:])]
        estimate = (16 * first[1] - first[0]) / 15
        difference = abs(estimate - first[1]) / max(abs(estimate), 1e-3)
        if difference < disagreement:
            best, disagreement = estimate, difference
    if best is None or disagreement > 1e-4:
        raise Undefined("数值求二阶导数不稳定：这一点可能不可微，或者靠近定义域的边界")
    return best


def mixed(at, h, k):
    return (at(h, k) - at(h, -k) - at(-h, k) + at(-h, -k)) / (4 * h * k)


def pure(at, h):
    return (at(h, 0) - 2 * at(0, 0) + at(-h, 0)) / h**2
