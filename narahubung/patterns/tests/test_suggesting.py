"""Labels are learned from texts and suggested with a sureness that can be believed."""

import json
import random

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from narahubung.patterns import suggesting
from narahubung.patterns.suggesting import TooFew, learn
from narahubung.patterns.suggestions_measured import calibration_error, macro_f1, scored

pytest.importorskip("sklearn")

SAID = {
    "kesehatan": "obat dokter puskesmas pasien perawat bidan rujukan resep",
    "jalan": "aspal lubang jembatan trotoar macet rambu marka parkir",
    "dukcapil": "ktp akta kk pindah blangko domisili perekaman kelahiran",
}


def told(count, seed=1):
    dice = random.Random(seed)
    labels = [dice.choice(list(SAID)) for _ in range(count)]
    texts = [" ".join([*dice.choices(SAID[lbl].split(), k=4), "kantor warga"]) for lbl in labels]
    return texts, labels


def test_what_was_learned_is_suggested_with_the_words_that_spoke_for_it():
    ((best, *others),) = learn(*told(60)).suggest(["dokter tidak ada dan obat kosong"])
    assert best.label == "kesehatan" and best.sureness > 0.5
    assert set(best.words) & {"dokter", "obat"}
    assert len(others) == 2 and best.sureness + sum(o.sureness for o in others) == pytest.approx(
        1, abs=1e-3
    )


def test_two_labels_are_enough_and_each_can_win():
    texts, labels = ["obat dokter", "aspal lubang"] * 6, ["kesehatan", "jalan"] * 6
    first = [three[0] for three in learn(texts, labels).suggest(["obat", "lubang"])]
    assert [s.label for s in first] == ["kesehatan", "jalan"]
    assert first[0].words == ("obat",)


def test_a_text_without_a_known_word_is_suggested_for_without_sureness():
    ((best, *_others),) = learn(*told(60)).suggest(["xyzzy"])
    assert best.sureness < 0.7 and best.words == ()


@pytest.mark.parametrize("labels", [["a"] * 4, ["a", "a", "a", "b"], []])
def test_from_too_little_nothing_is_learned(labels):
    with pytest.raises(TooFew):
        learn(["obat"] * len(labels), labels)


def test_a_label_with_a_single_text_is_left_out():
    texts, labels = told(40)
    assert "aneh" not in learn([*texts, "naga"], [*labels, "aneh"]).labels


def test_without_the_library_there_is_a_plain_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(suggesting, "find_spec", {}.get)
    for name in ("train.csv", "test.csv"):
        (tmp_path / name).write_text("text,label\na,b\na,b\nc,d\nc,d\n")
    with pytest.raises(CommandError, match=r"pip install narahubung\[suggest\]"):
        evaluate(tmp_path)


def evaluate(folder):
    call_command(
        "patterns", "evaluate-suggestions", *(str(folder / f"{n}.csv") for n in ("train", "test"))
    )


def test_the_measures_come_as_json(tmp_path, capsys):
    for name, count, seed in (("train", 90, 1), ("test", 30, 2)):
        rows = "".join(f'"{t}",{lbl}\n' for t, lbl in zip(*told(count, seed), strict=True))
        (tmp_path / f"{name}.csv").write_text(f"text,label\n{rows}")
    evaluate(tmp_path)
    found = json.loads(capsys.readouterr().out)
    assert (found["train"], found["test"], found["labels"]) == (90, 30, 3)
    assert found["accuracy"] == found["macro_f1"] == found["top_3"] == 1
    assert {"ece", "coverage@0.7", "accuracy@0.7", "coverage@0.9", "accuracy@0.9"} <= set(found)


@pytest.mark.parametrize(
    "train, sentence",
    [
        ("text,label\nobat,a\n", "two labels at least"),
        ("text\nobat\n", "lacks the column label"),
        ("text,label\n", "has no rows"),
    ],
)
def test_a_bad_file_gets_a_sentence(tmp_path, train, sentence):
    (tmp_path / "train.csv").write_text(train)
    (tmp_path / "test.csv").write_text("text,label\nobat,a\n")
    with pytest.raises(CommandError, match=sentence):
        evaluate(tmp_path)


def test_the_measures_are_counted_by_hand():
    answers = [[("a", 0.95)], [("a", 0.75), ("b", 0.2)], [("b", 0.5), ("a", 0.4)], [("b", 0.9)]]
    found = scored(answers, ["a", "b", "a", "b"])
    assert found["accuracy"] == 0.5 and found["top_3"] == 1
    # a: two given, two right, one of them both; the same for b.
    assert found["macro_f1"] == 0.5
    assert (found["coverage@0.7"], found["accuracy@0.7"]) == (0.75, 0.6667)
    assert (found["coverage@0.9"], found["accuracy@0.9"]) == (0.5, 1.0)
    assert found["ece"] == pytest.approx((abs(1.85 - 2) + 0.75 + 0.5) / 4)


def test_a_label_that_was_only_given_or_only_right_counts_as_nothing():
    assert macro_f1(["a", "c"], ["a", "b"]) == pytest.approx(1 / 3, abs=1e-4)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_calibration_lies_between_nothing_and_one(rows):
    assert 0 <= calibration_error([v for v, _h in rows], [h for _v, h in rows]) <= 1
