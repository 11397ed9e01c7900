"""The receipt is checked by a program that knows nothing of the house: only its file and Python."""

import copy
import json
import subprocess
import sys

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from narahubung.journal import chain, check_receipt, merkle, notes
from narahubung.journal.check_receipt import Fault, canonical, check
from narahubung.journal.models import Checkpoint
from narahubung.journal.publishing import publish
from narahubung.journal.receipts import receipt_of

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(values)
def test_the_script_writes_json_as_the_library_does(value):
    assert canonical(value) == rfc8785.dumps(value)


@given(values | st.floats(allow_nan=False, allow_infinity=False).map(lambda n: {"n": [n]}))
def test_the_quick_way_of_the_chain_writes_the_same(value):
    assert chain.canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize("value", [2**53, "\ud800", {1: 2}, {"a": float("nan")}, object()])
def test_what_has_no_canonical_form_has_no_hash(value):
    with pytest.raises(ValueError):
        chain.canonical(value)


@pytest.mark.parametrize("value", [1.5, 2**53, {"a": {1: 2}}, "\ud800", {"\ud800": 1}])
def test_what_entries_never_hold_is_refused(value):
    with pytest.raises(Fault):
        canonical(value)


@given(st.integers(1, 300), st.data())
def test_the_script_climbs_the_tree_as_we_do(size, data):
    index = data.draw(st.integers(0, size - 1))
    words = [n.to_bytes(4, "big") for n in range(size)]
    leaves = [merkle.leaf_hash(word) for word in words]

    def node(level, n):
        below = leaves[n << level : (n + 1) << level]
        return merkle.root(len(below), lambda _l, k: below[k]) if level == 0 else whole(below)

    def whole(below):
        tree = merkle.Growing()
        for leaf in below:
            list(tree.add(leaf))
        return tree.root()

    path = merkle.inclusion(index, size, node)
    assert check_receipt.root_of(index, size, words[index], path) == merkle.root(size, node)


@pytest.fixture
def receipt(world):
    for n in range(3):
        world.submit(text=f"Lampu jalan padam, hari ke-{n}. “Gelap” 🌑")
    publish()
    world.submit(text="Sesudahnya.")
    file = world.queue
    assert receipt_of(file.events.get(), file.reference) is None
    publish()
    return json.loads(json.dumps(receipt_of(file.events.get(), file.reference, file.text)))


@pytest.mark.django_db
def test_a_receipt_checks_out_and_holds_the_words(receipt):
    check(receipt)
    check(receipt, receipt["checkpoint"])
    assert receipt["text"] == "Sesudahnya."
    assert notes.is_signed_by_us(receipt["checkpoint"])


@pytest.mark.django_db
def test_a_later_checkpoint_does_not_take_the_place_of_the_first(receipt, world):
    world.submit()
    publish()
    first, second, third = Checkpoint.objects.order_by("number")
    assert receipt["checkpoint_name"] == second.name
    for other in (first, third):
        with pytest.raises(Fault, match=f"compare with {second.name}.txt"):
            check(receipt, other.text)


FORGERIES = {
    "the text": lambda r: r.update(text="Lain."),
    "the note": lambda r: r.update(note="Lain."),
    "the salt": lambda r: r.update(salt="0" * 32),
    "the time": lambda r: r["entry"].update(at="2020-01-01T00:00:00.000000+00:00"),
    "the number": lambda r: r["entry"].update(subject="6469-26-00000-0"),
    "the channel": lambda r: r["entry"]["facts"].update(channel="letter"),
    "a number too large": lambda r: r["entry"]["facts"].update(agency=2**60),
    "the chain": lambda r: r.update(before="0" * 64),
    "the hash": lambda r: r.update(hash="0" * 64),
    "the leaf": lambda r: r.update(leaf=0),
    "a leaf outside": lambda r: r.update(leaf=99),
    "a leaf that is no number": lambda r: r.update(leaf="3"),
    "a shorter path": lambda r: r["path"].pop(),
    "a longer path": lambda r: r["path"].append("0" * 64),
    "another path": lambda r: r["path"].reverse(),
    "a path of other things": lambda r: r.update(path=[1, None]),
    "the checkpoint": lambda r: r.update(checkpoint="x\n4\nAAAA\n"),
    "no checkpoint": lambda r: r.pop("checkpoint"),
    "no entry": lambda r: r.pop("entry"),
    "the form": lambda r: r.update(format="other"),
}


@pytest.mark.django_db
def test_every_forgery_is_found(receipt):
    for forgery, forge in FORGERIES.items():
        forged = copy.deepcopy(receipt)
        forge(forged)
        with pytest.raises(Fault):
            check(forged)
            pytest.fail(f"not found: {forgery}")


@pytest.mark.parametrize("thing", [None, [], "x", 1, {}, {"format": "narahubung-receipt-1"}])
def test_things_that_are_no_receipt(thing):
    with pytest.raises(Fault):
        check(thing)


@pytest.mark.django_db
def test_the_script_alone_tells_valid_from_forged(receipt, tmp_path):
    """Started with -I -S: without this house, without any installed package."""
    paper, kept, forged = (tmp_path / name for name in ("bukti.json", "kept.txt", "palsu.json"))
    paper.write_text(json.dumps(receipt), encoding="utf-8")
    kept.write_text(receipt["checkpoint"], encoding="utf-8")
    forged.write_text(json.dumps({**receipt, "text": "Lain."}), encoding="utf-8")

    def run(*arguments):
        command = [sys.executable, "-I", "-S", check_receipt.__file__, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
        assert done.stderr == ""
        return done.returncode, done.stdout

    assert run(paper)[0] == run(paper, kept)[0] == 0
    assert run(paper)[1].startswith(f"sah (valid): {receipt['entry']['subject']}")
    assert run(forged) == (
        1,
        "tidak sah (not valid): the text of the complaint is not the one that was filed\n",
    )
    kept.write_text(
        receipt["checkpoint"].replace("\n5\n", "\n6\n").replace("\n4\n", "\n5\n"), encoding="utf-8"
    )
    assert run(paper, kept)[0] == 1
    assert run(tmp_path / "none.json")[0] == run(kept)[0] == run()[0] == 2
