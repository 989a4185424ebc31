# ddpm-as-autoregressive-vae 的数值检查。
# 单元由 `# %% id=…` 分开；np、rng、check 由执行器提供，后面的单元可以用前面单元的变量。
# 独立路径：联合高斯的精度矩阵求逆与 Schur 补、Gauss–Hermite 求积、有限的原子分布。

# %% id=forward
T, d, t = 6, 3, 4
beta = {k: float(v) for k, v in enumerate(np.linspace(0.05, 0.4, T), 1)}
al = {k: 1 - b for k, b in beta.items()}
ab = {0: 1.0}
for k in range(1, T + 1):
    ab[k] = ab[k - 1] * al[k]

def gauss(x, mu, cov):
    """d 维高斯密度，由协方差矩阵直接计算。"""
    x, mu = np.atleast_1d(x), np.atleast_1d(mu)
    cov = np.atleast_2d(cov)
    r = x - mu
    return float(np.exp(-0.5 * r @ np.linalg.solve(cov, r)) / np.sqrt(np.linalg.det(2 * np.pi * cov)))

def marginal_moments(t):
    """x_t 给定 x_0 的均值系数与方差：由 x_1..x_t 的精度矩阵求逆，不用 ᾱ。"""
    P, h = np.zeros((t, t)), np.zeros(t)
    for k in range(1, t + 1):
        P[k - 1, k - 1] += 1 / beta[k]
        if k > 1:
            P[k - 2, k - 2] += al[k] / beta[k]
            P[k - 2, k - 1] -= np.sqrt(al[k]) / beta[k]
            P[k - 1, k - 2] -= np.sqrt(al[k]) / beta[k]
    h[0] = np.sqrt(al[1]) / beta[1]
    return np.linalg.solve(P, h)[-1], np.linalg.inv(P)[-1, -1]

eps = {k: rng.normal(size=d) for k in range(1, T + 1)}
xs = {0: rng.normal(size=d)}
for k in range(1, T + 1):
    xs[k] = np.sqrt(al[k]) * xs[k - 1] + np.sqrt(beta[k]) * eps[k]
N = lambda x, mu, cov: gauss(x, mu, cov)
env = {r"\alpha": al, r"\bar\alpha": ab, r"\beta": beta, "t": t, "T": T, "x": xs, "I": np.eye(d), r"\mathcal{N}": N, "d": d}
steps = {**env, r"\epsilon": eps}
one_step = np.prod([np.exp(-z * z / 2 / beta[t]) / np.sqrt(2 * np.pi * beta[t]) for z in xs[t] - np.sqrt(al[t]) * xs[t - 1]])
check.tex(1, {**env, "q(x_t|x_{t-1})": float(one_step)})
for k in (2, 4, 5, 6, 8, 9):
    check.tex(k, steps)
check.tex(8, {**steps, "t": 1})
check.tex(9, {**steps, "t": T})
for k in (1, t, T):
    slope, var = marginal_moments(k)
    check.tex(7, {**env, "t": k, "q(x_t|x_0)": float(np.prod([np.exp(-z * z / 2 / var) / np.sqrt(2 * np.pi * var) for z in xs[k] - slope * xs[0]]))})
merged = sum(np.sqrt(np.prod([al[k] for k in range(s + 1, t + 1)]) * beta[s]) * eps[s] for s in range(1, t + 1)) / np.sqrt(1 - ab[t])
whole = {**env, r"\epsilon": merged, "x_0": xs[0], "x_t": xs[t]}
check.tex(10, whole)
check.tex(11, whole)

# %% id=posterior
x0, xt, xp = xs[0], xs[t], xs[t - 1]
s_prev, v_prev = marginal_moments(t - 1)
s_now, v_now = marginal_moments(t)
cross = np.sqrt(al[t]) * v_prev                                # x_{t-1} 与 x_t 给定 x_0 的协方差
mu_c = s_prev * x0 + cross / v_now * (xt - s_now * x0)          # Schur 补
var_c = v_prev - cross**2 / v_now
dens = {
    "q(x_t|x_{t-1})": gauss(xt, np.sqrt(al[t]) * xp, beta[t] * np.eye(d)),
    "q(x_{t-1}|x_0)": gauss(xp, s_prev * x0, v_prev * np.eye(d)),
    "q(x_t|x_0)": gauss(xt, s_now * x0, v_now * np.eye(d)),
    "q(x_{t-1}|x_t,x_0)": gauss(xp, mu_c, var_c * np.eye(d)),
}
J = lambda z: float(np.sum((xt - np.sqrt(al[t]) * z) ** 2) / beta[t] + np.sum((z - s_prev * x0) ** 2) / v_prev)
post = {**env, **dens, r"\tilde\beta_t": var_c, r"\tilde\mu_t": mu_c, "u": rng.normal(size=d), "J": J, r"\epsilon": merged}
for k in (12, 13, 14, 15, 16, 17, 18, 19, 20, 21):
    check.tex(k, post)
print(f"反向方差 {var_c:.6f}，小于 beta_t {beta[t]:.6f}")

# %% id=elbo
# 一维、T = 3 的线性高斯模型：对数似然、下界、KL 都能精确算出，互相独立
be = np.array([0.2, 0.3, 0.5])
a3 = 1 - be
A3 = np.concatenate([[1.0], np.cumprod(a3)])
y0 = 0.7
g1 = lambda x, m, v: np.exp(-((x - m) ** 2) / (2 * v)) / np.sqrt(2 * np.pi * v)
gh, gw = np.polynomial.hermite_e.hermegauss(10)
gw = gw / gw.sum()

def paths(y):
    """前向轨道的求积点与权重。"""
    X, W = [], []
    for e1, w1 in zip(gh, gw):
        for e2, w2 in zip(gh, gw):
            for e3, w3 in zip(gh, gw):
                p1 = np.sqrt(a3[0]) * y + np.sqrt(be[0]) * e1
                p2 = np.sqrt(a3[1]) * p1 + np.sqrt(be[1]) * e2
                X.append((y, p1, p2, np.sqrt(a3[2]) * p2 + np.sqrt(be[2]) * e3))
                W.append(w1 * w2 * w3)
    return np.array(X), np.array(W)

def densities(X, slope, shift, sg2):
    fwd = [g1(X[:, k], np.sqrt(a3[k - 1]) * X[:, k - 1], be[k - 1]) for k in (1, 2, 3)]
    rev = [g1(X[:, k - 1], slope[k - 1] * X[:, k] + shift[k - 1], sg2[k - 1]) for k in (1, 2, 3)]
    return fwd, rev, g1(X[:, 3], 0, 1) * rev[0] * rev[1] * rev[2]

def likelihood(slope, shift, sg2):
    """x_0..x_3 的均值与协方差，从先验向下递推。"""
    mean, cov = np.zeros(4), np.zeros((4, 4))
    cov[3, 3] = 1
    for k in (3, 2, 1):
        mean[k - 1] = slope[k - 1] * mean[k] + shift[k - 1]
        cov[k - 1, k:] = slope[k - 1] * cov[k, k:]
        cov[k:, k - 1] = cov[k - 1, k:]
        cov[k - 1, k - 1] = slope[k - 1] ** 2 * cov[k, k] + sg2[k - 1]
    return mean, cov

slope, shift, sg2 = rng.uniform(0.5, 1, 3), rng.normal(size=3) * 0.3, rng.uniform(0.2, 0.6, 3)
X, W = paths(y0)
fwd, rev, joint = densities(X, slope, shift, sg2)
elbo = float(W @ (np.log(joint) - sum(np.log(f) for f in fwd)))
mean, cov = likelihood(slope, shift, sg2)
evidence = float(g1(y0, mean[0], cov[0, 0]))
# 后验 KL：联合高斯条件化，再用求积算期望
S = cov[1:, 0] / cov[0, 0]
pm, pc = mean[1:] + S * (y0 - mean[0]), cov[1:, 1:] - np.outer(S, cov[0, 1:])
posterior = np.array([gauss(row, pm, pc) for row in X[:, 1:]])
gap = float(W @ (sum(np.log(f) for f in fwd) - np.log(posterior)))
LLK = {r"p_\theta(x_0)": evidence, r"\mathcal{L}": elbo, r"D_{\mathrm{KL}}(q(x_{1:T}|x_0)\|p_\theta(x_{1:T}|x_0))": gap}
check.tex(26, LLK)
check.tex(27, LLK)
# 取等：数据是标准正态，反向条件取真实的一步条件（均值 sqrt(α) x、方差 β）
exact_fwd, _, exact_joint = densities(X, np.sqrt(a3), np.zeros(3), be)
tight_elbo = float(W @ (np.log(exact_joint) - sum(np.log(f) for f in exact_fwd)))
check.tex(27, {r"p_\theta(x_0)": float(g1(y0, 0, 1)), r"\mathcal{L}": tight_elbo}, tight=0)
points = [(w, {r"p_\theta(x_{0:T})": float(j), "q(x_{1:T}|x_0)": float(f1 * f2 * f3)}) for w, j, f1, f2, f3 in zip(W, joint, *fwd)]
check.tex(25, {r"\mathcal{L}": elbo}, E={r"q(x_{1:T}|x_0)": points})
grid = np.polynomial.legendre.leggauss(160)
line = (list(14 * grid[0]), list(14 * grid[1]))
kl1 = lambda m1, v1, m2, v2: 0.5 * (np.log(v2 / v1) + (v1 + (m1 - m2) ** 2) / v2 - 1)
check.tex(24, {"f": lambda z: float(g1(z, 0.3, 0.8)), "g": lambda z: float(g1(z, -0.5, 1.7)), r"D_{\mathrm{KL}}(f\|g)": float(kl1(0.3, 0.8, -0.5, 1.7))}, grid={"x": line})
# 分项：L_T 与 L_{t-1} 用轨道上的期望，不用闭式
back = {k: (np.sqrt(A3[k - 1]) * be[k - 1] / (1 - A3[k]), np.sqrt(a3[k - 1]) * (1 - A3[k - 1]) / (1 - A3[k]), (1 - A3[k - 1]) / (1 - A3[k]) * be[k - 1]) for k in (2, 3)}
qp = {k: g1(X[:, k - 1], back[k][0] * y0 + back[k][1] * X[:, k], back[k][2]) for k in (2, 3)}
marg = {k: g1(X[:, k], np.sqrt(A3[k]) * y0, 1 - A3[k]) for k in (1, 2, 3)}
L = {0: -float(W @ np.log(rev[0])), 1: float(W @ (np.log(qp[2]) - np.log(rev[1]))), 2: float(W @ (np.log(qp[3]) - np.log(rev[2]))), 3: float(W @ (np.log(marg[3]) - np.log(g1(X[:, 3], 0, 1))))}
check.tex(31, {r"\mathcal{L}": elbo, "L": L, "T": 3})
check.tex(32, {"L_T": L[3], r"D_{\mathrm{KL}}(q(x_T|x_0)\|p(x_T))": float(kl1(np.sqrt(A3[3]) * y0, 1 - A3[3], 0.0, 1.0))})
for k in (2, 3):
    cloud = []
    for z, w in zip(gh, gw):
        now = np.sqrt(A3[k]) * y0 + np.sqrt(1 - A3[k]) * z
        value = kl1(back[k][0] * y0 + back[k][1] * now, back[k][2], slope[k - 1] * now + shift[k - 1], sg2[k - 1])
        cloud.append((w, {r"D_{\mathrm{KL}}(q(x_{t-1}|x_t,x_0)\|p_\theta(x_{t-1}|x_t))": float(value)}))
    check.tex(33, {"L_{t-1}": L[k - 1]}, E={"q(x_t|x_0)": cloud})
first = [(w, {r"p_\theta(x_0|x_1)": float(g1(y0, slope[0] * (np.sqrt(a3[0]) * y0 + np.sqrt(be[0]) * z) + shift[0], sg2[0]))}) for z, w in zip(gh, gw)]
check.tex(34, {"L_0": L[0]}, E={"q(x_1|x_0)": first})
i = 137                                                        # 逐点恒等式：取一条轨道
atoms = {
    "T": 3,
    "q(x_t|x_0)": check.at(lambda e: float(marg[e["t"]][i])),
    "q(x_{t-1}|x_0)": check.at(lambda e: float(marg[e["t"] - 1][i])),
    "q(x_T|x_0)": float(marg[3][i]),
    "q(x_1|x_0)": float(marg[1][i]),
    "q(x_{1:T}|x_0)": float(np.prod([f[i] for f in fwd])),
    "q(x_{t-1}|x_t,x_0)": check.at(lambda e: float(qp[e["t"]][i])),
    r"p_\theta(x_{0:T})": float(joint[i]),
    "p(x_T)": float(g1(X[i, 3], 0, 1)),
    r"p_\theta(x_{t-1}|x_t)": check.at(lambda e: float(rev[e["t"] - 1][i])),
    r"p_\theta(x_0|x_1)": float(rev[0][i]),
}
for k in (28, 29, 30):
    check.tex(k, atoms)
check.tex(22, {**atoms, r"p_\theta(x_{0:T})": float(np.exp(np.log(joint[i])))})
print(f"log p = {np.log(evidence):.6f}  下界 = {elbo:.6f}  差额 = {np.log(evidence) - elbo:.6f}  后验 KL = {gap:.6f}")

# %% id=terms
def kl_by_quadrature(m1, C1, m2, C2):
    """E_1[log N1 - log N2]：被积函数是二次的，三个结点就精确。"""
    total = 0.0
    for w, point in check.normal("x", m1, C1, k=3):
        total += w * (np.log(gauss(point["x"], m1, C1)) - np.log(gauss(point["x"], m2, C2)))
    return float(total)

m1, m2 = rng.normal(size=d), rng.normal(size=d)
R1, R2 = rng.normal(size=(d, d)), rng.normal(size=(d, d))
C1, C2 = R1 @ R1.T + np.eye(d), R2 @ R2.T + np.eye(d)
check.tex(35, {r"D_{\mathrm{KL}}(\mathcal{N}_1\|\mathcal{N}_2)": kl_by_quadrature(m1, C1, m2, C2), r"\Sigma_1": C1, r"\Sigma_2": C2, r"\mu_1": m1, r"\mu_2": m2, "d": d})
slope_T, var_T = marginal_moments(T)
check.tex(36, {**env, "L_T": kl_by_quadrature(slope_T * x0, var_T * np.eye(d), np.zeros(d), np.eye(d)), "x_0": x0})
noise_hat = rng.normal(size=d)
mu_hat = xt / np.sqrt(al[t]) - beta[t] / np.sqrt(al[t] * v_now) * noise_hat
sig2 = 0.31
step = {**post, r"\mu_\theta": mu_hat, r"\epsilon_\theta": noise_hat, r"\sigma": {t: np.sqrt(sig2)}, r"D_{\mathrm{KL}}(q\|p)": kl_by_quadrature(mu_c, var_c * np.eye(d), mu_hat, sig2 * np.eye(d))}
same = kl_by_quadrature(mu_c, var_c * np.eye(d), mu_hat, var_c * np.eye(d))
weight = float(np.sum((mu_c - mu_hat) ** 2) / (2 * sig2) / np.sum((merged - noise_hat) ** 2))
check.tex(37, step)
check.tex(38, {**step, r"D_{\mathrm{KL}}(q\|p)": same})
check.tex(38, step, holds=False)
check.tex(39, step)
check.tex(40, {**step, "w_t": weight})
check.tex(41, {**step, "w_t": weight})
check.tex(42, step)
wide = kl_by_quadrature(mu_c, var_c * np.eye(d), mu_hat, beta[t] * np.eye(d))
check.tex(64, {**step, r"D_{\mathrm{KL}}(q\|p)": wide})
check.tex(65, {**step, "R": lambda k: s**2 / v if (s := marginal_moments(int(k))[0]) and (v := marginal_moments(int(k))[1]) else 0.0})

# %% id=tweedie
atoms0 = [0.6 * rng.normal(size=2) for _ in range(4)]
prob = rng.dirichlet(np.ones(4) * 3)
sa, s2 = s_now, v_now
like = lambda z, a: float(np.exp(-np.sum((np.asarray(z) - sa * a) ** 2) / (2 * s2)) / (2 * np.pi * s2))
m = lambda z: float(sum(w * like(z, a) for w, a in zip(prob, atoms0)))
posterior_mean = lambda z: sum(w * like(z, a) * a for w, a in zip(prob, atoms0)) / m(z)
best = lambda z: sum(w * like(z, a) * (np.asarray(z) - sa * a) for w, a in zip(prob, atoms0)) / m(z) / np.sqrt(s2)
z = rng.normal(size=2)
tw = {**env, "x_t": z, "m": m, r"\hat{x}_0": posterior_mean(z), r"\epsilon^\star": best}
for k in (45, 46, 49):
    check.tex(k, tw)
ratio = check.at(lambda e: like(e["x_t"], e["x_0"]))
check.tex(47, {**tw, "x_0": atoms0[1], "q(x_t|x_0)": ratio, r"\epsilon": (z - sa * atoms0[1]) / np.sqrt(s2)})
check.tex(48, {**tw, "q(x_t|x_0)": ratio}, E={"x_0": [(float(w), {"x_0": a}) for w, a in zip(prob, atoms0)]})
f = lambda v: np.array([np.tanh(v[0] - v[1]), 0.3 * v[1] + 0.2])
cloud = []
for w, a in zip(prob, atoms0):
    for u, point in check.normal("e", np.zeros(2), np.eye(2), k=14):
        cloud.append((w * u, {r"\epsilon": point["e"], "x_t": sa * a + np.sqrt(s2) * point["e"]}))
check.tex(43, {"f": f, r"\epsilon^\star": best}, E=cloud, rtol=1e-6)
check.tex(43, {"f": f, r"\epsilon^\star": lambda v: best(v) + 0.2}, E=cloud, rtol=1e-6, holds=False)

# %% id=snr
Rf = lambda k: marginal_moments(int(k))[0] ** 2 / marginal_moments(int(k))[1]
x_hat = xt / sa - np.sqrt(s2) / sa * noise_hat
snr = {**step, "R": Rf, r"\hat{x}_\theta": x_hat, "x_t": xt, "x_0": x0}
check.tex(50, snr)
check.tex(51, snr)
check.tex(52, {**snr, "w_t": float(np.sum((mu_c - mu_hat) ** 2) / (2 * var_c) / np.sum((merged - noise_hat) ** 2))})
check.tex(53, snr)

# %% id=ddim
eta2 = 0.4 * var_c
one = {**env, "I": 1.0, "x_0": 1.3, r"\eta": np.sqrt(eta2), r"x_{t-1}": 0.4}
direction = lambda now: (now - s_now * 1.3) / np.sqrt(v_now)
q_eta = check.at(lambda e: float(g1(e["x_{t-1}"], s_prev * 1.3 + np.sqrt(v_prev - eta2) * direction(e["x_t"]), eta2)))
q_now = check.at(lambda e: float(g1(e["x_t"], s_now * 1.3, v_now)))
check.tex(54, {**one, "x_t": 0.9, r"q_\eta(x_{t-1}|x_t,x_0)": q_eta})
check.tex(55, {**one, "x_t": 0.9, r"q_\eta(x_{t-1}|x_t,x_0)": q_eta, "q(x_t|x_0)": q_now}, grid={"x_t": line})
check.tex(56, post)
check.tex(57, post)
for c, k in ((2.3, t), (0.0, t), (1.0, 1)):
    V = lambda j: c * ab[j] + marginal_moments(j)[1] if j else c
    prior_var, now_var = V(k - 1), V(k)
    link = np.sqrt(al[k]) * prior_var
    value = gauss(xs[k - 1], link / now_var * xs[k], (prior_var - link**2 / now_var) * np.eye(d))
    check.tex(58, {**env, "t": k, "V": {j: V(j) for j in range(T + 1)}, "q(x_{t-1}|x_t)": value})
check.eq(58, (1.0 - np.sqrt(al[t]) ** 2), beta[t])
print("两端的方差:", f"{var_c:.4f} {beta[t]:.4f}")

# %% id=schedule
bl = np.linspace(1e-4, 0.02, 1000)
check.tex(59, {r"\beta": bl, "T": 1000, r"\bar\alpha_T": float(np.prod(1 - bl))})
check.tex(59, {r"\beta": bl * 1e-3, "T": 1000, r"\bar\alpha_T": float(np.prod(1 - bl * 1e-3))}, tight=(1, 1e-6))
check.tex(60, {r"\bar\alpha_{1000}": float(np.prod(1 - bl))}, approx=1e-3)
x_unit = x0 * np.sqrt(d) / np.linalg.norm(x0)
for a_T, tight in ((0.3, None), (1e-7, 1)):
    L_T = kl_by_quadrature(np.sqrt(a_T) * x_unit, (1 - a_T) * np.eye(d), np.zeros(d), np.eye(d))
    check.tex(61, {r"\bar\alpha_T": a_T, "d": d, "L_T": L_T}, rtol=1e-6, atol=1e-12, tight=tight)

# %% id=example
v1 = 0.1
v2 = 0.8 * v1 + 0.2
check.tex(62, {r"\tilde\beta_2": v1 - (np.sqrt(0.8) * v1) ** 2 / v2}, approx=1e-6)
check.tex(63, {r"\tilde\mu_2": np.sqrt(0.9) * 1.3 + np.sqrt(0.8) * v1 / v2 * (0.5 - np.sqrt(0.72) * 1.3), "x_0": 1.3, "x_2": 0.5}, approx=3e-6)
