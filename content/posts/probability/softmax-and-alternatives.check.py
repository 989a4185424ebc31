# softmax-and-alternatives 的数值检查。
# 独立路径：映射由投影的排序算法、二分法与 softmax 的定义给出；最优性与随机的可行点比较。

# %% id=maps
def soft(x):
    z = np.exp(np.asarray(x, dtype=float) - np.max(x))
    return z / z.sum()

def entmax_ref(x, alpha):
    """用 Newton 型的夹逼在阈值上求解，与正文的二分法无关：直接解 sum = 1。"""
    z = (alpha - 1) * np.asarray(x, dtype=float)
    power = 1 / (alpha - 1)
    low, high = z.max() - 1.0, z.max()
    for _ in range(200):
        mid = 0.5 * (low + high)
        low, high = (mid, high) if np.sum(np.maximum(z - mid, 0) ** power) > 1 else (low, mid)
    return np.maximum(z - low, 0) ** power, low

tsallis = lambda alpha: (lambda q: float(np.sum(np.asarray(q, float) ** alpha - q) / (alpha * (alpha - 1))))
n = 5
x = rng.normal(size=n)
y = x + 0.7 * rng.normal(size=n)
alpha = 1.4
proj = lambda v: entmax_ref(v, 2.0)[0]
mid = lambda v: entmax_ref(v, alpha)[0]
square = lambda q: 0.5 * float(np.sum(np.asarray(q, float) ** 2))
value = lambda P, Om: (lambda v: float(P(v) @ v - Om(P(v))))
cases = [(soft, lambda q: float(sum(t * np.log(t) for t in np.asarray(q, float) if t > 0))), (proj, square), (mid, tsallis(alpha))]
simplex = list(rng.dirichlet(np.ones(n), 60))
for P, Om in cases:
    env = {"P": P, r"\Omega": Om, r"\Omega^*": value(P, Om), "x": x, "y": y, "n": n, "M": float(x.max())}
    points = {**env, r"\Delta": simplex + [P(x)]}
    check.tex(1, points)
    check.tex(2, points)
    check.tex(3, env)
    check.tex(5, env)
    check.grad(4, value(P, Om), x, P(x))
    for tau in (0.3, 2.0):
        scaled = {**env, r"\tau": tau, "p": P(x / tau), r"\ell": float(np.argmax(x) + 1), "e": lambda i: np.eye(n)[int(i) - 1]}
        check.tex(8, {**scaled, r"\Delta": simplex + [P(x / tau)]})
        check.tex(9, scaled)
    check.tex(9, {**scaled, "x": np.full(4, 0.5), "M": 0.5, "p": np.full(4, 0.25), r"\ell": 1, "e": lambda i: np.eye(4)[int(i) - 1]}, tight=0)
# 与零比较的取等用可以精确表示的数：两类的 sparsemax
exact = lambda v: np.clip(np.array([1 + v[0] - v[1], 1 + v[1] - v[0]]) / 2, 0, 1)
pair = {"P": exact, r"\Omega": square, r"\Omega^*": value(exact, square), "x": np.array([0.75, 0.25]), "y": np.array([1.25, 0.75])}
check.tex(3, pair, tight=0)
check.tex(5, pair, tight=0)
check.tex(5, pair, tight=1)
tiny = 0.02
check.tex(9, {**scaled, "P": proj, r"\Omega": square, r"\tau": tiny, "p": proj(x / tiny)}, tight=(1, 1e-9))
check.tex(4, {r"\Omega^*": value(soft, cases[0][1]), "P": soft, "x": x})

# %% id=strong
for P, Om in cases:
    strong = {"P": P, "x": x, "y": y, r"\mu": 1.0}
    check.tex(6, strong)
    check.tex(7, strong)
a, b = np.array([0.6, 0.4]), np.array([0.5, 0.5])
check.tex(6, {"P": proj, "x": a, "y": b, r"\mu": 1.0}, tight=0)
check.tex(7, {"P": proj, "x": a, "y": b, r"\mu": 1.0}, tight=0)
check.tex(7, {"P": proj, "x": a, "y": b, r"\mu": 1.3}, holds=False)
q = rng.dirichlet(np.ones(n))
exact_loss = lambda v, w: value(exact, square)(np.asarray(v)) + square(w) - float(np.asarray(w) @ np.asarray(v))
check.tex(11, {"P": exact, "x": pair["x"], "q": np.array([0.75, 0.25]), r"\mathcal{L}": exact_loss}, tight=0, rtol=1e-6, atol=1e-8)
for P, Om in cases:
    best = value(P, Om)
    loss = {r"\Omega^*": best, r"\Omega": Om, "P": P, "x": x, "q": q, r"\mathcal{L}": lambda v, w: best(np.asarray(v)) + Om(w) - float(np.asarray(w) @ np.asarray(v))}
    check.tex(10, loss)
    check.tex(11, loss, rtol=1e-6, atol=1e-8)
check.eq(10, value(soft, cases[0][1])(x) + cases[0][1](q) - q @ x, float(np.sum(q * np.log(q / soft(x)))))

# %% id=softmax
for i in (1, 4):
    check.tex(12, {"p": soft(x), "x": x, "n": n, "i": i})
beta = 1.7
ratio = {"p": soft(beta * x), "x": x, "n": n, r"\varphi": lambda t: float(np.exp(beta * t)), "b": beta, "a": 0.3, "h": -1.1}
for i, j in ((1, 2), (5, 3)):
    check.tex(13, {**ratio, "i": i, "j": j})
check.tex(14, ratio)
check.tex(14, {**ratio, r"\varphi": lambda t: float(np.exp(t**3))}, holds=False)
check.tex(15, {**ratio, "i": 2})
noise = -np.log(-np.log(rng.random((60000, n))))
hits = np.eye(n)[np.argmax(x + noise, axis=1)]
check.mc(16, hits[:, int(np.argmax(x))], soft(x)[int(np.argmax(x))])
nodes = np.polynomial.legendre.leggauss(240)
line = ([float(t) for t in -12 + 36 * (nodes[0] + 1)], [float(w) for w in 36 * nodes[1]])
check.tex(17, {"x": x, "n": n, "i": 3}, grid={"t": line}, rtol=1e-7)

# %% id=sparsemax
order = np.sort(x)[::-1]
kk = np.arange(1, n + 1)
size = int(kk[1 + kk * order > np.cumsum(order)][-1])
p2, th = entmax_ref(x, 2.0)
sp = {"x": x, "p": p2, r"\theta": th, "n": n, "q": q, "z": order, "k": size}
for number in (18, 20, 21, 22):
    check.tex(number, sp)
for i in range(1, n + 1):
    check.tex(19, {**sp, "i": i})
face = np.where(p2 > 0, rng.uniform(0.2, 1, n), 0.0)
face /= face.sum()
check.tex(21, {**sp, "q": face}, tight=(1, 1e-9))
dyadic = {"x": np.array([1.125, 0.375, -0.5]), "p": np.array([0.875, 0.125, 0.0]), r"\theta": 0.25, "n": 3, "q": np.array([0.5, 0.5, 0.0])}
check.tex(20, dyadic, tight=1)
check.tex(18, {**dyadic, "x": dyadic["x"][::-1]})
S = [i for i in range(1, n + 1) if p2[i - 1] > 0]
fy = lambda v, w: value(proj, square)(np.asarray(v)) + square(w) - float(np.asarray(w) @ np.asarray(v))
for c in (1, 3):
    check.tex(31, {**sp, "c": c, "#i": S, "e": lambda i: np.eye(n)[int(i) - 1], r"\mathcal{L}": fy})

# %% id=entmax
pa, tha = entmax_ref(x, alpha)
ent = {"x": x, "p": pa, r"\theta": tha, r"\alpha": alpha, "n": n, "q": q, "M": float(x.max()), r"\Omega_{\alpha}": tsallis(alpha)}
check.tex(23, ent)
check.tex(24, {**ent, r"\Omega_{\alpha}(q)": check.at(lambda e: tsallis(e[r"\alpha"])(q))}, lim={r"\alpha": [1.04, 1.02, 1.01, 1.005]}, rtol=1e-6)
for i in range(1, n + 1):
    check.tex(25, {**ent, "i": i})
    if pa[i - 1] > 0.05:
        check.tex(27, {**ent, "i": i}, rtol=1e-7)
    elif pa[i - 1] == 0:
        check.le(27, x[i - 1], tha / (alpha - 1))
top = int(np.argmax(x)) + 1
check.tex(27, {**ent, "i": top}, tight=(0, 1e-6))
check.tex(26, ent)
far = 4.0 * np.eye(n)[1]
check.tex(26, {**ent, "x": far, "M": 4.0, r"\theta": entmax_ref(far, alpha)[1]}, tight=0)
check.tex(26, {**ent, "x": np.full(n, 0.3), "M": 0.3, r"\theta": entmax_ref(np.full(n, 0.3), alpha)[1]}, tight=1)
for al in (alpha, 2.0):
    pj = entmax_ref(x, al)[0]
    s = np.where(pj > 0, np.maximum(pj, 1e-300) ** (2 - al), 0.0)
    jac = np.array([(entmax_ref(x + 1e-5 * e, al)[0] - entmax_ref(x - 1e-5 * e, al)[0]) / 2e-5 for e in np.eye(n)]).T
    check.tex(28, {"J": jac, "s": s, "n": n}, rtol=1e-6, atol=1e-6)
    for i, j in ((1, 2), (3, 3)):
        check.tex(29, {"p": check.at(lambda e: entmax_ref(e["x"], al)[0]), "x": x, "J": np.diag(s) - np.outer(s, s) / s.sum(), "i": i, "j": j}, rtol=1e-5, atol=1e-7)
# 独热的充要条件：恰好在间隔上，以及差一点
edge = np.array([2.0, 2.0 - 1 / (alpha - 1), -3.0])
check.tex(30, {"x": edge, "c": 1, "j": 2, r"\alpha": alpha}, tight=0)
check.tex(30, {"x": edge + np.array([0, 1e-3, 0]), "c": 1, "j": 2, r"\alpha": alpha}, holds=False)
check.le(30, abs(entmax_ref(edge, alpha)[0][0] - 1), 1e-12, tight=(entmax_ref(edge, alpha)[0][0], 1.0))
print("间隔上:", f"{entmax_ref(edge, alpha)[0][0]:.6f}", " 差一点时小于 1:", bool(entmax_ref(edge + np.array([0, 0.05, 0]), alpha)[0][0] < 1))

# %% id=normalise
f = lambda t: float(1.3 * np.exp(0.6 * t))
check.tex(32, {"f": f, "a": 0.4, "h": -1.7})
check.tex(32, {"f": lambda t: 1 + t + t * t / 2, "a": 0.4, "h": -1.7}, holds=False)
for t in (-1.3, 0.7):
    check.tex(33, {"a": t})
taylor = lambda t: 1 + t + t * t / 2
pn = lambda v: np.array([taylor(t) for t in v]) / sum(taylor(t) for t in v)
check.tex(34, {"f": taylor, "x": x, "c": 2, "p": check.at(lambda e: pn(e["x"]))}, rtol=1e-6)
check.tex(35, {r"\theta": entmax_ref([1.0, 0.6, -0.5], 2.0)[1]})
loss3 = fy([1.0, 0.6, -0.5], [1.0, 0.0, 0.0])
print(f"算例的损失 {loss3:.2f}  加入 0.9 之后", " ".join(f"{v:.1f}" for v in proj([1.0, 0.6, -0.5, 0.9])))
