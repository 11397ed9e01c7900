"""What a drill is asked for on the command line."""

import argparse
from pathlib import Path


def asked():
    parser = argparse.ArgumentParser(prog="python -m drills.engine")
    parser.add_argument("engine", choices=["sqlite", "postgres"])
    parser.add_argument("into", type=Path, help="where the figures go, as JSON")
    numbers(parser)
    parser.add_argument("--keep", action="store_true", help="keep database and logs of the drill")
    return parser.parse_args()


def numbers(parser):
    parser.add_argument("--rounds", type=int, default=500, help="random kills")
    parser.add_argument("--storms", type=int, default=25, help="kills of the database")
    parser.add_argument("--every", type=int, default=1, help="take each n-th point only")
    parser.add_argument(
        "--only", default="", help="the points of these operations, with commas; or none"
    )
    parser.add_argument("--seed", type=int, default=6402)
