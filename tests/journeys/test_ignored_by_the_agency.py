"""Nobody at the agency does anything. The dates of law pass, and the way to the Ombudsman opens."""

from tests.journeys.people import NEWS, Citizen

LATE = "Sebuah pengaduan lewat tenggat"


def test_nobody_acts_and_sari_goes_to_the_ombudsman(town, sari, rina):
    hana = town.officer("hana")
    sari.complains()
    assert town.told() == {"sari": [NEWS], "rina": ["Pengaduan baru masuk"]}
    assert not sari.looks().offers("Ke Ombudsman")

    town.on("2026-11-05", "23:00")
    assert town.told() == {}
    assert not sari.looks().offers("Ke Ombudsman")

    town.on("2026-11-06", "00:10")
    assert town.told() == {"sari": [NEWS], "rina": [LATE], "hana": [LATE]}
    page = sari.looks().shows("Tanggal yang dijanjikan terlewat", "Pemeriksaan awal")
    assert page.offers("Ke Ombudsman")
    rina.reads(sari).shows("Janji waktu tidak ditepati")
    town.on("2026-11-09")
    assert town.told() == {}

    town.on("2026-11-17")
    assert town.told() == {"sari": [NEWS], "rina": [LATE], "hana": [LATE]}
    ended = sari.goes_to_the_ombudsman("Dua minggu tidak ada kabar.")
    ended.shows("Di Ombudsman", "Anda melanjutkannya ke Ombudsman", "Dua minggu tidak ada kabar.")
    assert ended.offers("Tambah pesan")
    assert town.told() == {
        "rina": ["Seorang pelapor melanjutkan ke Ombudsman"],
        "hana": ["Seorang pelapor melanjutkan ke Ombudsman"],
    }
    assert not rina.reads(sari, "ended").offers("Mulai periksa")
    hana.reads(sari, "ended").shows("Dibawa ke Ombudsman")

    town.on("2027-03-01")
    assert town.told() == {}
    town.every_chain_verifies()


def test_the_public_reads_that_five_were_ignored(town):
    for n in range(5):
        Citizen(town, f"Tetangga {n}", "").complains(title=f"Antrean lima jam ke-{n}")
    figures = town.figures_of("dinkes")
    assert (figures["pengaduan diterima"], figures["dijawab tepat waktu"]) == ("5", "–")

    town.on("2026-11-20")
    figures = town.figures_of("dinkes")
    assert figures["dijawab tepat waktu"] == "0 %"
    assert figures["sampai jawaban pertama"] == "–"
