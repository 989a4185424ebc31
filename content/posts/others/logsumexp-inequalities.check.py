# logsumexp-inequalities 的数值检查。
# 单元由 `# %% id=…` 分开；np、rng、check 由执行器提供，后面的单元可以用前面单元的变量。
# 独立路径：lse 由 np.logaddexp 逐个合并得到，不用被检查的公式。

# %% id=bounds
def ref_lse(v):
    return float(np.logaddexp.reduce(np.atleast_1d(np.asarray(v, dtype=float))))

n = 5
x = rng.normal(size=n) * 2 + 0.3
p = np.exp(x - ref_lse(x))
base = {"lse": ref_lse, "n": n, "x": x, "p": p, "M": float(x.max()), r"\bar{x}": float(x.mean()), r"\mathbf{1}": np.ones(n), "a": float(rng.normal()), "#i": range(1, n + 1)}
for k in (1, 4, 5, 6, 7, 8, 10):
    check.tex(k, base)
wide = {**base, "#i": range(0, n + 2)}                  # 条件 1<=i<=n 自己排除两端
for k in (2, 9):
    check.tex(k, wide)
for i in (1, 3, n):
    check.tex(3, {**base, "i": i})
flat = {**base, "x": np.full(n, 0.7), "M": 0.7, r"\bar{x}": 0.7, "p": np.full(n, 1 / n)}
check.tex(7, flat, tight=1)
check.tex(8, flat, tight=1)
check.tex(10, flat, tight=0)
single = {"lse": ref_lse, "n": 1, "x": 0.4, "M": 0.4}
check.tex(7, single, tight=0)
check.tex(8, {"n": 1, "x": {1: 0.4}, "M": 0.4}, tight=0)
print("lse - M 在", "0 与 log n 之间:", bool(0 < ref_lse(x) - x.max() < np.log(n)))

# %% id=derivatives
v = rng.normal(size=n)
mu = float(sum(p[i] * v[i] for i in range(n)))
check.tex(11, {**base, "i": 2})
check.tex(11, {**base, "i": n})
check.tex(12, base, rtol=1e-5)
draws = {**base, "v": v, r"\mu": mu}
check.tex(13, draws)
check.tex(13, {**draws, r"\mu": mu + 0.2}, holds=False)
check.tex(14, base, atol=1e-12)
q = rng.dirichlet(np.ones(n))
mq = float(q @ v)
spread = {"n": n, "q": q, "v": v, r"\mu": mq, r"\alpha": float(v.min()), r"\beta": float(v.max()), "m": float(v.min() + v.max()) / 2}
check.tex(15, spread)
check.tex(16, spread)
two = {"n": 3, "q": np.array([0.5, 0.0, 0.5]), "v": np.array([-1.0, 1.3, 2.0]), r"\mu": 0.5, r"\alpha": -1.0, r"\beta": 2.0, "m": 0.5}
check.tex(15, two, tight=0)
check.tex(16, {**spread, "m": mq}, tight=1)
check.tex(15, {**spread, r"\beta": float(v.min()) + 1e-3}, holds=False)

# %% id=convexity
y = rng.normal(size=n)
pi = np.exp(y - ref_lse(y))
for th in (0.0, 0.3, 1.0):
    check.tex(17, {**base, "y": y, r"\theta": th})
check.tex(17, {**base, "y": x + 1.3, r"\theta": 0.3}, tight=0)
check.tex(17, {**base, "y": y, r"\theta": 1.7}, holds=False)
ea, eb = rng.uniform(0.2, 3, n), rng.uniform(0.2, 3, n)
check.tex(18, {"n": n, "a": ea, "b": eb, r"\theta": 0.3})
check.tex(18, {"n": n, "a": ea, "b": 2.5 * ea, r"\theta": 0.3}, tight=0)
both = {**base, "y": y, r"\pi": pi}
check.tex(19, both)
check.tex(20, both)
check.tex(21, both)
check.tex(21, {**base, "y": x - 0.8}, tight=0)
check.tex(22, both)
check.tex(22, {**base, "y": x - 0.8}, tight=0)
soft = lambda z: np.exp(np.asarray(z) - ref_lse(z))
check.tex(23, {"s": soft, "x": x, "y": y})
# 常数 1/2 是上确界：两个相差很小的点，相对差距趋于零
check.tex(23, {"s": soft, "x": np.array([1e-4, -1e-4]), "y": np.array([-1e-4, 1e-4])}, tight=(0, 1e-6))
jac = lambda z: np.diag(soft(z)) - np.outer(soft(z), soft(z))
check.tex(24, {"s": soft, "J": jac, "x": x, "y": y}, grid={"t": 40})
unit = v / np.linalg.norm(v)
check.tex(25, {"v": unit, r"\alpha": float(unit.min()), r"\beta": float(unit.max())})
edge = 1.7 * np.array([1.0, 0.0, -1.0])
check.tex(25, {"v": edge, r"\alpha": float(edge.min()), r"\beta": float(edge.max())}, tight=0)
check.tex(25, {"v": edge, r"\alpha": float(edge.min()), r"\beta": float(edge.max())}, tight=1)
ratio = lambda h: np.linalg.norm(soft([h, -h, -40.0]) - soft([-h, h, -40.0])) / np.linalg.norm([2 * h, -2 * h])
print("Lipschitz 比值:", " ".join(f"{ratio(h):.6f}" for h in (1.0, 0.1, 0.01)))

# %% id=variational
kl = float(np.sum(q * (np.log(q) - np.log(p))))
ent = lambda w: -float(sum(t * np.log(t) for t in w if t > 0))
var = {**base, "q": q, "H": ent, "D": lambda a, b: float(sum(s * np.log(s / t) for s, t in zip(a, b) if s > 0))}
check.tex(26, {**var, "D(q,p)": kl})
check.tex(27, var)
check.tex(27, {**var, "q": np.ones(n)}, holds=False)
check.tex(28, var)
check.tex(28, {**var, "q": p}, tight=0)
simplex = [np.full(n, 1 / n), *np.eye(n), *rng.dirichlet(np.ones(n), 40), p]
check.tex(29, {**var, r"\Delta": simplex})
zero = np.array([0.3, 0.0, 0.6, 0.0, 0.1])
check.tex(28, {**var, "q": zero})
check.tex(30, {**var, "q": zero})
half = np.array([0.5, 0.5, 0.0])
check.tex(30, {**var, "n": 3, "#i": range(1, 4), "q": half, "p": half}, tight=1)
check.tex(30, {**var, "n": 3, "#i": range(1, 4), "q": half, "p": half}, tight=2)
leak = np.array([0.5 - 5e-5, 0.5 - 5e-5, 1e-4])         # 一点概率漏到 q 的支集之外：第一个不等号几乎取等，两边不为零
check.tex(30, {**var, "n": 3, "#i": range(1, 4), "q": half, "p": leak}, tight=(1, 1e-3))

# %% id=temperature
tau = 0.7
soft_at = lambda t: soft(x / t)
ell = lambda t: t * ref_lse(x / t)
pt = soft_at(tau)
hot = {**base, r"\tau": tau, r"\ell": ell, "p": pt}
check.tex(31, hot)
ties = np.array([1.2, -0.4, 1.2, 0.3, -2.0])
for t in (0.1, 1.0, 9.0):
    low = {"n": n, "k": 2, "g": 0.9, "M": 1.2, r"\tau": t, r"\ell": lambda s: s * ref_lse(ties / s)}
    check.tex(32, low)
check.tex(32, {**low, r"\tau": 0.05}, tight=(0, 1e-6))
level = np.array([1.2, 1.2, 0.3, 0.3, 0.3])
check.tex(32, {**low, r"\tau": 0.18, r"\ell": lambda s: s * ref_lse(level / s)}, tight=(1, 1e-3))
high = {**hot, r"\alpha": float(x.min()), r"\beta": float(x.max())}
check.tex(33, high)
check.tex(33, {**high, r"\ell": lambda t: 0.7 + t * np.log(n), r"\bar{x}": 0.7, r"\alpha": 0.7, r"\beta": 0.7}, tight=0, atol=1e-12)
two_point = np.array([-1.0, 1.0, -1.0, 1.0])
check.tex(33, {"n": 4, r"\tau": 400.0, r"\ell": lambda s: s * ref_lse(two_point / s), r"\bar{x}": 0.0, r"\alpha": -1.0, r"\beta": 1.0}, tight=(1, 1e-4))
phi = lambda h: ref_lse(h * x) - np.log(n) - h * x.mean()
check.tex(34, {**base, r"\varphi": phi, "h": 0.6})
var_at = lambda h: float(soft(h * x) @ x**2 - (soft(h * x) @ x) ** 2)
check.tex(35, {**high, r"\varphi": phi, r"\varphi''(t)": check.at(lambda e: var_at(e["t"])), "h": 0.6}, grid={"t": 30})
flat_bend = {r"\varphi": lambda h: float(np.log(np.cosh(h))), r"\varphi''(t)": check.at(lambda e: 1 / np.cosh(e["t"]) ** 2)}
check.tex(35, {**flat_bend, "h": 0.01, r"\alpha": -1.0, r"\beta": 1.0}, grid={"t": 30}, tight=(1, 1e-4))
check.tex(36, hot)
mut = float(pt @ x)
check.tex(37, {**hot, r"\eta": lambda t: ent(soft_at(t)), r"\mu": mut})
Z = float(np.sum(np.exp(x / tau)))
check.tex(38, {**hot, "Z": Z})
check.tex(39, {**hot, "Z": Z})
check.tex(40, {**hot, r"\mu(\tau)": check.at(lambda e: float(soft_at(e[r"\tau"]) @ x)), r"\mu": mut})
top = np.max([simplex_q @ x + tau * ent(simplex_q) for simplex_q in [*simplex, pt]])
check.eq(31, ell(tau), top)

# %% id=cross-entropy
for a, b in ((1.3, -0.4), (-2.0, 0.9), (0.5, 0.5)):
    check.tex(41, {"a": a, "b": b})
for z in (-3.1, 0.0, 2.2):
    check.tex(42, {"z": z})
    check.tex(43, {"z": z})
label = 2
for i in range(1, n + 1):
    check.tex(44, {**base, "i": i})
    check.tex(45, {**base, "i": i})
    check.tex(48, {**base, "i": i, "c": label, r"\delta_{ic}": float(i == label), "L": lambda z: ref_lse(z) - z[label - 1]})
loss = {**base, "c": label, "L": lambda z: -float(np.log(np.exp(z[label - 1]) / np.exp(z).sum()))}
for k in (46, 47, 49):
    check.tex(k, loss)
check.tex(49, {**loss, "x": flat["x"], "M": 0.7}, tight=1)
check.tex(49, {**loss, "x": {1: 0.4}, "M": 0.4, "n": 1, "c": 1, "L(x)": 0.0}, tight=0)
smooth = lambda z: -float(q @ (np.asarray(z) - ref_lse(z)))
check.grad(48, smooth, x, p - q)
print("标签平滑的最小值等于熵:", bool(abs(smooth(np.log(q)) - ent(q)) < 1e-12))

# %% id=stability
check.tex(50, {}, approx=1e-7)
f32 = np.float32
xs = (4 * rng.normal(size=300)).astype(f32)
total = f32(0)
for e in np.exp(xs - xs.max()):
    total = f32(total + e)
true = float(np.sum(np.exp(xs.astype(float) - float(xs.max()))))
R = float(xs.max()) - float(xs.min())
check.tex(52, {r"\hat S": float(total), "S": true, "u": 2.0**-24, "R": R, "n": 300, r"\omega": 2.0**-22})
worst = (2 * (1 - 0.02)) * (1 - 0.01)
check.tex(52, {r"\hat S": worst, "S": 2.0, "u": 0.01, "R": 0.0, "n": 2, r"\omega": 0.02}, tight=0)
half = [np.float16(0)]
for _ in range(4096):
    half.append(np.float16(half[-1] + np.float16(1)))
check.tex(52, {r"\hat S": float(half[-1]), "S": 4096.0, "u": 2.0**-11, "R": 0.0, "n": 4096, r"\omega": 2.0**-10})
check.tex(52, {r"\hat S": float(half[-1]), "S": 4096.0, "u": 2.0**-24, "R": 0.0, "n": 4096, r"\omega": 2.0**-22}, holds=False)
cut = 2
segments = {1: x[:cut], 2: x[cut:]}
M_r = {r: float(s.max()) for r, s in segments.items()}
S_r = {r: float(np.exp(s - s.max()).sum()) for r, s in segments.items()}
for r, places in ((1, [1, 2]), (2, [3, 4, 5])):
    check.tex(53, {**base, "S": S_r, "M": M_r, "I": {1: [1, 2], 2: [3, 4, 5]}, "r": r, "#i": places})
merged = {"M": float(x.max()), "S": float(np.exp(x - x.max()).sum()), "M_1": M_r[1], "M_2": M_r[2], "S_1": S_r[1], "S_2": S_r[2], "lse": ref_lse, "x": x}
check.tex(54, merged)
check.tex(55, merged)
V = rng.normal(size=(n, 3))
w = np.exp(x - ref_lse(x))
o = {1: soft(x[:cut]) @ V[:cut], 2: soft(x[cut:]) @ V[cut:]}
check.tex(58, {**merged, "o": w @ V, "o_1": o[1], "o_2": o[2]})

# %% id=example
ex = np.array([1.0, 2.0, 3.0])
check.tex(56, {"lse": ref_lse, "x": ex}, approx=1e-6)
check.tex(57, {"p_1": soft(ex)[0], "p_2": soft(ex)[1], "p_3": soft(ex)[2]}, approx=1e-5)
print("式(32) 右端:", f"{0.1 * 2 * np.exp(-10.0):.6f}", " 练习:", f"{0.1 * np.log(2):.6f} {0.1 * 499 * np.exp(-10.0):.6f} {0.1 * np.log(2) + 0.1 * 499 * np.exp(-10.0):.6f}")
