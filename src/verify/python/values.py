"""Numbers, vectors and matrices with strict shapes. A vector is one-dimensional and stands for a column; a row has two
dimensions, (1, n). Nothing is broadcast."""

import numpy as np

from errors import Undefined, Unsupported


def settle(value):
    """A result in its one form: a number, a vector (n,) or an array. A column (n, 1) is a vector, (1, 1) a number."""
    if type(value) is float:
        return value
    if isinstance(value, (bool, np.bool_)):
        raise Unsupported("真假值不是数")
    if isinstance(value, (int, float, complex)):
        return complex(value) if isinstance(value, complex) else float(value)
    array = np.asarray(value)
    if array.dtype == object or array.dtype.kind in "USOV":
        raise Unsupported(f"不是数：{type(value).__name__}")
    if array.dtype.kind == "b":
        raise Unsupported("真假值不是数")
    if array.dtype.kind in "iu":
        array = array.astype(float)
    if array.size == 1:
        number = array.ravel()[0]
        return complex(number) if array.dtype.kind == "c" else float(number)
    if array.ndim == 2 and array.shape[1] == 1:
        return array[:, 0]
    return array


def is_number(value):
    return not isinstance(value, np.ndarray) or value.ndim == 0


def matrix(value):
    """The value with two dimensions, a vector as a column."""
    array = np.asarray(value)
    if array.ndim > 2:
        raise Undefined(f"{array.ndim} 维数组不能当作矩阵")
    return array.reshape(-1, 1) if array.ndim == 1 else array.reshape(1, 1) if array.ndim == 0 else array


def shape_text(value):
    shape = np.shape(value)
    return "标量" if not shape else "×".join(map(str, shape))


def add(left, right):
    if np.shape(left) != np.shape(right):
        raise Undefined(f"相加的两项形状不同：{shape_text(left)} 与 {shape_text(right)}")
    return left + right


def multiply(left, right):
    """Side by side: a number times anything, else the matrix product."""
    if is_number(left) or is_number(right):
        return left * right
    a, b = matrix(left), matrix(right)
    if a.shape[1] != b.shape[0]:
        raise Undefined(f"矩阵乘法形状不合：{shape_text(a)} 乘 {shape_text(b)}")
    return settle(a @ b)


def dot(left, right):
    if np.ndim(left) == 1 and np.ndim(right) == 1:
        if np.iscomplexobj(left) or np.iscomplexobj(right):
            raise Unsupported("复向量的点积取不取共轭没有约定")
        if np.shape(left) != np.shape(right):
            raise Undefined(f"点积的两个向量长度不同：{shape_text(left)} 与 {shape_text(right)}")
        return float(left @ right)
    return multiply(left, right)


def times(left, right):
    if is_number(left) or is_number(right):
        return left * right
    raise Unsupported("两个数组之间的 × 没有约定含义")


def divide(left, right):
    if not is_number(right):
        raise Unsupported("不能除以向量或矩阵")
    if right == 0:
        raise Undefined("除以零")
    return left / right


def hadamard(left, right):
    if np.shape(left) != np.shape(right):
        raise Undefined(f"逐元素乘法形状不同：{shape_text(left)} 与 {shape_text(right)}")
    return left * right


def kronecker(left, right):
    if np.ndim(left) != 2 or np.ndim(right) != 2:
        raise Unsupported("⊗ 只约定了矩阵的 Kronecker 积")
    return settle(np.kron(left, right))


def inner(left, right):
    if np.iscomplexobj(left) or np.iscomplexobj(right):
        raise Unsupported("复数内积对哪一边取共轭没有约定")
    if np.shape(left) != np.shape(right):
        raise Undefined(f"内积的两边形状不同：{shape_text(left)} 与 {shape_text(right)}")
    return float(np.sum(np.asarray(left) * np.asarray(right)))


def transpose(value):
    if is_number(value):
        return value
    return value.reshape(1, -1) if np.ndim(value) == 1 else settle(value.T)


def inverse(value):
    if is_number(value):
        return divide(1.0, value)
    square(value)
    if np.linalg.cond(value) > 1e13:
        raise Undefined("求逆的矩阵是奇异的")
    return np.linalg.inv(value)


def square(value):
    if np.ndim(value) != 2 or value.shape[0] != value.shape[1]:
        raise Undefined(f"这里要方阵，得到 {shape_text(value)}")


def pseudoinverse(value):
    if is_number(value):
        return 0.0 if value == 0 else 1 / value
    return settle(np.linalg.pinv(matrix(value), rcond=1e-10))


def power(value, exponent):
    if not is_number(exponent):
        raise Unsupported("指数要是标量")
    if is_number(value):
        return number_power(value, exponent)
    if np.ndim(value) == 1:
        raise Unsupported("向量的幂没有约定含义，逐元素的幂写成 ^{\\odot 2}")
    square(value)
    if float(exponent).is_integer():
        base = inverse(value) if exponent < 0 else value
        return settle(np.linalg.matrix_power(base, abs(int(exponent))))
    return symmetric_power(value, exponent)


def number_power(value, exponent):
    if isinstance(value, complex) or isinstance(exponent, complex):
        return complex(value) ** exponent
    if value == 0 and exponent < 0:
        raise Undefined("零的负数次幂")
    if value < 0 and not float(exponent).is_integer():
        raise Undefined("负数的分数次幂")
    return float(value) ** float(exponent)


def symmetric_power(value, exponent):
    """A fractional power of a symmetric positive matrix."""
    if np.max(np.abs(value - value.conj().T)) > 1e-10 * np.max(np.abs(value)):
        raise Unsupported("只会算对称正定矩阵的分数次幂")
    eigenvalues, vectors = np.linalg.eigh(value)
    if eigenvalues.min() < (-1e-12 if exponent > 0 else 1e-300) * max(eigenvalues.max(), 1e-300):
        raise Undefined("分数次幂的矩阵不是正定的")
    return settle((vectors * np.maximum(eigenvalues, 0) ** exponent) @ vectors.conj().T)


def elementwise_power(value, exponent):
    if not is_number(exponent):
        raise Unsupported("指数要是标量")
    array = np.asarray(value)
    if not float(exponent).is_integer() and np.any(array < 0):
        raise Undefined("负数的分数次幂")
    return settle(array ** exponent)


def integer(value, what):
    if not is_number(value) or isinstance(value, complex) or abs(value - round(value)) > 1e-9:
        raise Undefined(f"{what}不是整数：{show(value)}")
    return int(round(value))


def show(value):
    """A value for messages: short, and the same on every version of numpy."""
    if isinstance(value, complex):
        return f"{value.real:.10g}{value.imag:+.10g}i"
    if is_number(value):
        return f"{float(value):.10g}"
    array = np.asarray(value)
    flat = ", ".join(show(item.item()) for item in array.ravel()[:6])
    return f"{shape_text(value)} 数组 [{flat}{', …' if array.size > 6 else ''}]"
