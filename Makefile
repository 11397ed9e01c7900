# For those who work on Narahubung. To run it: ./run. To check it: ./test.
UV = .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11

.PHONY: check fix lock bench drill

check:
	./test

fix: .venv/requirements-test.lock
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	find narahubung -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} +

lock: .venv/requirements-test.lock
	$(UV) pyproject.toml -o requirements.lock $(LOCK)
	$(UV) --group test -c requirements.lock pyproject.toml -o requirements-test.lock $(LOCK)

.venv/requirements-test.lock: requirements-test.lock pyproject.toml
	./install requirements-test.lock

# Takes about ten minutes on a quiet machine. BENCH="--quick" is rough and takes less than one.
bench: .venv/requirements-test.lock
	.venv/bin/python -m benchmarks $(or $(BENCH),--write)

# Takes about half an hour on a quiet machine. DRILL="--rounds 5 --storms 2 --every 9" is a sample and takes two minutes.
drill: .venv/requirements-test.lock
	nice -n 15 .venv/bin/python -m drills $(or $(DRILL),--write)
