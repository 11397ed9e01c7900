"""Adding up what several drills on one engine found, each in a database of its own."""

LONGEST = ("drained_in", "away")


def summed(results) -> list[dict]:
    """Return one result for each engine."""
    whole = {}
    for result in results:
        name = result["engine"]
        whole[name] = added(whole[name], result) if name in whole else result
    return list(whole.values())


def added(first, second, key=""):
    if isinstance(first, dict):
        names = [*first, *(name for name in second if name not in first)]
        return {name: together(first, second, name) for name in names}
    if isinstance(first, str):
        return first
    return max(first, second) if key in LONGEST else first + second


def together(first, second, name):
    if name in first and name in second:
        return added(first[name], second[name], name)
    return first.get(name, second.get(name))
