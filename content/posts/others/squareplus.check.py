# squareplus 的数值检查。
# 独立路径：二次方程的求根公式由 np.roots 给出，导数与积分由数值方法给出。

# %% id=identities
import math

b = float(rng.uniform(0.5, 4))
root = lambda x, b=b: float(max(np.roots([1.0, -x, -b / 4]).real))
points = (1.3, -0.8, 4.2)
for x in points:
    table = {"f": root, "x": x, "b": b, "h": root}
    for number in (1, 2, 3, 4):
        check.tex(number, table)
    check.tex(5, {"f^{-1}(y)": x, "y": root(x), "b": b})
    check.tex(6, {"f_{b}": root, "f_{1}": lambda t: root(t, 1.0), "x": x, "b": b})
check.tex(3, {"f": lambda t: math.log1p(math.exp(t)), "x": 1.1, "b": b}, holds=False)

# %% id=derivatives
smooth = lambda x: 0.5 * (x + math.sqrt(x * x + b))
for x in points:
    table = {"f": smooth, "x": x, "b": b}
    check.tex(7, table, rtol=1e-7)
    check.tex(8, table, rtol=1e-5)
    # 代换 t = sqrt(b) tan(a)：核成为 cos(a)/2，积分区间有界
    nodes, weights = np.polynomial.legendre.leggauss(120)
    kink = math.atan(x / math.sqrt(b))
    pieces = [(-math.pi / 2, kink), (kink, math.pi / 2)]
    ts, ws = [], []
    for low, high in pieces:
        for a, w in zip(nodes, weights):
            angle = (low + high) / 2 + (high - low) / 2 * a
            ts.append(math.sqrt(b) * math.tan(angle))
            ws.append(w * (high - low) / 2 * math.sqrt(b) / math.cos(angle) ** 2)
    check.tex(9, table, grid={"t": (ts, ws)}, rtol=1e-4)

# %% id=error
for x in points:
    table = {"f": smooth, "x": x, "b": b}
    check.tex(10, table)
    check.tex(11, table)
at_zero = {"f": smooth, "x": 0.0, "b": b}
check.tex(11, at_zero, tight=0)
check.tex(11, at_zero, tight=1)
# 权衡：几个对称核，K 是最大值
nodes, weights = np.polynomial.legendre.leggauss(200)
half = lambda k, top: (float(sum(w * top / 2 * k(top * (a + 1) / 2) * top * (a + 1) / 2 for a, w in zip(nodes, weights))))
K = 1.7
kernels = {
    "三角": (lambda t: max(0.0, K * (1 - K * t)), 1 / K),
    "高斯": (lambda t: K * math.exp(-math.pi * (K * t) ** 2), 12 / K),
}
for k, top in kernels.values():
    check.tex(12, {"h(0)": half(k, top), "K": K})
    pairs = [(float(top * (a + 1) / 2), float(w * top / 2)) for a, w in zip(nodes, weights)]
    check.tex(13, {"h(0)": half(k, top), "k": k}, grid={"t": ([t for t, _ in pairs], [w for _, w in pairs])}, rtol=1e-6)
check.tex(12, {"h(0)": half(lambda t: K, 1 / (2 * K)), "K": K}, tight=0)
check.tex(12, {"h(0)": math.log(2) / (4 * K), "K": K})
check.tex(12, {"h(0)": half(lambda t: K, 1 / (2 * K)), "K": K / 2}, holds=False)

# %% id=softplus
b0 = 4 * math.log(2) ** 2
aligned = lambda x: 0.5 * (x + math.sqrt(x * x + b0))
for x in points:
    check.tex(14, {"f": aligned, "x": x})
    check.tex(15, {"x": x})
check.tex(14, {"f": aligned, "x": 0.0}, tight=0)
check.tex(14, {"f": lambda x: 0.5 * (x + math.sqrt(x * x + 1.2)), "x": 0.3}, holds=False)
for q in (0.02, 0.31, 0.9):
    check.tex(16, {"q": q})
check.tex(16, {"q": 0.5}, tight=0)

# %% id=variational
for x in points:
    # 黄金分割搜索最大点，不用导数的公式
    objective = lambda q: q * x + math.sqrt(max(b * q * (1 - q), 0.0))
    low, high = 0.0, 1.0
    for _ in range(90):
        left, right = high - 0.618033988749895 * (high - low), low + 0.618033988749895 * (high - low)
        low, high = (low, right) if objective(left) > objective(right) else (left, high)
    best = (low + high) / 2
    table = {"f": smooth, "x": x, "b": b, r"#0\le q\le 1": [float(t) for t in np.linspace(0, 1, 21)] + [best]}
    check.tex(17, table)
    check.eq(17, best, 0.5 * (1 + x / math.sqrt(x * x + b)), rtol=1e-6)
    check.tex(18, {"q": (1 + math.cos(0.8)) / 2, r"\theta": 0.8, "x": x, "b": b})
for pair in ((1.2, -0.7), (-3.0, 0.4)):
    check.tex(19, {"a": pair[0], "c": pair[1], "b": b})
check.tex(19, {"a": 0.6, "c": 0.6, "b": b}, tight=1)
check.tex(19, {"a": 4e4, "c": 0.6, "b": b}, tight=(0, 1e-8))
check.tex(20, {"f": smooth, "b": b}, E={"z": check.normal("z", 0.0, 1.0, k=50)}, rtol=1e-6)

# %% id=stable
for x in (-0.7, -5.0):
    check.tex(21, {"f": root, "x": x, "b": b})
check.tex(22, {"f": lambda t: 0.5 * (t + math.sqrt(t * t + 4)), "f'(1.5)": 2 / 2.5})
check.tex(23, {"f''(1.5)": (lambda g: (g(1.5 + 1e-4) - 2 * g(1.5) + g(1.5 - 1e-4)) / 1e-8)(lambda t: 0.5 * (t + math.sqrt(t * t + 4)))}, rtol=1e-6)
y, x = 3.0, 1.3
for j in range(5):
    step = y - (y * y - x * y - b / 4) / (2 * y - x)
    check.tex(24, {"y": {j: y, j + 1: step}, "j": j, "x": x, "b": b})
    y = step
check.eq(24, y, root(x), rtol=1e-3)
inside = lambda t: float(sum(w * (t + 1 / (2 * K)) / 2 * K * (t - ((-1 / (2 * K)) + (t + 1 / (2 * K)) * (a + 1) / 2)) for a, w in zip(nodes, weights)))
for t in (-0.1, 0.2):
    check.tex(25, {"h": inside, "x": t, "K": K})
