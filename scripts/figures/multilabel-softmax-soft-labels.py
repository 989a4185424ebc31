"""Excess of two losses for one label with target 0.8; gradient that the negatives receive together at the start."""

import math

from svg import Axes, Drawing, figures

t = 0.8
drawing = Drawing(420, 330, "目标 0.8 时的两种损失")
axes = Axes(drawing, (60, 40, 340, 230), (-1.5, 3), (0, 1.6))
axes.frame({v: f"{v}".replace("-", "−") for v in (-1, 0, 1, 2, 3)}, {v: f"{v:g}" for v in (0, 0.5, 1, 1.5)}, "得分 s", "超过最小值的部分")
soft = lambda s: math.log(1 + (1 - t) * math.exp(s)) + math.log(1 + t * math.exp(-s)) - 2 * math.log(1 + math.sqrt(t * (1 - t)))
entropy = -t * math.log(t) - (1 - t) * math.log(1 - t)
hard = lambda s: math.log(1 + math.exp(s)) - t * s - entropy
xs = [-1.5 + 4.5 * k / 180 for k in range(181)]
for loss, kind, best, label, anchor in ((soft, "a", 0.5 * math.log(4), "软标签损失", "end"), (hard, "b dash", math.log(4), "硬标签的期望", "start")):
    axes.curve(xs, [loss(x) for x in xs], kind)
    drawing.circle(axes.x(best), axes.y(0), 4, f"{kind[0]}-fill")
    drawing.line(axes.x(best), axes.y(0), axes.x(best), axes.y(0.35), "rule")
    drawing.text(axes.x(best), axes.y(0.38), label, anchor)
drawing.save(figures("losses") / "multilabel-excess.svg")

drawing = Drawing(420, 330, "负类的梯度之和")
axes = Axes(drawing, (60, 40, 340, 230), (1, 1e5), (0.05, 1e5), (math.log10, math.log10))
axes.frame({10**k: text for k, text in enumerate(("1", "10", "10²", "10³", "10⁴", "10⁵"))}, {1: "1", 100: "10²", 10000: "10⁴"}, "负类的个数", "梯度的绝对值之和")
counts = [10 ** (k / 20) for k in range(101)]
axes.curve(counts, [c / (1 + c) for c in counts], "a")
axes.curve(counts, [c / 2 for c in counts], "b dash")
axes.curve((1, 1e5), (0.5, 0.5), "ink dot")
drawing.text(axes.x(2e4), axes.y(1.5), "式(2)", "middle")
drawing.text(axes.x(150), axes.y(900), "逐类 sigmoid", "middle")
drawing.text(axes.x(300), axes.y(0.15), "一个正类（两种损失相同）", "middle")
drawing.save(figures("losses") / "multilabel-gradient.svg")
