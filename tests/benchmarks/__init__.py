"""What the project costs, measured: `make bench`, or `python -m tests.benchmarks --help`."""
