"""Every error that istor raises on purpose, in one tree.

    IstorError                   anything below; the command line prints it as one line and ends with ``exit_code``
    ├── InputError               what the user named cannot be used                                   exit code 2
    │   └── NothingToDo          no input could be used at all                                        exit code 3
    ├── DataError                a table or lexicon that ships with istor, or that a user edited, is wrong    4
    ├── ModelError               the trained model is missing, damaged or of another version          exit code 5
    ├── ArchiveError             the archive cannot be opened, read or written                        exit code 6
    └── MissingExtra             a command needs an optional part that is not installed               exit code 7

A message says what failed, on what, and what to do. Having found nothing is no error.
"""


class IstorError(Exception):
    """Anything that istor knows to be wrong; the message is one line for a person."""

    exit_code = 1


class InputError(IstorError):
    """What the user named cannot be used."""

    exit_code = 2


class NothingToDo(InputError):
    """No input could be used at all."""

    exit_code = 3


class DataError(IstorError):
    """A table or lexicon breaks its schema; the message names the file and the row."""

    exit_code = 4


class ModelError(IstorError):
    """The trained model is missing, damaged or of another version."""

    exit_code = 5


class ArchiveError(IstorError):
    """The archive cannot be opened, read or written."""

    exit_code = 6


class MissingExtra(IstorError):
    """An optional part is not installed."""

    exit_code = 7

    def __init__(self, command: str, extra: str) -> None:
        super().__init__(f"{command} needs the extra '{extra}': pip install 'istor[{extra}]'")
