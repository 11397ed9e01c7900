"""The tree against the known vectors of certificate transparency, and against its own definition."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narahubung.journal import merkle

WORDS = [
    bytes.fromhex(h)
    for h in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
sizes = st.integers(1, 200)


def hashes_of(words):
    return [merkle.leaf_hash(word) for word in words]


def some(size):
    return hashes_of(n.to_bytes(4, "big") for n in range(size))


def node_over(leaves):
    """Compute full subtrees by the definition of the RFC, without anything kept."""

    def node(level, index):
        if level == 0:
            return leaves[index]
        return merkle.node_hash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1))

    return node


def by_definition(leaves):
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return merkle.node_hash(by_definition(leaves[:k]), by_definition(leaves[k:]))


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_that_are_known_everywhere(size):
    leaves = hashes_of(WORDS[:size])
    assert merkle.root(size, node_over(leaves)).hex() == ROOTS[size - 1]


def test_the_paths_of_the_example_in_the_rfc():
    """Section 2.1.5: seven leaves, of which d3 has [c, g, l]."""
    leaves = some(7)
    node = node_over(leaves)
    a, b, _c, d, e, f = leaves[0], leaves[1], leaves[2], leaves[3], leaves[4], leaves[5]
    g, i = merkle.node_hash(a, b), merkle.node_hash(e, f)
    h = merkle.node_hash(leaves[2], d)
    j, k = leaves[6], merkle.node_hash(g, h)
    lower = merkle.node_hash(i, j)
    assert merkle.inclusion(0, 7, node) == [b, h, lower]
    assert merkle.inclusion(3, 7, node) == [leaves[2], g, lower]
    assert merkle.inclusion(4, 7, node) == [f, j, k]
    assert merkle.inclusion(6, 7, node) == [i, k]
    assert merkle.consistency(3, 7, node) == [leaves[2], d, g, lower]
    assert merkle.consistency(4, 7, node) == [lower]
    assert merkle.consistency(6, 7, node) == [i, j, k]


@given(sizes)
def test_the_growing_tree_has_the_root_of_the_definition_and_keeps_little(size):
    leaves, tree = some(size), merkle.Growing()
    node = node_over(leaves)
    for leaf in leaves:
        for level, index, hash in tree.add(leaf):
            assert hash == node(level, index)
    assert tree.root() == by_definition(leaves) == merkle.root(size, node)
    assert len(tree.edge) == size.bit_count()


@given(sizes, st.data())
def test_each_leaf_leads_to_the_root_and_to_no_other(size, data):
    leaves = some(size)
    index = data.draw(st.integers(0, size - 1))
    path = merkle.inclusion(index, size, node_over(leaves))
    root = by_definition(leaves)
    assert merkle.root_of_path(index, size, leaves[index], path) == root
    other = data.draw(st.integers(0, size - 1).filter(lambda n: n != index)) if size > 1 else None
    if other is not None:
        assert merkle.root_of_path(index, size, leaves[other], path) != root
        assert merkle.root_of_path(other, size, leaves[index], path) != root
    assert merkle.root_of_path(index, size, leaves[index], [*path, root]) is None
    if path:
        assert merkle.root_of_path(index, size, leaves[index], path[:-1]) != root


@given(sizes, sizes)
def test_a_longer_tree_proves_that_it_continues_the_shorter(a, b):
    old, new = sorted((a, b))
    leaves = some(new)
    old_root, new_root = by_definition(leaves[:old]), by_definition(leaves)
    path = merkle.consistency(old, new, node_over(leaves))
    assert merkle.is_consistent(old, new, old_root, new_root, path)
    wrong = merkle.leaf_hash(b"wrong")
    assert not merkle.is_consistent(old, new, wrong, new_root, path)
    assert not merkle.is_consistent(old, new, old_root, wrong, path)
    assert not merkle.is_consistent(old, new, old_root, new_root, [*path, wrong])


@given(st.integers(2, 120), st.data())
def test_a_tree_in_which_an_old_leaf_was_changed_continues_nothing(new, data):
    old = data.draw(st.integers(1, new - 1))
    changed = data.draw(st.integers(0, old - 1))
    leaves = some(new)
    old_root = by_definition(leaves[:old])
    leaves[changed] = merkle.leaf_hash(b"forged")
    path = merkle.consistency(old, new, node_over(leaves))
    assert not merkle.is_consistent(old, new, old_root, by_definition(leaves), path)


def test_an_empty_tree_has_the_hash_of_nothing():
    assert merkle.root(0, node_over([])) == merkle.Growing().root() == hashlib.sha256().digest()


@pytest.mark.parametrize("index, size", [(0, 0), (3, 3), (-1, 2)])
def test_a_leaf_that_is_not_there_has_no_path(index, size):
    with pytest.raises(ValueError):
        merkle.inclusion(index, size, node_over(some(3)))
    assert merkle.root_of_path(index, size, b"", []) is None
