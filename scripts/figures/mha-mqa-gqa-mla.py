"""Error of four ways to shrink the cache of trained heads; time of one decoding step against the balance of a device."""

import math

import numpy as np

from svg import Axes, Drawing, figures

rng = np.random.default_rng(0)
D, H, dk, dv = 64, 8, 8, 8


def turn(k):
    return np.linalg.qr(rng.normal(size=(k, k)))[0]


base_k, base_v = rng.normal(size=(dk, D)), rng.normal(size=(dv, D))
K = [turn(dk) @ (base_k + 0.7 * rng.normal(size=(dk, D))) for _ in range(H)]
V = [turn(dv) @ (base_v + 0.7 * rng.normal(size=(dv, D))) for _ in range(H)]
R = turn(D) * 0.93 ** np.arange(D)
K, V = [part @ R for part in K], [part @ R for part in V]


def spread(parts):
    mean = sum(parts) / len(parts)
    return sum(np.sum((part - mean) ** 2) for part in parts)


def align(parts):
    for _ in range(30):
        mean = sum(parts) / len(parts)
        factors = [np.linalg.svd(mean @ part.T) for part in parts]
        parts = [a @ b @ part for (a, _, b), part in zip(factors, parts)]
    return spread(parts)


total = sum(np.sum(part**2) for part in K + V)
tail = np.linalg.svd(np.vstack(K + V), compute_uv=False) ** 2
drawing = Drawing(420, 330, "缓存大小与压缩误差")
axes = Axes(drawing, (60, 40, 340, 230), (0, 66), (0, 0.9))
axes.frame({0: "0", 16: "16", 32: "32", 48: "48", 64: "64"}, {0: "0", 0.2: "0.2", 0.4: "0.4", 0.6: "0.6", 0.8: "0.8"}, "每个位置缓存的数", "相对误差")
sizes = (16, 32, 64)
plain, aligned = [], []
for cache in sizes:
    G = cache // (dk + dv)
    groups = [heads[g * H // G : (g + 1) * H // G] for g in range(G) for heads in (K, V)]
    plain.append(sum(map(spread, groups)) / total)
    aligned.append(sum(map(align, groups)) / total)
ranks = list(range(1, 65))
axes.curve(ranks, [tail[r:].sum() / total for r in ranks], "a")
for values, kind in ((plain, "b"), (aligned, "c")):
    axes.curve(sizes, values, f"{kind} dash")
    for x, y in zip(sizes, values):
        drawing.circle(axes.x(x), axes.y(y), 3.5, f"{kind}-fill")
drawing.text(axes.x(34), axes.y(0.72), "分组直接平均")
drawing.text(axes.x(34), axes.y(0.2), "对齐后平均")
drawing.text(axes.x(19), axes.y(0.05), "截断 SVD")
drawing.save(figures("attention") / "mha-mqa-gqa-mla-error.svg")

drawing = Drawing(420, 330, "每个缓存位置的时间与设备的算力带宽比")
axes = Axes(drawing, (60, 40, 340, 230), (1, 3000), (100, 3e5), (math.log10, math.log10))
axes.frame({1: "1", 10: "10", 100: "100", 1000: "1000"}, {1e2: "10²", 1e3: "10³", 1e4: "10⁴", 1e5: "10⁵"}, "ρ：每字节对应的运算次数", "时间（以读一个字节为单位）")
rhos = [10 ** (k * math.log10(3000) / 200) for k in range(201)]
for name, cache, flops, kind, at, dy in (
    ("MHA", 32768, 65536, "b", 300, -6),
    ("GQA，8 组", 2048, 65536, "c dash", 300, -6),
    ("MQA", 256, 65536, "ink dot", 900, -6),
    ("MLA", 576, 2 * 128 * 1088, "a", 900, -6),
):
    axes.curve(rhos, [max(2 * cache, flops / rho) for rho in rhos], kind)
    drawing.text(axes.x(at), axes.y(max(2 * cache, flops / at)) + dy, name)
drawing.save(figures("attention") / "mha-mqa-gqa-mla-time.svg")
