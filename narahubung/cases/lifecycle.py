"""What a lifecycle is made of: steps that people take, and promises of law that run between steps."""

from dataclasses import dataclass


def holds_under(sets: tuple, case) -> bool:
    return not sets or case.rule_set in sets


@dataclass(frozen=True)
class Move:
    """One step of one kind of actor. `guard` names a question of the file: may this actor, now?

    `sets` names the rule sets under which the step exists; none means all.
    """

    name: str
    label: str
    from_stages: tuple
    to_stage: str
    who: tuple
    guard: str = ""
    public: bool = True
    sets: tuple = ()

    def is_open_to(self, case, actor) -> bool:
        return (
            case.stage in self.from_stages
            and holds_under(self.sets, case)
            and actor.role in self.who
            and (not self.guard or getattr(case, self.guard)(actor))
        )


@dataclass(frozen=True)
class Clock:
    """One promise of law. `then` is the step that the system takes when the clock has run out.

    `guard` names a question of the file: does this clock concern it? `binds` says who must act.
    `sets` are the rule sets that know this promise; one that `outlives` the file runs on after its end.
    """

    rule: str
    starts: str
    stops: str = ""
    binds: str = "agency"
    then: str = ""
    guard: str = ""
    sets: tuple = ()
    outlives: bool = False

    def starts_with(self, step: str, case) -> bool:
        return (
            step in self.starts.split()
            and holds_under(self.sets, case)
            and (not self.guard or getattr(case, self.guard)())
        )

    def stops_with(self, step: str) -> bool:
        return step in self.stops.split()
