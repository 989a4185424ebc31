"""Functions that need no declaration. A name in the table of symbols goes before them."""

import math

import numpy as np

from errors import Undefined, Unsupported
from values import is_number, matrix, settle, square


def elementwise(function, domain=None):
    """On numbers and vectors; on a matrix two meanings compete."""

    def apply(value):
        if np.ndim(value) > 1:
            raise Unsupported("矩阵的函数没有约定含义（逐元素，还是矩阵函数）")
        if domain is not None and not np.iscomplexobj(value) and not np.all(domain(np.asarray(value))):
            raise Undefined("函数的自变量不在定义域里")
        return settle(function(value))

    return apply


def trace(value):
    value = matrix(value)
    square(value)
    return settle(np.trace(value))


def determinant(value):
    value = matrix(value)
    square(value)
    return settle(np.linalg.det(value))


def diagonal(*values):
    if len(values) > 1:
        return np.diag([number(value) for value in values])
    (value,) = values
    if is_number(value):
        return value
    return settle(np.diag(value))


def number(value):
    if not is_number(value):
        raise Undefined("这里要一个数")
    return value


def extremum(choose):
    def apply(*values):
        if len(values) == 1:
            if is_number(values[0]):
                raise Unsupported("只有一个数的最大最小值")
            return settle(choose(values[0]))
        return float(choose([number(value) for value in values]))

    return apply


def sign(value):
    return settle(np.sign(value))


def vec(value):
    return settle(np.ravel(matrix(value), order="F"))


def rank(value):
    return float(np.linalg.matrix_rank(matrix(value)))


def positive(x):
    return x > 0


FUNCTIONS = {
    "log": elementwise(np.log, positive),
    "ln": elementwise(np.log, positive),
    "exp": elementwise(np.exp),
    "sin": elementwise(np.sin),
    "cos": elementwise(np.cos),
    "tan": elementwise(np.tan),
    "cot": elementwise(lambda x: 1 / np.tan(x)),
    "sinh": elementwise(np.sinh),
    "cosh": elementwise(np.cosh),
    "tanh": elementwise(np.tanh),
    "arcsin": elementwise(np.arcsin, lambda x: np.abs(x) <= 1),
    "arccos": elementwise(np.arccos, lambda x: np.abs(x) <= 1),
    "arctan": elementwise(np.arctan),
    "log1p": elementwise(np.log1p, lambda x: x > -1),
    "expm1": elementwise(np.expm1),
    "sgn": elementwise(np.sign),
    "sign": elementwise(np.sign),
    "Re": lambda value: settle(np.real(value)),
    "Im": lambda value: settle(np.imag(value)),
    "tr": trace,
    "Tr": trace,
    "trace": trace,
    "det": determinant,
    "rank": rank,
    "diag": diagonal,
    "vec": vec,
    "max": extremum(np.max),
    "min": extremum(np.min),
}


def logarithm(base, value):
    """`\\log_2 x`"""
    if not is_number(base) or base <= 0 or base == 1:
        raise Undefined("对数的底要是不等于 1 的正数")
    return settle(FUNCTIONS["log"](value) / math.log(base))


NORMS = {"2": 2, "1": 1, "\\infty": np.inf}


def norm(value, key, weight):
    """`key` names the norm; `weight()` gives the matrix of ‖x‖_A where the key is no known name."""
    if is_number(value):
        if key not in ("", "2", "1", "\\infty", "F"):
            raise Unsupported(f"没有约定标量的范数 {key}")
        return float(abs(value))
    if np.ndim(value) == 1:
        return vector_norm(value, key, weight)
    if key in NORMS:
        return float(np.linalg.norm(value, NORMS[key]))
    if key == "F":
        return float(np.linalg.norm(value))
    if key in ("*", "\\star", "\\mathrm{nuc}"):
        return float(np.sum(np.linalg.svd(value, compute_uv=False)))
    if key in ("\\mathrm{op}", "\\operatorname{op}"):
        return float(np.linalg.norm(value, 2))
    raise Unsupported("矩阵的范数要写明下标（2、F、*、\\infty、1）")


def vector_norm(value, key, weight):
    if key in ("", "F"):
        return float(np.linalg.norm(value))
    if key in NORMS:
        return float(np.linalg.norm(value, NORMS[key]))
    if key == "0":
        return float(np.count_nonzero(value))
    form = weight()
    if is_number(form):
        if form < 1:
            raise Undefined("p 范数的 p 要不小于 1")
        return float(np.sum(np.abs(value) ** form) ** (1 / form))
    square(form)
    if form.shape[0] != len(value) or np.max(np.abs(form - form.T)) > 1e-10 * np.max(np.abs(form)):
        raise Undefined("加权范数的矩阵要对称，而且与向量同阶")
    return math.sqrt(max(0.0, float(value @ form @ value)))
