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
check.eq(3, sum(w * d["y"][0] * d["y"][1] for w, d in draws), 0.0)
y_unit = x * np.sqrt(n) / np.linalg.norm(x)
second = sum(w * float((d["W"] @ y_unit)[0]) ** 2 for w, d in draws)
check.tex(4, {"q": second, "n": n, r"\sigma": sigma})
nodes, weights = np.polynomial.legendre.leggauss(80)
for c in (2.0, 1.0):
    mass = sum(w * c * pdf(c * t) for t, w in zip(nodes, weights))
    var = sum(w * c * pdf(c * t) * (0.5 * c * t) ** 2 for t, w in zip(nodes, weights)) / mass
    check.tex(5, {**names, r"\sigma": math.sqrt(var), "s": 0.5, "c": c})
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
check.tex(7, {"m": lambda q: q / 4 * (1 + 1e-9), "q": 1e-9}, tight=(0, 1e-6))
check.tex(7, {"m": moment, "q": 1e-8}, tight=(0, 1e-4))
check.tex(7, {"m": lambda q: sum(w * pdf(t) * max(math.sqrt(q) * t, 0.0) ** 2 for t, w in line), "q": 0.7}, tight=(1, 1e-3))
check.tex(25, {"m": moment}, order={"q": [0.04, 0.02, 0.01, 0.005]}, sharp=False)

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
check.tex(15, {"d": 2, "n": 2, "r": r_values}, E=paths)
check.tex(16, {"n": 2, "r": r_values})
check.tex(16, {"n": 2, "r": {1: 8e-4, 2: 1.1e-3}}, tight=0)

# %% id=branches
for q in (0.24, 0.9):
    ffn = 0.0
    # 前馈：隐藏单元的二阶矩由求积得到，再乘以 4d 个单元、每个权重方差 q/d
    check.tex(17, {r"r_{\text{ffn}}": 4 * q * moment(q), "q": q, "m": moment})
tiny = 1e-4
check.tex(17, {r"r_{\text{ffn}}": 4 * tiny * moment(tiny), "q": tiny, "m": moment}, tight=(1, 1e-3))
relu_like = lambda q: sum(w * pdf(t) * max(math.sqrt(q) * t, 0.0) ** 2 for t, w in line)
check.tex(17, {r"r_{\text{ffn}}": 4 * 0.5 * relu_like(0.5), "q": 0.5, "m": relu_like}, tight=(2, 1e-3))
length, width = 3, 2
X = rng.normal(size=(length, width))
X = X / np.linalg.norm(X, axis=1, keepdims=True) * np.sqrt(width)
weight = rng.dirichlet(np.ones(length))
energy = 0.0
s = 0.4
for Wv in signs:
    for Wo in signs:
        energy += float(np.sum((s * Wo @ (s * Wv @ (weight @ X))) ** 2)) / 256
q = width * s * s
att = {r"r_{\text{att}}": energy / width, "q": q, "d": width, "x": lambda j: X[j - 1], "w": weight, "#j": [1, 2, 3], "#k": [1, 2, 3]}
check.tex(18, att)
same = lambda j: X[0]
check.tex(18, {**att, "x": same, r"r_{\text{att}}": q**2}, tight=1)
L = 12
for q in (0.2377, 0.3072):
    value = ((1 + 4 * q * moment(q)) * (1 + q * q)) ** (-L / 2)
    check.tex(19, {"d": 1, r"\mathbb{E}[x_{2L}^\top x_0]": value, "L": L, "q": q})
limit = ((1 + 2e-4) * (1 + 1e-4)) ** (-6)
check.tex(19, {"d": 2, r"\mathbb{E}[x_{2L}^\top x_0]": 2 * limit, "L": 12, "q": 1e-2}, tight=0)
# 式(20)：解 L q^2 = 1
check.tex(20, {r"\sigma": math.sqrt(math.sqrt(1 / 12) / 768), "d": 768, "L": 12})

# %% id=output
V, q = 400, 0.5
logits = math.sqrt(q) * rng.normal(size=(4000, V))
losses = np.logaddexp.reduce(logits, axis=1) - logits[:, 0]
check.tex(21, {"V": V, "q": q, r"\mathcal{E}": float(np.logaddexp.reduce(logits, axis=1).mean())})
check.tex(21, {"V": 3.0, "q": 0.0, r"\mathcal{E}": float(np.logaddexp.reduce(np.zeros(3)))}, tight=0)
table = np.linspace(-6, 6, 4001)
strata = np.interp((np.arange(3000) + 0.5) / 3000, [cdf(t) for t in table], table)      # 正态分布的分位数
check.tex(21, {"V": 3000, "q": 0.6, r"\mathcal{E}": float(np.logaddexp.reduce(math.sqrt(0.6) * strata))}, tight=(1, 1e-3))
check.tex(22, {r"\mathbb{E}[\max_{1\le i\le V}a_i]": float(logits.max(axis=1).mean()), "q": q, "V": V})
big = np.array([math.sqrt(2 * math.log(v)) for v in (10.0, 100.0)])
check.tex(22, {r"\mathbb{E}[\max_{1\le i\le V}a_i]": 0.0, "q": q, "V": 1}, tight=0)
dh, width = 2, 2
s = 0.5
xi, xj = X[0], X[1]
acc = 0.0
for Wq in signs:
    for Wk in signs:
        acc += float((s * Wq @ xi) @ (s * Wk @ xj) / math.sqrt(dh)) ** 2 / 256
check.tex(23, {r"\mathbb{E}[a_{ij}^2]": acc, "q": width * s * s})
q = 0.3072
check.tex(24, {r"r_{\text{ffn}}": 4 * q * moment(q), "q": q, "m": moment}, approx=4e-4)
print(f"区间 [{q * q:.4f}, {2 * q * q:.4f}]  1.1308^-6 = {1.1308**-6:.4f}  再乘 1.0944^-6 = {1.1308**-6 * 1.0944**-6:.4f}  12^(-1/4) = {12**-0.25:.4f}  1/sqrt(768) = {768**-0.5:.4f}")
print(f"bf16 的舍入门槛 {0.0176 * 2**-9:.1e}  1/sqrt(4096) = {4096**-0.5:.4f}  sqrt(2 q log V) = {math.sqrt(2 * 768 * math.log(30522)):.2f}  log V + 384 = {math.log(30522) + 384:.3f}")
