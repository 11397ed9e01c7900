"""The headers under which a file of somebody else leaves the house."""


def in_a_closed_box(response):
    """What somebody attached never runs, is never framed, and tells no other site where it was."""
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Content-Type-Options"] = "nosniff"
    return response
