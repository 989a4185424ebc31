# softmax-and-alternatives 的数值检查。
# 独立路径：最优解由 `climb` 直接在单纯形上求，只用惩罚的导数；sparsemax 还枚举了支撑集；最优性与随机的可行点比较。

# %% id=maps
def soft(x):
    z = np.exp(np.asarray(x, dtype=float) - np.max(x))
    return z / z.sum()

def entmax_ref(x, alpha):
    """阈值形式，用在要反复求值的地方；在 entmax 一格里与 `climb` 对照。"""
    z = (alpha - 1) * np.asarray(x, dtype=float)
    power = 1 / (alpha - 1)
    low, high = z.max() - 1.0, z.max()
    for _ in range(200):
        mid = 0.5 * (low + high)
        low, high = (mid, high) if np.sum(np.maximum(z - mid, 0) ** power) > 1 else (low, mid)
    return np.maximum(z - low, 0) ** power, low

def climb(x, slope):
    """最大化 q·x − Ω(q)：两个分量之间来回挪，每次用二分解一元的最优条件；slope 是惩罚对一个分量的导数。"""
    q = np.full(len(x), 1 / len(x))
    for _ in range(60):
        for i in range(len(q)):
            for j in range(i):
                total, low, high = q[i] + q[j], 0.0, q[i] + q[j]
                for _ in range(55):
                    half = 0.5 * (low + high)
                    up = x[i] - slope(half) > x[j] - slope(total - half)
                    low, high = (half, high) if up else (low, half)
                q[i], q[j] = (0.0, total) if high < 1e-13 else (total, 0.0) if total - low < 1e-13 else (low, total - low)
    return q

tsallis = lambda alpha: (lambda q: float(np.sum(np.asarray(q, float) ** alpha - q) / (alpha * (alpha - 1))))
n = 5
x = rng.permutation([0.8, 0.6, 0.3, -0.7, -1.4]) + 0.03 * rng.normal(size=n)
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
    points = {**env, r"\Delta": simplex + [0.97 * P(x) + 0.03 * q for q in simplex] + [P(x)]}
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
wide = np.array([4.0, 3.6, -1.0, 0.5, 0.0])
check.tex(3, {"P": proj, "x": wide + np.array([0.2, 0.1, 0.0, 0.0, 0.1]), "y": wide})
check.tex(9, {r"\Omega": square, r"\tau": 1.25, "x": np.array([1.0, 0.0]), "M": 1.0, "p": np.array([0.9, 0.1]), r"\ell": 1, "e": lambda i: np.eye(2)[int(i) - 1]})
tiny = 0.02
check.tex(9, {**scaled, "P": proj, r"\Omega": square, r"\tau": tiny, "p": proj(x / tiny)}, tight=(1, 1e-9))
check.tex(4, {r"\Omega^*": value(soft, cases[0][1]), "P": soft, "x": x})

# %% id=strong
a_pair = np.array([0.9, 0.7]), np.array([0.85, 0.75])
for (P, Om), mu in zip(cases, (2.0, 1.0, 1.0)):
    strong = {"P": P, "x": x, "y": y, r"\mu": mu}
    check.tex(6, strong)
    check.tex(7, strong)
far, step = np.array([4.0, 3.6, -1.0, 0.5, 0.0]), np.array([0.1, 0.2, 0.0, 0.0, 0.1])
check.tex(6, {"P": proj, "x": far + step, "y": far, r"\mu": 1.0})
check.tex(6, {"P": lambda v: proj(v / 0.4), "x": a_pair[0], "y": a_pair[1], r"\mu": 0.4}, tight=0)
near = np.array([1e-4, -1e-4])
check.tex(7, {"P": soft, "x": 3 + near, "y": 3 - near, r"\mu": 2.1}, holds=False)
check.tex(7, {"P": soft, "x": 3 + near, "y": 3 - near, r"\mu": 2.0}, tight=0)
v = rng.normal(size=n)
v -= v.mean()
for weights in rng.dirichlet(np.ones(n), 8):
    check.tex(13, {"v": v, "q": weights, "n": n})
check.tex(13, {"v": v, "q": np.abs(v) / np.abs(v).sum(), "n": n}, tight=0)
check.tex(13, {"v": np.array([0.7, -0.7, 0.0]), "q": np.array([0.6, 0.3, 0.1]), "n": 3}, tight=1)
check.tex(13, {"v": np.array([0.9, 0.1, -0.2]), "q": np.array([0.6, 0.2, 0.2]), "n": 3}, holds=False)
a, b = a_pair
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
best_soft = climb(x, lambda t: np.log(t) + 1 if t > 0 else -np.inf)
for i in (1, 4):
    check.tex(12, {"p": best_soft, "x": x, "n": n, "i": i})
beta = 1.7
ratio = {"p": soft(beta * x), "x": x, "n": n, r"\varphi": lambda t: float(np.exp(beta * t)), "b": beta, "a": 0.3, "h": -1.1}
for i, j in ((1, 2), (5, 3)):
    check.tex(14, {**ratio, "i": i, "j": j})
other = np.log1p(np.exp(x))
check.tex(14, {**ratio, "p": other / other.sum(), "i": 1, "j": 2, r"\varphi": lambda t: float(np.log1p(np.exp(t)) / np.log(2))}, holds=False)
check.tex(15, ratio)
check.tex(15, {**ratio, r"\varphi": lambda t: float(np.exp(t**3))}, holds=False)
check.tex(16, {**ratio, "i": 2})
noise = -np.log(-np.log(rng.random((60000, n))))
hits = np.eye(n)[np.argmax(x + noise, axis=1)]
check.mc(17, hits[:, int(np.argmax(x))], soft(x)[int(np.argmax(x))])
nodes = np.polynomial.legendre.leggauss(240)
line = ([float(t) for t in -12 + 36 * (nodes[0] + 1)], [float(w) for w in 36 * nodes[1]])
check.tex(18, {"x": x, "n": n, "i": 3}, grid={"t": line}, rtol=1e-7)

# %% id=sparsemax
order = np.sort(x)[::-1]
kk = np.arange(1, n + 1)
def faces(x):
    """枚举支撑集：在每个面的平面上求垂足，可行的里面取最近的。"""
    options = []
    for mask in range(1, 2 ** len(x)):
        on = np.array([mask >> i & 1 for i in range(len(x))], dtype=bool)
        foot = np.zeros(len(x))
        foot[on] = np.linalg.lstsq(np.vstack([np.eye(on.sum()) - 1 / on.sum(), np.ones(on.sum())]), np.append(x[on] - x[on].mean(), 1.0), rcond=None)[0]
        if foot.min() >= -1e-12:
            options.append((float(np.sum((foot - x) ** 2)), np.maximum(foot, 0)))
    return min(options, key=lambda option: option[0])[1]

p2 = faces(x)
size, th = int(np.sum(p2 > 0)), float(x.max() - p2.max())
assert 1 < size < n and size == kk[1 + kk * order > np.cumsum(order)][-1]
sp = {"x": x, "p": p2, r"\theta": th, "n": n, "q": q, "z": order, "k": size}
for number in (19, 21, 22, 23):
    check.tex(number, sp)
for i in range(1, n + 1):
    check.tex(20, {**sp, "i": i})
face = np.where(p2 > 0, rng.uniform(0.2, 1, n), 0.0)
face /= face.sum()
check.tex(22, {**sp, "q": face}, tight=(1, 1e-9))
dyadic = {"x": np.array([1.125, 0.375, -0.5]), "p": np.array([0.875, 0.125, 0.0]), r"\theta": 0.25, "n": 3, "q": np.array([0.5, 0.5, 0.0])}
check.tex(21, dyadic, tight=1)
check.tex(19, dyadic)
check.tex(19, {**dyadic, "x": dyadic["x"][::-1]})
S = [i for i in range(1, n + 1) if p2[i - 1] > 0]
fy = lambda v, w: value(proj, square)(np.asarray(v)) + square(w) - float(np.asarray(w) @ np.asarray(v))
for c in (1, 3):
    check.tex(32, {**sp, "c": c, "#i": S, "e": lambda i: np.eye(n)[int(i) - 1], r"\mathcal{L}": fy})

# %% id=entmax
pa = climb(x, lambda t: (alpha * t ** (alpha - 1) - 1) / (alpha * (alpha - 1)))
tha = float((alpha - 1) * x.max() - pa.max() ** (alpha - 1))
ent = {"x": x, "p": pa, r"\theta": tha, r"\alpha": alpha, "n": n, "q": q, "M": float(x.max()), r"\Omega_{\alpha}": tsallis(alpha)}
check.tex(24, ent)
check.tex(25, {**ent, r"\Omega_{\alpha}(q)": check.at(lambda e: tsallis(e[r"\alpha"])(q))}, lim={r"\alpha": [1.04, 1.02, 1.01, 1.005]}, rtol=1e-6)
for i in range(1, n + 1):
    check.tex(26, {**ent, "i": i}, rtol=1e-7, atol=1e-9)
    if pa[i - 1] > 0.05:
        check.tex(28, {**ent, "i": i}, rtol=1e-7)
    if p2[i - 1] == 0:
        check.tex(28, {**ent, "i": i, "p": p2, r"\theta": th, r"\alpha": 2.0, r"\Omega_{\alpha}": tsallis(2.0)}, rtol=1e-7)
check.eq(26, entmax_ref(x, alpha)[0], pa, rtol=1e-7)
top = int(np.argmax(x)) + 1
check.tex(28, {**ent, "i": top}, tight=(0, 1e-6))
check.tex(27, ent)
far = 4.0 * np.eye(n)[1]
check.tex(27, {**ent, "x": far, "M": 4.0, r"\theta": entmax_ref(far, alpha)[1]}, tight=0)
check.tex(27, {**ent, "x": np.full(n, 0.3), "M": 0.3, r"\theta": entmax_ref(np.full(n, 0.3), alpha)[1]}, tight=1)
for al in (alpha, 2.0):
    pj = entmax_ref(x, al)[0]
    s = np.where(pj > 0, np.maximum(pj, 1e-300) ** (2 - al), 0.0)
    jac = np.array([(entmax_ref(x + 1e-5 * e, al)[0] - entmax_ref(x - 1e-5 * e, al)[0]) / 2e-5 for e in np.eye(n)]).T
    check.tex(29, {"J": jac, "s": s, "n": n}, rtol=1e-6, atol=1e-6)
    for i, j in ((1, 2), (3, 3)):
        check.tex(30, {"p": check.at(lambda e: entmax_ref(e["x"], al)[0]), "x": x, "J": np.diag(s) - np.outer(s, s) / s.sum(), "i": i, "j": j}, rtol=1e-5, atol=1e-7)
# 独热的充要条件：恰好在间隔上，以及差一点
edge = np.array([2.0, 2.0 - 1 / (alpha - 1), -3.0])
check.tex(31, {"x": edge, "c": 1, "j": 2, r"\alpha": alpha}, tight=0)
check.tex(31, {"x": edge + np.array([0, 1e-3, 0]), "c": 1, "j": 2, r"\alpha": alpha}, holds=False)
check.le(31, abs(entmax_ref(edge, alpha)[0][0] - 1), 1e-12, tight=(entmax_ref(edge, alpha)[0][0], 1.0))
print("间隔上:", f"{entmax_ref(edge, alpha)[0][0]:.6f}", " 差一点时小于 1:", bool(entmax_ref(edge + np.array([0, 0.05, 0]), alpha)[0][0] < 1))

# %% id=normalise
f = lambda t: float(1.3 * np.exp(0.6 * t))
check.tex(33, {"f": f, "a": 0.4, "h": -1.7})
check.tex(33, {"f": lambda t: 1 + t + t * t / 2, "a": 0.4, "h": -1.7}, holds=False)
for t in (-1.3, 0.7):
    check.tex(34, {"a": t})
taylor = lambda t: 1 + t + t * t / 2
pn = lambda v: np.array([taylor(t) for t in v]) / sum(taylor(t) for t in v)
check.tex(35, {"f": taylor, "x": x, "c": 2, "p": check.at(lambda e: pn(e["x"]))}, rtol=1e-6)
check.tex(36, {r"\theta": entmax_ref([1.0, 0.6, -0.5], 2.0)[1]})
loss3 = fy([1.0, 0.6, -0.5], [1.0, 0.0, 0.0])
print(f"算例的损失 {loss3:.2f}  加入 0.9 之后", " ".join(f"{v:.1f}" for v in proj([1.0, 0.6, -0.5, 0.9])))

# %% id=exercises
two = np.array([[t, 0.0] for t in (-2.5, -0.6, 0.4, 1.3)])
closed = [-t if t <= -1 else 0.25 * (1 - t) ** 2 if t <= 1 else 0.0 for t, _ in two]
assert np.allclose([fy(v, [1.0, 0.0]) for v in two], closed)
tau = 0.7
scaled_best = climb(x, lambda t: tau * t)
scaled_loss = float(scaled_best @ x) - tau * square(scaled_best) + tau * square(q) - float(q @ x)
assert np.isclose(scaled_loss, tau * fy(x / tau, q))
assert np.allclose(proj(np.array([2.0, 1.5, 0.0]) / 0.5), [1, 0, 0]) and proj(np.array([2.0, 1.5, 0.0]) / 0.51)[0] < 1
curvature = min(float(t ** (alpha - 2) + (1 - t) ** (alpha - 2)) / 2 for t in np.linspace(0.01, 0.99, 99))
assert np.isclose(curvature, 2 ** (2 - alpha))
print("练习的答案与直接计算相同")
