# low-rank-pseudoinverse 的数值检查。
# 单元由下面的记号分开；np、rng、check 由执行器提供，后面的单元可以用前面单元的变量。

# %% id=penrose
m, n, r = 7, 6, 4
A = rng.normal(size=(m, r)) @ rng.normal(size=(r, n))          # 秩 4，既不满列秩也不满行秩
w_, W_ = np.linalg.eigh(A.T @ A)                                # 由特征分解得到 SVD，与库函数的伪逆相互独立
V = W_[:, ::-1][:, :r]
s = np.sqrt(w_[::-1][:r])
U = A @ V / s
P = np.linalg.pinv(A, rcond=1e-10)
env = {"A": A, "X": P, "A^{+}": P, "U": U, "V": V, "S": np.diag(s), r"\sigma": s, "r": r, "I_r": np.eye(r),
       "I_m": np.eye(m), "I_n": np.eye(n), "u": lambda j: U[:, j - 1], "v": lambda j: V[:, j - 1]}
for k in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12):
    check.tex(k, env, rtol=1e-8, atol=1e-9)
for i, j in ((2, 2), (1, 3), (4, 2)):
    check.tex(7, {**env, "i": i, "j": j}, rtol=1e-8, atol=1e-9)
N = lambda rows, columns: rng.normal(size=(rows, columns))
one = P + (np.eye(n) - P @ A) @ N(n, m) + N(n, m) @ (np.eye(m) - A @ P)
check.tex(1, {**env, "X": one}, rtol=1e-8)                   # 只满足式(1) 的广义逆
for k in (2, 3, 4):
    check.tex(k, {**env, "X": one}, holds=False)
check.tex(1, {**env, "X": np.zeros((n, m))}, holds=False)

# %% id=uniqueness
# X、Y 各自只有该步用到的性质，所以互换它们就会失败
W1, W2 = N(n, 2), N(2, m)
x23 = W1 @ np.linalg.pinv(A @ W1)                              # 满足 (2)(3)，不满足 (1)(4)
y13 = P + (np.eye(n) - P @ A) @ N(n, m)                        # 满足 (1)(3)，不满足 (2)(4)
for k in (13, 14):
    check.tex(k, {**env, "X": x23, "Y": y13}, rtol=1e-8)
y24 = np.linalg.pinv(W2 @ A) @ W2                              # 满足 (2)(4)，不满足 (1)(3)
x14 = P + N(n, m) @ (np.eye(m) - A @ P)                        # 满足 (1)(4)，不满足 (2)(3)
for k in (15, 16):
    check.tex(k, {**env, "X": x14, "Y": y24}, rtol=1e-8)

check.tex(13, {**env, "X": y13, "Y": x23}, holds=False)     # 缺 X 的 (2) 与 Y 的 (1)
check.tex(14, {**env, "X": x14, "Y": x14}, holds=False)     # 缺 (3)
check.tex(15, {**env, "X": y24, "Y": x14}, holds=False)
check.tex(16, {**env, "X": y13, "Y": y13}, holds=False)     # 缺 (4)
plain = {"A": A}
check.tex(17, plain, rtol=1e-8)
check.tex(18, plain, rtol=1e-8)
B, C = N(m, r), N(r, n)
for k in (19, 20, 21):
    check.tex(k, {"B": B, "C": C}, rtol=1e-8)
check.tex(22, {"B": B, "C": C, "X": np.linalg.pinv(B @ C, rcond=1e-10)}, rtol=1e-8)
check.tex(21, {"B": np.array([[1.0, 0.0]]), "C": np.array([[1.0], [1.0]])}, holds=False)

# %% id=least-squares
x, w, b = rng.normal(size=n), rng.normal(size=n), rng.normal(size=m)
check.tex(23, {"P": A @ P}, rtol=1e-8)
check.tex(23, {"P": 0.5 * (A @ P)}, holds=False)
check.tex(23, {"P": A @ one}, holds=False)                 # 斜投影
check.tex(23, {"P": np.eye(m) - 2 * A @ P}, holds=False)   # 反射：三次方等于自己，平方不等
check.tex(24, env, atol=1e-9)
check.tex(24, {**env, "A^{+}": one}, holds=False)
check.tex(25, env)
e5 = {**env, "x": x, "w": w, "b": b}
check.tex(26, e5)
check.tex(26, {**e5, "A^{+}": one}, holds=False)
check.tex(29, e5)
xs = np.linalg.lstsq(A, b, rcond=1e-10)[0] + (np.eye(n) - V @ V.T) @ w
check.tex(27, {**e5, "x": xs}, rtol=1e-8)
check.tex(27, e5, holds=False)
check.tex(28, {**e5, "n": n, "x": xs, "w": xs})                    # 任取一个解，都有所说的形式
check.tex(28, {**e5, "n": n, "x": xs, "w": xs + A.T @ b})          # w 的行空间分量不起作用
check.tex(28, {**e5, "n": n, "x": xs + A.T @ b, "w": xs}, holds=False)
eta, z = 1.1 / s[0] ** 2, np.zeros(n)
for _ in range(5):
    z = z - eta * A.T @ (A @ z - b)
check.tex(30, {**e5, r"\eta": eta, r"\ell": 5, r"x_{\ell}": z})
print("||x*|| =", round(float(np.linalg.norm(P @ b)), 5), "<= ||x*+核|| =", round(float(np.linalg.norm(xs)), 5))

# %% id=ridge
lam = 0.3
ridge = {**e5, r"\lambda": lam, r"x_{\lambda}": np.linalg.lstsq(np.vstack([A, np.sqrt(lam) * np.eye(n)]), np.r_[b, np.zeros(n)], rcond=None)[0]}
check.tex(31, ridge)
check.tex(32, ridge)
check.tex(34, ridge)
shrunk = np.array([(V[:, j] @ ridge[r"x_{\lambda}"]) / (V[:, j] @ (P @ b)) for j in range(r)])
gaps = np.linalg.svd(np.linalg.solve(A.T @ A + lam * np.eye(n), A.T) - P, compute_uv=False)[:r][::-1]
for j in (1, 2, r):
    check.tex(33, {**ridge, "j": j, r"\phi": shrunk}, rtol=1e-7)
    check.tex(35, {**ridge, "j": j, r"\delta": gaps}, rtol=1e-7)
hs = s[-1] ** 2 * np.array([1e-2, 1e-3, 1e-4])
check.tex(36, env, lim={r"\lambda": [float(h) for h in hs]}, rtol=1e-4)

# %% id=lowrank
k = 2
Ak = (U[:, :k] * s[:k]) @ V[:, :k].T
L = N(m, k) @ N(k, n)
e6 = {**env, "k": k, "A_{k}": Ak, "L": L}
check.tex(37, e6, rtol=1e-8)
check.tex(38, e6, rtol=1e-8)
check.tex(39, e6, rtol=1e-8)
check.tex(38, {**e6, "L": Ak}, tight=0, rtol=1e-8)
check.tex(39, {**e6, "L": np.linalg.svd(A)[0][:, :k] @ np.linalg.svd(A)[0][:, :k].T @ A}, tight=0, rtol=1e-8)
check.tex(38, {**e6, "L": A + 0.1 * s[k] * U[:, :1] @ V[:, :1].T}, holds=False)   # 秩超过 k
check.tex(39, {**e6, "L": A + 0.1 * s[k] * U[:, :1] @ V[:, :1].T}, holds=False)
null = np.linalg.svd(L)[2][k:].T                                # ker L 的基
coef = np.linalg.svd(np.hstack([null, -V[:, :k + 1]]))[2][-1]   # 两个子空间的交
z = V[:, :k + 1] @ coef[null.shape[1]:]
z /= np.linalg.norm(z)
check.tex(40, {**e6, "z": z, "c": V.T @ z}, rtol=1e-8, atol=1e-8)
check.tex(40, {**e6, "L": Ak, "z": V[:, k], "c": V.T @ V[:, k]}, tight=2, rtol=1e-8)
Qb = np.linalg.qr(L)[0][:, :k]
Pi = Qb @ Qb.T
gap = {**e6, r"\Pi": Pi, "p": np.array([U[:, j] @ Pi @ U[:, j] for j in range(r)])}
check.tex(41, gap)
check.tex(42, gap, rtol=1e-8)
def sv(i, M_):
    if i < 1:
        raise IndexError("下标从 1 开始")
    return float(np.concatenate([np.linalg.svd(M_, compute_uv=False), np.zeros(9)])[int(i) - 1])

E_, F_ = N(m, n), N(m, n)
trunc = lambda M_, q: (np.linalg.svd(M_)[0][:, :q] * np.linalg.svd(M_)[1][:q]) @ np.linalg.svd(M_)[2][:q]
touch = np.diag([5.0, 1, 2]), np.diag([1.0, 6, 1.5])            # sigma_3(E+F) 与 sigma_2(E)+sigma_2(F) 都是 3.5
spectrum = {r"\sigma_\cdot(\cdot)": sv}
cut = lambda one, two, i, j: {**spectrum, "i": i, "j": j, "E": one, "F": two, "E'": trunc(one, i - 1), "F'": trunc(two, j - 1)}
for i, j in ((1, 1), (2, 2), (1, 3), (3, 2)):
    check.tex(43, cut(E_, F_, i, j))
    check.tex(45, cut(E_, F_, i, j))
for data in (cut(*touch, 2, 2), cut(E_, 0.7 * E_, 1, 1)):
    check.tex(43, data, tight=0)
    check.tex(45, data, tight=0)
    check.tex(45, data, tight=1)
weyl = {**spectrum, "A": A, "E": 0.3 * E_}
for i in (1, 3, r + 1):
    check.tex(44, {**weyl, "i": i})
check.tex(44, {**weyl, "E": 3 * s[0] * U[:, :1] @ V[:, :1].T, "i": 1}, tight=0)
print("谱误差", round(float(np.linalg.norm(A - Ak, 2)), 6), "= sigma_3", round(float(s[2]), 6), "；随机秩 2 矩阵:", round(float(np.linalg.norm(A - L, 2)), 3))

# %% id=derivative
tall, wide, K = N(5, 3), N(3, 5), N(4, 4) + 4 * np.eye(4)
B0, C0 = N(5, 2), N(2, 4)
flat = B0 @ C0                                                  # 5x4，秩 2
cases = ((tall, N(5, 3)), (wide, N(3, 5)),                      # 满秩时任意扰动保持秩
         (flat, N(5, 2) @ C0), (flat, B0 @ N(2, 4)))            # 秩亏时沿 (B+tdB)C 与 B(C+tdC)，秩不变
for M0, D in cases:
    e8 = {"A": M0, "I_m": np.eye(M0.shape[0]), "I_n": np.eye(M0.shape[1])}
    for q in (47, 48, 49, 50, 51):
        check.tex(q, e8, d={"A": D}, rtol=1e-6, atol=1e-6)
check.tex(52, {"K": K}, d={"K": N(4, 4)}, rtol=1e-6, atol=1e-7)
check.tex(46, {"A": flat, "B": flat[:, :2], "C": np.linalg.lstsq(flat[:, :2], flat, rcond=None)[0]}, rtol=1e-8)
# 一般的常秩曲线 B(t)C(t)：式(50) 的三项同时非零
dB, dC = N(5, 2), N(2, 4)
curve = lambda t: np.linalg.pinv((B0 + t * dB) @ (C0 + t * dC), rcond=1e-9)
dA, G = dB @ C0 + B0 @ dC, curve(0.0)
terms = (-G @ dA @ G, G @ G.T @ dA.T @ (np.eye(5) - flat @ G), (np.eye(4) - G @ flat) @ dA.T @ G.T @ G)
check.eq(50, (curve(1e-5) - curve(-1e-5)) / 2e-5, sum(terms), rtol=1e-5, atol=1e-6, kind="gradient")
bb = rng.normal(size=5)
f = lambda M_: 0.5 * float(np.sum((bb - M_ @ np.linalg.lstsq(M_, bb, rcond=1e-10)[0]) ** 2))
xx = np.linalg.lstsq(tall, bb, rcond=None)[0]
vp = {"A": tall, "f": f, "b": bb, "I_m": np.eye(5), r"\rho": bb - tall @ xx, "x": xx}
check.tex(53, vp)
check.tex(54, vp, rtol=1e-6, atol=1e-7)
print("三项的范数都非零:", [bool(np.linalg.norm(t) > 1e-3) for t in terms])
g = lambda e: 0.5 * float(np.sum((np.ones(2) - np.diag([1.0, e]) @ np.linalg.pinv(np.diag([1.0, e])) @ np.ones(2)) ** 2))
print("diag(1,0): f =", g(0.0), " diag(1,1e-6): f =", g(1e-6))

# %% id=numerics
small = 1e-4 * N(m, n)
check.tex(55, {"A": A, "E": small})
rank1 = {"A": np.diag([1.0, 0.0, 0.0]), "E": np.diag([0.0, 1e-3, 0.0])}
check.tex(55, rank1, tight=0)
turn_l, turn_r = np.linalg.qr(N(2, 2))[0], np.linalg.qr(N(2, 2))[0]
check.tex(55, {"A": turn_l @ np.diag([1.5, 0.0]) @ turn_r, "E": turn_l @ turn_r}, tight=0)   # A-E 不取等
check.tex(55, {"A": np.diag([1.0, 2.0]), "E": np.diag([0.1, 0.1])}, holds=False)   # 秩不升
cond = lambda M_: (lambda q: q[q > 1e-9 * q[0]][0] / q[q > 1e-9 * q[0]][-1])(np.linalg.svd(M_, compute_uv=False))
e9 = {**env, r"\kappa": cond}
check.tex(57, e9, rtol=1e-8)
check.tex(58, e9, rtol=1e-8)
check.tex(59, e9, rtol=1e-6)
e = rng.normal(size=m)
check.tex(60, {**e9, "b": A @ x, "e": e})
check.tex(60, {**e9, "b": 3 * U[:, 0], "e": 0.2 * U[:, -1]}, tight=0)
check.tex(60, {**e9, "b": 1e4 * np.linalg.svd(A)[0][:, -1] + U[:, 0], "e": U[:, -1]}, holds=False)   # b 不在列空间
for eps in (1e-2, 1e-5, 0.8):
    check.tex(56, {r"\varepsilon": eps, r"D_{\varepsilon}": np.diag([1.0, eps]), "D_{0}": np.diag([1.0, 0.0])})
ell = np.array([[1.0, 1], [0.3, 0], [0, 0.3]])
check.tex(61, {"A": ell, r"\varepsilon": 0.3})
check.tex(62, {})
ex = np.array([[1.0, 1], [1, 1], [0, 0]]); bx = np.array([1.0, 3, 5]); sol = np.linalg.pinv(ex) @ bx
print("最小范数解", np.round(sol, 6), " 残差", np.round(bx - ex @ sol, 6), " 平方和", round(float(np.sum((ex @ sol - bx) ** 2)), 6))
print("(2,0) 的残差平方和", float(np.sum((ex @ np.array([2.0, 0]) - bx) ** 2)))

# %% id=exercises
p = rng.uniform(0.2, 1, size=5)
p /= p.sum()
J = np.eye(5) - np.ones((5, 5)) / 5
H = np.diag(p) - np.outer(p, p)
soft = {"p": p, "J": J, "H": H, "I_n": np.eye(5), r"\mathbf{1}": np.ones(5)}
check.tex(63, {**soft, "H^{+}": np.linalg.pinv(H, rcond=1e-10)}, rtol=1e-8)
check.tex(64, {**soft, "X": np.linalg.pinv(H, rcond=1e-10)}, rtol=1e-8)
zz = np.linalg.svd(A)[2][-1]
X2 = P + np.outer(zz, U[:, 0])
for q in (1, 2, 3):
    check.tex(q, {**env, "X": X2}, rtol=1e-8, atol=1e-9)
check.tex(4, {**env, "X": X2}, holds=False)
