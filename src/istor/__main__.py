"""``python -m istor``."""

from istor.cli import main

main()
