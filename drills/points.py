"""Killed at every step: each operation once for each point at which it can be killed."""

from collections import Counter

from drills.clients import Cut
from drills.faults import NEVER
from drills.ground import BEFORE, ROWS
from drills.outbox import age, work
from drills.processes import Web, do_alone
from narahubung.integrations.lapor.importing import begin


class Servers:
    """A web server that may be killed, and the next one, which is already being started."""

    def __init__(self, log):
        self.log = log
        self.now, self.next = self.started(), self.started()

    def started(self):
        web = Web(self.log)
        web.start()
        return web

    @property
    def port(self):
        return self.now.wait().port

    def replace(self):
        self.now.kill()
        self.now, self.next = self.next, self.started()

    def end(self):
        self.now.kill()
        self.next.kill()


class Sending:
    """The last post of the form, with a photo."""

    def __init__(self, ground, port):
        self.filing = ground.filing(with_photo=True)
        self.filing.form(port)
        self.filing.preview(port)

    def do(self, port, kill):
        return self.filing.send(port, kill).passed

    def again(self, port):
        self.filing.send(port)
        self.filing.receipt(port)


class Previewing(Sending):
    """The first post of the form, which keeps the photo."""

    def __init__(self, ground, port):
        self.filing = ground.filing(with_photo=True)
        self.filing.form(port)

    def do(self, port, kill):
        return self.filing.preview(port, kill).passed

    def again(self, port):
        self.filing.preview(port)
        super().again(port)


class Stepping:
    def __init__(self, ground, port, name):
        self.step = ground.step(ground.standing(name), name)

    def do(self, port, kill):
        return self.step.take(port, kill).passed

    def again(self, port):
        self.step.take(port)


class Uploading:
    """The post that brings a spreadsheet in; the worker reads it."""

    def __init__(self, ground, port):
        self.upload = ground.upload()

    def do(self, port, kill):
        return self.upload.send(port, kill).passed

    def again(self, port):
        self.upload.send(port)


class Importing:
    """The worker's work on a spreadsheet; killed, the queue gives it to another."""

    def __init__(self, ground, log):
        self.log, self.ground, upload = log, ground, ground.upload()
        into = begin(upload.sheet, ground.world.rina.appointment, ground.world.place("dinkes"))
        into.keep(upload.sheet)
        into.save(force_insert=True)
        self.pk = upload.pk = into.pk
        upload.sent, upload.acknowledged = 1, True

    def do(self, _port, kill):
        return killable("lapor.import", {"pk": self.pk}, self.log, kill)

    def again(self, _port):
        self.ground.vain += ROWS
        do_alone(self.log, "lapor.import", {"pk": self.pk})


class Telling:
    """The worker's work on the outbox, for one complaint that was just filed."""

    def __init__(self, ground, log):
        self.log = log
        ground.standing("verify")

    def do(self, _port, kill):
        return killable("outbox", {}, self.log, kill)

    def again(self, _port):
        age()
        work(self.log)


class Counting:
    """The worker's work on the figures, for one complaint that was just filed."""

    def __init__(self, ground, log):
        self.log = log
        ground.standing("dispose")

    def do(self, _port, kill):
        return killable("figures.roll", {}, self.log, kill)

    def again(self, _port):
        do_alone(self.log, "figures.roll", {})


def killable(name, payload, log, kill):
    passed = do_alone(log, name, payload, kill)
    if passed is None:
        raise Cut(name)
    return passed


def operations(ground, log):
    """Return what each operation is made by. Telling comes first, while nobody else waits to be told."""
    steps = {name: lambda port, name=name: Stepping(ground, port, name) for name in BEFORE}
    return {
        "tell": lambda _port: Telling(ground, log),
        "count": lambda _port: Counting(ground, log),
        "preview": lambda port: Previewing(ground, port),
        "file": lambda port: Sending(ground, port),
        **steps,
        "upload": lambda port: Uploading(ground, port),
        "import": lambda _port: Importing(ground, log),
    }


def drill(ground, log, given, say) -> dict:
    servers, told = Servers(log), {}
    wanted = given.only.split(",") if given.only else None
    try:
        for name, make in operations(ground, log).items():
            if wanted and name not in wanted:
                continue
            told[name] = each_point(make, servers, given.every)
            say(f"{name}: {told[name]}")
    finally:
        servers.end()
    return {"operations": told, "kills": sum(t["kills"] for t in told.values())}


def each_point(make, servers, every) -> dict:
    """Do it once unharmed to learn its points, then once for each point, killed there and done again."""
    whole = make(servers.port)
    passed = whole.do(servers.port, NEVER)
    whole.again(servers.port)
    counts = Counter(kills=0, unreached=0)
    for number in range(1, len(passed) + 1, every):
        deed = make(servers.port)
        try:
            deed.do(servers.port, number)
            counts["unreached"] += 1
        except Cut:
            counts["kills"] += 1
            servers.replace()
        deed.again(servers.port)
    return {"points": len(passed), **counts}
