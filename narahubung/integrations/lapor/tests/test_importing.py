"""What an import leaves behind: once or twice, whole or not at all, and never a name in clear."""

import json
from datetime import date

import pytest
from django.db import connection

from narahubung.complaints.models import Complaint, Deadline, Event, Identity
from narahubung.directory.models import Agency
from narahubung.integrations.lapor import exporting, importing, writing
from narahubung.integrations.lapor.columns import COLUMNS
from narahubung.integrations.lapor.importing import begin, take_in
from narahubung.integrations.lapor.models import Import, LaporRecord, State
from narahubung.integrations.lapor.sheet import UnreadableFile
from narahubung.integrations.lapor.tests.sheets import as_csv, bring, report, table
from narahubung.journal.chain import first_fault

TYPE = "Tipe Laporan (Anonim/Rahasia)"
ANONYMOUS, SECRET = {TYPE: "Anonim"}, {TYPE: "Rahasia"}


def the_file(number="5049672"):
    return LaporRecord.objects.get(tracking_id=number).complaint


def reasons(into):
    return [code for _row, _key, code, _facts in into.refusals]


def everything_in_clear():
    """Return every value of every table as one text."""
    words = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            words += [str(bytes(v) if isinstance(v, memoryview) else v) for r in cursor for v in r]
    return "\n".join(words)


def test_a_report_becomes_a_file_of_the_agency_with_its_words_and_clocks(world):
    into = bring([report()])
    file = the_file()
    assert into.summary() == "new=1 changed=0 unchanged=0 refused=0"
    assert (file.channel, file.stage, file.outcome) == ("sp4n", "verifying", "")
    assert file.agency == world.place("dinkes")
    assert file.text.endswith("kursi tidak ada.") and file.text_final.endswith("lima jam.")
    assert (file.classification.code, file.category.code) == ("complaint_ordinary", "health")
    assert file.region.name == "Tanjung Harap" and file.place == ""
    assert file.received_at.isoformat() == "2026-03-03T06:05:09+00:00"
    assert {d.rule.code for d in file.deadlines.all()} == {
        "uu25.respond",
        "sp4n.verify",
        "uu25.decide",
    }
    assert file.next_due == date(2026, 3, 6)


def test_the_file_is_found_on_the_list_and_by_its_words_and_number(world):
    bring([report()])
    mine = Complaint.objects.visible_to(world.rina)
    assert mine.matching("kursi").get() == mine.matching("5049672").get() == the_file()
    assert not Complaint.objects.visible_to(world.dewi).exists()


def test_the_chain_of_an_imported_file_is_whole_and_nobody_is_told(world):
    bring([report()])
    bring([report(Judul_Laporan="Antrean enam jam")])
    file = the_file()
    events = list(file.events.all())
    assert [e.kind for e in events] == ["imported", "import_changed"]
    assert first_fault(file.reference, events) == ""
    assert (file.chain_head, file.chain_length) == (events[-1].hash, 2)
    assert all(e.dispatched_at for e in events)


def test_a_second_import_changes_nothing(world):
    reports = [report(n, Nama_Pelapor=f"Sekar {n}") for n in range(5049672, 5049692)]
    assert bring(reports).new == 20
    before = [Complaint.objects.count(), Event.objects.count(), Deadline.objects.count()]
    assert bring(reports).summary() == "new=0 changed=0 unchanged=20 refused=0"
    assert before == [Complaint.objects.count(), Event.objects.count(), Deadline.objects.count()]


def test_the_same_day_in_another_shape_is_no_change(world):
    bring([report()])
    again = bring([report(5049672.0, Tanggal_Laporan_Masuk="03/03/2026 14.05.09", extra={})])
    assert again.unchanged == 1


def test_a_changed_row_changes_only_what_it_changes_and_says_so(world):
    bring([report()])
    into = bring([report(Kategori="Perhubungan", Status_Laporan="Ditutup oleh Sistem")])
    file = the_file()
    assert into.changed == 1
    assert (file.stage, file.outcome) == ("closed", "unconfirmed")
    assert file.next_due is None and not file.deadlines.running().exists()
    facts = file.events.last().facts
    assert facts["columns"] == ["Kategori", "Status Laporan"]
    assert (facts["from"], facts["to"]) == ("verifying", "closed")


def test_a_stale_export_does_not_throw_back_what_went_on_here(world):
    bring([report()])
    file = the_file()
    file.take(
        "dispose",
        by=world.rina,
        unit=world.place("puskesmas-kuaro"),
        classification=world.term("classification", "complaint_ordinary"),
        category=file.category,
    )
    clocks = set(file.deadlines.running().values_list("pk", flat=True))
    into = bring([report(Status_Laporan="Menunggu Kelengkapan Informasi", Judul_Laporan="Baru")])
    file.refresh_from_db()
    assert (file.stage, file.title) == ("disposed", "Baru")
    assert [[key, fields] for key, _ref, fields in into.conflicts] == [["5049672", ["stage"]]]
    assert set(file.deadlines.running().values_list("pk", flat=True)) == clocks
    assert bring([report(Status_Laporan="Menunggu Kelengkapan Informasi", Judul_Laporan="Baru")])


def test_a_closing_by_time_out_is_never_called_solved(world):
    said = {
        "Ditutup oleh Sistem": ("closed", "unconfirmed"),
        "Ditutup oleh Admin": ("closed", "unconfirmed"),
        "Selesai": ("closed", "unconfirmed"),
        "Ditutup oleh Pelapor": ("closed", "confirmed"),
        "Diarsipkan oleh Pelapor": ("withdrawn", ""),
        "Diarsipkan oleh Sistem": ("archived", ""),
        "Menunggu Kelengkapan Informasi": ("awaiting", ""),
        "Ditanggapi oleh Pelapor": ("followed_up", "claimed"),
        "Sedang Dibahas Bersama": ("received", ""),
    }
    into = bring([report(n, Status_Laporan=status) for n, status in enumerate(said, 1)])
    found = [(the_file(str(n)).stage, the_file(str(n)).outcome) for n in range(1, len(said) + 1)]
    assert found == list(said.values())
    assert into.unknown == {"statuses": ["Sedang Dibahas Bersama"]}


def test_what_the_complainant_owes_counts_from_the_import_and_not_from_long_ago(world):
    bring([report(Status_Laporan="Menunggu Kelengkapan Informasi")])
    owed = the_file().deadlines.get(rule__code="uu25.complete")
    assert owed.binds == "complainant" and owed.due > the_file().events.get().at.date()


@pytest.mark.parametrize(
    "words, shield, kept",
    [
        ("", "open", True),
        ("Anonim", "anonymous", False),
        ("Rahasia", "secret", True),
        ("Anonim, Rahasia", "secret", False),
        ("Entah", "secret", True),
    ],
)
def test_the_wish_to_be_hidden_is_honoured(world, words, shield, kept):
    bring([report(extra={TYPE: words})])
    assert the_file().shield == shield
    assert Identity.objects.exists() is kept
    assert bool(Complaint.objects.public()) is (shield != "secret")


@pytest.mark.parametrize("wish", [ANONYMOUS, SECRET, {}])
def test_no_name_stands_in_clear_in_any_table(world, wish):
    bring([report(extra=wish)])
    text = everything_in_clear()
    assert "kursi tidak ada" in text
    assert "Arumdalu" not in text


def test_who_becomes_anonymous_later_has_no_name_here_any_more(world):
    bring([report()])
    bring([report(extra=ANONYMOUS)])
    assert not Identity.objects.exists()
    assert the_file().lapor.name_index == ""


def test_another_name_is_sealed_and_an_empty_one_forgets_nothing(world):
    bring([report()])
    bring([report(Nama_Pelapor="Laras Wening")])
    assert Identity.objects.get().person().name == "Laras Wening"
    assert bring([report(Nama_Pelapor="")]).unchanged == 1


@pytest.mark.parametrize(
    "changes, code",
    [
        ({"Tanggal Laporan Masuk": "kemarin sore"}, "bad_day"),
        ({"Tanggal Laporan Masuk": ""}, "no_day"),
        ({"Tanggal Laporan Masuk": "3 Mar 1926"}, "far_day"),
        ({"Tanggal Laporan Masuk": "3 Mar 2126"}, "far_day"),
        ({"Waktu Laporan Masuk": "25:61"}, "bad_day"),
        ({"Isi Laporan Awal": "x" * 1_000_000}, "long"),
        ({"Isi Laporan Awal": "", "Isi Laporan Akhir": ""}, "no_text"),
        ({"Tracking ID": ""}, "no_id"),
        ({"Tracking ID": "Jumlah: 3 laporan"}, "bad_id"),
    ],
)
def test_a_bad_row_is_refused_with_its_reason_and_the_others_come_in(world, changes, code):
    into = bring([report(1), report(2, extra=changes), report(3)])
    assert (into.new, into.refused, reasons(into)) == (2, 1, [code])
    [(number, _key, sentence)] = into.refused_rows()
    assert number == 6 and len(sentence) > 20
    assert "kemarin" not in json.dumps(into.refusals)


def test_of_two_rows_with_one_number_the_second_is_refused(world):
    into = bring([report(), report(Judul_Laporan="lain")])
    assert (into.new, reasons(into)) == (1, ["twice"])


def test_an_export_of_21_columns_is_enough(world):
    assert bring([report()], columns=COLUMNS[:21]).new == 1


def test_unknown_institutions_come_into_being_below_their_government_and_are_listed(world):
    names = {"Instansi Induk": "Pemerintah Kota Lain", "Instansi Terdisposisi": "Dinas Pasar"}
    into = bring([report(n, extra=names) for n in (1, 2)])
    market = Agency.objects.get(name="Dinas Pasar")
    assert market.parent.name == "Pemerintah Kota Lain"
    assert (market.lapor_id, market.takes_complaints) == ("150001", False)
    assert [name for _slug, name in into.new_agencies] == ["Pemerintah Kota Lain", "Dinas Pasar"]
    assert the_file("1").agency == market


def test_with_a_chosen_agency_nothing_is_founded(world):
    count = Agency.objects.count()
    names = {"Instansi Induk": "", "Instansi Terdisposisi": "Dinas Pasar"}
    into = bring([report(extra=names)], agency=world.place("disdukcapil"))
    assert the_file().agency == world.place("disdukcapil")
    assert (Agency.objects.count(), into.unknown) == (count, {"agencies": ["Dinas Pasar"]})


def test_a_manager_writes_only_below_the_own_office(world):
    civil = {"Instansi Terdisposisi": "Dinas Kependudukan dan Pencatatan Sipil"}
    civil["ID Instansi Terdisposisi"] = "150002"
    into = bring([report(1), report(2, extra=civil)], world.rina.appointment)
    assert (into.new, reasons(into)) == (1, ["elsewhere"])
    bring([report(2, extra=civil)])
    into = bring([report(2, Judul_Laporan="Diubah", extra=civil)], world.rina.appointment)
    assert (into.changed, reasons(into)) == (0, ["elsewhere"])


def test_nothing_is_half_loaded_when_it_breaks_in_the_middle(world, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 2)
    data = as_csv(table([report(n) for n in range(1, 8)]))
    into = begin(data)
    into.save()
    written = writing.insert
    count = []

    def break_off(rows):
        count.append(rows)
        if len(count) > 6:
            raise MemoryError
        written(rows)

    monkeypatch.setattr(writing, "insert", break_off)
    with pytest.raises(MemoryError):
        take_in(into, data)
    assert not Complaint.objects.exists() and not LaporRecord.objects.exists()
    assert Import.objects.get().state == State.FAILED

    monkeypatch.setattr(writing, "insert", written)
    assert bring([report(n) for n in range(1, 8)]).new == 7


def test_an_unreadable_file_leaves_a_sentence_and_nothing_else(world):
    into = begin(b"nama,isi\n")
    into.save()
    with pytest.raises(UnreadableFile):
        take_in(into, b"nama,isi\n")
    assert into.state == State.FAILED and "Tracking ID" in into.problem


def test_two_numbers_that_are_drawn_alike_are_drawn_again(world, monkeypatch):
    drawn = iter("AABBC")
    monkeypatch.setattr(writing, "new_reference", lambda *_: next(drawn))
    bring([report(1), report(2), report(3)])
    assert sorted(Complaint.objects.values_list("reference", flat=True)) == ["A", "B", "C"]


def test_words_of_a_secret_report_come_in_without_the_person(world):
    secret = {"Isi Laporan Awal": "Saya Sekar Arumdalu, kursi tidak ada.", **SECRET}
    bring([report(extra=secret)])
    file = the_file()
    assert file.text == "Saya [nama], kursi tidak ada."
    assert file.as_told().text == "Saya Sekar Arumdalu, kursi tidak ada."
    assert "Arumdalu" not in everything_in_clear()
    assert bring([report(extra=secret)]).unchanged == 1

    assert exported(world)["Isi Laporan Awal"] == "Saya [nama], kursi tidak ada."
    newer = {**secret, "Judul Laporan": "Kursi untuk Sekar"}
    assert bring([report(extra=newer)]).changed == 1
    assert the_file().title == "Kursi untuk [nama]"
    assert exported(world)["Judul Laporan"] == "Kursi untuk [nama]"
    assert "Sekar" not in everything_in_clear()


def exported(world):
    row = next(exporting.rows(exporting.chosen(world.rina), world.rina))
    return dict(zip(COLUMNS, row, strict=True))
