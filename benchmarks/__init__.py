"""How fast the house is, measured against a bare Django view in the same run: `make bench`."""
