"""low-rank-pseudoinverse 的数值检查。

单元由 `# %% id=…` 分开；`np`、`rng`、`check` 由执行器提供，后面的单元可以用前面单元的变量。
"""

# %% id=penrose
def compact_svd(A, tol=1e-10):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    r = int((s > tol * s[0]).sum())
    return U[:, :r], s[:r], Vt[:r].T

m, n, r = 6, 5, 3
A = rng.normal(size=(m, r)) @ rng.normal(size=(r, n))          # 秩 3, 既不满列秩也不满行秩
U, s, V = compact_svd(A)
P = np.linalg.pinv(A, rcond=1e-10)                             # 库函数, 与下面的 SVD 构造相互对照
env = {"A": A, "X": P, "A^{+}": P, "U": U, "V": V, "S": np.diag(s), r"\sigma": s, "r": r, "I_r": np.eye(r),
       "I_m": np.eye(m), "I_n": np.eye(n), "u": lambda k: U[:, k - 1], "v": lambda k: V[:, k - 1]}
for k in range(1, 12):
    check.tex(k, env)
Xb = P + (np.eye(n) - P @ A) @ rng.normal(size=(n, m)) @ A @ P + P @ A @ rng.normal(size=(n, m)) @ (np.eye(m) - A @ P)
check.tex(1, {**env, "X": Xb})                                 # 只满足式(1) 的广义逆: 式(3)(4) 必须不成立
for k in (3, 4):
    check.tex(k, {**env, "X": Xb}, holds=False)
print("秩 =", len(s), " 奇异值个数一致:", len(s) == r)
print("四条件残差:", ["%.0e" % max(1e-16, np.abs(e).max()) < "1e-13" for e in (A @ P @ A - A, P @ A @ P - P)])

# %% id=uniqueness
# 唯一性证明逐步核对: 取两条不同的计算路径得到 X 与 Y
X = V @ np.diag(1 / s) @ U.T
Y = np.linalg.pinv(A.T @ A, rcond=1e-12) @ A.T
env2 = {**env, "X": X, "Y": Y}
for k in (12, 13, 14, 15, 16, 17):
    check.tex(k, env2, rtol=1e-8)
B, C = rng.normal(size=(6, 3)), rng.normal(size=(3, 5))
for k in (18, 19, 20):
    check.tex(k, {"B": B, "C": C}, rtol=1e-8)
b1, c1 = np.array([[1.0, 0.0]]), np.array([[1.0], [1.0]])
print("反例: ", np.linalg.pinv(b1 @ c1).item(), "!=", round((np.linalg.pinv(c1) @ np.linalg.pinv(b1)).item(), 6))

# %% id=least-squares
x, w, b = rng.normal(size=n), rng.normal(size=n), rng.normal(size=m)
envp = {**env, "P": P}
check.tex(21, {"P": A @ P}); Pi = np.eye(m) - A @ P; check.tex(21, {"P": Pi}); check.tex(21, {"P": 0.5 * Pi}, holds=False); check.tex(22, env, atol=1e-10); check.tex(23, env)
e5 = {**env, "x": x, "w": w, "b": b}
for k in (24, 25, 27):
    check.tex(k, e5)
xs = P @ b + (np.eye(n) - P @ A) @ w                            # 式(26) 的任意解
check.eq(26, np.linalg.norm(A @ xs - b), np.linalg.norm(A @ np.linalg.lstsq(A, b, rcond=1e-10)[0] - b))
check.eq(26, A.T @ (A @ xs), A.T @ b)
z = np.zeros(n)
for _ in range(20000):
    z -= A.T @ (A @ z - b) / s[0] ** 2
check.eq(27, z, P @ b, rtol=1e-6)                               # 梯度下降的极限就是最小范数解
print("||x*|| =", round(np.linalg.norm(P @ b), 5), "<= ||x*+核|| =", round(np.linalg.norm(xs), 5))

# %% id=lowrank
lam, k = 0.3, 2
sv = lambda i, Mx: float(np.concatenate([np.linalg.svd(Mx, compute_uv=False), np.zeros(9)])[i - 1])
Ak = (U[:, :k] * s[:k]) @ V[:, :k].T
Bk = rng.normal(size=(m, k)) @ rng.normal(size=(k, n))
e6 = {**env, "b": b, r"\lambda": lam, "x_{\\lambda}": np.linalg.solve(A.T @ A + lam * np.eye(n), A.T @ b), "k": k, "A_{k}": Ak, "B": Bk}
check.tex(28, e6); check.tex(30, e6); check.tex(32, e6)
for kk in (1, r):
    check.tex(29, {**e6, "k": kk, r"\phi": s**2 / (s**2 + lam)})
hs = s[-1] ** 2 * np.array([1e-3, 3e-4, 1e-4])
check.limit(31, [np.linalg.norm(np.linalg.solve(A.T @ A + h * np.eye(n), A.T) - P, 2) for h in hs], hs, order=1)
check.tex(34, e6); check.tex(35, e6)
check.tex(34, {**e6, "B": Ak}, tight=0); check.tex(35, {**e6, "B": Ak}, tight=0)
null = np.linalg.svd(Bk)[2][k:].T                                # ker B 的基
Q = np.linalg.svd(np.hstack([null, -V[:, :k + 1]]))[2][-1]       # 交空间中的向量
z = V[:, :k + 1] @ Q[null.shape[1]:]; z /= np.linalg.norm(z)
check.tex(36, {**e6, "z": z, "c": V.T @ z})
check.tex(36, {**e6, "B": Ak, "z": V[:, k], "c": V.T @ V[:, k]}, tight=2)
E_, F_ = rng.normal(size=(m, n)), rng.normal(size=(m, n))
for i, j in ((1, 1), (2, 2), (1, 3)):
    check.le(37, sv(i + j - 1, E_ + F_), sv(i, E_) + sv(j, F_), tight=(sv(i + j - 1, 2 * E_ if i + j == 2 else E_), sv(i, E_) + (sv(1, E_) if i + j == 2 else 0) if i + j == 2 else sv(i + j - 1, E_)))
print("谱误差", round(np.linalg.norm(A - Ak, 2), 6), "= sigma_3", round(s[2], 6), "; 随机秩 2 矩阵:", round(np.linalg.norm(A - Bk, 2), 3))

# %% id=derivative
tall, wide, K = rng.normal(size=(5, 3)), rng.normal(size=(3, 5)), rng.normal(size=(4, 4)) + 4 * np.eye(4)
dT, dW, dK = rng.normal(size=(5, 3)), rng.normal(size=(3, 5)), rng.normal(size=(4, 4))
for M0, D in ((tall, dT), (wide, dW)):                           # 满秩扰动保持常秩
    e8 = {"A": M0, "I_m": np.eye(M0.shape[0]), "I_n": np.eye(M0.shape[1])}
    for k in (38, 39, 40, 41, 42):
        check.tex(k, e8, d={"A": D}, rtol=1e-6, atol=1e-6)
check.tex(43, {"K": K}, d={"K": dK}, rtol=1e-6, atol=1e-7)
# 秩亏但常秩的曲线 A(t) = B(t) C(t): 三项同时非零
B0, C0, dB, dC = rng.normal(size=(5, 2)), rng.normal(size=(2, 4)), rng.normal(size=(5, 2)), rng.normal(size=(2, 4))
curve = lambda t: np.linalg.pinv((B0 + t * dB) @ (C0 + t * dC), rcond=1e-9)
A0, dA, G = B0 @ C0, dB @ C0 + B0 @ dC, curve(0.0)
formula = -G @ dA @ G + G @ G.T @ dA.T @ (np.eye(5) - A0 @ G) + (np.eye(4) - G @ A0) @ dA.T @ G.T @ G
check.eq(41, (curve(1e-6) - curve(-1e-6)) / 2e-6, formula, rtol=1e-5, kind="gradient")
bb = rng.normal(size=5)
f = lambda M: 0.5 * float(np.sum((bb - M @ (np.linalg.pinv(M) @ bb)) ** 2))
xx = np.linalg.pinv(tall) @ bb
check.tex(44, {"A": tall, "f": f, r"\rho": bb - tall @ xx, "x": xx}, rtol=1e-6, atol=1e-7)
print("三项的范数:", [round(float(np.linalg.norm(T)), 3) > 0 for T in (G @ dA @ G, G @ G.T @ dA.T @ (np.eye(5) - A0 @ G), (np.eye(4) - G @ A0) @ dA.T @ G.T @ G)])

# %% id=numerics
kap = lambda Mx: np.linalg.norm(Mx, 2) * np.linalg.norm(np.linalg.pinv(Mx, rcond=1e-10), 2)
cond = lambda Mx: (lambda q: q[q > 1e-9 * q[0]][0] / q[q > 1e-9 * q[0]][-1])(np.linalg.svd(Mx, compute_uv=False))
e9 = {**env, r"\kappa": cond}
check.tex(45, e9); check.tex(46, e9, rtol=1e-7)
e = rng.normal(size=m)
check.tex(47, {**e9, "b": A @ x, "e": e}); check.tex(47, {**e9, "b": 3 * U[:, 0], "e": 0.2 * U[:, -1]}, tight=0)
for eps in (1e-2, 1e-5):
    check.tex(48, {r"\varepsilon": eps, r"D_{\varepsilon}^{+}": np.linalg.pinv(np.diag([1.0, eps])), "D_{0}^{+}": np.linalg.pinv(np.diag([1.0, 0.0]))})
check.tex(49, {})
ex = np.array([[1.0, 1], [1, 1], [0, 0]]); bx = np.array([1.0, 3, 5]); sol = np.linalg.pinv(ex) @ bx
print("最小范数解", np.round(sol, 6), " 残差平方和", round(float(np.sum((ex @ sol - bx) ** 2)), 6))
