"""Line charts on top of `svg`: curves that differ in colour and in dashes, with a legend inside the frame."""

import math

from svg import Axes, Drawing, figures

# Colour and dashes of a series; the fill that its dots take.
SERIES = [("a", "a-fill"), ("b dash", "b-fill"), ("c dot", "c-fill"), ("ink", "ink-fill")]


class Chart:
    """`x`, `y` are (low, high) in data units; `log` names the axes with a logarithmic scale."""

    def __init__(self, title, x, y, xticks, yticks, xlabel="", ylabel="", size=(560, 330), log=""):
        self.bounds = (x, y)
        self.drawing = Drawing(*size, title)
        scale = tuple(math.log10 if axis in log else None for axis in "xy")
        self.axes = Axes(self.drawing, (56, 28, size[0] - 72, size[1] - 76), x, y, scale)
        self.axes.frame({v: self.label(v) for v in xticks}, {v: self.label(v) for v in yticks}, xlabel, ylabel)

    @staticmethod
    def label(value):
        return f"{value:g}".replace("-", "−")

    def curve(self, xs, ys, series, dots=False):
        """The part of a polyline that lies inside the frame."""
        (x0, x1), (y0, y1) = self.bounds
        points = [(float(x), float(y)) for x, y in zip(xs, ys) if x0 <= x <= x1 and y0 <= y <= y1]
        self.axes.curve(*zip(*points), SERIES[series][0])
        if dots:
            self.dots(points, series)

    def dots(self, points, series):
        for x, y in points:
            self.drawing.circle(self.axes.x(x), self.axes.y(y), 2.8, SERIES[series][1])

    def segment(self, x1, y1, x2, y2, kind="ink thin dot"):
        self.axes.curve((x1, x2), (y1, y2), kind)

    def band(self, low, high):
        """A wash between two heights; call it before the curves."""
        left, _, width, _ = self.axes.box
        top = self.axes.y(high)
        self.drawing.rect(left, top, width, self.axes.y(low) - top, "wash")

    def note(self, x, y, text, anchor="start"):
        self.drawing.text(self.axes.x(x), self.axes.y(y), text, anchor)

    def legend(self, names, left, top):
        """Samples of the line styles with their names, downwards from a place in pixels."""
        for k, (series, name) in enumerate(names):
            self.drawing.line(left, top + 20 * k, left + 30, top + 20 * k, SERIES[series][0])
            self.drawing.text(left + 37, top + 20 * k + 4.5, name)

    def save(self, topic, name):
        self.drawing.save(figures(topic) / f"{name}.svg")
