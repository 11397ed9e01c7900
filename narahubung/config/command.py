"""The one command line of the house: `narahubung COMMAND …`."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "narahubung.config.settings")
    execute_from_command_line(["narahubung", *sys.argv[1:]])
