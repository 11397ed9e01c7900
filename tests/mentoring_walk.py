"""What the walk of the matrix finds of mentoring: one completed and full of a word, one offered, one asked for."""

from dataclasses import replace

from narahubung.collaboration.models import Mentoring, MentoringPaper
from narahubung.collaboration.urls_mentoring import urlpatterns
from narahubung.operations.mentorships import PHOTO, Mentorship

NOBODY = "00000000-0000-4000-8000-000000000000"
SOME = {"reference": "x", "pk": 1, "key": NOBODY, "name": "withdraw", "moment": "before"}
PAGES = [f"mentoring:{pattern.name}" for pattern in urlpatterns]
ARGUMENTS = {
    f"mentoring:{pattern.name}": [{name: SOME[name] for name in pattern.pattern.converters}]
    for pattern in urlpatterns
    if pattern.pattern.converters
}
QUERIES = {
    "mentoring:list": ("", "?tab=asked", "?tab=done", "?tab=waiting&circle=area", "?tab=ended")
}


def mentor(world, office, word):
    """Plant a word in each field of a mentoring of the health office, and in the names of its papers."""
    ship = Mentorship(world, office, world.yuni)
    found = ship.planned(why=word)
    found.add_step(office.bayu, word, office.today)
    session = ship.session(found, place=word, about=word)
    paper = replace(PHOTO, name=f"{word}.pdf")
    said = {"who_came": word, "done": word, "next": word}
    found.hold_session(office.bayu, session, **said, files=[paper])
    kind = world.term("mentoring_output", "sop")
    output = found.hand_in(world.yuni, kind, word, word, [paper])
    found.check_output(office.bayu, output, accepted=False, remark=word)
    sheet = found.score(world.yuni, "before", {"leadership": (1, word)})
    found.agree(office.bayu, sheet)
    ship.offered(kind="innovation", why=word).take("decline", by=world.yuni, note=word)
    ship.asked(kind="assessment", why=word)


def of_mentorings() -> dict:
    """Return the arguments of every page of every mentoring."""
    rows = Mentoring.objects.all()
    each = [[m.reference] for m in rows]
    inside = {
        "plan_done": [[m.reference, s.pk] for m in rows for s in m.steps.all()],
        "output": [[m.reference, o.pk] for m in rows for o in m.outputs.all()],
        "paper": [[paper.key] for paper in MentoringPaper.objects.all()],
        "step": [[m.reference, n] for m in rows for n in ("plan", "finish", "withdraw")],
        "scores": [[m.reference, moment] for m in rows for moment in ("before", "after")],
        "agree": [[m.reference, "before"] for m in rows],
    }
    sessions = [[m.reference, s.pk] for m in rows for s in m.sessions.all()]
    inside |= dict.fromkeys(("session", "session_held", "session_cancel"), sessions)
    inside |= dict.fromkeys(("detail", "plan_new", "session_new", "output_new"), each)
    return {f"mentoring:{page}": arguments for page, arguments in inside.items()}
