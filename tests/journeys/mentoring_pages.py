"""Every page of mentoring, who opens it, and a mentoring at each turn for them to show."""

from narahubung.operations.mentorships import Mentorship
from narahubung.operations.ombudsman import Ombudsman

M = "/mentoring"
R, D = f"{M}/{{mentored}}", f"{M}/{{mentored_done}}"
PAGES = {
    "mentoring:list": [
        ("sinta", f"{M}/"),
        ("sinta", f"{M}/?tab=waiting&circle=area"),
        ("sinta", f"{M}/?tab=waiting"),
        ("hana", f"{M}/"),
        ("hana", f"{M}/?tab=ended"),
        ("mira", f"{M}/"),
    ],
    "mentoring:ask": [("hana", f"{M}/ask/"), ("wati", f"{M}/ask/")],
    "mentoring:offer": [("sinta", f"{M}/offer/?agency={{agency_helped}}")],
    "mentoring:detail": [
        ("sinta", f"{M}/{{mentored_asked}}/"),
        ("hana", f"{M}/{{mentored_offered}}/"),
        ("bayu", f"{R}/"),
        ("hana", f"{R}/"),
        ("wati", f"{D}/"),
    ],
    "mentoring:step": [
        ("sinta", f"{M}/{{mentored_asked}}/step/plan/"),
        ("sinta", f"{M}/{{mentored_asked}}/step/decline/"),
        ("hana", f"{M}/{{mentored_offered}}/step/accept/"),
        ("hana", f"{R}/step/withdraw/"),
    ],
    "mentoring:plan_new": [("bayu", f"{R}/plan/new/")],
    "mentoring:plan_done": [("bayu", f"{R}/plan/{{plan_step}}/")],
    "mentoring:session_new": [("bayu", f"{R}/sessions/new/")],
    "mentoring:session": [("bayu", f"{R}/sessions/{{session_ahead}}/")],
    "mentoring:session_held": [("bayu", f"{R}/sessions/{{session_today}}/held/")],
    "mentoring:session_cancel": [("bayu", f"{R}/sessions/{{session_ahead}}/cancel/")],
    "mentoring:output_new": [("hana", f"{R}/results/new/")],
    "mentoring:output": [("bayu", f"{R}/results/{{output_given}}/")],
    "mentoring:scores": [("hana", f"{R}/conditions/after/")],
}
NO_PAGE = {"mentoring:paper", "mentoring:agree"}
SENT = [
    ("hana", f"{M}/ask/", {}, "main form"),
    ("sinta", f"{M}/{{mentored_asked}}/step/plan/", {}, "main form"),
    ("bayu", f"{R}/sessions/new/", {}, "main form"),
    ("hana", f"{R}/conditions/after/", {}, "main form"),
]


def mentorings_of(world) -> dict:
    """Bring a mentoring to each turn of its life; return their numbers and keys by name."""
    office = Ombudsman(world)
    ship = Mentorship(world, office, world.hana)
    running = ship.running()
    ahead, today = ship.session(running, days=5), ship.session(running)
    beside = Mentorship(world, office, world.dewi, "disdukcapil")
    ship.offered(kind="service_standard").take("decline", by=world.hana, note="Tahun depan.")
    return {
        "agency_helped": world.place("disdukcapil").pk,
        "mentored": running.reference,
        "mentored_done": beside.done(by=world.wati).reference,
        "mentored_asked": ship.asked(kind="innovation").reference,
        "mentored_offered": ship.offered(kind="assessment").reference,
        "plan_step": running.steps.first().pk,
        "session_ahead": ahead.pk,
        "session_today": today.pk,
        "output_given": ship.output(running, check=False).pk,
    }
