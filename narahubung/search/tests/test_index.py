import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narahubung.search import Index

scratch = Index("scratch")


@pytest.fixture(autouse=True)
def table(db):
    scratch.create(connection)
    yield
    scratch.drop(connection)


def write(*texts):
    rows = [Group.objects.create(name=text[:150]) for text in texts]
    scratch.put_many([(row.pk, text) for row, text in zip(rows, texts, strict=True)])
    return rows


def found(question):
    return set(scratch.match(Group.objects.all(), question).values_list("name", flat=True))


@pytest.mark.parametrize(
    "question",
    [
        "jalan",
        "JALAN",
        "jal",
        "jalan rusak",
        "rusak jalan",
        '"jalan rusak"',
        "di Medan",
        "kafe",
        "Kafé",
        "12",
        "jalan, rusak!",
        '"jalan rusak" med',
    ],
)
def test_a_row_is_found_by_its_words(question):
    write("Jalan rusak di depan Kafé Medan no. 12", "Antrean panjang")
    assert found(question) == {"Jalan rusak di depan Kafé Medan no. 12"}


@pytest.mark.parametrize(
    "question",
    [
        "jalan mulus",
        '"rusak jalan"',
        "alan",
        "NOT antrean jalan x",
        "???",
        '""',
        "jalan OR antrean",
    ],
)
def test_a_row_lacking_a_word_is_not_found(question):
    write("Jalan rusak di Medan", "Antrean panjang")
    assert found(question) == set()


@pytest.mark.parametrize("question", ["", "  ", "\n\t"])
def test_an_empty_question_leaves_the_rows_as_they_are(question):
    write("satu", "dua")
    assert found(question) == {"satu", "dua"}


@pytest.mark.parametrize(
    "asked, written",
    [
        ("pelayanan", "pelayanannya"),
        ("layanan", "layanan"),
        ("pungutan", "pungutan"),
        ("terlambat", "terlambatnya"),
        ("kepegawai", "kepegawaian"),
    ],
)
def test_the_beginning_of_a_word_is_enough(asked, written):
    write(written)
    assert found(asked) == {written}


@pytest.mark.parametrize(
    "asked, written",
    [
        ("pelayanan", "layanan"),
        ("layanan", "melayani"),
        ("pungutan", "dipungut"),
        ("memungut", "pungutan"),
        ("terlambat", "keterlambatan"),
        ("keterlambatan", "terlambat"),
    ],
)
def test_words_of_one_family_find_each_other(asked, written):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows beginnings of words, no families")
    write(written)
    assert found(asked) == {written}


def test_rows_keep_the_order_and_the_limits_of_the_caller():
    rows = write("jalan a", "jalan b", "jalan c", "lain d")
    some = Group.objects.exclude(pk=rows[2].pk).order_by("-pk")
    assert [row.name for row in scratch.match(some, "jalan")] == ["jalan b", "jalan a"]
    assert scratch.match(some, "jalan").count() == 2
    assert scratch.match(some, "jalan")[:1].get() == rows[1]
    assert list(scratch.match(scratch.match(some, "jalan"), "b")) == [rows[1]]


def test_what_is_written_again_replaces_what_was():
    [row] = write("jalan rusak")
    scratch.put(row.pk, "lampu padam")
    assert found("jalan") == set()
    assert found("lampu") == {"jalan rusak"}


def test_the_last_of_two_texts_of_one_row_counts():
    [row] = write("jalan rusak")
    scratch.put_many([(row.pk, "satu"), (row.pk, "dua")])
    assert (found("satu"), found("dua")) == (set(), {"jalan rusak"})


def test_what_was_removed_is_not_found():
    [row] = write("jalan rusak")
    scratch.remove(row.pk)
    scratch.remove(row.pk)
    assert found("jalan") == set()


def test_writing_a_row_is_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        scratch.put(1, "jalan rusak")
    with django_assert_num_queries(1):
        scratch.remove(1)
    with django_assert_num_queries(2 if connection.vendor == "postgresql" else 1):
        list(scratch.match(Group.objects.all(), "jalan rusak"))


def test_rare_and_common_words_are_both_found():
    write(*[f"jalan {number}" for number in range(20)], "lampu padam")
    assert len(found("jalan")) == 20
    assert found("lampu") == {"lampu padam"}


def test_what_is_rolled_back_is_not_found():
    [row] = write("jalan rusak")
    with transaction.atomic():
        scratch.put(row.pk, "lampu padam")
        transaction.set_rollback(True)
    assert found("lampu") == set()
    assert found("jalan") == {"jalan rusak"}


HARD = ["\x00", '"', "'", "* ^ : ( ) -", "%s %(x)s {table}", "a\x00b", "\ud800", "😀", "ﷺ" * 50]


@pytest.mark.parametrize("text", [*HARD, "x" * 1_000_000, "kata " * 300_000])
def test_hard_texts_and_questions_break_nothing(text):
    write("jalan")
    scratch.put(1, text)
    assert list(scratch.match(Group.objects.filter(name="lain"), text)) == []


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.text(alphabet=st.characters() | st.sampled_from("\"*:^()-+&|!<>'\\ aA1\x00"), max_size=80)
)
def test_no_question_is_an_error(question):
    scratch.put(1, question)
    assert scratch.match(Group.objects.all(), question).count() >= 0


@pytest.mark.parametrize("name", ["", "a b", "x;drop", "Ä", "1a", "a" * 60])
def test_an_index_has_a_plain_name(name):
    with pytest.raises(ValueError):
        Index(name)
