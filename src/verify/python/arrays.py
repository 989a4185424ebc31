"""Matrices written out, vectors, and functions by cases."""

import numpy as np

from errors import Undefined, Unsupported
from values import is_number, matrix, settle


class Arrays:
    """Mixin of the evaluator."""

    def tuple(self, node, scope):
        items = [self.value(item, scope) for item in node["items"]]
        if not all(map(is_number, items)):
            raise Unsupported("括号里用逗号隔开的要都是数")
        return settle(np.array(items))

    def matrix(self, node, scope):
        rows = [[self.value(cell, scope) for cell in row] for row in node["rows"]]
        if all(is_number(cell) for row in rows for cell in row):
            return settle(np.array(rows))
        return settle(self.blocks(rows, node["rows"]))

    @staticmethod
    def blocks(rows, cells):
        """A block matrix. A bare 0 takes the size that its row and column leave; every other block has its own."""

        def size(block, axis):
            return matrix(block).shape[axis]

        def is_zero(r, c):
            return cells[r][c]["op"] == "number" and float(cells[r][c]["value"]) == 0

        heights, widths = [], []
        for r, row in enumerate(rows):
            sizes = {size(block, 0) for c, block in enumerate(row) if not is_zero(r, c)}
            if len(sizes) != 1:
                raise Undefined("分块矩阵的一行里各块高度不同，或者只有 0")
            heights.append(sizes.pop())
        for c in range(len(rows[0])):
            sizes = {size(row[c], 1) for r, row in enumerate(rows) if not is_zero(r, c)}
            if len(sizes) != 1:
                raise Undefined("分块矩阵的一列里各块宽度不同，或者只有 0")
            widths.append(sizes.pop())
        return np.block(
            [
                [np.zeros((heights[r], widths[c])) if is_zero(r, c) else matrix(block) for c, block in enumerate(row)]
                for r, row in enumerate(rows)
            ]
        )

    def cases(self, node, scope):
        chosen, fallback = [], None
        for branch in node["branches"]:
            if not branch["conditions"]:
                fallback = branch
            elif all(self.holds(condition, scope) for condition in branch["conditions"]):
                chosen.append(branch)
        if not chosen and fallback is not None:
            chosen = [fallback]
        if len(chosen) != 1:
            raise Undefined("分段函数没有一个条件成立" if not chosen else "分段函数有几个条件同时成立")
        return self.value(chosen[0]["value"], scope)

    def indicator(self, node, scope):
        return 1.0 if all(self.holds(condition, scope) for condition in node["conditions"]) else 0.0

    def holds(self, chain, scope):
        """Whether a condition is true, exactly up to rounding."""
        return self.judge(chain, scope, CONDITION).ok



class Tolerance:
    """How far two sides may differ: `rtol` of the larger one, plus `atol`."""

    def __init__(self, rtol, atol):
        self.rtol, self.atol = rtol, atol


CONDITION = Tolerance(1e-12, 1e-12)
