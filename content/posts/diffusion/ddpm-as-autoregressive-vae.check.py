# ddpm-as-autoregressive-vae 的数值检查；后面的单元可以用前面单元的变量。

# %% id=forward
T, d, t = 6, 3, 4
beta = np.linspace(0.05, 0.4, T)
al = {k: 1 - beta[k - 1] for k in range(1, T + 1)}
ab = {0: 1.0}
for k in range(1, T + 1):
    ab[k] = ab[k - 1] * al[k]

def gauss(x, mu, cov):                                  # d 维高斯密度, 直接由协方差矩阵计算
    x, mu = np.atleast_1d(x), np.atleast_1d(mu)
    cov = np.eye(len(x)) * cov if np.ndim(cov) == 0 else cov
    r = x - mu
    return float(np.exp(-0.5 * r @ np.linalg.solve(cov, r)) / np.sqrt(np.linalg.det(2 * np.pi * cov)))

nodes, wts = np.polynomial.hermite_e.hermegauss(40)      # 标准正态的 Gauss-Hermite 积分
wts = wts / wts.sum()
ep = rng.normal(size=(T + 1, d)); xs = {0: rng.normal(size=d)}
for k in range(1, T + 1):
    xs[k] = np.sqrt(al[k]) * xs[k - 1] + np.sqrt(beta[k - 1]) * ep[k]
env = {r"\alpha": al, r"\bar\alpha": ab, r"\beta": {k: beta[k - 1] for k in al}, "t": t, "T": T, "x": xs, "I": np.eye(d),
       r"\epsilon": {k: ep[k] for k in range(T + 1)}, r"\mathcal{N}": lambda x, mu, cov: gauss(x, mu, np.array(cov, float).reshape(len(x), len(x)))}
check.tex(1, {**env, "q(x_t|x_{t-1})": np.prod([np.exp(-z * z / 2 / beta[t - 1]) / np.sqrt(2 * np.pi * beta[t - 1]) for z in xs[t] - np.sqrt(al[t]) * xs[t - 1]])})
for k in (2, 4, 5, 6, 8):
    check.tex(k, env)
# 式(7): 逐维数值积分掉 x_{t-1}, 而不是套公式
marg = 1.0
for j in range(d):
    u = np.sqrt(ab[t - 1]) * xs[0][j] + np.sqrt(1 - ab[t - 1]) * nodes
    marg *= np.sum(wts * np.exp(-(xs[t][j] - np.sqrt(al[t]) * u) ** 2 / (2 * beta[t - 1])) / np.sqrt(2 * np.pi * beta[t - 1]))
check.tex(7, {**env, "q(x_t|x_0)": marg}, rtol=1e-5)
# 式(9): 逐步模拟与一步公式的前两阶矩(蒙特卡洛)
N = 40000; sim = np.full(N, 1.5)
for k in range(1, t + 1):
    sim = np.sqrt(al[k]) * sim + np.sqrt(beta[k - 1]) * rng.normal(size=N)
check.mc(9, np.stack([sim, (sim - np.sqrt(ab[t]) * 1.5) ** 2], 1), [np.sqrt(ab[t]) * 1.5, 1 - ab[t]])
print("alpha_bar:", [round(ab[k], 5) for k in range(T + 1)])

# %% id=posterior
x0, xt, xp = xs[0], xs[t], xs[t - 1]
tb = (1 - ab[t - 1]) / (1 - ab[t]) * beta[t - 1]
# 独立路径: 由 (x_{t-1}, x_t) 的联合高斯做条件化(Schur 补), 不用配方
c11, c12, c22 = 1 - ab[t - 1], np.sqrt(al[t]) * (1 - ab[t - 1]), 1 - ab[t]
mu_c = np.sqrt(ab[t - 1]) * x0 + c12 / c22 * (xt - np.sqrt(ab[t]) * x0)
var_c = c11 - c12 ** 2 / c22
eps_t = (xt - np.sqrt(ab[t]) * x0) / np.sqrt(1 - ab[t])
J = lambda u: np.sum((xt - np.sqrt(al[t]) * u) ** 2) / beta[t - 1] + np.sum((u - np.sqrt(ab[t - 1]) * x0) ** 2) / (1 - ab[t - 1])
dens = {"q(x_t|x_{t-1})": gauss(xt, np.sqrt(al[t]) * xp, beta[t - 1]), "q(x_{t-1}|x_0)": gauss(xp, np.sqrt(ab[t - 1]) * x0, 1 - ab[t - 1]),
        "q(x_t|x_0)": gauss(xt, np.sqrt(ab[t]) * x0, 1 - ab[t]), "q(x_{t-1}|x_t,x_0)": gauss(xp, mu_c, var_c)}
env = {**env, **dens, r"\tilde\beta_t": var_c, r"\tilde\mu_t": mu_c, "u": rng.normal(size=d), "J": J}
for k in (10, 11, 12, 13, 15, 16, 17, 19):
    check.tex(k, env)
check.tex(14, env, rtol=1e-6, atol=1e-7)
check.tex(18, {**env, r"\epsilon": eps_t})
print("tilde_beta =", round(tb, 8), " Schur 补 =", round(var_c, 8), " < beta_t =", round(beta[t - 1], 4))

# %% id=elbo
# 一维、T=3 的线性高斯模型: 对数似然、ELBO、KL 都能精确算出, 互相独立
T3, be = 3, np.array([0.2, 0.3, 0.5]); a3 = 1 - be; A3 = np.concatenate([[1.0], np.cumprod(a3)])
y0 = 0.7; ca, cb, sg2 = rng.uniform(.5, 1, 3), rng.normal(size=3) * .3, rng.uniform(.2, .6, 3)   # mu_theta(x_t)=ca*x_t+cb
g1 = lambda x, m, v: np.exp(-(x - m) ** 2 / (2 * v)) / np.sqrt(2 * np.pi * v)
# (i) 精确似然: 从 x_3~N(0,1) 向下递推; 同时得到联合高斯 (x_0..x_3)
mean, cov = np.zeros(4), np.zeros((4, 4)); cov[3, 3] = 1
for k in (3, 2, 1):
    mean[k - 1] = ca[k - 1] * mean[k] + cb[k - 1]
    cov[k - 1, k:] = ca[k - 1] * cov[k, k:]; cov[k:, k - 1] = cov[k - 1, k:]
    cov[k - 1, k - 1] = ca[k - 1] ** 2 * cov[k, k] + sg2[k - 1]
logp = float(np.log(g1(y0, mean[0], cov[0, 0])))
# (ii) 联合期望: 三维 Gauss-Hermite
gh, gw = np.polynomial.hermite_e.hermegauss(8); gw = gw / gw.sum()
X, W = [], []
for e1, w1 in zip(gh, gw):
    for e2, w2 in zip(gh, gw):
        for e3, w3 in zip(gh, gw):
            p1 = np.sqrt(a3[0]) * y0 + np.sqrt(be[0]) * e1; p2 = np.sqrt(a3[1]) * p1 + np.sqrt(be[1]) * e2
            X.append((y0, p1, p2, np.sqrt(a3[2]) * p2 + np.sqrt(be[2]) * e3)); W.append(w1 * w2 * w3)
X, W = np.array(X), np.array(W)
fwd = [g1(X[:, k], np.sqrt(a3[k - 1]) * X[:, k - 1], be[k - 1]) for k in (1, 2, 3)]
rev = [g1(X[:, k - 1], ca[k - 1] * X[:, k] + cb[k - 1], sg2[k - 1]) for k in (1, 2, 3)]
logjoint = np.log(g1(X[:, 3], 0, 1)) + sum(np.log(r) for r in rev)
elbo = float(W @ (logjoint - sum(np.log(f) for f in fwd)))
# (iii) 分项: 一维高斯 KL 闭式
kl1 = lambda m1, v1, m2, v2: 0.5 * (np.log(v2 / v1) + (v1 + (m1 - m2) ** 2) / v2 - 1)
LT = kl1(np.sqrt(A3[3]) * y0, 1 - A3[3], 0.0, 1.0); Ls = {}
for k in (2, 3):
    xk = np.sqrt(A3[k]) * y0 + np.sqrt(1 - A3[k]) * gh
    mt = np.sqrt(A3[k - 1]) * be[k - 1] / (1 - A3[k]) * y0 + np.sqrt(a3[k - 1]) * (1 - A3[k - 1]) / (1 - A3[k]) * xk
    Ls[k - 1] = float(gw @ kl1(mt, (1 - A3[k - 1]) / (1 - A3[k]) * be[k - 1], ca[k - 1] * xk + cb[k - 1], sg2[k - 1]))
L0 = -float(gw @ np.log(g1(y0, ca[0] * (np.sqrt(a3[0]) * y0 + np.sqrt(be[0]) * gh) + cb[0], sg2[0])))
check.tex(27, {r"\mathcal{L}": elbo, "L": {0: L0, **Ls, 3: LT}, "T": 3})
# (iv) 后验 KL: 联合高斯条件化 + 三维 KL
S = cov[1:, 0] / cov[0, 0]; pm, pc = mean[1:] + S * (y0 - mean[0]), cov[1:, 1:] - np.outer(S, cov[0, 1:])
qm = np.sqrt(A3[1:]) * y0; qc = np.array([[np.sqrt(A3[max(i, j)] / A3[min(i, j)]) * (1 - A3[min(i, j)]) for j in (1, 2, 3)] for i in (1, 2, 3)])
gap = 0.5 * (np.trace(np.linalg.solve(pc, qc)) + (pm - qm) @ np.linalg.solve(pc, pm - qm) - 3 + np.linalg.slogdet(pc)[1] - np.linalg.slogdet(qc)[1])
LLK = {r"p_\theta(x_0)": float(np.exp(logp)), r"\mathcal{L}": elbo}
check.tex(23, {**LLK, r"D_{\mathrm{KL}}(q(x_{1:T}|x_0)\|p_\theta(x_{1:T}|x_0))": gap})
check.tex(22, LLK); check.tex(22, {**LLK, r"\mathcal{L}": elbo + gap}, tight=0)
# 逐点恒等式 (24)(25)(26): 取一条轨迹
i = 137; P = X[i]
q0 = {k: g1(P[k], np.sqrt(A3[k]) * y0, 1 - A3[k]) for k in (1, 2, 3)}
qp = {k: g1(P[k - 1], np.sqrt(A3[k - 1]) * be[k - 1] / (1 - A3[k]) * y0 + np.sqrt(a3[k - 1]) * (1 - A3[k - 1]) / (1 - A3[k]) * P[k], (1 - A3[k - 1]) / (1 - A3[k]) * be[k - 1]) for k in (2, 3)}
atoms = {"T": 3, "q(x_t|x_0)": check.at(lambda e: q0[e["t"]]), "q(x_{t-1}|x_0)": check.at(lambda e: q0[e["t"] - 1]), "q(x_T|x_0)": q0[3], "q(x_1|x_0)": q0[1],
         "q(x_{1:T}|x_0)": float(np.prod([f[i] for f in fwd])), "q(x_{t-1}|x_t,x_0)": check.at(lambda e: qp[e["t"]]), r"p_\theta(x_{0:T})": float(np.exp(logjoint[i])),
         "p(x_T)": float(g1(P[3], 0, 1)), r"p_\theta(x_{t-1}|x_t)": check.at(lambda e: rev[e["t"] - 1][i]), r"p_\theta(x_0|x_1)": float(rev[0][i])}
for k in (24, 25, 26):
    check.tex(k, atoms)
print(f"log p = {logp:.6f}  ELBO = {elbo:.6f}  差额 = {logp - elbo:.6f}  后验 KL = {gap:.6f}")

# %% id=terms
m1, m2 = rng.normal(size=d), rng.normal(size=d)
R1, R2 = rng.normal(size=(d, d)), rng.normal(size=(d, d)); C1, C2 = R1 @ R1.T + np.eye(d), R2 @ R2.T + np.eye(d)
Z = m1 + rng.normal(size=(60000, d)) @ np.linalg.cholesky(C1).T
lg = lambda Z, m, C: -0.5 * np.einsum("ni,ij,nj->n", Z - m, np.linalg.inv(C), Z - m) - 0.5 * np.linalg.slogdet(2 * np.pi * C)[1]
KL = lambda m1, C1, m2, C2: 0.5 * (np.trace(np.linalg.inv(C2) @ C1) + (m2 - m1) @ np.linalg.inv(C2) @ (m2 - m1) - d + np.log(np.linalg.det(C2) / np.linalg.det(C1)))
check.mc(31, lg(Z, m1, C1) - lg(Z, m2, C2), KL(m1, C1, m2, C2))             # 定义(期望) 对 闭式
check.tex(31, {r"D_{\mathrm{KL}}": lambda *_: KL(m1, C1, m2, C2), r"\mathcal{N}_1": 1.0, r"\mathcal{N}_2": 2.0, r"\Sigma_1": C1, r"\Sigma_2": C2,
               r"\Sigma_2^{-1}": np.linalg.inv(C2), r"\mu_1": m1, r"\mu_2": m2, "d": d, "det": np.linalg.det, r"\det": np.linalg.det})
check.tex(32, {**env, "L_T": KL(np.sqrt(ab[T]) * x0, (1 - ab[T]) * np.eye(d), np.zeros(d), np.eye(d)), "d": d, "x_0": x0})
eth = rng.normal(size=d); mth = (xt - beta[t - 1] / np.sqrt(1 - ab[t]) * eth) / np.sqrt(al[t])
e4 = {**env, r"\mu_\theta": mth, r"\epsilon": eps_t, r"\epsilon_\theta": eth, "q": 1.0, "p": 2.0, "D_{\\mathrm{KL}}": lambda *_: KL(mu_c, var_c * np.eye(d), mth, var_c * np.eye(d))}
check.tex(33, e4); check.tex(34, e4)
check.tex(35, {**e4, "w": {t: KL(mu_c, var_c * np.eye(d), mth, var_c * np.eye(d)) / np.sum((eps_t - eth) ** 2)}})
print("w_t 随 t:", [round(beta[k - 1] / (2 * al[k] * (1 - ab[k - 1])), 3) for k in range(2, T + 1)])

# %% id=views
pts, pw, xv = np.array([-1.0, 0.5, 2.0]), np.array([.3, .3, .4]), 0.4      # 三点数据分布
lik = lambda xx: np.exp(-(xx - np.sqrt(ab[t]) * pts) ** 2 / (2 * (1 - ab[t]))) / np.sqrt(2 * np.pi * (1 - ab[t]))
mfun = lambda xx: float(pw @ lik(xx))
post = pw * lik(xv) / mfun(xv); xhat = float(post @ pts)                    # 后验均值由 Bayes 直接算
ee = (xv - np.sqrt(ab[t]) * 2.0) / np.sqrt(1 - ab[t])
check.tex(36, {**env, "x_t": xv, "x_0": 2.0, "q": lambda xx: float(lik(xx)[2]), r"\epsilon": ee}, rtol=1e-6)
check.tex(37, {**env, "x_t": xv, "m": mfun, r"\hat{x}_0": xhat}, rtol=1e-6)
check.tex(38, {**env, "x_t": xv, "m": mfun, r"\hat{x}_0": xhat, r"\epsilon^\star": float(post @ ((xv - np.sqrt(ab[t]) * pts) / np.sqrt(1 - ab[t])))}, rtol=1e-6)
xh = (xt - np.sqrt(1 - ab[t]) * eth) / np.sqrt(ab[t])
Rf = lambda k: ab[int(k)] / (1 - ab[int(k)])
e5 = {**e4, r"\hat{x}": xh, "R": Rf, "w": {t: beta[t - 1] / (2 * al[t] * (1 - ab[t - 1]))}}
check.tex(39, e5); check.tex(40, e5); check.tex(42, env)
zz = rng.normal(size=(40000, 2)); s2 = 0.5 * tb
xd = np.sqrt(ab[t - 1]) * 1.5 + np.sqrt(1 - ab[t - 1] - s2) * zz[:, 0] + np.sqrt(s2) * zz[:, 1]
check.mc(41, np.stack([xd, (xd - np.sqrt(ab[t - 1]) * 1.5) ** 2], 1), [np.sqrt(ab[t - 1]) * 1.5, 1 - ab[t - 1]])
print("E[x0|xt] =", round(xhat, 6), " 后验权重", np.round(post, 4))

# %% id=schedule
bl = np.linspace(1e-4, 0.02, 1000)
check.tex(43, {r"\beta": bl, "T": 1000, r"\bar\alpha_T": float(np.prod(1 - bl))})
check.tex(43, {r"\beta": bl * 1e-3, "T": 1000, r"\bar\alpha_T": float(np.prod(1 - bl * 1e-3))}, tight=(1, 1e-6))
check.tex(44, {r"\bar\alpha_{1000}": float(np.prod(1 - bl))}, rtol=2e-3)
xn = x0 * np.sqrt(d) / np.linalg.norm(x0)
for aT, tg in ((0.3, None), (1e-7, 1)):
    LTn = 0.5 * (aT * float(xn @ xn) - d * aT - d * np.log1p(-aT))
    check.tex(45, {r"\bar\alpha_T": aT, "d": d, "L_T": LTn}, rtol=1e-7, tight=tg)
v1, v2 = 0.1, 0.8 * 0.1 + 0.2
check.tex(46, {r"\tilde\beta_2": v1 - (np.sqrt(.8) * v1) ** 2 / v2}, rtol=1e-6)
check.tex(47, {r"\tilde\mu_2": np.sqrt(.9) * 1.3 + np.sqrt(.8) * v1 / v2 * (0.5 - np.sqrt(.72) * 1.3), "x_0": 1.3, "x_2": 0.5}, rtol=2e-6)
print(f"手算例子: mu={np.sqrt(.9) + np.sqrt(.8) * v1 / v2 * (0.5 - np.sqrt(.72)):.6f} std={np.sqrt(v1 - .8 * v1 * v1 / v2):.6f}")
print("相消:", abs((1 - np.prod(1 - np.full(1, 1e-12))) / 1e-12 - 1) > 1e-6, " expm1:", round(-np.expm1(np.log1p(-1e-12)) / 1e-12, 9))
print("sum beta =", round(bl.sum(), 4), " alpha_bar_T =", f"{np.prod(1 - bl):.6e}")
