"""Weighted points for expectations: exact for polynomials of moderate degree, and the same in every run."""

import itertools

import numpy as np


def normal(symbol, mean, variance, k=30):
    """A normal variable by Gauss–Hermite quadrature: `mean` a number with a variance, or a vector with a covariance."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(k)
    weights = weights / weights.sum()
    if np.ndim(mean) == 0:
        return [(float(w), {symbol: float(mean + np.sqrt(variance) * z)}) for z, w in zip(nodes, weights)]
    mean = np.asarray(mean, dtype=float)
    root = np.linalg.cholesky(np.asarray(variance, dtype=float))
    out = []
    for picks in itertools.product(range(k), repeat=len(mean)):
        picks = list(picks)
        out.append((float(np.prod(weights[picks])), {symbol: mean + root @ nodes[picks]}))
    return out


def uniform(symbol, low, high, k=30):
    nodes, weights = np.polynomial.legendre.leggauss(k)
    return [(float(w) / 2, {symbol: float(low + (high - low) * (z + 1) / 2)}) for z, w in zip(nodes, weights)]


def discrete(symbol, values, weights):
    return [(float(w), {symbol: value}) for value, w in zip(values, weights)]


def product(*variables):
    """Independent variables together."""
    out = [(1.0, {})]
    for variable in variables:
        out = [(w * v, {**point, **more}) for w, point in out for v, more in variable]
    return out
