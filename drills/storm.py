"""The database is killed while everybody writes: the server process and all who work for it, at one stroke."""

import random
import time

from django.db import connection

from drills.processes import Web, Worker
from drills.rounds import Person, Watch

CROWD, FILINGS = 4, 3
LEAP = 33


def drill(ground, log, given, base, say) -> dict:
    dice, web, worker = random.Random(given.seed), Web(log), Worker(log)
    watch, cuts, away = Watch(web, worker), 0, 0.0
    watch.mend()
    web.wait()
    watch.start()
    try:
        for _ in range(given.storms):
            filings = [ground.filing() for _ in range(CROWD * FILINGS)]
            crowd = [Person(web.port, filings[n::CROWD]) for n in range(CROWD)]
            for person in crowd:
                person.start()
            time.sleep(dice.uniform(0.05, 0.5))
            start = time.monotonic()
            base.kill()
            base.start()
            away += time.monotonic() - start
            # Numbers are drawn from the log 32 at a time, and the rest of them is lost with the server.
            ground.vain += LEAP
            for person in crowd:
                person.join()
                if person.fault:
                    raise person.fault
            cuts += sum(filing.cuts for filing in filings)
    finally:
        watch.end()
        # Our own line to the database broke with all others.
        connection.close()
    return {
        "storms": given.storms,
        "cut": cuts,
        "away": round(away / given.storms, 2),
        # The two started at the beginning are not counted: nobody but the database was killed.
        "ended": watch.started - 2,
    }
