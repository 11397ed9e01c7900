"""What is kept of a file follows it, and goes with it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from narahubung.accounts.actors import System
from narahubung.cases.erasure import Reason
from narahubung.operations.ombudsman import TO_PLENARY, Ombudsman
from narahubung.patterns.following import (
    count_words,
    differences,
    follow_all,
    forget,
    rebuild,
    rounded,
)
from narahubung.patterns.forgetting import settle
from narahubung.patterns.jobs import count_at_night, follow_entries
from narahubung.patterns.models import Cursor, Gist, WordCount, found_by


def test_a_new_file_is_read_once_and_again_when_something_happens(world):
    file = world.submit()
    assert follow_all() == 1
    gist = Gist.objects.get()
    assert (gist.kind, gist.file, gist.area) == ("complaint", file.pk, "64.69")
    assert "antre" in gist.words.split() and "kuaro" in gist.words
    assert follow_all() == 0
    file.take("verify", by=world.rina)
    follow_all()
    assert Gist.objects.get().length == file.chain_length


def test_a_corrected_text_or_place_is_read_anew(world):
    file = world.submit()
    follow_all()
    file.reclassify(world.rina, title="Obat hipertensi kosong")
    follow_all()
    assert "hipertensi" in Gist.objects.get().words
    assert Gist.objects.filter(pk__in=found_by.any_of(["hipertensi"])).exists()


def test_no_name_and_no_number_of_anybody_is_kept(world):
    world.submit(
        text="Sdr. Ahmad Fauzi di loket memaki saya. Hubungi 0812-3456-7890, NIK 6469014107800002.",
        title="Petugas a.n. Ahmad Fauzi kasar",
        place="Rumah Ibu Nurhayati, KT 1234 AB",
    )
    follow_all()
    kept = " ".join(str(value) for value in Gist.objects.values().get().values()).casefold()
    for word in ("ahmad", "fauzi", "nurhayati", "0812", "3456", "6469014107800002", "kt1234"):
        assert word not in kept


def test_an_erased_file_leaves_nothing(world):
    file = world.submit(text="Bongkahan beton menutup selokan kami")
    world.submit(text="Obat habis")
    follow_all()
    file.erase(by=System(), reason=Reason.ASKED)
    assert Gist.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {found_by.table}")
        assert cursor.fetchone()[0] == 1
    # Also when its last entry is read after that.
    follow_all()
    assert Gist.objects.count() == 1 and differences() == []


@pytest.mark.django_db(transaction=True)
def test_of_what_was_removed_no_word_stays_in_the_index(db):
    gist = Gist.objects.create(kind="complaint", file=1, day="2026-01-01", words="bongkahan")
    found_by.put(gist.pk, gist.index_words())
    forget(Gist.objects.all())
    settle()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {found_by.table}")
        assert cursor.fetchone()[0] == 0
        if connection.vendor == "sqlite":
            cursor.execute(
                f"SELECT count(*) FROM {found_by.table}_data WHERE block LIKE '%bongkah%'"
            )
            assert cursor.fetchone()[0] == 0


def test_an_erased_report_leaves_nothing(world):
    ombudsman = Ombudsman(world)
    report = ombudsman.submit()
    ombudsman.go(f"{TO_PLENARY} close_intake", report)
    follow_all()
    assert Gist.objects.filter(kind="report", file=report.pk).exists()
    report.erase(by=System(), reason=Reason.ASKED)
    assert not Gist.objects.exists()
    rebuild()
    assert not Gist.objects.exists()


def test_what_was_cut_off_is_done_again(world):
    world.submit()
    with transaction.atomic():
        follow_all()
        transaction.set_rollback(True)
    assert not Gist.objects.exists() and not Cursor.objects.filter(position__gt=0).exists()
    follow_entries()
    assert Gist.objects.count() == 1 and differences() == []


def test_another_dictionary_reads_all_files_anew(world):
    for _ in range(3):
        world.submit()
    follow_all()
    Cursor.objects.update(version="before")
    Gist.objects.update(words="")
    assert differences() and follow_all() == 3
    assert differences() == []


def test_what_differs_is_named_and_made_right(world, capsys):
    file = world.submit()
    follow_all()
    Gist.objects.update(words="sesuatu")
    Gist.objects.create(kind="report", file=77, day="2026-01-01")
    with pytest.raises(SystemExit):
        call_command("patterns", "rebuild", "--check")
    told = capsys.readouterr()
    assert f"complaint {file.pk}" in told.err and "report 77" in told.err
    assert "2 differences" in told.out
    call_command("patterns", "rebuild")
    call_command("patterns", "rebuild", "--check")
    assert "0 differences" in capsys.readouterr().out


def test_a_word_of_few_files_is_not_counted_and_no_count_is_exact(world):
    for n in range(9):
        world.submit(text="Antrean panjang" if n else "Antrean panjang bongkahan")
    follow_all()
    count_at_night()
    counts = dict(WordCount.objects.values_list("word", "files"))
    assert counts[""] == 9 and "bongkah" not in counts
    assert {n for word, n in counts.items() if word} == {8}
    assert rounded(15) == 8 and rounded(16) == 16
    assert count_words() == len(counts)


def test_without_a_deed_the_command_says_what_there_is():
    with pytest.raises(CommandError):
        call_command("patterns")
