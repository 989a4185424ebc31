# relu-gelu-swish-identity 的数值检查。
# 独立路径：正态分布函数用 math.erfc，期望用细网格的梯形公式或求积，不用正文的闭式。

# %% id=identity
import math

cdf = lambda x: 0.5 * math.erfc(-x / math.sqrt(2))
pdf = lambda x: math.exp(-x * x / 2) / math.sqrt(2 * math.pi)
sigmoid = lambda x: 1 / (1 + math.exp(-x))
# 偶部的闭式：绝对值、误差函数、双曲函数
evens = [lambda x: abs(x) / 2, lambda x: x / 2 * math.erf(x / math.sqrt(2)), lambda x: x / 2 * math.tanh(x / 2), lambda x: math.log(2 * math.cosh(x / 2))]
acts = [lambda x: max(x, 0.0), lambda x: x * cdf(x), lambda x: x * sigmoid(x), lambda x: math.log1p(math.exp(x))]
names = {r"\Phi": cdf, r"\varphi": pdf, r"\sigma": sigmoid, r"\operatorname{erf}": math.erf}
for x in (1.3, -0.7, 2.4):
    for f, even in zip(acts, evens):
        table = {"f": f, "x": x, "e": even, "g": lambda t, f=f: f(t) / t}
        check.tex(1, table)
        check.tex(2, table)
        check.tex(3, table)
        check.tex(4, table)
    for number in (5, 6, 7, 8):
        check.tex(number, {**names, "x": x})
check.tex(1, {"f": math.tanh, "x": 0.8}, holds=False)
check.tex(2, {"f": math.tanh, "e": lambda t: 0.0, "x": 0.8}, holds=False)
steps = lambda t: t * (0.0 if t < -1 else 0.5 if t < 1 else 1.0)      # Z = ±1 各一半：间断点
check.tex(1, {"f": steps, "x": 1.0}, holds=False)
check.tex(1, {"f": steps, "x": 0.7})
check.tex(1, {"f": lambda t: t * sigmoid(t - 0.5), "x": 0.8}, holds=False)      # 门不对称
check.tex(1, {"f": lambda t: t * math.tanh(math.log1p(math.exp(t))), "x": 1.0}, holds=False)

# %% id=sources
nodes, weights = np.polynomial.legendre.leggauss(160)
line = ([float(13 * t) for t in nodes], [float(13 * w) for w in weights])
normal = [(w * pdf(t), {"z": t}) for t, w in zip(*line)]
legendre = np.polynomial.legendre.leggauss(60)
for x in (0.8, -0.6):
    # 门：把 Z 的密度积分到 x，得到分布函数
    half, mid = (x + 12) / 2, (x - 12) / 2
    share = float(sum(w * half * pdf(mid + half * t) for t, w in zip(*legendre)))
    check.eq(9, x * cdf(x), x * share)
    # 折点 -x 处分段求积
    right = [(float(w * (14 + x) / 2), float(-x + (14 + x) * (t + 1) / 2)) for t, w in zip(*legendre)]
    left = [(float(w * (14 - x) / 2), float(-14 + (14 - x) * (t + 1) / 2)) for t, w in zip(*legendre)]
    check.tex(10, {**names, "x": x}, E={"z": [(w * pdf(t), {"z": t}) for w, t in left + right]})
    far_right = [(float(w * (60 + x) / 2), float(-x + (60 + x) * (t + 1) / 2)) for t, w in zip(*np.polynomial.legendre.leggauss(120))]
    far_left = [(float(w * (60 - x) / 2), float(-60 + (60 - x) * (t + 1) / 2)) for t, w in zip(*np.polynomial.legendre.leggauss(120))]
    both = far_left + far_right
    check.tex(11, {**names, "x": x}, grid={"t": ([t for _, t in both], [w for w, _ in both])})

# %% id=network
m, n = 3, 5
W, vec = rng.normal(size=(m, n)), rng.normal(size=n)
for f in acts[:3]:
    entry = lambda v, f=f: np.array([f(float(t)) for t in np.atleast_1d(v)])
    check.tex(12, {"W": W, "x": vec, "I": np.eye(m), "f": entry})
    check.tex(13, {"a": rng.normal(size=n), "b": rng.normal(size=n), "f": entry})
check.tex(12, {"W": W, "x": vec, "I": np.eye(m), "f": lambda v: np.tanh(v)}, holds=False)

# %% id=moments
for f in acts[1:]:
    table = {"f": f, "e": lambda t, f=f: 0.5 * (f(t) + f(-t))}
    check.tex(14, table, E={"z": normal})
    check.tex(15, table, E={"z": normal})
shifted = [(w, {"z": p["z"] + 1}) for w, p in normal]
check.tex(14, {"f": acts[1]}, E={"z": shifted}, holds=False)
h = lambda t: math.sin(t) + t**4 / 5
check.tex(16, {"h": h}, E={"z": check.normal("z", 0.0, 1.0, k=24)}, rtol=1e-6)
for number in (17, 18, 19, 20):
    check.tex(number, names, E={"z": normal}, grid={"t": line})
check.tex(21, names, E={"z": normal}, grid={"t": line})
second = {name: sum(w * f(p["z"]) ** 2 for w, p in normal) for name, f in zip("relu gelu swish".split(), acts)}
low, high = 0.0, 1.0
for _ in range(60):                                            # 三十个激活值加权之后，方差回到 1 的权重方差
    variance = (low + high) / 2
    total = sum(variance * second["gelu"] for _ in range(30))
    low, high = (variance, high) if total < 1 else (low, variance)
check.tex(22, {r"\operatorname{Var}(W_{i,j})": variance, "n": 30, "f": acts[1]}, E={"z": normal})

# %% id=distance
for x in (1.4, -0.9):
    check.tex(23, {"x": x, "G": cdf})
    check.tex(23, {"x": x, "G": sigmoid})
check.tex(23, {"x": 1.4, "G": lambda t: sigmoid(t - 0.5)}, holds=False)
root = 0.3
for _ in range(60):
    root -= (root * math.exp(root) - math.exp(-1)) / (math.exp(root) * (1 + root))
for x in (0.8, -2.1):
    check.tex(24, {"x": x, r"\beta": 1.7, r"\sigma": sigmoid, r"\omega": root})
check.tex(24, {"x": 0.0, r"\beta": 1.7, r"\sigma": sigmoid, r"\omega": root}, tight=0)
check.tex(24, {"x": -(1 + root) / 1.7, r"\beta": 1.7, r"\sigma": sigmoid, r"\omega": root}, tight=1)
for x in (0.2, 1.5):
    check.tex(25, {**names, "x": x})
check.tex(25, {**names, "x": 12.0}, tight=(0, 1e-2))
for x in (0.9, -1.7):
    check.tex(26, {**names, "x": x})
    check.tex(27, {"x": x})
print(f"omega = {root:.6f}，在 {1 + root:.4f}")

# %% id=example
check.tex(28, {r"e_{\text{GeLU}}(1)": evens[1](1.0), r"e_{\text{Swish}}(1)": evens[2](1.0)}, approx=2e-6)
check.tex(29, {"b": 1.7, "#x": [0.0, *map(float, rng.normal(size=20) * 3)]})
positive = [(float(7 * w) * pdf(float(7 * (t + 1))), float(7 * (t + 1))) for t, w in zip(*legendre)]
mean, square = (sum(w * t**k for w, t in positive) for k in (1, 2))
rho = square / math.sqrt(square - mean**2)                     # E[z f] 与 E[f^2] 在正半轴上相同
check.tex(30, {r"\rho": rho}, approx=1e-4)
print("相关系数", f"{rho:.4f}", " 偶部", f"{evens[1](1.0):.6f} {evens[2](1.0):.6f}")
# GeLU 最大误差的位置：导数只变号一次
slopes = [cdf(-t) - t * pdf(t) for t in np.linspace(0, 8, 4001)]
assert sum(1 for a, b in zip(slopes, slopes[1:]) if (a > 0) != (b > 0)) == 1
# 平方根的光滑：噪声的密度积分得到同一个函数，所以在 ReLU 之上
b, spots = 1.7, np.linspace(-4000, 4000, 1600001)
noise = b / (2 * (spots**2 + b) ** 1.5)
for x in (0.4, -1.1):
    smooth = float(np.sum(np.maximum(x + spots, 0) * noise) * (spots[1] - spots[0]))
    assert abs(smooth - 0.5 * (x + math.sqrt(x * x + b))) < 1e-3
