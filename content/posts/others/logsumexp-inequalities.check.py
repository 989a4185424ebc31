"""logsumexp-inequalities 的数值检查。

单元由 `# %% id=…` 分开；`np`、`rng`、`check` 由执行器提供，后面的单元可以用前面单元的变量。
"""

# %% id=bounds
def lse(x):
    x = np.asarray(x, float)
    m = x.max()
    return float(m + np.log(np.exp(x - m).sum()))

def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()

n = 7
x = rng.normal(scale=3, size=n)
env = {"x": x, "n": n, "M": x.max(), "lse": lse, "c": 1.7, r"\mathbf{1}": np.ones(n), "#i": range(1, n + 1)}
same = {**env, "x": np.full(n, 0.4), "M": 0.4}          # 取等情形
check.eq(1, lse(x), np.log(sum(np.exp(t) for t in x)))   # 朴素写法作为独立对照
for k in (2, 4, 5, 6, 7, 8, 9):
    check.tex(k, env)
check.tex(7, same, tight=1); check.tex(8, same, tight=1); check.tex(9, same, tight=0)
big = np.array([40.0, 0.0, -3.0])                        # 左侧界的极限取等
check.tex(8, {**env, "x": big, "n": 3, "M": 40.0}, tight=0)
check.tex(7, {**env, "x": big, "n": 3, "M": 40.0}, tight=0)
print("M =", round(x.max(), 6), " lse =", round(lse(x), 6), " M+log n =", round(x.max() + np.log(n), 6))

# %% id=temperature
def ell(tau):
    return tau * lse(x / tau)

tau = 0.8
p = softmax(x / tau)
Z = np.exp(x / tau).sum()
env = {"x": x, "n": n, "M": x.max(), r"\tau": tau, r"\ell": ell, "p": p, "Z": Z}
check.tex(10, env)
check.tex(11, env)
check.tex(11, {**env, "x": np.full(n, 0.4), "M": 0.4, r"\ell": lambda t: t * lse(np.full(n, 0.4) / t)}, tight=1)
check.tex(11, {**env, "x": x * 40, "M": 40 * x.max(), r"\ell": lambda t: t * lse(x * 40 / t)}, tight=0)
s = np.sort(x)[::-1]
check.tex(12, {**env, "g": s[0] - s[1]})
tri = np.array([1.0, -3.0, -3.0]); t2 = 0.3                # 次大值并列时式(12) 渐近取等
check.tex(12, {**env, "x": tri, "n": 3, "M": 1.0, "g": 4.0, r"\tau": t2, r"\ell": lambda t: t * lse(tri / t)}, tight=(0, 1e-5))
check.tex(13, env, rtol=1e-7)
check.tex(15, env)
h = 1e-5
check.eq(14, (ell(tau + h) - ell(tau - h)) / (2 * h), np.log(Z) - (p @ x) / tau, rtol=1e-7, kind="gradient")
for t in (2.0, 0.5, 0.1):
    print(f"tau={t:<4} l(tau)={ell(t):.6f}  上界={x.max() + t * np.log(n):.6f}")

# %% id=derivatives
p = softmax(x)
v = rng.normal(size=n)
env = {"x": x, "n": n, "lse": lse, "p": p, "v": v, r"\mu": float(p @ v), r"\mathbf{1}": np.ones(n)}
for i in (1, 3, n):
    check.tex(16, {**env, "i": i}, rtol=1e-6, atol=1e-8)
    check.eq(3, p[i - 1], np.exp(x[i - 1] - lse(x)))
check.tex(17, env, rtol=1e-5, atol=1e-6)
check.tex(18, env)
check.tex(19, env); check.tex(19, {**env, r"\mathbf{1}": np.arange(n) + 1.0}, holds=False)
print("Hessian 特征值:", np.round(np.linalg.eigvalsh(np.diag(p) - np.outer(p, p)), 5) + 0.0)

# %% id=convexity
y = rng.normal(scale=2, size=n); th = 0.37
a, b = v.min(), v.max()
env = {"x": x, "y": y, "n": n, "lse": lse, "p": p, "v": v, r"\theta": th, "s": softmax, r"\mu": float(p @ v),
       "a": a, "b": b, "m": (a + b) / 2}
ab = {"a": np.exp(x), "b": np.exp(y), r"\theta": th, "n": n}
for k in (20, 22, 23, 24, 25, 26):
    check.tex(k, env)
check.tex(21, ab)
check.tex(21, {**ab, "b": 3 * np.exp(x)}, tight=0)                                  # 成比例时取等
check.tex(20, {**env, "y": x + 2.0}, tight=0); check.tex(22, {**env, "y": x + 2.0}, tight=0)  # 沿 1 方向取等
check.tex(23, {**env, "y": x + 2.0}, tight=0)
e = 1e-4 * np.array([1.0, -1.0])
check.tex(24, {**env, "x": e, "y": -e}, tight=0)                                     # n=2 原点附近取等
w2 = np.array([-0.7, 1.9]); half = {"n": 2, "p": np.array([.5, .5]), "v": w2, r"\mu": 0.6, "m": 0.6, "a": -0.7, "b": 1.9}
check.tex(25, half, tight=0); check.tex(25, half, tight=1)
w3 = np.array([-1.3, 1.3]); check.tex(26, {**half, "v": w3, "a": -1.3, "b": 1.3}, tight=0)
print("softmax 的实测 Lipschitz 比:", round(np.linalg.norm(softmax(x) - softmax(y)) / np.linalg.norm(x - y), 4), "<= 0.5")

# %% id=variational
q = rng.dirichlet(np.ones(n))
D = lambda q, p: float(np.sum(q * np.log(q / p)))
env = {"x": x, "q": q, "p": p, "n": n, "lse": lse, "D": D}
obj = lambda q: q @ x - np.sum(q * np.log(q))
check.le(27, [obj(rng.dirichlet(np.ones(n))) for _ in range(200)], lse(x), tight=(obj(p), lse(x)))
check.tex(28, env); check.tex(29, env); check.tex(30, env); check.tex(30, {**env, "q": p * (1 + 1e-4 * (v - p @ v))})
conj = lambda z: q @ z - lse(z)
check.le(31, [conj(rng.normal(scale=3, size=n)) for _ in range(200)], np.sum(q * np.log(q)), tight=(conj(np.log(q)), np.sum(q * np.log(q))))
print("差额 =", round(lse(x) - obj(q), 10), " KL =", round(D(q, p), 10))

# %% id=cross-entropy
aa, bb, z = rng.normal(scale=4, size=3); lab = 3
L = lambda x: lse(x) - x[lab - 1]
env = {"x": x, "n": n, "lse": lse, "p": p, "M": x.max(), "L": L, "y": lab, "a": aa, "b": bb, "z": z,
       r"\delta": lambda i, j: float(i == j)}
for k in (32, 33, 34, 35, 37):
    check.tex(k, env)
for zz in (-5.0, 5.0):
    check.tex(33, {**env, "z": zz}); check.tex(34, {**env, "z": zz})
flat = np.zeros(n)
check.tex(37, {**env, "x": flat + 0.3, "M": 0.3, "L": L}, tight=1); spike = np.eye(n)[0] * 60
check.tex(37, {**env, "x": spike, "M": 60.0}, tight=0)
for i in (1, lab, n):
    check.tex(36, {**env, "i": i}, rtol=1e-6, atol=1e-8); check.tex(38, {**env, "i": i})
print("L =", round(L(x), 6), " 梯度之和 =", round(abs((p - np.eye(n)[lab - 1]).sum()), 12))

# %% id=stability
with np.errstate(over="ignore"):
    naive = np.log(np.exp(np.array([1000.0, 1000.0])).sum())
check.true(40, np.isinf(naive) and np.isfinite(np.exp(709.78)) and np.isinf(np.exp(709.79)))
check.eq(40, 1024 * np.log(2), 709.78, rtol=1e-5)
eta = 1e-3; eps = rng.uniform(-eta, eta, size=n)
env = {"x": x, r"\varepsilon": eps, r"\eta": eta, "lse": lse}
check.tex(41, env); check.tex(41, {**env, r"\varepsilon": np.full(n, eta)}, tight=0)
x = np.roll(x, 2 - int(x.argmax()) if rng.random() < .5 else n - 1 - int(x.argmax()))   # 最大值随机落在任一段
x1, x2 = x[:3], x[3:]
M1, M2 = x1.max(), x2.max(); S1, S2 = np.exp(x1 - M1).sum(), np.exp(x2 - M2).sum(); Mm = max(M1, M2)
S = float(np.exp(x - Mm).sum())
env = {"M_1": M1, "M_2": M2, "S_1": S1, "S_2": S2, "M": Mm, "S": S, "x": x, "lse": lse}
check.tex(42, env); check.tex(43, env)
print("朴素:", naive, " 稳定:", round(lse([1000.0, 1000.0]), 6))

# %% id=example
xe = np.array([1.0, 2.0, 3.0])
check.tex(44, {"x": xe, "lse": lse}, rtol=2e-7)
check.tex(45, {"p": softmax(xe)}, rtol=1e-5)
print(f"lse={lse(xe):.6f} L={lse(xe) - 2:.6f}", np.round(softmax(xe), 6), np.round(softmax(xe) - np.eye(3)[1], 6))
