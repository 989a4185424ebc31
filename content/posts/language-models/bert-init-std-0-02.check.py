# bert-init-std-0-02 的数值检查。
# 独立路径：期望用求积，概率用二元正态的数值积分，模拟用小矩阵。

# %% id=propagation
import math

pdf = lambda t: math.exp(-t * t / 2) / math.sqrt(2 * math.pi)
cdf = lambda t: 0.5 * math.erfc(-t / math.sqrt(2))
names = {r"\varphi": pdf, r"\Phi": cdf}
n, m_out = 3, 2
x = rng.normal(size=n)
sigma = 0.37
# 零均值的离散权重：两点分布，枚举全部符号
draws = []
for bits in range(2 ** (n * m_out)):
    signs = np.array([1.0 if bits >> k & 1 else -1.0 for k in range(n * m_out)]).reshape(m_out, n)
    draws.append((0.5 ** (n * m_out), {"W": sigma * signs, "y": sigma * signs @ x}))
for i in (1, 2):
    check.tex(3, {"x": x, r"\sigma": sigma, "i": i}, E=draws)
biased = [(w, {"W": e["W"] + 0.2, "y": (e["W"] + 0.2) @ x}) for w, e in draws]
check.tex(3, {"x": x, r"\sigma": math.sqrt(sigma**2 + 0.04), "i": 1}, E=biased, holds=False)
check.eq(3, sum(w * d["y"][0] * d["y"][1] for w, d in draws), 0.0)
y_unit = x * np.sqrt(n) / np.linalg.norm(x)
second = sum(w * float((d["W"] @ y_unit)[0]) ** 2 for w, d in draws)
check.tex(4, {"q": second, "d": n, r"\sigma": sigma})
nodes, weights = np.polynomial.legendre.leggauss(80)
for c in (2.0, 1.0):
    mass = sum(w * c * pdf(c * t) for t, w in zip(nodes, weights))
    var = sum(w * c * pdf(c * t) * (0.5 * c * t) ** 2 for t, w in zip(nodes, weights)) / mass
    check.tex(5, {**names, r"\sigma": math.sqrt(var), r"\sigma_0": 0.5, "c": c})
print(f"c = 1：方差的因子 {1 - 2 * pdf(1) / (2 * cdf(1) - 1):.4f}，标准差的因子 {math.sqrt(1 - 2 * pdf(1) / (2 * cdf(1) - 1)):.4f}")

# %% id=gelu
line = [(float(12 * t), float(12 * w)) for t, w in zip(*np.polynomial.legendre.leggauss(240))]
gelu = lambda t: t * cdf(t)
moment = lambda q: sum(w * pdf(t) * gelu(math.sqrt(q) * t) ** 2 for t, w in line)
for q in (0.3072, 1.0, 2.6):
    table = {"m": moment, "q": q}
    check.tex(6, table)
    check.tex(7, table)
    root = math.sqrt(q)
    E1 = sum(w * pdf(t) * root * t * pdf(root * t) * cdf(root * t) for t, w in line)
    E2 = sum(w * pdf(t) * pdf(root * t) ** 2 for t, w in line)
    check.tex(8, {"q": q, "E_1": E1, "E_2": E2})
check.tex(7, {"m": moment, "q": 1e-8}, tight=(0, 1e-4))
# 两个不等号都不取等，只在方差趋于 0 与无穷时接近；方差大时积分在零附近要分段
def moment_far(q):
    cuts = [0.0, 30 / math.sqrt(q), 12.0]
    pieces = [(0.5 * (b - a) * t + 0.5 * (a + b), 0.5 * (b - a) * w) for a, b in zip(cuts, cuts[1:]) for t, w in zip(nodes, weights)]
    return sum(w * pdf(t) * (gelu(math.sqrt(q) * t) ** 2 + gelu(-math.sqrt(q) * t) ** 2) for t, w in pieces)

check.tex(7, {"m": moment_far, "q": 1e7}, tight=(1, 1e-3))
check.tex(6, {"m": moment_far, "q": 1e3}, rtol=1e-8)
check.tex(26, {"m": moment}, order={"q": [0.008, 0.004, 0.002, 0.001]})

# %% id=residual
d = 5
v = rng.normal(size=d)
norm = lambda u: (np.asarray(u) - np.mean(u)) / np.std(u)
hat = norm(v)
for i in (1, 4):
    check.tex(9, {r"\operatorname{LN}(x)": hat, "x": v, r"\mu": float(np.mean(v)), "s": float(np.std(v)), "i": i})
jac = np.array([(norm(v + 1e-5 * e) - norm(v - 1e-5 * e)) / 2e-5 for e in np.eye(d)]).T
base = {"J": jac, "s": float(np.std(v)), "d": d, "I": np.eye(d), r"\mathbf{1}": np.ones(d), r"\hat{x}": hat}
check.tex(10, base, rtol=1e-7, atol=1e-8)
for i, j in ((1, 2), (3, 3)):
    check.tex(11, {r"\hat{x}": check.at(lambda e: norm(e["x"])), "x": v, "s": float(np.std(v)), r"\mu": float(np.mean(v)), "d": d, "i": i, "j": j, r"\delta_{ij}": float(i == j)}, rtol=1e-6)
flat = rng.normal(size=2)
scale, mixing = 0.6, rng.normal(size=(2, 2))
cloud = []
for bits in range(16):
    W = 0.6 * np.array([1.0 if bits >> k & 1 else -1.0 for k in range(4)]).reshape(2, 2)
    cloud.append((1 / 16, {"F": lambda u, W=W: W @ np.tanh(mixing @ np.asarray(u))}))
check.tex(12, {"x": flat}, E=cloud)
lopsided = [(w, {"F": lambda u, F=e["F"]: F(u) + 0.3}) for w, e in cloud]
check.tex(12, {"x": flat}, E=lopsided, holds=False)
unit = flat * np.sqrt(2) / np.linalg.norm(flat)
ratio = 0.36 * float(np.sum(np.tanh(mixing @ unit) ** 2))
check.tex(13, {"r": ratio, "d": 2, "x": unit}, E=cloud)
# 递推：除以期望的大小，支路零均值，两块的符号全部枚举
A1, A2 = rng.normal(size=(2, 2)), rng.normal(size=(2, 2))
paths, r_values = [], {}
signs = [np.array([1.0 if bits >> k & 1 else -1.0 for k in range(4)]).reshape(2, 2) for bits in range(16)]
branch = lambda u, A: A @ u / np.linalg.norm(A @ u) * np.sqrt(2)      # 长度固定的特征，r 因此是常数
r_values = {1: 2 * 0.5**2, 2: 2 * 0.3**2}
total = 0.0
for W1 in signs:
    first = (unit + 0.5 * W1 @ branch(unit, A1)) / np.sqrt(1 + r_values[1])
    for W2 in signs:
        second_step = (first + 0.3 * W2 @ branch(first, A2)) / np.sqrt(1 + r_values[2])
        paths.append((1 / 256, {"x": {0: unit, 1: first, 2: second_step}}))
check.tex(15, {"d": 2, "N": 2, "r": r_values}, E=paths)
check.tex(15, {"d": 2, "N": 2, "r": r_values}, E=[(2 * w if k % 2 else 0.0, e) for k, (w, e) in enumerate(paths)], holds=False)
check.tex(16, {"N": 2, "r": r_values})
check.tex(16, {"N": 2, "r": {1: 0.0, 2: 0.0}}, tight=0)
check.tex(16, {"N": 2, "r": {1: 8e-4, 2: 1.1e-3}}, tight=0)      # 只在占比趋于零时接近

# %% id=branches
def ffn_ratio(q, width=3):
    """按定义：每个隐藏单元的二阶矩由求积，再逐个输出、逐个权重相加。"""
    variance = q / width
    unit_x = np.array([1.2, -0.7, 0.4])
    unit_x = unit_x * math.sqrt(width) / np.linalg.norm(unit_x)
    hidden_variance = sum(variance * v * v for v in unit_x)
    hidden = [sum(w * pdf(t) * gelu(math.sqrt(hidden_variance) * t) ** 2 for t, w in line) for _ in range(4 * width)]
    return sum(sum(variance * h for h in hidden) for _ in range(width)) / width

for q in (0.24, 0.9):
    check.tex(17, {r"r_{\text{ffn}}": ffn_ratio(q), "q": q, "m": moment})
q, width = 0.6, 4
hidden_in = np.array([1.5, -0.3, 0.9, 0.8])
hidden_in *= math.sqrt(width) / np.linalg.norm(hidden_in)
first_layer = math.sqrt(q / width) * rng.normal(size=(40000, 4 * width, width)) @ hidden_in
erf = np.vectorize(math.erf)
active = 0.5 * first_layer * (1 + erf(first_layer / math.sqrt(2)))
second_layer = np.einsum("bjk,bk->bj", math.sqrt(q / width) * rng.normal(size=(40000, width, 4 * width)), active)
check.mc(17, (second_layer**2).mean(axis=1), 4 * q * moment(q))
tiny = 1e-4
check.tex(17, {r"r_{\text{ffn}}": ffn_ratio(tiny), "q": tiny, "m": moment}, tight=(1, 1e-3))
check.tex(17, {r"r_{\text{ffn}}": 4e7 * moment_far(1e7), "q": 1e7, "m": moment_far}, tight=(2, 1e-3))
length, width = 3, 2
X = rng.normal(size=(length, width))
X = X / np.linalg.norm(X, axis=1, keepdims=True) * np.sqrt(width)
weight = rng.dirichlet(np.ones(length))
length, width, s = 3, 2, 0.4
def attention_ratio(rows, shares):
    energy = sum(float(np.sum((s * Wo @ (s * Wv @ (shares @ rows))) ** 2)) for Wv in signs for Wo in signs) / 256
    return energy / width

q = width * s * s
att = {r"r_{\text{att}}": attention_ratio(X, weight), "q": q, "d": width, "u": lambda j: X[j - 1], "w": weight, "#j": [1, 2, 3], "#k": [1, 2, 3]}
check.tex(18, att)
same = np.array([X[0], X[0], X[0]])
check.tex(18, {**att, "u": lambda j: same[j - 1], r"r_{\text{att}}": attention_ratio(same, weight)}, tight=1)
check.tex(18, {**att, "u": lambda j: 1.3 * same[j - 1], r"r_{\text{att}}": attention_ratio(1.3 * same, weight)}, holds=False)
L = 12
for q in (0.2377, 0.3072):
    value = ((1 + 4 * q * moment(q)) * (1 + q * q)) ** (-L / 2)
    check.tex(20, {"d": 1, r"\mathbb{E}[x_{2L}^\top x_0]": value, "L": L, "q": q})
    check.tex(19, {"d": 1, r"\mathbb{E}[x_{2L}^\top x_0]": value, "L": L, "q": q})
# 两个界都不取等：各占比由式(7)、式(18) 的极端情形代替时才取等
check.tex(20, {"d": 2, r"\mathbb{E}[x_{2L}^\top x_0]": 2 * (1 + ffn_ratio(1e-3)) ** -(1e6 / 2), "L": 1e6, "q": 1e-3}, tight=(0, 2e-3))
check.tex(20, {"d": 2, r"\mathbb{E}[x_{2L}^\top x_0]": 2 * (1 + 0.1**2 / 2) ** -6, "L": 12, "q": 0.1}, holds=False)
check.tex(19, {"d": 2, r"\mathbb{E}[x_{2L}^\top x_0]": 2 * (1 + 4 * 0.1**2) ** -6, "L": 12, "q": 0.1}, holds=False)
limit = ((1 + 2e-4) * (1 + 1e-4)) ** (-6)
check.tex(19, {"d": 2, r"\mathbb{E}[x_{2L}^\top x_0]": 2 * limit, "L": 12, "q": 1e-2}, tight=0)
# 式(21)：解 L q^2 = 1
check.tex(21, {r"\sigma": math.sqrt(math.sqrt(1 / 12) / 768), "d": 768, "L": 12})

# %% id=output
V, q = 400, 0.5
logits = math.sqrt(q) * rng.normal(size=(4000, V))
losses = np.logaddexp.reduce(logits, axis=1) - logits[:, 0]
check.tex(22, {"V": V, "q": q, r"\mathcal{E}": float(np.logaddexp.reduce(logits, axis=1).mean())})
check.tex(22, {"V": 3.0, "q": 0.0, r"\mathcal{E}": float(np.logaddexp.reduce(np.zeros(3)))}, tight=0)
table = np.linspace(-6, 6, 4001)
strata = np.interp((np.arange(3000) + 0.5) / 3000, [cdf(t) for t in table], table)      # 正态分布的分位数
check.tex(22, {"V": 3000, "q": 0.6, r"\mathcal{E}": float(np.logaddexp.reduce(math.sqrt(0.6) * strata))}, tight=(1, 1e-3))
check.tex(23, {r"\mathbb{E}[\max_{1\le i\le V}a_i]": float(logits.max(axis=1).mean()), "q": q, "V": V})
small = 0.01
check.tex(23, {r"\mathbb{E}[\max_{1\le i\le V}a_i]": float(math.sqrt(small / q) * logits.max(axis=1).mean()), "q": small, "V": V})
check.tex(23, {r"\mathbb{E}[\max_{1\le i\le V}a_i]": sum(1 / k for k in range(1, V + 1)) - 1, "q": 1.0, "V": V}, holds=False)      # 指数分布减 1：方差 1，尾部更重
def mean_max(count):
    """正态的最大值的期望，由尾概率积分。"""
    grid = np.linspace(0, 60, 60001)
    tail = np.array([1 - math.exp(-min(700.0, count * 0.5 * math.erfc(g / math.sqrt(2)))) for g in grid])
    return float(np.sum((tail[1:] + tail[:-1]) / 2 * np.diff(grid)))

huge = mean_max(1e300)
print(f"V = 1e300：最大值的期望与上界之比 {huge / math.sqrt(2 * math.log(1e300)):.3f}")
check.tex(23, {r"\mathbb{E}[\max_{1\le i\le V}a_i]": math.sqrt(0.3) * huge, "q": 0.3, "V": 1e300}, tight=(0, 4e-3))
check.tex(23, {r"\mathbb{E}[\max_{1\le i\le V}a_i]": 0.0, "q": q, "V": 1}, tight=0)
dh, width = 2, 2
s = 0.5
xi, xj = X[0], X[1]
acc = 0.0
for Wq in signs:
    for Wk in signs:
        acc += float((s * Wq @ xi) @ (s * Wk @ xj) / math.sqrt(dh)) ** 2 / 256
check.tex(24, {r"\mathbb{E}[a_{ij}^2]": acc, "q": width * s * s})
q = 0.3072
check.tex(25, {r"r_{\text{ffn}}": ffn_ratio(q), "q": q, "m": moment}, approx=4e-4)
print(f"区间 [{q * q:.4f}, {2 * q * q:.4f}]  1.1308^-6 = {1.1308**-6:.4f}  再乘 1.0944^-6 = {1.1308**-6 * 1.0944**-6:.4f}  12^(-1/4) = {12**-0.25:.4f}  1/sqrt(768) = {768**-0.5:.4f}")
print(f"bf16 的舍入门槛 {2.0**-14:.1e}  1/sqrt(4096) = {4096**-0.5:.4f}  sqrt(2 q log V) = {math.sqrt(2 * 768 * math.log(30522)):.2f}  log V + 384 = {math.log(30522) + 384:.3f}")

# %% id=exercises
# Pre Norm：枚举两块的全部符号，内积的期望不变，平方和逐块相加
inner = square = 0.0
start = np.array([1.0, 1.0])
for W1 in signs:
    one = start + 0.5 * W1 @ branch(start, A1)
    for W2 in signs:
        two = one + 0.3 * W2 @ branch(one, A2)
        inner, square = inner + float(two @ start) / 256, square + float(two @ two) / 256
assert math.isclose(inner / math.sqrt(square * 2), (1 + r_values[1] + r_values[2]) ** -0.5)
rho = (1 + 4 * moment(1.0)) ** -6
print(f"LeCun 只算前馈，12 层 {rho:.4f}，一层 {(1 + 4 * moment(1.0)) ** -0.5:.2f}")
