"""Five people queue too long, are answered in time, and four of them say that it is solved."""

from tests.journeys.pages import Visitor
from tests.journeys.people import NEWS, Citizen

UNIT = "UPT Puskesmas Kuaro Hulu"


def test_a_complaint_is_answered_in_time_and_confirmed(town, sari, rina, budi):
    receipt = sari.complains()
    receipt.shows("Paling lambat Kamis, 5 November 2026", "laporan harus sudah diperiksa")
    sari.looks().shows("Sekarang di Dinas Kesehatan", "dipegang Rina Wulandari")
    assert town.told() == {"sari": [NEWS], "rina": ["Pengaduan baru masuk"]}

    town.on("2026-11-03")
    rina.reads(sari).shows("Sari Melati", "sari@example.org")
    budi.sees_nothing_of(sari)
    rina.begins_to_check(sari)
    rina.gives_to(sari, UNIT)
    sari.looks().shows(f"Sekarang di {UNIT}", "dipegang Budi Santoso")
    assert town.told() == {
        "sari": [NEWS],
        "budi": ["Sebuah pengaduan didisposisikan ke unit Anda"],
    }

    town.on("2026-11-05")
    town.officer("tono").sees_nothing_of(sari)
    budi.accepts(sari)
    budi.answers(sari, "Loket kedua dibuka mulai Senin.")
    assert town.told() == {
        "sari": [NEWS],
        "rina": ["Sebuah pengaduan sudah dijawab"],
    }
    answered = sari.looks().shows("Loket kedua dibuka mulai Senin.", "loket-kedua.jpg")
    answered.shows("Sudah diperbaiki seluruhnya", "Apakah benar sudah selesai?")

    town.on("2026-11-06")
    sari.confirms("5, sangat baik", "Terima kasih, Pak Budi.").shows("Kata Anda: Selesai, 5 dari 5")
    assert not sari.looks().offers("Sudah selesai")
    budi.reads(sari, "ended").shows("Kata pelapor: sudah selesai.", "Terima kasih, Pak Budi.")
    assert town.told() == {
        "budi": ["Menurut pelapor masalahnya sudah selesai"],
        "rina": ["Menurut pelapor masalahnya sudah selesai"],
    }
    town.every_chain_verifies()
    assert "Antrean" not in town.letters_say()


def test_the_public_reads_what_became_of_five_complaints(town, rina, budi):
    assert town.figures_of("dinkes")["pengaduan diterima"] == "<5"
    people = [Citizen(town, f"Tetangga {n}", f"tetangga{n}@example.org") for n in range(5)]
    for n, person in enumerate(people):
        person.complains(title=f"Antrean lima jam ke-{n}")
        rina.begins_to_check(person)
        rina.gives_to(person, UNIT)

    town.on("2026-11-05")
    for person in people:
        budi.accepts(person)
        budi.answers(person, "Loket kedua dibuka mulai Senin.")
    for person in people[:4]:
        person.confirms()
    town.on("2026-12-10")
    people[4].looks().shows("Ditutup tanpa tanggapan Anda")
    assert town.figures_of("dinkes") == {
        "pengaduan diterima": "5",
        "dijawab tepat waktu": "100 %",
        "sampai jawaban pertama": "3 hari",
        "ditutup": "5",
        "dipastikan tuntas": "<5",
    }
    public = Visitor().opens("/instansi/dinkes/")
    public.hides("Antrean", "Tetangga", people[0].number)
    town.every_chain_verifies()
