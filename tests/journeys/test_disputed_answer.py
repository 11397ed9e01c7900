"""An answer that Sari disputes with a photo, answered again with proof, and then confirmed."""

from tests.journeys.people import NEWS, Citizen, photo

UNIT = "UPT Puskesmas Kuaro Hulu"


def with_the_unit(sari, rina, budi):
    sari.complains()
    rina.begins_to_check(sari)
    rina.gives_to(sari, UNIT)
    budi.accepts(sari)


def test_an_answer_is_disputed_answered_again_and_confirmed(town, sari, rina, budi):
    with_the_unit(sari, rina, budi)
    town.on("2026-11-04")
    budi.answers(sari, "Loket kedua sudah dibuka.")
    town.told()

    town.on("2026-11-06")
    disputed = sari.disputes("Loket kedua tetap tutup.", **{"Foto atau surat": photo("tutup.jpg")})
    disputed.shows("Anda menyatakan belum selesai", "Loket kedua tetap tutup.", "tutup.jpg")
    disputed.shows("Tindak lanjut pertama", f"Sekarang di {UNIT}")
    assert disputed.offers("Ke Ombudsman")
    said = ["Menurut pelapor masalahnya belum selesai"]
    assert town.told() == {"budi": said, "rina": said}
    budi.list().shows("Dibantah pelapor")

    town.on("2026-11-10")
    again = budi.reads(sari).shows("Kata pelapor: belum selesai.", "tutup.jpg")
    assert not again.offers("Terima untuk ditangani")
    budi.answers(sari, "Kuncinya rusak; sejak pagi ini loket buka.", photo("kunci-baru.jpg"))
    assert town.told() == {
        "sari": [NEWS],
        "rina": ["Sebuah pengaduan sudah dijawab"],
    }
    both = sari.looks().shows("Loket kedua sudah dibuka.", "Kuncinya rusak", "kunci-baru.jpg")
    both.shows("Kata Anda: Belum selesai")

    town.on("2026-11-11")
    sari.confirms("4, baik").shows("Kata Anda: Selesai, 4 dari 5")
    said = ["Menurut pelapor masalahnya sudah selesai"]
    assert town.told() == {"budi": said, "rina": said}
    town.on("2027-03-01")
    assert town.told() == {}
    town.every_chain_verifies()


def test_who_stays_silent_after_the_second_answer_is_not_counted_as_content(town, sari, rina, budi):
    with_the_unit(sari, rina, budi)
    budi.answers(sari, "Loket kedua sudah dibuka.")
    town.on("2026-11-13")
    sari.disputes("Loket kedua tetap tutup.")
    town.on("2026-11-16")
    budi.answers(sari, "Loket buka sejak pagi ini.")
    town.told()

    town.on("2026-11-18")
    assert sari.looks().offers("Sudah selesai"), "the clock of the first answer is over"
    town.on("2026-12-15")
    said = {"sari": [NEWS], "budi": ["Sebuah pengaduan ditutup"]}
    assert town.told() == said
    sari.looks().shows("Ditutup tanpa tanggapan Anda").hides("Anda memastikan sudah selesai")
    rina.reads(sari, "ended").shows("Hasilnya belum dipastikan", "Belum dipastikan")
    town.every_chain_verifies()


def test_a_neighbour_cannot_confirm_for_sari(town, sari, rina, budi):
    with_the_unit(sari, rina, budi)
    budi.answers(sari, "Loket kedua sudah dibuka.")
    neighbour = Citizen(town, "Tetangga", "")
    neighbour.number, neighbour.words = sari.number, "empat-kata-yang-salah"
    neighbour.opens("/lacak/")
    paper = {"Nomor": sari.number, "Kata rahasia": neighbour.words}
    neighbour.presses("Buka berkas", paper).shows("tidak cocok").hides(sari.title)
    assert neighbour.opens("/lacak/berkas/confirm/").status == 403
    assert sari.file().outcome == "claimed"
