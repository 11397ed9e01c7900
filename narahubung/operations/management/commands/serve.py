"""Starts Narahubung: prepares what is missing, then serves until it is asked to stop."""

import os
import socket
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from narahubung.operations.first_start import prepare
from narahubung.operations.greeting import greeting
from narahubung.operations.supervisor import Supervisor


class Command(BaseCommand):
    help = "Prepares the database and serves the pages; with --with-worker also sends, reminds and counts."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--with-worker", action="store_true", help="start the worker beside it")
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--host", default=settings.BIND)
        content = parser.add_mutually_exclusive_group()
        content.add_argument("--demo", action="store_true", help="build the demo world once")
        content.add_argument(
            "--empty", action="store_true", help="start without the demo (the default)"
        )

    def handle(self, *, host, port, demo, with_worker, **options):
        if not is_free(host, port):
            raise CommandError(
                f"Port {port} is already in use. Choose another one, for example PORT={port + 1} ./run"
            )
        os.environ["PORT"] = str(port)
        if demo:
            os.environ["NARAHUBUNG_DEMO"] = "true"
        prepare(self.say, demo=demo)
        here = (host, port) == (settings.BIND, settings.PORT)
        self.say(greeting(settings.SITE_URL if here else f"http://{host}:{port}", demo))
        connections.close_all()
        commands = {"server": server(host, port)}
        if with_worker:
            commands["worker"] = [sys.executable, "-m", "django", "worker"]
        sys.exit(Supervisor(commands, self.say).run())

    def say(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()


def is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def server(host: str, port: int) -> list[str]:
    options = {
        "interface": "wsgi",
        "host": host,
        "port": port,
        "http": 1,
        "workers": settings.WEB_WORKERS,
        "blocking-threads": 4,
        "workers-kill-timeout": 2,
        "log-level": "warning",
    }
    arguments = [f"--{name}={value}" for name, value in options.items()]
    target = "narahubung.config.wsgi:application"
    return [sys.executable, "-m", "granian", *arguments, "--respawn-failed-workers", target]
