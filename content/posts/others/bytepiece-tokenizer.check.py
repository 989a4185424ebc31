# bytepiece-tokenizer 的数值检查。
# 独立路径：全部 2^(n-1) 种切分逐一列出，最大、求和、后验、期望次数都由列表算出，不用递推。

# %% id=paths
import itertools
import math

def segmentations(n):
    """全部切分，断点的列表。"""
    out = []
    for size in range(n):
        for cut in itertools.combinations(range(1, n), size):
            out.append([0, *cut, n])
    return out

def weight(cut, r):
    out = 1.0
    for i, j in zip(cut, cut[1:]):
        out *= r(i, j)
    return out

def setting(n, r):
    """符号表：各前缀、后缀的最大与求和、后验，都由列出的切分得到。"""
    cuts = segmentations(n)
    P = lambda k: weight(cuts[int(k) - 1], r)
    total = sum(weight(c, r) for c in cuts)
    head = lambda j: [weight(c, r) for c in segmentations(j)] if j else [1.0]
    tail = lambda i: [weight([i + v for v in c], r) for c in segmentations(n - i)] if i < n else [1.0]
    used = lambda i, j: sum(weight(c, r) for c in cuts if (i, j) in list(zip(c, c[1:]))) / total
    return {
        "n": n, "P": P, "r": r, r"#\pi": range(1, len(cuts) + 1), "K": lambda k: len(cuts[int(k) - 1]) - 1,
        r"\mu": lambda j: max(head(int(j))), "a": lambda j: sum(head(int(j))), "b": lambda i: sum(tail(int(i))), "q": lambda i, j: used(int(i), int(j)) if 0 <= i < j <= n else 7.0,  # 7.0：下标越界的片段没有定义
    }, cuts

n = 5
values = {(i, j): float(rng.uniform(0.05, 0.9)) for i in range(n) for j in range(i + 1, n + 1)}
values[1, 3] = values[0, 5] = 0.0
table, cuts = setting(n, lambda i, j: values[i, j])
for j in (2, 4, 5):
    check.tex(3, {**table, "j": j, r"#0\le i<j": [{"i": k} for k in range(j)]})
    check.tex(4, {**table, "j": j})
check.tex(5, table)
check.tex(6, table)
single = {**values, **{key: 0.0 for key in values if key[1] - key[0] > 1}}
alone, _ = setting(n, lambda i, j: single[i, j])
check.tex(6, alone, tight=0)
bytes5 = rng.uniform(0.2, 0.8, size=n)
flat, _ = setting(n, lambda i, j: float(np.prod(bytes5[i:j])))
check.tex(6, flat, tight=1)
check.tex(6, {**flat, r"\mu": lambda j: 0.9 * flat[r"\mu"](j)}, holds=False)
best = max(range(len(cuts)), key=lambda k: weight(cuts[k], table["r"])) + 1
check.tex(7, {**table, r"\pi_{\star}": best})
fewest = lambda i, j: 0.3 if (i, j) in {(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (0, 2), (1, 4), (2, 4)} else 0.0
equal, _ = setting(n, fewest)
check.tex(8, {**equal, r"\rho": 0.3, r"K_{\star}": min(len(c) - 1 for c in cuts if weight(c, fewest) > 0)})
for i in (1, 3):
    check.tex(9, {**table, "i": i})
for i, j in ((1, 4), (2, 3), (0, 2)):
    check.tex(10, {**table, "i": i, "j": j})
for k in (2, 4):
    check.tex(11, {**table, "k": k})
    inner = [weight([k + v for v in c], table["r"]) for c in segmentations(n - k)]
    check.tex(23, {**table, "k": k, r"\mu_{k,n}": max(inner)})
forced = {**values, **{(i, j): 0.0 for i in range(2) for j in range(3, 6)}}
split, _ = setting(n, lambda i, j: forced[i, j])
inner = [weight([2 + v for v in c], split["r"]) for c in segmentations(3)]
check.tex(23, {**split, "k": 2, r"\mu_{k,n}": max(inner)}, tight=0)
check.tex(23, {**split, "k": 2, r"\mu_{k,n}": max(inner)}, tight=1)

# %% id=sample
possible = [k for k in range(1, 17) if table["P"](k) > 0]
for pick in (possible[1], possible[-2]):
    cut = cuts[pick - 1]
    check.tex(24, {**table, "t": dict(enumerate(cut)), "K": len(cut) - 1, r"\pi": pick})
ratios = lambda kappa: (lambda k: 0.7 if int(k) == 6 else 0.7 * kappa)
for alpha, kappa in ((0.8, 0.4), (2.5, 0.6)):
    check.tex(25, {"n": n, "P": ratios(kappa), r"#\pi": range(1, 17), r"\pi_{\star}": 6, r"\alpha": alpha, r"\kappa": kappa})
mixed = lambda k: 0.7 if int(k) == 6 else 0.02 * int(k)
check.tex(25, {"n": n, "P": mixed, r"#\pi": range(1, 17), r"\pi_{\star}": 6, r"\alpha": 1.3, r"\kappa": 0.32 / 0.7})
check.tex(25, {"n": n, "P": ratios(0.01), r"#\pi": range(1, 17), r"\pi_{\star}": 6, r"\alpha": 3.0, r"\kappa": 0.01}, tight=(0, 1e-4))
check.tex(25, {"n": n, "P": ratios(0.6), r"#\pi": range(1, 17), r"\pi_{\star}": 6, r"\alpha": 9.0, r"\kappa": 0.4}, holds=False)

# %% id=em
texts = ["abab", "aab", "babba"]
prob = {"a": 0.3, "b": 0.2, "ab": 0.24, "ba": 0.16, "aab": 0.1}
names = list(prob)

def total(text, p):
    return sum(weight(c, lambda i, j: p.get(text[i:j], 0.0)) for c in segmentations(len(text)))

def expected(text, p):
    """每个词的后验期望次数，由全部切分加权。"""
    out = {w: 0.0 for w in p}
    z = total(text, p)
    for c in segmentations(len(text)):
        share = weight(c, lambda i, j: p.get(text[i:j], 0.0)) / z
        for i, j in zip(c, c[1:]):
            if text[i:j] in out:
                out[text[i:j]] += share
    return out

for w in ("ab", "b"):
    check.tex(12, {"A": lambda th: total("babba", {**prob, w: math.exp(th)}), r"\theta": math.log(prob[w]), "c_w": expected("babba", prob)[w]})
def step(p):
    c = {w: sum(expected(t, p)[w] for t in texts) for w in names}
    return c, {w: c[w] / sum(c.values()) for w in names}

def em(p):
    c, new = step(p)
    fam = lambda d: (lambda k: d[names[int(k) - 1]])
    lik = lambda q: sum(math.log(total(t, q)) for t in texts)
    return {r"\ell(\tilde p)": lik(new), r"\ell(p)": lik(p), "c": sum(c.values()), r"\tilde p": fam(new), "p": fam(p), "#w": range(1, 6)}

check.tex(14, em(prob))
fixed = prob
for _ in range(3):
    fixed = step(fixed)[1]
check.tex(14, em(fixed))
# 取等：每条只有一种可行的切分时 Jensen 取等
plain = ["ab", "ab", "ac"]
def em_plain():
    p = {"ab": 0.3, "ac": 0.7}
    new = {"ab": 2 / 3, "ac": 1 / 3}
    lik = lambda q: sum(math.log(q[t]) for t in plain)
    order = ["ab", "ac"]
    return {r"\ell(\tilde p)": lik(new), r"\ell(p)": lik(p), "c": 3.0, r"\tilde p": lambda k: new[order[int(k) - 1]], "p": lambda k: p[order[int(k) - 1]], "#w": range(1, 3)}
check.tex(14, em_plain(), tight=0)
check.tex(14, {**em(prob), r"\ell(\tilde p)": em(prob)[r"\ell(p)"] - 0.1}, holds=False)
old, new = rng.uniform(0.1, 1, size=6), rng.uniform(0.1, 1, size=6)
jensen = {"P": lambda k: float(old[int(k) - 1]), r"\tilde P": lambda k: float(new[int(k) - 1]), r"#\pi": range(1, 7)}
check.tex(15, jensen)
check.tex(15, {**jensen, r"\tilde P": lambda k: 1.7 * float(old[int(k) - 1])}, tight=0)

# %% id=prune
def prune(text, w, p):
    """删去 w 前后的总概率、后验里至少用一次的概率、期望次数。"""
    z = total(text, p)
    rest = {v: q for v, q in p.items() if v != w}
    out = total(text, rest)
    scaled = total(text, {v: q / (1 - p[w]) for v, q in rest.items()})
    some = sum(weight(c, lambda i, j: p.get(text[i:j], 0.0)) for c in segmentations(len(text)) if w in [text[i:j] for i, j in zip(c, c[1:])]) / z
    return {r"\tilde a": lambda k: total(text[: int(k)], rest), r"\bar a_n": scaled, "a_n": z, "n": len(text), "Q_w": some, "c_w": expected(text, p)[w], "p_w": p[w]}

for text, w in (("abab", "ab"), ("babba", "ba"), ("aab", "b")):
    check.tex(16, prune(text, w, prob))
    check.tex(17, prune(text, w, prob))
check.tex(16, prune("aab", "aab", prob), tight=1)
whole = {"abab": 0.4, "ab": 0.6}
check.tex(17, prune("abab", "ab", whole), tight=0)
check.tex(17, {**prune("abab", "ab", prob), r"\bar a_n": 0.5 * prune("abab", "ab", prob)[r"\bar a_n"]}, holds=False)

# %% id=ngram
corpus = "abcabdabcaabccbdabc" * 2
N = {0: len(corpus), **{j: sum(corpus.startswith("abca"[:j], k) for k in range(len(corpus))) for j in range(1, 5)}}
check.tex(18, {"N": N, r"\ell": 4})
check.tex(18, {"N": N, r"\ell": 3})
joint, first, second = 0.13, 0.31, 0.27
check.tex(19, {"p(uv)": joint, "p(u)": first, "p(v)": second, "p(v|u)": joint / first})
sequence = {1: 1, 2: 3, 3: 2, 4: 2, 5: 1}
single = {1: 0.5, 2: 0.3, 3: 0.2}
pairs = {(1, 3): 0.15, (3, 2): 0.7, (2, 2): 0.1, (2, 1): 0.65}
def score(cut):
    """逐个字节：一段的第一个用单独的概率，其余用条件概率。"""
    starts = set(cut[:-1])
    return math.prod(single[sequence[k + 1]] if k in starts else pairs[sequence[k], sequence[k + 1]] for k in range(5))
check.tex(20, {"G": lambda k: score(cuts[int(k) - 1]), r"#\pi": range(1, 17), "x": sequence, "n": 5, r"p(\cdot)": lambda v: single[int(v)], r"p(\cdot|\cdot)": lambda v, u: pairs[int(u), int(v)]})
grid = rng.uniform(0.1, 1, size=(3, 4))
grid = grid / grid.sum()
info = {"#u": range(1, 4), "#v": range(1, 5)}
check.tex(21, {**info, r"p(\cdot,\cdot)": lambda u, v: float(grid[int(u) - 1, int(v) - 1]), r"p_1(\cdot)": lambda u: float(grid.sum(1)[int(u) - 1]), r"p_2(\cdot)": lambda v: float(grid.sum(0)[int(v) - 1])})
apart = np.outer([0.25, 0.5, 0.25], [0.125, 0.125, 0.5, 0.25])
check.tex(21, {**info, r"p(\cdot,\cdot)": lambda u, v: float(apart[int(u) - 1, int(v) - 1]), r"p_1(\cdot)": lambda u: float(apart.sum(1)[int(u) - 1]), r"p_2(\cdot)": lambda v: float(apart.sum(0)[int(v) - 1])}, tight=0)
check.tex(21, {**info, r"p(\cdot,\cdot)": lambda u, v: float(grid[int(u) - 1, int(v) - 1]), r"p_1(\cdot)": lambda u: 3.0, r"p_2(\cdot)": lambda v: 1.0}, holds=False)
# 词长 2、3、4，概率 0.5、0.3、0.2：字节位置的平稳分布由转移矩阵的特征向量得到
lengths, share = (2, 3, 4), (0.5, 0.3, 0.2)
places = [(w, k) for w, size in enumerate(lengths) for k in range(size)]
move = np.zeros((9, 9))
for a, (w, k) in enumerate(places):
    if k + 1 < lengths[w]:
        move[a, places.index((w, k + 1))] = 1.0
    else:
        for v in range(3):
            move[a, places.index((v, 0))] = share[v]
vals, vecs = np.linalg.eig(move.T)
stationary = np.real(vecs[:, np.argmin(np.abs(vals - 1))])
stationary = stationary / stationary.sum()
at = lambda w: float(stationary[places.index((w, 0))])
check.tex(22, {"p(uv)": at(0) * share[2], "p(u)": at(0), "p(v)": at(2), r"\bar L": 2 * 0.5 + 3 * 0.3 + 4 * 0.2}, rtol=1e-8)

# %% id=rest
even = math.log(50000) / (8 * math.log(2))
check.tex(27, {"n": 1000 * even * (1 + 1e-12), "K": 1000, r"\mathcal{V}": 50000}, tight=(0, 1e-9))
check.tex(27, {"n": 1000 * even * 0.99, "K": 1000, r"\mathcal{V}": 50000}, holds=False)
check.tex(28, {"a_3": total("aab", {"a": 0.3, "b": 0.2, "aa": 0.2, "ab": 0.3})})
print(f"a|a|b 的概率 {0.3 * 0.3 * 0.2:.3f}")
check.tex(29, {"a_n": total("babba", prob)})
check.tex(29, {"a_n": total("aaaa", {"a": 1.0})}, tight=0)
check.tex(29, {"a_n": total("aaaa", {"a": 1.0, "aa": 0.3})}, holds=False)
ways = lambda size, longest: sum(all(j - i <= longest for i, j in zip(c, c[1:])) for c in segmentations(size)) if size else 1
for size, longest in ((6, 2), (3, 5), (7, 3)):
    check.tex(30, {"F": lambda k: ways(int(k), longest), "L": longest, "n": size})
print(f"F_10 = {ways(10, 2)}，每字节 {2 / 3 / math.log(2):.3f} 与 {2.4 / 4 / math.log(2):.3f} 比特")
check.tex(31, table)
