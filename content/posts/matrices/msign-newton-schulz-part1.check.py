# msign-newton-schulz-part1 的数值检查。
# 独立路径：numpy 的奇异值分解、numpy 的求积与求根、Remez 交换；矩阵长方、秩亏、非对称。

# %% id=msign
m, n, r = 6, 5, 3
G = rng.normal(size=(m, r)) @ rng.normal(size=(r, n))

def msign(M):
    """奇异值大于舍入的方向都换成 1。"""
    U, s, Vt = np.linalg.svd(np.atleast_2d(M), full_matrices=False)
    keep = s > 1e-9 * s[0]
    return U[:, keep] @ Vt[keep]

U, s, Vt = np.linalg.svd(G)
base = {"G": G, "r": r, "n": n, r"\operatorname{msign}": msign, "u": lambda j: U[:, j - 1], "v": lambda j: Vt[j - 1], r"\sigma": s, "I": np.eye(n)}
for number in (1, 2, 3):
    check.tex(number, base, rtol=1e-7, atol=1e-8)
tall = rng.normal(size=(m, n))
a1, a2, a3 = np.linalg.svd(tall)
O = msign(tall)
Q, _ = np.linalg.qr(rng.normal(size=(m, n)))
near = {**base, "G": tall, "O": O, "Q": Q, r"\sigma": a2, "v": lambda j: a3[j - 1]}
check.tex(4, near)
check.tex(5, near)
one = O - 2 * np.outer(O @ a3[n - 1], a3[n - 1])                 # 只翻转最小奇异值的方向
check.tex(4, {**near, "Q": one}, tight=0)
check.tex(4, {**near, "Q": 1.4 * O}, holds=False)
check.tex(4, {**near, "G": 2.5 * O, r"\sigma": 2.5 * np.ones(n), "v": lambda j: a3[j - 1]}, tight=0)
check.eq(1, O @ O.T @ O, msign(tall))

# %% id=odd
coef = {0: 1.3, 1: -0.7, 2: 0.4, 3: -0.09}
scalar = lambda x: sum(a * x ** (2 * k + 1) for k, a in coef.items())
def p_any(X):
    """标量直接算；矩阵逐次左乘 X X^T。"""
    if np.ndim(X) == 0:
        return scalar(X)
    out, term = 0, np.asarray(X)
    for k in range(4):
        out, term = out + coef[k] * term, X @ (X.T @ term)
    return out
odd = {**base, "K": 3, "a": coef, "p": p_any, "X": G, "x": 0.8}
for number in (6, 7, 8):
    check.tex(number, odd)
check.tex(9, {r"\gamma": lambda k: float(np.prod([(2 * i - 1) / (2 * i) for i in range(1, k + 1)])), "z": 0.6, "#k": range(0, 90)})
for k in (0, 1, 4):
    check.tex(10, {r"\gamma_k": float(np.prod([(2 * i - 1) / (2 * i) for i in range(1, k + 1)])), "k": k})

# %% id=taylor
gam = lambda k: float(np.prod([(2 * i - 1) / (2 * i) for i in range(1, k + 1)]))
gl, gw = np.polynomial.legendre.leggauss(30)
def pint(K, x):
    """由 (1-s^2)^K 的积分之比计算 p_K，不用级数。"""
    primitive = lambda y: float(y / 2 * gw @ (1 - (y / 2 * (gl + 1)) ** 2) ** K)
    return primitive(x) / primitive(1.0)
def qint(K, z):
    x = np.sqrt(1 - z)
    return pint(K, x) / x if x > 0 else 1 / float(0.5 * gw @ (1 - (0.5 * (gl + 1)) ** 2) ** K)
Cs = lambda K: 1 / float(0.5 * gw @ (1 - (0.5 * (gl + 1)) ** 2) ** K)
for K in (1, 2, 3):
    for x in (0.35, 0.9):
        env = {"K": K, "x": x, r"\gamma": lambda k: gam(k), "C_K": Cs(K), r"p_\cdot(\cdot)": pint, r"q_\cdot(\cdot)": qint, "z": 0.3}
        for number in (11, 12, 14):
            check.tex(number, env)
        check.tex(13, {"K": K, "x": x, "C_K": Cs(K), "p_K": lambda y: pint(K, y)}, rtol=1e-7)
        check.tex(15, env, grid={"s": 30})
        check.tex(17, env, grid={"s": 40})
        check.tex(18, env)
    for x in (0.0, 1.0):
        for place in (0, 1):
            check.tex(18, {**env, "x": x}, tight=place)
poly2 = lambda K, x: (15 * x - 10 * x**3 + 3 * x**5) / 8
check.tex(18, {"K": 2, "x": 1.3, r"p_\cdot(\cdot)": poly2}, holds=False)
# 不是 p_K 的函数：1 - p^2 刚好越过上界、下界
for K in (1, 2, 3):
    for x in (0.35, 0.8):
        over, under = 1.02 * (1 - x**2) ** (K + 1), 0.98 * (1 - x**2) ** (2 * K + 1)
        for value in (over, under):
            fake = lambda k, y: float(np.sqrt(1 - value)) if k == K and y == x else 2.0
            check.tex(18, {"K": K, "x": x, r"p_\cdot(\cdot)": fake}, holds=False)
print(f"x = 1.3，K = 2：1 - p^2 = {1 - poly2(2, 1.3)**2:.4f}，(1-x^2)^5 = {(1 - 1.3**2)**5:.4f}；sqrt(3) = {np.sqrt(3):.4f}，sqrt(7/3) = {np.sqrt(7 / 3):.4f}")

# %% id=convergence
for K in (1, 2, 3):
    x = [0.3]
    for _ in range(4):
        x.append(pint(K, x[-1]))
    path = {t: v for t, v in enumerate(x)}
    for t in (1, 2, 3):
        check.tex(19, {"K": K, "x": path, "t": t})
        check.tex(22, {"K": K, "x_t": path[t], "x_0": 0.3, "t": t, "C_K": Cs(K), "x": 0.3, r"p_\cdot(\cdot)": pint})
    check.tex(19, {"K": K, "x": path, "t": 0}, tight=0)
    check.tex(19, {"K": K, "x": {0: 1.0, 3: 1.0}, "t": 3}, tight=0)
    for t in (1, 2):
        check.tex(19, {"K": K, "x": {0: 0.6, t: float(np.sqrt(1 - 1.02 * 0.64 ** ((K + 1) ** t)))}, "t": t}, holds=False)
    low = {"K": K, "x_t": 0.0, "x_0": 0.3, "t": 0, "C_K": Cs(K), "x": 0.0, r"p_\cdot(\cdot)": pint}
    steep = lambda k, y: 1.01 * Cs(K) * y if k == K else 0.1 * y
    check.tex(22, {**low, "x": 0.4, "x_t": 0.3, r"p_\cdot(\cdot)": steep}, holds=False)
    check.tex(22, {**low, "x": 0.4, "x_t": 0.3 * 1.01 * Cs(K) ** 2, "t": 2}, holds=False)
    check.tex(22, {**low, "x_t": 0.3}, tight=0)
    check.tex(22, {**low, "x_t": 0.3}, tight=1)
    begin = 1e-3
    y, t = begin, 0
    while y < 0.5:
        y, t = pint(K, y), t + 1
    check.tex(23, {"x_0": begin, "C_K": Cs(K), "t": t})
    check.tex(23, {"x_0": begin, "C_K": Cs(K), "t": np.log(0.5 / begin) / np.log(Cs(K))}, tight=0)
    check.tex(23, {"x_0": begin, "C_K": Cs(K), "t": t - 4 - 2 * K // 3}, holds=False)
def by_svd(X, f):
    u, sv, vt = np.linalg.svd(X, full_matrices=False)
    return (u * np.array([f(float(v)) for v in sv])) @ vt
for K in (1, 2):
    X = {0: G / np.linalg.norm(G)}
    for t in range(5):
        X[t + 1] = by_svd(X[t], lambda v: pint(K, v))
    def qmat(k, B):
        w, Q = np.linalg.eigh(np.asarray(B))
        return (Q * np.array([qint(k, float(min(v, 1.0))) for v in w])) @ Q.T
    it = {**base, "K": K, "X": X, r"q_\cdot(\cdot)": lambda k, B: qmat(k, B)}
    for t in (1, 2):
        check.tex(16, {**it, "t": t}, rtol=1e-6, atol=1e-8)
        check.tex(20, {**it, "t": t})
        if K == 1:
            check.tex(21, {**it, "t": t}, rtol=1e-8)
    flat = np.zeros((m, n))
    flat[1, 2] = 4.0
    check.tex(20, {**it, "G": flat, r"\sigma": np.array([4.0]), "r": 1, "X": {3: flat / 4}, "t": 3}, tight=0)
    check.tex(20, {**it, "X": {3: 3 * G / np.linalg.norm(G)}, "t": 3}, holds=False)
    frame = Q[:, :2] @ np.array([[0.6, 0.8], [-0.8, 0.6]])
    ahead = pint(K, pint(K, np.sqrt(0.5)))
    check.tex(20, {**it, "G": frame, r"\sigma": np.ones(2), "r": 2, "X": {2: ahead * frame}, "t": 2})
    behind = 1 - 1.02 * 0.5 ** ((K + 1) ** 2)
    check.tex(20, {**it, "G": frame, r"\sigma": np.ones(2), "r": 2, "X": {2: behind * frame}, "t": 2}, holds=False)

# %% id=domain
for x in (0.4, 1.6, -2.3):
    check.tex(24, {r"p_\cdot(\cdot)": pint, "x": x})
    check.tex(25, {r"p_\cdot(\cdot)": pint, "x": x})
check.tex(26, {r"p_\cdot(\cdot)": pint})
sv = s[:r]
check.tex(27, {**base, r"\kappa": sv[0] / sv[-1]})
check.tex(27, {**base, "G": 2 * np.eye(m, n), "r": n, r"\sigma": 2 * np.ones(n), r"\kappa": 1.0}, tight=0)
check.tex(27, {**base, "G": np.diag([3.0, 2, 2, 2]), "r": 4, r"\sigma": np.array([3.0, 2, 2, 2]), r"\kappa": 1.5}, tight=1)
check.tex(27, {**base, r"\kappa": 0.5 * sv[0] / sv[-1]}, holds=False)

# %% id=band
a, b, c = 3.4445, -4.7750, 2.0315
tuned = np.poly1d([c, 0, b, 0, a, 0])
slopes = np.sort(tuned.deriv().roots.real)
xi1, xi2 = slopes[2], slopes[3]
low, top = float(tuned(xi2)), float(tuned(xi1))
up = float(tuned(low))
band = {"a": a, "b": b, "c": c, "f": lambda x: float(tuned(x)), r"\xi_1": xi1, r"\xi_2": xi2, r"\ell": low, "u": up, "M": top}
check.tex(28, {**band, "x": 0.7})
check.tex(29, band)
check.tex(30, band)
check.tex(31, band)
for x in (0.7, 0.9, 1.12):
    check.tex(32, {**band, "x": x})
check.tex(32, {**band, "x": float(xi2)}, tight=0)
check.tex(32, {**band, "x": low}, tight=1)
check.eq(28, [float(xi1 <= low < xi2 <= up <= top), float(tuned(top) <= up), float(np.all(tuned(np.linspace(1e-4, low, 4000)) > np.linspace(1e-4, low, 4000)))], [1.0, 1.0, 1.0])
Y = G / np.linalg.norm(G)
for _ in range(14):
    Y = by_svd(Y, lambda v: float(tuned(v)) if v > 1e-9 else 0.0)
check.tex(33, {**base, **band, "X_t": Y, "u": up})
edge = by_svd(G, lambda v: low if v > 1e-9 else 0.0)
check.tex(33, {**base, **band, "X_t": edge, "u": up}, tight=0)
check.tex(33, {**base, **band, "X_t": 0.4 * Y, "u": up}, holds=False)
check.tex(33, {**base, "X_t": by_svd(G, lambda v: 1.3 if v > 1e-9 else 0.0), r"\ell": 0.9, "u": 1.3}, tight=0)
for x in (0.02, 0.4, 0.66):
    check.tex(34, {**band, "x": x})
check.tex(34, {**band, "x": low}, tight=0)
check.tex(34, {**band, "x": 0.4, "a": float(tuned(0.4)) / 0.4 * 0.99}, holds=False)
for x0 in (1e-4, 0.013, 0.2):
    x, T = x0, 0
    while x < low:
        x, T = float(tuned(x)), T + 1
    check.tex(35, {**band, "x_0": x0, "T": T})
check.tex(35, {**band, "x_0": 1e-4, "T": 3}, holds=False)
check.tex(35, {**band, "x_0": 1e-4, "T": 30}, holds=False)
check.tex(35, {**band, "x_0": low / a**3, "T": 3}, tight=0)
check.tex(35, {**band, "x_0": 0.66, "T": 1})
far = np.log(low / 1e-4) / np.log(up / low)
check.tex(35, {**band, "x_0": 1e-4, "T": 1 + far - 0.01})
check.tex(35, {**band, "x_0": 1e-4, "T": 1 + far + 0.01}, holds=False)
star = float(np.sqrt(min(np.roots([c, b, a - 1]).real)))
check.tex(36, {**band, r"x^\star": star}, approx=1e-4)
g = lambda x: 3.4445 * x - 4.7750 * x**3 + 2.4 * x**5
x, path = 0.5, []
for _ in range(4):
    x = g(x)
    path.append(f"{x:.1f}")
print("c = 2.4：", " ".join(path), f" 判别式 {4.775**2 - 4 * 2.4 * 2.4445:.2f}")
print(f"系数 {a:.4f} {b:.4f} {c:.4f}  f(1) = {tuned(1.0):.3f}  五步占比 {5 * 4096 / 2**22:.4f}")

# %% id=minimax
def remez(eps):
    """三次奇多项式的 Remez 交换：在三个参考点上解线性方程，再把中间点移到极值处。"""
    mid = 0.5 * (eps + 1)
    for _ in range(200):
        pts = np.array([eps, mid, 1.0])
        system = np.column_stack([pts, -(pts**3), np.array([1.0, -1.0, 1.0])])
        alpha, beta, delta = np.linalg.solve(system, np.ones(3))
        mid = np.sqrt(alpha / (3 * beta))
    return alpha, beta, delta, mid
for eps in (0.1, 0.45):
    alpha, beta, delta, mid = remez(eps)
    best = lambda x: alpha * x - beta * x**3
    other = lambda x: (alpha + 0.02) * x - (beta + 0.03) * x**3
    grid = [float(v) for v in np.linspace(eps, 1, 201)] + [float(mid)]
    table = {r"\varepsilon": eps, r"\alpha": alpha, r"\beta": beta, r"\eta": mid, r"\delta": delta, "g": best, "h": other, r"#\varepsilon\le x\le 1": grid, r"\varphi": lambda e: (lambda al, be, de, mi: (al - be) / (al * mi - be * mi**3))(*remez(e))}
    for number in (37, 38, 40):
        check.tex(number, table, rtol=1e-8)
    check.tex(39, table)
    check.tex(39, {**table, "h": lambda x: best(x)}, tight=0)
    check.tex(39, {**table, "g": other, "h": best}, holds=False)
check.tex(41, {r"\varphi": table[r"\varphi"]}, lim={r"\varepsilon": [0.02, 0.01, 0.005, 0.0025]}, rtol=1e-6)
check.tex(42, {r"\varphi": table[r"\varphi"]}, lim={r"\varepsilon": [0.8, 0.9, 0.95, 0.975]}, rtol=1e-4)

# %% id=perturbation
A, B = rng.normal(size=(4, 4)), rng.normal(size=(4, 4))
U1, s1, V1 = np.linalg.svd(A)
U2, s2, V2 = np.linalg.svd(B)
V1, V2 = V1.T, V2.T
least = lambda i, M: float(np.linalg.svd(np.asarray(M), compute_uv=False)[i - 1])
pert = {"A": A, "B": B, "n": 4, r"\sigma_\cdot(\cdot)": least, r"\operatorname{msign}": msign, "U_1": U1, "U_2": U2, "V_1": V1, "V_2": V2, "S_1": np.diag(s1), "S_2": np.diag(s2), "Y": V1.T @ V2, "Z": U1.T @ U2}
for number in (43, 44, 45):
    check.tex(number, pert)
check.tex(43, {**pert, "B": 0.01 * B - A})
check.tex(43, {**pert, "n": 2, "A": np.diag([1.0, 0.25]), "B": np.diag([1.0, -0.25])}, tight=0)
# 秩亏时没有这样的界：奇异值取第二小的
check.tex(43, {**pert, "n": 1, "A": np.diag([1.0, 0.01]), "B": np.diag([1.0, -0.01])}, holds=False)

# %% id=example
two = np.array([[3.0, 0.0], [4.0, 5.0]])
check.tex(46, {"G": two, r"\operatorname{msign}": msign})
x0 = two / np.sqrt(50)
check.tex(47, {"X_0": x0, "I": np.eye(2), "X_1": by_svd(x0, lambda v: (3 * v - v**3) / 2)})
first = by_svd(x0, lambda v: (3 * v - v**3) / 2)
gaps = [1 - v**2 for v in np.linalg.svd(first, compute_uv=False)]
print("缺量", " ".join(f"{v:.5f}" for v in gaps), " 各项", " ".join(f"{0.75 * z**2:.4f} {0.25 * z**3:.5f}" for z in (0.1, 0.9)), " 奇异值的平方", " ".join(f"{1 - v:.5f}" for v in gaps))
print("矩阵", " ".join(f"{v:g}" for v in (first * np.sqrt(50)).ravel()), " 平方", " ".join(f"{v:g}" for v in (first**2 * 50).ravel()), f" 和 {np.sum(first**2):.4f}  bf16 的单位舍入 {2.0**-8:.0e}")
check.tex(48, {r"p_\cdot(\cdot)": pint, "x": 0.7})
quadratic = lambda M: 0.3 * np.eye(len(M)) - 1.1 * np.asarray(M) + 0.6 * np.asarray(M) @ np.asarray(M)
wide = rng.normal(size=(4, 3))
check.eq(49, wide @ quadratic(np.eye(3) - wide.T @ wide), quadratic(np.eye(4) - wide @ wide.T) @ wide)
