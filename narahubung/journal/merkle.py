"""The tree over all entries, by the rules of RFC 9162, section 2.1. Pure arithmetic on hashes.

`node(level, index)` is whatever knows the hash of the full subtree of 2**level leaves that begins
at leaf index * 2**level: a list in memory, or a table.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator

Node = Callable[[int, int], bytes]
EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(words: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + words).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(size: int, node: Node) -> bytes:
    return part(0, size, node) if size else EMPTY


def inclusion(index: int, size: int, node: Node) -> list[bytes]:
    """Return the audit path of a leaf in the tree of this size (2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} in a tree of {size}")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            path.append(part(middle, end, node))
            end = middle
        else:
            path.append(part(start, middle, node))
            start = middle
    return path[::-1]


def consistency(old: int, new: int, node: Node) -> list[bytes]:
    """Return the proof that the tree of `new` leaves begins with the tree of `old` leaves (2.1.4.1)."""
    if not 0 < old <= new:
        raise ValueError(f"a tree of {new} does not begin with one of {old}")
    path, start, end, whole = [], 0, new, True
    while old != end:
        middle = start + split(end - start)
        if old <= middle:
            path.append(part(middle, end, node))
            end = middle
        else:
            path.append(part(start, middle, node))
            start, whole = middle, False
    return ([] if whole else [part(start, end, node)]) + path[::-1]


def part(start: int, end: int, node: Node) -> bytes:
    """Return the hash over the leaves from start to end, as they stand in a larger tree."""
    size = end - start
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return node(level, start >> level)
    middle = start + split(size)
    return node_hash(part(start, middle, node), part(middle, end, node))


def split(size: int) -> int:
    """Return the largest power of two below this size."""
    return 1 << (size - 1).bit_length() - 1


def root_of_path(index: int, size: int, leaf: bytes, path: Iterable[bytes]) -> bytes | None:
    """Return the root to which an audit path leads, or None if it cannot be of this tree (2.1.3.2)."""
    if not 0 <= index < size:
        return None
    number, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if number & 1 or number == last:
            found = node_hash(sibling, found)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        number, last = number >> 1, last >> 1
    return found if last == 0 else None


def is_consistent(old: int, new: int, old_root: bytes, new_root: bytes, path: list[bytes]) -> bool:
    """Tell whether a proof shows that the newer tree begins with the older one (2.1.4.2)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not path and old_root == new_root
    path = [old_root, *path] if old & (old - 1) == 0 else path
    if not path:
        return False
    number, last = old - 1, new - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if number & 1 or number == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        number, last = number >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


class Growing:
    """A tree that takes one leaf after the other and keeps no more than its right edge."""

    def __init__(self):
        self.size, self.edge = 0, []

    def add(self, leaf: bytes) -> Iterator[tuple[int, int, bytes]]:
        """Take the hash of a leaf; yield (level, index, hash) of each subtree that it makes full."""
        self.size += 1
        level, found = 0, leaf
        while self.size >> level & 1 == 0:
            found = node_hash(self.edge.pop(), found)
            level += 1
            yield level, (self.size >> level) - 1, found
        self.edge.append(found)

    def root(self) -> bytes:
        if not self.edge:
            return EMPTY
        *left, found = self.edge
        for peak in reversed(left):
            found = node_hash(peak, found)
        return found
