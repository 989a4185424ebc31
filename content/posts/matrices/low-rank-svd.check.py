# low-rank-svd 的数值检查。
# 独立路径：奇异值由 numpy 的分解给出，等式两边分别由定义计算；矩阵非对称、非方、秩亏。

# %% id=existence
m, n, r = 6, 5, 4
A = rng.normal(size=(m, r)) @ rng.normal(size=(r, n))

def place(i):
    """下标从 1 开始；第 0 个没有定义。"""
    if int(i) < 1:
        raise IndexError("下标从 1 开始")
    return int(i) - 1

sv = lambda i, M: float(np.append(np.linalg.svd(np.atleast_2d(M), compute_uv=False), np.zeros(12))[place(i)])
columns = lambda M: lambda j: M[:, place(j)]

def setting(A, r):
    """符号表，以及完整的奇异向量与奇异值。"""
    U, s, Vt = np.linalg.svd(A)
    V = Vt.T
    table = {
        "A": A, "r": r, "m": m, "n": n, "q": n, "I": np.eye(m),
        r"\sigma": np.append(s[:r], np.zeros(8)), r"\sigma_\cdot(\cdot)": sv,
        "u": columns(U), "v": columns(V),
    }
    return table, U, s, V

env, U, s, V = setting(A, r)
check.tex(1, env)
unit = lambda k: (lambda w: w / np.linalg.norm(w))(rng.normal(size=k))
pairs = [{"u": unit(m), "v": unit(n)} for _ in range(30)] + [{"u": U[:, 0], "v": V[:, 0]}]
check.tex(2, {**env, r"#\|u\|_2=1,\ \|v\|_2=1": pairs})
check.tex(3, env)
check.tex(4, {**env, "A'": A - s[0] * np.outer(U[:, 0], V[:, 0])})
check.tex(5, env)

# %% id=variational
Q, _ = np.linalg.qr(rng.normal(size=(n, 3)))
for i in (1, 2, 3):
    Qi, _ = np.linalg.qr(rng.normal(size=(n, i)))
    Qt, _ = np.linalg.qr(rng.normal(size=(n, n - i + 1)))
    check.tex(6, {**env, "i": i, "Q": Qi, r"\tilde Q": Qt})
Qt, _ = np.linalg.qr(rng.normal(size=(n, n - 1)))
check.tex(6, {**env, "i": 2, "Q": V[:, :2], r"\tilde Q": Qt}, tight=0)
check.tex(6, {**env, "i": 2, "Q": Q[:, :2], r"\tilde Q": V[:, 1:]}, tight=1)
check.tex(6, {**env, "i": 2, "Q": 1.9 * V[:, :2], r"\tilde Q": Qt}, holds=False)
c = rng.normal(size=n)
c[:1] = 0
c /= np.linalg.norm(c)
wide = rng.normal(size=(n, 6))                              # 满秩，最后一项也不为零
fenv, fU, fs, fV = setting(wide[:, :n] + np.eye(n), n)
check.tex(7, {**env, "i": 2, "z": V @ c, "c": c})
check.tex(7, {**fenv, "i": 2, "z": fV @ c, "c": c})
check.tex(7, {**env, "i": 2, "z": V[:, 1], "c": np.eye(n)[1]}, tight=1)
E = 0.7 * rng.normal(size=(m, n))
for i in (1, 3, 5):
    check.tex(8, {**env, "E": E, "i": i})
check.tex(8, {**env, "E": 3 * s[0] * np.outer(U[:, 0], V[:, 0]), "i": 1}, tight=0)   # 换成 A-E 就不取等

# %% id=trace
# 迹不等式与截断用满秩的矩阵，最后一项也不为零
deficient = A
A, r = rng.normal(size=(m, n)), n
env, U, s, V = setting(A, r)
B = rng.normal(size=(m, n))
P, t, Zt = np.linalg.svd(B)
Z = Zt.T
M = (U[:, :n].T @ P[:, :n]) * (V.T @ Z)
delta = np.append(s, 0)[:n] - np.append(s, 0)[1 : n + 1]
gamma = t - np.append(t, 0)[1 : n + 1]
tr = {**env, "B": B, "g": columns(P), "h": columns(Z), "M": M, r"\delta": delta, r"\gamma": gamma}
common = (U[:, :n] * t) @ V.T
check.tex(9, tr)
check.tex(9, {**tr, "B": common}, tight=0)
check.tex(10, tr)
for i, j in ((1, 2), (3, 1), (5, 4)):
    check.tex(11, {**tr, "i": i, "j": j})
    check.tex(12, {**tr, "i": i})
same = {**tr, "g": columns(U), "h": columns(V), "M": np.eye(n), "B": common}
# 次序倒过来的公共奇异向量：第 i 行只有第 q+1-i 项
back = {**tr, "g": columns(U[:, n - 1 :: -1]), "h": columns(V[:, ::-1]), "M": np.eye(n)[::-1]}
for data in (same, back):
    for i in (1, 2, n):
        check.tex(12, {**data, "i": i}, tight=0)
        check.tex(12, {**data, "i": i}, tight=1)
check.tex(13, tr)
check.tex(13, same, tight=1)
check.tex(14, tr)
check.tex(15, tr)
check.tex(15, {**tr, "B": common}, tight=0)
check.tex(16, tr)
check.tex(16, {**tr, "B": 1.7 * U[:, :r] @ V[:, :r].T}, tight=0)
check.tex(17, env)

# %% id=truncation
k = 2
Ak = (U[:, :k] * s[:k]) @ V[:, :k].T
L = rng.normal(size=(m, k)) @ rng.normal(size=(k, n))
low = {**env, "k": k, "A_{k}": Ak, "L": L, r"\rho": 1.6}
check.tex(18, low)
for number in (19, 24, 25):
    check.tex(number, low)
    check.tex(number, {**low, "L": Ak}, tight=0)
    check.tex(number, {**low, "L": A}, holds=False)
Qk, _ = np.linalg.qr(rng.normal(size=(n, k)))
inside = rng.normal(size=(m, k)) @ Qk.T
cap = np.array([float(np.sum((Qk.T @ V[:, j]) ** 2)) for j in range(n)])
check.tex(20, {**low, "Q": Qk, "L": inside})
check.tex(20, {**low, "Q": Qk, "L": L}, holds=False)
for j in (1, 4):
    check.tex(21, {**low, "Q": Qk, "c": cap, "j": j, "v_j": V[:, j - 1]})
check.tex(22, {**low, "c": cap})
check.tex(22, {**low, "c": np.array([1.0, 1.0, 0, 0, 0])}, tight=0)
check.tex(22, {**low, "c": cap, r"\sigma": np.full(n, 1.4)}, tight=0)       # 奇异值全相等
for i in (1, 2, 3):
    check.tex(23, {**low, "i": i})
check.tex(23, {**low, "i": 2, "L": Ak}, tight=0)
above = rng.normal(size=(m, k + 1)) @ rng.normal(size=(k + 1, n))           # 秩多一
check.tex(23, {**low, "i": 1, "L": above}, holds=False)
turn = lambda a: np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
ties = np.diag([3.0, 2.0, 2.0])
for a in (0.3, 1.1):
    R = np.eye(3)
    R[1:, 1:] = turn(a)
    W = R[:, :2]
    check.eq(19, np.linalg.norm(ties - W @ np.diag([3.0, 2.0]) @ W.T) ** 2, 4.0)
print("谱范数下不唯一:", " ".join(f"{np.linalg.norm(np.diag([3.0, 2.0, 1.0]) - np.diag([3.0 + a, 0, 0]), 2):.1f}" for a in (-2.0, 0.5, 2.0)))

# %% id=factors
A, r = deficient, 4
env, U, s, V = setting(A, r)
b, cc = rng.normal(size=(m, 3)), rng.normal(size=(3, n))
x, y = np.linalg.svd(b @ cc, full_matrices=False)[0], np.linalg.svd(b @ cc, full_matrices=False)[2]
msign = x[:, :3] @ y[:3]
fac = {**env, "B": b, "C": cc, "S": msign}
mix, _ = np.linalg.qr(rng.normal(size=(3, 3)))               # 平衡，但不是对角的
balanced = {**env, "B": U[:, :3] * np.sqrt(s[:3]) @ mix, "C": mix.T @ (V[:, :3] * np.sqrt(s[:3])).T, "S": U[:, :3] @ V[:, :3].T}
for number in (26, 27):
    check.tex(number, fac)
check.tex(26, balanced, tight=0)
check.tex(27, {**fac, "S": U[:, :3] @ V[:, :3].T}, holds=False)
for step in (1, 2, 3):
    check.tex(27, balanced, tight=step)
lam = float(0.5 * (s[1] + s[2]))
best = sum(max(s[j] - lam, 0) * np.outer(U[:, j], V[:, j]) for j in range(r))
prox = {**env, r"\lambda": lam, r"L^\star": best}
check.tex(28, prox)
check.tex(28, {**prox, r"\lambda": 0.5 * s[r - 1], r"L^\star": sum((s[j] - 0.5 * s[r - 1]) * np.outer(U[:, j], V[:, j]) for j in range(r))})
check.tex(29, prox)
objective = lambda X: 0.5 * np.sum((A - X) ** 2) + lam * np.linalg.svd(X, compute_uv=False).sum()
trial = best + 0.3 * rng.normal(size=(m, n))
check.le(28, objective(best), objective(trial), tight=(objective(best), float(np.sum(0.5 * np.minimum(s, lam) ** 2 + lam * np.maximum(s - lam, 0)))))
tau = np.linalg.svd(trial, compute_uv=False)
check.tex(30, {**prox, "L": trial, r"\tau": tau})
check.tex(30, {**prox, "L": best, r"\tau": np.linalg.svd(best, compute_uv=False)}, tight=0)
shrunk = np.maximum(fs - 0.5 * fs[-1], 0)                    # 满秩：最后一项也不为零
check.tex(30, {**fenv, r"\lambda": 0.5 * fs[-1], "L": (fU * shrunk) @ fV.T, r"\tau": shrunk}, tight=0)
f = lambda X, Y: 0.5 * float(np.sum((A - np.asarray(X) @ np.asarray(Y)) ** 2))
train = {**env, "B": b, "C": cc, "f": f}
check.tex(31, train, rtol=1e-6)
check.tex(32, train, rtol=1e-6)
check.tex(35, train, rtol=1e-6, atol=1e-7)
# 驻点：选第 1、3 个左奇异向量，再右乘可逆阵
pick = U[:, [0, 2]] @ rng.normal(size=(2, 2))
point = {**env, "B": pick, "C": np.linalg.pinv(pick) @ A, "P": U[:, [0, 2]] @ U[:, [0, 2]].T, "f": f}
check.tex(33, point)
check.tex(34, point)
check.tex(34, {**point, "P": b @ np.linalg.pinv(b)}, holds=False)
check.eq(31, -(A - pick @ point["C"]) @ point["C"].T, np.zeros((m, 2)), atol=1e-9)

# %% id=computing
x0 = rng.normal(size=n)
angle = lambda w: float(np.arccos(min(1.0, abs(w @ V[:, 0]) / np.linalg.norm(w))))
steps = 2
xt = np.linalg.matrix_power(A.T @ A, steps) @ x0
power = {**env, "t": steps, r"\theta": {0: angle(x0), steps: angle(xt)}, "c": V.T @ x0}
check.tex(36, power, rtol=1e-7)
check.tex(37, power, rtol=1e-6)
x0 = V[:, :2] @ np.array([0.4, 1.3])
xt = np.linalg.matrix_power(A.T @ A, steps) @ x0
power = {**env, "t": steps, r"\theta": {0: angle(x0), steps: angle(xt)}, "c": V.T @ x0}
check.tex(36, power, tight=(0, 1e-5), rtol=1e-6)
check.tex(37, power, tight=(1, 1e-9), rtol=1e-5)
full = rng.normal(size=(n, n)) @ np.diag([3.0, 2.5, 2, 1.5, 1])             # 满秩
wenv, _, ws, wV = setting(full, n)
x0 = rng.normal(size=n)
xt = np.linalg.matrix_power(full.T @ full, steps) @ x0
turned = lambda w: float(np.arccos(min(1.0, abs(w @ wV[:, 0]) / np.linalg.norm(w))))
check.tex(37, {**wenv, "t": steps, r"\theta": {0: turned(x0), steps: turned(xt)}, "c": wV.T @ x0}, rtol=1e-6)
kk, p = 2, 2
V1, V2 = V[:, :kk], V[:, kk:]
S2 = np.diag(np.append(s[:r], 0)[kk:n])
def sample(omega, A=A, V=V, kk=kk):
    return {r"\hat Q": np.linalg.qr(A @ omega)[0], r"\Omega": omega, r"\Omega_1": V[:, :kk].T @ omega, r"\Omega_2": V[:, kk:].T @ omega}
sketch = {**env, "k": kk, "p": p, r"\Sigma_2": S2, "V_1": V1, "V_2": V2}
omega = rng.normal(size=(n, kk + 1))
check.tex(38, {**sketch, **sample(omega)})
check.tex(38, {**sketch, **sample(V1 @ rng.normal(size=(kk, kk)))}, tight=0)
now = sample(omega)
Zmat = A @ omega @ np.linalg.pinv(V1.T @ omega) @ V1.T
check.tex(40, {**sketch, **now, "Z": Zmat})
check.tex(41, {**sketch, **now, "Z": Zmat})
check.tex(39, sketch, E=[(1 / 200, sample(rng.normal(size=(n, kk + p)))) for _ in range(200)])
# 接近取等的一族：前面的奇异值很大、后面的相等，维数 N 大时误差与上界之比约为 1-p/N
N, over = 200, 3
nodes, weights = np.polynomial.laguerre.laggauss(8)         # 自由度 4 的卡方 W=2x，x 的密度是 x e^{-x}
weights = weights * nodes
for tail in (0.02, 2.0):
    near = np.diag(np.append(1e4 * tail, np.full(N, tail)))
    nenv = {**setting(near, N + 1)[0], "k": 1, "p": over, r"\Sigma_2": np.diag(np.full(N, tail)), "A": near}
    def spread(W):
        first = rng.normal(size=over + 1)
        return np.vstack([first * np.sqrt(W) / np.linalg.norm(first), rng.normal(size=(N, over + 1))])
    points = [(float(w) / 4, sample(spread(2 * x), near, np.eye(N + 1), 1)) for x, w in zip(nodes, weights) for _ in range(4)]
    check.tex(39, nenv, E=points, tight=(0, 0.05))
    single = np.vstack([[[0.3]], rng.normal(size=(N, 1))])
    check.tex(38, {**nenv, **sample(single, near, np.eye(N + 1), 1)}, tight=(0, 0.01))
# 式(43) 的误差由投影算出，右端由 Gram 矩阵算出
rows, top = 7, 2.5
omega = rng.normal(size=(rows + 1, over + 1))
spiked = np.diag(np.append(top, np.ones(rows)))
G = omega[1:].T @ omega[1:]
check.tex(43, {"A": spiked, r"\hat Q": np.linalg.qr(spiked @ omega)[0], "N": rows, "p": over, "a": top, r"\eta": float(omega[0] @ np.linalg.solve(G, omega[0]))})
pp = 8
draws = np.array([np.sum(np.linalg.pinv(rng.normal(size=(3, 3 + pp))) ** 2) for _ in range(6000)])
check.mc(42, draws, 3 / (pp - 1))

# %% id=example
check.tex(44, {"A": np.array([[3.0, 0], [4, 5]])})
two = np.array([[3.0, 0.0], [4.0, 5.0]])
a, w, bt = np.linalg.svd(two)
check.tex(45, {"A_1": w[0] * np.outer(a[:, 0], bt[0])})
D = np.diag(rng.uniform(0.5, 2, m)) + 0.3 * rng.normal(size=(m, m))
ud, sd, vd = np.linalg.svd(D @ A)
weighted = np.linalg.solve(D, (ud[:, :2] * sd[:2]) @ vd[:2])
check.eq(46, np.linalg.norm(D @ (A - weighted)) ** 2, float(np.sum(sd[2:] ** 2)))
print("奇异值", " ".join(f"{v:.6f}" for v in w), " 软阈值 1:", " ".join(f"{v - 1:.6f}" for v in w), " 目标", f"{1 + w.sum() - 2:.6f}")
print(f"取样的因子 {19 / 9:.2f}  fp32 的 sqrt(u) = {np.sqrt(2.0**-24):.1e}  u kappa = {2.0**-24 * 1e5:.0e}")
