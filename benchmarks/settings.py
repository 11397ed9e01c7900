"""The settings of the house, with one table more: what the bare view writes to.

The limits of the portal stay in force and are counted. The clients come, as behind a proxy, from
many addresses, so that nobody of them is told to slow down.
"""

from narahubung.config.settings import *  # noqa: F403
from narahubung.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks"]
ALLAUTH_TRUSTED_PROXY_COUNT = 1
SECURE_PROXY_SSL_HEADER = None
