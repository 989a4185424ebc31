# bert-whitening-hyperparameters 的数值检查。
# 句向量取有限个点的分布，期望逐点求和；谱、秩由 numpy 给出；得分的方差由分布的全部点对求出。

# %% id=transform
import math

d = 4
points = rng.normal(size=(7, d)) @ np.diag([2.0, 1.3, 0.7, 0.4]) + np.array([1.1, -0.4, 0.6, 0.3])
probability = rng.uniform(0.3, 1, size=7)
probability = probability / probability.sum()
one = [(float(w), {"x": p}) for w, p in zip(probability, points)]
two = [(float(w * v), {"x": p, "x'": q}) for w, p in zip(probability, points) for v, q in zip(probability, points)]
mu = sum(w * p for w, p in zip(probability, points))
Sigma = sum(w * np.outer(p - mu, p - mu) for w, p in zip(probability, points))
values, U = np.linalg.eigh(Sigma)
values, U = values[::-1], U[:, ::-1]
for beta, gamma in ((0.3, 0.6), (0.8, 1.7)):
    def f(x):
        """逐个分量：第 i 个特征方向的坐标除以特征值的 γ/2 次方。"""
        return np.array([sum(U[r, i] * (x[r] - beta * mu[r]) for r in range(d)) / values[i] ** (gamma / 2) for i in range(d)])

    second = sum(w * np.outer(f(p), f(p)) for w, p in zip(probability, points))
    table = {"f": f, r"\beta": beta, r"\gamma": gamma, r"\mu": mu, r"\Sigma": Sigma, r"\Lambda": np.diag(values), "U": U, "M": second}
    table["m"] = sum(float(U[:, i] @ mu) ** 2 / values[i] ** gamma for i in range(d))
    check.tex(2, {**table, "x": points[2]})
    check.tex(4, {**table, "x": points[1], "x'": points[4]})
    check.tex(5, table, E={"x": one})
    check.tex(6, table, E={"x": one})
    check.tex(8, table)
    check.tex(9, table, E={"x,x'": two})
    check.tex(10, table, E={"x": one})
    check.tex(11, table, E={"x,x'": two})
Q = np.linalg.qr(rng.normal(size=(d, d)))[0]
root = Q @ np.array([U[:, i] / math.sqrt(values[i]) for i in range(d)])
check.tex(7, {"W": root, r"\Sigma": Sigma})
check.tex(7, {"W": root @ Q, r"\Sigma": Sigma}, holds=False)
sim = lambda y, z: float(np.dot(y, z)) / math.sqrt(float(np.dot(y, y)) * float(np.dot(z, z)))

# %% id=dimension
lam = np.array([5.1, 2.3, 0.9, 0.35])
D = lambda a: sum(v**a for v in lam) ** 2 / sum(v ** (2 * a) for v in lam)
tilt = lambda i, a: lam[i - 1] ** a / sum(v**a for v in lam)
turn = np.linalg.qr(rng.normal(size=(4, 4)))[0]
S4 = turn @ np.diag(lam) @ turn.T
spectral = {r"\lambda": lam, r"p_\cdot(\cdot)": tilt, "d": 4, "D": D, r"\Sigma": S4}
for a in (0.7, 0.3, -0.4):
    check.tex(12, {**spectral, "a": a})
    check.tex(13, {"D": D, "a": a, "d": 4})
    check.tex(14, {**spectral, "a": a, "i": 2})
    check.tex(15, {**spectral, "a": a})
    check.tex(16, {**spectral, "a": a})
check.tex(13, {"D": D, "a": 0.0, "d": 4}, tight=1)
check.tex(13, {"D": lambda a: (2.3**a) ** 2 / 2.3 ** (2 * a), "a": 0.4, "d": 1}, tight=0)
check.tex(15, {**spectral, "D": lambda a: D(2 * a), "a": 0.7}, holds=False)

# %% id=signal
s = np.array([1.2, 0.4, 0.6, 0.1])
ell = lambda w: {"w": w, "s": s, r"\lambda": lam, "d": 4}
for w in (rng.normal(size=4), rng.uniform(0.1, 1, size=4)):
    check.tex(18, ell(w))
best = np.array([sv / lv / lv for sv, lv in zip(s, lam)])
check.tex(18, ell(-1.7 * best), tight=0)
for gamma, kappa in ((0.4, 0.11), (1.6, 0.07)):
    signal = np.array([kappa * lv * lv / lv**gamma for lv in lam])
    share = {"s": signal, r"\lambda": lam, r"\gamma": gamma, r"\kappa": kappa, "d": 4}
    check.tex(19, share)
    check.tex(19, {**share, r"\gamma": gamma + 0.3}, holds=False)
    check.tex(19, {**share, "s": signal * np.array([1.2, 1.0, 1.0, 1.0])}, holds=False)
    check.tex(20, {**share, r"\gamma": gamma + 0.5})
    check.tex(20, {**share, "s": s})
    check.tex(20, share, tight=0)
# 两类得分的均值与方差：各分量取两点，全部组合
n = lam - s
signs = np.array(np.meshgrid(*[[-1.0, 1.0]] * 4)).reshape(4, -1).T
w = rng.normal(size=4)
scores = [float(np.sum(w * (np.sqrt(lam) * p) * (np.sqrt(lam) * q))) for p in signs for q in signs]
print(f"不相似对的均值为零、方差等于 Σw²λ²：{abs(np.mean(scores)) < 1e-12}，{abs(np.var(scores) - float(np.sum(w**2 * lam**2))) < 1e-9}")
same = [float(np.sum(w * (np.sqrt(s) * c + np.sqrt(n) * p) * (np.sqrt(s) * c + np.sqrt(n) * q))) for c in signs for p in signs for q in signs]
print(f"相似对的均值等于 Σws：{abs(np.mean(same) - float(w @ s)) < 1e-12}")
for gamma in (0, 1, 2):
    weight = np.array([4.0, 1.0]) ** -gamma
    print(f"反例：γ = {gamma}，{weight[1] ** 2 / float(weight**2 @ np.array([16.0, 1.0])):.4f}")

three, portion = np.array([4.0, 2.0, 1.0]), np.array([0.3, 0.6, 0.3])
reach = lambda gamma: float(np.sum(three ** (1 - gamma) * portion)) ** 2 / float(np.sum(three ** (2 - 2 * gamma)) * np.sum(portion**2))
scan = [k / 100 for k in range(-1000, 1001)]
print(f"占比不是幂律：族里最好的 γ = {max(scan, key=reach):.2f}，与 8/9 相差小于 1e-12 {abs(reach(1.0) - 8 / 9) < 1e-12}")

# %% id=test
def log_density(point, matrix):
    """零均值二维正态的对数密度，由行列式与线性方程组算出。"""
    return -math.log(2 * math.pi) - 0.5 * math.log(np.linalg.det(matrix)) - 0.5 * float(point @ np.linalg.solve(matrix, point))

for var, pair in ((2.3, np.array([1.4, -0.8])), (0.6, np.array([0.5, 1.9]))):
    ratio = lambda s, var=var, pair=pair: log_density(pair, np.array([[var, s], [s, var]])) - log_density(pair, var * np.eye(2))
    pairs = {"L": ratio, r"\lambda": var, "g": pair[0], "g'": pair[1]}
    for s0 in (0.4, -0.3):
        check.tex("eq:whitening-likelihood", {**pairs, "s": s0})
    check.tex("eq:whitening-score", pairs, order={"s": [0.04, 0.02, 0.01, 0.005]})

# %% id=shift
z, z2 = rng.normal(size=3), rng.normal(size=3)
hat = rng.normal(size=3)
hat = hat / np.linalg.norm(hat)
P = np.eye(3) - np.outer(hat, hat)
shift = {"sim": sim, r"\hat b": hat, "z": z, "z'": z2, "P": P}
check.tex(23, shift, order={"h": [0.04, 0.02, 0.01, 0.005]})
check.tex(24, {"y": z, "y'": z2})
check.tex(24, {"y": 3.1 * z, "y'": 0.2 * hat})
check.tex(25, shift, order={"h": [0.04, 0.02, 0.01, 0.005]})
print(f"h 很大时趋于去掉平移的余弦：{abs(sim(hat + 1e7 * z, hat + 1e7 * z2) - sim(z, z2)) < 1e-6}")
frame = np.linalg.qr(rng.normal(size=(4, 4)))[0]
mean, radius = 1.3 * frame[0], 0.8
a1, a2 = rng.normal(size=3), rng.normal(size=3)
u1, u2 = (radius * v @ frame[1:] / np.linalg.norm(v) for v in (a1, a2))
check.tex(35, {"sim": sim, r"\mu": mean, "z": u1, "z'": u2, "r": radius})
check.tex(35, {"sim": sim, r"\mu": mean, "z": u1 + 0.4 * frame[0], "z'": u2, "r": radius}, holds=False)

# %% id=reduce
beta, gamma, k = 1.0, 0.6, 2
g = lambda x: np.array([sum(U[r, i] * (x[r] - mu[r]) for r in range(d)) / values[i] ** (gamma / 2) for i in range(d)])
kept = {"f": g, "f_k": lambda x: g(x)[:k], r"\lambda": values, r"\gamma": gamma, "k": k, "d": d}
check.tex(26, kept, E={"x": one})
check.tex(27, kept)
check.tex(27, {**kept, r"\gamma": 1.0}, tight=0)
check.tex(27, {**kept, r"\gamma": 1.0, "k": 3}, tight=0)
check.tex(27, {**kept, "k": d}, tight=0)
check.tex(27, {**kept, r"\gamma": 1.5}, holds=False)
for size in (3, 9):
    batch = rng.normal(size=(size, d))
    check.tex(28, {r"\hat\Sigma": np.cov(batch.T, bias=True), "d": d, "N": size}, tight=0)
check.tex(28, {r"\hat\Sigma": np.cov(np.outer(rng.normal(size=9), [1.0, 2.0, 0.0, 1.0]).T, bias=True), "d": d, "N": 9})
check.tex(28, {r"\hat\Sigma": batch.T @ batch, "d": d, "N": 3}, holds=False)
nodes, weights = np.polynomial.hermite_e.hermegauss(6)
weights = weights / weights.sum()
variance = 1.7
cube = [(wa * wb * wc, {"g": math.sqrt(variance) * np.array([a, b, c])}) for a, wa in zip(nodes, weights) for b, wb in zip(nodes, weights) for c, wc in zip(nodes, weights)]
check.tex(29, {"N": 3, r"\lambda": variance}, E={"g": cube})

# %% id=amplify
delta, v = rng.normal(size=d), rng.normal(size=d)
spread = {r"\Lambda": np.diag(values), "U": U, r"\gamma": 0.7, r"\lambda": values, r"\lambda_d": values[-1], "d": d, r"\delta": delta, "v": v}
check.tex(30, spread)
check.tex(31, spread)
double = {**spread, r"\Lambda": np.diag([5.0, 5.0, 0.6, 0.6]), r"\lambda": np.array([5.0, 5.0, 0.6, 0.6]), r"\lambda_d": 0.6}
low, high = U[:, 2] - 0.7 * U[:, 3], 0.4 * U[:, 0] + 0.5 * U[:, 1]
check.tex(30, {**double, r"\delta": low}, tight=0)
check.tex(31, {**double, r"\delta": low, "v": high}, tight=0)
check.tex(30, {**spread, r"\delta": 1.9 * U[:, 0], r"\gamma": -0.7}, holds=False)
check.tex(31, {**spread, r"\delta": 1.9 * U[:, 0], "v": 0.4 * U[:, -1], r"\gamma": -0.7}, holds=False)

# %% id=merge
first, last = rng.normal(size=(5, 3)) + 0.7, rng.normal(size=(8, 3)) @ np.diag([1.0, 2.0, 0.5])
whole = np.vstack([first, last])
cov = lambda X: sum(np.outer(row - X.mean(0), row - X.mean(0)) for row in X) / len(X)
merge = {"N_1": 5, "N_2": 8, r"\mu_1": first.mean(0), r"\mu_2": last.mean(0), r"\mu_0": whole.mean(0), r"\Sigma_1": cov(first), r"\Sigma_2": cov(last), r"\Sigma_0": cov(whole)}
check.tex(32, merge)
check.tex(33, merge)

# %% id=example
half = lambda x: np.array([(x[0] - 2.0) / 4**0.5, x[1] / 1**0.5])
check.tex(34, {"f": half, "x": np.array([4.0, 1.0]), "x'": np.array([1.0, -1.0])})
A = rng.normal(size=(3, 3))
cov3 = A @ A.T + np.eye(3)
S = 0.3 * (A + A.T)
B = rng.normal(size=(3, 3))
B = B + B.T
inverse = np.linalg.inv(cov3)
check.tex(36, {"B": B, "S": S, r"\Sigma": cov3})
check.tex(36, {"B": -1.4 * inverse @ S @ inverse, "S": S, r"\Sigma": cov3}, tight=0)
