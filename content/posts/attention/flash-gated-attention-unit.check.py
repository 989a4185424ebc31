# flash-gated-attention-unit 的数值检查。
# 独立路径：注意力逐个位置用循环算出，运算量逐步数出，奇异值与秩由 numpy 给出，期望用求积。

# %% id=unit
import math

n, d, e, s = 7, 4, 5, 3
X = rng.normal(size=(n, d))
Wu, Wv, Wz, Wo = (rng.normal(size=shape) for shape in ((d, e), (d, e), (d, s), (e, d)))
alpha, beta, mu, nu = rng.normal(size=(4, s))
swish = lambda x: np.asarray(x) / (1 + np.exp(-np.asarray(x)))
relu1 = lambda x: max(float(x), 0.0)

def token(i, values):
    """第 i 个位置的门、权重与输出，逐个求和。"""
    u = np.array([float(swish(sum(X[i, r] * Wu[r, k] for r in range(d)))) for k in range(e)])
    zs = [np.array([float(swish(sum(X[j, r] * Wz[r, k] for r in range(d)))) for k in range(s)]) for j in range(n)]
    a = [relu1(sum((alpha[k] * zs[i][k] + mu[k]) * (beta[k] * zs[j][k] + nu[k]) for k in range(s)) / math.sqrt(s)) ** 2 / n for j in range(n)]
    mix = [sum(a[j] * values[j][k] for j in range(n)) for k in range(e)]
    return u, np.array(a), np.array([sum(Wo[k, r] * u[k] * mix[k] for k in range(e)) for r in range(d)])

V = np.array([[float(swish(X[j] @ Wv[:, k])) for k in range(e)] for j in range(n)])
parts = [token(i, V) for i in range(n)]
U, A, O = (np.array([p[k] for p in parts]) for k in range(3))
check.tex(5, {"O": O, "U": U, "A": A, "V": V, "W_o": Wo})
fam = lambda M: (lambda i: M[i - 1])
for i in (2, 5):
    B = np.array([[Wo[k, r] * U[i - 1, k] for k in range(e)] for r in range(d)])
    table = {"o": fam(O), "B_i": B, "B": {i: B}, "a": A, "v": fam(V), "n": n, "i": i}
    check.tex(6, table)
    linear = np.array([X[j] @ Wv for j in range(n)])
    moved = []
    for r in range(d):
        unit = np.zeros(d)
        unit[r] = 1.0
        moved.append(Wo.T @ (U[i - 1] * (Wv.T @ unit)))
    check.tex(7, {"M_i": np.array(moved).T, "B_i": B, "W_v": Wv, "u": U, r"\omega": fam(Wo), "w": fam(Wv.T), "e": e, "i": i})

# %% id=heads
H, dd, nn = 3, 2, 5
p = rng.uniform(0.1, 1, size=(H, nn))
p = p / p.sum(axis=1, keepdims=True)
C = rng.normal(size=(H, dd, dd))
x = rng.normal(size=(nn, dd))
a, M = rng.normal(size=nn), rng.normal(size=(dd, dd))
y = sum(p[h, j] * C[h] @ x[j] for h in range(H) for j in range(nn))
o = sum(a[j] * M @ x[j] for j in range(nn))
pf, Cf = fam(p), fam(C)
check.tex(8, {"y": y, "o": o, "p": pf, "C": Cf, "H": H, "a": a, "M": M, "X": x})
sv = lambda k, A: float(np.append(np.linalg.svd(np.atleast_2d(A), compute_uv=False), np.zeros(12))[int(k) - 1])
R = np.array([[sum(p[h, j] * C[h].T.ravel()[c] for h in range(H)) for c in range(dd * dd)] for j in range(nn)])
base = {"p": pf, "C": Cf, "H": H, "R": R, "r": min(nn, dd * dd), r"\sigma_\cdot(\cdot)": sv}
check.tex(10, {**base, "a": a, "M": M})
check.tex(11, {**base, "a": a, "M": M})
u1, s1, v1 = np.linalg.svd(R)
check.tex(11, {**base, "a": s1[0] * u1[:, 0], "M": v1[0].reshape(dd, dd).T}, tight=0)
check.tex(11, {**base, "a": 0.9 * s1[0] * u1[:, 0], "M": v1[0].reshape(dd, dd).T})
for k in (2, 3):
    pk, Ck = rng.uniform(0.1, 1, size=(2, nn)), rng.normal(size=(2, dd, k))
    pk = pk / pk.sum(axis=1, keepdims=True)
    Rk = sum(np.outer(pk[h], Ck[h].ravel()) for h in range(2))
    gram = np.array([[float(np.sum(Ck[g] * Ck[h])) for h in range(2)] for g in range(2)])
    check.tex(12, {"R": Rk, r"\mathcal{P}": pk @ pk.T, r"\mathcal{C}": gram, r"\sigma_\cdot(\cdot)": sv})
same = np.array([pk[0], pk[0]])
check.tex(12, {"R": sum(np.outer(same[h], Ck[h].ravel()) for h in range(2)), r"\mathcal{P}": same @ same.T, r"\mathcal{C}": gram, r"\sigma_\cdot(\cdot)": sv}, atol=1e-7)
for gate in (U, np.outer(U[:, 0], U[0])):
    T = np.array([(Wo.T @ np.diag(g) @ Wv.T).T.ravel() for g in gate])
    check.tex(13, {"T": T, "U": gate})
thin = np.vstack([Wo[0], Wo[0], Wo[0], Wo[0], Wo[0]])
wide = np.hstack([Wv[:, :1]] * 5)
check.tex(13, {"T": np.array([(thin.T @ np.diag(g) @ wide.T).T.ravel() for g in U]), "U": U}, holds=False)
print(f"门的秩 {np.linalg.matrix_rank(U)}")

# %% id=cost
def gau_counts(d, s, e, n):
    """参数的个数与每个位置的运算量，逐个矩阵、逐个（查询，键）对数。"""
    matrices = [(d, e), (d, e), (d, s), (e, d)]
    flops = sum(2 * rows * columns for rows, columns in matrices)
    for _ in range(n):
        flops += 2 * s + 2 * e
    return sum(rows * columns for rows, columns in matrices) + 4 * s, flops

def transformer_counts(d, n):
    matrices = [(d, d)] * 4 + [(d, 4 * d), (4 * d, d)]
    flops = sum(2 * rows * columns for rows, columns in matrices)
    for _ in range(n):
        flops += 2 * d + 2 * d
    return sum(rows * columns for rows, columns in matrices), flops

for dm, sm, nm in ((5, 3, 11), (7, 2, 4)):
    params, flops = gau_counts(dm, sm, 2 * dm, nm)
    others = transformer_counts(dm, nm)
    table = {r"N_{\text{G}}": params, r"F_{\text{G}}": flops, r"N_{\text{T}}": others[0], r"F_{\text{T}}": others[1], "d": dm, "s": sm, "e": 2 * dm, "n": nm}
    for number in (14, 15, 16):
        check.tex(number, table)
    wide_params, wide_flops = gau_counts(dm, sm, 3 * dm, nm)
    check.tex(14, {**table, "e": 3 * dm, r"N_{\text{G}}": wide_params, r"F_{\text{G}}": wide_flops})
    check.tex(16, {**table, r"N_{\text{G}}": wide_params, r"F_{\text{G}}": wide_flops}, holds=False)

# %% id=rows
relu = lambda v: max(float(v), 0.0)
tau = 1.3
nodes, weights = np.polynomial.hermite_e.hermegauss(6)
weights = weights / weights.sum()
grid3 = [(wa * wb * wc, {"t": tau * np.array([a1, b1, c1])}) for a1, wa in zip(nodes, weights) for b1, wb in zip(nodes, weights) for c1, wc in zip(nodes, weights)]
check.tex(17, {"n": 3, "relu": relu, r"\tau": tau}, E={"t": grid3})
check.tex(18, {"n": 3, "relu": relu, r"\tau": tau}, E={"t": grid3})
legs, lw = np.polynomial.legendre.leggauss(120)
top = 12 ** 0.25
half = [((0.5 * top * (g + 1)) ** 4, 0.5 * top * wt * 4 * (0.5 * top * (g + 1)) ** 3) for g, wt in zip(legs, lw)]
density = lambda z: math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
normal = [(wt * density(z), {"z": sign * z}) for z, wt in half for sign in (1.0, -1.0)]
euler = 0.57721566490153286
check.tex(20, {"relu": relu, r"\gamma": euler}, E={"z": normal})
check.tex(21, {r"\zeta": lambda z: 2 * relu(z) ** 2, r"\gamma": euler}, E={"z": normal})
for kappa in (1.0, 0.5, 1.7):
    check.tex(23, {r"\kappa": kappa, r"\Gamma": math.gamma, r"\pi": math.pi}, E={"z": normal})
check.tex(39, {r"\gamma": euler, r"\pi": math.pi}, E={"z": normal})
phi_cdf = lambda v: 0.5 * math.erfc(-float(v) / math.sqrt(2))
limits = []
for delta in (-2.0, -0.7, 0.0, 1.3, 2.0):
    # 分段求积：权重在 z = -δ 处不光滑，两边各用一次 Gauss–Legendre。
    above = [(0.5 * (12 + delta) * wt * density(z), {"z": z}) for g, wt in zip(legs, lw) for z in (-delta + 0.5 * (12 + delta) * (g + 1),)]
    below = [(0.5 * (12 - delta) * wt * density(z), {"z": z}) for g, wt in zip(legs, lw) for z in (-12 + 0.5 * (12 - delta) * (g + 1),)]
    shifted = above + below
    mass = sum(q * (v["z"] + delta) ** 2 for q, v in above)
    table = {"relu": relu, r"\delta": delta, r"\Phi": phi_cdf, r"\pi": math.pi}
    check.tex("eq:shift-mean", table, E={"z": shifted})
    limit = sum(q * (v["z"] + delta) ** 2 / mass * math.log((v["z"] + delta) ** 2 / mass) for q, v in above)
    limits.append(limit)
    check.tex("eq:shift-bounds", {**table, r"D_{\delta}": limit, r"\zeta_{\delta}": lambda v, delta=delta, mass=mass: relu(v + delta) ** 2 / mass}, E={"z": shifted})
# 取等：权重在支集上是常数的两点分布（得分为正的概率 0.6），这时亏损是 -log 0.6。
two = [(0.4, {"z": -3.0}), (0.6, {"z": 1.0})]
flat = {"relu": relu, r"\delta": 0.7, r"\Phi": lambda v: sum(q for q, at in two if at["z"] + v > 0), r"D_{\delta}": -math.log(0.6), r"\zeta_{\delta}": lambda v: relu(v + 0.7) ** 2 / (0.6 * 1.7**2)}
check.tex("eq:shift-bounds", flat, E={"z": two}, tight=0)
check.tex("eq:shift-bounds", flat, E={"z": two}, tight=1)
print("熵亏损的极限：", [round(v, 4) for v in limits])
t = rng.normal(size=9)
t[0], t[4], t[8] = 0.8, -0.6, 1.1
share = np.maximum(t, 0) ** 2
share = share / share.sum()
J = -sum(q * math.log(q) for q in share if q > 0)
kept = [2 * v * v for v in t if v > 0]
check.tex(22, {"n": 9, "J": J, r"\bar\zeta": sum(kept) / 9, r"\zeta": lambda j: 2 * relu(t[j - 1]) ** 2 + 1e-300, r"#j": range(1, 10)})

# %% id=target
theta, eta = 1.7, 5.3
check.tex(26, {r"\theta": theta, r"\eta": eta, r"\rho": theta**2 / (theta**2 + eta)})
spread = [(0.2, {r"\eta": 0.3}), (0.5, {r"\eta": 4.0}), (0.3, {r"\eta": 9.1})]
check.tex(27, {r"\theta": theta}, E={r"\eta": spread})
check.tex(27, {r"\theta": theta}, E={r"\eta": [(1.0, {r"\eta": eta})]}, tight=0)
check.tex(27, {r"\theta": theta}, E={r"\eta": [(0.5, {r"\eta": -4.0}), (0.5, {r"\eta": -9.0})]}, holds=False)
laplace = 0.5 * sum(0.5 * 60 * wt * math.exp(-0.5 * 60 * (g + 1)) for g, wt in zip(*np.polynomial.legendre.leggauss(200)))
gauss = sum(0.5 * 12 * wt * density(0.5 * 12 * (g + 1)) for g, wt in zip(*np.polynomial.legendre.leggauss(200)))
check.tex(28, {r"\Pr\left(\max_{1\le j\le n} t_j\le 0\right)": gauss * laplace * gauss * 0.5, "n": 4}, rtol=1e-8)

# %% id=rank
for size, width in ((9, 3), (4, 3), (6, 2)):
    Q, K = rng.normal(size=(size, width)), rng.normal(size=(size, width))
    check.tex(30, {"Q": Q, "K": K, "n": size, "s": width}, tight=0)
    check.tex(29, {"q": fam(Q), "k": fam(K), "i": 2, "j": 4})
check.tex(30, {"Q": np.outer(Q[:, 0], [1.0, 2.0]), "K": K, "n": 6, "s": 2})
angle = 2 * math.pi * np.arange(5) / 5
ring = np.stack([np.cos(angle), np.sin(angle)], axis=1)
check.tex(30, {"Q": np.maximum(ring @ ring.T, 0), "K": np.eye(5), "n": 5, "s": 2}, holds=False)
print(f"正五边形：平方的秩 {np.linalg.matrix_rank((ring @ ring.T) ** 2, tol=1e-9)}，平方 ReLU 的秩 {np.linalg.matrix_rank(np.maximum(ring @ ring.T, 0) ** 2, tol=1e-9)}")

# %% id=chunks
def mixed_flops(c, s, e, b):
    """双向分块：全部位置的运算量除以位置数。"""
    total = 0
    for _ in range(b):
        total += sum(2 * s + 2 * e for _ in range(c * c))
        total += 2 * c * s * e + 2 * c * s * e
    return total / (b * c)

for cc, ss, ee, bb in ((4, 3, 5, 3), (2, 6, 5, 7)):
    check.tex(33, {r"F_{\text{m}}": mixed_flops(cc, ss, ee, bb), "c": cc, "s": ss, "e": ee})
ss, ee, cc = 128.0, 1536.0, 256.0
even = cc + (2 * cc * (ss + ee) + 4 * ss * ee - 2 * cc * (ss + ee)) / (2 * (ss + ee))
check.tex(34, {"n": even * (1 + 1e-12), "c": cc, "s": ss, "e": ee}, tight=(0, 1e-9), rtol=1e-14)
check.tex(34, {"n": 493.0, "c": cc, "s": ss, "e": ee})
check.tex(34, {"n": 492.0, "c": cc, "s": ss, "e": ee}, holds=False)
for a1, b1 in ((3.0, 5.0), (7.0, 2.0), (1.0, 40.0)):
    check.tex(35, {"s": a1, "e": b1})
check.tex(35, {"s": 3.7, "e": 3.7}, tight=0)
check.tex(35, {"s": 1e-10, "e": 1.3}, tight=0)
check.tex(35, {"s": 1.3, "e": 1e-10}, tight=0)
b, c, s, e = 4, 3, 2, 5
Q, K, V = {}, {}, {}
for l in range(1, b + 1):
    Q[l], K[l], V[l] = rng.normal(size=(c, s)), rng.normal(size=(c, s)), rng.normal(size=(c, e))
S = {0: np.zeros((s, e))}
for l in range(1, b + 1):
    S[l] = sum(np.outer(K[m][i], V[m][i]) for m in range(1, l + 1) for i in range(c))
for l in (2, 4):
    check.tex(36, {"S": S, "Q": Q, "K": K, "V": V, r"\ell": l})
size = b * c
full = rng.uniform(0, 1, size=(size, size))
D = np.kron(np.eye(b), np.ones((c, c))) * rng.normal(size=(size, size))
left, values, right = np.linalg.svd(full - D)
loose = {"A": full, "D": D, "n": size, "s": s, "Q": rng.normal(size=(size, s)), "K": rng.normal(size=(size, s)), r"\sigma_\cdot(\cdot)": sv}
check.tex(37, loose)
check.tex(37, {**loose, "Q": size * left[:, :s] * values[:s], "K": right[:s].T}, tight=0)
check.tex(37, {**loose, "Q": size * left[:, : s + 1] * values[: s + 1], "K": right[: s + 1].T}, holds=False)

# %% id=example
keys, vals = (1.0, -1.0, 2.0), ([1.0, 0.0], [0.0, 1.0], [1.0, 1.0])
mix = sum(relu(k) ** 2 / 3 * np.array(v) for k, v in zip(keys, vals))
print("加权和乘 3：", [round(float(3 * v), 9) for v in mix])
result = np.array([sum([[1.0, 0.0], [1.0, 1.0]][k][r] * [3.0, -3.0][k] * mix[k] for k in range(2)) for r in range(2)])
check.tex(38, {"o_1": result})
print(f"一次 ReLU 的亏损 {sum(wt * density(z) * math.sqrt(2 * math.pi) * z * math.log(math.sqrt(2 * math.pi) * z) for z, wt in half):.4f}")
