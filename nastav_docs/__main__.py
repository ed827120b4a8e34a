"""`python -m nastav_docs`."""

from nastav_docs.cli import main

main()
