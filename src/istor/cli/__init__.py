"""The command line: parses, calls the library, prints. One command a module; nothing heavy is imported until needed."""

from istor.cli.app import app, main

__all__ = ["app", "main"]
