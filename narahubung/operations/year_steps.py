"""Who takes a step of a story, and what they say with it."""

from datetime import timedelta

from narahubung.accounts.actors import Complainant, System
from narahubung.accounts.models import Role

R = Role
ROLES = {
    **dict.fromkeys(
        ("verify", "dispose", "ask", "postpone", "resume", "archive", "pass_on", "refer"), R.MANAGER
    ),
    **dict.fromkeys(("accept", "give_back", "answer"), R.LIAISON),
    **dict.fromkeys(("take_over", "decline"), R.MANAGER),
    "decide": R.HEAD,
}
BY_THE_HOUSE = ("lapse", "close")
BY_CITIZENS = ("complete", "reply", "confirm", "reopen", "withdraw", "escalate")
HEADS_OF = "Kepala"
GROUNDS = ("awaiting_other_agency", "awaiting_expert", "awaiting_complainant")


class Cast:
    """The officers of the regency with their lines."""

    def __init__(self, regency, writer, terms, places):
        self.regency, self.writer, self.terms = regency, writer, terms
        self.rng = writer.rng
        self.slugs = {agency.pk: slug for slug, agency in places.items()}
        self.government = {
            slug for slug, agency in places.items() if agency.parent_id or slug == "kutai-raya"
        }

    def who(self, step, tale):
        if step in BY_THE_HOUSE:
            return System()
        if step in BY_CITIZENS:
            return Complainant(0)
        place = self.slugs[tale.agency_id]
        if step == "examine":
            inside = place in self.government
            return self.regency.officer(
                *((R.INSPECTORATE, "inspektorat") if inside else (R.MANAGER, place))
            )
        if step in ("take_over", "decline"):
            place = self.slugs[tale.offered_to_id]
        if ROLES[step] == R.LIAISON:
            place = self.slugs[tale.unit_id]
        return self.regency.officer(ROLES[step], place)

    def lines(self, beat, tale, part, scene):
        """Return what the form of this step would have brought in."""
        lines = getattr(self, f"on_{beat.name}", None)
        if lines:
            return lines(beat, tale, part, scene)
        known = beat.name in self.writer.lists
        return {"note": self.writer.say(beat.name, scene)} if known else {}

    def on_dispose(self, _beat, tale, part, scene):
        said_now = {"about": part.about} if part.about and not tale.reported else {}
        return {
            **said_now,
            "unit": part.unit,
            "classification": self.terms["classification", part.matter.classification],
            "category": self.terms["category", part.matter.category],
            "note": self.writer.say("dispose", scene),
        }

    def on_archive(self, beat, _tale, _part, scene):
        reason = self.terms["archive_reason", beat.reason]
        return {"reason": reason, "note": self.writer.say(beat.reason, scene)}

    def on_refer(self, beat, _tale, _part, scene):
        reason = self.terms["refer_reason", beat.reason]
        return {"reason": reason, "note": self.writer.say(beat.reason, scene)}

    def on_pass_on(self, _beat, _tale, part, scene):
        return {
            "to_agency": part.offered_to,
            "reason": self.terms["pass_on_reason", "other_agency"],
            "note": self.writer.say("pass_on", scene),
        }

    def on_postpone(self, _beat, tale, _part, scene):
        later = tale.today_after + timedelta(days=self.rng.randrange(7, 30))
        return {
            "ground": self.terms["postpone_ground", self.rng.choice(GROUNDS)],
            "resume_on": later,
            "note": self.writer.say("postpone", scene),
        }

    def on_answer(self, _beat, tale, part, scene):
        again = bool(tale.remedies)
        place = self.slugs[tale.agency_id]
        head = self.regency.officer(R.HEAD, place)
        texts = self.writer.lists["again"] if again else part.matter.answers
        return {
            "kind": self.terms["remedy", part.matter.remedy],
            "text": scene.fill(self.rng.choice(texts)),
            "signatory": head.user.name,
            "signatory_office": f"{HEADS_OF} {head.agency.name}",
        }

    def on_confirm(self, _beat, tale, _part, scene):
        stars = (3, 4, 4, 5, 5, 5) if len(tale.remedies) == 1 else (2, 3, 3, 4)
        return {"note": self.writer.say("confirm", scene), "rating": self.rng.choice(stars)}
