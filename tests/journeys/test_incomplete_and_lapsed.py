"""A report that lacks something: asked for, brought in time on the last day, or closed on day 31 and not before."""

MISSING = {"account": "Tanggal permohonan belum ditulis."}


def asked_for_more(office):
    report, murni = office.takes_in()
    eka = office.eka
    eka.takes(report, "register")
    eka.takes(report, "check_formal")
    eka.checks(report, "formal", **MISSING)
    eka.is_not_offered(report, "check_material")
    letter = eka.enters(report, "complete_report")
    eka.takes(report, "ask", letter=letter, note="Mohon tuliskan tanggal permohonan Anda.")
    assert report.stage == "awaiting"
    return report, murni


def test_what_never_comes_lapses_on_day_31_and_not_on_day_30(office):
    report, murni = asked_for_more(office)
    murni.looks().shows("2 Desember 2026", "Mohon tuliskan tanggal permohonan Anda.")

    office.on("2026-12-02")
    office.eka.is_not_offered(report, "lapse")
    murni.looks()
    assert murni.page.offers("Kirim yang diminta")
    assert not report.events.filter(kind="overdue").exists()

    office.on("2026-12-03")
    late = report.events.get(kind="overdue")
    assert late.facts["rule"] == "ori.complete"
    office.eka.takes(report, "lapse", note="Yang kami minta tidak datang dalam 30 hari.")
    assert (report.stage, report.closing_reason.code) == ("closed_intake", "formal_incomplete")
    murni.looks().shows("Yang kami minta tidak datang dalam 30 hari.")
    assert not murni.page.offers("Kirim yang diminta")
    office.every_chain_verifies()


def test_what_comes_on_day_30_goes_on_with_a_new_clock(office):
    report, murni = asked_for_more(office)
    office.on("2026-12-02", "23:30")
    murni.looks()
    murni.follows("Kirim yang diminta").shows("Tanggal permohonan belum ditulis.")
    murni.presses("Kirim", {"Jawaban Anda": "Saya memohon pada 4 Mei 2026."})
    report.refresh_from_db()
    assert report.stage == "formal"

    office.on("2026-12-03")
    office.eka.is_not_offered(report, "lapse")
    office.eka.reads(report).shows("Saya memohon pada 4 Mei 2026.")
    running = report.deadlines.running().get()
    assert running.rule.code == "ori.formal_verify"
    office.eka.checks(report, "formal")
    office.eka.takes(report, "check_material")
    assert report.stage == "material"
    office.every_chain_verifies()


def test_who_holds_the_slip_of_another_report_sends_nothing(office):
    report, _murni = asked_for_more(office)
    _other, neighbour = office.takes_in(name="Tetangga", title="Jalan rusak")
    neighbour.looks().hides(report.title, "Mohon tuliskan")
    assert not neighbour.page.offers("Kirim yang diminta")
    assert neighbour.opens("/lacak/berkas/complete/").status == 409
    report.refresh_from_db()
    assert report.stage == "awaiting"
